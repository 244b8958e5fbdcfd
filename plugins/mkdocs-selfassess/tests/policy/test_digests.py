from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import TYPE_CHECKING

import pytest

from mkdocs_selfassess.policy.digests import integrity_of, write_digests

if TYPE_CHECKING:
    from pathlib import Path

OURS = "assets/selfassess/0a1b2c3d4e"
AGAIN = "assets/selfassess/%30a1b2c3d4e"
"""The same folder, as what failed is asked for again."""
FILES = {
    "element.js": 'import{a}from"./parts.js";const b=()=>load("./report.js")',
    "parts.js": "export const a = 1",
    "report.js": 'fetch(new URL("result.css",import.meta.url))',
    "result.css": "p { color: red }",
    "selfassess.css": "p { margin: 0 }",
    "report.js.map": "{}",
}
RETRY = "addEventListener()"
HEAD = '<head><meta charset="utf-8"><title>Page</title>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / OURS
    folder.mkdir(parents=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return tmp_path


def written(site: Path, html: str, name: str = "a/b/index.html") -> str:
    """Return what becomes of a page."""
    page = site / name
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(f"<!doctype html><html>{html}", encoding="utf-8")
    write_digests(site, "/repo/", OURS, retry(site))
    return page.read_text(encoding="utf-8").removeprefix("<!doctype html><html>")


def retry(site: Path) -> Path:
    """Return a script as it is served."""
    path = site.parent / "retry.js"
    path.write_text(f"{RETRY};\n//# sourceMappingURL=retry.js.map\n", encoding="utf-8")
    return path


def told(page: str) -> dict[str, str]:
    """Return what the map of imports of a page says."""
    (text,) = re.findall(r'<script type="importmap">(.*?)</script>', page)
    found: dict[str, str] = json.loads(text)["integrity"]
    return found


def hashed(name: str) -> str:
    return integrity_of(FILES[name].encode())


def test_a_hash_is_written_as_browsers_read_it() -> None:
    made = base64.b64encode(hashlib.sha256(b"text").digest()).decode()
    assert integrity_of(b"text") == f"sha256-{made}"


def test_a_page_says_what_every_file_has_to_be_that_a_script_names(site: Path) -> None:
    page = written(site, f"{HEAD}</head>")

    assert told(page) == {
        f"../../{folder}/{name}": hashed(name)
        for name in ("parts.js", "report.js", "result.css")
        for folder in (OURS, AGAIN)
    }


def test_the_first_page_of_a_site_names_no_package(site: Path) -> None:
    addresses = told(written(site, f"{HEAD}</head>", "index.html"))
    assert list(addresses) == [
        f"./{folder}/{name}"
        for name in ("parts.js", "report.js", "result.css")
        for folder in (OURS, AGAIN)
    ]


def test_the_page_for_unknown_addresses_says_it_from_the_root_of_its_host(site: Path) -> None:
    assert f"/repo/{OURS}/parts.js" in told(written(site, f"{HEAD}</head>", "404.html"))


@pytest.mark.parametrize(
    "rest", ['<link rel="icon" href="x"></head>', "<SCRIPT>1</SCRIPT></head>", "</head>"]
)
def test_the_map_comes_after_the_character_set_and_before_all_that_it_may_bring(
    site: Path, rest: str
) -> None:
    page = written(site, HEAD + rest)

    assert page.startswith(f'{HEAD}<script type="importmap">')
    assert page.endswith(f"</script><script>{RETRY};</script>{rest}")


def test_a_page_with_a_map_of_its_own_keeps_it_alone(site: Path) -> None:
    own = f'{HEAD}<script type="importmap">{{}}</script></head>'

    assert written(site, own) == own


@pytest.mark.parametrize(
    "tag",
    [
        f'<link rel="stylesheet" href="../../{OURS}/selfassess.css"%s>',
        f'<script type="module" async src="../../{OURS}/element.js"%s data-bound="./">',
    ],
)
def test_a_tag_that_brings_a_file_of_ours_says_its_hash(site: Path, tag: str) -> None:
    name = "element.js" if "script" in tag else "selfassess.css"

    assert tag % f' integrity="{hashed(name)}"' in written(site, f"{HEAD}</head>{tag % ''}")


@pytest.mark.parametrize(
    "tag",
    [
        f'<link rel="stylesheet" href="../../{OURS}/selfassess.css" integrity="sha256-own">',
        f'<link rel="stylesheet" href="../../{OURS}/gone.css">',
        '<link rel="stylesheet" href="../../assets/other/selfassess.css">',
        f'<a href="../../{OURS}/selfassess.css">the styles</a>',
    ],
)
def test_another_tag_is_left_as_it_is(site: Path, tag: str) -> None:
    assert written(site, f"{HEAD}</head>{tag}").endswith(f"</head>{tag}")


def test_a_site_without_files_of_ours_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><head></head>", encoding="utf-8")

    write_digests(tmp_path, "/", OURS, tmp_path / "retry.js")

    assert (tmp_path / "index.html").read_text("utf-8") == "<!doctype html><head></head>"
