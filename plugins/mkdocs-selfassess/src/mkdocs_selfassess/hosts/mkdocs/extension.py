"""Extension: how the fence gets into the Markdown settings of a MkDocs site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mkdocs_selfassess.fences.fence import validator
from mkdocs_selfassess.fences.issue_desk import ISSUE
from mkdocs_selfassess.fences.location import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig

_FENCES = "pymdownx.superfences"
_HIGHLIGHT = "pymdownx.highlight"
_EXTRA = "pymdownx.extra"


def register(config: MkDocsConfig, formatter: Callable[..., str]) -> None:
    """Add the fences to the site's superfences, and superfences if the site has none."""
    settings = _settings(config)
    before = settings.get("custom_fences", ())
    others = [fence for fence in before if fence.get("name") not in NAMES]
    ours = [
        {"name": name, "class": "selfassess", "format": formatter, "validator": validator}
        for name in NAMES
    ]
    settings["custom_fences"] = [*others, *ours]


def register_issue(config: MkDocsConfig, formatter: Callable[..., str]) -> None:
    """Add the fence of the page that issues certificates."""
    settings = _settings(config)
    others = [one for one in settings.get("custom_fences", ()) if one.get("name") != ISSUE]
    ours = {"name": ISSUE, "class": "selfassess", "format": formatter, "validator": validator}
    settings["custom_fences"] = [*others, ours]


def _settings(config: MkDocsConfig) -> dict[str, Any]:
    names, settings = config.markdown_extensions, config.mdx_configs
    if _EXTRA in names and _FENCES not in names:
        inner: dict[str, Any] = settings.setdefault(_EXTRA, {}).setdefault(_FENCES, {})
        return inner
    if _FENCES not in names:
        names.append(_FENCES)
        _keep_code_as_it_was(config)
    return settings.setdefault(_FENCES, {})


def _keep_code_as_it_was(config: MkDocsConfig) -> None:
    # Superfences would colour code with Pygments, where the theme does that in the browser.
    if not {_HIGHLIGHT, "codehilite"} & set(config.markdown_extensions):
        config.markdown_extensions.append(_HIGHLIGHT)
        config.mdx_configs[_HIGHLIGHT] = {"use_pygments": False}
