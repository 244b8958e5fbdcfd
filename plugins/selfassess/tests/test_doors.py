"""The two doors: what other programs may import, and what that costs them."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import selfassess
from selfassess import authoring

ENGINE = Path(selfassess.__file__).parent
DOORS = (selfassess, authoring)


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_every_public_name_is_there_and_documented(door: object) -> None:
    names = door.__all__  # type: ignore[attr-defined]

    assert len(set(names)) == len(names)
    assert [name for name in names if not hasattr(door, name)] == []


def test_what_travels_needs_nothing_of_the_authors() -> None:
    code = "import selfassess, sys; print(*{name.split('.')[0] for name in sys.modules}, sep=' ')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert {"pydantic", "yaml", "numpy"} & set(done.stdout.split()) == set()


def test_the_door_of_the_authors_leads_to_no_numbers_of_many() -> None:
    code = "import selfassess.authoring, sys; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"


def test_nothing_inside_comes_in_by_a_door() -> None:
    """A module that imports from a door would import everything, itself included."""
    found = [
        f"{file.relative_to(ENGINE)}:{node.lineno}"
        for file in ENGINE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if (isinstance(node, ast.ImportFrom) and node.module in ("selfassess", authoring.__name__))
        or (isinstance(node, ast.Import) and any(n.name == "selfassess" for n in node.names))
    ]

    assert found == []
