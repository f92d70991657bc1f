"""A key typed in the full order form, until it is on the screen: against a bare form of forty fields, and at worst."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from bench import editing, window
from bench.figures import Figure, in_turn, milliseconds, share

GROUP = "Typing"
_MOST = 4
_WITHIN = 16
#: Between two keys, in milliseconds: a quick hand, and one that stops to think.
_GAPS = (30, 260)


def measure(office: Path, scratch: Path, rounds: int) -> list[Figure]:
    """In a row, and as people type."""
    with editing.opened(office, scratch) as (program, editor):
        field = editing.reason(editor)
        field.setFocus()
        bare = _Bare()
        pair = in_turn(lambda: _key(field, "a"), bare.key, rounds * 20, warm=5)
        bare.end()
        window.rest(program)
        late = _as_people_type(field, rounds * 20)
    most = share(late, 0.99)
    return [
        pair.figure(GROUP, "a key in the full order form, to the screen", most=_MOST),
        Figure(
            group=GROUP,
            what="keys typed as people do, preview and draft at work",
            ours=f"99 %: {milliseconds(most)}, worst {milliseconds(max(late))}",
            target=f"99 % ≤ {_WITHIN} ms",
            met=most <= _WITHIN,
        ),
    ]


def _key(field: QPlainTextEdit, letter: str) -> float:
    """Milliseconds from the key to the end of the painting that shows it."""
    return window.on_screen(lambda: _press(field, letter), field.viewport(), lambda: True)


def _press(field: QPlainTextEdit, letter: str) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def _as_people_type(field: QPlainTextEdit, keys: int) -> list[float]:
    """How long after it was struck each key is on the screen; the window may be busy when it comes."""
    dice = random.Random(1)
    found: list[float] = []
    due = time.perf_counter()
    for place in range(keys):
        due += dice.uniform(*_GAPS) / 1000
        _wait_until(due)
        waited = max(0.0, time.perf_counter() - due) * 1000
        found.append(waited + _key(field, "abcdefghi "[place % 10]))
    return found


def _wait_until(due: float) -> None:
    """Let the window live until then: asleep for the most of it, awake at the end."""
    window.asleep(max(0.0, due - time.perf_counter()))


class _Bare:
    """The bare form in its process."""

    def __init__(self) -> None:
        own = [sys.executable, str(Path(__file__).with_name("bare_form.py"))]
        self._process = subprocess.Popen(own, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def key(self) -> float:
        """A key there."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("a\n")
        self._process.stdin.flush()
        return float(self._process.stdout.readline())

    def end(self) -> None:
        """No more keys."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()
