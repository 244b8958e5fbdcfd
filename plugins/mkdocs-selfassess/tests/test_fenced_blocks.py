"""Our scanner of fences, held against superfences itself."""

from typing import Any

import markdown
import pytest
from pymdownx.superfences import (  # type: ignore[import-untyped]
    SuperFencesBlockPreprocessor,
)

from mkdocs_selfassess.fence import formatter, validator
from mkdocs_selfassess.fenced_blocks import FencedBlock, fenced_blocks

TEXTS = {
    "plain": "a\n```x\nb\n```\nc\n~~~\nd\n~~~",
    "a line that is too short, too long, or of the other kind": "````x\n```\n~~~~\n`````\n````",
    "in an admonition": "!!! note\n\n    ```x\n    a\n\n    b\n    ```\n",
    "in a list in a list": "1. a\n\n    - b\n\n        ```x\n        c\n        ```\n",
    "indented by a tab and closed by spaces": "- a\n\n\t```x\n\tb\n    ```\n",
    "in a quotation": "> ```x\n> a\n>\n> b\n> ```\n",
    "closed farther right": "```x\na\n  ```\nb\n```\n",
    "closed farther left": "  ```x\n  a\n```\n",
    "ended by what holds it": "!!! note\n    ```x\n    a\n\nb\n    ```\n",
    "closed with blanks behind": "```x\na\n```  \n",
    "marks inside a line": "```x``` is how one begins\n\n```y\na\n```\n",
    "with options, and in braces": '```x a="b" c\n```\n``` { .x #y z=1 }\n```\n',
    "an example of another": "````x\n```y\na\n```\n````\n\n```z\n```\n",
    "no fence": "a `b` c\n",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_blocks_are_those_that_superfences_takes(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[tuple[int, int]] = []

    def take(_self: Any, _space: str, _content: str, start: int, end: int) -> None:
        taken.append((start + 1, end))
        _self.clear()

    monkeypatch.setattr(SuperFencesBlockPreprocessor, "process_nested_block", take)
    # Ours, so that nothing is refused for its options.
    fences = [
        {"name": name, "class": name, "format": formatter, "validator": validator}
        for name in ("x", "y", "z")
    ]
    settings = {"pymdownx.superfences": {"custom_fences": fences}}
    markdown.markdown(text, extensions=["pymdownx.superfences"], extension_configs=settings)

    assert [(one.first, one.last) for one in fenced_blocks(text) if one.closed] == taken


def test_a_block_says_what_stands_where() -> None:
    assert fenced_blocks("> a\n> ~~~ x y=1\n> b\n> ~~~\n") == [
        FencedBlock(2, 4, "> ", "~~~", " x y=1", ("> b",), closed=True)
    ]


def test_a_block_that_is_not_closed_reaches_to_the_end_and_hides_nothing() -> None:
    found = fenced_blocks("````x\na\n\n```y\nb\n```\nc")

    assert [(one.first, one.last, one.closed) for one in found] == [(1, 7, False), (4, 6, True)]


def test_a_block_that_is_not_closed_ends_with_what_holds_it() -> None:
    (found,) = fenced_blocks("!!! note\n    ```x\n    a\n\nb\n")

    assert (found.last, found.lines, found.closed) == (4, ("    a", ""), False)
