"""A fork: a copy of this site in which other people have changed something, built strictly."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.content

ROOT = Path(__file__).resolve().parent.parent
KEPT = ("mkdocs.yml", "content", "assessments", "plugins/alliance-site/src/alliance_site/theme")
"""What a build of the site reads in the repository."""

PAGE = """\
---
title: Waiting
description: What to say to a patient who has waited for a long time.
claims: [C69]
areas: [waiting]
written: 2026-11-29
---

# Waiting

Say how long it will be.

```claims
C69
```

## Check yourself

```assessment
id: a-check-of-waiting
```
"""
BARE = "# Waiting\n\nSay how long it will be.\n"
CLAIM = """
  - id: C69
    claim: Waiting is easier for those who know how long it will be.
    speaker: article
    question: challenges
    linked: not-applicable
    changing: not-tried
    evidence: A view of the authors of this fork.
"""
INSTRUMENT = """\
id: a-check-of-waiting
version: "1.0"
kind: self-review
title: Waiting
introduction: Two questions.
minutes: 1
licence: CC0
source: Written for a test.
limits: It tells nothing about you.
scales:
  often: {options: [{value: 0, label: Never}, {value: 1, label: Sometimes}, {value: 2, label: Always}]}
scoring: {method: mean, missing: {rule: prorate, minimum: 1}}
domains: [{id: room, title: The room}]
items:
  - {id: w1, domain: room, scale: often, stem: I said how long it would be.}
  - {id: w2, domain: room, scale: often, stem: I came out to say that it would take longer.}
"""
CASES = """\
cases:
  - name: everything always
    default: 2
    answers: {}
    expect: {scores: {room: {value: 2.0, status: scored, answered: 2, skipped: 0, text: Always}}}
"""
FULL_CASES = """\
cases:
  - name: the area of our own
    only: waiting
    default: 4
    answers: {}
    expect: {scores: {waiting: {value: 100.0, status: scored, answered: 5, skipped: 0, text: Almost always}}}
"""
DOMAIN = "  - {id: waiting, title: Waiting, page: challenges/waiting.md}\n"
ITEM = "  - {{id: waiting-{0}, domain: waiting, scale: share, stem: I said number {0}.}}\n"
CHANGE = '  - {version: "99.0", date: "2026-11-29", kind: wording, what: An area of our own.}\n'
FULL = "assessments/alliance-practices/instrument.yml"


@dataclass(frozen=True)
class Fork:
    """A copy of the site."""

    home: Path

    def add(self, path: str, text: str) -> None:
        """Write a new file, or new lines at the end of one."""
        file = self.home / path
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8") as opened:
            opened.write(text)

    def change(self, path: str, old: str, new: str) -> None:
        """Put a text in the place of the first that is found."""
        file = self.home / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    def line_of(self, path: str, text: str) -> int:
        """Return the line, from 1, of the first place of a text."""
        whole = (self.home / path).read_text(encoding="utf-8")
        return whole[: whole.index(text)].count("\n") + 1

    def ran(self, *command: str) -> tuple[int, str]:
        """Return the exit code of a command of ours, and all that it printed."""
        done = subprocess.run(
            [sys.executable, "-m", *command],
            cwd=self.home,
            env=os.environ | {"SITE_URL": "https://example.org/", "NO_MKDOCS_2_WARNING": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    def warnings(self) -> list[str]:
        """Build strictly; return what is warned of, which is nothing exactly if it was built."""
        code, printed = self.ran("mkdocs", "build", "--strict")
        found = re.findall(r"^WARNING -  (.*)$", printed, re.MULTILINE)
        assert (code == 0) is (not found), printed
        return [each.removeprefix("alliance: ") for each in found]

    def page(self, path: str) -> str:
        return (self.home / "site" / path / "index.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def make_fork(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Fork]:
    def make() -> Fork:
        home = tmp_path_factory.mktemp("fork")
        for name in KEPT:
            source, target = ROOT / name, home / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
        return Fork(home)

    return make


# What a fork changes with care is published


@pytest.fixture(scope="module")
def careful(make_fork: Callable[[], Fork]) -> Fork:
    """A fork with an instrument, a page, a claim and an area more, and a page fewer."""
    fork = make_fork()
    fork.add("content/challenges/waiting.md", PAGE)
    fork.add("content/data/claims.yml", CLAIM)
    fork.add("assessments/a-check-of-waiting/instrument.yml", INSTRUMENT)
    fork.add("assessments/a-check-of-waiting/cases.yml", CASES)
    menu = "      - challenges/grief.md\n"
    fork.change("mkdocs.yml", menu, f"{menu}      - challenges/waiting.md\n")
    fork.change("content/practices/validation.md", "## In one minute\n\n", "## In short\n\n")
    fork.change("content/practices/validation.md", "\n\n## ", "\nA sentence of ours.\n\n## ")
    delete_rehabilitation(fork)
    add_an_area(fork)
    (fork.home / FULL).with_name("cases.yml").write_text(FULL_CASES, encoding="utf-8")
    for name in ("alliance-practices", "a-check-of-waiting"):
        code, printed = fork.ran("selfassess", "release", name)
        assert code == 0, printed
    assert fork.warnings() == []
    return fork


def add_an_area(fork: Fork) -> None:
    """Add an area with five items to the full review, and say so in `changes`."""
    fork.change(FULL, "\ndomains:\n", f"\ndomains:\n{DOMAIN}")
    fork.change(FULL, "\nitems:\n", "\nitems:\n" + "".join(map(ITEM.format, range(5))))
    text = (fork.home / FULL).read_text(encoding="utf-8")
    (version,) = re.findall(r'^version: "(.+)"$', text, re.MULTILINE)
    fork.change(FULL, f'version: "{version}"', 'version: "99.0"')
    if "\nchanges:\n" not in text:
        first = (
            f'{{version: "{version}", date: "2026-11-22", kind: first, what: The first version.}}'
        )
        fork.add(FULL, f"\nchanges:\n  - {first}\n")
    fork.change(FULL, "\nchanges:\n", f"\nchanges:\n{CHANGE}")


def delete_rehabilitation(fork: Fork) -> None:
    """Delete a page, its line in the menu, and what leads to it."""
    (fork.home / "content/settings/rehabilitation.md").unlink()
    for name in ("mkdocs.yml", "content/settings/index.md"):
        file = fork.home / name
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if "rehabilitation.md" not in line]
        assert len(kept) == len(lines) - 1
        file.write_text("".join(kept), encoding="utf-8")
    for name in ("first-contact", "missed-appointments"):
        scenario = f"assessments/scenarios/{name}/scenario.yml"
        fork.change(scenario, "settings/rehabilitation.md", "settings/pharmacy.md")


def test_an_instrument_of_a_fork_stands_on_its_page(careful: Fork) -> None:
    page = careful.page("challenges/waiting")
    assert 'data-item="w1"' in page


def test_a_claim_of_a_fork_stands_in_the_table_of_coverage(careful: Fork) -> None:
    assert "Waiting is easier for those who know" in careful.page("coverage")
    assert 'id="claim-c69"' in careful.page("challenges/waiting")


def test_an_area_of_a_fork_is_asked_in_the_full_review(careful: Fork) -> None:
    assert 'data-item="waiting-0"' in careful.page("assess/self-review")


def test_an_edited_sentence_is_published(careful: Fork) -> None:
    assert "A sentence of ours." in careful.page("practices/validation")


def test_a_deleted_page_is_gone(careful: Fork) -> None:
    assert not (careful.home / "site/settings/rehabilitation").exists()


# What is forgotten is said


@pytest.fixture(scope="module")
def careless(make_fork: Callable[[], Fork]) -> tuple[Fork, list[str]]:
    """A fork in which something was forgotten with each change, and what the build says."""
    fork = make_fork()
    fork.add("content/challenges/waiting.md", BARE)
    fork.add("content/data/claims.yml", CLAIM)
    fork.add(
        "assessments/a-check-of-waiting/instrument.yml",
        INSTRUMENT.replace("scale: often", "scale: oftn", 1),
    )
    fork.change(FULL, "page: practices/validation.md", "page: practices/validating.md")
    fork.change("content/practices/validation.md", "areas: [validation]", "areas: [validating]")
    (fork.home / "content/settings/rehabilitation.md").unlink()
    return fork, fork.warnings()


@pytest.mark.parametrize(
    ("file", "place", "message"),
    [
        (
            "content/challenges/waiting.md",
            "# Waiting",
            'a page has no front matter; it begins with "# Waiting"; '
            'copy the block under "A page of your own" in CONTRIBUTING.md',
        ),
        (
            "content/challenges/waiting.md",
            "# Waiting",
            'no menu leads to this page; "challenges/waiting.md"; add it under "nav" in mkdocs.yml',
        ),
        (
            "content/data/claims.yml",
            "C69",
            'no page shows this claim; "C69"; name it under "claims" in the front matter of a page '
            "and in a claims fence there",
        ),
        (
            "mkdocs.yml",
            "      - settings/rehabilitation.md",
            'the menu names a page that is not there; "settings/rehabilitation.md"; take this line out',
        ),
        (
            "content/settings/index.md",
            "rehabilitation.md",
            'a link leads to no page; "rehabilitation.md"; mend it, or take it out',
        ),
        (
            "content/practices/validation.md",
            "validating",
            'this area is not known; "validating"; did you mean "validation"?',
        ),
    ],
)
def test_what_was_forgotten_is_said_with_its_place(
    careless: tuple[Fork, list[str]], file: str, place: str, message: str
) -> None:
    fork, warnings = careless
    line = fork.line_of(file, place)
    said = [re.sub(r"^(\S+:\d+):\d+: ", r"\1: ", warning) for warning in warnings]
    assert f"{file}:{line}: {message}" in said


def test_a_mistake_in_an_instrument_of_a_fork_is_said_with_its_place(
    careless: tuple[Fork, list[str]],
) -> None:
    _, warnings = careless
    file = "assessments/a-check-of-waiting/instrument.yml"
    assert f"mkdocs_selfassess: {file}:15:35: " in "\n".join(warnings)


def test_a_released_instrument_that_was_edited_names_the_command(
    careless: tuple[Fork, list[str]],
) -> None:
    fork, warnings = careless
    line = fork.line_of(FULL, "practices/validating.md")
    (said,) = (each for each in warnings if "has been released" in each)
    assert said.startswith(f"mkdocs_selfassess: {FULL}:{line}:")
    assert said.endswith("in `changes`, and run `selfassess release alliance-practices`")


def test_every_warning_of_a_careless_fork_has_a_file(careless: tuple[Fork, list[str]]) -> None:
    _, warnings = careless
    # MkDocs says once more, without a line, which links of a page lead nowhere.
    ours = [each for each in warnings if not each.startswith("Doc file ")]
    assert [each for each in ours if not re.search(r"^(\w+: )?\S+:\d+:\d+: ", each)] == []
