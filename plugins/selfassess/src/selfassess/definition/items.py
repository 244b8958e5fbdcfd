"""Items: what is asked, and how it can be answered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from selfassess.definition.conditions import Condition  # noqa: TC001 - pydantic reads it

ItemTypeName = Literal[
    "rating",
    "choice",
    "multiple",
    "number",
    "slider",
    "best-worst",
    "rate-each",
    "ordering",
    "text",
    "information",
]


@dataclass(frozen=True, kw_only=True)
class Option:
    """One possible answer on a response scale."""

    value: int | float
    """The number that this answer counts as. It need not be the option's position. Of
    `best-worst`, `rate-each` and `ordering` it is the key: how good the option is, how it
    should be rated, which place it should have."""
    label: str
    """The words that the reader chooses."""
    detail: str = ""
    """A short gloss beside the label, such as a percentage range."""
    id: str = ""
    """A short name under which the answer is stored, if two options share a value; the value
    if left out."""
    feedback: str = ""
    """What the report says to a reader who chose it."""

    # Stored answers hold it, so that it must not depend on the place of the option.
    @cached_property
    def key(self) -> str:
        """What is stored when it is chosen."""
        # Zero is added so that -0.0 is stored as 0.
        return self.id or f"{self.value + 0:.15g}"


@dataclass(frozen=True, kw_only=True)
class ResponseScale:
    """The set of options that items share, defined once."""

    options: tuple[Option, ...]
    """The options in the order in which they are shown; at least two."""
    instruction: str = ""
    """The question above the items that use this scale."""
    recall: str = ""
    """The period that the reader looks back on, such as "the past two weeks"."""
    ordered: bool = True
    """Whether the options run from less to more. Only ordered scales can be reversed."""
    did_not_apply: str = ""
    """The label of the extra option "did not apply"; leave it out to offer none."""

    @cached_property
    def lowest(self) -> float:
        """The smallest option value."""
        return min(option.value for option in self.options)

    @cached_property
    def highest(self) -> float:
        """The largest option value."""
        return max(option.value for option in self.options)


@dataclass(frozen=True, kw_only=True)
class Number:
    """The numbers that an item of type `number` or `slider` accepts."""

    minimum: float
    """The smallest number."""
    maximum: float
    """The largest number."""
    step: float = 1.0
    """The distance between neighbouring numbers, from the minimum on."""
    unit: str = ""
    """The unit, such as "minutes"."""
    low: str = ""
    """The words at the lower end of a slider."""
    high: str = ""
    """The words at the upper end of a slider."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One question, or a piece of information between questions."""

    id: str
    """A short name in lower case that never changes; stored answers are kept under it."""
    stem: str
    """The question or statement."""
    type: ItemTypeName = "rating"
    """`rating`: one option of a shared response scale. `choice`: one of its own options.
    `multiple`: any number of its own options, which count together. `number`. `slider`: a
    number on a line (visual analogue). `best-worst`: the best and the worst of its own
    options. `rate-each`: each of its own options rated on a response scale. `ordering`: its
    own options put in order. `text`: free text, never scored. `information`: no answer."""
    domain: str = ""
    """The id of the domain that the item is scored in; leave it out if only `scores` use it."""
    scale: str = ""
    """The id of its response scale, for `rating` and `rate-each`."""
    options: tuple[Option, ...] = ()
    """Its own options, for `choice`, `multiple`, `best-worst`, `rate-each` and `ordering`."""
    number: Number | None = None
    """The numbers that it accepts, for `number` and `slider`."""
    recode: str = ""
    """The id of the table in `recodings` that its answer goes through first."""
    reverse: bool = False
    """Reverse-keyed: a high answer counts low."""
    weight: float = 1.0
    """Its weight, for the methods `weighted` and `weighted-sum`."""
    show_if: Condition | None = None
    """When it is asked, by the answers to items before it. An item that is not asked is not
    missing, and an answer it may have had is not scored."""
    recall: str = ""
    """The period it asks about, if not the response scale's."""
    teaches: str = ""
    """The heading that teaches it: "page.md#heading"."""
    habit: str = ""
    """One habit to start with."""
    plan: str = ""
    """One if-then plan: "If …, then I …"."""
    feedback: str = ""
    """What the report says once it is answered, such as an explanation."""
    objective: str = ""
    """In a bank: the id of the objective that it belongs to."""
    source: str = ""
    """In a bank: where the question and its key come from."""
