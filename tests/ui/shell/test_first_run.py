"""The first start: three steps beside the sheet; skipped or finished, what was typed is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from builders import logo
from fake_prompts import FakePrompts
from hands import press, type_text
from osdesk.domain.questions import OrderQuestion
from osdesk.services import company, demo, lists
from osdesk.services.office import open_office
from osdesk.ui.at_work import done_flag
from osdesk.ui.first_run import FirstRun
from osdesk.ui.kit.text_inputs import TextInput
from osdesk.ui.settings import Settings
from osdesk.ui.tasks import Tasks
from osdesk.ui.theme import Theme
from windows import NOW, OpenWindow

PATIENCE = 20_000
_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def bare(
    theme: Theme, tasks: Tasks, settings: Settings, prompts: FakePrompts, tmp_path: Path, qtbot: QtBot
) -> Iterator[OpenWindow]:
    """A window on an office that has nothing yet."""
    office = open_office(tmp_path / "office", clock=lambda: NOW)
    demo.seed_templates(office)
    made = OpenWindow(office, theme, tasks, settings, prompts)
    made.open()
    qtbot.waitUntil(lambda: not made.is_busy(), timeout=PATIENCE)
    yield made
    made.close()


def assistant(place: OpenWindow) -> FirstRun:
    found = place.window.findChild(FirstRun)
    assert isinstance(found, FirstRun)
    return found


def on(place: OpenWindow) -> None:
    press(assistant(place), Qt.Key.Key_Return, _CTRL)


def test_an_office_without_a_company_begins_with_the_assistant(bare: OpenWindow) -> None:
    found = assistant(bare)
    assert found.isVisible()
    assert not bare.window.menuBar().isVisible()
    assert bare.window.focusWidget() is found.company.tax_id


def test_three_steps_by_keyboard_store_company_logo_and_numbering(bare: OpenWindow, qtbot: QtBot) -> None:
    found = assistant(bare)
    type_text(found.company.tax_id, "11222333000181")
    type_text(found.company.name, "Ventosul Climatização")
    on(bare)
    assert found.step == 1
    found.logo.area.take_bytes(logo())
    qtbot.waitUntil(lambda: found.logo.data == logo(), timeout=PATIENCE)
    on(bare)
    assert found.step == 2
    found.numbering.first.selectAll()
    type_text(found.numbering.first, "132")
    qtbot.waitUntil(lambda: found.numbering.example() == "000132", timeout=PATIENCE)
    with qtbot.waitSignal(found.finished, timeout=PATIENCE):
        on(bare)
    qtbot.waitUntil(lambda: not bare.is_busy(), timeout=PATIENCE)
    stored = bare.ask(company.get)
    assert (stored.name, stored.tax_id) == ("Ventosul Climatização", "11222333000181")
    assert bare.ask(company.logo) == logo()
    assert bare.ask(company.next_number) == "000132"
    page = bare.window.pages.current
    assert page is not None
    assert page.key == "orders"
    assert bare.window.menuBar().isVisible()
    assert bare.window.rail.company == "Ventosul Climatização"


def test_the_sheet_shows_what_is_typed(bare: OpenWindow, qtbot: QtBot) -> None:
    found = assistant(bare)
    type_text(found.company.name, "Oficina do Nonato")

    def drawn() -> None:
        shown = found.paper._shown
        assert shown is not None
        assert shown.company.name == "Oficina do Nonato"
        assert found.paper.has_pictures()

    qtbot.waitUntil(drawn, timeout=PATIENCE)


def test_a_wrong_cnpj_keeps_the_step_and_has_the_keyboard(bare: OpenWindow) -> None:
    found = assistant(bare)
    type_text(found.company.tax_id, "11222333000180")
    type_text(found.company.name, "Ventosul")
    on(bare)
    assert found.step == 0
    assert bare.window.focusWidget() is found.company.tax_id


def test_without_a_name_the_step_asks_for_it(bare: OpenWindow) -> None:
    on(bare)
    found = assistant(bare)
    assert found.step == 0
    assert found.company.name.hasFocus()
    assert found.company.name.property("problem")


def test_skipping_keeps_what_was_typed_and_doesnt_come_again(bare: OpenWindow, qtbot: QtBot) -> None:
    found = assistant(bare)
    type_text(found.company.name, "Ventosul")
    skip = next(button for button in found.findChildren(QPushButton) if button.text() == "Pular por enquanto")
    with qtbot.waitSignal(found.finished, timeout=PATIENCE):
        skip.click()
    assert bare.ask(company.get).name == "Ventosul"
    assert bare.settings.flag(done_flag(bare.office.folder), False)


def test_skipping_with_something_wrong_keeps_the_rest(bare: OpenWindow, qtbot: QtBot) -> None:
    found = assistant(bare)
    type_text(found.company.tax_id, "11222333000180")
    type_text(found.company.name, "Ventosul")
    email = next(each for each in found.company.findChildren(TextInput) if each.accessibleName() == "E-mail")
    type_text(email, "atendimento@@ventosul")
    with qtbot.waitSignal(found.finished, timeout=PATIENCE):
        next(button for button in found.findChildren(QPushButton) if button.text() == "Pular por enquanto").click()
    stored = bare.ask(company.get)
    assert (stored.name, stored.tax_id, stored.email) == ("Ventosul", "", "")


def test_another_office_without_a_company_gets_the_assistant_too(tmp_path: Path) -> None:
    assert done_flag(tmp_path / "one") != done_flag(tmp_path / "two")


def test_after_the_last_field_comes_going_on_and_skipping_comes_last(bare: OpenWindow) -> None:
    found = assistant(bare)
    last = next(each for each in found.company.findChildren(TextInput) if each.accessibleName() == "E-mail")
    last.setFocus()
    reached = []
    for _step in range(2):
        press(bare.window.focusWidget(), Qt.Key.Key_Tab)
        reached.append(bare.window.focusWidget())
    assert [widget.text() for widget in reached if isinstance(widget, QPushButton)] == [
        "Continuar",
        "Pular por enquanto",
    ]


def test_skipping_an_empty_form_stores_nothing(bare: OpenWindow, qtbot: QtBot) -> None:
    found = assistant(bare)
    with qtbot.waitSignal(found.finished, timeout=PATIENCE):
        next(button for button in found.findChildren(QPushButton) if button.text() == "Pular por enquanto").click()
    assert not bare.ask(company.is_set_up)
    page = bare.window.pages.current
    assert page is not None
    assert page.key == "orders"


def test_sample_data_are_added_in_a_series_of_their_own(bare: OpenWindow, qtbot: QtBot) -> None:
    found = assistant(bare)
    type_text(found.company.name, "Ventosul")
    on(bare)
    on(bare)
    found.numbering._samples.setChecked(True)
    with qtbot.waitSignal(found.finished, timeout=PATIENCE):
        on(bare)
    rows = bare.ask(lists.orders_first, OrderQuestion(), 3)
    assert all(row.number.startswith("EX-") for row in rows)
    assert bare.ask(company.next_number) == "000001"
