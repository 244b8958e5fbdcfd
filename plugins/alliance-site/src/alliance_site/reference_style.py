"""ReferenceStyle: how a reference is written out, as a style of pybtex.

    Kelley JM, Kraft-Todd G, Schapira L, et al. (2014). Title. *PLoS ONE*, 9(4), e94207. DOI

Six authors are named, of more the first three.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pybtex.style.formatting import BaseStyle
from pybtex.style.labels import BaseLabelStyle
from pybtex.style.names import BaseNameStyle
from pybtex.style.template import (
    field,
    first_of,
    href,
    join,
    names,
    node,
    optional,
    optional_field,
    sentence,
    tag,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MOST_AUTHORS = 6
_FIRST_AUTHORS = 3
_RESOLVER = "https://doi.org/"
CONTAINERS = {"article": "journal", "techreport": "institution"}
"""The types of entries that have a form, and the field that says where each appeared."""


class NameStyle(BaseNameStyle):  # type: ignore[misc]
    """Family names, and initials without stops: "van der Windt DAWM"."""

    def format(self, person: Any, abbr: bool = False) -> Any:
        """Return a name; `abbr` makes no difference."""
        given = " ".join(map(str, (*person.rich_first_names, *person.rich_middle_names)))
        initials = "".join(part[0] for part in re.split(r"[\s.-]+", given) if part)
        return join(" ")[*_family(person), initials, *person.rich_lineage_names]


class LabelStyle(BaseLabelStyle):  # type: ignore[misc]
    """A reference as a text names it: "Bordin 1979", "Kelley et al. 2014"."""

    def format_labels(self, sorted_entries: Iterable[Any]) -> Iterator[str]:
        """Yield the label of each entry."""
        for entry in sorted_entries:
            names = [str(join(" ")[_family(each)].format()) for each in entry.persons["author"]]
            who = f"{names[0]} et al." if len(names) > 1 else names[0]
            if len(names) == 2 and names[1] != "others":
                who = " and ".join(names)
            yield f"{who} {entry.fields['year']}"


def _family(person: Any) -> list[Any]:
    return [*person.rich_prelast_names, *person.rich_last_names]


@node  # type: ignore[untyped-decorator]
def authors(_children: object, data: dict[str, Any]) -> Any:
    """Return the names of an entry, or the first of them and "et al."."""
    persons = data["entry"].persons.get("author", [])
    more = bool(persons) and str(persons[-1]) == "others"
    if not more and len(persons) <= _MOST_AUTHORS:
        return names("author", sep=", ").format_data(data)
    style = data["style"]
    first = [style.format_name(each) for each in persons[: len(persons) - more][:_FIRST_AUTHORS]]
    return join(", ")[*first, "et al."].format_data(data)


class ReferenceStyle(BaseStyle):  # type: ignore[misc]
    """Authors, year, title, container, details and DOI."""

    default_name_style = NameStyle
    default_label_style = LabelStyle
    default_sorting_style = "none"

    def get_article_template(self, _entry: Any) -> Any:
        """Return the template of an article in a journal."""
        return _written(CONTAINERS["article"])

    def get_techreport_template(self, _entry: Any) -> Any:
        """Return the template of a report of an institution."""
        return _written(CONTAINERS["techreport"])


def _written(container: str) -> Any:
    volume = join[field("volume"), optional["(", field("number"), ")"]]
    issue = first_of[optional[volume], optional_field("number")]
    doi = optional[href(join[_RESOLVER, field("doi", raw=True)])[_RESOLVER, field("doi", raw=True)]]
    where = sentence(sep=", ")[tag("em")[field(container)], issue, optional_field("pages")]
    year = join["(", field("year"), ")."]
    return join(" ")[authors, year, sentence[field("title")], where, doi]
