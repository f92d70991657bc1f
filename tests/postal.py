"""Offices that send mail, for tests: an account at the test's own server, orders with an address, a hasty postman."""

from __future__ import annotations

import random
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import mail_server
from builders import a_company
from mail_server import MailServer, Received
from offices import saved_client, saved_order
from osdesk.domain.messages import MailAccount, Message
from osdesk.domain.orders import Order
from osdesk.gateways.smtp import Patience
from osdesk.services import company, mail_account, outbox
from osdesk.services.mail_account import Connect
from osdesk.services.office import Office
from osdesk.services.postman import Postman

HASTE = Patience(connect=5.0, step=0.5, verdict=0.5)
MARINA = "marina@clinicaaurora.example"


def connect(patience: Patience = HASTE) -> Connect:
    """Connections that trust the test's authority and lose patience soon."""
    return mail_account.trusting(mail_server.trusting(), patience)


def set_up(office: Office, server: MailServer, **changes: Any) -> MailAccount:
    """The office's account at that server, its password known, its company named."""
    company.save(office, replace(a_company(), version=company.get(office).version, logo=""))
    account = mail_account.save(office, replace(server.account(**changes), version=mail_account.get(office).version))
    mail_account.hold_password(account, mail_server.PASSWORD)
    return account


def a_postman(office: Office, **options: Any) -> Postman:
    """A postman in haste, whose pauses are the same in every run."""
    return Postman(office, **{"connect": connect(), "dice": random.Random(1), **options})


def an_order_for(office: Office, address: str = MARINA, **changes: Any) -> Order:
    """A stored order whose contact has that address."""
    return saved_order(office, saved_client(office, contacts=()), contact_email=address, **changes)


def a_message(office: Office, order: Order | None = None, **changes: Any) -> Message:
    """A message in the outbox, as a person would send it."""
    order = order or an_order_for(office)
    return outbox.queue(office, replace(outbox.compose(office, order.id or 0).message, **changes))


def a_message_to(office: Office, order_id: int, address: str, revision_id: int) -> Message:
    """A message to that address, its document issued before."""
    message = Message(order_id=order_id, revision_id=revision_id, to=(address,), subject="OS", body="Segue a OS.")
    return outbox.queue(office, message)


def read(received: Received) -> EmailMessage:
    """A message as its receiver's program reads it."""
    found = message_from_bytes(received.content, policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found
