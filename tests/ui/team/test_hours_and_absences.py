"""A technician's own hours, absences and skills, and the office's hours and days off, written by a person."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from osdesk.domain.team import Absence, Technician, WorkingHours
from osdesk.services import company, holidays, team
from osdesk.ui.preferences.page import PreferencesPage
from osdesk.ui.team.page import TeamPage
from osdesk.ui.team.rows import AbsenceRow, HoursRow
from room_desk import Place, type_into


def test_own_hours_absences_and_skills_are_stored(place: Place) -> None:
    held = place.ask(team.save, Technician(name="Rafael Moura", skills=("Elétrica",)))
    page = TeamPage(place.desk)
    place.put(page)
    place.settle()
    page.open_record(held.id)
    place.settle()
    form: Any = page.form()
    place.until(lambda: form.is_loaded)
    form.add_hours.click()
    (row,) = form.hours.rows
    assert isinstance(row, HoursRow)
    type_into(row.start, "7h30")
    form.add_absence.click()
    (away,) = form.absences.rows
    assert isinstance(away, AbsenceRow)
    type_into(away.since, "01/12/26")
    type_into(away.until, "10/12/26")
    type_into(away.reason, "Férias")
    page.save()
    place.settle()
    found = place.ask(team.get, held.id)
    assert [(each.weekday, each.start, each.end) for each in found.hours] == [(0, time(7, 30), time(18))]
    assert [(each.since, each.until, each.reason) for each in found.absences] == [
        (date(2026, 12, 1), date(2026, 12, 10), "Férias")
    ]
    assert found.skills == ("Elétrica",)


def test_an_end_before_its_beginning_is_refused_at_its_row(place: Place) -> None:
    hours = (WorkingHours(weekday=0, start=time(8), end=time(12)),)
    held = place.ask(team.save, Technician(name="Rafael", hours=hours, absences=(Absence(since=date(2026, 12, 1)),)))
    page = TeamPage(place.desk)
    place.put(page)
    place.settle()
    page.open_record(held.id)
    place.settle()
    form: Any = page.form()
    place.until(lambda: form.is_loaded)
    row = form.hours.rows[0]
    type_into(row.end, "07:00")
    page.save()
    place.settle()
    assert row.fields["end"].problem is not None
    assert place.ask(team.get, held.id).hours[0].end == time(12)


def test_the_offices_hours_are_saved_and_a_day_off_of_its_own_is_kept_at_once(place: Place) -> None:
    page = PreferencesPage(place.desk)
    place.put(page)
    place.settle()
    type_into(page.hours.opens.control, "7h")
    weekdays: Any = page.hours.workdays.control
    weekdays.boxes[5].click()
    page.save()
    place.settle()
    settings = place.ask(company.settings)
    assert (settings.opens, settings.workdays) == (time(7), (0, 1, 2, 3, 4, 5))
    type_into(page.hours.day_input, "20/12/26")
    page.hours.add_button.click()
    assert page.hours.name.problem is not None
    type_into(page.hours.name_input, "Ponte")
    page.hours.add_button.click()
    place.settle()
    place.until(lambda: len(page.hours._lines) == 1)
    assert [each.name for each in place.ask(holidays.all)] == ["Ponte"]
    place.going.take_back()
    place.settle()
    place.until(lambda: not page.hours._lines)
