"""The room of the day, opened on a tour and looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from osdesk.domain.visits import VisitStatus

if TYPE_CHECKING:
    from tour import Tour


def today_room(tour: Tour) -> None:
    """The day with everybody's rows, and what can be done with a visit."""
    page = tour.room("today")
    tour.until(lambda: page.today is not None)
    tour.settle()
    tour.look("today")
    page.board.toggle_rest()
    tour.look("today, everybody")
    row = next((each for each in page.today.visits if each.status is VisitStatus.ON_SITE), page.today.visits[0])
    tour.look_at_menu("a visit of today", lambda: page._open_menu(row, page.board.mapToGlobal(page.board.pos())))
