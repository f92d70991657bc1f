"""The program as `osdesk` starts it, with a probe: when its window was painted, when the first page was in it.

Prints its marks as JSON and goes. With a second argument it also writes down what the window is made of.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

_BEGIN = int(os.environ["OSDESK_BENCH_BEGIN"])
_HEAVY = ("sqlalchemy", "reportlab", "PIL", "pypdfium2", "alembic", "resvg_py", "segno", "requests")
_marks: dict[str, Any] = {}


def _mark(name: str) -> None:
    if name not in _marks:
        _marks[name] = (time.time_ns() - _BEGIN) / 1e6
        _marks[f"before_{name}"] = [module for module in _HEAVY if module in sys.modules]


def _probed(data_dir: Path | None) -> int:
    """What `__main__` does to open the window, with an eye on it."""
    from osdesk import app

    start = app.Program.start

    def started(program: app.Program) -> None:
        program.window.painted.connect(lambda: _painted(program))
        program.window.pages.switched.connect(lambda: _watch(program))
        start(program)

    app.Program.start = started  # type: ignore[method-assign,assignment]  # the probe
    return app.run(data_dir)


def _painted(program: Any) -> None:
    _mark("paint")
    if len(sys.argv) > 2:
        sys.path.append(str(Path(__file__).resolve().parents[1]))
        from bench import start_parts

        Path(sys.argv[2]).write_text(json.dumps(start_parts.of(program.window, program.theme)), encoding="utf-8")


def _watch(program: Any) -> None:
    """Look for the first painting of the table that has rows."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    page = program.window.pages.current
    model, viewport = page.list.pane.model, page.list.table.viewport()

    class Eye(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            """See the table paint."""
            if event.type() == QEvent.Type.Paint and model.rowCount() and model.row_at(0) is not None:
                QTimer.singleShot(0, self, _seen)
            return False

    eye = Eye(viewport)
    viewport.installEventFilter(eye)


def _seen() -> None:
    _mark("page")
    print(json.dumps(_marks), flush=True)
    os._exit(0)


def main() -> None:
    """Start it."""
    from osdesk import cli

    cli.main(["--data-dir", sys.argv[1]], _probed)


if __name__ == "__main__":
    main()
