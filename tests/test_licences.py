"""What ships with the program is named with its licence, and the texts are there: a new library can't be forgotten."""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import shipped
from osdesk import assets
from osdesk.ui.licences import WORKS

CONSTRAINTS = Path(shipped.ROOT, "packaging", "constraints.txt")
#: What stands in a library's own metadata, for what we call its licence.
SAID = {
    "Apache 2": r"Apache",
    "BSD": r"BSD",
    "LGPL 3": r"LGPL",
    "MIT": r"MIT",
    "MIT-CMU": r"MIT-CMU",
    "MPL 2": r"MPL",
    "PSF": r"PSF",
}


def test_every_library_that_ships_is_named_and_none_that_does_not() -> None:
    named = [package for work in WORKS for package in work.packages]
    assert len(named) == len(set(named))
    assert shipped.libraries() <= set(named)
    if sys.platform.startswith("linux") and sys.version_info < (3, 12):
        # Elsewhere some of them are not installed, and what they ask for isn't known.
        assert shipped.libraries() == set(named)


def test_every_library_that_ships_is_pinned() -> None:
    lines = [line for line in CONSTRAINTS.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    assert shipped.libraries() <= {canonicalize_name(Requirement(line).name) for line in lines}


@pytest.mark.parametrize(
    ("package", "licence"), [(package, work.licence) for work in WORKS for package in work.packages]
)
def test_the_licence_named_is_the_one_that_the_library_states(package: str, licence: str) -> None:
    try:
        about = distribution(package).metadata
    except PackageNotFoundError:
        pytest.skip("not installed on this system")
    stated = " ".join(
        line
        for key in ("License-Expression", "License", "Classifier")
        for line in about.get_all(key) or []
        if key != "Classifier" or line.startswith("License")
    )
    if package == "resvg-py":
        assert not stated.strip()  # it states none: its licence is a file, and resvg's own is what counts
        return
    assert re.search("|".join(SAID[part] for part in licence.split(", ")), stated), stated


def test_every_library_that_is_installed_brings_its_text_or_we_do() -> None:
    with_texts = {name for _file, name in shipped.licence_texts()}
    ours = {"pyside6-essentials", "shiboken6"}  # under the LGPL, whose text is among our files
    for name in shipped.libraries() - with_texts - ours:
        with pytest.raises(PackageNotFoundError):
            distribution(name)
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in assets.read_text("licences/LGPL-3.0.txt")
    assert "GNU GENERAL PUBLIC LICENSE" in assets.read_text("licences/GPL-3.0.txt")
    assert all(file.stat().st_size for file, _name in shipped.licence_texts())
