"""Documents handed to other programs of this computer: a mail draft that opens there, a copy for the clipboard, the
words for WhatsApp.

Apart from the outbox: here the program sends nothing itself. Files lie in a folder of their own, each under its right
name, and are swept when nobody can be reading them any more.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from osdesk.domain import whatsapp
from osdesk.domain.messages import Event, Message
from osdesk.gateways import handover, mail
from osdesk.gateways.handover import HandoverTrouble
from osdesk.services import issuing, mail_account, outbox
from osdesk.services.office import Office

__all__ = ["HandoverTrouble", "document", "mail_draft", "sweep", "whatsapp_link", "whatsapp_text"]

#: After this a file was surely attached, pasted or forgotten.
KEPT = timedelta(days=2)


def document(office: Office, revision_id: int) -> Path:
    """An issued document as a file of its own, its bytes untouched, under the name that its receiver should see.

    Raises `Gone`, `PdfLost`, `HandoverTrouble`.
    """
    revision = issuing.revision(office, revision_id)
    return handover.lend(issuing.file_name(office, revision), issuing.pdf(office, revision))


def mail_draft(office: Office, message: Message, revision_id: int) -> Path:
    """The message as a draft (`.eml`) that the person's own mail program opens to be sent, the document attached.

    Raises `Gone`, `PdfLost`, `HandoverTrouble`.
    """
    revision = issuing.revision(office, revision_id)
    name = issuing.file_name(office, revision)
    enclosure = mail.Enclosure(name=name, media_type="application/pdf", data=issuing.pdf(office, revision))
    letter = mail.Letter(message=message, account=mail_account.get(office), enclosures=(enclosure,))
    draft = mail.compose_draft(letter)
    return handover.lend(f"{name.removesuffix('.pdf')}.eml", mail.as_bytes(draft, utf8=mail.needs_utf8(draft)))


def whatsapp_text(office: Office, order_id: int, event: Event = Event.REQUEST) -> str:
    """What the order's message says, without the subject that WhatsApp doesn't have. Raises `Gone`."""
    return outbox.compose(office, order_id, event).message.body


def whatsapp_link(phone: str, text: str) -> str:
    """The address that opens WhatsApp with the words ready; raises `Unreadable` with a code `phone.…`."""
    return whatsapp.whatsapp_link(phone, text)


def sweep(older_than: timedelta = KEPT) -> int:
    """Remove what was handed over longer ago than that; returns how many files. What is still open elsewhere stays."""
    return handover.take_back(older_than)
