"""Form: what is asked, part by part, in the order in which it stands on the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from selfassess.definition.item_types import type_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from selfassess.definition.instrument import Instrument
    from selfassess.definition.item_types.item_type import ItemType
    from selfassess.definition.items import Item, Option

Layout = Literal["list", "grid", "matrix"]


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
