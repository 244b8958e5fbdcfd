"""Whatever stands in a page, its fences are read or refused in sentences, and soon."""

from __future__ import annotations

import os
import time
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from accidents import mutilated
from hypothesis import given, note, settings
from hypothesis import strategies as st

from mkdocs_selfassess.fences import scenario
from mkdocs_selfassess.fences.course import COURSE_EMBED
from mkdocs_selfassess.fences.embed import EMBED
from mkdocs_selfassess.fences.location import FenceLocation, in_file, locate
from selfassess import Invalid
from selfassess.authoring import FileType, read_text

if TYPE_CHECKING:
    from collections.abc import Callable

OPTIONS: dict[str, FileType[Any]] = {
    "assessment": EMBED,
    "course": COURSE_EMBED,
    "scenario": scenario.EMBED,
}
BODIES = {
    "assessment": b"id: rest\nonly: sleep\nlanguage: es\nlayout: grid\nlevel: 3\n",
    "course": b"id: nights\nlevel: 3\n",
    "scenario": b"id: tea\nlanguage: es\nlevel: 3\n",
}
PAGE = b"""---
title: Rest
---

# Rest

```assessment
id: rest
```

> ~~~ { .scenario #tea }
> id: tea
> ~~~

`````markdown
```course
id: nights
```
`````
"""


def found(text: str) -> list[FenceLocation]:
    """Find the fences of a page twice, as the build does: in its text, and in its file."""
    return list(in_file(locate(text), text, "---\ntitle: x\n---\n" + text.replace("\t", " ")))


def options(kind: str) -> Callable[[str], object]:
    return lambda text: read_text(text, OPTIONS[kind])


READERS = {
    **{f"options of {kind}": (options(kind), BODIES[kind]) for kind in OPTIONS},
    "fences": (found, PAGE),
}


def seconds(read: Callable[[str], object], text: str) -> float:
    """Return how long the processor worked on a text, whether it was refused or not."""
    begun, said = time.process_time(), "read"
    try:
        read(text)
    except Invalid as refusal:
        said = str(refusal).strip()
    assert said
    return time.process_time() - begun


def test_the_fences_that_accidents_happen_to_are_found() -> None:
    assert [each.name for each in found(PAGE.decode())] == ["assessment", "scenario"]


@pytest.mark.parametrize("name", READERS)
def test_the_text_that_accidents_happen_to_is_right(name: str) -> None:
    read, whole = READERS[name]
    read(whole.decode())


@pytest.mark.fuzz
@pytest.mark.parametrize("name", READERS)
@settings(
    deadline=None,
    max_examples=4_000 if os.environ.get("HYPOTHESIS_PROFILE") == "fuzz" else 10,
)
@given(seed=st.integers(0, 2**64 - 1))
def test_what_stands_in_a_page_is_read_or_refused_in_a_sentence(name: str, seed: int) -> None:
    read, whole = READERS[name]
    text = mutilated(Random(seed), whole).decode("utf-8", errors="replace")
    note(repr(text))
    patience = 2 + 200 * min(seconds(read, whole.decode()) for _ in range(3))
    assert seconds(read, text) <= patience
