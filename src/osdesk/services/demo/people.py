"""Invented clients: persons and firms with numbers that pass every check and belong to nobody we know.

Apart from the orders, which only refer to them. Everything is drawn from one `random.Random`, so that the same seed
makes the same people; firms' numbers begin where the tax office has not arrived yet.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from osdesk.domain.clients import Client, ClientKind
from osdesk.domain.contacts import Address, AddressKind, ClientAddress, Contact, ContactKind
from osdesk.domain.text import fold
from osdesk.services.demo import words

T = TypeVar("T")

_NOT_NAME = re.compile("[^0-9a-z]+")
_ALPHANUMERIC = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ"


class Dice:
    """Quick draws from a `random.Random`: `choice` of the standard library costs ten times as much."""

    def __init__(self, seed: int | str) -> None:
        self.random: Callable[[], float] = random.Random(seed).random  # noqa: S311  invented data, no secret

    def pick(self, things: Sequence[T]) -> T:
        """One of them."""
        return things[int(self.random() * len(things))]

    def below(self, limit: int) -> int:
        """A whole number from 0 to `limit` − 1."""
        return int(self.random() * limit)

    def chance(self, probability: float) -> bool:
        """Whether it happens."""
        return self.random() < probability


def cpf(dice: Dice) -> str:
    """A CPF with right check digits."""
    return _with_check_digits(f"{dice.below(999_999_999):09}", turn=10)


def cnpj(dice: Dice) -> str:
    """A CNPJ with right check digits, one in six with letters."""
    if dice.chance(1 / 6):
        root = "".join(dice.pick(_ALPHANUMERIC) for _ in range(8))
    else:
        root = f"{90_000_000 + dice.below(9_999_999):08}"
    return _with_check_digits(f"{root}0001", turn=8)


def _with_check_digits(base: str, turn: int) -> str:
    """The number with its two check digits (see `domain.tax_ids`); the weights begin again after `turn` places."""
    for _ in range(2):
        total = sum((ord(character) - 48) * (2 + place % turn) for place, character in enumerate(reversed(base)))
        remainder = total % 11
        base += "0" if remainder < 2 else str(11 - remainder)
    return base


def clients(dice: Dice, count: int, now: datetime, *, sample: bool = False) -> Iterator[Client]:
    """So many clients, no two of one name, nearly two thirds of them firms."""
    taken: set[str] = set()
    for index in range(count):
        firm = dice.chance(0.64)
        name, legal_name = _firm(dice) if firm else (_person(dice), "")
        if name in taken:
            # Names run out before clients do: branches, and namesakes told apart by a second surname.
            name = f"{name} – {dice.pick(words.FIRM_NAMES)}" if firm else f"{name} {dice.pick(words.SURNAMES)}"
            if name in taken:
                name = f"{name} {index}"
        taken.add(name)
        since = now - timedelta(days=30 + dice.below(1500))
        yield _client(dice, name, legal_name, firm, since, sample=sample)


def _client(dice: Dice, name: str, legal_name: str, firm: bool, since: datetime, *, sample: bool) -> Client:
    town = words.TOWNS[0] if dice.chance(0.5) else dice.pick(words.TOWNS)
    address = Address(
        postal_code=f"{town.postal}{dice.below(10 ** (8 - len(town.postal))):0{8 - len(town.postal)}}",
        street=dice.pick(words.STREETS),
        number=str(1 + dice.below(4000)),
        complement=dice.pick(words.COMPLEMENTS),
        district=dice.pick(town.districts),
        city=town.name,
        state=town.state,
    )
    addresses = [ClientAddress(address=address)]
    if firm and dice.chance(0.1):
        billing = Address(
            street=dice.pick(words.STREETS), number=str(1 + dice.below(4000)), city=town.name, state=town.state
        )
        addresses.append(ClientAddress(kind=AddressKind.BILLING, label="Financeiro", address=billing))
    responsible = _person(dice) if firm else name
    return Client(
        kind=ClientKind.COMPANY if firm else ClientKind.PERSON,
        name=name,
        legal_name=legal_name,
        tax_id=(cnpj(dice) if firm else cpf(dice)) if dice.chance(0.85) else "",
        state_registration=f"{dice.below(1000):03}/{dice.below(10_000_000):07}" if firm and dice.chance(0.4) else "",
        responsible_name=responsible if firm else "",
        responsible_tax_id=cpf(dice) if firm and dice.chance(0.5) else "",
        responsible_role=dice.pick(words.ROLES) if firm else "",
        contacts=_contacts(dice, name, responsible, town.area_code, firm),
        addresses=tuple(addresses),
        tags=(dice.pick(words.TAGS),) if dice.chance(0.2) else (),
        advice=dice.pick(words.ADVICES) if dice.chance(0.05) else "",
        active=not dice.chance(0.03),
        sample=sample,
        created_at=since,
    )


def _contacts(dice: Dice, name: str, responsible: str, area_code: str, firm: bool) -> tuple[Contact, ...]:
    kind = ContactKind.WHATSAPP if dice.chance(0.5) else ContactKind.PHONE
    first = responsible.split(" ", 1)[0]
    found = [Contact(kind=kind, value=mobile(dice, area_code), label=first)]
    if firm and dice.chance(0.6):
        landline = f"+55{area_code}3555{dice.below(10_000):04}"
        found.append(Contact(kind=ContactKind.PHONE, value=landline, label=dice.pick(words.LABELS)))
    if dice.chance(0.7):
        user = _NOT_NAME.sub("", fold(first))
        domain = _NOT_NAME.sub("", fold(name))[:24] if firm else "correio"
        found.append(Contact(kind=ContactKind.EMAIL, value=f"{user}@{domain}.example"))
    return tuple(found)


def mobile(dice: Dice, area_code: str) -> str:
    """A mobile number, as it is stored."""
    return f"+55{area_code}9955{dice.below(100_000):05}"


def _person(dice: Dice) -> str:
    names = [dice.pick(words.FIRST_NAMES)]
    if dice.chance(0.6):
        names.append(dice.pick(words.SURNAMES))
    last = dice.pick(words.SURNAMES)
    if last in words.JOINING and dice.chance(0.5):
        names.append(words.JOINING[last])
    return " ".join((*names, last))


def _firm(dice: Dice) -> tuple[str, str]:
    """The name a firm is known by, and its legal one (condominiums and the like have none)."""
    trade, _, business = dice.pick(words.TRADES).partition("|")
    own = dice.pick(words.FIRM_NAMES)
    return f"{trade} {own}", f"{own} {business} {dice.pick(words.LEGAL_ENDINGS)}" if business else ""
