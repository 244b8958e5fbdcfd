from mkdocs_selfassess.fences.element import PageContext
from mkdocs_selfassess.fences.location import locate
from mkdocs_selfassess.fences.page_fences import FenceContent, PageFences
from mkdocs_selfassess.web.assets import Addresses

CONTEXT = PageContext("", Addresses("", "", "", {}))
REST = FenceContent("id: rest")


def page_fences(text: str) -> PageFences:
    return PageFences(CONTEXT, locate(text, "page.md"), "page.md")


def filled(page: PageFences, content: str) -> str:
    return page.fill(content, lambda fence, location: f"[{fence.body} on {location.line}]")


def problems(page: PageFences) -> list[str]:
    return [str(problem) for problem in page.problems]


def test_a_placeholder_is_filled_with_what_its_fence_shows() -> None:
    page = page_fences("```assessment\nid: rest\n```\n")

    assert filled(page, f"<p>{page.placeholder(REST)}</p>") == "<p>[id: rest on 1]</p>"
    assert problems(page) == []


def test_placeholders_are_filled_wherever_they_have_come_to_stand() -> None:
    page = page_fences("```assessment\nid: a\n```\n\n```assessment\nid: b\n```\n")
    first, second = page.placeholder(FenceContent("id: a")), page.placeholder(FenceContent("id: b"))

    assert filled(page, second + first) == "[id: b on 5][id: a on 1]"


def test_a_fence_that_came_from_elsewhere_has_no_line() -> None:
    page = page_fences("")

    assert filled(page, page.placeholder(REST)) == "[id: rest on 0]"


def test_a_fence_in_a_comment_is_not_shown_and_no_problem() -> None:
    page = page_fences("<!--\n```assessment\nid: rest\n```\n-->\n")

    assert filled(page, f"<!--\n{page.placeholder(REST)}\n--><p>") == "<p>"
    assert problems(page) == []


def test_other_comments_stay() -> None:
    page = page_fences("```assessment\nid: rest\n```\n")

    assert filled(page, f"<!-- a -->{page.placeholder(REST)}") == "<!-- a -->[id: rest on 1]"


def test_a_placeholder_that_does_not_come_back_was_published_as_code() -> None:
    page = page_fences("Text.\n\n    ```assessment\n    id: rest\n    ```\n")
    page.placeholder(REST)

    filled(page, "<pre>```assessment</pre>")

    assert problems(page) == [
        "page.md:3:5: this fence is shown as code; it is indented like code; "
        "indent it less, or put an example into a longer fence"
    ]


def test_a_fence_that_was_never_handed_over_was_passed_over() -> None:
    page = page_fences("```assessment\nid: rest\n```\n")

    filled(page, "<p>")

    assert problems(page) == [
        "page.md:1:1: this fence was passed over; it is published as text or code; "
        "see that pymdownx.superfences comes last under markdown_extensions"
    ]


def test_options_that_superfences_can_not_read_are_named() -> None:
    page = page_fences("```assessment id: rest\n```\n")

    filled(page, "<p>")

    assert problems(page) == [
        "page.md:1:1: options do not belong on the fence line; id: rest; "
        'put options between the fence lines, such as "id: my-check"'
    ]


def test_a_fence_without_an_end_is_named() -> None:
    page = page_fences("```assessment\nid: rest\n")

    filled(page, "<p>")

    assert problems(page) == [
        "page.md:1:1: this fence has no end; no closing line was found; "
        "add one, indented like this one"
    ]


def test_a_misspelt_name_is_named() -> None:
    page = page_fences("```assesment\nid: rest\n```\n")

    filled(page, "<pre>")

    assert problems(page) == [
        'page.md:1:1: there is no fence of this name; "assesment"; did you mean "assessment"?'
    ]


def test_a_page_without_fences_is_returned_as_it_is() -> None:
    content = "<!-- a --><p>"

    assert filled(page_fences("Text."), content) is content
