"""The filters above a list: chips with counts, of which one applies."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QMenu, QSizePolicy, QWidget

from osdesk.texts import _
from osdesk.ui.kit import paint
from osdesk.ui.theme import current


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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

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
        self._more = FilterChip(_("More"), menu=self._folded, parent=self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def add(self, key: str, chip: FilterChip) -> FilterChip:
        """Add a chip; `chosen` gives its key."""
        chip.setParent(self)
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
