"""The rows of `facets` as the orders say they must be: what fills them for an older office, and what a check compares.

Apart from the keeping of them: there an order is known as a value, here only its tables are read.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Insert,
    Integer,
    Select,
    Update,
    and_,
    case,
    cast,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)

from osdesk.domain.billing import Billing
from osdesk.domain.changes import Subject
from osdesk.domain.checklists import Answer, ItemKind
from osdesk.domain.history import Deed
from osdesk.domain.questions import ChecklistResult
from osdesk.domain.scans import ScanState
from osdesk.domain.signatures import SignerRole
from osdesk.storage.among import among
from osdesk.storage.attachments import signature
from osdesk.storage.facets import BILLINGS, BITS, CHECKLISTS, NONE, PRIORITIES, facets, place
from osdesk.storage.journal import journal
from osdesk.storage.orders import checklist, checklist_item, order, visit, visit_technician
from osdesk.storage.scans import scan

_COLUMNS = tuple(column.name for column in facets.c)
_OF_SOME = among(visit.c.order_id)
#: `julianday` of the day before the first ordinal.
_DAY_ZERO = 1721424.5


def mark_filed(session: Connection, order_ids: Iterable[int]) -> None:
    """Signed copies of these orders were filed or taken away."""
    ids = sorted(set(order_ids))
    if ids:
        session.execute(_FILE, {"ids": ids})


def file_statement() -> Update:
    """Say anew of some orders whether they have a signed copy."""
    return update(facets).where(among(facets.c.id)).values(filed=_filed(facets.c.id))


def remake(session: Connection, order_ids: Iterable[int]) -> None:
    """Make the rows of some orders anew from the orders, for whoever changed these by a statement."""
    _make_places(session)
    ids = {"ids": sorted(set(order_ids))}
    session.execute(delete(facets).where(among(facets.c.id)), ids)
    session.execute(_remake_statement(), ids)


def _remake_statement() -> Insert:
    made = _made(_visits().where(_OF_SOME), _asked().where(among(checklist.c.order_id)), _crews().where(_OF_SOME))
    return insert(facets).from_select(_COLUMNS, made.where(among(order.c.id)))


def fill(session: Connection) -> None:
    """Make every row anew: an older office has none yet."""
    session.execute(delete(facets))
    _make_places(session)
    session.execute(fill_statement())


def _make_places(session: Connection) -> None:
    session.execute(places_statement())


def fill_statement() -> Insert:
    """All rows, put into an empty table."""
    return insert(facets).from_select(_COLUMNS, made_statement().order_by(order.c.id))


def places_statement() -> Insert:
    """The cities and districts of orders that aren't known yet."""
    named = or_(order.c.address_city != "", order.c.address_district != "")
    known = select(place.c.id).where(place.c.city == order.c.address_city, place.c.district == order.c.address_district)
    fresh = select(order.c.address_city, order.c.address_district).where(named, ~known.exists()).distinct()
    return insert(place).from_select(("city", "district"), fresh)


def made_statement() -> Select[Any]:
    """The rows as the orders say they must be; columns as in the table."""
    return _made(_visits(), _asked(), _crews())


def _made(of_visits: Select[Any], of_checklists: Select[Any], of_crews: Select[Any]) -> Select[Any]:
    visits, asked, crews = of_visits.subquery(), of_checklists.subquery(), of_crews.subquery()
    signed = select(signature.c.id).where(
        signature.c.order_id == order.c.id, signature.c.role == SignerRole.CLIENT, signature.c.ink != ""
    )
    there = select(place.c.id).where(place.c.city == order.c.address_city, place.c.district == order.c.address_district)
    sent = select(journal.c.record_id).where(journal.c.subject == Subject.ORDER, journal.c.deed == Deed.SENT)
    made: dict[str, ColumnElement[Any]] = {
        "id": order.c.id,
        "deleted": order.c.deleted_at.is_not(None),
        "status_id": order.c.status_id,
        "service_type_id": func.coalesce(order.c.service_type_id, NONE),
        "priority": case(*((order.c.priority == each, rank) for each, rank in PRIORITIES.items())),
        "billing": case(
            (order.c.paid_on.is_not(None), BILLINGS[Billing.PAID]),
            (order.c.billed_on.is_not(None), BILLINGS[Billing.BILLED]),
            else_=BILLINGS[Billing.TO_BILL],
        ),
        "checklist": func.coalesce(asked.c.result, 0),
        "sent": order.c.id.in_(sent),
        "signed": signed.exists(),
        "filed": _filed(order.c.id),
        "on_site": func.coalesce(visits.c.on_site, 0) > 0,
        "crew": func.coalesce(crews.c.crew, 0),
        "client_id": order.c.client_id,
        "place_id": func.coalesce(there.scalar_subquery(), NONE),
        "total": order.c.total,
        "opened_at": order.c.opened_at,
        "closed_at": order.c.closed_at,
        "due": order.c.due,
        "first_day": visits.c.first_day,
        "last_day": visits.c.last_day,
        "coming_day": visits.c.coming_day,
        "came_at": visits.c.came_at,
        "billed_on": _day(order.c.billed_on),
        "paid_on": _day(order.c.paid_on),
    }
    joined = (
        order.outerjoin(visits, visits.c.order_id == order.c.id)
        .outerjoin(asked, asked.c.order_id == order.c.id)
        .outerjoin(crews, crews.c.order_id == order.c.id)
    )
    return select(*(made[name].label(name) for name in _COLUMNS)).select_from(joined)


def odd_statement() -> Select[int]:
    """How many orders have another row than they must, or none."""
    right = made_statement().except_(select(*facets.c)).subquery()
    return select(func.count()).select_from(right)


def _visits() -> Select[Any]:
    """What the visits of each order come to."""
    coming = and_(visit.c.check_in.is_(None), visit.c.outcome.is_(None))
    here = and_(visit.c.check_in.is_not(None), visit.c.check_out.is_(None), visit.c.outcome.is_(None))
    return select(
        visit.c.order_id,
        func.min(_day(visit.c.day)).label("first_day"),
        func.max(_day(visit.c.day)).label("last_day"),
        func.max(case((coming, _day(visit.c.day)))).label("coming_day"),
        func.min(visit.c.check_in).label("came_at"),
        func.max(case((here, 1), else_=0)).label("on_site"),
    ).group_by(visit.c.order_id)


def _asked() -> Select[Any]:
    """What the checklists of each order came to."""
    item = checklist_item.c
    open_still = and_(item.answer.is_(None), item.measured.is_(None), item.written == "")
    result = case(
        (item.answer == Answer.NO, CHECKLISTS[ChecklistResult.FAILED]),
        (open_still, CHECKLISTS[ChecklistResult.UNANSWERED]),
        else_=CHECKLISTS[ChecklistResult.PASSED],
    )
    return (
        select(checklist.c.order_id, func.max(result).label("result"))
        .join_from(checklist, checklist_item, item.checklist_id == checklist.c.id)
        .where(item.kind != ItemKind.SECTION)
        .group_by(checklist.c.order_id)
    )


def _crews() -> Select[Any]:
    """The technicians of each order, as bits: a sum of each bit once."""
    bit = literal(1, BigInteger).bitwise_lshift(visit_technician.c.technician_id % BITS)
    return (
        select(visit.c.order_id, func.sum(bit.distinct()).label("crew"))
        .join_from(visit, visit_technician, visit_technician.c.visit_id == visit.c.id)
        .group_by(visit.c.order_id)
    )


def _filed(order_id: ColumnElement[Any]) -> ColumnElement[bool]:
    return (
        select(scan.c.id).where(scan.c.order_id == order_id, scan.c.state == ScanState.FILED).correlate_except(scan)
    ).exists()


def _day(column: ColumnElement[date]) -> ColumnElement[int]:
    """A date as an ordinal."""
    return cast(func.julianday(column) - _DAY_ZERO, Integer)


_FILE = file_statement()
