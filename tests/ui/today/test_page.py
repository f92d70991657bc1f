"""The room of the day: its figures open their lists, its blocks their orders, and it follows what happens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt

from offices import saved_client, saved_order
from osdesk.domain.team import Technician
from osdesk.domain.visits import Visit
from osdesk.services import agenda, orders, team
from osdesk.ui.today.page import TodayPage
from osdesk.ui.today.words import spoken
from room_desk import NARROWEST, NOW, Place, press


@pytest.fixture
def page(place: Place) -> TodayPage:
    """Rafael has a visit at nine that nobody came to, and one at sixteen; Juliana has none."""
    rafael = place.ask(team.save, Technician(name="Rafael Moura"))
    place.ask(team.save, Technician(name="Juliana Tavares"))
    place.ask(saved_client, name="Clínica Aurora")
    day = (NOW - timedelta(hours=3)).date()
    for hour in (9, 16):
        planned = Visit(day=day, planned_start=time(hour), planned_end=time(hour + 1), technicians=(rafael.id,))
        place.ask(saved_order, visits=(planned,), opened_at=NOW - timedelta(days=2), deadline=day - timedelta(days=1))
    page = TodayPage(place.desk)
    place.put(page)
    place.until(lambda: page.today is not None and page.today.unplanned is not None)
    return page


def test_technicians_without_a_visit_are_folded_away(page: TodayPage) -> None:
    axis = page.board.axis
    assert axis is not None
    assert [row.who is None for row in axis.rows] == [False, True]
    page.board.toggle_rest()
    assert page.board.axis is not None
    assert len([row for row in page.board.axis.rows if row.who is not None]) == 2


def test_arrows_go_between_visits_and_enter_opens_the_order(page: TodayPage, place: Place) -> None:
    assert page.board.current is not None
    first = page.board.current.row
    press(page.board, Qt.Key.Key_Right)
    second = page.board.current.row
    assert (first.planned_start, second.planned_start) == (time(9), time(16))
    press(page.board, Qt.Key.Key_Return)
    assert place.going.opened[-1] == ("order", second.order_id)
    assert page.board.accessibleDescription() == spoken(second, page.board.current.who, page.board.today)  # type: ignore[arg-type]


def test_every_figure_opens_the_list_it_counts(page: TodayPage, place: Place) -> None:
    today = page.today
    assert today is not None
    side = page.side
    buttons: list[tuple[Callable[[], Any], Any]] = [
        (page.visits.figure.click, today.planned),
        (side.late_figure.click, today.late),
        (page.week.opened.click, today.week.opened),
        (page.week.done.click, today.week.done),
        (page.week.amount.click, today.week.done),
    ]
    for click, figure in buttons:
        click()
        assert place.going.opened[-1] == ("orders", figure.question)
    assert side.late_figure.text().startswith("2")


def test_an_arrival_is_stamped_from_the_menu_shows_at_once_and_can_be_taken_back(page: TodayPage, place: Place) -> None:
    assert page.board.current is not None
    row = page.board.current.row
    menu = page.menu_of(row)
    come = [action for action in menu.actions() if action.isEnabled() and not action.isSeparator()][1]
    come.trigger()
    place.until(lambda: page.today is not None and page.today.on_site)
    assert page.side.there.rows.items[0].title == "Clínica Aurora"
    place.until(lambda: place.going.undo is not None)
    place.going.take_back()
    place.until(lambda: page.today is not None and not page.today.on_site)
    assert place.ask(orders.get, row.order_id).visits[0].check_in is None


def test_what_another_window_of_work_changes_shows_without_the_clock(page: TodayPage, place: Place) -> None:
    assert page.board.current is not None
    place.ask(agenda.check_in, page.board.current.row.id)
    place.until(lambda: page.today is not None and page.today.there.rows == 1)


def test_it_fits_into_the_smallest_window(page: TodayPage) -> None:
    assert page.minimumSizeHint().width() <= NARROWEST


def test_an_office_without_orders_offers_the_first(place: Place) -> None:
    page = TodayPage(place.desk)
    place.put(page)
    place.until(lambda: page.today is not None)
    assert page.bar_actions() == ()
    place.settle()
