"""`osdesk list` with every condition that an order can be asked for, each as a script would write it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from builders import a_line, a_visit, an_item, at
from commands import run_here
from offices import an_office, saved_order
from osdesk.domain.billing import Billing, BillingMark
from osdesk.domain.checklists import Answer, Checklist
from osdesk.domain.contacts import Address
from osdesk.domain.filters import Period, SavedFilter
from osdesk.domain.messages import Channel
from osdesk.domain.priorities import Priority
from osdesk.domain.questions import OrderQuestion
from osdesk.domain.signatures import Signature, SignerRole
from osdesk.domain.statuses import StatusKind
from osdesk.services import billing, outbox, saved_filters, statuses


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three orders that differ in everything that can be asked."""
    folder = tmp_path_factory.mktemp("list") / "office"
    with an_office(folder) as office:
        done = next(each.id for each in statuses.statuses(office) if each.kind is StatusKind.DONE)
        kinds = statuses.service_types(office)
        saved_order(
            office,
            priority=Priority.URGENT,
            service_type_id=kinds[0].id,
            address=Address(city="Porto Alegre", district="Navegantes"),
            deadline=date(2026, 12, 24),
            visits=(a_visit(day=date(2026, 12, 1), technicians=(), check_in=None, check_out=None),),
        )
        paid, unpaid = (
            saved_order(
                office,
                status_id=done,
                opened_at=at(2026, 11, 2),
                closed_at=at(2026, 11, closed),
                materials=(a_line("1", "un", "Serviço", price),),
                checklists=(Checklist(name="Geral", items=(an_item("Filtro", answer),)),),
                signatures=signed,
            )
            for closed, price, answer, signed in (
                (10, "1500.00", Answer.NO, ()),
                (20, "99.50", Answer.YES, (_signature(),)),
            )
        )
        billing.mark(office, [paid.id or 0], BillingMark(billed_on=date(2026, 11, 12), paid_on=date(2026, 11, 15)))
        outbox.record_handed_over(office, unpaid.id or 0, Channel.WHATSAPP, ("+55 51 99555-0101",))
        visits = (a_visit(technicians=(), check_out=None),)
        saved_order(office, visits=visits, opened_at=at(2026, 10, 1))
        question = OrderQuestion(billing=frozenset({Billing.TO_BILL}), least=Decimal(50))
        saved_filters.save(office, SavedFilter(name="A faturar", period=Period.THIS_MONTH, question=question))
    return folder


def _signature() -> Signature:
    return Signature(role=SignerRole.CLIENT, name="Ana", signed_at=at(2026, 11, 20), ink="0,0,0,0 90,90,0,9")


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ("--priority urgente", "1"),
        ("--priority HIGH", ""),
        ("--type Instalação", "1"),
        ("--type installation", "1"),
        ("--place navegantes", "1"),
        ("--checklist failed", "2"),
        ("--checklist passed", "3"),
        ("--least 100", "2"),
        ("--least 1.500,00", "2"),
        ("--most 99.50 --billing to-bill", "3"),
        ("--most 99.49", "4 1"),
        ("--billing to-bill", "3"),
        ("--billing paid", "2"),
        ("--sent", "3"),
        ("--not-sent", "4 2 1"),
        ("--signed", "3"),
        ("--not-signed --billing paid", "2"),
        ("--on-site", "4"),
        ("--planned", "1"),
        ("--not-planned --not-on-site", "3 2"),
        ("--dated closed --since 2026-11-15", "3"),
        ("--dated planned --since 2026-12-01 --until 2026-12-01", "1"),
        ("--dated deadline --until 2026-12-31", "1"),
        ("--dated paid --since 2026-11-15 --until 15/11/2026", "2"),
        ("--until 2026-10-31", "4"),
        ("--since 2026-11-30 --until 2026-11-01", ""),
        ("--sort total", "2 3 4 1"),
        ("--sort closed --ascending --billing to-bill", "3"),
        ("--sort opened --ascending", "4 2 3 1"),
    ],
)
def test_the_list_is_narrowed_by_every_condition(folder: Path, arguments: str, found: str) -> None:
    done = run_here(folder, "list", "--json", *arguments.split())
    assert done.code == 0, done.err
    assert [str(int(row["number"])) for row in done.json] == found.split()


def test_a_kept_filter_is_asked_by_its_name_and_narrowed_further(folder: Path) -> None:
    asked = run_here(folder, "list", "--json", "--filter", "a FATURAR")
    assert [row["number"] for row in asked.json] == ["000003"]
    assert run_here(folder, "list", "--json", "--filter", "A faturar", "--not-sent").json == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--type", "nada"), ("nada", "Instalação")),
        (("--priority", "já"), ("já", "Urgente")),
        (("--filter", "Meus"), ("Meus", "A faturar")),
        (("--least", "muito"), ("muito",)),
        (("--billing", "talvez"), ("talvez",)),
        (("--sent", "--not-sent"), ("--not-sent",)),
        (("--type", ""), ("Instalação",)),
    ],
)
def test_what_can_not_be_asked_is_told_in_one_sentence(
    folder: Path, arguments: tuple[str, ...], words: tuple[str, ...]
) -> None:
    done = run_here(folder, "list", *arguments)
    assert (done.code, done.out) == (2, "")
    assert len(done.err.splitlines()) == 1
    assert all(word in done.err for word in words), done.err
