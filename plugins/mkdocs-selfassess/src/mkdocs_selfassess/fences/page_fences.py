"""PageFences: the assessments of one page, from its Markdown to its finished content.

Superfences swallows what a formatter raises and shows the fence as code instead. So on a
page of MkDocs the formatter only leaves a mark; the marks are filled here, afterwards,
where nothing is swallowed and every fence that went missing is noticed.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mkdocs_selfassess.fences.location import NAME, NAMES, FenceLocation, meant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from mkdocs_selfassess.fences.element import PageContext
    from mkdocs_selfassess.fences.embed import Embed
    from selfassess import Problem

_MARK = "selfassess-fence"
"""What every mark begins with. It is a word: what turns HTML into other formats keeps words."""
MARKS = re.compile(rf"{_MARK}-[0-9a-f]{{8}}-\d+")
_COMMENT = r"<!--(?:[^-]|-(?!->))*-->"
_AS_CODE = (
    "this fence is shown as code; it is indented like code; "
    "indent it less, or put an example into a longer fence"
)


@dataclass(frozen=True)
class FenceContent:
    """A fence as superfences hands it over."""

    body: str
    options: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict)
    """What else superfences tells a formatter, such as the id and classes in braces."""
    name: str = NAME
    """Which of our fences it is."""

    @property
    def header(self) -> str:
        """What stands on the fence line besides the name."""
        parts = [f"#{self.given['id_value']}"] if self.given.get("id_value") else []
        parts += [f".{name}" for name in self.given.get("classes", ())]
        for name, value in self.options.items():
            parts.append(name if name == value else f'{name}="{value}"')
        return " ".join(parts)

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the body, however it is indented."""
        return tuple(self.body.replace(">", " ").split())


class PageFences:
    """What is known of the fences of one page while it is being made."""

    def __init__(
        self,
        context: PageContext,
        locations: Iterable[FenceLocation] = (),
        file: str = "",
        address: str = "",
        uri: str = "",
    ) -> None:
        self.context = context
        self.file = file
        self.uri = uri
        self.problems: list[Problem] = []
        self.embeds: list[tuple[Embed, FenceLocation]] = []
        """The assessments shown so far, and where."""
        self.filled: dict[str, tuple[str, FenceLocation]] = {}
        """What stands in place of each mark, and where its fence is."""
        digest = hashlib.sha256(address.encode()).hexdigest()[:8]
        self._mark = f"{_MARK}-{digest}"
        self._marks = re.compile(rf"{_COMMENT}|<div>{self._mark}-(\d+)</div>")
        self._waiting = list(locations)
        self._fences: list[FenceContent] = []

    @property
    def marked(self) -> bool:
        """Whether a mark was left anywhere."""
        return bool(self._fences)

    def placeholder(self, fence: FenceContent) -> str:
        """Take a fence and return the mark that stands in its place until the page is filled."""
        self._fences.append(fence)
        return f"<div>{self._mark}-{len(self._fences) - 1}</div>"

    def location_of(self, fence: FenceContent) -> FenceLocation:
        """Return where a fence stands: the first place with its words that is not yet taken."""
        for location in self._waiting:
            if location.words == fence.words and location.name == fence.name:
                self._waiting.remove(location)
                return location
        return FenceLocation(self.file)

    def fill(self, content: str, show: Callable[[FenceContent, FenceLocation], str]) -> str:
        """Return the content with `show` of its fence in place of each mark."""
        located = [(fence, self.location_of(fence)) for fence in self._fences]
        seen: set[int] = set()

        def put(match: re.Match[str]) -> str:
            if match[1] is None:
                # A fence that is commented out is not shown, and nothing is wrong with it.
                seen.update(int(one[1]) for one in self._marks.finditer(match[0][4:]) if one[1])
                return match[0] if not self._marks.search(match[0][4:]) else ""
            seen.add(int(match[1]))
            fence, location = located[int(match[1])]
            shown = show(fence, location)
            self.filled[f"{self._mark}-{match[1]}"] = (shown, location)
            return shown

        filled = self._marks.sub(put, content) if located else content
        hidden = [location for at, (_fence, location) in enumerate(located) if at not in seen]
        self.problems += [location.problem(_AS_CODE) for location in hidden]
        self.problems += [location.problem(_lost(location)) for location in self._waiting]
        return filled


def _lost(location: FenceLocation) -> str:
    if location.name not in NAMES:
        near = meant(location.name)
        return f'there is no fence of this name; "{location.name}"; did you mean "{near}"?'
    if not location.closed:
        return "this fence has no end; no closing line was found; add one, indented like this one"
    if location.header:
        return header_problem(location.header)
    remedy = "see that pymdownx.superfences comes last under markdown_extensions"
    return f"this fence was passed over; it is published as text or code; {remedy}"


def header_problem(header: str) -> str:
    """Return what is wrong with options on the fence line."""
    remedy = 'put options between the fence lines, such as "id: my-check"'
    return f"options do not belong on the fence line; {header}; {remedy}"
