"""Pages that show what the check of an area asks, in small real builds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    Site = Callable[..., Any]

HOME = "# Home\n"
TAUGHT = "# Listening\n\n## Check yourself\n"
WARD = """\
---
title: A ward
areas: [{areas}]
---
# A ward

```questions
```
"""


def ward(site: Site, areas: str) -> str:
    files = {"docs/practices/active-listening.md": TAUGHT, "docs/ward.md": WARD.format(areas=areas)}
    built = site(HOME, files)
    assert built.warnings == []
    return str(built.page("ward/index.html"))


def test_the_questions_of_an_area_stand_folded_with_the_way_to_its_check(site: Site) -> None:
    page = ward(site, "listening")
    assert "<summary>Attentive listening: 5 questions about the past two weeks</summary>" in page
    details = page[page.index('<details class="questions">') : page.index("</details>")]
    assert len(re.findall("<li>", details)) == 5
    assert "I asked an open question about what was on the patient's mind" in details
    assert '<a href="../practices/active-listening/#check-yourself">' in details


def test_several_areas_stand_in_the_order_of_the_page(site: Site) -> None:
    page = ward(site, "repair, listening")
    titles = re.findall(r"<summary>(.*?):", page)
    assert titles == ["Reluctance and repair", "Attentive listening"]


def test_an_area_whose_page_is_missing_shows_its_questions_without_a_link(site: Site) -> None:
    page = ward(site, "repair")
    details = page[page.index('<details class="questions">') : page.index("</details>")]
    assert len(re.findall("<li>", details)) == 5
    assert "<a " not in details


def test_what_a_check_is_stands_before_it_with_the_pages_that_tell_more(site: Site) -> None:
    files = {
        "docs/practices/active-listening.md": TAUGHT + "\n```check\n```\n",
        "docs/about/privacy.md": "# Privacy\n",
    }
    built = site(HOME, files)
    assert built.warnings == []
    assert (
        '<p>5 questions about the past two weeks: <a href="../../about/privacy/">private</a>, '
        "not a validated test, and a way to choose one habit.</p>"
    ) in built.page("practices/active-listening/index.html")


def test_a_page_that_teaches_no_area_says_nothing_of_a_check(site: Site) -> None:
    built = site("# Home\n\n```check\n```\n")
    assert "questions about" not in built.page()
