"""Course: what a ```` ```course ```` fence leaves on its page until the site is finished.

How many words a course has is known only then. Until the whole is put in its place, its
description stands there, which the search of the site reads.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Literal

from mkdocs_selfassess.fences.fence import guarded
from mkdocs_selfassess.fences.page_fences import header_problem
from selfassess import Invalid, Problem, suggestion
from selfassess.authoring import FileType, read_text

if TYPE_CHECKING:
    from mkdocs_selfassess.fences.location import FenceLocation
    from mkdocs_selfassess.fences.page_fences import FenceContent, PageFences
    from mkdocs_selfassess.web.courses import Courses


@dataclass(frozen=True, kw_only=True)
class CourseEmbed:
    """The options of the page of a course."""

    id: str
    """Which course: the name of its folder under `assessments/courses/`."""
    level: Literal[2, 3, 4] = 2
    """The level of its headings."""


COURSE_EMBED = FileType(file="course", holds=CourseEmbed)


def show_course(
    courses: Courses, fence: FenceContent, location: FenceLocation, page: PageFences
) -> str:
    """Return what stands in place of a fence, or a box with what is wrong with it; never raises."""
    return guarded(lambda: _shown(courses, fence, page), location, page, "course")


def _shown(courses: Courses, fence: FenceContent, page: PageFences) -> str:
    if fence.header:
        raise Invalid([Problem(header_problem(fence.header), column=1)])
    if not fence.body.strip():
        remedy = 'write "id: " and the name of a course between the fence lines'
        message = f"the fence is empty; nothing was found; {remedy}"
        raise Invalid([Problem(message, column=1)])
    embed, source = read_text(fence.body, COURSE_EMBED)
    if embed.id not in courses.known:
        message = f'there is no such course; "{embed.id}"; {suggestion(embed.id, courses.known)}'
        raise Invalid([source.place(Problem(message, ("id",)))])
    entry = courses.entries.get(embed.id)
    if entry is None:
        message = f'"{embed.id}" can not be shown; there are problems in its file; mend that file'
        raise Invalid([source.place(Problem(message, ("id",)))])
    courses.shown_on.setdefault(embed.id, page.uri)
    course = entry.course
    inside = f"<p>{escape(course.title)}</p><p>{escape(course.description)}</p>"
    return f'<div class="sa-course" data-sa-course="{embed.id} {embed.level}">{inside}</div>'
