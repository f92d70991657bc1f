"""Days on which the office does not work: its own, which are rows, and the country's and its state's."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterable
from datetime import date

from osdesk.domain.changes import Subject
from osdesk.domain.company import Company, OfficeSettings
from osdesk.domain.holidays import Holiday, problems
from osdesk.domain.permissions import Permission
from osdesk.services import records
from osdesk.services.office import Office
from osdesk.storage import company as company_storage
from osdesk.storage import holidays as storage
from osdesk.texts import language as screen_language


def all(office: Office) -> tuple[Holiday, ...]:  # noqa: A001  read as `holidays.all`
    """The office's own, by day."""
    with office.read() as session:
        return storage.all_holidays(session)


def save(office: Office, holiday: Holiday, *, initiator: object = None) -> Holiday:
    """Store one of the office's own. Raises `Refused`, `Conflict`, `Gone`, `NotAllowed`."""
    with office.write(Permission.EDIT_SETTINGS, initiator) as work:
        return records.put(work, Subject.HOLIDAY, storage.HOLIDAYS, holiday, problems)


def delete(office: Office, ids: Iterable[int], *, initiator: object = None) -> tuple[Holiday, ...]:
    """Remove some of the office's own; returns them, for `put_back`. Raises `NotAllowed`."""
    with office.write(Permission.EDIT_SETTINGS, initiator) as work:
        return records.remove(work, Subject.HOLIDAY, storage.HOLIDAYS, ids)


def put_back(office: Office, holidays: Iterable[Holiday], *, initiator: object = None) -> tuple[Holiday, ...]:
    """Undo `delete`: the same days and names, as new rows."""
    with office.write(Permission.EDIT_SETTINGS, initiator) as work:
        return records.put_anew(work, Subject.HOLIDAY, storage.HOLIDAYS, holidays)


def days_off(office: Office, since: date, until: date, language: str | None = None) -> tuple[tuple[date, str], ...]:
    """The days off from one day to another, both inclusive, with their names, in order: the office's own, and the
    country's and the state's of its address where the settings say so.

    What falls on one day is one day off with both names. `language` is that of the screen unless it is given.
    """
    with office.read() as session:
        settings = company_storage.SETTINGS.load(session) or OfficeSettings()
        company = company_storage.COMPANY.load(session) or Company()
        own = storage.all_holidays(session)
    names: dict[date, list[str]] = {}
    years = range(since.year, until.year + 1)
    for holiday in own:
        for day in _days(holiday, years):
            names.setdefault(day, []).append(holiday.name)
    if settings.national_holidays:
        from osdesk.services import national_days

        for year in years:
            for day, name in national_days.of_year(year, company.address.state, language or screen_language()).items():
                names.setdefault(day, []).append(name)
    return tuple((day, ", ".join(dict.fromkeys(names[day]))) for day in sorted(names) if since <= day <= until)


def _days(holiday: Holiday, years: Iterable[int]) -> Iterable[date]:
    """The days of some years that a holiday falls on: what `falls_on` says of each of them."""
    day = holiday.day
    if day is None:
        return
    if not holiday.yearly:
        yield day
        return
    for year in years:
        if (day.month, day.day) != (2, 29) or isleap(year):
            yield day.replace(year=year)
