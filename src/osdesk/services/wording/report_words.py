"""The words of reports: their titles, what they are broken down by, and the sentence that says what they are about."""

from __future__ import annotations

from datetime import date, timedelta

from osdesk.domain.reports import Grouping, ReportName
from osdesk.texts import catalogue


def name(report: ReportName, language: str) -> str:
    """What the report is called in a list of them."""
    words = catalogue(language)
    return {
        ReportName.ORDERS: words.pgettext("report", "Orders"),
        ReportName.CLIENTS: words.pgettext("report", "Clients"),
        ReportName.TECHNICIANS: words.pgettext("report", "Technicians"),
        ReportName.LEAD_TIMES: words.pgettext("report", "Lead times"),
        ReportName.MATERIALS: words.pgettext("report", "Materials used"),
        ReportName.UNBILLED: words.pgettext("report", "Not yet billed"),
        ReportName.CHECKLISTS: words.pgettext("report", "Checklist failures"),
    }[report]


def purpose(report: ReportName, language: str) -> str:
    """What it answers, in a line."""
    words = catalogue(language)
    return {
        ReportName.ORDERS: words.pgettext("report", "How many, in which status, and what they come to"),
        ReportName.CLIENTS: words.pgettext("report", "Who calls most, and what it brings"),
        ReportName.TECHNICIANS: words.pgettext("report", "Visits, time on site, kilometres"),
        ReportName.LEAD_TIMES: words.pgettext("report", "How long clients wait, and deadlines kept"),
        ReportName.MATERIALS: words.pgettext("report", "What was used, and how much of it"),
        ReportName.UNBILLED: words.pgettext("report", "Done, but without an invoice"),
        ReportName.CHECKLISTS: words.pgettext("report", "What fails most, item by item"),
    }[report]


def title(report: ReportName, grouping: Grouping, language: str) -> str:
    """The heading of a report."""
    if report is not ReportName.ORDERS:
        return name(report, language)
    words = catalogue(language)
    return {
        Grouping.STATUS: words.pgettext("report", "Orders by status"),
        Grouping.SERVICE_TYPE: words.pgettext("report", "Orders by type of service"),
        Grouping.TECHNICIAN: words.pgettext("report", "Orders by technician"),
        Grouping.CLIENT: words.pgettext("report", "Orders by client"),
        Grouping.MONTH: words.pgettext("report", "Orders by month"),
    }[grouping]


def grouping_name(grouping: Grouping, language: str) -> str:
    """What something is broken down by, as a heading."""
    words = catalogue(language)
    return {
        Grouping.STATUS: words.pgettext("report", "Status"),
        Grouping.SERVICE_TYPE: words.pgettext("report", "Type of service"),
        Grouping.TECHNICIAN: words.pgettext("report", "Technician"),
        Grouping.CLIENT: words.pgettext("report", "Client"),
        Grouping.MONTH: words.pgettext("report", "Month"),
    }[grouping]


def stretch_name(first: date, last: date) -> str:
    """`11/2026` for a month or a part of one, `2026` for a year."""
    return f"{first.year:04}" if last - first > timedelta(days=31) else f"{first.month:02}/{first.year:04}"
