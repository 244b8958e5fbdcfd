from __future__ import annotations

import dataclasses
import json
import typing
from typing import TYPE_CHECKING, Any

import pytest

from selfassess.answering.draw import draw
from selfassess.authoring.flow import take
from selfassess.browser import answer_request, door
from selfassess.browser.requests import REQUESTS, Request
from selfassess.definition import canonical
from selfassess.definition.conditions import Condition
from selfassess.definition.items import Number
from selfassess.reporting.render import Renderer, plain_renderer
from selfassess.reporting.templates import pythons
from selfassess.scoring.scorer import Scorer

if TYPE_CHECKING:
    from pathlib import Path

    from selfassess.answering.answers import Answers
    from selfassess.definition.instrument import Instrument
    from selfassess.scoring.score import Scores


def ask(demo: Instrument, **changed: Any) -> dict[str, Any]:
    """Ask for a report, or for what `do` names, and return the reply."""
    asked: dict[str, Any] = {"do": "report", **changed}
    usual: dict[str, Any] = {
        "definition": definition(demo),
        "answers": {"h1": "3", "h2": "1", "h3": "3"},
        "only": None,
        "day": "",
        "base": "",
        "level": 3,
        "kept": [],
    }
    names = [field.name for field in dataclasses.fields(REQUESTS[asked["do"]])]
    told: dict[str, Any] = json.loads(
        answer_request(json.dumps({name: (usual | asked)[name] for name in names}))
    )
    return told


def definition(demo: Instrument, **templates: str) -> str:
    """Return what the build writes for an instrument, with a site's own templates."""
    instrument = json.loads(canonical.dumps(demo))
    links = {"page.md#prepared": "page/#prepared"} if templates else {}
    return json.dumps({"instrument": instrument, "links": links, "templates": pythons(templates)})


def test_the_browser_says_what_the_command_line_says(
    demo: Instrument, tmp_path: Path, demo_text: str
) -> None:
    file = tmp_path / "instrument.yml"
    file.write_text(demo_text, encoding="utf-8")

    html = take(file, {"h1": "3", "h2": "1", "h3": "3"}).html

    assert ask(demo) == {"html": html}


def test_one_area_is_reported_alone(demo: Instrument) -> None:
    assert "Asking" not in ask(demo, only="hearing")["html"]


def test_kept_reviews_become_a_profile(demo: Instrument) -> None:
    kept = [{"date": "2026-10-01", "version": "1.0", "answers": {"h1": "4", "h2": "0"}}]

    html = ask(demo, do="profile", answers={}, kept=kept)["html"]

    assert "What you kept" in html


def test_what_was_kept_of_one_area_is_shown_alone(demo: Instrument) -> None:
    first, last = (
        {
            "date": f"2026-{month}-01",
            "version": "1.0",
            "answers": {"h1": "1", "h2": mark, "h3": "1"},
        }
        for month, mark in (("09", "4"), ("10", "0"))
    )

    html = ask(demo, do="profile", answers={}, kept=[first, last], only="hearing")["html"]

    assert "Asking" not in html
    assert "not checked yet" not in html
    assert "sa-history" in html


def test_an_impossible_answer_is_one_sentence(demo: Instrument) -> None:
    answer = ask(demo, answers={"h1": "9"})

    assert answer == {
        "error": 'the answer to "h1" is not an option; found "9"; '
        "write 0, 1, 2, 3, 4 or did-not-apply",
        "items": ["h1"],
        "readings": {},
    }


@pytest.mark.parametrize(
    ("text", "language", "readings"),
    [
        ("1,000", "en", ["1000", "1"]),
        ("12,500", "en", ["12500", "12.5"]),
        ("12.500", "es", ["12,5", "12500"]),
    ],
)
def test_an_answer_that_can_be_two_numbers_comes_back_with_both(
    kinds: Instrument, text: str, language: str, readings: list[str]
) -> None:
    many = measured(kinds, Number(minimum=0, maximum=50_000, step=0.5), language)

    answer = ask(many, answers={"hours": text})

    assert (answer["items"], answer["readings"]) == (["hours"], {"hours": readings})
    assert all("html" in ask(many, answers={"hours": reading}) for reading in readings)


def test_a_number_that_an_answer_can_not_be_is_not_offered(kinds: Instrument) -> None:
    few = measured(kinds, Number(minimum=0, maximum=14, step=0.5))

    assert ask(few, answers={"hours": "1,500"})["readings"] == {"hours": ["1.5"]}
    assert ask(few, answers={"hours": "99,500"})["readings"] == {}
    assert ask(few, answers={"hours": "25"})["readings"] == {}


def test_a_number_that_is_offered_stands_for_nothing_else(kinds: Instrument) -> None:
    fine = measured(kinds, Number(minimum=0, maximum=5_000, step=0.001))

    assert ask(fine, answers={"hours": "1,125"})["readings"] == {"hours": ["1125", "1.1250"]}
    assert "html" in ask(fine, answers={"hours": "1.1250"})


def measured(kinds: Instrument, number: Number, language: str = "en") -> Instrument:
    """Return the instrument with another range of hours."""
    items = [
        dataclasses.replace(item, number=number) if item.id == "hours" else item
        for item in kinds.items
    ]
    return dataclasses.replace(kinds, items=tuple(items), language=language)


def test_items_with_impossible_answers_are_named_once(kinds: Instrument) -> None:
    answers = {"hours": "25", "steps.ask": "1", "steps.listen": "1", "each-reply.hurry": "9"}

    assert ask(kinds, answers=answers)["items"] == ["hours", "each-reply", "steps"]


def test_every_request_has_a_function() -> None:
    assert set(door.ANSWERS) == set(typing.get_args(Request))


def test_a_sites_own_template_is_used(demo: Instrument) -> None:
    html = ask(demo, definition=definition(demo, **{"report.html": "ours"}))["html"]

    assert html.endswith("</template>\nours")


def test_the_default_renderer_is_ours(demo: Instrument) -> None:
    assert "ours" not in Renderer().form(demo).split()


def test_preparing_compiles_the_templates_of_the_first_report(demo: Instrument) -> None:
    plain_renderer.cache_clear()
    fresh = dataclasses.replace(demo, title="Prepared for the first time")

    assert ask(fresh, do="prepare") == {"html": ""}

    cache = plain_renderer()._environments["en"].cache
    assert cache is not None
    assert {name for _loader, name in cache} == {
        "protected.html",
        "report.html",
        "picture.html",
        "findings.html",
        "area.html",
        "item-results.html",
        "limits.html",
        "work.html",
    }


def test_preparing_goes_through_no_answers_and_some_once(
    demo: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    text = definition(demo, **{"area.html": "only here"})
    score = Scorer.score

    def spied(self: Scorer, answers: Answers, only: str | None = None) -> Scores:
        seen.append(len(answers.chosen))
        return score(self, answers, only)

    monkeypatch.setattr(Scorer, "score", spied)
    for _ in range(2):
        ask(demo, do="prepare", definition=text)

    assert seen == [0, len(demo.items)]


# When Python fails


def test_what_fails_while_preparing_is_kept_for_the_report(demo: Instrument) -> None:
    text = definition(demo, **{"report.html": "{{ unknown }}"})

    assert ask(demo, do="prepare", definition=text) == {"html": ""}
    told = ask(demo, definition=text)

    assert told["template"] == "report.html"
    assert "UndefinedError: 'unknown' is undefined" in told["failure"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("{{ 1 / 0 }}", "ZeroDivisionError: division by zero"),
        ("{% include 'unknown.html' %}", "TemplateNotFound: unknown.html"),
        ("{% macro one() %}{{ report.unknown }}{% endmacro %}{{ one() }}", "UndefinedError: "),
    ],
)
def test_a_template_of_the_site_that_fails_is_named(
    demo: Instrument, text: str, named: str
) -> None:
    told = ask(demo, definition=definition(demo, **{"area.html": text}))

    assert set(told) == {"failure", "template"}
    assert told["template"] == "area.html"
    assert 'File "templates of this site/area.html", line 1' in told["failure"]
    assert named in told["failure"]


def test_a_template_of_ours_that_fails_is_no_mistake_of_the_site(
    demo: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The site's template only includes ours, in which the engine breaks down.
    overrides = {"report.html": "{% include 'picture.html' %}"}
    text = definition(demo, **overrides)
    monkeypatch.setattr("selfassess.reporting.render.groups", lambda _report: [object()])

    told = ask(demo, definition=text)

    assert told["template"] == ""
    assert "UndefinedError" in told["failure"]


def test_a_bug_is_a_failure_of_its_request_alone(
    demo: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: object, **_shown: object) -> str:
        raise RecursionError("round and round")

    whole = ask(demo)
    with monkeypatch.context() as patched:
        patched.setattr(Renderer, "report", broken)
        told = ask(demo)

    assert told["template"] == ""
    assert told["failure"].startswith("Traceback (most recent call last):")
    assert told["failure"].endswith("RecursionError: round and round\n")
    assert ask(demo) == whole


# While a reader answers


def test_a_form_is_arranged_by_the_answers_so_far(demo: Instrument) -> None:
    waits = Condition(item="h1", at_least=1)
    items = tuple(
        dataclasses.replace(item, show_if=waits) if item.id == "h3" else item for item in demo.items
    )
    asked = dataclasses.replace(demo, items=items)

    before, after = (
        ask(asked, do="arrange", answers={"h1": value})["items"] for value in ("0", "2")
    )

    assert ("h3" in before, "h3" in after) == (False, True)


def test_the_form_of_a_definition_is_what_the_build_would_write(demo: Instrument) -> None:
    reply = ask(demo, do="form", only=None, level=3)

    assert reply == {"html": Renderer().form(demo, level=3)}


def test_what_is_known_before_a_course_is_counted_by_objective(demo: Instrument) -> None:
    items = tuple(
        dataclasses.replace(item, objective="hear") if item.id in ("h1", "h2") else item
        for item in demo.items
    )
    asked = dataclasses.replace(demo, items=items)

    reply = ask(asked, do="knowledge", seed="", answers={"h1": "3", "h2": "0"})

    assert reply == {"counts": {"hear": "1/2"}}


def test_a_draw_is_arranged_by_its_code(demo: Instrument) -> None:
    shuffled = dataclasses.replace(demo, shuffle="items")

    arranged = ask(shuffled, do="arrange", answers={"_seed": "k3f9"})

    assert tuple(arranged["order"]) == draw(shuffled, "k3f9").items
    assert (arranged["options"], arranged["retake"]) == ({}, "k3f9.2")


def test_a_code_that_is_none_is_one_sentence(demo: Instrument) -> None:
    shuffled = dataclasses.replace(demo, shuffle="items")

    assert ask(shuffled, do="arrange", answers={"_seed": "<k>"}) == {
        "error": 'this is no code of a draw; found "<k>"; write one such as k3f9 or k3f9.2',
        "items": ["_seed"],
        "readings": {},
    }


REVIEW: dict[str, Any] = {
    "instrument": "demo",
    "version": "1.0",
    "only": "",
    "date": "2026-10-15",
    "answers": {"h1": "3"},
    "plan": {
        "area": "hearing",
        "item": "",
        "when": "Before lunch",
        "will": "ask once",
        "look": "",
        "made": "2026-10-15",
        "helped": "a note",
        "hindered": "",
    },
}


def test_what_is_exported_is_imported_again(demo: Instrument) -> None:
    text = ask(demo, do="export", kept=[REVIEW], form="json")["text"]

    assert ask(demo, do="import", text=text) == {"new": [REVIEW], "said": "1 review is new."}


def test_a_plan_that_was_made_is_shown_whatever_became_of_the_questions(demo: Instrument) -> None:
    plan, gone = REVIEW["plan"], {"gone": "3"}
    new = dict.fromkeys(REVIEW["plan"], "") | {"area": "hearing"}
    shown = [
        ask(
            demo, do="plan", plan=one, answers=gone, only=None, base="", today="2026-10-16", level=2
        )
        for one in (plan, new)
    ]

    assert "ask once" in shown[0]["html"]
    assert "error" in shown[1]


def test_a_file_of_another_kind_is_refused(demo: Instrument) -> None:
    assert ask(demo, do="import", text="{}") == {
        "error": "This file was not saved by a check like this one.",
        "items": [],
        "readings": {},
    }
