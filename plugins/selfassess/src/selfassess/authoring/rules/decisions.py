"""Decisions: whether a condition can be true at all, and whether it can be false."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.authoring.rules.places import nodes, statements
from selfassess.authoring.rules.truth_table import possible
from selfassess.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from selfassess.authoring.rules.attainable import Attainable
    from selfassess.authoring.rules.places import Statement
    from selfassess.authoring.rules.truth_table import State
    from selfassess.definition.conditions import Condition
    from selfassess.definition.instrument import Instrument
    from selfassess.problems import Path


def decisions(instrument: Instrument, attainable: Mapping[str, Attainable]) -> Iterator[Problem]:
    """Yield conditions that always or never hold, and outcomes that earlier ones take away."""
    found: list[Problem] = []
    for statement in statements(instrument):
        # From the inside out, since what is wrong inside is wrong outside as well.
        for node in reversed(list(nodes(statement))):
            inside = any(problem.path[: len(node.path)] == node.path for problem in found)
            if not inside and _can_be_fixed(node.when):
                found += _fixed(node, possible(instrument, attainable, [node.when]))
    yield from found
    yield from _outcomes(instrument, attainable)


def _can_be_fixed(when: Condition) -> bool:
    """Return whether a condition may be decided in advance; single tests have been tried."""
    return bool(when.all or when.any or when.none or when.outcome)


def _fixed(node: Statement, found: set[State] | None) -> Iterator[Problem]:
    if found is not None and (True,) not in found:
        message = "this can never be met; its parts exclude each other; mend one of them"
        yield Problem(message, node.path)
    elif found == {(True,)} and not _last_resort(node.path):
        message = "this is always met; no answers make it false; mend it, or take it away"
        yield Problem(message, node.path)


def _last_resort(path: Path) -> bool:
    """Return whether this is all of what an outcome asks; the last one may take all the rest."""
    return "outcomes" in path and path[-1] == "when"


def _outcomes(instrument: Instrument, attainable: Mapping[str, Attainable]) -> Iterator[Problem]:
    for at, classification in enumerate(instrument.classifications):
        whens = [outcome.when for outcome in classification.outcomes]
        found = possible(instrument, attainable, whens) if len(whens) > 1 else None
        if found is None:
            continue
        reached = {results.index(True) for results in found if True in results}
        alone = {nth for results in found for nth, result in enumerate(results) if result}
        for nth in sorted(alone - reached):
            message = "this outcome is never reached; an earlier one always holds where it does"
            remedy = "mend it, or change the order"
            path = ("classifications", at, "outcomes", nth)
            yield Problem(f'{message}; "{classification.outcomes[nth].id}"; {remedy}', path)
