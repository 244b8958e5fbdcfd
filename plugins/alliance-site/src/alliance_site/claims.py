"""Claims: what the interview says, and what research says about it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from alliance_site import citations
from alliance_site.grades import Changing, Linked, Wording  # noqa: TC001  (pydantic needs them)
from selfassess import Problem, authoring

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

Speaker = Literal["therapist", "article", "both"]
_SPEAKERS: dict[Speaker, str] = {
    "therapist": "the therapist",
    "article": "the article",
    "both": "the therapist and the article",
}
Part = Literal[
    "title", "what-it-is", "building", "challenges", "over-time", "benefits", "conclusion"
]

PARTS: dict[Part, str] = {
    "title": "Title and introduction",
    "what-it-is": "What the alliance is, and why it matters",
    "building": "Building the alliance",
    "challenges": "Challenges",
    "over-time": "Keeping the alliance strong over time",
    "benefits": "What it brings",
    "conclusion": "Conclusion",
}
"""The parts of the interview in their order, as headings."""

_ID = re.compile(r"C\d\d")
OTHER = re.compile(r"\bC\d\d\b")
"""How a claim names another."""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One thing that the interview says, graded."""

    id: str
    """`C` and two digits; never given to another claim."""
    claim: str
    """The claim in our words."""
    speaker: Speaker
    """Who says it: the therapist whom it quotes, the article around the quotations, or both."""
    question: Part
    """The part of the interview in which it stands."""
    linked: Linked
    """Whether the two things that it joins go together in studies."""
    changing: Changing
    """Whether trials that changed the one saw the other follow."""
    wording: Wording = "fits"
    """Whether the interview says it more strongly than the studies do."""
    neighbour: str = ""
    """What the studies asked, where that is not quite the claim, such as "whether it goes with the
    outcome, not whether it builds trust."; empty if they asked the claim itself."""
    evidence: str
    """One to three sentences with sizes in words and numbers, and `[@key]` references. The id of
    another claim stands for a figure that is told there."""
    caution: str = ""
    """What a careful reader must know before using it."""

    @property
    def origin(self) -> str:
        """Who says it, in words."""
        return _SPEAKERS[self.speaker]

    @property
    def others(self) -> list[str]:
        """The claims that it names in place of their figures, each once, in their order."""
        return list(dict.fromkeys(OTHER.findall(f"{self.evidence}\n{self.caution}")))

    @property
    def keys(self) -> list[str]:
        """The references of its evidence and caution, each once, in their order."""
        found = citations.find(f"{self.evidence}\n{self.caution}")
        return list(dict.fromkeys(each.key for each in found))


@dataclass(frozen=True, kw_only=True)
class ClaimFile:
    """The file that holds the claims."""

    claims: tuple[Claim, ...]
    """All of them, in the order of the interview."""


def read(path: Path, shown_as: str, keys: Collection[str], references: str) -> dict[str, Claim]:
    """Return the claims of a file by their ids.

    `keys` are the known references, `references` the name of their file. Raises
    InvalidFile with every problem found, each with its file, line and column.
    """

    def rules(file: ClaimFile) -> Iterator[Problem]:
        yield from _broken_rules(file.claims)
        yield from citations.problems(authoring.load(path), keys, references)

    kind = authoring.FileType(file="claims.yml", holds=ClaimFile, rules=rules)
    return {claim.id: claim for claim in authoring.read(path, kind, shown_as).claims}


def _broken_rules(claims: tuple[Claim, ...]) -> Iterator[Problem]:
    times = Counter(claim.id for claim in claims)
    for at, claim in enumerate(claims):
        path = ("claims", at, "id")
        if not _ID.fullmatch(claim.id):
            yield Problem(f'this is no id of a claim; "{claim.id}"; write C and two digits', path)
        if times[claim.id] > 1:
            yield Problem(f'this id stands twice; "{claim.id}"; keep one of them', path)
        for field in ("claim", "evidence"):
            if not getattr(claim, field).strip():
                message = f'a claim says nothing; its "{field}" is empty; write it'
                yield Problem(message, ("claims", at, field))
        for other in claim.others:
            if other == claim.id or other not in times:
                message = f'a claim leads nowhere; "{other}"; name another claim of this file'
                yield Problem(message, ("claims", at, "evidence"))
