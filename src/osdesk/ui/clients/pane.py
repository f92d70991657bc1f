"""The list of clients: firms and persons, found by name, number or phone; a million of them as well as ten."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from osdesk.domain import tax_ids
from osdesk.domain.clients import ClientKind
from osdesk.domain.phones import format_phone
from osdesk.domain.questions import ClientQuestion, ClientRow
from osdesk.services import lists
from osdesk.services.office import Office
from osdesk.texts import _
from osdesk.ui.clients.source import ClientSource
from osdesk.ui.desk import Desk
from osdesk.ui.kit import paint
from osdesk.ui.kit.cells import Cell, Column
from osdesk.ui.kit.filters import FilterChip
from osdesk.ui.kit.labels import Ground
from osdesk.ui.kit.layout import column
from osdesk.ui.kit.list_page import ListPane
from osdesk.ui.kit.table_view import TWO_LINE_ROW
from osdesk.ui.kit.text_inputs import TextInput
from osdesk.ui.records.pinned import unsaved_dot
from osdesk.ui.tasks import Lane

_SEARCH_AFTER = 150
_KINDS: dict[str, ClientKind | None] = {"all": None, "companies": ClientKind.COMPANY, "persons": ClientKind.PERSON}


def counts(office: Office, search: str) -> dict[str, int]:
    """How many each chip would show."""
    every = lists.clients_tally(office, ClientQuestion(search=search))
    firms = lists.clients_tally(office, ClientQuestion(search=search, kind=ClientKind.COMPANY))
    return {"all": every, "companies": firms, "persons": every - firms}


class SearchLine(TextInput):
    """Searches the list below it: arrow down goes there, Escape clears."""

    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.down.emit()
            return
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.edited.emit()
            return
        super().keyPressEvent(event)


class ClientPane(ListPane):
    """Search, chips and rows."""

    def __init__(self, desk: Desk, unsaved: Callable[[], frozenset[int]], parent: QWidget | None = None) -> None:
        """`unsaved` gives the clients whose rows bear a dot."""
        self._desk, self._unsaved = desk, unsaved
        columns = (Column(key="client", title=_("Client"), width=200, text=_words, draw=self._draw, stretch=True),)
        super().__init__(
            desk.tasks,
            ClientSource(desk.office),
            columns,
            desk.settings,
            "clients",
            row_height=TWO_LINE_ROW,
            header=False,
            faint=lambda client: not client.active,
            gone=lambda client: client.deleted,
            parent=parent,
        )
        self.table.setAccessibleName(_("Clients"))
        self.search = SearchLine(example=_("Name, CPF/CNPJ or phone"), icon="search")
        self.search.setAccessibleName(_("Search clients"))
        self.search.setClearButtonEnabled(True)
        above = Ground("surface")
        above.setLayout(column(self.search, margins=(16, 8, 16, 0)))
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101  (the pane's own)
        layout.insertWidget(0, above)
        filters = self.filter_row.layout()
        if filters is not None:
            filters.setContentsMargins(16, 0, 8, 0)
        for key, words in (("all", _("All")), ("companies", _("Companies")), ("persons", _("Persons"))):
            self.chips.add(key, FilterChip(words))
        self.chips.choose("all")
        self.chips.chosen.connect(lambda _key: self.ask_question())
        self._pause = QTimer(self, singleShot=True, interval=_SEARCH_AFTER)
        self._pause.timeout.connect(self.ask_question)
        self.search.edited.connect(self._pause.start)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.down.connect(self._go_down)
        self.set_nothing_found(
            _("Nothing found"), _("Look for another part of the name, or show all."), self._clear_all
        )

    def question(self) -> ClientQuestion:
        """What is asked now."""
        return ClientQuestion(search=self.search.read(), kind=_KINDS[self.chips.current() or "all"])

    def is_filtered(self) -> bool:
        """Whether the question leaves anything out."""
        return self.question() != ClientQuestion()

    def ask_question(self, keep_place: bool | None = None) -> None:
        """Ask for rows and for the counts on the chips."""
        question = self.question()
        self.ask(question, filtered=question != ClientQuestion(), keep_place=keep_place)
        self._desk.tasks.run(
            Lane.SURVEY,
            counts,
            self._desk.office,
            question.search,
            done=self.chips.set_counts,
            owner=self,
            latest="counts",
        )

    def _clear_all(self) -> None:
        self.search.clear()
        self.chips.choose("all")
        self.ask_question()

    def _go_down(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.table.current_id() is None:
            first = self.model.id_at(0)
            if first is not None:
                self.table.set_current_id(first)

    def _draw(self, cell: Cell, client: ClientRow) -> None:
        theme, painter = cell.theme, cell.painter
        side = theme.px(30)
        badge = QRectF(cell.box.left() - theme.px(4), cell.box.center().y() - side / 2, side, side)
        chosen = client.id == self.table.current_id()
        paint.rounded(painter, badge, side / 2, theme.colour("surface" if chosen else "hover"))
        icon = "building-2" if client.kind is ClientKind.COMPANY else "user-round"
        size = theme.px(16)
        inset = (side - size) / 2
        theme.icons.paint(painter, icon, theme.colour("text2"), badge.left() + inset, badge.top() + inset, size)
        words = cell.box.adjusted(theme.px(36), 0, theme.px(4), 0)
        if client.id in self._unsaved():
            unsaved_dot(painter, QPointF(words.right() - theme.px(4), words.center().y()))
            words = words.adjusted(0, 0, -theme.px(16), 0)
        count = str(client.orders) if client.orders else ""
        Cell(painter, theme, words, cell.ground, cell.faint).two_lines(
            client.name, below(client), right=count, icon="clipboard-list" if count else ""
        )


def below(client: ClientRow) -> str:
    """The second line of a row: the number it is known by, or where and how it is reached."""
    parts = []
    if client.tax_id:
        kind = "CPF" if tax_ids.kind(client.tax_id) is tax_ids.TaxIdKind.CPF else "CNPJ"
        parts.append(f"{kind} {tax_ids.format(client.tax_id)}")
    elif client.phone:
        parts.append(format_phone(client.phone))
    if not client.tax_id and client.city:
        parts.append(client.city)
    if not client.active:
        parts.insert(0, _("Inactive"))
    return " · ".join(parts) or _("No number or phone yet")


def _words(client: ClientRow) -> str:
    return f"{client.name}, {below(client)}"
