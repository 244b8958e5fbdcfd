"""Package loader: the names that Pyodide asks for when it starts; nothing is ever installed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Folder:
    """A path that JavaScript asks for its text: a `str` would be a string there."""

    path: str

    def __str__(self) -> str:
        return self.path


SITE_PACKAGES = Folder("/lib/python3.14/site-packages")
DSO_DIR = Folder("/usr/lib")


def init_loaded_packages() -> None:
    """Do nothing: there are no packages beside the archive."""
