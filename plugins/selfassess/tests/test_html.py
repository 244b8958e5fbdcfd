from __future__ import annotations

import dataclasses
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from site_tests.pseudo import left_in_english

from selfassess.answers import Answers
from selfassess.canonical import plain
from selfassess.html import TEMPLATES, Renderer
from selfassess.instrument import ScoreRule
from selfassess.kinds import DID_NOT_APPLY, keys, names
from selfassess.report import Report, make_report
from selfassess.scoring import Missing, Scoring

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfassess.instrument import Instrument

VOID = {"input", "br", "hr", "img", "link", "meta"}
SPOKEN = {"aria-label", "alt", "title", "placeholder", "value"}
"""Attributes whose text readers see or hear."""


class Tags(HTMLParser):
    """Every start tag with its attributes; fails where tags do not nest."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.found if name == tag]


def report_of(demo: Instrument, only: str | None = None, **answers: Any) -> Report:
    return make_report(demo, Answers.of(demo, answers), only)


SCORING = Scoring(method="mean", missing=Missing(rule="prorate", minimum=1), decimals=1)
FULL: dict[str, Any] = dict.fromkeys(["h1", "h3", "a1", "a2", "a3"], 3) | {
    "h2": 1,
    "g1": 1,
    "g2": 0,
    "g3": 2,
}


def spoken(html: str) -> list[str]:
    """Return everything that a reader of some HTML sees or hears."""
    tags = Tags(html)
    named = [attrs[name] or "" for _, attrs in tags.found for name in SPOKEN & set(attrs)]
    return tags.texts + [text for text in named if not text.isdigit()]


def texts_of(value: Any) -> set[str]:
    """Return every text in plain data."""
    if isinstance(value, str):
        return {value}
    entries = value.values() if isinstance(value, dict) else value
    return set().union(*map(texts_of, entries)) if isinstance(value, dict | list) else set()


def foreign(html: str, instrument: Instrument) -> set[str]:
    """Return the lines that are neither in the made-up language nor the instrument's own."""
    own = lines("\n".join(texts_of(plain(instrument)) | {DID_NOT_APPLY}))
    return lines(left_in_english("\n".join(spoken(html)))) - own


def lines(text: str) -> set[str]:
    """Return the lines that hold words, in two where they have a colon."""
    found = {line.strip(" .:·()") for line in text.replace(": ", "\n").splitlines()}
    return {line for line in found if any(map(str.isalpha, line))}


def every_kind(demo: Instrument) -> Iterator[tuple[Instrument, Report, dict[str, Any]]]:
    """Yield reports that together say everything that a report can say."""
    every = ScoreRule(id="all", title="Everything", scoring=SCORING)
    high = dict.fromkeys(demo.item, 4) | dict.fromkeys(("g1", "g2", "g3"), 2) | {"h2": 0}
    for kind in ("self-review", "quick-check", "questionnaire"):
        made = dataclasses.replace(demo, kind=kind, scores=(every,))
        for answers in (
            {},
            FULL,
            high,
            {"h1": 1, "h2": DID_NOT_APPLY, "g1": 1},
            {"h1": 0, "h3": 0},
        ):
            for only in (None, "hearing", "growing"):
                report = report_of(made, only, **answers)
                yield made, report, {}
                yield made, report, {"kept": True, "left_out": len(answers)}


def test_the_form_has_a_group_with_a_legend_for_every_item(demo: Instrument) -> None:
    tags = Tags(Renderer().form(demo))

    assert [group["data-item"] for group in tags.named("fieldset")] == [i.id for i in demo.items]
    assert len(tags.named("legend")) == len(demo.items)


def test_every_option_is_a_native_radio_in_a_label(demo: Instrument) -> None:
    radios = [tag for tag in Tags(Renderer().form(demo)).named("input") if tag["type"] == "radio"]

    assert len(radios) == 6 * 6 + 3 * 3
    assert {radio["name"] for radio in radios} == set(demo.item)


def test_every_answer_has_a_field_with_its_name_and_key(kinds: Instrument) -> None:
    html = Renderer().form(kinds)

    for item in kinds.items:
        found = fields(html, item.id)
        assert set(found) == set(names(item))
        assert all(values == [*keys(kinds, item)] for values in found.values())


def fields(html: str, item: str) -> dict[str, list[str]]:
    """Return the names of the fields of an item, each with what can be chosen."""
    found: dict[str, list[str]] = {}
    for tag, attrs in Tags(html).found:
        name = attrs.get("name") or ""
        if name.partition(".")[0] == item:
            chosen = found.setdefault(name, [])
            if attrs.get("type") in ("radio", "checkbox"):
                chosen.append(attrs["value"] or "")
            elif tag == "select":
                _, _, rest = html.partition(f'name="{name}"')
                chosen += re.findall("<option>(.*?)<", rest.partition("</select>")[0])
    return found


def test_the_form_counts_what_can_be_missing(kinds: Instrument) -> None:
    groups = Tags(Renderer().form(kinds)).named("fieldset")
    countable = {item.id: " ".join(names(item)) for item in kinds.items}
    del countable["welcome"], countable["notes"]

    found = {g["data-item"]: g["data-names"] for g in groups if "data-names" in g}

    assert found == countable
    assert "12 questions · " in Renderer().form(kinds)


def test_a_slider_has_no_answer_before_it_is_touched(kinds: Instrument) -> None:
    (slider,) = [tag for tag in Tags(Renderer().form(kinds)).named("input") if "data-unset" in tag]

    assert slider["type"] == "range"
    assert "value" not in slider


def test_a_number_says_what_it_accepts(kinds: Instrument) -> None:
    html = Renderer().form(dataclasses.replace(kinds, language="es"))

    assert html.count("De 0 a 14 hours, en pasos de 0,5.") == 2
    (number,) = [tag for tag in Tags(html).named("input") if tag["type"] == "number"]
    assert [number[name] for name in ("min", "max", "step")] == ["0", "14", "0.5"]


def test_a_matrix_has_its_labels_once_above_and_at_every_answer(kinds: Instrument) -> None:
    html = Renderer().form(kinds, layout="matrix", only="breaks")

    assert html.count("<span>Every day</span>") == 1
    assert html.count('<span class="sa-option__label">Every day</span>') == 3


def test_no_answer_is_marked_before_the_reader_chooses(demo: Instrument) -> None:
    assert "checked" not in Renderer().form(demo)


def test_ids_are_unique(demo: Instrument) -> None:
    ids = [attrs["id"] for _, attrs in Tags(Renderer().form(demo)).found if "id" in attrs]

    assert len(ids) == len(set(ids))


def test_one_area_has_only_its_items(demo: Instrument) -> None:
    tags = Tags(Renderer().form(demo, only="asking"))

    assert [group["data-item"] for group in tags.named("fieldset")] == ["a1", "a2", "a3"]
    assert [heading["class"] for heading in tags.named("h3")] == ["sa-errors__title"] * 2


def test_headings_begin_at_the_level_asked_for(demo: Instrument) -> None:
    assert len(Tags(Renderer().form(demo, level=4)).named("h4")) == 5


def test_a_heading_while_answering_is_the_neutral_one(demo: Instrument) -> None:
    html = Renderer().form(demo)

    assert "Part one" in html
    assert ">Hearing<" not in html


def test_nothing_in_form_or_report_needs_an_inline_style_or_handler(demo: Instrument) -> None:
    html = Renderer().form(demo) + Renderer().report(report_of(demo, **FULL))

    for _, attrs in Tags(html).found:
        assert not [name for name in attrs if name == "style" or name.startswith("on")]


def test_the_form_can_not_put_answers_into_the_address(demo: Instrument) -> None:
    form = Tags(Renderer().form(demo)).named("form")[0]

    assert form["method"] == "dialog"


def test_text_of_an_author_is_escaped(demo: Instrument) -> None:
    nasty = dataclasses.replace(demo.items[0], stem='<img src=x onerror="alert(1)">')
    made = dataclasses.replace(demo, items=(nasty, *demo.items[1:]))

    html = Renderer().form(made) + Renderer().report(report_of(made, **FULL))

    assert "<img" not in html


def test_right_to_left_is_said_on_form_and_report(demo: Instrument) -> None:
    made = dataclasses.replace(demo, direction="rtl", language="ar")

    assert 'lang="ar" dir="rtl"' in Renderer().form(made)
    assert 'lang="ar" dir="rtl"' in Renderer().report(report_of(made, **FULL))


def test_the_report_links_to_the_heading_that_teaches_the_lowest_item(demo: Instrument) -> None:
    answers = FULL | {"h1": 0}

    html = Renderer().report(
        report_of(demo, **answers), base="../../", links={"hearing.md#wait": "hearing/#wait"}
    )

    link = {
        "href": "../../hearing/#wait",
        "aria-label": f"Read how to do it: {demo.item['h1'].stem}",
    }
    assert link in Tags(html).named("a")


def test_a_report_without_known_links_has_none(demo: Instrument) -> None:
    assert Tags(Renderer().report(report_of(demo, **FULL))).named("a") == []


def test_the_report_of_nothing_says_so_and_shows_no_number(demo: Instrument) -> None:
    html = Renderer().report(report_of(demo))

    assert html.count("not enough answers") >= 3
    assert "sa-track__mark" not in html


def test_every_picture_says_its_area_in_words(demo: Instrument) -> None:
    pictures = Tags(Renderer().report(report_of(demo, **FULL))).named("svg")

    assert [picture["aria-label"] for picture in pictures] == [
        "Hearing: Usually",
        "Asking: Usually",
        "Growing: 2 of 3",
    ]


def test_a_report_never_names_a_strongest_or_weakest(demo: Instrument) -> None:
    html = Renderer().report(report_of(demo, **FULL)).lower()

    assert "strongest" not in html
    assert "weakest" not in html


def test_every_report_says_that_nobody_has_to_see_it(demo: Instrument) -> None:
    reports = [report_of(demo, **FULL), report_of(demo, "hearing", h1=1), report_of(demo)]

    for report in reports:
        assert "You do not have to show this to anyone." in Renderer().report(report)


def test_the_title_of_a_report_carries_no_score(demo: Instrument) -> None:
    assert ">Your profile</h3>" in Renderer().report(report_of(demo, **FULL))


def test_a_quick_check_shows_no_picture_and_no_number(demo: Instrument) -> None:
    quick = dataclasses.replace(demo, kind="quick-check")

    html = Renderer().report(report_of(quick, **FULL))

    assert "<svg" not in html
    assert "75" not in html
    assert "Which one would you like to make more regular?" in html


def test_highest_answers_ask_for_an_outside_look(demo: Instrument) -> None:
    html = Renderer().report(report_of(demo, "hearing", h1=4, h2=0, h3=4))

    assert "ask the next three patients" in html


def test_kept_areas_show_their_dates(demo: Instrument) -> None:
    answers = Answers.of(demo, {"h1": 3, "h2": 1, "h3": 3})
    from selfassess.scores import score

    report = Report.of(demo, answers, score(demo, answers), dates={"hearing": "2026-10-01"})
    html = Renderer().report(report, kept=True, left_out=1)

    assert 'datetime="2026-10-01"' in html
    assert "not checked yet" in html
    assert "1 kept review is left out" in html


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_site_can_override_each_template(demo: Instrument, kinds: Instrument, name: str) -> None:
    renderer = Renderer({name: "<p>Ours</p>"})

    drawn = dataclasses.replace(kinds, shuffle="items")

    html = renderer.form(drawn, layout="matrix") + renderer.report(report_of(demo, **FULL))

    assert "<p>Ours</p>" in html


# Languages


def test_the_form_speaks_the_language_of_the_instrument(demo: Instrument) -> None:
    spanish = dataclasses.replace(demo, language="es", minutes=1)

    html = Renderer().form(spanish)

    assert "9 preguntas · alrededor de 1 minuto (estimación) · se calcula aquí" in html
    assert '<span data-part="count">0 de 9</span>' in html
    assert "Preparando Python: {percent} %. Su perfil aparecerá por sí solo." in html


def test_the_report_speaks_the_language_of_the_instrument(demo: Instrument) -> None:
    spanish = dataclasses.replace(demo, language="es")

    html = Renderer().report(report_of(spanish, **FULL))

    assert ">Su perfil</h3>" in html
    assert "No tiene que mostrar esto a nadie." in html
    assert "2 de 3 al menos una vez" in html
    assert "Growing: 2 de 3\n" in html


def test_one_renderer_speaks_all_languages(demo: Instrument) -> None:
    renderer = Renderer()
    spanish = dataclasses.replace(demo, language="es")

    forms = [renderer.form(made) for made in (demo, spanish, demo)]

    assert ["Clear everything" in form for form in forms] == [True, False, True]


def test_numbers_are_written_as_the_language_writes_them(demo: Instrument) -> None:
    spanish = dataclasses.replace(demo, language="es", scoring=SCORING, feedback="none")

    html = Renderer().report(report_of(spanish, h1=3, h2=1, h3=2))

    assert "2,7 de 4" in html
    assert "2.7" not in html


def test_no_text_of_the_form_is_left_in_english(demo: Instrument, made_up: str) -> None:
    made = dataclasses.replace(demo, language=made_up)
    for kind in ("self-review", "quick-check", "questionnaire"):
        for only in (None, "asking"):
            form = Renderer().form(dataclasses.replace(made, kind=kind), only=only)
            assert foreign(form, made) == set()


def test_no_text_of_any_kind_of_item_is_left_in_english(kinds: Instrument, made_up: str) -> None:
    made = dataclasses.replace(kinds, language=made_up)

    assert foreign(Renderer().form(made), made) == set()


def test_no_text_of_the_report_is_left_in_english(demo: Instrument, made_up: str) -> None:
    renderer = Renderer()
    for made, report, options in every_kind(dataclasses.replace(demo, language=made_up)):
        assert foreign(renderer.report(report, **options), made) == set()
