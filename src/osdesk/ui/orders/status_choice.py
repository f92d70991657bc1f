"""The status of the order in the editor: chosen from the heading's menu, or *done* by one key.

Apart from the editor, which only learns that another one was taken: a reason may have to be given first, and what the
order's type asks for must be there before it is closed, or somebody says why it isn't.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from osdesk.domain.closing import Lack, Missing, asks_anything
from osdesk.domain.statuses import (
    Status,
    StatusKind,
    asks_reason,
    closes_with,
    is_closing,
)
from osdesk.services import closing
from osdesk.services.wording import status_name
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.orders.closing import ClosingDialog
from osdesk.ui.orders.form import OrderForm
from osdesk.ui.orders.saving import OrderSaving
from osdesk.ui.orders.section import Around
from osdesk.ui.page import Page
from osdesk.ui.tasks import Lane

_Then = Callable[[], object] | None


class StatusChoice(QObject):
    """Gives the order in the form another status. `taken` says that it has one."""

    taken = Signal()

    def __init__(self, desk: Desk, form: OrderForm, saving: OrderSaving, page: Page) -> None:
        super().__init__(page)
        self._desk, self._form, self._saving, self._page = desk, form, saving, page
        self.around: Around | None = None
        saving.lacking.connect(self._refused)

    def choose(self, status: Status, then: _Then = None) -> None:
        """Take this status, and then do `then`; asks for what it needs."""
        if self._closes(status) and self._asks():
            self._desk.tasks.run(
                Lane.READ,
                closing.missing,
                self._desk.office,
                self._form.order(),
                done=partial(self._look, status, then),
                owner=self,
                latest="missing",
            )
        else:
            self._ask_reason(status, "", then)

    def finish(self) -> None:
        """The work is done: so be it, and stored."""
        if self.around is None:
            return
        statuses = self.around.statuses
        typed = next((each for each in statuses if each.id == self._form.order().status_id), None)
        if typed is not None and typed.kind is StatusKind.DONE:
            self._page.save()
            return
        done = closes_with(self._before(), statuses)
        if done is not None:
            self.choose(done, self._page.save)
        elif typed is not None:
            words = _("From “{status}” an order is not finished directly: choose another status first.")
            self._desk.go.say(words.format(status=status_name(typed)))

    def _before(self) -> Status | None:
        """The status that the stored order has."""
        stored = self._saving.stored
        if stored is None or self.around is None:
            return None
        return next((each for each in self.around.statuses if each.id == stored.status_id), None)

    def _closes(self, status: Status) -> bool:
        return is_closing(self._before(), status)

    def _asks(self) -> bool:
        """Whether the order's type asks for anything."""
        chosen = self._form.order().service_type_id
        kinds = self.around.service_types if self.around is not None else ()
        return any(kind.id == chosen and asks_anything(kind) for kind in kinds)

    def _look(self, status: Status, then: _Then, missing: tuple[Missing, ...]) -> None:
        if missing:
            self._ask_override(missing, lambda reason: self._ask_reason(status, reason, then))
        else:
            self._ask_reason(status, "", then)

    def _refused(self, missing: tuple[Missing, ...], then: _Then) -> None:
        """Something went missing between choosing and saving."""

        def again(reason: str) -> None:
            self._form.binding.replace(closing_override=reason)
            self._saving.save(then)

        self._ask_override(missing, again)

    def _ask_override(self, missing: tuple[Missing, ...], override: Callable[[str], object]) -> None:
        number = self._saving.stored.number if self._saving.stored is not None else ""
        dialog = ClosingDialog(self._page, number, missing, go=self._lead, override=override)
        self._desk.prompts.show(dialog)

    def _lead(self, missing: Missing) -> None:
        """Give the keyboard to where it is put right."""
        form = self._form
        sections = {
            Lack.CHECKLIST: form.checklist,
            Lack.MATERIALS: form.materials,
            Lack.OBSERVATIONS: form.remarks,
            Lack.PHOTOS: form.photos,
            Lack.SIGNATURE: form.signatures,
        }
        if missing.lack in sections:
            form.go_to_section(form.parts.index(sections[missing.lack]))
        if missing.lack is Lack.CHECKLIST:
            form.checklist.go_to_unanswered()
        elif missing.lack is Lack.KILOMETRES:
            place = int(missing.field.split(".")[1])
            form.go_to_section(form.parts.index(form.visits))
            rows = form.visits.rows()
            if place < len(rows):
                rows[place].open_kilometres()

    def _ask_reason(self, status: Status, override: str, then: _Then) -> None:
        """Take the status with its reason: of the stored order's last change where none is asked for."""
        stored, before = self._saving.stored, self._before()
        take = partial(self._take, status, override, then)
        if not asks_reason(before, status):
            take(stored.status_reason if stored is not None else "")
            return
        title, verb = _question(before, status)
        self._desk.prompts.text(
            self._page,
            title,
            _("The reason stays in the history."),
            label=_("Reason"),
            verb=verb,
            then=take,
            required=_("Say why, in a few words."),
            lines=2,
        )

    def _take(self, status: Status, override: str, then: _Then, reason: str) -> None:
        stored = self._saving.stored
        kept = stored.closing_override if stored is not None and not self._closes(status) else ""
        self._form.binding.replace(status_id=status.id, status_reason=reason, closing_override=override or kept)
        self.taken.emit()
        if then is not None:
            then()


def _question(before: Status | None, status: Status) -> tuple[str, str]:
    """What is asked with the reason, and the verb that answers."""
    if status.kind is StatusKind.CANCELLED:
        return _("Cancel this order?"), _("Cancel the order")
    if before is not None and before.kind.finished and not status.kind.finished:
        return _("Reopen this order?"), _("Reopen the order")
    return _("Why “{status}”?").format(status=status_name(status)), _("Change status")
