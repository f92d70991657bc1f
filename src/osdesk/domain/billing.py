"""The billing mark of an order: to be billed, billed, or paid; and what stands with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Billing(StrEnum):
    """Where an order stands on its way to being paid. Whether there is anything to bill, its status and total say."""

    TO_BILL = "to_bill"
    BILLED = "billed"
    PAID = "paid"


@dataclass(frozen=True, slots=True, kw_only=True)
class BillingMark:
    """What is put on orders, one or many at once: billed on a day under an invoice number, paid on a day by some means.

    Without `billed_on` nothing is billed; a paid one may have been billed without a number.
    """

    billed_on: date | None = None
    invoice_number: str = ""
    paid_on: date | None = None
    paid_means: str = ""
