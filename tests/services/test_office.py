"""The one funnel: permission, transaction, journal, news."""

from __future__ import annotations

import inspect
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from builders import a_client, a_company, a_technician, a_template
from offices import an_office, saved_client, saved_order
from osdesk.domain.changes import Changes, Subject
from osdesk.domain.company import OfficeSettings
from osdesk.domain.history import Deed
from osdesk.domain.orders import Order
from osdesk.domain.permissions import Actor, Permission
from osdesk.domain.problems import Refused
from osdesk.services import checklists, clients, company, orders, team
from osdesk.services.office import ForbiddenThread, NotAllowed, Office, ReadOnlyFolder, open_office
from osdesk.storage import journal


def test_news_comes_after_the_commit_with_ids_and_initiator(office: Office) -> None:
    heard: list[tuple[Changes, int]] = []
    office.listen(lambda changes: heard.append((changes, len(clients.suggest(office, "")))))
    me = object()
    saved = clients.save(office, a_client(), initiator=me)
    ((changes, seen),) = heard
    assert changes.touches(Subject.CLIENT, saved.id)
    assert changes.initiator is me
    assert seen == 1  # whoever asks on hearing of it finds it


def test_what_fails_is_no_news(office: Office) -> None:
    heard: list[Changes] = []
    office.listen(heard.append)
    with pytest.raises(Refused):
        clients.save(office, a_client(name=" "))
    assert heard == []


def test_a_save_without_changes_is_no_news_and_leaves_no_trace(office: Office) -> None:
    saved = saved_client(office)
    heard: list[Changes] = []
    office.listen(heard.append)
    assert clients.save(office, saved) == saved
    assert heard == []
    with office.read() as session:
        assert len(journal.history(session, Subject.CLIENT, saved.id or 0)) == 1


def test_a_listener_s_fault_is_logged_and_the_work_stays_done(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    heard: list[Changes] = []

    def broken(_: Changes) -> None:
        raise ZeroDivisionError

    office.listen(broken)
    office.listen(heard.append)
    with caplog.at_level(logging.ERROR):
        saved = saved_client(office)
    assert clients.get(office, saved.id or 0) == saved
    assert len(heard) == 1
    assert "ZeroDivisionError" in caplog.text


def test_a_listener_may_write_itself(office: Office) -> None:
    def follow(changes: Changes) -> None:
        if changes.touches(Subject.CLIENT):
            team.save(office, a_technician())

    office.listen(follow)
    saved_client(office)
    assert len(team.all(office)) == 1


def test_news_comes_from_the_thread_that_did_the_work(office: Office) -> None:
    heard: list[int] = []
    office.listen(lambda _: heard.append(threading.get_ident()))
    with ThreadPoolExecutor(1) as other:
        ident = other.submit(threading.get_ident).result()
        other.submit(saved_client, office).result()
    assert heard == [ident]


def test_the_journal_says_who_when_and_what(office: Office) -> None:
    saved = saved_client(office)
    clients.save(office, replace(saved, notes="Portão azul"))
    with office.read() as session:
        changed, added = journal.history(session, Subject.CLIENT, saved.id or 0)
    assert (added.deed, added.actor, added.at) == (Deed.ADDED, "Ana", office.instant())
    assert changed.deed is Deed.CHANGED
    assert [(change.field, change.after) for change in changed.changes] == [("notes", "Portão azul")]


def _writes(module: ModuleType) -> list[tuple[str, Callable[..., Any]]]:
    return [
        (f"{module.__name__.rpartition('.')[2]}.{name}", verb)
        for name, verb in inspect.getmembers(module, inspect.isfunction)
        if verb.__module__ == module.__name__ and "initiator" in inspect.signature(verb).parameters and name[0] != "_"
    ]


WRITES = [held for module in (company, clients, team, checklists, orders) for held in _writes(module)]


def test_the_list_of_writing_verbs_is_found() -> None:
    assert len(WRITES) >= 19


@pytest.mark.parametrize("verb", [verb for _, verb in WRITES], ids=[name for name, _ in WRITES])
def test_every_writing_verb_names_its_permission(folder: Path, verb: Callable[..., Any]) -> None:
    with an_office(folder) as office:
        order = saved_order(office)
        saved_company = company.save(office, a_company(logo=""))
    offered: dict[str, Any] = {
        "company": saved_company,
        "settings": OfficeSettings(units=("x",)),
        "data": b"logo",
        "client": a_client(),
        "technician": a_technician(),
        "template": a_template(),
        "order": Order(client_id=order.client_id),
        "ids": [1],
        "earlier": [order],
        "status_id": 2,
        "deed": Deed.PRINTED,
    }
    wanted = inspect.signature(verb).parameters
    arguments = {name: offered[name] for name in wanted if name in offered}
    with open_office(folder, actor=Actor(name="Ninguém", permissions=frozenset())) as office:
        heard: list[Changes] = []
        office.listen(heard.append)
        with pytest.raises(NotAllowed):
            verb(office, **arguments)
        assert heard == []


def test_the_window_s_thread_is_kept_off_but_may_ask_the_time(office: Office) -> None:
    office.forbid_thread(threading.get_ident())
    assert office.today() == office.now().date()
    for verb in (company.get, team.all):
        with pytest.raises(ForbiddenThread):
            verb(office)
    office.forbid_thread(0)


def test_an_office_opened_for_reading_refuses_to_write(office: Office) -> None:
    saved_client(office)
    with open_office(office.folder, readonly=True) as beside:
        assert beside.readonly
        assert len(clients.suggest(beside, "")) == 1
        with pytest.raises(ReadOnlyFolder):
            saved_client(beside)


def test_more_ids_than_anybody_asks_for_are_told_as_everything(office: Office) -> None:
    heard: list[Changes] = []
    office.listen(heard.append)
    with office.write(Permission.SAMPLE_DATA) as work:
        work.changed(Subject.ORDER, range(10_000))
    (changes,) = heard
    assert changes.everything(Subject.ORDER)
    assert changes.touches(Subject.ORDER, 77)
