"""Authoring: reading, checking and releasing what authors write. It never travels to the browser.

The names here are what other programs may rely on. Modules inside import each other and never
from here, so that there is no circle.
"""

from selfassess.authoring.cases import CASES, Case, answers_of, read_cases
from selfassess.authoring.course.courses import COURSE
from selfassess.authoring.course.provider import PROVIDER
from selfassess.authoring.course.terms import known_courses
from selfassess.authoring.documents import DocumentType, FileType, read, read_text
from selfassess.authoring.foreign import foreign
from selfassess.authoring.instruments import INSTRUMENT, read_instrument
from selfassess.authoring.localized import (
    LocalizedDocument,
    check,
    comparisons,
    editions,
    remarks,
)
from selfassess.authoring.read.dead_link import dead_links
from selfassess.authoring.read.field_facts import links, unstated
from selfassess.authoring.read.schema import schema
from selfassess.authoring.read.strict_yaml import Source, load, parse
from selfassess.authoring.read.translation import (
    Translation,
    texts_of,
    translated,
    translation_files,
)
from selfassess.authoring.releases.released import read_release, release, released
from selfassess.authoring.scenario.scenario import Scenario
from selfassess.authoring.scenario.scenario_html import scenario_html
from selfassess.authoring.scenario.scenarios import SCENARIO
from selfassess.definition import facts
from selfassess.reporting.templates import pythons

__all__ = [
    "CASES",
    "COURSE",
    "INSTRUMENT",
    "PROVIDER",
    "SCENARIO",
    "Case",
    "DocumentType",
    "FileType",
    "LocalizedDocument",
    "Scenario",
    "Source",
    "Translation",
    "answers_of",
    "check",
    "comparisons",
    "dead_links",
    "editions",
    "facts",
    "foreign",
    "known_courses",
    "links",
    "load",
    "parse",
    "pythons",
    "read",
    "read_cases",
    "read_instrument",
    "read_release",
    "read_text",
    "release",
    "released",
    "remarks",
    "scenario_html",
    "schema",
    "texts_of",
    "translated",
    "translation_files",
    "unstated",
]
