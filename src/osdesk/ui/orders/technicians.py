"""The technicians of a visit as chips, and the field behind + in which another one is typed or chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from osdesk.domain.team import Technician, initials
from osdesk.domain.text import fold
from osdesk.texts import _
from osdesk.ui.kit.chips import PersonChip
from osdesk.ui.kit.layout import Flow
from osdesk.ui.orders.small_button import SmallButton
from osdesk.ui.orders.suggestions import Choice, SuggestionList
from osdesk.ui.theme import current

#: Width of one chip or of the button that adds one, pixels at 100 %.
_LEAST = 120


class _NameField(QLineEdit):
    """The field that stands in for + while a name is typed."""

    done = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.textEdited.emit(self.text())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.done.emit()


class _AddButton(SmallButton):
    """The + on which a name can be typed at once."""

    typed = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter begins a name, Down shows the whole team."""
        keys = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        letter = event.text() if event.text().isprintable() and event.text().strip() else ""
        if not keys and (letter or event.key() == Qt.Key.Key_Down):
            self.typed.emit(letter)
            return
        super().keyPressEvent(event)


class TechnicianPicker(QWidget):
    """Chips with a cross each, then +. Down or typing on + opens the team."""

    edited = Signal()
    #: Chips came or went: what Tab reaches isn't the same any more.
    turned = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._team: Mapping[int, Technician] = {}
        self._chosen: tuple[int, ...] = ()
        self._chips: list[PersonChip] = []
        self._add = _AddButton(_("Technician"), self.open_list, icon="plus", name=_("Add a technician"))
        self._plus = _AddButton("", self.open_list, icon="plus", name=_("Add a technician"))
        for button in (self._add, self._plus):
            button.typed.connect(self.open_list)
        self._plus.hide()
        self._field = _NameField()
        self._field.setProperty("slim", True)
        self._field.setAccessibleName(_("Technician's name"))
        self._field.setFixedWidth(current().px(130))
        self._field.hide()
        self._list = SuggestionList(self._field, eager=True)
        self._field.textEdited.connect(self._suggest)
        self._field.done.connect(self._close_field)
        self._list.picked.connect(self._pick)
        self._flow = Flow(self, gap=4)
        self._flow.setContentsMargins(0, current().px(4), 0, current().px(4))
        self._flow.addWidget(self._plus)
        self._flow.addWidget(self._add)
        self._flow.addWidget(self._field)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        # What is ignored has no least width of its own: beside the sheet the button was squeezed to a stump.
        self.setMinimumWidth(current().px(_LEAST))

    def show_team(self, team: Sequence[Technician]) -> None:
        """The office's technicians: active ones are offered, the others only named."""
        self._team = {person.id: person for person in team if person.id is not None}
        self._rebuild()

    def read(self) -> tuple[int, ...]:
        """Ids in the order chosen."""
        return self._chosen

    def show_value(self, chosen: tuple[int, ...]) -> None:
        """Show these."""
        if chosen != self._chosen:
            self._chosen = chosen
            self._rebuild()

    def names(self) -> str:
        """The chosen ones in words."""
        return ", ".join(self._team[key].name for key in self._chosen if key in self._team)

    def focus_target(self) -> QWidget:
        """Where the keyboard goes."""
        return self._plus if self._chosen else self._add

    def open_list(self, typed: str = "") -> None:
        """Put the field in the place of + and offer the team, or those whose names begin as typed."""
        self._field.setText(typed)
        self._field.show()
        self._add.hide()
        self._plus.hide()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def minimumSizeHint(self) -> QSize:
        """One chip wide at least."""
        return QSize(current().px(_LEAST), super().minimumSizeHint().height())

    def _suggest(self, typed: str) -> None:
        wanted = fold(typed)
        offered = [
            person
            for key, person in self._team.items()
            if person.active
            and person.deleted_at is None
            and key not in self._chosen
            and all(any(word.startswith(part) for word in fold(person.name).split()) for part in wanted.split())
        ]
        choices = [Choice(words=person.name, value=person.id, beside=person.role) for person in offered[:8]]
        if not choices:
            words = _("No technician by that name") if wanted else _("Everybody is on this visit")
            choices = [Choice(words=words, value=None)]
        self._list.offer(choices, typed)

    def _pick(self, key: object) -> None:
        if isinstance(key, int) and key not in self._chosen:
            self._chosen = (*self._chosen, key)
            self._rebuild()
            self.edited.emit()
        self._close_field(keep_focus=True)

    def _close_field(self, *, keep_focus: bool = False) -> None:
        if self._field.isHidden():
            return
        self._list.dismiss()
        self._show_button()
        if keep_focus or self._field.hasFocus():
            self.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)
        self._field.hide()

    def _show_button(self) -> None:
        self._plus.setVisible(bool(self._chosen))
        self._add.setVisible(not self._chosen)

    def _take_off(self, key: int) -> None:
        self._chosen = tuple(other for other in self._chosen if other != key)
        self._rebuild()
        self.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _rebuild(self) -> None:
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for place, key in enumerate(self._chosen):
            person = self._team.get(key)
            name = person.name if person is not None else _("Unknown")
            colour = person.colour if person is not None else "blue"
            chip = PersonChip(_short(name, self._team), initials(name), colour)
            chip.setToolTip(name)
            chip.removed.connect(lambda key=key: self._take_off(key))
            self._flow.insert_widget(place, chip)
            self._chips.append(chip)
        if self._field.isHidden():
            self._show_button()
        self.updateGeometry()
        self.turned.emit()


def _short(name: str, team: Mapping[int, Technician]) -> str:
    """The first name, with the last one's initial where two of the team share it."""
    words = name.split()
    if len(words) < 2:
        return name
    same = [person for person in team.values() if person.name.split()[:1] == words[:1]]
    return f"{words[0]} {words[-1][0]}." if len(same) > 1 else words[0]
