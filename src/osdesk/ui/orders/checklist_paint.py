"""How a row of a checklist looks, and what lies where in it: number, words, note, value box, the three answers."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from osdesk.domain.checklists import Answer, ChecklistItem, ItemKind
from osdesk.ui.kit import paint
from osdesk.ui.orders.checklist_model import ChecklistModel, answer_letter, range_text
from osdesk.ui.theme import Theme, current

ROW = 34
ANSWERS = (Answer.YES, Answer.NO, Answer.NOT_APPLICABLE)
_LOOKS = {
    Answer.YES: ("check", "ok", "ok_soft"),
    Answer.NO: ("x", "danger", "danger_soft"),
    Answer.NOT_APPLICABLE: ("minus", "text2", "line"),
}


def answer_box(row: QRect, answer: Answer) -> QRect:
    """Where an answer's button stands in a row."""
    theme = current()
    width, height = theme.px(51), theme.px(27)
    right = row.right() + 1 - theme.px(9) - (len(ANSWERS) - 1 - ANSWERS.index(answer)) * theme.px(54)
    return QRect(right - width, row.top() + (row.height() - height) // 2, width, height)


def value_box(row: QRect, item: ChecklistItem) -> QRect:
    """Where what is typed in a row stands; empty for a row that takes no value. Text takes the room of two answers."""
    theme = current()
    if item.kind is ItemKind.MEASURE:
        right, width = answer_box(row, Answer.YES).left() - theme.px(9), theme.px(85)
    elif item.kind in (ItemKind.TEXT, ItemKind.CHOICE):
        right, width = answer_box(row, Answer.NOT_APPLICABLE).left() - theme.px(4), theme.px(200)
    else:
        return QRect()
    height = theme.px(27)
    return QRect(right - width, row.top() + (row.height() - height) // 2, width, height)


def words_box(row: QRect, item: ChecklistItem) -> QRect:
    """Where the row's words and its note stand."""
    theme = current()
    value = value_box(row, item)
    right = (answer_box(row, Answer.YES) if value.isEmpty() else value).left() - theme.px(12)
    left = row.left() + theme.px(34)
    return QRect(left, row.top(), max(0, right - left), row.height())


def note_box(row: QRect, item: ChecklistItem) -> QRect:
    """Where the row's note is typed: after its words, never narrower than half the room."""
    theme = current()
    room = words_box(row, item)
    words = QFontMetricsF(theme.font("strong")).horizontalAdvance(item.text)
    left = room.left() + min(round(words) + theme.px(10), room.width() // 2)
    height = theme.px(27)
    return QRect(left, row.top() + (row.height() - height) // 2, room.right() - left, height)


class ChecklistDelegate(QStyledItemDelegate):
    """Paints the rows of a `ChecklistModel`; `framed_row` is the one being answered, -1 while the list rests."""

    framed_row = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Every row has one height."""
        return QSize(100, current().px(ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """One row."""
        model = index.model()
        if not isinstance(model, ChecklistModel):
            return
        theme = current()
        row: QRect = option.rect
        item = model.item(index.row())
        painter.save()
        box = QRectF(row)
        if item.kind is ItemKind.SECTION:
            words = box.adjusted(theme.px(10), theme.px(6), -theme.px(9), 0)
            paint.label(painter, words, item.text, theme.font("chip"), theme.colour("text2"))
            paint.hairline(painter, theme.colour("line"), box.left(), box.right(), box.bottom() - 1)
            painter.restore()
            return
        chosen = self.framed_row == index.row()
        if chosen:
            paint.rounded(painter, box, theme.px(6), theme.colour("soft"), theme.colour("link"), 2)
        else:
            paint.hairline(painter, theme.colour("line"), box.left(), box.right(), box.bottom() - 1)
        number = QRectF(row.left(), row.top(), theme.px(24), row.height())
        align = Qt.AlignmentFlag.AlignRight
        paint.label(painter, number, str(model.number(index.row())), theme.font("label"), theme.colour("text2"), align)
        self._words(painter, theme, row, item, chosen, model.out_of_range(index.row()))
        self._value(painter, theme, row, item, model.value_text(index.row()), model.problem(index.row()) is not None)
        for answer in ANSWERS:
            if item.kind in (ItemKind.YES_NO, ItemKind.MEASURE) or answer is Answer.NOT_APPLICABLE:
                _answer(painter, theme, QRectF(answer_box(row, answer)), answer, item.answer is answer)
        painter.restore()

    @staticmethod
    def _words(
        painter: QPainter, theme: Theme, row: QRect, item: ChecklistItem, chosen: bool, out_of_range: bool
    ) -> None:
        room = QRectF(words_box(row, item))
        font = theme.font("strong" if chosen else "text")
        # A note gets what the words leave, but the words give way to half of it.
        metrics = QFontMetricsF(font)
        hint = item.note or (range_text(item) if chosen or out_of_range else "")
        wanted = metrics.horizontalAdvance(item.text)
        most = room.width() if not hint else max(room.width() / 2, room.width() - theme.px(150))
        box = QRectF(room.left(), room.top(), min(wanted + 1, most), room.height())
        used = paint.label(painter, box, item.text, font, theme.colour("text"))
        left = room.left() + used + theme.px(9)
        if not hint or room.right() - left < theme.px(40):
            return
        if item.note:
            size = theme.px(14)
            top = row.top() + (row.height() - size) / 2
            theme.icons.paint(painter, "message-square-text", theme.colour("text2"), left, top, size)
            left += size + theme.px(5)
        colour = "danger" if out_of_range and not item.note else "text2"
        place = QRectF(left, room.top(), room.right() - left, room.height())
        paint.label(painter, place, hint, theme.font("hint"), theme.colour(colour))

    @staticmethod
    def _value(painter: QPainter, theme: Theme, row: QRect, item: ChecklistItem, text: str, problem: bool) -> None:
        place = value_box(row, item)
        if place.isEmpty():
            return
        box = QRectF(place)
        fill = theme.colour("danger_soft" if problem else "surface")
        paint.rounded(painter, box, theme.px(5), fill, theme.colour("danger" if problem else "field"))
        inner = box.adjusted(theme.px(8), 0, -theme.px(8), 0)
        if item.kind is ItemKind.MEASURE:
            font = theme.font("hint")
            unit = QFontMetricsF(font).horizontalAdvance(item.unit)
            right = Qt.AlignmentFlag.AlignRight
            paint.label(painter, inner, item.unit, font, theme.colour("text2"), right)
            inner.setRight(inner.right() - unit - theme.px(4))
        elif item.kind is ItemKind.CHOICE:
            size = theme.px(14)
            top = box.top() + (box.height() - size) / 2
            theme.icons.paint(painter, "chevron-down", theme.colour("text2"), box.right() - theme.px(20), top, size)
            inner.setRight(inner.right() - size)
        colour = theme.colour("danger" if problem else "text")
        paint.label(painter, inner, text, theme.font("medium"), colour)


def _answer(painter: QPainter, theme: Theme, box: QRectF, answer: Answer, given: bool) -> None:
    icon, ink, ground = _LOOKS[answer]
    radius = theme.px(5)
    letter = answer_letter(answer)
    if not given:
        paint.rounded(painter, box, radius, theme.colour("surface"), theme.colour("field"))
        centre = Qt.AlignmentFlag.AlignHCenter
        paint.label(painter, box, letter, theme.font("label"), theme.colour("text2"), centre)
        return
    paint.rounded(painter, box, radius, theme.colour(ground), theme.colour(ink))
    font = theme.font("chip")
    size = theme.px(14)
    width = size + theme.px(4) + QFontMetricsF(font).horizontalAdvance(letter)
    left = box.left() + (box.width() - width) / 2
    theme.icons.paint(painter, icon, theme.colour(ink), left, box.top() + (box.height() - size) / 2, size, stroke=2.0)
    words = QRectF(left + size + theme.px(4), box.top(), box.width(), box.height())
    paint.label(painter, words, letter, font, theme.colour(ink))
