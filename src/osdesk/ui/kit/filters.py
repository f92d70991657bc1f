"""The filters above a list: chips with counts, of which one applies.

A row of them is one stop of Tab, the chip that applies: the list lies behind, and nobody wants to pass nine others.
Arrows move within it, and Space chooses.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QMenu, QSizePolicy, QWidget

from osdesk.texts import _
from osdesk.ui.kit import paint
from osdesk.ui.theme import current

_MANY = 1_000
#: How far each key goes along a row.
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Home: -_MANY,
    Qt.Key.Key_End: _MANY,
}


class FilterChip(QAbstractButton):
    """One filter of a list: words, how many it would show, an icon. Checked while it applies."""

    def __init__(
        self,
        text: str,
        *,
        icon: str = "",
        tone: str = "",
        menu: QMenu | None = None,
        checkable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """`tone` is a colour of the tokens for icon and count ("danger"); with a menu an arrow shows."""
        super().__init__(parent)
        self._icon, self._tone, self._menu = icon, tone, menu
        self._count: int | None = None
        self._row: FilterChips | None = None
        self.setCheckable(checkable and menu is None)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setText(text)
        self.setAccessibleName(text)
        if menu is not None:
            self.clicked.connect(self._open)

    @property
    def count(self) -> int | None:
        """How many it would show; None while unknown."""
        return self._count

    def set_count(self, count: int | None) -> None:
        """Say how many it would show."""
        if count != self._count:
            self._count = count
            words = self.text() if count is None else f"{self.text()}, {count}"
            self.setAccessibleName(words)
            self.updateGeometry()
            self.update()

    def set_words(self, text: str, *, chosen: bool = False) -> None:
        """Change the words (a menu's choice); `chosen` shows it as applying."""
        self.setText(text)
        self.setAccessibleName(text)
        if self._menu is not None:
            self.setCheckable(chosen)
            self.setChecked(chosen)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Icon, words, count and arrow."""
        theme = current()
        width = theme.px(9) + theme.px(9)
        if self._icon:
            width += theme.px(14 + 6)
        # Measured in the heavier letters it gets when checked, so that nothing moves then.
        width += QFontMetrics(theme.font("strong")).horizontalAdvance(self.text())
        if self._count is not None:
            width += theme.px(8) + QFontMetrics(theme.font("chip")).horizontalAdvance(str(self._count))
        if self._menu is not None:
            width += theme.px(6 + 12)
        return QSize(width, theme.px(30))

    def minimumSizeHint(self) -> QSize:
        """It is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The chip."""
        theme = current()
        painter = QPainter(self)
        box = self.rect().toRectF()
        checked = self.isChecked()
        ground = "soft" if checked else "hover" if self.underMouse() else "surface"
        border = "link" if self.hasFocus() else "soft_line" if checked else "field"
        paint.rounded(
            painter, box, box.height() / 2, theme.colour(ground), theme.colour(border), 2 if self.hasFocus() else 1
        )
        left = theme.px(9)
        size = theme.px(14)
        middle = (self.height() - size) / 2
        side = theme.colour("link" if checked else self._tone or "text2")
        if self._icon:
            theme.icons.paint(painter, self._icon, side, left, middle, size)
            left += theme.px(14 + 6)
        words = QRectF(left, 0, self.width() - left, self.height())
        font = theme.font("strong" if checked else "text")
        left += round(paint.label(painter, words, self.text(), font, theme.colour("link" if checked else "text")))
        if self._count is not None:
            words = QRectF(0, 0, self.width() - theme.px(9), self.height())
            paint.label(painter, words, str(self._count), theme.font("chip"), side, Qt.AlignmentFlag.AlignRight)
        if self._menu is not None:
            theme.icons.paint(painter, "chevron-down", side, self.width() - theme.px(22), middle, size)

    def join(self, row: FilterChips) -> None:
        """Stand in a row, which says whether Tab stops here."""
        self.setParent(row)
        self._row = row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as Space does; arrows go along the row."""
        step = _STEPS.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif self._row is not None and step is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._row.step(self, step)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tab goes on from here and leaves the row."""
        super().focusInEvent(event)
        if self._row is not None:
            self._row.stop_at(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever comes back comes to the chip that applies."""
        super().focusOutEvent(event)
        if self._row is not None:
            self._row.stop_at(None)

    def _open(self) -> None:
        if self._menu is not None:
            self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))


class FilterChips(QWidget):
    """A row of filter chips of which one applies; those for which there's no room fold into *More*."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._chips: dict[str, FilterChip] = {}
        self._folded = QMenu(self)
        self._more = FilterChip(_("More"), menu=self._folded)
        self._more.join(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def add(self, key: str, chip: FilterChip) -> FilterChip:
        """Add a chip; `chosen` gives its key."""
        chip.join(self)
        chip.show()
        self._chips[key] = chip
        self._group.addButton(chip)
        chip.clicked.connect(lambda: self._pressed(key))
        self._place()
        return chip

    def chip(self, key: str) -> FilterChip:
        """The chip of that key; KeyError for an unknown one."""
        return self._chips[key]

    def keys(self) -> Sequence[str]:
        """The keys in order."""
        return tuple(self._chips)

    def choose(self, key: str) -> None:
        """Show which one applies; `chosen` isn't emitted."""
        self._chips[key].setChecked(True)
        self._place()

    def current(self) -> str:
        """Key of the one that applies, "" for none."""
        return next((key for key, chip in self._chips.items() if chip.isChecked()), "")

    def set_counts(self, counts: dict[str, int]) -> None:
        """Show how many each would give; those not named keep theirs."""
        for key, count in counts.items():
            if key in self._chips:
                self._chips[key].set_count(count)
        self._place()

    def step(self, chip: FilterChip, by: int) -> None:
        """Give the keyboard to the chip that stands so far from this one, or to the outermost."""
        shown = [each for each in (*self._chips.values(), self._more) if not each.isHidden()]
        place = min(max(shown.index(chip) + by, 0), len(shown) - 1)
        shown[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def stop_at(self, chip: FilterChip | None) -> None:
        """Let Tab stop at that chip alone; None for the one that applies, or the first."""
        first = next(iter(self._chips.values()), None)
        stop = chip or self._chips.get(self.current()) or first
        for each in (*self._chips.values(), self._more):
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus if each is stop else Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        """All chips."""
        gap = current().px(6)
        return QSize(sum(chip.sizeHint().width() + gap for chip in self._chips.values()), current().px(30))

    def minimumSizeHint(self) -> QSize:
        """The first chip and *More*: the row must not dictate the width of the window."""
        widest = max((chip.sizeHint().width() for chip in self._chips.values()), default=0)
        return QSize(widest + current().px(6) + self._more.sizeHint().width(), current().px(30))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold what has no room."""
        super().resizeEvent(event)
        self._place()

    def _pressed(self, key: str) -> None:
        self.chosen.emit(key)
        # Later: placing them anew clears the menu this may have come from.
        QTimer.singleShot(0, self._place)

    def _place(self) -> None:
        gap, height = current().px(6), current().px(30)
        whole = self.sizeHint().width() - gap
        room = self.width() if whole <= self.width() else self.width() - self._more.sizeHint().width() - gap
        shown = self._fitting(room, gap)
        left = 0
        self._folded.clear()
        for key, chip in self._chips.items():
            if key in shown:
                chip.setGeometry(left, 0, chip.sizeHint().width(), height)
                left += chip.sizeHint().width() + gap
            else:
                words = chip.text() if chip.count is None else f"{chip.text()}\t{chip.count}"
                self._folded.addAction(words).triggered.connect(chip.click)
            chip.setVisible(key in shown)
        self._more.setVisible(len(shown) < len(self._chips))
        self._more.setGeometry(left, 0, self._more.sizeHint().width(), height)
        focused = self.focusWidget()
        self.stop_at(focused if isinstance(focused, FilterChip) and focused.hasFocus() else None)

    def _fitting(self, room: int, gap: int) -> set[str]:
        """The chips that fit, the one that applies always among them."""
        applies = self.current()
        widths = {key: chip.sizeHint().width() + gap for key, chip in self._chips.items()}
        room += gap - widths.get(applies, 0)
        shown = {applies} if applies else set()
        for key, width in widths.items():
            if key == applies:
                continue
            if width > room:
                break
            room -= width
            shown.add(key)
        return shown
