"""The office's own days off: their table."""

from __future__ import annotations

from sqlalchemy import Connection, Date, Table, select

from osdesk.domain.holidays import Holiday
from osdesk.storage.aggregate import Aggregate
from osdesk.storage.metadata import flag, maybe, metadata, row_id, text, version

holiday = Table("holiday", metadata, row_id(), version(), maybe("day", Date), text("name"), flag("yearly"))

HOLIDAYS = Aggregate(Holiday, holiday)


def all_holidays(session: Connection) -> tuple[Holiday, ...]:
    """All of them, by day."""
    return tuple(Holiday(**row) for row in session.execute(_HOLIDAYS).mappings())


_HOLIDAYS = select(holiday).order_by(holiday.c.day, holiday.c.id)
