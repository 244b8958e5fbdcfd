"""Full loads: the script that keeps pages with the policy apart from pages without it.

Where a theme shows the next page in the document of the last one, the policy of the first page
would stay on pages that it was never checked against, or be missing where it is promised.
"""

from __future__ import annotations

from html import escape
from posixpath import dirname, relpath
from typing import TYPE_CHECKING
from urllib.parse import quote

from mkdocs_selfassess.policy.policy import pages_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

_HEAD = b"</head>"


def write_full_loads(site: Path, path: str, script: str, bound: Collection[Path]) -> None:
    """Put the script into every finished page of a site; `bound` are those with the policy.

    `script` is its address under the site, `path` that of the site on its host.
    """
    listed = " ".join(_address(page.relative_to(site).as_posix()) for page in sorted(bound))
    for page in pages_of(site):
        put_script(site, page, path, script, f' data-bound="{listed}"')


def put_script(site: Path, page: Path, path: str, script: str, attributes: str = "") -> None:
    """Put a script into the head of a finished page.

    `script` is its address under the site, `path` that of the site on its host.
    """
    src = escape(seen_from(page.relative_to(site).as_posix(), path, script))
    # Modules run in the order of the page, and one that hangs would hold up those of the forms.
    tag = f'<script type="module" async src="{src}"{attributes}></script>'.encode()
    before, head, after = page.read_bytes().partition(_HEAD)
    page.write_bytes(before + tag + head + after)


def _address(name: str) -> str:
    """Return the address of a page under the site, as its readers' browsers show it."""
    folder, _, file = name.rpartition("/")
    return quote(name if file != "index.html" else f"{folder or '.'}/")


def seen_from(name: str, path: str, script: str) -> str:
    """Return the address of a file of a site in a page of it, `path` being that of the site."""
    # The page for addresses that do not exist is shown at any of them.
    return f"{path}{script}" if name == "404.html" else relpath(script, dirname(name) or ".")
