"""Icons: Lucide's outlines, tinted with a colour of the theme and drawn sharp for the screen they appear on.

Rendered once for each name, colour, size and pixel ratio; the cache belongs to the theme and dies with it, before the
application does.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from functools import cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from osdesk import assets

STROKE = 1.75
#: In chips the icon is small and stands beside heavy letters.
CHIP_STROKE = 2.0
#: More than all icons of a screen in both themes and two sizes.
_KEPT = 600


@cache
def _source(name: str) -> str:
    return assets.read_text(f"icons/{name}.svg")


class Icons:
    """The icons drawn so far. `name` is Lucide's ("calendar-days"); sizes are logical pixels."""

    def __init__(self) -> None:
        self._drawn: dict[tuple[str, str, int, float, float, int], QPixmap] = {}
        self._stamps: dict[Hashable, QPixmap] = {}

    def pixmap(
        self,
        name: str,
        colour: QColor | str,
        size: int,
        ratio: float,
        *,
        stroke: float = STROKE,
        gap: int = 0,
    ) -> QPixmap:
        """The icon as a pixmap of `size` × `size`, with `gap` empty pixels at its right (a sheet knows no such gap).

        Raises FileNotFoundError where the installation lacks the icon.
        """
        tint = colour if isinstance(colour, str) else colour.name()
        key = (name, tint, size, ratio, stroke, gap)
        found = self._drawn.get(key)
        if found is None:
            if len(self._drawn) >= _KEPT:
                self._drawn.clear()
            found = self._drawn[key] = _draw(name, tint, size, ratio, stroke, gap)
        return found

    def icon(
        self, name: str, colour: QColor | str, disabled: QColor | str, size: int, ratio: float, *, gap: int = 0
    ) -> QIcon:
        """The icon for a button or a menu, in its colour and in the one of the disabled state."""
        made = QIcon()
        made.addPixmap(self.pixmap(name, colour, size, ratio, gap=gap), QIcon.Mode.Normal)
        made.addPixmap(self.pixmap(name, disabled, size, ratio, gap=gap), QIcon.Mode.Disabled)
        return made

    def paint(
        self,
        painter: QPainter,
        name: str,
        colour: QColor | str,
        x: float,
        y: float,
        size: int,
        *,
        stroke: float = STROKE,
    ) -> None:
        """Draw the icon with its top left corner at (x, y)."""
        ratio = painter.device().devicePixelRatio()
        # Whole device pixels, or the outline blurs.
        left, top = round(x * ratio) / ratio, round(y * ratio) / ratio
        pixmap = self.pixmap(name, colour, size, ratio, stroke=stroke)
        painter.drawPixmap(QRectF(left, top, size, size), pixmap, QRectF(pixmap.rect()))

    def stamp(
        self, painter: QPainter, box: QRectF, ground: QColor, name: Hashable, draw: Callable[[QPainter], object]
    ) -> None:
        """Draw what a list shows again and again (a status, avatars): painted once on its ground, then only copied.

        `name` says what it is, apart from its box and its ground; `draw` paints it into the box.
        """
        ratio = painter.device().devicePixelRatio()
        # From whole pixel to whole pixel, or the copy would blur.
        left, top = math.floor(box.left() * ratio) / ratio, math.floor(box.top() * ratio) / ratio
        width, height = math.ceil((box.right() - left) * ratio), math.ceil((box.bottom() - top) * ratio)
        within = round(box.left() - left, 3), round(box.top() - top, 3)
        key = (name, within, width, height, ratio, ground.rgba())
        found = self._stamps.get(key)
        if found is None:
            if len(self._stamps) >= _KEPT:
                self._stamps.clear()
            found = self._stamps[key] = QPixmap(width, height)
            found.setDevicePixelRatio(ratio)
            found.fill(ground)
            own = QPainter(found)
            own.translate(-left, -top)
            draw(own)
            own.end()
        painter.drawPixmap(QPointF(left, top), found)

    def forget(self) -> None:
        """Drop everything drawn (a new theme, a screen that went)."""
        self._drawn.clear()
        self._stamps.clear()


def padded(size: int, gap: int) -> QSize:
    """The icon size a button must be given for an icon with a gap."""
    return QSize(size + gap, size)


def _draw(name: str, tint: str, size: int, ratio: float, stroke: float, gap: int) -> QPixmap:
    source = _source(name).replace("currentColor", tint).replace('stroke-width="2"', f'stroke-width="{stroke}"')
    renderer = QSvgRenderer(QByteArray(source.encode()))
    pixmap = QPixmap(round((size + gap) * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
