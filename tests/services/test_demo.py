"""Invented data keep every rule, are the same for the same seed, and samples go without a trace."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from builders import a_company, at
from offices import Clock, an_office, saved_order
from osdesk.domain import checklists as checklist_rules
from osdesk.domain import clients as client_rules
from osdesk.domain import orders as order_rules
from osdesk.domain.checklists import ItemKind
from osdesk.domain.contacts import ContactKind
from osdesk.domain.dates import is_working_day
from osdesk.domain.questions import ClientQuestion, OrderQuestion
from osdesk.domain.statuses import UNFINISHED, StatusKind
from osdesk.domain.tax_ids import is_valid
from osdesk.services import checklists, checkup, clients, company, demo, exchange, lists, orders, statuses, team
from osdesk.services.office import Office


def whole(office: Office, question: OrderQuestion | None = None) -> list[order_rules.Order]:
    return list(orders.get_many(office, lists.orders_ids(office, question or OrderQuestion(descending=False))))


def assert_sound(office: Office) -> None:
    """Every order keeps the rules of orders, and nothing in it is later than now."""
    now = office.now()
    for order in whole(office):
        assert order.opened_at is not None
        assert order_rules.problems(order, opened_on=order.opened_at.astimezone(office.zone).date()) == ()
        assert order.opened_at <= now
        for moment in (order.closed_at, *(visit.check_in for visit in order.visits)):
            assert moment is None or order.opened_at <= moment <= now
        for visit in order.visits:
            assert visit.check_out is None or visit.check_out <= now


def test_the_program_brings_two_good_templates_for_each_trade(office: Office) -> None:
    demo.seed_templates(office)
    found = checklists.all(office)
    assert len(found) == 8
    for template in found:
        assert checklist_rules.template_problems(template) == ()
        kinds = [item.kind for item in template.items]
        assert kinds.count(ItemKind.SECTION) >= 3
        assert kinds.count(ItemKind.YES_NO) >= 5
        assert ItemKind.MEASURE in kinds
        assert any(item.unit and item.minimum is not None for item in template.items)
        assert not template.sample


def test_templates_are_seeded_once_and_stay_in_the_bin(office: Office) -> None:
    demo.seed_templates(office)
    checklists.delete(office, [template.id or 0 for template in checklists.all(office)])
    demo.seed_templates(office)
    assert checklists.all(office) == ()


def test_samples_look_like_a_real_office_and_are_marked(office: Office) -> None:
    demo.seed_templates(office)
    demo.add_samples(office)
    rows = lists.orders_first(office, OrderQuestion())
    assert len(rows) == 40
    assert rows[0].number == "EX-000040"
    assert rows[0].client == "Condomínio Ipê Roxo"
    chips = lists.orders_chips(office, OrderQuestion())
    assert set(chips.by_status) == {status.id for status in statuses.statuses(office)}
    assert chips.late == 2
    assert all(order.sample for order in whole(office))
    assert all(held.sample for held in team.all(office))
    assert_sound(office)


def test_the_bakery_stands_half_done_as_in_the_pictures(office: Office) -> None:
    demo.seed_templates(office)
    demo.add_samples(office)
    (found,) = [order for order in whole(office) if order.equipment == "Split piso-teto 36.000 BTU"]
    client = clients.get(office, found.client_id or 0)
    assert client.name == "Padaria Pão de Mel"
    assert client.tax_id == "12ABC34501DE35"
    assert str(found.totals.total) == "501.90"
    assert len(found.visits) == 3
    answered, asked = checklist_rules.progress(found.checklists)
    assert 0 < answered < asked


@pytest.mark.parametrize(
    "now",
    [
        at(2026, 11, 24, 18, 30),
        at(2026, 11, 24, 0, 1),
        at(2026, 11, 29, 15),  # a Sunday
        at(2027, 1, 1, 9),
        at(2028, 2, 29, 14, 32),
    ],
)
def test_samples_are_sound_on_any_day(folder: Path, now: datetime) -> None:
    with an_office(folder, Clock(now)) as office:
        demo.add_samples(office)
        assert len(whole(office)) == 40
        assert_sound(office)


def test_samples_are_added_once_and_go_without_a_trace(office: Office) -> None:
    assert not demo.has_samples(office)
    demo.add_samples(office)
    demo.add_samples(office)
    assert demo.has_samples(office)
    assert lists.orders_tally(office, OrderQuestion()).rows == 40
    demo.remove_samples(office)
    assert not demo.has_samples(office)
    assert lists.orders_tally(office, OrderQuestion()).rows == 0
    assert lists.clients_tally(office, ClientQuestion()) == 0
    assert team.all(office) == ()
    assert checkup.check(office) == ()


def test_the_first_real_order_gets_the_offices_first_number_beside_samples(office: Office) -> None:
    demo.add_samples(office)
    order = exchange.add_orders(office, {"client": {"name": "Cliente de verdade"}})
    demo.remove_samples(office)
    assert order == ("000001",)
    assert [held.number for held in whole(office)] == ["000001"]
    assert checkup.check(office) == ()


def test_a_sample_client_with_a_real_order_stays_and_becomes_real(office: Office) -> None:
    demo.add_samples(office)
    row = clients.suggest(office, "padaria")[0]
    saved_order(office, clients.get(office, row.id))
    demo.remove_samples(office)
    assert not clients.get(office, row.id).sample
    assert lists.clients_tally(office, ClientQuestion()) == 1


def test_an_office_is_filled_with_orders_that_keep_every_rule(office: Office) -> None:
    told: list[tuple[int, int]] = []
    made = demo.fill(office, 400, seed=7, progress=lambda done, wanted: told.append((done, wanted)))
    assert told[-1] == (400, 400)
    assert lists.clients_tally(office, ClientQuestion()) == made
    found = whole(office)
    assert [order.number for order in found] == [f"{place:06}" for place in range(1, 401)]
    assert_sound(office)
    assert any(order.visits for order in found)
    assert any(order.checklists for order in found)
    assert any(order.materials for order in found)
    assert len({order.reason for order in found}) > 200
    assert not any(order.sample for order in found)
    chips = lists.orders_chips(office, OrderQuestion())
    assert set(chips.by_status) == {status.id for status in statuses.statuses(office)}
    assert checkup.check(office) == ()


def test_people_and_firms_have_valid_numbers_and_addresses_of_nobody(office: Office) -> None:
    demo.fill(office, 300, clients=300)
    found = clients.get_many(office, lists.clients_ids(office, ClientQuestion()))
    assert len({client.name for client in found}) == 300
    for client in found:
        assert client_rules.problems(client) == ()
        assert not client.tax_id or is_valid(client.tax_id)
        for contact in client.contacts:
            assert contact.kind is not ContactKind.EMAIL or contact.value.endswith(".example")
    assert any(not client.tax_id.isdecimal() for client in found if client.tax_id)


def everything(office: Office) -> list[dict[str, object]]:
    return exchange.orders_json(office, lists.orders_ids(office, OrderQuestion()))


def test_the_same_seed_makes_the_same_data_and_another_one_others(tmp_path: Path) -> None:
    told = []
    for place, seed in enumerate((3, 3, 4)):
        # Not at the very same minute: only the day counts.
        with an_office(tmp_path / str(place), Clock(at(2026, 11, 24, 15, place * 7))) as office:
            demo.fill(office, 60, seed=seed)
            told.append(everything(office))
    assert told[0] == told[1]
    assert told[0] != told[2]


def test_only_an_office_without_orders_is_filled(office: Office) -> None:
    order = saved_order(office)
    with pytest.raises(demo.OfficeNotEmpty):
        demo.fill(office, 10)
    orders.delete(office, [order.id or 0])
    with pytest.raises(demo.OfficeNotEmpty):
        demo.fill(office, 10)
    assert lists.orders_tally(office, OrderQuestion()).rows == 0


def test_a_company_that_is_set_up_is_not_touched(office: Office) -> None:
    company.save(office, a_company(trade_name="Minha firma"))
    demo.fill(office, 3)
    assert company.get(office).trade_name == "Minha firma"


def test_the_offices_own_numbering_counts(office: Office) -> None:
    from dataclasses import replace

    from osdesk.domain.company import Numbering

    settings = company.settings(office)
    numbering = Numbering(first=500, width=4, prefix="ABC", yearly=True)
    company.save_settings(office, replace(settings, numbering=numbering))
    demo.fill(office, 2)
    assert [order.number for order in whole(office)] == ["ABC-2026/0500", "ABC-2026/0501"]
    assert checkup.check(office) == ()


def test_one_order_of_one_client_is_possible(office: Office) -> None:
    assert demo.fill(office, 1, clients=1) == 1
    assert len(whole(office)) == 1


def test_unfinished_orders_are_of_the_last_weeks(office: Office) -> None:
    demo.fill(office, 600)
    open_kinds = UNFINISHED - {StatusKind.WAITING}
    oldest = whole(office, OrderQuestion(kinds=frozenset(open_kinds), descending=False))[0]
    assert oldest.opened_at is not None
    assert (office.now() - oldest.opened_at).days <= 26
    assert all(
        is_working_day(order.opened_at.astimezone(office.zone).date()) for order in whole(office) if order.opened_at
    )


def test_a_kill_while_filling_leaves_whole_batches(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys; from pathlib import Path\n"
        "from osdesk.services import demo; from osdesk.services.demo import filling\n"
        "from osdesk.services.office import open_office\n"
        "filling._AT_ONCE = 50\n"
        "def progress(done, wanted):\n"
        "    if done >= 150: os.kill(os.getpid(), signal.SIGKILL)\n"
        "demo.fill(open_office(Path(sys.argv[1])), 500, progress=progress)\n"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(tmp_path / "office")], check=False)
    assert killed.returncode == -9
    with an_office(tmp_path / "office") as office:
        assert lists.orders_tally(office, OrderQuestion()).rows == 150
        assert checkup.check(office) == ()
