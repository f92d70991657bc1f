"""An outbox in which messages stand everywhere they can stand: for its tests, its pictures and the tour."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from osdesk.domain.messages import Event, MailAccount, Message, MessageState, Security
from osdesk.domain.questions import OrderQuestion
from osdesk.gateways.mail_trouble import MailTrouble, of_message
from osdesk.services import dispatch, issuing, lists, mail_account, outbox
from osdesk.services.office import Office

#: What a server says of an address that it doesn't know, and of a message that it took.
NOBODY = "550 5.1.1 <compras@sitio-novo.example>: Recipient address rejected: User unknown"
TAKEN = "250 2.0.0 Ok: queued as 4XyZ1k2M3nz9"


def an_account(office: Office) -> MailAccount:
    """An account whose password this computer doesn't know."""
    account = MailAccount(
        version=mail_account.get(office).version,
        preset="own",
        host="smtp.oficina-aurora.example",
        port=587,
        security=Security.STARTTLS,
        user="os@oficina-aurora.example",
        sender_name="Oficina Aurora",
        sender="os@oficina-aurora.example",
        signature="Oficina Aurora\nRua das Acácias, 120",
    )
    return mail_account.save(office, account)


def everywhere(office: Office) -> dict[MessageState, int]:
    """Messages of the newest orders of an office that has some: one in each state, and two more that wait."""
    rows = lists.orders_first(office, OrderQuestion(), 8)
    issued = {row.id: issuing.issue(office, row.id).id for row in rows[:2]}
    found: dict[MessageState, int] = {}

    def put(place: int, state: MessageState, to: str, **changes: object) -> int:
        row = rows[place % len(rows)]
        known = outbox.compose(office, row.id, Event.FINISHED if place % 2 else Event.SCHEDULED).message
        revision = issued.get(row.id, next(iter(issued.values())))
        message: Message = replace(known, to=(to,), revision_id=revision, **changes)  # type: ignore[arg-type]  # by name
        message_id = outbox.queue(office, message).id or 0
        found[state] = message_id
        return message_id

    sent = put(0, MessageState.SENT, "financeiro@serra-dourada.example")
    dispatch.sent(office, sent, TAKEN)
    given_up = put(5, MessageState.CANCELLED, "obras@mirante.example")
    outbox.cancel(office, [given_up])
    put(6, MessageState.WAITING, "sindico@ipe-amarelo.example", not_before=office.instant() + timedelta(hours=15))
    later = put(4, MessageState.WAITING, "recepcao@clinica-aurora.example", cc=("ti@clinica-aurora.example",))
    waiting = outbox.get(office, later)
    dispatch.keep_waiting(
        office,
        waiting,
        of_message("mail.later", "451 4.7.1 Greylisting in action, please come back later", retry=True),
        office.instant() + timedelta(minutes=25),
    )
    put(3, MessageState.WAITING, "contato@padaria-mel.example")
    stopped = put(1, MessageState.STOPPED, "compras@sitio-novo.example")
    dispatch.stop(office, stopped, "mail.recipient", NOBODY)
    unsure = put(2, MessageState.UNSURE, "gerencia@pousada-sol.example")
    dispatch.unsure(office, unsure, MailTrouble("mail.unsure", "connection reset after DATA"))
    return found
