"""Accommodations: people who are accepted without a file, held against the files of the batch."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from selfassess.reporting.issuing.reasons import Reason
from selfassess.reporting.issuing.verdicts import is_same

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from gettext import NullTranslations

    from selfassess.reporting.issuing.accepted import Issued
    from selfassess.reporting.issuing.decided import Accommodation
    from selfassess.reporting.issuing.verdicts import Verdict


@dataclass(frozen=True)
class Accommodated:
    """Somebody without a file, and what the files say of the same person."""

    given: Accommodation
    against: tuple[Reason, ...] = ()
    """Why there is no certificate for it: the person has, or gets, another."""
    notes: tuple[Reason, ...] = ()
    """Files of the same person and course that were refused."""

    def recorded(self, texts: NullTranslations) -> Accommodation:
        """Return what the register tells: a refused file stands there beside what was done."""
        said = " ".join((self.given.reason, *(note.sentence(texts) for note in self.notes)))
        return replace(self.given, reason=said)


def held(
    given: Sequence[Accommodation],
    verdicts: Sequence[Verdict],
    earlier: Sequence[Issued],
    texts: NullTranslations,
) -> tuple[Accommodated, ...]:
    """Return each accommodation with what the files and the earlier certificates say of it."""
    return tuple(
        Accommodated(
            one,
            (*_twice(one, given[:at]), *_against(one, verdicts, earlier)),
            tuple(_refused(one, verdicts, texts)),
        )
        for at, one in enumerate(given)
    )


def _twice(one: Accommodation, before: Sequence[Accommodation]) -> Iterator[Reason]:
    if any(
        other.course == one.course and is_same(other.identity, one.identity) for other in before
    ):
        yield Reason.of("twice")


def _against(
    one: Accommodation, verdicts: Sequence[Verdict], earlier: Sequence[Issued]
) -> Iterator[Reason]:
    for issued in earlier:
        if issued.course == one.course and is_same(issued.identity, one.identity):
            yield Reason.of("issued", serial=issued.serial)
    for verdict in _of_same(one, verdicts):
        if verdict.accepted:
            yield Reason.of("same-person", file=verdict.file)


def _refused(
    one: Accommodation, verdicts: Sequence[Verdict], texts: NullTranslations
) -> Iterator[Reason]:
    for verdict in _of_same(one, verdicts):
        if not verdict.accepted:
            said = [reason.sentence(texts) for reason in verdict.against]
            said += [verdict.decision.reason] if verdict.decision else []
            yield Reason.of("refused-file", file=verdict.file, why=" ".join(said))


def _of_same(one: Accommodation, verdicts: Sequence[Verdict]) -> Iterator[Verdict]:
    for verdict in verdicts:
        said = verdict.completion
        if said and said.course == one.course and is_same(said.identity, one.identity):
            yield verdict
