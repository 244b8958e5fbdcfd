"""Domains: what an area needs, and which items can be put into words together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.definition.item_types import type_of
from selfassess.numeric import typed
from selfassess.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfassess.definition.instrument import Domain, Instrument, Precision
    from selfassess.definition.items import Item
    from selfassess.problems import Path


def domains(instrument: Instrument) -> Iterator[Problem]:
    """Yield domains without items or without a rule, and fields that have no effect."""
    for at, domain in enumerate(instrument.domains):
        here: Path = ("domains", at)
        if not instrument.items_of(domain.id):
            message = f'a domain has no items; "{domain.id}"; give it items or take it away'
            yield Problem(message, here)
        if domain.scored and not (domain.scoring or instrument.scoring):
            message = f'a domain is scored by no rule; "{domain.id}"'
            yield Problem(f"{message}; add `scoring`, or write `scored: false`", here)
        if not domain.scored:
            yield from _idle(domain, here)
        if domain.precision:
            yield from _imprecise(domain.precision, (*here, "precision"))


def _idle(domain: Domain, here: Path) -> Iterator[Problem]:
    for name in ("scoring", "feedback", "bands", "tables", "precision"):
        if getattr(domain, name):
            message = f'`{name}` is not used here; "{domain.id}" is not scored; take it away'
            yield Problem(message, (*here, name))


def _imprecise(precision: Precision, here: Path) -> Iterator[Problem]:
    if not precision.sd > 0:
        message = f"a standard deviation is above 0; found {typed(precision.sd)}"
        yield Problem(
            f"{message}; write the one of the study, or leave `precision` out", (*here, "sd")
        )
    if not 0 < precision.reliability < 1:
        message = f"a reliability is above 0 and below 1; found {typed(precision.reliability)}"
        remedy = "write the one of the study, or leave `precision` out"
        yield Problem(f"{message}; {remedy}", (*here, "reliability"))


def mixtures(instrument: Instrument) -> Iterator[Problem]:
    """Yield items whose answers can not be put into words, or compared, together."""
    at = {item.id: nth for nth, item in enumerate(instrument.items)}
    for nth, domain in enumerate(instrument.domains):
        members = instrument.items_of(domain.id)
        labelled = domain.scored and instrument.feedback_of(domain) == "nearest-label"
        scale = instrument.scale_of(members[0])
        if labelled and scale and not scale.ordered:
            message = "`nearest-label` needs an ordered scale; it is not; use bands or none"
            yield Problem(message, ("domains", nth))
        for item in members:
            here: Path = ("items", at[item.id])
            if labelled:
                yield from _labelled(item, here)
            # Published rules add up answers of several scales; areas that are compared may not.
            if labelled or instrument.kind != "questionnaire":
                yield from _mixed(instrument, domain, members[0], item, here)


def _labelled(item: Item, here: Path) -> Iterator[Problem]:
    remedy = "write `feedback: none` or `bands`"
    if not type_of(item).is_on_scale:
        message = f'`nearest-label` needs a response scale; "{item.id}" has none'
        yield Problem(f"{message}; {remedy}", (*here, "type"))
    elif item.recode:
        message = f'`nearest-label` needs answers as they are; "{item.id}" is recoded'
        yield Problem(f"{message}; {remedy}", (*here, "recode"))


def _mixed(
    instrument: Instrument, domain: Domain, first: Item, item: Item, here: Path
) -> Iterator[Problem]:
    if "" in (item.scale, first.scale):
        return
    if item.scale != first.scale:
        found = f'"{item.scale}" beside "{first.scale}"'
        message = f'the domain "{domain.id}" mixes response scales; {found}; use one'
        yield Problem(f"{message}{_instead(instrument)}", (*here, "scale"))
    elif instrument.recall_of(item) != instrument.recall_of(first):
        found = f'"{instrument.recall_of(item)}" beside "{instrument.recall_of(first)}"'
        message = f'the domain "{domain.id}" mixes recall periods; {found}; use one'
        yield Problem(f"{message}{_instead(instrument)}", (*here, "recall"))


def _instead(instrument: Instrument) -> str:
    """Return what else can be done: published sums may be made of several scales."""
    if instrument.kind != "questionnaire":
        return ""
    return ", or write `feedback: bands` or `none`, which need no common words"
