from pathlib import Path

import pytest

import selfassess
from mkdocs_selfassess.web.overrides import read_overrides
from selfassess import TEMPLATES
from selfassess.authoring import pythons

OVERRIDES = "mkdocs_selfassess.web.overrides"


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "templates").mkdir()
    return tmp_path / "templates"


def problems(templates: Path) -> list[str]:
    return [str(problem) for problem in read_overrides(templates)[1]]


def test_templates_are_read_by_their_names(templates: Path) -> None:
    (templates / "item.html").write_text("<p>{{ item.stem }}</p>")

    assert read_overrides(templates) == (pythons({"item.html": "<p>{{ item.stem }}</p>"}), [])


def test_a_template_of_no_such_name_is_a_problem(templates: Path) -> None:
    (templates / "itm.html").write_text("")

    assert problems(templates) == [
        'templates/itm.html: there is no such template; "itm.html"; did you mean "item.html"?'
    ]


def test_the_template_of_alerts_can_not_be_overridden(templates: Path) -> None:
    (templates / "protected.html").write_text("")

    found, _ = read_overrides(templates)

    assert found == {}
    assert problems(templates)[0].startswith(
        'templates/protected.html: there is no such template; "protected.html"; '
    )


def test_every_template_of_ours_can_be_the_beginning_of_a_site_s_own(templates: Path) -> None:
    for name in TEMPLATES:
        text = (Path(selfassess.__file__).parent / "templates" / name).read_text()
        (templates / name).write_text(text)

    found, told = read_overrides(templates)

    assert told == []
    assert sorted(found) == sorted(TEMPLATES)


def test_a_template_with_a_mistake_is_a_problem_and_left_out(templates: Path) -> None:
    (templates / "item.html").write_text("<p>\n{% if x %}\n</p>\n{% endfor %}")

    found, told = read_overrides(templates)

    assert found == {}
    assert [str(problem) for problem in told] == [
        "templates/item.html:4: this is not a template; Encountered unknown tag 'endfor'. "
        "Jinja was looking for the following tags: 'elif' or 'else' or 'endif'. The innermost "
        "block that needs to be closed is 'if'.; mend it"
    ]


def test_a_template_that_is_not_utf_8_is_a_problem(templates: Path) -> None:
    (templates / "item.html").write_bytes(b"<p>\xff</p>")

    assert problems(templates) == [
        "templates/item.html:1: the file is not UTF-8; byte 0xff does not belong there; "
        "save it as UTF-8"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "{% block a %}{% endblock %}{% block a %}{% endblock %}",
            "this is not a template; block 'a' defined twice; mend it",
        ),
        ("{{ 1|roundd }}", 'there is no such filter; "roundd"; did you mean "round"?'),
        ("{% if 1 is od %}{% endif %}", 'there is no such test; "od"; did you mean "odd"?'),
        (
            '{% include "findngs.html" %}',
            'there is no such template; "findngs.html"; did you mean "findings.html"?',
        ),
        (
            "{{ lipsum() }}",
            'the words of "lipsum" do not travel to the browser; write a text instead',
        ),
    ],
)
def test_what_no_browser_has_is_told_at_build(templates: Path, text: str, message: str) -> None:
    (templates / "report.html").write_text(f"<p>\n{text}</p>")

    assert read_overrides(templates)[0] == {}
    assert problems(templates) == [f"templates/report.html:2: {message}"]


def test_a_template_may_go_on_without_another_one(templates: Path) -> None:
    text = '{% include "my-own.html" ignore missing %}{{ "2.5"|numeral }}'
    (templates / "report.html").write_text(text)

    assert read_overrides(templates) == (pythons({"report.html": text}), [])


@pytest.fixture
def there(templates: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Write a template, and let the Jinja2 of the browser be 3.1.6."""
    (templates / "item.html").write_text("<p>")
    monkeypatch.setattr(f"{OVERRIDES}.listed_in", lambda _folder: {"jinja2": "3.1.6"})
    return monkeypatch


def test_templates_of_another_jinja_than_the_browsers_are_a_problem(
    templates: Path, there: pytest.MonkeyPatch
) -> None:
    there.setattr(f"{OVERRIDES}.version", {"jinja2": "3.10.2"}.get)

    assert read_overrides(templates)[0] == {}
    assert problems(templates) == [
        "templates: these templates can not be compiled for the browser; Jinja2 here is 3.10.2, "
        "and there 3.1.6; install jinja2~=3.1.0"
    ]


def test_templates_of_the_same_line_of_jinja_are_none(
    templates: Path, there: pytest.MonkeyPatch
) -> None:
    there.setattr(f"{OVERRIDES}.version", {"jinja2": "3.1.0"}.get)

    assert problems(templates) == []


def test_a_template_that_python_can_not_nest_is_a_problem(templates: Path) -> None:
    (templates / "item.html").write_text("{% for x in y %}" * 21 + "{% endfor %}" * 21)

    assert problems(templates) == [
        "templates/item.html: this is not a template; too many statically nested blocks; mend it"
    ]
