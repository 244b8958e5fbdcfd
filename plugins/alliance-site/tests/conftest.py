from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

CONFIG = """\
site_name: A small site
exclude_docs: data/
theme: {name: mkdocs, highlightjs: false}
markdown_extensions: [attr_list, footnotes, md_in_html, pymdownx.superfences]
plugins:
  - alliance:
      claims: docs/data/claims.yml
      references: docs/data/references.bib
      areas: instrument.yml
"""

CLAIMS = """\
claims:
  - id: C01
    claim: Listening *is* crucial.
    speaker: therapist
    question: building
    linked: consistent
    changing: not-tried
    wording: goes-further
    neighbour: whether it goes with the outcome, not whether it is crucial.
    evidence: A small link (r = .28) [@early2018].
    caution: Only in one clinic [@later2020; @early2018].
  - id: C02
    claim: It takes time.
    speaker: both
    question: challenges
    linked: not-applicable
    changing: not-found
    evidence: A view.
"""

REFERENCES = """\
@article{early2018,
  author  = {Flückiger, Christoph and Del Re, A. C. and van der Windt, Daniëlle A. W. M.},
  title   = {Is it {PHQ-9} or ``working'' alliance?},
  journal = {Clinical Psychology \\& Psychotherapy},
  year    = {2018},
  volume  = {55},
  number  = {4},
  pages   = {316--340},
  doi     = {10.1037/pst0000172},
}

@article{later2020,
  author   = {Crits-Christoph, Paul and others},
  title    = {Later},
  journal  = {BMJ},
  year     = {2020},
  volume   = {325},
  pages    = {e67},
  keywords = {unchecked},
}
"""

INSTRUMENT = (Path(__file__).parent / "instrument.yml").read_text(encoding="utf-8")


@pytest.fixture
def config_text() -> str:
    return CONFIG


@pytest.fixture
def claims_text() -> str:
    return CLAIMS


@pytest.fixture
def references_text() -> str:
    return REFERENCES


@dataclass
class Built:
    """A site after its build."""

    directory: Path
    warnings: list[str]
    """What was logged as a warning or worse."""
    aborted: bool
    """Whether the strict build failed."""

    def page(self, path: str = "index.html") -> str:
        return (self.directory / path).read_text(encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Callable[..., Built]:
    """Build a small real site, strictly, from its page and from `{path: text}` in place of files."""

    def build_site(page: str, files: Mapping[str, str] | None = None) -> Built:
        written = {
            "mkdocs.yml": CONFIG,
            "docs/data/claims.yml": CLAIMS,
            "docs/data/references.bib": REFERENCES,
            "instrument.yml": INSTRUMENT,
            "docs/index.md": page,
            **(files or {}),
        }
        for name, text in written.items():
            file = tmp_path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return _built(tmp_path, caplog)

    return build_site


def _built(directory: Path, caplog: pytest.LogCaptureFixture) -> Built:
    aborted = False
    with caplog.at_level(logging.WARNING, logger="mkdocs"):
        try:
            build(load_config(str(directory / "mkdocs.yml"), strict=True))
        except Abort:
            aborted = True
    logged = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    return Built(directory / "site", logged, aborted)
