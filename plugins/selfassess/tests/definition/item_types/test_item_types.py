from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, get_args

from selfassess.authoring.cases import failures, read_cases
from selfassess.definition.item_types import ITEM_TYPES
from selfassess.definition.items import ItemTypeName

if TYPE_CHECKING:
    from selfassess.definition.instrument import Instrument

CASES = Path(__file__).parents[2] / "kinds" / "cases.yml"


def test_every_name_that_authors_may_write_has_its_object() -> None:
    assert set(ITEM_TYPES) == set(get_args(ItemTypeName))
    assert all(name == kind.name for name, kind in ITEM_TYPES.items())


def test_the_demonstration_has_every_kind(kinds: Instrument) -> None:
    assert {item.type for item in kinds.items} == set(get_args(ItemTypeName))


def test_every_kind_counts_as_was_worked_out_by_hand(kinds: Instrument) -> None:
    assert [problem for case in read_cases(CASES) for problem in failures(kinds, case)] == []
