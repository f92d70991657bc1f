"""The accent colour of the paper: a few that print well, and any other one from a chart or by its code."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from osdesk.domain.problems import Problem, Unreadable
from osdesk.texts import N_, _
from osdesk.ui.kit import paint
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.dialog import Dialog
from osdesk.ui.kit.field import Field, Message
from osdesk.ui.kit.layout import bar
from osdesk.ui.kit.text_inputs import TextInput
from osdesk.ui.kit.toggles import ColourSwatches
from osdesk.ui.prompts import Prompts
from osdesk.ui.theme import current
from osdesk.ui.tokens import contrast

#: The company's own first; all print well and carry white letters.
ACCENTS = (
    ("#0F4C5C", N_("Petrol")),
    ("#3450C4", N_("Blue")),
    ("#8C2F39", N_("Wine")),
    ("#7A4E00", N_("Brown")),
    ("#4B3B7C", N_("Violet")),
    ("#1C1D20", N_("Black")),
)
#: White letters on it, or it on white paper: below this neither can be read.
_LEAST_CONTRAST = 3.0
_CODE = re.compile("#?([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")
_HUES = (0, 20, 36, 50, 90, 140, 170, 195, 220, 255, 285, 330)
_SHADES = ((0.75, 0.80), (0.80, 0.62), (0.72, 0.46), (0.60, 0.32))
_CELL = 34


def read_code(text: str) -> str:
    """`#RRGGBB` of a typed code; raises `Unreadable("colour.form")`."""
    found = _CODE.fullmatch(text.strip())
    if found is None:
        raise Unreadable("colour.form")
    digits = found[1]
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    return f"#{digits.upper()}"


class AccentInput(ColourSwatches):
    """The swatches; a colour too light for paper is advice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__([(colour, _(name)) for colour, name in ACCENTS], parent=parent)
        self.setAccessibleName(_("Colour of the document"))

    def advice(self) -> Problem | None:
        """That it is too light."""
        if contrast(str(self.read()), "#FFFFFF") < _LEAST_CONTRAST:
            return Problem(field="", code="colour.light", advice=True)
        return None

    def choose_other(self, prompts: Prompts) -> None:
        """Open the chart."""

        def chosen(colour: str) -> None:
            self.show_value(colour)
            self.edited.emit()
            self.left.emit()

        prompts.show(ColourDialog(self, str(self.read()), chosen))


class ColourChart(QWidget):
    """Twelve hues in four shades; arrows move, a press chooses."""

    picked = Signal(str)
    accepted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Chart of colours"))
        side = current().px(_CELL)
        self.setFixedSize(QSize(side * len(_HUES), side * len(_SHADES)))

    def colour(self, index: int) -> str:
        """The colour of a cell, counted along the rows."""
        row, column = divmod(index, len(_HUES))
        saturation, value = _SHADES[row]
        return QColor.fromHsvF(_HUES[column] / 360, saturation, value).name().upper()

    def show_colour(self, colour: str) -> None:
        """Mark a colour, if it is among them."""
        cells = [self.colour(index) for index in range(len(_HUES) * len(_SHADES))]
        self._current = cells.index(colour) if colour in cells else -1
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells."""
        theme = current()
        painter = QPainter(self)
        side = theme.px(_CELL)
        for index in range(len(_HUES) * len(_SHADES)):
            row, column = divmod(index, len(_HUES))
            box = QRectF(column * side, row * side, side, side).adjusted(3, 3, -3, -3)
            paint.rounded(painter, box, theme.px(6), QColor(self.colour(index)))
            if index == self._current:
                ring = "link" if self.hasFocus() else "text"
                paint.rounded(painter, box.adjusted(-3, -3, 3, 3), theme.px(8), None, theme.colour(ring), 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the cell pressed."""
        side = current().px(_CELL)
        column, row = int(event.position().x() // side), int(event.position().y() // side)
        if 0 <= column < len(_HUES) and 0 <= row < len(_SHADES):
            self._pick(row * len(_HUES) + column)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from cell to cell, Enter takes it."""
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -len(_HUES),
            Qt.Key.Key_Down: len(_HUES),
        }
        key = Qt.Key(event.key())
        if key in steps:
            following = self._current + steps[key] if self._current >= 0 else 0
            if 0 <= following < len(_HUES) * len(_SHADES):
                self._pick(following)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current >= 0:
            self.accepted.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Show the ring of the focus."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def _pick(self, index: int) -> None:
        self._current = index
        self.setAccessibleDescription(self.colour(index))
        self.update()
        self.picked.emit(self.colour(index))


class _Sample(QWidget):
    """How the colour looks under white letters, as the badge of a copy has them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = QColor("#000000")
        self.setFixedSize(current().px(150), current().px(34))

    def show_colour(self, colour: str) -> None:
        """Show a colour."""
        self._colour = QColor(colour)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The badge."""
        theme = current()
        painter = QPainter(self)
        box = self.rect().toRectF()
        paint.rounded(painter, box, theme.px(2), self._colour)
        centre = Qt.AlignmentFlag.AlignHCenter
        paint.label(painter, box, _("1st COPY"), theme.font("chip"), QColor("#FFFFFF"), centre)


class ColourDialog(Dialog):
    """Any colour: from the chart, or by its code."""

    def __init__(self, parent: QWidget, colour: str, chosen: Callable[[str], object], title: str = "") -> None:
        """`title` is whose colour it is; the document's, where none is given."""
        super().__init__(parent, title or _("Colour of the document"), width=_CELL * len(_HUES) + 48)
        self._chosen = chosen
        self.chart = ColourChart()
        self.code: Any = TextInput(longest=7, example="#0F4C5C")
        self._field = Field(_("&Code of the colour"), self.code, width=150)
        self._sample = _Sample()
        self.add(self.chart)
        below = bar(self._field, self._sample, None, gap=16)
        below.setAlignment(self._sample, Qt.AlignmentFlag.AlignBottom)
        self.add(below)
        self.add_buttons(Button(_("Cancel"), self.reject), Button(_("Use this colour"), self._take, kind="filled"))
        self.chart.picked.connect(self._picked)
        self.chart.accepted.connect(self._take)
        self.code.edited.connect(self._typed)
        self.code.returnPressed.connect(self._take)
        self.code.show_value(colour)
        self.chart.show_colour(colour)
        self._sample.show_colour(colour)

    def _picked(self, colour: str) -> None:
        self.code.show_value(colour)
        self._field.show_problem(None)
        self._sample.show_colour(colour)

    def _typed(self) -> None:
        self._field.show_problem(None)
        try:
            colour = read_code(self.code.text())
        except Unreadable:
            return
        self.chart.show_colour(colour)
        self._sample.show_colour(colour)

    def _take(self) -> None:
        try:
            colour = read_code(self.code.text())
        except Unreadable:
            self._field.show_problem(Message(_("A code has six digits or letters from A to F, as in #0F4C5C.")))
            self.code.setFocus()
            return
        self.accept()
        self._chosen(colour)
