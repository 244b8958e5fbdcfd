"""Policy: one Content-Security-Policy for the finished pages that readers answer on, or for all.

GitHub Pages sends no headers of ours, so the policy stands in the pages. It is the
same on all that have it because instant navigation keeps the policy of the page that was
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

from mkdocs_selfassess.paths import position, shown
from mkdocs_selfassess.policy.markup import elements
from mkdocs_selfassess.policy.violations import (
    external,
    external_in_css,
    external_in_script,
    violations,
)
from selfassess import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from mkdocs_selfassess.policy.markup import Tag
    from mkdocs_selfassess.policy.violations import Violation

_DIRECTIVES = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'{scripts}; style-src 'self'{styles}; "
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


def pages_of(site: Path, *holding: bytes) -> list[Path]:
    """Return the finished pages of a site, or those that hold any of some texts."""
    texts = ((path, path.read_bytes()) for path in sorted(site.rglob("*.html")))
    return [
        path
        for path, text in texts
        if is_page(text) and (not holding or any(one in text for one in holding))
    ]


def write_policy(
    site: Path, site_url: str, made_from: Mapping[str, str], pages: Sequence[Path]
) -> list[Problem]:
    """Write one policy into some finished pages of a site; return what it would block.

    `made_from` gives what the author edits, by the path of the page under `site`.
    """
    audit = PolicyAudit(site_url)
    for path in pages:
        audit.add_page(path)
    meta = policy_meta(audit.scripts, audit.styles)
    for path in pages:
        path.write_bytes(with_policy(path.read_bytes(), meta))
    for path in sorted(site.rglob("*.css")) if pages else ():
        audit.add_stylesheet(path)
    return audit.problems(site, made_from)


class PolicyAudit:
    """What the finished files of a site hold: hashes of what is inline, and violations."""

    def __init__(self, site_url: str = "") -> None:
        parts = urlsplit(site_url)
        self.scripts: set[str] = set()
        self.styles: set[str] = set()
        self._origin = f"{parts.scheme}://{parts.netloc}/" if parts.netloc else ""
        self._first: dict[tuple[Violation, str], tuple[str, Path, int, int]] = {}
        self._count: Counter[tuple[Violation, str]] = Counter()

    def add_page(self, path: Path) -> None:
        """Look through a page."""
        for element in elements(path.read_bytes()):
            tag, inside = element.tag, element.inside
            self._allow(tag, inside)
            for violation in violations(tag, self._origin):
                self._note((violation, tag.source), tag.source, path, element.start)
            script = inside.decode(errors="replace") if _runs(tag) else ""
            for address in external_in_script(script, self._origin):
                self._note((external(address), address), address, path, element.start)

    def _allow(self, tag: Tag, inside: bytes) -> None:
        """Take the hash of an inline script or style."""
        if "style" in tag.attributes:
            self.styles |= {"'unsafe-hashes'", inline_hash(tag.attributes["style"].encode())}
        if inside and tag.name == "style":
            self.styles.add(inline_hash(inside))
        if inside and _runs(tag):
            self.scripts.add(inline_hash(inside))

    def add_stylesheet(self, path: Path) -> None:
        """Look through a stylesheet for what it loads from another origin."""
        for start, address in external_in_css(path.read_bytes(), self._origin):
            self._note((external(address), address), address, path, start)

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


def _worded(violation: Violation, source: str, author_file: str | None, others: int) -> str:
    tag = " ".join(source.split())
    tag = tag if len(tag) <= _LONGEST else f"{tag[:_LONGEST]}…"
    origin = f", made from {shown(author_file)}" if author_file else ""
    more = f", and {others} more like it" if others else ""
    return f"{violation.what}; {tag}{origin}{more}; {violation.remedy}"


def _runs(tag: Tag) -> bool:
    given = tag.attributes.get("type", "")
    return tag.name == "script" and "src" not in tag.attributes and not _DATA.match(given)


# What is inline is little, and the same on every page.
@lru_cache(maxsize=1024)
def inline_hash(text: bytes) -> str:
    """Return the hash of an inline script or style as the policy names it."""
    # Browsers hash what their parser made of it: every line end is one newline.
    parsed = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return f"'sha256-{base64.b64encode(hashlib.sha256(parsed).digest()).decode()}'"


def policy_meta(scripts: Iterable[str], styles: Iterable[str] = ()) -> bytes:
    """Return the tags that stand in every page; what is inline and may stay is named by hashes."""
    listed = {
        name: "".join(f" {entry}" for entry in sorted(entries))
        for name, entries in (("scripts", scripts), ("styles", styles))
    }
    return _META.format(content=_DIRECTIVES.format(**listed)).encode()


def is_page(text: bytes) -> bool:
    """Return whether a file is a page, and not a fragment of one."""
    return any(front.search(text, 0, _FAR) for front in _FRONTS)


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
