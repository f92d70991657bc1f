"""What the palette finds for what is typed: orders, clients, what can be done, and always a way to create it.

Apart from the palette itself, which only shows entries and is told which one was chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from osdesk.domain import phones, tax_ids
from osdesk.domain.clients import ClientKind
from osdesk.domain.questions import ClientRow, HitKind, OrderRow
from osdesk.domain.statuses import Status
from osdesk.domain.text import fold
from osdesk.texts import _

if TYPE_CHECKING:
    from osdesk.services.office import Office

_MOST = 12
_MOST_ACTIONS = 4
_AT_FIRST = 9


class Found(NamedTuple):
    """What the office has for some words: orders and clients, best first, and the statuses by id."""

    orders: tuple[OrderRow, ...]
    clients: tuple[ClientRow, ...]
    statuses: dict[int, Status]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the palette; a heading has no `open`. `other` is what Ctrl+Enter does, `hint` says so; `found` lines
    show where they match.
    """

    title: str
    detail: str = ""
    icon: str = ""
    status: Status | None = None
    hint: str = ""
    open: Callable[[], object] | None = None
    other: Callable[[], object] | None = None
    found: bool = False


class Command(NamedTuple):
    """A command of the menus: its words, its key, and the doing."""

    words: str
    key: str
    act: Callable[[], object]


def find(office: Office, text: str) -> Found:
    """Ask the office; for the read lane."""
    from osdesk.services import lists, statuses

    hits = lists.search(office, text, _MOST) if text.strip() else ()
    orders = lists.orders_rows(office, [hit.id for hit in hits if hit.kind is HitKind.ORDER])
    clients = lists.clients_rows(office, [hit.id for hit in hits if hit.kind is HitKind.CLIENT])
    return Found(orders, clients, {status.id: status for status in statuses.statuses(office) if status.id is not None})


class Going:
    """Where an entry leads; the palette hands the navigator in."""

    def __init__(
        self,
        order: Callable[[int], object],
        client: Callable[[int], object],
        new_order: Callable[[int | None, str], object],
        new_client: Callable[[str], object],
    ) -> None:
        self.order, self.client, self.new_order, self.new_client = order, client, new_order, new_client


def entries(text: str, found: Found, commands: Sequence[Command], going: Going) -> list[Entry]:
    """The lines for what is typed, with headings; never empty."""
    typed = " ".join(text.split())
    lines: list[Entry] = []
    if found.orders:
        lines.append(Entry(title=_("Orders")))
        lines += [_order_entry(row, found, going) for row in found.orders]
    if found.clients:
        lines.append(Entry(title=_("Clients")))
        lines += [_client_entry(row, going, first=not place) for place, row in enumerate(found.clients)]
    actions = [
        Entry(title=command.words, icon="corner-down-left", hint=command.key, open=command.act)
        for command in matching(typed, commands)
    ]
    if typed:
        actions.append(
            Entry(
                title=_("New order for “{text}”").format(text=typed),
                icon="plus",
                hint="Ctrl N",
                open=lambda: going.new_order(None, typed),
            )
        )
        actions.append(
            Entry(
                title=_("Add client “{text}”").format(text=typed),
                icon="contact-round",
                open=lambda: going.new_client(typed),
            )
        )
    lines.append(Entry(title=_("Actions")))
    return [*lines, *actions]


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


def _order_entry(row: OrderRow, found: Found, going: Going) -> Entry:
    reason = " ".join(row.reason.split())
    return Entry(
        title=f"{row.number} · {row.client}",
        detail=reason,
        icon="clipboard-list",
        status=found.statuses.get(row.status_id),
        found=True,
        open=lambda: going.order(row.id),
    )


def _client_entry(row: ClientRow, going: Going, *, first: bool) -> Entry:
    firm = row.kind is ClientKind.COMPANY
    parts = []
    if row.tax_id:
        name = "CNPJ" if tax_ids.kind(row.tax_id) is tax_ids.TaxIdKind.CNPJ else "CPF"
        parts.append(f"{name} {tax_ids.format(row.tax_id)}")
    if row.phone:
        parts.append(phones.format_phone(row.phone))
    if row.city and len(parts) < 2:
        parts.append(row.city)
    return Entry(
        title=row.name,
        detail=" · ".join(parts),
        icon="building-2" if firm else "user-round",
        hint=_("Ctrl Enter  new order") if first else "",
        found=True,
        open=lambda: going.client(row.id),
        other=lambda: going.new_order(row.id, ""),
    )
