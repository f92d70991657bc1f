"""The libraries that ship with the program, and the texts of their licences; for the bundle, and for the test that none
is forgotten. Standard library and `packaging` alone.
"""

from __future__ import annotations

import sysconfig
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent

#: Where the program runs, as markers of requirements see it.
_SYSTEMS = ({"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
            {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
            {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"})  # fmt: skip
_PYTHONS = ("3.11", "3.12", "3.13", "3.14")
_TEXTS = ("licen", "copying", "notice", "authors")


def libraries() -> set[str]:
    """Everything that the program asks for, and what that asks for in turn, on any system and Python; by their names
    on the package index, in small letters with hyphens. What isn't installed here is named, but not looked into.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: set[str] = set()
    left = list(project["project"]["dependencies"])
    while left:
        requirement = Requirement(left.pop())
        name = canonicalize_name(requirement.name)
        if name in found or not _somewhere(requirement):
            continue
        found.add(name)
        try:
            left += distribution(name).requires or []
        except PackageNotFoundError:
            continue
    return found


def _somewhere(requirement: Requirement) -> bool:
    marker = requirement.marker
    if marker is None:
        return True
    pythons = ({"python_version": python, "python_full_version": f"{python}.0", "extra": ""} for python in _PYTHONS)
    return any(marker.evaluate({**system, **python}) for python in pythons for system in _SYSTEMS)


def licence_texts() -> list[tuple[Path, str]]:
    """The texts of the libraries that are installed here, each with the name of its library, and Python's own."""
    texts = [(text, name) for name in sorted(libraries()) for text in _texts_of(name)]
    python = Path(sysconfig.get_path("stdlib"), "LICENSE.txt")
    return [*texts, (python, "python")] if python.exists() else texts


def _texts_of(name: str) -> list[Path]:
    try:
        files = distribution(name).files or []
    except PackageNotFoundError:
        return []
    beside = [file for file in files if ".dist-info" in file.parts[0]]
    return [Path(str(f.locate())) for f in beside if any(word in "/".join(f.parts[1:]).lower() for word in _TEXTS)]
