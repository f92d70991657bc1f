"""Finding one order by what stands on its paper: the number in any of its forms, or the code in the QR."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Connection, Select, bindparam, case, select

from osdesk.storage.orders import SERIES, order

#: Prefix, year and value of a number.
READABLE = re.compile(r"(?:([0-9A-Z]{1,8})-)?(?:([0-9]{4})/)?([0-9]{1,9})")
_BEFORE = re.compile(r"^\s*(?:OS|Nº|N°|N\.º|#)?\s*[:.]?\s*(?=\S)", re.IGNORECASE)


def exact_statement() -> Select[int]:
    """The order of a number as it is printed."""
    return select(order.c.id).where(order.c.number == bindparam("number"))


def code_statement() -> Select[int]:
    """The order of a code."""
    return select(order.c.id).where(order.c.code == bindparam("code"))


def value_statement(*, prefix: bool, year: bool) -> Select[Any]:
    """Orders of a number without its zeros: living ones first, real before samples, the newest year first."""
    statement = select(order.c.id).where(order.c.number_value == bindparam("value"))
    if prefix:
        statement = statement.where(order.c.number_prefix == bindparam("prefix"))
    if year:
        statement = statement.where(order.c.number_year == bindparam("year"))
    return statement.order_by(
        case((order.c.deleted_at.is_(None), 0), else_=1),
        case((order.c.series == SERIES, 0), else_=1),
        order.c.number_year.desc(),
        order.c.id.desc(),
    ).limit(1)


def kin_statements() -> dict[str, Select[Any]]:
    """Orders of a code, or that follow up the order of a code; none from the bin, the oldest first."""
    columns = (order.c.id, order.c.number, order.c.status_id)
    living = select(*columns).where(order.c.deleted_at.is_(None)).order_by(order.c.id)
    return {
        "code": living.where(order.c.code == bindparam("code")),
        # The index leaves out what follows nothing, and must be told that this isn't asked for.
        "follows": living.where(order.c.follows == bindparam("code"), order.c.follows != ""),
    }


_KIN = kin_statements()
_EXACT = exact_statement()
_CODE = code_statement()


def by_number(session: Connection, typed: str) -> int | None:
    """The id of the order that a number means: as printed, or without prefix, year and leading zeros; or None."""
    number = _BEFORE.sub("", typed).strip().upper()
    found: int | None = session.execute(_EXACT, {"number": number}).scalar()
    if found is not None:
        return found
    form = READABLE.fullmatch(number)
    if form is None:
        return None
    prefix, year, value = form.groups()
    parameters: dict[str, object] = {"value": int(value)}
    if prefix:
        parameters["prefix"] = prefix
    if year:
        parameters["year"] = int(year)
    valued: int | None = session.execute(value_statement(prefix=bool(prefix), year=bool(year)), parameters).scalar()
    return valued


def by_code(session: Connection, code: str) -> int | None:
    """The id of the order with that code, or None."""
    found: int | None = session.execute(_CODE, {"code": code.strip().upper()}).scalar()
    return found


def kin(session: Connection, *, code: str = "", follows: str = "") -> tuple[tuple[int, str, int], ...]:
    """Id, number and status of the order of a code, or of those that follow it up."""
    found = session.execute(_KIN["code" if code else "follows"], {"code": code or follows})
    return tuple((row.id, row.number, row.status_id) for row in found)
