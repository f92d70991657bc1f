"""The command line for tests: as a real process, and inside this one where only the words matter."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Done:
    """What a command left: its exit code and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


def run(folder: Path, *arguments: str, stdin: str | bytes = "", **environment: str) -> Done:
    """Run `osdesk` in a process of its own on that office folder; UTF-8 on all three streams."""
    done = subprocess.run(
        [sys.executable, "-m", "osdesk", "--data-dir", str(folder), *arguments],
        input=stdin if isinstance(stdin, bytes) else stdin.encode(),
        capture_output=True,
        check=False,
        timeout=120,
        env={**os.environ, "LANG": "pt_BR.UTF-8", "LANGUAGE": "", "LC_ALL": "", **environment},
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def assert_one_sentence(done: Done, code: int, *words: str) -> None:
    """The command failed as it should: with that code, one line on standard error, and no traceback."""
    assert done.code == code, done
    assert "Traceback" not in done.err
    assert done.err.startswith("osdesk: ")
    assert done.err.count("\n") == 1
    for word in words:
        assert word in done.err


@contextlib.contextmanager
def held_open(folder: Path) -> Iterator[None]:
    """Another OS Desk that has the office open for writing, as a window has."""
    script = (
        "import sys; from pathlib import Path; from osdesk.services.office import open_office\n"
        "office = open_office(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read(); office.close()\n"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", script, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        try:
            yield
        finally:
            other.communicate("", timeout=30)
