"""new: a small instrument to begin with, and its worked examples."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from selfassess.authoring.cases import CASES
from selfassess.authoring.cli.files import HOME, refuse_dead_links
from selfassess.authoring.instruments import INSTRUMENT
from selfassess.authoring.read.strict_yaml import parse
from selfassess.authoring.rules.ids import mistaken_id
from selfassess.problems import Problem, Refused

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

STARTER = files("selfassess.authoring") / "starter"
"""The folder of what is written, which is an instrument itself."""
_NEXT = """\
{questions}: what is asked and how it counts; open it, and put your own in
{examples}: worked examples, which are checked with it

Check it after every change:

    selfassess check {name}

Show it on a page of your site with these three lines:

```assessment
id: {name}
```
"""


def add(commands: Commands) -> None:
    """Tell the parser of the command."""
    parser = commands.add_parser("new", help=f"write a small instrument into {HOME}/ID")
    parser.add_argument("id", metavar="ID", help="small letters, digits and hyphens")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the files of an instrument, and say what to do with them; raise Refused."""
    folder = new_folder(HOME, options.id, "instrument")
    folder.mkdir(parents=True)
    for kind in (INSTRUMENT, CASES):
        text = (STARTER / kind.file).read_text(encoding="utf-8")
        with (folder / kind.file).open("x", encoding="utf-8", newline="\n") as file:
            file.write(named(text, options.id))
    written = {"questions": folder / INSTRUMENT.file, "examples": folder / CASES.file}
    print(_NEXT.format(**written, name=options.id), end="")
    return 0


def new_folder(room: Path, name: str, noun: str) -> Path:
    """Return the folder to write into; raise Refused for an id that is none, or is taken."""
    folder = room / name
    message = mistaken_id(name, noun)
    if not message and parse(f"id: {name}", "").data["id"] != name:
        message = f'YAML does not read this as text; "{name}"; choose another id'
    if message:
        raise Refused([Problem(message)])
    refuse_dead_links(folder)
    if folder.exists():
        message = "this is there already; nothing was written; choose another id"
        raise Refused([Problem(message, file=str(folder))])
    return folder


def named(text: str, name: str) -> str:
    """Return the text of a file of the starter with another id and title."""
    title = name.replace("-", " ").capitalize()
    return text.replace(f"id: {STARTER.name}\n", f"id: {name}\n").replace(
        "title: Starter\n", f"title: {title}\n"
    )
