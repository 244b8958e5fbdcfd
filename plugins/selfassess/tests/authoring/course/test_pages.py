"""The words and sections of built pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from selfassess.authoring.course.pages import Pages
from selfassess.problems import Refused

if TYPE_CHECKING:
    from pathlib import Path


def test_body_text_is_counted_without_navigation_notes_forms_and_sources(pages: Pages) -> None:
    page = pages.page("birds.md")
    assert page is not None
    assert page.headings == ["birds", "songs", "dawn"]
    # Birds Two words Songs They sing loudly Dawn At dawn
    assert page.words(page.places()) == 10


def test_a_section_holds_the_sections_below_it(pages: Pages) -> None:
    page = pages.page("birds.md")
    assert page is not None
    assert page.words(page.places("songs")) == 7
    assert page.words(page.places("dawn")) == 3


def test_a_page_that_is_not_there_is_none(pages: Pages) -> None:
    assert pages.page("fish.md") is None


def test_a_site_that_is_not_built_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        Pages(tmp_path / "nowhere")
    assert refused.value.problems[0].message == (
        "there is no built site; it was looked for here; build it, or name it"
    )
