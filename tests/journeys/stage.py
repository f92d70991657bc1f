"""The stage of a journey: a screen of its own, the program in a process of its own, and what the command line tells of
its office afterwards.

Apart from the tests, of which there are several files, and from `person`, who lives in the program's process.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCES = HERE.parent.parent / "src"


@contextlib.contextmanager
def screen() -> Iterator[str]:
    """A screen of the usual size with a window manager; the server itself chooses a free number."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        name = f":{told.readline().strip()}"
    manager = subprocess.Popen(["openbox"], env={**os.environ, "DISPLAY": name}, stderr=subprocess.DEVNULL)
    try:
        yield name
    finally:
        for process in (manager, server):
            process.terminate()
            process.wait(10)


def travel(
    script: str,
    display: str,
    home: Path,
    *,
    code: int = 0,
    within: tuple[str, ...] = (),
    around: Mapping[str, str] | None = None,
    **more: str,
) -> None:
    """Run a journey, which ends with that code; what it says and shows is told when it fails.

    `within` is a command that runs the one after it in surroundings of its own; `around` and `more` are variables of
    its environment.
    """
    environment = {
        **os.environ,
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "OSDESK_HOME": str(home),
        "HOME": str(home),
        "PYTHONPATH": os.pathsep.join((str(SOURCES), str(HERE), str(HERE.parent))),
        **(around or {}),
        **more,
    }
    done = subprocess.run(
        [*within, sys.executable, str(HERE / script), str(home)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert done.returncode == code, f"{done.stdout}\n{done.stderr}\na picture is in {home}"


def command(home: Path, *arguments: str) -> str:
    """What the command line prints about the office, having done as it was told."""
    done = subprocess.run(
        [sys.executable, "-m", "osdesk", *arguments],
        env={**os.environ, "OSDESK_HOME": str(home), "PYTHONPATH": str(SOURCES)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout


def ask(home: Path, *arguments: str) -> object:
    """What the command line tells of the office, as values."""
    return json.loads(command(home, *arguments))
