"""Times: the days and minutes of a completion that can not be true."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from selfassess.reporting.issuing.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from selfassess.reporting.completion import Attempt, Completion

AHEAD = timedelta(minutes=15)
"""How far the clock of a learner may be ahead of the sponsor's."""
DAY = timedelta(days=1)
"""Days are the learner's, moments are in UTC: they may differ by one."""


def moment(text: str) -> datetime:
    """Return a moment such as 2026-12-01T10:00Z."""
    return datetime.fromisoformat(text).astimezone(UTC)


def minutes(attempt: Attempt) -> int:
    """Return how many minutes an attempt took."""
    return int((moment(attempt.ended) - moment(attempt.begun)).total_seconds() // 60)


def time_reasons(completion: Completion, now: str) -> Iterator[Reason]:
    """Yield what can not be true."""
    attempts = completion.test.attempts
    late = moment(now) + AHEAD
    for at, attempt in enumerate(attempts):
        yield from _of_attempt(at + 1, attempt, late)
        if at and moment(attempt.begun) < moment(attempts[at - 1].ended):
            yield Reason.of("overlap", nth=at + 1)
    last = max((completion.finished, *(module.read for module in completion.modules)))
    if last > (late + DAY).date().isoformat():
        yield Reason.of("future", when=last)
    yield from _days(completion)
    yield from _days_of_reading(completion)


def _of_attempt(nth: int, attempt: Attempt, late: datetime) -> Iterator[Reason]:
    begun, ended = moment(attempt.begun), moment(attempt.ended)
    if ended < begun:
        yield Reason.of("backwards", nth=nth)
    if max(begun, ended) > late:
        yield Reason.of("future", when=max(attempt.begun, attempt.ended))


def quick_reasons(
    completion: Completion, asked: Sequence[int], least_seconds: float
) -> Iterator[Reason]:
    """Yield which attempts took less than reading; `asked` counts the items of each that has a mark.

    Nothing is said where one has none, because no other could be told from it.
    """
    attempts = completion.test.attempts
    if len(asked) != len(attempts):
        return
    for nth, (attempt, items) in enumerate(zip(attempts, asked, strict=True), 1):
        took = minutes(attempt)
        # Seconds are not written: what looks like no minute may have been almost one.
        if took >= 0 and (took + 1) * 60 < items * least_seconds:
            yield Reason.of("quick", nth=nth, minutes=took, asked=items)


def _days(completion: Completion) -> Iterator[Reason]:
    tried = [moment(one.begun) for one in completion.test.attempts]
    tried += [moment(one.ended) for one in completion.test.attempts]
    first, last = (min(tried), max(tried)) if tried else (None, None)
    fits = completion.started <= completion.finished
    if first and last:
        # Differences, because the first and the last day that can be written have no day beside.
        fits &= date.fromisoformat(completion.started) - first.date() <= DAY
        fits &= last.date() - date.fromisoformat(completion.finished) <= DAY
    if not fits:
        days = {"started": completion.started, "finished": completion.finished}
        yield Reason.of("outside", **days, tried=last.date().isoformat() if last else "—")


def _days_of_reading(completion: Completion) -> Iterator[Reason]:
    started, finished = completion.started, completion.finished
    begun, done = map(date.fromisoformat, (started, finished))
    for module in completion.modules:
        day = date.fromisoformat(module.read)
        # Who travels while learning may see a day twice.
        if begun - day > DAY or day - done > DAY:
            yield Reason.of("read-outside", day=module.read, started=started, finished=finished)
            return
