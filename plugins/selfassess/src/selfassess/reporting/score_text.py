"""Score text: what is said of a score, without judging the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.catalog import catalog, numeral
from selfassess.definition.feedback import band_of
from selfassess.numeric import brief, shown_within, snap
from selfassess.scoring.methods import method_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from gettext import NullTranslations

    from selfassess.definition.feedback import Band, BandTable
    from selfassess.definition.instrument import Domain, Instrument, ScoreRule
    from selfassess.definition.items import ResponseScale
    from selfassess.definition.scoring import Scoring
    from selfassess.scoring.score import Score


def score_text(instrument: Instrument, domain: Domain, score: Score) -> str:
    """Return a domain's score in words: a response label, a band or a count; "" without one."""
    if score.value is None:
        return ""
    feedback = instrument.feedback_of(domain)
    scoring = instrument.scoring_of(domain)
    texts = catalog(instrument.language)
    scale = instrument.scale_of(instrument.items_of(domain.id)[0])
    if feedback == "bands":
        return band_of(instrument.bands_of(domain), score.value).label
    if feedback == "nearest-label" and scale and score.mean is not None:
        return nearest_label(scale, score.mean, texts)
    if method_of(scoring).counts and score.items:
        return counted(score, texts)
    return numeral(score_number(score, scoring, domain.tables), texts)


def score_number(
    score: Score, scoring: Scoring, tables: Iterable[BandTable], bands: Iterable[Band] = ()
) -> str:
    """Return a score as it is displayed; "" without one.

    It is never on another side of the edge of a band than the score that the band reads.
    """
    if score.value is None:
        return ""
    how, every = scoring.round, [*bands, *(band for table in tables for band in table.bands)]
    decimals = max(scoring.decimals, how.decimals if how and how.at == "score" else 0)
    return shown_within(score.value, decimals, (band.minimum for band in every))


def composite_text(rule: ScoreRule, score: Score) -> str:
    """Return a composite score in words: the label of its band; "" without bands or a score."""
    if score.value is None or not rule.bands:
        return ""
    return band_of(rule.bands, score.value).label


def nearest_label(scale: ResponseScale, mean: float, texts: NullTranslations) -> str:
    """Return the label of the option nearest to a mean answer, or "between A and B"."""
    options = sorted(scale.options, key=lambda option: option.value)
    far = [snap(abs(option.value - mean)) for option in options]
    nearest = [option.label for option, by in zip(options, far, strict=True) if by == min(far)]
    if len(nearest) == 1:
        return nearest[0]
    # Translators: the words of two neighbouring answers, such as "Seldom" and "Usually"
    between = texts.gettext("between %(first)s and %(second)s")
    return between % {"first": nearest[0], "second": nearest[1]}


def counted(score: Score, texts: NullTranslations) -> str:
    """Return a count as "3 of 5", or "3 of the 4 you answered" when some are missing."""
    if score.answered == score.items:
        said = texts.gettext("%(done)s of %(items)s")
    else:
        said = texts.gettext("%(done)s of the %(answered)s you answered")
    numbers = {"done": brief(score.value or 0), "items": score.items, "answered": score.answered}
    return said % numbers


def in_full(words: str, number: str, score: Score, texts: NullTranslations) -> str:
    """Return a score in words, with its number and range; "" without one."""
    if score.value is None:
        return ""
    low, high = (numeral(brief(end), texts) for end in score.range)
    written = numeral(number, texts)
    ranged = texts.gettext("%(score)s on a range from %(lowest)s to %(highest)s")
    said = ranged % {"score": written, "lowest": low, "highest": high}
    return said if words == written else f"{words}, {said}"
