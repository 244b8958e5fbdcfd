"""Browser: the whole face that Python shows to JavaScript. JSON text in, JSON text out."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from selfassess.answering.answers import Answers
from selfassess.answering.arrangement import arrange
from selfassess.definition.canonical import build
from selfassess.definition.instrument import Instrument
from selfassess.definition.item_types import type_of
from selfassess.problems import Invalid
from selfassess.reporting.item_results import ItemResults
from selfassess.reporting.profile import Kept, Profile
from selfassess.reporting.render import Renderer, plain_renderer
from selfassess.reporting.report import Report
from selfassess.scoring.scorer import Scorer

if TYPE_CHECKING:
    from collections.abc import Mapping

_REHEARSAL: dict[str, Any] = {"do": "report", "only": None, "base": "", "level": 2}


@dataclass(frozen=True)
class Definition:
    """What the build wrote for one instrument."""

    instrument: Instrument
    renderer: Renderer
    links: Mapping[str, str]
    scorer: Scorer
    results: ItemResults


def reply(request: str) -> str:
    """Answer one request. Any exception but a problem with the answers is a bug.

    A request is `{"do": "report" | "profile", "definition": text, "answers": {item: text},
    "only": domain or null, "base": text, "level": number, "kept": [{"date", "version",
    "answers"}]}`. The answer is `{"html": text}`, or `{"error": sentence, "items": [ids]}`
    with the items whose answers can not be used.
    While the reader answers, `{"do": "arrange", "definition": text, "answers": {item: text}}`
    asks what is asked now; the answer is an `Arrangement`, or an error. The code of a draw
    stands among the answers under the name "_seed".
    Before that, `{"do": "prepare", "definition": text}` does ahead what the first report of
    a definition takes; its answer is empty.
    """
    asked = json.loads(request)
    try:
        if asked["do"] == "arrange":
            instrument = _definition(asked["definition"]).instrument
            return _json(asdict(arrange(instrument, asked["answers"])))
        return _json({"html": _html(asked)})
    except Invalid as invalid:
        # A part of an item is named by the item's id, a dot and its own name.
        items = {str(name).partition(".")[0]: None for p in invalid.problems for name in p.path}
        return _json({"error": str(invalid), "items": list(items)})


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _html(asked: Any) -> str:
    if asked["do"] == "prepare":
        _rehearse(asked["definition"])
        return ""
    definition = _definition(asked["definition"])
    instrument = definition.instrument
    if asked["do"] == "profile":
        profile = Profile.of(instrument, [Kept(**kept) for kept in asked["kept"]])
        scores = definition.scorer.score(profile.answers)
        report = Report.of(
            instrument,
            profile.answers,
            scores,
            dates=profile.dates,
            results=definition.results,
        )
        return _render(definition, report, asked, kept=True, notices=profile.notices)
    answers = Answers.from_text(instrument, asked["answers"])
    scores = definition.scorer.score(answers, asked["only"])
    report = Report.of(instrument, answers, scores, only=asked["only"], results=definition.results)
    return _render(definition, report, asked)


@lru_cache(maxsize=8)
def _rehearse(definition: str) -> None:
    """Make reports that nobody sees, of no answers and of some: what is done once is done ahead."""
    # What fails here fails again when somebody waits, and is told then.
    with suppress(Exception):
        found = _definition(definition)
        found.scorer.prepare()
        found.results.prepare()
        instrument = found.instrument
        rated = [item for item in instrument.items if type_of(item).is_on_scale]
        options = {item.id: instrument.options_of(item) for item in rated}
        some = {name: of[at % len(of)].key for at, (name, of) in enumerate(options.items())}
        for answers in ({}, some):
            _html({**_REHEARSAL, "definition": definition, "answers": answers})


def _render(definition: Definition, report: Report, asked: Any, **kept: Any) -> str:
    return definition.renderer.report(
        report, level=asked["level"], base=asked["base"], links=definition.links, **kept
    )


@lru_cache(maxsize=8)
def _definition(text: str) -> Definition:
    """Return a definition, built once for each text: parsing and templates cost most."""
    data = json.loads(text)
    instrument = build(Instrument, data["instrument"])
    overrides = data["templates"]
    renderer = Renderer(overrides) if overrides else plain_renderer()
    return Definition(
        instrument, renderer, data["links"], Scorer(instrument), ItemResults(instrument)
    )
