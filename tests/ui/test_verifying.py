"""Checking a document in the window: a PDF chosen or dropped, or number and code; by keyboard and by mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hands import type_text
from offices import whole_order
from osdesk.domain.revisions import Revision, format_code
from osdesk.services import issuing, orders
from osdesk.services.office import Office
from osdesk.ui.kit.field import MessageLine
from osdesk.ui.verifying import VerifyDialog
from room_desk import Place, place

__all__ = ["place"]

PATIENCE = 30_000


@pytest.fixture
def revision(place: Place) -> Revision:
    def issued(office: Office) -> Revision:
        return issuing.issue(office, orders.save(office, whole_order(office)).order.id or 0)

    found = place.ask(issued)
    assert isinstance(found, Revision)
    return found


@pytest.fixture
def pdf(place: Place, revision: Revision, tmp_path: Path) -> Path:
    path = tmp_path / "OS recebida.pdf"
    path.write_bytes(place.ask(issuing.pdf, revision))
    return path


@pytest.fixture
def dialog(place: Place, qtbot: QtBot) -> Iterator[VerifyDialog]:
    window = QWidget()
    window.resize(1000, 700)
    qtbot.addWidget(window)
    window.show()
    made = VerifyDialog(place.desk, window)
    place.prompts.show(made)
    yield made
    window.hide()


def said(dialog: VerifyDialog) -> str:
    """What the check says, once it has an answer."""
    if dialog.verdict.isHidden() or dialog.verdict.about.isHidden():
        return ""
    return dialog.verdict.words.text()


def check(dialog: VerifyDialog, qtbot: QtBot, path: Path) -> str:
    dialog.check_file(path)
    qtbot.waitUntil(lambda: bool(said(dialog)), timeout=PATIENCE)
    return said(dialog)


def test_the_file_that_was_issued_is_unchanged(
    dialog: VerifyDialog, place: Place, pdf: Path, revision: Revision, qtbot: QtBot
) -> None:
    place.prompts.files = (pdf,)
    QTest.keyClick(dialog.place, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(said(dialog)), timeout=PATIENCE)
    assert revision.order_number in said(dialog)
    assert pdf.name in dialog.verdict.about.text()
    dialog.verdict.open.click()
    qtbot.waitUntil(lambda: bool(place.prompts.opened), timeout=PATIENCE)
    assert Path(place.prompts.opened[-1]).read_bytes() == pdf.read_bytes()


def test_a_dropped_file_with_one_byte_changed_is_found(dialog: VerifyDialog, pdf: Path, qtbot: QtBot) -> None:
    before = check(dialog, qtbot, pdf)
    dialog.verdict.clear()
    data = bytearray(pdf.read_bytes())
    data[data.index(b"stream\n") + 40] ^= 1
    pdf.write_bytes(data)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(pdf))])
    action, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(9, 9), action, mime, left, none)
    QApplication.sendEvent(dialog.place, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(dialog.place, QDropEvent(QPointF(9, 9), action, mime, left, none))
    qtbot.waitUntil(lambda: bool(said(dialog)), timeout=PATIENCE)
    assert said(dialog) != before


def test_two_files_at_once_are_not_taken(dialog: VerifyDialog, pdf: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(pdf)), QUrl.fromLocalFile(str(pdf.parent))])
    entering = QDragEnterEvent(
        QPoint(9, 9), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    entering.ignore()
    QApplication.sendEvent(dialog.place, entering)
    assert not entering.isAccepted()


@pytest.mark.parametrize("content", [b"", b"no PDF", b"%PDF-1.7\n" + bytes(5000)])
def test_whatever_else_is_dropped_gets_a_sentence(
    dialog: VerifyDialog, tmp_path: Path, qtbot: QtBot, content: bytes
) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(content)
    assert check(dialog, qtbot, path).endswith(".")
    assert dialog.verdict.open.isHidden()


def test_a_file_that_went_away_gets_a_sentence(dialog: VerifyDialog, tmp_path: Path, qtbot: QtBot) -> None:
    dialog.check_file(tmp_path / "fort.pdf")
    qtbot.waitUntil(lambda: "fort.pdf" in dialog.verdict.words.text() and dialog.verdict.icon._name == "circle-alert",
                    timeout=PATIENCE)  # fmt: skip


def test_number_and_code_are_typed_and_checked_by_enter(dialog: VerifyDialog, revision: Revision, qtbot: QtBot) -> None:
    type_text(dialog.number.control, "1")
    type_text(dialog.code.control, format_code(revision.code).lower())
    QTest.keyClick(dialog.code.control, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(said(dialog)), timeout=PATIENCE)
    assert revision.order_number in said(dialog)
    type_text(dialog.code.control, " ")
    assert dialog.verdict.isHidden()


def test_what_can_be_no_code_is_said_under_the_field(dialog: VerifyDialog) -> None:
    type_text(dialog.number.control, "1")
    type_text(dialog.code.control, "7G2K")
    QTest.mouseClick(dialog.check, Qt.MouseButton.LeftButton)
    line = dialog.code.findChild(MessageLine)
    assert line is not None
    assert line.isVisible()
    assert dialog.verdict.isHidden()


def test_a_code_without_its_number_asks_for_the_number(dialog: VerifyDialog, revision: Revision) -> None:
    type_text(dialog.code.control, format_code(revision.code))
    QTest.keyClick(dialog.code.control, Qt.Key.Key_Return)
    line = dialog.number.findChild(MessageLine)
    assert line is not None
    assert (line.isVisible(), dialog.verdict.isHidden()) == (True, True)
    type_text(dialog.number.control, "1")
    assert not line.isVisible()
