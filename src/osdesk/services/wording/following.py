"""The words that a follow-up order begins with. Apart because they are stored: in the language of whoever begins it."""

from __future__ import annotations

from collections.abc import Sequence

from osdesk.domain import money
from osdesk.domain.checklists import ChecklistItem
from osdesk.services.wording.names import order_title
from osdesk.texts import _, language


def follow_up_reason(number: str, items: Sequence[ChecklistItem]) -> str:
    """Why there is another order: which one it continues, and a line for each item that failed."""
    head = _("Follow-up of {order}").format(order=order_title(number))
    return "\n".join((f"{head}:" if items else head, *map(_line, items)))


def _line(item: ChecklistItem) -> str:
    said = [money.format_quantity(item.measured, language()) + f" {item.unit}".rstrip()] if item.measured else []
    said += [text for text in (item.written, item.note) if text]
    return f"– {item.text}" + (f" ({'; '.join(said)})" if said else "")
