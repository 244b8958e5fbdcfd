"""What one needs to know of a machine, and of what is measured on it, to read the numbers."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MANIFEST = ROOT / "plugins/mkdocs-selfassess/src/mkdocs_selfassess/runtime/manifest.json"
QUIET = 0.5
"""How many processes for each core may want to run before the machine counts as busy."""


@dataclass(frozen=True)
class Machine:
    """A machine, as it was before the measurements began."""

    day: date
    commit: str
    python: str
    system: str
    processor: str
    cores: int
    load: float
    """How many processes wanted to run in the last minute."""
    whole: str = ""
    """Why Python's wasm is not cut, if it is not."""
    browser: str = ""
    """Its version, if one was used."""

    @property
    def busy(self) -> bool:
        return self.load > QUIET * self.cores


def this(results: Path) -> Machine:
    """Return this machine; `results` is the file that does not count as a change."""
    return Machine(
        datetime.now(UTC).date(),
        commit(results),
        platform.python_version(),
        platform.system(),
        processor(),
        os.cpu_count() or 1,
        os.getloadavg()[0],
        json.loads(MANIFEST.read_text(encoding="utf-8")).get("stale", ""),
    )


def commit(results: Path) -> str:
    """Return the commit that is measured, and whether files differ from it."""

    def git(*words: str) -> str:
        return subprocess.check_output(["git", *words], cwd=ROOT, text=True).strip()

    changed = git("status", "--porcelain", "--", ".", f":!{results.relative_to(ROOT)}")
    return git("rev-parse", "--short=10", "HEAD") + (" with changes" if changed else "")


def processor() -> str:
    """Return the name of the processor, as far as it is told."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.is_file() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())
