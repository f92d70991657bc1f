"""The company as JSON, out and in."""

from __future__ import annotations

from typing import Any

from osdesk.domain import tax_ids
from osdesk.domain.company import Company
from osdesk.domain.problems import Problem, Refused, Unreadable
from osdesk.services import company
from osdesk.services.exchange.reading import Reader, built, nulls
from osdesk.services.exchange.writing import plain
from osdesk.services.office import Office


def company_json(office: Office) -> dict[str, Any]:
    """The company with the fields of the domain; `logo` is the SHA-256 of its file."""
    found: dict[str, Any] = plain(company.get(office), office.zone)
    return found


def company_from_json(office: Office, data: object) -> Company:
    """The company as it would be with what an object says; fields that it doesn't name stay, null empties one.

    Not stored. `cnpj` and `cpf` are taken for `tax_id`; `logo` is ignored (it is a file). Raises `Refused`.
    """
    stored = company.get(office)
    reader = Reader(office.zone, stored.area_code)
    if isinstance(data, dict):
        data = {name: value for name, value in data.items() if name != "logo"}
    read = reader.record(data, "")
    for alias in ("cpf", "cnpj"):
        written = read.pop(alias, None)
        if isinstance(written, str) and not read.get("tax_id"):
            try:
                read["tax_id"] = tax_ids.parse(written)
            except Unreadable as fault:
                reader.faults.problems.append(fault.at("tax_id"))
    reader.faults.refuse()
    if "address" in read and not isinstance(read["address"], dict):
        raise Refused((Problem(field="address", code="json.object"),))
    found: Company = built(Company, {**nulls(Company, data), **read}, stored)
    return found
