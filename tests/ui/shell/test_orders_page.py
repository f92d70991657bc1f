"""The room of orders: what it opens on, what its chips and sorting ask, what is done with the chosen rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from fake_prompts import FakePrompts
from hands import press, type_text
from osdesk.domain.filters import Period
from osdesk.domain.messages import Channel, Event
from osdesk.domain.questions import NOBODY, OrderQuestion, OrderRow, OrderSort
from osdesk.domain.scans import ReadPage, ScanFile
from osdesk.domain.statuses import SEEDED_STATUSES, UNFINISHED, StatusKind
from osdesk.services import demo, lists, orders, outbox, scans, statuses, team
from osdesk.services.office import Office
from osdesk.texts import ngettext
from osdesk.ui.orders.columns import Surroundings, deadline_of, opened_words, total_words
from osdesk.ui.orders.editor import OrderEditor
from osdesk.ui.orders.filters import Filter, span
from osdesk.ui.orders.order_list import OrderList
from osdesk.ui.orders.page import OrdersPage
from photo_scenes import order_with_photos
from windows import OpenWindow

PATIENCE = 15_000
Settle = Callable[[], None]
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NOW = datetime(2026, 11, 24, 14, 32, tzinfo=ZoneInfo("America/Sao_Paulo"))


def orders_page(place: OpenWindow) -> OrdersPage:
    page = place.window.pages.current
    assert isinstance(page, OrdersPage)
    return page


def numbers(page: OrdersPage) -> list[str]:
    model = page.list.pane.model
    rows = [model.row_at(place) for place in range(model.rowCount())]
    return [row.number if row is not None else "?" for row in rows]


def a_row(**changes: object) -> OrderRow:
    row = OrderRow(
        id=1,
        version=1,
        number="000001",
        opened_at=NOW - timedelta(days=1),
        client_id=1,
        client="Padaria",
        reason="Motivo",
        technicians=(),
        status_id=1,
        deadline=None,
        deadline_time=None,
        total=None,
    )
    return row._replace(**changes)  # type: ignore[arg-type]  # by name, as the test says


def test_it_opens_on_what_is_in_progress_newest_first(place: OpenWindow) -> None:
    page = orders_page(place)
    rows = place.ask(lists.orders_first, OrderQuestion(kinds=UNFINISHED), 50)
    assert numbers(page) == [row.number for row in rows]
    assert numbers(page) == sorted(numbers(page), reverse=True)
    assert page.list.pane.chips.current() == "unfinished"


def test_the_chips_carry_counts_that_add_up(place: OpenWindow, settle: Settle) -> None:
    chips = orders_page(place).list.pane.chips
    counts = {key: chips.chip(key).count or 0 for key in chips.keys()}  # noqa: SIM118  (not a mapping)
    by_status = sum(count for key, count in counts.items() if key.isdigit())
    assert counts["all"] == by_status == 40
    assert counts["unfinished"] == 9
    assert counts["late"] == 2


def test_a_chip_shows_its_orders_and_the_sum_follows(place: OpenWindow, settle: Settle) -> None:
    page = orders_page(place)
    page.list.pane.chips.chip("late").click()
    settle()
    assert len(numbers(page)) == 2
    assert "2" in page.list.pane.sum_row.words.text()


@pytest.mark.parametrize("column", list(OrderSort))
def test_it_sorts_by_every_column_both_ways(place: OpenWindow, settle: Settle, column: OrderSort) -> None:
    page = orders_page(place)
    for descending in (False, True):
        page.table.sort_wanted.emit(column, descending)
        settle()
        page.table.sort_wanted.emit(column, descending)
        settle()
        asked = OrderQuestion(kinds=UNFINISHED, sort=column, descending=descending)
        assert numbers(page) == [row.number for row in place.ask(lists.orders_first, asked, 50)]


def test_typing_in_the_list_searches_and_escape_shows_all_again(place: OpenWindow, settle: Settle) -> None:
    page = orders_page(place)
    before = numbers(page)
    page.table.setFocus()
    press(page.table, Qt.Key.Key_H)
    assert page.list.strip.isVisible()
    type_text(page.list.strip.line, "elena")
    settle()
    assert len(numbers(page)) == 1
    press(page.list.strip.line, Qt.Key.Key_Escape)
    settle()
    assert numbers(page) == before
    assert not page.list.strip.isVisible()


def test_the_technicians_chip_shows_whose_orders_are_wanted_and_comes_back(
    place: OpenWindow, settle: Settle, qtbot: QtBot
) -> None:
    page = orders_page(place)
    page.list.pane.chips.chip("all").click()
    settle()
    chip = page.list.technician
    person = next(held for held in place.ask(team.all) if held.active)
    actions = {action.text(): action for action in chip.findChildren(QAction)}
    actions[person.name].trigger()
    settle()
    mine = OrderQuestion(technicians=frozenset({person.id or 0}))
    assert numbers(page) == [row.number for row in place.ask(lists.orders_first, mine, 50)]
    assert 0 < len(numbers(page)) < 40
    assert (chip.text(), chip.isChecked()) == (person.name, True)
    again = OrderList(place.desk)
    qtbot.addWidget(again)
    again.begin()
    qtbot.waitUntil(lambda: again.technician.text() == person.name, timeout=PATIENCE)
    assert again.question().technicians == mine.technicians
    actions["Sem técnico"].trigger()
    settle()
    nobody = OrderQuestion(technicians=frozenset({NOBODY}))
    assert numbers(page) == [row.number for row in place.ask(lists.orders_first, nobody, 50)]
    page.list.show_all()
    settle()
    assert len(numbers(page)) == 40
    assert (chip.text(), chip.isChecked()) == ("Técnico", False)


def test_no_result_offers_to_clear_the_filter(place: OpenWindow, settle: Settle) -> None:
    page = orders_page(place)
    page.list.open_search("qqqq")
    settle()
    clear = next(button for button in page.findChildren(QPushButton) if button.text() == "Limpar filtros")
    assert clear.isVisible()
    clear.click()
    settle()
    assert len(numbers(page)) == 40


def test_enter_opens_the_editor_and_space_the_details(place: OpenWindow, qtbot: QtBot, settle: Settle) -> None:
    page = orders_page(place)
    press(page.table, Qt.Key.Key_Space)
    settle()
    assert page.details.isVisible()
    assert page.details.order_id == page.table.current_id()
    press(page.table, Qt.Key.Key_Down)
    settle()
    assert page.details.order_id == page.table.current_id()
    press(page.table, Qt.Key.Key_Escape)
    assert not page.details.isVisible()
    chosen = page.table.current_id()
    press(page.table, Qt.Key.Key_Return)
    editor = place.window.pages.current
    assert isinstance(editor, OrderEditor)
    assert editor.order_id == chosen


def test_the_details_count_photos_and_files(place: OpenWindow, settle: Settle) -> None:
    page = orders_page(place)
    order_id = page.table.current_id()
    assert order_id is not None
    place.ask(order_with_photos, order_id)
    settle()
    press(page.table, Qt.Key.Key_Space)
    settle()
    told = " ".join(label.text() for label in page.details.findChildren(QLabel))
    assert ngettext("{count} file", "{count} files", 1).format(count=1) in told
    assert ngettext("{count} photo", "{count} photos", 3).format(count=3) in told


def file_copies(office: Office, order_id: int) -> None:
    file = ScanFile(path="", source="a" * 64, name="Digitalização.pdf", pages=2)
    read = [ReadPage(page=number, data=b"page %d" % number, media_type="image/jpeg") for number in range(2)]
    scans.file_by_hand(office, [page.id or 0 for page in scans.store(office, file, read)], order_id)


def queue_message(office: Office, order_id: int) -> None:
    outbox.queue(office, replace(outbox.compose(office, order_id, Event.REQUEST).message, to=("a@b.example",)))


def test_the_details_tell_of_signed_copies_and_of_what_was_sent_as_it_happens(
    place: OpenWindow, settle: Settle
) -> None:
    page = orders_page(place)
    order_id = page.table.current_id()
    assert order_id is not None

    def told() -> str:
        settle()
        return " ".join(label.text() for label in page.details.findChildren(QLabel))

    press(page.table, Qt.Key.Key_Space)
    assert "Via assinada" not in told()
    place.ask(file_copies, order_id)
    assert "Via assinada, 2 páginas" in told()
    place.ask(outbox.record_handed_over, order_id, Channel.WHATSAPP, ["+5511987654321"])
    assert "Abriu o WhatsApp para (11) 98765-4321" in told()
    place.ask(queue_message, order_id)
    shown = told()
    assert "a@b.example" in shown
    assert "Abriu o WhatsApp" in shown  # it still is the last that went


def test_details_stand_open_beside_a_wide_list_and_take_the_reasons_place_in_a_narrow_one(
    place: OpenWindow, settle: Settle
) -> None:
    page = orders_page(place)
    reason = 2
    place.window.resize(1366, 768)
    settle()
    assert not page.details.isVisible()
    assert not page.table.isColumnHidden(reason)
    press(page.table, Qt.Key.Key_Space)
    settle()
    assert page.table.isColumnHidden(reason)
    place.window.resize(1920, 1080)
    settle()
    assert page.details.isVisible()
    assert not page.table.isColumnHidden(reason)


def test_the_total_is_seen_whole_where_letters_are_large_and_the_window_small(
    place: OpenWindow, qtbot: QtBot, settle: Settle
) -> None:
    place.window.do("text_size:125")
    table = orders_page(place).list.table
    head = table.horizontalHeader()
    place.window.resize(1024, 620)
    settle()
    qtbot.waitUntil(lambda: head.length() <= table.viewport().width(), timeout=PATIENCE)
    squeezed = table.columnWidth(3)
    place.window.resize(1270, 700)
    settle()
    qtbot.waitUntil(lambda: table.columnWidth(3) > squeezed, timeout=PATIENCE)
    assert head.length() <= table.viewport().width()


def test_several_are_counted_summed_and_printed_in_one_job(
    place: OpenWindow, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = orders_page(place)
    printed: list[tuple[int, ...]] = []
    monkeypatch.setattr(place.desk.printing, "print_orders", lambda _page, ids, **_options: printed.append(tuple(ids)))
    press(page.table, Qt.Key.Key_Down)
    press(page.table, Qt.Key.Key_Down, _SHIFT)
    press(page.table, Qt.Key.Key_Down, _SHIFT)
    settle()
    ids = page.list.chosen_ids()
    assert len(ids) == 3
    assert page.list.pane.sum_row.words.text().startswith("3 ")
    rows = place.ask(lists.orders_rows, ids)
    total = sum((row.total for row in rows if row.total is not None), Decimal("0.00"))
    shown = page.list.pane.sum_row.findChildren(type(page.list.pane.sum_row.words))[-1].text()
    assert shown.endswith(f"{total:,.2f}".replace(",", "_").replace(".", ",").replace("_", "."))
    press(place.window, Qt.Key.Key_P, _CTRL)
    assert printed == [ids]


def test_the_bin_takes_what_is_deleted_and_undo_brings_it_back(place: OpenWindow, settle: Settle) -> None:
    page = orders_page(place)
    before = numbers(page)
    gone = page.table.current_id()
    press(page.table, Qt.Key.Key_Delete)
    settle()
    assert len(numbers(page)) == len(before) - 1
    assert before[0] in place.window.snackbar.text
    assert place.ask(orders.get, gone).deleted_at is not None
    press(place.window, Qt.Key.Key_Z, _CTRL)
    settle()
    assert numbers(page) == before
    assert place.ask(orders.get, gone).deleted_at is None


def test_a_status_is_changed_for_all_chosen_and_can_be_taken_back(place: OpenWindow, settle: Settle) -> None:
    page = orders_page(place)
    press(page.table, Qt.Key.Key_Down, _SHIFT)
    ids = page.list.chosen_ids()
    before = [place.ask(orders.get, order_id).status_id for order_id in ids]
    waiting = next(status for status in place.ask(statuses.statuses) if status.key == "waiting")
    page.chosen.change_status(waiting, page.list.statuses, ids)
    settle()
    assert [place.ask(orders.get, order_id).status_id for order_id in ids] == [waiting.id] * len(ids)
    assert place.window.snackbar.undo()
    settle()
    assert [place.ask(orders.get, order_id).status_id for order_id in ids] == before


def test_cancelling_asks_for_a_reason_and_keeps_it(place: OpenWindow, prompts: FakePrompts, settle: Settle) -> None:
    page = orders_page(place)
    cancelled = next(status for status in page.list.statuses if status.kind is StatusKind.CANCELLED)
    ids = page.list.chosen_ids()
    page.chosen.change_status(cancelled, page.list.statuses, ids)
    settle()
    assert len(prompts.asked) == 1
    assert place.ask(orders.get, ids[0]).status_id != cancelled.id
    prompts.text_answer = "O cliente desistiu"
    page.chosen.change_status(cancelled, page.list.statuses, ids)
    settle()
    stored = place.ask(orders.get, ids[0])
    assert (stored.status_id, stored.status_reason) == (cancelled.id, "O cliente desistiu")


def test_chosen_rows_go_to_a_spreadsheet_through_the_clipboard(place: OpenWindow, settle: Settle) -> None:
    page = orders_page(place)
    press(page.table, Qt.Key.Key_A, _CTRL)
    press(place.window, Qt.Key.Key_C, _CTRL)
    settle()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 1 + 9
    assert all(line.count("\t") == lines[0].count("\t") for line in lines)
    assert numbers(page)[0] in lines[1]


def test_the_filtered_list_is_written_as_csv(
    place: OpenWindow, prompts: FakePrompts, settle: Settle, tmp_path: Path
) -> None:
    page = orders_page(place)
    prompts.files = (tmp_path,)
    page.menu_actions["export_list"].trigger()
    settle()
    written = next(tmp_path.glob("*.csv"))
    assert written.name in prompts.asked[-1].title
    assert [answer.label for answer in prompts.asked[-1].answers] == ["Fechar", "Abrir pasta", "Abrir"]
    rows = list(csv.reader(io.StringIO(written.read_bytes().decode("utf-8-sig")), delimiter=";"))
    assert [row[0] for row in rows[1:]] == numbers(page)


def test_a_duplicate_opens_unsaved(place: OpenWindow, settle: Settle) -> None:
    page = orders_page(place)
    page.menu_actions["duplicate"].trigger()
    settle()
    editor = place.window.pages.current
    assert isinstance(editor, OrderEditor)
    assert editor.order_id is None
    assert editor.is_dirty()


def test_what_changes_elsewhere_is_shown_in_place_and_nothing_jumps(place: OpenWindow, settle: Settle) -> None:
    page = orders_page(place)
    before = numbers(page)
    third = page.list.pane.model.id_at(2)
    place.ask(orders.delete, [third])
    settle()
    assert numbers(page) == before
    assert page.list.pane.model.is_gone(third or 0)


def test_an_order_added_behind_the_list_is_there_when_it_is_shown_again(place: OpenWindow, settle: Settle) -> None:
    page = orders_page(place)
    before = page.list.pane.model.rowCount()
    place.window.room("clients")
    settle()
    fresh = place.ask(orders.duplicate, page.list.pane.model.id_at(0))
    place.ask(orders.save, fresh)
    settle()
    place.window.room("orders")
    settle()
    assert page.list.pane.model.rowCount() == before + 1
    assert numbers(page)[0] == "000132"


def test_filter_and_sort_come_back(place: OpenWindow, settle: Settle) -> None:
    page = orders_page(place)
    page.list.pane.chips.chip("all").click()
    page.table.sort_wanted.emit(OrderSort.CLIENT, False)
    settle()
    again = OrdersPage(place.desk)
    again.shown(True)
    settle()
    assert again.list.question() == page.list.question()
    assert again.list.pane.chips.current() == "all"
    again.deleteLater()


@pytest.mark.parametrize("samples", [False])
def test_an_office_without_orders_offers_the_next_step_with_one_filled_button(
    place: OpenWindow, settle: Settle, samples: bool
) -> None:
    page = orders_page(place)
    filled = [
        button
        for button in place.window.findChildren(QPushButton)
        if button.property("kind") == "filled" and button.isVisible()
    ]
    assert [button.text() for button in filled] == ["Nova OS"]
    assert page.isAncestorOf(filled[0])
    place.ask(demo.add_samples)
    settle()
    assert len(numbers(page)) == 9
    assert page.bar_actions()


# Words


def test_deadlines_say_late_today_and_done() -> None:
    open_, done = StatusKind.OPEN, StatusKind.DONE
    today = NOW.date()
    assert deadline_of(a_row(deadline=today - timedelta(days=4)), open_, NOW).words == "4 dias de atraso"
    assert deadline_of(a_row(deadline=today - timedelta(days=1)), open_, NOW).words == "1 dia de atraso"
    assert deadline_of(a_row(deadline=today), open_, NOW).words == "Hoje"
    assert deadline_of(a_row(deadline=today, deadline_time=time(9)), open_, NOW).tone == "late"
    assert deadline_of(a_row(deadline=today, deadline_time=time(18)), open_, NOW) == ("Hoje, 18:00", "flag", "today")
    assert deadline_of(a_row(deadline=date(2026, 11, 26)), open_, NOW).words == "qui, 26/11"
    assert deadline_of(a_row(deadline=date(2027, 1, 4)), open_, NOW).words == "seg, 04/01/27"
    assert deadline_of(a_row(deadline=today - timedelta(days=4)), done, NOW) == ("sex, 20/11", "", "done")
    assert deadline_of(a_row(), open_, NOW).words == "—"


def test_the_day_of_opening_is_that_of_the_office() -> None:
    around = Surroundings(statuses={}, team={}, now=NOW)
    late_evening = datetime(2026, 11, 24, 1, 30, tzinfo=ZoneInfo("UTC"))
    assert opened_words(late_evening, around, with_hour=True) == "23/11 22:30"
    assert opened_words(late_evening, around, with_hour=False) == "23/11"
    assert opened_words(late_evening.replace(year=2025), around, with_hour=True) == "23/11/25"


def test_an_order_without_prices_has_a_dash_and_not_zero() -> None:
    assert total_words(a_row()) == "—"
    assert total_words(a_row(total=Decimal("1240.00"))).replace("\N{NO-BREAK SPACE}", " ") == "R$ 1.240,00"


@pytest.mark.parametrize(
    ("period", "since", "until"),
    [
        (Period.ANY, None, None),
        (Period.THIS_MONTH, date(2026, 3, 1), None),
        (Period.LAST_MONTH, date(2026, 2, 1), date(2026, 2, 28)),
        (Period.LAST_30_DAYS, date(2026, 2, 3), None),
        (Period.THIS_YEAR, date(2026, 1, 1), None),
        (Period.LAST_YEAR, date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_periods_have_their_first_and_last_day(period: Period, since: date | None, until: date | None) -> None:
    assert span(period, date(2026, 3, 4)) == (since, until)


def test_counts_are_asked_without_the_chip_itself() -> None:
    today = date(2026, 11, 24)
    chosen = Filter(chip="3", words="mel", period=Period.THIS_YEAR)
    assert chosen.question(today).statuses == frozenset({3})
    assert chosen.widest(today).statuses == frozenset()
    assert chosen.widest(today).search == "mel"
    assert SEEDED_STATUSES
