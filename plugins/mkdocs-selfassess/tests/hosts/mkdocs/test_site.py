"""Addresses on the pages of a site."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PAGE = "# Title\n\n```assessment\nid: rest\n```\n"


def found(pattern: str, html: str) -> str:
    match = re.search(pattern, html)
    assert match
    return match[1]


def data(html: str, name: str) -> str:
    return found(rf'data-{name}="([^"]*)"', html)


@pytest.mark.parametrize(
    ("directories", "page", "name", "base"),
    [
        (True, "index.md", "index.html", "./"),
        (True, "a.md", "a/index.html", "../"),
        (True, "a/b.md", "a/b/index.html", "../../"),
        (False, "index.md", "index.html", "./"),
        (False, "a.md", "a.html", "./"),
        (False, "a/b.md", "a/b.html", "../"),
    ],
)
def test_every_address_on_a_page_leads_to_a_file(
    build: Callable[..., Any], directories: bool, page: str, name: str, base: str
) -> None:
    built = build({page: PAGE}, use_directory_urls=directories)

    html, here = built.read(name), (built.site / name).parent
    element = here / found(r'<script type="module" src="([^"]*)"', html)
    assert data(html, "base") == base
    assert (here / base).resolve() == built.site.resolve()
    assert element.is_file()
    assert (here / found(r'<link rel="stylesheet" href="([^"]*)"', html)).is_file()
    assert (element.parent / data(html, "definition").partition("#")[0]).is_file()
    assert (element.parent / data(html, "runtime")).is_file()


def test_markdown_that_belongs_to_no_page_has_addresses_from_the_root(
    build: Callable[..., Any], folder: Path
) -> None:
    (folder / "hook.py").write_text(
        "import markdown, pathlib\n"
        "def on_post_build(config):\n"
        "    md = markdown.Markdown(\n"
        "        extensions=config.markdown_extensions, extension_configs=config.mdx_configs\n"
        "    )\n"
        "    html = md.convert('```assessment\\nid: rest\\n```\\n\\n```assessment\\nid: x\\n```')\n"
        "    pathlib.Path('excerpt.html').write_text(html)\n"
    )

    built = build("# T\n", hooks=["hook.py"])

    assert 'src="/repo/assets/selfassess/' in (folder / "excerpt.html").read_text()
    assert built.warnings == ['there is no such assessment; "x"; known are: rest']
