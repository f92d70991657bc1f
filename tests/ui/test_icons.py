"""Icons: tinted, sharp, drawn once."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from osdesk.ui.icons import Icons
from osdesk.ui.theme import Theme
from osdesk.ui.tokens import STATUS_ICONS, VISIT_LOOKS


def _colours(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


def test_an_icon_takes_the_colour_it_is_given(theme: Theme) -> None:
    drawn = Icons().pixmap("square", "#b3261e", 48, 1.0).toImage()
    assert _colours(drawn) == {"#b3261e"}


def test_an_icon_is_rendered_for_the_pixels_of_its_screen(theme: Theme) -> None:
    drawn = Icons().pixmap("plus", "#000000", 16, 1.5)
    assert (drawn.width(), drawn.height()) == (24, 24)
    assert drawn.devicePixelRatio() == 1.5


def test_an_icon_is_drawn_once_for_each_colour_size_and_screen(theme: Theme) -> None:
    icons = Icons()
    first = icons.pixmap("plus", "#000000", 16, 1.0)
    assert icons.pixmap("plus", QColor("#000000"), 16, 1.0).cacheKey() == first.cacheKey()
    assert icons.pixmap("plus", "#ffffff", 16, 1.0).cacheKey() != first.cacheKey()
    assert icons.pixmap("plus", "#000000", 16, 2.0).cacheKey() != first.cacheKey()


def test_the_gap_beside_an_icon_is_empty(theme: Theme) -> None:
    drawn = Icons().pixmap("square", "#000000", 16, 1.0, gap=6).toImage()
    assert (drawn.width(), drawn.height()) == (22, 16)
    assert all(drawn.pixelColor(x, y).alpha() == 0 for x in range(17, 22) for y in range(16))


def test_an_icon_is_painted_on_whole_device_pixels(theme: Theme) -> None:
    canvas = QImage(40, 40, QImage.Format.Format_ARGB32_Premultiplied)
    canvas.fill(0)
    painter = QPainter(canvas)
    icons = Icons()
    icons.paint(painter, "square", "#000000", 3.4, 3.6, 24)
    painter.end()
    straight = QImage(canvas.size(), canvas.format())
    straight.fill(0)
    painter = QPainter(straight)
    painter.drawPixmap(3, 4, icons.pixmap("square", "#000000", 24, 1.0))
    painter.end()
    assert canvas == straight


@pytest.mark.parametrize("name", sorted({*STATUS_ICONS.values(), *(icon for _pair, icon in VISIT_LOOKS.values())}))
def test_every_icon_of_a_status_is_shipped(theme: Theme, name: str) -> None:
    assert not Icons().pixmap(name, "#000000", 14, 1.0).isNull()


def test_a_missing_icon_says_so(theme: Theme) -> None:
    with pytest.raises(FileNotFoundError):
        Icons().pixmap("no-such-icon", "#000000", 16, 1.0)
