from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from tools.texts import extracted

from selfassess.catalog import FOLDER, catalog, numeral

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

LANGUAGES = sorted(path.name for path in FOLDER.iterdir())
PLACEHOLDERS = re.compile(r"%\(\w+\)s|%%|\{\w+\}")


def source(language: str) -> Catalog:
    with (FOLDER / language / "LC_MESSAGES" / "selfassess.po").open("rb") as file:
        return read_po(file, locale=language)


@pytest.fixture(params=LANGUAGES)
def texts(request: pytest.FixtureRequest) -> Catalog:
    """Each catalog of the interface, from its source."""
    return source(request.param)


def names(found: Catalog) -> set[str]:
    return {f"{message.context}: {message.id}" for message in found if message.id}


def forms(message: Message) -> list[tuple[str, str]]:
    """Return each form of a text in English with its translation."""
    if isinstance(message.id, str):
        return [(message.id, str(message.string))]
    said = list(message.string or ())
    many = [message.id[-1]] * (len(said) - 1)
    return list(zip([message.id[0], *many], said, strict=True))


def test_spanish_is_among_the_languages() -> None:
    assert LANGUAGES == ["es"]


def test_a_catalog_has_every_text_of_the_interface(texts: Catalog) -> None:
    assert sorted(names(extracted()) - names(texts)) == []


def test_a_catalog_has_no_text_that_the_interface_has_not(texts: Catalog) -> None:
    assert sorted(names(texts) - names(extracted())) == []
    assert list(texts.obsolete) == []


def test_a_catalog_translates_every_text(texts: Catalog) -> None:
    assert [m.id for m in texts if m.id and not all(said for _, said in forms(m))] == []


def test_a_catalog_has_no_fuzzy_text(texts: Catalog) -> None:
    assert [message.id for message in texts if message.fuzzy] == []


def test_a_translation_has_the_placeholders_of_the_text(texts: Catalog) -> None:
    pairs = [pair for message in texts if message.id for pair in forms(message)]
    found = [(sorted(PLACEHOLDERS.findall(text)) for text in pair) for pair in pairs]
    assert [pair for pair, (a, b) in zip(pairs, found, strict=True) if a != b] == []


def test_a_text_holds_no_markup_because_templates_do_not_escape_it(texts: Catalog) -> None:
    said = [text for message in texts if message.id for pair in forms(message) for text in pair]
    assert [text for text in said if set(text) & set('<>&"')] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalog_is_that_of_its_source(language: str) -> None:
    expected = BytesIO()
    write_mo(expected, source(language))
    compiled = FOLDER / language / "LC_MESSAGES" / "selfassess.mo"
    assert compiled.read_bytes() == expected.getvalue(), "run `make`"


def test_a_language_serves_its_regions() -> None:
    assert catalog("es-MX").gettext("Print") == "Imprimir"


def test_english_serves_where_there_is_no_catalog() -> None:
    assert catalog("tlh").gettext("Print") == "Print"


def test_a_number_is_written_as_the_language_writes_it() -> None:
    assert numeral("2.50", catalog("en")) == "2.50"
    assert numeral("2.50", catalog("es")) == "2,50"
