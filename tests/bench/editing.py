"""A full order in its editor: what the preview and the keys are measured in."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit

from bench import window
from osdesk import app
from osdesk.domain.orders import Order
from osdesk.domain.questions import OrderQuestion
from osdesk.services import lists, orders
from osdesk.services.office import Office
from osdesk.ui.orders.editor import OrderEditor

_LOOKED_AT = 400


@contextlib.contextmanager
def opened(office: Path, scratch: Path) -> Iterator[tuple[app.Program, OrderEditor]]:
    """The program with the fullest of the newest orders in its editor, the sheet beside it."""
    with window.opened(office, scratch) as program:
        assert program.desk is not None
        program.desk.settings.set_flag("panes/preview", True)
        program.window.resize(1600, 900)
        fullest = window.ask(_fullest, program.desk.office)
        program.window.order(fullest.id or 0)
        editor = program.window.pages.current
        assert isinstance(editor, OrderEditor)
        window.until(editor.form.isEnabled)
        window.rest(program, 0.6)
        yield program, editor
        # What was typed is nobody's: no question about it at the end.
        editor.keeper.drop()
        window.rest(program)


def reason(editor: OrderEditor) -> QPlainTextEdit:
    """The field in which most is typed."""
    field = editor.form.request.fields["reason"].control
    assert isinstance(field, QPlainTextEdit)
    return field


def _fullest(office: Office) -> Order:
    ids = [row.id for row in lists.orders_first(office, OrderQuestion(), _LOOKED_AT)]
    return max(orders.get_many(office, ids), key=_weight)


def _weight(order: Order) -> int:
    return len(order.materials) + len(order.visits) + sum(len(held.items) for held in order.checklists)
