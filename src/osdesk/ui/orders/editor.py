"""The order editor: index, form and live sheet side by side; loading, saving, drafts, and what the menus ask of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from osdesk.domain.dates import format_time
from osdesk.domain.orders import Order
from osdesk.services import orders, papers
from osdesk.services.drafts import Draft
from osdesk.services.office import Gone
from osdesk.services.wording import order_title
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.kit.layout import column
from osdesk.ui.orders import loading
from osdesk.ui.orders.beside import Beside
from osdesk.ui.orders.choosing import ClientChoice, TypeChoice
from osdesk.ui.orders.deeds import OrderDeeds
from osdesk.ui.orders.form import OrderForm
from osdesk.ui.orders.heading import OrderHeading, OrderVerbs, short_number
from osdesk.ui.orders.history import names_of
from osdesk.ui.orders.index import SectionIndex
from osdesk.ui.orders.keeping import DraftKeeper
from osdesk.ui.orders.loading import Loaded
from osdesk.ui.orders.news import OrderNews
from osdesk.ui.orders.offers import offer_actions
from osdesk.ui.orders.panes import Panes
from osdesk.ui.orders.preview import LivePaper
from osdesk.ui.orders.saving import OrderSaving, saved_words
from osdesk.ui.orders.section import Around
from osdesk.ui.orders.status_choice import StatusChoice
from osdesk.ui.orders.still import still
from osdesk.ui.page import Page
from osdesk.ui.tasks import Lane

#: Milliseconds after the last key before sums, index and sheet follow.
_PAUSE = 100


class OrderEditor(Page):
    """An order being written: a stored one by its id, or a new one (for a client, from a value, from a draft)."""

    key = "orders"
    editing = True

    def __init__(
        self,
        desk: Desk,
        order_id: int | None = None,
        *,
        client_id: int | None = None,
        client_name: str = "",
        order: Order | None = None,
        draft: Draft | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`client_name` is typed into the client's field of a new order; `order` is a value that was never saved."""
        super().__init__(desk, parent)
        self.order_id = order_id if order_id is not None else draft.record_id if draft is not None else None
        self._around: Around | None = None
        self._dirty = False
        self._wants_focus = True
        self._client_name = client_name
        self.heading = OrderHeading(self)
        self.heading.hide()
        self.form = OrderForm(desk)
        self.index = SectionIndex([(section.index_title, section.icon) for section in self.form.parts])
        self.preview = LivePaper(desk)
        self.beside = Beside(desk, self.preview)
        self.keeper = DraftKeeper(desk, self._typed, self)
        self.saving = OrderSaving(desk, self.form, self.keeper, self)
        self.news = OrderNews(desk, self.saving, self)
        self.choice = ClientChoice(desk, self.form, self.saving, self)
        self.status = StatusChoice(desk, self.form, self.saving, self)
        self.types = TypeChoice(desk, self.form, self.saving, self)
        self.deeds = OrderDeeds(desk, self, self.saving, self.keeper)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._lay_out()
        offer_actions(self)
        self.verbs = OrderVerbs(self, self.menu_actions)
        self._connect()
        self._load(order_id, client_id, order, draft)

    def _lay_out(self) -> None:
        self.panes = Panes(self.desk.settings, self.index, self.form, self.beside)
        self.form.history.body.insertWidget(0, self.beside.copies)
        self.setLayout(column(self.panes, gap=0))
        self.form.setEnabled(False)

    def _connect(self) -> None:
        form = self.form
        form.changed.connect(self._edited)
        form.binding.problems_changed.connect(self._pause.start)
        form.section_entered.connect(self._section_entered)
        form.photos.part.came_or_went.connect(self.keeper.keep_now)
        self._pause.timeout.connect(self._paused)
        self.index.chosen.connect(form.go_to_section)
        self.panes.preview_shown.connect(self._draw)
        self.beside.live_shown.connect(self._draw)
        self.beside.paper_wanted.connect(self.panes.show_preview)
        self.beside.finish_wanted.connect(self.status.finish)
        self.heading.status_chosen.connect(self.status.choose)
        # The menu has ticked it already; it is not chosen before the reason is given.
        self.heading.status_chosen.connect(lambda _status: self._identify())
        for taken in (self.status.taken, self.types.filled):
            taken.connect(self._edited)
            taken.connect(self._identify)
        self.choice.known.connect(self._show_around)
        self.choice.chosen.connect(self._edited)
        self.keeper.kept.connect(self.heading_changed)
        self.saving.adopted.connect(self._adopted)
        self.saving.stored_first.connect(self._stored_first)
        self.saving.busy.connect(self._show_busy)
        self.saving.refused.connect(lambda: self.index.set_marks(form.refresh(self._order())))
        self.news.order_changed.connect(self._reload)
        self.news.around.connect(self._refresh_around)

    # Loading

    def _load(self, order_id: int | None, client_id: int | None, order: Order | None, draft: Draft | None) -> None:
        run = partial(self.desk.tasks.run, Lane.READ)
        office = self.desk.office
        if draft is not None and isinstance(draft.value, Order):
            done = partial(self._show_draft, draft)
            run(loading.unsaved_order, office, draft.value, done=done, failed=self._cannot_load, owner=self)
        elif order is not None:
            run(loading.unsaved_order, office, order, done=self._show_unsaved, failed=self._cannot_load, owner=self)
        elif order_id is not None:
            run(loading.stored_order, office, order_id, done=self._show, failed=self._cannot_load, owner=self)
        else:
            run(loading.new_order, office, client_id, done=self._show, failed=self._cannot_load, owner=self)

    def _show(self, loaded: Loaded) -> None:
        self._take(loaded)
        self.form.binding.load(loaded.order)
        self._shown(loaded)
        if self._client_name:
            picker = self.form.client.picker
            picker.setFocus(Qt.FocusReason.OtherFocusReason)
            picker.setText(self._client_name)
            picker.textEdited.emit(self._client_name)

    def _show_unsaved(self, loaded: Loaded) -> None:
        self._take(loaded)
        self.form.binding.load_unsaved(loaded.order, loaded.stored)
        self._shown(loaded)
        self._edited()

    def _show_draft(self, draft: Draft, loaded: Loaded) -> None:
        self.keeper.adopt(draft)
        # The version it was typed over, so that somebody else's later save is not overwritten unseen.
        if loaded.order.id is not None:
            loaded = replace(loaded, order=replace(loaded.order, version=draft.stored_version))
        self._show_unsaved(loaded)
        self.form.binding.show_unreadable(draft.unreadable)
        self._pause.start()

    def _take(self, loaded: Loaded) -> None:
        self.saving.stored = loaded.stored
        self._show_around(loaded.around)

    def _shown(self, loaded: Loaded) -> None:
        order = loaded.order
        self.order_id = order.id
        self.beside.show_order(order.id, order.number)
        self.form.client.kin.show_order(order)
        self.form.setEnabled(True)
        self.form.show_details(order)
        self.form.history.show_entries(loaded.history)
        self._set_dirty(self.form.binding.is_dirty())
        self._paused()
        if self._wants_focus and self.isVisible():
            self._wants_focus = False
            self.form.client.enter()

    def _show_around(self, around: Around) -> None:
        self._around = around
        self.saving.names = names_of(around)
        self.status.around = self.types.around = around
        self.choice.area_code = around.area_code
        self.news.client_id = around.client.id if around.client is not None else None
        self.form.show_around(around)

    def _cannot_load(self, error: BaseException) -> None:
        if isinstance(error, Gone):
            self.desk.go.say(_("This order is not there any more."))
            self.desk.go.close(self)
            return
        self.desk.tasks.failure.emit(error)

    # What is typed

    def _typed(self) -> tuple[Order, int, dict[str, str]]:
        order = self._order()
        return order, order.version, self.form.binding.unreadable()

    def _edited(self) -> None:
        """After every key: no more than a timer. What follows waits for a pause."""
        self._pause.start()
        if self.form.isEnabled():
            self.keeper.touch()
            self._set_dirty(True)

    def _paused(self) -> None:
        """Sums, index and sheet follow what was typed."""
        if self._around is None:
            return
        order = self._order()
        dirty = self.form.binding.is_dirty()
        self._set_dirty(dirty)
        if not dirty and not self.saving.under_way:
            self.keeper.drop()
        self.index.set_marks(self.form.refresh(order))
        self._identify(order)
        self._draw(order)

    def _draw(self, order: Order | None = None) -> None:
        if not self.preview.isHidden() and self._around is not None:
            self.preview.draw(papers.preview, self.desk.office, self._order() if order is None else order)

    def _order(self) -> Order:
        """The order as it is typed now."""
        return self.form.order()

    def _set_dirty(self, dirty: bool) -> None:
        if dirty != self._dirty:
            self._dirty = dirty
            self.dirty_changed.emit(dirty)
            self.heading_changed.emit()

    def _section_entered(self, place: int) -> None:
        self.index.set_current(place)
        self.preview.show_section(self.form.parts[place].paper)

    # Saving

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Store what was typed, and then do `then`; what has to be put right first gets the keyboard."""
        if self._around is not None:
            self.saving.save(then)

    def save_and_close(self) -> None:
        """Store, and go back to the list."""
        if self._around is not None:
            self.saving.save(lambda: self.desk.go.close(self))

    def _adopted(self) -> None:
        """Something else is stored now: a save, or somebody else's work."""
        stored = self.saving.stored
        self.order_id = stored.id if stored is not None else None
        self.beside.show_order(self.order_id, stored.number if stored is not None else "")
        if stored is not None:
            self.form.client.kin.show_order(stored)
        if self._around is not None:
            with still():
                self.form.show_around(self._around)
        self._set_dirty(self.form.binding.is_dirty())
        self._identify()
        self._pause.start()
        self._load_history()
        self.heading_changed.emit()

    def _stored_first(self) -> None:
        if self.saving.stored is not None:
            self.desk.go.say(saved_words(self.saving.stored))

    def _show_busy(self, busy: bool) -> None:
        self.menu_actions["save"].setEnabled(not busy)
        self.verbs.save.setEnabled(not busy)

    def _load_history(self) -> None:
        if self.order_id is not None:
            self.desk.tasks.run(
                Lane.READ,
                orders.history,
                self.desk.office,
                self.order_id,
                done=self.form.history.show_entries,
                owner=self,
                latest="history",
            )

    # News from elsewhere

    def _refresh_around(self, around: Around) -> None:
        with still():
            self._show_around(around)
        self._identify()
        self._draw()

    def _reload(self) -> None:
        """Somebody else changed this order: show it, unless something unsaved would be lost; then saving asks."""
        if self.order_id is None:
            return

        def show(loaded: Loaded) -> None:
            self.form.history.show_entries(loaded.history)
            if self._dirty or self.saving.under_way:
                return
            self._show_around(loaded.around)
            self.saving.adopt(loaded.order, loaded.order)

        self.desk.tasks.run(
            Lane.READ, loading.stored_order, self.desk.office, self.order_id, done=show, owner=self, latest="reload"
        )

    # What the menus ask

    def next_problem(self) -> None:
        """Give the keyboard to the next field to be put right."""
        self.form.commit()
        if not self.form.binding.next_problem():
            self.desk.go.say(_("Nothing to correct"))
        self.index.set_marks(self.form.refresh(self._order()))

    # The page

    def title(self) -> str:
        """`OS 000128`, or that it is new."""
        order = self.saving.stored
        return order_title(order.number) if order is not None else _("New order")

    def rail_label(self) -> tuple[str, str]:
        """The number without its zeros, and the client."""
        client = self._around.client.name if self._around is not None and self._around.client is not None else ""
        if self.saving.stored is None:
            return "", client or _("New order")
        return short_number(self.saving.stored.number), client

    def bar_left(self) -> QWidget | None:
        """Number, status, client."""
        return self.heading

    def bar_actions(self) -> Sequence[QWidget]:
        """Print, more, save."""
        return self.verbs.widgets()

    def shown(self, first: bool) -> None:
        """Share the room; the first time the keyboard goes to the client."""
        self.panes.arrange()
        if first and self.form.isEnabled():
            self._wants_focus = False
            self.form.client.enter()

    def is_dirty(self) -> bool:
        """Whether something typed is not stored."""
        return self._dirty

    def discard(self, then: Callable[[], None]) -> None:
        """Give up what was typed."""
        self.keeper.drop()
        self._dirty = False
        then()

    def draft_line(self) -> str:
        """What the status bar says of what is not stored."""
        if not self._dirty:
            return ""
        kept = self.keeper.kept_at
        time = format_time(kept.astimezone(self.desk.office.zone)) if kept is not None else ""
        if self.order_id is None:
            return _("Draft kept at {time}").format(time=time) if time else _("Not saved yet")
        if not time:
            return _("Changes not saved yet")
        return _("Changes not saved yet · draft kept at {time}").format(time=time)

    def leave_question(self) -> tuple[str, str]:
        """What is asked when it is closed with something unsaved."""
        if self.saving.stored is None:
            return _("Save the new order?"), _("Without saving, what you typed is lost.")
        title = _("Save the changes to {order}?").format(order=order_title(self.saving.stored.number))
        return title, _("Without saving, what you typed since the last save is lost.")

    def _identify(self, order: Order | None = None) -> None:
        """Bring the bar in line with the order as it is typed."""
        if self._around is None:
            return
        order = self._order() if order is None else order
        for slot in ("duplicate", "delete", "change_status", "follow_up"):
            self.menu_actions[slot].setEnabled(self.order_id is not None)
        before = self.heading.about, self.heading.chip.text()
        stored = self.saving.stored
        self.heading.show_order(order, self._around, stored.status_id if stored is not None else None)
        if (self.heading.about, self.heading.chip.text()) != before:
            self.heading_changed.emit()
