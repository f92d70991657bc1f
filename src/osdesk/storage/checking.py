"""Whether a database is whole: what SQLite says of it, and what only the program can know. Changes nothing."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, column, func, or_, select, table, text

from osdesk.domain.findings import Finding
from osdesk.storage import checking_issued, clients, facets_made, files, migrate, order_words, search, tally
from osdesk.storage.attachments import attachment
from osdesk.storage.company import company
from osdesk.storage.counters import counter, counter_jump
from osdesk.storage.orders import SERIES, order

#: How many damages are told one by one; one torn page can bring thousands.
_ENOUGH = 20
#: How many orders and clients are looked for in the indexes, from the whole length of the tables.
_SAMPLED = 400


def check(session: Connection, files_session: Connection | None) -> tuple[Finding, ...]:
    """All that is wrong with an office's database, the gravest first; nothing when it is well."""
    return tuple(_found(session, files_session))


def _found(session: Connection, files_session: Connection | None) -> Iterator[Finding]:
    version = session.exec_driver_sql("PRAGMA user_version").scalar_one()
    if version != migrate.VERSION:
        yield Finding(code="check.schema", facts={"found": version, "known": migrate.VERSION})
    damages = [damage for database in (session, files_session) if database is not None for damage in _damage(database)]
    damages += _not_bytes(files_session) if files_session is not None else ()
    if damages:
        # Whatever else would be found comes of the damage, or breaks the check off.
        yield from damages
        return
    yield from _references(session)
    yield from _doubles(session)
    yield from _gaps(session)
    yield from _sums(session)
    yield from _facets(session)
    yield from _unindexed(session)
    yield from _lost_files(session, files_session)
    yield from checking_issued.check(session, files_session)


def _damage(session: Connection) -> Iterator[Finding]:
    for (report,) in session.exec_driver_sql(f"PRAGMA integrity_check({_ENOUGH})"):
        if report != "ok":
            yield Finding(code="check.damage", facts={"report": report})


def _not_bytes(session: Connection) -> Iterator[Finding]:
    """Files that aren't bytes any more, which SQLite finds in order; their hashes can't be right."""
    for (digest,) in session.execute(not_bytes_statement()):
        yield Finding(code="check.damage", facts={"report": f"file {digest}"})


def not_bytes_statement() -> Select[str]:
    """Hashes of what is kept as a text or a number, told without reading it."""
    held = files.file.c
    return select(held.sha256).where(func.typeof(held.data) != "blob").order_by(held.sha256).limit(_ENOUGH)


def _references(session: Connection) -> Iterator[Finding]:
    broken: dict[tuple[str, str], int] = {}
    for row in session.exec_driver_sql("PRAGMA foreign_key_check"):
        broken[row[0], row[2]] = broken.get((row[0], row[2]), 0) + 1
    for (name, target), count in broken.items():
        yield Finding(code="check.reference", facts={"table": name, "target": target, "count": count})


def doubles_statement() -> Select[Any]:
    """Numbers that two orders of one series, year and prefix have."""
    places = (order.c.series, order.c.number_year, order.c.number_prefix, order.c.number_value)
    return select(func.min(order.c.number)).group_by(*places).having(func.count() > 1).limit(_ENOUGH)


def _doubles(session: Connection) -> Iterator[Finding]:
    for (number,) in session.execute(doubles_statement()):
        yield Finding(code="check.number_twice", facts={"number": number})


def breaks_statement() -> Select[Any]:
    """Where an order's number doesn't follow the one before it: year, the number before (or None), the number."""
    before = func.lag(order.c.number_value).over(partition_by=order.c.number_year, order_by=order.c.id)
    numbered = (
        select(order.c.number_year.label("year"), order.c.number_value.label("value"), before.label("before"))
        .where(order.c.series == SERIES)
        .subquery()
    )
    return select(numbered.c.year, numbered.c.before, numbered.c.value).where(
        or_(numbered.c.before.is_(None), numbered.c.value != numbered.c.before + 1)
    )


def last_statement() -> Select[Any]:
    """The number given last in each year, and the next one that the counter would give."""
    last = (
        select(func.max(order.c.id).label("id"))
        .where(order.c.series == SERIES)
        .group_by(order.c.number_year)
        .subquery()
    )
    return (
        select(order.c.number_year, order.c.number_value, counter.c.next)
        .join_from(order, last, last.c.id == order.c.id)
        .outerjoin(counter, (counter.c.series == SERIES) & (counter.c.year == order.c.number_year))
    )


def jumps_statement() -> Select[Any]:
    """What the office itself skipped, in the order it did."""
    return (
        select(counter_jump.c.year, counter_jump.c.skipped_from, counter_jump.c.skipped_to)
        .where(counter_jump.c.series == SERIES)
        .order_by(counter_jump.c.id)
    )


def _gaps(session: Connection) -> Iterator[Finding]:
    jumps: dict[int, list[tuple[int, int]]] = {}
    for year, skipped_from, skipped_to in session.execute(jumps_statement()):
        jumps.setdefault(year, []).append((skipped_from, skipped_to))
    for year, before, value in session.execute(breaks_statement()):
        expected = 1 if before is None else before + 1
        if not _jumped(expected, value, jumps.get(year, ())):
            yield Finding(code="check.number_gap", facts={"first": expected, "last": value - 1, "year": year})
    for year, last, following in session.execute(last_statement()):
        if following is None or not _jumped(last + 1, following, jumps.get(year, ())):
            yield Finding(code="check.counter", facts={"next": following, "expected": last + 1, "year": year})


def _jumped(expected: int, value: int, jumps: Iterable[tuple[int, int]]) -> bool:
    """Whether the recorded jumps, in their order, lead from the number expected to the one found."""
    for skipped_from, skipped_to in jumps:
        if expected == value:
            return True
        if skipped_from == expected:
            expected = skipped_to
    return expected == value


def _sums(session: Connection) -> Iterator[Finding]:
    kept, counted = tally.figures(session), tally.counted(session)
    for status_id in sorted(kept.keys() | counted.keys()):
        if kept.get(status_id) != counted.get(status_id):
            yield Finding(code="check.sums", facts={"status_id": status_id})


def _facets(session: Connection) -> Iterator[Finding]:
    odd = session.execute(facets_made.odd_statement()).scalar_one()
    if odd:
        yield Finding(code="check.facets", facts={"count": odd})


def _unindexed(session: Connection) -> Iterator[Finding]:
    for index, ids in (
        (search.ORDERS, order.c.id),
        (search.CLIENTS, clients.client.c.id),
        (search.CLIENT_WORDS, clients.client.c.id),
    ):
        # FTS5 keeps a row of sizes for each text that it has.
        sizes = table(f"{index.name}_docsize", column("id"))
        missing = _count(session, ids, ids.not_in(select(sizes.c.id)))
        extra = _count(session, sizes.c.id, sizes.c.id.not_in(select(ids)))
        if missing + extra:
            yield Finding(code="check.search", facts={"index": index.name, "count": missing + extra})
    unfound = sum(1 for _ in _unfound(session))
    if unfound:
        yield Finding(code="check.search", facts={"index": search.ORDERS.name, "count": unfound})


def _count(session: Connection, what: ColumnElement[Any], condition: ColumnElement[bool]) -> int:
    return session.execute(select(func.count(what)).where(condition)).scalar_one()


def _unfound(session: Connection) -> Iterator[int]:
    """Orders, some from every part of the table, that the index doesn't find by all of their own words."""
    highest = session.execute(select(func.max(order.c.id))).scalar() or 0
    step = max(highest // _SAMPLED, 1)
    wanted = list(range(highest, max(highest - step * _SAMPLED, 0), -step))
    found = session.execute(order_words.worded_by_id_statement(), {"ids": wanted}).fetchall()
    theirs = clients.CLIENTS.load_many(session, list({row.client_id for row in found}))
    words = {client.id: order_words.client_words(client) for client in theirs}
    for row in found:
        question = search.every_word(order_words.words_of(row, words.get(row.client_id, "")))
        here = search.ORDERS.found(question).where(text("rowid = :id")).params(id=row.id)
        if session.execute(here).first() is None:
            yield row.id


def _lost_files(session: Connection, files_session: Connection | None) -> Iterator[Finding]:
    """Logo, photos and files that rows refer to and that aren't there; those of issued documents are checked apart."""
    here = files.all_of(files_session) if files_session is not None else frozenset()
    for (logo,) in session.execute(select(company.c.logo).where(company.c.logo != "")):
        if logo not in here:
            yield Finding(code="check.file_missing", facts={"file": logo})
    lost = (
        row for row in session.execute(attached_statement()) if not here.issuperset({row.file, row.original} - {""})
    )
    for row in itertools.islice(lost, _ENOUGH):
        yield Finding(code="check.attachment_missing", facts={"order": row.number, "name": row.name})


def attached_statement() -> Select[Any]:
    """What is attached to orders, and to which."""
    held = attachment.c
    joined = attachment.join(order, order.c.id == held.order_id)
    return select(order.c.number, held.name, held.file, held.original).select_from(joined).order_by(held.id)
