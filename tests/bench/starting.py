"""How soon the window is there and its first page in it, each in fresh processes, from the very start of Python.

The first is held against a bare Qt window with the same widgets, icons, menus and stylesheet; the second against
importing Qt, then SQLAlchemy, opening the file and running that query, in that order, and showing nothing.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench.figures import Figure, in_turn
from bench.saving import Recorder
from osdesk.domain.questions import OrderQuestion
from osdesk.domain.statuses import UNFINISHED
from osdesk.services import lists
from osdesk.services.office import open_office
from osdesk.ui.kit.table_model import FIRST

GROUP = "Start"
_MOST = 1.3
_HERE = Path(__file__).parent
#: Loaded by nothing that the first screen shows.
HEAVY = ("reportlab", "PIL", "pypdfium2", "alembic", "resvg_py", "segno", "requests")


def measure(office: Path, scratch: Path, rounds: int) -> list[Figure]:
    """First paint, first page, and what was imported for them."""
    home = scratch / "home-of-start"
    drawn = scratch / "window.json"
    seen: list[dict[str, Any]] = []

    def ours(what: str) -> float:
        marks = started("start_window.py", home, str(office))
        seen.append(marks)
        return float(marks[what])

    started("start_window.py", home, str(office), str(drawn))
    paint = in_turn(lambda: ours("paint"), lambda: started("start_bare.py", home, str(drawn))["paint"], rounds)
    query = scratch / "query.json"
    query.write_text(json.dumps(_statements(office)), encoding="utf-8")
    database = str(office / "office.db")
    page = in_turn(lambda: ours("page"), lambda: started("start_query.py", home, database, str(query))["page"], rounds)
    early = sorted({name for marks in seen for name in marks["before_paint"]})
    late = sorted({name for marks in seen for name in marks["before_page"]} & set(HEAVY))
    return [
        paint.figure(GROUP, "first paint of the window", most=_MOST),
        page.figure(GROUP, "first page of the orders in it", most=_MOST),
        Figure(
            group=GROUP,
            what="heavy imports before the first paint, and before the first page",
            ours=f"{', '.join(early) or 'none'}; {', '.join(late) or 'none'}",
            target="none",
            met=not early and not late,
        ),
    ]


def started(script: str, home: Path, *arguments: str) -> dict[str, Any]:
    """Run one of the scripts in a fresh process; its marks, in milliseconds since before Python was started."""
    environment = {
        **os.environ,
        "OSDESK_HOME": str(home),
        "OSDESK_BENCH_BEGIN": str(time.time_ns()),
        # Compiled once, as an installed program is, even where Python was told to leave no files.
        "PYTHONPYCACHEPREFIX": str(home.with_name("compiled")),
        "PYTHONDONTWRITEBYTECODE": "",
    }
    own = [sys.executable, str(_HERE / script), *arguments]
    done = subprocess.run(own, stdout=subprocess.PIPE, text=True, check=True, env=environment, timeout=120)
    marks: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return marks


def _statements(office: Path) -> list[tuple[str, list[Any]]]:
    """The SQL of the first page, as the list asks for it when it opens."""
    with open_office(office, readonly=True) as opened, Recorder(opened, writing=False) as recorder:
        lists.orders_first(opened, OrderQuestion(kinds=UNFINISHED), FIRST)
        return [(statement, list(rows[0])) for statement, rows in recorder.statements]
