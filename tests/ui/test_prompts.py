"""Questions and messages: verbs, places of the buttons, the harmless way out, file dialogs that remember."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices, QImage, QRegion
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hands import click, press, type_text
from osdesk.ui.kit.buttons import Button, IconButton
from osdesk.ui.kit.dialog import Dialog, Scrim
from osdesk.ui.kit.field import Field, Message
from osdesk.ui.kit.layout import row
from osdesk.ui.kit.text_inputs import MultilineInput, TextInput
from osdesk.ui.prompts import Answer
from osdesk.ui.screen_prompts import ScreenPrompts
from osdesk.ui.settings import Settings
from osdesk.ui.theme import Theme


@pytest.fixture
def prompts(settings: Settings) -> ScreenPrompts:
    return ScreenPrompts(settings)


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(900, 600)
    qtbot.addWidget(made)
    made.show()
    return made


def _dialog(window: QWidget) -> Dialog:
    return next(dialog for dialog in window.findChildren(Dialog) if dialog.isVisible())


def _button(dialog: QWidget, text: str) -> QPushButton:
    return next(button for button in dialog.findChildren(QPushButton) if button.text() == text)


def test_leaving_offers_to_discard_to_go_on_and_to_save(prompts: ScreenPrompts, window: QWidget) -> None:
    prompts.leave(window, "Fechar a OS 000128?", "Há 3 alterações não salvas.", save=lambda: None, discard=lambda: None)
    dialog = _dialog(window)
    buttons = dialog.findChildren(Button)
    places = {button.text(): button.mapTo(dialog, QPoint(0, 0)).x() for button in buttons}
    kinds = {button.text(): button.property("kind") for button in buttons}
    in_order = sorted(places, key=lambda label: places[label])
    assert [kinds[label] for label in in_order] == ["danger", "plain", "filled"]
    assert not {"OK", "Sim", "Não", "Yes", "No"} & set(in_order)
    assert isinstance(QApplication.focusWidget(), (Button, type(None)))
    assert dialog.isModal()


def test_each_answer_does_its_own(prompts: ScreenPrompts, window: QWidget, qtbot: QtBot) -> None:
    done: list[str] = []
    for label in ("Apagar", "Guardar"):
        prompts.ask(
            window,
            "Apagar a foto?",
            "",
            (
                Answer("Apagar", lambda: done.append("deleted"), "danger"),
                Answer("Guardar", lambda: done.append("kept"), "filled"),
            ),
        )
        click(_button(_dialog(window), label))
    assert done == ["deleted", "kept"]


def test_escape_does_nothing_and_undims_the_window(prompts: ScreenPrompts, window: QWidget, qtbot: QtBot) -> None:
    done: list[str] = []
    prompts.leave(window, "Fechar?", "", save=lambda: done.append("s"), discard=lambda: done.append("d"))
    assert any(scrim.isVisible() for scrim in window.findChildren(Scrim))
    press(_dialog(window), Qt.Key.Key_Escape)
    assert done == []
    assert not any(scrim.isVisible() for scrim in window.findChildren(Scrim))
    qtbot.waitUntil(lambda: not window.findChildren(Dialog))


def test_a_question_over_a_dialog_dims_its_card_and_not_the_room_around_it(
    prompts: ScreenPrompts, window: QWidget
) -> None:
    first = Dialog(window, "Verificar documento")
    prompts.show(first)
    prompts.ask(first, "Nada abre isto", "", (Answer("Voltar", lambda: None),))
    (scrim,) = first.findChildren(Scrim)
    veil = QImage(scrim.size(), QImage.Format.Format_ARGB32)
    veil.fill(Qt.GlobalColor.transparent)
    scrim.render(veil, QPoint(), QRegion(), QWidget.RenderFlag(0))
    assert veil.pixelColor(first.card().center()).alpha() > 0
    assert veil.pixelColor(2, 2).alpha() == 0


def test_enter_presses_the_button_that_has_the_keyboard(prompts: ScreenPrompts, window: QWidget, qtbot: QtBot) -> None:
    done: list[str] = []
    prompts.leave(window, "Fechar?", "", save=lambda: done.append("saved"), discard=lambda: done.append("gone"))
    save = next(b for b in _dialog(window).findChildren(Button) if b.property("kind") == "filled")
    press(save, Qt.Key.Key_Return)
    assert done == ["saved"]


def test_details_can_be_copied(prompts: ScreenPrompts, window: QWidget, qtbot: QtBot) -> None:
    prompts.tell(window, "Algo falhou", "Você pode continuar.", details="OS Desk 1.0\nKeyError")
    copy = next(b for b in _dialog(window).findChildren(Button) if b.icon_name == "copy")
    click(copy)
    assert QApplication.clipboard().text() == "OS Desk 1.0\nKeyError"
    assert _dialog(window).isVisible()


def test_a_reason_that_is_required_is_asked_for_until_it_is_there(
    prompts: ScreenPrompts, window: QWidget, qtbot: QtBot
) -> None:
    got: list[str] = []
    prompts.text(
        window,
        "Cancelar a OS?",
        "Diga por quê.",
        label="Motivo",
        verb="Cancelar a OS",
        then=got.append,
        required="Falta.",
    )
    dialog = _dialog(window)
    click(_button(dialog, "Cancelar a OS"))
    assert got == []
    assert dialog.isVisible()
    field = dialog.findChildren(TextInput)[0]
    assert field.property("problem")
    type_text(field, "Cliente desistiu ")
    assert not field.property("problem")
    press(field, Qt.Key.Key_Return)
    assert got == ["Cliente desistiu"]
    assert not dialog.isVisible()


def test_ctrl_enter_is_done_with_a_reason_of_several_lines_and_going_back_is_not_called_cancelling(
    prompts: ScreenPrompts, window: QWidget
) -> None:
    got: list[str] = []
    prompts.text(
        window, "Cancelar a OS?", "", label="Motivo", verb="Cancelar a OS", then=got.append, required="Falta.", lines=2
    )
    dialog = _dialog(window)
    assert [button.text() for button in dialog.findChildren(QPushButton)] == ["Voltar", "Cancelar a OS"]
    field = dialog.findChildren(MultilineInput)[0]
    type_text(field, "Cliente desistiu")
    press(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert got == ["Cliente desistiu"]


def test_ctrl_enter_in_a_line_is_one_answer(prompts: ScreenPrompts, window: QWidget) -> None:
    told: list[str] = []
    prompts.text(window, "Anular a revisão 1?", "", label="Motivo", verb="Anular", then=told.append)
    field = _dialog(window).findChildren(TextInput)[0]
    type_text(field, "Engano")
    press(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told == ["Engano"]


def test_a_question_whose_buttons_all_do_something_can_be_closed_by_mouse(
    prompts: ScreenPrompts, window: QWidget
) -> None:
    done: list[str] = []
    answers = (Answer("Reduzir", lambda: done.append("less")), Answer("Imprimir", lambda: done.append("all"), "filled"))
    prompts.ask(window, "Parte da folha não sairia", "", answers)
    dialog = _dialog(window)
    click(next(button for button in dialog.findChildren(IconButton)))
    assert not dialog.isVisible()
    assert done == []
    prompts.ask(window, "Salvar?", "", (*answers, Answer("Continuar editando")))
    assert not _dialog(window).findChildren(IconButton)


def _file_dialog(window: QWidget) -> QFileDialog:
    return window.findChildren(QFileDialog)[0]


def test_a_file_dialog_opens_where_it_was_left(
    prompts: ScreenPrompts, window: QWidget, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    (tmp_path / "fotos").mkdir()
    picture = tmp_path / "fotos" / "antes.jpg"
    picture.write_bytes(b"x")
    settings.set_last_folder("photo", tmp_path)
    got: list[Path] = []
    prompts.open_file(window, "Escolher foto", "photo", [("Fotos", "*.jpg *.png")], got.append)
    dialog = _file_dialog(window)
    assert Path(dialog.directory().absolutePath()) == tmp_path
    assert dialog.nameFilters() == ["Fotos (*.jpg *.png)"]
    dialog.setDirectory(str(picture.parent))
    dialog.selectFile(str(picture))
    dialog.done(1)
    assert got == [picture]
    assert settings.last_folder("photo") == picture.parent


def test_a_closed_file_dialog_calls_nobody(
    prompts: ScreenPrompts, window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    got: list[Path] = []
    prompts.save_file(window, "Exportar", "pdf", "OS-000128.pdf", [("PDF", "*.pdf")], got.append)
    dialog = _file_dialog(window)
    assert dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    assert Path(dialog.selectedFiles()[0]).name == "OS-000128.pdf"
    dialog.reject()
    assert got == []
    qtbot.waitUntil(lambda: not window.findChildren(QFileDialog))


def test_a_file_that_nothing_opens_is_told_with_its_place(
    prompts: ScreenPrompts, window: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    monkeypatch.setattr(QApplication, "activeWindow", lambda: window)
    prompts.open_path(tmp_path / "OS-000128.pdf")
    words = [label.text() for label in _dialog(window).findChildren(QLabel)]
    assert any("OS-000128.pdf" in text for text in words)


def test_what_lies_behind_a_dialog_is_shown_where_it_lies(
    prompts: ScreenPrompts, window: QWidget, qtbot: QtBot
) -> None:
    """Where nothing is transparent: the window's own picture stands in the place that the dialog covers."""
    mark = QWidget(window)
    mark.setGeometry(0, 0, 900, 600)
    prompts.ask(window, "Salvar?", "Ainda não salva.", (Answer("Continuar", None, "filled"),))
    dialog = _dialog(window)
    dialog._see_through = False
    # Some window managers tell a place within a frame of theirs.
    dialog.move(0, 0)
    mark.setStyleSheet("background: #3450C4")
    mark.show()
    dialog._look_behind()
    assert dialog._behind is not None
    expected = window.grab().toImage().pixelColor(dialog._place + QPoint(2, 2))
    assert dialog._behind.toImage().pixelColor(2, 2) == expected
    assert dialog._place != QPoint(0, 0)


def test_what_lies_behind_a_dialog_that_grew_beyond_the_screen_is_shown_where_it_lies_now(
    prompts: ScreenPrompts, window: QWidget, qtbot: QtBot
) -> None:
    prompts.ask(window, "Salvar?", "Ainda não salva.", (Answer("Continuar", None, "filled"),))
    dialog = _dialog(window)
    before = dialog.y()
    dialog._card.setFixedHeight(dialog.screen().availableGeometry().height() - 80)
    qtbot.waitUntil(lambda: dialog.y() < before)
    assert window.mapToGlobal(dialog._lies_at) == dialog.geometry().topLeft()
    assert dialog._lies_at != dialog._place


def test_a_dialog_is_as_high_as_its_messages_need_and_no_higher(
    prompts: ScreenPrompts, window: QWidget, qtbot: QtBot
) -> None:
    dialog = Dialog(window, "Novo cliente", width=400)
    first, second = Field("CPF ou CNPJ", TextInput()), Field("Bairro", TextInput())
    dialog.add(row(first, 1, Field("Telefone", TextInput()), 1))
    dialog.add(second)
    dialog.add_buttons(Button("Cadastrar", kind="filled"))
    prompts.show(dialog)
    QApplication.processEvents()
    before, height = dialog.height(), second.control.height()
    first.show_problem(Message("“()” não faz parte de um CPF ou CNPJ: esta frase toma três linhas de um campo."))
    qtbot.waitUntil(lambda: dialog.height() > before + 30)
    assert second.control.height() == height
    first.show_problem(None)
    qtbot.waitUntil(lambda: dialog.height() == before)
