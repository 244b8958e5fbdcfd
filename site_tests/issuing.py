"""Issuing: made-up files of learners for the issue desk, and a site that knows their course."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import FilePayload, Page, Route

DESK = "own-site/issue-desk/"
ITEMS = [f"q{at}" for at in range(1, 5)]
OPTIONS = [
    {"id": "good", "value": 1, "label": "The best answer"},
    {"id": "bad", "value": 0, "label": "Another answer"},
]
TEST: dict[str, Any] = {
    "format": 2,
    "id": "made-up-test",
    "version": "1.0",
    "kind": "questionnaire",
    "title": "Made-up test",
    "introduction": "Four questions.",
    "minutes": 5,
    "licence": "CC0",
    "source": "Made up.",
    "limits": "Nothing.",
    "domains": [{"id": "right", "title": "Best answers"}],
    "scoring": {"method": "sum", "missing": {"rule": "answered", "minimum": 1}},
    "feedback": "none",
    "items": [
        {"id": name, "type": "choice", "domain": "right", "stem": f"{name}?", "options": OPTIONS}
        for name in ITEMS
    ],
}
TEXT = json.dumps(TEST)
ADDRESS = "released/made-up-test/en/1.0.json"
KNOWN = {
    "released": {ADDRESS: f"sha256-{b64encode(sha256(TEXT.encode()).digest()).decode()}"},
    "engine": "0.1.0",
    "terms": [
        {
            "course": "made-up",
            "version": "1.0",
            "title": "Made-up course",
            "status": "open",
            "test": "made-up-test",
            "pass_percent": 75,
            "attempts": 2,
            "pages": ["one.md"],
            "objectives": {"hear": "Hear a story to its end."},
            "questions": {"use": "What will you do?"},
            "identity": ["name", "profession"],
        }
    ],
}
ISSUER = {
    "selfassess": "issuer",
    "format": 1,
    "name": "House of Learning",
    "address": "1 High Street, Springfield",
    "signer": {"name": "A. Signer, PhD", "title": "Director of Education"},
    "serial": "HL-{year}-{number}",
    "approvals": [
        {
            "body": "A Board",
            "number": "B-1234",
            "statement": "House of Learning is approved by A Board to offer continuing education. "
            "House of Learning maintains responsibility for this program and its content.",
            "credit_type": "contact hours",
            "hours": {"made-up": 1},
            "valid_from": "2026-01-01",
            "valid_to": "2099-12-31",
        }
    ],
    "values": {"ce-broker-provider": "1234"},
}
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def completion(name: str, wrong: int = 0, seed: str = "", **changed: object) -> dict[str, Any]:
    """Return the data of a completion file with so many wrong answers."""
    attempt = {
        "seed": seed,
        "answers": {item: "bad" if at < wrong else "good" for at, item in enumerate(ITEMS)},
        "begun": "2026-11-20T10:00Z",
        "ended": "2026-11-20T10:14Z",
    }
    whole: dict[str, Any] = {
        "selfassess": "completion",
        "format": 1,
        "specimen": False,
        "course": "made-up",
        "version": "1.0",
        "language": "en",
        "engine": "0.1.0",
        "started": "2026-11-19",
        "finished": "2026-11-20",
        "modules": [{"page": "one.md", "read": "2026-11-19"}],
        "test": {"instrument": "made-up-test", "version": "1.0", "attempts": [attempt]},
        "evaluation": None,
        "identity": {"name": name, "profession": "Nurse"},
    }
    return whole | changed


def evaluation() -> dict[str, Any]:
    """Return the data of a file with what a learner thinks of the course."""
    answers = {"hear": "4", "use": "Listen."}
    return {
        "selfassess": "evaluation",
        "format": 1,
        "course": "made-up",
        "version": "1.0",
        "month": "2026-11",
        "answers": answers,
    }


def progress() -> dict[str, Any]:
    """Return the data of a file with which a learner goes on elsewhere."""
    whole = completion("Bo", wrong=4)
    same = {name: whole[name] for name in ("format", "course", "version", "started", "test")}
    marks = [each | {"hash": "abc"} for each in whole["modules"]]
    return {"selfassess": "progress", **same, "modules": marks}


def payload(name: str, data: object) -> FilePayload:
    """Return a file to choose: text, or data that becomes JSON."""
    text = data if isinstance(data, str) else json.dumps(data)
    return {"name": name, "mimeType": "application/json", "buffer": text.encode()}


def unpinned(route: Route) -> None:
    """Send the desk without the hash of what the site knows, which is another for the test."""
    response = route.fetch()
    body = re.sub(r"(courses\.\w+\.json)#sha256-[^\"]+", r"\1", response.text())
    route.fulfill(response=response, body=body)


def with_course(page: Page) -> None:
    """Let the site know the made-up course, and nothing else."""
    page.route(f"**/{DESK}", unpinned)
    page.route("**/assets/selfassess/courses.*.json", lambda route: route.fulfill(json=KNOWN))
    page.route(f"**/{ADDRESS}", lambda route: route.fulfill(body=TEXT))


def choose(page: Page, files: list[object], issuer: object = ISSUER) -> None:
    """Choose files and an issuer.json on the issue desk."""
    given = [payload(f"file-{at}.json", data) for at, data in enumerate(files, 1)]
    page.locator("[name=files]").set_input_files(given)
    page.locator("[name=issuer]").set_input_files([payload("issuer.json", issuer)])


def asked(files: Sequence[object], test: dict[str, Any] = TEST) -> str:
    """Return what the issue desk asks of Python about some files."""
    request: dict[str, Any] = {
        "do": "issue",
        "known": json.dumps(KNOWN),
        "files": [
            {"name": f"{at}.json", "text": data if isinstance(data, str) else json.dumps(data)}
            for at, data in enumerate(files)
        ],
        "released": {ADDRESS: json.dumps(test)},
        "issuer": json.dumps(ISSUER),
        "decisions": [{"file": "0.json", "accept": True, "reason": "Retested."}],
        "accommodations": [],
        "now": "2026-11-29T12:00Z",
        "today": "2026-11-29",
        "language": "en",
        "level": 2,
    }
    return json.dumps(request)
