"""What a list of a million rows takes without the database: printed in MB, by a process that does nothing else."""

from __future__ import annotations

import gc
import os
from array import array
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from osdesk.domain.questions import OrderRow
from osdesk.domain.statuses import SEEDED_STATUSES
from osdesk.ui.kit.table_model import IdTableModel
from osdesk.ui.kit.table_view import TableView
from osdesk.ui.orders.columns import Surroundings, order_columns
from osdesk.ui.tasks import Tasks
from osdesk.ui.theme import Theme

_HELD = 1_000_000
_NOW = datetime(2026, 11, 24, 17, 32, tzinfo=UTC)


class Invented:
    """Rows out of nothing, so that no database is weighed with them."""

    def __init__(self) -> None:
        self.count = 500

    def first(self, _question: object, limit: int, /) -> tuple[Sequence[OrderRow], int]:
        """The first rows."""
        return self.rows(range(1, limit + 1)), self.count

    def ids(self, _question: object, /) -> array[int]:
        """All ids."""
        return array("q", range(1, self.count + 1))

    def rows(self, ids: Sequence[int], /) -> Sequence[OrderRow]:
        """Their rows, each with words of its own."""
        return [
            OrderRow(
                id=row_id,
                version=1,
                number=f"{row_id:07}",
                opened_at=_NOW.replace(minute=row_id % 60),
                client_id=row_id,
                client=f"Clínica Aurora {row_id}",
                reason=f"Split desliga sozinho depois de dez minutos, e volta se esperar ({row_id})",
                technicians=(1, 2),
                status_id=1 + row_id % 6,
                deadline=_NOW.date(),
                deadline_time=None,
                total=Decimal(row_id).scaleb(-2),
            )
            for row_id in ids
        ]


def resident() -> float:
    """What the process has in memory, in MB."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    """Show five hundred rows, then a million, and go through four thousand of them."""
    application = QApplication([])
    theme = Theme(application)
    tasks, source = Tasks(), Invented()
    statuses = {place: replace(status, id=place) for place, status in enumerate(SEEDED_STATUSES, 1)}
    around = Surroundings(statuses=statuses, team={}, now=_NOW)
    model: IdTableModel[OrderRow] = IdTableModel(tasks, source, order_columns(lambda: around, lambda: False))
    view = TableView(model)
    view.resize(1306, 620)
    view.show()

    def ask() -> None:
        model.ask(source.count)
        while tasks.pending("read") or not model.is_settled:  # type: ignore[arg-type]  # a lane is its name
            application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)

    ask()
    gc.collect()
    before = resident()
    source.count = _HELD
    ask()
    bar = view.verticalScrollBar()
    for _page in range(400):
        bar.setValue(bar.value() + 15 * theme.px(40))
        application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
    while tasks.pending("read"):  # type: ignore[arg-type]  # as above
        application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
    gc.collect()
    print(resident() - before)
    tasks.shutdown()


if __name__ == "__main__":
    main()
