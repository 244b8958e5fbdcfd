from __future__ import annotations

import dataclasses
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pseudo import left_in_english

from selfassess.answering.answers import Answers
from selfassess.authoring.instruments import read_instrument
from selfassess.definition.canonical import plain
from selfassess.definition.instrument import ScoreRule
from selfassess.definition.item_types import type_of
from selfassess.definition.item_types.item_type import DID_NOT_APPLY
from selfassess.definition.items import Number
from selfassess.definition.scoring import Missing, Round, Scoring
from selfassess.reporting.history import History
from selfassess.reporting.plan import Plan
from selfassess.reporting.profile import Kept, Notice
from selfassess.reporting.render import TEMPLATES, Renderer
from selfassess.reporting.report import Report, make_report
from selfassess.reporting.templates import pythons
from selfassess.scoring.scorer import Scorer, score

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from selfassess.definition.instrument import Instrument, InstrumentKind
    from selfassess.definition.scoring import MissingRule

BANK = read_instrument(Path(__file__).parents[1] / "bank" / "instrument.yml")
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
LINKS = {f"strain.md#{name}": f"#{name}" for name in ("some", "pattern", "rest", "people")}
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
    own = lines("\n".join(texts_of(plain(instrument)) | {DID_NOT_APPLY, "Nothing."}))
    return lines(left_in_english("\n".join(spoken(html)))) - own


def lines(text: str) -> set[str]:
    """Return the lines that hold words, cut where they have a colon or a comma."""
    split = re.split("[:,] |\n", text)
    found = {line.strip(" .:·()") for line in split}
    return {line for line in found if any(map(str.isalpha, line))}


NOTICES = (
    Notice("scoring", "1.0", (), ("Demonstration",)),
    Notice("wording", "1.0", ("Hearing", "Asking"), ("Demonstration",)),
    Notice("wording", "1.0"),
    Notice("unknown", "1.0"),
    Notice("unreadable", "1.0"),
)


def every_kind(
    demo: Instrument, strain: Instrument
) -> Iterator[tuple[Instrument, Report, dict[str, Any]]]:
    """Yield reports that together say everything that a report can say."""
    every = ScoreRule(id="all", title="Everything", scoring=SCORING)
    rules: tuple[MissingRule, ...] = ("zero", "sample", "prorate")
    kinds: tuple[InstrumentKind, ...] = ("self-review", "quick-check", "questionnaire")
    for rule in rules:
        missing = Missing(rule=rule, minimum=1, sample="nobody")
        for kind in kinds:
            made = dataclasses.replace(
                strain, kind=kind, scoring=Scoring(method="sum", missing=missing)
            )
            for given in ({}, {"s1": 3, "words": "Nothing."}, {**BOTH, "s1": None}):
                yield made, report_of(made, **given), {"links": LINKS}
    high = dict.fromkeys(demo.item, 4) | dict.fromkeys(("g1", "g2", "g3"), 2) | {"h2": 0}
    for kind in kinds:
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
                days = ["2026-10-01", "2026-11-22"][: 1 + len(answers) % 2]
                yield made, report, {"kept": True, "notices": dict.fromkeys(NOTICES, days)}


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
        assert set(found) == set(type_of(item).names(item))
        assert all(values == [*kinds.choices[item.id]] for values in found.values())


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
    countable = {item.id: " ".join(type_of(item).names(item)) for item in kinds.items}
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

    said = "De 0 a 14 hours, en pasos de 0,5. Escriba los decimales con punto o con coma."
    assert html.count(said) == 2


@pytest.mark.parametrize(
    ("minimum", "step", "keys"),
    [(0, 1, "numeric"), (0, 0.5, "decimal"), (0.5, 1, "decimal"), (-5, 1, None), (-5, 0.5, None)],
)
def test_a_number_is_text_that_no_browser_and_no_wheel_changes(
    kinds: Instrument, minimum: float, step: float, keys: str | None
) -> None:
    number = Number(minimum=minimum, maximum=14, step=step)
    items = [
        dataclasses.replace(item, number=number) if item.id == "hours" else item
        for item in kinds.items
    ]
    html = Renderer().form(dataclasses.replace(kinds, items=tuple(items)))

    (field,) = [tag for tag in Tags(html).named("input") if tag.get("name") == "hours"]
    # Keys of digits alone have no minus.
    assert (field["type"], field.get("inputmode")) == ("text", keys)


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


def test_a_question_says_its_condition_in_words_that_describe_it() -> None:
    html = Renderer().form(BANK)

    words = "Only if you answered “Sometimes” or “Often” to “I watched birds.”."
    assert f'<p class="sa-condition" id="sa-bank-counted-if">{words}</p>' in html
    assert 'data-names="counted" aria-describedby="sa-bank-counted-if"' in html


def test_the_head_of_a_bank_counts_what_one_attempt_asks() -> None:
    assert "7 questions · about 2 minutes" in Renderer().form(BANK)


def test_a_drawn_form_can_wait_and_carries_its_code() -> None:
    html = Renderer().form(BANK)

    assert '<input type="hidden" name="_seed" value="-" data-part="seed" disabled>' in html
    assert "Your questions are being drawn: Python is getting ready in your browser." in html
    assert "you would be asked some of these questions, drawn anew for each attempt." in html


def test_a_form_that_never_changes_has_nothing_of_this(demo: Instrument) -> None:
    html = Renderer().form(demo)

    for name in ("_seed", "waiting", "drawing", "arranged", "sa-condition", "drawn anew"):
        assert name not in html


def test_the_report_names_the_draw() -> None:
    answers = Answers.of(BANK, {"_seed": "k3f9.2", "watched": 1})

    assert " Drawn with the code k3f9.2.</p>" in Renderer().report(make_report(BANK, answers))


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


@pytest.mark.parametrize("rule", [None, Round()])
def test_scores_are_rounded_for_display_only_where_no_rule_rounds_them(
    demo: Instrument, rule: Round | None
) -> None:
    scoring = dataclasses.replace(SCORING, round=rule)
    first = dataclasses.replace(demo.domains[0], scoring=scoring)
    made = dataclasses.replace(demo, domains=(first, *demo.domains[1:]))

    said = " ".join(spoken(Renderer().report(report_of(made, **FULL))))

    assert ("Scores are rounded half up for display only." in said) == (rule is None)


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


def test_each_of_several_lowest_answers_can_be_chosen_for_a_plan(demo: Instrument) -> None:
    report = report_of(demo, h1=1, h2=1, h3=1)

    html = Renderer().report(report)

    (area,) = [area for area in report.areas if area.domain.id == "hearing"]
    buttons = [tag for tag in Tags(html).named("button") if tag.get("data-item")]
    assert len(area.lowest) > 1
    assert [(tag["data-item"], tag["aria-label"]) for tag in buttons] == [
        (item.id, f"Make a plan of this: {item.stem}") for item in area.lowest
    ]
    assert not [
        tag for tag in Tags(Renderer().report(report, kept=1)).named("button") if "data-item" in tag
    ]


def test_a_report_without_known_links_has_none(demo: Instrument) -> None:
    assert Tags(Renderer().report(report_of(demo, **FULL))).named("a") == []


def test_the_report_of_nothing_says_so_and_shows_no_number(demo: Instrument) -> None:
    html = Renderer().report(report_of(demo))

    assert html.count("not enough answers") >= 3
    assert "sa-track__mark" not in html


def test_a_picture_says_only_what_does_not_stand_beside_it(demo: Instrument) -> None:
    pictures = Tags(Renderer().report(report_of(demo, **FULL))).named("svg")

    assert [picture.get("aria-label") for picture in pictures] == [
        "Every answer is “Usually”",
        "Every answer is “Usually”",
        None,
    ]
    assert pictures[-1]["aria-hidden"] == "true"


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


def test_a_kept_quick_check_says_so_and_shows_the_day_of_each_answer(demo: Instrument) -> None:
    quick = dataclasses.replace(demo, kind="quick-check")
    answers = Answers.of(quick, {"h1": 3, "a1": 1})
    dates = {"hearing": "2026-10-01", "asking": "2026-11-22"}
    report = Report.of(quick, answers, score(quick, answers), dates=dates)

    html = Renderer().report(report, kept=True)

    assert ">What you kept</h" in html
    assert re.findall(r"<time[^>]*>([^<]+)", html)[:4] == ["2026-10-01"] * 3 + ["2026-11-22"]


def test_kept_areas_show_their_dates(demo: Instrument) -> None:
    answers = Answers.of(demo, {"h1": 3, "h2": 1, "h3": 3})
    report = Report.of(demo, answers, score(demo, answers), dates={"hearing": "2026-10-01"})
    html = Renderer().report(report, kept=True)

    assert 'datetime="2026-10-01"' in html
    assert "not checked yet" in html


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_site_can_override_each_template(
    demo: Instrument, kinds: Instrument, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("selfassess.reporting.render.in_steps", lambda parts: len(parts) > 1)
    renderer = Renderer(pythons({name: "<p>Ours</p>"}))

    drawn = dataclasses.replace(demo, shuffle="items")
    asked = dataclasses.replace(kinds, shuffle="items")
    report = renderer.report(report_of(drawn, **FULL), notices={NOTICES[0]: ["2026-11-22"]})
    twice = [
        Kept(day, demo.version, {"h1": "3", "h2": "1", "h3": "3"})
        for day in ("2026-10-01", "2026-11-02")
    ]
    compared = History.of(demo, twice, Scorer(demo))
    report += renderer.report(report_of(demo, **FULL), history=compared)
    html = renderer.form(asked, layout="matrix") + report

    plan = Plan("hearing", "", "Before lunch", "ask once", "", "2026-11-29")
    card = renderer.plan(demo, plan, today="2026-11-30")
    assert "<p>Ours</p>" in renderer.form(drawn) + renderer.form(demo) + html + card


def test_only_an_instrument_that_never_counts_zero_for_a_missing_answer_says_so(
    demo: Instrument, strain: Instrument
) -> None:
    promise = "a missing answer never counts as zero"

    assert promise in Renderer().form(demo)
    assert promise not in Renderer().form(strain)
    assert "counts as zero, the result says so." in Renderer().form(strain)


# What a site can not change

ALARMED: dict[str, Any] = {"s5": 1}
BOTH: dict[str, Any] = dict.fromkeys(("s1", "s2", "s3", "s4", "s5"), 3)
HOSTILE = {
    "empty": "",
    "one that fails": "{{ 1 / 0 }}",
    "one with an unknown name": "{{ nothing.at.all }}",
    "one that never ends": "{% include 'report.html' %}",
    "an open comment": "<!--",
    "an open template": "<template><div hidden>",
    "one that closes what it did not open": "</div></template></p><div hidden>",
    "one that would forget the alerts": "{{ report.findings.__dict__.clear() }}",
}


def overridden(text: str) -> Renderer:
    """Return a renderer with one text for every name, also for those that can not be taken."""
    return Renderer(pythons(dict.fromkeys((*TEMPLATES, "protected.html"), text)))


def test_an_alert_comes_first_and_takes_the_focus_and_the_voice(strain: Instrument) -> None:
    first = Tags(Renderer().report(report_of(strain, **ALARMED))).found[0]

    assert first == (
        "div",
        {
            "class": "sa-alerts",
            "role": "alert",
            "tabindex": "-1",
            "data-part": "report-title",
            "lang": "en",
            "dir": "ltr",
        },
    )


def test_an_alert_says_its_text_and_leads_to_its_resource(strain: Instrument) -> None:
    links = {"strain.md#people": "strain/#people"}

    html = Renderer().report(report_of(strain, **BOTH), base="../", links=links)

    said = html.partition("<template")[0]
    assert "You said that you thought you can not go on." in said
    assert '<a href="../strain/#people">People to talk to today</a>' in said
    assert "You named nearly every sign." in said
    assert (
        '<a href="https://example.org/help" target="_blank" rel="noopener noreferrer">'
        "The helpline of nowhere, day and night</a>"
    ) in said


def test_of_a_long_resource_the_last_sentence_leads_on(strain: Instrument) -> None:
    alert, *_ = strain.alerts
    told = "Call 123, day and night. " * 5
    resource = dataclasses.replace(alert.resource, text=f"{told}More is on a page of its own.")
    made = dataclasses.replace(strain, alerts=(dataclasses.replace(alert, resource=resource),))

    html = Renderer().report(report_of(made, **ALARMED), links={"strain.md#people": "strain/"})

    assert f'{told}<a href="strain/">More is on a page of its own.</a></p>' in html


def dialled(strain: Instrument, link: str) -> str:
    """Return what is said of where to turn, with two numbers of which one begins like the other."""
    text = "Call 116 123 or 116, not 1160. More is on a page."
    alert, *_ = strain.alerts
    resource = dataclasses.replace(alert.resource, text=text, link=link, phones=("116", "116 123"))
    made = dataclasses.replace(strain, alerts=(dataclasses.replace(alert, resource=resource),))
    html = Renderer().report(report_of(made, **ALARMED), links={"strain.md#people": "strain/"})
    return html.partition('<p class="sa-alert__resource">')[2].partition("</p>")[0]


def test_whoever_taps_a_number_of_an_alert_calls_it(strain: Instrument) -> None:
    called = (
        'Call <a href="tel:116123">116 123</a> or <a href="tel:116">116</a>, not 1160. '
        "{}More is on a page.{}"
    )
    elsewhere = '<a href="https://example.org/" target="_blank" rel="noopener noreferrer">'
    assert dialled(strain, "strain.md#people") == called.format('<a href="strain/">', "</a>")
    assert dialled(strain, "") == called.format("", "")
    assert dialled(strain, "https://example.org/").startswith(
        called.format("", f" {elsewhere}https://example.org/</a> <small>")
    )


def test_a_resource_whose_page_is_not_known_still_says_where_to_turn(strain: Instrument) -> None:
    html = Renderer().report(report_of(strain, **ALARMED))

    assert '<p class="sa-alert__resource">People to talk to today</p>' in html


def test_no_alert_shows_nothing(strain: Instrument) -> None:
    assert "sa-alert" not in Renderer().report(report_of(strain, s1=1, s5=0))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_no_template_of_a_site_hides_an_alert_or_its_resource(
    strain: Instrument, text: str
) -> None:
    ours = Renderer().report(report_of(strain, **BOTH))

    html = overridden(text).report(report_of(strain, **BOTH))

    before = ours.index('<div class="sa-result"')
    assert html[:before] == ours[:before]
    assert "You named nearly every sign." in html[:before]
    assert "The helpline of nowhere, day and night" in html[:before]


@pytest.mark.parametrize("kind", ["self-review", "quick-check", "questionnaire"])
@pytest.mark.parametrize("kept", [False, True])
def test_every_kind_of_report_begins_with_the_alerts(
    strain: Instrument, kind: Any, kept: bool
) -> None:
    made = dataclasses.replace(strain, kind=kind)

    html = overridden("").report(report_of(made, **ALARMED), kept=kept)

    assert html.startswith('<div class="sa-alerts"')
    assert "People to talk to today" in html


def test_a_template_that_fails_is_replaced_by_ours_when_there_is_an_alert(
    strain: Instrument, capsys: pytest.CaptureFixture[str]
) -> None:
    html = Renderer(pythons({"picture.html": "{{ 1 / 0 }}"})).report(report_of(strain, **ALARMED))

    assert html == Renderer().report(report_of(strain, **ALARMED))
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_a_template_that_fails_without_an_alert_is_a_bug_of_the_site(strain: Instrument) -> None:
    with pytest.raises(ZeroDivisionError):
        Renderer(pythons({"picture.html": "{{ 1 / 0 }}"})).report(report_of(strain, s5=0))


# What is said beside the scores


def parts(html: str, name: str) -> list[str]:
    """Return the text of every element with this class, without its tags."""
    pattern = rf'<(\w+) class="[^"]*\b{name}\b[^"]*"[^>]*>(.*?)</\1>'
    return [re.sub(r"<[^>]+>", "", inner) for _, inner in re.findall(pattern, html, re.DOTALL)]


def test_a_classification_says_its_result_and_where_to_read_more(strain: Instrument) -> None:
    report = report_of(strain, s1=2, s2=2, s3=3)

    html = Renderer().report(report, links={"strain.md#pattern": "strain/#pattern"})

    assert parts(html, "sa-finding__title") == ["Pattern of signs"]
    assert parts(html, "sa-finding__label") == ["the pattern is there"]
    link = {"href": "strain/#pattern", "aria-label": "Read more: the pattern is there"}
    assert link in Tags(html).named("a")


def test_a_classification_that_is_open_says_only_that_answers_are_missing(
    strain: Instrument,
) -> None:
    html = Renderer().report(report_of(strain, s1=2, s2=2))

    assert "not decided, because answers are missing" in html
    assert parts(html, "sa-finding__label") == []


def test_one_area_alone_is_silent_on_what_it_leaves_open(strain: Instrument) -> None:
    assert "Pattern of signs" not in Renderer().report(report_of(strain, "rest", hours=8))


def test_bands_and_further_tables_of_bands_are_said(strain: Instrument) -> None:
    html = Renderer().report(report_of(strain, s1=3, s2=3, role="student"))

    assert parts(html, "sa-band") == [
        "Signs: some signs. Some signs were there.",
        "Signs, Compared with others: more than most students. Most students have fewer.",
    ]


def test_a_table_for_groups_says_which_answer_it_lacks(strain: Instrument) -> None:
    html = Renderer().report(report_of(strain, s1=1))

    assert parts(html, "sa-band") == [
        "Signs, Compared with others: not known, because it depends on the answer to "
        "“What is your role?”."
    ]


def test_a_remark_is_made_with_its_link(strain: Instrument) -> None:
    html = Renderer().report(report_of(strain, hours=4), links={"strain.md#rest": "strain/#rest"})

    assert parts(html, "sa-remark") == ["You rested for a short time. Read more"]


def test_a_plain_track_is_not_read_because_its_numbers_stand_in_the_table(
    strain: Instrument,
) -> None:
    html = Renderer().report(report_of(strain, s1=3, s2=3, s3=0))

    assert html.count('<div class="sa-plain" aria-hidden="true">') == 4
    assert "aria-label" not in "".join(re.findall(r"<svg[^>]*>", html))


def test_what_was_not_asked_is_not_called_missing(strain: Instrument) -> None:
    signs: dict[str, Any] = dict.fromkeys(("s1", "s2", "s3", "s4", "s5"), 0)
    html = Renderer().report(report_of(strain, **signs))

    assert "Trouble: not asked" in html
    assert '<th scope="col">Not asked</th>' in html


def test_the_table_shows_the_raw_score_beside_the_standard_one(strain: Instrument) -> None:
    html = Renderer().report(report_of(strain, s1=3, s2=3, s3=0))

    assert "<td>60 (raw score 6)</td>" in html


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        (
            Missing(rule="zero", minimum=1),
            "Signs: 2 answers were missing and count as zero, as the instrument prescribes.",
        ),
        (
            Missing(rule="sample", minimum=1, sample="medians of nobody"),
            "Signs: 2 answers were missing. In their place stand values from a sample, "
            "as the instrument prescribes: medians of nobody.",
        ),
        (
            Missing(rule="prorate", minimum=1),
            "Signs: 2 answers were missing. The mean of the others stands in their place.",
        ),
    ],
)
def test_what_stands_for_missing_answers_is_said(
    strain: Instrument, missing: Missing, said: str
) -> None:
    made = dataclasses.replace(strain, scoring=Scoring(method="sum", missing=missing))

    html = Renderer().report(report_of(made, s1=1, s2=1, s3=1))

    assert said in parts(html, "sa-small")


def test_nothing_is_said_of_missing_answers_where_none_is(strain: Instrument) -> None:
    assert "was missing" not in Renderer().report(report_of(strain, **BOTH, hours=1))


def test_every_reply_of_a_questionnaire_is_listed_with_what_is_said_of_it(
    strain: Instrument,
) -> None:
    answers: dict[str, Any] = {"s5": 1, "role": "student", "eased": ["walk", "talk"]}

    html = Renderer().report(report_of(strain, **answers))

    assert len(parts(html, "sa-reply__stem")) == 9
    assert parts(html, "sa-reply__said") == [
        "It is good that you say so.",
        "Your school has somebody to talk to.",
        "Walking helps many.",
    ]


def test_an_item_that_was_not_asked_is_not_listed(strain: Instrument) -> None:
    html = Renderer().report(report_of(strain, s1=0))

    assert "Did it disturb your work?" not in parts(html, "sa-reply__stem")


def test_what_is_said_of_an_answer_stands_in_reviews_and_quick_checks_too(
    demo: Instrument,
) -> None:
    first = dataclasses.replace(demo.items[0], feedback="Waiting is half of it.")
    made = dataclasses.replace(demo, items=(first, *demo.items[1:]))

    for kind in ("self-review", "quick-check"):
        html = Renderer().report(report_of(dataclasses.replace(made, kind=kind), **FULL))
        assert parts(html, "sa-reply__said") == ["Waiting is half of it."]


def test_what_the_reader_wrote_is_shown_and_copied_only_when_ticked(strain: Instrument) -> None:
    html = Renderer().report(report_of(strain, words="<b>me\nand you"))

    assert "<blockquote>&lt;b&gt;me\nand you</blockquote>" in html
    copied = re.findall(r'<template data-part="([\w-]+)">(.*?)</template>', html, re.DOTALL)
    assert {name: "and you" in text for name, text in copied} == {
        "copy": False,
        "copy-written": True,
    }
    assert {"type": "checkbox", "data-part": "include"} in Tags(html).named("input")


def test_without_anything_written_there_is_nothing_to_tick(strain: Instrument) -> None:
    assert Tags(Renderer().report(report_of(strain, s1=1))).named("input") == []


# Languages


def test_the_form_speaks_the_language_of_the_instrument(demo: Instrument) -> None:
    spanish = dataclasses.replace(demo, language="es", minutes=1)

    html = Renderer().form(spanish)

    assert "9 preguntas · alrededor de 1 minuto (estimación) · se calcula aquí" in html
    assert '<span data-part="count">0 de 9</span>' in html
    assert "Preparando Python: {percent} %. El resultado aparecerá por sí solo." in html


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


def test_no_text_of_the_report_is_left_in_english(
    demo: Instrument, strain: Instrument, made_up: str
) -> None:
    renderer = Renderer()
    both = (dataclasses.replace(one, language=made_up) for one in (demo, strain))
    for made, report, options in every_kind(*both):
        assert foreign(renderer.report(report, **options), made) == set()


def test_what_may_not_be_stored_says_so_and_offers_no_keeping(demo: Instrument) -> None:
    fleeting = dataclasses.replace(demo, stored=False)
    form, result = Renderer().form(fleeting), Renderer().report(report_of(fleeting, **FULL))

    assert (
        "Your answers are not stored: they stay in this tab, until it is closed or reloaded."
        in Tags(form).texts
    )
    assert 'data-action="shared"' not in form
    assert 'data-action="keep"' not in result
    assert 'data-action="keep"' in Renderer().report(report_of(demo, **FULL))


def test_what_is_not_scored_shows_answers_and_neither_a_picture_nor_a_result(
    strain: Instrument,
) -> None:
    domains = tuple(
        dataclasses.replace(domain, scored=False, bands=(), tables=()) for domain in strain.domains
    )
    bare = dataclasses.replace(
        strain, domains=domains, scores=(), classifications=(), remarks=(), alerts=()
    )
    form, result = Renderer().form(bare), Renderer().report(report_of(bare, s1=3))

    assert "nothing is scored" in form
    assert "scored here, in your browser" not in form
    assert "See my answers together" in Tags(form).texts
    assert [text for text in Tags(result).texts if text == "Your answers"] == ["Your answers"]
    assert "The numbers behind the picture" not in result


def test_what_was_not_asked_is_not_called_too_few_answers_anywhere(
    demo_text: str, read: Callable[[str], Instrument]
) -> None:
    gated = read(
        re.sub(r"(?m)^(  - \{id: a\d, )", r"\1show_if: {item: h1, at_least: 1}, ", demo_text)
    )
    html = Renderer().report(report_of(gated, h1=0))
    said = re.findall(
        r'sa-choice__title">Asking</span> <span class="sa-choice__words">(.*?)<', html
    )
    assert said == ["not asked"]
