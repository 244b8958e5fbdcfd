"""Shelf: instruments read before, so that unchanged ones are not read again.

Reading YAML with the place of every value takes a tenth of a second per instrument;
taking one from the shelf a thousandth. Whatever is wrong with the shelf, it is only
slower without it.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import selfassess


class Shelf:
    """A folder of JSON files, one for each instrument."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def take(self, name: str, content: bytes) -> Any:
        """Return what was put there for this very content, or None."""
        try:
            kept = json.loads((self._folder / f"{name}.json").read_text(encoding="utf-8"))
            intact = kept["key"] == _key(content) and kept["sum"] == _digest(kept["text"].encode())
            return json.loads(kept["text"]) if intact else None
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def put(self, name: str, content: bytes, data: Any) -> None:
        """Keep JSON data for this content, in place of what was kept under the name."""
        text = json.dumps(data, ensure_ascii=False)
        kept = {"key": _key(content), "sum": _digest(text.encode()), "text": text}
        target = self._folder / f"{name}.json"
        part = target.with_suffix(f".{os.getpid()}.part")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / ".gitignore").write_text("*\n", encoding="utf-8")
            part.write_text(json.dumps(kept), encoding="utf-8")
            # Replacing is atomic: two builds at once leave a whole file.
            part.replace(target)
        except OSError:
            with suppress(OSError):
                part.unlink()


def _key(content: bytes) -> str:
    return _digest(_engine().encode() + content)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@cache
def _engine() -> str:
    """Return what changes whenever the engine's code does, also in a checkout."""
    files = sorted(Path(selfassess.__file__).parent.glob("*.py"))
    stamps = [(file.name, file.stat().st_mtime_ns, file.stat().st_size) for file in files]
    return f"{selfassess.__version__} {stamps}"
