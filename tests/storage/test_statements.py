"""Every statement compiles for both databases, and none can be forgotten: they are found by their functions' names."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

import osdesk.storage
from osdesk.domain.billing import Billing
from osdesk.domain.clients import ClientKind
from osdesk.domain.priorities import Priority
from osdesk.domain.questions import ChecklistResult, ClientQuestion, ClientSort, OrderDate, OrderSort
from osdesk.storage import listing, narrowing, reports, schema, stretches
from osdesk.storage.clients import client
from osdesk.storage.facets import facets
from osdesk.storage.scope import Scope

DIALECTS: dict[str, Any] = {"sqlite": sqlite.dialect(), "postgresql": postgresql.dialect()}  # type: ignore[no-untyped-call]

_NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
_NARROWED: tuple[dict[str, Any], ...] = (
    {},
    {"statuses": (3,), "every_status": False},
    {"statuses": ()},
    {"opened_since": _NOON, "opened_before": _NOON},
    {"due_before": 5},
    {"client_id": 5, "every_status": False},
    {"deleted": True},
    {
        "technicians": (0, 4),
        "crowded": True,
        "service_types": (1,),
        "priorities": (Priority.HIGH,),
        "place": "porto",
        "places": (1, 2),
        "checklist": ChecklistResult.FAILED,
        "least": 1,
        "most": 2,
        "billing": (Billing.TO_BILL,),
        "sent": True,
        "signed": False,
        "on_site": True,
        "planned": False,
    },
    *({"dated": dated, "period": (5, 6)} for dated in OrderDate if dated not in {OrderDate.OPENED, OrderDate.CLOSED}),
    {"dated": OrderDate.CLOSED, "period": (_NOON, _NOON)},
)


def _scopes() -> Iterator[Scope]:
    for changes, sort, descending, backwards in product(_NARROWED, OrderSort, (True, False), (True, False)):
        whole = Scope(statuses=(1, 2, 3), sort=sort, descending=descending, backwards=backwards)
        yield from listing.by_status(replace(whole, **changes))


def _questions() -> Iterator[ClientQuestion]:
    for sort, deleted in product(ClientSort, (True, False)):
        yield ClientQuestion(sort=sort, deleted=deleted)
        yield ClientQuestion(sort=sort, deleted=deleted, tag="vip", active_only=True, kind=ClientKind.PERSON)


def _arguments(module: str, name: str, parameters: Any) -> list[dict[str, Any]]:
    """What a function that makes a statement is called with."""
    if "dialect" in parameters:
        return []  # made for its own dialect, see below
    if name == "ids_statement" and module == "listing":
        return [{"scope": scope, "limit": limit} for scope in _scopes() for limit in (None, 100)]
    if "scope" in parameters:
        return [{"scope": scope} for scope in _scopes()]
    if module == "client_listing" and "question" in parameters:
        return [{"question": question} for question in _questions()]
    by_name: dict[str, list[dict[str, Any]]] = {
        "suggest_statement": [{"typed": "", "limit": 5}],
        "value_statement": [{"prefix": prefix, "year": year} for prefix, year in product((True, False), repeat=2)],
    }
    if name in by_name:
        return by_name[name]
    if "table" in parameters:
        return [{"table": client}]
    if module == "reports":
        return list(_of_reports(parameters))
    assert not parameters, f"{module}.{name} wants arguments that this test doesn't know"
    return [{}]


def _of_reports(parameters: Any) -> Iterator[dict[str, Any]]:
    """Some conditions and keys of reports; clocks change within the period."""
    zone, since, until = ZoneInfo("America/New_York"), date(2026, 1, 1), date(2026, 12, 31)
    closed = reports.wall_seconds(facets.c.closed_at, zone, since, until)
    known: dict[str, Any] = {
        "where": narrowing.conditions(Scope(statuses=(1, 2))),
        "kinds": reports.Kinds((1,), (2,)),
        "key": reports.month_of(closed, [since, until]),
        "closed": closed,
        "since": since,
        "until": until,
        "by_client": True,
    }
    yield {name: known[name] for name in parameters}
    if "by_client" in parameters:
        yield {name: known[name] for name in parameters} | {"by_client": False}


def _made() -> Iterator[tuple[str, str, Any]]:
    """Every statement: for which dialects, called what, itself."""
    for found in pkgutil.iter_modules(osdesk.storage.__path__):
        module = importlib.import_module(f"osdesk.storage.{found.name}") if not found.ispkg else osdesk.storage
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ != module.__name__ or not name.endswith(("_statement", "_statements")):
                continue
            parameters = inspect.signature(function).parameters
            if "dialect" in parameters:
                for dialect in DIALECTS:
                    yield dialect, f"{found.name}.{name}", function(dialect)
            for arguments in _arguments(found.name, name, parameters):
                made = function(**arguments)
                for statement in made.values() if isinstance(made, dict) else [made]:
                    yield "", f"{found.name}.{name}", statement
    for subject, aggregate in schema.AGGREGATES.items():
        for statement in aggregate.statements():
            yield "", f"{subject.value} aggregate", statement
    for ledger in schema.LEDGERS:
        yield "", f"{ledger.name} insert", insert(ledger)


MADE = list(_made())


def test_the_statements_are_found() -> None:
    names = {name for _, name, _ in MADE}
    assert len(names) > 40
    assert {"counters.take_statement", "listing.ids_statement", "checking.breaks_statement"} <= names


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_statement_compiles(dialect: str) -> None:
    for only, name, statement in MADE:
        if only in {"", dialect}:
            compiled = str(statement.compile(dialect=DIALECTS[dialect]))
            assert compiled, name


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_table_and_index_compiles(dialect: str) -> None:
    for metadata in (schema.OFFICE, schema.FILES):
        for table in metadata.sorted_tables:
            assert str(CreateTable(table).compile(dialect=DIALECTS[dialect]))
            for index in table.indexes:
                assert str(CreateIndex(index).compile(dialect=DIALECTS[dialect]))


def test_what_is_merged_needs_no_sorting_on_sqlite() -> None:
    raw = sqlite3.connect(":memory:")
    for table in schema.OFFICE.sorted_tables:
        raw.execute(str(CreateTable(table).compile(dialect=DIALECTS["sqlite"])))
        for index in table.indexes:
            raw.execute(str(CreateIndex(index).compile(dialect=DIALECTS["sqlite"])))
    for sort, descending in product(set(OrderSort) - set(stretches.DATES), (True, False)):
        for scope in listing.by_status(Scope(statuses=(1, 2, 3), sort=sort, descending=descending)):
            statement = listing.ids_statement(scope, 100)
            text = str(statement.compile(dialect=DIALECTS["sqlite"], compile_kwargs={"literal_binds": True}))
            plan = [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {text}")]
            assert any("INDEX ix_service_order_by_" in step for step in plan), (sort, plan)
            assert not any("TEMP B-TREE" in step or "SCAN" in step for step in plan), (sort, plan)
    for sort, down in product(stretches.DATES, (True, False)):
        text = str(stretches.dated(sort, down=down).limit(100).compile(dialect=DIALECTS["sqlite"]))
        plan = [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {text}", (100, 0))]
        assert len(plan) == 1, plan
        assert "COVERING INDEX" in plan[0], (sort, plan)
    raw.close()
