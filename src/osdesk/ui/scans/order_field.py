"""The field in which the order of a waiting page is found: its number and Enter, or words and a row of the list.

Apart from the tray, which only hears which order it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from osdesk.domain.questions import Hit, OrderRow
from osdesk.domain.text import clean
from osdesk.services import orders, search
from osdesk.services.wording import order_title
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.kit.text_inputs import TextInput
from osdesk.ui.orders.suggestions import Choice, SuggestionList
from osdesk.ui.tasks import Lane

if TYPE_CHECKING:
    from osdesk.services.office import Office

_PAUSE = 60


class OrderField(TextInput):
    """`chosen` gives the order's id and its title; `unknown` what was typed and is no order's; `moved` up and down."""

    chosen = Signal(int, str)
    unknown = Signal(str)
    moved = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(icon="search", example=_("Number or client"), parent=parent)
        self._desk = desk
        self._suggested: OrderRow | None = None
        self.list = SuggestionList(self)
        self.list.picked.connect(self._pick)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._ask)
        self.textEdited.connect(self._typed)

    def suggest(self, row: OrderRow | None) -> None:
        """Take Enter in the empty field for this order."""
        self._suggested = row

    def start_anew(self) -> None:
        """Empty, for the next page."""
        self._pause.stop()
        self.list.dismiss()
        # Clearing could be undone, and what was typed for one page come back for the next.
        self.setText("")

    def event(self, event: QEvent) -> bool:
        """While nothing was typed, Ctrl+Z is the window's: it takes back what was filed."""
        if isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable():
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter files; while no list is open, up and down go to other pages."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
            return
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not self.list.isVisible():
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
            return
        super().keyPressEvent(event)

    def file_typed(self) -> None:
        """What Enter does."""
        self._enter()

    def _enter(self) -> None:
        typed = clean(self.text())
        if typed:
            # Whoever types faster than the list comes means the number itself.
            self._pause.stop()
            self._desk.tasks.run(
                Lane.READ, _meant, self._desk.office, typed, done=self._found, owner=self, latest="meant"
            )
        elif self._suggested is not None:
            self.chosen.emit(self._suggested.id, order_title(self._suggested.number))

    def _found(self, meant: tuple[str, int, str] | str) -> None:
        if isinstance(meant, str):
            self.unknown.emit(meant)
        elif meant[0] == clean(self.text()):
            self.list.dismiss()
            self.chosen.emit(meant[1], order_title(meant[2]))

    def _typed(self) -> None:
        if clean(self.text()):
            self._pause.start()
        else:
            self._pause.stop()
            self.list.dismiss()

    def _ask(self) -> None:
        typed = clean(self.text())
        self._desk.tasks.run(
            Lane.READ,
            _hits,
            self._desk.office,
            typed,
            done=lambda hits: self._offer(typed, hits),
            owner=self,
            latest="hits",
        )

    def _offer(self, typed: str, hits: tuple[Hit, ...]) -> None:
        if not self.hasFocus() or typed != clean(self.text()):
            return
        choices = [
            Choice(words=order_title(hit.title), value=(hit.id, hit.title), detail=hit.detail, icon="clipboard-list")
            for hit in hits
        ]
        self.list.offer(choices, typed)

    def _pick(self, value: object) -> None:
        if isinstance(value, tuple):
            self.chosen.emit(value[0], order_title(value[1]))


def _hits(office: Office, typed: str) -> tuple[Hit, ...]:
    return search.orders(office, typed, 6)


def _meant(office: Office, typed: str) -> tuple[str, int, str] | str:
    """The order of a number, or the only one that the words find: what was typed, id, number; or what was typed."""
    found = orders.by_number(office, typed)
    if found is not None:
        return typed, found.id or 0, found.number
    hits = _hits(office, typed)
    return (typed, hits[0].id, hits[0].title) if len(hits) == 1 else typed
