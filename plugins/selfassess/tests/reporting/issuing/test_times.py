from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from selfassess.reporting.completion import Attempt
from selfassess.reporting.issuing.times import minutes, moment


@given(st.datetimes(), st.integers(0, 100_000))
def test_minutes_are_those_between_begin_and_end(begun: datetime, took: int) -> None:
    start = begun.replace(year=2026, second=0, microsecond=0, day=min(begun.day, 28))
    end = start + timedelta(minutes=took)
    texts = [f"{one:%Y-%m-%dT%H:%M}Z" for one in (start, end)]

    assert minutes(Attempt("k", {}, *texts)) == took
    assert minutes(Attempt("k", {}, *reversed(texts))) == -took


def test_a_moment_is_read_in_utc() -> None:
    assert moment("2026-12-01T10:00Z").isoformat() == "2026-12-01T10:00:00+00:00"
