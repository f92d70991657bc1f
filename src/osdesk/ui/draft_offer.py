"""After a crash or a power cut: what was being typed is offered back, with what differs from the stored order."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QVBoxLayout

from osdesk import folders
from osdesk.domain.changes import Subject
from osdesk.domain.dates import format_short_date, format_time
from osdesk.services import wording
from osdesk.texts import _, ngettext
from osdesk.ui.desk import Desk
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.dialog import Dialog
from osdesk.ui.kit.labels import ElidedLabel, Hairline, Label
from osdesk.ui.kit.layout import bar, column
from osdesk.ui.records.offer import offer_rooms
from osdesk.ui.tasks import Lane
from osdesk.ui.window import Window

if TYPE_CHECKING:
    from osdesk.services.drafts import Draft
    from osdesk.services.office import Office

#: More fields than this are counted and not named.
_NAMED = 6


class Offered(NamedTuple):
    """A draft, who it is about, and the fields (paths) in which it differs from what is stored."""

    draft: Draft
    client: str
    fields: tuple[str, ...]


def offer(desk: Desk, window: Window, folder: Path, drafts: Sequence[Draft]) -> None:
    """Offer the drafts that were left behind; those of orders that no longer differ from the store are dropped."""
    orders = tuple(draft for draft in drafts if draft.subject is Subject.ORDER)
    if not orders:
        offer_rooms(desk, window, drafts)
        return

    def show(found: tuple[Offered, ...]) -> None:
        told = tuple(each for each in found if each.fields)
        for each in found:
            if not each.fields:
                _drop(desk, folder, each.draft)
        if told:
            dialog = _Offer(desk, window, folder, told)
            # The rooms' own after it: one question at a time.
            dialog.finished.connect(lambda: offer_rooms(desk, window, drafts))
            dialog.open_over()
        else:
            offer_rooms(desk, window, drafts)

    desk.tasks.run(Lane.READ, compare, desk.office, orders, done=show, owner=window)


def compare(office: Office, found: tuple[Draft, ...]) -> tuple[Offered, ...]:
    """What each draft would change; for the read lane."""
    from osdesk.services import clients, drafts, orders
    from osdesk.services.office import Gone

    told = []
    for draft in found:
        stored = None
        if draft.record_id is not None:
            try:
                stored = orders.get(office, draft.record_id)
            except Gone:
                stored = None
        elif orders.by_code(office, draft.value.code) is not None:
            # It was stored, and the answer was lost with the power: nothing is to be offered twice.
            stored = orders.by_code(office, draft.value.code)
        client = ""
        if draft.value.client_id is not None:
            try:
                client = clients.get(office, draft.value.client_id).name
            except Gone:
                client = ""
        changes = drafts.differences(stored, draft)
        told.append(Offered(draft, client, tuple(dict.fromkeys(change.field for change in changes))))
    return tuple(told)


def field_words(fields: Sequence[str]) -> str:
    """The names of changed fields: "deadline, reason and 3 more"."""
    # A list counts as one field: five changed lines of material are "materials".
    tops = dict.fromkeys(field.partition(".")[0] for field in fields)
    names = list(dict.fromkeys(wording.field_name(Subject.ORDER, field) for field in tops))
    shown = ", ".join(names[:_NAMED])
    more = len(names) - _NAMED
    if more > 0:
        shown += " " + ngettext("and {count} more", "and {count} more", more).format(count=more)
    return shown


def _drop(desk: Desk, folder: Path, draft: Draft) -> None:
    from osdesk.services import drafts

    desk.tasks.run(Lane.WRITE, drafts.drop, folders.drafts_folder(folder), draft.key)


class _Offer(Dialog):
    """One line for each draft, each with its own answer; closing it leaves them for the next start."""

    def __init__(self, desk: Desk, window: Window, folder: Path, offered: tuple[Offered, ...]) -> None:
        title = ngettext("An order was being edited", "{count} orders were being edited", len(offered))
        super().__init__(window, title.format(count=len(offered)), icon="history", width=620)
        self._desk, self._window, self._folder = desk, window, folder
        self._waiting = list(offered)
        self.say(_("The program stopped before they were saved. What was typed is still here."))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.add(self._lines)
        self._rows = {each.draft.key: self._line(each) for each in offered}
        later = Button(_("Later"), self.reject)
        self._all = Button(_("Go on editing"), self._take_all, kind="filled")
        self.add_buttons(later, self._all)

    def open_over(self) -> None:
        """Show it; the keyboard is on going on."""
        self._desk.prompts.show(self)
        self._all.setFocus()

    def _line(self, offered: Offered) -> tuple[Label, ...]:
        draft = offered.draft
        name = wording.order_title(draft.value.number) if draft.value.number else _("New order")
        title = ElidedLabel(" · ".join(part for part in (name, offered.client) if part), "strong")
        kept = draft.kept_at.astimezone(self._desk.office.zone)
        when = _("kept on {day} at {time}").format(day=format_short_date(kept.date()), time=format_time(kept))
        differs = Label(_("Changed: {fields}").format(fields=field_words(offered.fields)), "hint", wrap=True)
        moment = Label(when, "hint")
        drop = Button(_("Discard"), lambda: self._discard(offered), kind="danger")
        line = bar(gap=12)
        line.addLayout(column(title, differs, moment, gap=2), 1)
        line.addWidget(drop)
        if self._lines.count():
            self._lines.addWidget(Hairline(above=4, below=4))
        self._lines.addLayout(line)
        drop.setProperty("draft", draft.key)
        return (title, differs, moment)

    def _discard(self, offered: Offered) -> None:
        self._waiting = [each for each in self._waiting if each is not offered]
        _drop(self._desk, self._folder, offered.draft)
        for label in self._rows[offered.draft.key]:
            label.setEnabled(False)
        sender = self.sender()
        if isinstance(sender, Button):
            sender.setEnabled(False)
        if not self._waiting:
            self.accept()

    def _take_all(self) -> None:
        self.accept()
        for offered in self._waiting:
            self._window.new_order(draft=offered.draft)
