"""Bank: which items one attempt asks, in which order, and with which order of options.

All of it follows from the code of the attempt by SHA-256, which is a standard and not a matter
of a version of Python: one code gives the same draw everywhere and for ever.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from selfassess.answering.form import sections
from selfassess.answering.logic import named
from selfassess.definition.item_types import type_of
from selfassess.problems import InvalidAnswers, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from selfassess.definition.instrument import Instrument, Objective
    from selfassess.definition.items import Item

SEED = "_seed"
"""The name under which raw answers carry the code of their draw. No item can have it."""

_CODE = re.compile(r"([a-z0-9]{1,20})(?:\.([1-9][0-9]{0,3}))?")


@dataclass(frozen=True)
class Draw:
    """What one attempt asks if every condition is met."""

    seed: str
    """The code: letters and digits, then the number of the attempt unless it is the first, as
    in "k3f9" and "k3f9.2"."""
    items: tuple[str, ...]
    """The ids of the items, in the order in which they are asked."""
    options: dict[str, tuple[str, ...]]
    """The keys of the options in their order, by item; only of items whose options are shuffled."""

    @cached_property
    def asks(self) -> frozenset[str]:
        """The ids of the items, for looking one up."""
        return frozenset(self.items)


def is_drawn(instrument: Instrument) -> bool:
    """Return whether attempts at an instrument differ from each other."""
    return bool(instrument.objectives) or instrument.shuffle != "none"


def draw(instrument: Instrument, seed: str) -> Draw:
    """Return the draw of a code; raise InvalidAnswers if it is none.

    The items of an objective are put in an order that the letters of the code give. The first
    attempt asks the first of them and each later one goes on where the last one ended, so that
    a second attempt never asks the same set again unless there is no other.
    """
    code, attempt = _read(seed)
    left_out = {
        name
        for objective in instrument.objectives
        for name in _left_out(instrument, objective, code, attempt)
    }
    runs = [[name for name in run if name not in left_out] for run in _runs(instrument)]
    if instrument.shuffle in ("items", "both"):
        runs = [_shuffled(instrument, run, seed) for run in runs]
    items = tuple(name for run in runs for name in run)
    return Draw(seed, items, dict(_options(instrument, items, seed)))


def retake(seed: str) -> str:
    """Return the code of the attempt after this one."""
    code, attempt = _read(seed)
    # After some thousand attempts it begins anew.
    return f"{code}.{attempt % 9999 + 1}"


def size(instrument: Instrument, items: Iterable[Item]) -> int:
    """Return how many of some items one attempt asks, if they hold each pool whole or not at all."""
    objectives = {objective.id: objective.draw for objective in instrument.objectives}
    pools = {item.objective for item in items if item.objective in objectives}
    always = sum(item.objective not in objectives for item in items)
    return always + sum(objectives[name] for name in pools)


def _read(seed: str) -> tuple[str, int]:
    found = _CODE.fullmatch(seed)
    if found is None:
        shown = seed[:30]
        message = f'this is no code of a draw; found "{shown}"; write one such as k3f9 or k3f9.2'
        raise InvalidAnswers([Problem(message, (SEED,))])
    return found[1], int(found[2] or 1)


def _mixed(names: Iterable[str], *purpose: str) -> list[str]:
    """Return some names in an order that is as good as random, the same for the same purpose."""
    # Python's own shuffle may change with its version, and learners keep their codes.
    return sorted(names, key=lambda name: sha256("/".join((*purpose, name)).encode()).digest())


def _left_out(
    instrument: Instrument, objective: Objective, code: str, attempt: int
) -> Iterator[str]:
    items = (item.id for item in instrument.items if item.objective == objective.id)
    pool = _mixed(items, "draw", code)
    for at, name in enumerate(pool):
        if (at - (attempt - 1) * objective.draw) % len(pool) >= objective.draw:
            yield name


def _runs(instrument: Instrument) -> list[list[str]]:
    """Return the ids of the items in the order of the form, cut where none moves across.

    That is between the parts of the form, around texts, and where the response scale changes,
    whose instruction stands above the items.
    """
    runs: list[list[str]] = []
    for section in sections(instrument, None, "list"):
        before: tuple[str, str] | None = None
        for item in (question.item for question in section.questions):
            kind = (item.scale, "" if type_of(item).is_answered else item.id)
            if kind != before:
                runs.append([])
            runs[-1].append(item.id)
            before = kind
    return runs


def _shuffled(instrument: Instrument, run: list[str], seed: str) -> list[str]:
    blocks = {block[0]: block for block in _blocks(instrument, run)}
    return [name for first in _mixed(blocks, "items", seed) for name in blocks[first]]


def _blocks(instrument: Instrument, run: list[str]) -> list[list[str]]:
    """Return the items that conditions tie together as blocks, each in the order of the run.

    So an item never stands before the one that decides whether it is asked.
    """
    blocks: list[list[str]] = []
    for name in run:
        when = instrument.item[name].show_if
        deciding = {item.id for item in named(when, instrument)} if when else set()
        tied = [block for block in blocks if deciding.intersection(block)]
        together = [name, *(one for block in tied for one in block)]
        blocks = [block for block in blocks if block not in tied]
        blocks.append(sorted(together, key=run.index))
    return blocks


def _options(
    instrument: Instrument, items: Iterable[str], seed: str
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the order of the options that are an item's own. Shared scales keep theirs."""
    if instrument.shuffle in ("options", "both"):
        for name in items:
            keys = [option.key for option in instrument.item[name].options]
            if keys:
                yield name, tuple(_mixed(keys, "options", seed, name))
