"""Missing: one object for each rule for missing answers, by the name that authors write.

What an object says of itself here is all that the other modules know of a rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selfassess.definition.scoring import Missing, MissingRule, Scoring
    from selfassess.scoring.methods import ScoringMethod


class MissingTreatment:
    """What happens when an item that was asked has no answer."""

    name: MissingRule
    wants_all: bool = False
    """Whether there is no score unless everything is answered."""
    prorates: bool = False
    """Whether the mean of the answered stands for what is missing."""
    has_values: bool = False
    """Whether the author gives a value for each component."""
    fills: bool = False
    """Whether a value stands for each missing answer."""
    counts_zero: bool = False
    """Whether that value is zero, which a form says before a reader leaves something out."""

    def suits(self, method: ScoringMethod) -> bool:
        """Return whether the rule makes sense with a method."""
        return True

    def value(self, missing: Missing, name: str) -> float:
        """Return what stands for a missing answer to the component `name`, if the rule fills."""
        return 0.0

    def stands_in(self, method: ScoringMethod) -> bool:
        """Return whether something stands for missing answers in a score of this method."""
        return self.fills


class Complete(MissingTreatment):
    """No score unless every item is answered."""

    name = "complete"
    wants_all = True


class Prorate(MissingTreatment):
    """The mean of the answered items stands for the missing ones."""

    name = "prorate"
    prorates = True

    def suits(self, method: ScoringMethod) -> bool:
        return method.prorates

    def stands_in(self, method: ScoringMethod) -> bool:
        # In a mean nothing stands for them: it is the mean of the others.
        return not method.divides


class Answered(MissingTreatment):
    """What is missing is left out."""

    name = "answered"

    def suits(self, method: ScoringMethod) -> bool:
        return not method.prorates


class Zero(MissingTreatment):
    """A missing answer counts as zero, as a few instruments prescribe."""

    name = "zero"
    fills = True
    counts_zero = True


class Sample(MissingTreatment):
    """A value from a sample, such as the item's mean, stands for a missing answer."""

    name = "sample"
    fills = True
    has_values = True

    def value(self, missing: Missing, name: str) -> float:
        return missing.values.get(name, 0.0)


TREATMENTS: dict[MissingRule, MissingTreatment] = {
    each.name: each for each in (Complete(), Prorate(), Answered(), Zero(), Sample())
}


def treatment_of(scoring: Scoring) -> MissingTreatment:
    """Return what the rule for missing answers of a rule of scoring is."""
    return TREATMENTS[scoring.missing.rule]
