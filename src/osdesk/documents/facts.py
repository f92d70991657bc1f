"""What a sheet says, in the words and figures of its language: formatted facts, before any of them has a place.

Apart from the blocks so that what is written can be read without where it stands.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from zoneinfo import ZoneInfo

from osdesk import __version__
from osdesk.documents import faces
from osdesk.documents.faces import NO_BREAK_SPACE
from osdesk.domain import dates, money, phones, tax_ids
from osdesk.domain.contacts import Address
from osdesk.domain.orders import Order
from osdesk.domain.priorities import Priority
from osdesk.domain.sheets import OrderSheet
from osdesk.domain.visits import VisitStatus
from osdesk.texts import Catalogue, catalogue

DOT = " · "
PROGRAM = f"OS Desk {'.'.join(__version__.split('.')[:2])}"


class Facts:
    """The facts of one sheet. Every text it gives is cleaned: it can be measured and drawn."""

    def __init__(self, sheet: OrderSheet) -> None:
        self.sheet = sheet
        self.language = sheet.language
        self.say: Catalogue = catalogue(sheet.language)
        self._zone = ZoneInfo(sheet.time_zone)

    @cached_property
    def order(self) -> Order:
        """The order, or an empty one for the wholly blank form."""
        return self.sheet.order or Order(code="")

    @property
    def document_number(self) -> str:
        """`OS 000042`; without a number the document's name alone."""
        name = self.say.pgettext("paper", "SO")
        return clean(f"{name} {self.order.number}".strip())

    def local(self, moment: datetime) -> datetime:
        """The moment on the office's clock."""
        return (
            moment.replace(tzinfo=UTC).astimezone(self._zone)
            if moment.tzinfo is None
            else moment.astimezone(self._zone)
        )

    def day(self, day: date, weekday: bool = False) -> str:
        """`24/11/2026`, `ter 24/11/2026`."""
        return tie(dates.format_date(day, self.language, weekday))

    def moment(self, moment: datetime) -> str:
        """`23/11/2026 16:48`, unbroken."""
        local = self.local(moment)
        return tie(f"{dates.format_date(local.date(), self.language)} {dates.format_time(local)}")

    def amount(self, amount: Decimal, symbol: bool = False) -> str:
        """`1.234,56`."""
        return money.format_amount(amount, self.language, symbol)

    def quantity(self, quantity: Decimal) -> str:
        """`0,8`."""
        return money.format_quantity(quantity, self.language)

    def number(self, value: Decimal) -> str:
        """A measured value without idle zeros, with the language's comma: `221`, `7,9`, `-0,25`."""
        text = f"{value:f}"
        if "." in text:
            # Read and stored with three places.
            text = text.rstrip("0").rstrip(".")
        if self.language != "en":
            text = text.replace(".", ",")
        return text.replace("-", money.MINUS)

    @staticmethod
    def duration(duration: timedelta) -> str:
        """`2 h 35`, `0 h 15`: always with hours, so that a column of them can be compared."""
        minutes = duration // timedelta(minutes=1)
        return tie(f"{minutes // 60} h {minutes % 60:02}")

    @cached_property
    def company_lines(self) -> tuple[str, ...]:
        """What stands under the company's name: legal name and numbers, address, phones, e-mail and site."""
        company = self.sheet.company
        legal = [company.legal_name if company.legal_name != company.name else "", labelled(company.tax_id)]
        if company.state_registration:
            legal.append(f"IE {company.state_registration}")
        if company.municipal_registration:
            legal.append(f"IM {company.municipal_registration}")
        numbers = [phones.format_phone(company.phone), phones.format_phone(company.other_phone)]
        if company.whatsapp:
            numbers.append(f"WhatsApp {phones.format_phone(company.whatsapp)}")
        parts = (legal, [company.address.line()], numbers, [company.email, company.site])
        return tuple(clean(line) for line in (joined(part) for part in parts) if line)

    def address(self, address: Address) -> str:
        """`Rua das Figueiras, 288 – Moinhos de Vento – Porto Alegre/RS – CEP 90000-010`."""
        line = address.line()
        code = address.postal_code
        if len(code) == 8 and code.isdigit():
            head, _, _ = line.rpartition(f"{code[:5]}-{code[5:]}")
            line = f"{head}CEP{NO_BREAK_SPACE}{code[:5]}-{code[5:]}"
        return clean(line)

    @property
    def priority(self) -> str:
        """The name of the order's priority."""
        names = {
            Priority.NORMAL: self.say.pgettext("paper", "Normal"),
            Priority.HIGH: self.say.pgettext("paper", "High"),
            Priority.URGENT: self.say.pgettext("paper", "Urgent"),
        }
        return names[self.order.priority]

    @property
    def deadline(self) -> str:
        """`24/11/2026 até 12:00`."""
        order = self.order
        if order.deadline is None:
            return ""
        day = self.day(order.deadline)
        if order.deadline_time is None:
            return day
        until = self.say.pgettext("paper", "{date} by {time}")
        return tie(until.format(date=day, time=dates.format_time(order.deadline_time)))

    @property
    def equipment(self) -> str:
        """What is serviced: kind, brand and model, serial number; accessories; condition on arrival."""
        order = self.order
        parts = [order.equipment, order.brand_model]
        if order.serial_number:
            parts.append(self.say.pgettext("paper", "serial {number}").format(number=order.serial_number))
        if order.accessories:
            parts.append(self.say.pgettext("paper", "accessories: {what}").format(what=order.accessories))
        if order.condition:
            parts.append(self.say.pgettext("paper", "condition: {what}").format(what=order.condition))
        return clean(joined(parts))

    @property
    def authorisation(self) -> str:
        """`Orçamento 0117 aprovado por Marina, por WhatsApp, em 23/11/2026 às 16:40`."""
        order = self.order
        facts = {"quote": order.quote_number, "name": order.authorised_by}
        if order.quote_number and order.authorised_by:
            first = self.say.pgettext("paper", "Quote {quote} approved by {name}")
        elif order.authorised_by:
            first = self.say.pgettext("paper", "Approved by {name}")
        elif order.quote_number:
            first = self.say.pgettext("paper", "Quote {quote}")
        else:
            first = ""
        parts = [first.format(**facts), order.authorised_how]
        if order.authorised_at is not None:
            local = self.local(order.authorised_at)
            on = self.say.pgettext("paper", "on {date} at {time}")
            parts.append(on.format(date=dates.format_date(local.date(), self.language), time=dates.format_time(local)))
        text = clean(", ".join(part for part in parts if part))
        # What a person typed stays as typed; only a sentence of ours that begins with its "on" gets a capital.
        return text if first or order.authorised_how.strip() else text[:1].upper() + text[1:]

    @property
    def warranty(self) -> str:
        """The sentence of the warranty, with its last day where the end of the service is known; "" without one.

        Thirty and ninety days are those of the law (CDC, Lei 8.078/1990, art. 26), and are said to be.
        """
        order = self.order
        days = order.warranty_days if self.sheet.order is not None else self.sheet.company.warranty_days
        if not days:
            return ""
        law = self.say.pgettext("paper", " (Consumer Protection Code, art. 26)") if days in (30, 90) else ""
        if order.closed_at is not None and not self.sheet.options.blank:
            last = self.day(self.local(order.closed_at).date() + timedelta(days=days))
            sentence = self.say.npgettext(
                "paper",
                "Warranty of {count} day on the services and parts of this order, until {date}{law}.",
                "Warranty of {count} days on the services and parts of this order, until {date}{law}.",
                days,
            )
            return clean(sentence.format(count=days, date=last, law=law))
        sentence = self.say.npgettext(
            "paper",
            "Warranty of {count} day from the completion{law}.",
            "Warranty of {count} days from the completion{law}.",
            days,
        )
        return clean(sentence.format(count=days, law=law))

    @property
    def terms(self) -> tuple[str, ...]:
        """Terms and warranty as paragraphs; what is known comes first, what is yet to come last."""
        given = self.order.terms if self.sheet.order is not None else self.sheet.company.terms
        terms = faces.cleaned_lines(given)
        warranty = (self.warranty,) if self.warranty else ()
        dated = self.order.closed_at is not None and not self.sheet.options.blank
        return (*warranty, *terms) if dated else (*terms, *warranty)

    def visit_status(self, status: VisitStatus) -> str:
        """The name of a visit's status."""
        names = {
            VisitStatus.SCHEDULED: self.say.pgettext("paper", "Scheduled"),
            VisitStatus.ON_SITE: self.say.pgettext("paper", "On site"),
            VisitStatus.DONE: self.say.pgettext("paper", "Done"),
            VisitStatus.PARTIAL: self.say.pgettext("paper", "Partial"),
            VisitStatus.NOT_DONE: self.say.pgettext("paper", "Not done"),
        }
        return names[status]

    def technician(self, identity: int) -> str:
        """A technician's name."""
        return clean(dict(self.sheet.technicians).get(identity, ""))

    @cached_property
    def signing_technician(self) -> str:
        """Who signs for the company: the first technician of the last visit that names one."""
        for visit in reversed(self.order.visits):
            for identity in visit.technicians:
                if name := self.technician(identity):
                    return name
        return ""


def clean(text: str) -> str:
    """One line of text, cleaned and without space around."""
    return faces.cleaned(text).strip(" ")


def tie(text: str) -> str:
    """Words that stay on one line."""
    return text.replace(" ", NO_BREAK_SPACE)


def joined(parts: list[str]) -> str:
    """The parts there are, with a middle dot between."""
    return DOT.join(part for part in (part.strip() for part in parts) if part)


def labelled(tax_id: str) -> str:
    """`CNPJ 11.222.333/0001-81`, `CPF 529.982.247-25`; what is neither, as it is."""
    kind = tax_ids.kind(tax_id)
    return f"{kind.value.upper()} {tax_ids.format(tax_id)}" if kind else tax_id
