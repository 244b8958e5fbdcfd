"""What Zensical tells a fence, with a stand-in for its preprocessor."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import markdown
import pytest
from markdown.preprocessors import Preprocessor

from mkdocs_selfassess.fence import formatter, validator
from mkdocs_selfassess.hosts.rendering import rendering

PAGE = """\
---
title: T
---

# T

```assessment
id: {id}
```
"""
CONFIG = {
    "site_url": "https://example.org/repo/",
    "docs_dir": "docs",
    "theme": {"language": "es"},
}


def converter(page: Any, config: Any) -> markdown.Markdown:
    """Return a converter as Zensical makes one for each page."""
    fence = {
        "name": "assessment",
        "class": "selfassess",
        "format": formatter,
        "validator": validator,
    }
    md = markdown.Markdown(
        extensions=["pymdownx.superfences"],
        extension_configs={"pymdownx.superfences": {"custom_fences": [fence]}},
    )
    context = Preprocessor(md)
    context.run = lambda lines: lines  # type: ignore[method-assign]
    context.page, context.config = page, config  # type: ignore[attr-defined]
    md.preprocessors.register(context, "rendering_context", 0)
    return md


def render(folder: Path, name: str = "rest", **config: Any) -> str:
    """Convert a page of a site as Zensical does: its front matter is gone already."""
    text = PAGE.format(id=name)
    (folder / "docs/sub").mkdir(exist_ok=True)
    (folder / "docs/sub/b.md").write_text(text, encoding="utf-8")
    page = SimpleNamespace(url="sub/b/", path="sub/b.md")
    return converter(page, CONFIG | config).convert(text.partition("---\n\n")[2])


def test_addresses_begin_at_the_path_of_the_site(folder: Path) -> None:
    html = render(folder)

    assert 'data-base="/repo/"' in html
    assert 'src="/repo/assets/selfassess/' in html


@pytest.mark.parametrize("url", ["", None, "https://example.org"])
def test_a_site_without_a_path_is_at_the_root(folder: Path, url: str | None) -> None:
    assert 'data-base="/"' in render(folder, site_url=url)


@pytest.mark.usefixtures("descanso")
def test_a_form_speaks_the_language_of_the_site(folder: Path) -> None:
    assert "Dormí mucho." in render(folder)
    assert "I slept long." in render(folder, theme={})


def test_a_problem_has_its_place_in_the_file_that_its_author_knows(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    render(folder, "rst")

    assert [record.getMessage() for record in caplog.records] == [
        'docs/sub/b.md:8:5: there is no such assessment; "rst"; did you mean "rest"?'
    ]


def test_a_page_that_no_file_holds_has_no_lines(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    page = SimpleNamespace(url="made/", path="made.md")
    converter(page, CONFIG).convert("```assessment\nid: rst\n```\n")

    assert [record.getMessage() for record in caplog.records] == [
        'docs/made.md: there is no such assessment; "rst"; did you mean "rest"?'
    ]


@pytest.mark.parametrize(
    ("page", "config"), [(None, CONFIG), (SimpleNamespace(url="", path="a.md"), None)]
)
def test_what_is_not_told_is_not_known(page: Any, config: Any) -> None:
    assert rendering(converter(page, config)) is None


def test_a_host_without_such_a_preprocessor_tells_nothing() -> None:
    assert rendering(markdown.Markdown()) is None
