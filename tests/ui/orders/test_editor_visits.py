"""Visits in the editor: typed as people write them, stamped when it happens, wrong ones told in place."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from builders import a_technician, at
from osdesk.domain.visits import Visit, VisitOutcome
from osdesk.ui.kit.chips import PersonChip
from osdesk.ui.orders.editor import OrderEditor
from osdesk.ui.orders.visit_row import VisitRow
from osdesk.ui.theme import Theme
from ui.orders.conftest import NOW, PATIENCE, OpenEditor, Shop, press, type_into


@pytest.fixture
def editor(shop: Shop, open_editor: OpenEditor) -> OrderEditor:
    return open_editor(shop.order.id)


@pytest.fixture
def row(editor: OrderEditor) -> VisitRow:
    """A new visit, its date waiting to be typed."""
    editor.form.visits.add_visit()
    return editor.form.visits.rows()[0]


def only_visit(editor: OrderEditor) -> Visit:
    (visit,) = editor.form.binding.read()[0].visits
    return visit


def test_a_new_visit_waits_for_its_date(row: VisitRow) -> None:
    assert row.day.hasFocus()
    assert row.read()[0] == Visit()


@pytest.mark.parametrize(
    ("typed", "start", "end", "shown"),
    [
        ("26/11", None, None, "qui. 26/11/26"),
        ("26/11 14h", time(14), None, "qui 26/11 14h"),
        ("26/11 14:00–16:00", time(14), time(16), "qui 26/11 14–16h"),
        ("26/11 8h30-10h", time(8, 30), time(10), "qui 26/11 8h30–10h"),
    ],
)
def test_a_date_takes_the_planned_hours_and_is_written_short(
    editor: OrderEditor, row: VisitRow, typed: str, start: time | None, end: time | None, shown: str
) -> None:
    type_into(row.day, typed)
    row.people.focus_target().setFocus()
    visit = only_visit(editor)
    assert (visit.day, visit.planned_start, visit.planned_end) == (date(2026, 11, 26), start, end)
    assert row.day.text() == shown
    # What is written is read back as the same.
    assert row.day.read() == (date(2026, 11, 26), start, end)


def test_arrived_now_and_left_now_stamp_the_moment(editor: OrderEditor, row: VisitRow) -> None:
    assert row.arrival.offers_stamp
    row.arrival.button.click()
    visit = only_visit(editor)
    assert (visit.day, visit.check_in) == (date(2026, 11, 24), NOW)
    assert row.arrival.clock.text() == "14:32"
    assert row.departure.offers_stamp
    row.departure.button.click()
    assert only_visit(editor).check_out == NOW
    assert not row.departure.offers_stamp


def test_a_stamp_stands_on_the_button_of_a_visit_planned_for_another_day(editor: OrderEditor, row: VisitRow) -> None:
    type_into(row.day, "26/11 14h")
    row.arrival.button.click()
    visit = only_visit(editor)
    assert visit.day == date(2026, 11, 24)
    assert visit.planned_start == time(14)


def test_a_visit_of_the_past_takes_a_time_and_offers_no_stamp(row: VisitRow) -> None:
    type_into(row.day, "20/11")
    row.people.focus_target().setFocus()
    assert not row.arrival.offers_stamp


def test_a_digit_on_the_button_types_a_time(editor: OrderEditor, row: VisitRow) -> None:
    row.arrival.button.setFocus()
    press(row.arrival.button, "8")
    press(row.arrival.clock, "12")
    row.people.focus_target().setFocus()
    assert row.arrival.clock.text() == "08:12"
    assert only_visit(editor).check_in == at(2026, 11, 24, 8, 12)


def test_a_departure_past_midnight_belongs_to_the_next_day(editor: OrderEditor, row: VisitRow) -> None:
    type_into(row.day, "20/11")
    type_into(row.arrival.clock, "22h")
    type_into(row.departure.clock, "4h45")
    row.people.focus_target().setFocus()
    assert row.departure.clock.text() == "04:45 (+1)"
    assert only_visit(editor).check_out == at(2026, 11, 21, 4, 45)
    assert row._line.isHidden()


def test_a_departure_before_the_arrival_is_told_in_place_once_left(editor: OrderEditor, row: VisitRow) -> None:
    type_into(row.day, "20/11")
    type_into(row.arrival.clock, "18h")
    type_into(row.departure.clock, "17h")
    assert row._line.isHidden()
    row.people.focus_target().setFocus()
    assert not row._line.isHidden()
    assert row.departure.clock.property("problem")
    editor.save()
    assert row.departure.clock.hasFocus()


def test_correcting_the_day_takes_the_times_along(editor: OrderEditor, row: VisitRow) -> None:
    type_into(row.day, "20/11")
    type_into(row.arrival.clock, "8h")
    row.people.focus_target().setFocus()
    type_into(row.day, "19/11")
    row.people.focus_target().setFocus()
    assert only_visit(editor).check_in == at(2026, 11, 19, 8)


def test_a_stamped_time_keeps_its_seconds_through_saving_and_showing(
    shop: Shop, editor: OrderEditor, row: VisitRow, qtbot: QtBot
) -> None:
    row.arrival.button.click()
    editor.save()
    qtbot.waitUntil(lambda: not editor.is_dirty(), timeout=PATIENCE)
    assert shop.stored().visits[0].check_in == NOW
    assert editor.form.visits.rows()[0].read()[0] == shop.stored().visits[0]


def test_somebody_on_site_shows_the_running_time(editor: OrderEditor, row: VisitRow) -> None:
    row.show_visit(Visit(day=date(2026, 11, 24), check_in=NOW - timedelta(minutes=52)))
    assert row._time._words == "52 min"
    assert row._time._running
    editor.form.visits._say_total()
    assert editor.form.visits.note.text() == "Tempo no local: 52 min"


def test_not_done_asks_for_a_reason(editor: OrderEditor, row: VisitRow) -> None:
    row.set_outcome(VisitOutcome.NOT_DONE)
    assert row.reason.hasFocus()
    editor.save()
    assert row.reason.hasFocus()
    assert row.reason.property("problem")
    type_into(row.reason, "Ninguém abriu")
    assert only_visit(editor).reason == "Ninguém abriu"
    assert not row.arrival.offers_stamp


def test_technicians_are_chosen_by_their_first_letters_and_taken_off_again(
    shop: Shop, editor: OrderEditor, row: VisitRow
) -> None:
    row.people.open_list()
    press(row.people._field, "jul")
    assert [choice.words for choice in row.people._list.choices] == ["Júlia Amorim"]
    QTest.keyClick(row.people._field, Qt.Key.Key_Return)
    assert only_visit(editor).technicians == (shop.people[1].id,)
    row.people._chips[0].removed.emit()
    assert only_visit(editor).technicians == ()


def test_a_letter_on_the_plus_begins_a_technicians_name(editor: OrderEditor, row: VisitRow) -> None:
    QTest.keyClicks(row.people.focus_target(), "j")
    assert row.people._field.hasFocus()
    assert row.people._field.text() == "j"
    press(row.people._field, "ul")
    assert [choice.words for choice in row.people._list.choices] == ["Júlia Amorim"]


def test_tab_goes_on_to_the_times_once_a_technician_was_chosen(
    editor: OrderEditor, row: VisitRow, qtbot: QtBot
) -> None:
    QTest.keyClicks(row.people.focus_target(), "j")
    QTest.keyClick(row.people._field, Qt.Key.Key_Return)
    plus = row.people.focus_target()
    assert plus.hasFocus()
    # The order of Tab follows once the new chip stands.
    qtbot.waitUntil(lambda: plus.nextInFocusChain() is not None and not editor.form._retab.isActive())
    QTest.keyClick(plus, Qt.Key.Key_Tab)
    assert row.arrival.focus_target().hasFocus()


def test_a_departure_on_the_next_day_shows_whole(editor: OrderEditor, row: VisitRow) -> None:
    type_into(row.day, "23/11")
    type_into(row.arrival.clock, "22:00")
    type_into(row.departure.clock, "4:45")
    row.departure.clock.leave()
    clock = row.departure.clock
    assert clock.text() == "04:45 (+1)"
    assert clock.width() >= clock.fontMetrics().horizontalAdvance(clock.text()) + 22
    assert clock.width() <= row.departure.width()


def test_a_removed_visit_comes_back_by_undo(shop: Shop, editor: OrderEditor, row: VisitRow) -> None:
    type_into(row.day, "26/11 14h")
    visit = only_visit(editor)
    row.remove_wanted.emit()
    assert editor.form.binding.read()[0].visits == ()
    assert shop.going.undo is not None
    shop.going.undo()
    assert only_visit(editor) == visit


def test_the_next_one_like_it_keeps_people_and_hours(shop: Shop, editor: OrderEditor, row: VisitRow) -> None:
    row.show_visit(Visit(day=date(2026, 11, 20), planned_start=time(9), technicians=(shop.people[0].id or 0,)))
    row.repeat_wanted.emit()
    again = editor.form.binding.read()[0].visits[1]
    assert (again.day, again.technicians) == (None, (shop.people[0].id,))


def test_an_instant_is_shown_on_the_offices_clock(row: VisitRow) -> None:
    row.show_visit(Visit(day=date(2026, 11, 24), check_in=datetime(2026, 11, 24, 11, 5, 40, tzinfo=UTC)))
    assert row.arrival.clock.text() == "08:05"


@pytest.mark.parametrize("size", [100, 110, 125])
def test_a_technicians_chip_shows_the_whole_name_in_the_narrowest_row(theme: Theme, qtbot: QtBot, size: int) -> None:
    theme.set_text_size(size)
    row = VisitRow(lambda: at(2026, 11, 24, 14), [a_technician(id=3, name="Guilherme Sá")])
    qtbot.addWidget(row)
    row.show_visit(Visit(technicians=(3,)))
    row.resize(row.minimumSizeHint().width(), row.sizeHint().height())
    row.show()
    (chip,) = row.people.findChildren(PersonChip)
    whole = row.people.rect()
    assert chip.width() >= chip.sizeHint().width()
    assert whole.left() <= chip.geometry().left()
    assert chip.geometry().right() <= whole.right()
