"""Violations: what the policy would block on a finished page, and what to do instead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_selfassess.policy.markup import Tag

_NO_HANDLERS = {"only", "once", "one"}
"""Attributes that begin with "on" and are not called by the browser."""
_LOADING = {
    *("stylesheet", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch"),
    *("prerender", "icon", "apple-touch-icon", "mask-icon", "manifest"),
}
"""Relations of a link that make the browser ask for it."""
_ADDRESSES = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "input": ("src",),
    "use": ("href", "xlink:href"),
    "image": ("href", "xlink:href"),
    "link": ("href", "imagesrcset"),
}
"""The attributes with which an element loads something."""
_FRAMES = ("iframe", "frame", "object", "embed")
_ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:)?//|\s*(?!data:)[a-z][a-z0-9+.-]*:", re.I)
_IN_CSS = re.compile(
    rb"""(?:@import\s+["']?|url\(\s*["']?)((?:https?:)?//[^"')\s;]+)""", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that the policy blocks."""

    what: str
    remedy: str


EXTERNAL = Violation("this would be loaded from another origin", "keep a copy on the site")
STYLE = Violation("the policy blocks style attributes", "move the style into a stylesheet")
ALIGNED = Violation(
    "the policy blocks style attributes",
    'set "tables: {use_align_attribute: true}" under markdown_extensions',
)
STYLE_ELEMENT = Violation("the policy blocks style elements", "move the rules into a stylesheet")
HANDLER = Violation("the policy blocks inline handlers", "listen for the event in a script file")
JAVASCRIPT = Violation("the policy blocks javascript: addresses", "use a button and a script file")
FRAME = Violation("the policy blocks frames and embedded objects", "link to it instead")
BASE = Violation("the policy blocks a base element", "write relative addresses")


def violations(tag: Tag, origin: str = "") -> Iterator[Violation]:
    """Yield what the policy would block of a tag; `origin` is the site's own, "" if unknown."""
    attributes = tag.attributes
    if "style" in attributes:
        aligned = tag.name in ("td", "th") and attributes["style"].startswith("text-align")
        yield ALIGNED if aligned else STYLE
    if any(name.startswith("on") and name not in _NO_HANDLERS for name in attributes):
        yield HANDLER
    if attributes.get("href", "").strip().lower().startswith("javascript:"):
        yield JAVASCRIPT
    if tag.name == "style":
        yield STYLE_ELEMENT
    if tag.name == "base":
        yield BASE
    if tag.name in _FRAMES:
        yield FRAME
    elif any(_is_external(address, origin) for address in _loaded(tag)):
        yield EXTERNAL


def _loaded(tag: Tag) -> Iterator[str]:
    if tag.name == "link" and not _LOADING & set(tag.attributes.get("rel", "").lower().split()):
        return
    for name in _ADDRESSES.get(tag.name, ()):
        value = tag.attributes.get(name, "")
        if name.endswith("srcset"):
            yield from (entry.strip().split(" ")[0] for entry in value.split(", ") if entry.strip())
        else:
            yield value


def _is_external(address: str, origin: str) -> bool:
    if origin and address.strip().startswith(origin):
        return False
    return bool(_ELSEWHERE.match(address))


def external_in_css(stylesheet: bytes, origin: str = "") -> Iterator[tuple[int, str]]:
    """Yield offset and address of everything that a stylesheet loads from another origin."""
    for match in _IN_CSS.finditer(stylesheet):
        address = match[1].decode(errors="replace")
        if _is_external(address, origin):
            yield match.start(), address
