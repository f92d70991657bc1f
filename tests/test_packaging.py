"""What leaves the repository is whole: words, fonts and icons in the wheel, pins that hold, a truthful dev.py."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import PackageNotFoundError, packages_distributions, version
from pathlib import Path
from typing import Any

import dev
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONSTRAINTS = (ROOT / "packaging" / "constraints.txt").read_text(encoding="utf-8")


def requirements() -> list[Requirement]:
    lines = list(PROJECT["project"]["dependencies"])
    for group in PROJECT["dependency-groups"].values():
        lines += group
    return [Requirement(line) for line in lines]


def pins() -> list[Requirement]:
    lines = [line.strip() for line in CONSTRAINTS.splitlines()]
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


# --- the wheel -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as anybody's `pip install` would build it."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_every_shipped_file_and_nothing_of_the_workshop(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    shipped = {path.relative_to(ROOT) for path in (ROOT / "resources").rglob("*") if path.is_file()}
    assert {f"osdesk/{path.as_posix()}" for path in shipped} <= names
    assert {name for name in names if name.endswith(".mo")} == {
        "osdesk/resources/locale/pt_BR/LC_MESSAGES/osdesk.mo",
        "osdesk/resources/locale/es/LC_MESSAGES/osdesk.mo",
    }
    assert not [name for name in names if not name.startswith(("osdesk/", "osdesk-"))]


def test_the_program_in_a_wheel_finds_its_words_and_files_inside(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    ask = (
        "from osdesk import assets, texts; texts.use('es'); print(texts._('Service order'));"
        "print(assets.path('fonts/IBMPlexSansCondensed-Medium.ttf'))"
    )
    # -P and PYTHONPATH: the extracted wheel, not the editable install of this repository.
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-P", "-c", ask], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    word, font = done.stdout.splitlines()
    assert word == "Orden de servicio"
    assert Path(font) == tmp_path / "osdesk" / "resources" / "fonts" / "IBMPlexSansCondensed-Medium.ttf"


def test_the_wheel_starts_by_the_name_people_type(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    entry = next(name for name in archive.namelist() if name.endswith("entry_points.txt"))
    assert "osdesk = osdesk.__main__:main" in archive.read(entry).decode()


# --- the pins --------------------------------------------------------------------------------------------------------


def test_every_requirement_is_pinned_and_the_pin_fulfils_it() -> None:
    pinned = {canonicalize_name(pin.name): pin for pin in pins()}
    for requirement in requirements():
        pin = pinned[canonicalize_name(requirement.name)]
        (specifier,) = pin.specifier
        assert specifier.operator == "=="
        assert requirement.specifier.contains(specifier.version, prereleases=True), requirement


def test_every_library_that_the_program_imports_is_one_it_asks_for() -> None:
    """Else it would run here, where the tests' libraries are too, and nowhere else."""
    provided = packages_distributions()
    asked = {canonicalize_name(Requirement(line).name) for line in PROJECT["project"]["dependencies"]}
    asked.add(canonicalize_name("shiboken6"))  # a part of PySide6
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in {name.partition(".")[0] for name in names} - sys.stdlib_module_names - {"osdesk"}:
                assert asked & {canonicalize_name(found) for found in provided.get(name, [])}, f"{path.name}: {name}"


def test_the_pins_name_no_address_and_no_package_twice() -> None:
    assert not re.search(r"https?:|--|file:|@", CONSTRAINTS)
    names = [(canonicalize_name(pin.name), str(pin.marker)) for pin in pins()]
    assert len(names) == len(set(names))


def test_what_is_installed_here_is_what_is_pinned() -> None:
    for pin in pins():
        try:
            here = version(pin.name)
        except PackageNotFoundError:
            continue  # a group that nobody asked for
        if pin.marker is None or pin.marker.evaluate():
            assert pin.specifier.contains(here, prereleases=True), f"{pin.name} {here}"


# --- dev.py ----------------------------------------------------------------------------------------------------------


def test_dev_py_needs_nothing_but_the_standard_library() -> None:
    """With -S no installed package is on the path; -I keeps the environment's variables out."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(ROOT / "dev.py"), "help"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert all(name in done.stdout for name in dev.COMMANDS)


@pytest.mark.parametrize("arguments", [[], ["paint"]])
def test_an_unknown_command_shows_the_known_ones(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(arguments) == 2
    assert "bundle" in capsys.readouterr().out


def test_missing_system_libraries_are_named_by_their_packages() -> None:
    assert dev.missing(dev.QT_LIBRARIES, lambda name: name != "libEGL.so.1") == {"libEGL.so.1": "libegl1"}
    assert dev.missing(dev.WINDOW_LIBRARIES, lambda _: True) == {}


def test_who_may_not_install_gets_the_line_that_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(dev.Unable, match="sudo apt-get install libegl1 libgl1"):
        dev.install_or_tell(["libegl1", "libgl1"], "Qt needs system libraries")


def test_an_environment_that_fits_is_left_alone_and_another_fingerprint_or_group_installs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(dev, "run", lambda command, **_: commands.append(list(command)))
    monkeypatch.setattr(dev, "works", lambda _: True)
    monkeypatch.setattr(dev, "pip_version", lambda: (25, 1))
    monkeypatch.setattr(dev, "STAMP", tmp_path / "stamp.json")

    dev.ensure_environment(["test"])
    assert [command[-2:] for command in commands] == [["--group", "test"]]
    assert "packaging/constraints.txt" in [part.replace(os.sep, "/") for part in commands[0]]
    dev.ensure_environment(["test"])
    dev.ensure_environment()
    assert len(commands) == 1
    dev.ensure_environment(["check"])
    assert commands[1][-4:] == ["--group", "check", "--group", "test"]
    monkeypatch.setattr(dev, "fingerprint", lambda: "another")
    dev.ensure_environment()
    assert len(commands) == 3


def test_an_old_pip_is_raised_before_it_is_asked_for_groups(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(dev, "run", lambda command, **_: commands.append(list(command)))
    monkeypatch.setattr(dev, "works", lambda _: True)
    monkeypatch.setattr(dev, "pip_version", lambda: (24, 0))
    monkeypatch.setattr(dev, "STAMP", tmp_path / "stamp.json")
    dev.ensure_environment()
    assert commands[0][-1] == "pip>=25.1"
    assert "--editable" in commands[1]


def test_a_spoilt_stamp_counts_as_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(dev, "STAMP", tmp_path / "stamp.json")
    for spoilt in ("", "[]", "{}", '{"fingerprint": 1}'):
        dev.STAMP.write_text(spoilt)
        assert dev.read_stamp() == dev.Installed("", ())


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux lacks libraries that Qt needs")
def test_ci_installs_every_library_that_dev_py_knows_of() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    packages = {*dev.QT_LIBRARIES.values(), *dev.WINDOW_LIBRARIES.values()}
    assert packages <= set(script.split())
