"""The catalogs of the interface are made by tools/texts.py: those that are, and a new one."""

from __future__ import annotations

import shutil
from gettext import GNUTranslations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po
from tools.texts import CATALOGS, extracted, main

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

LANGUAGES = sorted(path.name for path in CATALOGS.iterdir())


def names(found: Catalog) -> set[str]:
    return {f"{message.context}: {message.id}" for message in found if message.id}


def read(file: Path) -> Catalog:
    with file.open("rb") as text:
        return read_po(text)


@pytest.fixture(params=LANGUAGES)
def texts(request: pytest.FixtureRequest) -> Catalog:
    """Each catalog of the interface, from its source."""
    return read(CATALOGS / request.param / "LC_MESSAGES" / "selfassess.po")


@pytest.fixture
def catalogs(tmp_path: Path) -> Path:
    """A copy of the catalogs, to write into."""
    return Path(shutil.copytree(CATALOGS, tmp_path / "locale"))


def test_a_catalog_has_every_text_of_the_interface(texts: Catalog) -> None:
    assert sorted(names(extracted()) - names(texts)) == []


def test_a_catalog_has_no_text_that_the_interface_has_not(texts: Catalog) -> None:
    assert sorted(names(texts) - names(extracted())) == []
    assert list(texts.obsolete) == []


def test_a_new_language_begins_with_every_text_and_no_translation(
    catalogs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["fr"], catalogs) == 0

    french = read(catalogs / "fr/LC_MESSAGES/selfassess.po")
    assert names(french) == names(extracted())
    assert {part for m in french if m.id for part in (m.string or "")} <= {""}
    assert capsys.readouterr().out == (
        "es/LC_MESSAGES/selfassess.po: 0 texts without a translation\n"
        f"fr/LC_MESSAGES/selfassess.po: {len(french)} texts without a translation\n"
    )


def test_a_new_language_has_its_own_header_and_rule_of_plurals(catalogs: Path) -> None:
    main(["fr"], catalogs)

    text = (catalogs / "fr/LC_MESSAGES/selfassess.po").read_text(encoding="utf-8")
    french = read(catalogs / "fr/LC_MESSAGES/selfassess.po")
    headers = dict(french.mime_headers)
    assert headers["Language"] == "fr"
    assert headers["Plural-Forms"] == "nplurals=2; plural=(n > 1);"
    assert text.startswith("# French texts of the interface.\n# Not reviewed by")
    assert "Spanish" not in text


def test_an_empty_catalog_leaves_the_interface_in_english(catalogs: Path) -> None:
    main(["fr"], catalogs)

    with (catalogs / "fr/LC_MESSAGES/selfassess.mo").open("rb") as file:
        french = GNUTranslations(file)
    assert french.gettext("Print") == "Print"
    pairs = [(m.id[0], m.id[1]) for m in extracted() if m.pluralizable]
    assert pairs
    assert [french.ngettext(one, many, 2) for one, many in pairs] == [many for _, many in pairs]


def test_the_catalog_of_a_region_stands_in_the_folder_where_it_is_looked_for(
    catalogs: Path,
) -> None:
    main(["pt-BR"], catalogs)

    assert (catalogs / "pt_BR/LC_MESSAGES/selfassess.mo").exists()


def test_a_language_that_is_there_keeps_its_translations(catalogs: Path) -> None:
    file = catalogs / "es/LC_MESSAGES/selfassess.po"
    before = file.read_bytes()

    main(["es"], catalogs)

    assert file.read_bytes() == before


def test_a_language_that_nobody_speaks_is_refused_in_a_sentence(
    catalogs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["xx-nothing"], catalogs) == 1

    assert capsys.readouterr().err == (
        'no language has the tag "xx-nothing"; write one such as "fr" or "pt-BR"\n'
    )
    assert sorted(path.name for path in catalogs.iterdir()) == LANGUAGES
