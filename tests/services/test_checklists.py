"""Checklist templates: kept with every kind of item, reordered, put into the bin."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from builders import a_template
from osdesk.domain.checklists import ItemKind, TemplateItem
from osdesk.domain.problems import Refused
from osdesk.services import checklists
from osdesk.services.office import Conflict, Gone, Office


def test_a_template_with_every_kind_of_item_comes_back(office: Office) -> None:
    saved = checklists.save(office, a_template())
    assert {item.kind for item in saved.items} == set(ItemKind)
    assert checklists.get(office, saved.id or 0) == saved
    assert checklists.all(office) == (saved,)


def test_moved_items_keep_what_they_are(office: Office) -> None:
    saved = checklists.save(office, a_template())
    turned = checklists.save(office, replace(saved, items=saved.items[::-1]))
    assert checklists.get(office, saved.id or 0).items == turned.items == saved.items[::-1]


def test_bounds_keep_the_places_they_were_typed_with(office: Office) -> None:
    item = TemplateItem(kind=ItemKind.MEASURE, text="Corrente", unit="A", minimum=Decimal("0.50"), maximum=Decimal(8))
    saved = checklists.save(office, a_template(items=(item,)))
    stored = checklists.get(office, saved.id or 0).items[0]
    assert (str(stored.minimum), str(stored.maximum)) == ("0.50", "8")


def test_a_template_is_checked_and_a_stale_one_refused(office: Office) -> None:
    with pytest.raises(Refused) as caught:
        checklists.save(office, a_template(name="", items=(TemplateItem(text=""),)))
    assert {problem.field for problem in caught.value.problems} == {"name", "items.0.text"}
    saved = checklists.save(office, a_template())
    checklists.save(office, replace(saved, name="Nova"))
    with pytest.raises(Conflict):
        checklists.save(office, replace(saved, name="Velha"))
    with pytest.raises(Gone):
        checklists.get(office, 99)


def test_the_bin_gives_templates_back_and_inactive_ones_hide(office: Office) -> None:
    saved = checklists.save(office, a_template())
    checklists.delete(office, [saved.id or 0])
    assert checklists.all(office) == ()
    checklists.restore(office, [saved.id or 0])
    assert [held.items for held in checklists.all(office)] == [saved.items]
    checklists.save(office, replace(checklists.all(office)[0], active=False))
    assert checklists.all(office, include_inactive=False) == ()
