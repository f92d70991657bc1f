"""Issuing: numbered, frozen, the same bytes for ever; a change makes the next one, what prints alike makes none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update

from builders import logo, signed
from documents import reading
from offices import Clock, an_office, saved_client, saved_order, whole_order
from osdesk import texts
from osdesk.domain.changes import Changes, Subject
from osdesk.domain.history import Deed, FieldChange
from osdesk.domain.orders import Order
from osdesk.domain.permissions import ALL_PERMISSIONS, Actor, Permission
from osdesk.domain.problems import Refused
from osdesk.domain.revisions import Revision, format_code
from osdesk.domain.sheets import Copies, SheetOptions
from osdesk.domain.statuses import StatusKind
from osdesk.services import clients, company, issuing, orders, papers, rendering, statuses, team, wording
from osdesk.services.office import Gone, NotAllowed, Office
from osdesk.storage import files


@pytest.fixture
def order(office: Office) -> Order:
    company.save(office, replace(company.get(office), legal_name="Ventosul Climatização Ltda.", trade_name="Ventosul"))
    return orders.save(office, whole_order(office)).order


def number_of(order: Order) -> int:
    assert order.id is not None
    return order.id


def test_the_first_document_is_revision_1_with_its_code_in_the_foot(office: Office, order: Order, clock: Clock) -> None:
    revision = issuing.issue(office, number_of(order))
    assert (revision.number, revision.order_number, revision.actor) == (1, order.number, "Ana")
    assert revision.issued_at == clock.now
    pdf = issuing.pdf(office, revision)
    assert len(pdf) == revision.size
    for copy in reading.texts_of_copies(pdf):
        assert f"OS{order.number}·revisão1·" in copy
        assert format_code(revision.code) in copy


def test_the_document_says_when_it_was_issued_and_not_when_it_was_drawn(office: Office, order: Order) -> None:
    held = reading.reader(issuing.pdf(office, issuing.issue(office, number_of(order)))).metadata
    assert held is not None
    assert str(held["/CreationDate"]) == str(held["/ModDate"]) == "D:20261124111200Z"


def test_what_would_print_the_same_is_not_issued_again(office: Office, order: Order, clock: Clock) -> None:
    first = issuing.issue(office, number_of(order))
    clock.forward(days=3)
    orders.save(office, replace(order, internal_notes="Cliente liga de novo na segunda."))
    assert issuing.issue(office, number_of(order)) == first
    assert issuing.revisions(office, number_of(order)) == (first,)


def test_a_change_that_prints_makes_the_next_revision(office: Office, order: Order) -> None:
    first = issuing.issue(office, number_of(order))
    orders.save(office, replace(order, observations="Troca do capacitor."))
    second = issuing.issue(office, number_of(order))
    assert second.number == 2
    assert second.previous == first.seal
    assert second.code != first.code
    assert issuing.revisions(office, number_of(order)) == (second, first)


def test_another_choice_of_copies_is_another_document(office: Office, order: Order) -> None:
    issuing.issue(office, number_of(order))
    alone = issuing.issue(office, number_of(order), SheetOptions(copies=Copies.CLIENT))
    assert alone.number == 2
    assert issuing.issue(office, number_of(order), SheetOptions(copies=Copies.CLIENT)) == alone


def test_a_document_reopens_byte_for_byte_after_company_client_and_order_were_changed(
    office: Office, order: Order, folder: Path, clock: Clock
) -> None:
    company.set_logo(office, logo())
    first = issuing.issue(office, number_of(order))
    before = issuing.pdf(office, first)
    client = clients.get(office, order.client_id or 0)
    clients.save(office, replace(client, name="Clínica Boreal"))
    company.save(office, replace(company.get(office), legal_name="Outra Firma", trade_name="Outra"))
    company.remove_logo(office)
    orders.save(office, replace(orders.get(office, number_of(order)), reason="Outra coisa"))
    issuing.issue(office, number_of(order))
    office.close()
    with an_office(folder, clock) as again:
        assert issuing.pdf(again, issuing.revision(again, first.id or 0)) == before


def test_a_renamed_client_makes_another_document_of_the_same_order(office: Office, order: Order) -> None:
    first = issuing.issue(office, number_of(order))
    client = clients.get(office, order.client_id or 0)
    clients.save(office, replace(client, name="Clínica Boreal", notes="indicação"))
    assert issuing.issue(office, number_of(order)).number == first.number + 1


def test_a_signed_document_keeps_the_signature_that_a_later_change_clears(office: Office, order: Order) -> None:
    signatures = signed(office.instant(), office.instant())
    held = orders.save(office, replace(order, signatures=signatures)).order
    first = issuing.issue(office, number_of(order))
    changed = orders.save(office, replace(held, observations="Mais uma coisa.")).order
    assert changed.needs_signing
    second = issuing.issue(office, number_of(order))
    lines = {change.field: change for _subject, change in issuing.difference(office, first.id or 0, second.id or 0)}
    assert lines["signatures.0"].after is None
    assert len(issuing.pdf(office, first)) > len(issuing.pdf(office, second))


def test_what_was_saved_meanwhile_is_not_frozen_as_it_was_before(office: Office, order: Order) -> None:
    prepared = issuing.prepare(office, number_of(order))
    paper = rendering.render((prepared.sheet,))
    orders.save(office, replace(order, reason="Não gela"))
    with pytest.raises(issuing.Stale):
        issuing.store(office, prepared, paper)
    assert issuing.revisions(office, number_of(order)) == ()


def test_of_two_that_issue_at_once_the_second_begins_again(office: Office, order: Order) -> None:
    prepared = issuing.prepare(office, number_of(order))
    paper = rendering.render((prepared.sheet,))
    first = issuing.store(office, prepared, paper)
    with pytest.raises(issuing.Stale):
        issuing.store(office, prepared, paper)
    assert issuing.prepare(office, number_of(order)).existing == first


def test_issue_takes_what_somebody_saves_while_it_draws(
    office: Office, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    render = rendering.render

    def saved_meanwhile(sheets: object) -> object:
        monkeypatch.setattr(rendering, "render", render)
        orders.save(office, replace(order, reason="Não gela"))
        return render(sheets)  # type: ignore[arg-type]

    monkeypatch.setattr(rendering, "render", saved_meanwhile)
    revision = issuing.issue(office, number_of(order))
    assert revision.number == 1
    assert "Nãogela" in reading.texts_of_copies(issuing.pdf(office, revision))[0]


def test_a_voided_document_stays_readable_and_is_not_used_again(office: Office, order: Order, clock: Clock) -> None:
    first = issuing.issue(office, number_of(order))
    clock.forward(hours=1)
    voided = issuing.void(office, first.id or 0, " Cliente errado ")
    assert (voided.voided_at, voided.voided_by, voided.void_reason) == (clock.now, "Ana", "Cliente errado")
    assert voided.seal == first.seal
    assert issuing.pdf(office, voided)
    second = issuing.issue(office, number_of(order))
    assert (second.number, second.previous) == (2, first.seal)


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_voiding_asks_for_a_reason(office: Office, order: Order, reason: str) -> None:
    first = issuing.issue(office, number_of(order))
    with pytest.raises(Refused) as refusal:
        issuing.void(office, first.id or 0, reason)
    assert refusal.value.problems[0].field == "void_reason"
    assert not issuing.revision(office, first.id or 0).voided


def test_nothing_is_voided_twice(office: Office, order: Order) -> None:
    first = issuing.issue(office, number_of(order))
    issuing.void(office, first.id or 0, "Cliente errado")
    with pytest.raises(Refused) as refusal:
        issuing.void(office, first.id or 0, "outra vez")
    assert wording.sentence(refusal.value.problems[0])
    assert issuing.revision(office, first.id or 0).void_reason == "Cliente errado"


def test_the_history_tells_of_issuing_and_voiding(office: Office, order: Order) -> None:
    told: list[Changes] = []
    office.listen(told.append)
    first = issuing.issue(office, number_of(order))
    issuing.void(office, first.id or 0, "Cliente errado")
    deeds = [(entry.deed, entry.detail) for entry in orders.history(office, number_of(order))[:2]]
    assert deeds == [(Deed.VOIDED, "1"), (Deed.ISSUED, "1")]
    assert all(each.touches(Subject.ORDER, order.id) for each in told)
    assert any(each.touches(Subject.REVISION, first.id) for each in told)


def test_finishing_an_order_is_another_document_and_clears_no_signature(office: Office, order: Order) -> None:
    held = orders.save(office, replace(order, signatures=signed(office.instant(), office.instant()))).order
    first = issuing.issue(office, number_of(order))
    done = next(each for each in statuses.statuses(office) if each.kind is StatusKind.DONE)
    orders.change_status(office, [held.id or 0], done.id or 0)
    assert not orders.get(office, number_of(order)).needs_signing
    second = issuing.issue(office, number_of(order))
    assert second.number == 2
    changed = {change.field: (change.before, change.after) for _, change in difference(office, first, second)}
    assert changed["status_id"] == ("Aberta", "Concluída")


def difference(office: Office, older: Revision, newer: Revision) -> tuple[tuple[Subject, FieldChange], ...]:
    """What differs between two documents."""
    return issuing.difference(office, older.id or 0, newer.id or 0)


def test_the_difference_of_two_is_told_field_by_field_in_words(office: Office, order: Order) -> None:
    first = issuing.issue(office, number_of(order))
    line = replace(order.materials[1], description="Capacitor 45 µF")
    technician = team.get(office, order.visits[0].technicians[0])
    team.save(office, replace(technician, name="Rafael Moura Filho"))
    company.save(office, replace(company.get(office), phone="+555135550142"))
    changed = replace(order, materials=(order.materials[0], line, *order.materials[3:]), reason="Não gela")
    orders.save(office, changed)
    second = issuing.issue(office, number_of(order))
    lines = [wording.change_line(subject, change) for subject, change in difference(office, first, second)]
    assert ("Telefone", "—", "(51) 3555-0142") in lines
    names = [name for name, _before, _after in lines]
    assert "Motivo" in names
    assert "Material 2, descrição" in names
    (removed,) = [line for line in lines if line[0] == "Material 3"]
    assert removed[2] == "—"
    (people,) = [line for line in lines if line[0] == "Visita 1, técnicos"]
    assert "Rafael Moura Filho" in people[2]


def test_the_difference_needs_both_documents(office: Office, order: Order) -> None:
    first = issuing.issue(office, number_of(order))
    with pytest.raises(Gone):
        issuing.difference(office, first.id or 0, 999)


def test_who_may_not_issue_gets_nothing_stored(folder: Path, clock: Clock) -> None:
    with an_office(folder, clock) as office:
        order = saved_order(office, saved_client(office))
        office.actor = Actor(name="Bia", permissions=ALL_PERMISSIONS - {Permission.ISSUE_ORDERS})
        with pytest.raises(NotAllowed):
            issuing.issue(office, number_of(order))
        assert issuing.revisions(office, number_of(order)) == ()


def test_a_form_to_fill_in_is_never_issued(office: Office, order: Order) -> None:
    with pytest.raises(ValueError, match="blank"):
        issuing.prepare(office, number_of(order), papers.options(office, blank=True))


def test_an_order_that_is_not_there_cannot_be_issued(office: Office) -> None:
    with pytest.raises(Gone):
        issuing.prepare(office, 4711)


def test_a_file_that_is_lost_is_said_so(office: Office, order: Order) -> None:
    first = issuing.issue(office, number_of(order))
    with office.store.write_files() as session:
        files.sweep(session, (), office.instant().replace(year=2030))
    with pytest.raises(issuing.PdfLost) as lost:
        issuing.pdf(office, first)
    title, sentence = wording.trouble_sentence(lost.value)
    assert order.number in sentence
    assert title


def test_a_file_that_was_changed_on_the_disk_does_not_go_out_as_issued(office: Office, order: Order) -> None:
    first = issuing.issue(office, number_of(order))
    with office.store.write_files() as session:
        session.execute(update(files.file).values(data=b"%PDF-1.7 forged"))
    with pytest.raises(issuing.PdfLost):
        issuing.pdf(office, first)


def test_the_name_of_the_file_says_order_revision_client_and_day(office: Office, order: Order) -> None:
    first = issuing.issue(office, number_of(order))
    assert issuing.file_name(office, first) == "OS-000001-r1_Clínica-Aurora_2026-11-24.pdf"


@pytest.fixture(autouse=True)
def speaking_portuguese() -> Iterator[None]:
    before = texts.language()
    texts.use("pt_BR")
    yield
    texts.use(before)
