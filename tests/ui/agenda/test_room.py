"""The agenda's room as a person works with it: looking, dragging, keys, what waits, and the way back."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from offices import saved_client, saved_order
from osdesk.domain.agenda import VisitRow
from osdesk.domain.holidays import Holiday
from osdesk.domain.questions import NOBODY
from osdesk.domain.team import Absence, Technician
from osdesk.domain.visits import Visit
from osdesk.services import agenda, holidays, orders, team
from osdesk.services.office import Office
from osdesk.ui.agenda.carried import Carried, as_row
from osdesk.ui.agenda.free import FreeDialog
from osdesk.ui.agenda.page import AgendaPage
from osdesk.ui.agenda.sight import View
from osdesk.ui.agenda.steps import Mark
from room_desk import NARROWEST, Place, press, type_text

TUESDAY, WEDNESDAY, THURSDAY = date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 26)
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Filled:
    """Two technicians, one visit planned for Thursday, one order that waits."""

    def __init__(self, office: Office) -> None:
        self.rafael = team.save(office, Technician(name="Rafael Moura")).id or 0
        self.julia = (
            team.save(
                office,
                Technician(name="Júlia Alves", absences=(Absence(since=WEDNESDAY, until=WEDNESDAY, reason="Curso"),)),
            ).id
            or 0
        )
        client = saved_client(office, name="Padaria Pão de Mel")
        visit = Visit(day=THURSDAY, planned_start=time(9), planned_end=time(10), technicians=(self.rafael,))
        self.order = saved_order(office, client, visits=(visit,)).id or 0
        self.waits = saved_order(office, client, visits=()).id or 0
        self.visit = orders.get(office, self.order).visits[0].id or 0


def opened(place: Place, *, size: tuple[int, int] = (1366, 640)) -> tuple[AgendaPage, Filled]:
    filled = place.ask(Filled)
    page = AgendaPage(place.desk)
    place.put(page, size=size)
    place.settle()
    place.until(lambda: page.canvas.sight is not None)
    return page, filled


def stored(place: Place, filled: Filled) -> VisitRow:
    place.settle()
    found: VisitRow = place.ask(agenda.visit, filled.visit)
    return found


def middle(box: QRectF | None) -> QPoint:
    assert box is not None
    return box.center().toPoint()


def drag(page: AgendaPage, start: QPoint, end: QPoint, *, let_go: bool = True) -> None:
    view = page.canvas.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    for share in (0.3, 0.6, 1.0):
        way = QPointF(start) + (QPointF(end) - QPointF(start)) * share
        move(page, way.toPoint())
    if let_go:
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)


def move(page: AgendaPage, at: QPoint) -> None:
    view = page.canvas.viewport()
    left = Qt.MouseButton.LeftButton
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(at), QPointF(view.mapToGlobal(at)), left, left, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(view, event)


def test_a_visit_is_dragged_to_another_day_and_person_warned_about_and_taken_back(place: Place) -> None:
    page, filled = opened(place)
    canvas = page.canvas
    start = middle(canvas.place_of(filled.rafael, filled.visit))
    end = middle(canvas.place_of_day(filled.julia, WEDNESDAY))
    drag(page, start, end, let_go=False)
    assert any("Curso" in each for each in page.carrier.label.against)
    QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
    row = stored(place, filled)
    assert (row.day, row.planned_start, row.technicians) == (WEDNESDAY, time(9), (filled.julia,))
    assert "Curso" in place.going.said[-1]
    place.going.take_back()
    row = stored(place, filled)
    assert (row.day, row.technicians) == (THURSDAY, (filled.rafael,))


def test_escape_puts_back_what_is_carried(place: Place) -> None:
    page, filled = opened(place)
    start = middle(page.canvas.place_of(filled.rafael, filled.visit))
    end = middle(page.canvas.place_of_day(filled.julia, THURSDAY))
    drag(page, start, end, let_go=False)
    press(page.canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(page.canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
    assert stored(place, filled).technicians == (filled.rafael,)
    assert page.carrier.label.isHidden()


def test_keys_move_by_day_and_quarter_hour_and_stretch(place: Place) -> None:
    page, filled = opened(place)
    page.canvas.put_mark(Mark(filled.rafael, THURSDAY, filled.visit))
    press(page.canvas, Qt.Key.Key_Right, ALT)
    assert stored(place, filled).day == date(2026, 11, 27)
    press(page.canvas, Qt.Key.Key_Down, ALT)
    row = stored(place, filled)
    assert (row.planned_start, row.planned_end) == (time(9, 15), time(10, 15))
    press(page.canvas, Qt.Key.Key_Down, ALT | SHIFT)
    assert stored(place, filled).planned_end == time(10, 30)


def test_a_visit_is_cut_and_pasted_for_another_person(place: Place) -> None:
    page, filled = opened(place)
    page.canvas.put_mark(Mark(filled.rafael, THURSDAY, filled.visit))
    press(page.canvas, Qt.Key.Key_X, CTRL)
    page.canvas.put_mark(Mark(filled.julia, THURSDAY))
    press(page.canvas, Qt.Key.Key_V, CTRL)
    assert stored(place, filled).technicians == (filled.julia,)
    assert page.cut_row is None


def test_delete_takes_it_off_and_it_waits_beside(place: Place) -> None:
    page, filled = opened(place)
    assert page.waiting.list.count() == 1
    page.canvas.put_mark(Mark(filled.rafael, THURSDAY, filled.visit))
    press(page.canvas, Qt.Key.Key_Delete)
    place.settle()
    place.until(lambda: page.waiting.list.count() == 2)
    place.going.take_back()
    place.settle()
    place.until(lambda: page.waiting.list.count() == 1)


def test_the_arrows_find_the_visit_and_enter_opens_its_order(place: Place) -> None:
    page, filled = opened(place)
    page.canvas.put_mark(Mark(NOBODY, THURSDAY))
    for _step in range(3):
        if page.canvas.marked_row is None:
            press(page.canvas, Qt.Key.Key_Down)
    press(page.canvas, Qt.Key.Key_Return)
    assert place.going.opened[-1] == ("order", filled.order)


def test_an_order_that_waits_gets_the_first_free_hour_that_is_chosen(place: Place) -> None:
    page, filled = opened(place)
    page.waiting.list.setCurrentRow(0)
    page.plan_button.click()
    place.settle()
    (dialog,) = [each for each in place.prompts.dialogs if isinstance(each, FreeDialog)]
    place.until(lambda: bool(dialog.buttons))
    dialog.buttons[0].click()
    place.settle()
    visits = place.ask(orders.get, filled.waits).visits
    assert visits[0].day == TUESDAY
    assert visits[0].planned_start == time(14, 45)


def test_what_waits_is_carried_to_a_day_and_gets_an_hour(place: Place) -> None:
    page, filled = opened(place)
    page.waiting.list.setCurrentRow(0)
    held = page.waiting.list.held
    assert held is not None
    page.carrier.lift(Carried(row=as_row(held)))
    at = middle(page.canvas.place_of_day(filled.rafael, THURSDAY))
    page.carrier.move(page.canvas.viewport().mapToGlobal(at))
    page.carrier.drop()
    place.settle()
    (visit,) = place.ask(orders.get, filled.waits).visits
    assert (visit.day, visit.planned_start, visit.technicians) == (THURSDAY, time(8), (filled.rafael,))
    assert place.going.said[-1].count("·") == 1


def test_in_the_day_the_end_is_stretched_by_hand(place: Place) -> None:
    page, filled = opened(place)
    page.open_day(THURSDAY)
    place.settle()
    box = page.canvas.place_of(filled.rafael, filled.visit)
    assert box is not None
    layed = page.canvas.layed
    assert layed is not None
    start = QPoint(round(box.right()) - 2, middle(box).y())
    end = QPoint(round(layed.x_of(11 * 60 + 30) or 0), middle(box).y())
    drag(page, start, end)
    row = stored(place, filled)
    assert (row.planned_start, row.planned_end) == (time(9), time(11, 30))


def test_a_visit_past_midnight_stands_in_the_next_day_too(place: Place) -> None:
    page, filled = opened(place)
    place.ask(agenda.move, filled.visit, day=THURSDAY, start=time(22), end=time(2), technicians=(filled.rafael,))
    page.open_day(date(2026, 11, 27))
    place.settle()
    layed = page.canvas.layed
    assert layed is not None
    block = layed.block_of(filled.rafael, filled.visit)
    assert block is not None
    assert block.before


def test_a_holiday_stands_in_the_head_and_speaks_against_a_plan(place: Place) -> None:
    place.ask(holidays.save, Holiday(day=THURSDAY, name="Padroeira"))
    page, filled = opened(place)
    found = page.canvas.sight
    assert found is not None
    assert found.off[THURSDAY] == "Padroeira"
    assert [each.clash for each in found.warnings[filled.visit]] == ["holiday"]


def test_it_follows_what_is_saved_elsewhere_and_keeps_its_mark(place: Place) -> None:
    page, filled = opened(place)
    page.canvas.put_mark(Mark(filled.rafael, THURSDAY, filled.visit))
    place.ask(agenda.move, filled.visit, day=WEDNESDAY, start=time(9), end=None, technicians=(filled.rafael,))
    place.until(lambda: page.canvas.mark == Mark(filled.rafael, WEDNESDAY, filled.visit))


@pytest.mark.parametrize("view", View)
def test_four_hundred_technicians_are_folded_and_found_by_name(place: Place, view: View) -> None:
    page, filled = opened(place)
    place.ask(lambda office: [team.save(office, Technician(name=f"Pessoa {n:03}")) for n in range(30)])
    page.show_day(THURSDAY)
    page.show_view(view)
    place.settle()
    layed = page.canvas.layed
    assert layed is not None
    assert layed.rows[-1].folded == 31
    assert layed.row_of(filled.rafael) is not None
    page.canvas.grab()
    page.search.setFocus()
    type_text(page.search, "pessoa 017")
    layed = page.canvas.layed
    assert layed is not None
    assert [row.person.name for row in layed.rows if row.person is not None] == ["Pessoa 017"]


def test_it_fits_the_narrowest_window(place: Place) -> None:
    page, _filled = opened(place, size=(NARROWEST, 540))
    assert page.minimumSizeHint().width() <= NARROWEST
    assert page.waiting.isHidden()
