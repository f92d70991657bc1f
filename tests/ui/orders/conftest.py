"""An office with one order, a desk on it, and an editor: real SQLite on lanes; only the person's answers are played.

The store refuses this thread as it refuses the window's, so what a test asks of the office goes through `ask`.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from builders import a_client, a_company, a_line, a_technician, a_template, at
from fake_prompts import FakePrompts
from osdesk.domain import orders as rules
from osdesk.domain.clients import Client
from osdesk.domain.orders import Order
from osdesk.domain.questions import OrderQuestion
from osdesk.domain.team import Technician
from osdesk.services import checklists, clients, company, orders, team
from osdesk.services.office import Office, open_office
from osdesk.ui.changes import ChangeSignal
from osdesk.ui.desk import Desk, Way
from osdesk.ui.mailing import Mailing
from osdesk.ui.orders.editor import OrderEditor
from osdesk.ui.page import Page
from osdesk.ui.settings import Settings
from osdesk.ui.tasks import Tasks
from osdesk.ui.theme import Theme

#: The office's clock stands still: Tuesday, 24 November 2026, 14:32 in São Paulo.
NOW = datetime(2026, 11, 24, 17, 32, tzinfo=UTC)
PATIENCE = 15_000


@dataclass
class Going:
    """Where the editor sent the person, instead of a window."""

    said: list[str] = field(default_factory=list)
    undo: Callable[[], None] | None = None
    link: str = ""
    also: Way = None
    status: str = ""
    works: dict[str, tuple[str, Callable[[], object] | None]] = field(default_factory=dict)
    opened: list[tuple[str, object]] = field(default_factory=list)
    closed: list[Page] = field(default_factory=list)

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
        self.status = text

    def set_work(self, key: str, text: str, cancel: Callable[[], object] | None = None) -> None:
        self.works[key] = (text, cancel)

    def close(self, page: Page) -> None:
        self.closed.append(page)


class Printed(QObject):
    """What would have been printed."""

    def __init__(self) -> None:
        super().__init__()
        self.jobs: list[tuple[tuple[int, ...], bool]] = []
        self.sheets: list[Any] = []

    def print_orders(
        self, _page: QWidget, ids: tuple[int, ...], _options: object = None, *, direct: bool = False
    ) -> None:
        self.jobs.append((tuple(ids), direct))

    def print_sheet(self, _page: QWidget, sheet: Any) -> None:
        self.sheets.append(sheet)


@dataclass
class Shop:
    """The office as a test knows it: what was put in, and a way to ask."""

    office: Office
    desk: Desk
    client: Client
    people: tuple[Technician, ...]
    order: Order
    pool: ThreadPoolExecutor

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

    def ask(self, verb: Callable[..., Any], *args: Any) -> Any:
        """Call a service's verb as another thread would."""
        return self.pool.submit(verb, self.office, *args).result()

    def stored(self, order_id: int | None = None) -> Order:
        """The order as it is stored now."""
        found = self.ask(orders.get, order_id if order_id is not None else self.order.id)
        assert isinstance(found, Order)
        return found


@dataclass(frozen=True)
class Stock:
    """What stands in the office of every test, and the folder to copy it from."""

    folder: Path
    client: Client
    people: tuple[Technician, ...]
    order: Order


@pytest.fixture(scope="session")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Stock:
    """An office with a company, two technicians, a template, two clients and one order."""
    folder = tmp_path_factory.mktemp("stock") / "office"
    with open_office(folder, clock=lambda: NOW) as office:
        company.save(office, replace(a_company(), logo=""))
        people = (
            team.save(office, a_technician(name="Rafael Moura")),
            team.save(office, a_technician(name="Júlia Amorim")),
        )
        checklists.save(office, a_template(name="Manutenção de split"))
        client = clients.save(office, a_client())
        clients.save(office, replace(a_client(), name="Padaria Pão de Mel", legal_name="", tax_id=""))
        order = rules.for_client(orders.new(office), client)
        order = replace(
            order,
            opened_at=at(2026, 11, 23, 7, 52),
            reason="Split desliga sozinho",
            materials=(a_line("1.500", "m", "Tubo de cobre", "78.00"),),
        )
        return Stock(folder, client, people, orders.save(office, order).order)


@pytest.fixture
def shop(stock: Stock, theme: Theme, tasks: Tasks, settings: Settings, tmp_path: Path) -> Iterator[Shop]:
    """A copy of that office on a desk; the sheet stays hidden."""
    office = open_office(shutil.copytree(stock.folder, tmp_path / "office"), clock=lambda: NOW)
    changes = ChangeSignal()
    office.listen(changes.announce)
    settings.set_flag("panes/preview", False)
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
    office.forbid_thread(threading.get_ident())
    with ThreadPoolExecutor(1) as pool:
        yield Shop(office=office, desk=desk, client=stock.client, people=stock.people, order=stock.order, pool=pool)
        desk.mailing.end()
        tasks.shutdown(office.interrupt_reads)
        pool.submit(office.close).result()


@pytest.fixture
def failures(tasks: Tasks) -> list[BaseException]:
    """What went wrong on a lane and nobody caught."""
    found: list[BaseException] = []
    tasks.failure.connect(found.append)
    return found


OpenEditor = Callable[..., OrderEditor]


@pytest.fixture
def open_editor(shop: Shop, qtbot: QtBot) -> OpenEditor:
    """Open an editor and wait until its order is there: `open_editor(order_id)`, `open_editor(client_id=…)`."""

    def opened(*args: Any, **kwargs: Any) -> OrderEditor:
        editor = OrderEditor(shop.desk, *args, **kwargs)
        qtbot.addWidget(editor)
        editor.resize(1306, 660)
        editor.show()
        editor.shown(True)
        qtbot.waitUntil(editor.form.isEnabled, timeout=PATIENCE)
        return editor

    return opened


def press(widget: QWidget, text: str) -> None:
    """Type a text key by key (Qt's own helper dies of letters with accents)."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def type_into(field: QLineEdit | QPlainTextEdit, text: str) -> None:
    """Type over what stands in a field, as a person does."""
    field.setFocus()
    field.selectAll()
    press(field, text)
