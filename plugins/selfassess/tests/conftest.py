from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from pseudo import LANGUAGE, write_catalog

from selfassess import catalog
from selfassess.authoring.instruments import read_instrument
from selfassess.problems import InvalidFile

# How long an example takes says more of the machine than of the code.
settings.register_profile("usual", deadline=None)
# For `make fuzz`: no example is the same as in the last run, and those that failed come first.
settings.register_profile("fuzz", deadline=None, max_examples=20_000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "usual"))

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from selfassess.definition.instrument import Instrument

HERE = Path(__file__).parent
DEMO = (HERE / "demo" / "instrument.yml").read_text(encoding="utf-8")
MANY = (HERE / "many" / "instrument.yml").read_text(encoding="utf-8")


@pytest.fixture
def demo_text() -> str:
    """The YAML of a small instrument: two areas of shares, one of counts."""
    return DEMO


@pytest.fixture
def demo(read: Callable[[str], Instrument]) -> Instrument:
    return read(DEMO)


@pytest.fixture
def kinds() -> Instrument:
    """An instrument with an item of every kind, in sections."""
    return read_instrument(HERE / "kinds" / "instrument.yml", "instrument.yml")


@pytest.fixture
def strain() -> Instrument:
    """A questionnaire with everything that a report can say beside scores."""
    return read_instrument(HERE / "strain" / "instrument.yml")


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], Instrument]:
    """Read the text of an instrument, shown as `instrument.yml` in problems."""

    def read_text(text: str) -> Instrument:
        file = tmp_path / "instrument.yml"
        file.write_text(text, encoding="utf-8")
        return read_instrument(file, "instrument.yml")

    return read_text


@pytest.fixture
def made_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The tag of a made-up language that the interface speaks during a test."""
    write_catalog(tmp_path / "locale")
    monkeypatch.setattr(catalog, "FOLDER", tmp_path / "locale")
    catalog.catalog.cache_clear()
    yield LANGUAGE
    catalog.catalog.cache_clear()


@pytest.fixture
def told_of(read: Callable[[str], Instrument]) -> Callable[[str], list[str]]:
    """Return the problems of an instrument's text without the file."""

    def problems(text: str) -> list[str]:
        with pytest.raises(InvalidFile) as caught:
            read(text)
        return [line.removeprefix("instrument.yml:") for line in str(caught.value).splitlines()]

    return problems


@pytest.fixture
def told(told_of: Callable[[str], list[str]]) -> Callable[[dict[str, str]], list[str]]:
    """Edit the instrument that has every part, and return its problems without the file."""

    def problems(edits: dict[str, str]) -> list[str]:
        text = MANY
        for old, new in edits.items():
            assert old in text
            text = text.replace(old, new, 1)
        return told_of(text)

    return problems
