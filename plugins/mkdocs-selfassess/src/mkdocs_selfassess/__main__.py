"""Command line: write the files for the browser, for hosts that the plugin does not run in."""

from __future__ import annotations

import argparse
from pathlib import Path

from mkdocs_selfassess.hosts.standalone import write_assets


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m mkdocs_selfassess", description=__doc__)
    commands = parser.add_subparsers(required=True)
    assets = commands.add_parser("assets", help="write them under DIR/assets/selfassess")
    assets.add_argument("folder", metavar="DIR", type=Path)
    asked = parser.parse_args(arguments)
    written = write_assets(asked.folder)
    print(f"{len(written)} files written under {asked.folder / 'assets' / 'selfassess'}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
