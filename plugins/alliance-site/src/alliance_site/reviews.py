"""Reviews: when a page was written, who has looked at it since, and when it is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alliance_site.pages import Page
    from selfassess import Problem

_DATES = ("written", "sources_checked", "next_check")
_NOBODY = (None, "none")


@dataclass(frozen=True)
class Review:
    """What is known about the age of a page."""

    written: date
    sources_checked: date | None
    """When somebody last compared the sources with what the page says of them."""
    reviewer: str
    """The clinician who has reviewed the page and agreed to be named; empty if nobody has."""
    reviewed: date | None
    next_check: date
    """When the page is due; twelve months after it was written if it does not say."""

    @property
    def last(self) -> date:
        """The last day on which anyone wrote, checked or reviewed it."""
        return max(filter(None, (self.written, self.sources_checked, self.reviewed)))

    @property
    def sources(self) -> str:
        """When the sources were checked, in words."""
        return in_words(self.sources_checked) if self.sources_checked else "not yet"

    @property
    def clinical(self) -> str:
        """Who reviewed it and when, in words."""
        return f"{self.reviewer}, {in_words(self.reviewed)}" if self.reviewed else "none yet"

    @property
    def sentence(self) -> str:
        """All of it, as one line for the foot of the page."""
        return (
            f"Written {in_words(self.written)} · sources last checked: {self.sources} · "
            f"clinical review: {self.clinical} · next check due {self.next_check:%B %Y}"
        )


def in_words(day: date | None) -> str:
    """Return a day as people write it, such as "22 November 2026"."""
    return f"{day.day} {day:%B %Y}" if day else ""


def a_year_after(day: date) -> date:
    """Return the same day of the next year; 28 February for a 29th."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if leap else day.day)


def of(page: Page) -> Review | None:
    """Return what a page says about its age; None if it says nothing, or something wrong."""
    if "written" not in page.meta or any(problems(page)):
        return None
    meta = page.meta
    review = meta.get("clinical_review")
    by: dict[str, Any] = review if isinstance(review, dict) else {"name": "", "date": None}
    due = meta.get("next_check") or a_year_after(meta["written"])
    return Review(meta["written"], meta.get("sources_checked"), by["name"], by["date"], due)


def problems(page: Page) -> Iterator[Problem]:
    """Yield what is wrong with the dates in the front matter of a page."""
    for field in _DATES:
        value = page.meta.get(field)
        if not _is_day(value) and (value is not None or field == "written" in page.meta):
            message = f'"{field}" is no date; found {value!r}; write it like 2026-11-22'
            yield page.in_head(message, field)
    if message := _wrong_reviewer(page.meta.get("clinical_review")):
        yield page.in_head(message, "clinical_review")
    others = [name for name in (*_DATES, "clinical_review") if name in page.meta]
    if others and "written" not in page.meta:
        message = (
            f'a page does not say when it was written; found only "{others[0]}"; add "written"'
        )
        yield page.in_head(message, others[0])


def _wrong_reviewer(review: Any) -> str:
    """Return what is wrong with a reviewer: a name stands on a page only with consent."""
    if review in _NOBODY:
        return ""
    if not isinstance(review, dict) or not review.get("name") or not _is_day(review.get("date")):
        remedy = 'write "none", or a name, a date and "consent: true"'
        return f'"clinical_review" names no reviewer; found {review!r}; {remedy}'
    if review.get("consent") is not True:
        remedy = 'ask, and then add "consent: true"'
        return f'a reviewer is named without consent; found "{review["name"]}"; {remedy}'
    return ""


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)
