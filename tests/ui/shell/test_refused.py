"""What the disk refuses while an order is saved: told in a sentence, nothing is lost, and saving works afterwards.

SQLite itself says here that it is full, because it was told how many pages there are; no disk has to be mounted.
"""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from fake_prompts import FakePrompts
from osdesk.domain.orders import Order
from osdesk.domain.questions import OrderQuestion
from osdesk.services import lists, orders
from osdesk.services.office import Office
from osdesk.ui.orders.editor import OrderEditor
from osdesk.ui.trouble import Trouble, Words
from windows import OpenWindow

PATIENCE = 15_000
#: More than the free pages of a small file hold.
LONG = "Tudo o que foi dito ao telefone, palavra por palavra. " * 300


def limit_pages(office: Office, pages: int | None) -> None:
    """Let the office's file grow no further than that (None: than it is)."""
    with office.store.write() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages or 1}")  # below its size means its size


def test_an_order_that_finds_no_room_is_told_kept_in_the_form_and_saved_once_there_is_room(
    place: OpenWindow, prompts: FakePrompts, qtbot: QtBot, failures: list[BaseException]
) -> None:
    trouble = Trouble(prompts, _words, place.window)
    place.tasks.failure.connect(trouble.report)
    row = place.ask(lists.orders_first, OrderQuestion(), 1)[0]
    place.window.order(row.id)
    editor = place.window.pages.current
    assert isinstance(editor, OrderEditor)
    qtbot.waitUntil(editor.form.isEnabled, timeout=PATIENCE)
    before: Order = place.ask(orders.get, row.id)
    editor.form.request.reason.setPlainText(LONG)
    place.ask(limit_pages, None)
    editor.save()
    qtbot.waitUntil(lambda: bool(prompts.told), timeout=PATIENCE)
    assert prompts.told[-1].title == "O disco está cheio"
    assert "O que você digitou continua aqui" in prompts.told[-1].sentence
    assert editor.is_dirty()
    assert place.ask(orders.get, row.id) == before
    place.ask(limit_pages, 1_000_000)
    editor.save()
    qtbot.waitUntil(lambda: not editor.is_dirty(), timeout=PATIENCE)
    assert place.ask(orders.get, row.id).reason == LONG.strip()
    assert len(prompts.told) == 1
    assert [getattr(error, "code", "") for error in failures] == ["disk.full"]
    failures.clear()


def _words(error: BaseException) -> Words | None:
    from osdesk.services import wording

    return Words(*wording.trouble_sentence(error))
