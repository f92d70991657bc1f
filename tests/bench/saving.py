"""Saving and loading an order, against the same rows written and read by plain `sqlite3`."""

from __future__ import annotations

import itertools
import sqlite3
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, event

from bench import demo_office
from bench.figures import Figure, in_turn, timed
from builders import a_line
from osdesk.domain import orders as rules
from osdesk.domain.orders import Order
from osdesk.domain.questions import ClientQuestion, OrderQuestion
from osdesk.services import clients, lists, orders
from osdesk.services.office import Office

GROUP = "Saving"
_LINES = 12
Statements = list[tuple[str, list[Sequence[Any]]]]


def measure(_office: Path, scratch: Path, rounds: int) -> list[Figure]:
    """Save one, load one, load a hundred."""
    with demo_office.small(scratch / "small") as office:
        return [_save(office, rounds * 8), _load(office, 1, rounds * 8), _load(office, 100, rounds)]


class Recorder:
    """What is sent to SQLite while it listens: statements that write or read, with their rows."""

    def __init__(self, office: Office, *, writing: bool) -> None:
        database = office.store._office_database()
        self._engine = database._writers if writing else database._readers
        self._thread = 0
        self.statements: Statements = []

    def __enter__(self) -> Self:
        self._thread = threading.get_ident()
        event.listen(self._engine, "before_cursor_execute", self._take)
        return self

    def __exit__(self, *_: object) -> None:
        event.remove(self._engine, "before_cursor_execute", self._take)

    def _take(
        self, _connection: Connection, _cursor: object, statement: str, parameters: Any, _context: object, _many: bool
    ) -> None:
        # Of this thread alone: the window asks on its own lanes meanwhile.
        if threading.get_ident() == self._thread and not statement.startswith(("BEGIN", "PRAGMA")):
            self.statements.append((statement, parameters if isinstance(parameters, list) else [parameters]))


def raw(office: Office) -> sqlite3.Connection:
    """The office's own writing connection without SQLAlchemy: a second writer would be a risk to the file."""
    with office.store.write() as session:
        held: Any = session.connection.dbapi_connection
    if not isinstance(held, sqlite3.Connection):
        raise TypeError(held)
    return held


def run(connection: sqlite3.Connection, statements: Statements) -> None:
    """Run them as they are; what answers is fetched."""
    for statement, rows in statements:
        if len(rows) == 1:
            connection.execute(statement, rows[0]).fetchall()
        else:
            connection.executemany(statement, rows)


def _new_order(office: Office) -> Order:
    (row,) = lists.clients_first(office, ClientQuestion(), 1)
    order = rules.for_client(orders.new(office), clients.get(office, row.id))
    lines = tuple(a_line("1.500", "m", f"Tubo de cobre {place}", "78.00") for place in range(_LINES))
    return replace(order, reason="Split desliga sozinho depois de dez minutos", materials=lines)


def _save(office: Office, rounds: int) -> Figure:
    model = _new_order(office)

    def ours() -> int | None:
        return orders.save(office, replace(model, code=rules.new_code())).order.id

    bare = _ByHand(raw(office), ours() or 0)
    pair = in_turn(timed(ours), bare.write, rounds, warm=3)
    return pair.figure(GROUP, f"an order with {_LINES} lines, number, journal, search index and history", most=20)


class _ByHand:
    """The rows of a stored order, written again by hand: the transaction with nothing around it."""

    def __init__(self, connection: sqlite3.Connection, order_id: int) -> None:
        self._connection = connection
        self._turn = itertools.count(1)
        self._order, self._names, (self._row,) = self._stored("service_order", "id", order_id)
        self._line, names, self._lines = self._stored("order_material", "order_id", order_id)
        self._owner = names.index("order_id")

    def write(self) -> float:
        """Write them as another order, and take it away again; how long the writing took."""
        row = list(self._row)
        for name in ("number", "code"):
            row[self._names.index(name)] = f"by hand {next(self._turn)}"
        connection = self._connection

        def transaction() -> None:
            connection.execute("BEGIN IMMEDIATE")
            order_id = connection.execute(self._order, row).lastrowid
            lines = [[*line[: self._owner], order_id, *line[self._owner + 1 :]] for line in self._lines]
            connection.executemany(self._line, lines)
            connection.execute("COMMIT")

        spent = timed(transaction)()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DELETE FROM service_order WHERE number LIKE 'by hand %'")
        connection.execute("COMMIT")
        return spent

    def _stored(self, table: str, key: str, order_id: int) -> tuple[str, list[str], list[list[Any]]]:
        cursor = self._connection.execute(f"SELECT * FROM {table} WHERE {key} = ?", (order_id,))
        at = [place for place, column in enumerate(cursor.description) if column[0] != "id"]
        names = [cursor.description[place][0] for place in at]
        rows = [[row[place] for place in at] for row in cursor.fetchall()]
        return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})", names, rows


def _load(office: Office, count: int, rounds: int) -> Figure:
    ids = [row.id for row in lists.orders_first(office, OrderQuestion(), count + 40)][40:]

    def ours() -> None:
        if count == 1:
            orders.get(office, ids[0])
        else:
            orders.get_many(office, ids)

    if count == 1:
        # One with as many parts as there are among the first.
        whole = orders.get_many(office, [row.id for row in lists.orders_first(office, OrderQuestion(), 400)])
        fullest = max(whole, key=lambda order: sum(len(held.items) for held in order.checklists) + len(order.materials))
        ids = [fullest.id or 0]
    with Recorder(office, writing=False) as recorder:
        ours()
    statements = recorder.statements
    connection = raw(office)
    pair = in_turn(timed(ours, 3), timed(lambda: run(connection, statements), 3), rounds, warm=3)
    what = "loading one order with visits, checklist and lines" if count == 1 else f"loading {count} orders at once"
    return pair.figure(GROUP, what, most=12 if count == 1 else 4)
