"""Summary: what a self-review comes to in one plain sentence for all that can be compared.

It names areas and no person, claims no order where there is none, and says so.
"""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING

from selfassess.catalog import catalog
from selfassess.reporting.comparison import FEWEST, comparable, share

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from gettext import NullTranslations

    from selfassess.reporting.report import Area, Report

_NAMED = 3
"""So many areas that tie are named; of more their number is told."""


def summary(report: Report) -> list[str]:
    """Return a sentence for each group of areas that can be compared; () where none is due."""
    if report.instrument.kind != "self-review" or report.only or len(report.areas) < FEWEST:
        return []
    texts = catalog(report.instrument.language)
    groups = [
        group for group in comparable(report.instrument, report.areas) if len(group) >= FEWEST
    ]
    if not groups:
        return [_nothing(report, texts)]
    said = [_said(group, texts) for group in groups]
    # Of two groups each has its own period, or they would contradict each other.
    return said if len(said) == 1 else [*map(_dated, groups, said, repeat(texts))]


def _dated(group: Sequence[Area], said: str, texts: NullTranslations) -> str:
    first = group[0]
    instrument = first.work.instrument
    period = instrument.recall_of(first.results[0].item) if first.results else ""
    if not period:
        return said
    # Translators: a period, such as "The past two weeks", and what came up in it
    told = texts.gettext("%(period)s: %(sentence)s")
    return told % {
        "period": period[0].upper() + period[1:],
        "sentence": said[0].lower() + said[1:],
    }


def _nothing(report: Report, texts: NullTranslations) -> str:
    done = sum(area.score.status == "scored" for area in report.areas)
    if not done:
        return texts.gettext("No area has enough answers yet to be put into words.")
    if done >= FEWEST:
        return texts.gettext(
            "The areas differ in how they ask or in how many questions they have, "
            "so they are not compared."
        )
    said = texts.ngettext(
        "%(count)s of %(all)s areas has enough answers: too few to compare areas.",
        "%(count)s of %(all)s areas have enough answers: too few to compare areas.",
        done,
    )
    return said % {"count": done, "all": len(report.areas)}


def _said(group: Sequence[Area], texts: NullTranslations) -> str:
    ends = min(map(share, group)), max(map(share, group))
    if ends[0] == ends[1]:
        said = texts.gettext("The %(count)s areas that can be compared came out alike.")
        return said % {"count": len(group)}
    low, high = ([area.title for area in group if share(area) == end] for end in ends)
    return f"{_high(high, texts)}; {_low(low, texts)}."


def _high(titles: Sequence[str], texts: NullTranslations) -> str:
    if len(titles) > _NAMED:
        return texts.gettext("%(count)s areas share the highest place") % {"count": len(titles)}
    said = texts.ngettext(
        "%(areas)s comes up most regularly", "%(areas)s come up most regularly", len(titles)
    )
    return said % {"areas": _listed(titles, texts)}


def _low(titles: Sequence[str], texts: NullTranslations) -> str:
    if len(titles) > _NAMED:
        return texts.gettext("%(count)s areas share the lowest place") % {"count": len(titles)}
    said = texts.ngettext("%(areas)s comes up least", "%(areas)s come up least", len(titles))
    return said % {"areas": _listed(titles, texts)}


def _listed(titles: Sequence[str], texts: NullTranslations) -> str:
    """Return titles in quotation marks, with "and" before the last."""
    # Translators: quotation marks around the name of an area
    quoted = [texts.gettext("“%(title)s”") % {"title": title} for title in titles]
    if len(quoted) == 1:
        return quoted[0]
    both = texts.gettext("%(first)s and %(last)s")
    return both % {"first": ", ".join(quoted[:-1]), "last": quoted[-1]}


def periods(report: Report) -> Iterator[str]:
    """Yield the periods that the questions of a report ask about, each once, in their order."""
    instrument = report.instrument
    asked = [result.item for result in report.results if result.asked]
    yield from dict.fromkeys(found for item in asked if (found := instrument.recall_of(item)))
