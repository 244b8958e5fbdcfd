"""Scales: what a response scale needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.numeric import typed
from selfassess.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfassess.definition.instrument import Instrument
    from selfassess.problems import Path


def scales(instrument: Instrument) -> Iterator[Problem]:
    """Yield scales with too few options, or without a difference between them."""
    for name, scale in instrument.scales.items():
        path: Path = ("scales", name, "options")
        for at, option in enumerate(scale.options):
            if option.excludes_others:
                found = f'it stands in the scale "{name}"'
                message = f"`excludes_others` is only for `multiple`; {found}; take it away"
                yield Problem(message, (*path, at, "excludes_others"))
        if len(scale.options) < 2:
            found = f"{len(scale.options)} found"
            yield Problem(f"a response scale needs two options; {found}; add what is missing", path)
        elif scale.lowest == scale.highest:
            found = typed(scale.lowest)
            yield Problem(f"all options have one value; {found}; give them different ones", path)
