"""An order is typed while two hundred others become one PDF and a list of twenty thousand is sorted."""

from __future__ import annotations

import sys
from array import array
from decimal import Decimal
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QFileDialog, QPlainTextEdit

from journeys.person import Person, journey
from osdesk.domain.questions import OrderSort
from osdesk.services import lists
from osdesk.services.office import Office
from osdesk.texts import _, pgettext
from osdesk.ui.kit.filters import FilterChip
from osdesk.ui.orders.editor import OrderEditor
from osdesk.ui.orders.page import OrdersPage
from osdesk.ui.tasks import Lane

MANY = 20_000
CHOSEN = 200
WORDS = "O compressor arma e cai; trocar o capacitor de 45 uF, medir a corrente (7,9 A) e anotar tudo. "


def typed_meanwhile(person: Person, home: Path) -> None:
    """Every letter arrives, in its order; the file is whole; the list is sorted."""
    page = whole_list(person)
    choose(person, page)
    begin_export(person, home / "orders.pdf")
    assert works(person), "the export is under way"
    person.press("ctrl+n", rest=False)
    person.until(lambda: isinstance(person.page, OrderEditor) and person.page.form.isEnabled(), "the editor opens")
    editor = person.page
    assert isinstance(editor, OrderEditor)
    field = person.field(_("Reason"), editor)
    assert isinstance(field, QPlainTextEdit)
    person.until(lambda: QApplication.focusWidget() is not None, "the form has the keyboard")
    field.setFocus()
    typed, told = type_until_done(person, page, field)
    assert len(told) > 1, f"nothing was under way while it was typed: {told}"
    arrived(person, field, typed)
    person.rest()
    person.press("ctrl+w")
    person.click_button(_("Discard changes"))
    sorted_by_total(person, page)
    assert not person.failures


def whole_list(person: Person) -> OrdersPage:
    person.until(lambda: isinstance(person.page, OrdersPage), "the orders come")
    page = person.page
    assert isinstance(page, OrdersPage)
    person.rest()
    person.click(next(chip for chip in page.findChildren(FilterChip) if chip.text() == pgettext("orders", "All")))
    person.until(lambda: len(page.list.pane.model.ids) == MANY, "all orders are in the list")
    return page


def choose(person: Person, page: OrdersPage) -> None:
    person.click(page.table.viewport(), QPoint(300, page.table.rowViewportPosition(0) + 12))
    person.press(*["shift+Down"] * (CHOSEN - 1))
    person.until(lambda: len(page.list.chosen_ids()) == CHOSEN, "two hundred are chosen")


def begin_export(person: Person, path: Path) -> None:
    person.press("ctrl+e")
    person.until(lambda: isinstance(QApplication.activeWindow(), QFileDialog), "the file dialog")
    person.press("ctrl+a")
    person.type(str(path))
    person.press("Return", rest=False)
    person.until(lambda: works(person), "the export is under way")


def works(person: Person) -> tuple[str, ...]:
    return person.program.window.status.works


def type_until_done(person: Person, page: OrdersPage, field: QPlainTextEdit) -> tuple[str, list[str]]:
    """Type on until nothing is under way any more: what was typed, and what the status line told meanwhile."""
    typed, told, columns = "", list[str](), cycle(("client", "total", "deadline"))
    while works(person):
        told += [words for words in works(person) if words not in told]
        # One pair of hands can't press the list's head and type at once: this is the press.
        page.table.columns_head.sort_wanted.emit(next(columns), False)
        person.type_meanwhile(WORDS)
        typed += WORDS
        arrived(person, field, typed)
    page.table.columns_head.sort_wanted.emit("total", False)
    person.type_meanwhile(WORDS)
    return typed + WORDS, told


def arrived(person: Person, field: QPlainTextEdit, typed: str) -> None:
    person.until(lambda: field.toPlainText() == typed, "every letter is there, in its order")


def sorted_by_total(person: Person, page: OrdersPage) -> None:
    model = page.list.pane.model
    person.press("ctrl+3")
    person.until(lambda: person.page is page and model.is_settled, "the list is there and settled")
    totals: list[list[Decimal | None]] = []
    assert person.program.desk is not None
    person.program.tasks.run(
        Lane.READ, totals_of, person.program.desk.office, array("q", model.ids), done=totals.append
    )
    person.until(lambda: totals, "the totals are read")
    amounts = [total if total is not None else Decimal(-1) for total in totals[0]]
    assert len(amounts) == MANY
    assert amounts == sorted(amounts, reverse=page.list.question().descending)
    assert page.list.question().sort is OrderSort.TOTAL


def totals_of(office: Office, ids: array[int]) -> list[Decimal | None]:
    found = {row.id: row.total for row in lists.orders_rows(office, ids)}
    return [found[each] for each in ids]


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    sys.exit(journey(lambda person: typed_meanwhile(person, folder), folder))
