"""Calendar: one all-day event as iCalendar text (RFC 5545), which calendars read from a file.

Own code, because what writes iCalendar in full weighs more than the engine's own share of the
runtime, and one event needs three rules of it: CRLF (3.1), folding (3.1), escaping (3.3.11).
"""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

OCTETS = 75
"""The most octets of a line without its break (RFC 5545, 3.1)."""


def event(*, title: str, day: date, url: str, words: str, stamp: str) -> str:
    """Return a calendar with one event that lasts the whole `day`.

    `stamp` is the moment in UTC as 20261129T060000Z; `words` may have several lines, and may be
    "". The identifier is the hash of what is in it: the same plan twice is one event.
    """
    said = f"{words}\n{url}" if words else url
    of = hashlib.sha256("\n".join((title, day.isoformat(), url, words)).encode()).hexdigest()
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//selfassess//plan//EN",
        "BEGIN:VEVENT",
        f"UID:{of[:32]}@selfassess.invalid",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        # The end of an event is the day after its last (3.6.1).
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(title)}",
        f"DESCRIPTION:{_escaped(said)}",
        f"URL:{_address(url)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _escaped(text: str) -> str:
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    # Other control characters may not stand in a text at all.
    plain = "".join(c for c in text if c in "\n\t" or (c >= " " and c != "\x7f"))
    return plain.replace("\n", "\\n")


def _address(url: str) -> str:
    return "".join(url.split())


def _folded(line: str) -> str:
    lines, length = [""], 0
    for sign in line:
        size = len(sign.encode())
        if length + size > OCTETS:
            # The space that marks the next line as a part of this one counts too.
            lines.append("")
            length = 1
        lines[-1] += sign
        length += size
    return "\r\n ".join(lines)
