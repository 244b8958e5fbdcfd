"""Bring the catalogs of the interface up to its sources, and compile them.

    python tools/texts.py [LANGUAGE]

A language that has no catalog yet gets an empty one, with its own rule of plurals.
A text that is new stands in each catalog without a translation, and a test fails until it
has one; a text that is gone goes from each catalog too.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterable

    from babel.messages.catalog import Message

ENGINE = Path(__file__).resolve().parent.parent / "plugins/selfassess"
PACKAGE = ENGINE / "src/selfassess"
CATALOGS = PACKAGE / "locale"
HEADER = """\
# {name} texts of the interface.
# Not reviewed by a native-speaking clinician yet."""


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


def begin(language: str, catalogs: Path = CATALOGS) -> Path:
    """Write an empty catalog for a BCP 47 tag, unless there is one; return its file.

    Raises:
        ValueError: If Babel knows no such language, in a sentence for whoever asked.
    """
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        message = f'no language has the tag "{language}"; write one such as "fr" or "pt-BR"'
        raise ValueError(message) from None
    source = catalogs / str(locale) / "LC_MESSAGES" / "selfassess.po"
    if not source.exists():
        source.parent.mkdir(parents=True)
        with source.open("wb") as file:
            write_po(file, _empty(locale))
    return source


def _empty(locale: Locale) -> Catalog:
    return Catalog(
        locale=locale,
        # What is not translated yet is empty, not doubtful.
        fuzzy=False,
        project="selfassess",
        version=_version(),
        header_comment=HEADER.format(name=locale.english_name),
        msgid_bugs_address="see CONTRIBUTING.md",
        last_translator="none yet",
        language_team="none yet",
        charset="utf-8",
    )


def _version() -> str:
    text = (PACKAGE / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "(.+)"$', text, re.MULTILINE)
    return found[1] if found else ""


def bring_up(source: Path) -> int:
    """Write a catalog anew, and compiled beside it; return how many texts have no translation."""
    with source.open("rb") as file:
        catalog = read_po(file, locale=source.parent.parent.name)
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


def main(arguments: list[str] | None = None, catalogs: Path = CATALOGS) -> int:
    """Bring up every catalog, begin the one that is asked for, and say what is left to do."""
    parser = argparse.ArgumentParser(description="Bring up the catalogs of the interface.")
    parser.add_argument("language", nargs="?", help="begin a catalog for it; a BCP 47 tag")
    asked = parser.parse_args(arguments)
    try:
        if asked.language:
            begin(asked.language, catalogs)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    for source in sorted(catalogs.rglob("*.po")):
        left = bring_up(source)
        print(f"{source.relative_to(catalogs)}: {left} texts without a translation")
    return 0


if __name__ == "__main__":
    sys.exit(main())
