"""A signature falls when what it stood under is changed, whatever changes it, and never by what isn't signed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from builders import scribble, signed
from offices import Clock, whole_order
from osdesk.domain.attachments import Attachment, AttachmentKind
from osdesk.domain.orders import Order
from osdesk.domain.signatures import SignerRole
from osdesk.domain.statuses import StatusKind
from osdesk.services import orders, statuses
from osdesk.services.office import Conflict, Office


@pytest.fixture
def held(office: Office) -> Order:
    """An order signed by both sides."""
    order = whole_order(office, signatures=signed(office.instant(), office.instant()))
    return orders.save(office, order).order


CHANGES: dict[str, Callable[[Order], Order]] = {
    "reason": lambda order: replace(order, reason="Outra coisa"),
    "material": lambda order: replace(order, materials=order.materials[1:]),
    "visit": lambda order: replace(order, visits=()),
    "deadline": lambda order: replace(order, deadline=None, deadline_time=None),
}
NO_CHANGES: dict[str, Callable[[Order], Order]] = {
    "internal notes": lambda order: replace(order, internal_notes="Cliente paga atrasado."),
    "a file that nobody prints": lambda order: replace(
        order, attachments=(Attachment(kind=AttachmentKind.FILE, file="0" * 64, name="laudo.pdf"),)
    ),
    "space at the end": lambda order: replace(order, reason=f"{order.reason}  \n"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_was_signed_and_changed_has_to_be_signed_again(office: Office, held: Order, name: str) -> None:
    saved = orders.save(office, CHANGES[name](held)).order
    assert saved.needs_signing
    assert all(each.cleared and each.signed_at is None for each in saved.signatures)
    assert [each.role for each in saved.signatures] == [SignerRole.TECHNICIAN, SignerRole.CLIENT]
    assert orders.get(office, saved.id or 0) == saved


@pytest.mark.parametrize("name", NO_CHANGES)
def test_what_is_not_signed_clears_nothing(office: Office, held: Order, name: str) -> None:
    saved = orders.save(office, NO_CHANGES[name](held)).order
    assert saved.signatures == held.signatures


def test_finishing_the_order_clears_nothing(office: Office, held: Order) -> None:
    done = next(each for each in statuses.statuses(office) if each.kind is StatusKind.DONE)
    orders.change_status(office, [held.id or 0], done.id or 0)
    found = orders.get(office, held.id or 0)
    assert found.closed_at is not None
    assert found.signatures == held.signatures


def test_a_change_signed_anew_in_the_same_save_keeps_the_new_signature(
    office: Office, held: Order, clock: Clock
) -> None:
    clock.forward(hours=1)
    client = next(each for each in held.signatures if each.role is SignerRole.CLIENT)
    anew = replace(scribble(11, SignerRole.CLIENT), id=client.id, signed_at=clock.now)
    others = tuple(each for each in held.signatures if each.role is not SignerRole.CLIENT)
    saved = orders.save(office, replace(held, reason="Outra coisa", signatures=(*others, anew))).order
    assert [each.cleared for each in saved.signatures] == [True, False]
    assert saved.signatures[1].signed_at == clock.now


def test_the_second_side_signs_and_the_first_stays(office: Office) -> None:
    first, second = signed(office.instant(), office.instant())
    order = orders.save(office, whole_order(office, signatures=(first,))).order
    saved = orders.save(office, replace(order, signatures=(*order.signatures, second))).order
    assert not saved.needs_signing
    assert len(saved.signatures) == 2


def test_undoing_the_change_gives_the_signature_back(office: Office, held: Order) -> None:
    orders.save(office, replace(held, reason="Outra coisa"))
    orders.put_back(office, [held])
    assert not orders.get(office, held.id or 0).needs_signing


def test_a_stale_save_with_a_signature_is_refused_and_the_merged_one_clears_it(office: Office, held: Order) -> None:
    orders.save(office, replace(held, reason="De outra mesa"))
    mine = replace(held, observations="Desta mesa", signatures=signed(office.instant(), office.instant()))
    with pytest.raises(Conflict) as conflict:
        orders.save(office, mine)
    theirs = conflict.value.stored
    assert theirs.needs_signing
    merged = replace(theirs, observations="Desta mesa")
    assert orders.save(office, merged).order.needs_signing


def test_taking_a_signature_off_is_no_reason_to_clear_the_other(office: Office, held: Order) -> None:
    saved = orders.save(office, replace(held, signatures=held.signatures[:1])).order
    assert [each.cleared for each in saved.signatures] == [False]
