"""The company, its logo, and the numbering: what a person sets, and what that does to the next number."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import a_company, logo
from offices import Clock, an_office, saved_order
from osdesk.domain.changes import Subject
from osdesk.domain.company import Company, Numbering, OfficeSettings
from osdesk.domain.history import Deed
from osdesk.domain.problems import Refused
from osdesk.services import company, orders
from osdesk.services.office import Conflict, Office
from osdesk.storage import company as company_storage
from osdesk.storage import journal


def test_a_new_office_has_no_company_yet(office: Office) -> None:
    assert company.get(office) == Company()
    assert not company.is_set_up(office)
    assert company.settings(office) == OfficeSettings()
    assert company.logo(office) == b""


def test_the_company_comes_back_as_it_was_saved(office: Office) -> None:
    saved = company.save(office, a_company(logo=""))
    assert company.get(office) == saved == replace(a_company(logo=""), version=1)
    assert company.is_set_up(office)


def test_a_company_without_name_or_with_a_false_cnpj_is_refused(office: Office) -> None:
    with pytest.raises(Refused) as caught:
        company.save(office, Company(tax_id="11222333000118"))
    assert {problem.field for problem in caught.value.problems} == {"legal_name", "tax_id"}
    assert not company.is_set_up(office)


def test_a_stale_company_is_refused(office: Office) -> None:
    saved = company.save(office, a_company(logo=""))
    company.save(office, replace(saved, phone="190"))
    with pytest.raises(Conflict):
        company.save(office, replace(saved, phone="192"))


def test_the_logo_is_kept_once_and_can_be_taken_off(office: Office) -> None:
    with_logo = company.set_logo(office, logo())
    assert company.logo(office) == logo()
    saved = company.save(office, replace(a_company(), logo=with_logo.logo, version=with_logo.version))
    assert company.set_logo(office, logo()) == saved
    assert company.remove_logo(office).logo == ""
    assert company.logo(office) == b""


def test_files_are_swept_only_when_nothing_refers_to_them_and_late(office: Office, clock: Clock) -> None:
    company.set_logo(office, b"old")
    company.set_logo(office, b"new")
    assert company.sweep_files(office, clock()) == 0
    clock.forward(days=60)
    assert company.sweep_files(office, clock()) == 1
    assert company.logo(office) == b"new"


def test_the_next_number_is_shown_as_it_would_be_printed(office: Office) -> None:
    assert company.next_number(office) == "000001"
    _number(office, Numbering(first=850, width=4, prefix="ABC", yearly=True))
    assert company.next_number(office) == "ABC-2026/0850"
    assert saved_order(office).number == "ABC-2026/0850"
    assert company.next_number(office) == "ABC-2026/0851"


def _number(office: Office, numbering: Numbering) -> None:
    company.save_settings(office, replace(company.settings(office), numbering=numbering))


def test_a_given_number_is_never_written_anew(office: Office) -> None:
    first = saved_order(office)
    _number(office, Numbering(width=3, prefix="X"))
    assert orders.get(office, first.id or 0).number == "000001"
    assert saved_order(office).number == "X-002"


@pytest.mark.parametrize("first", [1, 2, 3])
def test_a_next_number_that_meets_one_already_given_is_refused(office: Office, first: int) -> None:
    _number(office, Numbering(first=2))
    for _ in range(3):
        saved_order(office)
    if first == 2:
        _number(office, Numbering(first=100))
        saved_order(office)
    with pytest.raises(Refused) as caught:
        _number(office, Numbering(first=first))
    (problem,) = caught.value.problems
    highest = 100 if first == 2 else 4
    assert (problem.code, problem.facts["highest"], problem.remedy) == ("numbering.taken", highest, highest + 1)
    assert saved_order(office).number == f"{highest + 1:06d}"


def test_the_year_is_that_of_the_office_s_zone_when_the_number_is_given(office: Office, clock: Clock) -> None:
    _number(office, Numbering(yearly=True))
    clock.now = clock.now.replace(month=12, day=31, hour=23, minute=30)  # 20:30 in São Paulo
    assert saved_order(office).number == "2026/000001"
    clock.forward(hours=3)  # half past two in UTC is still yesterday there
    assert saved_order(office).number == "2026/000002"
    clock.forward(hours=1)
    assert saved_order(office, opened_at=clock.now.replace(year=2026)).number == "2027/000001"
    clock.forward(days=-30)
    assert saved_order(office).number == "2026/000003"


def test_the_office_s_zone_follows_its_settings_at_once_and_after_opening_again(office: Office) -> None:
    company.save_settings(office, replace(company.settings(office), time_zone="America/Rio_Branco"))
    assert office.now().utcoffset() is not None
    assert office.zone.key == "America/Rio_Branco"
    folder = office.folder
    office.close()
    with an_office(folder) as again:
        assert again.zone.key == "America/Rio_Branco"


def test_a_zone_that_this_computer_doesn_t_know_keeps_nobody_out(office: Office) -> None:
    # It may come from a computer that knows newer zones.
    with office.store.write() as session:
        company_storage.SETTINGS.save(session, replace(company.settings(office), time_zone="Mars/Olympus"))
    folder = office.folder
    office.close()
    with an_office(folder) as again:
        assert again.now().utcoffset() is not None


def test_what_changed_in_the_settings_is_in_the_journal(office: Office) -> None:
    _number(office, Numbering(first=7))
    _number(office, Numbering(first=9))
    with office.read() as session:
        newest, oldest = journal.history(session, Subject.SETTINGS, 1)
    assert (oldest.deed, newest.deed) == (Deed.ADDED, Deed.CHANGED)
    assert [(change.field, change.before, change.after) for change in newest.changes] == [("numbering.first", 7, 9)]


@pytest.mark.parametrize("asked", ["abc-1", "ABC-000001", "abc-2026/1", "1"])
def test_a_prefix_typed_small_is_kept_in_capitals_and_its_orders_are_found(office: Office, asked: str) -> None:
    _number(office, Numbering(prefix="abc", yearly=True))
    assert company.settings(office).numbering.prefix == "ABC"
    first = saved_order(office)
    assert first.number == "ABC-2026/000001"
    found = orders.by_number(office, asked)
    assert found is not None
    assert found.id == first.id
