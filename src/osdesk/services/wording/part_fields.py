"""Names of the fields inside parts of a record: visits, materials, contacts; and of the parts themselves.

Apart from the fields of records, for a name that means one thing at the top may mean another inside.
"""

from __future__ import annotations

from osdesk.texts import Catalogue


def one_of(part: str, words: Catalogue) -> str:
    """A part of a list, to be followed by its number."""
    return {
        "visits": words.gettext("Visit"),
        "materials": words.gettext("Material"),
        "checklists": words.gettext("Checklist"),
        "items": words.gettext("Item"),
        "contacts": words.gettext("Contact"),
        "addresses": words.gettext("Address"),
        "attachments": words.gettext("Photo or file"),
        "marks": words.gettext("Mark"),
        "signatures": words.gettext("Signature"),
        "files": words.gettext("File"),
        "hours": words.gettext("Working hours"),
        "absences": words.gettext("Absence"),
    }.get(part, "")


def inner(of: str, part: str, words: Catalogue) -> str:
    """A field inside a part."""
    found = {
        "visits": {
            "day": words.gettext("Date"),
            "planned_start": words.gettext("Planned start"),
            "planned_end": words.gettext("Planned end"),
            "technicians": words.gettext("Technicians"),
            "check_in": words.gettext("Check-in"),
            "check_out": words.gettext("Check-out"),
            "outcome": words.gettext("Status of the visit"),
            "reason": words.gettext("Reason"),
            "observations": words.gettext("Remarks"),
            "kilometres": words.gettext("Kilometres"),
        },
        "hours": {
            "weekday": words.gettext("Weekday"),
            "start": words.gettext("Start"),
            "end": words.gettext("End"),
        },
        "absences": {
            "since": words.gettext("First day"),
            "until": words.gettext("Last day"),
            "reason": words.gettext("Reason"),
        },
        "materials": {
            "kind": words.gettext("Kind"),
            "description": words.gettext("Description"),
            "quantity": words.gettext("Quantity"),
            "unit": words.gettext("Unit"),
            "unit_price": words.gettext("Unit price"),
        },
        "attachments": {
            "caption": words.gettext("Caption"),
            "stage": words.gettext("Stage of the work"),
            "printed": words.gettext("On the paper"),
            "marks": words.gettext("Marks"),
            "words": words.gettext("Words"),
            "name": words.gettext("File name"),
        },
        "signatures": {
            "role": words.gettext("Who signs"),
            "name": words.gettext("Name"),
            "tax_id": words.gettext("CPF"),
            "signed_at": words.gettext("Signed at"),
            "ink": words.gettext("Signature"),
        },
        "contacts": {
            "kind": words.gettext("Kind"),
            "value": words.gettext("Number or address"),
            "label": words.gettext("Label"),
        },
        "addresses": {"kind": words.gettext("Kind"), "label": words.gettext("Label"), **address(words)},
        "address": address(words),
        "numbering": {
            "first": words.gettext("First number"),
            "width": words.gettext("Digits"),
            "prefix": words.gettext("Prefix"),
            "yearly": words.gettext("Restart every year"),
        },
    }
    items = {
        "name": words.gettext("Name"),
        "kind": words.gettext("Kind of answer"),
        "text": words.gettext("Text"),
        "unit": words.gettext("Unit"),
        "minimum": words.gettext("Lowest value"),
        "maximum": words.gettext("Highest value"),
        "choices": words.gettext("Choices"),
        "answer": words.gettext("Answer"),
        "measured": words.gettext("Measured value"),
        "written": words.gettext("Written answer"),
        "note": words.gettext("Note"),
    }
    return found.get(of, items if of in ("checklists", "items") else {}).get(part, "")


def address(words: Catalogue) -> dict[str, str]:
    """Fields of an address."""
    return {
        "address": words.gettext("Address"),
        "postal_code": words.gettext("CEP"),
        "street": words.gettext("Street"),
        "number": words.pgettext("house", "Number"),
        "complement": words.gettext("Complement"),
        "district": words.gettext("District"),
        "city": words.gettext("City"),
        "state": words.gettext("State"),
    }
