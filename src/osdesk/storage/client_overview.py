"""What is told of one client at once: figures, visits, equipment.

Apart from `client_listing`: all of it goes through the index of the client's orders, so that one with twenty thousand
is told in a tenth second.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, case, distinct, func, or_, select

from osdesk.domain.attachments import AttachmentKind
from osdesk.domain.billing import Billing
from osdesk.domain.client_overview import ClientVisit, Equipment, FigureKind
from osdesk.domain.questions import Tally
from osdesk.domain.statuses import UNFINISHED, Status, StatusKind
from osdesk.storage.attachments import attachment
from osdesk.storage.facets import BILLINGS, facets
from osdesk.storage.orders import order, visit, visit_technician
from osdesk.storage.revisions import revision
from osdesk.storage.scope import seconds_of
from osdesk.storage.team import technician
from osdesk.storage.types import Cents, Instant

_OF_CLIENT = and_(order.c.client_id == bindparam("client_id"), order.c.deleted_at.is_(None))
#: What is shown of a long list.
SOME = 6
_PIECES = 12


def figures_statement() -> Select[Any]:
    """Counts and sums of a client's orders by status and billing, and the last opening."""
    row = facets.c
    total = func.coalesce(row.total, 0, type_=Cents())
    filed = or_(row.signed, row.filed)
    none = Decimal(0)
    return (
        select(
            row.status_id,
            row.billing,
            func.count(),
            func.sum(total, type_=Cents()),
            func.count().filter(row.total > none),
            func.count().filter(row.due < bindparam("now")),
            func.sum(case((row.due < bindparam("now"), total), else_=none), type_=Cents()),
            func.count().filter(row.sent),
            func.sum(case((row.sent, total), else_=none), type_=Cents()),
            func.count().filter(filed),
            func.sum(case((filed, total), else_=none), type_=Cents()),
            func.max(row.opened_at, type_=Instant()),
        )
        .select_from(order.join(facets, row.id == order.c.id))
        .where(_OF_CLIENT)
        .group_by(row.status_id, row.billing)
    )


def figures(
    session: Connection, client_id: int, statuses: Sequence[Status], now: datetime
) -> tuple[dict[FigureKind, Tally], datetime | None]:
    """Every figure, and when the last order was opened; `now` in the office's zone."""
    kinds = {status.id: status.kind for status in statuses}
    billed = {number: billing for billing, number in BILLINGS.items()}
    by_billing = {
        Billing.TO_BILL: FigureKind.TO_BILL,
        Billing.BILLED: FigureKind.BILLED,
        Billing.PAID: FigureKind.PAID,
    }
    sums = {kind: (0, Decimal("0.00")) for kind in FigureKind}
    last: datetime | None = None

    def add(kind: FigureKind, count: int, total: Decimal) -> None:
        held = sums[kind]
        sums[kind] = (held[0] + count, held[1] + total)

    for row in session.execute(_FIGURES, {"client_id": client_id, "now": seconds_of(now)}):
        status_id, billing, count, total, priced, late, of_late, sent, of_sent, signed, of_signed, opened = row
        last = opened if last is None else max(last, opened)
        kind = kinds.get(status_id)
        add(FigureKind.ALL, count, total)
        add(FigureKind.SENT, sent, of_sent)
        add(FigureKind.SIGNED, signed, of_signed)
        if kind in UNFINISHED:
            add(FigureKind.OPEN, count, total)
            add(FigureKind.LATE, late, of_late)
        if kind is StatusKind.DONE:
            add(FigureKind.DONE, count, total)
            # What costs nothing is nothing to bill.
            add(by_billing[billed[billing]], priced, total)
    return {kind: Tally(*held) for kind, held in sums.items()}, last


def _of_statuses() -> Select[Any]:
    return select(order.c.id).where(_OF_CLIENT, order.c.status_id.in_(bindparam("statuses", expanding=True)))


# What is sorted by is hidden from the planner, which would walk an index of all orders.
def urgent_statement() -> Select[Any]:
    """Ids of a few orders of some statuses: what is due first."""
    return _of_statuses().order_by(order.c.due + 0, (order.c.id + 0).desc()).limit(SOME)


def newest_statement() -> Select[Any]:
    """The same, the newest first."""
    return _of_statuses().order_by((order.c.id + 0).desc()).limit(SOME)


def some(session: Connection, client_id: int, statuses: Sequence[Status], *, finished: bool) -> tuple[int, ...]:
    """A few orders: unfinished ones, what is due first; or finished ones, the newest first."""
    wanted = [status.id for status in statuses if status.kind.finished is finished]
    statement = _NEWEST if finished else _URGENT
    return tuple(session.execute(statement, {"client_id": client_id, "statuses": wanted}).scalars())


def _visits() -> Select[Any]:
    return (
        select(
            visit.c.id,
            order.c.id.label("order_id"),
            order.c.number,
            order.c.reason,
            visit.c.day,
            visit.c.planned_start,
            visit.c.planned_end,
            visit.c.check_in,
            visit.c.check_out,
        )
        .join_from(order, visit, visit.c.order_id == order.c.id)
        .where(_OF_CLIENT)
        .limit(SOME)
    )


def coming_statement() -> Select[Any]:
    """The next visits: planned for today or later, nobody has come yet, of unfinished orders."""
    return (
        _visits()
        .where(
            visit.c.day >= bindparam("today"),
            visit.c.check_in.is_(None),
            visit.c.outcome.is_(None),
            order.c.status_id.in_(bindparam("statuses", expanding=True)),
        )
        .order_by(visit.c.day, visit.c.planned_start.nulls_first(), visit.c.id)
    )


def made_statement() -> Select[Any]:
    """The last visits, the latest first."""
    return _visits().where(visit.c.check_in.is_not(None)).order_by(visit.c.check_in.desc(), visit.c.id.desc())


def coming(session: Connection, client_id: int, statuses: Sequence[Status], today: date) -> tuple[ClientVisit, ...]:
    """The next visits."""
    wanted = [status.id for status in statuses if not status.kind.finished]
    return _shown(session, _COMING, {"client_id": client_id, "today": today, "statuses": wanted})


def made(session: Connection, client_id: int) -> tuple[ClientVisit, ...]:
    """The last visits."""
    return _shown(session, _MADE, {"client_id": client_id})


def crew_statement() -> Select[Any]:
    """Who goes, or went, to some visits."""
    return (
        select(visit_technician.c.visit_id, technician.c.name)
        .join_from(visit_technician, technician, technician.c.id == visit_technician.c.technician_id)
        .where(visit_technician.c.visit_id.in_(bindparam("ids", expanding=True)))
        .order_by(visit_technician.c.visit_id, visit_technician.c.position)
    )


def _shown(session: Connection, statement: Select[Any], asked: dict[str, object]) -> tuple[ClientVisit, ...]:
    rows = session.execute(statement, asked).fetchall()
    crews: dict[int, list[str]] = {row.id: [] for row in rows}
    if crews:
        for visit_id, name in session.execute(_CREW, {"ids": list(crews)}):
            crews[visit_id].append(name)
    return tuple(
        ClientVisit(
            row.order_id,
            row.number,
            row.reason,
            row.day,
            row.planned_start,
            row.planned_end,
            row.check_in,
            row.check_out,
            tuple(crews[row.id]),
        )
        for row in rows
    )


def equipment_statement() -> Select[Any]:
    """What the orders were about, the latest first."""
    held = (order.c.equipment, order.c.brand_model, order.c.serial_number)
    return (
        select(*held, func.count(), func.max(order.c.id))
        .where(_OF_CLIENT, or_(*(column != "" for column in held)))
        .group_by(*held)
        .order_by(func.max(order.c.id).desc())
        .limit(_PIECES)
    )


def equipment(session: Connection, client_id: int) -> tuple[Equipment, ...]:
    """Those pieces."""
    return tuple(Equipment(*row) for row in session.execute(_EQUIPMENT, {"client_id": client_id}))


def photos_statement() -> Select[int]:
    """How many photos the orders have."""
    return (
        select(func.count())
        .select_from(order.join(attachment, attachment.c.order_id == order.c.id))
        .where(_OF_CLIENT, attachment.c.kind == AttachmentKind.PHOTO)
    )


def issued_statement() -> Select[int]:
    """How many orders have a document that holds."""
    return (
        select(func.count(distinct(revision.c.order_id)))
        .select_from(order.join(revision, revision.c.order_id == order.c.id))
        .where(_OF_CLIENT, revision.c.voided_at.is_(None))
    )


def count_of(session: Connection, statement: Select[int], client_id: int) -> int:
    """What one of the counting statements says of a client."""
    return session.execute(statement, {"client_id": client_id}).scalar_one()


_FIGURES = figures_statement()
_URGENT = urgent_statement()
_NEWEST = newest_statement()
_COMING = coming_statement()
_MADE = made_statement()
_CREW = crew_statement()
_EQUIPMENT = equipment_statement()
PHOTOS = photos_statement()
ISSUED = issued_statement()
