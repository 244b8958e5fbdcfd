"""Digests: every finished page says what our scripts and styles have to be, and browsers hold them to it.

Modules are named in a map of imports, the only thing by which WebKit checks what a module imports.
Firefox takes one map for a document, and only before any module: so it stands on every page, also
on those from which a reader goes on to a form in the same document.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import TYPE_CHECKING

from mkdocs_selfassess.policy.full_loads import seen_from
from mkdocs_selfassess.policy.policy import pages_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_NAMED = re.compile(rb"""["'](?:\./)?([\w-]+\.(?:js|css))["']""")
_MAP = re.compile(rb"""<script[^>]*\btype=["']?importmap\b""", re.IGNORECASE)
_FIRST = re.compile(rb"<(?:script|link)\b|</head>", re.IGNORECASE)


def integrity_of(content: bytes) -> str:
    """Return the hash of a file as `integrity` has it."""
    return f"sha256-{base64.b64encode(hashlib.sha256(content).digest()).decode()}"


def write_digests(site: Path, path: str, folder: str, retry: Path) -> None:
    """Write the hashes of our files into every finished page of a site, and what tries them again.

    `folder` is theirs under the site, `path` that of the site on its host, and `retry` the script
    as it is served. A page that has a map of imports keeps it alone.
    """
    files = {
        file.name: file.read_bytes()
        for file in sorted((site / folder).glob("*"))
        if file.suffix in (".js", ".css")
    }
    digests = {name: integrity_of(content) for name, content in files.items()}
    named = {name.decode() for text in files.values() for name in _NAMED.findall(text)}
    later = {name: digests[name] for name in sorted(named & digests.keys())}
    for page in pages_of(site) if later else ():
        text = _with_tags(page.read_bytes(), folder, digests)
        if not _MAP.search(text):
            home = seen_from(page.relative_to(site).as_posix(), path, folder)
            text = _with_head(text, _map(home, later) + _script(retry))
        page.write_bytes(text)


def _map(home: str, digests: Mapping[str, str]) -> str:
    """Return the map of imports of a page that sees our folder at `home`."""
    # A bare name would be that of a package.
    home = home if home[0] in "./" else f"./{home}"
    before, mark, name = home.rpartition("/")
    # As retry.mjs spells it.
    other = f"{before}{mark}%{ord(name[0]):x}{name[1:]}"
    found = {f"{each}/{name}": one for name, one in digests.items() for each in (home, other)}
    told = json.dumps({"integrity": found}, separators=(",", ":"))
    return f'<script type="importmap">{told}</script>'


def _script(served: Path) -> str:
    code = served.read_text(encoding="utf-8").partition("\n//# sourceMappingURL=")[0]
    return f"<script>{code}</script>"


def _with_tags(page: bytes, folder: str, digests: Mapping[str, str]) -> bytes:
    """Return a page whose tags say what they bring."""
    ours = re.compile(
        rb"""(<(?:script|link)\b(?![^>]*\bintegrity=)[^>]*?(?:src|href)="[^"]*%b/([^"/]+)")"""
        % re.escape(folder).encode()
    )

    def put(match: re.Match[bytes]) -> bytes:
        one = digests.get(match[2].decode(), "")
        return b'%b integrity="%b"' % (match[1], one.encode()) if one else match[1]

    return ours.sub(put, page)


def _with_head(page: bytes, tags: str) -> bytes:
    """Return a page with these tags before all that it may bring."""
    at = match.start() if (match := _FIRST.search(page)) else 0
    return page[:at] + tags.encode() + page[at:]
