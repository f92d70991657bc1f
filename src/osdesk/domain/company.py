"""The company whose name stands on the paper, and the settings that the whole office shares."""

from __future__ import annotations

import re
import zoneinfo
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from osdesk.domain import phones, tax_ids
from osdesk.domain.attachments import PHOTOS_A_PAGE
from osdesk.domain.contacts import Address, is_email
from osdesk.domain.messages import SendingRule
from osdesk.domain.problems import Problem

DEFAULT_ACCENT = "#0F4C5C"
SHEET_LANGUAGES = ("pt_BR", "es", "en")
#: What a photo may be reduced to, in pixels of its longest edge.
SMALLEST_EDGE, LARGEST_EDGE = 640, 4096

_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_WEB_ADDRESS = re.compile(r"https?://[^\s/]+(/\S*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """The header of every sheet. `tax_id` is a CNPJ or CPF without mask; `logo` the SHA-256 (hex) of its file, or "".

    `warranty_days` and `terms` are what a new order starts with.
    """

    version: int = 0
    legal_name: str = ""
    trade_name: str = ""
    tax_id: str = ""
    state_registration: str = ""
    municipal_registration: str = ""
    address: Address = Address()
    phone: str = ""
    other_phone: str = ""
    whatsapp: str = ""
    email: str = ""
    site: str = ""
    logo: str = ""
    accent: str = DEFAULT_ACCENT
    terms: str = ""
    warranty_days: int | None = 90

    @property
    def name(self) -> str:
        """The name the firm is known by."""
        return self.trade_name or self.legal_name

    @property
    def area_code(self) -> str:
        """The area code (DDD) of the company's phone, for numbers typed without one; "" when it has none."""
        codes = (phones.area_code(number) for number in (self.phone, self.other_phone, self.whatsapp))
        return next((code for code in codes if code), "")


class SheetForm(StrEnum):
    """How the two copies are laid out: by measured fit, or forced."""

    AUTO = "auto"
    HALF = "half"
    FULL = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """How orders are numbered: `first` number, at least `width` digits, a `prefix`, restarting `yearly` or not."""

    first: int = 1
    width: int = 6
    prefix: str = ""
    yearly: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeSettings:
    """What the office shares: numbering, time zone, language of the sheet, and what a new order starts with.

    `photo_edge` is the longest edge, in pixels, that photos are reduced to; `photos_a_page` how many go on a page after
    the client's copy (0: none). `issue_on_print` and `issue_on_export` freeze a revision where paper or a file leaves.
    `opens`, `closes` and `workdays` (0 is Monday) are the hours of technicians who have none of their own;
    `national_holidays` are days off, with those of the company's state.
    """

    version: int = 0
    numbering: Numbering = Numbering()
    time_zone: str = "America/Sao_Paulo"
    sheet_language: str = "pt_BR"
    sheet_form: SheetForm = SheetForm.AUTO
    filing_holes: bool = False
    show_prices: bool = True
    deadline_days: int | None = None
    service_type_id: int | None = None
    technician_id: int | None = None
    units: tuple[str, ...] = ("un", "m", "h", "kg", "serv.")
    observations: str = ""
    postal_lookup_url: str = "https://viacep.com.br"
    company_lookup_url: str = "https://brasilapi.com.br"
    issue_on_print: bool = False
    issue_on_export: bool = False
    photo_edge: int = 1600
    keep_originals: bool = False
    keep_location: bool = False
    photos_a_page: int = 0
    when_opened: SendingRule = SendingRule.NOTHING
    when_scheduled: SendingRule = SendingRule.NOTHING
    when_finished: SendingRule = SendingRule.NOTHING
    opens: time = time(8)
    closes: time = time(18)
    workdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    national_holidays: bool = True


def format_number(numbering: Numbering, number: int, year: int) -> str:
    """An order's number as it is stored and printed: `000042`, `ABC-000042`, `2026/000042`, `ABC-2026/000042`."""
    digits = f"{number:0{numbering.width}d}"
    body = f"{year:04d}/{digits}" if numbering.yearly else digits
    return f"{numbering.prefix}-{body}" if numbering.prefix else body


def company_problems(company: Company) -> tuple[Problem, ...]:
    """What keeps a company from being stored."""
    found: list[Problem] = []
    if not company.name.strip():
        found.append(Problem(field="legal_name", code="required"))
    found += tax_ids.problems(company.tax_id, "tax_id")
    if company.email and not is_email(company.email):
        found.append(Problem(field="email", code="email.form"))
    if not _COLOUR.fullmatch(company.accent):
        found.append(Problem(field="accent", code="colour.form"))
    if company.warranty_days is not None and not 0 <= company.warranty_days <= 3650:
        found.append(Problem(field="warranty_days", code="warranty.range"))
    return tuple(found)


def settings_problems(settings: OfficeSettings) -> tuple[Problem, ...]:
    """What keeps the office's settings from being stored."""
    found: list[Problem] = []
    numbering = settings.numbering
    if not 1 <= numbering.first <= 999_999_999:
        found.append(Problem(field="numbering.first", code="numbering.first"))
    if not 1 <= numbering.width <= 9:
        found.append(Problem(field="numbering.width", code="numbering.width"))
    # A slash would be read as the year's, a space or hyphen as the end of the prefix.
    if numbering.prefix and not (
        numbering.prefix.isascii() and numbering.prefix.isalnum() and len(numbering.prefix) <= 8
    ):
        found.append(Problem(field="numbering.prefix", code="numbering.prefix"))
    elif numbering.prefix.upper() == "EX":
        found.append(Problem(field="numbering.prefix", code="numbering.sample_prefix"))
    if settings.time_zone not in zoneinfo.available_timezones():
        found.append(Problem(field="time_zone", code="time_zone.unknown"))
    if settings.sheet_language not in SHEET_LANGUAGES:
        found.append(Problem(field="sheet_language", code="language.unknown"))
    found += [
        Problem(field=name, code="url.form")
        for name in ("postal_lookup_url", "company_lookup_url")
        if not _WEB_ADDRESS.fullmatch(getattr(settings, name))
    ]
    if settings.deadline_days is not None and not 0 <= settings.deadline_days <= 365:
        found.append(Problem(field="deadline_days", code="deadline.days"))
    if not SMALLEST_EDGE <= settings.photo_edge <= LARGEST_EDGE:
        facts = {"least": SMALLEST_EDGE, "most": LARGEST_EDGE}
        found.append(Problem(field="photo_edge", code="photo.edge", facts=facts))
    if settings.closes <= settings.opens:
        found.append(Problem(field="closes", code="hours.order"))
    if settings.photos_a_page not in PHOTOS_A_PAGE:
        found.append(Problem(field="photos_a_page", code="photo.a_page"))
    return tuple(found)


def example_number(numbering: Numbering, next_number: int, today: date) -> str:
    """The number the next order would get, shown while the numbering is set."""
    return format_number(numbering, next_number, today.year)
