"""Drawing shared by widgets and table rows: rounded boxes with sharp hairlines, shadows, text, chips, avatars.

Free functions on a painter, because a table paints a thousand chips and owns none.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen

from osdesk.ui.face import Face
from osdesk.ui.icons import CHIP_STROKE
from osdesk.ui.theme import Look, Theme

#: How far a shadow reaches beyond its box.
SHADOW = 16
_LAYERS = 12
#: No letter is narrower on the average, in pixels.
_NARROW = 5


def rounded(
    painter: QPainter,
    box: QRectF,
    radius: float,
    fill: QColor | None,
    border: QColor | None = None,
    width: float = 1.0,
    *,
    dashed: bool = False,
) -> None:
    """A rounded box; the border lies inside it, on half pixels, so that a hairline is one pixel and not two."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    if border is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, radius, radius)
        return
    pen = QPen(border, width)
    if dashed:
        pen.setStyle(Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([3.0, 2.0])
    painter.setPen(pen)
    half = width / 2
    painter.drawRoundedRect(box.adjusted(half, half, -half, -half), radius - half, radius - half)


def shadow(painter: QPainter, box: QRectF, radius: float, strength: float, reach: float = SHADOW) -> None:
    """A soft shadow around and below the box: translucent rounded boxes, cheaper than Qt's effect and as smooth."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    outer = QPainterPath()
    outer.addRect(box.adjusted(-2 * reach, -2 * reach, 2 * reach, 2 * reach))
    inner = QPainterPath()
    inner.addRoundedRect(box, radius, radius)
    painter.setClipPath(outer.subtracted(inner))
    for layer in range(_LAYERS):
        grown = reach * (layer + 1) / _LAYERS
        alpha = 0.045 * strength * (1 - layer / _LAYERS)
        painter.setBrush(QColor.fromRgbF(0, 0, 0, alpha))
        lowered = box.adjusted(-grown, -grown * 0.6, grown, grown)
        painter.drawRoundedRect(lowered, radius + grown, radius + grown)
    painter.restore()


def hairline(painter: QPainter, colour: QColor, left: float, right: float, y: float) -> None:
    """A horizontal line of one pixel whose top lies on `y`."""
    painter.fillRect(QRectF(left, y, right - left, 1), colour)


def label(
    painter: QPainter,
    box: QRectF,
    words: str,
    font: QFont,
    colour: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> float:
    """One line of text, elided to the box and centred in its height. Gives back the width drawn."""
    return line(painter, box, words, Face(font), colour, align) if words else 0.0


def line(
    painter: QPainter,
    box: QRectF,
    words: str,
    face: Face,
    colour: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> float:
    """The same in a face of the theme, for what is painted by the hundred."""
    if not words:
        return 0.0
    room = box.width()
    # Long words are cut without being measured first.
    if len(words) * _NARROW > room or face.width(words) > room:
        shown = face.cut(words, room)
        width = face.width(words) if shown == words else room
        words = shown
    else:
        width = face.width(words)
    left = box.left()
    if align is not Qt.AlignmentFlag.AlignLeft:
        if align & Qt.AlignmentFlag.AlignRight:
            left = box.right() - width
        elif align & Qt.AlignmentFlag.AlignHCenter:
            left = box.center().x() - width / 2
    painter.setFont(face.font)
    painter.setPen(colour)
    # Placed by hand: a box and flags would have Qt lay the line out a second time, at twice the cost.
    foot = box.top() + box.height() / 2 + face.baseline
    laid = face.laid_out(words)
    if laid is None:
        painter.drawText(QPointF(left, foot), words)
    else:
        painter.drawStaticText(QPointF(left, foot - face.ascent), laid)
    return width


def matched(
    painter: QPainter,
    box: QRectF,
    words: str,
    spans: Sequence[tuple[int, int]],
    plain: tuple[QFont, QColor],
    found: tuple[QFont, QColor],
) -> None:
    """One line of text with the found spans (start, end) in another font and colour."""
    left = box.left()
    position = 0
    pieces: list[tuple[str, tuple[QFont, QColor]]] = []
    for start, end in spans:
        pieces += [(words[position:start], plain), (words[start:end], found)]
        position = end
    pieces.append((words[position:], plain))
    for piece, (font, colour) in pieces:
        room = box.right() - left
        if room < 8:
            return
        left += label(painter, QRectF(left, box.top(), room, box.height()), piece, font, colour)


def chip_width(theme: Theme, words: str, *, arrow: bool = False) -> int:
    """Width of a status chip with these words."""
    text = theme.face("chip").width(words)
    return round(theme.px(26) + text + theme.px(10) + (theme.px(16) if arrow else 0) + 1)


def chip(painter: QPainter, theme: Theme, box: QRectF, look: Look, words: str, *, arrow: bool = False) -> None:
    """A status chip filling the box: icon, words, and a small arrow where it opens a menu."""
    radius = box.height() / 2
    rounded(painter, box, radius, look.ground, look.ink if look.dashed else None, dashed=look.dashed)
    size = theme.px(14)
    top = box.top() + (box.height() - size) / 2
    if look.icon:
        theme.icons.paint(painter, look.icon, look.ink, box.left() + theme.px(8), top, size, stroke=CHIP_STROKE)
    right = theme.px(24) if arrow else theme.px(8)
    inner = box.adjusted(theme.px(26), 0, -right, 0)
    label(painter, inner, words, theme.font("chip"), look.ink)
    if arrow:
        theme.icons.paint(painter, "chevron-down", look.ink, box.right() - theme.px(22), top, size, stroke=CHIP_STROKE)


def avatar(painter: QPainter, theme: Theme, box: QRectF, letters: str, look: Look, ring: QColor | None = None) -> None:
    """A technician's round badge with initials; `ring` parts it from one it overlaps."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if ring is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ring)
        painter.drawEllipse(box.adjusted(-1.5, -1.5, 1.5, 1.5))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.ground)
    painter.drawEllipse(box)
    font = QFont(theme.font("axis_strong"))
    font.setPixelSize(max(8, round(box.height() * 0.42)))
    painter.setFont(font)
    painter.setPen(look.ink)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), letters)


def ring(
    painter: QPainter, centre: QPointF, radius: float, width: float, share: float, colours: tuple[QColor, QColor]
) -> None:
    """A ring of which `share` (0 to 1, clockwise from the top) has the first colour and the rest the second."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
    painter.setPen(QPen(colours[1], width))
    painter.drawEllipse(box)
    painter.setPen(QPen(colours[0], width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawArc(box, 90 * 16, -round(share * 360 * 16))
