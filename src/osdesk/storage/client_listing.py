"""Questions asked of the list of clients, and who bears a tax id or a phone number already."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Text, bindparam, case, cast, func, select

from osdesk.domain.clients import Client
from osdesk.domain.materials import ZERO
from osdesk.domain.questions import ClientFigures, ClientQuestion, ClientRow, ClientSort
from osdesk.domain.statuses import UNFINISHED, StatusKind
from osdesk.domain.text import fold, same_name
from osdesk.storage import packed
from osdesk.storage.clients import CLIENTS, client, contact, name_key
from osdesk.storage.narrowing import client_ids
from osdesk.storage.orders import order
from osdesk.storage.statuses import status
from osdesk.storage.types import Cents

_AT_ONCE = 1000


def ids_statement(question: ClientQuestion, limit: int | None = None) -> Select[Any]:
    """The ids that answer a question, in its order."""
    statement = select(client.c.id).where(*_conditions(question))
    if question.sort is ClientSort.RECENT:
        statement = statement.order_by(client.c.touched_at.desc().nulls_last(), client.c.id.desc())
    else:
        statement = statement.order_by(client.c.name_key, client.c.id)
    return statement.limit(limit) if limit is not None else statement


def count_statement(question: ClientQuestion) -> Select[int]:
    """How many clients answer a question."""
    return select(func.count()).select_from(client).where(*_conditions(question))


def _conditions(question: ClientQuestion) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        client.c.deleted_at.is_not(None) if question.deleted else client.c.deleted_at.is_(None)
    ]
    if question.kind is not None:
        found.append(client.c.kind == question.kind)
    if question.active_only:
        found.append(client.c.active.is_(True))
    if question.search.strip():
        found.append(client.c.id.in_(client_ids(question.search)))
    if question.tag:
        # The tags are a JSON array: a tag stands in it between quotes.
        found.append(cast(client.c.tags, Text).contains(json.dumps(question.tag, ensure_ascii=False), autoescape=True))
    return found


def ids(session: Connection, question: ClientQuestion) -> array[int]:
    """All ids that answer a question, in its order."""
    return packed.ids(session, ids_statement(question))


def count(session: Connection, question: ClientQuestion) -> int:
    """How many clients answer a question."""
    return session.execute(count_statement(question)).scalar_one()


def first(session: Connection, question: ClientQuestion, limit: int) -> tuple[ClientRow, ...]:
    """The first rows that answer a question."""
    return rows(session, [row[0] for row in session.execute(ids_statement(question, limit))])


def rows_statement() -> Select[Any]:
    """The rows of some ids."""
    unfinished = (
        select(func.count())
        .select_from(order)
        .join(status, status.c.id == order.c.status_id)
        .where(order.c.client_id == client.c.id, order.c.deleted_at.is_(None), status.c.kind.in_(UNFINISHED))
        .scalar_subquery()
    )
    return select(
        client.c.id,
        client.c.version,
        client.c.name,
        client.c.legal_name,
        client.c.tax_id,
        client.c.phone,
        client.c.city,
        client.c.active,
        unfinished,
        client.c.deleted_at.is_not(None),
        client.c.kind,
    ).where(client.c.id.in_(bindparam("ids", expanding=True)))


_ROWS = rows_statement()


def rows(session: Connection, wanted: Sequence[int]) -> tuple[ClientRow, ...]:
    """The rows of those ids, in that order; what isn't there is left out."""
    found: dict[int, ClientRow] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        for row in session.execute(_ROWS, {"ids": list(wanted[start : start + _AT_ONCE])}):
            found[row[0]] = ClientRow(*row)
    return tuple(found[record_id] for record_id in wanted if record_id in found)


def same_tax_id_statement() -> Select[int]:
    """A living client with that tax id, but for one."""
    return (
        select(client.c.id)
        .where(
            client.c.tax_id == bindparam("tax_id"),
            client.c.tax_id != "",
            client.c.deleted_at.is_(None),
            client.c.id != bindparam("except_id"),
        )
        .order_by(client.c.id)
        .limit(1)
    )


def same_contact_statement() -> Select[int]:
    """A living client with that phone number or address, but for one."""
    return (
        select(contact.c.client_id)
        .join_from(contact, client, client.c.id == contact.c.client_id)
        .where(
            contact.c.value == bindparam("value"),
            client.c.deleted_at.is_(None),
            contact.c.client_id != bindparam("except_id"),
        )
        .order_by(contact.c.client_id)
        .limit(1)
    )


def named_statement() -> Select[int]:
    """The living clients of a folded name."""
    return select(client.c.id).where(client.c.name_key == bindparam("name_key"), client.c.deleted_at.is_(None))


def tags_statement() -> Select[tuple[str, ...]]:
    """The tags of all clients that have some."""
    return select(client.c.tags).where(client.c.tags != (), client.c.deleted_at.is_(None)).distinct()


def figures_statement() -> Select[Any]:
    """Orders, the last opening, unfinished ones, and the money of done ones."""
    unfinished = status.c.kind.in_(UNFINISHED)
    done = status.c.kind == StatusKind.DONE
    return (
        select(
            func.count(),
            func.max(order.c.opened_at),
            func.count().filter(unfinished),
            func.coalesce(func.sum(order.c.total).filter(done), 0, type_=Cents()),
        )
        .join_from(order, status, status.c.id == order.c.status_id)
        .where(order.c.client_id == bindparam("client_id"), order.c.deleted_at.is_(None))
    )


def figures(session: Connection, client_id: int) -> ClientFigures:
    """What the head of a client says."""
    orders, last, unfinished, total = session.execute(figures_statement(), {"client_id": client_id}).one()
    return ClientFigures(orders, last, unfinished, total if total is not None else ZERO)


def same_tax_id(session: Connection, tax_id: str, except_id: int | None) -> int | None:
    """The id of a living client with that tax id, but for one; or None."""
    found: int | None = session.execute(
        same_tax_id_statement(), {"tax_id": tax_id, "except_id": except_id or 0}
    ).scalar()
    return found


def same_contact(session: Connection, value: str, except_id: int | None) -> int | None:
    """The id of a living client with that number or address, but for one; or None."""
    found: int | None = session.execute(
        same_contact_statement(), {"value": value, "except_id": except_id or 0}
    ).scalar()
    return found


def named(session: Connection, name: str) -> tuple[Client, ...]:
    """The living clients that bear a name, whatever its case and accents; another sign in it is another name."""
    ids = [row[0] for row in session.execute(named_statement(), {"name_key": name_key(name)})]
    return tuple(found for found in CLIENTS.load_many(session, ids) if same_name(found.name, name))


def tags(session: Connection) -> tuple[str, ...]:
    """All tags in use, in order."""
    found = {tag for (held,) in session.execute(tags_statement()) for tag in held}
    return tuple(sorted(found, key=lambda tag: (fold(tag), tag)))


def suggest_statement(typed: str, limit: int) -> Select[Any]:
    """Active clients found by what was typed, names that begin so first, then the latest."""
    statement = select(client.c.id).where(client.c.deleted_at.is_(None), client.c.active.is_(True))
    key = fold(typed)
    if key:
        begins = client.c.name_key.between(key, key + "\U0010ffff")
        statement = statement.where(client.c.id.in_(client_ids(typed))).order_by(case((begins, 0), else_=1))
    return statement.order_by(client.c.touched_at.desc().nulls_last(), client.c.id.desc()).limit(limit)


def suggest(session: Connection, typed: str, limit: int) -> tuple[ClientRow, ...]:
    """Those clients as rows."""
    return rows(session, [row[0] for row in session.execute(suggest_statement(typed, limit))])
