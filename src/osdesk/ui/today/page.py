"""The room the office begins its day in: who is where, what is late, what waits; every figure opens its list.

It asks anew when something changed. The clock alone only moves the line of now, lateness, and the time on site.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from osdesk.domain.agenda import VisitRow
from osdesk.domain.changes import Changes, Subject
from osdesk.domain.today import Figure, Today
from osdesk.services.office import Office
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.empty import Empty
from osdesk.ui.kit.layout import bar, column
from osdesk.ui.page import Page
from osdesk.ui.tasks import Lane
from osdesk.ui.theme import current
from osdesk.ui.today.side import Side
from osdesk.ui.today.visits_panel import VisitsPanel
from osdesk.ui.today.week import WeekPanel

#: Changes are gathered so long (milliseconds) before the day is asked anew; the clock is looked at so often.
_TOGETHER, _CLOCK = 60, 15_000
#: What nobody sees at once may come so much later.
_LATER = 30
_SIDE, _NARROW_SIDE, _ROOMY = 352, 272, 1100
_SUBJECTS = (
    Subject.ORDER,
    Subject.CLIENT,
    Subject.TECHNICIAN,
    Subject.STATUS,
    Subject.SERVICE_TYPE,
    Subject.SETTINGS,
    Subject.HOLIDAY,
    Subject.MESSAGE,
    Subject.SCAN,
)


class TodayPage(Page):
    """Visits and the week at the left, what wants somebody at the right."""

    key = "today"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.today: Today | None = None
        self._stale = False
        go = desk.go
        self._new = Button(_("New order"), go.new_order, kind="filled", icon="plus")
        self.visits = VisitsPanel(lambda: self._list(lambda today: today.planned), lambda: go.room("agenda"))
        self.board = self.visits.board
        self.week = WeekPanel(
            lambda: self._list(lambda today: today.week.opened),
            lambda: self._list(lambda today: today.week.done),
            lambda: go.room("reports", "orders"),
        )
        self.side = Side(desk, self._open_drafts)
        self._lay()
        self._connect()

    # The page

    def title(self) -> str:
        """The room's name."""
        return _("Today")

    def bar_actions(self) -> Sequence[QWidget]:
        """The one filled button; an empty office shows it in the middle instead."""
        return () if self._stack.currentIndex() else (self._new,)

    def shown(self, first: bool) -> None:
        """Ask the first time and whenever it is come back to: drafts change without news."""
        del first
        self._ask()
        self.board.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The side gives way in a narrow window."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The desk that the panels lie on."""
        QPainter(self).fillRect(event.rect(), current().colour("window"))

    # Building

    def _lay(self) -> None:
        go = self.desk.go
        self._body = QWidget()
        left = QWidget()
        left.setLayout(column(self.visits, 1, self.week, gap=14))
        inner = bar(gap=14, margins=(16, 14, 16, 14))
        inner.addWidget(left, 1)
        inner.addWidget(self.side)
        self._body.setLayout(inner)
        new = Button(_("New order"), go.new_order, kind="filled", icon="plus")
        words = _("When a client calls, begin here. Visits, deadlines and what waits then stand on this page.")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._body)
        self._stack.addWidget(Empty(_("No order yet"), words, new))
        whole = bar(gap=0)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)
        self._fit()

    def _connect(self) -> None:
        self._together = QTimer(self, singleShot=True, interval=_TOGETHER)
        self._together.timeout.connect(self._ask)
        self._clock = QTimer(self, interval=_CLOCK)
        self._clock.timeout.connect(self.look_at_clock)
        self._clock.start()
        self.board.opened.connect(self.desk.go.order)
        self.board.menu_wanted.connect(self._open_menu)
        self.desk.changes.happened.connect(self._news)

    def _fit(self) -> None:
        theme = current()
        self.side.setFixedWidth(theme.px(_SIDE if self.width() >= theme.px(_ROOMY) else _NARROW_SIDE))

    # Asking

    def _ask(self) -> None:
        self._stale = False
        self.desk.tasks.run(Lane.READ, _today, self.desk.office, done=self._show, owner=self, latest="today")

    def _show(self, today: Today) -> None:
        before = self.today
        if before is not None and before.now.date() == today.now.date():
            today = replace(today, unplanned=before.unplanned)
        was_empty = self._stack.currentIndex()
        self._show_day(today)
        self._stack.setCurrentIndex(0 if today.orders else 1)
        if self._stack.currentIndex() != was_empty:
            self.heading_changed.emit()
        self.desk.tasks.run(
            Lane.SURVEY,
            _unplanned,
            self.desk.office,
            done=self._show_unplanned,
            owner=self,
            latest="unplanned",
            later=_LATER,
        )

    def _show_day(self, today: Today) -> None:
        self.today = today
        self.visits.show_today(today)
        self.side.show_today(today)
        self.week.show_weeks(today.week, today.before)

    def _show_unplanned(self, figure: Figure) -> None:
        if self.today is not None:
            self.today = replace(self.today, unplanned=figure)
            self.side.show_today(self.today)

    def _news(self, changes: Changes) -> None:
        if not any(changes.touches(subject) for subject in _SUBJECTS):
            return
        if self.isVisible():
            self._together.start()

    def look_at_clock(self) -> None:
        """A minute has gone by: only what the clock alone tells changes, until the day does."""
        now = self.desk.office.now()
        if self.today is None or not self.isVisible():
            return
        if now.date() != self.today.now.date():
            self._ask()
        elif (now.hour, now.minute, now.utcoffset()) != (
            self.today.now.hour,
            self.today.now.minute,
            self.today.now.utcoffset(),
        ):
            self.today = replace(self.today, now=now)
            self.board.show_today(self.today)
            self.side.move_now(self.today)

    # Doing

    def _list(self, figure: Callable[[Today], Figure]) -> None:
        if self.today is not None:
            self.desk.go.orders(figure(self.today).question)

    def _open_menu(self, row: VisitRow, at: QPoint) -> None:
        self.menu_of(row).popup(at)

    def menu_of(self, row: VisitRow) -> QMenu:
        """What can be done with a visit."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Open the order"), lambda: self.desk.go.order(row.order_id))
        menu.addSeparator()
        come = menu.addAction(_("Arrived now"), lambda: self._stamp(row, came=True))
        come.setEnabled(row.check_in is None and row.outcome is None)
        leave = menu.addAction(_("Left now"), lambda: self._stamp(row, came=False))
        leave.setEnabled(row.check_in is not None and row.check_out is None)
        return menu

    def _stamp(self, row: VisitRow, *, came: bool) -> None:
        said = _("{client}: arrived at {time}") if came else _("{client}: left at {time}")
        words = said.format(client=row.client, time=f"{self.desk.office.now():%H:%M}")
        self.desk.tasks.run(
            Lane.WRITE,
            _came if came else _left,
            self.desk.office,
            row.id,
            done=lambda before: self.desk.go.say(words, partial(self._put_back, before)),
            owner=self,
        )

    def _put_back(self, before: object) -> None:
        self.desk.tasks.run(Lane.WRITE, _back, self.desk.office, before, owner=self)

    def _open_drafts(self) -> None:
        self.desk.tasks.run(Lane.READ, _drafts, self.desk.office, done=self._offer_drafts, owner=self)

    def _offer_drafts(self, found: tuple[object, ...]) -> None:
        from osdesk.ui.draft_offer import offer
        from osdesk.ui.window import Window

        window = self.window()
        if found and isinstance(window, Window):
            offer(self.desk, window, self.desk.office.folder, found)  # type: ignore[arg-type]


def _today(office: Office) -> Today:
    from osdesk.services import today

    return today.today(office)


def _unplanned(office: Office) -> Figure:
    from osdesk.services import today

    return today.unplanned(office)


def _came(office: Office, visit_id: int) -> object:
    from osdesk.services import agenda

    return agenda.check_in(office, visit_id)


def _left(office: Office, visit_id: int) -> object:
    from osdesk.services import agenda

    return agenda.check_out(office, visit_id)


def _back(office: Office, before: object) -> None:
    from osdesk.services import orders

    orders.put_back(office, (before,))  # type: ignore[arg-type]


def _drafts(office: Office) -> tuple[object, ...]:
    from osdesk import folders
    from osdesk.services import drafts

    return drafts.all(folders.drafts_folder(office.folder))
