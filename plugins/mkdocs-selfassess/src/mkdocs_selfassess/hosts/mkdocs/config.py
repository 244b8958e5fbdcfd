"""Config: what a site owner may set under `plugins: - selfassess:` in mkdocs.yml."""

from __future__ import annotations

from mkdocs.config import config_options as c
from mkdocs.config.base import Config


class SelfAssessConfig(Config):  # type: ignore[no-untyped-call]  # mkdocs has no type there
    """The options of the plugin. The sentence under each is its entry in the manual."""

    enabled = c.Type(bool, default=True)
    """Whether assessments are shown. When false, a sentence stands in place of each, and the
    plugin does nothing else."""

    assessments = c.Dir(default="assessments")
    """The folder of the instruments, beside mkdocs.yml: one folder for each, with an
    `instrument.yml` in it."""

    templates = c.Optional(c.Dir(exists=True))
    """A folder with your own templates. A file there takes the place of the built-in template
    of the same name."""

    policy = c.Choice((True, False, "everywhere"), default=True)
    """Whether `mkdocs build` writes a Content-Security-Policy into the pages with an assessment,
    or `everywhere`, and warns of what it would block. `mkdocs serve` never does: live reload
    needs a script that the policy forbids."""

    pretend = c.Type(bool, default=False)
    """Whether drafts of courses are shown as if every person, day and approval were there, for
    tests. What is filled in says SPECIMEN, and so does every title."""
