"""Every table of an office's database, by importing the subjects: what creates or compares a schema starts here."""

from __future__ import annotations

from typing import Any

from osdesk.domain.changes import Subject
from osdesk.storage import (
    checklists,
    clients,
    company,
    counters,
    facets,
    files,
    holidays,
    journal,
    messages,
    orders,
    revisions,
    saved_filters,
    scans,
    statuses,
    suggestions,
    tally,
    team,
)
from osdesk.storage.aggregate import Aggregate
from osdesk.storage.metadata import metadata

#: How the value of each subject is stored.
AGGREGATES: dict[Subject, Aggregate[Any]] = {
    Subject.COMPANY: company.COMPANY,
    Subject.SETTINGS: company.SETTINGS,
    Subject.CLIENT: clients.CLIENTS,
    Subject.TECHNICIAN: team.TECHNICIANS,
    Subject.TEMPLATE: checklists.TEMPLATES,
    Subject.STATUS: statuses.STATUSES,
    Subject.SERVICE_TYPE: statuses.SERVICE_TYPES,
    Subject.ORDER: orders.ORDERS,
    Subject.REVISION: revisions.REVISIONS,
    Subject.MESSAGE: messages.MESSAGES,
    Subject.MESSAGE_TEMPLATE: messages.TEMPLATES,
    Subject.MAIL_ACCOUNT: messages.ACCOUNT,
    Subject.SCAN: scans.SCANS,
    Subject.SAVED_FILTER: saved_filters.SAVED_FILTERS,
    Subject.HOLIDAY: holidays.HOLIDAYS,
}

#: The schema of `office.db` and of `files.db`.
OFFICE = metadata
FILES = files.metadata

#: Tables that no value is stored in.
LEDGERS = (
    counters.counter,
    counters.counter_jump,
    journal.journal,
    suggestions.suggestion,
    tally.tally,
    facets.facets,
    facets.place,
    revisions.office_key,
)
