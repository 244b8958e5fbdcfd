"""Files of learners, and the desk that they come to."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pytest
from made_up_course import BANK, ISSUER, NOW, TERMS, answers, completed

from selfassess.authoring.instruments import INSTRUMENT
from selfassess.authoring.releases.released import released_text
from selfassess.reporting.issuing.decided import Given
from selfassess.reporting.issuing.desk import Desk
from selfassess.reporting.issuing.marks import Marker
from selfassess.reporting.issuing.terms import Known

if TYPE_CHECKING:
    from collections.abc import Callable

    from selfassess.definition.instrument import Instrument


@pytest.fixture
def bank(read: Callable[[str], Instrument]) -> Instrument:
    return read(BANK)


@pytest.fixture
def marker(bank: Instrument) -> Marker:
    return Marker(bank)


@pytest.fixture
def released(bank: Instrument) -> dict[str, str]:
    """What the site has: the bank as it was released, by its address."""
    return {"released/made-up-test/en/1.0.json": released_text(bank, INSTRUMENT)}


@pytest.fixture
def completion(bank: Instrument) -> Callable[..., dict[str, Any]]:
    """Makes the data of a completion file with one attempt, changed as told."""

    def made(name: str = "Ann Ample", seed: str = "k3f9", wrong: int = 0, **changed: Any) -> Any:
        attempt = {
            "seed": seed,
            "answers": answers(bank, seed, wrong),
            "begun": "2026-11-20T10:00Z",
            "ended": "2026-11-20T10:14Z",
        }
        identity = {"name": name, "profession": "Nurse", "licence": "", "state": ""}
        return completed(attempt, **{"identity": identity} | changed)

    return made


@pytest.fixture
def look(released: dict[str, str]) -> Callable[..., Desk]:
    """Makes the desk with some files, by name: text, or data that becomes JSON."""

    def made(files: dict[str, Any], issuer: Any = ISSUER, **more: Any) -> Desk:
        texts = {n: f if isinstance(f, str) else json.dumps(f) for n, f in files.items()}
        given: dict[str, Any] = {
            "known": Known("0.1.0", (TERMS,)),
            "files": [Given(name, text) for name, text in texts.items()],
            "released": released,
            "issuer_text": json.dumps(issuer) if issuer else "",
            "decisions": [],
            "accommodations": [],
            "now": NOW,
            "today": NOW[:10],
            "language": "en",
        }
        return Desk(**given | more)

    return made


@pytest.fixture
def known_text() -> str:
    """What the build writes."""
    return json.dumps(asdict(Known("0.1.0", (TERMS,))))
