"""The postman: empties the outbox in the background, over one connection for all that is due.

Every step is stored before it is done, so that a crash at any moment leaves a message either as one that has certainly
not arrived (it is sent again), or as one that may have (a person decides): claimed before connecting (`SENDING`),
`HANDING` right before the line that lets the server deliver it, and then whatever the server answered.
"""

from __future__ import annotations

import logging
import queue
import random
import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from email.errors import MessageError

from osdesk.domain import sending
from osdesk.domain.changes import Changes, Subject
from osdesk.domain.messages import MailAccount, Message, MessageState
from osdesk.domain.sheets import OrderSheet, Paper
from osdesk.gateways import smtp
from osdesk.gateways.mail_trouble import MailTrouble, Whose
from osdesk.services import dispatch, issuing, mail_account, preparing
from osdesk.services.mail_account import Connect
from osdesk.services.office import Gone, Office
from osdesk.storage import outbox as storage
from osdesk.storage.messages import MESSAGES

__all__ = ["Postman", "Round", "Standing"]

_log = logging.getLogger(__name__)

Render = Callable[[tuple[OrderSheet, ...]], Paper]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Why nothing goes now, if it doesn't, and until when (None: until a person does something about it)."""

    trouble: MailTrouble | None = None
    until: datetime | None = None


@dataclass(slots=True, kw_only=True)
class Round:
    """What a round came to. `next_at` is when something is to be done again, `trouble` why all stands still."""

    prepared: int = 0
    sent: int = 0
    waiting: int = 0
    stopped: int = 0
    unsure: int = 0
    next_at: datetime | None = None
    trouble: MailTrouble | None = None


@dataclass(slots=True)
class _Shift:
    """What one round works with: the account, its password, what went lately, and the line, once there is one."""

    account: MailAccount
    password: str = field(repr=False)
    name: str
    lately: list[sending.Sent]
    tally: Round
    line: smtp.Connection | None = None
    tried: set[int] = field(default_factory=set)


class Postman:
    """One for each open office. Any thread may call it; one round runs at a time, and a second call adds to it.

    `render` draws a sheet and may take its time (the window passes one that uses the paper process); without it the
    sheet is drawn here. `connect` opens connections, `dice` scatters the pauses.
    """

    def __init__(
        self,
        office: Office,
        render: Render | None = None,
        *,
        connect: Connect | None = None,
        dice: random.Random | None = None,
    ) -> None:
        self._office = office
        self._render = render
        self._connect = connect or smtp.connect
        self._dice = dice or random.Random()  # noqa: S311  pauses are no secret
        self._working = threading.Lock()
        self._again = False
        self._ended = False
        self._failures = 0
        self._standing = Standing()
        self._line: smtp.Connection | None = None
        self._opened: queue.SimpleQueue[smtp.Connection | MailTrouble] = queue.SimpleQueue()
        office.listen(self._heard)

    def standing(self) -> Standing:
        """Why nothing goes now. Asks nothing of database or network."""
        return self._standing

    def forget_block(self) -> None:
        """A person says to try at once, or has typed the password anew."""
        self._standing = Standing()
        self._failures = 0

    def stop(self) -> None:
        """Break off, from any thread: the program ends. What was in flight waits, or is unsure."""
        self._ended = True
        self._opened.put(MailTrouble("mail.dropped", retry=True))
        line = self._line
        if line is not None:
            line.interrupt()

    def recover(self) -> None:
        """Put right what a crash left: what was claimed waits again, what was handed over is unsure."""
        dispatch.recover(self._office)

    def deliver(self, only: Collection[int] | None = None) -> Round:
        """Prepare and send all that is due, or those messages alone, due or not; returns when nothing is left to do.

        A call while another thread is at it returns at once, and that one looks again.
        """
        total = Round()
        if self._office.readonly:
            return total
        while not self._ended:
            self._again = True
            if not self._working.acquire(blocking=False):
                return Round(trouble=self._standing.trouble, next_at=self._next())
            try:
                self._again = False
                if only is not None:
                    self.forget_block()
                self._round(only, total)
            finally:
                self._working.release()
            if not self._again:
                break
        return total

    def _heard(self, changes: Changes) -> None:
        if changes.touches(Subject.MAIL_ACCOUNT):
            self.forget_block()

    def _round(self, only: Collection[int] | None, tally: Round) -> None:
        office = self._office
        dispatch.recover(office)
        for message_id in self._due(MessageState.PREPARING, only):
            if self._ended:
                return
            tally.prepared += preparing.prepare(office, message_id, self._render)
        due = self._due(MessageState.WAITING, only)
        tally.trouble = self._resting()
        if due and tally.trouble is None:
            tally.trouble = self._carry(due, only, tally)
        tally.next_at = self._next()

    def _next(self) -> datetime | None:
        """When something is due again, as far as the account allows it."""
        with self._office.read() as session:
            due = storage.next_due(session)
        standing = self._standing
        if standing.trouble is None or due is None:
            return due
        return None if standing.until is None else max(due, standing.until)

    def _due(self, state: MessageState, only: Collection[int] | None) -> list[int]:
        with self._office.read() as session:
            if only is None:
                return storage.due(session, state, self._office.instant())
            return [message_id for message_id in storage.in_state(session, state) if message_id in only]

    def _resting(self) -> MailTrouble | None:
        """Why the account stands still at this moment, if it does. A password may have come since it was missing."""
        standing = self._standing
        over = standing.until is not None and standing.until <= self._office.instant()
        if over or (standing.trouble is not None and standing.trouble.code == "mail.no_password"):
            self._standing = Standing()
        return self._standing.trouble

    def _carry(self, due: list[int], only: Collection[int] | None, tally: Round) -> MailTrouble | None:
        """Send what is due until nothing is; returns what stops the whole account."""
        account = mail_account.get(self._office)
        if not account.usable:
            return self._rest(MailTrouble("mail.no_account"), account)
        password = mail_account.password_of(account)
        if password is None:
            return self._rest(MailTrouble("mail.no_password"), account)
        with self._office.read() as session:
            lately = storage.sent_since(session, account.key, self._office.instant() - sending.DAY)
        name = mail_account.sender_name(self._office, account)
        shift = _Shift(account=account, password=password, name=name, lately=lately, tally=tally)
        try:
            while due:
                for message_id in due:
                    if self._ended:
                        return None
                    shift.tried.add(message_id)
                    trouble = self._one(shift, message_id)
                    if trouble is not None:
                        return trouble
                # Nothing twice in a round: a clock that stands still must not send for ever.
                due = [each for each in self._due(MessageState.WAITING, only) if each not in shift.tried]
        finally:
            self._line = None
            if shift.line is not None:
                shift.line.quit()
        return None

    def _one(self, shift: _Shift, message_id: int) -> MailTrouble | None:
        """Send one message; returns a trouble that stands in the way of all."""
        office = self._office
        with office.read() as session:
            message = MESSAGES.load(session, message_id)
        if message is None or message.state is not MessageState.WAITING:
            return None
        limit = shift.account.daily_limit
        free = sending.free_at(limit, shift.lately, len(message.recipients), office.instant())
        if free is not None:
            trouble = MailTrouble("mail.limit", f"{limit}/24 h", retry=True)
            dispatch.keep_waiting(office, message, trouble)
            shift.tally.waiting += 1
            return self._rest(trouble, shift.account, until=free)
        try:
            content, utf8 = dispatch.written(office, message, shift.account, shift.name)
        except (issuing.PdfLost, Gone, LookupError):
            dispatch.stop(office, message_id, "mail.file")
            shift.tally.stopped += 1
            return None
        except (ValueError, MessageError):
            # One message that can't be written must not keep all the others from being sent.
            _log.exception("a message could not be written")
            dispatch.stop(office, message_id, "mail.unwritable")
            shift.tally.stopped += 1
            return None
        # Claimed before anything is asked of the server: from here on nobody else edits or sends it.
        claimed = dispatch.claim(office, message, shift.account)
        if claimed is None:
            return None
        try:
            answer = self._hand_over(shift, claimed, content, utf8=utf8)
        except MailTrouble as trouble:
            return self._judge(shift, claimed, trouble)
        counted = dispatch.sent(office, message_id, answer)
        if counted is not None:
            shift.lately.append(counted)
        self._failures = 0
        shift.tally.sent += 1
        return None

    def _hand_over(self, shift: _Shift, message: Message, content: bytes, *, utf8: bool) -> str:
        """Give a message to the server, connecting where there is no line; returns the server's answer."""
        handed = False

        def handing(refused: tuple[smtp.Refusal, ...]) -> None:
            nonlocal handed
            handed = True
            dispatch.handing(self._office, message, refused, self._dice)

        while True:
            line = shift.line
            fresh = line is None or not line.alive
            if line is None or fresh:
                line = shift.line = self._line = self._open(shift)
            try:
                return line.send(message.recipients, content, handing, utf8=utf8)
            except MailTrouble as trouble:
                # Many a server takes so many messages over a line and then hangs up (Yahoo: twenty). What was handed
                # over is not offered at once again: receivers that were refused have a message of their own by then.
                again = line.sent and not (fresh or handed or line.alive)
                if not (again and trouble.whose is Whose.ACCOUNT and trouble.retry):
                    raise

    def _open(self, shift: _Shift) -> smtp.Connection:
        """Connect in a thread that may be left behind: a server that answers nobody must not keep the program from
        ending. Raises `MailTrouble`.
        """
        opened = self._opened = queue.SimpleQueue()

        def work() -> None:
            try:
                line: smtp.Connection | MailTrouble = self._connect(shift.account, shift.password)
            except MailTrouble as trouble:
                line = trouble
            except Exception as fault:  # noqa: BLE001  whatever it is, nobody may be left waiting
                _log.exception("the connection to the mail server failed")
                line = MailTrouble("mail.network", type(fault).__name__, retry=True)
            if self._ended and isinstance(line, smtp.Connection):
                line.abort()
            opened.put(line)

        if not self._ended:
            threading.Thread(target=work, name="mail", daemon=True).start()
            found = opened.get()
            if isinstance(found, smtp.Connection):
                return found
            raise found
        raise MailTrouble("mail.dropped", retry=True)

    def _judge(self, shift: _Shift, message: Message, trouble: MailTrouble) -> MailTrouble | None:
        """What becomes of a message that didn't go, and of the account."""
        office, message_id = self._office, message.id or 0
        if trouble.code == "mail.unsure":
            dispatch.unsure(office, message_id, trouble)
            shift.tally.unsure += 1
            return None
        mine = trouble.whose is Whose.MESSAGE
        if mine and not (trouble.retry and message.tries < sending.MOST_TRIES):
            dispatch.stop(office, message_id, "mail.gave_up" if trouble.retry else trouble.code, trouble.answer)
            shift.tally.stopped += 1
            return None
        until = None
        if mine:
            until = office.instant() + sending.pause(message.tries, self._dice)
        elif trouble.retry:
            self._failures += 1
            longest = sending.DAY if trouble.code == "mail.limit" else sending.LONGEST_REST
            until = office.instant() + sending.pause(self._failures, self._dice, longest)
        dispatch.keep_waiting(office, message, trouble, until if mine else None)
        shift.tally.waiting += 1
        return None if mine else self._rest(trouble, shift.account, until=until)

    def _rest(self, trouble: MailTrouble, account: MailAccount, until: datetime | None = None) -> MailTrouble:
        """Nothing is tried over this account until then, or until a person has done something."""
        _log.info("mail rests: %s", trouble.code)
        mail_account.about(trouble, account)
        self._standing = Standing(trouble=trouble, until=until)
        return trouble
