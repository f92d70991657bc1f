"""A field to sign in, by mouse, pen or finger: strokes as they were drawn, with pressure and time where there is any.

Apart from what asks for the signature, for a technician's page or a delivery note will ask the same way.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QElapsedTimer, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEventPoint,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from osdesk.domain.signatures import MOST_POINTS, Point, Stroke
from osdesk.texts import _
from osdesk.ui.kit import paint
from osdesk.ui.theme import current

_HUNDREDTHS = 100
_PEN = 2.2
#: Where the line to sign on runs, and how far from the sides.
_LINE, _SIDE = 0.74, 28


class SignaturePad(QWidget):
    """White paper with a line to sign on. `changed` with every stroke begun, ended or taken back."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strokes: list[list[Point]] = []
        self._drawing = False
        self._clock = QElapsedTimer()
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Field to sign in"))

    def sizeHint(self) -> QSize:
        """Wide and low, as people sign."""
        return QSize(current().px(560), current().px(210))

    def strokes(self) -> tuple[Stroke, ...]:
        """What was drawn."""
        return tuple(tuple(stroke) for stroke in self._strokes)

    def show_strokes(self, strokes: Sequence[Stroke]) -> None:
        """Show what was drawn before."""
        self._strokes = [list(stroke) for stroke in strokes]
        self._changed()

    def clear(self) -> None:
        """Take everything back."""
        if self._strokes:
            self._strokes.clear()
            self._changed()

    def undo(self) -> None:
        """Take the last stroke back."""
        if self._strokes:
            self._strokes.pop()
            self._changed()

    # Drawing

    def _begin(self, place: QPointF, pressure: float) -> None:
        if not self._strokes:
            self._clock.start()
        self._drawing = True
        self._strokes.append([])
        self._go_on(place, pressure)

    def _go_on(self, place: QPointF, pressure: float) -> None:
        if not self._drawing or sum(map(len, self._strokes)) >= MOST_POINTS:
            return
        inside = self.rect().toRectF()
        x = min(max(place.x(), inside.left()), inside.right())
        y = min(max(place.y(), inside.top()), inside.bottom())
        point = (round(x * _HUNDREDTHS), round(y * _HUNDREDTHS), round(pressure * 1000), self._clock.elapsed())
        stroke = self._strokes[-1]
        if not stroke or stroke[-1][:2] != point[:2]:
            stroke.append(point)
            self.update()

    def _end(self) -> None:
        if self._drawing:
            self._drawing = False
            self._changed()

    def _changed(self) -> None:
        self.update()
        self.changed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The mouse draws with its left button."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._begin(event.position(), 0.0)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on."""
        self._go_on(event.position(), 0.0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The stroke ends."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._end()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen draws with its pressure."""
        kind = event.type()
        if kind == QEvent.Type.TabletPress:
            self._begin(event.position(), event.pressure())
        elif kind == QEvent.Type.TabletMove:
            self._go_on(event.position(), event.pressure())
        elif kind == QEvent.Type.TabletRelease:
            self._end()
        event.accept()

    def event(self, event: QEvent) -> bool:
        """One finger draws; the others, a resting hand, don't."""
        if isinstance(event, QTouchEvent) and event.points():
            self._touched(event.type(), event.points()[0])
            event.accept()
            return True
        return super().event(event)

    def _touched(self, kind: QEvent.Type, finger: QEventPoint) -> None:
        if kind == QEvent.Type.TouchBegin:
            self._begin(finger.position(), finger.pressure())
        elif kind == QEvent.Type.TouchUpdate:
            self._go_on(finger.position(), finger.pressure())
        else:
            self._end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Z takes a stroke back, Delete all of them."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper stays paper, in the dark too."""
        theme = current()
        painter = QPainter(self)
        box = self.rect().toRectF()
        border = theme.colour("link") if self.hasFocus() else theme.colour("field")
        paint.rounded(painter, box, theme.px(8), QColor("#FFFFFF"), border, 2 if self.hasFocus() else 1)
        y = round(box.height() * _LINE)
        side = theme.px(_SIDE)
        paint.hairline(painter, QColor("#85857E"), box.left() + side, box.right() - side, y)
        if not self._strokes:
            place = QRectF(side, 0, box.width() - 2 * side, y)
            words = _("Sign here with mouse, pen or finger")
            centre = Qt.AlignmentFlag.AlignHCenter
            paint.label(painter, place, words, theme.font("text"), QColor("#65676E"), centre)
            return
        draw_ink(painter, self._strokes, QColor("#1C1D20"), 1 / _HUNDREDTHS, QPointF(0, 0), theme.px(_PEN))


def draw_ink(
    painter: QPainter, strokes: Sequence[Sequence[Point]], ink: QColor, scale: float, origin: QPointF, width: float
) -> None:
    """Strokes at `scale` from `origin`; `width` is that of a pen without pressure."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    for stroke in strokes:
        places = [QPointF(origin.x() + x * scale, origin.y() + y * scale) for x, y, *_rest in stroke]
        pressure = max((point[2] for point in stroke), default=0)
        pen.setWidthF(width * (0.6 + 0.8 * pressure / 1000) if pressure else width)
        painter.setPen(pen)
        if len(places) == 1:
            painter.drawPoint(places[0])
            continue
        path = QPainterPath(places[0])
        # Through the middles, so that a quick hand's few points make a curve and no corners.
        for here, there in pairwise(places[1:]):
            path.quadTo(here, (here + there) / 2)
        path.lineTo(places[-1])
        painter.drawPath(path)


def draw_ink_in(painter: QPainter, strokes: Sequence[Sequence[Point]], ink: QColor, box: QRectF, width: float) -> None:
    """A signature as large as the box allows, standing on its lower edge, in its middle."""
    points = [point for stroke in strokes for point in stroke]
    if not points:
        return
    left, right = min(point[0] for point in points), max(point[0] for point in points)
    top, bottom = min(point[1] for point in points), max(point[1] for point in points)
    scale = min(box.height() / max(bottom - top, 1), box.width() / max(right - left, 1))
    x = box.center().x() - (left + right) / 2 * scale
    draw_ink(painter, strokes, ink, scale, QPointF(x, box.bottom() - bottom * scale), width)
