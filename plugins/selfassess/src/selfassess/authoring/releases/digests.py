"""Digests: what each released file was when it was released, so that a later edit is seen.

They are in `SHA256SUMS` beside the files, in the format of the command `sha256sum`.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from selfassess.authoring.read.dead_link import dead_links
from selfassess.problems import InvalidFile, Problem

if TYPE_CHECKING:
    from pathlib import Path

FILE = "SHA256SUMS"
"""The name of the file of digests."""
_LINE = re.compile(r"([0-9a-fA-F]{64}) [ *](\S.*)")


def digest(file: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal digits; raise OSError."""
    # Git writes other ends of lines on some machines.
    return sha256(file.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def digests(folder: Path) -> dict[str, str]:
    """Return the digest of each file by its name; none in a folder of before there were digests.

    Raises InvalidFile.
    """
    file = folder / FILE
    try:
        # Other tools begin a file with a byte order mark, and write their digits as capitals.
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (FileNotFoundError, NotADirectoryError):
        if links := list(dead_links(file)):
            raise InvalidFile(links) from None
        return {}
    except (OSError, UnicodeDecodeError):
        message = "the digests of the releases can not be read; this is no text; restore the file"
        raise InvalidFile([Problem(message, file=str(file))]) from None
    found = [(at, line, _LINE.fullmatch(line)) for at, line in enumerate(lines, 1) if line.strip()]
    strange = [(at, line) for at, line, match in found if not match]
    if strange:
        at, line = strange[0]
        message = f'this line is no digest; found "{line[:40]}"; restore the file'
        raise InvalidFile([Problem(message, file=str(file), line=at, column=1)])
    return {match[2]: match[1].lower() for _, _, match in found if match}


def keep_digests(folder: Path) -> None:
    """Write the digests of those released files that have none; raise InvalidFile."""
    known = digests(folder)
    files = [file for file in folder.glob("*.json") if file.is_file() and file.name not in known]
    new = {file.name: digest(file) for file in files}
    if new:
        lines = [f"{value}  {name}\n" for name, value in sorted({**known, **new}.items())]
        (folder / FILE).write_text("".join(lines), encoding="utf-8", newline="\n")
