from __future__ import annotations

import ast
import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po

from selfassess.catalog import FOLDER as PATH
from selfassess.catalog import catalog, numeral

if TYPE_CHECKING:
    from babel.messages.catalog import Message

FOLDER = Path(PATH)
PYTHON = FOLDER.parent / "reporting/issuing"
LANGUAGES = sorted(path.name for path in FOLDER.iterdir())
PLACEHOLDERS = re.compile(r"%\(\w+\)s|%%|\{\w+\}")
# Words that a language writes as English does.
ALIKE = {"es": {"provisional", "(provisional)"}}


def source(language: str) -> Catalog:
    with (FOLDER / language / "LC_MESSAGES" / "selfassess.po").open("rb") as file:
        return read_po(file, locale=language)


@pytest.fixture(params=LANGUAGES)
def texts(request: pytest.FixtureRequest) -> Catalog:
    """Each catalog of the interface, from its source."""
    return source(request.param)


def forms(message: Message) -> list[tuple[str, str]]:
    """Return each form of a text in English with its translation."""
    if isinstance(message.id, str):
        return [(message.id, str(message.string))]
    said = list(message.string or ())
    many = [message.id[-1]] * (len(said) - 1)
    return list(zip([message.id[0], *many], said, strict=True))


def said(texts: Catalog) -> dict[object, object]:
    return {(str(m.context), str(m.id)): m.string for m in texts if m.id}


def untranslated(texts: Catalog) -> list[str]:
    """Return the texts without a translation, and those whose translation is the text itself.

    A text without a word, such as a number with its sign, may be the same in both languages.
    """
    pairs = [pair for message in texts if message.id for pair in forms(message)]
    copies = {one for one, said in pairs if one == said and any(map(str.isalpha, bare(one)))}
    alike = ALIKE.get(str(texts.locale), set())
    return sorted({one for one, said in pairs if not said} | (copies - alike))


def bare(text: str) -> str:
    return PLACEHOLDERS.sub("", text)


def test_spanish_is_among_the_languages() -> None:
    assert "es" in LANGUAGES


def test_a_catalog_translates_every_text(texts: Catalog) -> None:
    assert untranslated(texts) == []


def test_what_is_empty_or_a_copy_of_the_english_text_is_untranslated() -> None:
    made = Catalog(locale="es")
    made.add("Print", "Print")
    made.add("Copy", "")
    made.add("provisional", "provisional")
    made.add("%(low)s–%(high)s", "%(low)s–%(high)s")
    made.add(("%(count)s day", "%(count)s days"), ("%(count)s día", "%(count)s days"))

    assert untranslated(made) == ["%(count)s days", "Copy", "Print"]


def test_a_catalog_has_the_rule_of_plurals_of_its_language(texts: Catalog) -> None:
    with (FOLDER / str(texts.locale) / "LC_MESSAGES" / "selfassess.po").open("rb") as file:
        written = read_po(file)
    rule = get_plural(str(texts.locale))
    assert written.mime_headers
    assert dict(written.mime_headers)["Plural-Forms"] == str(rule)


def test_a_catalog_has_no_fuzzy_text(texts: Catalog) -> None:
    assert [message.id for message in texts if message.fuzzy] == []


def test_a_translation_has_the_placeholders_of_the_text(texts: Catalog) -> None:
    pairs = [pair for message in texts if message.id for pair in forms(message)]
    found = [(sorted(PLACEHOLDERS.findall(text)) for text in pair) for pair in pairs]
    assert [pair for pair, (a, b) in zip(pairs, found, strict=True) if a != b] == []


def test_a_text_holds_no_markup_because_templates_do_not_escape_it(texts: Catalog) -> None:
    said = [text for message in texts if message.id for pair in forms(message) for text in pair]
    assert [text for text in said if set(text) & set("<>&")] == []
    # A quotation mark would end an attribute; what Python says of a file is put into none.
    trees = [ast.parse(file.read_bytes()) for file in PYTHON.glob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    python = {node.value for node in nodes if isinstance(node, ast.Constant)}
    drawn = [m for m in texts if m.id and not {one for one, _ in forms(m)} & python]
    assert [text for m in drawn for pair in forms(m) for text in pair if '"' in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalog_is_that_of_its_source(language: str) -> None:
    expected = BytesIO()
    write_mo(expected, source(language))
    expected.seek(0)
    with (FOLDER / language / "LC_MESSAGES" / "selfassess.mo").open("rb") as file:
        compiled = read_mo(file)
    # Byte by byte they differ when two versions of Babel wrote them.
    assert said(compiled) == said(read_mo(expected)), "run `make`"
    assert compiled.plural_expr == source(language).plural_expr


def test_a_language_serves_its_regions() -> None:
    assert catalog("es-MX").gettext("Print") == "Imprimir"


def test_english_serves_where_there_is_no_catalog() -> None:
    assert catalog("tlh").gettext("Print") == "Print"


def test_a_number_is_written_as_the_language_writes_it() -> None:
    assert numeral("2.50", catalog("en")) == "2.50"
    assert numeral("2.50", catalog("es")) == "2,50"
