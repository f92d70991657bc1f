"""Answers to questions about more than statuses and words: found by drawing from few, by walking, or by a whole scan.

What a question asks may be rare or common, and meet with what else it asks often or never; nobody knows before. So a
question that has few candidates (one client's orders, an uncommon word, unfinished statuses) draws from those. Any
other walks a short way along the sorted index, where what is common is soon met; and what isn't met there is looked for
in the narrow rows of all orders (`facets`), which takes the same time whatever is asked.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, case, func, or_, select

from osdesk.domain.questions import OrderSort
from osdesk.domain.statuses import Status
from osdesk.storage import narrowing, packed, probing, search, stretches, tally
from osdesk.storage.facets import facets
from osdesk.storage.orders import order
from osdesk.storage.scope import Scope

#: So many candidates are few: each is looked at.
_FEW = 20_000
#: So far the sorted index is walked along.
_FAR = 15_000
#: Of what was met there so many orders are read for their words, a few at once.
_READ = 1200
_READ_AT_ONCE = 150
#: More answers than this are sooner walked along the index than sorted by a name.
_SORTED = 60_000
_NAMES = frozenset({OrderSort.CLIENT, OrderSort.REASON, OrderSort.TECHNICIANS})

_row = facets.c


def first(session: Connection, scope: Scope, limit: int, here: Row[Any] | None = None) -> list[int]:
    """The first ids that answer a question, or the first beyond a row (`id`, `key`, `status_id`) in its order."""
    drawn = _few(session, scope)
    if drawn is None and not scope.deleted:
        held = list(_walked(session, scope, limit, here))
        if len(held) >= limit:
            return held[:limit]
    if drawn is None and scope.words:
        return _worded(session, scope, limit, here)
    return list(session.execute(sorted_statement(scope, drawn, here).limit(limit)).scalars())


def ids(session: Connection, scope: Scope) -> array[int]:
    """The ids of all answers, in their order."""
    drawn = _few(session, scope)
    if drawn is None and scope.sort in _NAMES and not scope.deleted and scope.statuses:
        answers = narrowing.answers(scope).limit(_SORTED).subquery()
        if session.execute(select(func.count()).select_from(answers)).scalar_one() >= _SORTED:
            walked = _met(_way(scope, None), scope, words=True)
            return packed.ids(session, walked)
    return packed.ids(session, sorted_statement(scope, drawn, None))


def tally_of(session: Connection, scope: Scope) -> Select[Any]:
    """The statement of count and sum of the answers."""
    return _all(session, scope, func.count(), func.coalesce(func.sum(_row.total), 0, type_=_row.total.type))


def counts(
    session: Connection, scope: Scope, statuses: Sequence[Status], due_before: int
) -> tuple[dict[int, int], int]:
    """How many answers each status has, and how many of the unfinished are late; in one go through all."""
    known = [status.id for status in statuses if status.id is not None]
    unfinished = [status.id for status in statuses if status.id is not None and not status.kind.finished]
    late = and_(_row.status_id.in_(unfinished), _row.due < due_before)
    each = [func.sum(case((_row.status_id == status_id, 1), else_=0)) for status_id in known]
    found = session.execute(_all(session, scope, func.sum(case((late, 1), else_=0)), *each)).one()
    return {status_id: rows for status_id, rows in zip(known, found[1:], strict=True) if rows}, found[0] or 0


def _all(session: Connection, scope: Scope, *columns: Any) -> Select[Any]:
    drawn = _few(session, scope)
    asked = narrowing.answers(scope).with_only_columns(*columns)
    if drawn is not None:
        asked = asked.where(_row.id.in_(drawn))
    return asked.where(_row.id.in_(_with_words(scope))) if scope.words else asked


def _with_words(scope: Scope) -> Select[Any]:
    return search.ORDERS.found(search.word_question(scope.words))


def _few(session: Connection, scope: Scope) -> Select[Any] | None:
    """A few orders among which all answers are, as a statement of their ids; None where there are too many."""
    if scope.deleted:
        return select(order.c.id).where(order.c.deleted_at.is_not(None))
    candidates: list[Select[Any]] = []
    if scope.client_id is not None:
        candidates.append(select(order.c.id).where(order.c.client_id == scope.client_id))
    if scope.client_text:
        named = narrowing.client_ids(scope.client_text)
        candidates.append(select(order.c.id).where(order.c.client_id.in_(named)))
    if scope.words:
        candidates.append(_with_words(scope))
    for candidate in candidates:
        counted = select(func.count()).select_from(candidate.limit(_FEW + 1).subquery())
        if session.execute(counted).scalar_one() <= _FEW:
            return candidate
    if not scope.every_status or scope.due_before is not None:
        held = tally.figures(session)
        if sum(held[status_id][0] for status_id in scope.statuses if status_id in held) <= _FEW:
            living = order.c.deleted_at.is_(None)
            return select(order.c.id).where(living, order.c.status_id.in_(scope.statuses))
    return None


def sorted_statement(scope: Scope, drawn: Select[Any] | None = None, here: Row[Any] | None = None) -> Select[Any]:
    """All answers, sorted; beyond a row where one is given."""
    asked = narrowing.answers(scope)
    if drawn is not None:
        asked = asked.where(_row.id.in_(drawn))
    if scope.words:
        asked = asked.where(_row.id.in_(_with_words(scope)))
    if here is not None:
        asked = asked.where(_beyond(scope, here))
    return asked.order_by(*narrowing.by_key(scope))


def _beyond(scope: Scope, here: Row[Any]) -> Any:
    by_status = scope.sort is OrderSort.STATUS
    down = not scope.backwards if by_status else scope.down
    number = _row.id < here.id if down else _row.id > here.id
    key = narrowing.key(scope)
    if key is None:
        return number
    mark = scope.statuses.index(here.status_id) if by_status else here.key
    if mark is None:
        alike = and_(key.is_(None), number)
        return alike if scope.down else or_(alike, key.is_not(None))
    further = key < mark if scope.down else key > mark
    found = or_(further, and_(key == mark, number))
    return or_(found, key.is_(None)) if scope.down and not by_status else found


def _way(scope: Scope, here: Row[Any] | None) -> Any:
    """The sorted index that leads along the answers."""
    keyed = here is not None and here.key is not None
    if scope.sort in stretches.DATES:
        if here is None:
            return stretches.dated(scope.sort, down=scope.down)
        return stretches.dated_beyond(scope.sort, down=scope.down, keyed=keyed)
    if here is None:
        return stretches.merged(scope.statuses, scope.sort, down=scope.down)
    return stretches.beyond(scope.statuses, scope.sort, down=scope.down, keyed=keyed)


def _met(way: Any, scope: Scope, *, words: bool = False, far: int | None = None) -> Select[Any]:
    """What answers of that which lies on the way, in its order; words are asked of the index only where it says so."""
    passed = (way.limit(far) if far is not None else way).subquery("passed")
    row = [_row.id == passed.c.id, *narrowing.conditions(scope)]
    fits = select(_row.id).where(*row).correlate(passed).exists()
    asked = select(passed.c.id).where(fits)
    return asked.where(passed.c.id.in_(_with_words(scope))) if words and scope.words else asked


def _walked(session: Connection, scope: Scope, limit: int, here: Row[Any] | None) -> Iterator[int]:
    """The first answers met within a short walk; fewer than `limit` say nothing of what lies further on."""
    if not scope.statuses:
        return
    begun = here is None
    left = limit
    for part in stretches.by_status(scope):
        # Sorted by status, what follows a row is the rest of its own stretch and then the stretches after it.
        inside = here is not None and (scope.sort is not OrderSort.STATUS or part.statuses == (here.status_id,))
        if not (begun or inside):
            continue
        begun = True
        found = list(_met_on(session, part, left, here if inside else None))
        yield from found
        left -= len(found)
        if left <= 0 or scope.sort is OrderSort.STATUS:
            # Whether this was all of that status nobody knows: what comes after it would be a guess.
            return


def _met_on(session: Connection, scope: Scope, limit: int, here: Row[Any] | None) -> Iterator[int]:
    place = {} if here is None else {"id": here.id, "key": here.key}
    met = _met(_way(scope, here), scope, far=_FAR)
    if not scope.words:
        yield from session.execute(met.limit(limit), place).scalars()
        return
    cursor = session.execute(met, place)
    read = found = 0
    while found < limit and read < _READ:
        rows = [row[0] for row in cursor.fetchmany(_READ_AT_ONCE)]
        if not rows:
            return
        wanted = probing.answering(session, replace(scope, technicians=()), rows)
        picked = [order_id for order_id in rows if order_id in wanted]
        yield from picked
        read += len(rows)
        found += len(picked)


def _worded(session: Connection, scope: Scope, limit: int, here: Row[Any] | None) -> list[int]:
    """The first answers where very many have the words: those that are asked for besides, sorted, and of these the
    first that have them.
    """
    rest = packed.ids(session, sorted_statement(replace(scope, words=""), None, here))
    if len(rest) <= _READ:
        known = probing.answering(session, replace(scope, technicians=()), rest.tolist())
    else:
        known = set(packed.ids(session, _with_words(scope)))
    found: list[int] = []
    for order_id in rest:
        if order_id in known:
            found.append(order_id)
            if len(found) >= limit:
                break
    return found
