"""Files: which file the path means that a command was given."""

from __future__ import annotations

from pathlib import Path

from selfassess.authoring.foreign import refuse_foreign
from selfassess.authoring.instruments import INSTRUMENT

WHERE = "a folder, an instrument.yml, or the name of a folder in assessments/"
"""What a command says of a path that it takes."""


def instrument_file(path: Path) -> Path:
    """Return the file of the instrument that a path means; raise Refused if it is none of ours."""
    named = Path("assessments") / path
    folder = path if path.exists() or not named.is_dir() else named
    file = folder / INSTRUMENT.file if folder.is_dir() else folder
    if file.exists() or folder.is_dir():
        refuse_foreign(file if file.exists() else folder)
    return file
