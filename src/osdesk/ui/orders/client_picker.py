"""The field in which an order's client is found: two letters of a name, a tax id or a phone, or a new one made.

An input of the form's binding whose value is the client's id.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from osdesk.domain import phones, tax_ids
from osdesk.domain.problems import Unreadable
from osdesk.domain.questions import ClientRow
from osdesk.domain.text import clean
from osdesk.services import clients
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.kit.text_inputs import TextInput
from osdesk.ui.orders.suggestions import Choice, SuggestionList, is_create
from osdesk.ui.tasks import Lane

#: Typing on within this many milliseconds asks once.
_PAUSE = 40
SHORTEST = 2


class _New:
    """The last row: a client of that name is to be made."""

    def __init__(self, name: str) -> None:
        self.name = name


class ClientPicker(TextInput):
    """The name, or what is typed to find it. `chosen` gives an id, `new_wanted` a name typed that is nobody's yet."""

    chosen = Signal(int)
    new_wanted = Signal(str)

    # The list for what was typed is on its way. Of the class: Qt sends events while the base is still being made.
    _coming = False

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(icon="search", example=_("Name, CPF, CNPJ or phone"), longest=300, parent=parent)
        self._desk = desk
        self._id: int | None = None
        self._name = ""
        self.list = SuggestionList(self, eager=True)
        self.list.picked.connect(self._pick)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._ask)
        self.textEdited.connect(self._typed)

    # An input

    def read(self) -> Any:
        """The client's id; raises Unreadable while what is typed is nobody."""
        typed = clean(self.text())
        if not typed:
            return None
        if self._id is None or typed != self._name:
            raise Unreadable("client.not_chosen", text=typed)
        return self._id

    def show_value(self, value: Any) -> None:
        """Show a client by its id; the name follows by `show_client`."""
        if value != self._id:
            self._id = value
            self._name = ""
            super().show_value("")

    def written(self, value: Any) -> str:
        """A client's name, where it is known."""
        return self._name if value == self._id else ""

    def show_client(self, client_id: int | None, name: str) -> None:
        """Show this client's name; what is being typed instead is overwritten."""
        self._id, self._name = client_id, clean(name)
        self.list.dismiss()
        if self.text() != self._name:
            self.setText(self._name)
        if not self.hasFocus():
            self.setCursorPosition(0)

    def follow(self, client_id: int | None, name: str) -> None:
        """The client's record was read anew: take over its name, unless another client is being searched."""
        if client_id != self._id or not self._name or not self.is_searching():
            self.show_client(client_id, name)

    def is_searching(self) -> bool:
        """Whether what is typed is not the chosen client's name."""
        return clean(self.text()) != self._name

    # Searching

    def _typed(self) -> None:
        self._coming = len(clean(self.text())) >= SHORTEST
        if self._coming:
            self._pause.start()
        else:
            self._pause.stop()
            self.list.dismiss()

    def _ask(self) -> None:
        self._desk.tasks.run(
            Lane.READ, clients.suggest, self._desk.office, self.text(), done=self._offer, owner=self, latest="suggest"
        )

    def _offer(self, found: tuple[ClientRow, ...]) -> None:
        if not self.hasFocus() or not self.is_searching() or not self._coming:
            return
        self._coming = self._pause.isActive()
        typed = clean(self.text())
        choices = [
            Choice(
                words=each.name,
                value=each.id,
                detail=" · ".join(
                    part for part in (tax_id_words(each.tax_id), phones.format_phone(each.phone), each.city) if part
                )
                or each.legal_name
                or " ",
                icon="user-round" if _is_person(each) else "building-2",
            )
            for each in found
        ]
        name = typed if len(typed) <= 40 else typed[:39] + "…"
        words = _("Add “{name}”").format(name=name)
        choices.append(Choice(words=words, value=_New(typed), beside=_("Ctrl Enter"), icon="plus", action=True))
        self.list.offer(choices, typed)

    def _pick(self, value: object) -> None:
        if isinstance(value, _New):
            self.new_wanted.emit(value.name)
        elif isinstance(value, int):
            self.chosen.emit(value)

    def event(self, event: QEvent) -> bool:
        """Ctrl+Enter adds the client typed, as it does in the list, for fingers that are faster than the list is."""
        if self._coming and isinstance(event, QKeyEvent) and is_create(event):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._coming = False
                self._pause.stop()
                self.new_wanted.emit(clean(self.text()))
                return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Typing replaces the name: nobody edits half of it."""
        super().focusInEvent(event)
        if not self.is_searching():
            self.selectAll()

    def leave(self) -> None:
        """Nothing typed any more means no client; the name comes back when Escape closed the search."""
        self._pause.stop()
        self._coming = False
        if not clean(self.text()):
            self._id, self._name = None, ""
        super().leave()


def tax_id_words(tax_id: str) -> str:
    """`CNPJ 12.ABC.345/01DE-35`, or "" without one."""
    if not tax_id:
        return ""
    kind = tax_ids.kind(tax_id)
    written = tax_ids.format(tax_id)
    return f"{kind.value.upper()} {written}" if kind is not None else written


def _is_person(row: ClientRow) -> bool:
    kind = tax_ids.kind(row.tax_id) if row.tax_id else None
    return kind is tax_ids.TaxIdKind.CPF
