from __future__ import annotations

from markdown import Markdown

from mkdocs_selfassess.fences.element import PageContext
from mkdocs_selfassess.fences.issue_desk import DESK, issue_desk, issue_problem
from mkdocs_selfassess.web.assets import Addresses

CONTEXT = PageContext(
    "../",
    Addresses(
        element="assets/selfassess/ab/element.js",
        style="assets/selfassess/ab/selfassess.css",
        runtime="assets/selfassess/runtime/manifest.cd.json",
        definitions={},
        courses="assets/selfassess/courses.ef.json",
    ),
    "es",
)


def test_the_desk_names_what_its_script_needs_in_the_language_of_the_site() -> None:
    html = issue_desk(CONTEXT, Markdown())

    assert html.startswith(
        '<issue-desk class="selfassess sa-issue" lang="es" data-known="../courses.ef.json" '
        'data-released=".." data-runtime="../runtime/manifest.cd.json" data-level="2">'
        '<link rel="stylesheet" href="../assets/selfassess/ab/selfassess.css">'
        '<link rel="stylesheet" href="../assets/selfassess/ab/issue.css">'
    )
    assert html.endswith(
        '</issue-desk><script type="module" src="../assets/selfassess/ab/issue.js"></script>'
    )
    assert "Comprobar los archivos" in html
    assert DESK in html.encode()


def test_markdown_puts_no_paragraph_round_it() -> None:
    md = Markdown()

    assert md.convert(issue_desk(CONTEXT, md)).startswith("<issue-desk")


def test_a_fence_that_is_not_empty_is_told() -> None:
    assert str(issue_problem("desk.md")) == (
        "desk.md: the issue fence takes no options; something stands in it; leave it empty"
    )
