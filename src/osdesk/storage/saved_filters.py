"""Filters that are kept: their table. The question is JSON, for nothing is ever looked up by it."""

from __future__ import annotations

import json

from sqlalchemy import Connection, Dialect, Integer, Table, Text, select
from sqlalchemy.types import TypeDecorator

from osdesk.domain.filters import Period, SavedFilter
from osdesk.domain.questions import OrderQuestion
from osdesk.storage.aggregate import Aggregate
from osdesk.storage.codec import from_plain, to_plain
from osdesk.storage.metadata import choice, flag, metadata, must, row_id, text, version
from osdesk.storage.types import Words


class Asked(TypeDecorator[OrderQuestion]):
    """A question of the order list, as JSON."""

    cache_ok = True
    impl = Text

    def process_bind_param(self, value: OrderQuestion | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        if value is None:
            return None
        return json.dumps(to_plain(value), ensure_ascii=False, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> OrderQuestion | None:  # noqa: ARG002
        return None if value is None else from_plain(OrderQuestion, json.loads(value))


saved_filter = Table(
    "saved_filter",
    metadata,
    row_id(),
    version(),
    text("name"),
    must("position", Integer),
    choice("period", Period),
    flag("late"),
    must("question", Asked),
    must("columns", Words()),
)

SAVED_FILTERS = Aggregate(SavedFilter, saved_filter)


def all_saved_filters(session: Connection) -> tuple[SavedFilter, ...]:
    """All of them, in the office's order."""
    return tuple(SavedFilter(**row) for row in session.execute(_SAVED).mappings())


_SAVED = select(saved_filter).order_by(saved_filter.c.position, saved_filter.c.id)
