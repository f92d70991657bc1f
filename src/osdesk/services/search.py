"""The search over everything: orders, clients, contacts, technicians and materials for what was typed.

Each is found as it is in its own list; only here is a wrong letter in a client's name forgiven, and an order asked for
in words ("new order for …").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from osdesk.domain import phones
from osdesk.domain.clients import Client
from osdesk.domain.contacts import ContactKind
from osdesk.domain.questions import Hit, HitKind, OrderQuestion, OrderRow
from osdesk.domain.suggestions import SuggestionKind
from osdesk.domain.text import fold
from osdesk.services.office import Office, Session
from osdesk.storage import client_listing, evidence, finding, listing, order_lookup, statuses, suggestions
from osdesk.storage.clients import CLIENTS
from osdesk.storage.scope import scope_of
from osdesk.storage.team import TECHNICIANS, living

#: What may stand before a client's name, folded, in any of the three languages.
_ASKED = (
    *("nova os para", "nova os pra", "nova os", "nova ordem para", "nova ordem pra", "nova ordem de servico para"),
    *("nova ordem", "os para", "ordem para", "criar os para", "abrir os para"),
    *("nueva os para", "nueva orden para", "nueva orden de servicio para", "nueva orden", "nueva os", "orden para"),
    *("new order for", "new service order for", "new order", "new so for", "order for"),
)
_FEW = 4
_FIGURES = re.compile(r"[0-9./\-() +]+")


def find(office: Office, text: str, limit: int = 8) -> tuple[Hit, ...]:
    """All that was found, `limit` orders and clients and fewer of the rest, in the order of `HitKind`, best first.

    A client is found by its names and tax id; by who signs for it, a phone or an address it is a `CONTACT` (`id` is the
    client's). A wrong letter in a client's name is forgiven when nothing else fits (`forgiven`).
    """
    if not text.strip():
        return ()
    with office.read() as session:
        found = [
            *_orders(office, session, text, limit),
            *_clients(session, text, limit),
            *_technicians(session, text),
            *_materials(session, text),
        ]
        return tuple(found or _forgiven(session, text, limit))


def orders(office: Office, text: str, limit: int = 8) -> tuple[Hit, ...]:
    """The orders among them."""
    if not text.strip():
        return ()
    with office.read() as session:
        return tuple(_orders(office, session, text, limit))


def asked_order(text: str) -> str | None:
    """The client's name (as typed) where the words ask for a new order; None where they don't, "" without a name."""
    words = text.split()
    for phrase in _PHRASES:
        length = len(phrase.split())
        if fold(" ".join(words[:length])) == phrase:
            name = " ".join(words[length:])
            if name or length > 1:
                return name
    return None


_PHRASES = sorted(_ASKED, key=lambda phrase: -len(phrase.split()))


def clients_for(office: Office, name: str, limit: int = _FEW) -> tuple[Hit, ...]:
    """Clients that a name may mean, a wrong letter forgiven where none has it: for an order asked for in words."""
    with office.read() as session:
        rows = client_listing.suggest(session, name, limit)
        if rows or not name.strip():
            return tuple(_client_hit(row.id, row.name, row.legal_name, row.city) for row in rows)
        return tuple(_forgiven(session, name, limit))


def _orders(office: Office, session: Session, text: str, limit: int) -> Iterable[Hit]:
    """The one of that number or code first."""
    ids: dict[int, None] = {}
    for exact in (order_lookup.by_number(session, text), order_lookup.by_code(session, text)):
        if exact is not None:
            ids[exact] = None
    scope = scope_of(OrderQuestion(search=text), statuses.all_statuses(session), office.now())
    ids.update(dict.fromkeys(listing.first_ids(session, scope, limit)))
    rows = listing.rows(session, list(ids)[:limit])
    told = evidence.of_orders(session, text, [row for row in rows if not _tells(row, text)])
    for row in rows:
        detail = " · ".join(filter(None, (row.client, row.reason)))
        yield Hit(HitKind.ORDER, row.id, row.number, detail, row.status_id, evidence=told.get(row.id, ""))


def _tells(row: OrderRow, text: str) -> bool:
    """Whether the row itself shows why it was found."""
    shown = fold(f"{row.number} {row.client} {row.reason}")
    return all(word in shown for word in fold(text).split())


def _clients(session: Session, text: str, limit: int) -> Iterable[Hit]:
    rows = client_listing.suggest(session, text, limit)
    if not rows:
        return
    whole = {client.id: client for client in CLIENTS.load_many(session, [row.id for row in rows])}
    contacts = []
    for row in rows:
        client = whole.get(row.id)
        contact = None if client is None else _contact(client, text)
        if contact is None:
            yield _client_hit(row.id, row.name, row.legal_name, row.city)
        else:
            contacts.append(Hit(HitKind.CONTACT, row.id, contact, row.name))
    yield from contacts


def _client_hit(client_id: int, name: str, legal_name: str, city: str, *, forgiven: bool = False) -> Hit:
    detail = " · ".join(filter(None, (legal_name, city)))
    return Hit(HitKind.CLIENT, client_id, name, detail, forgiven=forgiven)


def _contact(client: Client, text: str) -> str | None:
    """What of a client's contacts was meant, as it is shown; None where its names and its tax id say it all."""
    words = _words(text)
    own = f"{fold(client.name)} {fold(client.legal_name)} {client.tax_id.lower()}"
    named = [word for word in words if word not in own]
    if not named:
        return None
    best, most = None, (0, 0)
    for shown, searched in _reached(client):
        held = (sum(word in searched for word in named), sum(word in searched for word in words))
        if held[0] and held > most:
            best, most = shown, held
    return best


def _reached(client: Client) -> Iterable[tuple[str, str]]:
    """Who signs for a client and how it is reached: as it is shown, and as it is searched."""
    yield client.responsible_name, fold(client.responsible_name)
    for held in client.contacts:
        email = held.kind is ContactKind.EMAIL
        value = held.value if email else phones.format_phone(held.value)
        searched = fold(held.value) if email else phones.digits(held.value)
        yield (f"{value} · {held.label}" if held.label else value), searched


def _words(text: str) -> list[str]:
    """The words typed; a line of figures is one, however it is punctuated."""
    words = fold(text).split()
    return ["".join(words)] if _FIGURES.fullmatch(text.strip()) else words


def _forgiven(session: Session, text: str, limit: int) -> Iterable[Hit]:
    for row in client_listing.rows(session, finding.misspelt(session, text, limit)):
        yield _client_hit(row.id, row.name, row.legal_name, row.city, forgiven=True)


def _technicians(session: Session, text: str) -> Iterable[Hit]:
    words = _words(text)
    ids = list(session.execute(living()).scalars())
    found = []
    for each in TECHNICIANS.load_many(session, ids) if words else ():
        own = [*fold(each.name).split(), *fold(each.role).split()]
        number = phones.digits(each.phone)
        if all(any(mine.startswith(word) for mine in own) or (len(word) > 2 and word in number) for word in words):
            found.append(Hit(HitKind.TECHNICIAN, each.id or 0, each.name, each.role))
    return sorted(found, key=lambda hit: fold(hit.title))[:_FEW]


def _materials(session: Session, text: str) -> Sequence[Hit]:
    """Descriptions that lines of orders bear, the most used first."""
    rows = suggestions.worded(session, SuggestionKind.MATERIAL, fold(text).split(), _FEW)
    return [Hit(HitKind.MATERIAL, 0, row.words, row.unit) for row in rows]
