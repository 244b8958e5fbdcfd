"""The matrix: what its tables say, what it is asked, and each fault of each file in Chromium.

`make faults` prints the tables; a handful of cells runs always, in test_arrival and test_faults.
The other browsers have files of their own, for tests run side by side by their files.
"""

from __future__ import annotations

import socket

import pytest

from site_tests.conftest import assert_cells_are_good
from site_tests.matrix import FAULTS, Cell, main, table
from site_tests.visitor import Marionette


def test_a_table_says_what_each_cell_came_to_and_how_many_are_good() -> None:
    results = {
        ("a.js", "404"): Cell("late", 6.2),
        ("a.js", "stall"): Cell(wrong=["silence"]),
    }
    assert list(table(results, ["404", "stall"])) == [
        "| file | 404 | stall |",
        "| --- | --- | --- |",
        "| a.js | words 6 s | silence 0 s |",
        "1 of 2 cells are good",
    ]


@pytest.mark.parametrize("name", ["safari", "404s"])
def test_a_name_that_is_no_browser_and_no_fault_is_told_before_anything_is_built(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("site_tests.matrix.build_site", None)
    with pytest.raises(SystemExit, match=f"not known: {name}"):
        main(["404", name])


@pytest.mark.parametrize("told", [b"", b"5", b"50:{"])
def test_a_firefox_that_is_gone_is_not_waited_for(told: bytes) -> None:
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            theirs.sendall(told)
        with pytest.raises(ConnectionError, match="Firefox is gone"):
            Marionette(ours)


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("fault", FAULTS)
def test_no_fault_of_a_file_is_silent_or_loses_an_answer(fault: str) -> None:
    assert_cells_are_good("chromium", fault)
