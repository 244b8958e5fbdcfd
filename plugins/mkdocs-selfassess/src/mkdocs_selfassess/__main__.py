"""Command line: write the files for the browser, for hosts that the plugin does not run in."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from mkdocs_selfassess.hosts.standalone import write_assets
from selfassess import Invalid, suggestion


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return its exit code: 1 for problems, 2 for a wrong command."""
    parser = argparse.ArgumentParser(prog="python -m mkdocs_selfassess", description=__doc__)
    commands = parser.add_subparsers(required=True)
    assets = commands.add_parser("assets", help="write them under DIR/assets/selfassess")
    assets.add_argument("folder", metavar="DIR", type=Path)
    asked = parser.parse_args(arguments)
    if not asked.folder.is_dir():
        parser.error(_no_folder(asked.folder))
    return _write(asked.folder)


def _write(folder: Path) -> int:
    try:
        written = write_assets(folder)
    except Invalid as invalid:
        count = len(invalid.problems)
        print(*invalid.problems, sep="\n", file=sys.stderr)
        print(f"{count} problem{'s' if count > 1 else ''}, nothing written", file=sys.stderr)
        return 1
    print(f"{len(written)} files written under {folder / 'assets' / 'selfassess'}")
    return 0


def _no_folder(folder: Path) -> str:
    known = [path.name for path in Path().iterdir() if path.is_dir() and path.name[0] not in "._"]
    hint = suggestion(str(folder), sorted(known))
    return f'there is no such folder; "{folder}"; make it first, or write another; {hint}'


if __name__ == "__main__":
    raise SystemExit(main())
