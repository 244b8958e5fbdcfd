"""What two hundred completion files cost on the issue desk.

Everything that the page is told in one reply (verdicts, certificates, register, reports) takes
turns with reading the same files as completions, which is the least that can be done with them.
Times are milliseconds of CPU; the limit is a ratio.
"""

from __future__ import annotations

import json
from time import process_time
from typing import TYPE_CHECKING

from selfassess.browser import answer_request
from selfassess.reporting.completion import read
from site_tests.bench.result import Limit, Result, median
from site_tests.issuing import asked, completion

if TYPE_CHECKING:
    from collections.abc import Callable

FILES = 200
ROUNDS = 9
# Two busy cores gave 2.8; the half above it is a step back.
LIMIT = 4.2
ISSUED, READ = "issued", "only read"


def texts() -> list[str]:
    """Return the files of so many learners, of whom some failed."""
    days = [f"2026-11-{1 + at % 19:02}" for at in range(FILES)]
    made = (completion(f"Learner {at}", wrong=at % 3, started=day) for at, day in enumerate(days))
    return [json.dumps(data) for data in made]


def cost(work: Callable[[], object]) -> float:
    """Return what a piece of work costs."""
    start = process_time()
    work()
    return 1000 * (process_time() - start)


def measure(rounds: int = ROUNDS) -> Result:
    """Return the times, and the limit on their ratio."""
    files = texts()
    request = asked(list(files))
    assert f"{FILES} files checked" in json.loads(answer_request(request))["html"]
    samples: dict[str, list[float]] = {ISSUED: [], READ: []}
    for _ in range(rounds):
        samples[ISSUED].append(cost(lambda: answer_request(request)))
        samples[READ].append(cost(lambda: [read(text) for text in files]))
    ratio = median(samples[ISSUED]) / median(samples[READ])
    limit = Limit("issued, as a multiple of only read", ratio, LIMIT)
    return Result(f"Issuing {FILES} completions", "ms", samples, [limit])
