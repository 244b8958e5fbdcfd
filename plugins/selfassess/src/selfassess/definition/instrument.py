"""Instrument: what is asked, how it is answered, how it is scored, what is said.

Every class is a frozen dataclass of the standard library, so that the same code
runs at build (where pydantic validates it) and in the browser (where nothing
but the standard library is at hand). The docstring under a field is its entry
in the manual and in the JSON Schema.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Literal

from selfassess.definition.changes import Change  # noqa: TC001 - pydantic reads it
from selfassess.definition.facts import (
    ANSWERS,
    AS_HOLDER,
    CODE,
    DECLARED,
    ID,
    LANGUAGE,
    PAGE,
    PRESENTATION,
    SCORING,
    TEXT,
    VERSION,
    WORDS,
    WRITTEN,
    Entry,
    Least,
)
from selfassess.definition.feedback import (
    BAND,
    Alert,
    Band,
    BandTable,
    Classification,
    Remark,
)
from selfassess.definition.item_types import type_of
from selfassess.definition.items import (  # noqa: TC001 - pydantic reads them
    Item,
    Option,
    ResponseScale,
)
from selfassess.definition.scoring import Recode, Scoring  # noqa: TC001 - pydantic reads them

InstrumentKind = Literal["self-review", "quick-check", "questionnaire"]
Feedback = Literal["nearest-label", "bands", "none"]
Shuffle = Literal["none", "items", "options", "both"]


@dataclass(frozen=True, kw_only=True)
class Precision:
    """How well a score is measured, as a study of these very questions found it."""

    sd: Annotated[float, AS_HOLDER]
    """The standard deviation of people's scores, in units of the score as shown; above 0."""
    reliability: Annotated[float, AS_HOLDER]
    """The reliability of the score, such as a test-retest correlation; above 0 and below 1."""
    source: Annotated[str, CODE, WRITTEN, AS_HOLDER]
    """The study that found both, as a citation; readers see it beside what is said of a change."""


@dataclass(frozen=True, kw_only=True)
class Domain:
    """An area: a group of items that are scored together."""

    id: Annotated[str, ID, AS_HOLDER]
    """A short name that never changes, such as "listening": small letters, digits and hyphens, a
    letter first."""
    title: Annotated[str, TEXT, WRITTEN, WORDS]
    """The name of the area in the report."""
    heading: Annotated[str, TEXT, WORDS] = ""
    """A neutral heading over its items in the form; the title if left out."""
    group: Annotated[str, TEXT, PRESENTATION] = ""
    """The heading over it and its neighbours with the same group in the picture of the result;
    none if left out."""
    page: Annotated[str, PAGE, PRESENTATION] = ""
    """The page that teaches the area, such as "practices/active-listening.md"."""
    scored: Annotated[bool, AS_HOLDER] = True
    """Whether its items give a score of their own."""
    scoring: Annotated[Scoring | None, AS_HOLDER] = None
    """How this domain is scored, if not as the instrument says."""
    feedback: Annotated[Feedback | None, AS_HOLDER] = None
    """How this domain's score is put into words, if not as the instrument says."""
    bands: Annotated[tuple[Band, ...], BAND, AS_HOLDER] = ()
    """This domain's own bands, if not the instrument's."""
    tables: Annotated[tuple[BandTable, ...], Entry("table"), AS_HOLDER] = ()
    """Further tables of bands for the same score, or tables for groups."""
    precision: Annotated[Precision | None, PRESENTATION] = None
    """What a change has to exceed to be called reliable. Leave it out where nobody has measured it:
    changes are then told by a threshold that is assumed, and said to be."""


@dataclass(frozen=True, kw_only=True)
class ScoreRule:
    """A composite score: over items of several domains, or over other scores."""

    id: Annotated[str, ID, AS_HOLDER]
    """A short name that never changes: small letters, digits and hyphens, a letter first. No domain
    has it too."""
    title: Annotated[str, TEXT, WRITTEN, PRESENTATION]
    """Its name in the report."""
    of: Annotated[tuple[str, ...], CODE, AS_HOLDER] = ()
    """The ids of items, domains or earlier scores that it is made of; if left out, all items of the
    domains that are scored.
    The scores of domains and scores go in as they are shown, after any rescaling."""
    scoring: Annotated[Scoring, AS_HOLDER]
    """How they become one number. The weights and the minimum count those named in `of`."""
    reverse: Annotated[tuple[str, ...], CODE, AS_HOLDER] = ()
    """The items that are keyed the other way round here than on their own."""
    weights: Annotated[dict[str, float], Entry("weight"), AS_HOLDER] = field(default_factory=dict)
    """The weights here, by id, if not those of the items."""
    bands: Annotated[tuple[Band, ...], BAND, AS_HOLDER] = ()
    """Its bands."""
    tables: Annotated[tuple[BandTable, ...], Entry("table"), AS_HOLDER] = ()
    """Further tables of bands for the same score, or tables for groups."""


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of the form, if the items are not asked domain by domain."""

    id: Annotated[str, ID, AS_HOLDER]
    """A short name: small letters, digits and hyphens, a letter first."""
    heading: Annotated[str, TEXT, WORDS] = ""
    """Its heading; none if left out."""
    introduction: Annotated[str, TEXT, WORDS] = ""
    """What stands before its items."""
    items: Annotated[tuple[str, ...], CODE, AS_HOLDER]
    """The ids of its items, in the order in which they are asked."""


@dataclass(frozen=True, kw_only=True)
class Objective:
    """What a pool of items in a bank is about, and how many of them one attempt asks."""

    id: Annotated[str, ID, AS_HOLDER]
    """A short name that never changes: small letters, digits and hyphens, a letter first."""
    title: Annotated[str, TEXT, WRITTEN, PRESENTATION]
    """What a learner should be able to do."""
    draw: Annotated[int, AS_HOLDER]
    """How many of its items are asked in one attempt."""


@dataclass(frozen=True, kw_only=True)
class Start:
    """The suggestion "Where you might start"."""

    suggest: Annotated[int, Least(1), AS_HOLDER] = 2
    """How many of the lowest areas are suggested; areas that tie with the last one are added."""
    note: Annotated[str, TEXT, AS_HOLDER] = ""
    """The caution above the suggestions; leave it out for the usual one."""
    ceiling: Annotated[str, TEXT, AS_HOLDER] = ""
    """What is said of an area in which every answer is the highest; leave it out for the usual."""


@dataclass(frozen=True, kw_only=True)
class Instrument:
    """A self-assessment: everything that one instrument.yml says."""

    id: Annotated[str, ID, ANSWERS]
    """A short name that never changes: small letters, digits and hyphens, a letter first. It is
    also the name of the folder."""
    version: Annotated[str, VERSION, WRITTEN, DECLARED]
    """The version of the wording and scoring, such as "1.0". Stored answers carry it."""
    kind: Annotated[InstrumentKind, PRESENTATION]
    """`self-review`: a profile of areas and a choice of where to start. `quick-check`: no
    scores, the reader chooses which habit to make more regular. `questionnaire`: scores
    with bands."""
    title: Annotated[str, TEXT, WRITTEN, PRESENTATION]
    """Its name."""
    introduction: Annotated[str, TEXT, WRITTEN, WORDS]
    """One to three sentences above the form."""
    minutes: Annotated[int, Least(1), PRESENTATION]
    """How long it takes, in minutes."""
    timing: Annotated[Literal["estimated", "timed"], PRESENTATION] = "estimated"
    """`timed` once real readers have been timed; until then the form says "estimated"."""
    licence: Annotated[str, CODE, WRITTEN, PRESENTATION]
    """The licence of the items."""
    source: Annotated[str, TEXT, WRITTEN, PRESENTATION]
    """Where the items come from, who wrote them, what was checked."""
    limits: Annotated[str, TEXT, WRITTEN, PRESENTATION]
    """What the result can not tell; printed under every report."""
    language: Annotated[str, LANGUAGE, WORDS] = "en"
    """The BCP 47 tag of the language of the texts."""
    direction: Annotated[Literal["ltr", "rtl"], PRESENTATION] = "ltr"
    """The direction of the script."""
    stored: Annotated[bool, PRESENTATION] = True
    """Whether answers may be stored on the reader's device, as a draft or when the reader keeps a
    result. With `false` they stay in the open tab, and nothing offers to keep them."""
    scales: Annotated[dict[str, ResponseScale], ID, Entry("scale"), ANSWERS] = field(
        default_factory=dict
    )
    """The response scales by id."""
    domains: Annotated[tuple[Domain, ...], Entry("domain"), SCORING]
    """The domains in their fixed order, which is also the order of the report."""
    items: Annotated[tuple[Item, ...], Least(1), Entry("item"), ANSWERS]
    """The items in the order in which they are asked within their domain."""
    scoring: Annotated[Scoring | None, SCORING] = None
    """How each domain is scored unless it says otherwise."""
    feedback: Annotated[Feedback, SCORING] = "nearest-label"
    """`nearest-label`: the response label nearest to the mean answer. `bands`: the text of
    the band. `none`: the number alone."""
    bands: Annotated[tuple[Band, ...], BAND, SCORING] = ()
    """The bands of every domain that has none of its own."""
    scores: Annotated[tuple[ScoreRule, ...], Entry("score"), SCORING] = ()
    """Further scores, such as a total. Leave them out for most reviews."""
    recodings: Annotated[dict[str, tuple[Recode, ...]], ID, Entry("recoding"), SCORING] = field(
        default_factory=dict
    )
    """Recoding tables by id."""
    classifications: Annotated[tuple[Classification, ...], Entry("classification"), SCORING] = ()
    """Results that rest on conditions across items and scores."""
    remarks: Annotated[tuple[Remark, ...], Entry("remark"), SCORING] = ()
    """What is said when combinations of answers and scores occur."""
    alerts: Annotated[tuple[Alert, ...], Entry("alert"), SCORING] = ()
    """What must be seen first."""
    sections: Annotated[tuple[Section, ...], Entry("section"), PRESENTATION] = ()
    """The parts of the form; leave them out to ask domain by domain."""
    objectives: Annotated[tuple[Objective, ...], Entry("objective"), ANSWERS] = ()
    """Makes the instrument a bank: so many items of each objective are drawn for an attempt."""
    shuffle: Annotated[Shuffle, PRESENTATION] = "none"
    """What is put in another order in each attempt: `items`, `options`, `both` or `none`."""
    changes: Annotated[tuple[Change, ...], Entry("change", by="version"), DECLARED] = ()
    """What each version changed, newest first; needed from the second version on, and then
    for the first one too."""
    start: Annotated[Start, PRESENTATION] = Start()
    """The suggestion "Where you might start"."""

    @cached_property
    def item(self) -> dict[str, Item]:
        """The items by id."""
        return {item.id: item for item in self.items}

    @cached_property
    def domain(self) -> dict[str, Domain]:
        """The domains by id."""
        return {domain.id: domain for domain in self.domains}

    @cached_property
    def composite(self) -> dict[str, ScoreRule]:
        """The composite scores by id."""
        return {rule.id: rule for rule in self.scores}

    @cached_property
    def scored_domains(self) -> tuple[Domain, ...]:
        """The domains that have a score of their own."""
        return tuple(domain for domain in self.domains if domain.scored)

    @cached_property
    def is_scored(self) -> bool:
        """Whether any answer goes into a score."""
        return bool(self.scored_domains or self.scores)

    @cached_property
    def answered(self) -> dict[str, Item]:
        """The items by every name under which they are answered (see `ItemType.names`)."""
        return {name: item for item in self.items for name in type_of(item).names(item)}

    @cached_property
    def choices(self) -> dict[str, tuple[str, ...]]:
        """What may be chosen under each name of an item (see `ItemType.choices`), by its id."""
        return {item.id: type_of(item).choices(item, self.scale_of(item)) for item in self.items}

    @cached_property
    def _members(self) -> dict[str, tuple[Item, ...]]:
        found: dict[str, list[Item]] = {domain.id: [] for domain in self.domains}
        for item in self.items:
            found.setdefault(item.domain, []).append(item)
        return {name: tuple(items) for name, items in found.items()}

    def items_of(self, domain: str) -> tuple[Item, ...]:
        """Return the items of the domain with this id, in their order."""
        return self._members.get(domain, ())

    def scale_of(self, item: Item) -> ResponseScale | None:
        """Return the response scale of an item; None if it has none."""
        return self.scales.get(item.scale)

    def options_of(self, item: Item) -> tuple[Option, ...]:
        """Return the options that an item offers: its own, or those of its response scale."""
        if item.options or item.scale not in self.scales:
            return item.options
        return self.scales[item.scale].options

    @cached_property
    def _by_key(self) -> dict[str, dict[str, Option]]:
        scales = {n: {o.key: o for o in scale.options} for n, scale in self.scales.items()}
        return {
            item.id: {o.key: o for o in item.options} or scales.get(item.scale, {})
            for item in self.items
        }

    def option(self, item: Item, key: object) -> Option | None:
        """Return the option of an item that is stored under a key; None if there is none."""
        return self._by_key[item.id].get(str(key))

    def recall_of(self, item: Item) -> str:
        """Return the period that an item asks about."""
        scale = self.scale_of(item)
        return item.recall or (scale.recall if scale else "")

    def scoring_of(self, domain: Domain) -> Scoring:
        """Return how a scored domain is scored. That there is a rule has been checked."""
        rule = domain.scoring or self.scoring
        assert rule is not None
        return rule

    def feedback_of(self, domain: Domain) -> Feedback:
        """Return how a domain's score is put into words."""
        return domain.feedback or self.feedback

    def bands_of(self, domain: Domain) -> tuple[Band, ...]:
        """Return the bands of a domain."""
        return domain.bands or self.bands
