"""`osdesk send` and `osdesk outbox`: an order by e-mail, and what waits to be sent; the outbox is the window's."""

from __future__ import annotations

import argparse
import getpass
import sys
from dataclasses import replace
from datetime import datetime
from typing import Any

from osdesk.cli import output
from osdesk.cli.opening import find, reading, writing
from osdesk.cli.refusals import CommandRefused, refused
from osdesk.domain import dates
from osdesk.domain.changes import Subject
from osdesk.domain.messages import Message, MessageState, read_recipients
from osdesk.domain.outbox import MessageRow
from osdesk.domain.problems import Refused
from osdesk.domain.text import elide
from osdesk.services import mail_account, outbox, wording
from osdesk.services.office import Office
from osdesk.services.outbox import OutboxQuestion, OutboxView
from osdesk.services.postman import Postman, Round
from osdesk.texts import _, language, ngettext

_SUBJECT, _ADDRESSES = 48, 40


def run_send(options: argparse.Namespace) -> int:
    """Issue an order and send it, at once or when the window next does."""
    with writing(options) as office:
        order = find(office, options.number)
        message = _message(office, order.id or 0, options)
        if not options.later:
            _password(office)
        try:
            queued = outbox.queue(office, message)
        except Refused as refusal:
            raise CommandRefused(refused(refusal, Subject.MESSAGE)) from refusal
        if options.later:
            output.say(_("{order} is in the outbox.").format(order=wording.order_title(order.number)))
            return 0
        done = Postman(office).deliver({queued.id or 0})
        after = outbox.get(office, queued.id or 0)
        if after.state is not MessageState.SENT:
            raise CommandRefused(_why(office, after, done))
        receivers = ", ".join((*after.to, *after.cc))
        title = wording.order_title(order.number)
        output.say(_("{order} was sent to {receivers}.").format(order=title, receivers=receivers))
        # Some receivers may have been refused while the others got it.
        rest = [row for row in outbox.of_order(office, order.id or 0) if row.id > after.id and row.trouble]  # type: ignore[operator]  # stored
        if rest:
            account = mail_account.get(office)
            raise CommandRefused(
                " ".join(wording.message_trouble(rest[0].trouble, rest[0].answer, account, rest[0].to))
            )
    return 0


def run_outbox(options: argparse.Namespace) -> int:
    """List what waits, or send what is due."""
    if options.send:
        return _send_due(options)
    with reading(options) as office:
        rows = outbox.rows(office, outbox.ids(office, OutboxQuestion(view=OutboxView.OPEN)))
        if options.json:
            output.say(output.as_json([_plain(office, row) for row in rows]))
        else:
            for line in output.columns([_cells(office, row) for row in rows]):
                output.say(line)
    return 0


def _send_due(options: argparse.Namespace) -> int:
    with writing(options) as office:
        counts = outbox.counts(office)
        if counts.preparing + counts.waiting + counts.sending:
            _password(office)
        done = Postman(office).deliver()
        counts = outbox.counts(office)
        if options.json:
            output.say(
                output.as_json(
                    {"sent": done.sent, "waiting": counts.preparing + counts.waiting, "attention": counts.attention}
                )
            )
        else:
            output.say(ngettext("{count} message sent.", "{count} messages sent.", done.sent).format(count=done.sent))
        if done.trouble is not None:
            title, sentence = wording.trouble_sentence(done.trouble)
            output.complain(f"{title}. {sentence}")
            return 1
        if done.stopped or done.unsure:
            output.complain(_("Some messages need you: osdesk outbox lists them."))
            return 1
    return 0


def _message(office: Office, order_id: int, options: argparse.Namespace) -> Message:
    message = outbox.compose(office, order_id).message
    to, cc = (read_recipients("\n".join(typed or ())) for typed in (options.to, options.cc))
    # An empty --to, of a script's variable perhaps, is nobody, and not the client.
    message = replace(message, to=message.to if options.to is None else to, cc=cc)
    if options.to is None and not message.to:
        raise CommandRefused(_("Neither the order nor its client has an e-mail address. Name one with --to."))
    if options.subject is not None:
        message = replace(message, subject=options.subject)
    if options.message is not None:
        message = replace(message, body=options.message)
    return message


def _password(office: Office) -> None:
    """Make sure that the account can be used: ask for its password where a person sits, or refuse in a sentence."""
    account = mail_account.get(office)
    if not account.usable:
        raise CommandRefused(_("E-mail is not set up in this office. Do it once in the window, under Settings."))
    if mail_account.password_of(account) is not None:
        return
    if not sys.stdin.isatty():
        sentence = _("This computer does not keep the password of {user}, and there is no terminal to ask at.")
        raise CommandRefused(sentence.format(user=account.user))
    typed = getpass.getpass(_("Password of {user}:").format(user=account.user) + " ")
    if not typed:
        raise CommandRefused(_("Without the password nothing is sent."))
    mail_account.hold_password(account, typed)


def _why(office: Office, message: Message, done: Round) -> str:
    """Why a message hasn't gone, and that it isn't lost."""
    account = mail_account.get(office)
    title, sentence = wording.message_trouble(message.trouble, message.answer, account, message.recipients)
    if not title and done.trouble is not None:
        title, sentence = wording.trouble_sentence(done.trouble)
    return _("{title}. {sentence} The message stays in the outbox.").format(title=title, sentence=sentence)


def _cells(office: Office, row: MessageRow) -> list[str]:
    title, _sentence = wording.message_trouble(row.trouble, row.answer, mail_account.get(office), row.to)
    moment = row.created_at.astimezone(office.zone)
    return [
        f"{dates.format_date(moment.date(), language())} {dates.format_time(moment)}",
        wording.message_state_name(row.state),
        row.number,
        elide(", ".join(row.to), _ADDRESSES) if row.to else "",
        elide(row.subject or wording.event_name(row.event), _SUBJECT),
        title,
    ]


def _plain(office: Office, row: MessageRow) -> dict[str, Any]:
    account = mail_account.get(office)
    _title, sentence = wording.message_trouble(row.trouble, row.answer, account, row.to)

    def moment(instant: datetime | None) -> str | None:
        return None if instant is None else instant.astimezone(office.zone).isoformat()

    return {
        "id": row.id,
        "state": row.state.value,
        "event": row.event.value,
        "order": row.number,
        "client": row.client,
        "to": list(row.to),
        "copies": row.others,
        "subject": row.subject,
        "created_at": moment(row.created_at),
        "not_before": moment(row.not_before),
        "tries": row.tries,
        "trouble": row.trouble or None,
        "sentence": sentence or None,
        "answer": row.answer or None,
    }
