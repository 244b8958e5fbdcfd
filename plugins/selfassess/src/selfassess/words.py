"""Words: what is said of a score, without judging the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.scores import shown
from selfassess.wording import band_of

if TYPE_CHECKING:
    from selfassess.instrument import Domain, Instrument, ResponseScale
    from selfassess.scores import Score

_NEAR = 1e-9


def words(instrument: Instrument, domain: Domain, score: Score) -> str:
    """Return a domain's score in words: a response label, a band or a count; "" without one."""
    if score.value is None or score.mean is None:
        return ""
    feedback = instrument.feedback_of(domain)
    scoring = instrument.scoring_of(domain)
    scale = instrument.scale_of(instrument.items_of(domain.id)[0])
    if feedback == "bands":
        return band_of(instrument.bands_of(domain), score.value).label
    if feedback == "nearest-label" and scale:
        return nearest_label(scale, score.mean)
    if scoring.method == "count":
        return counted(score)
    return shown(score.value, scoring.decimals)


def nearest_label(scale: ResponseScale, mean: float) -> str:
    """Return the label of the option nearest to a mean answer, or "between A and B"."""
    options = sorted(scale.options, key=lambda option: option.value)
    least = min(abs(option.value - mean) for option in options)
    nearest = [option.label for option in options if abs(option.value - mean) <= least + _NEAR]
    return nearest[0] if len(nearest) == 1 else f"between {nearest[0]} and {nearest[1]}"


def counted(score: Score) -> str:
    """Return a count as "3 of 5", or "3 of the 4 you answered" when some are missing."""
    done = f"{score.value:g}"
    if score.answered == score.items:
        return f"{done} of {score.items}"
    return f"{done} of the {score.answered} you answered"
