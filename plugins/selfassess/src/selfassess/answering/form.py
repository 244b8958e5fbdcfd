"""Form: what is asked, part by part, in the order in which it stands on the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from selfassess.definition.item_types import DID_NOT_APPLY, UNSCORED, names
from selfassess.definition.items import Option

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from selfassess.definition.instrument import Instrument
    from selfassess.definition.items import Item

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
    def names(self) -> tuple[str, ...]:
        """The names under which it is answered, or () if it is never missing."""
        return () if self.item.type in UNSCORED else names(self.item)


@dataclass(frozen=True)
class FormSection:
    """A section of the form: one that the author made, or else a domain."""

    id: str
    """The id of the section or domain; "" for items that are in neither."""
    heading: str
    introduction: str
    questions: tuple[Question, ...]


def sections(instrument: Instrument, only: str | None, layout: Layout) -> tuple[FormSection, ...]:
    """Return the sections of the form of an instrument, or of its one domain `only`."""
    return tuple(
        FormSection(name, heading, introduction, tuple(_questions(instrument, items, layout)))
        for name, heading, introduction, items in _grouped(instrument, only)
        if items
    )


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


def _questions(instrument: Instrument, items: Iterable[Item], layout: Layout) -> Iterator[Question]:
    instruction = matrix = ""
    for item in items:
        scale = instrument.scale_of(item)
        said = scale.instruction if scale else ""
        shape = layout if item.type == "rating" else "list"
        inside = item.scale if shape == "matrix" else ""
        yield Question(
            item=item,
            options=_options(instrument, item),
            instruction=said if said != instruction else "",
            columns=inside not in ("", matrix),
            layout=shape,
        )
        instruction, matrix = said, inside


def _options(instrument: Instrument, item: Item) -> tuple[Option, ...]:
    scale = instrument.scale_of(item)
    if scale is None:
        return item.options
    if item.type == "rate-each":
        return scale.options
    apart = Option(id=DID_NOT_APPLY, value=0, label=scale.did_not_apply)
    options = instrument.options_of(item)
    return (*options, apart) if scale.did_not_apply else options
