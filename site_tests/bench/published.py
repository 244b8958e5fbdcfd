"""The results as Markdown, for the page of the site that shows them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from site_tests.bench.result import median

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from site_tests.bench.machine import Machine
    from site_tests.bench.result import Result

FILE = Path(__file__).resolve().parents[2] / "content/data/measured.md"
"""What the page takes in."""


def text(machine: Machine, results: Mapping[str, Result], left_out: Sequence[str] = ()) -> str:
    """Return what was measured on a machine, and which measurements were left out."""
    parts = [about(machine)]
    if left_out:
        names = ", ".join(f"`{name}`" for name in left_out)
        parts.append(f"Left out of this run: {names}.")
    parts += ["### Against the targets", targets(results.values())]
    for result in results.values():
        parts += details(result)
    return "\n\n".join(parts) + "\n"


def about(machine: Machine) -> str:
    """Return when, of what and on what was measured."""
    browser = f" with Chromium {machine.browser}" if machine.browser else ""
    lines = [
        f"Measured on {machine.day.day} {machine.day:%B %Y} at commit `{machine.commit}`{browser},"
        f" on {machine.cores} cores of {machine.processor} under {machine.system}."
    ]
    if machine.busy:
        lines.append(
            f"**The machine was busy with other work** (load {machine.load:.1f} at the start): "
            "times are longer than on a quiet one, and ratios are rough."
        )
    if machine.whole:
        lines.append(
            f"**Python was not cut**, as it is in a release, because {machine.whole}: "
            "what it costs is more than it will be."
        )
    return "\n".join(lines)


def targets(results: Iterable[Result]) -> str:
    """Return a table of all limits, and whether each is kept."""
    rows = [
        (result.title, limit.what, f"{limit.value:.2f}", f"{limit.at_most:g}", verdict(limit.kept))
        for result in results
        for limit in result.limits
    ]
    return table(
        ("Measurement", "What", "Measured", "At most", "Target"), rows, ":-- :-- --: --: :--"
    )


def verdict(kept: bool) -> str:
    return "kept" if kept else "**missed**"


def details(result: Result) -> Iterator[str]:
    """Yield the parts that show the samples of one measurement."""
    yield f"### {result.title}"
    rows = [
        (
            label,
            str(len(values)),
            *(f"{one:.1f}" for one in (median(values), min(values), max(values))),
        )
        for label, values in result.samples.items()
    ]
    head = (f"In {result.unit}", "Count", "Median", "Lowest", "Highest")
    yield table(head, rows, ":-- --: --: --: --:")
    if result.notes:
        yield "\n".join(f"- {note.strip()}" for note in result.notes)


def table(head: Sequence[str], rows: Iterable[Sequence[str]], sides: str) -> str:
    """Return a table; `sides` draws to which side each column leans."""
    lines = [head, sides.split(), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
