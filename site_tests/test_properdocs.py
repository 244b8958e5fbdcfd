"""The site under ProperDocs, which continues MkDocs 1: the first way out, tried on every page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from site_tests.conftest import build_site

if TYPE_CHECKING:
    from pathlib import Path

    from site_tests.faulty_server import FaultyServer

GENERATOR = re.compile(rb'<meta name="generator" content="[^"]*">')
pytestmark = pytest.mark.slow

# It carries the second in which it was packed.
PACKED = "sitemap.xml.gz"

DIGESTS = ("sw.js", "offline.json")
"""What holds digests of files with that name in them."""


def files(folder: Path) -> dict[str, bytes]:
    """Return what a site holds, without the name of the program that made it."""
    return {
        path.relative_to(folder).as_posix(): GENERATOR.sub(b"", path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file() and path.name not in (PACKED, *DIGESTS)
    }


@pytest.fixture(scope="module")
def under_properdocs(site: FaultyServer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("properdocs")
    build_site(folder, site.url, host="properdocs")
    return folder


def test_properdocs_built_it(under_properdocs: Path) -> None:
    assert b"ProperDocs" in (under_properdocs / "index.html").read_bytes()


def test_every_file_is_the_one_that_mkdocs_makes(
    site: FaultyServer, under_properdocs: Path
) -> None:
    assert site.folder
    ours, theirs = files(site.folder), files(under_properdocs)
    assert len(ours) > 200
    assert sorted(ours) == sorted(theirs)
    assert [name for name, content in ours.items() if theirs[name] != content] == []
