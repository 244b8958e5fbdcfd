"""HTML: form and report, of the same templates, which come compiled to Python.

A site may override any template by its name, except the one that shows alerts.
"""

from __future__ import annotations

import traceback
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, Any, Literal

import jinja2

from selfassess.answering.arrangement import arranged
from selfassess.answering.condition_text import condition_text
from selfassess.answering.draw import SEED, size
from selfassess.answering.form import in_steps, readiness, sections
from selfassess.definition.item_types import ITEM_TYPES
from selfassess.definition.item_types.item_type import DID_NOT_APPLY
from selfassess.definition.item_types.unscored import LONGEST
from selfassess.reporting.chart import groups
from selfassess.reporting.environment import template_environment
from selfassess.reporting.follow_up import follow_up
from selfassess.reporting.plain_text import plain_text
from selfassess.reporting.plan import LONGEST as plan_length
from selfassess.reporting.summary import periods, summary
from selfassess.reporting.templates import python_of
from selfassess.reporting.version_notices import sentences
from selfassess.scoring.missing import treatment_of

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping, Sequence
    from types import CodeType

    from selfassess.answering.form import Layout
    from selfassess.definition.instrument import Instrument
    from selfassess.reporting.history import History
    from selfassess.reporting.outline import Outline
    from selfassess.reporting.plan import Plan
    from selfassess.reporting.profile import Notice
    from selfassess.reporting.report import Report

TEMPLATES = (
    "form.html",
    "item.html",
    *dict.fromkeys(kind.template for kind in ITEM_TYPES.values()),
    "columns.html",
    "hint.html",
    "draw.html",
    "gaps.html",
    "steps.html",
    "messages.html",
    "report.html",
    "notices.html",
    "picture.html",
    "findings.html",
    "area.html",
    "item-results.html",
    "limits.html",
    "work.html",
    "plan.html",
    "follow-up.html",
    "history.html",
)
"""The names of the templates that a site may override."""

Place = Literal["course", "module", "test", "before"]
"""Where a learner's part stands: on the page of the course, at the foot of a module, at the test, or
at the questions before the course."""

_PROTECTED = "protected.html"
"""The template that no site may override."""

_SITE = "templates of this site/"
"""What stands before the name of a site's own template in a traceback."""

_OURS = f"{__file__.rpartition('reporting')[0]}templates/"
"""What stands there before the name of one of ours."""


class Renderer:
    """Turns instruments into forms and reports into HTML, with a site's own templates first.

    `overrides` gives the Python of those by their names; see `selfassess.reporting.templates`.
    """

    def __init__(self, overrides: Mapping[str, str] | None = None) -> None:
        self._loader = _Compiled(overrides or {})
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
        parts = sections(instrument, only, layout)
        changes = arranged(instrument)
        asked = [one.item for part in parts for one in part.questions if one.names]
        return self._render(
            "form.html",
            instrument,
            sections=parts,
            count=size(instrument, asked),
            only=only,
            layout=layout,
            level=level,
            prefix=f"sa-{instrument.id}{'-' + only if only else ''}",
            did_not_apply=DID_NOT_APPLY,
            longest=LONGEST,
            condition_text=condition_text,
            arranged=changes,
            seed=SEED,
            # Where questions come and go, nothing of this could be told at build.
            stepped=not changes and in_steps(parts),
            readiness=[] if changes else readiness(instrument, only),
            zero=_counts_missing_as_zero(instrument),
        )

    def report(
        self,
        report: Report,
        *,
        level: int = 3,
        base: str = "",
        links: Mapping[str, str] | None = None,
        day: str = "",
        kept: int = 0,
        notices: Mapping[Notice, Sequence[str]] | None = None,
        history: History | None = None,
    ) -> str:
        """Return a report: first what no site can change, alerts and the text to copy.

        `links` gives the address of each guidance heading relative to the site's root,
        `base` the address of the root relative to the page, `day` the day in words. `kept` says of how
        many kept reviews the answers are, `notices` what is to be said of some of them, and
        `history` how their areas differ from day to day.
        """
        shared: dict[str, Any] = {"report": report, "level": level, "base": base}
        shared["links"] = links or {}
        ours, made, alarmed = plain_renderer(), report.instrument, bool(report.findings.alerts)
        said = sentences(notices or {}, made)
        note = partial(plain_text, report, notices=said, day=day)
        fixed = ours._render(_PROTECTED, made, **shared, note=note)
        context = shared | {"groups": groups(report), "kept": kept, "notices": said, "day": day}
        context |= {"summary": summary(report), "periods": list(periods(report))}
        context["history"] = history
        try:
            return fixed + self._render("report.html", made, **context)
        except Exception:
            if self is ours or not alarmed:
                raise
            # Whatever a site's own templates do, the reader sees the alert.
            traceback.print_exc()
            return fixed + ours._render("report.html", made, **context)

    def plan(
        self,
        instrument: Instrument,
        plan: Plan,
        *,
        today: str = "",
        level: int = 3,
        base: str = "",
        links: Mapping[str, str] | None = None,
        only: str | None = None,
    ) -> str:
        """Return the card of a plan, to be changed, printed and copied.

        From the day after it was made it asks how the plan went; `today` is an ISO date, the
        others are as for a report.
        """
        return self._render(
            "plan.html",
            instrument,
            plan=plan,
            follow=bool(plan.made) and (plan.made < today or bool(plan.helped or plan.hindered)),
            due=bool(plan.look) and plan.look <= today,
            level=level,
            base=base,
            links=links or {},
            only=only,
            prefix=f"sa-{instrument.id}-plan",
            longest=plan_length,
        )

    def learner(
        self,
        outline: Outline,
        *,
        place: Place = "course",
        base: str = "",
        page: str = "",
        home: str = "",
    ) -> str:
        """Return what stands in a `<course-learner>`: every text that it may ever show is in it.

        `place` is where it stands, and `page` the module of a module's page. `base` is the address
        of the site's root relative to the page, `home` that of the course; empty for none.
        """
        pages = [module.page for module in outline.modules]
        at = pages.index(page) + 1 if page in pages else len(pages)
        following = outline.modules[at] if at < len(pages) else None
        return self.part(
            "learner.html",
            outline.language,
            outline=outline,
            place=place,
            page=page,
            base=base,
            following=following,
            home=home,
            later=follow_up(outline.language),
        )

    def _render(self, name: str, instrument: Instrument, **context: object) -> str:
        return self.part(name, instrument.language, instrument=instrument, **context)

    def part(self, name: str, language: str, **context: object) -> str:
        """Return what a template gives in a language; of templates that no instrument is in."""
        if language not in self._environments:
            self._environments[language] = template_environment(self._loader, language)
        template = self._environments[language].get_template(name)
        return template.render(**context)


def failed_template(error: BaseException) -> str:
    """Return the name of the site's own template in which an error happened, or "".

    The innermost template decides: where one of ours fails, no other one is to blame for sure.
    """
    files = [frame.f_code.co_filename for frame, _ in traceback.walk_tb(error.__traceback__)]
    innermost = next((file for file in reversed(files) if file.endswith(".html")), "")
    return innermost.removeprefix(_SITE) if innermost.startswith(_SITE) else ""


class _Compiled(jinja2.BaseLoader):
    """Gives templates of which Python was made before, a site's own first."""

    has_source_access = False

    def __init__(self, overrides: Mapping[str, str]) -> None:
        self._overrides = dict(overrides)

    def load(
        self,
        environment: jinja2.Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,
    ) -> jinja2.Template:
        """Return a template. Raise `jinja2.TemplateNotFound` if there is none."""
        own = self._overrides.get(name)
        code = (
            _code(python_of(name), f"{_OURS}{name}")
            if own is None
            else _code(own, f"{_SITE}{name}")
        )
        return jinja2.Template.from_code(environment, code, globals or {})


@lru_cache(maxsize=256)
def _code(python: str, file: str) -> CodeType:
    return compile(python, file, "exec", dont_inherit=True)


def _counts_missing_as_zero(instrument: Instrument) -> bool:
    rules = [instrument.scoring_of(domain) for domain in instrument.scored_domains]
    rules += [rule.scoring for rule in instrument.scores]
    return any(treatment_of(rule).counts_zero for rule in rules)


@cache
def plain_renderer() -> Renderer:
    """Return the renderer without overrides, whose templates are compiled once for all."""
    return Renderer()
