"""What is done beside the first page: the house is kept, and the start doesn't wait for it."""

from __future__ import annotations

from datetime import timedelta

from pytestqt.qtbot import QtBot

from osdesk.services import company
from osdesk.services.office import Office
from osdesk.storage import files
from windows import NOW, OpenWindow

PATIENCE = 15_000


def test_a_logo_replaced_long_ago_goes_after_the_start_and_the_others_stay(place: OpenWindow, qtbot: QtBot) -> None:
    def leave(office: Office) -> tuple[str, str]:
        with office.store.write_files() as session:
            return files.put(session, b"old", NOW - timedelta(days=31)), files.put(session, b"late", NOW)

    def held(office: Office, digest: str) -> bool:
        with office.store.read_files() as session:
            return session is not None and files.has(session, digest)

    old, late = place.ask(leave)
    used = place.ask(company.get).logo
    place.work.begin()
    qtbot.waitUntil(lambda: not place.ask(held, old), timeout=PATIENCE)
    assert place.ask(held, late)
    assert place.ask(held, used)
