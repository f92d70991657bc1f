"""The room of reports as a person works with it: choosing, looking, opening what is behind a figure, handing it on."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPointF, Qt

from documents.reading import reader
from offices import saved_client, saved_order
from osdesk.domain.filters import Period, SavedFilter
from osdesk.domain.materials import MaterialLine
from osdesk.domain.questions import OrderQuestion
from osdesk.domain.reports import Grouping, ReportName
from osdesk.services import lists, saved_filters
from osdesk.services.office import Office
from osdesk.ui.reports.between import BetweenDialog
from osdesk.ui.reports.page import ReportsPage
from room_desk import NARROWEST, Place, press, type_into


def fill(office: Office) -> None:
    for number, name in enumerate(("Padaria", "=1+1", "Igreja <b>")):
        client = saved_client(office, name=name, contacts=(), tax_id="")
        for _ in range(number + 1):
            saved_order(
                office, client, materials=(MaterialLine(description="Gás", unit_price=Decimal(number + 1)),), visits=()
            )


def opened(place: Place, name: ReportName = ReportName.ORDERS) -> ReportsPage:
    page = ReportsPage(place.desk)
    place.put(page)
    page.names.choose(name)
    place.settle()
    place.until(lambda: page._report is not None and page._report.name is name)
    return page


def by_client(place: Place) -> ReportsPage:
    page = opened(place)
    page.grouping.chosen.emit(Grouping.CLIENT)
    place.settle()
    return page


def cells(page: ReportsPage, row: int) -> list[str]:
    rows = page.table.rows
    return [str(rows.index(row, column).data()) for column in range(rows.columnCount())]


def question_of(place: Place) -> OrderQuestion:
    kind, question = place.going.opened[-1]
    assert kind == "orders"
    assert isinstance(question, OrderQuestion)
    return question


def test_it_opens_on_this_months_orders_by_status_with_their_sum(place: Place) -> None:
    place.ask(fill)
    page = opened(place)
    assert cells(page, page.table.rows.rowCount() - 1)[:2] == ["Total", "6"]
    assert page.plot.isVisible()
    assert "01/11/2026" in page.about.text()


@pytest.mark.parametrize("grouping", Grouping)
def test_enter_on_a_row_opens_the_orders_that_its_figure_counts(place: Place, grouping: Grouping) -> None:
    place.ask(fill)
    page = opened(place)
    page.grouping.chosen.emit(grouping)
    place.settle()
    place.settle()
    page.table.setFocus()
    press(page.table, Qt.Key.Key_Return)
    count = cells(page, page.table.currentIndex().row())[1]
    assert str(place.ask(lists.orders_tally, question_of(place)).rows) == count


def test_a_bar_opens_what_its_row_opens(place: Place) -> None:
    place.ask(fill)
    page = by_client(place)
    page.plot.pressed.emit(0)
    assert place.ask(lists.orders_tally, question_of(place)).rows == 3


def test_the_whole_of_a_report_opens_as_a_list(place: Place) -> None:
    place.ask(fill)
    page = opened(place)
    page.orders_button.click()
    assert place.ask(lists.orders_tally, question_of(place)).rows == 6


def test_a_kept_filter_narrows_the_report_and_goes_with_it_into_the_list(place: Place) -> None:
    place.ask(fill)
    dear = SavedFilter(name="Caras", question=OrderQuestion(least=Decimal(2)), period=Period.LAST_YEAR)
    place.ask(saved_filters.save, dear)
    page = opened(place)
    place.until(page.saved.isVisible)
    (kept,) = place.ask(saved_filters.all)
    page.saved.chosen.emit(kept)
    place.settle()
    assert cells(page, page.table.rows.rowCount() - 1)[1] == "5"
    assert "2,00" in page.about.text()
    page.orders_button.click()
    assert place.ask(lists.orders_tally, question_of(place)).rows == 5
    place.ask(saved_filters.delete, [kept.id])
    place.until(lambda: cells(page, page.table.rows.rowCount() - 1)[1] == "6")


def test_a_period_of_ones_own_is_typed_and_checked(place: Place) -> None:
    place.ask(fill)
    page = opened(place)
    page.choose_days()
    (dialog,) = [each for each in place.prompts.dialogs if isinstance(each, BetweenDialog)]
    type_into(dialog.first, "amanhã ou depois")
    dialog.take()
    assert dialog.isVisible()
    type_into(dialog.first, "10/11/26")
    type_into(dialog.last, "01/11/26")
    dialog.take()
    assert dialog.isVisible()
    type_into(dialog.last, "30/11/26")
    dialog.take()
    assert (page._wanted.since, page._wanted.until) == (date(2026, 11, 10), date(2026, 11, 30))


def test_a_year_without_anything_says_so_and_offers_no_file(place: Place) -> None:
    place.ask(fill)
    page = opened(place)
    page.period.chosen.emit(Period.LAST_YEAR)
    place.settle()
    place.until(page.empty.isVisible)
    assert not page.save_button.isEnabled()
    page.print_out()
    assert place.printed.papers == []


def test_it_is_saved_as_spreadsheet_and_as_paper(place: Place, tmp_path: Path) -> None:
    place.ask(fill)
    page = opened(place, ReportName.CLIENTS)
    for form in ("xlsx", "pdf", "csv"):
        path = tmp_path / f"relatorio.{form}"
        place.prompts.files = (path,)
        page._save_as(form)
        place.until(path.exists)
        place.settle()
    sheet = openpyxl.load_workbook(io.BytesIO((tmp_path / "relatorio.xlsx").read_bytes())).worksheets[0]
    names = [row[0].value for row in sheet.iter_rows(min_row=6)]
    assert "=1+1" in names
    assert "Igreja <b>" in reader((tmp_path / "relatorio.pdf").read_bytes()).pages[0].extract_text()
    assert "'=1+1;" in (tmp_path / "relatorio.csv").read_text(encoding="utf-8-sig")


def test_it_follows_what_is_saved_elsewhere(place: Place) -> None:
    place.ask(fill)
    page = opened(place)
    place.ask(saved_order)
    place.until(lambda: cells(page, page.table.rows.rowCount() - 1)[1] == "7")


def test_every_report_fits_a_narrow_window(place: Place) -> None:
    place.ask(fill)
    page = opened(place)
    for name in ReportName:
        page.names.choose(name)
        place.settle()
        assert page.minimumSizeHint().width() <= NARROWEST


def test_the_plot_tells_the_figures_under_the_pointer(place: Place) -> None:
    place.ask(fill)
    page = by_client(place)
    assert page.plot._place_at(QPointF(200, 4)) == 0
    assert page.plot._place_at(QPointF(200, 10_000)) is None
    assert "Igreja <b>" in page.plot.accessibleName()
