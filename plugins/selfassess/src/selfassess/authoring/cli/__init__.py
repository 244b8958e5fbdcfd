"""The command line: a file for each command, and the parser that lists them."""

from selfassess.authoring.cli.parser import main

__all__ = ["main"]
