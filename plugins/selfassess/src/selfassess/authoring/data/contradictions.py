"""Contradictions: answers of one row that do not go together, where each by itself is an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.authoring.rules.look_alikes import reads_as_none

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from selfassess.answering.answers import Answers
    from selfassess.definition.instrument import Instrument


class Contradictions:
    """Rows that say "None of these" and something else, or answer what was not asked of them."""

    def __init__(self, instrument: Instrument) -> None:
        self._items = instrument.answered
        self._options = {
            (item.id, option.key): option.label
            for item in instrument.items
            if item.type == "multiple"
            for option in item.options
            if reads_as_none(option) and not option.excludes_others
        }
        self._rows: dict[tuple[Callable[..., str], tuple[str, ...]], tuple[int, int]] = {}
        """The first line and the number of rows of each."""

    def hear(self, line: int, answers: Answers) -> None:
        """Take note of the answers in a line."""
        # An item of several columns is one.
        for found in dict.fromkeys(self._found(answers)):
            first, rows = self._rows.get(found, (line, 0))
            self._rows[found] = first, rows + 1

    def _found(self, answers: Answers) -> Iterator[tuple[Callable[..., str], tuple[str, ...]]]:
        """Yield which sentence is true of the answers, and of what."""
        for name, key in self._options:
            given = answers.chosen.get(name)
            if isinstance(given, tuple) and key in given and len(given) > 1:
                yield self._beside_others, (name, key)
        for name in answers.chosen:
            item = self._items[name].id
            if item not in answers.asked:
                drawn = answers.draw is None or item in answers.draw.asks
                yield _unmet if drawn else _not_drawn, (item,)

    @property
    def said(self) -> tuple[tuple[int, str], ...]:
        """The first line of each contradiction, and what is said of all."""
        return tuple(
            (first, sentence("1 row" if rows == 1 else f"{rows} rows", *at))
            for (sentence, at), (first, rows) in self._rows.items()
        )

    def _beside_others(self, rows: str, name: str, key: str) -> str:
        found = f'"{self._options[name, key]}" stands beside others, and both count'
        remedy = "if it says that no other is so, write `excludes_others: true` in the instrument"
        return f"{found}; {rows} of the item {name}; {remedy}"


def _unmet(rows: str, name: str) -> str:
    wrong = f'"{name}" is answered where its condition is not met, and the answer does not count'
    return f"{wrong}; {rows}; look whether the answers that decide it are right"


def _not_drawn(rows: str, name: str) -> str:
    wrong = f'"{name}" is answered where it was not drawn, and the answer does not count'
    return f"{wrong}; {rows}; look whether the code of the draw is right"
