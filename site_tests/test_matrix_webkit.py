"""Each fault of each file that a check needs ends in a report or in words in WebKitGTK, too."""

from __future__ import annotations

import pytest

from site_tests.conftest import assert_cells_are_good
from site_tests.matrix import FAULTS


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("fault", FAULTS)
def test_no_fault_of_a_file_is_silent_or_loses_an_answer(fault: str) -> None:
    assert_cells_are_good("webkit", fault)
