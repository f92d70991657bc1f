"""Public holidays of Brazil and its states: the one place that imports the library `holidays` (MIT).

Apart from the office's own days off, and imported only when somebody plans. National are those of Lei 662/1949 and
6.802/1980, and the 20th of November since 2024 (Lei 14.759/2023); each state adds its own (Lei 9.093/1995). Days on
which only public offices close, such as Carnival in most states, are none.
"""

from __future__ import annotations

import importlib.util
import sys
from datetime import date
from functools import lru_cache
from typing import Any

from osdesk.domain.dates import FIRST_YEAR, LAST_YEAR
from osdesk.texts import N_, catalogue

#: In which of its languages the library is asked; what it does not speak goes by our own catalogue.
_SPOKEN = {"pt_BR": "pt_BR", "en": "en_US"}
#: What the library calls the country's holidays in English.
_NATIONAL = (
    N_("Universal Fraternization Day"),
    N_("Good Friday"),
    N_("Tiradentes' Day"),
    N_("Worker's Day"),
    N_("Independence Day"),
    N_("Our Lady of Aparecida"),
    N_("All Souls' Day"),
    N_("Republic Proclamation Day"),
    N_("National Day of Zumbi and Black Awareness"),
    N_("Christmas Day"),
)


def of_year(year: int, state: str, language: str) -> dict[date, str]:
    """The holidays of a year by day, with those of a state (`RS`) where it is one, named in a language."""
    return dict(_of_year(year, state.strip().upper(), language)) if FIRST_YEAR <= year <= LAST_YEAR else {}


@lru_cache(maxsize=64)
def _of_year(year: int, state: str, language: str) -> dict[date, str]:
    brazil = _brazil()
    subdivision = state if len(state) == 2 and state in brazil.subdivisions else None
    spoken = _SPOKEN.get(language)
    found = brazil(years=year, subdiv=subdivision, language=spoken or "en_US")
    say = str if spoken else catalogue(language).gettext
    return {day: say(name) for day, name in sorted(found.items())}


def _brazil() -> Any:
    """The library's class for the country.

    Its package imports all 250 countries before it gives one: half a second, in which the window could not paint, and
    most of the bundle. So the package is put in its place without being run, and the country alone is imported.
    """
    package = "holidays.countries"
    if package not in sys.modules:
        spec = importlib.util.find_spec(package)
        if spec is None:
            raise ModuleNotFoundError(package)
        sys.modules[package] = importlib.util.module_from_spec(spec)
    from holidays.countries.brazil import Brazil

    return Brazil
