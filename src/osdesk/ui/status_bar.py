"""The line at the window's foot: whether all is saved, what is under way and can be cancelled, and the day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from PySide6.QtCore import QDate, QEvent, QLocale, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from osdesk.texts import _
from osdesk.ui import theme
from osdesk.ui.kit.buttons import Button

HEIGHT = 26


class _Work(NamedTuple):
    words: str
    cancel: Callable[[], object] | None


class StatusBar(QWidget):
    """Left: saved, or what the page says of its draft, or what is under way with *Cancel*. Right: today."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._icon = QLabel(self)
        self._words = QLabel(self)
        self._words.setProperty("role", "hint")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        # As wide as the words, and narrower where the window is.
        self._words.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._words.setMinimumWidth(1)
        self._cancel = Button(_("Cancel"), self.cancel_work, kind="text", parent=self)
        self._cancel.hide()
        self._day = QLabel(self)
        self._day.setProperty("role", "hint")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 0, 16, 0)
        layout.setSpacing(6)
        layout.addWidget(self._icon)
        layout.addWidget(self._words)
        layout.addWidget(self._cancel)
        layout.addStretch(1)
        layout.addWidget(self._day)
        self._saved_at: datetime | None = None
        self._line = ""
        self._page_line = ""
        self._works: dict[str, _Work] = {}
        self._marks: dict[str, Button] = {}
        self.restyle()

    def saved(self, at: datetime) -> None:
        """Something was stored at that moment (the office's clock)."""
        self._saved_at = at
        self._show()

    def set_line(self, text: str) -> None:
        """A line that stands over everything else until it is taken back with ""."""
        self._line = text
        self._show()

    def set_work(self, key: str, text: str, cancel: Callable[[], object] | None = None) -> None:
        """How far something long is, over every other line; "" when it is over. `cancel` breaks it off.

        Of several that are under way the one begun last is shown.
        """
        if text:
            self._works[key] = _Work(text, cancel)
        else:
            self._works.pop(key, None)
        self._show()

    @property
    def works(self) -> tuple[str, ...]:
        """What is under way, in words, in the order in which it began."""
        return tuple(work.words for work in self._works.values())

    def cancel_work(self) -> bool:
        """Break off what is shown as under way; False when there is nothing that can be."""
        shown = self._shown_work()
        if shown is None or shown.cancel is None:
            return False
        shown.cancel()
        return True

    def cancel_all(self) -> None:
        """Break off whatever is under way: the office is being left."""
        for work in tuple(self._works.values()):
            if work.cancel is not None:
                work.cancel()
        self._works.clear()
        self._show()

    def set_page_line(self, text: str) -> None:
        """What the current page says of what isn't saved, or ""."""
        self._page_line = text
        self._show()

    def set_mark(self, key: str, icon: str, words: str, press: Callable[[], object]) -> None:
        """What waits elsewhere ("2 e-mails in the outbox"), beside the line; pressing it goes there. "" takes it off.

        Marks stand in the order in which they first came.
        """
        mark = self._marks.get(key)
        if mark is None:
            if not words:
                return
            mark = self._marks[key] = Button(words, press, kind="text", icon=icon, parent=self)
            layout = self.layout()
            if isinstance(layout, QHBoxLayout):
                layout.insertWidget(layout.indexOf(self._cancel) + len(self._marks), mark)
        mark.set_icon(icon)
        mark.setText(words)
        mark.setAccessibleName(words)
        mark.setVisible(bool(words))

    @property
    def marks(self) -> dict[str, str]:
        """The marks that show, in words."""
        return {key: mark.text() for key, mark in self._marks.items() if not mark.isHidden()}

    def set_day(self, now: datetime) -> None:
        """The day at the right."""
        day = QDate(now.year, now.month, now.day)
        self._day.setText(QLocale().toString(day, QLocale.FormatType.LongFormat))

    def restyle(self) -> None:
        """Take sizes and icons of the theme again."""
        self.setFixedHeight(theme.current().px(HEIGHT))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook: another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.layout() is not None:
            self.restyle()

    def _shown_work(self) -> _Work | None:
        return next(reversed(self._works.values()), None)

    def _show(self) -> None:
        look = theme.current()
        work = self._shown_work()
        if work is not None:
            words = work.words
        elif self._line:
            words = self._line
        elif self._page_line:
            words = self._page_line
        elif self._saved_at is not None:
            words = _("All saved at {time}").format(time=f"{self._saved_at:%H:%M}")
        else:
            words = _("All saved")
        # The tick says that all is saved and nothing else.
        name, colour = ("circle-dot", "link") if work or self._line or self._page_line else ("circle-check", "ok")
        pixmap: QPixmap = look.icons.pixmap(name, look.colour(colour), look.px(14), self.devicePixelRatioF())
        self._icon.setPixmap(pixmap)
        self._words.setText(words)
        self._words.setAccessibleName(words)
        self._cancel.setVisible(work is not None and work.cancel is not None)
