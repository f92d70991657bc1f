"""What is drawn on a photo, painted on the screen: the shapes of the domain in red on a white halo, as on paper."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from osdesk.domain import photo_marks
from osdesk.domain.attachments import MarkKind, PhotoMark
from osdesk.ui.theme import current

_RED = QColor.fromRgbF(*photo_marks.RED)
#: Pixels below which letters can't be told apart, and are left out of a small picture.
_LEAST_LETTERS = 7


def paint_marks(painter: QPainter, box: QRectF, marks: Sequence[PhotoMark], *, least_letters: float = 0.0) -> None:
    """Paint marks on a picture that fills `box`. `least_letters` (pixels) keeps words readable in a small one."""
    if not marks:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    unit = max(box.width(), box.height())
    for mark in marks:
        path = mark_path(mark, box, least_letters=least_letters)
        if mark.kind is MarkKind.WORDS:
            painter.strokePath(path, _pen(QColor("white"), letters(box, least_letters) * 0.2))
            painter.fillPath(path, _RED)
        else:
            painter.strokePath(path, _pen(QColor("white"), max(2.4, unit * photo_marks.HALO)))
            painter.strokePath(path, _pen(_RED, max(1.2, unit * photo_marks.LINE)))
    painter.restore()


def mark_path(mark: PhotoMark, box: QRectF, *, least_letters: float = 0.0) -> QPainterPath:
    """A mark as a path on a picture that fills `box`."""
    path = QPainterPath()
    if mark.kind is MarkKind.WORDS:
        _write(path, mark, box, least_letters)
    for shape in photo_marks.shapes(mark, box.width(), box.height()):
        corners = [QPointF(x, y) for x, y in shape.corners]
        if shape.oval:
            path.addEllipse(QRectF(corners[0], corners[1]))
            continue
        path.moveTo(corners[0])
        for corner in corners[1:]:
            path.lineTo(corner)
        if shape.closed:
            path.closeSubpath()
    path.translate(box.topLeft())
    return path


def letters(box: QRectF, least: float = 0.0) -> float:
    """The height of letters on a picture so large, in pixels."""
    return max(least, max(box.width(), box.height()) * photo_marks.LETTERS)


def _write(path: QPainterPath, mark: PhotoMark, box: QRectF, least: float) -> None:
    size = letters(box, least)
    if size < _LEAST_LETTERS:
        return
    font = QFont(current().font("strong"))
    font.setPixelSize(max(1, round(size)))
    metrics = QFontMetricsF(font)
    left, _top = photo_marks.words_at(mark, box.width(), box.height())
    room = max(box.width() - left, box.width() * 0.3)
    written = _lines(mark.words, metrics, room)
    top = photo_marks.words_top(mark, box.height(), size, len(written))
    widest = max(map(metrics.horizontalAdvance, written), default=0.0)
    x = min(left, max(0.0, box.width() - widest))
    for number, line in enumerate(written):
        base = top + size * (1 + number * photo_marks.LEADING)
        path.addText(QPointF(x, base), font, line)


def _lines(words: str, metrics: QFontMetricsF, room: float) -> list[str]:
    """The words broken where the picture ends."""
    made: list[str] = []
    for word in words.split():
        longer = f"{made[-1]} {word}" if made else word
        if made and metrics.horizontalAdvance(longer) <= room:
            made[-1] = longer
        else:
            made.append(word)
    return made


def _pen(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
