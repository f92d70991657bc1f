"""How late the window's own timer comes while the program works: what a person feels as a stutter.

A timer of five milliseconds ticks in the window with the list of all orders on screen. Meanwhile orders are saved one
after the other, many are exported, thousands are put in at once, or somebody types a search.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

from bench import window
from bench.figures import Figure, milliseconds, share
from osdesk import app
from osdesk.domain.changes import Subject
from osdesk.domain.orders import Order, new_code
from osdesk.domain.permissions import Permission
from osdesk.domain.questions import ClientQuestion, OrderQuestion
from osdesk.domain.sheets import Paper
from osdesk.services import clients, lists, orders, papers, rendering
from osdesk.services.office import Office
from osdesk.ui.orders import filters
from osdesk.ui.tasks import Lane

GROUP = "Heartbeat"
_EVERY = 5
_LATE = 16
_BULK = 5_000
_SHEETS = 60
_SAVES = 200
_TYPED = "compressor"
#: Milliseconds between two keys of somebody who types fast.
_KEY = 120


class Heartbeat(QObject):
    """Ticks, and writes down how late each tick came, in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.late: list[float] = []
        self._last = 0.0
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Begin."""
        self._last = time.perf_counter()
        self._timer.start()

    def stop(self) -> list[float]:
        """End; how late the ticks came."""
        self._timer.stop()
        return self.late

    def _tick(self) -> None:
        now = time.perf_counter()
        self.late.append(max(0.0, (now - self._last) * 1000 - _EVERY))
        self._last = now


def measure(office: Path, scratch: Path, rounds: int) -> list[Figure]:
    """Save, export, bulk insert, search."""
    with window.opened(office, scratch) as program:
        work = Work(program, scratch)
        work.list._change_filter(replace(work.list._filter, chip=filters.ALL))
        window.rest(program)
        times = max(1, rounds // 5)
        return [
            work.felt("while orders are saved", work.save, times),
            work.felt("while orders are exported", work.export, times),
            work.felt("while thousands are put in", work.put_in, times),
            work.felt("while a search is typed", work.search, times),
        ]


class Work:
    """What goes on beside the heartbeat."""

    def __init__(self, program: app.Program, scratch: Path) -> None:
        assert program.desk is not None
        self._program, self._scratch = program, scratch
        self._office: Office = program.desk.office
        self._tasks = program.tasks
        self.list = window.room(program).list
        ids = [row.id for row in window.ask(lists.orders_first, self._office, OrderQuestion(), _SHEETS)]
        self._orders = window.ask(orders.get_many, self._office, ids)

    def felt(self, what: str, work: Callable[[], None], times: int) -> Figure:
        """The heartbeat while that is done so often."""
        window.rest(self._program)
        heart = Heartbeat()
        heart.start()
        for _ in range(times):
            work()
            window.rest(self._program, 0.1)
        late = heart.stop()
        most = share(late, 0.99)
        return Figure(
            group=GROUP,
            what=what,
            ours=f"{milliseconds(most)}, worst {milliseconds(max(late))}",
            target=f"99 % ≤ {_LATE} ms",
            met=most <= _LATE,
        )

    def save(self) -> None:
        """Orders, each with a word more and then without it: the office stays as it was but for its history."""
        left = [self._orders[place % len(self._orders)] for place in range(_SAVES // 2)]

        def following() -> None:
            if not left:
                return
            order = left.pop()
            self._tasks.run(Lane.WRITE, _save_twice, self._office, order, done=lambda _none: following())

        following()
        window.until(lambda: not left and not self._tasks.pending(Lane.WRITE))

    def export(self) -> None:
        """Many orders in one file."""
        ids = [order.id or 0 for order in self._orders]

        def write(paper: Paper) -> None:
            self._tasks.run(Lane.WRITE, papers.export, self._scratch / "orders.pdf", paper.pdf)

        self._tasks.run(
            Lane.READ,
            papers.sheets,
            self._office,
            ids,
            done=lambda sheets: self._tasks.run(Lane.PAPER, rendering.render, sheets, done=write),
        )
        window.rest(self._program, 0.1)

    def put_in(self) -> None:
        """Thousands of orders in one transaction, taken back at its end; the window hears of it all the same."""
        done: list[None] = []
        self._tasks.run(Lane.WRITE, _put_in, self._office, self._orders, done=done.append)
        window.until(lambda: bool(done))

    def search(self) -> None:
        """A word, letter by letter."""
        for end in range(1, len(_TYPED) + 1):
            self.list.strip.line.setText(_TYPED[:end])
            begin = time.monotonic()
            window.until(lambda begin=begin: time.monotonic() - begin > _KEY / 1000)  # type: ignore[misc]
        window.rest(self._program)
        self.list.strip.clear()
        self.list._search("")


def _save_twice(office: Office, order: Order) -> None:
    now = orders.get(office, order.id or 0)
    saved = orders.save(office, replace(now, internal_notes=f"{now.internal_notes} ·")).order
    orders.save(office, replace(saved, internal_notes=now.internal_notes))


class _TakenBackError(Exception):
    """So that nothing of it stays."""


def _put_in(office: Office, models: tuple[Order, ...]) -> None:
    (row,) = lists.clients_first(office, ClientQuestion(), 1)
    client = clients.get(office, row.id)
    batch = [
        replace(models[place % len(models)], id=None, version=0, number="", code=new_code(), client_id=client.id)
        for place in range(_BULK)
    ]
    with contextlib.suppress(_TakenBackError), office.write(Permission.SAMPLE_DATA) as work:
        orders.insert_many(work, batch, {client.id or 0: client})
        raise _TakenBackError
    changes = work.changes
    assert changes.everything(Subject.ORDER)
    office._tell(changes)
