"""Bring the catalogs of the interface up to its sources, and compile them.

    python tools/texts.py

A text that is new stands in each catalog without a translation, and a test fails until it
has one; a text that is gone goes from each catalog too.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterable

    from babel.messages.catalog import Message

ENGINE = Path(__file__).resolve().parent.parent / "plugins/selfassess"


def extracted() -> Catalog:
    """Return the texts of the interface, taken from its sources now."""
    project = tomllib.loads((ENGINE / "pyproject.toml").read_text(encoding="utf-8"))
    mappings: list[dict[str, Any]] = project["tool"]["babel"]["mappings"]
    methods = [(mapping["pattern"], mapping["method"]) for mapping in mappings]
    options = {mapping["pattern"]: mapping for mapping in mappings}
    found: Iterable[Any] = extract_from_dir(ENGINE, methods, options, comment_tags=["Translators:"])
    catalog = Catalog()
    for _file, _line, message, comments, context in found:
        catalog.add(message, auto_comments=comments, context=context)
    return catalog


def bring_up(source: Path) -> int:
    """Write a catalog anew, and compiled beside it; return how many texts have no translation."""
    catalog = read_po(source.open("rb"), locale=source.parent.parent.name)
    catalog.update(extracted(), no_fuzzy_matching=True, update_creation_date=False)
    with source.open("wb") as file:
        write_po(file, catalog, width=100, no_location=True, sort_output=True, ignore_obsolete=True)
    with source.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalog)
    return sum(not all(forms(message)) for message in catalog if message.id)


def forms(message: Message) -> list[str]:
    """Return the translation of a text: one, or one for each kind of number."""
    said = message.string
    return [said] if isinstance(said, str) else [str(form) for form in said or [""]]


def main() -> None:
    """Bring up every catalog, and say what is left to do."""
    for source in sorted(ENGINE.rglob("*.po")):
        left = bring_up(source)
        print(f"{source.relative_to(ENGINE)}: {left} texts without a translation")


if __name__ == "__main__":
    main()
