"""What a week of 500 visits costs: read, laid out and drawn, and one frame of a drag over it. Prints milliseconds."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time as clock
from collections.abc import Callable
from datetime import time, timedelta
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from offices import saved_client, saved_order
from osdesk.domain.team import Technician
from osdesk.domain.visits import Visit
from osdesk.services import team
from osdesk.services.office import Office, open_office
from osdesk.ui.agenda import sight
from osdesk.ui.agenda.canvas import AgendaCanvas
from osdesk.ui.agenda.carried import Carried
from osdesk.ui.agenda.sight import View
from osdesk.ui.theme import Theme
from windows import NOW

VISITS, PEOPLE = 500, 36


def furnish(office: Office) -> None:
    """Five hundred visits of a week among three dozen people."""
    people = [team.save(office, Technician(name=f"Pessoa {n:02}")).id or 0 for n in range(PEOPLE)]
    client = saved_client(office)
    monday = office.today() - timedelta(days=office.today().weekday())
    for first in range(0, VISITS, 25):
        visits = tuple(
            Visit(
                day=monday + timedelta(days=n % 5),
                planned_start=time(8 + n // 5 % 9, n % 4 * 15),
                technicians=(people[n % PEOPLE],),
            )
            for n in range(first, first + 25)
        )
        saved_order(office, client, visits=visits)


def measured(act: Callable[[], object], times: int = 20) -> str:
    """Middle and worst, in milliseconds."""
    found = []
    for _turn in range(times):
        begun = clock.perf_counter()
        act()
        found.append((clock.perf_counter() - begun) * 1000)
    return f"{statistics.median(found):6.1f} ms (worst {max(found):.1f})"


def main() -> None:
    """Measure and print."""
    app = QApplication(sys.argv[:1])
    Theme(app, appearance="light")
    with tempfile.TemporaryDirectory() as folder:
        office = open_office(Path(folder) / "office", clock=lambda: NOW)
        furnish(office)
        day = office.today()
        print("read a week     ", measured(lambda: sight.read(office, View.WEEK, day)))
        found = sight.read(office, View.WEEK, day)
        canvas = AgendaCanvas()
        canvas.resize(1366, 1000)
        canvas.show()
        app.processEvents()

        def show() -> None:
            canvas.show_sight(sight.read(office, View.WEEK, day))
            canvas.repaint()

        print("read and drawn  ", measured(show))
        canvas.show_sight(found)
        row = next(iter(found.agenda.visits))
        carried = Carried(row=row, who=row.technicians[0])
        places = iter(range(10_000))

        def frame() -> None:
            at = QPoint(200 + next(places) * 37 % 1000, 100 + next(places) * 13 % 800)
            target = canvas.carry(carried, canvas.viewport().mapToGlobal(at))
            if target is not None:
                found.against(target.row)
            canvas.viewport().repaint()

        print("a frame of a drag", measured(frame, 200))
        office.close()


if __name__ == "__main__":
    main()
