"""Desk: everything that a sponsor chose and decided, and what the page shows and saves of it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import count
from typing import TYPE_CHECKING

from selfassess.catalog import catalog
from selfassess.definition.format import WITHOUT_STEPS
from selfassess.problems import Invalid
from selfassess.reporting.completion import Evaluation, read_as
from selfassess.reporting.issuing.accepted import Accepted, read_accepted, write_accepted
from selfassess.reporting.issuing.accommodations import held
from selfassess.reporting.issuing.analysis import (
    FEWEST,
    by_profession_and_month,
    evaluation_figures,
    first_marks,
    item_figures,
    item_table,
    minutes_of_tests,
)
from selfassess.reporting.issuing.decided import Given
from selfassess.reporting.issuing.given import MARK
from selfassess.reporting.issuing.issue import certificate, issue
from selfassess.reporting.issuing.issuer import course_problems, is_day, read_issuer
from selfassess.reporting.issuing.marks import Marker
from selfassess.reporting.issuing.reasons import Reason
from selfassess.reporting.issuing.signs import plain, printed
from selfassess.reporting.issuing.tables import Table, refused, register, uploads
from selfassess.reporting.issuing.terms import Known, terms_in
from selfassess.reporting.issuing.verdicts import (
    Circumstances,
    Verdict,
    judge,
)
from selfassess.reporting.knowledge import gains, read_shares, shares

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from gettext import NullTranslations

    from selfassess.reporting.completion import Completion
    from selfassess.reporting.issuing.accepted import Issued
    from selfassess.reporting.issuing.accommodations import Accommodated
    from selfassess.reporting.issuing.analysis import ItemFigures, QuestionFigures
    from selfassess.reporting.issuing.decided import Accommodation, Decision
    from selfassess.reporting.issuing.issue import Certificate
    from selfassess.reporting.issuing.issuer import Issuer
    from selfassess.reporting.issuing.marks import Mark
    from selfassess.reporting.issuing.terms import Terms
    from selfassess.reporting.knowledge import Gain, Share

_BROKEN_LIST = re.compile(r'\s*\{\s*"selfassess"\s*:\s*"accepted"')
"""How a list of certificates begins, wherever it breaks off."""


@dataclass
class Sorted:
    """Files by what they say they are; what says nothing is taken for a completion."""

    texts: NullTranslations
    """The texts of the interface."""
    completions: list[Given] = field(default_factory=list)
    evaluations: list[Evaluation] = field(default_factory=list)
    earlier: Accepted = field(default_factory=Accepted)
    tests: dict[tuple[str, str], Marker] = field(default_factory=dict)
    """By id and version, the tests whose released files were chosen."""
    courses: list[Terms] = field(default_factory=list)
    """The terms of the courses whose released files were chosen."""
    broken: list[Verdict] = field(default_factory=list)
    """Files that say to be something else than a completion and can not be read."""
    lost: list[str] = field(default_factory=list)
    """The names of lists of earlier certificates that can not be read."""

    def add(self, file: Given) -> None:
        """Take a file in."""
        data = _peek(file.text)
        kind = data.get(MARK) or (_BROKEN_LIST.match(file.text) and "accepted")
        try:
            if kind == "evaluation":
                self.evaluations.append(read_as(Evaluation, file.text, self.texts))
            elif kind == "accepted":
                found = read_accepted(file.text, self.texts)
                # An older list that was chosen too says again what the newer one says.
                all_of_them = self.earlier.accepted + found.accepted
                each = {repr(one): one for one in all_of_them}
                self.earlier = Accepted(accepted=tuple(each.values()))
            elif MARK not in data and "items" in data:
                self.tests[str(data.get("id")), str(data.get("version"))] = _marker(
                    file.text, file.name
                )
            elif MARK not in data and "post_test" in data:
                course = WITHOUT_STEPS.current(data)
                self.courses.append(terms_in(course, ("name",), file.name, self.texts))
            else:
                self.completions.append(file)
        except (Invalid, ValueError, TypeError, KeyError, AttributeError) as error:
            what = str(error) if isinstance(error, Invalid) else self._no_release()
            if kind == "accepted":
                self.lost.append(file.name)
            self.broken.append(Verdict(file.name, against=(Reason.of("unreadable", what=what),)))

    def _no_release(self) -> str:
        return self.texts.gettext(
            "This looks like a course or the questions of a test, and can not be read; "
            "choose the file as it was released."
        )


def _told_apart(files: Sequence[Given]) -> Iterator[Given]:
    """Yield files with a name of their own each: those of two folders may have one.

    A decision is of a name, and every learner of a course saves a file of the same one.
    """
    names: set[str] = set()
    for file in files:
        said = printed(file.name)
        tried = (f"{said} ({nth})" if nth > 1 else said for nth in count(1))
        name = next(one for one in tried if one not in names)
        names.add(name)
        yield Given(name, file.text)


def _peek(text: str) -> dict[str, object]:
    try:
        data = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


@lru_cache(maxsize=16)
def _marker(text: str, file: str = "") -> Marker:
    return Marker.of(text, file)


@dataclass
class Desk:
    """One look at everything; nothing of it is kept anywhere."""

    known: Known
    files: Sequence[Given]
    released: dict[str, str]
    """Released tests of the site by their addresses, as far as they were fetched; "" for those
    that are not there."""
    issuer_text: str
    decisions: Sequence[Decision]
    accommodations: Sequence[Accommodation]
    now: str
    """The moment in UTC."""
    today: str
    """The sponsor's own ISO day, which certificates bear."""
    language: str
    wants: list[str] = field(default_factory=list)
    """The addresses of released tests that are needed as well."""

    @cached_property
    def sorted(self) -> Sorted:
        """The files by what they are."""
        found = Sorted(self.texts)
        for file in _told_apart(self.files):
            found.add(file)
        return found

    @property
    def texts(self) -> NullTranslations:
        """The texts of the interface."""
        return catalog(self.language)

    @cached_property
    def courses(self) -> Known:
        """The courses of the site, and those of chosen files in versions that it does not have.

        A chosen file counts only where the site has none, and never by itself: it may come from a
        learner.
        """
        chosen = sorted(self.sorted.courses, key=lambda one: one.released, reverse=True)
        older = [one for one in chosen if (one.course, one.version) not in self.known.of]
        terms = (*self.known.terms, *map(self._as_known, older))
        return replace(self.known, terms=terms)

    def _as_known(self, chosen: Terms) -> Terms:
        """Return an older version as the site would have it."""
        newest = self.known.newest.get(chosen.course)
        if newest is None:
            return chosen
        status = newest.status if newest.status == "withdrawn" else chosen.status
        return replace(chosen, identity=newest.identity, status=status)

    @property
    def open_courses(self) -> tuple[Terms, ...]:
        """The courses that somebody can be accepted for without a file."""
        return tuple(one for one in self.courses.newest.values() if one.status != "draft")

    @property
    def fields(self) -> tuple[str, ...]:
        """What is asked of somebody without a file."""
        return tuple(dict.fromkeys(name for one in self.open_courses for name in one.identity))

    @cached_property
    def issuer(self) -> Issuer | None:
        """What the issuer.json says; None without one that can be used."""
        if not self.issuer_text or self.wrong:
            return None
        return read_issuer(self.issuer_text, self.texts)

    @cached_property
    def wrong(self) -> tuple[str, ...]:
        """What is wrong with the issuer.json, a sentence each."""
        if not self.issuer_text:
            return ()
        try:
            issuer = read_issuer(self.issuer_text, self.texts)
        except Invalid as invalid:
            return tuple(str(problem) for problem in invalid.problems)
        known = {one.course for one in self.courses.terms}
        return tuple(str(problem) for problem in course_problems(issuer, known, self.texts))

    def marker(self, test: str, language: str, version: str) -> Marker | None:
        """Return the marker of a test; note its address if it has still to be fetched.

        A file that was chosen counts only where the site has none, and never by itself: it may
        come from a learner.
        """
        address = f"released/{test}/{language}/{version}.json"
        if address not in self.released and address not in self.wants:
            self.wants.append(address)
        text = self.released.get(address)
        return _marker(text) if text else self.sorted.tests.get((test, version))

    @cached_property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdict of each file that is, or should be, a completion."""
        around = Circumstances(
            known=self.courses,
            marker=self.marker,
            now=self.now,
            earlier=self.sorted.earlier.accepted,
            decisions={one.file: one for one in self.decisions},
            language=self.texts,
        )
        return (*judge(self.sorted.completions, around), *self.sorted.broken)

    @cached_property
    def issued(self) -> tuple[Issued, ...]:
        """The certificates of this batch; none without an issuer, or with a list that is lost."""
        if self.issuer is None or self.sorted.lost:
            return ()
        batch = (self.verdicts, self._without_file(), self.courses)
        return issue(*batch, self.issuer, self.sorted.earlier, self.today)

    @cached_property
    def accommodated(self) -> tuple[Accommodated, ...]:
        """Who is accepted without a file, with what the files say of the same person."""
        earlier = self.sorted.earlier.accepted
        return held(self.accommodations, self.verdicts, earlier, self.texts)

    def _without_file(self) -> list[Accommodation]:
        return [
            one.recorded(self.texts)
            for one in self.accommodated
            if not one.against and self.is_usable(one.given)
        ]

    def is_usable(self, given: Accommodation) -> bool:
        """Return whether a certificate can be made out to somebody without a file."""
        named = bool(plain(given.identity.get("name", "")))
        return named and given.course in self.courses.newest and is_day(given.finished)

    @property
    def certificates(self) -> tuple[Certificate, ...]:
        """What is printed."""
        issuer = self.issuer
        return tuple(certificate(one, issuer) for one in self.issued) if issuer else ()

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The register, what was refused, and the files for upload."""
        found = [register(self.issued)] if self.issued else []
        if not all(one.accepted for one in self.verdicts):
            found.append(refused(self.verdicts, self.texts))
        if self.issuer and self.issued:
            found += uploads(self.issued, self.issuer)
        return tuple(found)

    @property
    def accepted(self) -> str:
        """The text of the list of everything that was issued, with what was issued before."""
        name = self.issuer.name if self.issuer else ""
        all_of_them = self.sorted.earlier.accepted + self.issued
        return write_accepted(Accepted(issuer=name, accepted=all_of_them))

    @cached_property
    def reports(self) -> tuple[CourseReport, ...]:
        """What the batch says of each course that any file is of."""
        terms = {one.terms.course: one.terms for one in self.verdicts if one.terms}
        rated = {one.course for one in self.sorted.evaluations}
        terms |= {
            name: one for name, one in self.courses.newest.items() if name in rated - set(terms)
        }
        return tuple(self._report(one) for one in terms.values())

    def _report(self, terms: Terms) -> CourseReport:
        of = [one for one in self.verdicts if one.terms and one.terms.course == terms.course]
        versions = sorted({one.completion.test.version for one in of if one.completion})
        items, pairs = {}, []
        for version in versions:
            marker = self.marker(terms.test, terms.language, version)
            if marker:
                marks = first_marks(of, terms.test, version)
                items[version] = item_figures(marker.instrument, [mark for _, mark in marks])
                pairs += [_pair(marker, file, mark) for file, mark in marks]
        count, median = minutes_of_tests(of)
        issued = [one for one in self.issued if one.course == terms.course]
        questions = evaluation_figures(terms, self.sorted.evaluations)
        counts = by_profession_and_month(issued)
        known = gains(pairs, terms.objectives, FEWEST)
        return CourseReport(terms, items, questions, count, median, counts, known)

    @cached_property
    def saved(self) -> dict[str, str]:
        """The texts of the files that can be saved, by name."""
        found = {table.name: table.text for table in self.tables}
        if self.issued:
            found["accepted.json"] = self.accepted
        for report in self.reports:
            for version, figures in report.items.items():
                name = f"items-{report.terms.test}-{version}.csv"
                found[name] = item_table(figures, name).text
        return found


def _pair(
    marker: Marker, file: Completion, mark: Mark
) -> tuple[Mapping[str, Share], Mapping[str, Share]]:
    return read_shares(file.before), shares(marker.instrument, mark)


@dataclass(frozen=True)
class CourseReport:
    """What a batch says of one course."""

    terms: Terms
    items: dict[str, tuple[ItemFigures, ...]]
    """The items of the test by its version."""
    questions: tuple[QuestionFigures, ...]
    tests: int
    """How many tests of accepted files have a time."""
    minutes: float | None
    """The median of their minutes; None of too few."""
    counts: dict[tuple[str, str], int]
    """Certificates by month and profession."""
    gains: tuple[Gain, ...]
    """What was known of each objective before the course and after it."""

    fewest: int = FEWEST

    @property
    def rated(self) -> bool:
        """Whether any evaluation is of this course."""
        return any(one.answers for one in self.questions)
