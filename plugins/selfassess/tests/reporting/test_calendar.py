from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from selfassess.reporting.calendar import event

STAMP = "20261129T060000Z"
DAY = date(2027, 1, 10)


def made(words: str = "", url: str = "https://example.org/a/") -> str:
    return event(title="Review my plan", day=DAY, url=url, words=words, stamp=STAMP)


def test_it_lasts_the_whole_day_and_blocks_no_time() -> None:
    (read,) = Calendar.from_ical(made()).walk("VEVENT")

    assert (read.decoded("DTSTART"), read.decoded("DTEND")) == (DAY, date(2027, 1, 11))
    assert read["TRANSP"] == "TRANSPARENT"
    assert read.decoded("DTSTAMP") == datetime(2026, 11, 29, 6, tzinfo=UTC)


def test_without_words_it_says_its_title_and_the_address() -> None:
    (read,) = Calendar.from_ical(made()).walk("VEVENT")

    said = (read["SUMMARY"], read["DESCRIPTION"], read["URL"])
    assert said == ("Review my plan", "https://example.org/a/", "https://example.org/a/")


# Escaped twice is read once: a backslash before an n is the one that readers get wrong.
@given(st.text(st.characters(exclude_categories=["C"]), max_size=300))
def test_what_is_written_is_what_another_program_reads(words: str) -> None:
    (read,) = Calendar.from_ical(made(f"{words}\nend")).walk("VEVENT")

    assert read["DESCRIPTION"] == f"{words}\nend\nhttps://example.org/a/"


@given(st.text(max_size=300))
def test_no_text_breaks_out_of_its_line(words: str) -> None:
    lines = made(words).split("\r\n")

    assert all(len(line.encode("utf-8", "surrogatepass")) <= 75 for line in lines)
    assert sum(line.startswith("END:VEVENT") for line in lines) == 1
    assert "\n" not in "".join(lines)


def test_the_same_plan_twice_is_one_event_and_another_is_another() -> None:
    uids = [Calendar.from_ical(made(w)).walk("VEVENT")[0]["UID"] for w in ("a", "a", "b")]

    assert uids[0] == uids[1] != uids[2]
