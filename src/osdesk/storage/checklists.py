"""Checklist templates: their tables. The copies in orders are the orders'."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Index, Select, Table, select

from osdesk.domain.checklists import ChecklistTemplate, ItemKind, TemplateItem
from osdesk.storage.aggregate import Aggregate
from osdesk.storage.metadata import choice, flag, link, maybe, metadata, must, position, row_id, text, version
from osdesk.storage.shape import Part
from osdesk.storage.types import DecimalText, Instant, Words

template = Table(
    "checklist_template",
    metadata,
    row_id(),
    version(),
    text("name"),
    flag("active"),
    flag("sample"),
    maybe("deleted_at", Instant),
)


def item_columns() -> list[Column[Any]]:
    """What an item of a template and an item of an order's checklist have in common."""
    return [
        choice("kind", ItemKind),
        text("text"),
        text("unit"),
        maybe("minimum", DecimalText),
        maybe("maximum", DecimalText),
        must("choices", Words),
    ]


template_item = Table(
    "checklist_template_item",
    metadata,
    row_id(),
    link("template_id", "checklist_template", owner=True),
    position(),
    *item_columns(),
)
Index(None, template_item.c.template_id, template_item.c.position)

TEMPLATES = Aggregate(ChecklistTemplate, template, (Part("items", TemplateItem, template_item, "template_id"),))


def living() -> Select[int]:
    """The ids of all that are not deleted."""
    return select(template.c.id).where(template.c.deleted_at.is_(None))
