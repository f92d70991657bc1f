"""What stands beside the day's visits: late and due orders, who is on site, what waits, what wants somebody."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from osdesk.domain.dates import format_short_date, format_time
from osdesk.domain.questions import OrderQuestion, OrderRow
from osdesk.domain.today import Figure, Today
from osdesk.services import wording
from osdesk.texts import _, ngettext
from osdesk.ui.desk import Desk
from osdesk.ui.kit.layout import column
from osdesk.ui.theme import current
from osdesk.ui.today import words
from osdesk.ui.today.panels import ROW, Item, ListPanel, say

_GAP = 10


class Side(QWidget):
    """The panels, which share the height among their rows."""

    def __init__(self, desk: Desk, drafts: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._open_drafts = desk, drafts
        self._today: Today | None = None
        self.late = ListPanel(_("Late and due"))
        self.there = ListPanel(_("On site now"))
        self.waiting = ListPanel(_("Waiting for something"))
        self.wants = ListPanel(_("Waiting for you"))
        self.late_figure = self.late.figure(lambda: self._list(lambda today: today.late))
        self.due_figure = self.late.figure(lambda: self._list(lambda today: today.due))
        self.there_figure = self.there.figure(lambda: self._list(lambda today: today.there))
        self.waiting_figure = self.waiting.figure(lambda: self._list(lambda today: today.waiting))
        self.panels = (self.late, self.there, self.waiting, self.wants)
        self.setLayout(column(*self.panels, None, gap=_GAP))

    def show_today(self, today: Today) -> None:
        """Show the day."""
        self._today = today
        day = today.now.date()
        self.late.show_items(
            [
                *(self._order(row, today, words.late_words(row, day), "late", loud=True) for row in today.late_rows),
                *(
                    self._order(row, today, words.late_words(row, day), "waiting")
                    for row in today.due_rows
                    if row.id not in {each.id for each in today.late_rows}
                ),
            ],
            _("Nothing is late, nothing is due today."),
        )
        late, due = today.late.rows, today.due.rows
        say(self.late_figure, ngettext("{count} late", "{count} late", late).format(count=late) if late else "")
        say(self.due_figure, ngettext("{count} today", "{count} today", due).format(count=due) if due else "")
        self._show_there(today)
        self.waiting.show_items(
            [
                self._order(each.order, today, words.waited_words(each.since, today.now), "waiting")
                for each in today.waited
            ],
            _("No order waits for anything."),
        )
        count = today.waiting.rows
        say(
            self.waiting_figure, ngettext("{count} order", "{count} orders", count).format(count=count) if count else ""
        )
        self.wants.show_items(tuple(self._wants(today)), _("Nothing is left to do here."))
        self.share()

    def move_now(self, today: Today) -> None:
        """A minute later: the time on site runs."""
        self._today = today
        self._show_there(today)
        self.share()

    def share(self) -> None:
        """Give each panel as many rows as the height has room for, none more than it needs."""
        theme = current()
        gaps = theme.px(_GAP) * (len(self.panels) - 1)
        room = max(0, self.height() - gaps - sum(panel.least() for panel in self.panels)) // theme.px(ROW)
        given = [0] * len(self.panels)
        # What wants somebody comes whole before the others get their second row.
        for _turn in range(12):
            for at, panel in enumerate(self.panels):
                if room and given[at] < panel.wanted:
                    given[at] += 1
                    room -= 1
        for panel, count in zip(self.panels, given, strict=True):
            panel.fill(count)
        held = self.layout()
        if held is not None:
            held.activate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share anew."""
        super().resizeEvent(event)
        self.share()

    def minimumSizeHint(self) -> QSize:
        """The heads alone."""
        theme = current()
        return QSize(theme.px(220), sum(panel.least() for panel in self.panels) + 3 * theme.px(_GAP))

    def _list(self, figure: Callable[[Today], Figure | None]) -> None:
        held = figure(self._today) if self._today is not None else None
        if held is not None:
            self._desk.go.orders(held.question)

    def _show_there(self, today: Today) -> None:
        people = {person.id: person for person in today.team}
        items = []
        for row in today.on_site:
            person = next((people[who] for who in row.technicians if who in people), None)
            items.append(
                Item(
                    title=row.client,
                    below=_joined(self._names(row.technicians, today), words.since_words(row, today.now)),
                    right=words.stay_words(row, today.now),
                    act=partial(self._desk.go.order, row.order_id),
                    icon="wrench",
                    look="running",
                    person=(person.name, person.colour) if person is not None else None,
                )
            )
        self.there.show_items(items, _("Nobody is on site now."))
        count = today.there.rows
        say(self.there_figure, _orders_words(count))

    def _names(self, technicians: Iterable[int], today: Today) -> str:
        return ", ".join(words.name_of(who, today).split(" ")[0] for who in technicians)

    def _order(self, row: OrderRow, today: Today, right: str, look: str, *, loud: bool = False) -> Item:
        status = next((each for each in today.statuses if each.id == row.status_id), None)
        name = wording.status_name(status) if status is not None else ""
        below = (
            f"{row.number} · {name}" if row.technicians or look != "late" else f"{row.number} · {_('no technician')}"
        )
        icon = {"late": "clock-alert", "waiting": "hourglass"}[look]
        return Item(
            title=row.client,
            below=below,
            right=right,
            act=partial(self._desk.go.order, row.id),
            icon=icon,
            look=look,
            loud=loud,
        )

    def _wants(self, today: Today) -> Iterable[Item]:
        go = self._desk.go
        unplanned = today.unplanned
        if today.outbox.open:
            count, bad = today.outbox.open, today.outbox.attention
            below = ngettext("{count} needs attention", "{count} need attention", bad).format(count=bad) if bad else ""
            told = ngettext("{count} e-mail in the outbox", "{count} e-mails in the outbox", count)
            yield Item(
                title=told.format(count=count),
                below=below,
                right=_("See"),
                act=partial(go.room, "outbox"),
                icon="send",
                look="late" if bad else "open",
            )
        if today.drafts.count:
            count = today.drafts.count
            told = ngettext("{count} draft", "{count} drafts", count).format(count=count)
            yield Item(
                title=told,
                below=_oldest(today.drafts.oldest, today.now),
                right=_("Open"),
                act=self._open_drafts,
                icon="pencil-line",
            )
        if today.scans:
            told = ngettext("{count} scan not filed", "{count} scans not filed", today.scans)
            yield Item(
                title=told.format(count=today.scans),
                right=_("See"),
                act=partial(go.room, "scans"),
                icon="scan-line",
                look="scheduled",
            )
        if unplanned is not None and unplanned.rows:
            told = ngettext("{count} order not planned", "{count} orders not planned", unplanned.rows)
            yield Item(
                title=told.format(count=unplanned.rows),
                right=_("See"),
                act=partial(self._ask, unplanned.question),
                icon="calendar-clock",
                look="scheduled",
            )

    def _ask(self, question: OrderQuestion) -> None:
        self._desk.go.orders(question)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _orders_words(count: int) -> str:
    return ngettext("{count} order", "{count} orders", count).format(count=count) if count else ""


def _oldest(at: datetime | None, now: datetime) -> str:
    if at is None:
        return ""
    local = at.astimezone(now.tzinfo)
    when = format_time(local) if local.date() == now.date() else format_short_date(local.date())
    return _("the oldest of {time}").format(time=when)
