"""Item type: what one type of item takes as an answer, and the number that it counts as."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from selfassess.definition.item_types.number_text import keys_meant, plain_number
from selfassess.definition.items import Option
from selfassess.numeric import typed

if TYPE_CHECKING:
    from gettext import NullTranslations

    from selfassess.definition.conditions import Match
    from selfassess.definition.items import Item, ItemTypeName, ResponseScale

Given = str | float | tuple[str, ...]
"""A raw answer: the key of an option (also of each part), a number, the keys of several
options, or free text."""

Chosen = Mapping[str, Given]
"""Raw answers by the names under which they are given."""

Range = tuple[float, float]
"""The lowest and the highest number."""

Values = frozenset[float] | None
"""Every number that something can be; None if that is too much to list."""

Sample = tuple[tuple[str, ...], float | None]
"""One answer: the keys that are chosen, and its number."""

DID_NOT_APPLY = "did-not-apply"
"""The answer "did not apply". It is not zero, and not the same as no answer."""

MOST_VALUES = 5_000
"""The most numbers that are listed."""


class ItemType(ABC):
    """One type of item. What it says of itself here is all that the other modules know of it.

    An answer is given under one or more names: the id of the item or, where each option or each
    choice is answered by itself, that id, a dot and a part: `case.best`, `case.option-id`.
    `scale` is the response scale of the item, None if it names none.
    """

    name: ClassVar[ItemTypeName]
    template: ClassVar[str]
    """The template that shows what can be answered."""
    takes: ClassVar[frozenset[str]]
    """Which of `scale`, `options` and `number` an item of this type may have."""
    needs: ClassVar[tuple[str, ...]] = ()
    """Which of them it must have. Of options of its own it needs two."""

    is_answered: ClassVar[bool] = True
    """Whether it is answered at all."""
    is_scored: ClassVar[bool] = True
    """Whether its answer is a number."""
    is_written: ClassVar[bool] = False
    """Whether its answer is what a reader wrote."""
    has_one_key: ClassVar[bool] = False
    """Whether its answer is the key of one option."""
    is_on_scale: ClassVar[bool] = False
    """Whether its answer is one option of a response scale, whose layout a page may choose."""
    is_named_by_options: ClassVar[bool] = False
    """Whether its answer can be named by the ids of options."""
    tells_groups: ClassVar[bool] = False
    """Whether one answer says to which group a reader belongs."""
    judges_each_option: ClassVar[bool] = False
    """Whether an answer says something of each of its options."""
    is_one_field: ClassVar[bool] = False
    """Whether the form has one field for it, which the question itself names."""
    can_be_wrong: ClassVar[bool] = False
    """Whether a reader can give an answer in the form that can not be used."""

    def names(self, item: Item) -> tuple[str, ...]:
        """Return the names under which an item is answered; () if it is not."""
        return (item.id,) if self.is_answered else ()

    def offers(self, item: Item, scale: ResponseScale | None) -> tuple[Option, ...]:
        """Return the options that a form shows, with "did not apply" at the end."""
        options = item.options or (scale.options if scale else ())
        if scale is None or not scale.did_not_apply:
            return options
        return (*options, Option(id=DID_NOT_APPLY, value=0, label=scale.did_not_apply))

    def choices(self, item: Item, scale: ResponseScale | None) -> tuple[str, ...]:
        """Return what may be chosen under each name; () where there are no options."""
        return tuple(option.key for option in self.offers(item, scale))

    def has_answer(self, item: Item, chosen: Chosen) -> bool:
        """Return whether every part of an item has an answer."""
        return self.is_answered and all(name in chosen for name in self.names(item))

    def read(self, item: Item, choices: tuple[str, ...], found: Any) -> Given | None:
        """Return a raw answer in its own type; None if it is none that the item takes."""
        return key_of(choices, found)

    def parts(self, text: str) -> list[str]:
        """Return the options that a text names, each as it is written."""
        return [text]

    def doubt(self, item: Item, choices: tuple[str, ...], found: Any) -> str:
        """Return the two answers that something can stand for, as "1 or 1000"; "" if it can not."""
        parts = self.parts(found) if isinstance(found, str) else []
        meant = (keys_meant(choices, part) for part in parts if part not in choices)
        return next((" or ".join(keys) for keys in meant if len(keys) > 1), "")

    def clash(self, item: Item, chosen: Chosen) -> str:
        """Return what is wrong if parts of an answer contradict each other; "" if nothing is."""
        return ""

    def readings(self, item: Item, text: str) -> tuple[str, ...]:
        """Return the answers that a doubtful text can stand for, each as text that is in no doubt.

        Only those that the item takes; () for a text that is not doubtful.
        """
        return ()

    @abstractmethod
    def wanted(self, item: Item, choices: tuple[str, ...]) -> str:
        """Return what can be written as an answer, for those who wrote something else."""

    @abstractmethod
    def value(self, item: Item, scale: ResponseScale | None, chosen: Chosen) -> float | None:
        """Return the number of a whole answer, before recoding and reverse-keying."""

    @abstractmethod
    def range(self, item: Item, scale: ResponseScale | None) -> Range:
        """Return the lowest and highest number of an answer, before recoding."""

    @abstractmethod
    def values(self, item: Item, scale: ResponseScale | None) -> Values:
        """Return every number that an answer can be, before recoding."""

    def samples(self, item: Item, scale: ResponseScale | None) -> list[Sample] | None:
        """Return every answer that a test may tell apart; None if there are too many."""
        found = self.values(item, scale)
        return None if found is None else [((), number) for number in found]

    @abstractmethod
    def label(
        self, item: Item, scale: ResponseScale | None, chosen: Chosen, texts: NullTranslations
    ) -> str:
        """Return a whole answer in words, for reading."""

    def names_options(self, match: Match) -> bool:
        """Return whether a test of the answer can be told by the labels of options."""
        return False


def repeated(names: tuple[str, ...], chosen: Chosen) -> bool:
    """Return whether two names have one answer."""
    given = [chosen[name] for name in names if name in chosen]
    return len(set(given)) < len(given)


def key_of(choices: tuple[str, ...], found: Any) -> str | None:
    """Return the key that was meant: itself, or a number that is written in another way."""
    if isinstance(found, str) and found in choices:
        return found
    if isinstance(found, str):
        meant = keys_meant(choices, found)
        return meant[0] if len(meant) == 1 else None
    number = plain_number(found)
    text = "" if number is None else typed(number)
    return text if text in choices else None


def listed(choices: tuple[str, ...]) -> str:
    """Return choices as "1, 2 or 3"."""
    *first, last = choices
    return f"{', '.join(first)} or {last}"


def label_of(options: tuple[Option, ...], key: object) -> str:
    """Return the label of the option that is stored under a key; "" if there is none."""
    return next((option.label for option in options if option.key == key), "")


def value_of(options: tuple[Option, ...], key: object) -> float | None:
    """Return the value of the option that is stored under a key; None if there is none."""
    return next((option.value for option in options if option.key == key), None)
