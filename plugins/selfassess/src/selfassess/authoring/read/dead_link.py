"""DeadLink: a link of the file system that leads to nothing, on the way to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def dead_links(*paths: Path) -> Iterator[Problem]:
    """Yield each link to nothing that one of some paths is or goes through."""
    ways = dict.fromkeys(way for path in paths for way in (path, *path.parents))
    for way in ways:
        if way.is_symlink() and not way.exists():
            message = f'this is a link that leads nowhere; it names "{way.readlink()}"; mend it'
            yield Problem(f"{message}, or delete it", file=str(way))
