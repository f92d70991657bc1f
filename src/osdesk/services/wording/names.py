"""Names of the fixed values: statuses, service types, priorities, kinds; seeded rows too, until the office names them.

Each takes the language wanted (the sheet has its own), or speaks the screen's. The tables are made when asked for, so
that no language is frozen at import.
"""

from __future__ import annotations

from osdesk.domain.billing import Billing
from osdesk.domain.changes import Subject
from osdesk.domain.checklists import Answer, ItemKind
from osdesk.domain.clients import ClientKind
from osdesk.domain.contacts import ContactKind
from osdesk.domain.materials import LineKind
from osdesk.domain.priorities import Priority
from osdesk.domain.statuses import ServiceType
from osdesk.domain.visits import VisitStatus
from osdesk.services.wording.status_names import speaking


def service_type_name(service_type: ServiceType, language: str | None = None) -> str:
    """The type of service as it is shown: as the office named it, or its key translated."""
    if service_type.name:
        return service_type.name
    words = speaking(language)
    names = {
        "installation": words.gettext("Installation"),
        "preventive": words.gettext("Preventive maintenance"),
        "corrective": words.gettext("Corrective maintenance"),
        "inspection": words.gettext("Inspection"),
        "warranty": words.gettext("Warranty"),
    }
    return names.get(service_type.key, service_type.key)


def visit_status_name(status: VisitStatus, language: str | None = None) -> str:
    """The status of a visit."""
    words = speaking(language)
    return {
        VisitStatus.SCHEDULED: words.pgettext("visit", "Scheduled"),
        VisitStatus.ON_SITE: words.pgettext("visit", "On site"),
        VisitStatus.DONE: words.pgettext("visit", "Done"),
        VisitStatus.PARTIAL: words.pgettext("visit", "Partial"),
        VisitStatus.NOT_DONE: words.pgettext("visit", "Not done"),
    }[status]


def priority_name(priority: Priority, language: str | None = None) -> str:
    """How soon."""
    words = speaking(language)
    return {
        Priority.NORMAL: words.pgettext("priority", "Normal"),
        Priority.HIGH: words.pgettext("priority", "High"),
        Priority.URGENT: words.pgettext("priority", "Urgent"),
    }[priority]


def billing_name(billing: Billing, language: str | None = None) -> str:
    """Where an order stands on its way to being paid."""
    words = speaking(language)
    return {
        Billing.TO_BILL: words.pgettext("order", "To be billed"),
        Billing.BILLED: words.pgettext("order", "Billed"),
        Billing.PAID: words.pgettext("order", "Paid"),
    }[billing]


def item_kind_name(kind: ItemKind, language: str | None = None) -> str:
    """How a checklist item is answered."""
    words = speaking(language)
    return {
        ItemKind.SECTION: words.pgettext("checklist item", "Section"),
        ItemKind.YES_NO: words.pgettext("checklist item", "Yes, no, n/a"),
        ItemKind.MEASURE: words.pgettext("checklist item", "Value"),
        ItemKind.TEXT: words.pgettext("checklist item", "Text"),
        ItemKind.CHOICE: words.pgettext("checklist item", "Choice"),
    }[kind]


def answer_name(answer: Answer, language: str | None = None) -> str:
    """The tick of an item in words."""
    words = speaking(language)
    return {
        Answer.YES: words.pgettext("answer", "Yes"),
        Answer.NO: words.pgettext("answer", "No"),
        Answer.NOT_APPLICABLE: words.pgettext("answer", "Not applicable"),
    }[answer]


def line_kind_name(kind: LineKind, language: str | None = None) -> str:
    """What a line of the materials charges for."""
    words = speaking(language)
    return {
        LineKind.PART: words.pgettext("line", "Part"),
        LineKind.LABOUR: words.pgettext("line", "Labour"),
        LineKind.TRAVEL: words.pgettext("line", "Travel"),
    }[kind]


def contact_kind_name(kind: ContactKind, language: str | None = None) -> str:
    """How a contact is reached."""
    words = speaking(language)
    return {
        ContactKind.PHONE: words.gettext("Phone"),
        ContactKind.WHATSAPP: words.gettext("WhatsApp"),
        ContactKind.EMAIL: words.gettext("E-mail"),
    }[kind]


def client_kind_name(kind: ClientKind, language: str | None = None) -> str:
    """Person or company."""
    words = speaking(language)
    return {
        ClientKind.PERSON: words.pgettext("client", "Person"),
        ClientKind.COMPANY: words.pgettext("client", "Company"),
    }[kind]


def subject_name(subject: Subject, language: str | None = None) -> str:
    """One record of that subject, as a noun."""
    words = speaking(language)
    return {
        Subject.COMPANY: words.gettext("Company"),
        Subject.SETTINGS: words.gettext("Settings"),
        Subject.CLIENT: words.gettext("Client"),
        Subject.TECHNICIAN: words.gettext("Technician"),
        Subject.TEMPLATE: words.gettext("Checklist template"),
        Subject.STATUS: words.gettext("Status"),
        Subject.SERVICE_TYPE: words.gettext("Type of service"),
        Subject.ORDER: words.gettext("Service order"),
        Subject.REVISION: words.gettext("Issued document"),
        Subject.MESSAGE: words.gettext("Message"),
        Subject.MESSAGE_TEMPLATE: words.gettext("Message template"),
        Subject.MAIL_ACCOUNT: words.gettext("Mail account"),
        Subject.SCAN: words.gettext("Scanned page"),
        Subject.SAVED_FILTER: words.gettext("Saved filter"),
        Subject.HOLIDAY: words.gettext("Holiday"),
    }[subject]


def order_title(number: str, language: str | None = None) -> str:
    """`OS 000042`: the document's name in the sheet's or screen's language before the number; alone without one."""
    words = speaking(language)
    name = words.pgettext("document", "SO")
    return f"{name} {number}" if number else name
