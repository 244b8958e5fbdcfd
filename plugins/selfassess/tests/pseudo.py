"""Pseudo: a made-up language that is written from the right, to see what a translation does.

Each text of the interface stands in brackets, is a third longer and runs from right to left,
as in the bidi pseudo-locale of the ICU: it can still be read, from its end.
"""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from selfassess.catalog import FOLDER

# Any catalog has every text of the interface: a test of the catalogs sees to that.
TEXTS = Path(FOLDER) / "es" / "LC_MESSAGES" / "selfassess.po"
LANGUAGE = "ar-XB"
_PLACEHOLDERS = re.compile(r"(%\(\w+\)s|%%|\{\w+\})")
_BRACKETED = re.compile(r"‹[^‹›]*›")


def pseudo(text: str) -> str:
    """Return a text in the made-up language; what stands for a value stays as it is."""
    plain = _PLACEHOLDERS.sub("", text)
    longer = f"{text} {plain[: len(plain) // 3]}"
    turned = [
        part if _PLACEHOLDERS.fullmatch(part) else f"\u202e{part}\u202c" if part else ""
        for part in _PLACEHOLDERS.split(longer)
    ]
    return f"‹{''.join(turned)}›"


def write_catalog(folder: Path) -> None:
    """Write the compiled catalog of the made-up language under a folder of catalogs."""
    catalog = Catalog()
    for message in _texts():
        if not isinstance(message.id, str):
            catalog.add(message.id, tuple(map(pseudo, message.id)))
        elif message.id:
            catalog.add(message.id, pseudo(message.id), context=message.context)
    target = folder / LANGUAGE.replace("-", "_") / "LC_MESSAGES" / "selfassess.mo"
    target.parent.mkdir(parents=True)
    with target.open("wb") as file:
        write_mo(file, catalog)


def _texts() -> Catalog:
    with TEXTS.open("rb") as file:
        return read_po(file)


def left_in_english(text: str) -> str:
    """Return what of a text is not in the made-up language."""
    less = _BRACKETED.sub("", text)
    return text if less == text else left_in_english(less)
