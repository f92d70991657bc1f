"""In how many orders each template was used. Apart from both: a template knows no orders, and orders know copies."""

from __future__ import annotations

from sqlalchemy import Connection, Select, func, select

from osdesk.storage.orders import checklist, order


def uses_statement() -> Select[int, int]:
    """Templates, and the living orders that have a checklist copied from each."""
    return (
        select(checklist.c.template_id, func.count(checklist.c.order_id.distinct()))
        .join(order, order.c.id == checklist.c.order_id)
        .where(checklist.c.template_id.is_not(None), order.c.deleted_at.is_(None))
        .group_by(checklist.c.template_id)
    )


def uses(session: Connection) -> dict[int, int]:
    """How many orders each template is used in; those in none are left out."""
    return {row[0]: row[1] for row in session.execute(uses_statement())}
