"""Work: how a score came about, in sentences, from the numbers that the scorer itself used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from selfassess.catalog import catalog, numeral
from selfassess.numeric import snap, typed
from selfassess.scoring.keying import reversed_value
from selfassess.scoring.methods import method_of
from selfassess.scoring.missing import treatment_of
from selfassess.scoring.scorer import counted_pairs, counted_weights, raw_range

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from selfassess.definition.instrument import Instrument
    from selfassess.definition.scoring import Scoring
    from selfassess.scoring.component import Component
    from selfassess.scoring.score import Score


@dataclass(frozen=True)
class Work:
    """What one score is made of, and how."""

    instrument: Instrument
    scoring: Scoring
    components: tuple[Component, ...]
    """As the scorer had them, in their order."""
    score: Score
    flipped: Collection[str] = ()
    """The ids of what this score counts the other way round than the item itself does."""

    def sentences(self) -> list[str]:
        """Return how the score is made, step by step; the last one says what came of it."""
        said = [*self._reversed(), *self._missing()]
        if self.score.raw is None:
            return [*said, self._too_few()]
        return [*said, self._combined(), *self._rounded("raw"), *self._changed()]

    def gettext(self, message: str, **values: object) -> str:
        """Return a sentence with its numbers as the language of the instrument writes them."""
        written = {name: self._number(value) for name, value in values.items()}
        return catalog(self.instrument.language).gettext(message) % written

    def ngettext(self, one: str, many: str, count: int, **values: object) -> str:
        """Return the one of two sentences that suits a number, in the same way."""
        written = {name: self._number(value) for name, value in values.items()}
        text = catalog(self.instrument.language).ngettext(one, many, count)
        return text % {"count": count, **written}

    def _number(self, value: object) -> object:
        if not isinstance(value, float | int):
            return value
        written = typed(round(snap(value), 4)).replace("-", "−")
        return numeral(written, catalog(self.instrument.language))

    def _reversed(self) -> Iterator[str]:
        """Yield what is counted from the other end: from which number to which."""
        for each in self.components:
            item = self.instrument.item.get(each.id)
            turned = item is not None and item.reverse != (each.id in self.flipped)
            skipped = each.state == "not-asked" and self.score.raw is not None
            after = each.if_not_asked if skipped else each.value
            if item is None or not turned or after is None:
                continue
            before = reversed_value(after, (each.low, each.high))
            yield self.gettext(
                "Counted the other way round: “%(question)s”, %(before)s → %(after)s.",
                question=item.stem,
                before=before,
                after=after,
            )

    def _missing(self) -> Iterator[str]:
        score = self.score
        if score.skipped:
            yield self.ngettext(
                "%(count)s of %(all)s has no answer.",
                "%(count)s of %(all)s have no answer.",
                score.skipped,
                all=len(self.components),
            )
        if score.did_not_apply:
            yield self.ngettext(
                "%(count)s of %(all)s did not apply.",
                "%(count)s of %(all)s did not apply.",
                score.did_not_apply,
                all=len(self.components),
            )
        if score.not_asked:
            yield self.ngettext(
                "%(count)s of %(all)s was not asked.",
                "%(count)s of %(all)s were not asked.",
                score.not_asked,
                all=len(self.components),
            )
        if score.raw is not None:
            yield from self._stand_in()

    def _stand_in(self) -> Iterator[str]:
        """Yield what counts in place of missing answers."""
        treatment, score = treatment_of(self.scoring), self.score
        gone = score.skipped + score.did_not_apply
        unasked = [each.if_not_asked for each in self.components if each.state == "not-asked"]
        skips = [skip for skip in unasked if skip is not None]
        if skips:
            listed = self._listed(skips if len(set(skips)) > 1 else skips[:1], ", ")
            yield self.gettext("What was not asked counts as %(value)s.", value=listed)
        if not gone:
            return
        if treatment.counts_zero:
            yield self.gettext("What is missing counts as zero.")
        elif treatment.has_values:
            names = (each for each in self.components if each.state in ("skipped", "did-not-apply"))
            values = [treatment.value(self.scoring.missing, each.id) for each in names]
            listed = ", ".join(str(self._number(value)) for value in values)
            yield self.gettext(
                "For what is missing, values of a sample: %(values)s.", values=listed
            )

    def _too_few(self) -> str:
        if self.score.status == "not-asked":
            return self.gettext("Nothing of it was asked, so there is no score.")
        missing = self.scoring.missing
        if treatment_of(self.scoring).wants_all:
            return self.gettext("There is no score unless every question has an answer.")
        fewest = missing.minimum if missing.provisional is None else missing.provisional
        return self.ngettext(
            "At least %(fewest)s answer is needed, so there is no score.",
            "At least %(fewest)s answers are needed, so there is no score.",
            fewest or 1,
            fewest=fewest or 1,
        )

    def _combined(self) -> str:
        """Return the sentence of the method, up to the raw score."""
        method, pairs = method_of(self.scoring), counted_pairs(self.components, self.scoring)
        result = self._number(
            method.combine(pairs, counted_weights(self.components), self.scoring.counts)
        )
        if method.counts:
            return self.gettext(
                "%(done)s of %(all)s count: %(values)s.",
                done=result,
                all=len(pairs),
                values=self._listed([value for value, _ in pairs], ", "),
            )
        if not method.adds:
            values = self._listed([value for value, _ in pairs], ", ")
            return self.gettext(
                "The highest of %(values)s is %(result)s.", values=values, result=result
            )
        terms = [self._term(value, weight, weighs=method.weighs) for value, weight in pairs]
        total = " + ".join(terms) or "0"
        if method.divides:
            there = sum(weight for _, weight in pairs) if method.weighs else len(pairs)
            return self._mean(total, there, len(pairs), result)
        return self._sum(total, pairs, result)

    def _term(self, value: float, weight: float, *, weighs: bool) -> str:
        written = str(self._number(value))
        return f"{written} × {self._number(weight)}" if weighs and weight != 1 else written

    def _listed(self, values: Sequence[float], between: str) -> str:
        return between.join(str(self._number(value)) for value in values)

    def _mean(self, total: str, there: float, count: int, result: object) -> str:
        return self.ngettext(
            "The mean of %(count)s answer: (%(total)s) ÷ %(there)s = %(result)s.",
            "The mean of %(count)s answers: (%(total)s) ÷ %(there)s = %(result)s.",
            count,
            total=total,
            there=there,
            result=result,
        )

    def _sum(self, total: str, pairs: Sequence[tuple[float, float]], result: object) -> str:
        weights = counted_weights(self.components)
        if len(pairs) == len(weights) or not pairs:
            return self.gettext("The sum: %(total)s = %(result)s.", total=total, result=result)
        weighs = method_of(self.scoring).weighs
        return self.gettext(
            "The mean of the others stands for what is missing: "
            "(%(total)s) × %(asked)s ÷ %(there)s = %(result)s.",
            total=total,
            asked=sum(weights) if weighs else len(weights),
            there=sum(weight for _, weight in pairs) if weighs else len(pairs),
            result=result,
        )

    def _rounded(self, at: str) -> Iterator[str]:
        how = self.scoring.round
        if how is None or how.at != at:
            return
        value = self.score.raw if at == "raw" else self.score.value
        yield self.gettext("Rounded by the rule of the instrument: %(value)s.", value=value)

    def _changed(self) -> Iterator[str]:
        """Yield what becomes of the raw score: a table, a factor, another range."""
        scoring, raw, value = self.scoring, self.score.raw, self.score.value
        if scoring.lookup and value is None:
            yield self.gettext("%(raw)s lies between two rows of its table.", raw=raw)
        elif scoring.lookup:
            yield self.gettext("In its table %(raw)s gives %(value)s.", raw=raw, value=value)
        elif scoring.transform:
            yield self._transformed()
        elif scoring.rescale:
            yield from self._rescaled()
        if value is not None and not scoring.lookup:
            yield from self._rounded("score")

    def _result(self, found: float) -> object:
        """Return what a step gives: the score itself, unless that is rounded afterwards."""
        how = self.scoring.round
        return found if how is not None and how.at == "score" else self.score.value

    def _transformed(self) -> str:
        how, raw = self.scoring.transform, self.score.raw or 0.0
        assert how is not None
        if not how.add:
            return self._times(raw, how.multiply, raw * how.multiply)
        return self.gettext(
            "%(raw)s × %(factor)s + %(add)s = %(result)s.",
            raw=raw,
            factor=how.multiply,
            add=how.add,
            result=self._result(raw * how.multiply + how.add),
        )

    def _times(self, raw: float, factor: float, found: float) -> str:
        result = self._result(found)
        return self.gettext(
            "%(raw)s × %(factor)s = %(result)s.", raw=raw, factor=factor, result=result
        )

    def _rescaled(self) -> Iterator[str]:
        to, raw = self.scoring.rescale, self.score.raw or 0.0
        low, high = raw_range([each.with_skip() for each in self.components], self.scoring)
        if to is None or low == high or (low, high) == (to.minimum, to.maximum):
            return
        factor = (to.maximum - to.minimum) / (high - low)
        found = to.minimum + (raw - low) * factor
        if not low and not to.minimum:
            yield self._times(raw, factor, found)
            return
        yield self.gettext(
            "%(raw)s on a range from %(low)s to %(high)s is %(result)s "
            "on a range from %(lowest)s to %(highest)s.",
            raw=raw,
            low=low,
            high=high,
            result=self._result(found),
            lowest=to.minimum,
            highest=to.maximum,
        )
