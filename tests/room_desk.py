"""An office with a desk on it, for the tests of the rooms: real SQLite on lanes; only the person's answers are played.

The store refuses this thread as it refuses the window's, so what a test asks of the office goes through `ask`.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from builders import a_company
from fake_prompts import FakePrompts
from osdesk.domain.orders import Order
from osdesk.domain.questions import OrderQuestion
from osdesk.services import company
from osdesk.services.office import Office, open_office
from osdesk.ui.changes import ChangeSignal
from osdesk.ui.desk import Desk, Way
from osdesk.ui.mailing import Mailing
from osdesk.ui.page import Page
from osdesk.ui.settings import Settings
from osdesk.ui.tasks import Lane, Tasks
from osdesk.ui.theme import Theme

#: The office's clock stands still: Tuesday, 24 November 2026, 14:32 in São Paulo.
NOW = datetime(2026, 11, 24, 17, 32, tzinfo=UTC)
PATIENCE = 15_000
#: The room a page has in the smallest window (1024 × 620, the rail narrow), and at 1366 × 690.
NARROWEST = 1024 - 61
USUAL = (1366 - 193, 690 - 28 - 57 - 26)


@dataclass
class Going:
    """Where a page sent the person, instead of a window."""

    said: list[str] = field(default_factory=list)
    undo: Callable[[], None] | None = None
    link: str = ""
    also: Way = None
    works: dict[str, tuple[str, Callable[[], object] | None]] = field(default_factory=dict)
    opened: list[tuple[str, object]] = field(default_factory=list)

    def room(self, key: str, place: str = "") -> None:
        self.opened.append(("room", f"{key}/{place}" if place else key))

    def order(self, order_id: int, *, paper: bool = False) -> None:
        self.opened.append(("order beside its paper" if paper else "order", order_id))

    def new_order(self, client_id: int | None = None, from_order: Order | None = None) -> None:
        self.opened.append(("new_order", from_order if from_order is not None else client_id))

    def orders(self, question: OrderQuestion) -> None:
        self.opened.append(("orders", question))

    def client(self, client_id: int) -> None:
        self.opened.append(("client", client_id))

    def new_client(self, name: str = "") -> None:
        self.opened.append(("new_client", name))

    def say(self, text: str, undo: Callable[[], None] | None = None, *, link: str = "", also: Way = None) -> None:
        self.said.append(text)
        self.undo = undo
        self.link = link
        self.also = also

    def set_status(self, text: str) -> None:
        self.opened.append(("status", text))

    def set_work(self, key: str, text: str, cancel: Callable[[], object] | None = None) -> None:
        self.works[key] = (text, cancel)

    def close(self, page: Page) -> None:
        self.opened.append(("close", page.key))

    def take_back(self) -> None:
        """Press *Undo*."""
        assert self.undo is not None, f"nothing can be undone after {self.said}"
        self.undo()


class Printed(QObject):
    """What would have been printed, and the printers there are."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[Any] = []
        self.papers: list[Any] = []
        self.printers = ["Balcão", "Escritório"]

    def print_sheet(self, _page: QWidget, sheet: Any) -> None:
        self.sheets.append(sheet)

    def print_paper(self, _page: QWidget, paper: Callable[[], Any], *, direct: bool = False) -> None:  # noqa: ARG002
        self.papers.append(paper)

    def printer_names(self) -> list[str]:
        return self.printers


@dataclass
class Place:
    """The office as a test knows it, and a way to ask it."""

    office: Office
    desk: Desk
    pool: ThreadPoolExecutor
    bot: QtBot
    failures: list[BaseException]

    @property
    def going(self) -> Going:
        found = self.desk.go
        assert isinstance(found, Going)
        return found

    @property
    def prompts(self) -> FakePrompts:
        found = self.desk.prompts
        assert isinstance(found, FakePrompts)
        return found

    @property
    def printed(self) -> Printed:
        found: Any = self.desk.printing
        assert isinstance(found, Printed)
        return found

    def ask(self, verb: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Call a service's verb as another thread would."""
        return self.pool.submit(verb, self.office, *args, **kwargs).result()

    def put(self, page: QWidget, *, size: tuple[int, int] = USUAL) -> None:
        """Show a page as the window would."""
        self.bot.addWidget(page)
        page.resize(*size)
        page.show()
        # Focus goes nowhere in a window that isn't active.
        page.activateWindow()
        self.bot.waitActive(page)
        if isinstance(page, Page):
            page.shown(True)

    def until(self, true: Callable[[], object]) -> None:
        """Wait until that is so."""
        self.bot.waitUntil(lambda: bool(true()), timeout=PATIENCE)

    def settle(self) -> None:
        """Wait until every lane but the paper's is idle, and what it gave has been taken."""
        lanes = [lane for lane in Lane if lane is not Lane.PAPER]
        self.until(lambda: not any(self.desk.tasks.pending(lane) for lane in lanes))
        QApplication.processEvents()
        self.until(lambda: not any(self.desk.tasks.pending(lane) for lane in lanes))


@pytest.fixture
def place(theme: Theme, tasks: Tasks, settings: Settings, tmp_path: Path, qtbot: QtBot) -> Iterator[Place]:
    """An office that knows its company and nothing else."""
    office = open_office(tmp_path / "office", clock=lambda: NOW)
    company.save(office, replace(a_company(), logo=""))
    changes = ChangeSignal()
    office.listen(changes.announce)
    printed: Any = Printed()
    desk = Desk(
        office=office,
        tasks=tasks,
        changes=changes,
        settings=settings,
        prompts=FakePrompts(),
        printing=printed,
        mailing=Mailing(office, tasks, changes),
        theme=theme,
        go=Going(),
    )
    failures: list[BaseException] = []
    tasks.failure.connect(failures.append)
    office.forbid_thread(threading.get_ident())
    with ThreadPoolExecutor(1) as pool:
        yield Place(office=office, desk=desk, pool=pool, bot=qtbot, failures=failures)
        desk.mailing.end()
        tasks.shutdown(office.interrupt_reads)
        pool.submit(office.close).result()
    assert not failures


def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press and release a key."""
    QTest.keyClick(widget, key, modifiers)


def type_text(widget: QWidget, text: str) -> None:
    """Type a text key by key (Qt's own helper dies of letters with accents)."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def type_into(control: QWidget, text: str) -> None:
    """Type over what stands in a field, as a person does."""
    assert isinstance(control, QLineEdit | QPlainTextEdit)
    control.setFocus()
    control.selectAll()
    if text:
        type_text(control, text)
    else:
        press(control, Qt.Key.Key_Delete)


def click(widget: QWidget, at: QPoint | None = None) -> None:
    """Press the left button, in the middle unless told where."""
    place = at if at is not None else widget.rect().center()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def choose(control: Any, value: object) -> None:
    """Choose an option by its value, as a person would from the list."""
    control.show_value(value)
    control.edited.emit()


#: Middles that are no farther apart stand in one row (a link beside a field, say).
_ONE_ROW = 14


def tab_path(form: QWidget) -> list[tuple[int, int, str]]:
    """Where Tab goes within a form: middle height, left edge and name of each control."""
    found = []
    first = form
    widget = form.nextInFocusChain()
    while widget is not first and widget is not None:
        tabbed = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()
        if tabbed and widget.isVisible() and form.isAncestorOf(widget) and widget.focusProxy() is None:
            place = widget.mapTo(form, QPoint(0, widget.height() // 2))
            found.append((place.y(), place.x(), widget.accessibleName()))
        widget = widget.nextInFocusChain()
    return found


def against_the_eye(form: QWidget) -> list[tuple[str, str]]:
    """Pairs of controls that Tab visits in another order than one reads."""
    path = tab_path(form)
    return [
        (before[2], after[2])
        for before, after in itertools.pairwise(path)
        if after[0] < before[0] - _ONE_ROW or (abs(after[0] - before[0]) <= _ONE_ROW and after[1] < before[1])
    ]
