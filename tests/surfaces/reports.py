"""The room of reports, opened on a tour and looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from osdesk.domain.filters import Period
from osdesk.domain.reports import ReportName

if TYPE_CHECKING:
    from tour import Tour


def reports_room(tour: Tour) -> None:
    """Every report with its figures, its menus, the question for a period of one's own, and a period without any."""
    page = tour.room("reports")
    page.period.chosen.emit(Period.LAST_30_DAYS)
    for name in ReportName:
        page.names.choose(name)
        tour.settle()
        tour.look(f"report {name}")
    tour.look_at_menu("report's period", page.period.click)
    page.names.choose(ReportName.ORDERS)
    tour.settle()
    tour.look_at_menu("what a report is broken down by", page.grouping.click)
    tour.look_at_menu("whose orders a report is about", page.technician.click)
    tour.look_at_menu("what a report is saved as", page.save_button.click)
    tour.look_at_dialog("a period of one's own", page.choose_days)
    tour.look_at_dialog("save the report", lambda: page._save_as("xlsx"))
    page.period.chosen.emit(Period.LAST_YEAR)
    tour.settle()
    tour.look("a report without any row")
