"""The signed paper beside the form: what it shows is typed, and the order is done from there."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

import scanned
from osdesk.domain.scans import ReadPage, ScanFile
from osdesk.domain.statuses import StatusKind
from osdesk.services import orders, scans, statuses
from osdesk.services.office import Office
from osdesk.ui.orders.editor import OrderEditor
from ui.orders.conftest import OpenEditor, Shop, type_into

PATIENCE = 60_000


def came_back(office: Office, order_id: int) -> None:
    """Two signed pages of the order."""
    code = orders.get(office, order_id).code
    pages = [ReadPage(page=place, data=sheet, media_type="image/jpeg", codes=(code,)) for place, sheet in _sheets(code)]
    scans.store(office, ScanFile(path="", source="c" * 64, name="pilha.pdf", pages=2), pages)


def _sheets(code: str) -> list[tuple[int, bytes]]:
    return [(place, scanned.as_jpeg(scanned.qr_page(code))) for place in range(2)]


@pytest.fixture
def editor(shop: Shop, open_editor: OpenEditor) -> OrderEditor:
    shop.desk.settings.set_flag("panes/preview", True)
    editor = open_editor(shop.order.id)
    editor.resize(1366, 660)
    editor.panes.arrange()
    return editor


def test_an_order_without_a_signed_copy_offers_none(editor: OrderEditor) -> None:
    assert not editor.beside.copies.isVisibleTo(editor)
    assert not editor.preview._signed.isVisibleTo(editor)
    editor.beside.show_paper(wanted=True)
    assert editor.beside.currentWidget() is editor.preview


def test_a_page_that_is_filed_shows_in_the_order_that_is_open(shop: Shop, editor: OrderEditor, qtbot: QtBot) -> None:
    shop.ask(came_back, shop.order.id)
    qtbot.waitUntil(lambda: len(editor.beside.pages) == 2, timeout=PATIENCE)
    assert editor.beside.copies.isVisibleTo(editor)
    assert editor.preview._signed.isVisibleTo(editor)


def test_the_paper_takes_the_sheets_place_and_gives_it_back(shop: Shop, editor: OrderEditor, qtbot: QtBot) -> None:
    shop.ask(came_back, shop.order.id)
    qtbot.waitUntil(lambda: len(editor.beside.pages) == 2, timeout=PATIENCE)
    editor.beside.copies.show_button.click()
    assert editor.beside.currentWidget() is editor.beside.signed
    assert [page.page for page in editor.beside.signed.pictures.pages] == [0, 1]
    qtbot.waitUntil(editor.beside.signed.pictures.view.has_pictures, timeout=PATIENCE)
    type_into(editor.form.request.reason, "Trocado o capacitor")
    editor.beside.signed.sheet.click()
    assert editor.beside.currentWidget() is editor.preview
    qtbot.waitUntil(
        lambda: (
            (sheet := editor.preview.sheet) is not None
            and sheet.order is not None
            and sheet.order.reason == "Trocado o capacitor"
        ),
        timeout=PATIENCE,
    )


def test_asked_for_while_the_preview_is_hidden_the_paper_comes_into_view(
    shop: Shop, editor: OrderEditor, qtbot: QtBot
) -> None:
    shop.ask(came_back, shop.order.id)
    editor.panes.toggle_preview()
    assert editor.beside.isHidden()
    editor.beside.show_paper(wanted=True)
    qtbot.waitUntil(lambda: editor.beside.currentWidget() is editor.beside.signed, timeout=PATIENCE)
    assert editor.beside.isVisible()


def test_what_is_typed_from_the_paper_is_stored_with_the_order_done(
    shop: Shop, editor: OrderEditor, qtbot: QtBot
) -> None:
    shop.ask(came_back, shop.order.id)
    editor.beside.show_paper(wanted=True)
    qtbot.waitUntil(lambda: editor.beside.currentWidget() is editor.beside.signed, timeout=PATIENCE)
    type_into(editor.form.request.reason, "Trocado o capacitor")
    editor.beside.signed.finish.click()
    done = {status.id for status in shop.ask(statuses.statuses) if status.kind is StatusKind.DONE}
    qtbot.waitUntil(lambda: shop.ask(orders.get, shop.order.id).status_id in done, timeout=PATIENCE)
    stored = shop.ask(orders.get, shop.order.id)
    assert (stored.reason, stored.closed_at is not None) == ("Trocado o capacitor", True)
