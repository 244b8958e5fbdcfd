"""Tables: the register and the files for upload, as CSV that a spreadsheet opens as it is meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from selfassess.reporting.issuing.issuer import SLOT, Upload, UploadColumn
from selfassess.reporting.issuing.signs import printed
from selfassess.reporting.spreadsheet import FOR_SPREADSHEET, PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from gettext import NullTranslations

    from selfassess.reporting.issuing.accepted import Issued
    from selfassess.reporting.issuing.issuer import Issuer
    from selfassess.reporting.issuing.verdicts import Verdict
    from selfassess.reporting.spreadsheet import Dialect

CE_BROKER = Upload(
    name="CE Broker",
    source="help.cebroker.com, Creating Excel Files: Full Course Credit",
    seen="2026-11-29",
    header=False,
    dates="us",
    columns=(
        UploadColumn(title="Provider number", value="{ce-broker-provider}"),
        UploadColumn(title="Course number", value="{ce-broker-course}"),
        UploadColumn(title="Own course id", value="{ce-broker-own-course}", optional=True),
        UploadColumn(title="Publishing number", value="{ce-broker-publishing}", optional=True),
        UploadColumn(title="Licence number", value="{licence}"),
        UploadColumn(title="Date", value="{date}"),
        UploadColumn(title="State", value="State={state}"),
        UploadColumn(title="Profession", value="Profession={profession-code}"),
    ),
)
"""The roster of CE Broker, which takes it as an .xls file without a row of titles."""

BUILT_IN = {"ce-broker-provider": CE_BROKER}
"""The files for upload that a sponsor gets by giving the value of this name."""


@dataclass(frozen=True)
class Table:
    """A file with rows."""

    name: str
    """The name of the file."""
    text: str
    lacking: tuple[tuple[str, int], ...] = ()
    """Columns that must be filled, and in how many rows they are not."""
    upload: Upload | None = None
    """How it was made, if it is for upload."""


def csv_text(rows: Iterable[Sequence[object]], dialect: Dialect = FOR_SPREADSHEET["."]) -> str:
    """Return rows as CSV whose cells no spreadsheet runs as formulas."""
    lines = (dialect.line(map(dialect.cell, row)) for row in rows)
    return dialect.begins + "".join(f"{line}\r\n" for line in lines)


def register(issued: Sequence[Issued]) -> Table:
    """Return the register of certificates, a row for each."""
    fields = list(dict.fromkeys(name for one in issued for name in one.identity))
    head = ["serial", "issued", "course", "version", "title", "finished", *fields]
    head += ["right", "asked", "percent", "attempts", "accepted_by", "reason", "engine"]
    rows: list[Sequence[object]] = [head]
    for one in issued:
        who = [one.identity.get(name, "") for name in fields]
        first = [one.serial, one.issued, one.course, one.version, one.title, one.finished]
        result = [one.right, one.asked, one.percent, one.attempts] if one.asked else [""] * 4
        rows.append([*first, *who, *result, one.by, one.reason, one.engine])
    return Table("register.csv", csv_text(rows))


def refused(verdicts: Sequence[Verdict], texts: NullTranslations) -> Table:
    """Return what was refused, and why."""
    rows: list[Sequence[object]] = [["file", "name", "course", "version", "decided_by", "reasons"]]
    for one in (each for each in verdicts if not each.accepted):
        made = one.completion
        who = (
            [printed(made.identity.get("name", "")), made.course, made.version]
            if made
            else [""] * 3
        )
        reasons = [reason.sentence(texts) for reason in one.against]
        by = "hand" if one.decision else "rules"
        said = [one.decision.reason] if one.decision else []
        rows.append([one.file, *who, by, " ".join(said + reasons)])
    return Table("refused.csv", csv_text(rows))


def uploads(issued: Sequence[Issued], issuer: Issuer) -> tuple[Table, ...]:
    """Return the files for upload: those built in that the sponsor uses, and its own."""
    known = [upload for value, upload in BUILT_IN.items() if issuer.values.get(value)]
    return tuple(upload_table(one, issued, issuer) for one in (*known, *issuer.uploads))


def upload_table(upload: Upload, issued: Sequence[Issued], issuer: Issuer) -> Table:
    """Return one file for upload."""
    rows: list[Sequence[object]] = []
    lacking = dict.fromkeys((column.title for column in upload.columns), 0)
    for one in issued:
        values = _values(one, issuer, upload)
        rows.append([_filled(column.value, values) for column in upload.columns])
        for column in upload.columns:
            slots = SLOT.findall(column.value)
            if not column.optional and not all(values.get(slot) for slot in slots):
                lacking[column.title] += 1
    head = [[column.title for column in upload.columns]] if upload.header else []
    name = f"{'-'.join(upload.name.lower().split())}.csv"
    empty = tuple((title, count) for title, count in lacking.items() if count)
    return Table(name, csv_text([*head, *rows], PLAIN), empty, upload)


def _filled(pattern: str, values: dict[str, str]) -> str:
    return SLOT.sub(lambda slot: values.get(slot[1], ""), pattern)


def _values(one: Issued, issuer: Issuer, upload: Upload) -> dict[str, str]:
    """Return the values of the slots of one row; nothing that a learner gave hides another."""
    profession = one.identity.get("profession", "").strip()
    codes = {name.casefold(): code for name, code in issuer.professions.items()}
    own = {
        "serial": one.serial,
        "course": one.course,
        "version": one.version,
        "title": one.title,
        "date": _day(one.finished, upload),
        "issued": _day(one.issued, upload),
        "percent": str(one.percent) if one.asked else "",
        "profession-code": codes.get(profession.casefold(), ""),
    }
    given = {name: text.strip() for name, text in one.identity.items()}
    return given | issuer.values | issuer.courses.get(one.course, {}) | own


def _day(day: str, upload: Upload) -> str:
    year, month, of_month = day.split("-")
    return f"{int(month)}/{int(of_month)}/{year}" if upload.dates == "us" else day
