"""HTML: the only module that knows Jinja. Form and report come from the same templates.

A site may override any template by its name.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

import jinja2

from selfassess.answers import LONGEST
from selfassess.arrangement import arranged
from selfassess.bank import SEED, size
from selfassess.catalog import catalog, numeral
from selfassess.clause import clause
from selfassess.form import parts
from selfassess.kinds import DID_NOT_APPLY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from selfassess.form import Layout
    from selfassess.instrument import Instrument, ResponseScale
    from selfassess.report import Area, Report

TEMPLATES = (
    "form.html",
    "item.html",
    "draw.html",
    "options.html",
    "number.html",
    "slider.html",
    "best-worst.html",
    "rate-each.html",
    "ordering.html",
    "text.html",
    "columns.html",
    "hint.html",
    "messages.html",
    "report.html",
    "area.html",
    "picture.html",
)
"""The names of the templates that a site may override."""


class Renderer:
    """Turns instruments into forms and reports into HTML, with a site's own templates first."""

    def __init__(self, overrides: Mapping[str, str] | None = None) -> None:
        self._loader = jinja2.ChoiceLoader(
            [jinja2.DictLoader(dict(overrides or {})), jinja2.PackageLoader("selfassess")]
        )
        self._environments: dict[str, jinja2.Environment] = {}

    def form(
        self,
        instrument: Instrument,
        *,
        only: str | None = None,
        layout: Layout = "list",
        level: int = 3,
    ) -> str:
        """Return the form of an instrument, or of its one domain `only`.

        It is complete: every text that the browser part may ever show is in it.
        `level` (2 to 5) is the level of its headings.
        """
        sections = parts(instrument, only, layout)
        return self._render(
            "form.html",
            instrument,
            sections=sections,
            count=size(
                instrument, [q.item for part in sections for q in part.questions if q.names]
            ),
            only=only,
            layout=layout,
            level=level,
            prefix=f"sa-{instrument.id}{'-' + only if only else ''}",
            did_not_apply=DID_NOT_APPLY,
            clause=clause,
            arranged=arranged(instrument),
            seed=SEED,
            longest=LONGEST,
        )

    def report(
        self,
        report: Report,
        *,
        level: int = 3,
        base: str = "",
        links: Mapping[str, str] | None = None,
        kept: bool = False,
        left_out: int = 0,
    ) -> str:
        """Return a report.

        `links` gives the address of each guidance heading relative to the site's root,
        `base` the address of the root relative to the page. `kept` says that the
        answers are of kept reviews, `left_out` how many of those could not be used.
        """
        return self._render(
            "report.html",
            report.instrument,
            report=report,
            groups=_groups(report),
            level=level,
            base=base,
            links=links or {},
            kept=kept,
            left_out=left_out,
            place=place,
            dots=dots,
            note=plain_text(report),
        )

    def _render(self, name: str, instrument: Instrument, **context: object) -> str:
        language = instrument.language
        if language not in self._environments:
            self._environments[language] = _environment(self._loader, language)
        template = self._environments[language].get_template(name)
        return template.render(instrument=instrument, **context)


def _environment(loader: jinja2.BaseLoader, language: str) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=loader,
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    texts = catalog(language)
    environment.policies["ext.i18n.trimmed"] = True
    environment.filters["numeral"] = lambda number: numeral(number, texts)
    # The extension brings this method along.
    environment.install_gettext_translations(texts, newstyle=True)  # type: ignore[attr-defined]
    return environment


@cache
def plain_renderer() -> Renderer:
    """Return the renderer without overrides, whose templates are compiled once for all."""
    return Renderer()


def _groups(report: Report) -> list[tuple[str, Sequence[Area]]]:
    """Return neighbouring areas that share an axis, each with "share" or "count"."""
    groups: list[tuple[str, list[Area]]] = []
    for area in report.areas:
        kind = "count" if area.counted else "share" if area.scale else "number"
        if groups and groups[-1][0] == kind and groups[-1][1][0].scale == area.scale:
            groups[-1][1].append(area)
        else:
            groups.append((kind, [area]))
    return [(kind, areas) for kind, areas in groups]


def place(area: Area) -> float:
    """Return where the mean answer stands on the response scale: 0 (lowest) to 1 (highest)."""
    if area.scale is None:
        low, high = area.score.range
        return ((area.score.value or low) - low) / (high - low)
    mean = area.score.mean
    return _share(area.scale, area.scale.lowest if mean is None else mean)


def _share(scale: ResponseScale, value: float) -> float:
    return (value - scale.lowest) / (scale.highest - scale.lowest)


def dots(area: Area) -> list[tuple[float, int]]:
    """Return the answered items as dots: place on the scale from 0 to 1, and how many below it."""
    seen: dict[float, int] = defaultdict(int)
    found: list[tuple[float, int]] = []
    if area.scale is None:
        return found
    for keyed in (reply.keyed for reply in area.replies):
        if keyed is not None:
            found.append((_share(area.scale, keyed), seen[keyed]))
            seen[keyed] += 1
    return found


def plain_text(report: Report) -> str:
    """Return the report as plain text, for copying. Areas and words, and the limits."""
    texts = catalog(report.instrument.language)
    none = texts.gettext("not enough answers")
    lines = [report.instrument.title, ""]
    lines += [f"{area.domain.title}: {area.words or none}" for area in report.areas]
    private = texts.gettext("You do not have to show this to anyone.")
    lines += ["", private, "", report.instrument.limits.strip()]
    return "\n".join(lines)
