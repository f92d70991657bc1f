"""Names of the fields, and of the place inside a record that a path like `materials.1.quantity` means.

Apart because history, drafts, problems on the command line and the window's labels must call one field by one name.
"""

from __future__ import annotations

from collections.abc import Mapping

from osdesk.domain.changes import Subject
from osdesk.services.wording import part_fields, record_fields
from osdesk.texts import Catalogue, current


def field_name(subject: Subject, field: str) -> str:
    """The name of a field of such a record, by its path; parts are counted from 1: `Material 2, quantity`."""
    words = current()
    if subject is Subject.ORDER and field.startswith("client."):
        inside = field_name(Subject.CLIENT, field.removeprefix("client."))
        return f"{words.gettext('Client')}, {_uncapitalised(inside)}"
    names = _fields(subject, words)
    found: list[str] = []
    parts = field.split(".")
    for index, part in enumerate(parts):
        if part.isdecimal():
            continue
        following = parts[index + 1] if index + 1 < len(parts) else ""
        # A name that means one thing at the top may mean another inside ("checklists.0.items.2.text").
        name = part_fields.one_of(part, words) if following.isdecimal() else ""
        if name:
            found.append(f"{name} {int(following) + 1}")
        elif len(parts) == 1 or index == 0:
            found.append(names.get(part, part))
        else:
            found.append(part_fields.inner(parts[0], part, words) or names.get(part, part))
    # "Address, street" says no more than "Street".
    if len(found) > 1 and parts[0] in ("address", "numbering"):
        del found[0]
    return ", ".join([found[0], *(_uncapitalised(name) for name in found[1:])]) if found else field


def _uncapitalised(name: str) -> str:
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def _fields(subject: Subject, words: Catalogue) -> Mapping[str, str]:
    return {
        Subject.ORDER: record_fields.order,
        Subject.CLIENT: record_fields.client,
        Subject.COMPANY: record_fields.company,
        Subject.SETTINGS: record_fields.settings,
        Subject.TECHNICIAN: record_fields.technician,
        Subject.TEMPLATE: record_fields.template,
        Subject.STATUS: record_fields.status,
        Subject.SERVICE_TYPE: record_fields.service_type,
        Subject.REVISION: record_fields.revision,
        Subject.MESSAGE: record_fields.message,
        Subject.MESSAGE_TEMPLATE: record_fields.message,
        Subject.MAIL_ACCOUNT: record_fields.mail_account,
        Subject.SCAN: record_fields.scan,
        Subject.SAVED_FILTER: record_fields.saved_filter,
        Subject.HOLIDAY: record_fields.holiday,
    }[subject](words)
