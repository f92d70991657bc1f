#!/usr/bin/env python3
"""Everything a developer does, from nothing but Python: makes `.venv` and calls the standard commands in it.

Apart from the package, for it runs before anything is installed. Standard library only.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
OLDEST_PYTHON = (3, 11)
OLDEST_PIP = (25, 1)  # the first that knows --group
STAMP = VENV / "osdesk-installed.json"
LOCALE = ROOT / "resources" / "locale"

#: What Qt loads from the system on Linux, and Debian's package of it: for any use, and for a window on X11.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libcups.so.2": "libcups2",
}
WINDOW_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}


class Unable(Exception):
    """The machine lacks something; the message says what to do."""


# --- the environment -------------------------------------------------------------------------------------------------


def in_venv(program: str) -> Path:
    """A program of the environment."""
    windows = os.name == "nt"
    return VENV / ("Scripts" if windows else "bin") / (program + (".exe" if windows else ""))


def fingerprint() -> str:
    """What the installed packages follow from; another one means installing again."""
    digest = hashlib.sha256()
    for name in ("pyproject.toml", "packaging/constraints.txt", "packaging/build_hook.py"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def ensure_environment(groups: Iterable[str] = ()) -> None:
    """Make `.venv` with this Python if there is none, and install what `pyproject.toml` and these groups ask for."""
    if not works(in_venv("python")):
        make_environment()
    installed = read_stamp()
    had = set(installed.groups)
    asked = {"catalogues", *groups}
    if installed.fingerprint == fingerprint() and asked <= had:
        return
    wanted = sorted(had | asked)
    print("Installing what OS Desk needs into .venv …", flush=True)
    pip = [str(in_venv("python")), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    if pip_version() < OLDEST_PIP:
        run([*pip, "--upgrade", f"pip>={OLDEST_PIP[0]}.{OLDEST_PIP[1]}"])
    options = [option for group in wanted for option in ("--group", group)]
    run([*pip, "--constraint", str(Path("packaging", "constraints.txt")), "--editable", ".", *options])
    STAMP.write_text(json.dumps(Installed(fingerprint(), wanted)._asdict()), encoding="utf-8")


def works(python: Path) -> bool:
    """Whether the environment is there and its Python still starts (it may have been removed or be too old)."""
    if not python.exists():
        return False
    ask = f"import sys; sys.exit(sys.version_info < {OLDEST_PYTHON})"
    return subprocess.run([str(python), "-c", ask], check=False, capture_output=True).returncode == 0


def make_environment() -> None:
    """A fresh `.venv`. Raises Unable where this Python came without `venv`, as Debian's does."""
    if shutil.which("apt-get") and not has_module("ensurepip"):
        version = f"python3.{sys.version_info.minor}-venv"
        install_or_tell([version], "Python came without venv here")
    print("Making .venv …", flush=True)
    run([sys.executable, "-m", "venv", "--clear", str(VENV)])


def has_module(name: str) -> bool:
    """Whether this Python can import it."""
    return subprocess.run([sys.executable, "-c", f"import {name}"], check=False, capture_output=True).returncode == 0


class Installed(NamedTuple):
    """What was installed last."""

    fingerprint: str
    groups: Sequence[str]


def read_stamp() -> Installed:
    """The stamp that the last installation left; an empty one if it is not there or not readable."""
    try:
        read = json.loads(STAMP.read_text(encoding="utf-8"))
        return Installed(read["fingerprint"], read["groups"])
    except (OSError, ValueError, KeyError, TypeError):
        return Installed("", ())


def pip_version() -> tuple[int, ...]:
    """The environment's pip."""
    ask = "import pip; print(pip.__version__)"
    printed = subprocess.run([str(in_venv("python")), "-c", ask], check=True, capture_output=True, text=True).stdout
    return tuple(int(part) for part in printed.strip().split(".")[:2] if part.isdigit())


def compile_catalogues() -> None:
    """Make the `.mo` files that are missing or older than their `.po`; Babel is started only if there is one."""
    for source in LOCALE.glob("*/LC_MESSAGES/*.po"):
        made = source.with_suffix(".mo")
        if not made.exists() or made.stat().st_mtime_ns < source.stat().st_mtime_ns:
            run([str(in_venv("python")), str(ROOT / "packaging" / "catalogues.py"), "compile"])
            return


# --- the system ------------------------------------------------------------------------------------------------------


def loads(library: str) -> bool:
    """Whether the system has this shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing(libraries: Mapping[str, str], found: Callable[[str], bool] = loads) -> dict[str, str]:
    """Those of the libraries that the system lacks, with their packages."""
    return {library: package for library, package in libraries.items() if not found(library)}


def ensure_qt_libraries(*, window: bool) -> None:
    """Install, or ask for, what Qt needs of a Linux system. Other systems have it."""
    if not sys.platform.startswith("linux"):
        return
    lacking = missing({**QT_LIBRARIES, **WINDOW_LIBRARIES} if window else QT_LIBRARIES)
    if not lacking:
        return
    if shutil.which("apt-get"):
        install_or_tell(sorted(lacking.values()), "Qt needs system libraries")
    else:
        raise Unable(f"Qt needs these system libraries; install the packages that hold them: {' '.join(lacking)}")


def install_or_tell(packages: Sequence[str], why: str) -> None:
    """Install Debian packages as root; otherwise raise Unable with the line that does."""
    if os.geteuid() != 0:
        raise Unable(f"{why}: sudo apt-get install {' '.join(packages)}")
    print(f"{why}: installing {' '.join(packages)} …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-q"], ["apt-get", "install", "-q", "-y", *packages]):
        done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
        if done.returncode:
            raise Unable(f"{' '.join(command)} failed:\n{done.stderr.strip()}")


def run(command: Sequence[str], **environment: str) -> None:
    """Run it in the repository's root; raises CalledProcessError if it fails."""
    subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=True)


def status(command: Sequence[str], **environment: str) -> int:
    """Run it in the repository's root and return its exit code."""
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode


# --- the commands ----------------------------------------------------------------------------------------------------


def command_run(arguments: list[str]) -> int:
    """Open OS Desk; arguments go to it (`dev.py run --data-dir DIR`)."""
    ensure_qt_libraries(window=True)
    ensure_environment()
    compile_catalogues()
    return status([str(in_venv("python")), "-m", "osdesk", *arguments])


def command_test(arguments: list[str]) -> int:
    """Run the tests; arguments go to pytest. What the machine can't do (X11, CUPS, PostgreSQL …) is skipped."""
    ensure_qt_libraries(window=False)
    # The bundle's test takes minutes, so it runs only where it is asked for (see tests/conftest.py).
    bundled = any(os.environ.get(name) for name in ("OSDESK_BUNDLE_TEST", "OSDESK_TEST_EVERYTHING"))
    ensure_environment(["test", "bundle"] if bundled else ["test"])
    compile_catalogues()
    # Many tests start the program: it is compiled once, also where Python is told to keep no bytecode.
    run([str(in_venv("python")), "-m", "compileall", "-q", "src"])
    # Two processes halve the wait; a file's tests stay together, for they share what is dear to start.
    parallel = [] if arguments or (os.cpu_count() or 1) < 2 else ["-n", "2", "--dist", "loadfile"]
    platform = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    # One seed for both, or sets in the names of tests differ between them; another one each time, for order may matter.
    seed = os.environ.get("PYTHONHASHSEED", str(random.randrange(1, 2**32)))  # noqa: S311  (no secret)
    print(f"PYTHONHASHSEED={seed}", flush=True)
    command = [str(in_venv("python")), "-m", "pytest", *parallel, *arguments]
    return status(command, QT_QPA_PLATFORM=platform, PYTHONHASHSEED=seed)


def command_check(_arguments: list[str]) -> int:
    """Ruff, mypy and the layers; goes through all of them and then says which failed."""
    ensure_environment(["test", "check"])
    compile_catalogues()
    checks = {
        "ruff check": [str(in_venv("ruff")), "check", "."],
        "ruff format": [str(in_venv("ruff")), "format", "--check", "."],
        "mypy": [str(in_venv("mypy"))],
        "layers": [str(in_venv("lint-imports"))],
    }
    failed = []
    for name, command in checks.items():
        print(f"— {name}", flush=True)
        if status(command):
            failed.append(name)
    print(f"Failed: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


def command_texts(_arguments: list[str]) -> int:
    """Bring template and catalogues up to the source; new messages come empty, to be translated."""
    ensure_environment()
    return status([str(in_venv("python")), str(ROOT / "packaging" / "catalogues.py"), "update"])


def command_screens(arguments: list[str]) -> int:
    """Write pictures of every screen, light and dark, into the folder named."""
    ensure_qt_libraries(window=True)
    ensure_environment(["test"])
    compile_catalogues()
    return status([str(in_venv("python")), str(ROOT / "tests" / "screens.py"), *arguments])


def command_bench(arguments: list[str]) -> int:
    """Measure, and print the table that README shows."""
    ensure_qt_libraries(window=True)
    ensure_environment(["test"])
    compile_catalogues()
    return status([str(in_venv("python")), str(ROOT / "tests" / "bench" / "run.py"), *arguments])


def command_kills(arguments: list[str]) -> int:
    """Kill the program again and again while it saves, and look for what was lost."""
    ensure_qt_libraries(window=False)
    ensure_environment(["test"])
    compile_catalogues()
    script, rest = ("mail_kills.py", arguments[1:]) if arguments[:1] == ["mail"] else ("kills.py", arguments)
    return status([str(in_venv("python")), str(ROOT / "tests" / "soak" / script), *rest])


def command_bundle(arguments: list[str]) -> int:
    """Make the one-folder bundle `dist/osdesk` (arguments go to PyInstaller)."""
    ensure_qt_libraries(window=False)
    ensure_environment(["bundle"])
    compile_catalogues()
    places = ["--distpath", str(ROOT / "dist"), "--workpath", str(ROOT / "build")]
    spec = str(ROOT / "packaging" / "osdesk.spec")
    return status([str(in_venv("python")), "-m", "PyInstaller", "--noconfirm", *places, *arguments, spec])


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": command_run,
    "test": command_test,
    "check": command_check,
    "texts": command_texts,
    "screens": command_screens,
    "bench": command_bench,
    "kills": command_kills,
    "bundle": command_bundle,
}


def main(arguments: Sequence[str]) -> int:
    """The exit code of the command."""
    if sys.version_info < OLDEST_PYTHON:
        print(f"OS Desk needs Python {OLDEST_PYTHON[0]}.{OLDEST_PYTHON[1]} or newer.", file=sys.stderr)
        return 1
    command = COMMANDS.get(arguments[0]) if arguments else None
    if command is None:
        print("python3 dev.py COMMAND [ARGUMENTS]\n")
        for name, known in COMMANDS.items():
            print(f"  {name:8} {known.__doc__}")
        return 0 if arguments and arguments[0] in {"-h", "--help", "help"} else 2
    try:
        return command(list(arguments[1:]))
    except Unable as lack:
        print(lack, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as failure:
        return failure.returncode
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
