"""The scrolling body of a form, and its sections."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QWidget

from osdesk.ui.kit.field import Field
from osdesk.ui.kit.labels import Ground, Hairline, Label
from osdesk.ui.kit.layout import bar, column
from osdesk.ui.theme import current

#: What stays free above and below a field that gets the keyboard.
_MARGIN = 16


class Section(QWidget):
    """A section of a form: title, a note beside it, actions at the right, and below them what `body` takes."""

    def __init__(self, title: str, *actions: QWidget, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label(title, "section")
        self.note = Label(note, "hint")
        # Never shown before it has a parent: for a moment it would be a window, and take the keyboard.
        if not note:
            self.note.hide()
        self.body = column(gap=8)
        self.setAccessibleName(title)
        whole = column(bar(self.title, self.note, None, *actions, gap=10), gap=12)
        whole.addLayout(self.body)
        self.setLayout(whole)

    def set_note(self, note: str) -> None:
        """Change the note ("Time on site: 2 h 45")."""
        self.note.setText(note)
        self.note.setVisible(bool(note))

    def add(self, part: QWidget | QLayout) -> None:
        """Add a row to the section."""
        if isinstance(part, QLayout):
            self.body.addLayout(part)
        else:
            self.body.addWidget(part)


class FormScroll(QScrollArea):
    """The scrolling body of a form: sections with hairlines between them, never wider than `widest`, centred.

    It never scrolls sideways; only this body scrolls, bars around it stand.
    """

    def __init__(self, *, widest: int = 820, ground: str = "surface", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = current()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._widest = theme.px(widest)
        self._sections: list[QWidget] = []
        self._page = Ground(ground)
        self._content = QWidget()
        self.lines = column(gap=0, margins=(24, 16, 16, 24))
        self._content.setLayout(self.lines)
        holder = QHBoxLayout(self._page)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addWidget(self._content, 0, Qt.AlignmentFlag.AlignTop)
        self._holder = holder
        self.setWidget(self._page)

    @property
    def page(self) -> QWidget:
        """What scrolls; it is laid out anew whenever a part of the form needs other room."""
        return self._page

    @property
    def sections(self) -> Sequence[QWidget]:
        """The sections added, in order."""
        return tuple(self._sections)

    def add(self, section: QWidget) -> None:
        """Add a section below the others; a hairline parts it from the one above."""
        if self._sections:
            self.lines.addWidget(Hairline(above=14, below=14))
        self._sections.append(section)
        self.lines.addWidget(section)

    def bring(self, widget: QWidget, *, top: bool = False) -> None:
        """Scroll until the widget shows, with `top` to the upper edge."""
        if not top:
            self._show_whole(widget)
            return
        y = widget.mapTo(self._page, QPoint(0, 0)).y()
        self.verticalScrollBar().setValue(max(0, y - current().px(14)))

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  Qt's name
        """The field that gets the keyboard shows whole, its label too: Qt is content when the cursor shows."""
        moved = super().focusNextPrevChild(next)
        here: QWidget | None = self.focusWidget()
        if moved and here is not None and self.isAncestorOf(here):
            self._show_whole(here)
        return moved

    def _show_whole(self, widget: QWidget) -> None:
        """Scroll no more than is needed for the field that the widget stands in."""
        field: QWidget | None = widget
        while field is not None and not isinstance(field, Field):
            field = field.parentWidget()
        shown = field or widget
        room, margin = self.viewport().height(), current().px(_MARGIN)
        if shown.height() + 2 * margin > room:
            self.ensureWidgetVisible(widget, 0, 40)
            return
        top = shown.mapTo(self._page, QPoint(0, 0)).y() - margin
        bottom = top + shown.height() + 2 * margin
        scroll = self.verticalScrollBar()
        if top < scroll.value():
            scroll.setValue(top)
        elif bottom > scroll.value() + room:
            scroll.setValue(bottom - room)

    def current_section(self) -> int:
        """Index of the section at the top of what shows, -1 without sections."""
        at = self.verticalScrollBar().value() + current().px(48)
        found = -1
        for index, section in enumerate(self._sections):
            if found < 0 or section.mapTo(self._page, QPoint(0, 0)).y() <= at:
                found = index
        return found

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the content within its greatest width, centred."""
        super().resizeEvent(event)
        room = self.viewport().width()
        spare = max(0, room - self._widest)
        self._holder.setContentsMargins(spare // 2, 0, spare - spare // 2, 0)

    def minimumSizeHint(self) -> QSize:
        """As wide as the content must be; any height."""
        width = self._content.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        return QSize(width, 120)
