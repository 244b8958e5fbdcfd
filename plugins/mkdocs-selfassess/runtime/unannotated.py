"""Unannotated: sources without what their functions say of types, which no reader's browser asks."""

from __future__ import annotations

import ast
import re
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def unannotated(source: bytes) -> bytes:
    """Return a module without what its functions say of types: blanks, so that every line stays.

    Python keeps a code object for the annotations of each function. Classes keep their fields'.
    """
    starts = [0, *accumulate(map(len, source.splitlines(keepends=True)))]
    bare = bytearray(source)
    for begin, end in _annotations(ast.parse(source), starts, source):
        blanks = re.sub(rb"[^\r\n]", b" ", source[begin:end])
        # Where a type of several lines stood, no bracket is open any more.
        bare[begin:end] = re.sub(rb" (\r?\n)", rb"\\\1", blanks)
    return bytes(bare)


def _annotations(tree: ast.Module, starts: list[int], source: bytes) -> Iterator[tuple[int, int]]:
    """Yield where annotations begin, at the colon or the arrow, and where they end."""
    for node in ast.walk(tree):
        if isinstance(node, ast.arg) and node.annotation:
            begin = starts[node.lineno - 1] + node.col_offset + len(node.arg.encode())
            yield begin, _end(node.annotation, begin, starts, source)
        elif isinstance(node, FUNCTIONS) and node.returns:
            begin = source.rindex(
                b"->", 0, starts[node.returns.lineno - 1] + node.returns.col_offset
            )
            yield begin, _end(node.returns, begin, starts, source)


def _end(node: ast.expr, begin: int, starts: list[int], source: bytes) -> int:
    """Return where a type ends, with the brackets that it may stand in."""
    first = starts[node.lineno - 1] + node.col_offset
    assert node.end_lineno is not None
    assert node.end_col_offset is not None
    end = starts[node.end_lineno - 1] + node.end_col_offset
    for _ in range(source[begin:first].count(b"(")):
        end = source.index(b")", end) + 1
    return end
