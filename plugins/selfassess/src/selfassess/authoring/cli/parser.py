"""Parser: the command line as a whole: check, release, diff, trace, score, reliability, cases, schema.

Exit codes: 0 all is well, 1 problems were found, 2 the command itself was wrong.
"""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import suppress
from importlib.metadata import version
from io import TextIOWrapper
from typing import TYPE_CHECKING

from selfassess.authoring.cli import cases, check, diff, release, reliability, schema, score, trace
from selfassess.problems import Invalid, Problem, Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

_COMMANDS = (check, release, diff, trace, score, reliability, cases, schema)
"""In the order of the help. Each has `add`, which tells the parser what it takes and what it runs."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    _write_utf_8()
    options = _parser().parse_args(argv)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except Invalid as invalid:
        print(*invalid.problems, sep="\n", file=sys.stderr)
        return 2 if isinstance(invalid, Refused) else 1
    except BrokenPipeError:
        # The reader of our output has gone, as `| head` does.
        sys.stderr.close()
        return 0
    except OSError as error:
        _let_output_go()
        print(_unwritten(error), file=sys.stderr)
        return 1
    return code


def _unwritten(error: OSError) -> Problem:
    what = f"this can not be read or written; {error.strerror or error}"
    remedy = "mend that and run the command again, because what it wrote is not complete"
    return Problem(f"{what}; {remedy}", file=str(error.filename or "the output"))


def _let_output_go() -> None:
    """Let Python write what is left of the output nowhere, so that it does not fail once more."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _write_utf_8() -> None:
    """Write UTF-8 wherever the output goes; on Windows a file would get the user's code page."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="selfassess", description="Check, trace and score self-assessment instruments."
    )
    parser.add_argument("--version", action="version", version=version("selfassess"))
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in _COMMANDS:
        command.add(commands)
    return parser
