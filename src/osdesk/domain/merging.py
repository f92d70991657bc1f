"""Two clients made one: which fields differ, what is kept of each, and what can be taken back later.

Apart from the storing of it: the dialog shows by these rules what will come of its choices.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from osdesk.domain.clients import Client
from osdesk.domain.contacts import ClientAddress, Contact
from osdesk.domain.text import clean, fold

#: What is chosen from one or the other, in the order of the form; of firm or person and its number both or none.
CHOSEN = (
    "name",
    "legal_name",
    "tax_id",
    "state_registration",
    "responsible_name",
    "responsible_role",
    "responsible_tax_id",
    "advice",
)
#: What is put together, and nothing of it lost.
UNITED = ("contacts", "addresses", "notes", "tags")


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What a merging did: the client that stays, before and after, the one that went as it was, and the orders that
    were given over. All that is needed to take it back.
    """

    before: Client
    after: Client
    gone: Client
    orders: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmerged:
    """What taking a merging back did not do, for it was changed meanwhile: orders left where they are now, and fields
    of the client that stayed.
    """

    kept: Client
    back: Client
    orders: int = 0
    left_orders: int = 0
    left_fields: tuple[str, ...] = ()


def differing(keep: Client, gone: Client) -> tuple[str, ...]:
    """The fields to choose between: both say something, and not the same."""
    return tuple(name for name in CHOSEN if getattr(keep, name) != getattr(gone, name))


def preselected(keep: Client, gone: Client) -> frozenset[str]:
    """The fields taken from the client that goes, until somebody chooses: those that the other leaves empty."""
    return frozenset(name for name in differing(keep, gone) if not getattr(keep, name))


def combined(keep: Client, gone: Client, taken: Collection[str]) -> Client:
    """The client that stays, with these fields of the other, and both's contacts, addresses, notes and tags."""
    chosen = {name: getattr(gone, name) for name in CHOSEN if name in taken}
    kind = gone.kind if "tax_id" in taken and gone.tax_id else keep.kind
    return replace(
        keep,
        **chosen,
        kind=kind,
        contacts=_contacts(keep.contacts, gone.contacts),
        addresses=_addresses(keep.addresses, gone.addresses),
        notes=_notes(keep.notes, gone.notes),
        tags=tuple(dict.fromkeys((*keep.tags, *gone.tags))),
        active=keep.active or gone.active,
    )


def _contacts(here: tuple[Contact, ...], there: tuple[Contact, ...]) -> tuple[Contact, ...]:
    known = {(held.kind, held.value.casefold()) for held in here}
    return (*here, *(replace(held, id=None) for held in there if (held.kind, held.value.casefold()) not in known))


def _addresses(here: tuple[ClientAddress, ...], there: tuple[ClientAddress, ...]) -> tuple[ClientAddress, ...]:
    known = {(held.kind, fold(held.label), fold(held.address.line())) for held in here}
    fresh = (held for held in there if (held.kind, fold(held.label), fold(held.address.line())) not in known)
    return (*here, *(replace(held, id=None) for held in fresh))


def _notes(here: str, there: str) -> str:
    if not there or there in here:
        return here
    return clean(f"{here}\n\n{there}" if here else there, multiline=True)


def taken_back(merged: Merged, now: Client) -> tuple[Client, tuple[str, ...]]:
    """The client that stayed, as it was before the merging where nobody changed it since; and the fields that were."""
    back = now
    left: list[str] = []
    for name in (*CHOSEN, *UNITED, "kind", "active"):
        before, after, current = (getattr(each, name) for each in (merged.before, merged.after, now))
        if before == after:
            continue
        if current == after:
            back = replace(back, **{name: before})
        elif current != before:
            left.append(name)
    return back, tuple(left)
