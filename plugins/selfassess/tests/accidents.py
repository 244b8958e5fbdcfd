"""Accidents: what happens to files, to bytes and to data, by chance."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

ALIEN = (
    *(b"\xff\xfe", b"\xc3\x28", b"\xe2\x80\xae", b"\x00", b"\xc2\x85", b"- - - ", b"{{{", b"1e999"),
    *(b"0x1F", b".inf", b".nan", b"-0.0", b"1_000", b"2001-01-01", b"!!python/name:os.system x"),
    *(b"[" * 3000, b'{"a":' * 3000, b"9" * 400, b"9" * 5000, b"NaN", b"-Infinity", b'"\\ud800"'),
    *(b"<<: *a", b"&a ", b"? ", b"---\n", b"...\n", b"%YAML 9\n", b"\t", b"|", b">-\n", b"'", b'"'),
)


def mutilated(random: Random, raw: bytes) -> bytes:
    """Return the bytes of a file after one to six accidents."""
    data = bytearray(raw)
    for _ in range(random.randint(1, 6)):
        at, size = random.randrange(len(data)), random.randint(1, 40)
        kind = random.randrange(4)
        if kind == 0:
            data[at] = random.randrange(256)
        elif kind == 1:
            del data[at : at + size]
        elif kind == 2:
            data[at:at] = random.choice(ALIEN)
        else:
            other = random.randrange(len(data))
            data[at:at] = data[other : other + size]
        data = data or bytearray(b" ")
    return bytes(data)


def places(found: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    inside = found.items() if isinstance(found, dict) else ()
    for name, entry in enumerate(found) if isinstance(found, list) else inside:
        yield (*path, name), entry
        yield from places(entry, (*path, name))


WILD = (
    10**400,
    -(10**4000),
    float("nan"),
    float("inf"),
    "\ud800",
    "\x00",
    json.loads("[" * 600 + "]" * 600),
)
"""What a file of JSON can hold and one of YAML, as it is read here, can not."""


def distorted(random: Random, data: Any, wild: tuple[Any, ...] = ()) -> Any:
    """Return data with one to three values replaced, most of them by one of their kind."""
    data = json.loads(json.dumps(data))
    for _ in range(random.randint(1, 3)):
        there = list(places(data))
        path, found = random.choice(there)
        around = data
        for name in path[:-1]:
            around = around[name]
        new = another(random, found, [entry for _, entry in there])
        new = random.choice(wild) if wild and random.random() < 0.15 else new
        around[path[-1]] = json.loads(json.dumps(new))
    return data


def another(random: Random, found: Any, there: list[Any]) -> Any:
    like = [entry for entry in there if type(entry) is type(found)]
    numbers = (0, -1, 1, 2, 999, 10**14, -(10**14), 0.1, 1e-12, -0.0, 123456.789)
    if random.random() < 0.1:
        return random.choice(
            [None, True, "", [], {}, "x" * 500, "\u202e", "ı", "did-not-apply", *there]
        )
    if isinstance(found, int | float):
        return random.choice([*numbers, *like])
    if isinstance(found, list):
        return random.choice([[], found + found, found[::-1], found[1:], found[:1] * 60])
    if isinstance(found, dict) and found and random.random() < 0.6:
        return {name: found[name] for name in list(found)[1:]}
    return random.choice(like)
