"""Where the files shipped with the program are: fonts, icons, logo, catalogues, samples.

Apart because the place differs: beside this module in a wheel and in the bundle, `resources/` at the repository's root
in an editable install.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from osdesk import __file__ as package_file


@cache
def root() -> Path:
    """The folder that holds every shipped file."""
    package = Path(package_file).resolve().parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent.parent / "resources"


def path(name: str) -> Path:
    """The shipped file `name` ("fonts/IBMPlexSans-Bold.ttf", slashes on every system).

    Raises FileNotFoundError if the installation lacks it: a broken installation should say so, not look odd.
    """
    found = root().joinpath(*name.split("/"))
    if not found.exists():
        raise FileNotFoundError(f"This installation of OS Desk lacks a file of its own: {found}")
    return found


def read_bytes(name: str) -> bytes:
    """The shipped file `name` as bytes; raises FileNotFoundError as `path` does."""
    return path(name).read_bytes()


def read_text(name: str) -> str:
    """The shipped file `name` as UTF-8 text; raises FileNotFoundError as `path` does."""
    return path(name).read_text(encoding="utf-8")
