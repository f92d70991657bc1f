"""A field of a form that holds several of one kind (contacts, addresses): rows added, removed, moved and read back.

A row left blank is nobody's contact: it is not stored, and adding one by mistake costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from osdesk.domain.problems import Problem, Unreadable
from osdesk.services import wording
from osdesk.texts import _
from osdesk.ui.kit.buttons import IconButton
from osdesk.ui.kit.field import Field, Message
from osdesk.ui.theme import current

_STEPS = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}


class PartRow(QWidget):
    """One row. A subclass fills it and reads it; `fields` are its fields by their name in the value."""

    edited = Signal()
    remove_wanted = Signal()
    #: -1 up, 1 down.
    move_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, Field] = {}
        self._left: set[str] = set()
        self.more = IconButton("ellipsis", _("More"), self._open_menu)

    def load(self, value: Any) -> None:
        """Show a value."""
        raise NotImplementedError

    def read(self) -> tuple[Any, tuple[Problem, ...]]:
        """The value, and what couldn't be read of it."""
        raise NotImplementedError

    def is_blank(self) -> bool:
        """Whether nothing was written in it."""
        raise NotImplementedError

    def advice(self) -> Iterable[Problem]:
        """What should be known about it."""
        return ()

    def first(self) -> QWidget:
        """The control that takes the keyboard when the row is new."""
        raise NotImplementedError

    def tab_order(self) -> tuple[QWidget, ...]:
        """The controls in the order in which Tab visits them."""
        return (*(field.control for field in self.fields.values()), self.more)

    def extra_actions(self, menu: QMenu) -> None:
        """Add the row's own actions to its menu."""

    def add_field(self, name: str, field: Field) -> Field:
        """Take a field into the row's care."""
        self.fields[name] = field
        control: Any = field.control
        control.edited.connect(self.edited)
        control.left.connect(lambda: self._left.add(name))
        control.left.connect(self._show_advice)
        return field

    def read_fields(self, value: Any, *names: str) -> tuple[Any, tuple[Problem, ...]]:
        """The value with those fields as typed, and what couldn't be read; there its last value stays."""
        unread: list[Problem] = []
        for name in names:
            control: Any = self.fields[name].control
            try:
                value = replace(value, **{name: control.read()})
            except Unreadable as trouble:
                unread.append(trouble.at(name))
        return value, tuple(unread)

    def unreadable(self) -> dict[str, str]:
        """What was typed and can't be read, by field."""
        controls: dict[str, Any] = {name: field.control for name, field in self.fields.items()}
        return {problem.field: controls[problem.field].text() for problem in self.read()[1]}

    def show_unreadable(self, name: str, text: str) -> None:
        """Put back what could not be read, as in a field that was left."""
        control: Any = self.fields[name].control if name in self.fields else None
        if hasattr(control, "setText"):
            control.setText(text)
            self._left.add(name)

    def show_problems(self, problems: tuple[Problem, ...], *, all_of_them: bool) -> None:
        """Show what is wrong in the fields that were left, or in all."""
        for name, field in self.fields.items():
            shown = all_of_them or name in self._left
            wrong = next((p for p in problems if p.field == name and not p.advice), None) if shown else None
            field.show_problem(self._message(name, wrong))
        self._show_advice()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with an arrow moves the row."""
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() in _STEPS:
            self.move_wanted.emit(_STEPS[event.key()])
            return
        super().keyPressEvent(event)

    def _show_advice(self) -> None:
        advices = {advice.field: advice for advice in self.advice()}
        for name, field in self.fields.items():
            field.show_advice(self._message(name, advices.get(name)) if name in self._left else None)

    def _message(self, name: str, problem: Problem | None) -> Message | None:
        if problem is None:
            return None
        words = wording.sentence(problem)
        if problem.remedy is None:
            return Message(words)
        control: Any = self.fields[name].control
        label = _("Use {value}").format(value=control.written(problem.remedy))
        return Message(words, label, _Remedy(control, problem.remedy))

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.extra_actions(menu)
        menu.addAction(_("Move up")).triggered.connect(lambda: self.move_wanted.emit(-1))
        menu.addAction(_("Move down")).triggered.connect(lambda: self.move_wanted.emit(1))
        menu.addSeparator()
        menu.addAction(_("Remove")).triggered.connect(lambda _checked=False: self.remove_wanted.emit())
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 2)))


class RowsPart(QWidget):
    """The rows, as a part of a binding. `removed` carries what brings the row back."""

    edited = Signal()
    removed = Signal(object)

    def __init__(
        self, make: Callable[[], PartRow], *, after: QWidget, gap: int = 6, parent: QWidget | None = None
    ) -> None:
        """`after` is the control before the rows, for the way of Tab."""
        super().__init__(parent)
        self._after = after
        self._make = make
        self._rows: list[PartRow] = []
        self._problems: tuple[Problem, ...] = ()
        self._all_of_them = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(current().px(gap))

    @property
    def rows(self) -> tuple[PartRow, ...]:
        """The rows, from the first."""
        return tuple(self._rows)

    # What a binding asks of a part

    def load(self, value: Iterable[Any]) -> None:
        """Show values, one row each."""
        for row in tuple(self._rows):
            self._take_out(row)
        for each in value:
            self._put_in(len(self._rows), each)
        self._show_count()

    def read(self) -> tuple[Any, tuple[Problem, ...]]:
        """The values of the rows in which something stands, and what couldn't be read in them."""
        values = []
        problems: list[Problem] = []
        for index, row in enumerate(self._written()):
            value, unread = row.read()
            values.append(value)
            problems += [_at(f"{index}.{problem.field}", problem) for problem in unread]
        return tuple(values), tuple(problems)

    def show_problems(self, problems: tuple[Problem, ...], *, all_of_them: bool) -> None:
        """Show what is wrong at its row."""
        self._problems, self._all_of_them = problems, all_of_them
        written = self._written()
        for row in self._rows:
            index = written.index(row) if row in written else -1
            prefix = f"{index}."
            mine = tuple(_at(p.field[len(prefix) :], p) for p in problems if index >= 0 and p.field.startswith(prefix))
            row.show_problems(mine, all_of_them=all_of_them)

    def focus_problem(self, problem: Problem) -> None:
        """Give the keyboard to the field of a problem."""
        index, _dot, name = problem.field.partition(".")
        written = self._written()
        if index.isdecimal() and int(index) < len(written):
            row = written[int(index)]
            field = row.fields.get(name)
            (field.control if field is not None else row.first()).setFocus(Qt.FocusReason.OtherFocusReason)

    def holds(self, widget: QWidget) -> bool:
        """Whether that widget is in one of the rows."""
        return self.isAncestorOf(widget)

    def unreadable(self) -> dict[str, str]:
        """What was typed in the rows and can't be read."""
        return {
            f"{index}.{name}": text
            for index, row in enumerate(self._written())
            for name, text in row.unreadable().items()
        }

    def show_unreadable(self, path: str, text: str) -> None:
        """Put back what could not be read; the rows are as they were loaded, one for each value."""
        index, _dot, name = path.partition(".")
        if index.isdecimal() and int(index) < len(self._rows):
            self._rows[int(index)].show_unreadable(name, text)

    # Adding, removing, moving

    def add(self, value: Any = None, *, focus: bool = True) -> PartRow:
        """A new row at the end; with `focus` the keyboard goes there."""
        row = self._put_in(len(self._rows), value)
        self._show_count()
        if value is not None:
            self.edited.emit()
        if focus:
            row.first().setFocus(Qt.FocusReason.OtherFocusReason)
        return row

    def remove(self, row: PartRow) -> None:
        """Take a row out; `removed` offers the way back when something stood in it."""
        at = self._rows.index(row)
        blank, value = row.is_blank(), row.read()[0]
        had_focus = _has_focus(row)
        self._take_out(row)
        self._show_count()
        if had_focus and self._rows:
            self._rows[min(at, len(self._rows) - 1)].first().setFocus(Qt.FocusReason.OtherFocusReason)
        if not blank:
            self.edited.emit()
            self.removed.emit(_Restore(self, at, value))

    def move_row(self, row: PartRow, step: int) -> None:
        """Exchange a row with its neighbour; the keyboard stays in it."""
        at = self._rows.index(row)
        to = at + step
        if not 0 <= to < len(self._rows):
            return
        self._rows.insert(to, self._rows.pop(at))
        self._column.removeWidget(row)
        self._column.insertWidget(to, row)
        self._order_tabs()
        self.edited.emit()

    def restore(self, at: int, value: Any) -> None:
        """Bring a removed row back."""
        self._put_in(min(at, len(self._rows)), value)
        self._show_count()
        self.edited.emit()

    def _written(self) -> list[PartRow]:
        return [row for row in self._rows if not row.is_blank()]

    def _put_in(self, at: int, value: Any) -> PartRow:
        row = self._make()
        if value is not None:
            row.load(value)
        row.edited.connect(self.edited)
        row.remove_wanted.connect(lambda: self.remove(row))
        row.move_wanted.connect(lambda step: self.move_row(row, step))
        self._rows.insert(at, row)
        self._column.insertWidget(at, row)
        for field in row.fields.values():
            control: Any = field.control
            control.left.connect(lambda: self.show_problems(self._problems, all_of_them=self._all_of_them))
        self._order_tabs()
        return row

    def _order_tabs(self) -> None:
        """Tab follows the eye, not the order in which rows were made."""
        before = self._after
        for row in self._rows:
            for control in row.tab_order():
                QWidget.setTabOrder(before, control)
                before = control

    def _take_out(self, row: PartRow) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _show_count(self) -> None:
        self.setVisible(bool(self._rows))


class _Restore:
    """Brings a row back; holds the part and not the row, which is gone."""

    def __init__(self, part: RowsPart, at: int, value: object) -> None:
        self._part, self._at, self._value = part, at, value

    def __call__(self) -> None:
        self._part.restore(self._at, self._value)


class _Remedy:
    """Puts the remedy into its control. Two of the same are equal, so that nothing flickers."""

    def __init__(self, control: Any, value: object) -> None:
        self._control, self._value = control, value

    def __call__(self) -> None:
        self._control.show_value(self._value)
        self._control.edited.emit()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Remedy) and (self._control, self._value) == (other._control, other._value)

    def __hash__(self) -> int:
        return hash(id(self._control))


def _at(field: str, problem: Problem) -> Problem:
    return replace(problem, field=field)


def _has_focus(widget: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and widget.isAncestorOf(focus)
