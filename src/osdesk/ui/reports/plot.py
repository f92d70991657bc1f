"""The plot of a report on the screen: bars with their figures, or lines over time. The paper draws its own."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from osdesk.domain.cells import cell_text
from osdesk.domain.plots import Axis, axis_of, tick_text
from osdesk.domain.reports import Plot, PlotKind
from osdesk.texts import language
from osdesk.ui.theme import current

#: Logical pixels.
_BAR, _GAP = 16, 8
_LINES, _UNDER, _KEY = 190, 22, 24
_LABEL_SHARE = 0.3
_DASHES = (Qt.PenStyle.SolidLine, Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine)


class PlotView(QWidget):
    """Shows a plot as wide as it is. A press on a bar tells its place among the labels."""

    pressed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plot: Plot | None = None
        self._axis = Axis(ticks=(Decimal(0), Decimal(1)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def show_plot(self, plot: Plot | None) -> None:
        """Show another plot; None hides it."""
        self._plot = plot
        self.setVisible(plot is not None)
        if plot is not None:
            self._axis = axis_of(plot)
            self.setAccessibleName(_spoken(plot))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as its bars need."""
        theme = current()
        if self._plot is None:
            return QSize(theme.px(320), 0)
        if self._plot.kind is PlotKind.BARS:
            return QSize(theme.px(320), theme.px(len(self._plot.labels) * (_BAR + _GAP)))
        return QSize(theme.px(320), theme.px(_LINES + _UNDER + (_KEY if len(self._plot.series) > 1 else 8)))

    def minimumSizeHint(self) -> QSize:
        """It may be as narrow as a small window."""
        return QSize(current().px(240), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Colours follow the theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self.updateGeometry()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A bar leads to what it is made of."""
        place = self._place_at(event.position())
        if place is not None and event.button() is Qt.MouseButton.LeftButton:
            self.pressed.emit(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The whole label and figures of what is under the pointer."""
        place = self._place_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if place is not None else Qt.CursorShape.ArrowCursor)
        if place is None or self._plot is None:
            QToolTip.hideText()
            return
        plot = self._plot
        lines = [plot.labels[place]] + [
            f"{series.name}: {cell_text(series.values[place], plot.value, language())}" for series in plot.series
        ]
        QToolTip.showText(event.globalPosition().toPoint(), "\n".join(lines), self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        if self._plot is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(current().font("axis"))
        if self._plot.kind is PlotKind.BARS:
            self._paint_bars(painter, self._plot)
        else:
            self._paint_lines(painter, self._plot)
        painter.end()

    def _place_at(self, spot: QPointF) -> int | None:
        plot = self._plot
        if plot is None or not plot.labels:
            return None
        if plot.kind is PlotKind.BARS:
            place = int(spot.y() // current().px(_BAR + _GAP))
            return place if 0 <= place < len(plot.labels) else None
        places = self._places(plot)
        nearest = min(range(len(places)), key=lambda place: abs(places[place] - spot.x()))
        return nearest if abs(places[nearest] - spot.x()) <= current().px(24) else None

    # Bars

    def _paint_bars(self, painter: QPainter, plot: Plot) -> None:
        theme = current()
        metrics = QFontMetrics(painter.font())
        values = plot.series[0].values if plot.series else ()
        room = int(self.width() * _LABEL_SHARE)
        labels = [metrics.elidedText(text, Qt.TextElideMode.ElideRight, room) for text in plot.labels]
        begin = max((metrics.horizontalAdvance(text) for text in labels), default=0) + theme.px(8)
        figures = [cell_text(value, plot.value, language()) for value in values]
        kept = max((metrics.horizontalAdvance(text) for text in figures), default=0) + theme.px(10)
        width = max(theme.px(20), self.width() - begin - kept)
        zero = begin + width * self._axis.share(Decimal(0))
        for place, (label, value, figure) in enumerate(zip(labels, values, figures, strict=True)):
            top = place * theme.px(_BAR + _GAP) + theme.px(_GAP) / 2
            box = QRectF(0, top, begin - theme.px(8), theme.px(_BAR))
            painter.setPen(theme.colour("text2"))
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, label)
            end = begin + width * self._axis.share(value) if value is not None else zero
            left, right = min(zero, end), max(zero, end)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(QRectF(left, top, max(1.0, right - left), theme.px(_BAR)), 2, 2)
            painter.setPen(theme.colour("text"))
            painter.drawText(QPointF(right + theme.px(6), top + theme.px(_BAR) * 0.5 + metrics.capHeight() / 2), figure)

    # Lines

    def _edges(self, plot: Plot) -> tuple[float, float]:
        metrics = QFontMetrics(current().font("axis"))
        ticks = [tick_text(tick, plot.value, language()) for tick in self._axis.ticks]
        return max(metrics.horizontalAdvance(text) for text in ticks) + current().px(10), self.width() - current().px(2)

    def _places(self, plot: Plot) -> list[float]:
        left, right = self._edges(plot)
        first, last = left + current().px(12), right - current().px(12)
        if len(plot.labels) == 1:
            return [(first + last) / 2]
        return [first + (last - first) * place / (len(plot.labels) - 1) for place in range(len(plot.labels))]

    def _paint_lines(self, painter: QPainter, plot: Plot) -> None:
        theme = current()
        metrics = QFontMetrics(painter.font())
        top = theme.px(_KEY) if len(plot.series) > 1 else theme.px(8)
        bottom = top + theme.px(_LINES)
        left, right = self._edges(plot)
        for tick in self._axis.ticks:
            level = round(bottom - theme.px(_LINES) * self._axis.share(tick)) + 0.5
            painter.setPen(QPen(theme.colour("edge" if tick == 0 else "line"), 1))
            painter.drawLine(QPointF(left, level), QPointF(right, level))
            painter.setPen(theme.colour("text2"))
            text = tick_text(tick, plot.value, language())
            where = QPointF(left - theme.px(6) - metrics.horizontalAdvance(text), level + metrics.capHeight() / 2)
            painter.drawText(where, text)
        places = self._places(plot)
        self._paint_labels(painter, plot, places, bottom + theme.px(16), (left, right))
        if len(plot.series) > 1:
            self._paint_key(painter, plot)
        for number, series in enumerate(plot.series):
            run: list[QPointF] = []
            for place, value in zip(places, series.values, strict=True):
                if value is None:
                    self._paint_run(painter, number, run)
                    run = []
                else:
                    run.append(QPointF(place, bottom - theme.px(_LINES) * self._axis.share(value)))
            self._paint_run(painter, number, run)

    def _paint_run(self, painter: QPainter, number: int, run: list[QPointF]) -> None:
        theme = current()
        colour = _colour(number)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, theme.px(2), _DASHES[number % len(_DASHES)]))
        if len(run) > 1:
            painter.drawPolyline(QPolygonF(run))
        if len(run) <= 40:
            for spot in run:
                _dot(painter, number, spot)

    def _paint_key(self, painter: QPainter, plot: Plot) -> None:
        theme = current()
        metrics = QFontMetrics(painter.font())
        x = float(theme.px(2))
        for number, series in enumerate(plot.series):
            middle = theme.px(_KEY) / 2 - theme.px(4)
            painter.setPen(QPen(_colour(number), theme.px(2), _DASHES[number % len(_DASHES)]))
            painter.drawLine(QPointF(x, middle), QPointF(x + theme.px(24), middle))
            _dot(painter, number, QPointF(x + theme.px(12), middle))
            painter.setPen(theme.colour("text"))
            painter.drawText(QPointF(x + theme.px(30), middle + metrics.capHeight() / 2), series.name)
            x += theme.px(30) + metrics.horizontalAdvance(series.name) + theme.px(20)

    def _paint_labels(
        self, painter: QPainter, plot: Plot, places: list[float], y: float, edges: tuple[float, float]
    ) -> None:
        metrics = QFontMetrics(painter.font())
        widths = [metrics.horizontalAdvance(text) for text in plot.labels]
        pitch = places[1] - places[0] if len(places) > 1 else float(self.width())
        most = max(widths, default=0) + current().px(10)
        every = next((step for step in range(1, len(widths) + 1) if pitch * step >= most), max(1, len(widths)))
        painter.setPen(current().colour("text2"))
        for place in range(0, len(widths), every):
            left = min(max(places[place] - widths[place] / 2, edges[0]), edges[1] - widths[place])
            painter.drawText(QPointF(left, y), plot.labels[place])


def _colour(number: int) -> QColor:
    return current().colour(("link", "text", "warn")[number % 3])


def _dot(painter: QPainter, number: int, spot: QPointF) -> None:
    """Filled, hollow, or square: series are told apart without their colours."""
    theme = current()
    size = theme.px(7)
    box = QRectF(spot.x() - size / 2, spot.y() - size / 2, size, size)
    painter.setPen(QPen(_colour(number), theme.px(2)))
    painter.setBrush(_colour(number) if number != 1 else theme.colour("surface"))
    if number == 2:
        painter.drawRect(box)
    else:
        painter.drawEllipse(box)


def _spoken(plot: Plot) -> str:
    """What a screen reader says of it: its figures."""
    parts = []
    for series in plot.series:
        pairs = [
            f"{label}: {cell_text(value, plot.value, language())}"
            for label, value in zip(plot.labels, series.values, strict=True)
        ]
        parts.append(f"{series.name}. {'; '.join(pairs)}")
    return " ".join(parts)
