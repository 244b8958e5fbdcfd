"""What authors may get wrong in a fence, on real pages of MkDocs."""

import json
import logging
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mkdocs.exceptions import Abort

from mkdocs_selfassess.fences import fence as module

FORM = '<self-assessment class="selfassess" lang="en" dir="ltr" data-instrument="rest"'
BOX = '<div class="sa-problem"><p><strong>This assessment can not be shown.</strong></p><ul><li>'


def page(body: str, line: str = "assessment") -> str:
    return f"# Title\n\n```{line}\n{body}\n```\n\nText.\n"


def test_a_fence_becomes_a_form(build: Callable[..., Any]) -> None:
    built = build(page("id: rest"))

    assert built.warnings == []
    assert FORM in built.read()
    assert "I slept long." in built.read()
    assert built.read().count("<form") == 1


def test_a_fence_for_a_file_of_another_tool_says_which(
    build: Callable[..., Any], folder: Path
) -> None:
    quiz = folder / "assessments/pause/quiz.toml"
    quiz.parent.mkdir()
    quiz.write_text('[[questions]]\ntype = "x"\n')

    assert build(page("id: pause")).warnings == [
        'docs/index.md:4:5: "pause" can not be shown; assessments/pause holds a file of another '
        "tool; put an instrument.yml there",
        "assessments/pause/quiz.toml: this is a TOML quiz and no instrument; nothing makes an "
        "instrument of it yet; write an instrument.yml by hand: see "
        '"From your survey tool" in the manual',
    ]


def test_a_fence_may_ask_for_one_area(build: Callable[..., Any]) -> None:
    built = build(page("id: rest\nonly: sleep\nlevel: 3"))

    assert 'data-only="sleep" data-level="3"' in built.read()
    assert "I slept long." in built.read()
    assert "I took a short break." not in built.read()


WRONG = {
    "unknown id": (
        page("id: rst"),
        ['docs/index.md:4:5: there is no such assessment; "rst"; did you mean "rest"?'],
    ),
    "nothing like an id": (
        page("id: happiness"),
        ['docs/index.md:4:5: there is no such assessment; "happiness"; known are: rest'],
    ),
    "no id": (
        page("level: 3"),
        ['docs/index.md:4:1: a field is missing; there is no "id"; add it'],
    ),
    "an empty fence": (
        page(""),
        [
            'docs/index.md:3:1: the fence is empty; nothing was found; write "id: " and the name '
            "of an assessment between the fence lines"
        ],
    ),
    "unknown option and impossible level": (
        page("id: rest\nlayot: grid\nlevel: 9"),
        [
            'docs/index.md:5:8: this field is not known; "layot"; did you mean "layout"?',
            "docs/index.md:6:8: this is not one of the choices; found 9; write 2, 3, 4 or 5",
        ],
    ),
    "unknown domain": (
        page("id: rest\nonly: sleeping"),
        ['docs/index.md:5:7: "rest" has no such domain; "sleeping"; did you mean "sleep"?'],
    ),
    "no YAML": (
        page("id: [rest"),
        ['docs/index.md:4:5: a bracket is never closed; "[" opens here; close it'],
    ),
    "option on the fence line": (
        page("", 'assessment id="rest"'),
        [
            'docs/index.md:3:1: options do not belong on the fence line; id="rest"; '
            'put options between the fence lines, such as "id: my-check"'
        ],
    ),
    "word on the fence line": (
        page("id: rest", "assessment rest"),
        [
            "docs/index.md:3:1: options do not belong on the fence line; rest; "
            'put options between the fence lines, such as "id: my-check"'
        ],
    ),
    "id in braces on the fence line": (
        page("id: rest", " { .assessment #rest .wide level=3 }"),
        [
            "docs/index.md:3:1: options do not belong on the fence line; "
            '#rest .wide level="3"; put options between the fence lines, such as "id: my-check"'
        ],
    ),
}


@pytest.mark.parametrize(("text", "told"), WRONG.values(), ids=WRONG)
def test_a_wrong_fence_is_told_with_its_place_and_shown_as_a_box(
    build: Callable[..., Any], text: str, told: list[str]
) -> None:
    built = build(text)

    assert built.warnings == told
    assert BOX in built.read()
    assert "<form" not in built.read()
    assert "<pre" not in built.read()


LOST = {
    "a header that superfences can not read": (
        page("", "assessment id: rest"),
        "options do not belong on the fence line; id: rest; "
        'put options between the fence lines, such as "id: my-check"',
    ),
    "no closing line": (
        "# Title\n\n```assessment\nid: rest\n",
        "this fence has no end; no closing line was found; add one, indented like this one",
    ),
    "a misspelt name": (
        page("id: rest", "assesment"),
        'there is no fence of this name; "assesment"; did you mean "assessment"?',
    ),
}


@pytest.mark.parametrize(("text", "told"), LOST.values(), ids=LOST)
def test_a_fence_that_superfences_would_publish_as_text_is_told(
    build: Callable[..., Any], text: str, told: str
) -> None:
    assert build(text).warnings == [f"docs/index.md:3:1: {told}"]


def test_a_fence_indented_like_code_is_told(build: Callable[..., Any]) -> None:
    built = build("Text.\n\n    ```assessment\n    id: rest\n    ```\n")

    assert built.warnings == [
        "docs/index.md:3:5: this fence is shown as code; it is indented like code; "
        "indent it less, or put an example into a longer fence"
    ]


def test_a_broken_instrument_is_told_at_the_fence_and_at_its_own_place(
    build: Callable[..., Any], rest: Path
) -> None:
    rest.write_text(rest.read_text().replace("kind: self-review", "kind: exam"))

    built = build(page("id: rest"))

    assert built.warnings == [
        'assessments/rest/instrument.yml:3:7: this is not one of the choices; found "exam"; '
        'write "self-review", "quick-check" or "questionnaire"',
        'docs/index.md:4:5: "rest" can not be shown; 1 problem in '
        "assessments/rest/instrument.yml; mend that file",
    ]
    assert built.read().count(
        f"{BOX}<code>docs/index.md:4:5</code> &quot;rest&quot; can not be shown; "
        "1 problem in assessments/rest/instrument.yml; mend that file</li>"
        "<li><code>assessments/rest/instrument.yml:3:7</code> this is not one of the choices; "
        "found &quot;exam&quot;; write &quot;self-review&quot;, &quot;quick-check&quot; or "
        "&quot;questionnaire&quot;</li></ul></div>"
    )


def test_a_box_brings_the_stylesheet_where_no_form_does(build: Callable[..., Any]) -> None:
    alone = build(page("id: rst")).read()
    beside = build(page("id: rest") + page("id: rst")).read()

    assert re.search(r'<link rel="stylesheet" href="[^"]+\.css"><div class="sa-problem">', alone)
    assert '<div class="sa-problem">' in beside
    assert '.css"><div class="sa-problem">' not in beside


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("id: rest", "id: rest\nlevel: 3"),
        ("id: rest\nonly: sleep", "id: rest\nonly: sleep"),
        ("id: rest", "id: rest\nonly: sleep"),
    ],
)
def test_the_same_questions_twice_on_a_page_are_told(
    build: Callable[..., Any], first: str, second: str
) -> None:
    built = build(f"```assessment\n{first}\n```\n\n```assessment\n{second}\n```\n")

    line = first.count("\n") + 6
    assert built.warnings == [
        f"docs/index.md:{line}:5: these questions stand twice on the page; also on line 1; "
        "keep one of them"
    ]
    assert built.read().count("<form") == 1


def test_two_areas_of_one_assessment_may_share_a_page_and_its_files(
    build: Callable[..., Any],
) -> None:
    fences = [f"```assessment\nid: rest\nonly: {only}\n```\n" for only in ("sleep", "breaks")]

    built = build("\n".join(fences))

    assert built.warnings == []
    assert built.read().count("<form") == 2
    assert built.read().count('<link rel="stylesheet"') == 1
    assert built.read().count('<script type="module"') == 1


def test_the_same_assessment_on_two_pages_is_no_problem(build: Callable[..., Any]) -> None:
    built = build({"index.md": page("id: rest"), "a.md": page("id: rest")})

    assert built.warnings == []


def test_front_matter_is_counted(build: Callable[..., Any]) -> None:
    built = build("---\ntitle: A\ntags:\n  - b\n---\n\n" + page("id: rst"))

    assert built.warnings == [
        'docs/index.md:10:5: there is no such assessment; "rst"; did you mean "rest"?'
    ]


@pytest.mark.parametrize("broken", ["read_embed", "element", "_shown"])
def test_a_bug_in_the_plugin_is_told_and_never_published_as_code(
    build: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    def bug(*_given: object, **_more: object) -> None:
        raise RuntimeError("oh")

    monkeypatch.setattr(module, broken, bug)

    built = build(page("id: rest"))

    assert built.warnings == [
        "docs/index.md:3:1: this fence could not be turned into a form; RuntimeError: oh; "
        "please report it as a bug"
    ]
    assert BOX in built.read()
    assert "<pre" not in built.read()


def test_a_template_that_can_not_be_filled_is_told(build: Callable[..., Any], folder: Path) -> None:
    (folder / "templates").mkdir()
    (folder / "templates/item.html").write_text("{{ item.nothing.at_all }}")

    built = build(page("id: rest"), {"templates": "templates"})

    assert built.warnings == [
        "docs/index.md:3:1: a template can not be filled; UndefinedError: "
        "'selfassess.definition.items.Item object' has no attribute 'nothing'; mend the template"
    ]


def test_a_strict_build_fails(build: Callable[..., Any]) -> None:
    with pytest.raises(Abort, match="1 warnings in strict mode"):
        build(page("id: rst"), strict=True)


def test_a_strict_build_that_is_quiet_fails_too(build: Callable[..., Any]) -> None:
    mkdocs = logging.getLogger("mkdocs")
    before = mkdocs.level
    mkdocs.setLevel(logging.ERROR)
    try:
        assert build(page("id: rst")).warnings == []
        with pytest.raises(Abort, match="1 errors in strict mode"):
            build(page("id: rst"), strict=True)
    finally:
        mkdocs.setLevel(before)


# Languages

SPANISH = '<self-assessment class="selfassess" lang="es" dir="ltr" data-instrument="rest"'
ENGLISH = '<self-assessment class="selfassess" lang="en" dir="ltr" data-instrument="rest"'


@pytest.mark.parametrize(
    ("body", "theme", "shown"),
    [
        ("", {}, ENGLISH),
        ("language: es", {}, SPANISH),
        ("", {"language": "es"}, SPANISH),
        ("", {"language": "es-MX"}, SPANISH),
        ("", {"name": "mkdocs", "locale": "es"}, SPANISH),
        ("language: en", {"language": "es"}, ENGLISH),
        ("", {"language": "fr"}, ENGLISH),
    ],
)
def test_a_fence_speaks_its_own_language_the_site_s_or_else_the_instrument_s(
    build: Callable[..., Any], descanso: Path, body: str, theme: dict[str, str], shown: str
) -> None:
    built = build(page(f"id: rest\n{body}"), theme={"name": None, "custom_dir": "theme", **theme})

    assert built.warnings == []
    assert shown in built.read()
    assert ("Dormí mucho." in built.read()) == (shown is SPANISH)


def test_every_language_has_a_definition_of_its_own(
    build: Callable[..., Any], descanso: Path
) -> None:
    built = build({"a.md": page("id: rest"), "b.md": page("id: rest\nlanguage: es")})

    for name, title in (("a", "Rest"), ("b", "Descanso")):
        path = re.search(r'data-definition="\.\./([^"#]+)', built.read(f"{name}/index.html"))
        assert path
        definition = (built.site / "assets/selfassess" / path[1]).read_text(encoding="utf-8")
        assert json.loads(definition)["instrument"]["title"] == title


def test_a_language_that_is_not_there_is_told(build: Callable[..., Any], descanso: Path) -> None:
    built = build(page("id: rest\nlanguage: est"))

    assert built.warnings == [
        'docs/index.md:5:11: "rest" is not there in this language; "est"; did you mean "es"?'
    ]


def test_a_broken_translation_is_told_where_it_is_wanted_only(
    build: Callable[..., Any], descanso: Path
) -> None:
    descanso.write_text(descanso.read_text().replace("title: Descanso\n", ""))
    missing = 'assessments/rest/es.yml:1:1: a translation is missing; there is no "title"; add it'

    assert build(page("id: rest")).warnings == [missing]
    assert build(page("id: rest\nlanguage: es")).warnings == [
        missing,
        'docs/index.md:5:11: "rest" can not be shown; 1 problem in assessments/rest/es.yml; '
        "mend that file",
    ]
