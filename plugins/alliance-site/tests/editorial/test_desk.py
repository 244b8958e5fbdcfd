"""All editorial rules at once, in small real builds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Site = Callable[..., Any]

HOME = """\
---
title: Home
description: Where it begins.
claims: [C01, C02]
areas: []
written: 2026-11-22
---
# Home

```claims
C01
C02
```

## Sources

\\bibliography
"""


@pytest.fixture
def edited(config_text: str) -> dict[str, str]:
    option = '      editorial: "*.md"\n'
    return {"mkdocs.yml": config_text.replace("      areas:", f"{option}      areas:")}


def test_a_site_that_follows_the_rules_builds(site: Site, edited: dict[str, str]) -> None:
    assert site(HOME, edited).warnings == []


def test_without_the_option_no_rule_is_asked_for(site: Site) -> None:
    assert site("# Home\n").warnings == []


def test_every_kind_of_rule_fails_a_strict_build_with_its_place(
    site: Site, edited: dict[str, str], claims_text: str
) -> None:
    built = site(
        HOME.replace("\nC02\n", "\n").replace("# Home", "# Home\n\nAn [addict](gone.md)."),
        {
            **edited,
            "docs/data/claims.yml": claims_text.replace("A view.", "It proves it."),
            "docs/practices/active-listening.md": "# Listening\n",
        },
    )
    assert built.aborted
    ours = [each.removeprefix("alliance: ") for each in built.warnings if "alliance: " in each]
    assert [each.partition(";")[0] for each in ours] == [
        "docs/index.md:10:5: this word judges a patient",
        "docs/index.md:10:13: a link leads to no page",
        "docs/practices/active-listening.md:1:1: a page has no front matter",
        "docs/practices/active-listening.md:1:1: a page teaches an area and does not name it",
        "docs/data/claims.yml:12:9: no page shows this claim",
        "docs/data/claims.yml:18:15: nothing is proved here",
    ]
