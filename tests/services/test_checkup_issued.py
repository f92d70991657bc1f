"""The check of issued documents: silent while all is as it was issued, else it names what was done to which."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from offices import an_office, whole_order
from osdesk.domain.revisions import Revision
from osdesk.services import checkup, demo, issuing, orders, wording
from osdesk.services.office import Office, open_office


@pytest.fixture
def sound(folder: Path) -> Path:
    """An office with an order issued three times, one of them voided, closed."""
    with an_office(folder) as office:
        order = orders.save(office, whole_order(office)).order
        for reason in ("primeira", "segunda", "terceira"):
            order = orders.save(office, replace(order, reason=reason)).order
            issuing.issue(office, order.id or 0)
        issuing.void(office, issuing.revisions(office, order.id or 0)[0].id or 0, "Cliente errado")
    return folder


def codes(folder: Path) -> list[str]:
    with open_office(folder, readonly=True) as office:
        findings = checkup.check(office)
    for finding in findings:
        assert "000001" in wording.finding_sentence(finding)
    return [finding.code for finding in findings]


def behind(folder: Path, statement: str, name: str = "office.db") -> None:
    with sqlite3.connect(folder / name) as database:
        database.execute(statement)
    database.close()


def test_documents_as_they_were_issued_are_no_finding(sound: Path) -> None:
    assert codes(sound) == []


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE revision SET sheet = replace(sheet, 'segunda', 'outra') WHERE number = 2", ["check.issued_values"]),
        ("UPDATE revision SET code = '000000000000' WHERE number = 3", ["check.issued_values"]),
        (
            "UPDATE revision SET pdf = (SELECT pdf FROM revision WHERE number = 1) WHERE number = 2",
            ["check.issued_values", "check.issued_chain"],
        ),
        (
            "UPDATE revision SET issued_at = issued_at + 1000000 WHERE number = 1",
            ["check.issued_values", "check.issued_chain"],
        ),
        # The newest, which no other names.
        ("UPDATE revision SET issued_at = issued_at + 1000000 WHERE number = 3", ["check.issued_values"]),
        ("UPDATE revision SET pages = 7 WHERE number = 3", ["check.issued_values"]),
        ("UPDATE revision SET actor = 'Outra' WHERE number = 3", ["check.issued_values"]),
        ("UPDATE revision SET voided_at = NULL, voided_by = '', void_reason = ''", ["check.issued_values"]),
        ("UPDATE revision SET proof = '' WHERE number = 2", ["check.issued_values"]),
        ("DELETE FROM revision WHERE number = 2", ["check.issued_chain", "check.issued_gone"]),
        ("DELETE FROM revision WHERE number = 3", ["check.issued_gone"]),
        ("DELETE FROM office_key", ["check.issued_values"] * 3),
    ],
)
def test_what_was_done_to_the_rows_is_found(sound: Path, statement: str, found: list[str]) -> None:
    behind(sound, statement)
    assert codes(sound) == found


def test_a_lost_pdf_and_a_changed_one_are_found(sound: Path) -> None:
    with an_office(sound) as office:
        first, second = (_pdf(office, number) for number in (1, 2))
    behind(sound, f"DELETE FROM file WHERE sha256 = '{first}'", "files.db")
    behind(sound, f"UPDATE file SET data = x'00' WHERE sha256 = '{second}'", "files.db")
    assert codes(sound) == ["check.issued_missing", "check.issued_file"]


def _pdf(office: Office, number: int) -> str:
    found: Revision = next(each for each in issuing.revisions(office, 1) if each.number == number)
    return found.pdf


def test_sample_orders_leave_with_their_documents(office: Office) -> None:
    demo.add_samples(office)
    sample = orders.by_number(office, "EX-000001")
    assert sample is not None
    revision = issuing.issue(office, sample.id or 0)
    demo.remove_samples(office)
    assert orders.by_number(office, "EX-000001") is None
    assert issuing.revisions(office, revision.order_id) == ()
    assert checkup.check(office) == ()
