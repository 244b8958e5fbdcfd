import pytest

from mkdocs_selfassess.fences.embed import Embed, read_embed
from selfassess import InvalidFile


def problems(body: str) -> list[str]:
    with pytest.raises(InvalidFile) as caught:
        read_embed(body)
    return [str(problem) for problem in caught.value.problems]


def test_an_id_is_enough() -> None:
    assert read_embed("id: rest").embed == Embed(
        id="rest", only="", language="", layout="list", level=2
    )


def test_every_option_is_read() -> None:
    body = "id: rest\nonly: sleep\nlanguage: es\nlayout: grid\nlevel: 3\n"
    embed = read_embed(body).embed

    assert embed == Embed(id="rest", only="sleep", language="es", layout="grid", level=3)


def test_an_empty_body_says_what_to_write() -> None:
    with pytest.raises(InvalidFile) as caught:
        read_embed("  \n")

    assert [problem.message for problem in caught.value.problems] == [
        'the fence is empty; nothing was found; write "id: " and the name of an assessment '
        "between the fence lines"
    ]


def test_a_missing_id_is_a_problem() -> None:
    assert problems("only: sleep") == ['1:1: a field is missing; there is no "id"; add it']


def test_an_unknown_option_comes_with_the_nearest_one() -> None:
    assert problems("id: rest\nlayot: grid") == [
        '2:8: this field is not known; "layot"; did you mean "layout"?'
    ]


def test_an_impossible_choice_comes_with_the_possible_ones() -> None:
    assert problems("id: rest\nlayout: table\nlevel: 1") == [
        '2:9: this is not one of the choices; found "table"; write "list", "grid" or "matrix"',
        "3:8: this is not one of the choices; found 1; write 2, 3, 4 or 5",
    ]


def test_a_body_that_is_no_yaml_is_a_problem() -> None:
    assert problems("id: [rest") == ['1:5: a bracket is never closed; "[" opens here; close it']


def test_a_body_that_is_only_a_name_is_a_problem() -> None:
    assert problems("rest") == [
        "1:1: fields were expected; something else was found; write `name: value` lines"
    ]


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("id: rest", "id: rest", True),
        ("id: rest", "id: rest\nonly: sleep", True),
        ("id: rest\nonly: sleep", "id: rest\nonly: sleep\nlevel: 3", True),
        ("id: rest\nonly: sleep", "id: rest\nonly: breaks", False),
        ("id: rest", "id: work", False),
    ],
)
def test_two_embeds_overlap_when_they_ask_the_same_items(one: str, other: str, both: bool) -> None:
    assert read_embed(one).embed.overlaps(read_embed(other).embed) is both
