"""Violations: what the policy would block on a finished page, and what to do instead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

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
_IN_SCRIPT = re.compile(r"""["'`]((?:https?:|wss?:)?//[^"'`\s]+)""")
_LOADS = re.compile(r"\.src\b|\b(?:fetch|XMLHttpRequest|sendBeacon|WebSocket|import)\b")
"""Words of scripts that load something; one without any may still name an address, to link it."""
_WITH_STARS = re.compile(r"(?:github|gitlab)\.", re.IGNORECASE)
"""Hosts of repositories that Material asks."""
_IN_CSS = re.compile(
    rb"""(?:@import\s+["']?|url\(\s*["']?)((?:https?:)?//[^"')\s;]+)""", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that the policy blocks."""

    what: str
    remedy: str


EXTERNAL = Violation("this would be loaded from another origin", "keep a copy on the site")
HANDLER = Violation("the policy blocks inline handlers", "listen for the event in a script file")
JAVASCRIPT = Violation("the policy blocks javascript: addresses", "use a button and a script file")
FRAME = Violation("the policy blocks frames and embedded objects", "link to it instead")
BASE = Violation("the policy blocks a base element", "write relative addresses")
MERMAID = Violation(
    "the policy blocks Mermaid, which draws with a script from elsewhere and with style elements",
    "show the diagram as a picture, or put it on a page without the policy",
)
STARS = Violation(
    "the policy blocks the number of stars, for which the theme asks the host of `repo_url`",
    "leave out `repo_url`, or take a copy of partials/source.html without data-md-component",
)
_NAMED = {
    r"//fonts\.(?:googleapis|gstatic)\.com/?": Violation(
        "Google Fonts would be loaded from another origin", 'set "font: false" under theme'
    ),
    r"//[^\s\"']*/highlight\.js/": Violation(
        "highlight.js would be loaded from another origin", 'set "highlightjs: false" under theme'
    ),
    r"//(?:www\.)?(?:googletagmanager|google-analytics)\.com/": Violation(
        "Google Analytics would be loaded from another origin", "take `analytics` out of mkdocs.yml"
    ),
    r"//[^\s\"']*\bmermaid\b[^\s\"']*\.m?js": MERMAID,
}
"""What themes load from elsewhere, by a part of its address."""


def external(address: str) -> Violation:
    """Return what is wrong with loading from an address, by its name if it is a usual one."""
    known = (violation for part, violation in _NAMED.items() if re.search(part, address))
    return next(known, EXTERNAL)


def violations(tag: Tag, origin: str = "") -> Iterator[Violation]:
    """Yield what the policy would block of a tag; `origin` is the site's own, "" if unknown."""
    attributes = tag.attributes
    if any(name.startswith("on") and name not in _NO_HANDLERS for name in attributes):
        yield HANDLER
    if attributes.get("href", "").strip().lower().startswith("javascript:"):
        yield JAVASCRIPT
    if tag.name == "base":
        yield BASE
    if tag.name in _FRAMES:
        yield FRAME
    else:
        yield from {external(one): 0 for one in _loaded(tag) if _is_external(one, origin)}
    yield from _asked_for(tag)


def _asked_for(tag: Tag) -> Iterator[Violation]:
    """Yield what the scripts of a theme would load for a tag."""
    if "mermaid" in tag.attributes.get("class", "").split():
        yield MERMAID
    host = urlsplit(tag.attributes.get("href", "")).netloc
    if tag.attributes.get("data-md-component") == "source" and _WITH_STARS.search(host):
        yield STARS


def external_in_script(script: str, origin: str = "") -> Iterator[str]:
    """Yield the addresses of other origins that an inline script seems to load from."""
    if _LOADS.search(script):
        yield from (one for one in _IN_SCRIPT.findall(script) if _is_external(one, origin))


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
