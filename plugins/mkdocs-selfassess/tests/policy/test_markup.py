import pytest

from mkdocs_selfassess.policy.markup import elements


def names(page: str) -> list[str]:
    return [element.tag.name for element in elements(page.encode())]


def test_harmless_tags_are_passed_over() -> None:
    assert names('<p class="a">x<br/><a href="/b" title="a > b">c</a></p>') == []


def test_what_loads_something_is_found() -> None:
    page = '<link rel="icon" href="a"><img src=a><use href="#a"/><iframe src="a"></iframe>'

    assert names(page) == ["link", "img", "use", "iframe"]


def test_names_of_tags_and_attributes_may_be_in_capitals() -> None:
    element = next(elements(b'<IMG SRC="A.png">'))

    assert (element.tag.name, dict(element.tag.attributes)) == ("img", {"src": "A.png"})


@pytest.mark.parametrize(
    "tag",
    [
        '<p style="color: red">',
        "<p style='color: red'>",
        "<p style=color:red>",
        '<p class="a" STYLE = "color: red">',
        '<p class="a"style="color: red">',
        '<p\n  style="color: red">',
    ],
)
def test_a_style_attribute_is_found_however_it_is_written(tag: str) -> None:
    assert "style" in next(elements(tag.encode())).tag.attributes


def test_an_inline_handler_is_found() -> None:
    assert names('<button class="a" onclick="go()">') == ["button"]


def test_a_javascript_address_is_found() -> None:
    assert names('<a class="a" href=" JavaScript:go()">') == ["a"]


def test_an_input_that_is_a_picture_is_found_and_others_are_not() -> None:
    assert names('<input type="radio"><input type="image" src="a">') == ["input"]


def test_text_in_quotes_is_no_attribute() -> None:
    assert names("""<p title="a style='x' onclick='y'">""") == []


def test_a_tag_in_quotes_is_no_tag() -> None:
    assert names('<p title="<script>">x</p><p title="</script>">') == []


def test_comments_hold_no_tags() -> None:
    assert names("<!-- <script>a</script> - -- --><p>x</p><!----><img src=a>") == ["img"]


def test_an_open_comment_does_not_stop_the_walk() -> None:
    assert names("<!-- <p>x</p>") == []


def test_the_inside_of_a_script_holds_no_tags() -> None:
    found = list(elements(b"<script>document.write('<img src=a>')</script><img src=b>"))

    assert [element.tag.name for element in found] == ["script", "img"]
    assert found[0].inside == b"document.write('<img src=a>')"


def test_the_inside_of_a_text_area_holds_no_tags() -> None:
    assert names('<textarea><p style="x"></textarea>') == ["textarea"]


def test_a_script_without_an_end_reaches_to_the_end_of_the_page() -> None:
    assert next(elements(b"<script>a")).inside == b"a"


def test_signs_that_are_no_tags_do_not_stop_the_walk() -> None:
    assert names("1 < 2 <> <3 <!doctype html><?xml?><img src=a>") == ["img"]


def test_values_are_read_as_a_browser_reads_them() -> None:
    element = next(elements(b"<img src='a&amp;b' alt=c data-x hidden src='second'>"))

    assert dict(element.tag.attributes) == {"src": "a&b", "alt": "c", "data-x": "", "hidden": ""}
