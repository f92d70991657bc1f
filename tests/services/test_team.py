"""Technicians: kept, hidden, put into the bin, and followed by the orders they lead."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import a_technician, a_visit
from offices import saved_order
from osdesk.domain.problems import Refused
from osdesk.domain.questions import OrderQuestion, OrderSort
from osdesk.services import lists, team
from osdesk.services.office import Conflict, Gone, Office


def test_technicians_come_by_name_and_inactive_ones_only_when_asked_for(office: Office) -> None:
    for name in ("Rafael", "átila", "Bia"):
        team.save(office, a_technician(name=name, active=name != "Bia"))
    assert [held.name for held in team.all(office)] == ["átila", "Bia", "Rafael"]
    assert [held.name for held in team.all(office, include_inactive=False)] == ["átila", "Rafael"]


def test_a_technician_is_checked_stored_and_refused_when_stale(office: Office) -> None:
    with pytest.raises(Refused):
        team.save(office, a_technician(name="", email="x"))
    saved = team.save(office, a_technician())
    assert team.get(office, saved.id or 0) == saved
    team.save(office, replace(saved, role="chefe"))
    with pytest.raises(Conflict):
        team.save(office, replace(saved, role="aprendiz"))
    with pytest.raises(Gone):
        team.get(office, 99)


def test_the_bin_gives_technicians_back(office: Office) -> None:
    saved = team.save(office, a_technician())
    team.delete(office, [saved.id or 0])
    assert team.all(office) == ()
    assert team.get(office, saved.id or 0).deleted_at is not None
    team.restore(office, [saved.id or 0])
    assert [held.name for held in team.all(office)] == [saved.name]


def test_orders_follow_their_first_technician_s_new_name(office: Office) -> None:
    rafael, juliana = (team.save(office, a_technician(name=name)) for name in ("Rafael", "Juliana"))
    ids = [
        saved_order(office, visits=(a_visit(technicians=(first.id or 0, second.id or 0)),)).id
        for first, second in ((rafael, juliana), (juliana, rafael))
    ]
    by_team = OrderQuestion(sort=OrderSort.TECHNICIANS, descending=False)
    assert [row.id for row in lists.orders_first(office, by_team)] == ids[::-1]
    team.save(office, replace(rafael, name="Abel"))
    assert [row.id for row in lists.orders_first(office, by_team)] == ids
    assert lists.orders_first(office, by_team)[0].technicians == (rafael.id, juliana.id)
