"""The service order: all that its two copies say, and the rules it keeps.

Facts of the day belong to the order: service address, responsible person, phone and e-mail are copied from the client
and may differ. The number is given at the first save; until then it is "". `code` is made with the value: it is what
the QR carries, and the key by which a save repeated after a crash is known.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from osdesk.domain import attachments as attached
from osdesk.domain import materials, tax_ids, visits
from osdesk.domain.attachments import Attachment, AttachmentKind
from osdesk.domain.billing import Billing
from osdesk.domain.checklists import Answer, Checklist, ChecklistItem
from osdesk.domain.clients import Client
from osdesk.domain.contacts import Address, is_email
from osdesk.domain.materials import DiscountKind, MaterialLine, Totals
from osdesk.domain.money import LARGEST_AMOUNT
from osdesk.domain.priorities import Priority
from osdesk.domain.problems import Problem
from osdesk.domain.signatures import Signature, SignerRole
from osdesk.domain.tax_ids import TaxIdKind
from osdesk.domain.visits import Visit

# Crockford's base 32: no I, L, O, U, so that a code read aloud can't be mistaken.
CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 12
LONGEST_TEXT = 20_000
#: The fields of the billing mark, as they are while nothing is billed.
UNBILLED: Mapping[str, Any] = MappingProxyType(
    {"billed_on": None, "invoice_number": "", "paid_on": None, "paid_means": ""}
)
_TEXTS = ("reason", "observations", "internal_notes", "terms", "payment_terms", "accessories", "condition")


def new_code() -> str:
    """A random code of 60 bits: one office would need a billion orders before two are likely to meet."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A service order. Instants are aware and UTC; `deadline` is a date of the office's calendar, with an hour if
    wanted.

    `discount` is an amount (two decimals) or a percentage (two decimals), as `discount_kind` says. `closed_at` is set
    when the status becomes a finished kind and cleared when the order is reopened; `status_reason` says why it was
    cancelled or reopened. `closing_override` is why it was closed though something asked for was missing. `follows` is
    the code of the order that this one follows up. `billed_on`, `invoice_number`, `paid_on` and `paid_means` are the
    billing mark.
    """

    id: int | None = None
    version: int = 0
    code: str = field(default_factory=new_code)
    number: str = ""
    sample: bool = False
    client_id: int | None = None
    contact_name: str = ""
    contact_tax_id: str = ""
    contact_role: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    address: Address = Address()
    opened_at: datetime | None = None
    requested_by: str = ""
    service_type_id: int | None = None
    priority: Priority = Priority.NORMAL
    reason: str = ""
    deadline: date | None = None
    deadline_time: time | None = None
    status_id: int | None = None
    status_reason: str = ""
    closed_at: datetime | None = None
    visits: tuple[Visit, ...] = ()
    checklists: tuple[Checklist, ...] = ()
    materials: tuple[MaterialLine, ...] = ()
    discount_kind: DiscountKind = DiscountKind.AMOUNT
    discount: Decimal = Decimal("0.00")
    payment_terms: str = ""
    quote_number: str = ""
    authorised_by: str = ""
    authorised_how: str = ""
    authorised_at: datetime | None = None
    observations: str = ""
    internal_notes: str = ""
    warranty_days: int | None = None
    terms: str = ""
    equipment: str = ""
    brand_model: str = ""
    serial_number: str = ""
    accessories: str = ""
    condition: str = ""
    attachments: tuple[Attachment, ...] = ()
    signatures: tuple[Signature, ...] = ()
    follows: str = ""
    closing_override: str = ""
    billed_on: date | None = None
    invoice_number: str = ""
    paid_on: date | None = None
    paid_means: str = ""
    deleted_at: datetime | None = None

    @property
    def billing(self) -> Billing:
        """Where the order stands on its way to being paid."""
        if self.paid_on is not None:
            return Billing.PAID
        return Billing.TO_BILL if self.billed_on is None else Billing.BILLED

    @property
    def totals(self) -> Totals:
        """The sums under the material lines."""
        return materials.totals(self.materials, self.discount_kind, self.discount)

    @property
    def photos(self) -> tuple[Attachment, ...]:
        """The photos among what is attached, in their order."""
        return tuple(each for each in self.attachments if each.kind is AttachmentKind.PHOTO)

    def signature(self, role: SignerRole) -> Signature | None:
        """The signature of one side, also one that was cleared; None when nobody ever signed on a screen."""
        return next((each for each in self.signatures if each.role is role), None)

    @property
    def needs_signing(self) -> bool:
        """Whether it was signed and then changed."""
        return any(each.cleared for each in self.signatures)


def for_client(order: Order, client: Client) -> Order:
    """The order with a client chosen: the facts of the day are copied from it."""
    address = client.service_address
    return replace(
        order,
        client_id=client.id,
        contact_name=client.responsible_name,
        contact_tax_id=client.responsible_tax_id,
        contact_role=client.responsible_role,
        contact_phone=client.phone,
        contact_email=client.email,
        address=address.address if address is not None else Address(),
    )


#: What two orders for the same thing have in common: whose it is, where, and what.
_SAME_PLACE = (
    *("client_id", "contact_name", "contact_tax_id", "contact_role", "contact_phone", "contact_email", "address"),
    *("equipment", "brand_model", "serial_number"),
)


def same_place(fresh: Order, earlier: Order) -> Order:
    """A new order for the client, place, person and equipment of an earlier one, and nothing else of it."""
    return replace(fresh, **{name: getattr(earlier, name) for name in _SAME_PLACE})


def failed_items(order: Order, ids: frozenset[int] = frozenset()) -> tuple[ChecklistItem, ...]:
    """The items answered *no*, in the order of the form; only those of these ids when any are given."""
    items = (item for held in order.checklists for item in held.items if item.answer is Answer.NO)
    return tuple(item for item in items if not ids or item.id in ids)


def duplicate(order: Order) -> Order:
    """A new, unsaved order for the same client and work: no number, dates, visits, answers or authorisation."""
    return replace(
        order,
        id=None,
        version=0,
        code=new_code(),
        number="",
        sample=False,
        opened_at=None,
        deadline=None,
        deadline_time=None,
        status_id=None,
        status_reason="",
        closed_at=None,
        visits=(),
        checklists=tuple(
            replace(
                checklist,
                id=None,
                items=tuple(
                    replace(item, id=None, answer=None, measured=None, written="", note="") for item in checklist.items
                ),
            )
            for checklist in order.checklists
        ),
        materials=tuple(replace(line, id=None) for line in order.materials),
        quote_number="",
        authorised_by="",
        authorised_how="",
        authorised_at=None,
        observations="",
        attachments=(),
        signatures=(),
        follows="",
        closing_override="",
        **UNBILLED,
        deleted_at=None,
    )


def signed_content(order: Order) -> Order:
    """What people sign: all that the order prints, but its own state (an order is signed, and then finished), and
    without what only the office sees.
    """
    return replace(
        order,
        id=None,
        version=0,
        sample=False,
        number="",
        status_id=None,
        status_reason="",
        closed_at=None,
        internal_notes="",
        follows="",
        closing_override="",
        **UNBILLED,
        deleted_at=None,
        signatures=(),
        visits=tuple(replace(visit, id=None, kilometres=None) for visit in order.visits),
        checklists=tuple(
            replace(held, id=None, template_id=None, items=tuple(replace(item, id=None) for item in held.items))
            for held in order.checklists
        ),
        materials=tuple(replace(line, id=None) for line in order.materials),
        # Photos are signed as pictures: a file nobody prints may come later.
        attachments=tuple(
            replace(photo, id=None, marks=tuple(replace(mark, id=None) for mark in photo.marks))
            for photo in order.photos
            if photo.printed
        ),
    )


def unsigned_by_change(before: Order, after: Order) -> Order:
    """`after`, with the signatures it shares with `before` cleared when what was signed has changed since."""
    if not before.signatures or signed_content(before) == signed_content(after):
        return after
    stale = {(each.role, each.ink) for each in before.signatures if not each.cleared}
    return replace(
        after,
        signatures=tuple(
            replace(each, ink="", signed_at=None) if (each.role, each.ink) in stale else each
            for each in after.signatures
        ),
    )


def problems(order: Order, *, opened_on: date | None) -> tuple[Problem, ...]:
    """What keeps an order from being stored. `opened_on` is the day of opening in the office's zone."""
    found: list[Problem] = []
    if order.client_id is None:
        found.append(Problem(field="client_id", code="required"))
    if order.deadline is not None and opened_on is not None and order.deadline < opened_on:
        found.append(
            Problem(field="deadline", code="deadline.before_opening", facts={"opened": opened_on}, remedy=opened_on)
        )
    if order.deadline is None and order.deadline_time is not None:
        found.append(Problem(field="deadline", code="required"))
    if order.contact_email and not is_email(order.contact_email):
        found.append(Problem(field="contact_email", code="email.form"))
    if order.warranty_days is not None and not 0 <= order.warranty_days <= 3650:
        found.append(Problem(field="warranty_days", code="warranty.range"))
    found += tax_ids.problems(order.contact_tax_id, "contact_tax_id", TaxIdKind.CPF)
    for index, visit in enumerate(order.visits):
        found.extend(visits.problems(visit, f"visits.{index}"))
    for index, line in enumerate(order.materials):
        found.extend(materials.problems(line, f"materials.{index}"))
    found.extend(attached.problems(order.attachments))
    found.extend(_discount_problems(order))
    for name in _TEXTS:
        if len(getattr(order, name)) > LONGEST_TEXT:
            found += [Problem(field=name, code="text.too_long", facts={"longest": LONGEST_TEXT})]
    return tuple(found)


def _discount_problems(order: Order) -> list[Problem]:
    if order.discount < 0:
        return [Problem(field="discount", code="money.negative")]
    if order.discount_kind is DiscountKind.PERCENT and order.discount > 100:
        return [Problem(field="discount", code="discount.percent")]
    gross = sum((line.total for line in order.materials), Decimal("0.00"))
    if gross > LARGEST_AMOUNT:
        return [Problem(field="materials", code="money.too_large", facts={"largest": LARGEST_AMOUNT})]
    if order.discount_kind is DiscountKind.AMOUNT and order.discount > gross:
        return [Problem(field="discount", code="discount.above_total", facts={"total": gross}, remedy=gross)]
    return []
