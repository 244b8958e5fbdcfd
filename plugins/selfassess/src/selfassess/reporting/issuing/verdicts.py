"""Verdicts: whether a completion file is accepted, and what speaks against it.

Each file is scored again with the released version that it names. A careless edit shows; a file
that was made up with care does not, and none of this says who answered.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from selfassess.problems import Invalid, InvalidAnswers
from selfassess.reporting.completion import Completion, plain_data, read
from selfassess.reporting.issuing.reasons import FINAL, MARKS, Reason
from selfassess.reporting.issuing.signs import plain
from selfassess.reporting.issuing.times import quick_reasons, time_reasons

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from gettext import NullTranslations

    from selfassess.reporting.issuing.accepted import Issued
    from selfassess.reporting.issuing.decided import Decision, Given
    from selfassess.reporting.issuing.marks import Mark, Marker
    from selfassess.reporting.issuing.terms import Known, Terms

MarkerOf = Callable[[str, str, str], "Marker | None"]
"""Returns the marker of a test by its id, language and version; None if it was not found."""


@dataclass(frozen=True)
class Circumstances:
    """What files are held against."""

    known: Known
    marker: MarkerOf
    now: str
    """The moment in UTC, such as 2026-12-01T10:00Z."""
    earlier: Sequence[Issued] = ()
    """The certificates that were issued before."""
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    """Decisions by hand, by the name of the file."""
    language: NullTranslations | None = None


@dataclass(frozen=True)
class Verdict:
    """What was found of one file."""

    file: str
    completion: Completion | None = None
    terms: Terms | None = None
    marks: tuple[Mark, ...] = ()
    """Of the attempts that can be scored."""
    against: tuple[Reason, ...] = ()
    notes: tuple[Reason, ...] = ()
    decision: Decision | None = None

    @property
    def final(self) -> bool:
        """Whether nobody can overrule it."""
        return any(reason.code in FINAL for reason in self.against)

    @property
    def accepted(self) -> bool:
        """Whether a certificate is issued."""
        if self.final:
            return False
        return self.decision.accept if self.decision else not self.against

    @property
    def marked(self) -> bool:
        """Whether somebody should look at it, who alone can say what it means."""
        return any(reason.code in MARKS for reason in self.notes)

    @property
    def best(self) -> Mark | None:
        """The attempt with the greatest share of right answers."""
        return max(self.marks, key=lambda mark: mark.percent, default=None)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of what the file says, however it is laid out; "" if it says nothing."""
        return _digest(plain_data(self.completion)) if self.completion else ""

    @cached_property
    def answers(self) -> str:
        """The SHA-256 of the codes and answers."""
        if self.completion is None:
            return ""
        test = self.completion.test
        return _digest([test.instrument, [[one.seed, one.answers] for one in test.attempts]])


def _digest(data: object) -> str:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def judge(files: Sequence[Given], around: Circumstances) -> tuple[Verdict, ...]:
    """Return the verdict of each file in their order; of two that are alike the first counts."""
    found: list[Verdict] = []
    for file in files:
        verdict = _alone(file, around)
        alike = tuple(_alike(verdict, found, around.earlier))
        verdict = replace(verdict, against=verdict.against + alike)
        found.append(replace(verdict, decision=around.decisions.get(file.name)))
        if twin := next((one for one in alike if one.code == "same-answers"), None):
            _note_twin(found, str(dict(twin.values)["file"]), file.name)
    return tuple(found)


def _note_twin(found: list[Verdict], first: str, later: str) -> None:
    for at, one in enumerate(found):
        if one.file == first:
            found[at] = replace(one, notes=(*one.notes, Reason.of("twin", file=later)))


def _alone(file: Given, around: Circumstances) -> Verdict:
    """Return the verdict of a file as if it were the only one."""
    try:
        completion = read(file.text, around.language)
    except Invalid as invalid:
        return Verdict(file.name, against=(Reason.of("unreadable", what=str(invalid)),))
    terms = around.known.of.get((completion.course, completion.version))
    verdict = Verdict(file.name, completion, terms)
    if final := tuple(_final(completion, terms)):
        return replace(verdict, against=final)
    assert terms is not None
    test = completion.test
    marker = around.marker(test.instrument, terms.language, test.version)
    if marker is None:
        return replace(verdict, against=(Reason.of("unknown-test", version=test.version),))
    return _held(verdict, completion, terms, marker, around)


def _held(
    verdict: Verdict, completion: Completion, terms: Terms, marker: Marker, around: Circumstances
) -> Verdict:
    marks, against, notes = _marked(completion, marker)
    against = [*_of_course(completion, terms), *against, *_of_result(completion, terms, marks)]
    asked = [len(mark.asked) for mark in marks]
    against += time_reasons(completion, around.now)
    notes += quick_reasons(completion, asked, around.known.least_seconds)
    # Whoever brings the file of a version could bring the key as well.
    against += [Reason.of("archive", file=terms.file)] if terms.file else []
    against += [Reason.of("archive-test", file=marker.file)] if marker.file else []
    notes += _to_know(completion, terms, around.known.engine)
    first = next((at for at, mark in enumerate(marks) if mark.passes(terms.pass_percent)), None)
    if first is not None and first + 1 < len(marks):
        notes.append(Reason.of("went-on"))
    return replace(verdict, marks=tuple(marks), against=tuple(against), notes=tuple(notes))


def _to_know(completion: Completion, terms: Terms, engine: str) -> Iterator[Reason]:
    """Yield what a sponsor should know, and does not speak against a file."""
    version = completion.test.version
    if terms.test_version and version != terms.test_version:
        yield Reason.of("test-version", version=version, asked=terms.test_version)
    first = min((module.read for module in completion.modules), default=terms.released)
    # Who goes on in a new version keeps what was read of the one before.
    if first < terms.released:
        yield Reason.of("read-early", day=first)
    if completion.language != terms.language:
        yield Reason.of("language", language=completion.language, course=terms.language)
    if completion.engine != engine:
        yield Reason.of("engine", version=completion.engine, here=engine)


def _final(completion: Completion, terms: Terms | None) -> Iterator[Reason]:
    """Yield why there is nothing that could be accepted."""
    if completion.specimen:
        yield Reason.of("specimen")
    elif terms is None:
        values = {"course": completion.course, "version": completion.version}
        yield Reason.of("unknown-course", **values)
    elif terms.status == "draft":
        yield Reason.of("draft")
    elif terms.test != completion.test.instrument:
        yield Reason.of("other-test", test=completion.test.instrument)


def _of_course(completion: Completion, terms: Terms) -> Iterator[Reason]:
    if terms.status == "withdrawn":
        yield Reason.of("withdrawn")
    if terms.released and completion.finished < terms.released:
        yield Reason.of("early", day=completion.finished)
    if terms.expires and completion.finished > terms.expires:
        yield Reason.of("expired", day=completion.finished, end=terms.expires)
    identity = completion.identity
    if not plain(identity.get("name", "")):
        yield Reason.of("nameless")
    others = [name for name in terms.identity if name != "name"]
    if missing := [name for name in others if not plain(identity.get(name, ""))]:
        yield Reason.of("nobody", fields=", ".join(missing))
    if unasked := [name for name in identity if identity[name] and name not in terms.identity]:
        yield Reason.of("unasked", fields=", ".join(unasked))
    read_pages = {module.page for module in completion.modules}
    if unread := [page for page in terms.pages if page not in read_pages]:
        yield Reason.of("unread", pages=", ".join(unread))


def _marked(
    completion: Completion, marker: Marker
) -> tuple[list[Mark], list[Reason], list[Reason]]:
    """Return the marks of a completion, what speaks against them, and what is to be known."""
    marks, against, notes = [], [], []
    for nth, attempt in enumerate(completion.test.attempts, 1):
        try:
            mark = marker.mark(attempt.seed, attempt.answers)
        except InvalidAnswers as invalid:
            what = "; ".join(problem.sentence for problem in invalid.problems[:3])
            against.append(Reason.of("bad-answers", nth=nth, what=what))
            continue
        marks.append(mark)
        if left := sum(name not in mark.chosen for name in mark.asked):
            notes.append(Reason.of("open-answers", nth=nth, count=left))
    return marks, against, notes


def _of_result(completion: Completion, terms: Terms, marks: Sequence[Mark]) -> Iterator[Reason]:
    attempts = completion.test.attempts
    if not attempts:
        yield Reason.of("untried")
    if terms.attempts and len(attempts) > terms.attempts:
        yield Reason.of("too-many", count=len(attempts), most=terms.attempts)
    seeds = [one.seed for one in attempts]
    if twice := next((seed for seed in seeds if seeds.count(seed) > 1), None):
        yield Reason.of("same-code", seed=twice)
    if marks and not any(mark.passes(terms.pass_percent) for mark in marks):
        best = max(marks, key=lambda mark: mark.percent)
        values = {"right": len(best.right), "asked": len(best.asked)}
        yield Reason.of("failed", **values, percent=terms.pass_percent)


def _alike(
    verdict: Verdict, others: Sequence[Verdict], earlier: Sequence[Issued]
) -> Iterator[Reason]:
    """Yield which files, or certificates of before, say the same or are of the same person."""
    completion = verdict.completion
    if completion is None:
        return
    readable = [one for one in others if one.completion]
    for one in readable:
        if one.digest == verdict.digest:
            yield Reason.of("same-file", file=one.file)
            return
    for issued in earlier:
        same = issued.course == completion.course
        if issued.file == verdict.digest or (
            same and is_same(issued.identity, completion.identity)
        ):
            yield Reason.of("issued", serial=issued.serial)
            return
    yield from _like_others(verdict, completion, readable)


def _like_others(
    verdict: Verdict, completion: Completion, readable: Sequence[Verdict]
) -> Iterator[Reason]:
    for one in readable:
        assert one.completion
        same = is_same(one.completion.identity, completion.identity)
        if same and one.accepted and one.completion.course == completion.course:
            yield Reason.of("same-person", file=one.file)
            return
        # Without a code everybody has the same questions, and who knows them the same answers.
        if not same and _is_drawn(completion) and one.answers == verdict.answers:
            yield Reason.of("same-answers", file=one.file)
            return


def _is_drawn(completion: Completion) -> bool:
    attempts = completion.test.attempts
    return bool(attempts) and all(one.seed for one in attempts)


def is_same(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Return whether two say to be the same person: one name, and no licence that differs."""
    licences = [name for name in one if "licen" in name and plain(one[name])]
    licences = [name for name in licences if plain(other.get(name, ""))]
    name = plain(one.get("name", ""))
    alike = all(plain(one[field]) == plain(other[field]) for field in licences)
    return bool(name) and name == plain(other.get("name", "")) and alike
