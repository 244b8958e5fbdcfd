"""Blocks: the fences of a page that stand for something gathered from the whole site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alliance_site import coverage, evidence, fences, finder, glossary, helplines, questions, status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from alliance_site.overview import Overview
    from alliance_site.pages import Page
    from selfassess import Problem

BLOCKS: Mapping[str, Callable[[Overview, str], str]] = {
    "check": questions.render_lead,
    "corrections": status.render_contact,
    "coverage": coverage.render,
    "evidence": evidence.render,
    "glossary": lambda overview, uri: glossary.render(overview.glossary, overview.page, uri),
    "crisis": lambda overview, uri: helplines.render_crisis(
        overview.helplines, overview.home_of("helplines"), uri
    ),
    "crisis-lines": lambda overview, uri: helplines.render_lines(
        overview.helplines, overview.home_of("helplines"), uri
    ),
    "helplines": lambda overview, uri: helplines.render(overview.helplines, overview.today),
    "questions": questions.render,
    "references": evidence.render_references,
    "scripts": finder.render,
    "status": status.render,
}
"""What each word expands to, on the page at a place in the documentation."""


def problems(page: Page) -> Iterator[Problem]:
    """Yield what is wrong with the blocks of a page, by the lines of its Markdown."""
    for fence in fences.find(page.markdown, BLOCKS):
        yield from fence.problems()
        found = fence.options or "".join(text for _, text in fence.ids[:1])
        if found:
            message = f'{fence.name} holds nothing; found "{found}"; leave it empty'
            yield fence.problem(message)


def expanded(markdown: str, overview: Overview, uri: str) -> str:
    """Return the Markdown of a page with what its blocks stand for."""
    lines = markdown.split("\n")
    found = [fence for fence in fences.find(markdown, BLOCKS) if not fence.indented]
    for fence in reversed(found):
        lines[fence.first - 1 : fence.last] = [BLOCKS[fence.word](overview, uri)]
    return "\n".join(lines)
