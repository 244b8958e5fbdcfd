"""Config: the options of the plugin in mkdocs.yml."""

from __future__ import annotations

from mkdocs.config import base, config_options


class AllianceConfig(base.Config):  # type: ignore[no-untyped-call]
    """Where the facts that the pages share are kept; paths are relative to mkdocs.yml."""

    claims = config_options.File(exists=True)
    """The YAML file with the claims of the interview."""
    references = config_options.File(exists=True)
    """The BibTeX file with the references."""
    areas = config_options.Optional(config_options.File(exists=True))
    """The instrument whose domains are the areas that a page may name in its front matter.
    Left out, no area is checked."""
    helplines = config_options.Optional(config_options.File(exists=True))
    """The YAML file with the helplines, printed with where and when each was read."""
    glossary = config_options.Optional(config_options.File(exists=True))
    """The YAML file with the terms that the pages explain. Left out, none is explained."""
    words = config_options.Optional(config_options.File(exists=True))
    """The YAML file with the words that a reader can have replaced. Left out, there is no choice."""
    search_weights = config_options.DictOfItems(config_options.Type((int, float)), default={})
    """By folder of pages, how much more (above 1) or less they count in the search."""
    editorial = config_options.Optional(config_options.PathSpec())
    """The pages that have to follow the editorial rules, as patterns of gitignore. Left out, none
    has to, neither have the claims, and references that nothing cites may stay."""
    corrections = config_options.Type(str, default="")
    """Where a reader can tell of a mistake: an https address, an e-mail address or words.
    Empty, the pages say that there is no such place yet."""
