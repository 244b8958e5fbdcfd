from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from selfassess.answering.answers import Answers
from selfassess.authoring.instruments import INSTRUMENT
from selfassess.authoring.read.translation import (
    Translation,
    read_translation,
    texts_of,
    translated,
    translation_files,
)
from selfassess.definition.feedback import Band, BandTable
from selfassess.definition.instrument import Domain
from selfassess.definition.items import Number, Option, ResponseScale
from selfassess.problems import InvalidFile
from selfassess.reporting.report import make_report
from selfassess.scoring.scorer import score

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from selfassess.definition.instrument import Instrument


def upper(texts: Any) -> Any:
    """Return texts in another language: the same in capitals."""
    if isinstance(texts, str):
        return texts.upper()
    return {name: upper(part) for name, part in texts.items()}


@pytest.fixture
def loud(demo: Instrument) -> Instrument:
    return translated(demo, Translation("es", "ltr", upper(texts_of(demo))))


@pytest.fixture
def file(demo: Instrument, tmp_path: Path) -> Callable[[dict[str, Any]], Path]:
    """Write a complete translation, changed by some entries; None takes one away."""

    def write(changes: dict[str, Any]) -> Path:
        data = {"version": "1.0", **upper(texts_of(demo)), **changes}
        lines = [f"{name}: {json.dumps(part)}" for name, part in data.items() if part is not None]
        path = tmp_path / "es.yml"
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    return write


def problems(demo: Instrument, path: Path) -> list[str]:
    with pytest.raises(InvalidFile) as caught:
        read_translation(demo, INSTRUMENT, path, path.name)
    return [str(problem) for problem in caught.value.problems]


# The instrument in another language


def test_a_translation_replaces_every_text(demo: Instrument, loud: Instrument) -> None:
    assert texts_of(loud) == upper(texts_of(demo))
    assert loud.items[0].stem == "I WAITED."
    assert loud.scales["share"].options[1].label == "SELDOM"


def test_a_translation_changes_nothing_but_texts_and_language(
    demo: Instrument, loud: Instrument
) -> None:
    back = translated(loud, Translation("en", "ltr", texts_of(demo)))

    assert back == demo
    assert (loud.id, loud.version, loud.language) == ("demo", "1.0", "es")


def test_answers_of_one_language_count_the_same_in_another(
    demo: Instrument, loud: Instrument
) -> None:
    given = {"h1": "3", "h2": "1", "h3": "did-not-apply", "g1": "2"}

    scores = [score(made, Answers.from_text(made, given)) for made in (demo, loud)]

    assert scores[0] == scores[1]


def test_a_report_in_another_language_names_its_labels(loud: Instrument) -> None:
    report = make_report(loud, Answers.from_text(loud, {"h1": "3", "h2": "1", "h3": "2"}))

    assert report.area("hearing").words == "USUALLY"


def test_texts_are_named_by_the_ids_of_what_they_belong_to() -> None:
    bands = (Band(minimum=0, below=1.5, label="low"), Band(minimum=1.5, label="high"))
    table = BandTable(id="severity", title="Severity", bands=bands)
    domain = Domain(id="sleep", title="Sleep", tables=(table, table))
    scale = ResponseScale(
        options=(Option(value=0, label="no"), Option(value=1, id="y", label="yes"))
    )

    assert texts_of(domain)["tables"] == {
        name: {"title": "Severity", "bands": {"0": {"label": "low"}, "1.5": {"label": "high"}}}
        for name in ("severity", "severity-2")
    }
    assert texts_of(scale) == {"options": {"0": {"label": "no"}, "y": {"label": "yes"}}}


def test_what_has_no_text_is_not_asked_for() -> None:
    assert texts_of((Number(minimum=0, maximum=1),)) == {}


# The file of a translation


def test_a_complete_file_gives_the_instrument(
    demo: Instrument, loud: Instrument, file: Callable[..., Path]
) -> None:
    assert read_translation(demo, INSTRUMENT, file({}))[0] == loud


def test_a_file_says_the_direction_of_its_script(
    demo: Instrument, file: Callable[..., Path]
) -> None:
    made, _ = read_translation(demo, INSTRUMENT, file({"direction": "rtl"}))

    assert made.direction == "rtl"


def test_a_missing_text_is_a_problem(demo: Instrument, file: Callable[..., Path]) -> None:
    items = upper(texts_of(demo))["items"]
    items["h1"] = {"stem": "ESPERÉ."}

    assert problems(demo, file({"title": None, "items": items})) == [
        'es.yml:1:1: a translation is missing; there is no "title"; add it',
        'es.yml:7:15: a translation is missing; there is no "habit"; add it',
        'es.yml:7:15: a translation is missing; there is no "plan"; add it',
    ]


def test_an_empty_text_is_a_problem(demo: Instrument, file: Callable[..., Path]) -> None:
    assert problems(demo, file({"title": "  "})) == [
        'es.yml:2:8: a translation is empty; "title"; write it'
    ]


@pytest.mark.parametrize("name", ["introduction", "h1"])
def test_a_text_that_a_missing_space_makes_more_of_the_one_above_is_a_problem(
    demo: Instrument, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "es.yml"
    path.write_text(f"version: '1.0'\ntitle: UNA\n  {name}:DOS\n", encoding="utf-8")

    assert problems(demo, path) == [
        f'es.yml:3:3: a space is missing after a colon; "{name}:DOS"; write "{name}: DOS"'
    ]


def test_a_text_for_something_that_is_not_there_is_a_problem(
    demo: Instrument, file: Callable[..., Path]
) -> None:
    scales = upper(texts_of(demo))["scales"]
    scales["recent"]["options"]["3"] = {"label": "SIEMPRE"}
    scales["recent"]["instructions"] = "¿CUÁNTAS VECES?"

    assert problems(demo, file({"scales": scales})) == [
        'es.yml:6:430: the instrument has nothing to translate here; "3"; known are: 0, 1, 2',
        "es.yml:6:502: the instrument has nothing to translate here; "
        '"instructions"; known are: options, recall',
    ]


def test_a_text_that_is_a_number_is_a_problem(demo: Instrument, file: Callable[..., Path]) -> None:
    assert problems(demo, file({"title": 3, "domains": "none"})) == [
        "es.yml:2:8: this is no text; found 3; write a text, in quotes",
        "es.yml:7:10: names with texts were expected; found 'none'; write \"name: text\" lines",
    ]


def test_a_translation_of_another_version_is_a_problem(
    demo: Instrument, file: Callable[..., Path]
) -> None:
    remedy = 'compare it with the instrument, and write "1.0"'
    assert problems(demo, file({"version": "0.9"})) == [
        f'es.yml:1:10: this translates another version; found "0.9"; {remedy}'
    ]
    assert problems(demo, file({"version": None})) == [
        f"es.yml:1:1: this translates another version; it does not say; {remedy}"
    ]


def test_a_direction_that_does_not_exist_is_a_problem(
    demo: Instrument, file: Callable[..., Path]
) -> None:
    assert problems(demo, file({"direction": "up"})) == [
        'es.yml:9:12: this is no direction; found \'up\'; write "ltr" or "rtl"'
    ]


def test_a_translation_into_the_instrument_s_own_language_is_a_problem(
    demo: Instrument, tmp_path: Path
) -> None:
    path = tmp_path / "en.yml"
    path.write_text("title: Demonstration")

    assert problems(demo, path) == [
        'en.yml:1:1: the instrument itself is in this language; "en"; delete this file'
    ]


def test_a_file_that_is_only_a_word_is_a_problem(demo: Instrument, tmp_path: Path) -> None:
    path = tmp_path / "es.yml"
    path.write_text("hola")

    assert problems(demo, path) == [
        "es.yml:1:1: texts were expected; something else was found; write `name: text` lines"
    ]


def test_files_named_by_a_language_are_translations(tmp_path: Path) -> None:
    for name in ("instrument", "cases", "es", "pt-BR", "zh-Hant-TW", "es-419", "notes", "es_MX"):
        (tmp_path / f"{name}.yml").touch()

    assert list(translation_files(tmp_path)) == ["es-419", "es", "pt-BR", "zh-Hant-TW"]
