"""The index at the left of the order form: its sections, what is done in each, and where something is to be put right.

Painted, because ten buttons with icon, text and mark would cost the form as much to build as a section.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from osdesk.texts import _, ngettext
from osdesk.ui.kit import paint
from osdesk.ui.kit.labels import Ground, Hairline, Label
from osdesk.ui.kit.layout import column
from osdesk.ui.orders.room import NARROW
from osdesk.ui.theme import current


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What the index says of a section: a count ("7/11"), a tick when it is done, or that something is wrong in it."""

    count: str = ""
    done: bool = False
    problems: int = 0


class _Entry(QAbstractButton):
    """One line of the index."""

    moved = Signal(int)

    def __init__(self, title: str, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._title, self._icon = title, icon
        self._mark = Mark()
        self._current = False
        self._narrow = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._tell()

    def set_mark(self, mark: Mark) -> None:
        if mark != self._mark:
            self._mark = mark
            self._tell()
            self.update()

    def set_current(self, now: bool) -> None:
        if now != self._current:
            self._current = now
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus if now else Qt.FocusPolicy.NoFocus)
            self.update()

    def _tell(self) -> None:
        """In words, which are its tooltip too where it shows none."""
        mark = self._mark
        said = [self._title]
        if mark.problems:
            said.append(_problem_count(mark.problems))
        elif mark.done:
            said.append(_("filled in"))
        elif mark.count:
            said.append(mark.count)
        self.setAccessibleName(", ".join(said))
        self.setToolTip(self.accessibleName() if self._narrow else "")

    def set_narrow(self, narrow: bool) -> None:
        if narrow != self._narrow:
            self._narrow = narrow
            self._tell()

    def sizeHint(self) -> QSize:
        theme = current()
        return QSize(theme.px(152), theme.px(34))

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Up:
                self.moved.emit(-1)
            case Qt.Key.Key_Down:
                self.moved.emit(1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.click()
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self._current:
            border = theme.colour("link") if self.hasFocus() else theme.colour("soft_line")
            paint.rounded(painter, box, theme.px(6), theme.colour("soft"), border, 2 if self.hasFocus() else 1)
        elif self.underMouse():
            paint.rounded(painter, box, theme.px(6), theme.colour("hover"))
        size = theme.px(16)
        middle = (box.height() - size) / 2
        colour = theme.colour("link" if self._current else "text2")
        theme.icons.paint(painter, self._icon, colour, theme.px(9), middle, size)
        if self._narrow:
            self._paint_corner(painter, box)
            return
        right = box.right() - theme.px(8)
        if self._mark.problems:
            theme.icons.paint(painter, "circle-alert", theme.colour("danger"), right - size, middle, size)
            right -= size
        elif self._mark.done:
            theme.icons.paint(painter, "check", theme.colour("ok"), right - size, middle, size)
            right -= size
        elif self._mark.count:
            font = theme.font("label")
            width = QFontMetricsF(font).horizontalAdvance(self._mark.count)
            place = QRectF(right - width - 1, 0, width + 2, box.height())
            paint.label(painter, place, self._mark.count, font, theme.colour("text2"))
            right -= width
        words = QRectF(theme.px(31), 0, right - theme.px(31) - theme.px(2), box.height())
        paint.label(
            painter, words, self._title, theme.font("strong" if self._current else "text"), theme.colour("text")
        )

    def _paint_corner(self, painter: QPainter, box: QRectF) -> None:
        """Without words a small mark at the icon's corner; how many, the tooltip says."""
        theme = current()
        icon, tone = ("circle-alert", "danger") if self._mark.problems else ("check", "ok")
        if self._mark.problems or self._mark.done:
            size = theme.px(12)
            theme.icons.paint(painter, icon, theme.colour(tone), box.right() - size - 1, box.bottom() - size - 1, size)


class SectionIndex(Ground):
    """The sections by name and icon; `chosen` is the place of the one that was pressed."""

    chosen = Signal(int)

    def __init__(self, sections: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self.setAccessibleName(_("Sections of the order"))
        self.setFixedWidth(current().px(170))
        self._entries = [_Entry(title, icon, self) for title, icon in sections]
        self._current = -1
        for place, entry in enumerate(self._entries):
            entry.clicked.connect(lambda _checked=False, place=place: self.chosen.emit(place))
            entry.moved.connect(self._move)
        self._rule = Hairline(above=8, below=8)
        self._count = Label("", "problem", wrap=True)
        self._count.setProperty("weight", "strong")
        self._key = Label("", "hint", wrap=True)
        foot = column(self._count, self._key, gap=2, margins=(10, 0, 4, 0))
        self.setLayout(column(*self._entries, self._rule, foot, None, gap=2, margins=(10, 14, 8, 12)))
        self.set_current(0)
        self.set_problems(0)

    @property
    def current(self) -> int:
        """The section marked as the one being worked on."""
        return self._current

    def set_current(self, place: int) -> None:
        """Mark the section that is being worked on."""
        if place == self._current:
            return
        had_focus = any(entry.hasFocus() for entry in self._entries)
        for index, entry in enumerate(self._entries):
            entry.set_current(index == place)
        self._current = place
        if had_focus and 0 <= place < len(self._entries):
            self._entries[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Say how each section stands, and how much is to be put right in all of them."""
        for entry, mark in zip(self._entries, marks, strict=True):
            entry.set_mark(mark)
        self.set_problems(sum(mark.problems for mark in marks))

    def set_problems(self, count: int) -> None:
        """Say how many fields are to be put right, and the key that goes there; nothing when there are none."""
        self._problems = count
        self._show_foot()
        if count:
            self._count.setText(_problem_count(count))
            self._key.setText(ngettext("F8 goes to it", "F8 goes to the next", count))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the form needs the room it is given no width for words."""
        super().resizeEvent(event)
        for entry in self._entries:
            entry.set_narrow(self._narrow)
        self._show_foot()

    @property
    def _narrow(self) -> bool:
        return self.width() < current().px(2 * NARROW)

    def _show_foot(self) -> None:
        for part in (self._rule, self._count, self._key):
            part.setVisible(self._problems > 0 and not self._narrow)

    def _move(self, step: int) -> None:
        place = self._current + step
        if 0 <= place < len(self._entries):
            self.chosen.emit(place)


def _problem_count(count: int) -> str:
    return ngettext("{count} field to correct", "{count} fields to correct", count).format(count=count)
