"""Policy: one Content-Security-Policy, the same on every finished page.

GitHub Pages sends no headers of ours, so the policy stands in the pages. It is the
same everywhere because instant navigation keeps the policy of the page that was
opened first.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from mkdocs_selfassess.paths import shown
from mkdocs_selfassess.policy.markup import elements, position
from mkdocs_selfassess.policy.violations import (
    ALIGNED,
    EXTERNAL,
    STYLE,
    external_in_css,
    violations,
)
from selfassess import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from mkdocs_selfassess.policy.markup import Tag
    from mkdocs_selfassess.policy.violations import Violation

_DIRECTIVES = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'{hashes}; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; "
    "object-src 'none'; frame-src 'none'; form-action 'none'; base-uri 'none'"
)
_META = (
    '<meta http-equiv="Content-Security-Policy" content="{content}">'
    '<meta name="referrer" content="no-referrer">'
)
_OURS = re.compile(re.escape(_META).replace(r"\{content\}", 'default-src [^"]*').encode())
_CHARSET = re.compile(
    rb"<meta\s+(?:charset\s*=|http-equiv\s*=\s*[\"']?content-type\b)[^>]*>", re.IGNORECASE
)
_FRONTS = (
    re.compile(rb"<head(?:\s[^>]*)?>", re.IGNORECASE),
    re.compile(rb"<html(?:\s[^>]*)?>", re.IGNORECASE),
    re.compile(rb"<!doctype[^>]*>", re.IGNORECASE),
)
_FAR = 4096
"""How far into the head a character set is looked for; browsers give up after 1024 bytes."""
_DATA = re.compile(r"(?:application|text)/(?!.*(?:java|ecma)script)", re.IGNORECASE)
"""Types of a script element that holds data and never runs."""
_LONGEST = 160
"""How much of a tag is shown in a problem."""


def write_policy(site: Path, site_url: str, made_from: Mapping[str, str]) -> list[Problem]:
    """Write one policy into every finished page of a site; return what it would block.

    `made_from` gives what the author edits, by the path of the page under `site`.
    """
    audit = PolicyAudit(site_url)
    pages = [path for path in sorted(site.rglob("*.html")) if audit.add_page(path)]
    meta = policy_meta(audit.hashes)
    for path in pages:
        path.write_bytes(with_policy(path.read_bytes(), meta))
    for path in sorted(site.rglob("*.css")):
        audit.add_stylesheet(path)
    return audit.problems(site, made_from)


class PolicyAudit:
    """What the finished files of a site hold: hashes of inline scripts, and violations."""

    def __init__(self, site_url: str = "") -> None:
        parts = urlsplit(site_url)
        self.hashes: set[str] = set()
        self._origin = f"{parts.scheme}://{parts.netloc}/" if parts.netloc else ""
        self._first: dict[tuple[Violation, str], tuple[str, Path, int, int]] = {}
        self._count: Counter[tuple[Violation, str]] = Counter()

    def add_page(self, path: Path) -> bool:
        """Look through a file; return whether it is a page, and not a fragment of one."""
        page = path.read_bytes()
        if not any(front.search(page, 0, _FAR) for front in _FRONTS):
            return False
        for element in elements(page):
            tag = element.tag
            if element.inside and _runs(tag):
                self.hashes.add(script_hash(element.inside))
            for violation in violations(tag, self._origin):
                self._note((violation, _likeness(violation, tag)), tag.source, path, element.start)
        return True

    def add_stylesheet(self, path: Path) -> None:
        """Look through a stylesheet for what it loads from another origin."""
        for start, address in external_in_css(path.read_bytes(), self._origin):
            self._note((EXTERNAL, address), address, path, start)

    def _note(self, key: tuple[Violation, str], source: str, path: Path, start: int) -> None:
        if key not in self._first:
            self._first[key] = (source, path, *position(path.read_bytes(), start))
        self._count[key] += 1

    def problems(self, site: Path, made_from: Mapping[str, str]) -> list[Problem]:
        """Return each violation once: at its first place, with the number of others."""
        found = []
        for key, (source, path, line, column) in self._first.items():
            author_file = made_from.get(path.relative_to(site).as_posix())
            message = _worded(key[0], source, author_file, self._count[key] - 1)
            found.append(Problem(message, file=shown(path), line=line, column=column))
        return found


def _likeness(violation: Violation, tag: Tag) -> str:
    """Return what makes two violations one: a style, whatever else differs from page to page."""
    if violation in (STYLE, ALIGNED):
        return f"{tag.name} {tag.attributes['style']}"
    return tag.source


def _worded(violation: Violation, source: str, author_file: str | None, others: int) -> str:
    tag = " ".join(source.split())
    tag = tag if len(tag) <= _LONGEST else f"{tag[:_LONGEST]}…"
    origin = f", made from {shown(author_file)}" if author_file else ""
    more = f", and {others} more like it" if others else ""
    return f"{violation.what}; {tag}{origin}{more}; {violation.remedy}"


def _runs(tag: Tag) -> bool:
    given = tag.attributes.get("type", "")
    return tag.name == "script" and "src" not in tag.attributes and not _DATA.match(given)


# Inline scripts are few, and the same on every page.
@lru_cache(maxsize=1024)
def script_hash(script: bytes) -> str:
    """Return the hash of an inline script as the policy names it."""
    # Browsers hash what their parser made of it: every line end is one newline.
    text = script.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return f"'sha256-{base64.b64encode(hashlib.sha256(text).digest()).decode()}'"


def policy_meta(hashes: Iterable[str]) -> bytes:
    """Return the tags that stand in every page."""
    listed = "".join(f" {entry}" for entry in sorted(hashes))
    return _META.format(content=_DIRECTIVES.format(hashes=listed)).encode()


def with_policy(page: bytes, meta: bytes) -> bytes:
    """Return a page with the policy at the very front of its head.

    Only the character set stands before it: browsers look for that in the first 1024
    bytes, and the policy may be longer.
    """
    if ours := _OURS.search(page.partition(b"</head>")[0]):
        page = page[: ours.start()] + page[ours.end() :]
    at = next(match.end() for front in _FRONTS if (match := front.search(page, 0, _FAR)))
    charset = _CHARSET.search(page, at, at + _FAR)
    rest = page[at : charset.start()] + page[charset.end() :] if charset else page[at:]
    return page[:at] + b'<meta charset="utf-8">' + meta + rest
