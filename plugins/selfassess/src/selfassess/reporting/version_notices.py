"""Notices: what a profile says of reviews that were made with another version."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from selfassess.catalog import catalog

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from gettext import NullTranslations

    from selfassess.definition.instrument import Instrument
    from selfassess.reporting.profile import Notice

    NGettext = Callable[[str, str, int], str]


def sentences(
    notices: Mapping[Notice, Sequence[str]], instrument: Instrument
) -> list[tuple[str, ...]]:
    """Return one or two sentences for each notice: what becomes of some reviews, and why.

    `notices` holds the dates of the reviews that each is about.
    """
    texts = catalog(instrument.language)
    return [_said(one, dates, instrument.version, texts) for one, dates in notices.items()]


def _said(
    notice: Notice, dates: Sequence[str], version: str, texts: NullTranslations
) -> tuple[str, ...]:
    values = {
        "days": ", ".join(dict.fromkeys(dates)),
        "old": notice.version,
        "new": version,
        "areas": ", ".join(notice.areas),
    }
    said = _sentence(notice, len(dates), texts.ngettext) % values
    if not notice.what:
        return (said,)
    return said, texts.gettext("What changed: %(what)s") % {"what": " ".join(notice.what)}


def _sentence(notice: Notice, count: int, ngettext: NGettext) -> str:
    match notice.kind:
        case "wording":
            return _something_else(notice, count, ngettext)
        case "scoring":
            return _counted_anew(count, ngettext)
        case "unknown":
            return _unknown(count, ngettext)
        case "unreadable":
            return _unreadable(count, ngettext)
        case _:
            assert_never(notice.kind)


def _counted_anew(count: int, ngettext: NGettext) -> str:
    return ngettext(
        "The review of %(days)s was made with version %(old)s. "
        "Its answers are scored here by the rules of version %(new)s.",
        "The reviews of %(days)s were made with version %(old)s. "
        "Their answers are scored here by the rules of version %(new)s.",
        count,
    )


def _unknown(count: int, ngettext: NGettext) -> str:
    return ngettext(
        "The review of %(days)s was made with version %(old)s, which this page does not know. "
        "It is not shown here, and stays on this device.",
        "The reviews of %(days)s were made with version %(old)s, which this page does not "
        "know. They are not shown here, and stay on this device.",
        count,
    )


def _unreadable(count: int, ngettext: NGettext) -> str:
    return ngettext(
        "The review of %(days)s does not fit these questions. "
        "It is not shown here, and stays on this device.",
        "The reviews of %(days)s do not fit these questions. "
        "They are not shown here, and stay on this device.",
        count,
    )


def _something_else(notice: Notice, count: int, ngettext: NGettext) -> str:
    if notice.areas:
        return ngettext(
            "The review of %(days)s was made with version %(old)s. Its answers about these areas "
            "are not shown here, because something else is asked there now: %(areas)s. "
            "They stay on this device.",
            "The reviews of %(days)s were made with version %(old)s. Their answers about these "
            "areas are not shown here, because something else is asked there now: %(areas)s. "
            "They stay on this device.",
            count,
        )
    return ngettext(
        "The review of %(days)s was made with version %(old)s. "
        "It is not shown here, because something else is asked now, and stays on this device.",
        "The reviews of %(days)s were made with version %(old)s. "
        "They are not shown here, because something else is asked now, and stay on this device.",
        count,
    )
