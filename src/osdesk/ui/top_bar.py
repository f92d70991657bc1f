"""The one bar over the page: where you are at its left; at its right the search and the page's own actions."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from osdesk.texts import _
from osdesk.ui import theme
from osdesk.ui.kit.buttons import IconButton
from osdesk.ui.kit.labels import Label, fill
from osdesk.ui.page import Page

HEIGHT = 56
SEARCH_KEYS = "Ctrl+K"


class SearchField(QAbstractButton):
    """Looks like a field and opens the palette: a click or any letter will do."""

    typed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Search orders, clients and actions"))
        self.setToolTip(_("Search orders, clients and actions"))
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """Qt's hook."""
        look = theme.current()
        return QSize(look.px(330), look.px(34))

    def minimumSizeHint(self) -> QSize:
        """Qt's hook: words are cut before other things must go."""
        look = theme.current()
        return QSize(look.px(170), look.px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(look.colour("surface" if self.underMouse() else "window"))
        painter.setPen(look.colour("field" if look.dark or self.underMouse() else "line"))
        painter.drawRoundedRect(box, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(look.colour("link"), 2))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        size = look.px(16)
        look.icons.paint(painter, "search", look.colour("text2"), look.px(8), (self.height() - size) / 2, size)
        keys = QKeySequence(SEARCH_KEYS).toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")
        painter.setFont(look.font("axis"))
        cap = painter.fontMetrics().horizontalAdvance(keys) + look.px(18)
        right = self.width() - look.px(7)
        frame = QRectF(right - cap + 0.5, look.px(7) + 0.5, cap - 1, self.height() - 2 * look.px(7) - 1)
        painter.setBrush(look.colour("surface"))
        painter.setPen(look.colour("field"))
        painter.drawRoundedRect(frame, 4, 4)
        painter.setPen(look.colour("text2"))
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, keys)
        painter.setFont(look.font("text"))
        painter.setPen(look.colour("text3"))
        left = look.px(38)
        room = int(right - cap - left - look.px(8))
        words = painter.fontMetrics().elidedText(_("Search order, client, phone…"), Qt.TextElideMode.ElideRight, room)
        painter.drawText(
            QRectF(left, 0, room, self.height()), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words
        )
        painter.end()


class TopBar(QWidget):
    """The bar. `search_wanted`, `back_wanted` and `new_wanted` are what its own buttons say."""

    search_wanted = Signal()
    back_wanted = Signal()
    new_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._page: Page | None = None
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(20, 0, 16, 1)
        self._layout.setSpacing(8)
        self._back = IconButton("arrow-left", _("Back to the list"), self.back_wanted.emit, parent=self)
        self._title = Label("", "page", parent=self)
        self.search = SearchField(self)
        self.search.clicked.connect(self.search_wanted)
        words = _("Search orders, clients and actions")
        self._search_icon = IconButton("search", words, self.search_wanted.emit, parent=self)
        self._new = IconButton("plus", _("New order"), self.new_wanted.emit, parent=self)
        self._left: QWidget | None = None
        self._actions: tuple[QWidget, ...] = ()
        self._lay([self._back, self._title, None, self.search, self._search_icon, self._new])
        for widget in (self._back, self._search_icon, self._new, self._title):
            widget.hide()
        self.restyle()

    def show_page(self, page: Page | None, *, folded: bool) -> None:
        """Take over the widgets of a page; `folded` shows the search as an icon."""
        editing = page is not None and page.editing
        own = page.bar_left() if page is not None else None
        actions = tuple(page.bar_actions()) if page is not None else ()
        self._title.setText("" if page is None or own is not None else page.title())
        if page is self._page and own is self._left and actions == self._actions:
            # Taking them out and in again would take the keyboard from the one that has it.
            self.fold(folded)
            return
        self._release()
        self._page, self._left = page, own
        self._title.setVisible(self._left is None)
        self._back.setVisible(editing)
        self.fold(folded)
        self._new.setVisible(editing)
        self._actions = actions
        left: QWidget = self._title if self._left is None else self._left
        self._lay([self._back, left, None, self.search, self._search_icon, self._new, *actions])
        for widget in (left, *actions):
            widget.setVisible(True)

    def fold(self, folded: bool) -> None:
        """Show the search as an icon while an order is edited, or as a field."""
        editing = self._page is not None and self._page.editing
        self.search.setVisible(not (folded and editing))
        self._search_icon.setVisible(folded and editing)

    def restyle(self) -> None:
        """Take the sizes of the theme again."""
        self.setFixedHeight(theme.current().px(HEIGHT) + 1)

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook: another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.layout() is not None:
            self.restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook: the hairline under it."""
        super().paintEvent(event)
        painter = QPainter(self)
        fill(painter, QRect(0, self.height() - 1, self.width(), 1), theme.current().colour("line"))
        painter.end()

    def _release(self) -> None:
        """Give the page its widgets back: they die with it, not with the bar."""
        for widget in (self._left, *self._actions):
            if widget is not None and shiboken6.isValid(widget):
                widget.hide()
                self._layout.removeWidget(widget)
                if self._page is not None and shiboken6.isValid(self._page):
                    widget.setParent(self._page)
        self._left, self._actions = None, ()

    def _lay(self, widgets: list[QWidget | None]) -> None:
        while self._layout.takeAt(0) is not None:
            pass
        for widget in widgets:
            if widget is None:
                self._layout.addStretch(1)
                continue
            if widget.parentWidget() is not self:
                widget.setParent(self)
            self._layout.addWidget(widget)
