"""What scoring many respondents costs: `selfassess score` on a sheet of sixty items.

The whole command, from its start to its last line, takes turns with a program that reads the
same rows and writes them as JSON without scoring them. Beside that, one scoring alone: from
the answers as text to all scores. Times are milliseconds of CPU; the limits are ratios, because
times of one machine mean little for another.
"""

from __future__ import annotations

import csv
import random
import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING

from selfassess import Answers, score
from selfassess.authoring import read_instrument
from site_tests.bench.result import Limit, Result, median, p95

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from selfassess import Instrument

INSTRUMENT = Path(__file__).resolve().parents[2] / "assessments/alliance-practices"
# Two quiet cores gave 19.0 (pairs 11.6 to 20.3) and 39.9; more than a sixth above is a step back.
LIMIT = 22.0
LIMIT_OF_ONE = 47.0
ROUNDS = 5
ROWS = 10_000
SCORED, COPIED, ONE = "scored", "only read and written", "one scoring"
COPY = """
import csv, json, sys
with open(sys.argv[1], encoding="utf-8", newline="") as lines:
    for row in csv.DictReader(lines):
        sys.stdout.write(json.dumps(row) + "\\n")
"""


def respondents(instrument: Instrument, count: int) -> list[dict[str, str]]:
    """Return answers by chance, the same in every run; of ten items one has none."""
    chance = random.Random(0)
    choices = instrument.choices
    return [
        {
            name: chance.choice(some) if chance.random() < 0.9 else ""
            for name, some in choices.items()
        }
        for _ in range(count)
    ]


def cost(command: list[str]) -> float:
    """Return the cost of a program that writes a line for each row."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, *command], capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.stdout.count(b"\n") == ROWS
    return 1000 * (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)


def one(instrument: Instrument, given: dict[str, str]) -> float:
    """Return the cost of scoring one respondent."""
    start = process_time()
    score(instrument, Answers.from_text(instrument, given))
    return 1000 * (process_time() - start)


def measure(rounds: int = ROUNDS) -> Result:
    """Return the times, and the limits on how they stand to those of a mere copy."""
    instrument = read_instrument(INSTRUMENT / "instrument.yml")
    given = respondents(instrument, ROWS)
    samples: dict[str, list[float]] = {SCORED: [], COPIED: []}
    with TemporaryDirectory() as folder:
        sheet = Path(folder) / "answers.csv"
        with sheet.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, [item.id for item in instrument.items])
            writer.writeheader()
            writer.writerows(given)
        ours = ["-m", "selfassess", "score", str(INSTRUMENT), str(sheet)]
        for _ in range(rounds):
            samples[SCORED].append(cost(ours))
            samples[COPIED].append(cost(["-c", COPY, str(sheet)]))
    samples[ONE] = [one(instrument, each) for each in given]
    title = f"Scoring {ROWS} rows of {len(instrument.items)} items"
    return Result(title, "ms", samples, *ratios(samples))


def ratios(samples: Mapping[str, Sequence[float]]) -> tuple[list[Limit], list[str]]:
    """Return the limits on what scoring costs beside reading and writing, and their spread."""
    pairs = [ours / plain for ours, plain in zip(samples[SCORED], samples[COPIED], strict=True)]
    row = median(samples[COPIED]) / ROWS
    limits = [
        Limit(f"{SCORED} / {COPIED}", median(pairs), LIMIT),
        Limit("95 of 100 scorings / one row copied", p95(samples[ONE]) / row, LIMIT_OF_ONE),
    ]
    spread = f"  The ratio of each pair: {min(pairs):.1f} to {max(pairs):.1f}."
    singly = f"  One scoring / one row copied: {median(samples[ONE]) / row:.1f} in the middle."
    return limits, [spread, singly]
