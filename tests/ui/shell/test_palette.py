"""The search over everything: found, bold, chosen by keys, never empty."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from hands import press, type_text
from osdesk.domain.questions import Hit, HitKind, OrderQuestion
from osdesk.services import lists
from osdesk.ui.orders.editor import OrderEditor
from osdesk.ui.palette import Palette
from osdesk.ui.palette_find import Command, Found, Going, entries, matching
from windows import OpenWindow

Settle = Callable[[], None]
_CTRL = Qt.KeyboardModifier.ControlModifier


def going(went: list[tuple[str, object]]) -> Going:
    return Going(
        order=lambda order_id: went.append(("order", order_id)),
        orders=lambda question: went.append(("orders", question)),
        client=lambda client_id: went.append(("client", client_id)),
        new_order=lambda client_id, name: went.append(("new_order", client_id or name)),
        new_client=lambda name: went.append(("new_client", name)),
    )


def opened(place: OpenWindow, settle: Settle, text: str = "") -> tuple[Palette, QLineEdit]:
    press(place.window, Qt.Key.Key_K, _CTRL)
    found = place.window.findChild(Palette)
    assert isinstance(found, Palette)
    line = found.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    assert QApplication.focusWidget() is line
    type_text(line, text)
    settle()
    return found, line


def shown(palette: Palette) -> list[str]:
    from PySide6.QtWidgets import QListView

    model = palette.findChild(QListView).model()  # type: ignore[union-attr]  # it has one
    return [str(model.index(row, 0, QModelIndex()).data()) for row in range(model.rowCount())]


def test_what_is_typed_finds_orders_and_clients_whatever_the_accents(place: OpenWindow, settle: Settle) -> None:
    palette, _line = opened(place, settle, "pao de mel")
    lines = shown(palette)
    assert any("Padaria Pão de Mel" in line and "EX-" in line for line in lines)
    assert any(line.startswith("Padaria Pão de Mel") for line in lines)


def test_it_is_never_empty_and_offers_to_create_what_was_typed(place: OpenWindow, settle: Settle) -> None:
    palette, _line = opened(place, settle, "Xyzzy")
    assert sum("Xyzzy" in line for line in shown(palette)) == 2
    assert palette._count.text() == "Nada encontrado"


def test_enter_opens_the_order_of_a_number(place: OpenWindow, settle: Settle) -> None:
    row = place.ask(lists.orders_first, OrderQuestion(), 1)[0]
    _palette, line = opened(place, settle, row.number)
    press(line, Qt.Key.Key_Return)
    editor = place.window.pages.current
    assert isinstance(editor, OrderEditor)
    assert editor.order_id == row.id


def test_ctrl_enter_on_a_client_begins_an_order_for_it(place: OpenWindow, settle: Settle) -> None:
    palette, line = opened(place, settle, "helena bastos")
    lines = shown(palette)
    while "Helena" not in str(_current(palette)) or "EX-" in str(_current(palette)):
        press(line, Qt.Key.Key_Down)
    press(line, Qt.Key.Key_Return, _CTRL)
    settle()
    editor = place.window.pages.current
    assert isinstance(editor, OrderEditor), lines
    assert editor.rail_label()[1] == "Helena Bastos Coutinho"
    assert editor.order_id is None


def test_ctrl_n_begins_an_order_with_what_was_typed(place: OpenWindow, settle: Settle) -> None:
    _palette, line = opened(place, settle, "Zenaide")
    press(line, Qt.Key.Key_N, _CTRL)
    settle()
    editor = place.window.pages.current
    assert isinstance(editor, OrderEditor)
    assert any(field.text() == "Zenaide" for field in editor.findChildren(QLineEdit))


def test_escape_gives_the_keyboard_back(place: OpenWindow, settle: Settle, qtbot: QtBot) -> None:
    before = QApplication.focusWidget()
    _palette, line = opened(place, settle)
    press(line, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is before
    settle()
    assert place.window.findChild(Palette) is None


def test_headings_are_passed_over(place: OpenWindow, settle: Settle) -> None:
    palette, line = opened(place, settle, "mel")
    seen = []
    for _step in range(12):
        seen.append(str(_current(palette)))
        press(line, Qt.Key.Key_Down)
    assert "None" not in seen
    assert len(set(seen)) > 3


@pytest.mark.parametrize(
    ("typed", "found"), [("nov ord", ["New order"]), ("ORDER", ["New order", "Blank order"]), ("zz", [])]
)
def test_actions_are_found_by_the_beginnings_of_their_words(typed: str, found: list[str]) -> None:
    commands = [Command(words, "", lambda: None) for words in ("New order", "Növ ordinary", "Blank order")]
    hits = [command.words for command in matching(typed, commands)]
    assert [words for words in hits if words != "Növ ordinary"] == [words for words in found if words in hits]
    assert set(found) - {"New order"} <= set(hits)


def test_the_lines_lead_where_they_say() -> None:
    went: list[tuple[str, object]] = []
    lines = entries("mel", Found(), [], going(went))
    acts = [line.open for line in lines if line.open is not None]
    for act in acts:
        act()
    assert went == [("new_order", "mel"), ("new_client", "mel")]


def test_every_kind_of_find_leads_to_its_own() -> None:
    hits = (
        Hit(HitKind.ORDER, 7, "000007", "Ana · Ruído", evidence="SN-88"),
        Hit(HitKind.CLIENT, 3, "Ana", "Ana Ltda"),
        Hit(HitKind.CONTACT, 4, "(51) 99555-0187 · recepção", "Clínica Aurora"),
        Hit(HitKind.TECHNICIAN, 5, "Rafael Moura", "técnico"),
        Hit(HitKind.MATERIAL, 0, "Gás R-410A", "kg"),
    )
    went: list[tuple[str, object]] = []
    lines = entries("ana", Found(text="ana", hits=hits), [], going(went))
    assert [(line.title, line.detail) for line in lines if line.open][:2] == [
        ("000007 · Ana", "SN-88 · Ruído"),
        ("Ana", ""),
    ]
    for line in lines:
        if line.query:
            line.open() if line.open else None
    assert went == [
        ("order", 7),
        ("client", 3),
        ("client", 4),
        ("orders", OrderQuestion(technicians=frozenset({5}))),
        ("orders", OrderQuestion(material="Gás R-410A")),
    ]
    assert sum(line.open is None for line in lines) == 6  # five headings, and the one of what can be done


def test_an_order_asked_for_in_words_begins_for_the_client_named(place: OpenWindow, settle: Settle) -> None:
    palette, line = opened(place, settle, "nova OS para helena basto")
    assert str(_current(palette)).startswith("Helena Bastos Coutinho")
    press(line, Qt.Key.Key_Return)
    settle()
    editor = place.window.pages.current
    assert isinstance(editor, OrderEditor)
    assert editor.rail_label()[1] == "Helena Bastos Coutinho"
    assert editor.order_id is None


def test_enter_waits_for_what_is_found_for_the_words_that_stand_there(place: OpenWindow, settle: Settle) -> None:
    first, second = place.ask(lists.orders_first, OrderQuestion(), 2)
    _palette, line = opened(place, settle, first.number)
    line.clear()
    type_text(line, second.number)
    press(line, Qt.Key.Key_Return)  # at once: what shows is still the first one's
    settle()
    editor = place.window.pages.current
    assert isinstance(editor, OrderEditor)
    assert editor.order_id == second.id


def test_an_older_answer_is_never_shown_over_newer_words(place: OpenWindow, settle: Settle) -> None:
    palette, line = opened(place, settle, "mel")
    lines = shown(palette)
    palette._answer(Found(text="me", hits=(Hit(HitKind.CLIENT, 1, "Alheia", ""),)))
    assert shown(palette) == lines
    line.clear()
    settle()
    assert not any("Mel" in each for each in shown(palette))


def _current(palette: Palette) -> object:
    from PySide6.QtWidgets import QListView

    view = palette.findChild(QListView)
    assert view is not None
    return view.currentIndex().data()
