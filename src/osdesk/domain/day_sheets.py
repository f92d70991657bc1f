"""The day sheet: one technician's visits of a day on paper, and what to take along. All that the paper is made from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from osdesk.domain.company import Company
from osdesk.domain.contacts import Address
from osdesk.domain.materials import LineKind, MaterialLine
from osdesk.domain.priorities import Priority
from osdesk.domain.text import fold
from osdesk.domain.visits import VisitStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class DayVisit:
    """One visit as the day sheet has it. Names are resolved; `planned_…` are the office's wall clock, `phone` is
    canonical; `advice` is the client's, `note` what was written of the visit; `with_whom` are the others who go.
    """

    number: str
    client: str
    planned_start: time | None = None
    planned_end: time | None = None
    address: Address = Address()
    contact: str = ""
    phone: str = ""
    service_type: str = ""
    priority: Priority = Priority.NORMAL
    deadline: date | None = None
    deadline_time: time | None = None
    equipment: str = ""
    reason: str = ""
    advice: str = ""
    note: str = ""
    with_whom: tuple[str, ...] = ()
    status: VisitStatus = VisitStatus.SCHEDULED
    check_in: datetime | None = None
    check_out: datetime | None = None
    kilometres: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeAlong:
    """So much of something that the day's orders need, and the numbers of these orders."""

    description: str
    unit: str
    quantity: Decimal
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySheet:
    """One technician's day: the whole input of its paper. `minutes` is what all visits are planned to take."""

    company: Company
    logo: bytes = b""
    technician: str
    day: date
    visits: tuple[DayVisit, ...] = ()
    take: tuple[TakeAlong, ...] = ()
    minutes: int = 0
    language: str = "pt_BR"
    time_zone: str = "America/Sao_Paulo"


def take_along(orders: Iterable[tuple[str, Sequence[MaterialLine]]]) -> tuple[TakeAlong, ...]:
    """The parts of some orders (number and lines of each), what is called and counted alike added up exactly.

    Labour and travel go along by themselves. Small and capital letters, accents and blanks don't tell two things apart;
    units do. In the order of the alphabet.
    """
    found: dict[tuple[str, str], TakeAlong] = {}
    for number, lines in orders:
        for line in lines:
            if line.kind is not LineKind.PART or not line.description.strip():
                continue
            description, unit = " ".join(line.description.split()), " ".join(line.unit.split())
            key = (_same(description), unit.casefold())
            held = found.get(key)
            found[key] = TakeAlong(
                description=held.description if held else description,
                unit=held.unit if held else unit,
                quantity=(held.quantity if held else Decimal(0)) + line.quantity,
                numbers=tuple(dict.fromkeys((*(held.numbers if held else ()), number))),
            )
    return tuple(found[key] for key in sorted(found))


def _same(description: str) -> str:
    # Figures alone and signs, which folding drops, tell things apart: 3/4" is no 34.
    return f"{fold(description)} {''.join(c for c in description if not c.isalnum() and not c.isspace())}"
