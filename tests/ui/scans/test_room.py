"""The scans' room: files dropped on it are filed, what waits is filed by two keys, and everything can be undone."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

import scanned
from osdesk.domain.orders import Order
from osdesk.domain.scans import ReadPage, ScanFile, ScanState, Waiting
from osdesk.services import orders, scans
from osdesk.services.wording import order_title
from osdesk.texts import ngettext
from osdesk.ui.scans.listed import DISCARDED, FILED, WAITING
from osdesk.ui.scans.page import ScansPage
from room_desk import NARROWEST, Place, press, type_text


def drop(room: ScansPage, *paths: Path) -> None:
    """Let files fall on the room."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    enter = QDragEnterEvent(
        QPoint(50, 50), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(room, enter)
    assert enter.isAccepted()
    fall = QDropEvent(
        QPointF(50, 50), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(room, fall)


def dropped(place: Place, room: ScansPage, *paths: Path) -> None:
    """The same, and wait until all is filed and shown."""
    drop(room, *paths)
    place.until(lambda: not room.filing.busy)
    place.settle()


def come_in(place: Place, *pages: Sequence[str] | None, name: str = "pilha.pdf") -> None:
    """Pages with these codes (None: a blank one) are stored, as when the watched folder files them."""
    file = ScanFile(path="", source=name, name=name, pages=len(pages))
    data = scanned.as_jpeg(scanned.qr_page())
    read = [
        ReadPage(page=at, blank=True)
        if of is None
        else ReadPage(page=at, data=data, media_type="image/jpeg", codes=tuple(of))
        for at, of in enumerate(pages)
    ]
    place.ask(scans.store, file, read)
    place.settle()


def stack_comes_in(place: Place, made: list[Order]) -> None:
    """What is in the stack, without reading it."""
    come_in(place, [made[0].code], None, [made[1].code], [], ["https://example.com"])


def shown(room: ScansPage) -> bool:
    return room.pictures.view.has_pictures()


def test_a_stack_that_is_dropped_is_filed_and_told_in_one_line(
    place: Place, room: ScansPage, stack: Path, made: list[Order]
) -> None:
    assert room._right.currentWidget() is room.empty
    dropped(place, room, stack)
    assert [len(place.ask(scans.signed_copies, order.id)) for order in made] == [1, 1, 0]
    (said,) = place.going.said
    assert said.split(" · ")[1:] == [
        ngettext("{count} waits", "{count} wait", 2).format(count=2),
        ngettext("{count} blank", "{count} blank", 1).format(count=1),
    ]
    assert [room.chips.chip(mode).count for mode in (WAITING, FILED, DISCARDED)] == [2, 2, 0]
    assert place.going.works["scans"] == ("", None)
    place.until(lambda: shown(room))


def test_a_waiting_page_is_filed_by_number_and_enter_and_the_next_comes_up(
    place: Place, room: ScansPage, made: list[Order]
) -> None:
    stack_comes_in(place, made)
    field = room.waiting_head.field
    assert field.hasFocus()
    first, second = (row.key for row in room.rows.rows)
    type_text(field, "3")
    press(field, Qt.Key.Key_Return)
    place.settle()
    assert [page.id for page in place.ask(scans.signed_copies, made[2].id)] == [first]
    assert (room.rows.current_key(), field.text(), field.hasFocus()) == (second, "", True)
    undo = place.going.undo
    assert undo is not None
    undo()
    place.settle()
    assert place.ask(scans.signed_copies, made[2].id) == ()
    assert ([row.key for row in room.rows.rows], room.rows.current_key()) == ([first, second], first)


def test_enter_alone_files_with_the_order_of_the_page_beside(place: Place, room: ScansPage, made: list[Order]) -> None:
    stack_comes_in(place, made)
    press(room.waiting_head.field, Qt.Key.Key_Return)
    place.settle()
    assert [page.page for page in place.ask(scans.signed_copies, made[1].id)] == [2, 3]


def test_a_number_of_no_order_stays_typed_and_is_told(place: Place, room: ScansPage, made: list[Order]) -> None:
    stack_comes_in(place, made)
    field = room.waiting_head.field
    type_text(field, "999")
    press(field, Qt.Key.Key_Return)
    place.settle()
    assert (field.text(), field.selectedText()) == ("999", "999")
    assert "999" in room.waiting_head._hint.text()
    assert place.ask(scans.waiting_count) == 2


def test_words_offer_orders_and_the_arrows_choose_among_them(place: Place, room: ScansPage, made: list[Order]) -> None:
    stack_comes_in(place, made)
    field = room.waiting_head.field
    type_text(field, "motivo")
    place.until(field.list.isVisible)
    offered = [choice.value for choice in field.list.choices]
    assert {value[0] for value in offered if isinstance(value, tuple)} == {order.id for order in made}
    press(field, Qt.Key.Key_Down)
    press(field, Qt.Key.Key_Return)
    place.settle()
    assert place.ask(scans.waiting_count) == 1


def test_up_and_down_in_the_empty_field_go_to_other_pages(place: Place, room: ScansPage, made: list[Order]) -> None:
    stack_comes_in(place, made)
    first, second = (row.key for row in room.rows.rows)
    press(room.waiting_head.field, Qt.Key.Key_Down)
    assert room.rows.current_key() == second
    press(room.waiting_head.field, Qt.Key.Key_Up)
    assert room.rows.current_key() == first
    assert room.waiting_head.field.hasFocus()


def test_several_chosen_pages_are_filed_at_once(place: Place, room: ScansPage, made: list[Order]) -> None:
    stack_comes_in(place, made)
    room.rows.selectAll()
    type_text(room.waiting_head.field, made[2].number)
    press(room.waiting_head.field, Qt.Key.Key_Return)
    place.settle()
    assert [page.page for page in place.ask(scans.signed_copies, made[2].id)] == [3, 4]
    assert room._right.currentWidget() is room.empty


def test_a_page_thrown_away_comes_back(place: Place, room: ScansPage, made: list[Order]) -> None:
    stack_comes_in(place, made)
    room.menu_actions["delete"].trigger()
    place.settle()
    assert [page.state for page in place.ask(scans.discarded)] == [ScanState.DISCARDED]
    room.chips.chip(DISCARDED).click()
    room.discarded_head.restore_button.click()
    place.settle()
    assert [page.waiting for page in place.ask(scans.tray).pages] == [Waiting.NO_CODE, Waiting.FOREIGN_CODE]


@pytest.mark.usefixtures("made")
def test_what_is_typed_for_a_page_and_the_keyboard_stay_while_others_come_in(place: Place, room: ScansPage) -> None:
    come_in(place, [], [])
    head = room.waiting_head
    type_text(head.field, "1")
    come_in(place, [], name="depois.pdf")
    assert (len(room.rows.rows), head.field.text()) == (3, "1")
    head.file_button.setFocus()
    come_in(place, [], name="mais tarde.pdf")
    assert (len(room.rows.rows), head.field.text(), head.file_button.hasFocus()) == (4, "1", True)
    press(head.field, Qt.Key.Key_Down)
    assert head.field.text() == ""


@pytest.mark.usefixtures("made")
def test_undo_in_the_field_brings_back_no_number_of_another_page(place: Place, room: ScansPage) -> None:
    come_in(place, [], [])
    field = room.waiting_head.field
    type_text(field, "1")
    press(field, Qt.Key.Key_Return)
    place.settle()
    undo = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    undo.ignore()
    QApplication.sendEvent(field, undo)
    # The window's *Undo* gets it, which takes the filing back.
    assert not undo.isAccepted()
    type_text(field, "2")
    QApplication.sendEvent(field, undo)
    assert undo.isAccepted()


def test_chosen_pages_that_are_likely_of_several_orders_are_offered_none(
    place: Place, room: ScansPage, made: list[Order]
) -> None:
    first, second, third = (order.code for order in made)
    come_in(place, [first], [], [second], [], [], [second, third])
    head = room.waiting_head
    assert order_title(made[0].number) in head._hint.text()
    room.rows.selectAll()
    press(head.field, Qt.Key.Key_Return)
    place.settle()
    assert place.ask(scans.waiting_count) == 4
    room.rows.choose(room.rows.rows[-1].key)
    assert order_title(made[1].number) in head._hint.text()
    assert all(order_title(order.number) in room.rows.rows[-1].detail for order in made[1:])


def test_delete_in_the_list_throws_away_and_the_list_stays_where_it_was(place: Place, room: ScansPage) -> None:
    come_in(place, *([] for _page in range(30)))
    bar = room.rows.verticalScrollBar()
    room.rows.choose(room.rows.rows[24].key)
    before = bar.value()
    assert before > 0
    room.rows.setFocus()
    press(room.rows, Qt.Key.Key_Delete)
    place.settle()
    assert [len(room.rows.rows), bar.value()] == [29, before]


def test_another_list_begins_at_its_first_row(place: Place, room: ScansPage, made: list[Order]) -> None:
    come_in(place, [made[0].code], [made[1].code], [])
    room.chips.chip(FILED).click()
    keys = [row.key for row in room.rows.rows]
    room.rows.choose(keys[1])
    room.chips.chip(WAITING).click()
    room.chips.chip(FILED).click()
    assert room.rows.current_key() == keys[0]


def test_filed_orders_open_alone_or_with_the_paper_beside(place: Place, room: ScansPage, made: list[Order]) -> None:
    stack_comes_in(place, made)
    room.chips.chip(FILED).click()
    place.settle()
    room.rows.choose(made[0].id or 0)
    place.until(lambda: [page.order_id for page in room.pictures.pages] == [made[0].id])
    press(room.rows, Qt.Key.Key_Return)
    room.filed_head.beside_button.click()
    assert place.going.opened[-2:] == [("order", made[0].id), ("order beside its paper", made[0].id)]


def test_pages_taken_away_from_an_order_wait_again(place: Place, room: ScansPage, made: list[Order]) -> None:
    stack_comes_in(place, made)
    room.chips.chip(FILED).click()
    room.rows.choose(made[0].id or 0)
    place.until(lambda: [page.order_id for page in room.pictures.pages] == [made[0].id])
    room.filed_head.take_away_button.click()
    place.settle()
    assert place.ask(scans.signed_copies, made[0].id) == ()
    assert room.chips.chip(WAITING).count == 3


def test_the_signed_copy_is_saved_as_one_pdf(
    place: Place, room: ScansPage, stack: Path, made: list[Order], tmp_path: Path
) -> None:
    dropped(place, room, stack)
    target = tmp_path / "copia.pdf"
    place.prompts.files = (target,)
    room.chips.chip(FILED).click()
    place.until(lambda: bool(room.pictures.pages))
    room.filed_head.save_button.click()
    place.until(target.exists)
    place.settle()
    assert len(pypdf.PdfReader(io.BytesIO(target.read_bytes())).pages) == 1
    (name,) = place.prompts.suggested
    assert name.endswith(".pdf")


def test_what_cannot_be_read_is_told_with_its_name_and_keeps_nothing_back(
    place: Place, room: ScansPage, stack: Path, tmp_path: Path
) -> None:
    notes, missing = tmp_path / "notas.pdf", tmp_path / "sumiu.pdf"
    notes.write_text("nada")
    dropped(place, room, notes, missing, stack)
    lines = room.troubles.words.split("\n")
    assert [line.partition(":")[0] for line in lines] == ["sumiu.pdf", "notas.pdf"]
    assert room.troubles.isVisible()
    assert place.ask(scans.waiting_count) == 2
    room.troubles.closed.emit()
    assert not room.troubles.isVisible()


def test_a_folder_that_is_dropped_gives_the_scans_in_it(
    place: Place, room: ScansPage, made: list[Order], tmp_path: Path
) -> None:
    folder = tmp_path / "celular"
    folder.mkdir()
    for place_in_it, order in enumerate(made):
        (folder / f"IMG_{place_in_it}.JPG").write_bytes(scanned.as_jpeg(scanned.qr_page(order.code)))
    (folder / "leia-me.txt").write_text("nada")
    drop(room, folder)
    place.until(lambda: all(place.ask(scans.signed_copies, order.id) for order in made))
    place.settle()
    assert not room.troubles.isVisible()


def test_what_is_cancelled_keeps_what_was_filed_and_goes_on_when_dropped_again(
    place: Place, room: ScansPage, made: list[Order], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scans, "BATCH", 2)
    pages, path, filing = 40, tmp_path / "longa.pdf", room.filing
    path.write_bytes(scanned.as_pdf([scanned.qr_page(made[0].code)] * pages))
    told = []

    def cancel_in_the_middle() -> None:
        if filing.progress[0] and not filing.stopping:
            filing.cancel()
            told.append(place.going.works["scans"])

    filing.moved.connect(cancel_in_the_middle)
    drop(room, path)
    place.until(lambda: told)
    filing.moved.disconnect(cancel_in_the_middle)
    assert [(path.name in words, cancel) for words, cancel in told] == [(True, None)]
    place.until(lambda: not room.filing.busy)
    place.settle()
    filed = len(place.ask(scans.signed_copies, made[0].id))
    assert 0 < filed < pages
    dropped(place, room, path)
    assert len(place.ask(scans.signed_copies, made[0].id)) == pages


def test_pages_are_turned_for_the_eye_and_shown_sharp(place: Place, room: ScansPage, stack: Path) -> None:
    dropped(place, room, stack)
    view = room.pictures.view
    place.until(lambda: view.has_pictures() and view.is_sharp())
    before = view.picture(0)
    assert before is not None
    assert before.height() > before.width()
    room.pictures.turn_right.click()
    place.until(lambda: (found := view.picture(0)) is not None and found.width() > found.height())
    place.until(view.is_sharp)


def test_news_from_elsewhere_show_at_once(place: Place, room: ScansPage, made: list[Order]) -> None:
    stack_comes_in(place, made)
    place.ask(scans.file_by_hand, [room.rows.rows[0].key], made[2].id)
    place.until(lambda: len(room.rows.rows) == 1)
    place.ask(orders.delete, [made[2].id])
    place.settle()


def test_the_room_fits_the_narrowest_window(place: Place, room: ScansPage, made: list[Order]) -> None:
    assert room.minimumSizeHint().width() <= NARROWEST
    stack_comes_in(place, made)
    for mode in (WAITING, FILED):
        room.chips.chip(mode).click()
        place.settle()
        assert room.minimumSizeHint().width() <= NARROWEST


@pytest.mark.usefixtures("made")
def test_with_large_text_the_narrowest_window_has_room_for_the_number(place: Place) -> None:
    place.desk.theme.set_text_size(125)
    try:
        room = ScansPage(place.desk)
        place.put(room)
        come_in(place, [])
        room.window().resize(NARROWEST - 15, 500)
        place.settle()
        head = room.waiting_head
        assert room.minimumSizeHint().width() <= NARROWEST - 15
        assert head.field.geometry().right() < head.file_button.geometry().left()
        assert head.discard_button.geometry().right() <= head.width()
    finally:
        place.desk.theme.set_text_size(100)


@pytest.mark.parametrize("look", ["light", "dark"])
def test_it_paints_in_both_looks(place: Place, room: ScansPage, stack: Path, look: str) -> None:
    place.desk.theme.set_appearance(look)
    dropped(place, room, stack)
    place.until(lambda: shown(room))
    picture = room.grab().toImage()
    assert (picture.pixelColor(5, picture.height() - 5).lightness() > 128) is (look == "light")
