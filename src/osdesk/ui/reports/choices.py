"""What a report is asked about: its period, what it is broken down by, whose orders."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from osdesk.domain.dates import format_date
from osdesk.domain.filters import Period
from osdesk.domain.reports import Grouping, ReportName
from osdesk.texts import N_, _, language

#: In the order of the menu; a report needs an end and a beginning, so that "any date" is none of them.
PERIODS: Mapping[Period, str] = {
    Period.THIS_MONTH: N_("This month"),
    Period.LAST_MONTH: N_("Last month"),
    Period.THIS_WEEK: N_("This week"),
    Period.LAST_WEEK: N_("Last week"),
    Period.LAST_30_DAYS: N_("Last 30 days"),
    Period.THIS_YEAR: N_("This year"),
    Period.LAST_YEAR: N_("Last year"),
}
GROUPINGS: Mapping[Grouping, str] = {
    Grouping.STATUS: N_("By status"),
    Grouping.SERVICE_TYPE: N_("By type of service"),
    Grouping.TECHNICIAN: N_("By technician"),
    Grouping.CLIENT: N_("By client"),
    Grouping.MONTH: N_("By month"),
}
#: What each report can be broken down by; those that aren't here are what they are.
BROKEN_DOWN: Mapping[ReportName, tuple[Grouping, ...]] = {
    ReportName.ORDERS: tuple(Grouping),
    ReportName.LEAD_TIMES: (Grouping.MONTH, Grouping.SERVICE_TYPE, Grouping.CLIENT),
}


def period_words(period: Period, since: date, until: date) -> str:
    """What the chip says: the period's name, or its days."""
    if period in PERIODS:
        return _(PERIODS[period])
    return f"{format_date(since, language())} – {format_date(until, language())}"
