"""The paper comes back: a scanner writes to the watched folder, what it can't place is filed by two keys, and an order
is set done with its paper beside the form.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import builders
import scanned
from journeys.person import Person, journey
from offices import saved_client, saved_order
from osdesk.domain.orders import Order
from osdesk.domain.statuses import StatusKind
from osdesk.services import company, demo, orders, scans, statuses
from osdesk.services.office import open_office
from osdesk.texts import _, pgettext
from osdesk.ui.orders.editor import OrderEditor
from osdesk.ui.scans.listed import FILED
from osdesk.ui.scans.page import ScansPage
from osdesk.ui.settings import Settings


def comes_back(person: Person, inbox: Path, made: list[Order]) -> None:
    """From the scanner to the order that is done."""
    person.press("ctrl+k")
    # As far as the letters have no accents, which a test keyboard may lack.
    person.type(_("Scans")[:9])
    person.press("Return")
    person.until(lambda: isinstance(person.page, ScansPage), "the room")
    room = person.page
    assert isinstance(room, ScansPage)
    assert person.reads(_("No scans yet"))
    person.picture("paper-empty")

    # The scanner takes its time: what is half written is left alone.
    pages = [scanned.scanned(scanned.qr_page(order.code), seed, turn=180) for seed, order in enumerate(made[:2])]
    stack = scanned.as_pdf([*pages, scanned.back(5), scanned.qr_page()])
    path = inbox / "scan0001.pdf"
    path.write_bytes(stack[: len(stack) // 2])
    watching = person.program.desk.watching if person.program.desk is not None else None
    assert watching is not None
    person.until(lambda: watching._look is not None and str(path) in watching._look.files, "the folder is looked at")
    with path.open("ab") as file:
        file.write(stack[len(stack) // 2 :])
    person.until((inbox / pgettext("folder", "Filed scans") / "scan0001.pdf").exists, "the file is put away")
    person.until(lambda: len(room.rows.rows) == 1, "the page without a code waits")
    person.picture("paper-tray")

    # By keyboard: the number and Enter.
    person.until(room.waiting_head.field.hasFocus, "the field has the keyboard")
    person.type("3")
    person.press("Return")
    person.until(lambda: not room.rows.rows, "it is filed")

    # By mouse: to the order, with the paper beside it.
    person.click(room.chips.chip(FILED))
    person.until(lambda: len(room.rows.rows) == 3, "three orders have copies")
    place = room.rows.model().index([row.key for row in room.rows.rows].index(made[0].id or 0), 0)
    person.click(room.rows.viewport(), room.rows.visualRect(place).center())
    person.click(room.filed_head.beside_button)
    editor = person.page
    assert isinstance(editor, OrderEditor)
    person.until(editor.beside.signed.pictures.view.has_pictures, "the paper is shown")
    person.until(editor.form.isEnabled, "the order is shown")
    person.click(editor.form.request.reason)
    person.press("ctrl+a")
    person.type("trocado o capacitor")
    person.picture("paper-beside")
    person.click(editor.beside.signed.finish)
    person.until(lambda: not editor.is_dirty(), "it is stored")


def _furnish(folder: Path) -> list[Order]:
    with open_office(folder) as office:
        demo.seed_templates(office)
        company.save(office, replace(builders.a_company(), logo=""))
        client = saved_client(office)
        return [saved_order(office, client, reason=f"motivo {number}") for number in range(3)]


def _check(folder: Path, made: list[Order]) -> None:
    with open_office(folder) as office:
        assert [len(scans.signed_copies(office, order.id or 0)) for order in made] == [1, 1, 1]
        assert scans.waiting_count(office) == 0
        stored = orders.get(office, made[0].id or 0)
        kinds = {status.id: status.kind for status in statuses.statuses(office)}
        assert (stored.reason, kinds[stored.status_id]) == ("trocado o capacitor", StatusKind.DONE)


if __name__ == "__main__":
    home = Path(sys.argv[1])
    scanner = home / "scanner"
    scanner.mkdir()
    made = _furnish(home / "office")
    settings = Settings(home / "settings.ini")
    settings.scan_folder = str(scanner)
    settings.save()
    code = journey(lambda person: comes_back(person, scanner, made), home)
    if not code:
        _check(home / "office", made)
    sys.exit(code)
