"""Days off: the office's own, the country's and the state's, and deadlines that go around them."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import at
from offices import Clock
from osdesk.domain.changes import Changes, Subject
from osdesk.domain.contacts import Address
from osdesk.domain.holidays import Holiday, falls_on
from osdesk.domain.permissions import ALL_PERMISSIONS, Actor, Permission
from osdesk.domain.postal import STATE_NAMES
from osdesk.domain.problems import Refused
from osdesk.services import company, holidays, national_days, orders
from osdesk.services.office import Conflict, NotAllowed, Office

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
CITY = Holiday(day=date(2020, 1, 25), name="Aniversário da cidade", yearly=True)


def only_own(office: Office) -> None:
    company.save_settings(office, replace(company.settings(office), national_holidays=False))


def test_an_own_day_off_is_kept_changed_removed_and_put_back(office: Office) -> None:
    told: list[Changes] = []
    office.listen(told.append)
    saved = holidays.save(office, CITY)
    assert saved == replace(CITY, id=saved.id, version=1)
    changed = holidays.save(office, replace(saved, yearly=False))
    assert holidays.all(office) == (changed,)
    gone = holidays.delete(office, [changed.id or 0, 99])
    assert gone == (changed,)
    assert holidays.all(office) == ()
    (again,) = holidays.put_back(office, gone)
    assert (again.day, again.name, again.yearly) == (CITY.day, CITY.name, False)
    assert holidays.all(office) == (again,)
    assert [changes.touches(Subject.HOLIDAY) for changes in told] == [True] * 4


def test_a_day_off_needs_a_day_and_a_name(office: Office) -> None:
    with pytest.raises(Refused) as refusal:
        holidays.save(office, Holiday(name="  "))
    assert [problem.field for problem in refusal.value.problems] == ["day", "name"]


def test_a_stale_save_of_a_day_off_is_refused(office: Office) -> None:
    saved = holidays.save(office, CITY)
    holidays.save(office, replace(saved, name="Feriado"))
    with pytest.raises(Conflict):
        holidays.save(office, replace(saved, name="Ponte"))


def test_only_who_may_change_the_settings_changes_days_off(office: Office) -> None:
    saved = holidays.save(office, CITY)
    office.actor = Actor(name="Bia", permissions=ALL_PERMISSIONS - {Permission.EDIT_SETTINGS})
    for forbidden in (
        lambda: holidays.save(office, CITY),
        lambda: holidays.delete(office, [saved.id or 0]),
        lambda: holidays.put_back(office, [saved]),
    ):
        with pytest.raises(NotAllowed):
            forbidden()
    assert holidays.all(office) == (saved,)


def test_the_year_has_the_countrys_holidays_and_the_20th_of_november_since_2024(office: Office) -> None:
    days = dict(holidays.days_off(office, *YEAR))
    assert days[date(2026, 4, 3)] == "Sexta-feira Santa"
    assert days[date(2026, 11, 20)].startswith("Dia Nacional de Zumbi")
    assert date(2026, 2, 17) not in days  # Carnival is no holiday of the country
    assert len(days) == 10
    assert holidays.days_off(office, date(2023, 11, 20), date(2023, 11, 20)) == ()
    assert len(holidays.days_off(office, date(2024, 11, 20), date(2024, 11, 20))) == 1


def test_the_companys_state_adds_its_own_and_a_state_that_is_none_adds_nothing(office: Office) -> None:
    def days_in(state: str) -> set[date]:
        company.save(office, replace(company.get(office), legal_name="Ventosul Ltda.", address=Address(state=state)))
        return {day for day, _ in holidays.days_off(office, *YEAR)}

    country = days_in("")
    assert days_in("RS") - country == {date(2026, 9, 20)}
    assert days_in("SP") - country == {date(2026, 7, 9)}
    assert days_in("XX") == days_in("São Paulo Capital") == country
    for state in STATE_NAMES:
        assert days_in(state) >= country


def test_names_come_in_the_language_asked_for(office: Office) -> None:
    christmas = date(2026, 12, 25)

    def named(language: str) -> str:
        return dict(holidays.days_off(office, christmas, christmas, language))[christmas]

    assert (named("pt_BR"), named("en")) == ("Natal", "Christmas Day")
    assert dict(holidays.days_off(office, christmas, christmas))[christmas] == "Natal"
    names = {national_days.of_year(year, "", "en")[day] for year in (2026,) for day in _days(2026)}
    assert names == set(national_days._NATIONAL)


def _days(year: int) -> list[date]:
    return list(national_days.of_year(year, "", "pt_BR"))


def test_an_office_may_work_on_national_holidays(office: Office) -> None:
    only_own(office)
    assert holidays.days_off(office, *YEAR) == ()


def test_two_of_one_day_are_one_day_off_with_both_names(office: Office) -> None:
    holidays.save(office, Holiday(day=date(2026, 12, 25), name="Recesso"))
    holidays.save(office, Holiday(day=date(2026, 12, 24), name="Recesso"))
    assert holidays.days_off(office, date(2026, 12, 24), date(2026, 12, 25)) == (
        (date(2026, 12, 24), "Recesso"),
        (date(2026, 12, 25), "Recesso, Natal"),
    )


def test_years_that_no_calendar_counts_have_no_holidays() -> None:
    assert national_days.of_year(1, "RS", "pt_BR") == national_days.of_year(9999, "RS", "pt_BR") == {}
    assert date(1900, 9, 7) in national_days.of_year(1900, "", "pt_BR")


@given(
    st.builds(Holiday, day=st.none() | st.dates(date(2019, 1, 1), date(2029, 12, 31)) | st.just(date(2024, 2, 29)),
              yearly=st.booleans()),
    st.dates(date(2019, 1, 1), date(2029, 12, 31)),
    st.integers(0, 800),
)  # fmt: skip
def test_the_days_worked_out_are_those_that_it_falls_on(holiday: Holiday, since: date, length: int) -> None:
    days = [since + timedelta(days=offset) for offset in range(length + 1)]
    found = {day for day in holidays._days(holiday, range(since.year, days[-1].year + 1)) if since <= day <= days[-1]}
    assert found == {day for day in days if falls_on(holiday, day)}


def test_the_deadline_of_a_new_order_goes_around_days_off(office: Office, clock: Clock) -> None:
    company.save_settings(office, replace(company.settings(office), deadline_days=2))
    clock.now = at(2026, 12, 23, 9)
    assert orders.new(office).deadline == date(2026, 12, 28)
    holidays.save(office, Holiday(day=date(2026, 12, 28), name="Recesso"))
    assert orders.new(office).deadline == date(2026, 12, 29)
    only_own(office)
    assert orders.new(office).deadline == date(2026, 12, 25)


def test_asking_for_one_country_does_not_load_all_of_them() -> None:
    ask = (
        "import sys; from osdesk.services import national_days; assert national_days.of_year(2026, 'RS', 'pt_BR');"
        "print([name for name in sys.modules if name.startswith('holidays.countries.')])"
    )
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['holidays.countries.brazil']"
