from __future__ import annotations

from pathlib import Path

import pytest

from alliance_site.finder import groups

ROOT = Path(__file__).resolve().parents[3]

PAGE = """\
## In one minute

Text.

## Opening { #opening }

### First { #first }

> Hello.

## Running late { #running-late }

Words.

### Second { #second }

## After all { #after }

Nothing.
"""


def test_a_section_with_scripts_is_a_group() -> None:
    assert groups(PAGE) == [("opening", "Opening"), ("running-late", "Running late")]


@pytest.mark.content
def test_every_section_of_the_page_of_scripts_is_a_group() -> None:
    page = (ROOT / "content/tools/scripts.md").read_text(encoding="utf-8")
    assert page.count("\n## ") - len(groups(page)) == 1  # how to use a script
    assert page.count("\n### ") >= 30
