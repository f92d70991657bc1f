"""Inputs: what people type, paste and pick, and what comes of it."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hands import click, press, type_text
from osdesk.domain import money
from osdesk.domain.problems import Unreadable
from osdesk.domain.tax_ids import TaxIdKind
from osdesk.ui.kit.calendar import MonthView
from osdesk.ui.kit.choices import Choice, Option, SegmentedChoice
from osdesk.ui.kit.date_inputs import DateInput, MomentInput
from osdesk.ui.kit.popup import Popup
from osdesk.ui.kit.text_inputs import MultilineInput, TextInput
from osdesk.ui.kit.toggles import CheckBox, ColourSwatches
from osdesk.ui.kit.value_inputs import CepInput, NumberInput, PhoneInput, TaxIdInput, ValueInput
from osdesk.ui.theme import Theme

TODAY = date(2026, 11, 24)
PRIORITIES = [Option("normal", "Normal"), Option("high", "Alta"), Option("urgent", "Urgente")]


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> QWidget:
    """A page with another field to go to."""
    made = QWidget()
    made.resize(500, 500)
    made.setLayout(QVBoxLayout())
    made.other = TextInput()  # type: ignore[attr-defined]  # a test's own place
    qtbot.addWidget(made)
    return made


def put(page: QWidget, control: Any, qtbot: QtBot) -> Any:
    """The control on the page, with the keyboard."""
    layout = page.layout()
    assert layout is not None
    layout.addWidget(control)
    layout.addWidget(page.other)  # type: ignore[attr-defined]  # as above
    page.show()
    page.activateWindow()
    control.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(control.hasFocus)
    return control


def leave(page: QWidget) -> None:
    page.other.setFocus(Qt.FocusReason.TabFocusReason)  # type: ignore[attr-defined]  # as above


def paste(field: QLineEdit, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    field.selectAll()
    press(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_text_is_read_clean(page: QWidget, qtbot: QtBot) -> None:
    field = put(page, TextInput(), qtbot)
    type_text(field, "  Padaria  ")
    assert field.read() == "Padaria"


def test_a_paste_that_is_too_long_stays_whole_and_is_told(page: QWidget, qtbot: QtBot) -> None:
    field = put(page, TextInput(longest=10), qtbot)
    paste(field, "Padaria Pão de Mel")
    assert field.text() == "Padaria Pão de Mel"
    with pytest.raises(Unreadable) as caught:
        field.read()
    assert (caught.value.code, caught.value.facts) == ("text.too_long", {"longest": 10})
    field.backspace()
    paste(field, "  Padaria \x00 ")
    assert field.read() == "Padaria"


def test_a_text_stored_longer_than_it_may_be_typed_is_no_problem_until_it_is_changed(
    page: QWidget, qtbot: QtBot
) -> None:
    field = put(page, TextInput(longest=10), qtbot)
    field.show_value("Condomínio Ipê")
    assert field.read() == "Condomínio Ipê"
    field.end(False)
    type_text(field, "s")
    with pytest.raises(Unreadable):
        field.read()


def test_a_number_pasted_into_the_wrong_field_stays_whole(page: QWidget, qtbot: QtBot) -> None:
    field = put(page, TaxIdInput(), qtbot)
    paste(field, "1" * 60)
    assert field.text() == "1" * 60
    with pytest.raises(Unreadable):
        field.read()


def amount(blank: Decimal | None = None) -> ValueInput:
    return ValueInput(money.parse_amount, money.format_amount, blank=blank)


def test_an_amount_is_written_properly_when_the_field_is_left(page: QWidget, qtbot: QtBot) -> None:
    field = put(page, amount(), qtbot)
    type_text(field, "1240")
    assert field.text() == "1240"
    leave(page)
    assert field.text() == "1.240,00"
    assert field.read() == Decimal("1240.00")


def test_an_amount_that_cannot_be_read_stays_as_typed(page: QWidget, qtbot: QtBot) -> None:
    field = put(page, amount(), qtbot)
    type_text(field, "1,5x")
    leave(page)
    assert field.text() == "1,5x"
    with pytest.raises(Unreadable):
        field.read()


def test_an_empty_amount_is_what_the_field_says(page: QWidget, qtbot: QtBot) -> None:
    assert amount().read() is None
    discount = put(page, amount(Decimal("0.00")), qtbot)
    assert discount.read() == Decimal("0.00")
    leave(page)
    assert discount.text() == "0,00"


def test_a_number_outside_its_range_is_not_taken(theme: Theme, qtbot: QtBot) -> None:
    field = NumberInput(1, 30)
    qtbot.addWidget(field)
    field.setText("31")
    with pytest.raises(Unreadable) as refusal:
        field.read()
    assert refusal.value.facts["most"] == 30
    field.setText("30")
    assert field.read() == 30


@pytest.mark.parametrize(
    ("pasted", "shown"),
    [
        ("52998224725", "529.982.247-25"),
        ("529 982 247 25", "529.982.247-25"),
        ("12abc34501de35", "12.ABC.345/01DE-35"),
        ("CNPJ: 12.ABC.345/01DE-35", "12.ABC.345/01DE-35"),
    ],
)
def test_a_pasted_tax_id_is_cleaned_and_masked(page: QWidget, qtbot: QtBot, pasted: str, shown: str) -> None:
    field = put(page, TaxIdInput(), qtbot)
    paste(field, pasted)
    assert field.text() == shown
    assert field.cursorPosition() == len(shown)


def test_a_tax_id_is_not_masked_while_it_is_typed(page: QWidget, qtbot: QtBot) -> None:
    field = put(page, TaxIdInput(TaxIdKind.CPF), qtbot)
    type_text(field, "52998224725")
    assert field.text() == "52998224725"
    leave(page)
    assert field.text() == "529.982.247-25"
    assert field.read() == "52998224725"


def test_swapping_person_and_firm_keeps_what_was_typed(page: QWidget, qtbot: QtBot) -> None:
    field = put(page, TaxIdInput(TaxIdKind.CPF), qtbot)
    type_text(field, "11.222.333/0001-81")
    with pytest.raises(Unreadable):
        field.read()
    field.set_kind(TaxIdKind.CNPJ)
    assert field.read() == "11222333000181"


def test_a_doubtful_phone_is_advice_and_no_problem(page: QWidget, qtbot: QtBot) -> None:
    field = put(page, PhoneInput(area_code=lambda: "51"), qtbot)
    type_text(field, "998412207")
    leave(page)
    assert field.text() == "(51) 99841-2207"
    assert field.advice() is None
    field.show_value("")
    type_text(field, "5198412207")
    assert field.advice() is not None
    assert field.read() == "5198412207"


def test_a_complete_postal_code_is_told_once(page: QWidget, qtbot: QtBot) -> None:
    told: list[str] = []
    field = put(page, CepInput(), qtbot)
    field.completed.connect(told.append)
    type_text(field, "90000010")
    assert told == ["90000010"]
    leave(page)
    assert field.text() == "90000-010"
    field.setFocus()
    type_text(field, " ")
    assert told == ["90000010"]


def test_a_loaded_postal_code_is_not_told(page: QWidget, qtbot: QtBot) -> None:
    told: list[str] = []
    field = put(page, CepInput(), qtbot)
    field.completed.connect(told.append)
    field.show_value("90000010")
    type_text(field, " ")
    assert told == []


def test_a_date_is_typed_as_people_write_it(page: QWidget, qtbot: QtBot) -> None:
    field = put(page, DateInput(lambda: TODAY), qtbot)
    type_text(field, "26/11")
    leave(page)
    assert field.text() == "26/11/2026"
    assert field.read() == date(2026, 11, 26)


def test_arrows_change_a_date_by_a_day(page: QWidget, qtbot: QtBot) -> None:
    field = put(page, DateInput(lambda: TODAY), qtbot)
    field.show_value(date(2026, 11, 30))
    press(field, Qt.Key.Key_Up)
    assert field.read() == date(2026, 12, 1)
    press(field, Qt.Key.Key_Down)
    press(field, Qt.Key.Key_Down)
    assert field.read() == date(2026, 11, 29)


def test_a_date_with_its_weekday_is_read_back(page: QWidget, qtbot: QtBot) -> None:
    field = put(page, DateInput(lambda: TODAY, weekday=True), qtbot)
    field.show_value(date(2026, 11, 26))
    assert field.text() == "qui. 26/11/26"
    assert field.read() == date(2026, 11, 26)


def test_a_day_is_picked_from_the_calendar_with_the_keyboard_alone(page: QWidget, qtbot: QtBot) -> None:
    edits: list[int] = []
    left: list[int] = []
    field = put(page, DateInput(lambda: TODAY), qtbot)
    field.edited.connect(lambda: edits.append(1))
    press(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert page.findChild(MonthView) is not None
    field.left.connect(lambda: left.append(1))
    press(field, Qt.Key.Key_Right)
    press(field, Qt.Key.Key_Down)
    assert left == []
    press(field, Qt.Key.Key_Return)
    assert field.read() == date(2026, 12, 2)
    assert (edits, left) == ([1], [1])
    assert not any(popup.is_open for popup in page.findChildren(Popup))


def test_escape_closes_the_calendar_and_nothing_else(page: QWidget, qtbot: QtBot) -> None:
    field = put(page, DateInput(lambda: TODAY), qtbot)
    field.show_value(TODAY)
    field.open_calendar()
    press(field, Qt.Key.Key_Right)
    press(field, Qt.Key.Key_Escape)
    assert not any(popup.is_open for popup in page.findChildren(Popup))
    assert field.read() == TODAY
    assert page.isVisible()


def test_a_press_elsewhere_closes_the_calendar(page: QWidget, qtbot: QtBot) -> None:
    field = put(page, DateInput(lambda: TODAY), qtbot)
    field.open_calendar()
    popup = page.findChildren(Popup)[0]
    assert popup.is_open
    click(page, QPoint(2, page.height() - 2))
    assert not popup.isVisible()


def test_a_press_on_a_day_picks_it(page: QWidget, qtbot: QtBot) -> None:
    field = put(page, DateInput(lambda: TODAY), qtbot)
    field.open_calendar()
    month = page.findChild(MonthView)
    assert isinstance(month, MonthView)
    box = next(box for day, box in month._cells() if day == date(2026, 11, 9))
    click(month, box.center().toPoint())
    assert field.read() == date(2026, 11, 9)


def test_a_month_turns_without_losing_the_day(theme: Theme, qtbot: QtBot) -> None:
    month = MonthView(date(2026, 1, 31))
    qtbot.addWidget(month)
    press(month, Qt.Key.Key_PageDown)
    assert month.day == date(2026, 2, 28)
    press(month, Qt.Key.Key_PageUp)
    press(month, Qt.Key.Key_PageUp)
    assert month.day == date(2025, 12, 28)


def test_a_visit_takes_its_hours_in_the_same_field(page: QWidget, qtbot: QtBot) -> None:
    field = put(page, MomentInput(lambda: TODAY), qtbot)
    assert field.read() == (None, None, None)
    type_text(field, "26/11 14h-16h")
    leave(page)
    assert field.text() == "qui. 26/11/26 14:00–16:00"
    assert field.read() == (date(2026, 11, 26), time(14), time(16))
    press(field, Qt.Key.Key_Up)
    assert field.read() == (date(2026, 11, 27), time(14), time(16))


def test_several_lines_grow_with_what_is_typed_up_to_a_limit(page: QWidget, qtbot: QtBot) -> None:
    field = put(page, MultilineInput(lines=2, most=5), qtbot)
    empty = field.height()
    field.show_value("uma\nduas")
    assert field.height() == empty
    field.show_value("1\n2\n3\n4")
    four = field.height()
    assert four > empty
    field.show_value("\n".join("12345678"))
    assert field.height() > four
    eight = field.height()
    field.show_value("\n".join(str(n) for n in range(40)))
    assert field.height() == eight


def test_tab_leaves_several_lines(page: QWidget, qtbot: QtBot) -> None:
    field = put(page, MultilineInput(), qtbot)
    with qtbot.waitSignal(field.left):
        press(field, Qt.Key.Key_Tab)


def test_loading_is_no_edit(page: QWidget, qtbot: QtBot) -> None:
    edits: list[str] = []
    for control, value in (
        (TextInput(), "a"),
        (MultilineInput(), "a\nb"),
        (amount(), Decimal("1.00")),
        (DateInput(), TODAY),
        (Choice(PRIORITIES), "urgent"),
        (SegmentedChoice(PRIORITIES), "urgent"),
        (CheckBox("Ativo"), True),
        (ColourSwatches([("#1C5D5B", "Verde"), ("#3450C4", "Azul")]), "#3450C4"),
    ):
        qtbot.addWidget(control)
        control.edited.connect(lambda: edits.append("edited"))
        control.show_value(value)
        assert control.read() == value
    assert edits == []


def _wheel(widget: QWidget) -> QWheelEvent:
    middle = QPointF(widget.rect().center())
    return QWheelEvent(
        middle,
        widget.mapToGlobal(middle),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )


def test_the_wheel_over_an_unfocused_choice_changes_nothing_and_scrolls_the_page(page: QWidget, qtbot: QtBot) -> None:
    choice = put(page, Choice(PRIORITIES), qtbot)
    leave(page)
    event = _wheel(choice)
    QApplication.sendEvent(choice, event)
    assert choice.read() == "normal"
    assert not event.isAccepted()  # so that it goes on to what scrolls
    choice.setFocus()
    QApplication.sendEvent(choice, _wheel(choice))
    assert choice.read() == "high"


def test_a_value_no_longer_offered_is_shown_all_the_same(theme: Theme, qtbot: QtBot) -> None:
    choice = Choice(PRIORITIES)
    qtbot.addWidget(choice)
    choice.show_value("asap")
    assert choice.read() == "asap"
    choice.set_options(PRIORITIES)
    assert choice.read() == "normal"


def test_new_options_keep_what_is_chosen(theme: Theme, qtbot: QtBot) -> None:
    choice = Choice(PRIORITIES)
    qtbot.addWidget(choice)
    choice.show_value("urgent")
    choice.set_options(list(reversed(PRIORITIES)))
    assert choice.read() == "urgent"


def test_a_segment_is_chosen_by_press_arrow_and_letter(page: QWidget, qtbot: QtBot) -> None:
    edits: list[Any] = []
    choice = put(page, SegmentedChoice(PRIORITIES), qtbot)
    choice.edited.connect(lambda: edits.append(choice.read()))
    press(choice, Qt.Key.Key_Right)
    type_text(choice, "u")
    click(choice, choice._boxes()[0].center().toPoint())
    press(choice, Qt.Key.Key_Left)
    assert edits == ["high", "urgent", "normal"]


def test_a_box_is_ticked_by_space_enter_and_press(page: QWidget, qtbot: QtBot) -> None:
    box = put(page, CheckBox("Recebe as OS"), qtbot)
    press(box, Qt.Key.Key_Space)
    assert box.read() is True
    press(box, Qt.Key.Key_Return)
    assert box.read() is False
    click(box, QPoint(box.width() - 4, box.height() // 2))
    assert box.read() is True


def test_a_colour_of_the_office_joins_the_swatches(theme: Theme, qtbot: QtBot) -> None:
    swatches = ColourSwatches([("#1C5D5B", "Verde"), ("#3450C4", "Azul")])
    qtbot.addWidget(swatches)
    swatches.show_value("#AA0000")
    assert swatches.read() == "#AA0000"
    press(swatches, Qt.Key.Key_Left)
    assert swatches.read() == "#3450C4"


def test_going_to_another_program_does_not_leave_the_field(page: QWidget, qtbot: QtBot) -> None:
    left: list[int] = []
    field = put(page, TextInput(), qtbot)
    field.left.connect(lambda: left.append(1))
    field.clearFocus()
    assert left == [1]
    left.clear()
    field.setFocus()
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFocusEvent

    QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason))
    assert left == []
