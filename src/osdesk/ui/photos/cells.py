"""How a photo looks in the grid: the picture in its place, stage and marks on it, its caption below."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from osdesk.domain.attachments import Attachment
from osdesk.texts import _
from osdesk.ui.kit import paint
from osdesk.ui.photos.drawn import mark_path, paint_marks
from osdesk.ui.photos.model import LONGEST_CAPTION, stage_name
from osdesk.ui.photos.pictures import Thumbnails
from osdesk.ui.theme import Theme, current

#: Width and height of a picture, the room below it, and the gaps between two, at 100 %.
WIDTH, HEIGHT, CAPTION, ACROSS, DOWN = 150, 100, 26, 10, 8
#: The share of a picture that must show when it fills its place; else all of it does.
_LEAST_SHOWN = 0.55
_Index = QModelIndex | QPersistentModelIndex


def pitch() -> QSize:
    """From one photo to the next."""
    theme = current()
    return QSize(theme.px(WIDTH) + theme.px(ACROSS), theme.px(HEIGHT) + theme.px(CAPTION) + theme.px(DOWN))


def picture_box(cell: QRect) -> QRect:
    """Where the picture stands in its cell."""
    theme = current()
    return QRect(cell.left(), cell.top(), theme.px(WIDTH), theme.px(HEIGHT))


def caption_box(cell: QRect) -> QRect:
    """Where the caption stands in its cell."""
    theme = current()
    return QRect(cell.left(), cell.top() + theme.px(HEIGHT), theme.px(WIDTH), theme.px(CAPTION))


class PhotoCells(QStyledItemDelegate):
    """Paints photos, and lets captions be written in their place. `prints`: whether photos go on the paper at all."""

    def __init__(self, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self.prints = True

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """The same for all."""
        return pitch()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """A photo."""
        photo = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(photo, Attachment):
            return
        theme = current()
        state: QStyle.StateFlag = option.state
        cell: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = picture_box(cell).toRectF()
        self._picture(painter, theme, box, photo)
        left = box.left() + theme.px(6)
        top = box.top() + theme.px(6)
        if photo.stage is not None:
            _tag(painter, theme, left, top, stage_name(photo.stage))
        if self.prints and not photo.printed:
            size = theme.px(22)
            place = QRectF(box.right() - size - theme.px(6), top, size, size)
            paint.rounded(painter, place, theme.px(6), theme.colour("surface"))
            inset = (size - theme.px(14)) / 2
            icon = (theme.colour("text2"), place.left() + inset, place.top() + inset, theme.px(14))
            theme.icons.paint(painter, "eye-off", *icon)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        keyboard = bool(state & QStyle.StateFlag.State_HasFocus)
        if selected or keyboard:
            colour = theme.colour("link" if keyboard or state & QStyle.StateFlag.State_Active else "soft_line")
            paint.rounded(painter, box, theme.px(6), None, theme.colour("surface"), 4)
            paint.rounded(painter, box, theme.px(6), None, colour, 3 if keyboard else 2)
        self._caption(painter, theme, caption_box(cell).toRectF(), photo, keyboard)
        painter.restore()

    def _picture(self, painter: QPainter, theme: Theme, box: QRectF, photo: Attachment) -> None:
        clip = QPainterPath()
        clip.addRoundedRect(box, theme.px(6), theme.px(6))
        picture = self._thumbnails.get(photo.file)
        if picture is None or picture.isNull():
            painter.fillPath(clip, theme.colour("surface2"))
            size = theme.px(20)
            place = box.center().x() - size / 2, box.center().y() - size / 2
            name = "image" if picture is None else "circle-alert"
            theme.icons.paint(painter, name, theme.colour("text3"), *place, size)
            return
        painter.save()
        painter.setClipPath(clip)
        whole = placed(photo, picture.size(), box)
        if not whole.contains(box):
            painter.fillPath(clip, theme.colour("surface2"))
        painter.drawPixmap(whole, picture, picture.rect().toRectF())
        paint_marks(painter, whole, photo.marks)
        painter.restore()

    def _caption(self, painter: QPainter, theme: Theme, box: QRectF, photo: Attachment, current_one: bool) -> None:
        box = box.adjusted(theme.px(2), theme.px(2), -theme.px(2), 0)
        if photo.caption:
            paint.line(painter, box, photo.caption, theme.face("hint"), theme.colour("text"))
        elif current_one:
            paint.line(painter, box, _("F2: write a caption"), theme.face("hint"), theme.colour("text3"))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """One line, where the caption stands."""
        editor = QLineEdit(parent)
        editor.setMaxLength(LONGEST_CAPTION)
        editor.setProperty("kind", "cell")
        editor.setAccessibleName(_("Caption"))
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        """Over the caption."""
        cell: QRect = option.rect
        editor.setGeometry(caption_box(cell).adjusted(0, 1, 0, 0))


def placed(photo: Attachment, pixels: QSize, box: QRectF) -> QRectF:
    """The picture's whole place when its middle fills the box.

    Where that would cut off what was drawn on it, or half of it (a phone held upright, a panorama), all of it shows.
    """
    # The small picture of a long strip isn't in proportion; one of an older program has no size.
    known = photo.width > 0 and photo.height > 0
    size = QSizeF(photo.width, photo.height) if known else QSizeF(pixels)
    filling = _in_middle(size.scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding), box)
    shown = box.width() * box.height() / max(1.0, filling.width() * filling.height())
    if shown > _LEAST_SHOWN and all(box.contains(mark_path(mark, filling).boundingRect()) for mark in photo.marks):
        return filling
    return _in_middle(size.scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio), box)


def _in_middle(size: QSizeF, box: QRectF) -> QRectF:
    place = QRectF(box.topLeft(), size)
    place.moveCenter(box.center())
    return place


def _tag(painter: QPainter, theme: Theme, left: float, top: float, words: str) -> None:
    """The stage on the picture, readable on anything."""
    face = theme.face("chip")
    box = QRectF(left, top, face.width(words) + theme.px(14), theme.px(20))
    paint.rounded(painter, box, box.height() / 2, theme.colour("surface"))
    paint.line(painter, box.adjusted(theme.px(7), 0, 0, 0), words, face, theme.colour("text"))
