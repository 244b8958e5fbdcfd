"""Build both wheels and look inside: what the browser needs has to be there, whole.

    python tools/dist.py [--whole] [FOLDER]

FOLDER is emptied first; `dist` if left out. A runtime whose profile is stale is refused, unless
with --whole.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "mkdocs_selfassess/"
PROFILE = "plugins/mkdocs-selfassess/runtime/profile.json"


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
        parts = [*runtime["files"].values(), *runtime.get("whole", {}).values()]
        names += [file["name"] for file in parts]
        promised = {f"runtime/{name}" for name in names}
        promised |= {f"served/{name}" for name in served["files"]}
        return promised - {name.removeprefix(PACKAGE) for name in archive.namelist()}


def stale() -> str:
    """Return why the wasm is not cut for this engine; "" if it is."""
    manifest = ROOT / "plugins/mkdocs-selfassess/src" / PACKAGE / "runtime/manifest.json"
    why: str = json.loads(manifest.read_text(encoding="utf-8")).get("stale", "")
    return why


def main() -> int:
    """Build, check and list the wheels."""
    parser = argparse.ArgumentParser(description="Build both wheels and look inside.")
    parser.add_argument("--whole", action="store_true", help="accept wasm that is not cut")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "dist")
    given = parser.parse_args()
    folder = given.folder.absolute()
    if (why := stale()) and not given.whole:
        print(
            "The wheel would hold the whole wasm, 1.4 MB more for every reader, because "
            f"{why}; run `make profile` and commit {PROFILE}.",
            file=sys.stderr,
        )
        return 1
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
