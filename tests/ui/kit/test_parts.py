"""Buttons, chips, snackbar, dialog frame, forms and what holds them."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hands import click, press
from osdesk.domain.text import fold
from osdesk.ui.kit.badges import KeyCap, KeyLine, Progress
from osdesk.ui.kit.buttons import Button, IconButton
from osdesk.ui.kit.chips import Avatar, PersonChip, StatusChip
from osdesk.ui.kit.choices import Choice, Option, SegmentedChoice
from osdesk.ui.kit.date_inputs import DateInput
from osdesk.ui.kit.empty import Empty
from osdesk.ui.kit.field import Field, Message, MessageLine, beside, fields_row
from osdesk.ui.kit.filters import FilterChip, FilterChips
from osdesk.ui.kit.form import FormScroll, Section
from osdesk.ui.kit.labels import ElidedLabel, Hairline, Label, fill
from osdesk.ui.kit.layout import Flow, row
from osdesk.ui.kit.matching import spans
from osdesk.ui.kit.snackbar import SECONDS, Snackbar
from osdesk.ui.kit.text_inputs import MultilineInput, TextInput
from osdesk.ui.theme import Appearance, Theme
from osdesk.ui.tokens import DARK, LIGHT


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(800, 500)
    made.setLayout(QVBoxLayout())
    qtbot.addWidget(made)
    return made


def put(page: QWidget, *parts: QWidget) -> None:
    layout = page.layout()
    assert layout is not None
    for part in parts:
        layout.addWidget(part)
    page.show()
    page.activateWindow()


# Buttons


def test_enter_presses_only_the_button_that_has_the_keyboard(page: QWidget, qtbot: QtBot) -> None:
    done: list[str] = []
    first, second = (
        Button("Salvar", lambda: done.append("save"), kind="filled"),
        Button("Enviar", lambda: done.append("send")),
    )
    field = TextInput()
    put(page, first, second, field)
    field.setFocus()
    press(field, Qt.Key.Key_Return)
    assert done == []
    second.setFocus(Qt.FocusReason.TabFocusReason)
    press(second, Qt.Key.Key_Return)
    press(second, Qt.Key.Key_Space)
    assert done == ["send", "send"]


def test_a_pressed_button_leaves_the_keyboard_where_it_was(page: QWidget, qtbot: QtBot) -> None:
    field, button = TextInput(), Button("Buscar dados")
    put(page, field, button)
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    click(button)
    assert field.hasFocus()


def test_an_icon_button_says_what_it_does(theme: Theme, qtbot: QtBot) -> None:
    button = IconButton("ellipsis", "Mais")
    qtbot.addWidget(button)
    assert (button.accessibleName(), button.toolTip()) == ("Mais", "Mais")
    assert min(button.sizeHint().width(), button.sizeHint().height()) >= 24


def test_a_button_is_named_without_its_mnemonic(theme: Theme, qtbot: QtBot) -> None:
    button = Button("&Salvar")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Salvar"


def test_icons_of_buttons_follow_the_theme(page: QWidget, theme: Theme) -> None:
    button = IconButton("square", "Quadro", kind="danger")
    put(page, button)

    def colour() -> str:
        image = button.icon().pixmap(16, 16).toImage()
        pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
        return max(pixels, key=QColor.alpha).name().upper()

    assert _near(colour(), LIGHT.danger)
    theme.set_appearance("dark")
    assert _near(colour(), DARK.danger)


def _near(one: str, other: str) -> bool:
    """Translucent edges round a colour by a step or two."""
    return all(abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) <= 3 for at in (1, 3, 5))


def test_buttons_are_32_high_with_or_without_the_keyboard(page: QWidget, qtbot: QtBot) -> None:
    for kind in ("filled", "plain", "soft", "link", "danger", "quiet"):
        button = Button("Imprimir", kind=kind, icon="printer")
        put(page, button)
        width = button.sizeHint().width()
        assert button.sizeHint().height() == 32
        button.setFocus(Qt.FocusReason.TabFocusReason)
        assert (button.sizeHint().width(), button.sizeHint().height()) == (width, 32), kind


# Chips


def test_a_button_with_the_keyboard_has_its_ring_and_no_second_frame_within(page: QWidget, qtbot: QtBot) -> None:
    button = Button("")
    with qtbot.waitActive(page):
        put(page, button)
    # What Qt notes of a window once Tab was pressed in it.
    page.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    picture = button.grab().toImage()
    middle = button.height() // 2
    ring = {picture.pixelColor(x, middle).name() for x in range(2)}
    within = {picture.pixelColor(x, middle).name() for x in range(2, button.width() - 2)}
    assert ring == {LIGHT.link.lower()}
    assert within == {LIGHT.surface.lower()}


def test_a_narrow_field_says_what_is_wrong_across_its_whole_row(page: QWidget, qtbot: QtBot) -> None:
    narrow, wide = Field("UF", TextInput(), width=72), Field("Cidade", TextInput())
    layout = page.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.addLayout(fields_row(wide, 1, narrow))
    layout.addStretch(1)
    with qtbot.waitExposed(page):
        page.show()
    height = narrow.height()
    narrow.show_problem(Message("Nenhum estado se chama assim, nem em Portugal."))
    QApplication.processEvents()
    line = narrow.lend_line()
    assert line.isVisible()
    assert line.width() > wide.width()
    assert line.y() >= narrow.geometry().bottom()
    assert narrow.height() == height


def test_what_two_fields_of_a_row_have_to_say_stands_at_one_height(page: QWidget, qtbot: QtBot) -> None:
    phone, email = Field("Telefone", TextInput(), width=190), Field("E-mail", TextInput())
    layout = page.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.addLayout(fields_row(phone, email, 1))
    layout.addStretch(1)
    with qtbot.waitExposed(page):
        page.show()
    phone.show_advice(Message("Falta o DDD: digite-o antes do número."))
    email.show_problem(Message("Isto não é um endereço de e-mail."))
    QApplication.processEvents()
    first, second = (field.findChild(MessageLine) for field in (phone, email))
    assert first is not None
    assert second is not None
    assert first.mapTo(page, QPoint()).y() == second.mapTo(page, QPoint()).y()
    # All of it, on the lines that it needs.
    assert first.width() <= phone.width()
    assert first.height() >= first.heightForWidth(first.width())


def test_a_button_stays_beside_its_field_when_that_has_something_to_say(page: QWidget, qtbot: QtBot) -> None:
    field, button = Field("CNPJ", TextInput()), Button("Buscar")
    layout = page.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.addLayout(row(field, 1, beside(button)))
    layout.addStretch(1)
    with qtbot.waitExposed(page):
        page.show()
    before = button.y()
    middle = field.control.mapTo(page, field.control.rect().center()).y()
    assert abs(button.mapTo(page, button.rect().center()).y() - middle) <= 1
    field.show_problem(Message("Os dígitos finais não conferem. Veja no documento, por favor."))
    QApplication.processEvents()
    assert button.y() == before


def test_tab_passes_over_a_message_without_a_remedy_and_stops_at_one_with_it(theme: Theme, qtbot: QtBot) -> None:
    line = MessageLine()
    qtbot.addWidget(line)
    words = line.findChildren(QLabel)[-1]
    line.show_message(Message("Preencha este campo."))
    assert words.focusPolicy() == Qt.FocusPolicy.NoFocus
    line.show_message(Message("Este dia não existe.", "Usar 28/02", lambda: None))
    assert words.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_an_empty_place_gives_the_keyboard_to_what_can_be_done_first(page: QWidget, qtbot: QtBot) -> None:
    first = Button("Tentar de novo", kind="filled")
    empty = Empty("O arquivo está danificado", "", first, Button("Escolher outra pasta"))
    with qtbot.waitActive(page):
        put(page, empty)
    empty.setFocus()
    assert first.hasFocus()


def test_a_status_is_named_for_those_who_cannot_see_it(theme: Theme, qtbot: QtBot) -> None:
    chip = StatusChip()
    qtbot.addWidget(chip)
    chip.show_status(lambda: theme.status("running"), "Em atendimento")
    assert "Em atendimento" in chip.accessibleName()
    picture = chip.grab().toImage()
    assert picture.pixelColor(chip.width() // 2, 2) == QColor(LIGHT.statuses["running"].ground)


def test_a_status_that_can_be_changed_takes_the_keyboard(theme: Theme, qtbot: QtBot) -> None:
    chip = StatusChip()
    qtbot.addWidget(chip)
    assert chip.focusPolicy() == Qt.FocusPolicy.NoFocus
    width = chip.sizeHint().width()
    chip.set_menu(QMenu())
    assert chip.focusPolicy() == Qt.FocusPolicy.TabFocus
    assert chip.sizeHint().width() > width


def test_a_filter_says_its_count(theme: Theme, qtbot: QtBot) -> None:
    chip = FilterChip("Atrasadas", icon="clock-alert", tone="danger")
    qtbot.addWidget(chip)
    chip.set_count(3)
    assert chip.accessibleName() == "Atrasadas, 3"
    width = chip.sizeHint().width()
    chip.setChecked(True)
    assert chip.sizeHint().width() == width  # nothing moves when it is chosen


def chips_between_two_fields(page: QWidget, qtbot: QtBot, width: int = 900) -> tuple[FilterChips, QWidget, QWidget]:
    before, chips, after = TextInput(), FilterChips(), TextInput()
    for key in ("Todas", "Abertas", "Atrasadas", "Concluídas"):
        chips.add(key, FilterChip(key))
    page.resize(width, 200)
    with qtbot.waitActive(page):
        put(page, before, chips, after)
    return chips, before, after


def tab(back: bool = False) -> None:
    here = QApplication.focusWidget()
    assert here is not None
    press(here, Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab)


@pytest.mark.parametrize(("applies", "stop"), [("Abertas", "Abertas"), ("", "Todas")])
def test_a_row_of_filters_is_one_stop_from_either_side(page: QWidget, qtbot: QtBot, applies: str, stop: str) -> None:
    chips, before, after = chips_between_two_fields(page, qtbot)
    if applies:
        chips.choose(applies)
    after.setFocus()
    tab(back=True)
    assert chips.chip(stop).hasFocus()
    tab(back=True)
    assert before.hasFocus()
    tab()
    assert chips.chip(stop).hasFocus()
    tab()
    assert after.hasFocus()


def test_arrows_move_along_the_filters_and_space_chooses(page: QWidget, qtbot: QtBot) -> None:
    chips, before, after = chips_between_two_fields(page, qtbot)
    chosen: list[str] = []
    chips.chosen.connect(chosen.append)
    chips.choose("Abertas")
    before.setFocus()
    tab()
    for key, there in (
        (Qt.Key.Key_Right, "Atrasadas"),
        (Qt.Key.Key_End, "Concluídas"),
        (Qt.Key.Key_Right, "Concluídas"),
        (Qt.Key.Key_Home, "Todas"),
        (Qt.Key.Key_Left, "Todas"),
    ):
        press(next(chip for chip in map(chips.chip, chips.keys()) if chip.hasFocus()), key)
        assert chips.chip(there).hasFocus()
    assert chosen == []
    tab()
    assert after.hasFocus()  # from whatever chip
    tab(back=True)
    assert chips.chip("Abertas").hasFocus()  # and back to the one that applies
    press(chips.chip("Abertas"), Qt.Key.Key_Right)
    press(chips.chip("Atrasadas"), Qt.Key.Key_Space)
    assert chosen == ["Atrasadas"]
    tab()
    tab(back=True)
    assert chips.chip("Atrasadas").hasFocus()


def test_what_has_no_room_is_reached_by_arrows_too(page: QWidget, qtbot: QtBot) -> None:
    chips, before, after = chips_between_two_fields(page, qtbot, width=260)
    before.setFocus()
    tab()
    press(chips.chip("Todas"), Qt.Key.Key_End)
    assert chips._more.hasFocus()
    tab()
    assert after.hasFocus()


def test_a_person_is_taken_off_by_the_cross_and_by_delete(page: QWidget, qtbot: QtBot) -> None:
    removed: list[str] = []
    chip = PersonChip("Rafael Moura", "RM", "teal")
    put(page, chip)
    chip.removed.connect(lambda: removed.append("off"))
    click(chip, QPoint(40, 12))
    assert removed == []
    click(chip, QPoint(chip.width() - 10, 12))
    press(chip, Qt.Key.Key_Delete)
    assert removed == ["off", "off"]


def test_an_avatar_tells_the_name(theme: Theme, qtbot: QtBot) -> None:
    avatar = Avatar("Júlia Amorim", "JA", "violet")
    qtbot.addWidget(avatar)
    assert (avatar.toolTip(), avatar.accessibleName()) == ("Júlia Amorim", "Júlia Amorim")


# Snackbar


@pytest.fixture
def snackbar(page: QWidget) -> Snackbar:
    page.show()
    return Snackbar(page)


def test_what_was_done_can_be_undone_once(snackbar: Snackbar) -> None:
    undone: list[int] = []
    snackbar.say("OS 000118 movida para a lixeira", lambda: undone.append(1))
    assert snackbar.text == "OS 000118 movida para a lixeira"
    assert snackbar.undo()
    assert undone == [1]
    assert snackbar.text == ""
    assert not snackbar.undo()


@pytest.fixture
def pages(page: QWidget) -> QStackedWidget:
    made = QStackedWidget()
    for _number in range(2):
        made.addWidget(QWidget())
    put(page, made)
    return made


def test_the_line_belongs_to_the_page_it_was_said_on(pages: QStackedWidget) -> None:
    line = Snackbar(pages)
    undone: list[int] = []
    line.say("OS 000118 movida para a lixeira", lambda: undone.append(1))
    pages.setCurrentIndex(1)
    assert line.text == ""
    assert not line.undo()  # nor does Ctrl+Z reach from one room into another
    pages.setCurrentIndex(0)
    assert line.text == "OS 000118 movida para a lixeira"
    found = pages.childAt(line.geometry().center())
    assert found is not None
    assert found is line or line.isAncestorOf(found)
    pages.setCurrentIndex(1)
    for _tick in range(SECONDS * 10):
        line._tick()
    pages.setCurrentIndex(0)
    assert line.text == ""


def test_what_a_page_said_of_its_own_end_is_seen_where_one_is_then(pages: QStackedWidget) -> None:
    line = Snackbar(pages)
    line.say("OS 000118 movida para a lixeira", lambda: None)
    closed = pages.currentWidget()
    assert closed is not None
    pages.setCurrentIndex(1)
    pages.removeWidget(closed)
    closed.deleteLater()
    assert line.text == "OS 000118 movida para a lixeira"


def test_a_new_line_takes_the_place_of_the_old_and_its_way_back(snackbar: Snackbar) -> None:
    undone: list[str] = []
    snackbar.say("primeira", lambda: undone.append("first"))
    snackbar.say("segunda")
    assert snackbar.text == "segunda"
    assert not snackbar.undo()
    assert undone == []


def test_a_link_that_leads_elsewhere_is_followed_and_is_nothing_to_undo(snackbar: Snackbar) -> None:
    followed: list[int] = []
    snackbar.say("ordens.pdf gravado", lambda: followed.append(1), link="Abrir pasta")
    assert not snackbar.undo()
    assert snackbar.text == "ordens.pdf gravado"
    snackbar._link.click()
    assert followed == [1]
    assert snackbar.text == ""


def test_it_goes_after_ten_seconds_and_waits_under_the_pointer(
    snackbar: Snackbar, monkeypatch: pytest.MonkeyPatch
) -> None:
    snackbar.say("feito")
    ticks = SECONDS * 10
    monkeypatch.setattr(snackbar, "underMouse", lambda: True)
    for _tick in range(2 * ticks):
        snackbar._tick()
    assert snackbar.text == "feito"
    monkeypatch.setattr(snackbar, "underMouse", lambda: False)
    for _tick in range(ticks - 1):
        snackbar._tick()
    assert snackbar.text == "feito"
    snackbar._tick()
    assert snackbar.text == ""


def test_it_waits_while_the_keyboard_is_on_its_link(snackbar: Snackbar, page: QWidget, qtbot: QtBot) -> None:
    page.activateWindow()
    snackbar.say("feito", lambda: None)
    snackbar._link.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(snackbar._link.hasFocus)
    for _tick in range(3 * SECONDS * 10):
        snackbar._tick()
    assert snackbar.text == "feito"


def test_it_stays_at_the_bottom_in_the_middle(snackbar: Snackbar, page: QWidget) -> None:
    snackbar.say("feito", lambda: None)
    page.resize(1000, 640)
    box = snackbar.geometry()
    assert abs(box.center().x() - page.rect().center().x()) <= 1
    assert page.height() - 52 - box.bottom() <= 0 <= page.height() - box.bottom()


# Fields and forms


def test_a_label_belongs_to_its_control(theme: Theme, qtbot: QtBot) -> None:
    field = Field("&Prazo", TextInput())
    qtbot.addWidget(field)
    assert field.label.buddy() is field.control
    assert field.control.accessibleName() == "Prazo"


def test_a_problem_is_said_to_screen_readers_and_its_remedy_can_be_pressed(page: QWidget, qtbot: QtBot) -> None:
    pressed: list[int] = []
    field = Field("Prazo", TextInput())
    put(page, field)
    field.show_problem(Message("Antes da abertura <23/11>.", "Usar 26/11", lambda: pressed.append(1)))
    assert field.control.accessibleDescription() == "Antes da abertura <23/11>."
    line = field.findChild(MessageLine)
    assert isinstance(line, MessageLine)
    words = line.findChild(QLabel)
    assert isinstance(words, QLabel)
    assert "&lt;23/11&gt;" in words.text()  # what a person typed is never markup
    words.linkActivated.emit("#")
    assert pressed == [1]
    field.show_problem(None)
    assert line.isHidden()
    assert field.control.accessibleDescription() == ""


def test_a_problem_comes_before_an_advice(page: QWidget) -> None:
    field = Field("Telefone", TextInput())
    put(page, field)
    field.show_advice(Message("Parece faltar um dígito."))
    field.show_problem(Message("Falta o telefone."))
    assert field.control.accessibleDescription() == "Falta o telefone."
    field.show_problem(None)
    assert field.control.accessibleDescription() == "Parece faltar um dígito."


def test_a_message_never_widens_its_field_nor_stretches_its_neighbours(page: QWidget, qtbot: QtBot) -> None:
    narrow, neighbour = Field("CEP", TextInput(), width=110), Field("Endereço", TextInput())
    holder = QWidget()
    holder.setLayout(row(narrow, neighbour, 1))
    put(page, holder)
    before, least = neighbour.control.geometry(), holder.minimumSizeHint().width()
    narrow.show_problem(
        Message("Este CEP não existe: os números começam em 01000-000. Veja o envelope da última conta.")
    )
    QApplication.sendPostedEvents()
    assert holder.minimumSizeHint().width() == least
    assert narrow.width() == 110
    assert neighbour.control.geometry() == before


def _form() -> FormScroll:
    form = FormScroll()
    for title in ("Cliente", "Solicitação", "Visitas"):
        section = Section(title, Button("Marcar visita", kind="link", icon="plus"))
        section.add(Field("Cliente", TextInput(icon="search")))
        section.add(
            row(
                Field("Responsável no local", TextInput()), Field("Telefone", TextInput()), Field("E-mail", TextInput())
            )
        )
        options = [Option("normal", "Normal"), Option("high", "Alta"), Option("urgent", "Urgente")]
        section.add(
            row(
                Field("Tipo de serviço", Choice([Option(1, "Manutenção corretiva")])),
                Field("Prioridade", SegmentedChoice(options)),
                Field("Prazo", DateInput()),
            )
        )
        section.add(Field("Motivo", MultilineInput(lines=3)))
        form.add(section)
    return form


def test_a_form_fits_the_narrowest_room_at_every_text_size(theme: Theme, qtbot: QtBot) -> None:
    # At 1366 pixels the editor's form has 742: the window less rail, index and preview.
    for size in (100, 110, 125):
        theme.set_text_size(size)
        form = _form()
        qtbot.addWidget(form)
        assert form.minimumSizeHint().width() <= 742 * 0.87, size  # words 15 % longer must still fit


def test_a_form_is_never_wider_than_it_reads_well_and_stands_in_the_middle(theme: Theme, qtbot: QtBot) -> None:
    form = _form()
    qtbot.addWidget(form)
    form.resize(1200, 500)
    form.show()
    content = form.sections[0]
    left = content.mapTo(form, QPoint(0, 0)).x()
    right = form.viewport().width() - left - content.width()
    assert content.width() <= 820
    assert abs(left - 24 - (right - 16)) <= 1


def test_the_field_that_gets_the_keyboard_shows_whole_with_its_label(theme: Theme, qtbot: QtBot) -> None:
    form = _form()
    qtbot.addWidget(form)
    form.resize(742, 300)
    with qtbot.waitExposed(form):
        form.show()
    for key in [Qt.Key.Key_Tab] * 14 + [Qt.Key.Key_Backtab] * 14:
        here: QWidget | None = form.focusWidget()
        press(here if here is not None else form, key)
        here = form.focusWidget()
        while here is not None and not isinstance(here, Field):
            here = here.parentWidget()
        if here is not None:
            top = here.mapTo(form.viewport(), QPoint(0, 0)).y()
            assert 0 <= top <= form.viewport().height() - here.height(), here.control.accessibleName()


def test_a_section_is_brought_to_the_top_and_known_as_current(theme: Theme, qtbot: QtBot) -> None:
    form = _form()
    qtbot.addWidget(form)
    form.resize(742, 300)
    form.show()
    qtbot.waitUntil(lambda: form.sections[2].y() > 300)  # laid out
    assert form.current_section() == 0
    form.bring(form.sections[1], top=True)
    assert form.current_section() == 1


def test_hairlines_stand_between_sections_only(theme: Theme, qtbot: QtBot) -> None:
    form = _form()
    qtbot.addWidget(form)
    assert len(form.findChildren(Hairline)) == 2


def test_a_line_that_is_too_long_is_cut_and_told_whole_in_its_tooltip(page: QWidget) -> None:
    label = ElidedLabel("Ventosul Climatização e Refrigeração Ltda.")
    label.setFixedWidth(80)
    put(page, label)
    label.grab()
    assert label.toolTip() == label.text()
    label.setFixedWidth(500)
    label.grab()
    assert label.toolTip() == ""


def test_labels_show_what_people_typed_as_it_is(theme: Theme, qtbot: QtBot) -> None:
    label = Label("<b>Padaria</b> & Cia")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_wrapping_row_goes_on_in_a_new_line(page: QWidget) -> None:
    holder = QWidget()
    flow = Flow(holder, gap=8)
    boxes = [QWidget() for _number in range(6)]
    for box in boxes:
        box.setFixedSize(100, 30)
        flow.addWidget(box)
    put(page, holder)
    flow.setGeometry(QRect(0, 0, 340, 400))
    assert [(box.x(), box.y()) for box in boxes[:4]] == [(0, 0), (108, 0), (216, 0), (0, 38)]
    assert flow.heightForWidth(340) == 68
    assert flow.heightForWidth(2000) == 30
    late = QWidget()
    flow.insert_widget(0, late)
    first = flow.itemAt(0)
    assert first is not None
    assert first.widget() is late


def test_empty_offers_one_filled_button(theme: Theme, qtbot: QtBot) -> None:
    empty = Empty(
        "Nenhuma ordem ainda", "Comece por aqui.", Button("Nova OS", kind="filled", icon="plus"), Button("Importar")
    )
    qtbot.addWidget(empty)
    kinds = [button.property("kind") for button in empty.findChildren(Button)]
    assert kinds.count("filled") == 1


@pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
def test_the_list_of_a_narrow_choice_shows_its_words_whole(page: QWidget) -> None:
    choice = Choice([Option(1, "Normal"), Option(2, "Mantenimiento correctivo y preventivo")])
    choice.setFixedWidth(110)
    put(page, choice)
    choice.showPopup()
    view = choice.view()
    words = QFontMetrics(view.font()).horizontalAdvance("Mantenimiento correctivo y preventivo")
    assert words < view.viewport().width() < page.width()
    choice.hidePopup()


def test_small_painted_things_have_names(theme: Theme, qtbot: QtBot) -> None:
    line = KeyLine(((("S",), "Sim"), (("up", "down"), "Mudar de item")))
    progress = Progress(7, 11)
    for widget in (line, progress):
        qtbot.addWidget(widget)
    assert [cap.accessibleName() for cap in line.findChildren(KeyCap)] == ["S", "Seta para cima", "Seta para baixo"]
    assert progress.accessibleName() == "7/11"


# Matches


def test_a_match_is_found_without_accents_and_case() -> None:
    text = "Padaria Pão de Mel"
    assert [text[a:b] for a, b in spans(text, "pao MEL")] == ["Pão", "Mel"]
    assert spans(text, "") == ()
    assert spans(text, "xyz") == ()


def test_overlapping_matches_are_one() -> None:
    assert spans("Melissa", "mel melis") == ((0, 5),)


@given(st.text(max_size=30), st.text(max_size=6))
def test_a_match_lies_within_the_text_and_reads_as_what_was_typed(text: str, query: str) -> None:
    found = spans(text, query)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(found))
    words = fold(query).split()
    for start, end in found:
        part = "".join(fold(character) or " " for character in text[start:end])
        assert any(word in part.replace(" ", "") or word in part for word in words)


def test_a_box_is_filled_to_its_edges_and_no_further(theme: Theme) -> None:
    image = QImage(6, 5, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    fill(painter, QRect(1, 2, 3, 2), theme.colour("accent"))
    painter.end()
    filled = {(x, y) for x in range(6) for y in range(5) if image.pixelColor(x, y) == theme.colour("accent")}
    assert filled == {(x, y) for x in (1, 2, 3) for y in (2, 3)}
    assert image.pixelColor(0, 2) == Qt.GlobalColor.white


@pytest.mark.parametrize("look", [Appearance.LIGHT, Appearance.DARK])
def test_an_icon_that_cannot_be_pressed_is_told_from_one_that_can(theme: Theme, qtbot: QtBot, look: Appearance) -> None:
    theme.set_appearance(look)
    button = IconButton("undo-2", "Undo")
    qtbot.addWidget(button)
    tones = []
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled):
        image = button.icon().pixmap(16, mode).toImage()
        pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
        tones.append(max(pixels, key=lambda pixel: pixel.alpha()).lightness())
    assert abs(tones[0] - tones[1]) > 25
