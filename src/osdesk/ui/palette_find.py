"""What the palette finds for what is typed: what the office has, what can be done, and always a way to create it.

Apart from the palette itself, which only shows entries and is told which one was chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from osdesk.domain import phones, tax_ids
from osdesk.domain.clients import ClientKind
from osdesk.domain.questions import ClientRow, Hit, HitKind, OrderQuestion
from osdesk.domain.statuses import Status
from osdesk.domain.text import fold
from osdesk.texts import _

if TYPE_CHECKING:
    from osdesk.services.office import Office

_MOST = 8
_MOST_ACTIONS = 4
_AT_FIRST = 9


class Found(NamedTuple):
    """What the office has for some words, best first; clients as rows and statuses by id. `new_order_for` is the name
    of the client (as typed) where the words ask for a new order.
    """

    text: str = ""
    hits: tuple[Hit, ...] = ()
    clients: dict[int, ClientRow] = {}  # noqa: RUF012  (a tuple's default, never changed)
    statuses: dict[int, Status] = {}  # noqa: RUF012
    new_order_for: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the palette; a heading has no `open`. `other` is what Ctrl+Enter does, `hint` says so; `query` are
    the words that it was found by, `forgiven` with one letter otherwise.
    """

    title: str
    detail: str = ""
    icon: str = ""
    status: Status | None = None
    hint: str = ""
    open: Callable[[], object] | None = None
    other: Callable[[], object] | None = None
    query: str = ""
    forgiven: bool = False


class Command(NamedTuple):
    """A command of the menus: its words, its key, and the doing."""

    words: str
    key: str
    act: Callable[[], object]


def find(office: Office, text: str) -> Found:
    """Ask the office; for the read lane."""
    from osdesk.services import lists, search, statuses

    name = search.asked_order(text)
    hits = search.find(office, text, _MOST) if name is None else search.clients_for(office, name)
    ids = [hit.id for hit in hits if hit.kind is HitKind.CLIENT]
    return Found(
        text=text,
        hits=hits,
        clients={row.id: row for row in lists.clients_rows(office, ids)},
        statuses={status.id: status for status in statuses.statuses(office) if status.id is not None},
        new_order_for=name,
    )


class Going:
    """Where an entry leads; the palette hands the navigator in."""

    def __init__(
        self,
        order: Callable[[int], object],
        orders: Callable[[OrderQuestion], object],
        client: Callable[[int], object],
        new_order: Callable[[int | None, str], object],
        new_client: Callable[[str], object],
    ) -> None:
        self.order, self.orders, self.client = order, orders, client
        self.new_order, self.new_client = new_order, new_client


def entries(text: str, found: Found, commands: Sequence[Command], going: Going) -> list[Entry]:
    """The lines for what is typed, with headings; never empty."""
    typed = " ".join(text.split())
    if found.new_order_for is not None and found.text == text:
        return _asked_order(found, commands, typed, going)
    lines: list[Entry] = []
    for kind, heading in _headings():
        under = [_entry(hit, found, going) for hit in found.hits if hit.kind is kind]
        if under:
            lines += [Entry(title=heading), *under]
    first = next((place for place, line in enumerate(lines) if line.other is not None), None)
    if first is not None:
        lines[first] = _with_hint(lines[first])
    actions = _commands(typed, commands)
    if typed:
        actions += [
            Entry(
                title=_("New order for “{text}”").format(text=typed),
                icon="plus",
                hint="Ctrl N",
                open=lambda: going.new_order(None, typed),
            ),
            Entry(
                title=_("Add client “{text}”").format(text=typed),
                icon="contact-round",
                open=lambda: going.new_client(typed),
            ),
        ]
    lines.append(Entry(title=_("Actions")))
    return [*lines, *actions]


def _headings() -> tuple[tuple[HitKind, str], ...]:
    return (
        (HitKind.ORDER, _("Orders")),
        (HitKind.CLIENT, _("Clients")),
        (HitKind.CONTACT, _("Contacts")),
        (HitKind.TECHNICIAN, _("Team")),
        (HitKind.MATERIAL, _("Materials")),
    )


def _commands(typed: str, commands: Sequence[Command]) -> list[Entry]:
    return [
        Entry(title=command.words, icon="corner-down-left", hint=command.key, open=command.act)
        for command in matching(typed, commands)
    ]


def _asked_order(found: Found, commands: Sequence[Command], typed: str, going: Going) -> list[Entry]:
    """Words that ask for a new order: for which client, the likeliest first; at last for a new one of that name."""
    name = found.new_order_for or ""
    lines = [Entry(title=_("New order for"))] if found.hits or name else []
    lines += [
        Entry(
            title=hit.title,
            detail=_client_line(found.clients.get(hit.id)) or hit.detail,
            icon="plus",
            query=name,
            forgiven=hit.forgiven,
            open=_later(going.new_order, hit.id, ""),
            other=_later(going.client, hit.id),
        )
        for hit in found.hits
    ]
    actions = [] if name else _commands(typed, commands)
    if name:
        title = _("New order for “{text}”").format(text=name)
        actions.append(Entry(title=title, icon="plus", hint="Ctrl N", open=lambda: going.new_order(None, name)))
    return [*lines, Entry(title=_("Actions")), *actions] if actions else lines


def matching(typed: str, commands: Sequence[Command]) -> list[Command]:
    """The commands whose words begin with every word typed; the first of them while nothing is typed."""
    words = fold(typed).split()
    if not words:
        return list(commands[:_AT_FIRST])
    hits = [
        command
        for command in commands
        if all(any(own.startswith(word) for own in fold(command.words).split()) for word in words)
    ]
    return hits[:_MOST_ACTIONS]


def _entry(hit: Hit, found: Found, going: Going) -> Entry:
    return _ENTRIES[hit.kind](hit, found, going)


def _order_entry(hit: Hit, found: Found, going: Going) -> Entry:
    client, _sign, reason = hit.detail.partition(" · ")
    # Where neither shows why it was found, what does stands first.
    return Entry(
        title=f"{hit.title} · {client}",
        detail=" ".join(" · ".join(filter(None, (hit.evidence, reason))).split()),
        icon="clipboard-list",
        status=found.statuses.get(hit.status_id or 0),
        query=found.text,
        open=_later(going.order, hit.id),
    )


def _client_entry(hit: Hit, found: Found, going: Going) -> Entry:
    row = found.clients.get(hit.id)
    firm = row is None or row.kind is ClientKind.COMPANY
    shown = _client_line(row)
    legal = row.legal_name if row is not None else ""
    # A name that only the register knows is shown where it is what was typed.
    told = legal if legal and not _all_in(found.text, f"{hit.title} {shown}") else ""
    return Entry(
        title=hit.title,
        detail=" · ".join(filter(None, (told, shown))),
        icon="building-2" if firm else "user-round",
        query=found.text,
        forgiven=hit.forgiven,
        open=_later(going.client, hit.id),
        other=_later(going.new_order, hit.id, ""),
    )


def _contact_entry(hit: Hit, found: Found, going: Going) -> Entry:
    value = hit.title.partition(" · ")[0]
    icon = "mail" if "@" in value else "phone" if any(sign.isdecimal() for sign in value) else "user-round"
    return Entry(
        title=hit.title,
        detail=hit.detail,
        icon=icon,
        query=found.text,
        open=_later(going.client, hit.id),
        other=_later(going.new_order, hit.id, ""),
    )


def _technician_entry(hit: Hit, found: Found, going: Going) -> Entry:
    question = OrderQuestion(technicians=frozenset({hit.id}))
    return Entry(
        title=hit.title,
        detail=hit.detail,
        icon="hard-hat",
        query=found.text,
        hint=_("their orders"),
        open=_later(going.orders, question),
    )


def _material_entry(hit: Hit, found: Found, going: Going) -> Entry:
    question = OrderQuestion(material=hit.title)
    return Entry(
        title=hit.title,
        icon="package",
        query=found.text,
        hint=_("orders with it"),
        open=_later(going.orders, question),
    )


_ENTRIES: dict[HitKind, Callable[[Hit, Found, Going], Entry]] = {
    HitKind.ORDER: _order_entry,
    HitKind.CLIENT: _client_entry,
    HitKind.CONTACT: _contact_entry,
    HitKind.TECHNICIAN: _technician_entry,
    HitKind.MATERIAL: _material_entry,
}


def _with_hint(entry: Entry) -> Entry:
    return replace(entry, hint=_("Ctrl Enter  new order"))


def _later(act: Callable[..., object], *args: object) -> Callable[[], object]:
    return lambda: act(*args)


def _all_in(typed: str, shown: str) -> bool:
    held = fold(shown)
    return all(word in held for word in fold(typed).split())


def _client_line(row: ClientRow | None) -> str:
    """The number a client is known by, how it is reached, or where it is."""
    if row is None:
        return ""
    parts = []
    if row.tax_id:
        name = "CNPJ" if tax_ids.kind(row.tax_id) is tax_ids.TaxIdKind.CNPJ else "CPF"
        parts.append(f"{name} {tax_ids.format(row.tax_id)}")
    if row.phone:
        parts.append(phones.format_phone(row.phone))
    if row.city and len(parts) < 2:
        parts.append(row.city)
    return " · ".join(parts)
