"""What the profile of one half of the workload lacks for the other: how often the whole wasm comes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from selfassess.authoring import pythons
from selfassess.browser import answer_request
from site_tests.profile import calls_in_node, encoded, union
from site_tests.test_install import FOREIGN
from site_tests.workload import (
    FIXTURES,
    INSTRUMENTS,
    Request,
    issued,
    one_of_each,
    unpublished,
    workload,
)

if TYPE_CHECKING:
    from pathlib import Path

    from site_tests.faulty_server import FaultyServer


def test_a_set_is_written_as_a_bitmap_with_the_lowest_function_first() -> None:
    assert encoded(0b1_0000_0101) == "BQE="


def test_what_is_meant_to_be_right_is_answered_and_what_is_meant_to_be_wrong_is_refused() -> None:
    files = [*INSTRUMENTS, *FIXTURES]
    requests = [*issued(), *(each for file in files for each in one_of_each(file))]
    replies = [(each, json.loads(answer_request(each.text))) for each in requests]
    assert [
        (each.name, json.loads(each.text), reply)
        for each, reply in replies
        if each.wrong != ("error" in reply) or "failure" in reply
    ] == []


@pytest.fixture(scope="module")
def calls(site: FaultyServer, tmp_path_factory: pytest.TempPathFactory) -> list[int]:
    """What starting Python calls, then what each request of the workload calls."""
    assert site.folder is not None
    requests = [each for each in workload(site.folder) if each.text]
    return calls_in_node(requests, tmp_path_factory.mktemp("counted") / "counted.wasm")


@pytest.mark.slow
def test_the_half_of_all_requests_knows_what_the_other_half_needs(calls: list[int]) -> None:
    start, use, *each = calls
    known = start | use | union(each[::2])
    lacking = [one for one in each[1::2] if one & ~known]
    assert len(lacking) <= len(each[1::2]) / 50


@pytest.mark.slow
def test_reports_of_a_foreign_site_need_nothing_that_this_site_does_not(
    calls: list[int], tmp_path: Path
) -> None:
    (file,) = (FOREIGN / "assessments").glob("*/instrument.yml")
    templates = pythons({path.name: path.read_text() for path in (FOREIGN / "templates").iterdir()})
    theirs = json.dumps(json.dumps(templates))[1:-1]
    requests = [
        Request(each.name, each.text.replace('\\"templates\\": {}', f'\\"templates\\": {theirs}'))
        for each in unpublished(file)
    ]
    assert all("our-band" in each.text for each in requests)
    _start, _use, *each = calls_in_node(requests, tmp_path / "counted.wasm")
    assert [one.bit_count() for one in each if one & ~union(calls)] == []
