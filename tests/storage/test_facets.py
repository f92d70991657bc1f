"""The narrow rows that filters look at are what the orders say, whatever was done to these."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from builders import a_line, a_technician, a_visit, at
from offices import Clock, an_office, saved_client, saved_order, whole_order
from older_office import take_back
from order_shop import Shop
from osdesk.domain.contacts import Address
from osdesk.domain.messages import Channel, Event, Message
from osdesk.domain.permissions import Permission
from osdesk.domain.questions import OrderQuestion
from osdesk.domain.scans import ReadPage, ScanFile
from osdesk.domain.visits import Visit
from osdesk.services import checkup, lists, orders, outbox, scans, team
from osdesk.services.office import Office
from osdesk.storage import facets_made


def _sent(office: Office) -> list[int]:
    return list(lists.orders_ids(office, OrderQuestion(sent=True, descending=False)))


def _signed(office: Office) -> list[int]:
    return list(lists.orders_ids(office, OrderQuestion(signed=True, descending=False)))


def test_the_rows_of_all_kinds_of_orders_are_what_the_tables_say(tmp_path: Path) -> None:
    shop = Shop(tmp_path / "office")
    assert checkup.check(shop.office) == ()
    with shop.office.store.write() as session:
        facets_made.fill(session)
    assert checkup.check(shop.office) == ()
    found = lists.orders_ids(shop.office, OrderQuestion(signed=True, planned=False))
    assert list(found) == [order.id for order in shop.asked(OrderQuestion(signed=True, planned=False))]
    shop.office.close()


def test_an_older_office_is_filtered_as_if_it_had_been_kept_today(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    with an_office(folder, Clock()) as office:
        crew = team.save(office, a_technician()).id or 0
        address = Address(city="São João do Sul", district="Centro")
        visits = (a_visit(technicians=(crew,), day=date(2026, 12, 1), check_in=None, check_out=None),)
        held = saved_order(office, address=address, visits=visits, materials=(a_line("1", "un", "x", "5.00"),))
        orders.save(office, whole_order(office))
        outbox.record_handed_over(office, held.id or 0, Channel.DRAFT, ("ana@example.com",))
    take_back(folder, "0004")
    with an_office(folder, Clock()) as office:
        assert checkup.check(office) == ()
        question = OrderQuestion(technicians=frozenset({crew}), planned=True, place="sao joao", sent=True)
        assert list(lists.orders_ids(office, question)) == [held.id]


_CHANGES: dict[str, Callable[[], dict[str, object]]] = {
    "city": lambda: {"address": Address(city="Canoas")},
    "no address": lambda: {"address": Address()},
    "visits": lambda: {"visits": (Visit(day=date(2026, 12, 24)), Visit(check_in=at(2026, 11, 24, 8)))},
    "nothing": lambda: {"visits": (), "checklists": (), "materials": (), "signatures": (), "discount": Decimal(0)},
    "billed": lambda: {"billed_on": date(2026, 11, 24), "paid_on": date(2026, 11, 25)},
}


def test_a_saved_change_is_in_the_row(office: Office) -> None:
    order = orders.save(office, whole_order(office)).order
    for change in _CHANGES.values():
        order = orders.save(office, replace(order, **change())).order  # type: ignore[arg-type]  # by name
        assert checkup.check(office) == ()
    other = saved_client(office, name="Outra", tax_id="")
    order = orders.save(office, replace(order, client_id=other.id)).order
    assert list(lists.orders_ids(office, OrderQuestion(client_id=other.id, sent=False))) == [order.id]
    orders.delete(office, [order.id or 0])
    assert list(lists.orders_ids(office, OrderQuestion(sent=False))) == []
    assert list(lists.orders_ids(office, OrderQuestion(sent=False, deleted=True))) == [order.id]
    orders.restore(office, [order.id or 0])
    assert list(lists.orders_ids(office, OrderQuestion(sent=False))) == [order.id]
    assert checkup.check(office) == ()


def test_an_order_is_sent_once_its_message_arrived_or_another_program_took_it(office: Office) -> None:
    held = [saved_order(office) for _ in range(3)]
    message = Message(order_id=held[0].id, event=Event.REQUEST, to=("ana@example.com",), subject="OS")
    outbox.queue(office, message)
    assert _sent(office) == []
    with office.write(Permission.SEND_ORDERS) as work:
        outbox.note_sent(work, message)
    outbox.record_handed_over(office, held[2].id or 0, Channel.WHATSAPP, ())
    assert _sent(office) == [held[0].id, held[2].id]
    orders.save(office, replace(orders.get(office, held[2].id or 0), reason="Outro"))
    assert _sent(office) == [held[0].id, held[2].id]
    assert checkup.check(office) == ()


def test_an_order_is_signed_while_a_copy_is_filed_with_it(office: Office) -> None:
    one, other = saved_order(office), saved_order(office)
    file = ScanFile(path="", source="a" * 64, name="os.pdf", pages=1)
    (page,) = scans.store(office, file, [ReadPage(page=0, data=b"x", media_type="image/jpeg", codes=(one.code,))])
    assert _signed(office) == [one.id]
    before = scans.file_by_hand(office, [page.id or 0], other.id or 0)
    assert _signed(office) == [other.id]
    scans.put_back(office, before)
    assert _signed(office) == [one.id]
    scans.take_away(office, [page.id or 0])
    assert _signed(office) == []
    assert checkup.check(office) == ()


def test_rows_can_be_made_anew_for_orders_changed_by_a_statement(office: Office) -> None:
    held = [saved_order(office) for _ in range(2)]
    with office.store.write() as session:
        session.exec_driver_sql("UPDATE service_order SET address_city = 'Canoas', priority = 'urgent' WHERE id = 2")
        facets_made.remake(session, [held[1].id or 0])
    assert list(lists.orders_ids(office, OrderQuestion(place="canoas"))) == [held[1].id]
    assert checkup.check(office) == ()


@pytest.mark.parametrize("statement", ["UPDATE order_facets SET sent = 1", "DELETE FROM order_facets WHERE id = 1"])
def test_a_check_finds_rows_that_are_not_what_they_must_be(office: Office, statement: str) -> None:
    saved_order(office)
    with office.store.write() as session:
        session.exec_driver_sql(statement)
    assert [(found.code, found.facts["count"]) for found in checkup.check(office)] == [("check.facets", 1)]
