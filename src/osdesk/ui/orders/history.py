"""The history of an order: its issued documents, and who did what and when, newest first; what changed unfolds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from osdesk.domain.changes import Subject
from osdesk.domain.history import Deed, Entry
from osdesk.domain.orders import Order
from osdesk.services.wording import change_line, entry_sentence, service_type_name, status_name
from osdesk.texts import _, ngettext
from osdesk.ui.desk import Desk
from osdesk.ui.kit import paint
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.labels import Label
from osdesk.ui.kit.layout import bar, column
from osdesk.ui.orders.index import Mark
from osdesk.ui.orders.issued import IssuedDocuments
from osdesk.ui.orders.section import Around, OrderSection
from osdesk.ui.orders.when import moment_words
from osdesk.ui.theme import current

Names = Mapping[str, Mapping[int, str]]

_ICONS = {
    Deed.ADDED: "plus",
    Deed.CHANGED: "pencil-line",
    Deed.DELETED: "trash-2",
    Deed.RESTORED: "archive-restore",
    Deed.PRINTED: "printer",
    Deed.EXPORTED: "file-down",
    Deed.ISSUED: "stamp",
    Deed.VOIDED: "ban",
    Deed.SENT: "send",
    Deed.FILED: "paperclip",
}
_FIRST = 8


class _EntryHead(QAbstractButton):
    """One line: a badge, when, what; pressing it unfolds what changed."""

    def __init__(self, icon: str, when: str, words: str, actor: str, *, unfolds: bool, last: bool) -> None:
        super().__init__()
        self._icon, self._when, self._words, self._actor = icon, when, words, actor
        self._last = last
        self.setCheckable(unfolds)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if unfolds else Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(", ".join(part for part in (when, words, actor) if part))

    def sizeHint(self) -> QSize:
        return QSize(200, current().px(32))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave, QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        box = self.rect().toRectF()
        if self.isCheckable() and (self.underMouse() or self.hasFocus()):
            border = theme.colour("link") if self.hasFocus() else None
            paint.rounded(painter, box, theme.px(6), theme.colour("hover"), border, 2)
        middle = QPointF(theme.px(12), box.height() / 2)
        radius = theme.px(11)
        painter.setPen(QPen(theme.colour("line"), 1))
        if not self._last:
            painter.drawLine(QPointF(middle.x(), middle.y() + radius), QPointF(middle.x(), box.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("hover"))
        painter.drawEllipse(middle, radius, radius)
        size = theme.px(13)
        left, top = middle.x() - size / 2, middle.y() - size / 2
        theme.icons.paint(painter, self._icon, theme.colour("text2"), left, top, size)
        when = QRectF(theme.px(36), 0, theme.px(106), box.height())
        paint.label(painter, when, self._when, theme.font("hint"), theme.colour("text2"))
        right = box.right() - theme.px(8)
        if self._actor:
            font = theme.font("hint")
            width = QFontMetricsF(font).horizontalAdvance(self._actor) + 2
            place = QRectF(right - width, 0, width, box.height())
            paint.label(painter, place, self._actor, font, theme.colour("text2"))
            right -= width + theme.px(12)
        words = QRectF(theme.px(146), 0, max(0.0, right - theme.px(146)), box.height())
        used = paint.label(painter, words, self._words, theme.font("text"), theme.colour("text"))
        if self.isCheckable():
            size = theme.px(14)
            arrow = "chevron-up" if self.isChecked() else "chevron-down"
            left = min(words.left() + used + theme.px(6), right - size)
            theme.icons.paint(painter, arrow, theme.colour("text3"), left, (box.height() - size) / 2, size)


class _EntryRow(QWidget):
    """An entry with its changes, made when they are first unfolded."""

    def __init__(self, entry: Entry, names: Names, around: Around, *, last: bool) -> None:
        super().__init__()
        self._entry, self._names, self._around = entry, names, around
        when = moment_words(around.local(entry.at), datetime.now(around.zone))
        self.head = _EntryHead(
            _ICONS[entry.deed],
            when,
            entry_sentence(entry, names),
            entry.actor,
            unfolds=bool(entry.changes),
            last=last,
        )
        self._lines: QWidget | None = None
        self._column = column(self.head, gap=0)
        self.setLayout(self._column)
        self.head.toggled.connect(self._unfold)

    def _unfold(self, shown: bool) -> None:
        if self._lines is None:
            self._lines = QWidget()
            words = []
            for change in self._entry.changes:
                name, before, after = change_line(Subject.ORDER, change, self._names, self._around.zone)
                words.append(Label(f"{name}: {before} → {after}", "hint", wrap=True))
            self._lines.setLayout(column(*words, gap=3, margins=(146, 0, 8, 8)))
            self._column.addWidget(self._lines)
        self._lines.setVisible(shown)


class HistorySection(OrderSection):
    """The issued documents, then the entries; the newest are shown, the others on demand."""

    icon = "history"

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("History"))
        self.issued = IssuedDocuments(desk)
        self._around: Around | None = None
        self._entries: tuple[Entry, ...] = ()
        self._rows: list[_EntryRow] = []
        self._empty = Label(_("It begins with the first save."), "dim")
        self._lines = QWidget()
        self._lines.setLayout(column(gap=0))
        self._all = Button(_("Show all"), self._show_all, kind="link")
        self._all.hide()
        self.add(self.issued)
        self.add(self._empty)
        self.add(self._lines)
        self.add(bar(self._all, None))

    def show_around(self, around: Around) -> None:
        """Take over the names that entries speak of."""
        self._around = around
        self.issued.show_around(around)

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        """Show a history, the newest first."""
        if entries != self._entries:
            self._entries = entries
            if entries:
                self.issued.show_order(entries[0].record_id)
            self._rebuild(_FIRST)

    def mark(self, order: Order) -> Mark:
        """Nothing is asked here."""
        return Mark()

    def first_place(self) -> QWidget:
        """The newest entry."""
        return self._rows[0].head if self._rows else self

    def _show_all(self) -> None:
        self._rebuild(len(self._entries))

    def _rebuild(self, count: int) -> None:
        layout = self._lines.layout()
        around = self._around
        if layout is None or around is None:
            return
        for row in self._rows:
            layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        shown = self._entries[:count]
        names = names_of(around)
        self._rows = [_EntryRow(entry, names, around, last=entry is shown[-1]) for entry in shown]
        for row in self._rows:
            layout.addWidget(row)
        self._empty.setVisible(not shown)
        hidden = len(self._entries) - len(shown)
        self._all.setVisible(hidden > 0)
        self._all.setText(ngettext("Show {count} more", "Show {count} more", hidden).format(count=hidden))


def names_of(around: Around) -> Names:
    """What the ids in a history mean."""
    return {
        "status_id": around.status_names
        or {each.id: status_name(each) for each in around.statuses if each.id is not None},
        "service_type_id": {each.id: service_type_name(each) for each in around.service_types if each.id is not None},
        "technicians": {each.id: each.name for each in around.technicians if each.id is not None},
        "client_id": {around.client.id: around.client.name}
        if around.client is not None and around.client.id is not None
        else {},
    }
