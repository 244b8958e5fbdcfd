"""Extensions: what this site adds to Markdown; each works with Python-Markdown alone.

Whoever converts pages hands each extension what it needs to know of the page at hand, and gets
every problem with its line in the text of that page.
"""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor

from alliance_site import blocks, citations, fences, terms
from selfassess import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from markdown import Markdown

    from alliance_site.glossary import Term
    from alliance_site.knowledge import Knowledge
    from alliance_site.overview import Overview
    from alliance_site.pages import Page
    from alliance_site.references import Reference

    Report = Callable[[Problem], None]
    """Takes a problem whose line is one of the text that is converted."""
    Change = Callable[[str], str]

# Python-Markdown gives tabs and ends of lines their form at 30, takes fenced code out at 25 and
# looks for HTML at 20; its last step on the finished page is at 20.
_AS_WRITTEN = 40
_EXPANDED = 39
_WITHOUT_CODE = 22
_FINISHED = 0

_LIST = re.compile(r"^\\bibliography[ \t]*$", re.MULTILINE)


class _Before(Preprocessor):
    """Changes the text of a page before Markdown reads it."""

    def __init__(self, change: Change) -> None:
        super().__init__()
        self.change = change

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines of the changed text."""
        return self.change("\n".join(lines)).split("\n")


class _After(Postprocessor):
    """Changes the HTML of a page when Markdown is done with it."""

    def __init__(self, change: Change) -> None:
        super().__init__()
        self.change = change

    def run(self, text: str) -> str:
        """Return the changed HTML."""
        return self.change(text)


class Citations(Extension):
    r"""Makes a footnote of each `[@key]`, and their list of the line `\bibliography`.

    On a page with a fence `references`, which lists all of them, citations lead into that list.
    """

    def __init__(self, references: Mapping[str, Reference], source: str, report: Report) -> None:
        """Take the references by their keys, and the name of the file that holds them."""
        super().__init__()
        self.references, self.source, self.report = references, source, report
        self._written = ""

    def extendMarkdown(self, md: Markdown) -> None:
        """Look at the text as it was written, and change it when code is out of the way."""
        if "footnote" not in md.treeprocessors:
            md.registerExtensions(["footnotes"], {})
        md.preprocessors.register(_Before(self._checked), "citations", _AS_WRITTEN)
        md.preprocessors.register(_Before(self._noted), "citation-notes", _WITHOUT_CODE)

    def _checked(self, text: str) -> str:
        self._written = text
        for problem in citations.problems(text, self.references, self.source):
            self.report(problem)
        return text

    def _noted(self, text: str) -> str:
        if fences.find(self._written, {"references"}):
            return citations.replaced(text, self._words)
        keys = {each.key: None for each in citations.find(text) if each.key in self.references}
        self._check_list(bool(keys))
        notes = "\n".join(f"[^{key}]: {self.references[key].markdown}" for key in keys)
        noted = citations.replaced(text, self._notes)
        if _LIST.search(noted):
            return _LIST.sub(lambda _: notes, noted)
        return f"{noted}\n\n{notes}" if notes else noted

    def _notes(self, keys: Sequence[str]) -> str:
        # Apart, so that the numbers do not run together.
        return " ".join(f"[^{key}]" if key in self.references else _unknown(key) for key in keys)

    def _words(self, keys: Sequence[str]) -> str:
        known = {key: self.references[key].short for key in keys if key in self.references}
        links = [f"[{known[key]}](#ref-{key})" if key in known else _unknown(key) for key in keys]
        return f"({'; '.join(links)})"

    def _check_list(self, is_needed: bool) -> None:
        written = fences.blank(self._written)
        lines = [written.count("\n", 0, each.start()) + 1 for each in _LIST.finditer(written)]
        if is_needed and not lines:
            message = (
                "a page has footnotes and no place for them; it ends without a list; "
                r'write "## Sources" and "\bibliography" there'
            )
            self.report(Problem(message, line=self._written.rstrip().count("\n") + 1, column=1))
        for line in lines if not is_needed else lines[1:]:
            found = "it stands twice" if is_needed else "the page cites nothing"
            message = f"a list of sources would be empty; {found}; take it and its heading away"
            self.report(Problem(message, line=line, column=1))


def _unknown(key: str) -> str:
    return f"(unknown reference: {key})"


class Fences(Extension):
    """Puts claims, and lists of the whole site, in the place of their fences."""

    page: Page
    """The page at hand."""
    overview: Overview

    def __init__(self, knowledge: Knowledge, report: Report) -> None:
        super().__init__()
        self.knowledge, self.report = knowledge, report

    def extendMarkdown(self, md: Markdown) -> None:
        """Change the text as it was written; what is put in is Markdown too."""
        md.preprocessors.register(_Before(self._expanded), "alliance-fences", _EXPANDED)

    def _expanded(self, text: str) -> str:
        page = dataclasses.replace(self.page, markdown=text)
        for problem in (*self.knowledge.fence_problems(page), *blocks.problems(page)):
            self.report(problem)
        cards = self.knowledge.with_cards(text, self.overview.linking_from(page.uri))
        return blocks.expanded(cards, self.overview, page.uri)


class Terms(Extension):
    """Explains the words of the glossary where a page first says them."""

    glossary = ""
    """The address of the glossary from the page at hand; empty if that explains no terms."""
    page = ""
    """The place of the page at hand, which needs no link to itself."""

    def __init__(self, known: Sequence[Term]) -> None:
        super().__init__()
        self.known = known

    def extendMarkdown(self, md: Markdown) -> None:
        """Change the finished HTML: there running text can be told from everything else."""
        md.postprocessors.register(_After(self._linked), "terms", _FINISHED)

    def _linked(self, html: str) -> str:
        told = [term for term in self.known if term.page != self.page]
        return terms.linked(html, told, self.glossary) if self.glossary else html
