"""Small painted things: key caps and the line that teaches them, the bar of progress, an icon by itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from osdesk.texts import _
from osdesk.ui.kit import paint
from osdesk.ui.kit.labels import Label
from osdesk.ui.theme import current

_ARROWS = {"up": "arrow-up", "down": "arrow-down"}


class KeyCap(QWidget):
    """A key as it stands on the keyboard; "up" and "down" are drawn as arrows."""

    def __init__(self, key: str, *, quiet: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key, self._quiet = key, quiet
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        spoken = {"up": _("Arrow up"), "down": _("Arrow down")}
        self.setAccessibleName(spoken.get(key, key))

    def sizeHint(self) -> QSize:
        """At least square."""
        theme = current()
        wide = 8 if self._key in _ARROWS else QFontMetrics(theme.font("axis_strong")).horizontalAdvance(self._key)
        return QSize(max(theme.px(20), wide + theme.px(12)), theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cap."""
        theme = current()
        painter = QPainter(self)
        ground = theme.colour("surface" if self._quiet else "surface2")
        paint.rounded(painter, self.rect().toRectF(), theme.px(4), ground, theme.colour("field"))
        if self._key in _ARROWS:
            size = theme.px(12)
            left, top = (self.width() - size) / 2, (self.height() - size) / 2
            theme.icons.paint(painter, _ARROWS[self._key], theme.colour("text2"), left, top, size, stroke=2.5)
            return
        painter.setFont(theme.font("axis_strong"))
        painter.setPen(theme.colour("text2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._key)


class KeyLine(QWidget):
    """Keys and what they do, in one line under what they work on: `(("S",), "Yes"), (("up", "down"), "Move")`."""

    def __init__(self, keys: Sequence[tuple[Sequence[str], str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(current().px(6))
        for number, (caps, words) in enumerate(keys):
            if number:
                line.addSpacing(current().px(9))
            for cap in caps:
                line.addWidget(KeyCap(cap))
            line.addWidget(Label(words, "hint"))
        line.addStretch(1)


class Progress(QWidget):
    """How far something is: a thin bar, `done` of `total`."""

    def __init__(self, done: int = 0, total: int = 1, *, width: int = 90, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._done, self._total, self._width = done, total, width
        self.setSizePolicy(
            QSizePolicy.Policy.Fixed if width else QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed
        )
        self.set_progress(done, total)

    def set_progress(self, done: int, total: int) -> None:
        """Show another state."""
        self._done, self._total = done, total
        self.setAccessibleName(f"{done}/{total}")
        self.update()

    def sizeHint(self) -> QSize:
        """Six pixels high."""
        return QSize(current().px(self._width or 40), current().px(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bar."""
        theme = current()
        painter = QPainter(self)
        box = self.rect().toRectF()
        radius = box.height() / 2
        paint.rounded(painter, box, radius, theme.colour("line"))
        if self._done and self._total:
            width = max(box.height(), box.width() * min(1.0, self._done / self._total))
            paint.rounded(painter, QRectF(0, 0, width, box.height()), radius, theme.colour("accent"))


class Icon(QWidget):
    """An icon by itself, in a colour of the tokens."""

    def __init__(self, name: str, colour: str = "text2", *, size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._colour, self._size = name, colour, size
        side = current().px(size)
        self.setFixedSize(side, side)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_icon(self, name: str, colour: str = "") -> None:
        """Show another."""
        self._name, self._colour = name, colour or self._colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The icon."""
        if self._name:
            theme = current()
            theme.icons.paint(QPainter(self), self._name, theme.colour(self._colour), 0, 0, theme.px(self._size))
