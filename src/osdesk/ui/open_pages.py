"""The pages that are open: rooms made so far and editors, which one shows, and in which order they were seen.

Apart from the window, which lays them out: here is only who is there and who comes next.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from osdesk.ui.page import Page
from osdesk.ui.rail import Editing
from osdesk.ui.rooms import room as room_of

if TYPE_CHECKING:
    from osdesk.ui.desk import Desk
    from osdesk.ui.orders.editor import OrderEditor


class OpenPages(QObject):
    """Rooms and editors in a stack. Editors are known by a serial number, for they may have no order's number yet."""

    #: Another page shows.
    switched = Signal()
    #: The current page's title, bar or draft's line changed.
    heading_changed = Signal()
    #: Editors came, went, or changed between saved and unsaved.
    editing_changed = Signal()

    def __init__(self, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._stack = stack
        self._rooms: dict[str, Page] = {}
        self._editors: dict[int, Page] = {}
        self._serials = itertools.count(1)
        self._seen: list[Page] = []
        self._fresh: set[int] = set()
        self.current: Page | None = None

    def __iter__(self) -> Iterator[Page]:
        """Editors first, for they are the ones that are asked about."""
        yield from (*self._editors.values(), *self._rooms.values())

    @property
    def editors(self) -> tuple[Page, ...]:
        """The open editors, the oldest first."""
        return tuple(self._editors.values())

    def editor(self, serial: int) -> Page | None:
        """The editor of that serial number."""
        return self._editors.get(serial)

    def editing(self) -> list[Editing]:
        """What the rail shows of the editors."""
        found = []
        for serial, page in self._editors.items():
            number, name = page.rail_label()
            found.append(
                Editing(key=serial, number=number, name=name, dirty=page.is_dirty(), current=page is self.current)
            )
        return found

    def room(self, key: str, desk: Desk) -> Page:
        """Show a room, made when it is first opened."""
        page = self._rooms.get(key)
        if page is None:
            page = room_of(key).factory(desk)
            page.key = key
            self._rooms[key] = page
            self._take(page)
        self.show(page)
        return page

    def order(self, order_id: int, desk: Desk) -> OrderEditor:
        """Show the editor of a stored order: the one that has it, or a new one."""
        from osdesk.ui.orders.editor import OrderEditor

        for page in self.editors:
            if isinstance(page, OrderEditor) and page.order_id == order_id:
                self.show(page)
                return page
        editor = OrderEditor(desk, order_id)
        self.open(editor)
        return editor

    def open(self, editor: Page) -> None:
        """Show a new editor."""
        self._editors[next(self._serials)] = editor
        self._take(editor)
        self.show(editor)

    def show(self, page: Page) -> None:
        """Show a page that is open."""
        first = id(page) in self._fresh
        self._fresh.discard(id(page))
        self.current = page
        self._seen = [*(other for other in self._seen if other is not page), page]
        self._stack.setCurrentWidget(page)
        self.switched.emit()
        page.shown(first)

    def next_editor(self) -> None:
        """Show the editor after the current one."""
        editors = self.editors
        if editors:
            at = editors.index(self.current) + 1 if self.current in editors else 0
            self.show(editors[at % len(editors)])

    def remove(self, page: Page) -> None:
        """Take a page out and show the one seen before it; `current` is None when none is left."""
        self._editors = {serial: editor for serial, editor in self._editors.items() if editor is not page}
        self._rooms = {key: room for key, room in self._rooms.items() if room is not page}
        self._seen = [other for other in self._seen if other is not page]
        self._fresh.discard(id(page))
        was_current = page is self.current
        if was_current:
            self.current = None
            if self._seen:
                self.show(self._seen[-1])
            else:
                self.switched.emit()
        # After the switch: the bar has given the page its widgets back, and they die with it.
        self._stack.removeWidget(page)
        page.deleteLater()
        self.editing_changed.emit()

    def clear(self) -> None:
        """Take all out: another office is opened."""
        gone = tuple(self)
        self._editors.clear()
        self._rooms.clear()
        self._seen.clear()
        self._fresh.clear()
        self.current = None
        self.switched.emit()
        for page in gone:
            self._stack.removeWidget(page)
            page.deleteLater()
        self.editing_changed.emit()

    def _take(self, page: Page) -> None:
        self._stack.addWidget(page)
        self._fresh.add(id(page))
        page.heading_changed.connect(self._page_heading_changed)
        page.dirty_changed.connect(self._page_dirty_changed)

    def _page_heading_changed(self) -> None:
        if self.sender() is self.current:
            self.heading_changed.emit()
        self.editing_changed.emit()

    def _page_dirty_changed(self) -> None:
        self.editing_changed.emit()
