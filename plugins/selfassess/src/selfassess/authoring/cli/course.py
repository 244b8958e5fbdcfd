"""course: checks of a course, its application file, and its test for another system."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from selfassess.authoring.cases import CASES
from selfassess.authoring.cli.files import COURSES, HOME, refuse_dead_links
from selfassess.authoring.cli.new import named, new_folder
from selfassess.authoring.course import checks, exports
from selfassess.authoring.course.courses import COURSE, instrument_in, instruments_of
from selfassess.authoring.course.packet import Packet, hours, packet_html
from selfassess.authoring.course.pages import Pages
from selfassess.authoring.course.pdf import pdf_of
from selfassess.authoring.course.pretence import pretended_course, pretended_provider
from selfassess.authoring.course.provider import PROVIDER
from selfassess.authoring.course.template import STARTER
from selfassess.authoring.documents import read_placed
from selfassess.authoring.instruments import INSTRUMENT, read_instrument
from selfassess.authoring.localized import LocalizedDocument
from selfassess.authoring.releases.released import released
from selfassess.authoring.scenario.scenarios import scenario_files
from selfassess.problems import Invalid, InvalidFile, Problem, Refused, suggestion

if TYPE_CHECKING:
    import argparse

    from selfassess.authoring.course.course import Course
    from selfassess.authoring.read.strict_yaml import Source
    from selfassess.definition.instrument import Instrument

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


_NEXT = """\
{course}: what the course says of itself; open it, and put your own in
{provider}: what you say as the sponsor, and the numbers that courses are held against
{bank}: the questions of its test
{cases}: worked examples of it, which are checked with it

Show the course on a page of your site, such as docs/{name}.md, with these three lines below its title:

```course
id: {name}
```

and its test on another, such as docs/{name}-test.md:

```assessment
id: {name}-test
```

While it is a draft, no menu leads to them: open /{name}/ in the preview.

Check it after every change:

    selfassess check {name}

Count its words and hours when the site is built:

    selfassess course check {name}
"""


def add(commands: Commands) -> None:
    """Tell the parser of the command."""
    parser = commands.add_parser("course", help="check a course, or write its files")
    parts = parser.add_subparsers(required=True, metavar="WHAT")
    begin = parts.add_parser("new", help="write a draft, its test and your file as the sponsor")
    begin.add_argument("id", metavar="ID", help="small letters, digits and hyphens")
    begin.set_defaults(run=_new)
    for name, run, text in (
        ("check", _check, "every problem of a course"),
        ("packet", _packet, "the application file, as one HTML document that prints"),
        (
            "export-test",
            _export,
            "the test as GIFT, Moodle XML and CSV, and for print with its key",
        ),
    ):
        part = parts.add_parser(name, help=text)
        part.add_argument("id", metavar="ID", help=f"the name of a folder in {COURSES.as_posix()}/")
        part.add_argument("--bank", type=Path, help="the file of a bank outside the repository")
        part.set_defaults(run=run)
        if name != "check":
            part.add_argument("--to", type=Path, default=Path(), help="the folder to write into")
        if name == "packet":
            part.add_argument("--pdf", action="store_true", help="also as PDF, by WeasyPrint")
        if name != "export-test":
            part.add_argument("--site", type=Path, default=Path("site"), help="the built site")
            part.add_argument(
                "--pretend", action="store_true", help="fill blanks with what says SPECIMEN"
            )


def _new(options: argparse.Namespace) -> int:
    folder, test = new_folder(COURSES, options.id, "course"), f"{options.id}-test"
    _begin(folder / COURSE.file, options.id)
    if not (COURSES / PROVIDER.file).exists():
        _begin(COURSES / PROVIDER.file, options.id)
    if not (HOME / test).exists():
        _begin(HOME / test / INSTRUMENT.file, test)
        _begin(HOME / test / CASES.file, test)
    written = {
        "course": folder / COURSE.file,
        "provider": COURSES / PROVIDER.file,
        "bank": HOME / test / INSTRUMENT.file,
        "cases": HOME / test / CASES.file,
    }
    print(_NEXT.format(**written, name=options.id), end="")
    return 0


def _begin(file: Path, name: str) -> None:
    """Write a file as the template has it, with the id of what it is."""
    text = (STARTER / file.name).read_text(encoding="utf-8")
    file.parent.mkdir(parents=True, exist_ok=True)
    text = named(text.replace("starter-test", f"{name}-test"), name)
    file.write_text(text, encoding="utf-8", newline="\n")


def _check(options: argparse.Namespace) -> int:
    packet, source, providers = _gathered(options)
    course, provider = packet.course, packet.provider
    beside = _beside(packet, providers, options)
    found = list(checks.every_problem(course, source, beside))
    on_site = checks.site_problems(course, provider, packet.bank, packet.pages)
    found += [source.place(problem) for problem in on_site]
    lacking = [source.place(one) for one in checks.lacking(course, provider, packet.bank)]
    for problem in found:
        print(problem)
    if course.status == "draft":
        print(f"{source.file}: a draft; {len(lacking)} things are missing before it can be opened:")
        print(*(f"  {problem}" for problem in lacking), sep="\n")
    time = hours(packet)
    noun = "question" if time.questions == 1 else "questions"
    print(f"{time.words:,} words, {time.questions} {noun}", end="")
    print("".join(f"; {each.formula.id}: {each.minutes:.2f} min" for each in time.estimates))
    return 1 if found else 0


def _beside(packet: Packet, providers: Source, options: argparse.Namespace) -> checks.Surroundings:
    test = _bank_file(packet.course.post_test.bank, options.bank)
    return checks.Surroundings(
        provider=packet.provider,
        sponsors=providers,
        bank=packet.bank,
        # What is only pretended to be open need not be released.
        released=None if options.pretend else released(test.with_name("released")),
        scenarios=scenario_files(HOME),
        instruments=instruments_of(HOME),
        today=datetime.now(UTC).date(),
        pre_test=packet.pre_test,
    )


def _packet(options: argparse.Namespace) -> int:
    packet, source, _ = _gathered(options)
    # A file with a hole in it would be handed in.
    source.refuse(list(checks.page_problems(packet.course, packet.pages)))
    text = packet_html(packet)
    _write(options.to / f"{packet.course.id}-packet.html", text)
    if options.pdf:
        _write(options.to / f"{packet.course.id}-packet.pdf", pdf_of(text))
    return 0


def _gathered(options: argparse.Namespace) -> tuple[Packet, Source, Source]:
    """Return all that a course consists of, its source and that of its sponsor."""
    course, source = _course(options.id)
    provider, providers = read_placed(COURSES / PROVIDER.file, PROVIDER)
    if options.pretend:
        today = datetime.now(UTC).date()
        course, provider = pretended_course(course, today), pretended_provider(provider, today)
    bank = _bank(course.post_test.bank, options.bank)
    before = instrument_in(HOME, course.pre_test)
    return Packet(course, provider, bank, Pages(options.site), before), source, providers


def _export(options: argparse.Namespace) -> int:
    course, source = _course(options.id)
    bank = _bank(course.post_test.bank, options.bank)
    if bank is None:
        packet_bank = (
            f'there is no such bank; "{course.post_test.bank}"; write it, or name it by --bank'
        )
        raise InvalidFile([source.place(Problem(packet_bank, ("post_test", "bank")))])
    try:
        made = {
            "test.gift": exports.gift(course, bank),
            "test.xml": exports.moodle_xml(course, bank),
            "test.csv": exports.table(bank),
            "test.html": exports.printed(course, bank),
            "key.html": exports.key(course, bank),
        }
    except Invalid as invalid:
        file = str(_bank_file(bank.id, options.bank))
        raise InvalidFile(dataclasses.replace(one, file=file) for one in invalid.problems) from None
    for name, text in made.items():
        _write(options.to / f"{course.id}-{name}", text)
    return 0


def _course(name: str) -> tuple[Course, Source]:
    file = COURSES / name / COURSE.file
    if not file.is_file():
        refuse_dead_links(file)
        known = [path.parent.name for path in COURSES.glob(f"*/{COURSE.file}")]
        raise Refused([Problem(f'there is no such course; "{name}"; {suggestion(name, known)}')])
    made = LocalizedDocument.of(file, COURSE)
    return made.document, made.source


def _bank(name: str, given: Path | None) -> Instrument | None:
    """Return the bank in a file that is given, or that of the name; None if there is none."""
    if given is not None and not given.is_file():
        message = "there is no such file; it was looked for here; check its name"
        raise Refused([Problem(message, file=str(given))])
    file = _bank_file(name, given)
    return read_instrument(file) if file.is_file() else None


def _bank_file(name: str, given: Path | None) -> Path:
    return given or HOME / name / INSTRUMENT.file


def _write(file: Path, content: str | bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    print(file)
