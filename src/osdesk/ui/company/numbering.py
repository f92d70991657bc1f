"""How orders are numbered: prefix, next number, digits, restart every year; and what the next one will be called."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from osdesk.domain.company import Numbering, OfficeSettings, format_number
from osdesk.domain.problems import Unreadable
from osdesk.services import wording
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.kit import paint
from osdesk.ui.kit.binding import Binding
from osdesk.ui.kit.choices import Choice, Option
from osdesk.ui.kit.field import Field, fields_row
from osdesk.ui.kit.form import Section
from osdesk.ui.kit.text_inputs import TextInput
from osdesk.ui.kit.toggles import CheckBox
from osdesk.ui.kit.value_inputs import NumberInput
from osdesk.ui.theme import current

_LARGEST = 999_999_999
_WIDTHS = range(1, 10)


class NextNumberInput(NumberInput):
    """Shows the number that comes next; its value is the numbering's first number, which changes only when this does.

    Numbers already given count: the first number of an office that is at 132 is still the one it began with.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(1, _LARGEST, parent=parent)
        self._first = 1
        self._upcoming = 1
        self._restart = False

    def set_upcoming(self, number: int) -> None:
        """What comes next as things are stored; before the first number is shown."""
        self._upcoming = number

    def restart(self, changed: bool, number: int) -> None:
        """The yearly restart was switched (`changed`), so that `number` comes next; or switched back."""
        if changed == self._restart:
            return
        self._restart = changed
        self.setText(str(number if changed else self._upcoming))

    def shown(self) -> int:
        """The number that stands there; raises `Unreadable`."""
        return int(super().read() or self._upcoming)

    def read(self) -> Any:
        """The first number of the numbering; raises `Unreadable`."""
        number = self.shown()
        return self._first if number == self._upcoming and not self._restart else number

    def show_value(self, value: Any) -> None:
        """Show what comes next instead of the first number itself."""
        self._first = value
        self._restart = False
        super().show_value(self._upcoming)

    def tidy(self) -> bool:
        """Write the number without points."""
        try:
            number = self.shown()
        except Unreadable:
            return False
        self.setText(str(number))
        return True


class NextLine(QWidget):
    """The example: "The next one will be OS 000132"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ""
        self.setFixedHeight(current().px(40))

    @property
    def title(self) -> str:
        """The order's name that it shows."""
        return self._title

    def show_title(self, title: str) -> None:
        """Show another one."""
        self._title = title
        words = _("The next one will be")
        self.setAccessibleName(f"{words} {title}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A read-only box."""
        theme = current()
        painter = QPainter(self)
        box = self.rect().toRectF()
        paint.rounded(painter, box, theme.px(6), theme.colour("surface2"), theme.colour("line"))
        size = theme.px(16)
        theme.icons.paint(painter, "hash", theme.colour("text2"), theme.px(12), (self.height() - size) / 2, size)
        words = QRectF(theme.px(36), 0, self.width() - theme.px(48), self.height())
        words_font = theme.font("text")
        width = paint.label(painter, words, _("The next one will be"), words_font, theme.colour("text2"))
        rest = words.adjusted(width + theme.px(8), 0, 0, 0)
        paint.label(painter, rest, self._title, theme.font("section"), theme.colour("text"))


class NumberingSection(Section):
    """The section; `bind` puts it into the binding of the office's settings."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(_("Numbering"), parent=parent)
        self._desk = desk
        self._stored = OfficeSettings()
        self.prefix_input = TextInput(longest=8, example="ABC")
        self.number_input = NextNumberInput()
        self.width_input = Choice([Option(width, str(width)) for width in _WIDTHS])
        self.yearly = CheckBox(_("Restart every &year"))
        self.prefix = Field(_("Prefi&x"), self.prefix_input, width=110)
        self.number = Field(_("Next n&umber"), self.number_input, width=150)
        self.width_field = Field(_("&Digits"), self.width_input)
        self.next_line = NextLine()
        self.add(fields_row(self.prefix, self.number, self.width_field, 1))
        self.add(self.yearly)
        self.add(self.next_line)

    def bind(self, binding: Binding[OfficeSettings]) -> None:
        """Bind the fields."""
        binding.text("numbering.prefix", self.prefix)
        binding.value("numbering.first", self.number)
        binding.value("numbering.width", self.width_field)
        binding.value("numbering.yearly", self.yearly)
        binding.changed.connect(self._show_example)
        self.yearly.edited.connect(self._yearly_changed)

    def set_stored(self, settings: OfficeSettings, upcoming: int) -> None:
        """What is stored, and the number that comes next; before the settings are shown."""
        self._stored = settings
        self.number_input.set_upcoming(upcoming)

    def numbering(self) -> Numbering | None:
        """The numbering as it stands there with what comes next as its first number; None while unreadable."""
        try:
            return Numbering(
                first=self.number_input.shown(),
                width=self.width_input.read(),
                prefix=self.prefix_input.read(),
                yearly=self.yearly.read(),
            )
        except Unreadable:
            return None

    def next_number(self) -> str:
        """The next number as it would be printed, "" while it can't be told."""
        numbering = self.numbering()
        if numbering is None:
            return ""
        return format_number(numbering, numbering.first, self._desk.office.today().year)

    def _yearly_changed(self) -> None:
        yearly = bool(self.yearly.read())
        changed = yearly != self._stored.numbering.yearly
        try:
            number = self.number_input.shown()
        except Unreadable:
            number = 1
        # A year begins at 1; without restart the office goes on where it is.
        self.number_input.restart(changed, 1 if yearly else number)
        self.number_input.edited.emit()

    def _show_example(self) -> None:
        number = self.next_number()
        self.next_line.show_title(wording.order_title(number) if number else "—")
        numbering = self.numbering()
        if numbering is not None:
            for index, width in enumerate(_WIDTHS):
                self.width_input.setItemText(index, f"{width} – {numbering.first:0{width}d}")


def upcoming_of(number: str) -> int:
    """The figure in a number as it is printed (`ABC-2026/000042` is 42)."""
    return int(number.rpartition("-")[2].rpartition("/")[2])
