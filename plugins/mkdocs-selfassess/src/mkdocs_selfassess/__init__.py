"""Self-assessments in the pages of a MkDocs site."""

__version__ = "0.1.0"
