"""The agenda's room, opened on a tour and looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from osdesk.domain.problems import Problem, Refused
from osdesk.domain.questions import NOBODY
from osdesk.ui.agenda.carried import Carried, as_row
from osdesk.ui.agenda.sight import View
from osdesk.ui.agenda.steps import Mark

if TYPE_CHECKING:
    from tour import Tour


def agenda_room(tour: Tour) -> None:
    """Its three views, the menu of a visit, the dialogs, what is carried, the files it is handed on as."""
    page = tour.room("agenda")
    tour.until(lambda: page.canvas.sight is not None)
    if page.waiting.isHidden():
        page.turn_pane()
    for view in View:
        page.show_view(view)
        tour.settle()
        tour.look(f"agenda, {view}")
    page.show_view(View.WEEK)
    tour.settle()
    found = page.canvas.sight
    row = next(each for each in found.agenda.visits if each.technicians and each.day is not None)
    who = row.technicians[0]
    page.canvas.put_mark(Mark(who, row.day, row.id))
    tour.look_at_menu("visit's menu", lambda: page.canvas.menu_wanted.emit(page.canvas.mark, QPoint(300, 300)))
    page.cut(row)
    tour.settle()
    page.cut(None)
    tour.look_at_dialog("visit", lambda: page.write_exactly(row))
    tour.look_at_dialog("first free hour", lambda: page.find_room(None))
    tour.look_at_dialog("the week for a calendar", lambda: _asked(tour, lambda: page.deeds.week_file(who, row.day)))
    tour.look_at_dialog("the day sheet", lambda: _asked(tour, lambda: page.deeds.save_day(who, row.day)))
    page.carrier.lift(Carried(row=as_row(page.waiting.list.held) if page.waiting.list.held else row, who=NOBODY))
    page.carrier.move(page.canvas.viewport().mapToGlobal(page.canvas.viewport().rect().center()))
    tour.look("something carried", page.carrier.label)
    page.carrier.cancel()
    refused = Refused((Problem(field="visits.0.check_out", code="visit.in_missing"),))
    tour.look_at_dialog("a plan refused", lambda: page.deeds._failed(refused))


def hours_and_absences(tour: Tour) -> None:
    """Rows of hours and absences of a technician."""
    page = tour.room("team")
    tour.until(lambda: page.form() is not None and page.form().is_loaded)
    form = page.form()
    form.add_hours.click()
    form.add_absence.click()
    tour.settle()
    tour.look("technician's hours and absences", form.body.widget())
    form.editing.discard(lambda: None)
    tour.settle()


def _asked(tour: Tour, act: object) -> None:
    if callable(act):
        act()
    tour.settle()
