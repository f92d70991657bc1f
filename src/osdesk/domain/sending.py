"""When a message goes: which events a save brings about, what an office's rules make of them, how long to wait between
tries, and how many recipients a provider still takes today.

Apart from `messages`, which says what a message is; all of it pure, so that time and chance come from the caller.
"""

from __future__ import annotations

import random
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from osdesk.domain.clients import Client
from osdesk.domain.company import OfficeSettings
from osdesk.domain.contacts import ContactKind, is_email
from osdesk.domain.messages import Event, SendingRule
from osdesk.domain.orders import Order
from osdesk.domain.statuses import StatusKind
from osdesk.domain.visits import VisitStatus

#: A message that goes by itself waits so long, so that what was a slip can be undone.
GRACE = timedelta(seconds=20)
#: The period that providers count recipients in.
DAY = timedelta(hours=24)
#: Between the tries of one message: growing, as RFC 5321 (4.5.4.1) asks of a queue; the last one goes on.
_PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 30, 60, 120, 240, 360))
#: Between two tries to reach the server at all: a network comes back in minutes.
LONGEST_REST = timedelta(minutes=15)
#: After so many tries (about three days) a person must look at it.
MOST_TRIES = 18
_JITTER = 0.2

Kinds = Mapping[int | None, StatusKind]


def events(before: Order | None, after: Order, kinds: Kinds) -> tuple[Event, ...]:
    """What a save brought about, the least telling first. `kinds` are those of the statuses, by id.

    Opened when it is new; scheduled when a visit is planned for a day or hour that was not planned before; finished
    when the status became one of the kind *done*. A sample, a deleted and a cancelled order bring about nothing.
    """
    kind = kinds.get(after.status_id)
    if after.sample or after.deleted_at is not None or kind is StatusKind.CANCELLED:
        return ()
    found: list[Event] = []
    if before is None:
        found.append(Event.OPENED)
    if kind is StatusKind.DONE:
        if before is None or kinds.get(before.status_id) is not StatusKind.DONE:
            found.append(Event.FINISHED)
    elif _planned(after) - (_planned(before) if before is not None else set()):
        found.append(Event.SCHEDULED)
    return tuple(found)


def still_holds(event: Event, order: Order, kinds: Kinds) -> bool:
    """Whether what a message was to tell is still so: a status set by mistake was put back, an order deleted."""
    if order.deleted_at is not None:
        return False
    kind = kinds.get(order.status_id)
    if event is Event.FINISHED:
        return kind is StatusKind.DONE
    if event is Event.SCHEDULED:
        return kind is not StatusKind.CANCELLED and bool(_planned(order))
    return event is Event.REQUEST or kind is not StatusKind.CANCELLED


def _planned(order: Order) -> set[tuple[object, time | None]]:
    return {
        (visit.day, visit.planned_start)
        for visit in order.visits
        if visit.day is not None and visit.status is VisitStatus.SCHEDULED
    }


def rule_for(settings: OfficeSettings, event: Event) -> SendingRule:
    """What the office wants at an event."""
    return {
        Event.OPENED: settings.when_opened,
        Event.SCHEDULED: settings.when_scheduled,
        Event.FINISHED: settings.when_finished,
    }.get(event, SendingRule.NOTHING)


def to_tell(happened: Sequence[Event], settings: OfficeSettings) -> tuple[Event, SendingRule] | None:
    """The one event to tell of, and how; the most telling that has a rule, for nobody wants two mails of one save."""
    for event in reversed(happened):
        rule = rule_for(settings, event)
        if rule is not SendingRule.NOTHING:
            return event, rule
    return None


def addresses_of(order: Order, client: Client | None) -> tuple[str, ...]:
    """The e-mail addresses that an order may go to, the contact of the day first, each once whatever its case."""
    found = [order.contact_email]
    if client is not None:
        found += [contact.value for contact in client.contacts if contact.kind is ContactKind.EMAIL]
    kept: dict[str, str] = {}
    for address in found:
        if is_email(address):
            kept.setdefault(address.casefold(), address)
    return tuple(kept.values())


def pause(tries: int, dice: random.Random, longest: timedelta = _PAUSES[-1]) -> timedelta:
    """How long to wait after so many tries (≥ 1): growing, and scattered so that a crowd doesn't come back at once."""
    wait = min(_PAUSES[min(max(tries, 1), len(_PAUSES)) - 1], longest)
    return wait * dice.uniform(1 - _JITTER, 1 + _JITTER)


def new_message_id(sender: str) -> str:
    """A Message-ID (RFC 5322, 3.6.4) at the domain of the sender; by it a server knows a message that comes twice."""
    domain = sender.rpartition("@")[2]
    return f"<{secrets.token_hex(12)}@{domain if domain.isascii() and domain else 'osdesk.invalid'}>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """That so many recipients were reached at an instant."""

    at: datetime
    recipients: int


def free_at(limit: int, sent: Iterable[Sent], recipients: int, now: datetime) -> datetime | None:
    """When a message of so many recipients may go: None for at once, else when enough of the last 24 hours is past.

    One that is larger than the limit itself goes when nothing else went: the provider may be less strict than it says.
    """
    if limit <= 0:
        return None
    recent = sorted((each for each in sent if each.at > now - DAY), key=lambda each: each.at)
    taken = sum(each.recipients for each in recent)
    room = max(limit - recipients, 0)
    if taken <= room:
        return None
    for each in recent:
        taken -= each.recipients
        if taken <= room:
            return each.at + DAY
    return recent[-1].at + DAY
