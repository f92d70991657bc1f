"""What was typed before: descriptions of lines with their last unit and price, reasons, observations.

A small table kept in the saving transaction: asking the orders themselves would read a million of them.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Delete,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Select,
    Table,
    Update,
    bindparam,
    delete,
    func,
    or_,
    select,
    update,
)

from osdesk.domain.materials import LineKind
from osdesk.domain.orders import Order
from osdesk.domain.suggestions import MaterialSuggestion, SuggestionKind
from osdesk.domain.text import fold
from osdesk.storage import search
from osdesk.storage.metadata import choice, maybe, metadata, must, text
from osdesk.storage.types import Cents, Instant
from osdesk.storage.upsert import insert_into

suggestion = Table(
    "suggestion",
    metadata,
    choice("kind", SuggestionKind),
    text("key"),
    text("words"),
    text("unit"),
    maybe("unit_price", Cents),
    choice("line_kind", LineKind, optional=True),
    must("uses", Integer),
    must("used_at", Instant),
    PrimaryKeyConstraint("kind", "key"),
    sqlite_with_rowid=False,
)
Index("ix_suggestion_uses", suggestion.c.kind, suggestion.c.uses)

#: Longer texts are not phrases that are used again.
_LONGEST = 160


def remember_statement(dialect: str) -> Any:
    """Count one more use, and keep the words, unit and price last used."""
    add = insert_into(suggestion, dialect)
    new = add.excluded
    return add.on_conflict_do_update(
        index_elements=[suggestion.c.kind, suggestion.c.key],
        set_={
            "words": new.words,
            "unit": new.unit,
            "unit_price": new.unit_price,
            "line_kind": new.line_kind,
            "uses": suggestion.c.uses + new.uses,
            "used_at": new.used_at,
        },
    )


def begins_statement() -> Select[Any]:
    """Those whose text begins so, most used first."""
    return (
        select(suggestion)
        .where(
            suggestion.c.kind == bindparam("kind"),
            suggestion.c.key >= bindparam("low"),
            suggestion.c.key < bindparam("high"),
        )
        .order_by(suggestion.c.uses.desc(), suggestion.c.key)
        .limit(bindparam("limit"))
    )


def used_statement() -> Select[Any]:
    """The most used ones that have a word which begins so (`inside` is a pattern for LIKE)."""
    return (
        select(suggestion)
        .where(
            suggestion.c.kind == bindparam("kind"),
            or_(suggestion.c.key.like(bindparam("inside")), suggestion.c.key.like(bindparam("start"))),
        )
        .order_by(suggestion.c.uses.desc(), suggestion.c.key)
        .limit(bindparam("limit"))
    )


_remember = functools.cache(remember_statement)
_BEGINS = begins_statement()
_USED = used_statement()


def remember(session: Connection, orders: Iterable[Order], before: Order | None, at: datetime) -> None:
    """Keep what is new in these orders (against `before`, the stored state of the only one)."""
    counted: Counter[tuple[SuggestionKind, str]] = Counter()
    last: dict[tuple[SuggestionKind, str], dict[str, Any]] = {}
    known = set(_phrases(before)) if before is not None else set()
    for order in orders:
        for phrase in _phrases(order):
            if phrase in known:
                continue
            kind, words, unit, price, line_kind = phrase
            key = search.folded(words)
            if not key:
                continue
            counted[kind, key] += 1
            last[kind, key] = {
                "kind": kind,
                "key": key,
                "words": words,
                "unit": unit,
                "unit_price": price,
                "line_kind": line_kind,
                "used_at": at,
            }
    if last:
        rows = [{**row, "uses": counted[key]} for key, row in last.items()]
        session.execute(_remember(session.dialect.name), rows)


def forget(session: Connection, orders: Iterable[Order]) -> None:
    """Take back what these orders taught; a phrase that nothing else used goes."""
    counted = Counter((kind, fold(words)) for order in orders for kind, words, *_ in _phrases(order))
    if counted:
        rows = [{"_kind": kind, "_key": key, "_uses": uses} for (kind, key), uses in counted.items()]
        session.execute(unlearn_statement(), rows)
        session.execute(unused_statement())


def unlearn_statement() -> Update:
    """Count some uses less."""
    return (
        update(suggestion)
        .where(suggestion.c.kind == bindparam("_kind"), suggestion.c.key == bindparam("_key"))
        .values(uses=suggestion.c.uses - bindparam("_uses"))
    )


def unused_statement() -> Delete:
    """Remove what is used no more."""
    return delete(suggestion).where(suggestion.c.uses <= 0)


def _phrases(order: Order) -> Iterable[tuple[SuggestionKind, str, str, Any, LineKind | None]]:
    for line in order.materials:
        if len(line.description) <= _LONGEST:
            yield SuggestionKind.MATERIAL, line.description, line.unit, line.unit_price, line.kind
    texts = [(SuggestionKind.REASON, order.reason), (SuggestionKind.OBSERVATION, order.observations)]
    texts.extend((SuggestionKind.OBSERVATION, visit.observations) for visit in order.visits)
    for kind, words in texts:
        if words and len(words) <= _LONGEST and "\n" not in words:
            yield kind, words, "", None, None


def suggest(session: Connection, kind: SuggestionKind, typed: str, limit: int) -> Sequence[Any]:
    """Rows for what was typed: those that begin so first, then those with a word that does; most used first."""
    key = fold(typed)
    rows: list[Any] = []
    if key:
        rows = list(
            session.execute(_BEGINS, {"kind": kind, "low": key, "high": key + "\U0010ffff", "limit": limit}).fetchall()
        )
        if len(rows) >= limit:
            return rows
    found = {row.key for row in rows}
    more = session.execute(_USED, {"kind": kind, "inside": f"% {key}%", "start": f"{key}%", "limit": limit})
    rows.extend(row for row in more if row.key not in found)
    return rows[:limit]


def _worded(count: int) -> Select[Any]:
    """The most used ones that have, for each of so many patterns, a word which begins so."""
    key = " " + suggestion.c.key
    each = [key.like(bindparam(f"word_{place}")) for place in range(count)]
    return (
        select(suggestion)
        .where(suggestion.c.kind == bindparam("kind"), *each)
        .order_by(suggestion.c.uses.desc(), suggestion.c.key)
        .limit(bindparam("limit"))
    )


def worded(session: Connection, kind: SuggestionKind, words: Sequence[str], limit: int) -> Sequence[Any]:
    """Rows in which every word (folded) begins a word, in any order; the most used first."""
    if not words:
        return ()
    patterns = {f"word_{place}": f"% {word}%" for place, word in enumerate(words)}
    statement = _worded(len(words))
    return session.execute(statement, {"kind": kind, "limit": limit, **patterns}).fetchall()


def material(row: Any) -> MaterialSuggestion:
    """A row as what a line can be filled with."""
    return MaterialSuggestion(
        description=row.words, unit=row.unit, unit_price=row.unit_price, kind=row.line_kind or LineKind.PART
    )


def units(session: Connection) -> tuple[str, ...]:
    """Units of lines, the most used first."""
    return tuple(row[0] for row in session.execute(_UNITS))


def units_statement() -> Select[Any]:
    """Units of lines, the most used first."""
    return (
        select(suggestion.c.unit)
        .where(suggestion.c.kind == SuggestionKind.MATERIAL, suggestion.c.unit != "")
        .group_by(suggestion.c.unit)
        .order_by(func.sum(suggestion.c.uses).desc(), suggestion.c.unit)
    )


_UNITS = units_statement()
