"""Build both wheels and look inside: what the browser needs has to be there, whole.

    python tools/dist.py [FOLDER]

FOLDER is emptied first; `dist` if left out.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "mkdocs_selfassess/"


def build(distribution: str, folder: Path) -> Path:
    """Build the wheel of one distribution, without a network, and return its path."""
    into = folder / distribution
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(into)]
    subprocess.run(
        [*command, str(ROOT / "plugins" / distribution)], check=True, stdout=subprocess.DEVNULL
    )
    (wheel,) = into.glob("*.whl")
    moved = wheel.rename(folder / wheel.name)
    into.rmdir()
    return moved


def lacking(wheel: Path) -> set[str]:
    """Return the names of files that the manifests promise and the wheel lacks."""
    with ZipFile(wheel) as archive:
        runtime = json.loads(archive.read(f"{PACKAGE}runtime/manifest.json"))
        served = json.loads(archive.read(f"{PACKAGE}served/manifest.json"))
        names = [runtime["manifest"], *runtime["licences"]]
        names += [file["name"] for file in runtime["files"].values()]
        promised = {f"runtime/{name}" for name in names}
        promised |= {f"served/{name}" for name in served["files"]}
        return promised - {name.removeprefix(PACKAGE) for name in archive.namelist()}


def main() -> int:
    """Build, check and list the wheels."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "dist").absolute()
    shutil.rmtree(folder, ignore_errors=True)
    wheels = [build(name, folder) for name in ("selfassess", "mkdocs-selfassess")]
    if names := lacking(wheels[1]):
        print(f"{wheels[1].name} lacks {', '.join(sorted(names))}.", file=sys.stderr)
        return 1
    for wheel in wheels:
        print(f"{os.path.relpath(wheel)}  {wheel.stat().st_size / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
