"""The frame of a page, in small real builds with the theme of this site."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import alliance_site

if TYPE_CHECKING:
    from collections.abc import Callable

THEME = Path(alliance_site.__file__).parent / "theme"


def test_the_foot_of_a_page_leads_only_to_pages_that_are_there(
    site: Callable[..., Any], config_text: str
) -> None:
    ours = f"theme: {{name: material, font: false, custom_dir: {THEME}}}"
    files = {
        "mkdocs.yml": re.sub(r"^theme: .*$", ours, config_text, flags=re.MULTILINE),
        "docs/about/privacy.md": "# What we know of you\n",
    }
    foot = site("# A\n", files).page().partition('class="site-links"')[2].partition("</nav>")[0]
    assert re.findall(r'<a href="(.*)">(.*)</a>', foot) == [
        (".", "A"),
        ("about/privacy/", "About"),
        ("about/privacy/", "Privacy"),
    ]
