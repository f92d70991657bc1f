"""The real window on an office, driven from the bench: opened as the program opens it, waited for, and timed to paint.

It draws on Qt's offscreen platform; what a graphics server would add is the same for any program.
"""

from __future__ import annotations

import contextlib
import gc
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from osdesk import app
from osdesk.ui.at_work import done_flag
from osdesk.ui.orders.page import OrdersPage
from osdesk.ui.settings import Settings
from osdesk.ui.tasks import Lane

T = TypeVar("T")

PATIENCE = 120.0


@contextlib.contextmanager
def opened(office: Path, scratch: Path) -> Iterator[app.Program]:
    """The program with the orders' room on screen and at rest."""
    gc.disable()
    application = QApplication.instance() or app.application()
    assert isinstance(application, QApplication)
    settings = Settings(scratch / "settings.ini")
    settings.set_flag(done_flag(office), True)
    program = app.Program(application, settings, office)
    program.start()
    until(lambda: program.desk is not None and isinstance(program.window.pages.current, OrdersPage))
    rest(program)
    program._settle()
    rest(program)
    try:
        yield program
    finally:
        program.end()


def room(program: app.Program) -> OrdersPage:
    """The room of orders."""
    page = program.window.pages.current
    assert isinstance(page, OrdersPage)
    return page


def until(there: Callable[[], bool], patience: float = PATIENCE) -> None:
    """Let the window live until something is there, looking every two milliseconds."""
    end = time.monotonic() + patience
    loop = QEventLoop()
    look = QTimer(interval=2)

    def see() -> None:
        if there() or time.monotonic() > end:
            loop.quit()

    look.timeout.connect(see)
    look.start()
    if not there():
        loop.exec()
    if not there():
        raise TimeoutError("what the bench waits for doesn't come")


def asleep(seconds: float) -> None:
    """Let the window live so long, and wake up at the end as a key would wake it."""
    loop = QEventLoop()
    alarm = QTimer(singleShot=True, interval=round(seconds * 1000), timerType=Qt.TimerType.PreciseTimer)
    alarm.timeout.connect(loop.quit)
    alarm.start()
    loop.exec()


def ask(verb: Callable[..., T], *args: object) -> T:
    """Call a service's verb from another thread: the store refuses the window's."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(verb, *args).result()


def rest(program: app.Program, still: float = 0.15) -> None:
    """Let the window live until no lane has work and nothing was begun for a while."""
    quiet = time.monotonic()

    def resting() -> bool:
        nonlocal quiet
        if any(program.tasks.pending(lane) for lane in Lane):
            quiet = time.monotonic()
        return time.monotonic() - quiet > still

    until(resting)


class Painted(QObject):
    """Sees a widget paint itself while `ready` holds; `at` is when the first such painting had ended."""

    seen = Signal()

    def __init__(self, widget: QWidget, ready: Callable[[], bool]) -> None:
        super().__init__(widget)
        self._widget, self._ready = widget, ready
        self.at: float | None = None
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let it paint first, and look at the clock then."""
        if self.at is None and event.type() == QEvent.Type.Paint and isinstance(event, QPaintEvent):
            self._widget.removeEventFilter(self)
            try:
                QApplication.sendEvent(watched, event)
            finally:
                if self._ready():
                    self.at = time.perf_counter()
                    self.seen.emit()
                else:
                    self._widget.installEventFilter(self)
            return True
        return False

    def stop(self) -> None:
        """See no more."""
        self._widget.removeEventFilter(self)
        self.deleteLater()


def on_screen(act: Callable[[], object], widget: QWidget, ready: Callable[[], bool]) -> float:
    """Milliseconds from `act` until the widget has painted itself with `ready` holding.

    It waits as the program does, asleep in Qt's loop: a loop of our own would take the interpreter from the lanes.
    """
    loop = QEventLoop()
    seen = Painted(widget, ready)
    seen.seen.connect(loop.quit)
    QTimer.singleShot(int(PATIENCE * 1000), loop, loop.quit)
    begin = time.perf_counter()
    act()
    if seen.at is None:
        loop.exec()
    seen.stop()
    if seen.at is None:
        raise TimeoutError("what the bench waits for is never painted")
    return (seen.at - begin) * 1000
