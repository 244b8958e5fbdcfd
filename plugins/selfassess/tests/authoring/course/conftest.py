"""A made-up course with its sponsor, its bank and its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from selfassess.authoring.course.course import Course, Module, Objective, PostTest, Reading
from selfassess.authoring.course.pages import Pages
from selfassess.authoring.course.provider import Formula, Provider, Rule
from selfassess.authoring.course.template import EXAMPLES
from selfassess.definition.instrument import Instrument
from selfassess.definition.instrument import Objective as Pool
from selfassess.definition.items import Item, Option

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """\
<html><body><nav>Not this one</nav><article>
<h1 id="birds">Birds<a class="headerlink" href="#birds">¶</a></h1><p>Two words.</p>
<h2 id="songs">Songs</h2><p>They sing <em>lou</em>dly<sup><a class="footnote-ref">1</a></sup>.</p>
<h3 id="dawn">Dawn</h3><p>At dawn.</p><form><p>Answer here</p></form>
<h2 id="sources">Sources</h2><p>A book on birds.</p><h3 id="books">Books</h3><p>Many.</p>
</article><p>Foot of the page</p></body></html>
"""


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    """A built site of one page."""
    folder = tmp_path / "site" / "birds"
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(PAGE, encoding="utf-8")
    return Pages(tmp_path / "site")


@pytest.fixture
def course() -> Course:
    """A draft with one objective."""
    others = ("prerequisites", "commercial_support", "technical_needs")
    said: dict[str, Any] = dict.fromkeys((*EXAMPLES, *others), "Said.")
    return Course(
        id="birds",
        version="1.0",
        title="Birds",
        audience=("gardeners",),
        objectives=(Objective(id="songs", text="Describe a song."),),
        modules=(
            Module(
                id="one", title="One", readings=(Reading(page="birds.md", objectives=("songs",)),)
            ),
        ),
        post_test=PostTest(bank="garden", pass_percent=80),
        **said,
    )


@pytest.fixture
def provider() -> Provider:
    """A sponsor with every rule and formula."""
    seen: dict[str, Any] = {"body": "A body", "source": "A page", "seen": "2026-11-22"}
    return Provider(
        rules=(
            Rule(id="items-an-hour", number=12, **seen),
            Rule(id="pool-times", number=2, **seen),
            Rule(id="pass-percent", number=75, **seen),
            Rule(id="review-years", number=3, **seen),
            Rule(id="pilot-learners", number=3, **seen),
        ),
        formulas=(
            Formula(id="words", **seen),
            Formula(id="mergener", **seen),
            Formula(id="pilot", **seen),
        ),
        not_measurable={"understand": "describe, explain"},
    )


@pytest.fixture
def bank() -> Instrument:
    """Two items, one of which is asked; their words hold every sign that GIFT reserves."""
    items = tuple(
        Item(
            id=f"song-{at}",
            stem=f"What does {{song}} {at} ask: a=b, #c ~d?",
            type="choice",
            objective="songs",
            teaches="birds.md#songs",
            source="A book",
            options=(
                Option(id="a", value=0, label="Nothing: a\\b", feedback="It asks #1."),
                Option(id="b", value=1, label="A mate, a place ~ or both", feedback="Yes = so."),
                Option(id="c", value=0, label="<Food> & water", feedback="No {food}."),
            ),
        )
        for at in (1, 2)
    )
    return Instrument(
        id="garden",
        version="1.0",
        kind="questionnaire",
        title="Garden",
        introduction="Some.",
        minutes=1,
        licence="CC BY 4.0",
        source="Us",
        limits="None.",
        domains=(),
        items=items,
        objectives=(Pool(id="songs", title="Songs", draw=1),),
    )
