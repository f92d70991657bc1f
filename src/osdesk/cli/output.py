"""What the command line writes: UTF-8 wherever it goes, sentences on standard error, a bar while it takes long."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import unicodedata
from typing import Any, BinaryIO

from osdesk.texts import language

_BAR = 30


def prepare() -> None:
    """Make both streams UTF-8: a Windows console or pipe would otherwise refuse half of the world's names.

    Without a console (a bundle for the window) the streams are None; then they lead nowhere.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115  for the process's life
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def say(text: str) -> None:
    """A line on standard output."""
    sys.stdout.write(f"{text}\n")


def raw(text: str) -> None:
    """A piece of text on standard output, as it is."""
    sys.stdout.write(text)


def binary() -> BinaryIO:
    """Standard output for bytes."""
    sys.stdout.flush()
    stream: BinaryIO = getattr(sys.stdout, "buffer", io.BytesIO())
    return stream


def complain(sentence: str) -> None:
    """One line on standard error."""
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(f"osdesk: {' '.join(sentence.split())}\n")
        sys.stderr.flush()


def finish() -> None:
    """Bring out what was written, while a broken pipe can still be told from a bug."""
    sys.stdout.flush()


def give_up() -> None:
    """Nobody reads any more: keep Python from complaining of it at exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def count(number: int) -> str:
    """A whole number with its thousands apart, in the screen's language."""
    figure = f"{number:,}"
    return figure if language() == "en" else figure.replace(",", ".")


def as_json(data: Any) -> str:
    """Data as JSON that people can read too."""
    return json.dumps(data, ensure_ascii=False, indent=2)


def columns(rows: list[list[str]], right: frozenset[int] = frozenset()) -> list[str]:
    """Rows as lines whose cells stand under each other; those of the columns `right` end under each other."""
    widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))] if rows else []
    lines = []
    for row in rows:
        cells = []
        for column, (cell, width) in enumerate(zip(row, widths, strict=True)):
            gap = " " * (width - _width(cell))
            cells.append(gap + cell if column in right else cell + gap)
        lines.append("  ".join(cells).rstrip())
    return lines


def _width(text: str) -> int:
    """How many cells of a terminal the text takes."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


class Bar:
    """A bar on standard error, where a person looks at it; nothing where a script does."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._shown = -1
        self._live = sys.stderr.isatty()

    def at(self, done: int, whole: int) -> None:
        """So much is done of the whole."""
        percent = 100 * done // whole if whole else 100
        if not self._live or percent == self._shown:
            return
        self._shown = percent
        filled = _BAR * percent // 100
        sys.stderr.write(f"\r{self._label} [{'█' * filled}{'·' * (_BAR - filled)}] {percent:3} % {count(done)}")
        sys.stderr.flush()

    def end(self) -> None:
        """Leave the line."""
        if self._live and self._shown >= 0:
            sys.stderr.write("\n")
