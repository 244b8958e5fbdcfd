from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from mkdocs_selfassess.fences.element import PageContext, element, problem_box
from mkdocs_selfassess.fences.embed import Embed
from mkdocs_selfassess.web.assets import Addresses
from selfassess import Problem

if TYPE_CHECKING:
    from selfassess import Instrument

FIXED = {
    "id": "rest",
    "version": '1.0"',
    "items": (),
    "objectives": (),
    "shuffle": "none",
    "changes": (),
    "stored": True,
}
FIXED |= {"language": "ar", "direction": "rtl"}
REST = cast("Instrument", SimpleNamespace(**FIXED))
DRAWN = cast("Instrument", SimpleNamespace(**FIXED | {"shuffle": "items"}))
FLEETING = cast("Instrument", SimpleNamespace(**FIXED | {"stored": False}))

CONTEXT = PageContext(
    base="../",
    addresses=Addresses(
        element="assets/selfassess/ab/element.js",
        style="assets/selfassess/ab/selfassess.css",
        runtime="assets/selfassess/runtime/manifest.cd.json",
        definitions={("rest", "ar"): "assets/selfassess/rest.ar.ef.json"},
    ),
)
EMBED = Embed(id="rest", only="sleep", level=3)


def test_the_first_element_of_a_page_brings_style_and_script() -> None:
    assert element(EMBED, REST, "<form></form>", CONTEXT, first=True) == (
        '<self-assessment class="selfassess" lang="ar" dir="rtl" '
        'data-instrument="rest" data-version="1.0&quot;" data-refillable="{&quot;1.0\\&quot;&quot;:[]}" data-definition="../rest.ar.ef.json" data-runtime="../runtime/manifest.cd.json" '
        'data-base="../" data-only="sleep" data-level="3" data-state="idle">'
        '<link rel="stylesheet" href="../assets/selfassess/ab/selfassess.css">\n'
        "<form></form>\n"
        "</self-assessment>"
        '<script type="module" src="../assets/selfassess/ab/element.js"></script>'
    )


def test_the_next_elements_bring_neither() -> None:
    html = element(EMBED, REST, "<form></form>", CONTEXT, first=False)

    assert html.endswith('data-state="idle">\n<form></form>\n</self-assessment>')


def test_a_form_that_is_arranged_for_each_attempt_says_so() -> None:
    html = element(EMBED, DRAWN, "<form></form>", CONTEXT, first=False)

    assert 'data-state="idle" data-arranged="drawn">' in html


def test_a_form_whose_answers_are_not_to_be_stored_says_so() -> None:
    html = element(EMBED, FLEETING, "<form></form>", CONTEXT, first=False)

    assert 'data-state="idle" data-stored="no">' in html


def test_a_problem_box_shows_what_authors_wrote_as_text() -> None:
    assert problem_box([Problem("<b>", file="a.md", line=1, column=2)]) == (
        '<div class="sa-problem"><p><strong>This assessment can not be shown.</strong></p>'
        "<ul><li><code>a.md:1:2</code> &lt;b&gt;</li></ul></div>"
    )


def test_a_problem_box_tells_six_and_says_how_many_are_left_and_who_tells_them() -> None:
    box = problem_box([Problem(f"number {n}") for n in range(8)], "../style.css")

    assert box.startswith('<link rel="stylesheet" href="../style.css"><div class="sa-problem">')
    assert box.count("<li>number ") == 6
    assert box.endswith(
        "<li>number 5</li><li>2 more: <code>selfassess check</code> tells all of them.</li>"
        "</ul></div>"
    )
