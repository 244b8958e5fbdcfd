"""What runs on GitHub: which jobs for which change, and the workflow that the manual gives away."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
SITE = yaml.safe_load((ROOT / ".github/workflows/site.yml").read_text(encoding="utf-8"))
RELEASE = yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8"))
MANUAL = ROOT / "content/own-site/hosting.md"
(GIVEN,) = re.findall(
    r'^```yaml title="\.github/workflows/site\.yml"\n(.*?)^```$',
    MANUAL.read_text(encoding="utf-8"),
    re.MULTILINE | re.DOTALL,
)
GIVEN_AWAY = yaml.safe_load(GIVEN)
# YAML 1.1 reads the bare word `on` as a truth value.
EVENTS = True


def holds(condition: str, facts: dict[str, str]) -> bool:
    """Return what a condition of a job says; facts are by their names, strings all."""
    told = re.sub(
        r"\b(?:github|vars|needs)(?:\.\w+)+", lambda name: repr(facts.get(name[0], "")), condition
    )
    told = told.replace("!cancelled()", "True").replace("&&", " and ").replace("||", " or ")
    answer: object = eval(told, {"__builtins__": {}})
    return bool(answer)


def jobs(workflow: dict[str, Any], event: str, branch: str, **variables: str) -> list[str]:
    """Return the jobs that run, in a repository whose default branch is called trunk."""
    facts = {
        "github.event_name": event,
        "github.ref_name": branch,
        "github.event.repository.default_branch": "trunk",
        **{f"vars.{name}": value for name, value in variables.items()},
    }
    ran = []
    for name, job in workflow["jobs"].items():
        needs = job.get("needs", [])
        waits = [needs] if isinstance(needs, str) else needs
        condition = job.get("if", "True")
        # Without a word on it, a job does not run when one that it needs did not.
        skips = "cancelled()" not in condition and any(need not in ran for need in waits)
        if not skips and holds(condition, facts):
            ran.append(name)
        facts[f"needs.{name}.result"] = "success" if name in ran else "skipped"
    return ran


@pytest.mark.parametrize(
    ("event", "branch", "variables", "expected"),
    [
        ("push", "trunk", {}, ["build", "deploy"]),
        ("push", "trunk", {"TESTS": "true"}, ["build", "test", "deploy"]),
        ("push", "topic", {"TESTS": "true"}, []),
        ("pull_request", "7/merge", {}, ["build", "test"]),
        ("workflow_dispatch", "trunk", {}, ["build", "deploy"]),
        ("workflow_dispatch", "topic", {}, []),
    ],
)
def test_a_change_runs_once_and_only_the_default_branch_is_published(
    event: str, branch: str, variables: dict[str, str], expected: list[str]
) -> None:
    assert jobs(SITE, event, branch, **variables) == expected


def test_what_failed_its_tests_is_not_published() -> None:
    facts = {"github.event_name": "push", "needs.build.result": "success"}
    condition = SITE["jobs"]["deploy"]["if"]
    assert holds(condition, {**facts, "needs.test.result": "skipped"})
    assert not holds(condition, {**facts, "needs.test.result": "failure"})
    assert not holds(condition, {**facts, "needs.test.result": "cancelled"})


def test_no_workflow_names_a_branch() -> None:
    names = [SITE[EVENTS]["push"]["branches"], GIVEN_AWAY[EVENTS]["push"]["branches"]]
    assert names == [["**"], ["**"]]


@pytest.mark.parametrize("workflow", [SITE, RELEASE, GIVEN_AWAY], ids=lambda each: each["name"])
def test_a_newer_run_waits_for_or_replaces_an_older_one(workflow: dict[str, Any]) -> None:
    assert workflow["concurrency"]["group"].endswith("${{ github.ref }}")


def test_wheels_go_to_the_index_only_where_a_maintainer_switched_it_on() -> None:
    assert jobs(RELEASE, "push", "v1") == ["wheels", "release"]
    assert jobs(RELEASE, "push", "v1", PUBLISH="true") == ["wheels", "release", "index"]


def test_the_workflow_of_the_manual_builds_and_publishes() -> None:
    assert jobs(GIVEN_AWAY, "push", "trunk") == ["build", "deploy"]
    assert jobs(GIVEN_AWAY, "push", "topic") == []
    assert jobs(GIVEN_AWAY, "pull_request", "7/merge") == ["build"]


def test_the_workflow_of_the_manual_uses_the_actions_that_ours_does() -> None:
    def used(text: str) -> set[str]:
        return set(re.findall(r"uses: (\S+)", text))

    ours = (ROOT / ".github/workflows/site.yml").read_text(encoding="utf-8")
    assert used(GIVEN) <= used(ours)
    assert len(used(GIVEN)) == 4
