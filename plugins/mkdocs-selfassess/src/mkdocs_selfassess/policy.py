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

from mkdocs_selfassess.markup import elements, place
from mkdocs_selfassess.objections import EXTERNAL, external_in_css, objections
from mkdocs_selfassess.place import shown
from selfassess.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from mkdocs_selfassess.markup import Tag
    from mkdocs_selfassess.objections import Objection

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
    survey = Survey(site_url)
    pages = [path for path in sorted(site.rglob("*.html")) if survey.add_page(path)]
    meta = policy_meta(survey.hashes)
    for path in pages:
        path.write_bytes(with_policy(path.read_bytes(), meta))
    for path in sorted(site.rglob("*.css")):
        survey.add_stylesheet(path)
    return survey.problems(site, made_from)


class Survey:
    """What the finished files of a site hold: hashes of inline scripts, and objections."""

    def __init__(self, site_url: str = "") -> None:
        parts = urlsplit(site_url)
        self.hashes: set[str] = set()
        self._origin = f"{parts.scheme}://{parts.netloc}/" if parts.netloc else ""
        self._first: dict[tuple[Objection, str], tuple[Path, int, int]] = {}
        self._count: Counter[tuple[Objection, str]] = Counter()

    def add_page(self, path: Path) -> bool:
        """Look through a file; return whether it is a page, and not a fragment of one."""
        page = path.read_bytes()
        if not any(front.search(page, 0, _FAR) for front in _FRONTS):
            return False
        for element in elements(page):
            if element.inside and _runs(element.tag):
                self.hashes.add(script_hash(element.inside))
            for objection in objections(element.tag, self._origin):
                self._note((objection, element.tag.source), path, page, element.start)
        return True

    def add_stylesheet(self, path: Path) -> None:
        """Look through a stylesheet for what it loads from another origin."""
        sheet = path.read_bytes()
        for start, address in external_in_css(sheet, self._origin):
            self._note((EXTERNAL, address), path, sheet, start)

    def _note(self, key: tuple[Objection, str], path: Path, content: bytes, start: int) -> None:
        if key not in self._first:
            self._first[key] = (path, *place(content, start))
        self._count[key] += 1

    def problems(self, site: Path, made_from: Mapping[str, str]) -> list[Problem]:
        """Return each objection once: at its first place, with the number of others."""
        found = []
        for (objection, source), (path, line, column) in self._first.items():
            author_file = made_from.get(path.relative_to(site).as_posix())
            others = self._count[objection, source] - 1
            message = _worded(objection, source, author_file, others)
            found.append(Problem(message, file=shown(path), line=line, column=column))
        return found


def _worded(objection: Objection, source: str, author_file: str | None, others: int) -> str:
    tag = " ".join(source.split())
    tag = tag if len(tag) <= _LONGEST else f"{tag[:_LONGEST]}…"
    origin = f", made from {shown(author_file)}" if author_file else ""
    more = f", and {others} more like it" if others else ""
    return f"{objection.what}; {tag}{origin}{more}; {objection.remedy}"


def _runs(tag: Tag) -> bool:
    kind = tag.attributes.get("type", "")
    return tag.name == "script" and "src" not in tag.attributes and not _DATA.match(kind)


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
    page = _OURS.sub(b"", page, count=1)
    at = next(match.end() for front in _FRONTS if (match := front.search(page, 0, _FAR)))
    charset = _CHARSET.search(page, at, at + _FAR)
    rest = page[at : charset.start()] + page[charset.end() :] if charset else page[at:]
    return page[:at] + b'<meta charset="utf-8">' + meta + rest
