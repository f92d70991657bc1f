"""The command line for tests: as a real process, and inside this one where only the words matter."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from osdesk import cli


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


def run_here(folder: Path, *arguments: str, stdin: str | bytes = "") -> Done:
    """The same in this process: for the many of a kind, of which others show that they work as a program."""
    given = io.BytesIO(stdin if isinstance(stdin, bytes) else stdin.encode())
    out, err = io.BytesIO(), io.BytesIO()
    with (
        mock.patch.dict(os.environ, {"LANG": "pt_BR.UTF-8", "LANGUAGE": "", "LC_ALL": ""}),
        mock.patch.object(sys, "stdin", io.TextIOWrapper(given, "utf-8")),
        contextlib.redirect_stdout(io.TextIOWrapper(out, "utf-8", write_through=True)),
        contextlib.redirect_stderr(io.TextIOWrapper(err, "utf-8", write_through=True)),
    ):
        code = cli.main(["--data-dir", str(folder), *arguments], _no_window)
        return Done(code, out.getvalue().decode(), err.getvalue().decode())


def _no_window(folder: Path | None) -> int:
    raise AssertionError(f"a window was asked for on {folder}")


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
