"""Instrument: what is asked, how it is answered, how it is scored, what is said.

Every class is a frozen dataclass of the standard library, so that the same code
runs at build (where pydantic validates it) and in the browser (where nothing
but the standard library is at hand). The docstring under a field is its entry
in the manual and in the JSON Schema.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Kind = Literal["self-review", "quick-check", "questionnaire"]
Method = Literal["mean", "sum", "weighted", "count"]
MissingRule = Literal["complete", "prorate", "answered"]
Feedback = Literal["nearest-label", "bands", "none"]


@dataclass(frozen=True, kw_only=True)
class Option:
    """One possible answer on a response scale."""

    value: int | float
    """The number that this answer counts as."""
    label: str
    """The words that the reader chooses."""
    detail: str = ""
    """A short gloss beside the label, such as a percentage range."""


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
class Missing:
    """What happens when an item of a domain has no answer. Stated in every instrument."""

    rule: MissingRule
    """`complete`: no score unless every item is answered. `prorate`: the mean of the
    answered items stands for the missing ones. `answered`: only for `count`; the count
    among the answered items, shown as "3 of the 4 you answered"."""
    minimum: int
    """The fewest answered items that give a score."""
    provisional: int | None = None
    """The fewest answered items that give a provisional score, which is marked as such
    and left out of every comparison. Leave it out for none."""


@dataclass(frozen=True, kw_only=True)
class Rescale:
    """A linear map from the possible range of a score to another range."""

    minimum: float
    """What the lowest possible score becomes."""
    maximum: float
    """What the highest possible score becomes."""


@dataclass(frozen=True, kw_only=True)
class Scoring:
    """How the answers of a domain become one number."""

    method: Method
    """`mean`, `sum`, `weighted` (the mean by item weight) or `count` (the number of items
    answered at or above `count_from`)."""
    missing: Missing
    """The rule for missing answers."""
    count_from: float | None = None
    """For `count`: the smallest option value that counts."""
    rescale: Rescale | None = None
    """A linear rescaling of the score; leave it out to keep the natural range."""
    decimals: int = 0
    """Places shown. Scores keep full precision inside; display rounds half up."""


@dataclass(frozen=True, kw_only=True)
class Band:
    """A range of scores and what is said about it."""

    minimum: float
    """The lowest score of the band, included."""
    below: float | None = None
    """The score at which the next band begins, not included. Leave it out in the last band."""
    label: str
    """A short name. It describes answers, never a person."""
    text: str = ""
    """A sentence for the report."""


@dataclass(frozen=True, kw_only=True)
class Domain:
    """An area: a group of items that are scored together."""

    id: str
    """A short name in lower case that never changes, such as "listening"."""
    title: str
    """The name of the area in the report."""
    heading: str = ""
    """A neutral heading over its items in the form; the title if left out."""
    page: str = ""
    """The page that teaches the area, such as "practices/active-listening.md"."""
    scoring: Scoring | None = None
    """How this domain is scored, if not as the instrument says."""
    feedback: Feedback | None = None
    """How this domain's score is put into words, if not as the instrument says."""
    bands: tuple[Band, ...] = ()
    """This domain's own bands, if not the instrument's."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One question."""

    id: str
    """A short name in lower case that never changes; stored answers are kept under it."""
    stem: str
    """The question or statement."""
    domain: str
    """The id of the domain that the item belongs to."""
    scale: str
    """The id of its response scale."""
    reverse: bool = False
    """Reverse-keyed: a high answer counts low."""
    weight: float = 1.0
    """Its weight, for the method `weighted`."""
    recall: str = ""
    """The period it asks about, if not the response scale's."""
    teaches: str = ""
    """The heading that teaches it: "page.md#heading"."""
    habit: str = ""
    """One habit to start with."""
    plan: str = ""
    """One if-then plan: "If …, then I …"."""


@dataclass(frozen=True, kw_only=True)
class Start:
    """The suggestion "Where you might start"."""

    suggest: int = 2
    """How many of the lowest areas are suggested; areas that tie with the last one are added."""
    note: str = ""
    """The caution above the suggestions; leave it out for the usual one."""
    ceiling: str = ""
    """What is said of an area in which every answer is the highest; leave it out for the usual."""


@dataclass(frozen=True, kw_only=True)
class Instrument:
    """A self-assessment: everything that one instrument.yml says."""

    id: str
    """A short name in lower case that never changes; it is also the name of the folder."""
    version: str
    """The version of the wording and scoring, such as "1.0". Stored answers carry it."""
    kind: Kind
    """`self-review`: a profile of areas and a choice of where to start. `quick-check`: no
    scores, the reader chooses which habit to make more regular. `questionnaire`: scores
    with bands."""
    title: str
    """Its name."""
    introduction: str
    """One to three sentences above the form."""
    minutes: int
    """How long it takes, in minutes."""
    timing: Literal["estimated", "timed"] = "estimated"
    """`timed` once real readers have been timed; until then the form says "estimated"."""
    licence: str
    """The licence of the items."""
    source: str
    """Where the items come from, who wrote them, what was checked."""
    limits: str
    """What the result can not tell; printed under every report."""
    language: str = "en"
    """The BCP 47 tag of the language of the texts."""
    direction: Literal["ltr", "rtl"] = "ltr"
    """The direction of the script."""
    scales: dict[str, ResponseScale]
    """The response scales by id."""
    domains: tuple[Domain, ...]
    """The domains in their fixed order, which is also the order of the report."""
    items: tuple[Item, ...]
    """The items in the order in which they are asked within their domain."""
    scoring: Scoring
    """How each domain is scored unless it says otherwise."""
    feedback: Feedback = "nearest-label"
    """`nearest-label`: the response label nearest to the mean answer. `bands`: the text of
    the band. `none`: the number alone."""
    bands: tuple[Band, ...] = ()
    """The bands of every domain that has none of its own."""
    total: Scoring | None = None
    """A score over all items. Leave it out for none, which is right for most reviews."""
    start: Start = Start()
    """The suggestion "Where you might start"."""

    @cached_property
    def item(self) -> dict[str, Item]:
        """The items by id."""
        return {item.id: item for item in self.items}

    @cached_property
    def domain(self) -> dict[str, Domain]:
        """The domains by id."""
        return {domain.id: domain for domain in self.domains}

    def items_of(self, domain: str) -> tuple[Item, ...]:
        """Return the items of the domain with this id, in their order."""
        return tuple(item for item in self.items if item.domain == domain)

    def scale_of(self, item: Item) -> ResponseScale:
        """Return the response scale of an item."""
        return self.scales[item.scale]

    def recall_of(self, item: Item) -> str:
        """Return the period that an item asks about."""
        return item.recall or self.scale_of(item).recall

    def scoring_of(self, domain: Domain) -> Scoring:
        """Return how a domain is scored."""
        return domain.scoring or self.scoring

    def feedback_of(self, domain: Domain) -> Feedback:
        """Return how a domain's score is put into words."""
        return domain.feedback or self.feedback

    def bands_of(self, domain: Domain) -> tuple[Band, ...]:
        """Return the bands of a domain."""
        return domain.bands or self.bands
