"""CourseData: what the script on the page of a course is told of it, as one JSON file.

Addresses are under the root of the site.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from selfassess import __version__
from selfassess.authoring.course.sheet import TEST, asked, parts, time_of

if TYPE_CHECKING:
    from mkdocs_selfassess.web.assets import Addresses
    from selfassess.authoring.course.course import Course, Module
    from selfassess.authoring.course.provider import Provider
    from selfassess.authoring.course.sheet import Part, Sheet

_RATIONALES = {"after-passing": "after-passing", "after-last-attempt": "after-last"}


def course_data(sheet: Sheet, addresses: Addresses) -> dict[str, Any]:
    """Return what a script is told of a course."""
    course, provider = sheet.packet.course, sheet.packet.provider
    time = time_of(sheet)
    return {
        "id": course.id,
        "version": course.version,
        "title": course.title,
        "draft": sheet.draft,
        "pretend": sheet.pretend,
        "language": course.language,
        "direction": course.direction,
        "released": course.released,
        "expires": course.expires,
        "modules": [
            _module(sheet, module, part)
            for module in course.modules
            for part in parts(sheet, module.readings)
        ],
        "objectives": [{"id": one.id, "text": one.text} for one in course.objectives],
        "test": _test(sheet, addresses),
        "pre_test": _pre_test(sheet, addresses),
        "pass_mark": course.post_test.pass_percent,
        "attempts": course.post_test.attempts,
        "rationales": _RATIONALES[course.post_test.rationales],
        "evaluation": _evaluation(course),
        "identity": list(provider.identity),
        "hours": round(time.counts.minutes / 60, 2) if time.counts else None,
        "sponsor": _sponsor(provider),
        "engine": __version__,
        "runtime": addresses.runtime,
    }


def _module(sheet: Sheet, module: Module, part: Part) -> dict[str, Any]:
    return {
        "page": part.page,
        "url": part.url,
        "title": part.title,
        "hash": hashlib.sha256(part.text.encode()).hexdigest()[:10],
        "module": module.id,
        "part": module.title,
        "words": part.words,
        "check": module.check,
        "check_url": sheet.checks.get(module.check, ""),
    }


def _test(sheet: Sheet, addresses: Addresses) -> dict[str, Any]:
    bank, address = sheet.packet.bank, sheet.packet.course.post_test.address
    if address or bank is None:
        return {"address": address} if address else {}
    found: dict[str, Any] = {"instrument": bank.id, "version": bank.version}
    if TEST in sheet.urls:
        key = (bank.id, bank.language)
        found["url"] = sheet.urls[TEST]
        found["definition"] = addresses.definitions[key]
        found["earlier"] = dict(addresses.earlier.get(key, {}))
    return found


def _pre_test(sheet: Sheet, addresses: Addresses) -> dict[str, str]:
    course = sheet.packet.course
    definition = addresses.definitions.get((course.pre_test, course.language), "")
    url = sheet.checks.get(course.pre_test, "")
    if not definition or not url:
        return {}
    return {"instrument": course.pre_test, "definition": definition, "url": url}


def _evaluation(course: Course) -> dict[str, Any]:
    questions = [{"id": one.id, "text": one.text, "type": one.type} for one in asked(course)]
    return {"address": course.evaluation.address, "questions": questions}


def _sponsor(provider: Provider) -> dict[str, Any]:
    return {
        "name": provider.name,
        "address": provider.address,
        "contacts": [
            {"purpose": one.purpose, "name": one.name, "email": one.email, "days": one.reply_days}
            for one in provider.contacts
        ],
    }
