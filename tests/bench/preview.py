"""How long after the last key the sheet beside the form shows it."""

from __future__ import annotations

from pathlib import Path

from bench import editing, window
from hands import type_text


def waits(office: Path, scratch: Path, rounds: int) -> list[float]:
    """Milliseconds from a key until the new picture of the sheet is painted, the pause for the next key included."""
    found: list[float] = []
    with editing.opened(office, scratch) as (program, editor):
        field = editing.reason(editor)
        field.setFocus()
        view = editor.preview.view
        drawn: list[bool] = []
        editor.preview.drawn.connect(lambda: drawn.append(True))
        for _ in range(rounds):
            window.rest(program)
            drawn.clear()
            found.append(window.on_screen(lambda: type_text(field, "a"), view.viewport(), lambda: bool(drawn)))
    return found
