"""The colours can be told apart, and the look of the site stays light."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CONTENT = Path(__file__).resolve().parent.parent / "content"
SHEET = CONTENT / "stylesheets/site.css"
GROUNDS = ("paper", "card", "tint", "sand", "honey-tint")
WORDS = ("ink", "soft", "teal", "teal-deep", "clay", "good")
EDGES = ("edge", "focus")
SCHEMES = {"light": r"\[data-md-color-scheme\]", "dark": r'\[data-md-color-scheme="slate"\]'}


def palette(scheme: str) -> dict[str, str]:
    """Return the colours of a scheme by name, each as six hexadecimal digits."""
    block = re.search(SCHEMES[scheme] + r" \{([^}]*)\}", SHEET.read_text(encoding="utf-8"))
    assert block is not None
    found = re.findall(r"--([a-z-]+): #([0-9a-f]{3,6});", block[1])
    return {
        name: digits if len(digits) == 6 else "".join(d * 2 for d in digits)
        for name, digits in found
    }


def luminance(digits: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("word", WORDS)
def test_words_can_be_read_on_every_ground(scheme: str, ground: str, word: str) -> None:
    colours = palette(scheme)
    assert contrast(colours[word], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("edge", EDGES)
def test_edges_and_the_focus_ring_can_be_seen_on_every_ground(
    scheme: str, ground: str, edge: str
) -> None:
    colours = palette(scheme)
    assert contrast(colours[edge], colours[ground]) >= 3


def test_the_stylesheet_and_the_fonts_keep_to_their_budgets() -> None:
    fonts = sum(font.stat().st_size for font in CONTENT.glob("assets/fonts/*.woff2"))
    assert SHEET.stat().st_size <= 16_000
    assert fonts <= 120_000
