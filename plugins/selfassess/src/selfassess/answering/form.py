"""Form: what is asked, part by part, in the order in which it stands on the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from selfassess.definition.item_types import type_of
from selfassess.definition.item_types.item_type import DID_NOT_APPLY
from selfassess.scoring.missing import treatment_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from selfassess.definition.instrument import Domain, Instrument
    from selfassess.definition.item_types.item_type import ItemType
    from selfassess.definition.items import Item, Option

Layout = Literal["list", "grid", "matrix"]

_SHORT_WORD, _SHORT_LABEL = 12, 16
"""How many letters fit side by side into a quarter of a phone's width, and on two lines."""
_MANY_QUESTIONS = 16
_MANY_SECTIONS = 3


@dataclass(frozen=True)
class Question:
    """One item as it stands in the form."""

    item: Item
    options: tuple[Option, ...]
    """What can be chosen, with "did not apply" at the end. Of `rate-each` these are the
    options of the response scale; those of the item are what is rated."""
    instruction: str
    """The instruction above it; "" if it is that of the question before."""
    columns: bool
    """Whether the labels of its options stand above it, because it begins a matrix."""
    layout: Layout

    @property
    def row(self) -> Literal["words", "marks", ""]:
        """How its options stand in one row of a phone; "" if they stand below each other.

        `words`: each with its label. `marks`: with a number, and the label of the one chosen.
        """
        scale = [option for option in self.options if option.key != DID_NOT_APPLY]
        fits = all(_is_short(option.label) and not option.detail for option in scale)
        if self.layout != "list" and fits and len(scale) < 4:
            return "words"
        return "marks" if self.layout == "matrix" else ""

    @property
    def type(self) -> ItemType:
        """What the type of its item is."""
        return type_of(self.item)

    @property
    def shape(self) -> str:
        """How its options stand: a layout where a page may choose one, or else its type."""
        return self.layout if self.type.is_on_scale else self.type.name

    @property
    def names(self) -> tuple[str, ...]:
        """The names under which it is answered, or () if it is never missing."""
        return self.type.names(self.item) if self.type.is_scored else ()


def _is_short(label: str) -> bool:
    return len(label) <= _SHORT_LABEL and max(map(len, label.split())) <= _SHORT_WORD


@dataclass(frozen=True)
class FormSection:
    """A section of the form: one that the author made, or else a domain."""

    id: str
    """The id of the section or domain; "" for items that are in neither."""
    heading: str
    introduction: str
    questions: tuple[Question, ...]


def sections(instrument: Instrument, only: str | None, layout: Layout) -> tuple[FormSection, ...]:
    """Return the sections of the form of an instrument, or of its one domain `only`.

    Where every section has one question, an instruction that they share is said above the first.
    """
    groups = [group for group in _grouped(instrument, only) if group[-1]]
    shared = _share_instructions(instrument, [items for *_, items in groups])
    found: list[FormSection] = []
    said = ""
    for name, heading, introduction, items in groups:
        questions = tuple(_questions(instrument, items, layout, said if shared else ""))
        found.append(FormSection(name, heading, introduction, questions))
        said = _instruction(instrument, items[-1])
    return tuple(found)


def in_steps(parts: Sequence[FormSection]) -> bool:
    """Return whether a form is long enough to be shown one section at a time.

    Each section needs a heading, which the reader is led to.
    """
    questions = sum(len(part.questions) for part in parts)
    long = questions >= _MANY_QUESTIONS and len(parts) >= _MANY_SECTIONS
    return long and all(part.heading for part in parts)


def readiness(instrument: Instrument, only: str | None) -> list[tuple[int, list[str]]]:
    """Return for each area with a score how many answers it takes, and the items that count.

    Nothing where one area is shown alone, or where none has more than one item.
    """
    if only is not None:
        return []
    found = [_needs(instrument, domain) for domain in instrument.scored_domains]
    return found if any(len(items) > 1 for _, items in found) else []


def _needs(instrument: Instrument, domain: Domain) -> tuple[int, list[str]]:
    scoring = instrument.scoring_of(domain)
    items = [item.id for item in instrument.items_of(domain.id) if type_of(item).is_scored]
    least = None if treatment_of(scoring).wants_all else scoring.missing.minimum
    return len(items) if least is None else least, items


def _share_instructions(instrument: Instrument, groups: list[tuple[Item, ...]]) -> bool:
    """Return whether an instruction counts for the sections below: none of them may be hidden."""
    hides = instrument.objectives or any(item.show_if for item in instrument.items)
    return not hides and all(len(items) == 1 for items in groups)


def _instruction(instrument: Instrument, item: Item) -> str:
    scale = instrument.scale_of(item)
    return scale.instruction if scale else ""


def _grouped(
    instrument: Instrument, only: str | None
) -> Iterator[tuple[str, str, str, tuple[Item, ...]]]:
    if only is not None:
        yield only, "", "", instrument.items_of(only)
    elif instrument.sections:
        for section in instrument.sections:
            items = tuple(instrument.item[name] for name in section.items)
            yield section.id, section.heading, section.introduction, items
    else:
        for domain in instrument.domains:
            yield domain.id, domain.heading or domain.title, "", instrument.items_of(domain.id)
        yield "", "", "", instrument.items_of("")


def _questions(
    instrument: Instrument, items: Iterable[Item], layout: Layout, instruction: str
) -> Iterator[Question]:
    matrix = ""
    for item in items:
        scale = instrument.scale_of(item)
        said = _instruction(instrument, item)
        shape: Layout = layout if type_of(item).is_on_scale else "list"
        inside = item.scale if shape == "matrix" else ""
        yield Question(
            item=item,
            options=type_of(item).offers(item, scale),
            instruction=said if said != instruction else "",
            columns=inside not in ("", matrix),
            layout=shape,
        )
        instruction, matrix = said, inside
