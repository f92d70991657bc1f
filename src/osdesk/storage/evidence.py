"""Why orders were found whose number, client and reason don't say it: the field that holds the words.

Apart from the listing: it is asked for the few orders that a search shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from osdesk.domain import phones
from osdesk.domain.questions import OrderRow
from osdesk.domain.text import digits, fold
from osdesk.storage.clients import client
from osdesk.storage.orders import order

#: So much of a long text is shown around the words.
_AROUND = 90


def orders_statement() -> Select[Any]:
    """The fields in which words are found beside number, client and reason."""
    return (
        select(
            order.c.id,
            order.c.serial_number,
            order.c.equipment,
            order.c.brand_model,
            order.c.contact_name,
            order.c.contact_phone,
            order.c.requested_by,
            order.c.observations,
            client.c.legal_name,
            client.c.tax_id,
            client.c.phone,
        )
        .join_from(order, client, client.c.id == order.c.client_id)
        .where(order.c.id.in_(bindparam("ids", expanding=True)))
    )


def of_orders(session: Connection, text: str, rows: Sequence[OrderRow]) -> dict[int, str]:
    """For each of these orders the field that holds most of the words, as it is shown, cut around the first of them."""
    words = fold(text).split()
    if not rows or not words:
        return {}
    found: dict[int, str] = {}
    shown = {row.id: fold(f"{row.number} {row.client} {row.reason}") for row in rows}
    for row in session.execute(_ORDERS, {"ids": list(shown)}):
        missing = [word for word in words if word not in shown[row.id]]
        joined = digits(text)
        best, most = "", 0
        for value in (*row[1:5], phones.format_phone(row.contact_phone), *row[6:10], phones.format_phone(row.phone)):
            folded = fold(value)
            held = sum(word in folded for word in missing)
            if len(joined) >= len(text) // 2 and joined and joined in digits(value):
                held = len(words)
            if held > most:
                best, most = value, held
        if best:
            found[row.id] = _around(" ".join(best.split()), missing)
    return found


def _around(text: str, words: Sequence[str]) -> str:
    """A long text from a little before the first of the words."""
    if len(text) <= _AROUND:
        return text
    places = [place for place in (text.casefold().find(word) for word in words) if place >= 0]
    start = max(0, min(places, default=0) - _AROUND // 3)
    if start:
        start = text.find(" ", start) + 1 or start
    return f"…{text[start:]}" if start else text


_ORDERS = orders_statement()
