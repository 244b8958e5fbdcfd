"""Files: which file the path means that a command was given."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from selfassess.authoring.course.courses import COURSE
from selfassess.authoring.foreign import refuse_foreign
from selfassess.authoring.instruments import INSTRUMENT
from selfassess.authoring.read.dead_link import dead_links
from selfassess.authoring.scenario.scenarios import SCENARIO
from selfassess.problems import Problem, Refused, nearest

if TYPE_CHECKING:
    from selfassess.authoring.documents import DocumentType

HOME = Path("assessments")
"""The folder in which instruments are looked for by their ids."""
COURSES = HOME / "courses"
"""The folder of the courses."""
_ROOMS = (HOME, COURSES, HOME / "scenarios")
"""Where a name alone is looked for, in this order."""
WHERE = "the name of a folder in assessments/, a folder, or an instrument.yml"
"""What a command says of a path that it takes."""


def answers_file(given: Path) -> Path:
    """Return a file of answers; raise Refused if it is not there."""
    if not given.exists():
        refuse_dead_links(given)
        meant = _meant(given)
        remedy = f'did you mean "{meant}"?' if meant else "check its name"
        message = f"there is no such file; it was looked for here; {remedy}"
        raise Refused([Problem(message, file=str(given))])
    return given


def found(given: str) -> Path:
    """Return the file or folder that is meant; raise Refused if there is none.

    A name alone is an id first: what lies here under the same name is meant by `./name`.
    """
    path = Path(given)
    named = next((room / given for room in _ROOMS if (room / given).is_dir()), HOME / given)
    if given == path.name and named.is_dir():
        return named
    if path.exists() or named.is_dir():
        return path if path.exists() else named
    refuse_dead_links(path, named)
    where = f"it was looked for here and in {HOME}/" if path != HOME else "it was looked for here"
    meant = _meant(named).removeprefix(f"{HOME.as_posix()}/") or _meant(path) or _in_rooms(given)
    remedy = f'did you mean "{meant}"?' if meant else "check its name"
    message = f"there is no such file or folder; {where}; {remedy}"
    raise Refused([Problem(message, file=given)])


def refuse_dead_links(*paths: Path) -> None:
    """Raise Refused if paths lead through links to nothing."""
    if problems := list(dead_links(*paths)):
        raise Refused(problems)


def _in_rooms(given: str) -> str:
    """Return the nearest name of a course or scenario; "" if none is near."""
    return nearest(given, [name for room in _ROOMS[1:] for name in _names(room)])


def _meant(path: Path) -> str:
    """Return a path with the nearest name that is there for each that is not; "" if none is near."""
    there = Path(path.anchor)
    for part in path.relative_to(there).parts:
        near = part if (there / part).exists() else nearest(part, _names(there))
        if not near:
            return ""
        there /= near
    return there.as_posix()


def _names(folder: Path) -> list[str]:
    return [path.name for path in sorted(folder.iterdir())] if folder.is_dir() else []


def instrument_file(given: str) -> Path:
    """Return the file of the instrument that is meant.

    Raises Refused if there is none, and if it is of another tool.
    """
    there = found(given)
    file = there / INSTRUMENT.file if there.is_dir() else there
    refuse_foreign(file if file.exists() else there)
    return file


def document_file(given: str) -> Path:
    """Return the file of the instrument, course or scenario that is meant; raise Refused as above."""
    files = [found(given) / kind.file for kind in (COURSE, SCENARIO)]
    return next((file for file in files if file.is_file()), None) or instrument_file(given)


def document_type(file: Path) -> DocumentType[Any]:
    """Return what type of document a file is by its name; an instrument if no other."""
    kinds: tuple[DocumentType[Any], ...] = (COURSE, SCENARIO)
    return next((kind for kind in kinds if kind.file == file.name), INSTRUMENT)
