"""The list of orders with its filters and its sum: what is asked of the office, and when it is asked anew.

Apart from the room, which adds details and what can be done with the chosen rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from osdesk.domain.changes import Changes, Subject
from osdesk.domain.filters import Period
from osdesk.domain.money import format_amount
from osdesk.domain.questions import OrderQuestion, OrderRow, OrderSort, Tally
from osdesk.domain.statuses import Status
from osdesk.services.glance import Glance
from osdesk.texts import _, language, ngettext
from osdesk.ui.desk import Desk
from osdesk.ui.kit.list_page import ListPane
from osdesk.ui.kit.table_model import FIRST, PAINTING
from osdesk.ui.orders import filters, source
from osdesk.ui.orders.column_fit import ColumnFit
from osdesk.ui.orders.columns import Surroundings, is_faint, order_columns
from osdesk.ui.orders.filters import Filter, PeriodChip, SearchStrip, TechnicianChip
from osdesk.ui.tasks import Lane

_MINUTE = 30_000
_NAME = "orders"
_SETTLE = 90
#: More changed orders than this are not looked for in the list one by one.
_FEW = 5


class OrderList(QWidget):
    """Chips, search, table, sum. `empty_changed` tells that the office has no order at all, or has."""

    empty_changed = Signal(bool)
    selection_changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.statuses: tuple[Status, ...] = ()
        self.around = Surroundings(statuses={}, team={}, now=desk.office.now())
        self._filter = filters.kept_filter(desk.settings, _NAME)
        self._tally: Tally | None = None
        self._chosen_sum: tuple[int, Decimal] | None = None
        self._begun = self._stale = self._wide = False
        self.is_empty = False
        self.pane = ListPane(
            desk.tasks,
            source.OrderSource(desk.office),
            order_columns(lambda: self.around, lambda: self._wide),
            desk.settings,
            _NAME,
            faint=lambda row: is_faint(row, self.around),
            gone=lambda row: bool(row.deleted),
        )
        self.table = self.pane.table
        self.table.setAccessibleName(_("Orders"))
        self.columns = ColumnFit(self.table, self.pane.model, desk)
        self.strip = SearchStrip()
        self.period = PeriodChip()
        self.technician = TechnicianChip()
        self._lay()
        self._connect()
        self._restyle()
        self.pane.show_sort(self._filter.sort, self._filter.descending)

    # What the room asks

    def begin(self) -> None:
        """Ask for the first time."""
        self._desk.tasks.run(
            Lane.READ, source.opening, self._desk.office, self.question(), FIRST, done=self._begin, owner=self
        )

    def come_back(self) -> None:
        """The room is shown again: ask anew if something came or moved meanwhile."""
        if self._stale:
            self.ask(keep_place=True)

    def question(self) -> OrderQuestion:
        """What is shown now."""
        return self._filter.question(self._desk.office.today())

    def chosen_ids(self) -> tuple[int, ...]:
        """The ids chosen, in the order of the list."""
        selection = self.table.selection()
        return tuple(self.pane.model.ids) if selection.everything else self.table.chosen_in_order()

    def set_wide(self, wide: bool, *, with_reason: bool) -> None:
        """Days with hour, period and technician beside the chips, or not; the reason where details need its room."""
        if wide != self._wide:
            self._wide = wide
            self._place_chips()
        self.columns.set_wide(wide, with_reason=with_reason)

    def open_search(self, typed: str = "") -> None:
        """Show the words to search for, and give them the keyboard."""
        self.strip.show()
        self.strip.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if typed:
            self.strip.line.setText(typed)
        else:
            self.strip.line.selectAll()

    def close_search(self) -> None:
        """Hide the search; what it narrowed is shown again."""
        self.strip.hide()
        self.strip.clear()
        self._search("")
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_search(self) -> None:
        """Show or hide the search."""
        if self.strip.isVisible():
            self.close_search()
        else:
            self.open_search()

    def ask(self, *, keep_place: bool | None = None, first: Sequence[OrderRow] | None = None) -> None:
        """Ask again, as the filter stands; `first` are the first rows, if they are at hand already."""
        self._stale = False
        narrowed = self._filter.narrowed() or self._filter.chip != filters.ALL
        filtered = narrowed and not self.is_empty
        self.pane.ask(self.question(), filtered=filtered, keep_place=keep_place, first=first)
        self._count(later=PAINTING)

    def take_news(self, changes: Changes, *, own: bool) -> None:
        """Something was stored. Rows here are shown anew; what came or went is fetched when nothing would jump."""
        if changes.touches(Subject.STATUS) or changes.touches(Subject.TECHNICIAN):
            self._desk.tasks.run(Lane.READ, source.setting, self._desk.office, done=self._take_setting, owner=self)
            self.pane.model.refresh_all()
        elif changes.everything(Subject.CLIENT):
            self.pane.model.refresh_all()
        elif clients := changes.ids(Subject.CLIENT):
            # Every order that is saved touches its client: only that one's rows may say something else now.
            self.pane.model.refresh([row.id for row in self.pane.model.rows_at_hand() if row.client_id in clients])
        if not changes.touches(Subject.ORDER) or not self._begun:
            return
        changed = changes.ids(Subject.ORDER)
        model = self.pane.model
        came = changes.everything(Subject.ORDER) or len(changed) > _FEW or not all(map(model.has, changed))
        if own or self.is_empty or (came and not self.isVisible()) or changes.everything(Subject.ORDER):
            self.ask(keep_place=not self.is_empty)
            return
        self.pane.model.refresh(changed)
        self._stale = True
        self._recount.start()

    def show_all(self) -> None:
        """Take every filter off."""
        self.show_answers(None)

    def show_answers(self, question: OrderQuestion | None) -> None:
        """Show the answers to this question, whatever was filtered before; None shows all orders."""
        self.strip.clear()
        kept = self._filter
        chosen = Filter(chip=filters.ALL, asked=question, sort=kept.sort, descending=kept.descending)
        self._show_filter(chosen)
        self._change_filter(chosen)

    def set_compact(self, compact: bool) -> None:
        """Lower rows."""
        self.table.set_compact(compact)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Client and reason share what the others leave."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self.columns.fit_client)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter or figure begins a search; Escape ends it."""
        text = event.text()
        if event.key() == Qt.Key.Key_Escape and self.strip.isVisible():
            self.close_search()
        elif text and text.isalnum() and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            self.open_search(text)
        else:
            super().keyPressEvent(event)

    # Building

    def _lay(self) -> None:
        holder = self.pane.layout()
        if isinstance(holder, QVBoxLayout):
            holder.insertWidget(2, self.strip)
        self.strip.hide()
        self.strip.take(self.period)
        self.strip.take(self.technician)
        self.pane.set_nothing_found(_("Nothing found"), _("No order fits what is chosen above."), self.show_all)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pane)

    def _connect(self) -> None:
        self.pane.chips.chosen.connect(lambda key: self._change_filter(replace(self._filter, chip=key)))
        self.period.chosen.connect(self._choose_period)
        self.technician.chosen.connect(self._choose_technician)
        self.strip.searched.connect(self._search)
        self.strip.closed.connect(self.close_search)
        self.table.sort_wanted.connect(self._sort)
        self.table.selection_changed.connect(self._selection_changed)
        self.pane.counted.connect(self._counted)
        self._desk.theme.changed.connect(self._restyle)
        self._clock = QTimer(self, interval=_MINUTE)
        self._clock.timeout.connect(self._tick)
        self._clock.start()
        self._recount = QTimer(self, singleShot=True, interval=_SETTLE)
        self._recount.timeout.connect(self._count)
        self._resum = QTimer(self, singleShot=True, interval=_SETTLE)
        self._resum.timeout.connect(self._sum_chosen)

    def _place_chips(self) -> None:
        for place, chip in enumerate((self.period, self.technician)):
            if self._wide:
                self.pane.tools.insertWidget(place, chip)
            else:
                self.strip.take(chip)
            chip.show()

    def _restyle(self) -> None:
        self.table.set_compact(self._desk.settings.flag("list/compact", False))
        self.columns.fit()

    # Asking

    def _begin(self, glance: Glance) -> None:
        self._begun = True
        self._take_setting(source.Setting(glance.statuses, glance.team))
        first = glance.rows
        filters.fill_chips(self.pane.chips, self.statuses)
        if self._filter.chip not in self.pane.chips.keys():  # noqa: SIM118  (not a mapping)
            self._filter = replace(self._filter, chip=filters.UNFINISHED_KEY)
            first = None
        if not self.technician.knows(self._filter.technician):
            self._filter = replace(self._filter, technician=None)
        self._show_filter(self._filter)
        self.ask(keep_place=False, first=first)

    def _show_filter(self, chosen: Filter) -> None:
        self.pane.chips.choose(chosen.chip)
        self.period.show_period(chosen.period)
        self.technician.show_technician(chosen.technician)

    def _take_setting(self, setting: source.Setting) -> None:
        self.statuses = setting.statuses
        self.technician.offer_team(setting.team)
        self.around = Surroundings(
            statuses={status.id: status for status in setting.statuses if status.id is not None},
            team={person.id: person for person in setting.team if person.id is not None},
            now=self._desk.office.now(),
        )
        self.table.viewport().update()

    def _count(self, later: int = 0) -> None:
        today = self._desk.office.today()
        self._desk.tasks.run(
            Lane.SURVEY,
            source.counts,
            self._desk.office,
            self._filter.widest(today),
            self._filter.question(today),
            done=self._show_counts,
            owner=self,
            latest="counts",
            later=later,
        )

    def _show_counts(self, counts: source.Counts) -> None:
        filters.show_counts(self.pane.chips, counts.chips)
        self._tally = counts.tally
        empty = counts.chips.all == 0 and not self._filter.narrowed()
        if empty != self.is_empty:
            self.is_empty = empty
            self.empty_changed.emit(empty)
            self.ask(keep_place=False)
        self._say_sum()

    def _counted(self, _count: int) -> None:
        self.columns.fit()
        if self.table.current_id() is None:
            self.table.set_current_id(self.pane.model.id_at(0))
        self._say_sum()

    def _tick(self) -> None:
        before = self.around.now
        self.around = replace(self.around, now=self._desk.office.now())
        self.table.viewport().update()
        if before.date() != self.around.now.date():
            self._count()

    # Filter and sort

    def _choose_period(self, period: Period) -> None:
        self.period.show_period(period)
        self._change_filter(replace(self._filter, period=period))

    def _choose_technician(self, technician: int | None) -> None:
        self.technician.show_technician(technician)
        self._change_filter(replace(self._filter, technician=technician))

    def _search(self, words: str) -> None:
        if words != self._filter.words:
            self._change_filter(replace(self._filter, words=words))

    def _sort(self, key: str, descending: bool) -> None:
        if key != self._filter.sort and key in {OrderSort.NUMBER, OrderSort.TOTAL}:
            # The newest and the dearest are what is looked for first.
            descending = True
        self._filter = replace(self._filter, sort=OrderSort(key), descending=descending)
        self._desk.settings.keep_sort(_NAME, key, descending)
        self.pane.show_sort(key, descending)
        if self.table.went_there:
            self.ask()
        else:
            # Nobody chose the row that the list began with: what is wanted is the top.
            self.table.begin_anew()
            self.ask(keep_place=False)

    def _change_filter(self, chosen: Filter) -> None:
        self._filter = chosen
        filters.keep_filter(self._desk.settings, _NAME, chosen)
        self.ask(keep_place=False)

    # Sum

    def _selection_changed(self) -> None:
        self._chosen_sum = None
        self._resum.start()
        self._say_sum()
        self.selection_changed.emit()

    def _sum_chosen(self) -> None:
        selection = self.table.selection()
        if not selection.everything and len(selection.ids) > 1:
            self._desk.tasks.run(
                Lane.SURVEY,
                source.sum_of,
                self._desk.office,
                tuple(selection.ids),
                done=self._show_chosen_sum,
                owner=self,
                latest="sum",
            )

    def _show_chosen_sum(self, total: Decimal) -> None:
        self._chosen_sum = (len(self.table.selection().ids), total)
        self._say_sum()

    def _say_sum(self) -> None:
        row, tally = self.pane.sum_row, self._tally
        if tally is None:
            return
        selection = self.table.selection()
        count = tally.rows if selection.everything else len(selection.ids)
        if count > 1:
            words = ngettext("{count} chosen", "{count} chosen", count).format(count=_grouped(count))
            total = tally.total if selection.everything else None
            if self._chosen_sum is not None and self._chosen_sum[0] == count:
                total = self._chosen_sum[1]
            figure = format_amount(total, language(), symbol=True) if total is not None else "…"
            row.say(words, _("Sum of the chosen"), figure)
            return
        words = ngettext("{count} order", "{count} orders", tally.rows).format(count=_grouped(tally.rows))
        figure = format_amount(tally.total, language(), symbol=True)
        row.say(f"{words} · {_sort_words(self._filter)}", _("Sum"), figure)


def _grouped(count: int) -> str:
    point = "," if language() == "en" else "."
    return f"{count:,}".replace(",", point)


def _sort_words(chosen: Filter) -> str:
    if chosen.sort is OrderSort.NUMBER:
        return _("newest first") if chosen.descending else _("oldest first")
    words = {
        OrderSort.CLIENT: _("by client"),
        OrderSort.REASON: _("by reason"),
        OrderSort.TECHNICIANS: _("by technician"),
        OrderSort.STATUS: _("by status"),
        OrderSort.DEADLINE: _("by deadline"),
        OrderSort.TOTAL: _("by total"),
        OrderSort.OPENED: _("by opening"),
        OrderSort.PLANNED: _("by visit"),
        OrderSort.CLOSED: _("by closing"),
    }
    return words[chosen.sort]
