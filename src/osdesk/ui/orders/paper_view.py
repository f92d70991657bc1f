"""Paper on a desk: the pages of a sheet as pictures, fitted, zoomed and moved. It draws only what it was given.

Apart from the preview, so that looking at paper and asking for paper stay two things.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from osdesk.ui import theme

#: How many times the fitted width a page is shown at.
ZOOMS = (1.0, 1.5, 2.0, 3.0, 4.0)
A4 = (210.0, 297.0)
_GAP = 14
_VEIL = QColor(0, 0, 0, 26)


class PaperView(QAbstractScrollArea):
    """The pages one under another. `view_changed` says that other pictures may be wanted now (`wanted`)."""

    view_changed = Signal()
    zoom_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes: tuple[tuple[float, float], ...] = (A4,)
        self._pictures: dict[int, QImage] = {}
        self._zoom = 0
        self._grabbed: QPoint | None = None
        self._ringed = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("ground", "desk")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.viewport().setAutoFillBackground(False)
        self._settled = QTimer(self, singleShot=True, interval=80)
        self._settled.timeout.connect(self.view_changed)
        self.verticalScrollBar().valueChanged.connect(self._moved)

    # What is shown

    def set_pages(self, sizes: Sequence[tuple[float, float]]) -> None:
        """The sizes of the pages in mm; pictures of pages that went are dropped, the others stay until replaced."""
        self._sizes = tuple(sizes) or (A4,)
        self._pictures = {page: image for page, image in self._pictures.items() if page < len(self._sizes)}
        self._lay_out()

    def set_picture(self, page: int, image: QImage) -> None:
        """The newest picture of a page; its size in pixels may differ from what is wanted by now, then it is scaled."""
        self._pictures[page] = image
        self.viewport().update()

    def forget_pictures(self) -> None:
        """Show empty paper until pictures of other pages come."""
        self._pictures.clear()
        self.viewport().update()

    def picture(self, page: int) -> QImage | None:
        """The picture shown of a page."""
        return self._pictures.get(page)

    def has_pictures(self) -> bool:
        """Whether anything was drawn yet."""
        return bool(self._pictures)

    def wanted(self) -> tuple[tuple[int, ...], int]:
        """The pages in view, and how many device pixels wide they are shown."""
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        pages = tuple(
            index
            for index, rect in enumerate(self._rects())
            if rect.bottom() >= top - _GAP and rect.top() <= bottom + _GAP
        )
        return pages or (0,), round(self._page_width() * self.devicePixelRatioF())

    def is_sharp(self) -> bool:
        """Whether every page in view has a picture of just the size it is shown at."""
        pages, width = self.wanted()
        return all(page in self._pictures and self._pictures[page].width() == width for page in pages)

    # Near and far

    @property
    def zoom(self) -> float:
        """How many times the fitted width."""
        return ZOOMS[self._zoom]

    def can_zoom(self, steps: int) -> bool:
        """Whether so many steps nearer (or, negative, farther) are left."""
        return 0 <= self._zoom + steps < len(ZOOMS)

    def zoom_by(self, steps: int, about: QPointF | None = None) -> None:
        """Go nearer or farther, keeping the point `about` (of the viewport) where it is."""
        step = min(max(self._zoom + steps, 0), len(ZOOMS) - 1)
        if step == self._zoom:
            return
        point = about if about is not None else QPointF(self.viewport().width() / 2, self.viewport().height() / 2)
        bars = self.horizontalScrollBar(), self.verticalScrollBar()
        width, height = self._content()
        share = (
            (bars[0].value() + point.x()) / max(width, self.viewport().width()),
            (bars[1].value() + point.y()) / max(height, self.viewport().height()),
        )
        self._zoom = step
        self._lay_out()
        width, height = self._content()
        bars[0].setValue(round(share[0] * width - point.x()))
        bars[1].setValue(round(share[1] * height - point.y()))
        self.zoom_changed.emit()

    def fit(self) -> None:
        """Show whole pages at the width there is."""
        self.zoom_by(-self._zoom)

    def scroll_to(self, page: int, top: float) -> None:
        """Bring what stands `top` mm down a page near the top of the view."""
        rects = self._rects()
        if page < len(rects):
            scale = rects[page].height() / self._sizes[page][1]
            self.verticalScrollBar().setValue(round(rects[page].top() + top * scale - _GAP))

    # Qt's hooks

    def paintEvent(self, event: QPaintEvent) -> None:
        """Desk, shadow, paper and, in the dark, the veil over it."""
        painter = QPainter(self.viewport())
        look = theme.current()
        painter.fillRect(event.rect(), look.colour("desk"))
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        seen = QRectF(event.rect()).translated(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        for page, rect in enumerate(self._rects()):
            if rect.adjusted(-6, -6, 6, 8).intersects(seen):
                self._paint_page(painter, page, rect, look.tokens.shadow)
        if self._ringed:
            painter.resetTransform()
            painter.setPen(QPen(look.colour("link"), 2))
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Reached by Tab, a ring shows that keys scroll here; a press of the mouse shows it by itself."""
        super().focusInEvent(event)
        self._ringed = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No ring without the keyboard."""
        super().focusOutEvent(event)
        self._ringed = False
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The fitted width follows the room."""
        super().resizeEvent(event)
        self._lay_out()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel: nearer and farther; the wheel alone scrolls."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1, event.position())
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """+, − and 0 zoom; arrows and pages scroll."""
        match event.key():
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_by(1)
            case Qt.Key.Key_Minus:
                self.zoom_by(-1)
            case Qt.Key.Key_0:
                self.fit()
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the paper."""
        if event.button() == Qt.MouseButton.LeftButton and self._zoom:
            self._grabbed = event.globalPosition().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the paper that is held."""
        if self._grabbed is None:
            return
        here = event.globalPosition().toPoint()
        moved = here - self._grabbed
        self._grabbed = here
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - moved.x())
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() - moved.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the paper go."""
        self._grabbed = None
        self._show_cursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Nearer where it was pressed, or back to the whole."""
        if self._zoom:
            self.fit()
        else:
            self.zoom_by(2, event.position())

    def changeEvent(self, event: QEvent) -> None:
        """Another screen's ratio wants other pictures."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._settled.start()

    # Geometry, in logical pixels of the scrolled content

    def _margin(self) -> float:
        return 15.0 if self.width() < 500 else 33.0

    def _page_width(self) -> float:
        """Width of an upright page; the fit leaves a margin at both sides."""
        return max(60.0, (self.viewport().width() - 2 * self._margin())) * self.zoom

    def _rects(self) -> list[QRectF]:
        width = self._page_width()
        heights = [width * size[1] / size[0] for size in self._sizes]
        margin = self._margin()
        total = sum(heights) + _GAP * (len(heights) - 1)
        left = max(margin, (self.viewport().width() - width) / 2)
        top = max(margin, (self.viewport().height() - total) / 2)
        rects = []
        for height in heights:
            rects.append(QRectF(left, top, width, height))
            top += height + _GAP
        return rects

    def _content(self) -> tuple[float, float]:
        last = self._rects()[-1]
        return last.right() + self._margin(), last.bottom() + self._margin()

    def _lay_out(self) -> None:
        width, height = self._content()
        room = self.viewport()
        for bar, whole, seen in (
            (self.horizontalScrollBar(), width, room.width()),
            (self.verticalScrollBar(), height, room.height()),
        ):
            bar.setRange(0, max(0, round(whole - seen)))
            bar.setPageStep(seen)
            bar.setSingleStep(24)
        self._show_cursor()
        room.update()
        self._settled.start()

    def _moved(self) -> None:
        if not self.is_sharp():
            self._settled.start()

    def _show_cursor(self) -> None:
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor if self._zoom else Qt.CursorShape.ArrowCursor)

    def _paint_page(self, painter: QPainter, page: int, rect: QRectF, shadow: float) -> None:
        ratio = self.devicePixelRatioF()
        # Whole device pixels, so that a picture of the right size is copied and not resampled.
        left, top = round(rect.left() * ratio) / ratio, round(rect.top() * ratio) / ratio
        image = self._pictures.get(page)
        sharp = image is not None and image.width() == round(rect.width() * ratio)
        if image is not None and sharp:
            sheet = QRectF(left, top, image.width() / ratio, image.height() / ratio)
        else:
            sheet = QRectF(left, top, rect.width(), rect.height())
        for spread in range(5, 0, -1):
            painter.fillRect(
                sheet.adjusted(-spread, -spread + 2, spread, spread + 1), QColor(0, 0, 0, round(9 * shadow))
            )
        painter.fillRect(sheet, Qt.GlobalColor.white)
        if image is not None:
            painter.drawImage(sheet, image)
        if theme.current().dark:
            painter.fillRect(sheet, _VEIL)
