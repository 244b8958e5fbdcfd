from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from made_up_course import BANK, answers

from selfassess.reporting.issuing.marks import Marker
from selfassess.reporting.knowledge import Gain, Share, gains, read_shares, shares, written

if TYPE_CHECKING:
    from collections.abc import Callable

    from selfassess.definition.instrument import Instrument

OBJECTIVES = {"hear": "Hear a story.", "tell": "Tell a story.", "end": "End it."}


def test_right_answers_are_counted_by_objective(read: Callable[[str], Instrument]) -> None:
    bank = read(BANK)
    mark = Marker(bank).mark("k3f9", answers(bank, "k3f9", 1))

    found = shares(bank, mark)

    assert {name: share.asked for name, share in found.items()} == {"hear": 2, "tell": 2}
    assert sum(share.right for share in found.values()) == 3
    assert read_shares(written(found)) == found


@pytest.mark.parametrize("text", ["3/2", "1/0", "-1/2", "1 of 2", "1/2000", ""])
def test_what_can_not_be_a_share_is_left_out(text: str) -> None:
    assert read_shares({"hear": text, "tell": "0/2"}) == {"tell": Share(0, 2)}


def pairs(learners: int) -> list[tuple[dict[str, Share], dict[str, Share]]]:
    """Return learners who knew half of one objective before, and all of it after."""
    after = {"hear": Share(2, 2), "tell": Share(1, 2)}
    return [({"hear": Share(1, 2)}, after)] * learners


def test_what_is_known_before_and_after_is_compared_for_those_who_were_asked_both() -> None:
    nothing: dict[str, Share] = {}
    asked_once = [(nothing, {"hear": Share(0, 2)})]

    assert gains(pairs(5) + asked_once, OBJECTIVES, fewest=5) == (
        Gain("Hear a story.", 5, before=0.5, after=1.0),
    )


def test_of_too_few_learners_only_their_number_is_told() -> None:
    assert gains(pairs(4), OBJECTIVES, fewest=5) == (Gain("Hear a story.", 4, None, None),)
