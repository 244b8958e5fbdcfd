from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfassess.problems import Invalid, Problem
from selfassess.reporting.issuing.given import MOST, built, data_of


@dataclass(frozen=True)
class Leaf:
    word: str
    share: float = 0.5


@dataclass(frozen=True)
class Tree:
    count: int
    leaf: Leaf
    leaves: tuple[Leaf, ...] = ()
    named: dict[str, int] = field(default_factory=dict)
    maybe: str | None = None


whole = st.integers(-999_999_999_999_999, 999_999_999_999_999)
leaves = st.builds(Leaf, st.text(), st.floats(-999_999_999_999_999, 999_999_999_999_999))
trees = st.builds(
    Tree,
    whole,
    leaves,
    st.lists(leaves).map(tuple),
    st.dictionaries(st.text(), whole),
    st.none() | st.text(),
)


@given(trees)
def test_what_was_written_is_read_back(tree: Tree) -> None:
    assert built(Tree, json.loads(json.dumps(asdict(tree)))) == tree


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(["count", "leaf", "leaves", "named", "x"]), anything))
def test_anything_is_read_or_refused_with_sentences(data: dict[str, object]) -> None:
    problems: tuple[Problem, ...] = ()
    try:
        made: object = built(Tree, data)
    except Invalid as invalid:
        made, problems = None, invalid.problems

    assert isinstance(made, Tree) != bool(problems)


def test_a_file_that_is_too_large_is_not_looked_at() -> None:
    with pytest.raises(Invalid) as refused:
        data_of(" " * MOST + "{}")

    assert str(refused.value) == (
        "the file is too large; 262,146 characters, and 262,144 are the most; choose the right file"
    )


@pytest.mark.parametrize("text", ['["a"]', '"a"', "12", "null"])
def test_what_is_no_file_of_a_course_is_shown(text: str) -> None:
    with pytest.raises(Invalid) as invalid:
        data_of(text)
    assert str(invalid.value) == f"this is no file of a course; found {text}; choose another"
