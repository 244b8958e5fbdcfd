"""Door: a request comes in, the function of its class answers it, the reply goes out."""

from __future__ import annotations

import json
import traceback
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from selfassess.answering.answers import Answers
from selfassess.answering.arrangement import Arrangement, arrange
from selfassess.browser.replies import Failure, Html, Issue, Knowledge, Refusal, Stand, Text
from selfassess.browser.requests import (
    ArrangeRequest,
    CalendarRequest,
    EventRequest,
    ExportRequest,
    FileRequest,
    FormRequest,
    ImportRequest,
    IssueRequest,
    KnowledgeRequest,
    PlanRequest,
    PrepareRequest,
    ProfileRequest,
    RecordRequest,
    ReportRequest,
    StandingRequest,
    read_request,
)
from selfassess.catalog import catalog, numeral
from selfassess.definition.canonical import build
from selfassess.definition.instrument import Instrument
from selfassess.definition.item_types import type_of
from selfassess.problems import Invalid
from selfassess.reporting.calendar import event
from selfassess.reporting.completion import NAMES, Completion, read_as, write
from selfassess.reporting.history import History
from selfassess.reporting.issuing.marks import Marker
from selfassess.reporting.item_results import ItemResults
from selfassess.reporting.knowledge import shares, written
from selfassess.reporting.outline import Outline
from selfassess.reporting.plan import check, check_area, in_calendar, offer
from selfassess.reporting.profile import Profile
from selfassess.reporting.render import Renderer, failed_template, plain_renderer
from selfassess.reporting.report import Report
from selfassess.reporting.standing import standing
from selfassess.reporting.takeaway import (
    InvalidFile,
    Rehearsal,
    read_file,
    rehearse,
    to_csv,
    to_json,
)
from selfassess.scoring.scorer import Scorer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from selfassess.browser.replies import Reply
    from selfassess.browser.requests import Request


@dataclass(frozen=True)
class Definition:
    """What the build wrote for one instrument, ready to be used."""

    instrument: Instrument
    renderer: Renderer
    links: Mapping[str, str]
    scorer: Scorer
    results: ItemResults


def answer_request(text: str) -> str:
    """Answer a request (requests.py) with a reply (replies.py), both JSON text.

    Never raises: whatever fails is a reply, because an exception that reaches
    JavaScript is one of Python itself, after which the worker can not be trusted.
    """
    return json.dumps(asdict(_reply(text)), ensure_ascii=False, separators=(",", ":"))


def _reply(text: str) -> Reply:
    try:
        request = read_request(text)
        try:
            return ANSWERS[type(request)](request)
        except Invalid as invalid:
            return _refusal(request, invalid)
        except InvalidFile as invalid:
            return Refusal(str(invalid), (), {})
    except Exception as error:
        return Failure(traceback.format_exc(), failed_template(error))


def _refusal(request: Request, invalid: Invalid) -> Refusal:
    # A component of an item is named by the item's id, a dot and its own name.
    names = {str(name).partition(".")[0]: None for p in invalid.problems for name in p.path}
    readings = _readings(request, names) if isinstance(request, ReportRequest) else {}
    return Refusal(str(invalid), tuple(names), readings)


def _readings(request: ReportRequest, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    instrument = _definition(request.definition).instrument
    texts = catalog(instrument.language)
    found = {}
    for item in (instrument.item[name] for name in names if name in instrument.item):
        readings = type_of(item).readings(item, request.answers.get(item.id, ""))
        if readings:
            found[item.id] = tuple(numeral(reading, texts) for reading in readings)
    return found


def _made(definition: Definition, request: ReportRequest | PlanRequest) -> Report:
    instrument = definition.instrument
    answers = Answers.from_text(instrument, request.answers)
    scores = definition.scorer.score(answers, request.only)
    results = definition.results
    return Report.of(instrument, answers, scores, only=request.only, results=results)


def _report(request: ReportRequest) -> Html:
    definition = _definition(request.definition)
    return Html(
        definition.renderer.report(
            _made(definition, request),
            level=request.level,
            base=request.base,
            links=definition.links,
            day=request.day,
        )
    )


def _profile(request: ProfileRequest) -> Html:
    definition = _definition(request.definition)
    instrument = definition.instrument
    profile = Profile.of(instrument, request.kept)
    answers, results = profile.answers, definition.results
    only, dates = request.only, profile.dates
    scores = definition.scorer.score(answers, only)
    report = Report.of(instrument, answers, scores, only=only, dates=dates, results=results)
    return Html(
        definition.renderer.report(
            report,
            level=request.level,
            base=request.base,
            links=definition.links,
            day=request.day,
            kept=len(request.kept),
            notices=profile.notices,
            history=History.of(instrument, request.kept, definition.scorer),
        )
    )


def _plan(request: PlanRequest) -> Html:
    definition = _definition(request.definition)
    instrument, plan = definition.instrument, request.plan
    if plan.made:
        # The answers that it was made from may be of another version.
        check_area(plan, instrument)
    else:
        plan = offer(_made(definition, request), plan, request.today)
    return Html(
        definition.renderer.plan(
            instrument,
            plan,
            today=request.today,
            level=request.level,
            base=request.base,
            links=definition.links,
            only=request.only,
        )
    )


def _calendar(request: CalendarRequest) -> Text:
    instrument = _definition(request.definition).instrument
    check(request.plan, instrument)
    made = in_calendar(
        request.plan, instrument, words=request.words, url=request.url, stamp=request.stamp
    )
    return Text(made)


def _event(request: EventRequest) -> Text:
    day = date.fromisoformat(request.day)
    return Text(event(title=request.title, day=day, url=request.url, words="", stamp=request.stamp))


def _arrange(request: ArrangeRequest) -> Arrangement:
    return arrange(_definition(request.definition).instrument, request.answers)


def _form(request: FormRequest) -> Html:
    definition = _definition(request.definition)
    return Html(
        definition.renderer.form(definition.instrument, only=request.only, level=request.level)
    )


def _export(request: ExportRequest) -> Text:
    return Text((to_json if request.form == "json" else to_csv)(request.kept))


def _import(request: ImportRequest) -> Rehearsal:
    texts = catalog(_definition(request.definition).instrument.language)
    return rehearse(read_file(request.text, texts), request.kept, texts)


def _standing(request: StandingRequest) -> Stand:
    instrument = _definition(request.definition).instrument
    found = standing(
        instrument,
        request.attempts,
        pass_percent=request.pass_percent,
        allowed=request.allowed,
        rationales=request.rationales,
    )
    html = plain_renderer().part(
        "standing.html",
        instrument.language,
        standing=found,
        pass_percent=request.pass_percent,
        level=request.level,
    )
    return Stand(html, found.passed is not None, found.left == 0)


def _knowledge(request: KnowledgeRequest) -> Knowledge:
    instrument = _definition(request.definition).instrument
    mark = Marker(instrument).mark(request.seed, request.answers)
    return Knowledge(written(shares(instrument, mark)))


def _record(request: RecordRequest) -> Html:
    outline = Outline.of(json.loads(request.outline))
    completion = read_as(Completion, request.completion, catalog(outline.language))
    found = standing(
        _definition(request.definition).instrument,
        completion.test.attempts,
        pass_percent=outline.pass_mark,
        allowed=outline.attempts,
        rationales=outline.rationales,
    )
    return Html(
        plain_renderer().part(
            "record.html",
            outline.language,
            outline=outline,
            completion=completion,
            standing=found,
            level=request.level,
        )
    )


def _file(request: FileRequest) -> Text:
    kind = next(kind for kind, name in NAMES.items() if name == request.kind)
    return Text(write(read_as(kind, request.text, catalog(request.language))))


def _prepare(request: PrepareRequest) -> Html:
    _rehearse(request.definition)
    return Html("")


def _issue(request: IssueRequest) -> Issue:
    # Not needed before a sponsor asks: readers of forms do not wait for it.
    from selfassess.reporting.issuing.desk import Desk
    from selfassess.reporting.issuing.terms import read_known

    desk = Desk(
        known=read_known(request.known),
        files=request.files,
        released=request.released,
        issuer_text=request.issuer,
        decisions=request.decisions,
        accommodations=request.accommodations,
        now=request.now,
        today=request.today,
        language=request.language,
    )
    html = plain_renderer().part("issued.html", request.language, desk=desk, level=request.level)
    return Issue(html, tuple(desk.wants), desk.saved)


ANSWERS: Mapping[type, Callable[..., Reply]] = {
    ReportRequest: _report,
    ProfileRequest: _profile,
    ArrangeRequest: _arrange,
    FormRequest: _form,
    PrepareRequest: _prepare,
    PlanRequest: _plan,
    CalendarRequest: _calendar,
    EventRequest: _event,
    ExportRequest: _export,
    ImportRequest: _import,
    IssueRequest: _issue,
    StandingRequest: _standing,
    KnowledgeRequest: _knowledge,
    RecordRequest: _record,
    FileRequest: _file,
}
"""The function that answers each request; what it returns is what the page is told to expect."""


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
            _report(
                ReportRequest("report", definition, answers, only=None, base="", level=2, day="")
            )


@lru_cache(maxsize=8)
def _definition(text: str) -> Definition:
    """Return a definition, made once for each text: parsing and templates cost most."""
    data = json.loads(text)
    instrument = build(Instrument, data["instrument"])
    overrides = data["templates"]
    renderer = Renderer(overrides) if overrides else plain_renderer()
    return Definition(
        instrument, renderer, data["links"], Scorer(instrument), ItemResults(instrument)
    )
