"""Parser: the command line as a whole, and the commands that it lists.

Exit codes: 0 all is well, 1 problems were found, 2 the command itself was wrong.
"""

from __future__ import annotations

import argparse
import errno
import os
import re
import sys
from contextlib import suppress
from importlib.metadata import version
from io import TextIOWrapper
from typing import TYPE_CHECKING

from selfassess.authoring.cli import (
    cases,
    check,
    course,
    diff,
    new,
    release,
    reliability,
    schema,
    score,
    trace,
)
from selfassess.problems import Invalid, Problem, Refused, suggestion

if TYPE_CHECKING:
    from collections.abc import Sequence

_COMMANDS = (
    new,
    check,
    release,
    diff,
    trace,
    score,
    reliability,
    cases,
    course,
    schema,
)
"""In the order of the help. Each has `add`, which tells the parser what it takes and what it runs."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    _write_utf_8()
    given = sys.argv[1:] if argv is None else argv
    try:
        options = _options(given)
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
        return 2 if error.errno == errno.ENAMETOOLONG else 1
    return code


def _unwritten(error: OSError) -> Problem:
    if error.errno == errno.ENAMETOOLONG:
        message = "no file can have so long a name; it was not looked for; write a shorter one"
        return Problem(message, file=str(error.filename))
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


def _options(given: Sequence[str]) -> argparse.Namespace:
    """Return what a command line says; raise Refused if there is no such command or option.

    Whatever else is wrong with it ends the program with 2, as argparse does.
    """
    parser = argparse.ArgumentParser(
        prog="selfassess",
        description="Write, check, trace and score self-assessment instruments.",
        epilog="`selfassess COMMAND --help` says more of one.",
    )
    parser.add_argument("--version", action="version", version=version("selfassess"))
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in _COMMANDS:
        command.add(commands)
    wanted = next((each for each in given if not each.startswith("-")), None)
    if wanted is not None and wanted not in commands.choices:
        hint = suggestion(wanted, commands.choices)
        raise Refused([Problem(f'there is no such command; "{wanted}"; {hint}')])
    options, left = parser.parse_known_args(given)
    if unknown := next((each for each in left if each.startswith("--")), ""):
        name = unknown.partition("=")[0]
        hint = suggestion(name, _named_in(commands.choices[str(wanted)].format_usage()))
        raise Refused([Problem(f'there is no such option of "{wanted}"; "{name}"; {hint}')])
    return parser.parse_args(given) if left else options


def _named_in(usage: str) -> list[str]:
    """Return the long options of a line that says how a command is used."""
    return ["--help", *re.findall(r"--[\w-]+", usage)]
