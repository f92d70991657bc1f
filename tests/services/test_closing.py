"""The closing gate: what a type asks for is there before an order is closed, or somebody says why it isn't."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from builders import a_visit, an_item
from offices import saved_order
from osdesk.domain.checklists import Answer, Checklist
from osdesk.domain.closing import Lack
from osdesk.domain.orders import Order
from osdesk.domain.problems import Refused
from osdesk.domain.scans import ReadPage, ScanFile
from osdesk.domain.statuses import ServiceType, Status, StatusKind
from osdesk.services import closing, following, orders, scans, statuses
from osdesk.services.office import Office
from osdesk.services.wording import entry_sentence, sentence

OPEN, RUNNING, DONE, CANCELLED = 1, 3, 5, 6


def a_strict_type(office: Office, **needs: Any) -> int:
    kind = statuses.save_service_type(office, ServiceType(name="Com exigências", **needs))
    return kind.id or 0


def lacks_of(caught: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str, Any]]:
    return [(problem.field, problem.code, problem.facts.get("missing")) for problem in caught.value.problems]


def close(office: Office, order: Order, **changes: Any) -> Order:
    return orders.save(office, replace(order, status_id=DONE, **changes)).order


def test_by_default_nothing_is_asked_for(office: Office) -> None:
    order = saved_order(office, service_type_id=3)
    assert closing.missing(office, order) == ()
    assert close(office, order).closed_at is not None


def test_what_is_missing_keeps_an_order_open_and_is_named_with_its_field(office: Office) -> None:
    kind = a_strict_type(office, needs_checklist=True, needs_observations=True)
    order = saved_order(office, service_type_id=kind)
    with pytest.raises(Refused) as caught:
        close(office, order)
    ((field, code, missing),) = lacks_of(caught)
    assert (field, code) == ("checklists", "closing.missing")
    assert [each.lack for each in missing] == [Lack.CHECKLIST, Lack.OBSERVATIONS]
    assert missing == closing.missing(office, order)
    assert "{" not in sentence(caught.value.problems[0])
    assert orders.check(office, replace(order, status_id=DONE))[0].code == "closing.missing"
    whole = (Checklist(name="Lista", items=(an_item("Filtros"),)),)
    assert close(office, order, observations="Feito.", checklists=whole).closing_override == ""


def test_with_a_reason_it_is_closed_all_the_same_and_the_history_says_so(office: Office) -> None:
    order = saved_order(office, service_type_id=a_strict_type(office, needs_photos=2))
    closed = close(office, order, closing_override="Celular sem bateria")
    assert closed.closing_override == "Celular sem bateria"
    entry = orders.history(office, closed.id or 0)[0]
    assert entry.actor == "Ana"
    assert entry_sentence(entry, {"status_id": statuses.names(office)}).endswith("Celular sem bateria")
    # Saving it again asks for nothing: it is closed already.
    again = orders.save(office, replace(closed, reason="outra")).order
    assert again.closing_override == "Celular sem bateria"


def test_the_reason_holds_for_one_closing_alone(office: Office) -> None:
    order = saved_order(office, service_type_id=a_strict_type(office, needs_photos=1))
    closed = close(office, order, closing_override="Sem luz")
    opened = orders.save(office, replace(closed, status_id=RUNNING, status_reason="Voltou a parar")).order
    assert opened.closing_override == ""
    with pytest.raises(Refused):
        close(office, opened)


def test_undoing_goes_back_through_the_gate(office: Office) -> None:
    order = saved_order(office, service_type_id=a_strict_type(office, needs_photos=1))
    closed = close(office, order, closing_override="Sem luz")
    orders.change_status(office, [closed.id or 0], RUNNING, "Engano")
    orders.put_back(office, [closed])
    now = orders.get(office, closed.id or 0)
    assert (now.status_id, now.closing_override) == (DONE, "Sem luz")


def test_cancelling_asks_for_nothing_of_the_type(office: Office) -> None:
    order = saved_order(office, service_type_id=a_strict_type(office, needs_photos=1))
    orders.change_status(office, [order.id or 0], CANCELLED, "Desistiu")
    assert orders.get(office, order.id or 0).status_id == CANCELLED


def test_a_signed_copy_on_file_stands_for_the_signature(office: Office) -> None:
    order = saved_order(office, service_type_id=a_strict_type(office, needs_signature=True))
    assert [each.lack for each in closing.missing(office, order)] == [Lack.SIGNATURE]
    file = ScanFile(path="copia.pdf", name="copia.pdf", source="a" * 64, pages=1)
    page = ReadPage(page=0, data=b"page", media_type="application/pdf", codes=(order.code,))
    scans.store(office, file, [page])
    assert closing.missing(office, order) == ()
    assert close(office, order).closed_at is not None


def test_kilometres_are_asked_of_each_visit_that_took_place(office: Office) -> None:
    kind = a_strict_type(office, needs_kilometres=True)
    visits = (a_visit(technicians=(), kilometres=Decimal("12.5")), a_visit(technicians=()))
    order = saved_order(office, service_type_id=kind, visits=visits)
    (missing,) = closing.missing(office, order)
    assert (missing.field, missing.have, missing.need) == ("visits.1.kilometres", 1, 2)
    told = tuple(replace(visit, kilometres=Decimal(0)) for visit in order.visits)
    assert closing.missing(office, replace(order, visits=told)) == ()


def test_a_survey_says_of_many_which_may_and_why_the_others_may_not(office: Office) -> None:
    kind = a_strict_type(office, needs_observations=True)
    held = statuses.save_status(office, Status(name="Bloqueada", kind=StatusKind.WAITING, leads_to=(OPEN,)))
    free = saved_order(office)
    lacking = saved_order(office, service_type_id=kind)
    whole = saved_order(office, service_type_id=kind, observations="Feito.")
    stuck = saved_order(office, status_id=held.id)
    binned = saved_order(office)
    orders.delete(office, [binned.id or 0])
    ids = [order.id or 0 for order in (free, lacking, whole, stuck, binned)]
    found = closing.survey(office, ids, DONE)
    assert found.free == (free.id, whole.id)
    assert [(each.id, each.number, each.missing[0].lack) for each in found.lacking] == [
        (lacking.id, lacking.number, Lack.OBSERVATIONS)
    ]
    assert [(each.id, each.missing) for each in found.elsewhere] == [(stuck.id, ())]
    assert not found.asks_reason
    assert closing.survey(office, ids, CANCELLED).asks_reason
    assert closing.survey(office, ids, CANCELLED).lacking == ()


def test_many_are_closed_at_once_and_only_those_that_lack_something_keep_the_reason(office: Office) -> None:
    kind = a_strict_type(office, needs_observations=True)
    lacking, whole = saved_order(office, service_type_id=kind), saved_order(office)
    ids = [lacking.id or 0, whole.id or 0]
    with pytest.raises(Refused):
        orders.change_status(office, ids, DONE)
    assert orders.get(office, whole.id or 0).status_id == OPEN  # all or none
    before = orders.change_status(office, ids, DONE, override="Fim do mês")
    assert [orders.get(office, each).closing_override for each in ids] == ["Fim do mês", ""]
    orders.put_back(office, before)
    assert [orders.get(office, each).status_id for each in ids] == [OPEN, OPEN]


def test_a_follow_up_is_for_the_same_place_and_lists_what_failed(office: Office) -> None:
    items = (
        an_item("Filtros"),
        an_item("Dreno", Answer.NO, note="entupido"),
        an_item("Ruído", Answer.NO),
        an_item("Suporte", None),
    )
    earlier = saved_order(
        office,
        contact_name="Marina",
        equipment="Split",
        serial_number="X1",
        checklists=(Checklist(name="Lista", items=items),),
    )
    fresh = orders.follow_up(office, earlier.id or 0)
    assert (fresh.id, fresh.number, fresh.follows) == (None, "", earlier.code)
    assert (fresh.client_id, fresh.contact_name, fresh.equipment, fresh.serial_number) == (
        earlier.client_id,
        "Marina",
        "Split",
        "X1",
    )
    assert earlier.number in fresh.reason.splitlines()[0]
    assert fresh.reason.splitlines()[1:] == ["– Dreno (entupido)", "– Ruído"]
    only = orders.follow_up(office, earlier.id or 0, [earlier.checklists[0].items[2].id or 0])
    assert only.reason.splitlines()[1:] == ["– Ruído"]
    saved = orders.save(office, fresh).order
    ahead = following.chain(office, earlier.id, earlier.code, earlier.follows)
    assert ([each.number for each in ahead.later], ahead.earlier) == ([saved.number], None)
    back = following.chain(office, saved.id, saved.code, saved.follows)
    assert back.earlier is not None
    assert (back.earlier.id, back.later) == (earlier.id, ())
    orders.delete(office, [saved.id or 0])
    assert following.chain(office, earlier.id, earlier.code, "").later == ()
