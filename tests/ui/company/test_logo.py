"""The logo and the colour: chosen, dropped, pasted, refused in words."""

from __future__ import annotations

import io
import re
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage

from builders import logo as svg_logo
from osdesk.services import company
from osdesk.ui.company.accent import ACCENTS, AccentInput, ColourDialog, read_code
from osdesk.ui.company.page import CompanyPage
from osdesk.ui.tokens import contrast
from room_desk import Place, click, press, type_into


def _png(width: int = 1240, height: int = 560, colour: str = "#0F4C5C") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(file, "PNG")
    return file.getvalue()


def _bomb() -> bytes:
    """A small PNG that says it has 60,000 × 60,000 pixels."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    chunk = b"IHDR" + head
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", len(head))
        + chunk
        + struct.pack(">I", zlib.crc32(chunk))
        + b"\x00\x00\x00\x00IDAT"
    )


def _page(place: Place) -> CompanyPage:
    page = CompanyPage(place.desk)
    place.put(page)
    place.settle()
    return page


def _taken(place: Place, page: CompanyPage) -> None:
    place.until(lambda: page.logo.box.has_picture)


def test_a_chosen_file_shows_with_its_size_and_whether_it_prints_sharp(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "logo.png"
    file.write_bytes(_png())
    place.prompts.files = (file,)
    page = _page(place)
    click(page.logo.choose_button)
    _taken(place, page)
    facts = page.logo._facts.text()
    assert "1.240 × 560 px" in facts
    assert re.search(r"\d+ × \d+ mm", facts)
    assert page.is_dirty()
    assert place.ask(company.logo) == b""
    page.save()
    place.settle()
    assert place.ask(company.logo) == _png()
    assert not page.is_dirty()


def test_a_small_picture_is_said_to_come_out_blurred(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "logo.png"
    file.write_bytes(_png(120, 60))
    page = _page(place)
    page.logo.take_file(file)
    _taken(place, page)
    sharp, blurred = page.logo._facts.text(), ""
    file.write_bytes(_png())
    page.logo.take_file(file)
    place.until(lambda: "1.240" in page.logo._facts.text())
    blurred, sharp = sharp, page.logo._facts.text()
    assert blurred.rpartition(" · ")[2] != sharp.rpartition(" · ")[2]


def test_a_dropped_file_is_taken(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "Logo da casa.svg"
    file.write_bytes(svg_logo())
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    page = _page(place)
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(20, 20), Qt.DropAction.CopyAction, mime, buttons, keys)
    page.logo.dragEnterEvent(enter)
    assert enter.isAccepted()
    page.logo.dropEvent(QDropEvent(QPointF(20, 20), Qt.DropAction.CopyAction, mime, buttons, keys))
    _taken(place, page)
    assert page.logo.data == svg_logo()


def test_a_dropped_text_is_not_taken(place: Place) -> None:
    mime = QMimeData()
    mime.setText("logo")
    page = _page(place)
    enter = QDragEnterEvent(
        QPoint(20, 20),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter.ignore()
    page.logo.dragEnterEvent(enter)
    assert not enter.isAccepted()


def test_a_pasted_picture_is_taken(place: Place) -> None:
    picture = QImage(300, 200, QImage.Format.Format_RGB32)
    picture.fill(0x3450C4)
    QGuiApplication.clipboard().setImage(picture)
    page = _page(place)
    press(page.logo, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    _taken(place, page)
    assert "300 × 200 px" in page.logo._facts.text()


def test_pasting_without_a_picture_says_so(place: Place) -> None:
    QGuiApplication.clipboard().setText("nada")
    page = _page(place)
    press(page.logo, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.logo.note.text != ""


def test_a_stored_logo_shows_and_can_be_removed(place: Place) -> None:
    place.ask(company.set_logo, svg_logo())
    page = _page(place)
    _taken(place, page)
    assert not page.is_dirty()
    click(page.logo.remove_button)
    assert not page.logo.box.has_picture
    assert page.is_dirty()
    page.save()
    place.settle()
    assert place.ask(company.logo) == b""


@pytest.mark.parametrize(
    "data",
    [b"", b"isto nao e uma imagem", _png()[:400], _bomb(), _png(1, 1), _png(20_000, 20), b"<svg><script/>"],
    ids=["empty", "a text", "cut short", "a bomb", "one pixel", "too thin", "half an svg"],
)
def test_what_is_no_logo_is_refused_in_a_sentence_and_the_old_one_stays(
    place: Place, tmp_path: Path, data: bytes
) -> None:
    place.ask(company.set_logo, svg_logo())
    page = _page(place)
    _taken(place, page)
    file = tmp_path / "logo.png"
    file.write_bytes(data)
    page.logo.take_file(file)
    place.until(lambda: page.logo.note.text.endswith("."))
    assert "logo." not in page.logo.note.text
    assert page.logo.data == svg_logo()
    assert page.logo.box.has_picture
    assert not page.is_dirty()


def test_a_file_that_is_gone_is_told(place: Place, tmp_path: Path) -> None:
    page = _page(place)
    page.logo.take_file(tmp_path / "nowhere.png")
    place.until(lambda: page.logo.note.text.endswith("."))
    assert not page.is_dirty()


def test_the_sheet_shows_the_new_logo_before_it_is_saved(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "logo.png"
    file.write_bytes(_png())
    page = _page(place)
    page.logo.take_file(file)
    place.until(lambda: page.preview.paper.sheet is not None and page.preview.paper.sheet.logo == _png())


def test_a_draft_whose_logo_is_gone_keeps_the_stored_one(place: Place, tmp_path: Path) -> None:
    place.ask(company.set_logo, svg_logo())
    file = tmp_path / "logo.png"
    file.write_bytes(_png())
    before = _page(place)
    _taken(place, before)
    before.logo.take_file(file)
    place.until(before.is_dirty)
    type_into(before.header.site.control, "nova.example")
    before.company_editing.keep_draft()
    place.settle()
    before.hide()
    page = _page(place)
    place.until(page.is_dirty)
    page.save()
    place.settle()
    assert place.ask(company.get).site == "nova.example"
    assert place.ask(company.logo) == svg_logo()


def test_the_offered_colours_can_be_read_on_paper(place: Place) -> None:
    assert all(contrast(colour, "#FFFFFF") >= 4.5 for colour, _name in ACCENTS)


def test_a_colour_is_chosen_by_the_arrows_and_shows_on_the_sheet(place: Place) -> None:
    page = _page(place)
    page.accent.setFocus()
    press(page.accent, Qt.Key.Key_Right)
    assert page.accent.read() == ACCENTS[1][0]
    place.until(
        lambda: page.preview.paper.sheet is not None and page.preview.paper.sheet.company.accent == ACCENTS[1][0]
    )
    page.save()
    place.settle()
    assert place.ask(company.get).accent == ACCENTS[1][0]


def test_any_other_colour_is_taken_by_its_code(place: Place) -> None:
    page = _page(place)
    page.accent.choose_other(place.desk.prompts)
    dialog = place.prompts.dialogs[0]
    assert isinstance(dialog, ColourDialog)
    type_into(dialog.code, "#zz")
    press(dialog.code, Qt.Key.Key_Return)
    assert not dialog.isHidden()
    type_into(dialog.code, "a1b")
    press(dialog.code, Qt.Key.Key_Return)
    assert page.accent.read() == "#AA11BB"


def test_a_colour_of_the_chart_is_taken_by_the_keyboard(place: Place) -> None:
    page = _page(place)
    page.accent.choose_other(place.desk.prompts)
    dialog = place.prompts.dialogs[0]
    assert isinstance(dialog, ColourDialog)
    dialog.chart.setFocus()
    press(dialog.chart, Qt.Key.Key_Down)
    press(dialog.chart, Qt.Key.Key_Right)
    wanted = dialog.chart.colour(1)
    assert dialog.code.text() == wanted
    press(dialog.chart, Qt.Key.Key_Return)
    assert page.accent.read() == wanted


def test_a_colour_too_light_for_paper_is_advice(place: Place) -> None:
    accent = AccentInput()
    place.bot.addWidget(accent)
    accent.show_value("#F2BE6A")
    assert accent.advice() is not None
    accent.show_value("#0F4C5C")
    assert accent.advice() is None


@pytest.mark.parametrize(("typed", "read"), [("#0f4c5c", "#0F4C5C"), (" 0F4C5C ", "#0F4C5C"), ("#1ab", "#11AABB")])
def test_codes_are_read_as_people_copy_them(typed: str, read: str) -> None:
    assert read_code(typed) == read
