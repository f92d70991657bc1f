"""The check says nothing of a sound office, and finds what was done to one behind the program."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from builders import a_line, a_visit
from offices import an_office, saved_client, saved_order, whole_order
from osdesk.domain.company import Numbering
from osdesk.services import checkup, company, orders
from osdesk.services.office import Office, open_office
from photo_scenes import order_with_photos


def _codes(folder: Path) -> list[str]:
    with open_office(folder, readonly=True) as office:
        return [finding.code for finding in checkup.check(office)]


@pytest.fixture(scope="module")
def some_of_everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with some of everything, closed."""
    folder = tmp_path_factory.mktemp("sound") / "office"
    with an_office(folder) as office:
        client = saved_client(office)
        orders.save(office, whole_order(office, client))
        for place in range(5):
            saved_order(office, client, reason=str(place), materials=(a_line("1", "un", "x", "5.00"),))
        orders.delete(office, [3])
        company.set_logo(office, b"logo")
        order_with_photos(office, 1)
    return folder


@pytest.fixture
def sound(some_of_everything: Path, folder: Path) -> Path:
    """A copy of it for this test."""
    return Path(shutil.copytree(some_of_everything, folder))


def test_a_sound_office_has_no_findings_open_or_closed(sound: Path) -> None:
    assert _codes(sound) == []
    with an_office(sound) as office:
        saved_order(office)
        assert checkup.check(office) == ()
        assert _codes(sound) == []


def test_an_empty_office_has_no_findings(office: Office) -> None:
    assert checkup.check(office) == ()


def test_what_the_office_itself_skips_is_no_gap(office: Office) -> None:
    saved_order(office)
    for numbering in (
        Numbering(first=100),
        Numbering(first=500),
        Numbering(first=500, prefix="ABC"),
        Numbering(first=7, prefix="ABC", yearly=True),
        Numbering(first=9, prefix="XYZ", yearly=True),
        Numbering(first=600),
    ):
        company.save_settings(office, replace(company.settings(office), numbering=numbering))
        saved_order(office)
        saved_order(office, sample=True)
        assert checkup.check(office) == (), numbering


DAMAGES: dict[str, tuple[str, Callable[[sqlite3.Connection], object]]] = {
    "an order lost": (
        "check.number_gap",
        lambda raw: [
            raw.execute("PRAGMA foreign_keys = ON"),
            raw.execute("DELETE FROM service_order WHERE number_value = 4"),
            raw.execute("UPDATE order_tally SET rows = rows - 1, total = total - 500"),
        ],
    ),
    "the last order lost": ("check.counter", lambda raw: raw.execute("UPDATE counter SET next = next + 1")),
    "a counter set back": ("check.counter", lambda raw: raw.execute("UPDATE counter SET next = 3")),
    "a number twice": (
        "check.number_twice",
        lambda raw: raw.execute("UPDATE service_order SET number_value = 2 WHERE number_value = 4"),
    ),
    "a client lost": ("check.reference", lambda raw: raw.execute("DELETE FROM client")),
    "wrong sums": ("check.sums", lambda raw: raw.execute("UPDATE order_tally SET total = total + 1")),
    "a total behind its sum": (
        "check.sums",
        lambda raw: raw.execute("UPDATE service_order SET total = 1 WHERE number_value = 5"),
    ),
    "an index emptied": (
        "check.search",
        lambda raw: raw.execute("INSERT INTO order_words(order_words) VALUES ('delete-all')"),
    ),
    "words changed behind the index": (
        "check.search",
        lambda raw: raw.execute("UPDATE service_order SET reason = 'outra coisa'"),
    ),
    "a photo lost": (
        "check.attachment_missing",
        lambda raw: raw.execute("UPDATE order_attachment SET file = 'f00' WHERE name = 'IMG_201.jpg'"),
    ),
    "an original lost": (
        "check.attachment_missing",
        lambda raw: raw.execute("UPDATE order_attachment SET original = 'f00' WHERE name = 'IMG_201.jpg'"),
    ),
    "a logo lost": ("check.file_missing", lambda raw: raw.execute("UPDATE company SET logo = 'f00'")),
    "an index that lies": (
        "check.damage",
        lambda raw: [
            raw.execute("PRAGMA writable_schema = ON"),
            raw.execute("DELETE FROM sqlite_master WHERE name = 'ix_service_order_code'"),
            raw.execute(
                "UPDATE sqlite_master SET sql = replace(sql, 'client_key', 'reason_key') "
                "WHERE name = 'ix_service_order_by_client'"
            ),
        ],
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_was_done_behind_the_program_is_found(sound: Path, damage: str) -> None:
    code, do = DAMAGES[damage]
    raw = sqlite3.connect(sound / "office.db")
    do(raw)
    raw.commit()
    raw.close()
    assert code in _codes(sound)


def test_a_finding_tells_which_numbers_are_missing(sound: Path) -> None:
    raw = sqlite3.connect(sound / "office.db")
    raw.execute("DELETE FROM service_order WHERE number_value IN (2, 3)")
    raw.commit()
    raw.close()
    with open_office(sound, readonly=True) as office:
        (gap,) = [finding for finding in checkup.check(office) if finding.code == "check.number_gap"]
    assert gap.facts == {"first": 2, "last": 3, "year": 0}


def test_checking_changes_nothing(sound: Path) -> None:
    before = (sound / "office.db").read_bytes()
    _codes(sound)
    assert (sound / "office.db").read_bytes() == before


def test_a_visit_is_part_of_a_sound_office(office: Office) -> None:
    saved_order(office, visits=(a_visit(technicians=()),))
    assert checkup.check(office) == ()
