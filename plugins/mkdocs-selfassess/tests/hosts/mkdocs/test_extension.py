"""How the fence joins the Markdown settings of a site."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

PAGE = "# Title\n\n```assessment\nid: rest\n```\n"


def test_fences_of_other_names_and_their_settings_stay(
    build: Callable[..., Any], folder: Path
) -> None:
    fence = {"name": "mermaid", "class": "mermaid"}
    extension = {"pymdownx.superfences": {"custom_fences": [fence]}}

    built = build(f"{PAGE}\n```mermaid\na --> b\n```\n", markdown_extensions=[extension])

    assert '<pre class="mermaid"><code>a --&gt; b' in built.read()
    assert built.read().count("<form") == 1


def test_superfences_inside_pymdownx_extra_is_used(build: Callable[..., Any]) -> None:
    fence = {"name": "mermaid", "class": "mermaid"}
    extension = {"pymdownx.extra": {"pymdownx.superfences": {"custom_fences": [fence]}}}

    built = build(f"{PAGE}\n```mermaid\na --> b\n```\n", markdown_extensions=[extension])

    assert '<pre class="mermaid"><code>a --&gt; b' in built.read()
    assert built.read().count("<form") == 1


def test_code_of_a_site_without_superfences_is_not_coloured_at_build(
    build: Callable[..., Any],
) -> None:
    assert '<code class="language-python">x = 1' in build("```python\nx = 1\n```\n").read()


def test_another_extension_that_takes_the_fences_is_told(
    build: Callable[..., Any], folder: Path
) -> None:
    (folder / "taken.py").write_text(
        "from markdown.extensions.fenced_code import FencedCodeExtension as makeExtension\n"
        "from mkdocs.plugins import event_priority\n"
        "@event_priority(-2000)\n"
        "def on_config(config):\n"
        "    config.markdown_extensions.append(makeExtension())\n"
    )

    assert build(PAGE, hooks=["taken.py"]).warnings == [
        "docs/index.md:3:1: this fence was passed over; it is published as text or code; "
        "see that pymdownx.superfences comes last under markdown_extensions"
    ]


def test_a_fence_that_the_site_itself_registered_gives_way(build: Callable[..., Any]) -> None:
    fence = {"name": "assessment", "class": "own"}
    extension = {"pymdownx.superfences": {"custom_fences": [fence]}}

    assert build(PAGE, markdown_extensions=[extension]).read().count("<form") == 1
