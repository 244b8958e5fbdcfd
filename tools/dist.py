"""Build both wheels and look inside: the compiled runtime has to be there, whole.

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
RUNTIME = "mkdocs_selfassess/runtime/"


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
    """Return the names of runtime files that the manifest promises and the wheel lacks."""
    with ZipFile(wheel) as archive:
        manifest = json.loads(archive.read(f"{RUNTIME}manifest.json"))
        promised = {manifest["manifest"], *manifest["licences"]}
        promised |= {file["name"] for file in manifest["files"].values()}
        return promised - {name.removeprefix(RUNTIME) for name in archive.namelist()}


def main() -> int:
    """Build, check and list the wheels."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "dist").absolute()
    shutil.rmtree(folder, ignore_errors=True)
    wheels = [build(name, folder) for name in ("selfassess", "mkdocs-selfassess")]
    if names := lacking(wheels[1]):
        print(f"The runtime in {wheels[1].name} lacks {', '.join(sorted(names))}.", file=sys.stderr)
        return 1
    for wheel in wheels:
        print(f"{os.path.relpath(wheel)}  {wheel.stat().st_size / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
