"""JSON of strangers made ready for values: each field read as strictly as if it were typed, its fault told by its path.

Apart from the verbs that store: nothing here knows a database.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime, time, tzinfo
from decimal import Decimal
from enum import StrEnum
from typing import Any

from osdesk.domain import money, phones, postal, tax_ids
from osdesk.domain.checklists import Answer, ItemKind
from osdesk.domain.clients import Client, ClientKind
from osdesk.domain.company import Company
from osdesk.domain.contacts import AddressKind, ContactKind
from osdesk.domain.materials import DiscountKind, LineKind
from osdesk.domain.orders import CODE_ALPHABET, CODE_LENGTH, Order
from osdesk.domain.priorities import Priority
from osdesk.domain.problems import Problem, Refused, Unreadable
from osdesk.domain.text import elide
from osdesk.domain.visits import VisitOutcome
from osdesk.storage.codec import from_plain, to_plain

Json = dict[str, Any]

#: Ids, versions and times of another database: read and forgotten.
FORGOTTEN = frozenset(
    {"id", "version", "sample", "deleted_at", "created_at", "template_id", "attachments", "signatures"}
)
#: By the list they stand in: told by `show`, and worked out anew here.
_WORKED_OUT: Mapping[str, frozenset[str]] = {"materials": frozenset({"total"})}
_SHOWN = 40

_KINDS: Mapping[str, type[StrEnum]] = {
    "materials": LineKind,
    "items": ItemKind,
    "contacts": ContactKind,
    "addresses": AddressKind,
    "client": ClientKind,
}
_PLAIN_LISTS = frozenset({"technicians", "tags", "choices"})
_LISTS = _PLAIN_LISTS | {"visits", "checklists", "items", "materials", "contacts", "addresses"}
_CHOICES: Mapping[str, type[StrEnum]] = {
    "priority": Priority,
    "discount_kind": DiscountKind,
    "outcome": VisitOutcome,
    "answer": Answer,
}


class Faults:
    """The faults found so far, so that a person hears of all of them at once."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(self, path: str, code: str, **facts: object) -> None:
        """One more fault."""
        self.problems.append(Problem(field=path, code=code, facts=facts))

    def refuse(self) -> None:
        """Raise `Refused` when there is any."""
        if self.problems:
            raise Refused(tuple(self.problems))


class Reader:
    """Reads the fields of one kind of document, in a zone (for a moment without offset) and with an area code."""

    def __init__(self, zone: tzinfo, area_code: str = "") -> None:
        self.zone = zone
        self.area_code = area_code
        self.faults = Faults()

    def record(self, data: object, path: str, of: str = "") -> Json:
        """An object with its fields read; `of` names the list or field it stands in. Nulls are left out."""
        if not isinstance(data, dict):
            self.faults.add(path, "json.object")
            return {}
        found: Json = {}
        for name, value in data.items():
            if name in FORGOTTEN or value is None or name in _WORKED_OUT.get(of, ()):
                continue
            percent = name == "discount" and data.get("discount_kind") == DiscountKind.PERCENT
            found[name] = self.value("percent" if percent else name, value, _below(path, name), of)
        return found

    def value(self, name: str, value: object, path: str, of: str) -> Any:
        """One field, in the form that values are made from."""
        if name in _LISTS and not isinstance(value, list):
            self.faults.add(path, "json.list")
            return []
        if isinstance(value, list) and name not in _PLAIN_LISTS:
            return [self.record(inner, f"{path}.{place}", name) for place, inner in enumerate(value)]
        if isinstance(value, dict):
            return self.record(value, path, name)
        reader = self._reader(name, of)
        if reader is None:
            return value
        try:
            return reader(value)
        except Unreadable as fault:
            self.faults.problems.append(fault.at(path))
            return None

    def _reader(self, name: str, of: str) -> Callable[[object], Any] | None:
        choices = _KINDS.get(of) if name == "kind" else _CHOICES.get(name)
        if choices is not None:
            return lambda value: _choice(value, choices)
        if "phone" in name or name == "whatsapp":
            return self._phone
        if name == "value" and of == "contacts":
            return self._contact
        return _READERS.get(name, self._instant if name in _INSTANTS else None)

    def _phone(self, value: object) -> str:
        return phones.read_phone(_text(value), self.area_code).number

    def _contact(self, value: object) -> str:
        written = _text(value)
        return written if "@" in written else phones.read_phone(written, self.area_code).number

    def _instant(self, value: object) -> str:
        written = _text(value)
        try:
            moment = datetime.fromisoformat(written)
        except ValueError:
            raise Unreadable("json.instant", text=_quoted(written)) from None
        return (moment if moment.tzinfo else moment.replace(tzinfo=self.zone)).astimezone(UTC).isoformat()


_INSTANTS = frozenset({"opened_at", "closed_at", "check_in", "check_out", "authorised_at"})


def built(cls: type[Any], data: Json, defaults: object, path: str = "") -> Any:
    """A value of a class: what `data` says, and for the rest the fields of `defaults`. Raises `Refused`."""
    known = {field.name for field in fields(cls)}
    unknown = [name for name in data if name not in known]
    if unknown:
        raise Refused(
            tuple(
                Problem(field=_below(path, name), code="json.unknown_field", facts={"name": name}) for name in unknown
            )
        )
    try:
        return from_plain(cls, {**to_plain(defaults), **data})
    except Refused as refusal:
        raise Refused(
            tuple(
                Problem(field=_below(path, held.field), code=held.code, facts=held.facts) for held in refusal.problems
            )
        ) from None


def nulls(cls: type[Order | Client | Company], data: object) -> Json:
    """What the nulls at the top of an object mean: the empty value of each field, not the office's default."""
    if not isinstance(data, dict):
        return {}
    plain = to_plain(cls())
    # A field that may hold nothing holds nothing, whatever a new value begins with.
    empty = {held.name: None if "None" in str(held.type) else plain[held.name] for held in fields(cls)}
    return {name: empty[name] for name, value in data.items() if value is None and name in empty}


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _quoted(text: str) -> str:
    return elide(" ".join(text.split()), _SHOWN)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise Unreadable("json.text")
    return value


def _figure(value: object) -> str:
    """A figure as text; a JSON number was read exactly, so it is as good."""
    if isinstance(value, bool) or not isinstance(value, (str, int, Decimal)):
        raise Unreadable("json.figure")
    return value if isinstance(value, str) else format(value, "f")


def _amount(value: object) -> str:
    return money.json_amount(money.parse_json_amount(_figure(value)))


def _percent(value: object) -> str:
    return format(money.parse_json_percent(_figure(value)), "f")


def _quantity(value: object) -> str:
    return format(money.parse_json_quantity(_figure(value)), "f")


def _measured(value: object) -> str:
    # A measured figure keeps as many decimals as were written.
    written = _figure(value)
    body = written.removeprefix("-")
    if len(written) > _SHOWN or not body.isascii() or not body.replace(".", "", 1).isdecimal():
        raise Unreadable("quantity.unreadable", text=_quoted(written))
    return written


def _date(value: object) -> str:
    written = _text(value)
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        raise Unreadable("json.date", text=_quoted(written)) from None


def _time(value: object) -> str:
    written = _text(value)
    try:
        return time.fromisoformat(written).replace(tzinfo=None).isoformat()
    except ValueError:
        raise Unreadable("json.time", text=_quoted(written)) from None


def _tax_id(value: object) -> str:
    return tax_ids.parse(_text(value))


def _postal_code(value: object) -> str:
    written = _text(value)
    try:
        return postal.parse_cep(written)
    except Unreadable:
        return written  # a foreign one


def _code(value: object) -> str:
    written = _text(value).strip().upper()
    if len(written) != CODE_LENGTH or not set(written) <= set(CODE_ALPHABET):
        raise Unreadable("json.code")
    return written


def _choice(value: object, choices: type[StrEnum]) -> str:
    if value not in list(choices):
        raise Unreadable("json.choice", choices=", ".join(choices))
    return str(value)


_READERS: Mapping[str, Callable[[object], Any]] = {
    "unit_price": _amount,
    "discount": _amount,
    "percent": _percent,
    "quantity": _quantity,
    "measured": _measured,
    "minimum": _measured,
    "maximum": _measured,
    "deadline": _date,
    "day": _date,
    "deadline_time": _time,
    "planned_start": _time,
    "planned_end": _time,
    "tax_id": _tax_id,
    "contact_tax_id": _tax_id,
    "responsible_tax_id": _tax_id,
    "postal_code": _postal_code,
    "code": _code,
}
