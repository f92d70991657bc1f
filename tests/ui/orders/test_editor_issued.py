"""Issuing in the editor: by its key, what is typed saved first; the documents stand above the history."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QSizePolicy
from pytestqt.qtbot import QtBot

from osdesk.domain.history import Deed
from osdesk.domain.revisions import Revision, format_code
from osdesk.services import issuing, orders
from osdesk.texts import _
from osdesk.ui.comparing import CompareDialog
from osdesk.ui.kit.labels import Label
from osdesk.ui.orders.editor import OrderEditor
from osdesk.ui.orders.issued import IssuedDocuments
from ui.orders.conftest import PATIENCE, OpenEditor, Shop, type_into


@pytest.fixture
def editor(shop: Shop, open_editor: OpenEditor) -> OrderEditor:
    return open_editor(shop.order.id)


def issued(editor: OrderEditor) -> IssuedDocuments:
    return editor.form.history.issued


def issue(shop: Shop, editor: OrderEditor, qtbot: QtBot) -> Revision:
    """Issue by the menus' action, and wait until it is shown."""
    said = len(shop.going.said)
    editor.menu_actions["issue"].trigger()
    qtbot.waitUntil(lambda: len(shop.going.said) > said, timeout=PATIENCE)
    found: Revision = shop.ask(issuing.revisions, editor.order_id)[0]
    qtbot.waitUntil(lambda: bool(issued(editor).rows) and issued(editor).rows[0].revision == found, timeout=PATIENCE)
    return found


def menu_action(editor: OrderEditor, row: int, words: str) -> None:
    """Choose from a document's menu, which the keyboard opens."""
    button = issued(editor).rows[row].more
    QTest.keyClick(button, Qt.Key.Key_Return)
    menu = next(each for each in button.findChildren(QMenu) if each.isVisible())
    action = next(each for each in menu.actions() if each.text() == words)
    assert action.isEnabled(), words
    action.trigger()
    menu.close()


def test_before_anything_was_issued_it_says_so_and_offers_to(shop: Shop, editor: OrderEditor, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not issued(editor).isHidden(), timeout=PATIENCE)
    assert issued(editor).rows == []
    QTest.keyClick(issued(editor).issue, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(issued(editor).rows) == 1, timeout=PATIENCE)
    assert len(shop.ask(issuing.revisions, shop.order.id)) == 1


def test_a_new_order_has_nothing_to_issue_before_its_first_save(open_editor: OpenEditor) -> None:
    assert issued(open_editor()).isHidden()


def test_issuing_saves_what_was_typed_first(shop: Shop, editor: OrderEditor, qtbot: QtBot) -> None:
    type_into(editor.form.request.reason, "Não gela")
    revision = issue(shop, editor, qtbot)
    assert not editor.is_dirty()
    assert shop.stored().reason == "Não gela"
    assert revision.number == 1
    row = issued(editor).rows[0]
    words = " ".join(label.text() for label in row.findChildren(Label))
    assert format_code(revision.code) in words
    qtbot.waitUntil(lambda: editor.form.history._entries[0].deed is Deed.ISSUED, timeout=PATIENCE)


def test_issuing_again_what_prints_the_same_says_so(shop: Shop, editor: OrderEditor, qtbot: QtBot) -> None:
    first = issue(shop, editor, qtbot)
    assert issue(shop, editor, qtbot) == first
    assert len(issued(editor).rows) == 1


def test_a_document_is_opened_as_a_file_with_its_own_bytes(shop: Shop, editor: OrderEditor, qtbot: QtBot) -> None:
    revision = issue(shop, editor, qtbot)
    QTest.mouseClick(issued(editor).rows[0].open, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(shop.prompts.opened), timeout=PATIENCE)
    path = Path(shop.prompts.opened[-1])
    assert path.read_bytes() == shop.ask(issuing.pdf, revision)
    assert path.name == shop.ask(issuing.file_name, revision)


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_a_document_is_saved_where_the_person_says(
    shop: Shop, editor: OrderEditor, qtbot: QtBot, tmp_path: Path
) -> None:
    revision = issue(shop, editor, qtbot)
    path = tmp_path / "copy.pdf"
    shop.prompts.files = (path,)
    menu_action(editor, 0, _("Save PDF…"))
    qtbot.waitUntil(path.exists, timeout=PATIENCE)
    assert path.read_bytes() == shop.ask(issuing.pdf, revision)


def test_a_document_is_voided_with_a_reason_and_says_so(shop: Shop, editor: OrderEditor, qtbot: QtBot) -> None:
    revision = issue(shop, editor, qtbot)
    shop.prompts.text_answer = ""
    _void(editor)
    assert not shop.ask(issuing.revision, revision.id).voided
    shop.prompts.text_answer = "Cliente errado"
    _void(editor)
    qtbot.waitUntil(lambda: issued(editor).rows[0].revision.voided, timeout=PATIENCE)
    assert shop.ask(issuing.revision, revision.id).void_reason == "Cliente errado"
    assert any("Cliente errado" in label.text() for label in issued(editor).rows[0].findChildren(Label))
    assert not issued(editor).deeds(issued(editor).rows[0].revision)[-1][2]


def _void(editor: OrderEditor) -> None:
    row = issued(editor).rows[0]
    issued(editor).deeds(row.revision)[-1][1]()


def test_two_documents_are_compared_field_by_field(shop: Shop, editor: OrderEditor, qtbot: QtBot) -> None:
    issue(shop, editor, qtbot)
    type_into(editor.form.request.reason, "Não gela")
    issue(shop, editor, qtbot)
    issued(editor).compare(issued(editor).rows[0].revision)
    dialog = shop.prompts.dialogs[-1]
    assert isinstance(dialog, CompareDialog)
    qtbot.waitUntil(lambda: "Não gela" in told(dialog), timeout=PATIENCE)
    assert "Split desliga sozinho" in told(dialog)
    dialog.older.show_value(dialog.newer.read())
    dialog.older.edited.emit()
    qtbot.waitUntil(lambda: "Não gela" not in told(dialog), timeout=PATIENCE)


def test_a_document_is_compared_with_the_order_as_it_is_now(shop: Shop, editor: OrderEditor, qtbot: QtBot) -> None:
    issue(shop, editor, qtbot)
    shop.ask(orders.save, replace(shop.stored(), observations="Depois do documento"))
    issued(editor).compare(issued(editor).rows[0].revision)
    dialog = shop.prompts.dialogs[-1]
    assert isinstance(dialog, CompareDialog)
    qtbot.waitUntil(lambda: "Depois do documento" in told(dialog), timeout=PATIENCE)


def test_a_word_longer_than_its_column_is_seen_whole_where_documents_are_compared(
    shop: Shop, editor: OrderEditor, qtbot: QtBot
) -> None:
    issue(shop, editor, qtbot)
    long = "https://www.climatizacao.example/" + "pedidos/" * 12
    shop.ask(orders.save, replace(shop.stored(), observations=f"Ver {long}"))
    issued(editor).compare(issued(editor).rows[0].revision)
    dialog = shop.prompts.dialogs[-1]
    assert isinstance(dialog, CompareDialog)

    def seen() -> list[Label]:
        labels = dialog.lines.findChildren(Label)
        return [label for label in labels if long in label.text().replace("\u200b", "")]

    qtbot.waitUntil(lambda: bool(seen()), timeout=PATIENCE)
    (label,) = seen()
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    assert label.minimumSizeHint().width() < 150


def told(dialog: CompareDialog) -> list[str]:
    return [label.text() for label in dialog.lines.findChildren(Label)]


def test_of_many_documents_three_show_and_the_others_on_demand(shop: Shop, editor: OrderEditor, qtbot: QtBot) -> None:
    for words in ("um", "dois", "três", "quatro", "cinco"):
        order = shop.stored()
        shop.ask(orders.save, replace(order, reason=words))
        shop.ask(issuing.issue, order.id)
    qtbot.waitUntil(lambda: [row.revision.number for row in issued(editor).rows] == [5, 4, 3], timeout=PATIENCE)
    issued(editor)._all.click()
    assert [row.revision.number for row in issued(editor).rows] == [5, 4, 3, 2, 1]
    QApplication.processEvents()
    assert issued(editor)._all.isHidden()


def test_a_document_issued_elsewhere_is_shown_at_once(shop: Shop, editor: OrderEditor, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not issued(editor).isHidden(), timeout=PATIENCE)
    shop.ask(issuing.issue, shop.order.id)
    qtbot.waitUntil(lambda: len(issued(editor).rows) == 1, timeout=PATIENCE)
