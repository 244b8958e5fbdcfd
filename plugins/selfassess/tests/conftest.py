from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from selfassess.source import read_instrument

if TYPE_CHECKING:
    from collections.abc import Callable

    from selfassess.instrument import Instrument

DEMO = (Path(__file__).parent / "demo" / "instrument.yml").read_text(encoding="utf-8")


@pytest.fixture
def demo_text() -> str:
    """The YAML of a small instrument: two areas of shares, one of counts."""
    return DEMO


@pytest.fixture
def demo(read: Callable[[str], Instrument]) -> Instrument:
    return read(DEMO)


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], Instrument]:
    """Read the text of an instrument, shown as `instrument.yml` in problems."""

    def read_text(text: str) -> Instrument:
        file = tmp_path / "instrument.yml"
        file.write_text(text, encoding="utf-8")
        return read_instrument(file, "instrument.yml")

    return read_text
