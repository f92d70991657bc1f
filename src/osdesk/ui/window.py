"""The window: menu bar, rail, one bar, the page, the status line. It goes where pages ask it to, and asks before it
loses anything; what the pages are it knows from `rooms` alone.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from osdesk.ui.kit.labels import Ground, Hairline
from osdesk.ui.kit.layout import column
from osdesk.ui.menus import EDITING, Menus, edit_focused, is_typing
from osdesk.ui.open_pages import OpenPages
from osdesk.ui.page import Page
from osdesk.ui.rail import Rail
from osdesk.ui.settings import Settings
from osdesk.ui.status_bar import StatusBar
from osdesk.ui.theme import Theme
from osdesk.ui.top_bar import TopBar

if TYPE_CHECKING:
    from osdesk.domain.orders import Order
    from osdesk.domain.questions import OrderQuestion
    from osdesk.services.drafts import Draft
    from osdesk.ui.desk import Desk, Way
    from osdesk.ui.kit.snackbar import Snackbar

SMALLEST = (1024, 620)
FIRST = (1366, 768)
#: Below: the rail shows icons only. Below the second one, while an order is edited.
NARROW = 1280
NARROW_EDITING = 1600


class Window(QMainWindow):
    """The program's window. Until `attach` it is a shell without pages, painted at once."""

    #: A command that is the program's own business ("other_office", "about", …).
    wanted = Signal(str)
    #: Its first paint has been asked for: what is heavy may come now.
    painted = Signal()
    #: The window has gone: nothing unsaved is left.
    left = Signal()

    def __init__(self, settings: Settings, theme: Theme) -> None:
        super().__init__()
        self._settings, self._theme = settings, theme
        self._desk: Desk | None = None
        self._may_leave = self._was_painted = False
        self.setWindowTitle("OS Desk")
        self.setMinimumSize(*SMALLEST)
        self.menus = Menus(self.menuBar(), self)
        self.menus.choose(theme.text_size, theme.appearance, settings.flag("list/compact", False))
        self.rail = Rail()
        self.bar = TopBar()
        self.status = StatusBar()
        self._stack = QStackedWidget()
        self._frame = Ground("rail")
        self._covers = QStackedWidget()
        self.pages = OpenPages(self._stack)
        self._lay()
        self._connect()
        theme.watch_alt(self)
        self._place()

    @cached_property
    def snackbar(self) -> Snackbar:
        """The line that says what was done; made when there is something to say."""
        from osdesk.ui.kit.snackbar import Snackbar

        return Snackbar(self._stack)

    def attach(self, desk: Desk) -> None:
        """An office is open: pages can be shown from now on."""
        self._desk = desk

    def detach(self) -> None:
        """Let go of the office and of every page that shows it."""
        self._desk = None
        self.status.cancel_all()
        self.snackbar.dismiss()
        self.pages.clear()

    def cover(self, whole: QWidget | None) -> None:
        """Show this in place of everything, menus too (the assistant, a folder that doesn't open); None uncovers it.

        What covered before is deleted.
        """
        before = self._covers.currentWidget() if self._covers.count() > 1 else None
        if before is not None and before is not self._frame:
            self._covers.removeWidget(before)
            before.deleteLater()
        if whole is not None:
            self._covers.addWidget(whole)
            self._covers.setCurrentWidget(whole)
            whole.setFocus()
        self.menuBar().setVisible(whole is None)
        self._show_heading()

    def ask_to_leave(self, then: Callable[[], None]) -> None:
        """Do `then` once nothing is left to lose: every page with something unsaved is shown and asks for itself."""
        page = next((page for page in self.pages if page.is_dirty()), None)
        if page is None:
            self._ask_about_works(then)
            return
        self.pages.show(page)
        page.ask_to_close(lambda: self._answered(page, then))

    # Where pages ask to go: `desk.Navigator`

    def room(self, key: str, place: str = "") -> None:
        """Show a room, made when it is first opened, at a place in it."""
        if self._desk is not None:
            self.pages.room(key, self._desk).go_to(place)

    def order(self, order_id: int, *, paper: bool = False) -> None:
        """Show the editor of a stored order, the one that has it or a new one; `paper`: its signed copy beside it."""
        if self._desk is not None:
            page = self.pages.order(order_id, self._desk)
            if paper:
                page.beside.show_paper(wanted=True)

    def orders(self, question: OrderQuestion) -> None:
        """Show the orders' room on the answers to a question."""
        if self._desk is not None:
            self.pages.room("orders", self._desk).show_answers(question)

    def new_order(
        self,
        client_id: int | None = None,
        from_order: Order | None = None,
        *,
        client_name: str = "",
        draft: Draft | None = None,
    ) -> None:
        """Show an editor on a new order; the ones that are open stay open. `draft` is what a crash left behind."""
        if self._desk is not None:
            from osdesk.ui.orders.editor import OrderEditor

            self.pages.open(
                OrderEditor(self._desk, client_id=client_id, client_name=client_name, order=from_order, draft=draft)
            )

    def client(self, client_id: int) -> None:
        """Show the clients' room on one client."""
        if self._desk is not None:
            self.pages.room("clients", self._desk).open_record(client_id)

    def new_client(self, name: str = "") -> None:
        """Show the clients' room on a new client."""
        if self._desk is not None:
            self.pages.room("clients", self._desk).new_record(name)

    def say(self, text: str, undo: Callable[[], None] | None = None, *, link: str = "", also: Way = None) -> None:
        """One line in the snackbar, with a way back if there is one."""
        self.snackbar.say(text, undo, link=link, also=also)

    def set_status(self, text: str) -> None:
        """A line at the left of the status bar."""
        self.status.set_line(text)

    def set_work(self, key: str, text: str, cancel: Callable[[], object] | None = None) -> None:
        """What is under way, at the left of the status bar, with *Cancel*."""
        self.status.set_work(key, text, cancel)

    def close(self, page: Page | None = None) -> bool:
        """Take a page out; without one, close the window, which asks before anything is lost."""
        if page is None:
            return super().close()
        self.pages.remove(page)
        if self.pages.current is None:
            self.room("orders")
        return True

    def back(self) -> None:
        """From an editor to its room: it closes if nothing is unsaved, else stays open in the rail."""
        page = self.pages.current
        if page is None or not page.editing:
            return
        self.room(page.key)
        if not page.is_dirty():
            self.close(page)

    def do(self, name: str) -> None:
        """Carry out a command of the menus (`menus.Deeds`)."""
        head, _colon, value = name.partition(":")
        deeds: dict[str, Callable[[], object]] = {
            "room": lambda: self.room(value),
            "new_order": self.new_order,
            "new_client": self.new_client,
            "close_page": self._close_current,
            "quit": self.close,
            "palette": self._search,
            "next_editor": self.pages.next_editor,
            "text_size": lambda: self._set_text_size(int(value)),
            "appearance": lambda: self._set_appearance(value),
            "compact": self._set_compact,
            "full_screen": lambda: self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen),
        }
        if head in deeds:
            deeds[head]()
        elif head in EDITING:
            self._edit(head)
        else:
            self.wanted.emit(name)

    # Qt's hooks

    def event(self, event: QEvent) -> bool:
        """Tell of the first paint, once it has reached the screen."""
        done = super().event(event)
        if not self._was_painted and event.type() == QEvent.Type.Paint:
            self._was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the rail to the width."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back from an editor when nothing nearer wanted it; elsewhere it breaks off what is under way."""
        if event.key() == Qt.Key.Key_Escape:
            page = self.pages.current
            if (page is not None and page.editing) or not self.status.cancel_work():
                self.back()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask first; when nothing is unsaved any more the window goes."""
        if not self._may_leave and (self.status.works or any(page.is_dirty() for page in self.pages)):
            event.ignore()
            # Not from within: a window that is being closed can't be told to close.
            QTimer.singleShot(0, self, lambda: self.ask_to_leave(self._leave))
            return
        self._settings.keep_window(self, "main")
        super().closeEvent(event)
        self.left.emit()

    # Inside

    def _lay(self) -> None:
        inner = Ground("surface")
        right = column(self.bar, self._stack, 1, gap=0)
        inner.setLayout(right)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(Hairline(standing=True))
        middle.addWidget(inner, 1)
        self._frame.setLayout(column(middle, 1, self.status, gap=0))
        self._covers.addWidget(self._frame)
        self.setCentralWidget(self._covers)
        self.bar.show_page(None, folded=False)

    def _connect(self) -> None:
        self.rail.room_wanted.connect(self.room)
        self.rail.editor_wanted.connect(self._show_editor)
        self.rail.close_wanted.connect(self._close_editor)
        self.bar.search_wanted.connect(self._search)
        self.bar.back_wanted.connect(self.back)
        self.bar.new_wanted.connect(self.new_order)
        self.pages.switched.connect(self._switched)
        self.pages.heading_changed.connect(self._show_heading)
        self.pages.editing_changed.connect(self._show_state)
        self._theme.changed.connect(self._fit)
        # The settings' room chooses them too.
        self._theme.changed.connect(self._show_look)

    def _place(self) -> None:
        if not self._settings.restore_window(self, "main"):
            room = QGuiApplication.primaryScreen().availableGeometry()
            width, height = min(FIRST[0], room.width()), min(FIRST[1], room.height())
            left, top = room.x() + (room.width() - width) // 2, room.y() + (room.height() - height) // 2
            self.setGeometry(left, top, width, height)

    def _switched(self) -> None:
        self.menus.set_page(self.pages.current)
        self._fit()
        self._show_heading()

    def _show_heading(self) -> None:
        page = self.pages.current
        self.bar.show_page(page, folded=self._folded())
        # The mark of what isn't saved stands by the page; at the end Qt would not know the program's name and add it.
        parts = (f"{page.title()}[*]" if page is not None else "", self.rail.company, "OS Desk")
        self.setWindowTitle(" – ".join(part for part in parts if part))
        self._show_state()

    def _show_state(self) -> None:
        page = self.pages.current
        self.setWindowModified(page is not None and page.is_dirty())
        self.status.set_page_line(page.draft_line() if page is not None else "")
        self.rail.set_editing(self.pages.editing())
        self.rail.set_current("" if page is None or page.editing else page.key)

    def _folded(self) -> bool:
        return self.width() < self._theme.px(NARROW_EDITING)

    def _fit(self) -> None:
        page = self.pages.current
        editing = page is not None and page.editing
        narrow = self.width() < self._theme.px(NARROW_EDITING if editing else NARROW)
        if narrow != self.rail.narrow:
            self.rail.set_narrow(narrow)
        self.bar.fold(self._folded())

    def _show_editor(self, serial: int) -> None:
        page = self.pages.editor(serial)
        if page is not None:
            self.pages.show(page)

    def _close_editor(self, serial: int) -> None:
        page = self.pages.editor(serial)
        if page is not None:
            if page.is_dirty():
                self.pages.show(page)
            page.ask_to_close(lambda: self._closed(page))

    def _close_current(self) -> None:
        page = self.pages.current
        if page is not None and page.editing:
            page.ask_to_close(lambda: self._closed(page))

    def _closed(self, page: Page) -> None:
        # *Save and close* may have closed it already.
        if shiboken6.isValid(page) and page in self.pages.editors:
            self.close(page)

    def _answered(self, page: Page, then: Callable[[], None]) -> None:
        if shiboken6.isValid(page) and (page in self.pages.editors or page.is_dirty()):
            self.close(page)
        # Not from within the answer to a question: the next page asks its own.
        QTimer.singleShot(0, self, lambda: self.ask_to_leave(then))

    def _ask_about_works(self, then: Callable[[], None]) -> None:
        if self._desk is None:
            then()
            return
        from osdesk.ui.leaving import ask_about_works

        ask_about_works(self.status, self._desk.prompts, self, then)

    def _leave(self) -> None:
        self._may_leave = True
        self.close()

    def _edit(self, name: str) -> None:
        if name == "undo" and self.snackbar.undo():
            return
        page = self.pages.current
        offered = page.menu_actions.get(name) if page is not None else None
        if offered is not None and offered.isEnabled() and not is_typing():
            offered.trigger()
        else:
            edit_focused(name)

    def _show_look(self) -> None:
        compact = self._settings.flag("list/compact", False)
        self.menus.choose(self._theme.text_size, self._theme.appearance, compact)

    def _set_text_size(self, percent: int) -> None:
        self._settings.text_size = percent
        self._theme.set_text_size(percent)

    def _set_appearance(self, appearance: str) -> None:
        self._theme.set_appearance(appearance)
        self._settings.appearance = self._theme.appearance

    def _set_compact(self) -> None:
        self._settings.set_flag("list/compact", self.menus.action("compact").isChecked())
        self._theme.changed.emit()

    def _search(self) -> None:
        if self._desk is None:
            return
        from osdesk.ui.palette import Palette
        from osdesk.ui.palette_find import Command, Going

        going = Going(
            order=self.order,
            orders=self.orders,
            client=self.client,
            new_order=lambda client_id, name: self.new_order(client_id, client_name=name),
            new_client=self.new_client,
        )
        Palette(self._desk, [Command(*each) for each in self.menus.for_palette()], going, self._frame).open()
