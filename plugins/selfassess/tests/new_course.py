"""New course: what its author writes before it may be opened."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from selfassess.authoring.course.template import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path

TODAY = datetime.now(UTC).date()
"""One day for all tests, which may run past midnight."""
PEOPLE = """\
people:
  - {name: A. Author, roles: [author, planner, test-writer], disclosure: None.}
  - {name: R. Reviewer, roles: [reviewer], disclosure: None.}
"""


def open_course(file: Path, days: int = 365) -> None:
    """Open the course in a file of `course new`, with own words everywhere; it lasts so many days.

    Its test and its sponsor get their own words too. Nothing is released.
    """
    text = file.read_text(encoding="utf-8")
    for name in EXAMPLES:
        text = re.sub(rf"^{name}: .*$", f"{name}: Own words.", text, flags=re.M)
    text = text.replace("status: draft", "status: open").replace("people: []\n", PEOPLE)
    last = TODAY + timedelta(days=days)
    for name, day in {"released": TODAY, "reviewed": TODAY, "expires": last}.items():
        text = text.replace(f'# {name}: ""', f'{name}: "{day}"')
    file.write_text(text, encoding="utf-8")
    courses = file.parent.parent
    sponsor = courses / "provider.yml"
    said = sponsor.read_text(encoding="utf-8").replace('# name: ""', "name: A school")
    sponsor.write_text(said, encoding="utf-8")
    bank = courses.parent / f"{file.parent.name}-test/instrument.yml"
    asked = bank.read_text(encoding="utf-8").replace("Your first", "Which")
    bank.write_text(asked.replace("Your second", "What"), encoding="utf-8")
