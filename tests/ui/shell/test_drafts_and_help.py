"""What a crash left is offered back with what differs; help answers without anything that was typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdf
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from fake_prompts import FakePrompts
from osdesk import assets, folders
from osdesk.domain.changes import Subject
from osdesk.domain.questions import OrderQuestion
from osdesk.services import company, drafts, lists, orders
from osdesk.services.drafts import Draft
from osdesk.texts import _
from osdesk.ui.draft_offer import field_words, offer
from osdesk.ui.help import Help
from osdesk.ui.kit.badges import KeyCap
from osdesk.ui.orders.editor import OrderEditor
from osdesk.ui.page import Page
from windows import NOW, OpenWindow

PATIENCE = 15_000
Settle = Callable[[], None]


def left_behind(place: OpenWindow, **changes: object) -> Draft:
    """A draft of the newest order with these changes, kept as the editor keeps one."""
    row = place.ask(lists.orders_first, OrderQuestion(), 1)[0]
    stored = place.ask(orders.get, row.id)
    value = replace(stored, **changes)
    draft = Draft(key=f"order-{row.id}", subject=Subject.ORDER, value=value, stored_version=stored.version, kept_at=NOW)
    drafts.keep(folders.drafts_folder(place.office.folder), draft)
    return draft


def words(prompts: FakePrompts) -> str:
    return "\n".join(label.text() for label in prompts.dialogs[-1].findChildren(QLabel))


def press_button(prompts: FakePrompts, text: str) -> None:
    next(button for button in prompts.dialogs[-1].findChildren(QPushButton) if button.text() == text).click()


def test_a_draft_is_offered_with_the_fields_that_differ(
    place: OpenWindow, prompts: FakePrompts, settle: Settle
) -> None:
    draft = left_behind(place, reason="Nova queixa", deadline=date(2026, 12, 24))
    offer(place.desk, place.window, place.office.folder, (draft,))
    settle()
    said = words(prompts)
    assert draft.value.number in said
    assert field_words(("reason", "deadline")).split(", ")[0] in said
    press_button(prompts, "Continuar editando")
    settle()
    editor = place.window.pages.current
    assert isinstance(editor, OrderEditor)
    assert editor.is_dirty()


def test_a_discarded_draft_is_gone_and_a_later_one_stays(
    place: OpenWindow, prompts: FakePrompts, settle: Settle
) -> None:
    draft = left_behind(place, reason="Nova queixa")
    folder = folders.drafts_folder(place.office.folder)
    offer(place.desk, place.window, place.office.folder, (draft,))
    settle()
    press_button(prompts, "Depois")
    assert [kept.key for kept in drafts.all(folder)] == [draft.key]
    offer(place.desk, place.window, place.office.folder, (draft,))
    settle()
    press_button(prompts, "Descartar")
    settle()
    assert drafts.all(folder) == ()


def test_a_draft_that_was_stored_after_all_is_not_offered(
    place: OpenWindow, prompts: FakePrompts, settle: Settle
) -> None:
    draft = left_behind(place)
    offer(place.desk, place.window, place.office.folder, (draft,))
    settle()
    assert prompts.dialogs == []
    assert drafts.all(folders.drafts_folder(place.office.folder)) == ()


def test_a_new_order_whose_answer_was_lost_is_not_offered_twice(
    place: OpenWindow, prompts: FakePrompts, settle: Settle
) -> None:
    fresh = replace(place.ask(orders.new), client_id=place.ask(lists.orders_first, OrderQuestion(), 1)[0].client_id)
    stored = place.ask(orders.save, fresh).order
    draft = Draft(key=f"order-{fresh.code}", subject=Subject.ORDER, value=stored, kept_at=NOW)
    offer(place.desk, place.window, place.office.folder, (replace(draft, value=replace(stored, id=None)),))
    settle()
    fields = [label.text() for dialog in prompts.dialogs for label in dialog.findChildren(QLabel)]
    assert not any("Motivo" in text for text in fields)


def test_the_data_for_support_hold_nothing_that_was_typed(place: OpenWindow, settle: Settle) -> None:
    Help(place.desk, place.window).support()
    settle()
    copied = QGuiApplication.clipboard().text()
    assert "PySide6" in copied
    assert "40 orders" in copied
    rows = place.ask(lists.orders_first, OrderQuestion(), 40)
    for row in rows:
        assert row.client not in copied
        assert row.number not in copied
    assert not re.search(r"\d{2}\.\d{3}\.\d{3}/", copied)
    assert place.window.snackbar.text


def test_every_page_tells_its_keys(place: OpenWindow, prompts: FakePrompts, settle: Settle) -> None:
    told = set()
    helper = Help(place.desk, place.window)
    for key in ("orders", "clients", "bin"):
        place.window.room(key)
        settle()
        helper.keys()
        told.add(words(prompts))
    place.window.new_order()
    settle()
    helper.keys()
    told.add(words(prompts))
    assert len(told) == 4


def test_the_keys_of_the_checklist_are_those_its_buttons_show(
    place: OpenWindow, prompts: FakePrompts, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("osdesk.ui.orders.checklist_model.answer_letter", lambda answer: f"{answer.value[:1].upper()}!")
    place.window.new_order()
    settle()
    Help(place.desk, place.window).keys()
    caps = [cap.accessibleName() for cap in prompts.dialogs[-1].findChildren(KeyCap)]
    assert {"Y!", "N!"} <= set(caps)


def test_help_opens_each_of_its_pages(place: OpenWindow, prompts: FakePrompts, settle: Settle, qtbot: QtBot) -> None:
    helper = Help(place.desk, place.window)
    for name in ("first_steps", "where_data", "about"):
        helper.do(name)
    assert len(prompts.dialogs) == 3
    assert any("MIT" in label.text() for label in prompts.dialogs[-1].findChildren(QLabel))
    buttons = {button.text(): button for button in prompts.dialogs[-1].findChildren(QPushButton)}
    buttons[_("Licence texts")].click()
    helper.do("log_folder")
    assert prompts.opened == [str(assets.path("licences")), str(folders.log_folder())]
    assert folders.log_folder().is_dir()


def test_the_pad_of_blank_forms_is_exported_from_the_menu(
    place: OpenWindow, prompts: FakePrompts, qtbot: QtBot, tmp_path: Path
) -> None:
    prompts.files = (tmp_path,)
    helper = Help(place.desk, place.window)
    place.window.wanted.connect(helper.do)
    place.window.menus.action("export_pad").trigger()
    qtbot.waitUntil(lambda: bool(prompts.asked), timeout=20_000)
    (name,) = prompts.suggested
    (page,) = pypdf.PdfReader(tmp_path / name).pages
    text = page.extract_text()
    assert "formulário de campo" in text
    assert place.ask(company.get).name in text


def test_a_page_offers_only_slots_that_the_menus_have(place: OpenWindow) -> None:
    import pytest

    page = Page(place.desk)
    with pytest.raises(ValueError, match="no slot"):
        page.offer("fly", lambda: None)
    page.deleteLater()
