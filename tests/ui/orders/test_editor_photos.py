"""Photos in the order's form: brought in every way, ordered, named, drawn upon, taken out and put back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from osdesk.domain.attachments import Attachment, AttachmentKind, MarkKind, PhotoMark, PhotoStage
from osdesk.domain.incoming import Arrived
from osdesk.domain.orders import Order
from osdesk.services import attachments, company, orders
from osdesk.services.office import DiskFull
from osdesk.ui.menus import edit_focused
from osdesk.ui.orders.editor import OrderEditor
from osdesk.ui.photos import cells
from osdesk.ui.photos.arriving import Outcome
from osdesk.ui.photos.part import AttachmentsPart
from osdesk.ui.photos.pictures import MOST_BYTES
from osdesk.ui.photos.viewer import PhotoViewer
from osdesk.ui.photos.words import outcome_words
from osdesk.ui.theme import Theme
from photographs import a_jpeg, encoded, grain, quarters
from ui.orders.conftest import PATIENCE, OpenEditor, Shop, press

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def kept(shop: Shop, *seeds: int, **changes: object) -> tuple[Attachment, ...]:
    """Photos among the office's files, as an order refers to them."""
    arrived = [
        Arrived(
            kind=AttachmentKind.PHOTO,
            name=f"IMG_{seed}.jpg",
            media_type="image/jpeg",
            data=a_jpeg(seed, (200, 150)),
            source=f"{seed:064x}",
            width=200,
            height=150,
        )
        for seed in seeds
    ]
    return tuple(replace(each, **changes) for each in shop.ask(attachments.store, arrived))


def with_photos(shop: Shop, *seeds: int, **changes: object) -> Order:
    order = replace(shop.order, attachments=kept(shop, *seeds, **changes))
    found: Order = shop.pool.submit(orders.save, shop.office, order).result().order
    shop.order = found
    return found


def part_of(editor: OrderEditor) -> AttachmentsPart:
    return editor.form.photos.part


def names(part: AttachmentsPart) -> list[str]:
    return [photo.name for photo in part.photos.photos]


@pytest.fixture
def came(qtbot: QtBot) -> Callable[[AttachmentsPart, Callable[[], object]], Outcome]:
    """Do something that brings files, and wait until they are there."""

    def done(part: AttachmentsPart, act: Callable[[], object]) -> Outcome:
        with qtbot.waitSignal(part.arriving.finished, timeout=2 * PATIENCE) as told:
            act()
        assert told.args is not None
        outcome = told.args[0]
        assert isinstance(outcome, Outcome)
        return outcome

    return done


Came = Callable[[AttachmentsPart, Callable[[], object]], Outcome]


def files_of(folder: Path, *seeds: int) -> tuple[Path, ...]:
    found = []
    for seed in seeds:
        path = folder / f"IMG_{seed}.jpg"
        path.write_bytes(a_jpeg(seed, (300, 200)))
        found.append(path)
    return tuple(found)


# --- bringing them in ------------------------------------------------------------------------------------------------


def test_several_files_are_chosen_at_once_kept_and_saved_with_the_order(
    shop: Shop, open_editor: OpenEditor, came: Came, qtbot: QtBot, tmp_path: Path
) -> None:
    editor = open_editor(shop.order.id)
    part = part_of(editor)
    pdf = tmp_path / "laudo.pdf"
    pdf.write_bytes(b"%PDF-1.7")
    shop.prompts.files = (*files_of(tmp_path, 3, 1, 2), pdf)
    outcome = came(part, lambda: QTest.mouseClick(part.tile, Qt.MouseButton.LeftButton))
    assert (outcome.photos, outcome.files, outcome.refused) == (3, 1, [])
    assert names(part) == ["IMG_3.jpg", "IMG_1.jpg", "IMG_2.jpg"]
    assert [row.file.name for row in part.files.rows] == ["laudo.pdf"]
    assert editor.is_dirty()
    with qtbot.waitSignal(editor.saving.adopted, timeout=PATIENCE):
        editor.save()
    stored = shop.stored()
    assert [each.name for each in stored.attachments] == ["IMG_3.jpg", "IMG_1.jpg", "IMG_2.jpg", "laudo.pdf"]
    assert all(shop.ask(attachments.data, each) for each in stored.attachments)
    assert not editor.is_dirty()


def test_a_folder_gives_all_its_photos(shop: Shop, open_editor: OpenEditor, came: Came, tmp_path: Path) -> None:
    part = part_of(open_editor(shop.order.id))
    (tmp_path / "DCIM").mkdir()
    files_of(tmp_path / "DCIM", 1, 2)
    shop.prompts.folder_answer = tmp_path / "DCIM"
    came(part, part.choose_folder)
    assert names(part) == ["IMG_1.jpg", "IMG_2.jpg"]
    (tmp_path / "none").mkdir()
    shop.prompts.folder_answer = tmp_path / "none"
    assert outcome_words(came(part, part.choose_folder))
    assert part.note.text


def test_the_same_photo_twice_is_said_and_shown_and_not_kept_again(
    shop: Shop, open_editor: OpenEditor, came: Came, tmp_path: Path
) -> None:
    part = part_of(open_editor(shop.order.id))
    first, second = files_of(tmp_path, 1, 2)
    copy = tmp_path / "copy of it.jpg"
    copy.write_bytes(first.read_bytes())
    came(part, lambda: part.take_paths((first, second, copy)))
    assert names(part) == ["IMG_1.jpg", "IMG_2.jpg"]
    outcome = came(part, lambda: part.take_paths((copy,)))
    assert [each.name for each in outcome.known] == ["IMG_1.jpg"]
    assert part.grid.currentIndex().row() == 0
    assert part.note.text


def test_what_cannot_be_read_is_named_with_the_reason_and_the_rest_comes_in(
    shop: Shop, open_editor: OpenEditor, came: Came, tmp_path: Path
) -> None:
    part = part_of(open_editor(shop.order.id))
    (good,) = files_of(tmp_path, 1)
    text = tmp_path / "text.jpg"
    text.write_bytes(b"no picture at all")
    cut = tmp_path / "cut.jpg"
    cut.write_bytes(a_jpeg(2)[:5000])
    outcome = came(part, lambda: part.take_paths((text, good, cut, tmp_path / "gone.png")))
    assert names(part) == ["IMG_1.jpg"]
    assert [each.code for each in outcome.refused] == ["photo.unknown", "photo.damaged", "photo.not_opened"]
    assert all(name in part.note.text for name in ("text.jpg", "cut.jpg", "gone.png"))


def test_a_copied_picture_and_copied_files_are_pasted(
    shop: Shop, open_editor: OpenEditor, came: Came, tmp_path: Path
) -> None:
    part = part_of(open_editor(shop.order.id))
    clipboard = QGuiApplication.clipboard()
    part.tile.setFocus()
    clipboard.setImage(QImage.fromData(QByteArray(encoded(quarters(64, 48), "PNG"))))
    came(part, lambda: QTest.keyClick(part.tile, Qt.Key.Key_V, CTRL))
    # F2 names what was pasted.
    assert part.grid.hasFocus()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in files_of(tmp_path, 1, 2)])
    clipboard.setMimeData(mime)
    came(part, lambda: QTest.keyClick(part.grid, Qt.Key.Key_V, CTRL))
    assert len(names(part)) == 3
    assert (part.photos.photos[0].width, part.photos.photos[0].height) == (64, 48)
    clipboard.setText("only words")
    QTest.keyClick(part.grid, Qt.Key.Key_V, CTRL)
    assert part.note.text


def test_files_are_dropped_on_the_tile_and_on_the_photos(
    shop: Shop, open_editor: OpenEditor, came: Came, tmp_path: Path
) -> None:
    part = part_of(open_editor(shop.order.id))
    one, two = files_of(tmp_path, 1, 2)
    came(part, lambda: drop(part.tile, one))
    came(part, lambda: drop(part.grid.viewport(), two))
    assert names(part) == ["IMG_1.jpg", "IMG_2.jpg"]


def drop(widget: QWidget, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(20, 20), copy, mime, buttons, none)
    QApplication.sendEvent(widget, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(widget, QDropEvent(QPointF(20, 20), copy, mime, buttons, none))


def test_many_show_how_far_they_are_and_can_be_cancelled(
    shop: Shop, open_editor: OpenEditor, qtbot: QtBot, tmp_path: Path
) -> None:
    part = part_of(open_editor(shop.order.id))
    paths = []
    for number in range(60):
        path = tmp_path / f"{number}.png"
        path.write_bytes(encoded(grain(900, 700, number % 3), "PNG") + bytes([number]))
        paths.append(path)
    outcomes: list[Outcome] = []
    part.arriving.finished.connect(outcomes.append)
    part.take_paths(paths)
    qtbot.waitUntil(lambda: part.photos.rowCount() >= 2, timeout=2 * PATIENCE)
    assert part.under_way.isVisible()
    QTest.mouseClick(part.cancel_button, Qt.MouseButton.LeftButton)
    here = part.photos.rowCount()
    assert outcomes[0].cancelled
    assert here < 60
    assert not part.under_way.isVisible()
    assert str(here) in part.note.text
    # The next lot comes in as if nothing had been.
    with qtbot.waitSignal(part.arriving.finished, timeout=2 * PATIENCE):
        part.take_paths(files_of(tmp_path, 1))
    assert part.photos.rowCount() == here + 1


def test_a_file_that_kills_its_reader_is_found_and_the_others_come_in(
    shop: Shop, open_editor: OpenEditor, came: Came, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deadly = tmp_path / "deadly.jpg"
    deadly.write_bytes(a_jpeg(9))
    monkeypatch.setattr("osdesk.ui.photos.reading.begin", _begin_and_die)
    monkeypatch.setattr("osdesk.ui.photos.reading.read", _read_or_die)
    part = part_of(open_editor(shop.order.id))
    one, two = files_of(tmp_path, 1, 2)
    outcome = came(part, lambda: part.take_paths((one, deadly, two)))
    assert names(part) == ["IMG_1.jpg", "IMG_2.jpg"]
    assert [(each.name, each.code) for each in outcome.refused] == [("deadly.jpg", "photo.damaged")]


def _begin_and_die(key: str, items: object, options: object) -> None:
    """In the other process: it took the files and is gone before anybody asks."""


def _read_or_die(item: object, options: object) -> object:
    import os

    from osdesk.services import foreign

    if getattr(item, "called", "") == "deadly.jpg":
        os._exit(3)
    return foreign.read(item, options)  # type: ignore[arg-type]


def test_a_full_disk_is_told_and_what_was_typed_stays(
    shop: Shop,
    open_editor: OpenEditor,
    came: Came,
    failures: list[BaseException],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_anything: object) -> tuple[Attachment, ...]:
        raise DiskFull(tmp_path)

    editor = open_editor(shop.order.id)
    part = part_of(editor)
    monkeypatch.setattr(attachments, "store", full)
    outcome = came(part, lambda: part.take_paths(files_of(tmp_path, 1, 2)))
    assert outcome.cancelled
    assert isinstance(failures[0], DiskFull)
    assert not part.under_way.isVisible()
    monkeypatch.undo()
    came(part, lambda: part.take_paths(files_of(tmp_path, 1, 2)))
    assert names(part) == ["IMG_1.jpg", "IMG_2.jpg"]


def test_what_is_on_its_way_when_the_editor_closes_harms_nobody(
    shop: Shop, open_editor: OpenEditor, qtbot: QtBot, failures: list[BaseException], tmp_path: Path
) -> None:
    editor = open_editor(shop.order.id)
    part_of(editor).take_paths(files_of(tmp_path, 1, 2, 3))
    editor.close()
    editor.deleteLater()
    qtbot.waitUntil(lambda: not any(map(shop.desk.tasks.pending, ("files", "write"))), timeout=2 * PATIENCE)  # type: ignore[arg-type]
    assert not failures


# --- the form --------------------------------------------------------------------------------------------------------


def test_a_new_photo_is_in_the_draft_of_an_order_that_was_never_saved(
    shop: Shop, open_editor: OpenEditor, came: Came, qtbot: QtBot, tmp_path: Path
) -> None:
    editor = open_editor(client_id=shop.client.id)
    part = part_of(editor)
    came(part, lambda: part.take_paths(files_of(tmp_path, 1)))
    assert editor.is_dirty()
    order, _version, _unread = editor.keeper._take()
    assert [photo.name for photo in order.attachments] == ["IMG_1.jpg"]
    with qtbot.waitSignal(editor.keeper.kept, timeout=PATIENCE):
        editor.keeper.keep_now()
    assert order.attachments[0].file in attachments.in_drafts(editor.keeper._folder)


def test_photos_that_come_and_go_are_in_the_draft_at_once(
    shop: Shop, open_editor: OpenEditor, came: Came, qtbot: QtBot, tmp_path: Path
) -> None:
    editor = open_editor(shop.order.id)
    part = part_of(editor)

    def in_draft() -> str:
        return "".join(path.read_text("utf-8") for path in editor.keeper._folder.iterdir())

    # No pause of a person's may be needed for it.
    editor.keeper._pause.setInterval(10 * PATIENCE)
    editor.keeper._longest.setInterval(10 * PATIENCE)
    with qtbot.waitSignal(editor.keeper.kept, timeout=2 * PATIENCE):
        came(part, lambda: part.take_paths(files_of(tmp_path, 1)))
    assert part.photos.photos[0].file in in_draft()
    with qtbot.waitSignal(editor.keeper.kept, timeout=PATIENCE):
        part.grid.go_to(0)
        part.remove_chosen()
    assert "IMG_1.jpg" not in in_draft()


def test_the_index_counts_them_and_the_note_says_whether_they_print(shop: Shop, open_editor: OpenEditor) -> None:
    with_photos(shop, 1, 2)
    editor = open_editor(shop.order.id)
    place = editor.form.parts.index(editor.form.photos)
    assert editor.index._entries[place]._mark.count == "2"
    before = editor.form.photos.note.text()
    settings = shop.ask(company.settings)
    shop.pool.submit(company.save_settings, shop.office, replace(settings, photos_a_page=4)).result()
    again = open_editor(shop.order.id)
    assert again.form.photos.note.text() != before


def test_an_order_comes_up_clean_and_saving_moves_nothing(shop: Shop, open_editor: OpenEditor, qtbot: QtBot) -> None:
    with_photos(shop, 1, 2, marks=(PhotoMark(to_x=5_000, to_y=5_000),))
    editor = open_editor(shop.order.id)
    part = part_of(editor)
    assert not editor.is_dirty()
    part.grid.go_to(1)
    part.photos.change(1, replace(part.photos.photos[1], marks=(PhotoMark(to_x=1),)))
    with qtbot.waitSignal(editor.saving.adopted, timeout=PATIENCE):
        editor.save()
    assert part.grid.currentIndex().row() == 1
    assert part.photos.photos == shop.stored().attachments
    assert not editor.is_dirty()


def test_a_photo_that_comes_while_the_order_is_being_stored_is_stored_once(
    shop: Shop, open_editor: OpenEditor, qtbot: QtBot
) -> None:
    editor = open_editor(shop.order.id)
    part = part_of(editor)
    part.photos.add(kept(shop, 1, marks=(PhotoMark(to_x=9),)))
    with qtbot.waitSignal(editor.saving.adopted, timeout=PATIENCE):
        editor.save()
        part.photos.add(kept(shop, 2))
        part.photos.move((1,), 0)
    first = shop.stored().attachments[0]
    assert [photo.id for photo in part.photos.photos] == [None, first.id]
    assert part.photos.photos[1].marks == first.marks
    assert editor.is_dirty()
    with qtbot.waitSignal(editor.saving.adopted, timeout=PATIENCE):
        editor.save()
    assert [photo.name for photo in shop.stored().attachments] == ["IMG_2.jpg", "IMG_1.jpg"]
    assert shop.stored().attachments[1].id == first.id


@pytest.mark.parametrize("percent", [100, 125])
def test_the_tile_fills_what_the_last_row_leaves(
    theme: Theme, shop: Shop, open_editor: OpenEditor, percent: int
) -> None:
    editor = open_editor(shop.order.id)
    part = part_of(editor)
    theme.set_text_size(percent)
    step = cells.pitch()
    assert part.grid.gridSize() == step
    for count in range(9):
        part.load(tuple(Attachment(file=f"{number:064x}", width=4, height=3) for number in range(count)))
        columns = part.grid.columns(part.board.width())
        rows = -(-count // columns)
        tile = part.tile.geometry()
        assert tile.right() < part.board.width()
        assert tile.bottom() < part.board.height()
        for place in range(count):
            cell = part.grid.visualRect(part.photos.index(place)).translated(part.grid.pos())
            assert (cell.left() // step.width(), cell.top() // step.height()) == (place % columns, place // columns)
            assert not cell.intersects(tile)
        assert part.grid.isVisibleTo(part) == bool(count)
        assert part.board.height() >= rows * step.height()


@pytest.mark.parametrize("percent", [100, 110, 125])
def test_with_photos_and_files_the_form_still_fits_its_narrowest_room(
    theme: Theme, shop: Shop, open_editor: OpenEditor, percent: int
) -> None:
    theme.set_text_size(percent)
    photo, file = kept(shop, 1, 2)
    shop.pool.submit(
        orders.save,
        shop.office,
        replace(shop.order, attachments=(photo, replace(file, kind=AttachmentKind.FILE, name="Um nome comprido " * 8))),
    ).result()
    editor = open_editor(shop.order.id)
    assert part_of(editor).keys.isVisibleTo(editor)
    assert editor.form.minimumSizeHint().width() <= 1024 - 60 - editor.index.width() - 1


# --- by keyboard and mouse -------------------------------------------------------------------------------------------


@pytest.fixture
def part(shop: Shop, open_editor: OpenEditor) -> AttachmentsPart:
    """Four photos in the form, the keyboard on the first."""
    with_photos(shop, 1, 2, 3, 4)
    editor = open_editor(shop.order.id)
    editor.form.go_to_section(editor.form.parts.index(editor.form.photos))
    found = part_of(editor)
    assert found.grid.currentIndex().row() == 0
    return found


def test_alt_and_arrows_move_a_photo(part: AttachmentsPart) -> None:
    QTest.keyClick(part.grid, Qt.Key.Key_Right, ALT)
    assert names(part) == ["IMG_2.jpg", "IMG_1.jpg", "IMG_3.jpg", "IMG_4.jpg"]
    assert part.grid.currentIndex().row() == 1
    QTest.keyClick(part.grid, Qt.Key.Key_Right, ALT)
    QTest.keyClick(part.grid, Qt.Key.Key_Right, ALT)
    QTest.keyClick(part.grid, Qt.Key.Key_Right, ALT)
    assert names(part)[-1] == "IMG_1.jpg"
    QTest.keyClick(part.grid, Qt.Key.Key_Left, ALT)
    assert names(part) == ["IMG_2.jpg", "IMG_3.jpg", "IMG_1.jpg", "IMG_4.jpg"]


def test_undo_moves_a_photo_back_and_the_keyboard_goes_along(part: AttachmentsPart) -> None:
    QTest.keyClick(part.grid, Qt.Key.Key_Right)
    QTest.keyClick(part.grid, Qt.Key.Key_Left, ALT)
    edit_focused("undo")
    assert names(part) == ["IMG_1.jpg", "IMG_2.jpg", "IMG_3.jpg", "IMG_4.jpg"]
    assert part.grid.currentIndex().row() == 1
    part.grid.drop_at(4)
    edit_focused("undo")
    assert part.grid.chosen == (1,)
    edit_focused("redo")
    assert names(part)[-1] == "IMG_2.jpg"


def test_several_are_moved_together_and_dropped_between_others(part: AttachmentsPart) -> None:
    QTest.keyClick(part.grid, Qt.Key.Key_Right, SHIFT)
    assert part.grid.chosen == (0, 1)
    part.grid.drop_at(3)
    assert names(part) == ["IMG_3.jpg", "IMG_1.jpg", "IMG_2.jpg", "IMG_4.jpg"]
    assert part.grid.chosen == (1, 2)
    part.grid.drop_at(2)
    assert names(part) == ["IMG_3.jpg", "IMG_1.jpg", "IMG_2.jpg", "IMG_4.jpg"]


def test_where_something_is_dropped_is_before_or_after_the_photo_under_it(part: AttachmentsPart) -> None:
    step = cells.pitch()
    columns = part.grid.columns(part.grid.viewport().width())
    assert part.grid.gap_at(QPoint(5, 5)) == 0
    assert part.grid.gap_at(QPoint(step.width() - 20, 5)) == 1
    assert part.grid.gap_at(QPoint(step.width() * columns - 5, 5)) == columns
    assert part.grid.gap_at(QPoint(5, 5000)) == 4


def test_a_caption_is_written_in_its_place(part: AttachmentsPart, shop: Shop, qtbot: QtBot) -> None:
    QTest.keyClick(part.grid, Qt.Key.Key_F2)
    editor = part.grid.findChild(QLineEdit)
    assert editor is not None
    press(editor, "Vazamento no balcão")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: part.photos.photos[0].caption == "Vazamento no balcão")
    assert not shop.prompts.dialogs
    qtbot.waitUntil(lambda: part.grid.findChild(QLineEdit) is None)
    spot = cells.caption_box(part.grid.visualRect(part.photos.index(0))).center()
    QTest.mouseClick(part.grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    qtbot.waitUntil(lambda: part.grid.findChild(QLineEdit) is not None)


def test_digits_set_the_stage_of_all_that_are_chosen(part: AttachmentsPart) -> None:
    QTest.keyClick(part.grid, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(part.grid, Qt.Key.Key_3)
    assert [photo.stage for photo in part.photos.photos] == [PhotoStage.AFTER, PhotoStage.AFTER, None, None]
    QTest.keyClick(part.grid, Qt.Key.Key_0)
    assert {photo.stage for photo in part.photos.photos} == {None}


def test_a_removed_photo_can_be_put_back_where_it_was(part: AttachmentsPart, shop: Shop) -> None:
    QTest.keyClick(part.grid, Qt.Key.Key_Right)
    QTest.keyClick(part.grid, Qt.Key.Key_Delete)
    assert names(part) == ["IMG_1.jpg", "IMG_3.jpg", "IMG_4.jpg"]
    assert part.grid.currentIndex().row() == 1
    assert shop.going.undo is not None
    shop.going.undo()
    assert names(part) == ["IMG_1.jpg", "IMG_2.jpg", "IMG_3.jpg", "IMG_4.jpg"]
    QTest.keyClick(part.grid, Qt.Key.Key_A, CTRL)
    QTest.keyClick(part.grid, Qt.Key.Key_Delete)
    assert part.photos.rowCount() == 0
    assert part.tile.hasFocus()


def test_the_menu_does_what_the_keys_do(part: AttachmentsPart, shop: Shop, qtbot: QtBot, tmp_path: Path) -> None:
    menu = part._menu((0, 1))
    stage = next(action.menu() for action in menu.actions() if action.menu() is not None)
    assert {"F2", "Alt+Left", "Alt+Right"} <= {action.shortcut().toString() for action in menu.actions()}
    stage.actions()[1].trigger()  # type: ignore[attr-defined]
    assert [photo.stage for photo in part.photos.photos[:2]] == [PhotoStage.DURING] * 2
    printed = next(action for action in menu.actions() if action.isCheckable())
    printed.trigger()
    assert [photo.printed for photo in part.photos.photos] == [False, False, True, True]
    shop.prompts.files = (tmp_path,)
    part.save_photo(0)
    qtbot.waitUntil(lambda: bool(shop.going.said), timeout=PATIENCE)
    assert (tmp_path / "IMG_1.jpg").read_bytes() == shop.ask(attachments.data, part.photos.photos[0])


def test_files_are_opened_saved_removed_and_put_back(
    shop: Shop, open_editor: OpenEditor, came: Came, qtbot: QtBot, tmp_path: Path
) -> None:
    part = part_of(open_editor(shop.order.id))
    for name in ("a.pdf", "b.xml"):
        (tmp_path / name).write_bytes(name.encode())
    came(part, lambda: part.take_paths((tmp_path / "a.pdf", tmp_path / "b.xml")))
    row = part.files.rows[0]
    QTest.mouseClick(row.open_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(shop.prompts.opened), timeout=PATIENCE)
    assert Path(shop.prompts.opened[0]).read_bytes() == b"a.pdf"
    (tmp_path / "out").mkdir()
    shop.prompts.files = (tmp_path / "out",)
    QTest.mouseClick(row.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil((tmp_path / "out" / "a.pdf").exists, timeout=PATIENCE)
    QTest.keyClick(row.remove_button, Qt.Key.Key_Delete)
    assert [each.file.name for each in part.files.rows] == ["b.xml"]
    assert shop.going.undo is not None
    shop.going.undo()
    assert [each.file.name for each in part.files.rows] == ["a.pdf", "b.xml"]


# --- seen whole ------------------------------------------------------------------------------------------------------


@pytest.fixture
def viewer(part: AttachmentsPart, shop: Shop, qtbot: QtBot) -> PhotoViewer:
    QTest.keyClick(part.grid, Qt.Key.Key_Return)
    found = shop.prompts.dialogs[-1]
    assert isinstance(found, PhotoViewer)
    qtbot.waitUntil(lambda: not found.canvas._image.isNull(), timeout=PATIENCE)
    return found


def test_the_viewer_goes_from_photo_to_photo(viewer: PhotoViewer, part: AttachmentsPart, qtbot: QtBot) -> None:
    QTest.keyClick(viewer.canvas, Qt.Key.Key_PageDown)
    QTest.keyClick(viewer.canvas, Qt.Key.Key_Right)
    assert viewer.place == 2
    QTest.keyClick(viewer.canvas, Qt.Key.Key_PageUp)
    assert viewer.place == 1
    QTest.mouseClick(viewer.next_button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(viewer.next_button, Qt.MouseButton.LeftButton)
    assert viewer.place == 3
    assert not viewer.next_button.isEnabled()
    viewer.accept()
    assert part.grid.currentIndex().row() == 3


def test_caption_stage_and_print_are_set_there_too(viewer: PhotoViewer, part: AttachmentsPart) -> None:
    viewer.caption.setFocus()
    press(viewer.caption, "Antes da limpeza")
    viewer.stage.show_value(PhotoStage.BEFORE)
    viewer.stage.edited.emit()
    viewer.printed.click()
    photo = part.photos.photos[0]
    assert (photo.caption, photo.stage, photo.printed) == ("Antes da limpeza", PhotoStage.BEFORE, False)


@pytest.mark.parametrize("percent", [100, 125])
def test_a_photo_is_seen_large_and_its_dialog_lies_within_the_window(
    theme: Theme, shop: Shop, open_editor: OpenEditor, percent: int
) -> None:
    theme.set_text_size(percent)
    with_photos(shop, 1)
    editor = open_editor(shop.order.id)
    part = part_of(editor)
    for size in ((1024, 620), (1920, 1050)):
        editor.resize(*size)
        part.open_photo(0)
        viewer = shop.prompts.dialogs[-1]
        assert isinstance(viewer, PhotoViewer)
        assert viewer._size().height() <= editor.height()
        assert viewer.canvas.height() > 0.38 * editor.height()
        viewer.accept()


def test_a_long_caption_leaves_the_verbs_where_they_are(viewer: PhotoViewer) -> None:
    before = viewer._size()
    viewer.caption.setFocus()
    press(viewer.caption, "Uma legenda comprida " * 9)
    assert viewer.title_label.text().startswith("Uma legenda comprida Uma")
    assert viewer._size() == before


def at(viewer: PhotoViewer, x: float, y: float) -> QPoint:
    box = viewer.canvas.picture_box
    return QPointF(box.left() + x * box.width(), box.top() + y * box.height()).toPoint()


def drag(viewer: PhotoViewer, start: tuple[float, float], end: tuple[float, float]) -> None:
    QTest.mousePress(viewer.canvas, Qt.MouseButton.LeftButton, pos=at(viewer, *start))
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    for place in (middle, end):
        QTest.mouseMove(viewer.canvas, at(viewer, *place))
    QTest.mouseRelease(viewer.canvas, Qt.MouseButton.LeftButton, pos=at(viewer, *end))


def near(value: int, share: float) -> bool:
    return abs(value - share * 10_000) <= 120


def test_marks_are_drawn_moved_stretched_and_undone_with_the_mouse(viewer: PhotoViewer, part: AttachmentsPart) -> None:
    QTest.mouseClick(viewer.tools[MarkKind.BOX], Qt.MouseButton.LeftButton)
    drag(viewer, (0.2, 0.2), (0.6, 0.5))
    (mark,) = part.photos.photos[0].marks
    assert mark.kind is MarkKind.BOX
    assert near(mark.x, 0.2)
    assert near(mark.to_y, 0.5)
    QTest.mouseClick(viewer.tools[MarkKind.BOX], Qt.MouseButton.LeftButton)
    assert viewer.canvas.tool is None
    drag(viewer, (0.4, 0.2), (0.5, 0.3))
    (mark,) = part.photos.photos[0].marks
    assert near(mark.x, 0.3)
    assert near(mark.y, 0.3)
    assert near(mark.to_x, 0.7)
    drag(viewer, (0.7, 0.6), (0.9, 0.9))
    (mark,) = part.photos.photos[0].marks
    assert near(mark.x, 0.3)
    assert near(mark.to_x, 0.9)
    for _step in range(3):
        QTest.keyClick(viewer.canvas, Qt.Key.Key_Z, CTRL)
    assert part.photos.photos[0].marks == ()
    assert not viewer.undo_button.isEnabled()


def test_marks_are_drawn_by_keyboard_alone(viewer: PhotoViewer, part: AttachmentsPart) -> None:
    canvas = viewer.canvas
    press(canvas, "c")
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    QTest.keyClick(canvas, Qt.Key.Key_Down, SHIFT)
    press(canvas, "a")
    press(canvas, "w")
    editor = canvas._editor
    assert editor is not None
    press(editor, "Vazamento aqui")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    circle, arrow, words = part.photos.photos[0].marks
    assert (circle.kind, arrow.kind, words.kind) == (MarkKind.CIRCLE, MarkKind.ARROW, MarkKind.WORDS)
    assert (circle.x, circle.to_x, circle.y, circle.to_y) == (3_850, 5_650, 4_100, 6_150)
    assert words.words == "Vazamento aqui"
    assert words.to_x > words.x
    assert canvas.hasFocus()
    press(canvas, "m")
    assert canvas.chosen == 0
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert len(part.photos.photos[0].marks) == 2
    canvas.undo()
    assert len(part.photos.photos[0].marks) == 3


def test_a_click_with_a_tool_draws_one_of_usual_size_and_nothing_leaves_the_photo(viewer: PhotoViewer) -> None:
    for kind in (MarkKind.ARROW, MarkKind.CIRCLE):
        viewer.canvas.set_tool(kind)
        QTest.mouseClick(viewer.canvas, Qt.MouseButton.LeftButton, pos=at(viewer, 0.99, 0.99))
    for mark in viewer.canvas.marks:
        assert min(mark.x, mark.y, mark.to_x, mark.to_y) >= 0
        assert max(mark.x, mark.y, mark.to_x, mark.to_y) <= 10_000
        assert mark.x < mark.to_x
    viewer.canvas.set_tool(None)
    for _step in range(80):
        QTest.keyClick(viewer.canvas, Qt.Key.Key_Right)
    assert viewer.canvas.marks[-1].to_x == 10_000


def test_words_are_written_anew_and_taken_away_by_emptying_them(viewer: PhotoViewer) -> None:
    canvas = viewer.canvas
    for typed, words in (("Fuga", ("Fuga",)), ("Fuga de gás", ("Fuga de gás",)), ("", ())):
        if not canvas.marks:
            canvas.add(MarkKind.WORDS)
        else:
            QTest.keyClick(canvas, Qt.Key.Key_Return)
        editor = canvas._editor
        assert editor is not None
        editor.setText(typed)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        assert tuple(mark.words for mark in canvas.marks) == words


def test_the_photo_is_removed_from_the_viewer_and_put_back(
    viewer: PhotoViewer, part: AttachmentsPart, shop: Shop
) -> None:
    viewer._remove()
    assert names(part) == ["IMG_2.jpg", "IMG_3.jpg", "IMG_4.jpg"]
    assert viewer.photo.name == "IMG_2.jpg"
    assert shop.going.undo is not None
    shop.going.undo()
    assert names(part)[0] == "IMG_1.jpg"


def test_a_photo_whose_file_is_lost_is_said_and_breaks_nothing(
    shop: Shop, open_editor: OpenEditor, qtbot: QtBot, failures: list[BaseException]
) -> None:
    with_photos(shop, 1, file="0" * 64)
    part = part_of(open_editor(shop.order.id))
    part.grid.show()
    part.open_photo(0)
    found = shop.prompts.dialogs[-1]
    assert isinstance(found, PhotoViewer)
    qtbot.waitUntil(lambda: "Fetching" not in found.canvas._note and bool(found.canvas._note), timeout=PATIENCE)
    part.save_photo(0)
    assert not failures


# --- five hundred ----------------------------------------------------------------------------------------------------


def test_of_five_hundred_photos_only_those_in_sight_are_fetched_and_memory_is_bounded(
    shop: Shop, open_editor: OpenEditor, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_photos(shop, *range(500))
    editor = open_editor(shop.order.id)
    part = part_of(editor)
    thumbnails = part.thumbnails
    assert thumbnails.count == 0
    editor.form.go_to_section(editor.form.parts.index(editor.form.photos))
    qtbot.waitUntil(lambda: thumbnails.count >= 8, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not thumbnails._under_way, timeout=PATIENCE)
    assert thumbnails.count < 60
    assert thumbnails.bytes < MOST_BYTES
    monkeypatch.setattr("osdesk.ui.photos.pictures.MOST_BYTES", 40 * 150 * 113 * 4)
    for place in range(0, 500, 20):
        part.grid.go_to(place)
        part.grid.repaint()
        qtbot.waitUntil(lambda: not thumbnails._under_way and not thumbnails._wanted, timeout=PATIENCE)
    assert 0 < thumbnails.count <= 41
