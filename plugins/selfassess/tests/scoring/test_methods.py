from __future__ import annotations

from typing import get_args

from selfassess.definition.scoring import Method
from selfassess.scoring.methods import METHODS


def test_every_name_that_authors_may_write_has_its_object() -> None:
    assert set(METHODS) == set(get_args(Method))
    assert all(name == method.name for name, method in METHODS.items())
