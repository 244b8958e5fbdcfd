"""Files: which file the path means that a command was given."""

from __future__ import annotations

from pathlib import Path

from selfassess.authoring.foreign import refuse_foreign
from selfassess.authoring.instruments import INSTRUMENT
from selfassess.problems import Problem, Refused

HOME = Path("assessments")
"""The folder in which instruments are looked for by their ids."""
WHERE = "a folder, an instrument.yml, or the name of a folder in assessments/"
"""What a command says of a path that it takes."""


def found(path: Path) -> Path:
    """Return the file or folder that a path means; raise Refused if there is none."""
    named = HOME / path
    if path.exists() or named.is_dir():
        return path if path.exists() else named
    where = f"it was looked for here and in {HOME}/" if path != HOME else "it was looked for here"
    message = f"there is no such file or folder; {where}; check its name"
    raise Refused([Problem(message, file=str(path))])


def instrument_file(path: Path) -> Path:
    """Return the file of the instrument that a path means.

    Raises Refused if there is none, and if it is of another tool.
    """
    there = found(path)
    file = there / INSTRUMENT.file if there.is_dir() else there
    refuse_foreign(file if file.exists() else there)
    return file
