"""Tags typed one after another: Enter or a comma makes one, Backspace takes the last back; those in use are offered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCompleter, QSizePolicy, QWidget

from osdesk.domain.problems import Problem, Unreadable
from osdesk.domain.text import fold
from osdesk.texts import _
from osdesk.ui.kit import paint
from osdesk.ui.kit.layout import Flow
from osdesk.ui.kit.text_inputs import TextInput
from osdesk.ui.theme import current

LONGEST = 40


class TagChip(QWidget):
    """One tag, with a cross that takes it off."""

    removed = Signal()

    def __init__(self, tag: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tag = tag
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(_("{name}, Delete takes off").format(name=tag))
        self.setToolTip(tag)

    def sizeHint(self) -> QSize:
        """As wide as its word, within reason; in a line with the field beside it."""
        theme = current()
        words = QFontMetrics(theme.font("chip")).horizontalAdvance(self.tag)
        return QSize(min(words, theme.px(220)) + theme.px(36), theme.px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The chip."""
        theme = current()
        painter = QPainter(self)
        high = theme.px(26)
        box = QRectF(0, (self.height() - high) / 2, self.width(), high)
        border = theme.colour("link" if self.hasFocus() else "field")
        paint.rounded(painter, box, high / 2, theme.colour("surface2"), border, 2 if self.hasFocus() else 1)
        words = box.adjusted(theme.px(11), 0, -theme.px(22), 0)
        paint.label(painter, words, self.tag, theme.font("chip"), theme.colour("text"))
        size = theme.px(12)
        left = self.width() - theme.px(19)
        theme.icons.paint(painter, "x", theme.colour("text2"), left, (self.height() - size) / 2, size)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press on the cross takes it off."""
        if event.position().x() > self.width() - current().px(24):
            self.removed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """So do Delete and Backspace."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
            return
        super().keyPressEvent(event)


class _TagLine(TextInput):
    """The line in which the next tag is typed."""

    entered = Signal()
    back = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the separators end a tag."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.text() in (",", ";"):
            if self.text().strip():
                self.entered.emit()
                return
            if event.text() in (",", ";"):
                return
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.back.emit()
            return
        super().keyPressEvent(event)


class TagsInput(QWidget):
    """The tags of a record, a tuple of words without repetition (accents and case count for nothing there)."""

    edited = Signal()
    left = Signal()

    def __init__(self, *, example: str = "", parent: QWidget | None = None) -> None:
        """`example` stands in the empty line."""
        super().__init__(parent)
        self._chips: list[TagChip] = []
        self._words = QStringListModel(self)
        self.line = _TagLine(example=example or _("New tag"), longest=LONGEST)
        self.line.setFixedWidth(current().px(150))
        completer = QCompleter(self._words, self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.line.setCompleter(completer)
        self._flow = Flow(self, gap=6)
        self._flow.addWidget(self.line)
        self.setFocusProxy(self.line)
        self.line.entered.connect(self._enter)
        self.line.back.connect(self._take_last)
        self.line.edited.connect(self.edited)
        self.line.left.connect(self._left)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def offer(self, tags: Sequence[str]) -> None:
        """The tags in use, to complete what is typed."""
        self._words.setStringList(list(tags))

    def setAccessibleName(self, name: str) -> None:
        """The line bears the name: it is what takes the keyboard."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def read(self) -> Any:
        """The tags, the one being typed as well."""
        words = [chip.tag for chip in self._chips]
        typed = self.line.fitting()
        if typed and fold(typed) not in {fold(word) for word in words}:
            words.append(typed)
        return tuple(words)

    def text(self) -> str:
        """What is being typed."""
        return self.line.text()

    def setText(self, text: str) -> None:
        """Put back what was being typed."""
        self.line.setText(text)

    def show_value(self, value: Any) -> None:
        """Show these tags."""
        for chip in tuple(self._chips):
            self._take(chip)
        self.line.clear()
        for tag in value:
            self._add(tag)

    def written(self, value: Any) -> str:
        """The tags in a line."""
        return ", ".join(value)

    def advice(self) -> Problem | None:
        """Nothing is to be known about tags."""
        return None

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As its lines need."""
        return self._flow.heightForWidth(width)

    def _enter(self) -> None:
        try:
            typed = self.line.fitting()
        except Unreadable:
            # It stays to be shortened, and the field says so.
            return
        self.line.clear()
        if typed and fold(typed) not in {fold(chip.tag) for chip in self._chips}:
            self._add(typed)
        self.edited.emit()

    def _left(self) -> None:
        if self.line.text().strip():
            self._enter()
        self.left.emit()

    def _take_last(self) -> None:
        if self._chips:
            tag = self._chips[-1].tag
            self._take(self._chips[-1])
            self.line.setText(tag)
            self.line.selectAll()
            self.edited.emit()

    def _add(self, tag: str) -> None:
        chip = TagChip(tag, self)
        chip.removed.connect(lambda: self._remove(chip))
        self._flow.insert_widget(len(self._chips), chip)
        self._chips.append(chip)
        chip.show()
        before = self._before_line()
        if before is not None:
            QWidget.setTabOrder(before, chip)
            QWidget.setTabOrder(chip, self.line)
        self.updateGeometry()

    def _before_line(self) -> QWidget | None:
        """The control that Tab comes from. Qt ignores one without the keyboard, and takes a holder for its content."""
        found: QWidget | None = self.line.previousInFocusChain()
        while found is not None and found is not self.line:
            tabbed = bool(found.focusPolicy() & Qt.FocusPolicy.TabFocus)
            if tabbed and found is not self and not found.isAncestorOf(self):
                return found
            found = found.previousInFocusChain()
        return None

    def _remove(self, chip: TagChip) -> None:
        self._take(chip)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _take(self, chip: TagChip) -> None:
        self._chips.remove(chip)
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        self.updateGeometry()
