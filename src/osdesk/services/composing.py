"""What a message to an order's client would say, and to whom: offered to a person, or asked for after a save.

Apart from `outbox`, which takes what comes of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from osdesk.domain import phones, sending, whatsapp
from osdesk.domain.clients import Client
from osdesk.domain.contacts import ContactKind
from osdesk.domain.messages import Event, Message, MessageState, SendingRule
from osdesk.domain.orders import Order
from osdesk.domain.problems import Problem
from osdesk.services import clients, company, mail_account, message_templates, orders, statuses
from osdesk.services.office import Gone, Office


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAddress:
    """An address that an order could go to, and where it stands: in the order itself, or in the client (`label`)."""

    address: str
    of_client: bool
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What *Enviar* offers for an order. `message` is ready to be queued, or to be changed first; without an address
    its `to` is empty. `whatsapp` is the number to write to, or "", with what is wrong with it.
    """

    message: Message
    addresses: tuple[KnownAddress, ...] = ()
    account_ready: bool = False
    whatsapp: str = ""
    whatsapp_problem: Problem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterSave:
    """What a saved order brings about: an event to ask of, one that goes by itself, or one that finds no address."""

    ask: Event | None = None
    queued: Event | None = None
    unreachable: Event | None = None


def compose(office: Office, order_id: int, event: Event = Event.REQUEST) -> Suggestion:
    """The message that would tell an order's client of an event, in the language of the sheet. Nothing is stored.

    Raises `Gone`.
    """
    order = orders.get(office, order_id)
    client = _client(office, order)
    account = mail_account.get(office)
    language = company.settings(office).sheet_language
    subject, body = message_templates.filled(
        message_templates.get(office, event, language), message_templates.figures(office, order, language)
    )
    known = _addresses(order, client)
    number = _whatsapp(order, client)
    return Suggestion(
        message=Message(
            order_id=order_id,
            event=event,
            state=MessageState.PREPARING,
            to=tuple(each.address for each in known[:1]),
            bcc=(account.sender,) if account.copy_to_self and account.sender else (),
            subject=subject,
            body=body,
            language=language,
        ),
        addresses=known,
        account_ready=account.usable,
        whatsapp=number,
        whatsapp_problem=whatsapp.number_problem(number) if number else None,
    )


def after_save(office: Office, before: Order | None, after: Order) -> AfterSave:
    """What the office's rules make of a save that was just done, for the face that did it."""
    kinds = {status.id: status.kind for status in statuses.statuses(office)}
    chosen = sending.to_tell(sending.events(before, after, kinds), company.settings(office))
    if chosen is None:
        return AfterSave()
    event, rule = chosen
    if rule is SendingRule.ASK:
        return AfterSave(ask=event)
    reachable = sending.addresses_of(after, _client(office, after))
    return AfterSave(queued=event) if reachable else AfterSave(unreachable=event)


def _client(office: Office, order: Order) -> Client | None:
    try:
        return clients.get(office, order.client_id or 0)
    except Gone:
        return None


def _addresses(order: Order, client: Client | None) -> tuple[KnownAddress, ...]:
    labels = {}
    if client is not None:
        labels = {each.value.casefold(): each.label for each in client.contacts if each.kind is ContactKind.EMAIL}
    return tuple(
        KnownAddress(address=each, of_client=each.casefold() in labels, label=labels.get(each.casefold(), ""))
        for each in sending.addresses_of(order, client)
    )


def _whatsapp(order: Order, client: Client | None) -> str:
    """The number to write to: a mobile one first, the contact's of the day before the client's; else a wrong one."""
    numbers = [order.contact_phone]
    if client is not None:
        numbers += [each.value for each in client.contacts if each.kind is ContactKind.WHATSAPP]
        numbers += [each.value for each in client.contacts if each.kind is ContactKind.PHONE]
    typed = [number for number in numbers if number]
    good = [number for number in typed if whatsapp.number_problem(number) is None]
    mobile = [number for number in good if phones.read_phone(number).kind is phones.PhoneKind.MOBILE]
    return next(iter((*mobile, *good, *typed)), "")
