"""What the rail is made of: its lines, its head, the words over the open orders. All painted."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QEnterEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from osdesk import assets
from osdesk.texts import _
from osdesk.ui import theme
from osdesk.ui.kit.labels import fill

WIDE = 192
NARROW = 60
HEAD_HEIGHT = 56
ITEM_HEIGHT = 34


class RailItem(QAbstractButton):
    """One line of the rail: icon or number, words, and at the right a count or the dot of what is unsaved."""

    def __init__(self, icon: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.icon_name = icon
        self.number = ""
        self.count = 0
        self.dirty = False
        self.narrow = False
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """Qt's hook."""
        return QSize(theme.current().px(NARROW), theme.current().px(ITEM_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Qt's hook."""
        return QSize(theme.current().px(NARROW - 16), theme.current().px(ITEM_HEIGHT))

    def nextCheckState(self) -> None:
        """A click goes somewhere; what is marked as current is said by the window alone."""

    def describe(self) -> None:
        """Bring name and tooltip in line with what is shown."""
        said = f"{self.number} {self.text()}".strip()
        name = f"{said}, {self.count}" if self.count else said
        self.setAccessibleName(_("{name}, not saved").format(name=name) if self.dirty else name)
        self.setToolTip(said if self.narrow or self.number else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        chosen = self.isChecked()
        if chosen or self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            ground = look.colour("rail_sel")
            if not chosen:
                ground.setAlphaF(0.55)
            painter.setBrush(ground)
            painter.drawRoundedRect(box, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(look.colour("link"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        if self.narrow:
            self._paint_narrow(painter, chosen)
        else:
            self._paint_wide(painter, chosen)
        painter.end()

    def _paint_narrow(self, painter: QPainter, chosen: bool) -> None:
        look = theme.current()
        ink = look.colour("link" if chosen else "text2")
        if self.number:
            painter.setFont(look.font("strong"))
            painter.setPen(look.colour("link" if chosen else "text"))
            # Long numbers end in what tells them apart.
            words = painter.fontMetrics().elidedText(self.number, Qt.TextElideMode.ElideLeft, self.width() - 6)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words)
        else:
            size = look.px(18)
            look.icons.paint(painter, self.icon_name, ink, (self.width() - size) / 2, (self.height() - size) / 2, size)
        if self.dirty:
            self._dot(painter, QPointF(self.width() - 8, 8))

    def _paint_wide(self, painter: QPainter, chosen: bool) -> None:
        look = theme.current()
        left = look.px(10)
        right = self.width() - look.px(10)
        middle = self.height() / 2
        if self.number:
            painter.setFont(look.font("strong"))
            painter.setPen(look.colour("link" if chosen else "text2"))
            shown = painter.fontMetrics().elidedText(self.number, Qt.TextElideMode.ElideLeft, look.px(56))
            wide = painter.fontMetrics().horizontalAdvance(shown)
            painter.drawText(QRect(left, 0, wide + 2, self.height()), _LEFT, shown)
            left += wide + look.px(6)
        else:
            size = look.px(18)
            ink = look.colour("link" if chosen else "text2")
            look.icons.paint(painter, self.icon_name, ink, left, middle - size / 2, size)
            left += look.px(28)
        if self.dirty:
            self._dot(painter, QPointF(right - 3, middle))
            right -= look.px(14)
        if self.count:
            painter.setFont(look.font("label"))
            painter.setPen(look.colour("text" if chosen else "text2"))
            shown = str(self.count)
            wide = painter.fontMetrics().horizontalAdvance(shown)
            painter.drawText(QRect(right - wide, 0, wide + 2, self.height()), _LEFT, shown)
            right -= wide + look.px(8)
        painter.setFont(look.font("strong" if chosen else "text"))
        painter.setPen(look.colour("text"))
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(QRect(left, 0, right - left, self.height()), _LEFT, shown)

    @staticmethod
    def _dot(painter: QPainter, centre: QPointF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().colour("link"))
        painter.drawEllipse(centre, 3, 3)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class EditingItem(RailItem):
    """An open order: the middle button or its menu closes it."""

    close_wanted = Signal()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt's hook."""
        if event.button() == Qt.MouseButton.MiddleButton and self.rect().contains(event.position().toPoint()):
            self.close_wanted.emit()
            return
        super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt's hook."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Close"), self.close_wanted.emit)
        menu.popup(event.globalPos())


class Head(QWidget):
    """Logo, the program's name and the company's."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.company = ""
        self.narrow = False
        self._logo = QSvgRenderer(str(assets.path("logo/osdesk.svg")))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = look.px(28)
        left = (self.width() - size) / 2 if self.narrow else look.px(14)
        self._logo.render(painter, QRectF(left, (self.height() - size) / 2 - 1, size, size))
        if not self.narrow:
            left = look.px(50)
            room = self.width() - left - look.px(8)
            middle = self.height() // 2
            painter.setFont(look.font("strong"))
            painter.setPen(look.colour("text"))
            bottom = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
            if not self.company:
                painter.drawText(QRect(int(left), 0, room, self.height()), _LEFT, "OS Desk")
            else:
                painter.drawText(QRect(int(left), 0, room, middle - 1), bottom, "OS Desk")
                painter.setFont(look.font("axis"))
                painter.setPen(look.colour("text2"))
                words = painter.fontMetrics().elidedText(self.company, Qt.TextElideMode.ElideRight, room)
                painter.drawText(QRect(int(left), middle - 1, room, look.px(17)), _LEFT, words)
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Qt's hook: the whole name where it may be cut."""
        self.setToolTip(self.company)
        super().enterEvent(event)


class Caption(QWidget):
    """Over the open orders: words when wide, a hairline when narrow."""

    narrow = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        look = theme.current()
        painter = QPainter(self)
        if self.narrow:
            y = self.height() // 2
            fill(painter, QRect(4, y, self.width() - 8, 1), look.colour("field"))
        else:
            font = look.font("chip")
            painter.setFont(font)
            painter.setPen(look.colour("text2"))
            painter.drawText(self.rect().adjusted(look.px(10), 0, 0, 0), _LEFT, _("Being edited"))
        painter.end()
