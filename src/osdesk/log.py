"""The one log file of window and command line, without personal data: what failed and where, never what was typed.

An error's own message may quote a name or a phone number, so it is kept only for kinds of errors that speak of code.
"""

from __future__ import annotations

import contextlib
import logging
import re
import sys
import traceback
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

#: Kinds whose message names code, a module or a system's reason, not data.
_SPEAKS_OF_CODE = (AttributeError, TypeError, NameError, ImportError, IndexError, NotImplementedError, RecursionError)
# Bounded before the @, or a long line without one would be searched again from each of its characters.
_EMAIL = re.compile(r"[^\s@<>\"']{1,64}@[^\s@<>\"']+")
_LONG_NUMBER = re.compile(r"\+?\d(?:[\s().\-/]{0,2}\d){6,}")
_MOST = 1_000_000
FORM = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def start(file: Path, level: int = logging.INFO) -> Callable[[], None]:
    """Write everything logged in the program to `file`, which is rotated once. Gives back what stops it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handler = _File(file, maxBytes=_MOST, backupCount=1, encoding="utf-8", delay=True)
    handler.setFormatter(Formatter(FORM))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(level)

    def stop() -> None:
        root.removeHandler(handler)
        # A full disk has no room for the last lines; the program ends all the same.
        with contextlib.suppress(OSError):
            handler.close()

    return stop


class _File(RotatingFileHandler):
    """Goes on without what a full or vanished disk doesn't take: the person is told of that by what they do."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  logging's own name
        """Logging's hook, within the error."""
        if not isinstance(sys.exception(), OSError):
            super().handleError(record)


def without_data(error: BaseException) -> str:
    """Kind of an error, and its message where that can't hold what a person typed."""
    kind = type(error).__qualname__
    if isinstance(error, OSError):
        return f"{kind}: {error.strerror or 'no reason given'}"
    if isinstance(error, _SPEAKS_OF_CODE):
        return f"{kind}: {masked(str(error))}"
    return kind


def scrubbed(error: BaseException) -> str:
    """An error with the way through the program, and those that led to it, without data."""
    lines: list[str] = []
    seen: set[int] = set()
    each: BaseException | None = error
    while each is not None and id(each) not in seen:
        seen.add(id(each))
        lines += [*_frames(each.__traceback__), without_data(each)]
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)
        if each is not None:
            lines.append("after")
    return "\n".join(lines)


def masked(text: str) -> str:
    """Without e-mail addresses, long numbers and the person's own folder."""
    home = str(Path.home())
    shorter = text.replace(home, "~") if len(home) > 1 else text
    if "@" in shorter:
        shorter = _EMAIL.sub("@", shorter)
    return _LONG_NUMBER.sub("#", shorter)


def _frames(trace: TracebackType | None) -> list[str]:
    lines = []
    for frame in traceback.extract_tb(trace):
        path = Path(frame.filename)
        lines.append(f"  {'/'.join(path.parts[-3:])}:{frame.lineno} {frame.name}")
    return lines


class Formatter(logging.Formatter):
    """Writes a line of the log, and below it the way to an error, without data."""

    def format(self, record: logging.LogRecord) -> str:
        # Another handler may have left the whole traceback in the record, and the next one must not get ours.
        before, record.exc_text = record.exc_text, None
        try:
            return super().format(record)
        finally:
            record.exc_text = before

    def formatException(self, ei: object) -> str:  # noqa: N802  logging's own name
        error = ei[1] if isinstance(ei, tuple) else None
        return scrubbed(error) if isinstance(error, BaseException) else ""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  logging's own name
        record.message = masked(record.message)
        return super().formatMessage(record)
