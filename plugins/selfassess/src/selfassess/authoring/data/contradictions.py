"""Contradictions: answers that say "None of these" and something else, where that is allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.authoring.rules.look_alikes import reads_as_none

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selfassess.definition.instrument import Instrument
    from selfassess.definition.item_types.item_type import Given


class Contradictions:
    """What rows said of options that read as if they excluded the others, and are not marked so."""

    def __init__(self, instrument: Instrument) -> None:
        self._options = {
            (item.id, option.key): option.label
            for item in instrument.items
            if item.type == "multiple"
            for option in item.options
            if reads_as_none(option) and not option.excludes_others
        }
        self._lines: dict[tuple[str, str], list[int]] = {}

    def hear(self, line: int, chosen: Mapping[str, Given]) -> None:
        """Take note of the answers in a line."""
        for name, key in self._options:
            given = chosen.get(name)
            if isinstance(given, tuple) and key in given and len(given) > 1:
                self._lines.setdefault((name, key), []).append(line)

    @property
    def said(self) -> tuple[tuple[int, str], ...]:
        """The first line of each contradiction, and what is said of all."""
        return tuple(
            (lines[0], self._sentence(at, len(lines))) for at, lines in self._lines.items()
        )

    def _sentence(self, at: tuple[str, str], count: int) -> str:
        rows = "1 row" if count == 1 else f"{count} rows"
        found = f'"{self._options[at]}" stands beside others, and both count'
        remedy = "if it says that no other is so, write `excludes_others: true` in the instrument"
        return f"{found}; {rows} of the item {at[0]}; {remedy}"
