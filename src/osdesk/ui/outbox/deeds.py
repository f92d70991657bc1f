"""What can be done with messages in the outbox: try now, change, give up, decide, put an address right.

Apart from the page, which shows rows: a deed takes rows, asks the person where something must be known, and does its
work on a lane.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from osdesk.domain.contacts import is_email
from osdesk.domain.messages import Message, MessageState
from osdesk.domain.outbox import MessageRow
from osdesk.domain.problems import Problem, Refused
from osdesk.services import outbox, wording
from osdesk.services.office import Conflict, Gone
from osdesk.texts import _, ngettext
from osdesk.ui.desk import Desk
from osdesk.ui.prompts import Answer
from osdesk.ui.tasks import Lane

if TYPE_CHECKING:
    from osdesk.services.office import Office

_EDITABLE = frozenset({MessageState.PREPARING, MessageState.WAITING, MessageState.STOPPED})


def can_retry(row: MessageRow) -> bool:
    """Whether it can be made due at once."""
    return row.state in _EDITABLE


def can_cancel(row: MessageRow) -> bool:
    """Whether it can be given up."""
    return row.state in _EDITABLE or row.state is MessageState.UNSURE


def cancelled_words(asked: int, given_up: int) -> str:
    """What came of giving messages up: some may have gone in the meantime, which nobody should have to guess."""
    gone = asked - given_up
    if gone:
        return ngettext("{count} message had gone already", "{count} messages had gone already", gone).format(
            count=gone
        )
    return ngettext("{count} message is not sent", "{count} messages are not sent", asked).format(count=asked)


class OutboxDeeds(QObject):
    """The verbs."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page

    def retry(self, rows: Sequence[MessageRow]) -> None:
        """Send these at once, whatever they waited for."""
        ids = tuple(row.id for row in rows if can_retry(row))
        if ids:
            self._write(outbox.retry, ids, done=lambda _done: self._desk.mailing.try_now())

    def try_all(self) -> None:
        """The whole account stood still: try again."""
        self._desk.mailing.try_now()

    def edit(self, row: MessageRow) -> None:
        """Change receivers and words of one that hasn't gone."""
        if can_retry(row):
            self._desk.tasks.run(
                Lane.READ, _latest, self._desk.office, row.id, done=self._open_editor, owner=self, latest="edit"
            )

    def cancel(self, rows: Sequence[MessageRow]) -> None:
        """Give these up; asked first where they are many."""
        given_up = [row for row in rows if can_cancel(row)]
        ids = tuple(row.id for row in given_up)
        # Of one that may have arrived a person has decided: it can't be told any more from one that didn't.
        way_back = all(map(can_retry, given_up))
        give_up = partial(self._give_up, ids, way_back=way_back)
        if len(ids) == 1:
            give_up()
        elif ids:
            title = ngettext("Cancel {count} message?", "Cancel {count} messages?", len(ids)).format(count=len(ids))
            self._desk.prompts.ask(
                self._page,
                title,
                _("They are not sent any more. They stay readable under “All”."),
                (Answer(_("Keep them")), Answer(_("Cancel sending"), give_up, "danger")),
            )

    def decide(self, row: MessageRow, *, arrived: bool) -> None:
        """Say of one that may have arrived whether it did; if not, it goes again."""
        if row.state is not MessageState.UNSURE:
            return
        if arrived:
            self._write(partial(outbox.decide, arrived=True), row.id)
            return
        again = partial(self._write, partial(outbox.decide, arrived=False), row.id, done=self._sent_again)
        self._desk.prompts.ask(
            self._page,
            _("Send it again?"),
            _("If the first one did arrive after all, {receivers} gets it twice.").format(receivers=", ".join(row.to)),
            (Answer(_("Back")), Answer(_("Send again"), again, "filled")),
        )

    def open_order(self, row: MessageRow) -> None:
        """Show the order it belongs to."""
        if row.order_id is not None:
            self._desk.go.order(row.order_id)

    def open_document(self, revision_id: int) -> None:
        """Show the document that goes with it."""
        self._desk.tasks.run(
            Lane.NET, _document, self._desk.office, revision_id, done=self._desk.prompts.open_path, owner=self
        )

    def correct(self, row: MessageRow, old: str) -> None:
        """Put a wrong address right: in the client, in the order, and in this message."""
        order_id = row.order_id
        if order_id is None:
            self.edit(row)
            return

        def fix(new: str) -> None:
            said = _("Corrected, also in the client's record: {address}").format(address=new)
            self._write(partial(_fix, order_id=order_id, old=old, new=new), done=lambda _done: self._desk.go.say(said))

        incomplete = wording.sentence(Problem(field="email", code="email.form"))
        self._desk.prompts.text(
            self._page,
            _("Correct the address"),
            _("It is put right in the client's record and in this order, and the message goes at once."),
            label=_("E-mail address"),
            verb=_("Correct and send"),
            then=fix,
            initial=old,
            required=incomplete,
            wrong=lambda typed: "" if is_email(typed) else incomplete,
        )

    # Inside

    def _open_editor(self, message: Message | None) -> None:
        from osdesk.ui.outbox.editing import EditDialog

        if message is None:
            return
        dialog = EditDialog(self._page, message, self._store)
        self._desk.prompts.show(dialog)
        dialog.start()

    def _store(self, message: Message, stored: Callable[[], object], refused: Callable[[Refused], object]) -> None:
        def done(_message: Message) -> None:
            stored()
            self._desk.mailing.try_now()

        def failed(error: BaseException) -> None:
            if isinstance(error, Refused):
                refused(error)
                return
            stored()
            self._failed(error)

        self._write(outbox.edit, message, done=done, failed=failed)

    def _give_up(self, ids: tuple[int, ...], *, way_back: bool) -> None:
        def undo(given_up: tuple[int, ...]) -> None:
            self._write(outbox.take_up, given_up)

        def told(given_up: tuple[int, ...]) -> None:
            undoing = partial(undo, given_up) if way_back and given_up else None
            self._desk.go.say(cancelled_words(len(ids), len(given_up)), undoing)

        self._write(outbox.cancel, ids, done=told)

    def _sent_again(self, _message: object) -> None:
        self._desk.mailing.try_now()

    def _write(
        self,
        verb: Callable[..., object],
        *args: object,
        done: Callable[[Any], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
    ) -> None:
        self._desk.tasks.run(
            Lane.WRITE, verb, self._desk.office, *args, done=done, failed=failed or self._failed, owner=self
        )

    def _failed(self, error: BaseException) -> None:
        """What a person can't have known: it went, or somebody else had it, in the meantime."""
        if isinstance(error, Refused):
            self._desk.prompts.tell(self._page, _("That is not possible any more"), wording.sentence(error.problems[0]))
        elif isinstance(error, Conflict | Gone):
            self._desk.go.say(_("The message was changed meanwhile: look at it again."))
        else:
            self._desk.tasks.failure.emit(error)


def _latest(office: Office, message_id: int) -> Message | None:
    try:
        return outbox.get(office, message_id)
    except Gone:
        return None


def _fix(office: Office, *, order_id: int, old: str, new: str) -> None:
    outbox.fix_address(office, order_id, old, new)


def _document(office: Office, revision_id: int) -> Path:
    from osdesk.services import handing

    return handing.document(office, revision_id)
