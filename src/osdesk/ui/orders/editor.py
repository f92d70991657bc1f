"""The order editor: index, form and live sheet side by side; loading, saving, drafts, and what the menus ask of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from osdesk.domain.changes import Changes, Subject
from osdesk.domain.clients import Client
from osdesk.domain.dates import format_time
from osdesk.domain.orders import Order
from osdesk.domain.statuses import Status, StatusKind, needs_reason
from osdesk.services import orders, papers
from osdesk.services.drafts import Draft
from osdesk.services.office import Gone
from osdesk.services.wording import order_title
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.kit.labels import Hairline
from osdesk.ui.orders import loading
from osdesk.ui.orders.deeds import OrderDeeds
from osdesk.ui.orders.form import OrderForm
from osdesk.ui.orders.heading import OrderHeading, OrderVerbs
from osdesk.ui.orders.history import names_of
from osdesk.ui.orders.index import SectionIndex
from osdesk.ui.orders.keeping import DraftKeeper
from osdesk.ui.orders.loading import Loaded
from osdesk.ui.orders.new_client import NewClientDialog
from osdesk.ui.orders.preview import LivePaper
from osdesk.ui.orders.room import Room, share
from osdesk.ui.orders.saving import OrderSaving, saved_words
from osdesk.ui.orders.section import Around
from osdesk.ui.orders.still import still
from osdesk.ui.page import Page
from osdesk.ui.tasks import Lane

#: Milliseconds after the last key before sums, index and sheet follow.
_PAUSE = 120
_PREVIEW = "panes/preview"


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
        self.keeper = DraftKeeper(desk, self._typed, self)
        self.saving = OrderSaving(desk, self.form, self.keeper, self)
        self.deeds = OrderDeeds(desk, self, self.saving, self.keeper)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._offer_actions()
        self.verbs = OrderVerbs(self, self.menu_actions)
        self._lay_out()
        self._connect()
        self._load(order_id, client_id, order, draft)

    def _lay_out(self) -> None:
        self._index_line, self._preview_line = Hairline(standing=True), Hairline(standing=True)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for part in (self.index, self._index_line):
            whole.addWidget(part)
        whole.addWidget(self.form, 1)
        whole.addWidget(self._preview_line)
        whole.addWidget(self.preview)
        self._beside = True
        self._swapped = False
        self.form.setEnabled(False)

    def _connect(self) -> None:
        form = self.form
        form.changed.connect(self._edited)
        form.binding.problems_changed.connect(self._pause.start)
        form.section_entered.connect(self._section_entered)
        self._pause.timeout.connect(self._paused)
        self.index.chosen.connect(form.go_to_section)
        self.preview.hide_wanted.connect(self.toggle_preview)
        self.heading.status_chosen.connect(self._status_chosen)
        form.client.picker.chosen.connect(self._client_chosen)
        form.client.picker.new_wanted.connect(self._new_client)
        self.keeper.kept.connect(self.heading_changed)
        self.saving.adopted.connect(self._adopted)
        self.saving.stored_first.connect(self._stored_first)
        self.saving.busy.connect(self._show_busy)
        self.saving.refused.connect(lambda: self.index.set_marks(form.refresh()))
        self.desk.changes.happened.connect(self._happened)

    def _offer_actions(self) -> None:
        self.offer("save", self.save)
        self.offer("save_close", self.save_and_close)
        deeds = self.deeds
        self.offer("print", deeds.print_out)
        self.offer("print_now", lambda: deeds.print_out(direct=True))
        self.offer("export", deeds.export)
        self.offer("duplicate", deeds.duplicate, enabled=False)
        self.offer("blank", lambda: deeds.blank(self.form.binding.read()[0]))
        self.offer("delete", deeds.delete, enabled=False)
        self.offer("preview", self.toggle_preview)
        self.offer("next_problem", self.next_problem)
        self.offer("next_section", lambda: self.form.go_to_section(self.form.current + 1))
        self.offer("previous_section", lambda: self.form.go_to_section(self.form.current - 1))
        self.offer("change_status", self.heading.open_menu, enabled=False)

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
            run(loading.new_order, office, client_id, done=self._show_new, failed=self._cannot_load, owner=self)

    def _show(self, loaded: Loaded) -> None:
        self._take(loaded)
        self.form.binding.load(loaded.order)
        self._shown(loaded)

    def _show_new(self, loaded: Loaded) -> None:
        self._take(loaded)
        self.form.binding.load(loaded.order)
        self._shown(loaded)
        if self._client_name:
            self.form.client.picker.setFocus(Qt.FocusReason.OtherFocusReason)
            self.form.client.picker.setText(self._client_name)
            self.form.client.picker.textEdited.emit(self._client_name)

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
        self.form.show_unreadable(dict(draft.unreadable))
        self._pause.start()

    def _take(self, loaded: Loaded) -> None:
        self.saving.stored = loaded.stored
        self._show_around(loaded.around)

    def _shown(self, loaded: Loaded) -> None:
        order = loaded.order
        self.order_id = order.id
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
        self.form.show_around(around)

    def _cannot_load(self, error: BaseException) -> None:
        if isinstance(error, Gone):
            self.desk.go.say(_("This order is not there any more."))
            self.desk.go.close(self)
            return
        self.desk.tasks.failure.emit(error)

    # What is typed

    def _typed(self) -> tuple[Order, int, dict[str, str]]:
        order, _problems = self.form.binding.read()
        return order, order.version, self.form.unreadable()

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
        dirty = self.form.binding.is_dirty()
        self._set_dirty(dirty)
        if not dirty and not self.saving.under_way:
            self.keeper.drop()
        self.index.set_marks(self.form.refresh())
        self._identify()
        self._draw()

    def _draw(self) -> None:
        if not self.preview.isHidden():
            order, _problems = self.form.binding.read()
            self.preview.draw(papers.sheet, self.desk.office, order)

    def _set_dirty(self, dirty: bool) -> None:
        if dirty != self._dirty:
            self._dirty = dirty
            self.dirty_changed.emit(dirty)
            self.heading_changed.emit()

    def _section_entered(self, place: int) -> None:
        self.index.set_current(place)
        self.preview.show_section(self.form.parts[place].paper)

    def _client_chosen(self, client_id: int) -> None:
        order, _problems = self.form.binding.read()
        self.desk.tasks.run(
            Lane.READ,
            loading.chosen_client,
            self.desk.office,
            order,
            client_id,
            done=self._show_client,
            owner=self,
            latest="client",
        )

    def _show_client(self, found: tuple[Order, Around]) -> None:
        """Copy the client's facts into the form; whatever else was typed meanwhile stays."""
        chosen, around = found
        self._show_around(around)
        bind = self.form.binding
        typed, _problems = bind.read()
        value = replace(
            typed,
            client_id=chosen.client_id,
            contact_name=chosen.contact_name,
            contact_tax_id=chosen.contact_tax_id,
            contact_role=chosen.contact_role,
            contact_phone=chosen.contact_phone,
            contact_email=chosen.contact_email,
            address=chosen.address,
        )
        bind.load_unsaved(value, self.saving.stored)
        self._show_around(around)
        self.form.show_details(value)
        self._edited()
        self._identify()
        self.form.client.after_choice().setFocus(Qt.FocusReason.OtherFocusReason)

    def _new_client(self, name: str) -> None:
        area_code = self._around.area_code if self._around is not None else ""

        def made(client: Client) -> None:
            if client.id is not None:
                self._client_chosen(client.id)

        dialog = NewClientDialog(self, self.desk, name, area_code=area_code, made=made, chosen=self._client_chosen)
        dialog.start()

    def _status_chosen(self, status: Status) -> None:
        around = self._around
        if around is None:
            return
        kinds = {each.id: each.kind for each in around.statuses}
        stored_kind = (
            kinds.get(self.saving.stored.status_id, StatusKind.OPEN) if self.saving.stored else StatusKind.OPEN
        )

        def take(reason: str) -> None:
            before = stored.status_reason if stored is not None else ""
            self.form.binding.replace(status_id=status.id, status_reason=reason or before)
            self._edited()
            self._identify()

        if not needs_reason(stored_kind, status.kind):
            take("")
            return
        cancelling = status.kind is StatusKind.CANCELLED
        self.desk.prompts.text(
            self,
            _("Cancel this order?") if cancelling else _("Reopen this order?"),
            _("The reason stays in the history."),
            label=_("Reason"),
            verb=_("Cancel the order") if cancelling else _("Reopen the order"),
            then=take,
            required=_("Say why, in a few words."),
            lines=2,
        )
        self._identify()

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

    def _happened(self, changes: Changes) -> None:
        if changes.initiator is self.saving.token or self._around is None:
            return
        if self.order_id is not None and changes.touches(Subject.ORDER, self.order_id):
            self._reload()
        client_id = self._around.client.id if self._around.client is not None else None
        rows = (Subject.TECHNICIAN, Subject.TEMPLATE, Subject.STATUS, Subject.SERVICE_TYPE)
        papers_too = (Subject.COMPANY, Subject.SETTINGS)
        touched = any(changes.touches(subject) for subject in (*rows, *papers_too))
        if touched or (client_id is not None and changes.touches(Subject.CLIENT, client_id)):
            self.desk.tasks.run(
                Lane.READ,
                loading.around,
                self.desk.office,
                client_id,
                done=self._refresh_around,
                owner=self,
                latest="around",
            )

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
        self.index.set_marks(self.form.refresh())

    def toggle_preview(self) -> None:
        """F9: the preview beside the form comes and goes; where there's no room, it takes the form's place."""
        if self._room().beside:
            self.desk.settings.set_flag(_PREVIEW, self.preview.isHidden())
        else:
            self._swapped = not self._swapped
        self._share()

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
        self._share()
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

    def _identify(self) -> None:
        """Bring the bar in line with the order as it is typed."""
        if self._around is None:
            return
        order, _problems = self.form.binding.read()
        for slot in ("duplicate", "delete", "change_status"):
            self.menu_actions[slot].setEnabled(self.order_id is not None)
        before = self.heading.about, self.heading.chip.text()
        self.heading.show_order(order, self._around)
        if (self.heading.about, self.heading.chip.text()) != before:
            self.heading_changed.emit()

    # Room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The three share the width anew."""
        super().resizeEvent(event)
        self._share()

    def _room(self) -> Room:
        return share(self.window().width(), self.width(), self.form.minimumSizeHint().width())

    def _share(self) -> None:
        room = self._room()
        wanted = self.desk.settings.flag(_PREVIEW, True)
        beside = room.beside and wanted
        swapped = not room.beside and self._swapped
        self.index.setFixedWidth(room.index)
        for part in (self.index, self._index_line, self.form):
            part.setVisible(not swapped)
        was_hidden = self.preview.isHidden()
        self.preview.setVisible(beside or swapped)
        self._preview_line.setVisible(beside)
        self.preview.set_hiding(not swapped)
        if swapped:
            self.preview.setMinimumWidth(0)
            self.preview.setMaximumWidth(16_777_215)
            self.preview.view.setFocus(Qt.FocusReason.OtherFocusReason)
        elif beside:
            self.preview.setFixedWidth(room.preview)
        if was_hidden and not self.preview.isHidden():
            self._draw()
        if QApplication.focusWidget() is None and not swapped and self.isVisible() and self.form.isEnabled():
            self.form.go_to_section(self.form.current)


def short_number(number: str) -> str:
    """A number as the narrow rail shows it: without prefix, year and leading zeros."""
    digits = number.rpartition("-")[2].rpartition("/")[2]
    return digits.lstrip("0") or number
