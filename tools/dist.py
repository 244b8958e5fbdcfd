"""Build both wheels into dist/ and look inside: the compiled runtime has to be there, whole."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
RUNTIME = "mkdocs_selfassess/runtime/"


def build(distribution: str) -> Path:
    """Build the wheel of one distribution, without a network, and return its path."""
    into = DIST / distribution
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(into)]
    subprocess.run(
        [*command, str(ROOT / "plugins" / distribution)], check=True, stdout=subprocess.DEVNULL
    )
    (wheel,) = into.glob("*.whl")
    moved = wheel.rename(DIST / wheel.name)
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
    shutil.rmtree(DIST, ignore_errors=True)
    wheels = [build("selfassess"), build("mkdocs-selfassess")]
    if names := lacking(wheels[1]):
        print(f"The runtime in {wheels[1].name} lacks {', '.join(sorted(names))}.", file=sys.stderr)
        return 1
    for wheel in wheels:
        print(f"{wheel.relative_to(ROOT)}  {wheel.stat().st_size / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
