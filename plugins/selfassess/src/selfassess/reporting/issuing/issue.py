"""Issue: who gets a certificate, with which number, and which approvals are printed on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from selfassess.reporting.issuing.accepted import Accepted, Issued
from selfassess.reporting.issuing.issuer import serial
from selfassess.reporting.issuing.signs import plain, printed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from selfassess.reporting.issuing.decided import Accommodation
    from selfassess.reporting.issuing.issuer import Approval, Issuer
    from selfassess.reporting.issuing.terms import Known
    from selfassess.reporting.issuing.verdicts import Verdict


@dataclass(frozen=True)
class Certificate:
    """One certificate as it is printed."""

    issued: Issued
    approvals: tuple[Approval, ...]

    def hours(self, approval: Approval) -> float:
        """Return the hours by one approval."""
        return approval.hours[self.issued.course]


def issue(
    verdicts: Sequence[Verdict],
    accommodations: Sequence[Accommodation],
    known: Known,
    issuer: Issuer,
    earlier: Accepted,
    day: str,
) -> tuple[Issued, ...]:
    """Return the certificates of a batch, numbered in its order; `day` is the ISO day of issue."""
    batch = [*map(_of_verdict, (one for one in verdicts if one.accepted))]
    batch += _of_accommodations(accommodations, known)
    first = max(issuer.next, earlier.next)
    return tuple(
        replace(
            one, number=first + at, serial=serial(issuer, first + at, one.course, day), issued=day
        )
        for at, one in enumerate(batch)
    )


def _of_verdict(verdict: Verdict) -> Issued:
    completion, terms, mark = verdict.completion, verdict.terms, verdict.best
    assert completion is not None
    assert terms is not None
    decision = verdict.decision
    return Issued(
        serial="",
        number=0,
        course=terms.course,
        version=terms.version,
        title=printed(terms.title),
        # What nobody asked for would be printed under the sponsor's name.
        identity={name: printed(completion.identity.get(name, "")) for name in terms.identity},
        finished=completion.finished,
        issued="",
        right=len(mark.right) if mark else 0,
        asked=len(mark.asked) if mark else 0,
        attempts=len(completion.test.attempts),
        engine=completion.engine,
        by="hand" if decision and verdict.against else "rules",
        reason=decision.reason if decision and verdict.against else "",
        file=verdict.digest,
        answers=verdict.answers,
    )


def _of_accommodations(given: Sequence[Accommodation], known: Known) -> Iterator[Issued]:
    for one in given:
        terms = known.newest[one.course]
        yield Issued(
            serial="",
            number=0,
            course=terms.course,
            version=terms.version,
            title=printed(terms.title),
            identity={name: printed(text) for name, text in one.identity.items()},
            finished=one.finished,
            issued="",
            by="accommodation",
            reason=one.reason,
        )


def certificate(issued: Issued, issuer: Issuer) -> Certificate:
    """Return a certificate with the approvals that hold for it.

    One holds if it counts for the course and the profession and was valid on the day of completion.
    """
    approvals = tuple(one for one in issuer.approvals if _holds(one, issued))
    return Certificate(issued, approvals)


def _holds(approval: Approval, issued: Issued) -> bool:
    profession = plain(issued.identity.get("profession", ""))
    counts = {plain(one) for one in approval.professions}
    for_them = not counts or profession in counts
    valid = approval.valid_from <= issued.finished <= approval.valid_to
    return for_them and valid and issued.course in approval.hours
