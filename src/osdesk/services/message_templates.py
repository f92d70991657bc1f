"""What messages say: a template for each event and language, in the office's words or the program's own.

Apart from `outbox`, for a template is written once, with a live preview, and filled in often.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from osdesk.domain import dates, money
from osdesk.domain.changes import Subject
from osdesk.domain.clients import Client
from osdesk.domain.company import Company, OfficeSettings
from osdesk.domain.messages import (
    FIELDS,
    Event,
    MailAccount,
    MessageTemplate,
    fill,
    template_problems,
)
from osdesk.domain.orders import Order
from osdesk.domain.permissions import Permission
from osdesk.domain.problems import Problem
from osdesk.domain.text import clean
from osdesk.domain.visits import Visit, VisitStatus
from osdesk.gateways.mail import signed
from osdesk.services import clients, company, records, statuses, team, wording
from osdesk.services.office import Conflict, Gone, Office
from osdesk.storage.messages import TEMPLATES
from osdesk.storage.outbox import own_template
from osdesk.texts import N_, catalogue

_FIELD = re.compile(r"\{([^{}\n]{1,40})\}")

#: The program's own words. A line all of whose fields are empty is left out (`filled`).
_SUBJECTS: Mapping[Event, str] = {
    Event.REQUEST: N_("Service order {number} – {company}"),
    Event.OPENED: N_("Service order {number} was opened – {company}"),
    Event.SCHEDULED: N_("Your visit is scheduled: {visit} – {company}"),
    Event.FINISHED: N_("Service order {number} is finished – {company}"),
}
_BODIES: Mapping[Event, str] = {
    Event.REQUEST: N_(
        "Hello, {contact}.\n\nYou will find service order {number} attached.\n\nIf anything is not right, just reply to"
        " this message.\n\n{company}"
    ),
    Event.OPENED: N_(
        "Hello, {contact}.\n\nYour service order has the number {number}.\nReason: {reason}\nDeadline: {deadline}\n\n"
        "The document is attached. If anything is not right, just reply to this message.\n\n{company}"
    ),
    Event.SCHEDULED: N_(
        "Hello, {contact}.\n\nThe visit for service order {number} is scheduled.\nWhen: {visit}\nWho comes:"
        " {technicians}\nReason: {reason}\n\nThe document is attached. If you need another time, just reply to this"
        " message.\n\n{company}"
    ),
    Event.FINISHED: N_(
        "Hello, {contact}.\n\nService order {number} is finished.\nTotal: {total}\n\nThe document is attached, with"
        " everything that was done. If you have any question, just reply to this message.\n\nThank you,\n{company}"
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A template as a receiver would read it, and what keeps it from being stored."""

    subject: str
    body: str
    problems: tuple[Problem, ...] = ()


def default(event: Event, language: str) -> MessageTemplate:
    """The program's own words for an event, its fields named in the language."""
    words = catalogue(language)
    return MessageTemplate(
        event=event,
        language=language,
        subject=_named(words.gettext(_SUBJECTS[event]), language),
        body=_named(words.gettext(_BODIES[event]), language),
    )


def get(office: Office, event: Event, language: str) -> MessageTemplate:
    """What is said at an event in a language; version 0 where the office never changed the program's words."""
    with office.read() as session:
        found = own_template(session, event, language)
    return found or default(event, language)


def all_of(office: Office, language: str) -> tuple[MessageTemplate, ...]:
    """The templates of a language, one for each event."""
    return tuple(get(office, event, language) for event in Event)


def save(office: Office, template: MessageTemplate, *, initiator: object = None) -> MessageTemplate:
    """Store the office's words. Raises `Refused` (`message.unknown_field` with `name`, …), `Conflict`."""
    with office.write(Permission.EDIT_SETTINGS, initiator) as work:
        if template.id is None:
            # Two people changed the program's own words: the second didn't know that they had become the office's.
            stored = own_template(work.session, template.event, template.language)
            if stored is not None:
                raise Conflict(stored, template)
        return records.put(work, Subject.MESSAGE_TEMPLATE, TEMPLATES, template, template_problems)


def reset(office: Office, event: Event, language: str, *, initiator: object = None) -> MessageTemplate:
    """Go back to the program's own words; returns them as they are now stored."""
    stored, own = get(office, event, language), default(event, language)
    if stored.id is None:
        return own
    with office.write(Permission.EDIT_SETTINGS, initiator) as work:
        latest = TEMPLATES.load(work.session, stored.id) or stored
        changed = MessageTemplate(
            id=latest.id,
            version=latest.version,
            event=event,
            language=language,
            subject=own.subject,
            body=own.body,
        )
        return records.put(work, Subject.MESSAGE_TEMPLATE, TEMPLATES, changed, template_problems)


def fields(language: str) -> tuple[tuple[str, str], ...]:
    """The fields that a template may name: what is typed between the braces, and what it stands for."""
    return tuple((FIELDS[key][language], wording.message_field_name(key)) for key in FIELDS)


def filled(template: MessageTemplate, figures: Mapping[str, str]) -> tuple[str, str]:
    """Subject and text with their fields replaced. A line of the text all of whose fields are empty is left out."""
    lines = []
    for line in template.body.split("\n"):
        names = [match[0] for match in _FIELD.finditer(line)]
        values = [fill(name, figures) for name in names]
        if names and not any(values):
            continue
        lines.append(fill(line, figures))
    return clean(fill(template.subject, figures)), clean("\n".join(lines), multiline=True)


def preview(template: MessageTemplate, figures: Mapping[str, str], account: MailAccount) -> Preview:
    """How a message would read, with the signature of the office, while its template is written."""
    subject, body = filled(template, figures)
    return Preview(subject=subject, body=signed(body, account.signature).rstrip(), problems=template_problems(template))


def figures(office: Office, order: Order, language: str) -> Mapping[str, str]:
    """What an order puts in the place of each field, in a language."""
    settings, firm = company.settings(office), company.get(office)
    try:
        client = clients.get(office, order.client_id or 0)
    except Gone:
        client = Client()
    status = next((each for each in statuses.statuses(office) if each.id == order.status_id), None)
    visit = _next_visit(order)
    names = _technicians(office, visit) if visit is not None else ""
    return {
        "client": client.name,
        "contact": order.contact_name or client.name,
        "number": order.number,
        "company": firm.name,
        "deadline": _deadline(order, language),
        "total": _total(order, settings, language),
        "status": wording.status_name(status, language) if status is not None else "",
        "reason": " ".join(order.reason.split()),
        "visit": _visit(visit, language) if visit is not None else "",
        "technicians": names,
    }


def example_figures(firm: Company, language: str) -> Mapping[str, str]:
    """Figures of an invented order, for the preview in an office that has none yet."""
    words = catalogue(language)
    visit = Visit(day=date(2026, 11, 27), planned_start=time(14, 0))
    return {
        "client": words.gettext("Aurora Clinic"),
        "contact": "Marina Siqueira Prado",
        "number": "000042",
        "company": firm.name or words.gettext("Your company"),
        "deadline": dates.format_date(date(2026, 11, 27), language),
        "total": money.format_amount(Decimal("856.70"), language, symbol=True),
        "status": words.pgettext("order status", "Scheduled"),
        "reason": words.gettext("The air conditioner drips and makes a noise."),
        "visit": _visit(visit, language),
        "technicians": "Rafael Nunes",
    }


def _named(text: str, language: str) -> str:
    """The program's words with the fields called as in the language: `{client}` becomes `{cliente}`."""
    return fill(text, {key: f"{{{names[language]}}}" for key, names in FIELDS.items()})


def _next_visit(order: Order) -> Visit | None:
    """The visit a message speaks of: the first one planned, else the last that was."""
    dated = [visit for visit in order.visits if visit.day is not None]
    planned = [visit for visit in dated if visit.status is VisitStatus.SCHEDULED]
    if planned:
        return min(planned, key=lambda visit: (visit.day, visit.planned_start is None, visit.planned_start))
    return dated[-1] if dated else None


def _visit(visit: Visit, language: str) -> str:
    if visit.day is None:
        return ""
    day = dates.format_date(visit.day, language, weekday=True)
    hours = "–".join(dates.format_time(each) for each in (visit.planned_start, visit.planned_end) if each is not None)
    return f"{day}, {hours}" if hours else day


def _technicians(office: Office, visit: Visit) -> str:
    found = []
    for technician_id in visit.technicians:
        try:
            found.append(team.get(office, technician_id).name)
        except Gone:
            continue
    return ", ".join(found)


def _deadline(order: Order, language: str) -> str:
    if order.deadline is None:
        return ""
    day = dates.format_date(order.deadline, language)
    return f"{day}, {dates.format_time(order.deadline_time)}" if order.deadline_time is not None else day


def _total(order: Order, settings: OfficeSettings, language: str) -> str:
    """The sum; nothing where there is none, or where the office shows no prices on its paper either."""
    if not order.materials or not settings.show_prices:
        return ""
    return money.format_amount(order.totals.total, language, symbol=True)
