"""Reports: a period and a filter made into a table with its sums and a plot.

Every report asks a question of the order list, and each of its rows that is made of whole orders carries the question
that lists them: the figures add up with the lists they open.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from osdesk.domain.billing import Billing
from osdesk.domain.questions import OrderDate, OrderQuestion
from osdesk.domain.reports import Grouping, Report, ReportName
from osdesk.domain.statuses import StatusKind
from osdesk.services import company, saved_filters
from osdesk.services.office import Office
from osdesk.services.reports import orders, people, times, work
from osdesk.services.reports.parts import Asked, Made
from osdesk.services.wording import filters, report_words
from osdesk.storage import reports as storage
from osdesk.storage import statuses as status_storage
from osdesk.texts import catalogue
from osdesk.texts import language as screen_language


def make(
    office: Office,
    name: ReportName,
    since: date,
    until: date,
    *,
    question: OrderQuestion | None = None,
    grouping: Grouping = Grouping.STATUS,
    language: str | None = None,
) -> Report:
    """A report on the orders of a period (both days in it) that answer the question.

    What the period is about, the report says: closing for lead times and what is unbilled, visits for technicians, else
    what the question's `dated` says. `grouping` is for orders; lead times take MONTH, SERVICE_TYPE and CLIENT.
    `language` None is the screen's.
    """
    spoken = language or screen_language()
    asked = replace(question or OrderQuestion(), since=since, until=until)
    if name in _DATED:
        asked = replace(asked, dated=_DATED[name])
    if name is ReportName.LEAD_TIMES:
        asked = replace(asked, statuses=frozenset(), kinds=frozenset({StatusKind.DONE}))
    if name is ReportName.UNBILLED:
        asked = replace(asked, billing=frozenset({Billing.TO_BILL}))
    with office.read() as session:
        held = status_storage.all_statuses(session)
        kinds = storage.Kinds(
            done=tuple(each.id for each in held if each.id is not None and each.kind is StatusKind.DONE),
            cancelled=tuple(each.id for each in held if each.id is not None and each.kind is StatusKind.CANCELLED),
        )
        made = _MAKERS[name](
            Asked(
                office=office,
                session=session,
                question=asked,
                since=since,
                until=until,
                grouping=grouping,
                language=spoken,
                kinds=kinds,
            )
        )
    words = catalogue(spoken)
    return Report(
        name=name,
        title=report_words.title(name, grouping, spoken),
        about=filters.sentence(asked, saved_filters.names(office, asked), language=spoken),
        company=company.get(office).name,
        since=since,
        until=until,
        made_at=office.now().replace(microsecond=0),
        language=spoken,
        columns=made.columns,
        rows=made.rows,
        totals=made.totals if made.rows else None,
        plot=made.plot if made.rows else None,
        opens=asked,
        note=made.note if made.rows else words.pgettext("report", "Nothing in this period."),
    )


_DATED = {
    ReportName.TECHNICIANS: OrderDate.PLANNED,
    ReportName.LEAD_TIMES: OrderDate.CLOSED,
    ReportName.UNBILLED: OrderDate.CLOSED,
}


_MAKERS: dict[ReportName, Callable[[Asked], Made]] = {
    ReportName.ORDERS: orders.orders,
    ReportName.CLIENTS: people.clients,
    ReportName.TECHNICIANS: people.technicians,
    ReportName.LEAD_TIMES: times.lead_times,
    ReportName.MATERIALS: work.materials,
    ReportName.UNBILLED: work.unbilled,
    ReportName.CHECKLISTS: work.checklists,
}
