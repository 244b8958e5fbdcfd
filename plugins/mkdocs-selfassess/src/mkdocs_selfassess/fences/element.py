"""Element: the markup around a form that the browser part takes hold of."""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape
from posixpath import dirname, relpath
from typing import TYPE_CHECKING

from selfassess.answering.arrangement import arranged
from selfassess.definition.versions import outdated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs_selfassess.fences.embed import Embed
    from mkdocs_selfassess.web.assets import Addresses
    from selfassess import Instrument, Problem


@dataclass(frozen=True)
class PageContext:
    """Where on which site an assessment stands."""

    base: str
    """The address of the root of the site, relative to the page; ends in a slash."""
    addresses: Addresses
    language: str = ""
    """The tag of the language of the site, such as "pt-BR"; empty if the host does not tell."""


def element(
    embed: Embed, instrument: Instrument, form: str, context: PageContext, *, first: bool
) -> str:
    """Return an assessment as HTML. The `first` of a page brings the stylesheet and the script.

    Both stand in the content: what stands in the head does not come along with instant
    navigation.
    """
    base, addresses = context.base, context.addresses
    spoken = f'lang="{instrument.language}" dir="{instrument.direction}"'
    opening = f'<self-assessment class="selfassess" {spoken}{_data(embed, instrument, context)}>'
    if not first:
        return f"{opening}\n{form}\n</self-assessment>"
    style = f'<link rel="stylesheet" href="{escape(base + addresses.style)}">'
    script = f'<script type="module" src="{escape(base + addresses.element)}"></script>'
    return f"{opening}{style}\n{form}\n</self-assessment>{script}"


def _data(embed: Embed, instrument: Instrument, context: PageContext) -> str:
    home = dirname(context.addresses.element)
    runtime = context.addresses.runtime
    key = (instrument.id, instrument.language)
    data = {
        "instrument": instrument.id,
        "version": instrument.version,
        "refillable": json.dumps(outdated(instrument, embed.only), separators=(",", ":")),
        "definition": relpath(context.addresses.definitions[key], home),
        "runtime": relpath(runtime, home) if runtime else "",
        "base": context.base,
        "only": embed.only,
        "level": embed.level,
        "state": "idle",
    }
    if not instrument.stored:
        data["stored"] = "no"
    if arranged(instrument):
        data["arranged"] = arranged(instrument)
    return "".join(f' data-{name}="{escape(str(value))}"' for name, value in data.items())


def problem_box(problems: Iterable[Problem]) -> str:
    """Return what stands in place of an assessment that can not be shown."""
    entries = "".join(f"<li>{escape(str(problem))}</li>" for problem in problems)
    title = "<p><strong>This assessment can not be shown.</strong></p>"
    return f'<div class="sa-problem">{title}<ul>{entries}</ul></div>'
