"""The way to a person's WhatsApp: a link that opens the conversation with the words ready, and what keeps it from that.

`wa.me` takes a number with its country code in bare digits, and no files.
"""

from __future__ import annotations

from urllib.parse import quote

from osdesk.domain.phones import whatsapp_number
from osdesk.domain.problems import Problem, Unreadable


def whatsapp_link(phone: str, text: str) -> str:
    """The address that opens WhatsApp with that number and text.

    Raises `Unreadable` with a code `phone.…` where the number can have no WhatsApp (`phones.whatsapp_number`).
    """
    return f"https://wa.me/{whatsapp_number(phone)}?text={quote(text, safe='')}"


def number_problem(phone: str, field: str = "contact_phone") -> Problem | None:
    """What is wrong with a number for WhatsApp, with the right one as remedy where it is known; None for a good one."""
    try:
        whatsapp_number(phone)
    except Unreadable as trouble:
        return trouble.at(field)
    return None
