"""The history of a record in sentences: what was done in one line, and each change with its value before and after.

Apart because a journal holds plain values ("2026-11-24", 3, "not_done"), and a person reads dates, names and amounts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time, tzinfo
from decimal import Decimal, InvalidOperation
from typing import Any

from osdesk.domain import dates, money, phones, tax_ids
from osdesk.domain.changes import Subject
from osdesk.domain.checklists import Answer, ItemKind
from osdesk.domain.clients import ClientKind
from osdesk.domain.contacts import ContactKind
from osdesk.domain.history import Deed, Entry, FieldChange
from osdesk.domain.materials import LineKind
from osdesk.domain.messages import Channel
from osdesk.domain.priorities import Priority
from osdesk.domain.sheets import Copies
from osdesk.domain.text import elide
from osdesk.domain.visits import VisitStatus
from osdesk.services.wording import names
from osdesk.services.wording.fields import field_name
from osdesk.texts import _, language, ngettext

#: Names of records by field: `{"status_id": {1: "Aberta"}, "technicians": {4: "Rafael"}}`.
Names = Mapping[str, Mapping[int, str]]

_NO_NAMES: Names = {}
_NOTHING = "—"
_LONGEST = 60
_COUNTED = frozenset(
    {"visits", "checklists", "materials", "items", "contacts", "addresses", "attachments", "signatures"}
)
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ISO_TIME = re.compile(r"[0-9]{2}:[0-9]{2}:[0-9]{2}")
_ISO_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+[+-][0-9:]+")


def entry_sentence(entry: Entry, known: Names = _NO_NAMES) -> str:
    """What somebody did, as one line without the name and the moment: "Changed the status to Done"."""
    match entry.deed:
        case Deed.ADDED:
            return _("Opened the order") if entry.subject is Subject.ORDER else _("Added it")
        case Deed.DELETED:
            return _("Moved it to the bin")
        case Deed.RESTORED:
            return _("Took it out of the bin")
        case Deed.PRINTED:
            return _printed(entry.detail)
        case Deed.EXPORTED:
            detail = elide(entry.detail, _LONGEST) if entry.detail else ""
            return _("Exported as PDF: {file}").format(file=detail) if detail else _("Exported as PDF")
        case Deed.ISSUED | Deed.VOIDED | Deed.SENT | Deed.FILED:
            return _of_document(entry)
        case _:
            return _changed(entry, known)


def change_line(
    subject: Subject,
    change: FieldChange,
    known: Names = _NO_NAMES,
    zone: tzinfo | None = None,
    *,
    longest: int = _LONGEST,
) -> tuple[str, str, str]:
    """The name of a changed field, and what it held before and after; a dash where it held nothing.

    `zone` is the office's, in which moments are shown; a text is cut at `longest` characters.
    """
    name = field_name(subject, change.field)
    before, after = (_shown(change.field, value, known, zone, longest) for value in (change.before, change.after))
    return name, before, after


def _printed(detail: str) -> str:
    if detail.startswith("blank"):
        return _("Printed the form to fill in by hand")
    if detail.startswith("revision:"):
        return _("Printed revision {number} as it was issued").format(number=detail.removeprefix("revision:"))
    if detail == Copies.BOTH:
        return _("Printed both copies")
    if detail == Copies.COMPANY:
        return _("Printed the company's copy")
    if detail == Copies.CLIENT:
        return _("Printed the client's copy")
    return _("Printed: {detail}").format(detail=elide(detail, _LONGEST)) if detail else _("Printed")


def _of_document(entry: Entry) -> str:
    if entry.deed is Deed.ISSUED:
        return _("Issued revision {number}").format(number=entry.detail)
    if entry.deed is Deed.VOIDED:
        return _("Voided revision {number}").format(number=entry.detail)
    if entry.deed is Deed.FILED:
        return _("Filed a signed copy: {file}").format(file=elide(entry.detail, _LONGEST))
    return _sent(entry.detail)


def _sent(detail: str) -> str:
    channel, _space, receivers = detail.partition(" ")
    if channel == Channel.WHATSAPP:
        receivers = phones.format_phone(receivers)
    receivers = elide(receivers, _LONGEST)
    if channel == Channel.WHATSAPP:
        return _("Opened WhatsApp to {receivers}").format(receivers=receivers)
    if channel == Channel.DRAFT:
        return _("Opened a mail to {receivers} in the mail program").format(receivers=receivers)
    return _("Sent by e-mail to {receivers}").format(receivers=receivers)


def _changed(entry: Entry, known: Names) -> str:
    told = {change.field: change.after for change in entry.changes}
    if "status_id" in told:
        return _of_status(entry, _shown("status_id", told["status_id"], known, None), told.get("closing_override"))
    if len(entry.changes) == 1 and entry.changes[0].field == "signed_copies":
        return _("Took away a signed copy: {file}").format(file=elide(str(entry.changes[0].before), _LONGEST))
    if len(entry.changes) == 1:
        alone = _told(entry.changes[0])
        if alone:
            return alone
    things = _things(entry)
    if not things:
        return _("Changed it")
    if len(things) == 1:
        return _("Changed: {thing}").format(thing=things[0])
    if len(things) == 2:
        return _("Changed: {first} and {second}").format(first=things[0], second=things[1])
    more = len(things) - 2
    return ngettext(
        "Changed: {first}, {second} and {count} more field",
        "Changed: {first}, {second} and {count} more fields",
        more,
    ).format(first=things[0], second=things[1], count=more)


def _of_status(entry: Entry, status: str, override: object) -> str:
    if entry.deed is Deed.MERGED:
        gone = elide(entry.detail, _LONGEST)
        return _("The status “{gone}” became “{status}”").format(gone=gone, status=status)
    if override:
        reason = elide(str(override).replace("\n", " "), _LONGEST)
        sentence = _("Changed the status to {status} in spite of what is missing: {reason}")
        return sentence.format(status=status, reason=reason)
    return _("Changed the status to {status}").format(status=status)


def _told(change: FieldChange) -> str:
    """A change that has words of its own."""
    leaf = change.field.rpartition(".")[2]
    if change.before is None and change.after is not None:
        if leaf == "check_in":
            return _("Noted the arrival")
        if leaf == "check_out":
            return _("Noted the departure")
        if re.fullmatch(r"visits\.[0-9]+", change.field):
            return _("Scheduled a visit")
        if re.fullmatch(r"checklists\.[0-9]+", change.field):
            return _("Added a checklist")
        if re.fullmatch(r"materials\.[0-9]+", change.field):
            return _("Added a material or service")
        if re.fullmatch(r"attachments\.[0-9]+", change.field):
            return _("Added a photo or file")
        if re.fullmatch(r"signatures\.[0-9]+", change.field):
            return _("Took a signature")
    return ""


def _things(entry: Entry) -> list[str]:
    """What was changed, parts counted: "deadline", "2 checklist items"."""
    counted: dict[str, set[str]] = {}
    found: list[str] = []
    for change in entry.changes:
        head, _point, rest = change.field.partition(".")
        if head in _COUNTED and rest:
            item = re.match(r"[0-9]+(?:\.items\.[0-9]+)?", rest)
            counted.setdefault(head, set()).add(item[0] if item else rest)
            if head not in found:
                found.append(head)
        else:
            name = field_name(entry.subject, head)
            name = name if name[:2].isupper() else name[:1].lower() + name[1:]
            if name not in found:
                found.append(name)
    return [_counted(thing, len(counted[thing])) if thing in counted else thing for thing in found]


def _counted(part: str, count: int) -> str:
    sentences = {
        "visits": ngettext("{count} visit", "{count} visits", count),
        "checklists": ngettext("{count} checklist item", "{count} checklist items", count),
        "materials": ngettext("{count} line of materials", "{count} lines of materials", count),
        "items": ngettext("{count} item", "{count} items", count),
        "contacts": ngettext("{count} contact", "{count} contacts", count),
        "addresses": ngettext("{count} address", "{count} addresses", count),
        "attachments": ngettext("{count} photo or file", "{count} photos or files", count),
        "signatures": ngettext("{count} signature", "{count} signatures", count),
    }
    return sentences[part].format(count=count)


def _shown(field: str, value: Any, known: Names, zone: tzinfo | None, longest: int = _LONGEST) -> str:
    """A plain value as people write it."""
    leaf = field.rpartition(".")[2]
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if not value and value != 0:
        return _NOTHING
    if isinstance(value, dict):
        return _part(value)
    if isinstance(value, list):
        return ", ".join(known.get(leaf, {}).get(item, str(item)) for item in value)
    if isinstance(value, int):
        return known.get(leaf, {}).get(value, str(value))
    return elide(_text(leaf, str(value), zone).replace("\n", " "), longest)


def _part(value: Mapping[str, Any]) -> str:
    """A whole part that was added or removed, by what it is known by."""
    for name in ("caption", "description", "name", "text", "value", "street", "label", "reason"):
        if value.get(name):
            return elide(str(value[name]), _LONGEST)
    day = value.get("day") or value.get("check_in") or value.get("taken_at")
    if day:
        return _text("day", str(day)[:10], None)
    # A photo without a word, in a document: names of files aren't printed.
    return f"{value['width']} × {value['height']}" if value.get("width") else "…"


_MONEY = frozenset({"unit_price", "discount"})
_FIGURES = frozenset({"quantity", "measured", "minimum", "maximum", "kilometres"})


def _text(leaf: str, value: str, zone: tzinfo | None) -> str:
    try:
        return _named(leaf, value) or _figure(leaf, value) or _moment(value, zone) or value
    except (ValueError, InvalidOperation):
        # A value of an older version: shown as it was written.
        return value


def _named(leaf: str, value: str) -> str:
    """One of the fixed values; no two kinds share a word, so a kind's word alone tells whose it is."""
    match leaf:
        case "priority":
            return names.priority_name(Priority(value))
        case "answer":
            return names.answer_name(Answer(value))
        case "outcome":
            return names.visit_status_name(VisitStatus(value))
        case "kind":
            written = {
                **{str(kind): names.line_kind_name(kind) for kind in LineKind},
                **{str(kind): names.client_kind_name(kind) for kind in ClientKind},
                **{str(kind): names.contact_kind_name(kind) for kind in ContactKind},
                **{str(kind): names.item_kind_name(kind) for kind in ItemKind},
            }
            return written.get(value, value)
        case _:
            return ""


def _figure(leaf: str, value: str) -> str:
    if leaf in _MONEY:
        return money.format_amount(Decimal(value), language(), symbol=True)
    if leaf in _FIGURES:
        return money.format_quantity(Decimal(value), language())
    if leaf.endswith("tax_id"):
        return tax_ids.format(value)
    if "phone" in leaf or leaf in ("whatsapp", "value"):
        return phones.format_phone(value)
    return ""


def _moment(value: str, zone: tzinfo | None) -> str:
    if _ISO_INSTANT.fullmatch(value):
        moment = datetime.fromisoformat(value).astimezone(zone)
        return f"{dates.format_date(moment.date(), language())} {dates.format_time(moment)}"
    if _ISO_DATE.fullmatch(value):
        return dates.format_date(date.fromisoformat(value), language())
    return dates.format_time(time.fromisoformat(value)) if _ISO_TIME.fullmatch(value) else ""
