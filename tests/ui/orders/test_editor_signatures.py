"""Signing on the screen: drawn with the mouse, on the paper as vectors, cleared by a change of what was signed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from osdesk.domain.signatures import Signature, SignerRole, read_ink, write_ink
from osdesk.domain.statuses import StatusKind
from osdesk.services import issuing, orders, statuses
from osdesk.ui.kit.signature_pad import SignaturePad
from osdesk.ui.orders.editor import OrderEditor
from osdesk.ui.orders.signing import SigningDialog
from osdesk.ui.theme import Theme
from ui.orders.conftest import NOW, PATIENCE, OpenEditor, Shop, type_into

CLIENT = SignerRole.CLIENT


@pytest.fixture
def editor(shop: Shop, open_editor: OpenEditor) -> OrderEditor:
    return open_editor(shop.order.id)


def draw(dialog: SigningDialog, *places: tuple[int, int]) -> None:
    """A stroke with the mouse."""
    first, *others = (QPoint(*place) for place in places)
    QTest.mousePress(dialog.pad, Qt.MouseButton.LeftButton, pos=first)
    for place in others:
        QTest.mouseMove(dialog.pad, place)
    QTest.mouseRelease(dialog.pad, Qt.MouseButton.LeftButton, pos=QPoint(*places[-1]))


def dialog_of(shop: Shop) -> SigningDialog:
    (dialog,) = shop.prompts.dialogs[-1:]
    assert isinstance(dialog, SigningDialog)
    return dialog


def sign(shop: Shop, editor: OrderEditor, role: SignerRole = CLIENT) -> Signature:
    QTest.keyClick(editor.form.signatures.cards[role], Qt.Key.Key_Return)
    dialog = dialog_of(shop)
    draw(dialog, (120, 120), (160, 60), (200, 140), (260, 90))
    QTest.keyClick(dialog.pad, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    found = editor.form.order().signature(role)
    assert found is not None
    return found


def test_who_is_expected_to_sign_stands_in_the_dialog_already(shop: Shop, editor: OrderEditor) -> None:
    editor.form.signatures.cards[CLIENT].click()
    dialog = dialog_of(shop)
    assert dialog.name.control.text() == shop.order.contact_name  # type: ignore[attr-defined]  # a text field
    assert not dialog.use.isEnabled()


def test_a_signature_has_its_strokes_its_signer_and_its_moment(shop: Shop, editor: OrderEditor) -> None:
    signature = sign(shop, editor)
    assert (signature.name, signature.tax_id) == (shop.order.contact_name, shop.order.contact_tax_id)
    assert signature.signed_at == NOW
    (stroke,) = read_ink(signature.ink)
    assert [(x // 100, y // 100) for x, y, *_rest in stroke][:1] == [(120, 120)]
    assert len(stroke) >= 4
    assert editor.form.signatures.cards[CLIENT].signed


def test_a_signed_order_is_saved_and_comes_back_signed(shop: Shop, editor: OrderEditor, qtbot: QtBot) -> None:
    signature = sign(shop, editor)
    editor.save()
    qtbot.waitUntil(lambda: not editor.is_dirty(), timeout=PATIENCE)
    stored = shop.stored().signature(CLIENT)
    assert stored is not None
    assert replace(stored, id=None) == signature


def test_typing_after_signing_clears_it_and_typing_it_back_gives_it_back(
    shop: Shop, editor: OrderEditor, qtbot: QtBot
) -> None:
    sign(shop, editor)
    reason = editor.form.request.reason
    before = reason.toPlainText()
    type_into(reason, "Outro motivo")
    qtbot.waitUntil(lambda: editor.form.order().needs_signing, timeout=PATIENCE)
    assert not editor.form.signatures.cards[CLIENT].signed
    type_into(reason, before)
    assert not editor.form.order().needs_signing
    assert editor.form.signatures.cards[CLIENT].signed


def test_who_signed_before_is_not_typed_again_to_sign_again(shop: Shop, editor: OrderEditor, qtbot: QtBot) -> None:
    editor.form.client.contact.selectAll()
    QTest.keyClick(editor.form.client.contact, Qt.Key.Key_Delete)
    card = editor.form.signatures.cards[CLIENT]
    card.click()
    first = dialog_of(shop)
    type_into(first.name.control, "Quem Assinou")  # type: ignore[arg-type]  # a text field
    draw(first, (120, 120), (160, 60), (200, 140))
    QTest.keyClick(first.pad, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    type_into(editor.form.request.reason, "Outro motivo")
    qtbot.waitUntil(lambda: editor.form.order().needs_signing, timeout=PATIENCE)
    card.click()
    assert dialog_of(shop).name.control.text() == "Quem Assinou"  # type: ignore[attr-defined]  # a text field


def test_saving_at_once_after_typing_never_keeps_a_stale_signature(
    shop: Shop, editor: OrderEditor, qtbot: QtBot
) -> None:
    sign(shop, editor)
    type_into(editor.form.request.reason, "Outro motivo")
    editor.save()
    qtbot.waitUntil(lambda: not editor.is_dirty(), timeout=PATIENCE)
    assert shop.stored().needs_signing


def test_a_note_that_is_never_printed_clears_nothing(shop: Shop, editor: OrderEditor) -> None:
    sign(shop, editor)
    type_into(editor.form.remarks.notes, "cobrar na segunda")
    assert not editor.form.order().needs_signing


def test_delete_takes_a_signature_off_and_undo_puts_it_back(shop: Shop, editor: OrderEditor) -> None:
    signature = sign(shop, editor)
    QTest.keyClick(editor.form.signatures.cards[CLIENT], Qt.Key.Key_Delete)
    assert editor.form.order().signatures == ()
    assert shop.going.undo is not None
    shop.going.undo()
    assert editor.form.order().signatures == (signature,)


def test_the_second_side_signs_without_touching_the_first(shop: Shop, editor: OrderEditor) -> None:
    first = sign(shop, editor, SignerRole.TECHNICIAN)
    sign(shop, editor, CLIENT)
    assert editor.form.order().signature(SignerRole.TECHNICIAN) == first
    assert not editor.form.order().needs_signing


def test_a_stroke_can_be_taken_back_and_all_of_them(shop: Shop, editor: OrderEditor) -> None:
    editor.form.signatures.cards[CLIENT].click()
    dialog = dialog_of(shop)
    draw(dialog, (50, 50), (90, 60))
    draw(dialog, (100, 50), (140, 60))
    QTest.keyClick(dialog.pad, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(dialog.pad.strokes()) == 1
    dialog.clear.click()
    assert dialog.pad.strokes() == ()
    assert not dialog.use.isEnabled()


def test_a_cpf_that_cannot_be_is_told_and_the_drawing_stays(shop: Shop, editor: OrderEditor) -> None:
    editor.form.signatures.cards[CLIENT].click()
    dialog = dialog_of(shop)
    draw(dialog, (50, 50), (90, 60))
    type_into(dialog.tax_id.control, "529.982.247-24")  # type: ignore[arg-type]  # a text field
    dialog.use.click()
    assert dialog.tax_id.problem is not None
    assert len(dialog.pad.strokes()) == 1
    assert editor.form.order().signatures == ()


def test_finishing_a_signed_order_clears_nothing(shop: Shop, editor: OrderEditor, qtbot: QtBot) -> None:
    sign(shop, editor)
    editor.save()
    qtbot.waitUntil(lambda: not editor.is_dirty(), timeout=PATIENCE)
    done = next(status for status in shop.ask(statuses.statuses) if status.kind is StatusKind.DONE)
    shop.ask(orders.change_status, [shop.order.id], done.id)
    assert not shop.stored().needs_signing


def test_a_pen_signs_with_its_pressure_and_no_two_points_are_one(qtbot: QtBot, theme: Theme) -> None:
    pad = SignaturePad()
    qtbot.addWidget(pad)
    pen = QPointingDevice.primaryPointingDevice()
    for kind, x, pressure in (
        (QEvent.Type.TabletPress, 40.0, 0.2),
        (QEvent.Type.TabletMove, 60.0, 0.6),
        (QEvent.Type.TabletMove, 60.0, 0.6),
        (QEvent.Type.TabletRelease, 60.0, 0.0),
    ):
        place = QPointF(x, 50.5)
        keys, button = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
        QApplication.sendEvent(
            pad, QTabletEvent(kind, pen, place, place, pressure, 0, 0, 0.0, 0.0, 0.0, keys, button, button)
        )
    (stroke,) = pad.strokes()
    assert [point[:3] for point in stroke] == [(4000, 5050, 200), (6000, 5050, 600)]


def test_ink_is_read_as_it_was_written() -> None:
    strokes = (((1, -2, 0, 0), (300, 400, 512, 17)), ((5, 6, 0, 40),))
    assert read_ink(write_ink(strokes)) == strokes
    assert read_ink("") == ()
    for broken in ("1,2", "a,b,c,d", "1,2,3,4;;", " ".join(["1,2,3,4"] * 20_001)):
        with pytest.raises(ValueError, match=r"unpack|invalid literal|more points"):
            read_ink(broken)


def test_what_was_signed_is_frozen_with_its_signature_before_anything_can_change(
    shop: Shop, editor: OrderEditor, qtbot: QtBot
) -> None:
    signature = sign(shop, editor)
    editor.save()
    qtbot.waitUntil(lambda: bool(shop.ask(issuing.revisions, shop.order.id)), timeout=PATIENCE)
    type_into(editor.form.request.reason, "Outro motivo")
    editor.save()
    qtbot.waitUntil(lambda: not editor.is_dirty() and shop.stored().needs_signing, timeout=PATIENCE)
    (revision,) = shop.ask(issuing.revisions, shop.order.id)
    changes = [change for _subject, change in shop.ask(issuing.difference_now, revision.id)]
    assert any(signature.ink in str(change.before) and signature.ink not in str(change.after) for change in changes)
