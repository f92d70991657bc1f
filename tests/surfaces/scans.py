"""The scans' room and the signed paper beside the form, opened on a tour and looked at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

import scanned
from osdesk.domain.questions import OrderQuestion
from osdesk.services import lists, orders, scans
from osdesk.ui.scans.listed import DISCARDED, FILED
from osdesk.ui.scans.saving import save_copies
from room_desk import press, type_text

if TYPE_CHECKING:
    from osdesk.domain.orders import Order
    from osdesk.services.office import Office
    from tour import Tour


def some_orders(office: Office) -> tuple[Order, ...]:
    """Four orders, whose paper comes back."""
    return orders.get_many(office, [row.id for row in lists.orders_first(office, OrderQuestion(), 4)])


def stack(folder: Path, made: tuple[Order, ...]) -> Path:
    """A scan of their signed sheets, one of them on two pages, with what can't be placed."""
    fronts = scanned.pictures(scanned.sheets([each.code for each in (*made[:3], made[0])]))
    pages = [scanned.scanned(front, seed, turn=180 * (seed % 2)) for seed, front in enumerate(fronts)]
    pages += [scanned.back(1), scanned.scanned(scanned.qr_page(), 9), scanned.qr_page("https://example.com")]
    pages += [scanned.qr_page(made[0].code, made[1].code), scanned.qr_page("0" * 12)]
    path = folder / "0031.pdf"
    path.write_bytes(scanned.as_pdf(pages))
    return path


def scans_room(tour: Tour) -> None:
    """Every list of the room, what could not be read, the watched folder, and the way to the order."""
    folder = tour.place.office.folder.parent
    made = tour.place.ask(some_orders)
    page = tour.room("scans")
    tour.look("scans, nothing yet")
    tour.look_at_dialog("choose scans", page.choose)
    tour.look_at_dialog("choose the scanner's folder", page.watch_folder)
    (folder / "x.pdf").write_bytes(b"nothing")
    page.take([folder / "x.pdf", stack(folder, made)])
    tour.look("scans, reading", page.progress)
    tour.until(lambda: not page.filing.busy)
    tour.settle()
    tour.until(page.pictures.view.has_pictures)
    tour.look("scans, the tray")
    tour.look("scans, told", tour.window.snackbar)
    field = page.waiting_head.field
    type_text(field, "999999")
    press(field, Qt.Key.Key_Return)
    tour.settle()
    tour.look("scans, no such order", page.waiting_head)
    page.rows.selectAll()
    tour.look("scans, several chosen", page.waiting_head)
    page.rows.choose(page.rows.rows[-1].key)
    page.throw_away()
    tour.settle()
    tour.look("scans, discarded", tour.window.snackbar)
    page.chips.chip(DISCARDED).click()
    tour.settle()
    tour.look("scans, the discarded")
    page.chips.chip(FILED).click()
    tour.settle()
    tour.look("scans, the filed")
    watching = tour.desk.watching
    assert watching is not None
    watching.watch(str(folder))
    tour.look("scans, a watched folder", page.watch)
    watching.watch(str(folder / "0099"))
    tour.until(lambda: not watching.there)
    tour.look("scans, a watched folder that went", page.watch)
    watching.watch("")
    tour.settle()
    page.rows.choose(made[0].id or 0)
    tour.until(lambda: len(page.pictures.pages) == 2)
    page.filed_head.beside_button.click()
    tour.settle()
    editor: Any = tour.window.pages.current
    tour.until(lambda: editor.beside.currentWidget() is editor.beside.signed)
    tour.look("the signed paper", editor.beside)
    tour.look("the signed copies", editor.beside.copies)
    pages = tour.place.ask(scans.signed_copies, editor.order_id)
    number = editor.form.order().number
    tour.look_at_dialog("save the signed copy", lambda: save_copies(tour.desk, editor, number, pages))
    editor.beside.signed.sheet.click()
    tour.settle()
    tour.window.close(editor)
    tour.room("scans")
    page.filed_head.take_away_button.click()
    tour.settle()
    tour.place.ask(scans.put_back, ())
