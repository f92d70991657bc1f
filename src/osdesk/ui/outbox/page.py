"""The room of the outbox: what waits to be sent, what needs a person, what went; with the message whole beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from osdesk.domain.changes import Changes, Subject
from osdesk.domain.messages import MessageState
from osdesk.domain.outbox import MessageRow, OutboxQuestion, OutboxView
from osdesk.services.wording import MailRemedy
from osdesk.texts import _, ngettext, pgettext
from osdesk.ui.desk import Desk
from osdesk.ui.kit.buttons import Button, IconButton
from osdesk.ui.kit.empty import Empty
from osdesk.ui.kit.filters import FilterChip
from osdesk.ui.kit.layout import column
from osdesk.ui.kit.list_page import ListPane
from osdesk.ui.outbox import source
from osdesk.ui.outbox.columns import columns, is_faint
from osdesk.ui.outbox.deeds import OutboxDeeds, can_cancel, can_retry
from osdesk.ui.outbox.details import DetailsPane
from osdesk.ui.outbox.standing import StandingBar
from osdesk.ui.page import Page
from osdesk.ui.tasks import Lane

#: Several messages change one after another while they are sent.
_TOGETHER = 120
_DETAILS = "outbox/details"
#: From this width of the page on the details stand beside the list by themselves.
_WIDE = 860


class OutboxPage(Page):
    """List and details."""

    key = "outbox"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._tally: source.Tally | None = None
        self._glance = False
        self.deeds = OutboxDeeds(desk, self)
        self.standing = StandingBar(desk, self)
        self.pane = ListPane(
            desk.tasks, source.OutboxSource(desk.office), columns(desk.office.now), desk.settings, "outbox",
            faint=is_faint,
        )  # fmt: skip
        self.table = self.pane.table
        self.table.setAccessibleName(_("Outbox"))
        self.details = DetailsPane()
        self.try_button = Button(_("Try now"), self.retry_chosen, kind="filled", icon="send")
        self.edit_button = Button(_("Change…"), self.edit_current, kind="link", icon="pencil-line")
        self.cancel_button = Button(_("Cancel sending"), self.cancel_chosen, kind="link", icon="ban")
        self._look = QTimer(self, singleShot=True, interval=40)
        self._together = QTimer(self, singleShot=True, interval=_TOGETHER)
        self._lay_out()
        self._connect()
        self._choose(OutboxView.OPEN)
        self._selection_changed()

    def _lay_out(self) -> None:
        chips = self.pane.chips
        chips.add(OutboxView.OPEN, FilterChip(pgettext("outbox", "To be sent"), icon="hourglass"))
        attention = FilterChip(pgettext("outbox", "Need attention"), icon="circle-alert", tone="danger")
        chips.add(OutboxView.ATTENTION, attention)
        chips.add(OutboxView.SENT, FilterChip(pgettext("outbox", "Sent"), icon="circle-check"))
        chips.add(OutboxView.ALL, FilterChip(pgettext("outbox", "All"), icon="mail"))
        self.pane.tools.addWidget(IconButton("panel-right", _("Details (Space)"), self.toggle_details))
        for button in (self.edit_button, self.cancel_button):
            self.pane.sum_row.buttons.addWidget(button)
        self._set_up = Button(_("Set up the mail account"), self.standing.set_up, kind="filled", icon="mail")
        to_orders = Button(_("Go to the orders"), partial(self.desk.go.room, "orders"), icon="clipboard-list")
        self._empty = Empty("", "", self._set_up, to_orders)
        self.pane.set_empty(self._empty)
        beside = QHBoxLayout()
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self.pane, 1)
        beside.addWidget(self.details)
        top = column(self.standing, margins=(16, 8, 16, 8))
        self._top = QWidget()
        self._top.setLayout(top)
        self._top.hide()
        self.setLayout(column(self._top, beside, 1, gap=0))

    def _connect(self) -> None:
        table, details, deeds = self.table, self.details, self.deeds
        self.pane.chips.chosen.connect(self._switch)
        table.opened.connect(lambda _id: self._open_order())
        table.details.connect(lambda _id: self.toggle_details())
        table.delete_wanted.connect(self.cancel_chosen)
        table.menu_wanted.connect(self._open_menu)
        table.selection_changed.connect(self._selection_changed)
        table.current_changed.connect(lambda _id: self._look.start())
        self.pane.counted.connect(self._counted)
        self.pane.model.dataChanged.connect(self._selection_changed)
        details.close_wanted.connect(self.toggle_details)
        details.order_wanted.connect(deeds.open_order)
        details.document_wanted.connect(deeds.open_document)
        details.decided.connect(lambda row, arrived: deeds.decide(row, arrived=arrived))
        details.correct_wanted.connect(deeds.correct)
        details.remedy_wanted.connect(self._cure)
        self._look.timeout.connect(self._ask_details)
        self._together.timeout.connect(self._refresh)
        self.desk.changes.happened.connect(self._news)
        self.desk.mailing.came_back.connect(lambda _round: self._show_standing())
        self.offer("details", self.toggle_details)
        self.offer("delete", self.cancel_chosen, enabled=False)
        self.offer("copy", self.table.copy)
        self.offer("select_all", self.table.select_everything)

    # The page

    def title(self) -> str:
        """The room's name."""
        return _("Outbox")

    def bar_actions(self) -> Sequence[QWidget]:
        """The one filled button; nothing where there are no messages."""
        if self._tally is not None and not self._tally.all:
            return ()
        return (self.try_button,)

    def shown(self, first: bool) -> None:
        """Ask each time: messages come and go by themselves."""
        self._refresh()
        self._fit()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit list and details to the width."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F5 tries now, F2 changes; Escape closes details that lie beside a narrow list."""
        if event.key() == Qt.Key.Key_F5:
            self.retry_chosen()
        elif event.key() == Qt.Key.Key_F2:
            self.edit_current()
        elif event.key() == Qt.Key.Key_Escape and self._glance:
            self.toggle_details()
        else:
            super().keyPressEvent(event)

    # Verbs

    def chosen(self) -> list[MessageRow]:
        """The chosen rows at hand."""
        selection = self.table.selection()
        ids = self.pane.model.ids if selection.everything else self.table.chosen_in_order()
        return [row for row in map(self.pane.model.row_of, ids) if row is not None]

    def current(self) -> MessageRow | None:
        """The row that the keyboard is on."""
        row_id = self.table.current_id()
        found: MessageRow | None = self.pane.model.row_of(row_id) if row_id is not None else None
        return found

    def retry_chosen(self) -> None:
        """Send the chosen ones at once."""
        self.deeds.retry(self.chosen())

    def edit_current(self) -> None:
        """Change the current one."""
        row = self.current()
        if row is not None:
            self.deeds.edit(row)

    def cancel_chosen(self) -> None:
        """Give the chosen ones up."""
        self.deeds.cancel(self.chosen())

    def toggle_details(self) -> None:
        """Show the details, or no longer."""
        if self._is_wide():
            self.desk.settings.set_flag(_DETAILS, not self.desk.settings.flag(_DETAILS, True))
        else:
            self._glance = not self._glance
        self._fit()

    def _open_order(self) -> None:
        row = self.current()
        if row is not None:
            self.deeds.open_order(row)

    def _cure(self, _row: MessageRow, remedy: MailRemedy) -> None:
        if remedy is MailRemedy.PASSWORD:
            self.standing.type_password()
        else:
            self.standing.set_up()

    def _open_menu(self, at: QPoint) -> None:
        rows, row = self.chosen(), self.current()
        if row is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        opened = menu.addAction(_("Open the order") + "\t" + _("Enter"), self._open_order)
        opened.setEnabled(row.order_id is not None)
        menu.addSeparator()
        tried = menu.addAction(_("Try now") + "\tF5", self.retry_chosen)
        tried.setEnabled(any(map(can_retry, rows)))
        changed = menu.addAction(_("Change…") + "\tF2", self.edit_current)
        changed.setEnabled(can_retry(row))
        if row.state is MessageState.UNSURE:
            menu.addAction(_("It arrived"), partial(self.deeds.decide, row, arrived=True))
            menu.addAction(_("Send again"), partial(self.deeds.decide, row, arrived=False))
        menu.addSeparator()
        given_up = menu.addAction(_("Cancel sending") + "\t" + _("Del"), self.cancel_chosen)
        given_up.setEnabled(any(map(can_cancel, rows)))
        menu.popup(at)

    # Asking

    def _switch(self, view: str) -> None:
        self._choose(OutboxView(view))
        self.table.begin_anew()
        self._ask(keep_place=False)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, view: OutboxView) -> None:
        self._view = view
        self.pane.chips.choose(view)
        self.pane.set_nothing_found(*_nothing(view), lambda: self._switch(OutboxView.ALL))

    def _refresh(self) -> None:
        self._show_standing()
        self.pane.model.refresh_all()
        self._ask(keep_place=self.table.current_id() is not None)
        self.desk.tasks.run(
            Lane.SURVEY, source.tally, self.desk.office, done=self._show_tally, owner=self, latest="tally"
        )
        self._look.start()

    def _ask(self, *, keep_place: bool) -> None:
        filtered = self._tally is None or bool(self._tally.all)
        self.pane.ask(OutboxQuestion(view=self._view), filtered=filtered, keep_place=keep_place)

    def _show_tally(self, tally: source.Tally) -> None:
        emptied = self._tally is None or bool(self._tally.all) != bool(tally.all)
        self._tally = tally
        self.pane.chips.set_counts(tally.by_view())
        self._say_count()
        self._show_standing()
        self._say_empty(tally)
        if emptied:
            self._ask(keep_place=True)
            self._fit()
            self.heading_changed.emit()

    def _say_empty(self, tally: source.Tally) -> None:
        self._set_up.setVisible(not tally.account_ready)
        words = _("What you send to clients by e-mail waits here until it has gone, and can be read afterwards.")
        if not tally.account_ready:
            words = _(
                "What you send to clients by e-mail will wait here. To send it, the program needs a mail account."
            )
        self._empty.say(_("No messages yet"), words)

    def _counted(self, count: int) -> None:
        self._say_count()
        if count and self.table.current_id() is None:
            self.table.set_current_id(self.pane.model.id_at(0))
        elif not count:
            self.table.set_current_id(None)
            self.details.clear()

    def _say_count(self) -> None:
        count = len(self.pane.model.ids)
        words = ngettext("{count} message", "{count} messages", count).format(count=count) if count else ""
        self.pane.sum_row.say(words)

    def _news(self, changes: Changes) -> None:
        if self.isVisible() and (changes.touches(Subject.MESSAGE) or changes.touches(Subject.MAIL_ACCOUNT)):
            self._together.start()

    # What shows

    def _show_standing(self) -> None:
        self.standing.show_standing(waiting=self._tally is None or bool(self._tally.counts.open))
        self._top.setVisible(bool(self.standing.text))

    def _selection_changed(self) -> None:
        rows, row = self.chosen(), self.current()
        self.try_button.setEnabled(any(map(can_retry, rows)))
        some = any(map(can_cancel, rows))
        self.cancel_button.setVisible(some)
        self.edit_button.setVisible(row is not None and can_retry(row))
        self.menu_actions["delete"].setEnabled(some)

    def _is_wide(self) -> bool:
        return self.width() >= self.desk.theme.px(_WIDE)

    def _fit(self) -> None:
        wide = self._is_wide()
        if wide:
            self._glance = False
        some = self._tally is None or bool(self._tally.all)
        shown = some and (self.desk.settings.flag(_DETAILS, True) if wide else self._glance)
        if shown == self.details.isHidden():
            self.details.setVisible(shown)
            if shown:
                self._look.start()
            else:
                self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_details(self) -> None:
        current = self.table.current_id()
        if current is None:
            self.details.clear()
        elif not self.details.isHidden():
            self.desk.tasks.run(
                Lane.READ, source.details, self.desk.office, current, done=self._show_details, owner=self,
                latest="details",
            )  # fmt: skip

    def _show_details(self, shown: source.Shown | None) -> None:
        if shown is None:
            self.details.clear()
        else:
            self.details.show_message(shown, self.desk.office.now())


def _nothing(view: OutboxView) -> tuple[str, str]:
    """What is said where a view shows nothing."""
    return {
        OutboxView.OPEN: (_("Nothing waits to be sent"), _("Every message has gone, or was given up.")),
        OutboxView.ATTENTION: (_("Nothing needs attention"), _("What waits goes by itself.")),
        OutboxView.SENT: (_("Nothing was sent yet"), _("What has gone to clients is kept here.")),
        OutboxView.ALL: (_("No messages yet"), ""),
    }[view]
