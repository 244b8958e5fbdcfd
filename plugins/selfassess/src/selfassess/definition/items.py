"""Items: what is asked, and how it can be answered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal

from selfassess.definition.conditions import Condition  # noqa: TC001 - pydantic reads it
from selfassess.definition.facts import (
    ANSWERS,
    AS_HOLDER,
    CODE,
    HEADING,
    ID,
    PRESENTATION,
    SCORING,
    TEXT,
    WORDS,
    WORDS_OF_AN_ANSWER,
    WRITTEN,
    Entry,
    Least,
)
from selfassess.numeric import typed

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

    value: Annotated[int | float, SCORING]
    """The number that this answer counts as. It need not be the option's position. Of
    `best-worst`, `rate-each` and `ordering` it is the key: how good the option is, how it
    should be rated, which place it should have."""
    label: Annotated[str, TEXT, WRITTEN, WORDS]
    """The words that the reader chooses."""
    detail: Annotated[str, TEXT, WORDS] = ""
    """A short gloss beside the label, such as a percentage range."""
    id: Annotated[str, ID, PRESENTATION] = ""
    """A short name under which the answer is stored, if two options share a value: small letters,
    digits and hyphens, a letter first. The value if left out."""
    feedback: Annotated[str, TEXT, PRESENTATION] = ""
    """What the report says to a reader who chose it."""
    excludes_others: Annotated[bool, ANSWERS] = False
    """Of `multiple`: that it can not be chosen together with others, such as "None of these"."""

    # Stored answers hold it, so that it must not depend on the place of the option.
    @cached_property
    def key(self) -> str:
        """What is stored when it is chosen."""
        return self.id or typed(self.value)


@dataclass(frozen=True, kw_only=True)
class ResponseScale:
    """The set of options that items share, defined once."""

    options: Annotated[tuple[Option, ...], Least(2), Entry("option", by="key"), AS_HOLDER]
    """The options in the order in which they are shown; at least two."""
    instruction: Annotated[str, TEXT, WORDS] = ""
    """The question above the items that use this scale."""
    recall: Annotated[str, TEXT, WORDS] = ""
    """The period that the reader looks back on, such as "the past two weeks"."""
    ordered: Annotated[bool, SCORING] = True
    """Whether the options run from less to more. Only ordered scales can be reversed."""
    did_not_apply: Annotated[str, TEXT, WORDS_OF_AN_ANSWER] = ""
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

    minimum: Annotated[float, AS_HOLDER]
    """The smallest number."""
    maximum: Annotated[float, AS_HOLDER]
    """The largest number."""
    step: Annotated[float, AS_HOLDER] = 1.0
    """The distance between neighbouring numbers, from the minimum on."""
    unit: Annotated[str, TEXT, WORDS] = ""
    """The unit, such as "minutes"."""
    low: Annotated[str, TEXT, WORDS] = ""
    """The words at the lower end of a slider."""
    high: Annotated[str, TEXT, WORDS] = ""
    """The words at the upper end of a slider."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One question, or a piece of information between questions."""

    id: Annotated[str, ID, AS_HOLDER]
    """A short name that never changes: small letters, digits and hyphens, a letter first. Stored
    answers are kept under it."""
    stem: Annotated[str, TEXT, WRITTEN, WORDS]
    """The question or statement."""
    type: Annotated[ItemTypeName, AS_HOLDER] = "rating"
    """`rating`: one option of a shared response scale. `choice`: one of its own options.
    `multiple`: any number of its own options, which count together. `number`. `slider`: a
    number on a line (visual analogue). `best-worst`: the best and the worst of its own
    options. `rate-each`: each of its own options rated on a response scale. `ordering`: its
    own options put in order. `text`: free text, never scored. `information`: no answer."""
    domain: Annotated[str, CODE, SCORING] = ""
    """The id of the domain that the item is scored in; leave it out if only `scores` use it."""
    scale: Annotated[str, CODE, AS_HOLDER] = ""
    """The id of its response scale, for `rating` and `rate-each`."""
    options: Annotated[tuple[Option, ...], Entry("option", by="key"), AS_HOLDER] = ()
    """Its own options, for `choice`, `multiple`, `best-worst`, `rate-each` and `ordering`."""
    number: Annotated[Number | None, AS_HOLDER] = None
    """The numbers that it accepts, for `number` and `slider`."""
    recode: Annotated[str, CODE, SCORING] = ""
    """The id of the table in `recodings` that its answer goes through first."""
    reverse: Annotated[bool, SCORING] = False
    """Reverse-keyed: a high answer counts low."""
    weight: Annotated[float, SCORING] = 1.0
    """Its weight, for the methods `weighted` and `weighted-sum`."""
    show_if: Annotated[Condition | None, AS_HOLDER] = None
    """When it is asked, by the answers to items before it. An item that is not asked is not
    missing, and an answer it may have had is not scored."""
    recall: Annotated[str, TEXT, WORDS] = ""
    """The period it asks about, if not the response scale's."""
    teaches: Annotated[str, HEADING, PRESENTATION] = ""
    """The heading that teaches it: "page.md#heading"."""
    habit: Annotated[str, TEXT, PRESENTATION] = ""
    """One habit to start with."""
    plan: Annotated[str, TEXT, PRESENTATION] = ""
    """One if-then plan: "If …, then I …"."""
    feedback: Annotated[str, TEXT, PRESENTATION] = ""
    """What the report says once it is answered, such as an explanation."""
    objective: Annotated[str, CODE, AS_HOLDER] = ""
    """In a bank: the id of the objective that it belongs to."""
    source: Annotated[str, CODE, PRESENTATION] = ""
    """In a bank: where the question and its key come from."""
