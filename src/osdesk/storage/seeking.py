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
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, case, func, or_, select

from osdesk.domain.questions import OrderDate, OrderSort
from osdesk.domain.statuses import Status
from osdesk.storage import narrowing, packed, probing, search, stretches, tally
from osdesk.storage.among import one_of
from osdesk.storage.facets import facets
from osdesk.storage.orders import order, visit
from osdesk.storage.scope import Scope

#: So many candidates are few: each is looked at.
_FEW = 20_000
#: So far the sorted index is walked along.
_FAR = 4_000
#: Of what was met there so many orders are read for their words, a few at once.
_READ = 1200
_READ_AT_ONCE = 150
#: More answers than this are sooner walked along the index than sorted by a name.
_SORTED = 20_000
#: Of a whole number of SQLite's so many hold counts.
_BITS = 62
_NAMES = frozenset({OrderSort.CLIENT, OrderSort.REASON, OrderSort.TECHNICIANS})

#: The condition that an order is among a few.
Drawn = ColumnElement[bool]

_row = facets.c


def first(session: Connection, scope: Scope, limit: int, here: Row[Any] | None = None) -> list[int]:
    """The first ids that answer a question, or the first beyond a row (`id`, `key`, `status_id`) in its order."""
    drawn = _few(session, scope)
    # By number the rows stand in order themselves: looking through them is the walk.
    if drawn is None and (scope.sort is not OrderSort.NUMBER or scope.words):
        held = list(_walked(session, scope, limit, here))
        if len(held) >= limit:
            return held[:limit]
        if scope.words:
            return _worded(session, scope, limit, here)
        if scope.sort in _NAMES:
            drawn = _counted(session, scope)
            if drawn is None:
                return list(_met_on(session, scope, limit, here, far=None))
    return list(session.execute(sorted_statement(scope, drawn, here).limit(limit)).scalars())


def ids(session: Connection, scope: Scope) -> array[int]:
    """The ids of all answers, in their order."""
    drawn = _few(session, scope)
    if drawn is None and scope.sort in _NAMES:
        drawn = _counted(session, scope)
        if drawn is None:
            return packed.ids(session, _met(_way(scope, None), scope, words=True))
    return packed.ids(session, sorted_statement(scope, drawn, None))


def _counted(session: Connection, scope: Scope) -> Drawn | None:
    """All answers (words left out) unsorted; None where they are so many that they are sooner met than sorted."""
    found = packed.ids(session, narrowing.answers(scope).limit(_SORTED + 1))
    return one_of(_row.id, found) if len(found) <= _SORTED else None


def tally_of(session: Connection, scope: Scope) -> Select[Any]:
    """The statement of count and sum of the answers."""
    return _all(session, scope, func.count(), func.coalesce(func.sum(_row.total), 0, type_=_row.total.type))


def counts(
    session: Connection, scope: Scope, statuses: Sequence[Status], due_before: int
) -> tuple[dict[int, int], int]:
    """How many answers each status has, and how many of the unfinished are late."""
    held = tally.figures(session)
    known = [status.id for status in statuses if status.id is not None]
    # What most orders have is asked first; and one sum holds the counts of several statuses, side by side as digits.
    known.sort(key=lambda status_id: -held.get(status_id, (0, 0))[0])
    # Those in the bin are in no tally.
    width = _BITS if scope.deleted else max(sum(rows for rows, _ in held.values()).bit_length(), 1)
    together = max(_BITS // width, 1)
    groups = [known[start : start + together] for start in range(0, len(known), together)]
    sums = [
        func.sum(case({each: 1 << width * place for place, each in enumerate(group)}, value=_row.status_id, else_=0))
        for group in groups
    ]
    found = session.execute(_all(session, scope, *sums)).one() if sums else ()
    counted = {
        status_id: (total or 0) >> width * place & (1 << width) - 1
        for group, total in zip(groups, found, strict=True)
        for place, status_id in enumerate(group)
    }
    unfinished = tuple(status.id for status in statuses if status.id is not None and not status.kind.finished)
    late = replace(scope, statuses=unfinished, every_status=False, due_before=due_before)
    rows = session.execute(tally_of(session, late)).one()[0] if any(counted[each] for each in unfinished) else 0
    return {status_id: count for status_id, count in counted.items() if count}, rows


def _all(session: Connection, scope: Scope, *columns: Any) -> Select[Any]:
    drawn = _few(session, scope)
    asked = narrowing.answers(scope).with_only_columns(*columns)
    if drawn is not None:
        asked = asked.where(drawn)
    return asked.where(_row.id.in_(_with_words(scope))) if scope.words else asked


def _with_words(scope: Scope) -> Select[Any]:
    return search.ORDERS.found(search.word_question(scope.words))


def _few(session: Connection, scope: Scope) -> Drawn | None:
    """A few orders among which all answers are; None where no part of the question has so few."""
    if scope.deleted:
        return _row.id.in_(select(order.c.id).where(order.c.deleted_at.is_not(None)))
    for candidate in _candidates(scope):
        counted = select(func.count()).select_from(candidate.limit(_FEW + 1).subquery())
        if session.execute(counted).scalar_one() <= _FEW:
            return _row.id.in_(candidate)
    if not scope.every_status:
        held = tally.figures(session)
        if sum(held[status_id][0] for status_id in scope.statuses if status_id in held) <= _FEW:
            living = order.c.deleted_at.is_(None)
            return _row.id.in_(select(order.c.id).where(living, order.c.status_id.in_(scope.statuses)))
    return None


def _candidates(scope: Scope) -> Iterator[Select[Any]]:
    """Those parts of the question that have an index of their own."""
    if scope.on_site:
        yield select(visit.c.order_id).where(visit.c.check_in.is_not(None), visit.c.check_out.is_(None))
    if scope.client_id is not None:
        yield select(order.c.id).where(order.c.client_id == scope.client_id)
    if scope.client_text:
        yield select(order.c.id).where(order.c.client_id.in_(narrowing.client_ids(scope.client_text)))
    if scope.words:
        yield _with_words(scope)
    if scope.planned:
        yield select(visit.c.order_id).where(visit.c.day >= date.fromordinal(scope.today))
    if scope.opened_since is not None or scope.opened_before is not None:
        yield select(order.c.id).where(*_between(order.c.opened_at, scope.opened_since, scope.opened_before))
    if scope.period != (None, None) and scope.dated is OrderDate.CLOSED:
        yield select(_row.id).where(*_between(_row.closed_at, *scope.period))
    if scope.period != (None, None) and scope.dated is OrderDate.PLANNED:
        yield select(visit.c.order_id).where(*_between(visit.c.day, *map(_day, scope.period)))


def _between(column: ColumnElement[Any], since: Any, before: Any) -> list[ColumnElement[bool]]:
    found = [] if since is None else [column >= since]
    return found if before is None else [*found, column < before]


def _day(ordinal: int | None) -> date | None:
    # A period that ends with the last day there is ends before one that isn't.
    return None if ordinal is None or ordinal > date.max.toordinal() else date.fromordinal(ordinal)


def sorted_statement(scope: Scope, drawn: Drawn | None = None, here: Row[Any] | None = None) -> Select[Any]:
    """All answers, sorted; beyond a row where one is given."""
    asked = narrowing.answers(scope)
    if drawn is not None:
        asked = asked.where(drawn)
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
    if scope.sort is not OrderSort.STATUS:
        yield from _met_on(session, scope, limit, here, _FAR)
        return
    held = tally.figures(session)
    begun = here is None
    for part in stretches.by_status(scope):
        # What follows a row is the rest of its own stretch and then the stretches after it.
        inside = here is not None and part.statuses == (here.status_id,)
        if not (begun or inside):
            continue
        begun = True
        found = list(_met_on(session, part, limit, here if inside else None, _FAR))
        yield from found
        limit -= len(found)
        if limit <= 0 or held.get(part.statuses[0], (0, 0))[0] > (_READ if scope.words else _FAR):
            # Whether this was all of that status nobody knows: what comes after it would be a guess.
            return


def _met_on(
    session: Connection, scope: Scope, limit: int, here: Row[Any] | None, far: int | None = None
) -> Iterator[int]:
    """The first answers that lie on the way, up to so far (None: to its end)."""
    place = {} if here is None else {"id": here.id, "key": here.key}
    met = _met(_way(scope, here), scope, far=far)
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
