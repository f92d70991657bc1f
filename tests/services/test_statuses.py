"""Every office starts with the same statuses and types of service, which bear no name until it gives them one."""

from __future__ import annotations

from offices import an_office
from osdesk.domain.statuses import SEEDED_SERVICE_TYPES, SEEDED_STATUSES, StatusKind
from osdesk.services import statuses
from osdesk.services.office import Office


def test_a_new_office_has_the_seeded_rows_in_their_order(office: Office) -> None:
    assert [held.key for held in statuses.statuses(office)] == [held.key for held in SEEDED_STATUSES]
    assert [held.key for held in statuses.service_types(office)] == [held.key for held in SEEDED_SERVICE_TYPES]
    assert {held.name for held in statuses.statuses(office)} == {""}
    assert {held.name for held in statuses.service_types(office)} == {""}
    assert {held.kind for held in statuses.statuses(office)} == set(StatusKind)


def test_they_are_seeded_once(office: Office) -> None:
    folder = office.folder
    before = statuses.statuses(office)
    office.close()
    with an_office(folder) as again:
        assert statuses.statuses(again) == before
