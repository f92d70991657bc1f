"""Two versions of one order put together: nothing typed is lost, and the store's own facts come from the store."""

from __future__ import annotations

from dataclasses import replace

from builders import a_line, a_visit, an_order
from osdesk.domain.orders import Order
from osdesk.ui.orders import merged


def stored(order: Order, version: int = 1) -> Order:
    """The order as the store gives it back: with number, version and the ids of its parts."""
    return replace(
        order,
        id=7,
        version=version,
        number="000007",
        visits=tuple(replace(visit, id=10 + at) for at, visit in enumerate(order.visits)),
        materials=tuple(replace(line, id=20 + at) for at, line in enumerate(order.materials)),
    )


def fresh() -> Order:
    return replace(
        an_order(),
        id=None,
        version=0,
        number="",
        visits=(a_visit(id=None),),
        materials=(a_line("1.000", "un", "Capacitor", "10.00"),),
        checklists=(),
    )


def test_nothing_typed_meanwhile_gives_what_was_stored() -> None:
    sent = fresh()
    assert merged.after_saving(sent, sent, stored(sent)) == stored(sent)


def test_what_was_typed_while_saving_stays_and_gets_number_and_ids() -> None:
    sent = fresh()
    typed = replace(sent, reason="Outra coisa", materials=(*sent.materials, a_line("2.000", "m", "Tubo", "5.00")))
    value = merged.after_saving(typed, sent, stored(sent))
    assert (value.id, value.number, value.version) == (7, "000007", 1)
    assert value.reason == "Outra coisa"
    assert [line.id for line in value.materials] == [20, None]
    assert [visit.id for visit in value.visits] == [10]


def test_changes_of_two_people_in_different_fields_clash_nowhere() -> None:
    base = stored(fresh())
    mine, theirs = replace(base, reason="Meu"), replace(base, equipment="Deles", version=2)
    both, clashes = merged.with_theirs(base, mine, theirs)
    assert clashes == ()
    assert (both.reason, both.equipment, both.version) == ("Meu", "Deles", 2)


def test_changes_of_one_field_are_named_and_mine_stands_until_chosen() -> None:
    base = stored(fresh())
    mine = replace(base, reason="Meu", address=replace(base.address, number="1"))
    theirs = replace(base, reason="Deles", address=replace(base.address, number="2"), version=2)
    both, clashes = merged.with_theirs(base, mine, theirs)
    assert set(clashes) == {"reason", "address.number"}
    assert (both.reason, both.address.number) == ("Meu", "1")
    taken = merged.chosen(both, theirs, ("address.number",))
    assert (taken.reason, taken.address.number, taken.version) == ("Meu", "2", 2)


def test_the_same_change_by_both_is_no_clash() -> None:
    base = stored(fresh())
    mine, theirs = replace(base, reason="Igual"), replace(base, reason="Igual", version=2)
    assert merged.with_theirs(base, mine, theirs) == (theirs, ())
