"""Knowledge: the facts that pages share; it checks a page against them and puts claims in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alliance_site import cards, fences
from selfassess import Problem, suggestion

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from alliance_site.claims import Claim
    from alliance_site.fences import Fence
    from alliance_site.pages import Page
    from selfassess import Domain


@dataclass(frozen=True)
class Knowledge:
    """What pages may name."""

    claims: Mapping[str, Claim]
    areas: Mapping[str, Domain]
    """The areas by their ids; empty when nobody told, and then no area is checked."""
    claims_file: str

    def problems(self, page: Page) -> Iterator[Problem]:
        """Yield what is wrong with the claims and areas that a page declares."""
        yield from _listed(page, "claims", self.claims, "claim", self.claims_file)
        if self.areas:
            yield from _listed(page, "areas", self.areas, "area", "")

    def fence_problems(self, page: Page) -> Iterator[Problem]:
        """Yield what is wrong with the fences of claims of a page, by the lines of its Markdown."""
        shown: set[str] = set()
        for fence in fences.find(page.markdown):
            yield from (*fence.problems(), *_form(fence), *self._ids(fence, page, shown))
            shown.update(name for _, name in fence.ids)

    def _ids(self, fence: Fence, page: Page, shown: Collection[str]) -> Iterator[Problem]:
        before = set(shown)
        for line, name in fence.ids:
            if message := self._wrong_id(name, page, before):
                yield Problem(message, line=line, column=1)
            before.add(name)

    def _wrong_id(self, name: str, page: Page, before: Collection[str]) -> str:
        if name not in self.claims:
            return _unknown("claim", name, self.claims, self.claims_file)
        if name in before:
            return f'a claim stands twice on the page; "{name}"; keep one of them'
        if name not in (page.meta.get("claims") or ()):
            return f'a claim is not declared; "{name}"; add it to "claims" in the front matter'
        return ""

    def with_cards(self, markdown: str, link: Callable[[str], str]) -> str:
        """Return the Markdown of a page with cards in place of its fences of claims.

        `link` gives the link to a claim that a card names. What is wrong is left out;
        fence_problems() tells it.
        """
        lines = markdown.split("\n")
        found = [fence for fence in fences.find(markdown) if not fence.indented]
        for fence in reversed(found):
            claims = [self.claims[name] for _, name in fence.ids if name in self.claims]
            card = cards.render(claims, link, legend=fence is found[0])
            lines[fence.first - 1 : fence.last] = [card]
        return "\n".join(lines)


def _form(fence: Fence) -> Iterator[Problem]:
    """Yield what is wrong with the form of a fence of claims."""
    if fence.options:
        found = f'{fence.name} takes no options; "{fence.options}"'
        yield fence.problem(f"{found}; write ids below it, one a line")
    if not fence.ids:
        yield fence.problem(f"{fence.name} is empty; no claim is named; write ids, one a line")


def _listed(
    page: Page, field: str, known: Collection[str], noun: str, file: str
) -> Iterator[Problem]:
    """Yield what is wrong with a list of names in the front matter."""
    names = page.meta.get(field, [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        message = f'"{field}" is no list of names; found {names!r}; write [{next(iter(known), "")}]'
        yield page.in_head(message, field)
        return
    for name in names:
        if name not in known:
            yield page.in_head(_unknown(noun, name, known, file), field, name)


def _unknown(noun: str, name: str, known: Collection[str], file: str) -> str:
    near = suggestion(name, known)
    remedy = near if near.startswith("did you mean") or not file else f"look in {file}"
    return f'this {noun} is not known; "{name}"; {remedy}'
