"""Reasons: what speaks against a completion file, or should be known of it, as sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from gettext import NullTranslations

Code = Literal[
    "unreadable",
    "specimen",
    "draft",
    "unknown-course",
    "other-test",
    "unknown-test",
    "withdrawn",
    "early",
    "expired",
    "nameless",
    "nobody",
    "unasked",
    "unread",
    "untried",
    "too-many",
    "same-code",
    "bad-answers",
    "failed",
    "backwards",
    "future",
    "quick",
    "overlap",
    "outside",
    "read-outside",
    "read-early",
    "same-file",
    "same-person",
    "same-answers",
    "issued",
    "language",
    "engine",
    "open-answers",
    "went-on",
    "twin",
    "twice",
    "refused-file",
    "test-version",
    "archive",
    "archive-test",
]

FINAL: frozenset[Code] = frozenset(
    ("unreadable", "specimen", "draft", "unknown-course", "other-test", "unknown-test", "nameless")
)
"""What nobody can overrule by hand: there is nothing that could be accepted."""

MARKS: frozenset[Code] = frozenset(("quick",))
"""What is no reason to refuse, and for somebody to look at."""


@dataclass(frozen=True)
class Reason:
    """One reason, with the values of its sentence."""

    code: Code
    values: tuple[tuple[str, object], ...] = ()

    @classmethod
    def of(cls, code: Code, **values: object) -> Reason:
        """Return a reason with the values of its sentence."""
        return cls(code, tuple(values.items()))

    def sentence(self, texts: NullTranslations) -> str:
        """Return it in the language of the texts."""
        return _SAID[self.code](texts) % dict(self.values)


# Each is a call of its own, so that the catalogs find it.
_OF_FILE: Mapping[Code, Callable[[NullTranslations], str]] = {
    "unreadable": lambda _: "%(what)s",
    "specimen": lambda t: t.gettext("It is a specimen, made for a trial."),
    "draft": lambda t: t.gettext("The course is a draft and can not be completed."),
    "unknown-course": lambda t: t.gettext(
        "This site knows no version %(version)s of a course “%(course)s”. "
        "Choose its released file as well."
    ),
    "other-test": lambda t: t.gettext("“%(test)s” is not the test of this course."),
    "unknown-test": lambda t: t.gettext(
        "The questions of version %(version)s of the test were not found. "
        "Choose their released file as well."
    ),
    "withdrawn": lambda t: t.gettext("The course has been withdrawn."),
    "early": lambda t: t.gettext("It was finished on %(day)s, before the course was released."),
    "expired": lambda t: t.gettext("It was finished on %(day)s, and the course ended on %(end)s."),
    "nameless": lambda t: t.gettext(
        "It tells no name that a certificate could be made out to. "
        "Ask the learner for a file with one."
    ),
    "nobody": lambda t: t.gettext("What must be known of the learner is missing: %(fields)s."),
    "unasked": lambda t: t.gettext(
        "It says of the learner what this course does not ask: %(fields)s. "
        "None of that is printed or listed."
    ),
    "unread": lambda t: t.gettext("Not every page is marked as read; missing: %(pages)s."),
    "archive": lambda t: t.gettext(
        "The course in this version was read from “%(file)s”, which you chose. "
        "Accept it only if that file is of your own archive."
    ),
    "archive-test": lambda t: t.gettext(
        "The questions in this version were read from “%(file)s”, which you chose. "
        "Accept it only if that file is of your own archive."
    ),
    "language": lambda t: t.gettext(
        "It says that the course is in the language “%(language)s”; this one is in “%(course)s”."
    ),
    "engine": lambda t: t.gettext(
        "It was made with version %(version)s of the program; it was scored again with %(here)s."
    ),
}
_OF_TEST: Mapping[Code, Callable[[NullTranslations], str]] = {
    "untried": lambda t: t.gettext("It holds no attempt at the test."),
    "too-many": lambda t: t.gettext("Attempts at the test: %(count)s; allowed: %(most)s."),
    "same-code": lambda t: t.gettext("Two attempts have one code, “%(seed)s”."),
    "bad-answers": lambda t: t.gettext("Attempt %(nth)s can not be scored (%(what)s)."),
    "failed": lambda t: t.gettext(
        "The test was not passed: %(right)s of %(asked)s right, and %(percent)s %% are needed."
    ),
    "open-answers": lambda t: t.gettext(
        "Questions without an answer in attempt %(nth)s: %(count)s. They count as wrong."
    ),
    "test-version": lambda t: t.gettext(
        "It was taken with version %(version)s of the test; the course asks version %(asked)s."
    ),
    "went-on": lambda t: t.gettext("The test was tried again after it had been passed."),
}
_OF_TIME: Mapping[Code, Callable[[NullTranslations], str]] = {
    "backwards": lambda t: t.gettext("Attempt %(nth)s ends before it begins."),
    "future": lambda t: t.gettext("It says a time that has not come yet: %(when)s."),
    "quick": lambda t: t.gettext(
        "Attempt %(nth)s took %(minutes)s min for %(asked)s questions, less than reading them takes "
        "most people. It counts; ask, if you wonder."
    ),
    "overlap": lambda t: t.gettext("Attempt %(nth)s begins before the one before it ends."),
    "outside": lambda t: t.gettext(
        "Its days do not fit each other: begun %(started)s, test %(tried)s, finished %(finished)s."
    ),
    "read-outside": lambda t: t.gettext(
        "A page is marked as read on %(day)s; the course was begun on %(started)s and finished on "
        "%(finished)s."
    ),
    "read-early": lambda t: t.gettext(
        "A page is marked as read on %(day)s, before this version of the course was released."
    ),
}
_OF_OTHERS: Mapping[Code, Callable[[NullTranslations], str]] = {
    "same-file": lambda t: t.gettext("It says the same as “%(file)s”."),
    "same-person": lambda t: t.gettext("“%(file)s” is of the same person and course."),
    "same-answers": lambda t: t.gettext(
        "Its codes and answers are those of “%(file)s”, under another name."
    ),
    "issued": lambda t: t.gettext("A certificate was issued for it already: %(serial)s."),
    "twin": lambda t: t.gettext("“%(file)s” has the same codes and answers under another name."),
    "twice": lambda t: t.gettext("The same person has been accepted for this course above."),
    "refused-file": lambda t: t.gettext(
        "“%(file)s”, of the same person and course, was refused: %(why)s"
    ),
}

_SAID = {**_OF_FILE, **_OF_TEST, **_OF_TIME, **_OF_OTHERS}
