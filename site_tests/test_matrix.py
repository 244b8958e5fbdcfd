"""Each fault of each file that a check needs ends in a report or in words, in three browsers.

`make faults` prints the tables; a handful of cells runs always, in test_arrival and test_faults.
"""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

from site_tests.conftest import ROOT
from site_tests.matrix import FAULTS, Cell, main, table
from site_tests.visitor import Marionette, installed


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
@pytest.mark.parametrize("name", ["chromium", "firefox", "webkit"])
def test_no_fault_of_a_file_is_silent_or_loses_an_answer(name: str, fault: str) -> None:
    if name not in installed():
        pytest.skip(f"{name} is not there, or has no display")
    # In a process of its own: Playwright runs only once in each.
    command = [sys.executable, "-m", "site_tests.matrix", name, fault]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
