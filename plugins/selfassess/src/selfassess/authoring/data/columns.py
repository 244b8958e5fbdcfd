"""Columns: what the columns of a file are, held against what an instrument asks."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from selfassess.answering.draw import SEED, is_drawn
from selfassess.authoring.data.survey_tools import ANY_TOOL, survey_tool
from selfassess.authoring.data.table import RESPONDENT
from selfassess.authoring.rules.uses import named
from selfassess.definition.item_types import type_of
from selfassess.problems import Problem, Refused, suggestion

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from selfassess.authoring.data.table import Record
    from selfassess.definition.instrument import Instrument

_RESPONDENTS = {
    *("respondent", "id", "respondentid", "participant", "participantid", "subject", "subjectid"),
    *("case", "caseid", "recordid", "pid", "code", "responseid"),
}
"""What such a column is called elsewhere, without capitals and marks."""
_SUMMARIES = {
    *("average", "grandtotal", "mean", "median", "standarddeviation", "standarderror", "stddev"),
    *("stderror", "stdev", "subtotal", "total", "totals", "variance"),
    *("durchschnitt", "gesamtsumme", "mittelwert", "standardabweichung", "standardfehler"),
    *("summe", "varianz", "zwischensumme"),
    *("desviacionestandar", "desviaciontipica", "media", "mediana", "promedio", "varianza"),
    *("ecarttype", "erreurtype", "mediane", "moyenne"),
}
"""What a row is called that spreadsheets and survey tools put below those of people: without
capitals, accents and marks."""
_PERHAPS_SUMMARIES = {
    *("count", "max", "maximum", "min", "minimum", "mode", "n", "nobs", "range", "sd", "se"),
    *("sem", "std", "sum", "valid", "validn", "var", "nvalid"),
    *("anzahl", "gesamt", "modalwert", "modus", "spannweite", "stabw", "mw"),
    *("cuenta", "maximo", "minimo", "moda", "recuento", "suma", "rango"),
    *("effectif", "etendue", "nombre", "somme"),
}
"""The same, of names that a person may have, or a code: only rows below all others are called so."""
_ROW_NUMBERS = "R and pandas number rows in such a column"


@dataclass(frozen=True)
class Columns:
    """The columns of a file, each by its place or its name."""

    line: int
    """The line of the header."""
    names: tuple[str, ...]
    """The names in the order of the file."""
    matched: tuple[str, ...]
    """The names under which items are answered and that have a column."""
    ignored: tuple[str, ...]
    """The columns that are no item."""
    absent: tuple[str, ...]
    """The names under which items are answered and that have no column."""
    width: int
    """How many cells the header has, the empty ones behind the last name included."""
    at: dict[str, int] = field(default_factory=dict)
    """The place of each matched name, and of the names of respondents and draws."""

    @cached_property
    def _naming(self) -> tuple[int, ...]:
        """The places of the columns that may name respondents."""
        others = [(at, name) for at, name in enumerate(self.names) if name not in self.matched]
        return tuple(at for at, name in others if not name or _bare(name) in _RESPONDENTS)

    def called(self, cells: Sequence[str]) -> tuple[str, ...]:
        """Return what a row is called, in every column that may name respondents."""
        return tuple(cells[at].strip() if at < len(cells) else "" for at in self._naming)

    def sums_up(self, cells: Sequence[str]) -> str:
        """Return in a sentence that a row is of no respondent, but of all; "" if it is not so."""
        name = next((each for each in self.called(cells) if _plain(each) in _SUMMARIES), "")
        wrong = f'this row sums others up, and is no respondent; it is called "{name}"; delete it'
        return wrong if name else ""

    def may_sum_up(self, cells: Sequence[str], above: Sequence[str]) -> str:
        """Return in a sentence that a row sums others up if it stands below all; "" if it may not.

        `above` are the names of the last respondent; none if there was none.
        """
        names = self.called(cells)
        called = [(at, _plain(name)) for at, name in enumerate(names) if name]
        if not called or not all(name in _PERHAPS_SUMMARIES for _, name in called):
            return ""
        # Who is called A to M is followed by one called N.
        if above and all(len(name) == len(above[at]) == 1 for at, name in called):
            return ""
        wrong = "this row stands below all others, and seems to sum them up"
        remedy = "delete it, or give it another name if it is a respondent"
        return f'{wrong}; it is called "{names[called[0][0]]}"; {remedy}'

    def summary(self, file: str) -> str:
        """Return which columns are items, which are not, and which items have none."""
        count = len(self.matched) + len(self.absent)
        lines = [f"{len(self.matched)} of {count} answers have a column"]
        named = RESPONDENT in self.at
        meant = [name for name in self.ignored if not named and _bare(name) in _RESPONDENTS]
        if not self.names[0]:
            lines.append(f"the first column has no name, and is ignored; {_ROW_NUMBERS}")
        # What may name the respondents is told of by itself.
        if ignored := [name for name in self.ignored if name not in meant[:1]]:
            lines.append(f"ignored, because they are no items: {', '.join(ignored)}")
        if meant:
            found = f'"{meant[0]}" is ignored; if it names them, call it that'
            lines.append(f'no column is named "{RESPONDENT}"; {found}; else they are numbered')
        if self.absent:
            lines.append(f"without a column: {', '.join(self.absent)}")
        # As a problem is, so that ten thousand columns are shown in part.
        return "\n".join(str(Problem(line, file=file)) for line in lines)


def columns(instrument: Instrument, header: Record | None, file: str) -> Columns:
    """Return what the columns of a header are; raise Refused with everything wrong in it."""
    line, cells = (header.line, header.cells) if header else (0, [])
    names = [cell.strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    drawn = {SEED} if is_drawn(instrument) else set()
    known = {*instrument.answered, *drawn, RESPONDENT}
    wrong = [header.wrong] if header and header.wrong else list(_amiss(names, known))
    if wrong:
        told = filter(None, [*wrong, survey_tool(names)])
        raise Refused(Problem(message, file=file, line=line) for message in told)
    return Columns(
        line=line,
        names=tuple(names),
        matched=tuple(name for name in instrument.answered if name in names),
        ignored=tuple(dict.fromkeys(name for name in names if name and name not in known)),
        absent=tuple(name for name in instrument.answered if name not in names),
        width=len(cells),
        at={name: place for place, name in enumerate(names) if name in known},
    )


def _amiss(names: list[str], known: Collection[str]) -> Iterator[str]:
    if not names:
        yield "there is no header; the file is empty; name the items in its first line"
    if "" in names[1:]:
        at = names.index("", 1) + 1
        yield f"a column has no name; it is column {at}; name it or delete it"
    # What is ignored may come as often as it likes, as questions of other tools do.
    for name, times in Counter(name for name in names if name in known).items():
        if times > 1:
            yield f'a column comes {times} times; "{name}"; leave one'


def names_lie_below(instrument: Instrument, head: list[Record]) -> int:
    """Return the line in which most items are named, if the first of a file names none; else 0."""
    if not head or _named(instrument, head[0]):
        return 0
    most = max(head, key=lambda record: _named(instrument, record))
    # In a long table each row names one item.
    least = min(2, len(instrument.answered))
    return most.line if _named(instrument, most) >= least else 0


def _named(instrument: Instrument, record: Record) -> int:
    # What is above the names may not tell what parts cells.
    cells = re.split("[,;\t|]", ",".join(record.cells))
    return len({cell.strip().strip('"') for cell in cells} & set(instrument.answered))


def has_row_names(head: list[Record]) -> bool:
    """Return whether rows are numbered in a cell that the header has no name for."""
    header, *rows = head
    numbers = [str(at) for at in range(1, len(rows) + 1)]
    wider = all(len(row.cells) == len(header.cells) + 1 for row in rows)
    # A mark behind every row is none that parts a name from what follows.
    closed = any(row.cells[-1].strip() for row in rows)
    return len(rows) > 1 and wider and closed and [row.cells[0] for row in rows] == numbers


def refuse_absent(
    instrument: Instrument, found: Columns, without: Collection[str], file: str
) -> None:
    """Raise Refused if an item that counts has no column, and nobody said that this is meant.

    `without` are the names or ids of items of which that was said.
    """
    problems = [*_said_wrongly(instrument, found, without)]
    used = counted(instrument)
    lacking = [
        name
        for name in found.absent
        if instrument.answered[name].id in used
        and not {name, instrument.answered[name].id} & set(without)
    ]
    if lacking:
        problems.append(_lacking(instrument, found, lacking))
        tool = survey_tool(found.names) or ("" if found.matched else ANY_TOOL)
        problems += filter(None, [tool])
    if problems:
        raise Refused(Problem(text, file=file, line=found.line) for text in problems)


def counted(instrument: Instrument) -> set[str]:
    """Return the ids of the items that a score or a condition looks at."""
    domains = {domain.id for domain in instrument.scored_domains}
    items = {item.id for item in instrument.items if item.domain in domains}
    return named(instrument) | {name for name in items if type_of(instrument.item[name]).is_scored}


def _said_wrongly(
    instrument: Instrument, found: Columns, without: Collection[str]
) -> Iterator[str]:
    ids = {*instrument.answered, *instrument.item}
    for name in sorted(without):
        if name not in ids:
            yield f'--without names no item; "{name}"; {suggestion(name, ids)}'
        elif name in found.matched:
            yield f'--without names an item that has a column; "{name}"; leave one of them out'


def _lacking(instrument: Instrument, found: Columns, lacking: list[str]) -> str:
    noun = "an item has" if len(lacking) == 1 else f"{len(lacking)} items have"
    near = [
        f'"{column}" to {name}'
        for name in lacking
        for column in _near(name, instrument.answered[name].stem, found.ignored)
    ]
    remedy = "rename the columns that are meant"
    remedy += f" ({', '.join(near)}?)" if near else ""
    remedy += f", or say --without={','.join(lacking)}" if found.matched else ""
    return f"{noun} no column; {', '.join(lacking)}; {remedy}"


def _near(name: str, stem: str, names: tuple[str, ...]) -> list[str]:
    """Return the column that may be meant, by the name of an item or by its question."""
    bare = {_bare(each): each for each in names}
    if _bare(stem) in bare:
        return [bare[_bare(stem)]]
    return [bare[each] for each in difflib.get_close_matches(_bare(name), bare, n=1, cutoff=0.8)]


def _bare(name: str) -> str:
    return re.sub(r"[\W_]", "", name).casefold() or name


def _plain(name: str) -> str:
    """Return a name without capitals, accents and marks."""
    letters = unicodedata.normalize("NFKD", name)
    return re.sub(r"[\W_]", "", letters).casefold()
