"""Element: the markup around a form that the browser part takes hold of."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import escape
from posixpath import dirname, relpath
from typing import TYPE_CHECKING

from mkdocs_selfassess.web.assets import beside
from selfassess.answering.arrangement import arranged
from selfassess.definition.versions import outdated

OPENING = b"<self-assessment"
"""What every page with a form that can be answered holds."""
_LIVE = re.compile(
    r'(?P<tag></?)self-assessment(?P<spoken>(?: class="[^"]*" lang="[^"]*" dir="[^"]*")?)[^>]*>'
    r'|<link rel="(?:stylesheet|modulepreload)"[^>]*>|<script[^>]*></script>'
    # No script is to come, so none is late.
    r'|<p[^>]* data-part="late"[^>]*>[^<]*</p>'
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mkdocs_selfassess.fences.embed import Embed
    from mkdocs_selfassess.web.assets import Addresses
    from selfassess import Instrument, Problem

MOST = 6
"""How many problems are told in a page."""


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
    script = addresses.script(base, addresses.element)
    return f"{opening}{style}\n{form}\n</self-assessment>{script}"


def on_paper(html: str) -> str:
    """Return an assessment as it is on paper: without what a script takes hold of."""
    return _LIVE.sub(lambda m: f"{m['tag']}div{m['spoken']}>" if m["tag"] else "", html)


def _data(embed: Embed, instrument: Instrument, context: PageContext) -> str:
    home = dirname(context.addresses.element)
    runtime = context.addresses.runtime
    key = (instrument.id, instrument.language)
    data = {
        "instrument": instrument.id,
        "version": instrument.version,
        "refillable": json.dumps(outdated(instrument, embed.only), separators=(",", ":")),
        "definition": beside(context.addresses.definitions[key], home),
        "runtime": relpath(runtime, home) if runtime else "",
        "base": context.base,
        "only": embed.only,
        "level": embed.level,
        "state": "idle",
    }
    if not instrument.stored:
        data["stored"] = "no"
    earlier = context.addresses.earlier.get(key, {})
    if changes := arranged(instrument) or ("earlier" if earlier else ""):
        data["arranged"] = changes
    if earlier:
        found = {version: beside(address, home) for version, address in earlier.items()}
        data["earlier"] = json.dumps(found, separators=(",", ":"))
    return "".join(f' data-{name}="{escape(str(value))}"' for name, value in data.items())


def problem_box(problems: Sequence[Problem], style: str = "", what: str = "assessment") -> str:
    """Return what stands in place of an assessment, or of what else can not be shown.

    `style` is the address of the stylesheet, if nothing else on the page brings it.
    """
    link = f'<link rel="stylesheet" href="{escape(style)}">' if style else ""
    title = f"<p><strong>This {what} can not be shown.</strong></p>"
    entries = "".join(f"<li>{_told(problem)}</li>" for problem in problems[:MOST])
    if len(problems) > MOST:
        left = len(problems) - MOST
        entries += f"<li>{left} more: <code>selfassess check</code> tells all of them.</li>"
    return f'{link}<div class="sa-problem">{title}<ul>{entries}</ul></div>'


def _told(problem: Problem) -> str:
    place = f"<code>{escape(problem.place)}</code> " if problem.place else ""
    return place + escape(problem.sentence)
