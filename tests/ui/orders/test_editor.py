"""The order editor on a real office: what is typed is stored, kept as a draft, or asked about; and never lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from osdesk import folders, texts
from osdesk.domain.questions import OrderQuestion
from osdesk.domain.statuses import StatusKind
from osdesk.services import drafts, lists, orders, statuses
from osdesk.ui.orders.conflict import ConflictDialog
from osdesk.ui.orders.editor import OrderEditor
from osdesk.ui.orders.heading import short_number
from ui.orders.conftest import PATIENCE, OpenEditor, Shop, type_into


def saved(qtbot: QtBot, editor: OrderEditor) -> None:
    """Wait until nothing is unsaved."""
    qtbot.waitUntil(lambda: not editor.is_dirty() and not editor.saving.under_way, timeout=PATIENCE)


def test_a_stored_order_opens_with_nothing_unsaved(shop: Shop, open_editor: OpenEditor) -> None:
    editor = open_editor(shop.order.id)
    assert editor.title() == "OS 000001"
    assert editor.rail_label() == ("1", shop.client.name)
    assert editor.form.client.picker.text() == shop.client.name
    assert not editor.is_dirty()
    assert editor.draft_line() == ""
    assert editor.form.binding.read()[0] == shop.order


def test_a_key_makes_it_unsaved_at_once_and_taking_it_back_saved_again(
    shop: Shop, open_editor: OpenEditor, qtbot: QtBot
) -> None:
    editor = open_editor(shop.order.id)
    field = editor.form.request.fields["equipment"].control
    assert isinstance(field, QLineEdit)
    type_into(field, "x")
    assert editor.is_dirty()
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    saved(qtbot, editor)


def test_what_is_typed_is_stored_and_the_history_tells(shop: Shop, open_editor: OpenEditor, qtbot: QtBot) -> None:
    editor = open_editor(shop.order.id)
    type_into(editor.form.request.reason, "Pinga água sobre o balcão")
    editor.save()
    saved(qtbot, editor)
    assert shop.stored().reason == "Pinga água sobre o balcão"
    qtbot.waitUntil(lambda: len(editor.form.history._rows) == 2, timeout=PATIENCE)


def test_a_new_order_gets_its_number_with_the_first_save(shop: Shop, open_editor: OpenEditor, qtbot: QtBot) -> None:
    editor = open_editor(client_id=shop.client.id)
    assert editor.title() == "Nova OS"
    assert "000002" in editor.heading.about
    type_into(editor.form.request.reason, "Não gela")
    editor.save()
    saved(qtbot, editor)
    assert shop.stored(editor.order_id).number == "000002"
    assert shop.going.said == ["OS 000002 salva"]


def test_saving_twice_at_once_makes_one_order(shop: Shop, open_editor: OpenEditor, qtbot: QtBot) -> None:
    editor = open_editor(client_id=shop.client.id)
    editor.save()
    editor.save()
    saved(qtbot, editor)
    assert len(shop.ask(lists.orders_ids, OrderQuestion())) == 2


def test_what_is_typed_while_it_is_being_saved_stays_and_stays_unsaved(
    shop: Shop, open_editor: OpenEditor, qtbot: QtBot
) -> None:
    editor = open_editor(client_id=shop.client.id)
    type_into(editor.form.request.reason, "Primeiro")
    editor.save()
    assert editor.saving.under_way
    type_into(editor.form.request.reason, "Segundo")
    qtbot.waitUntil(lambda: editor.order_id is not None, timeout=PATIENCE)
    assert editor.is_dirty()
    assert editor.form.binding.read()[0].reason == "Segundo"
    editor.save()
    saved(qtbot, editor)
    assert shop.stored(editor.order_id).reason == "Segundo"
    assert len(shop.ask(lists.orders_ids, OrderQuestion())) == 2


def test_a_first_save_whose_answer_was_lost_makes_no_second_order_and_loses_nothing(
    shop: Shop, open_editor: OpenEditor, qtbot: QtBot
) -> None:
    editor = open_editor(client_id=shop.client.id)
    type_into(editor.form.request.reason, "Primeiro")
    # Stored by a process that was killed before it could say so.
    shop.ask(orders.save, editor.form.binding.read()[0])
    type_into(editor.form.request.reason, "Segundo")
    editor.save()
    saved(qtbot, editor)
    assert len(shop.ask(lists.orders_ids, OrderQuestion())) == 2
    assert shop.stored(editor.order_id).reason == "Segundo"


def test_the_cursor_stays_where_it_was_when_the_order_is_saved(
    shop: Shop, open_editor: OpenEditor, qtbot: QtBot
) -> None:
    editor = open_editor(client_id=shop.client.id)
    field = editor.form.request.fields["equipment"].control
    assert isinstance(field, QLineEdit)
    type_into(field, "Split piso-teto")
    field.setCursorPosition(5)
    editor.save()
    saved(qtbot, editor)
    assert field.hasFocus()
    assert field.cursorPosition() == 5


def test_without_a_client_nothing_is_stored_and_the_field_gets_the_keyboard(
    shop: Shop, open_editor: OpenEditor
) -> None:
    editor = open_editor()
    editor.form.request.reason.setFocus()
    editor.save()
    assert editor.form.client.picker.hasFocus()
    assert editor.form.client._fields["client_id"].problem is not None
    assert shop.going.status == "1 campo a corrigir"
    assert not editor.saving.under_way
    assert len(shop.ask(lists.orders_ids, OrderQuestion())) == 1


def test_a_deadline_before_the_opening_is_told_when_left_and_put_right_by_its_link(
    shop: Shop, open_editor: OpenEditor
) -> None:
    editor = open_editor(shop.order.id)
    request = editor.form.request
    field = request.fields["deadline"]
    type_into(request.deadline, "20/11/2026")
    told = [field.problem]
    request.reason.setFocus()
    message = field.problem
    assert message is not None
    assert "23/11" in message.sentence
    assert message.remedy == "Usar 23/11"
    assert message.apply is not None
    message.apply()
    # Not while typing, and not once it is put right.
    assert [*told, field.problem] == [None, None]
    assert editor.form.binding.read()[0].deadline == date(2026, 11, 23)


def test_a_deadline_takes_an_hour(shop: Shop, open_editor: OpenEditor) -> None:
    editor = open_editor(shop.order.id)
    type_into(editor.form.request.deadline, "26/11 14h")
    editor.form.request.reason.setFocus()
    order = editor.form.binding.read()[0]
    assert (order.deadline, order.deadline_time and order.deadline_time.hour) == (date(2026, 11, 26), 14)
    assert editor.form.request.deadline.text() == "26/11/2026 14:00"


def test_what_cannot_be_read_stays_as_typed_and_keeps_the_order_from_being_saved(
    shop: Shop, open_editor: OpenEditor, qtbot: QtBot
) -> None:
    editor = open_editor(shop.order.id)
    type_into(editor.form.request.deadline, "31/02")
    editor.save()
    assert editor.form.request.deadline.text() == "31/02"
    assert editor.form.request.deadline.hasFocus()
    qtbot.wait(200)
    assert editor.is_dirty()
    assert shop.stored() == shop.order


def test_f8_goes_from_problem_to_problem_and_the_index_counts_them(shop: Shop, open_editor: OpenEditor) -> None:
    editor = open_editor(shop.order.id)
    type_into(editor.form.request.deadline, "31/02")
    type_into(editor.form.client.email, "sem arroba")
    editor.form.request.reason.setFocus()
    editor.next_problem()
    first = editor.form.focusWidget()
    editor.next_problem()
    assert {first, editor.form.focusWidget()} == {editor.form.request.deadline, editor.form.client.email}
    assert editor.index._count.text() == "2 campos a corrigir"


# Two people


def test_two_people_who_changed_different_fields_both_keep_their_work(
    shop: Shop, open_editor: OpenEditor, qtbot: QtBot
) -> None:
    editor = open_editor(shop.order.id)
    type_into(editor.form.request.reason, "O meu motivo")
    shop.ask(orders.save, replace(shop.order, equipment="A máquina deles"))
    editor.save()
    saved(qtbot, editor)
    stored = shop.stored()
    assert (stored.reason, stored.equipment) == ("O meu motivo", "A máquina deles")
    assert shop.prompts.dialogs == []


def test_two_people_who_changed_one_field_are_asked_and_both_values_are_kept_until_then(
    shop: Shop, open_editor: OpenEditor, qtbot: QtBot
) -> None:
    editor = open_editor(shop.order.id)
    type_into(editor.form.request.reason, "O meu motivo")
    shop.ask(orders.save, replace(shop.order, reason="O motivo deles"))
    editor.save()
    qtbot.waitUntil(lambda: bool(shop.prompts.dialogs), timeout=PATIENCE)
    dialog = shop.prompts.dialogs[-1]
    assert isinstance(dialog, ConflictDialog)
    assert editor.form.binding.read()[0].reason == "O meu motivo"
    assert shop.stored().reason == "O motivo deles"
    assert list(dialog.choices) == ["reason"]
    dialog.choices["reason"].show_value(True)
    dialog._accept()
    saved(qtbot, editor)
    assert shop.stored().reason == "O motivo deles"
    assert editor.form.request.reason.toPlainText() == "O motivo deles"


def test_what_somebody_else_saves_shows_at_once_where_nothing_is_unsaved(
    shop: Shop, open_editor: OpenEditor, qtbot: QtBot
) -> None:
    editor = open_editor(shop.order.id)
    shop.ask(orders.save, replace(shop.order, equipment="A máquina deles"))
    field = editor.form.request.fields["equipment"].control
    assert isinstance(field, QLineEdit)
    qtbot.waitUntil(lambda: field.text() == "A máquina deles", timeout=PATIENCE)
    assert not editor.is_dirty()


# Drafts


def _kept(shop: Shop) -> tuple[drafts.Draft, ...]:
    return drafts.all(folders.drafts_folder(shop.office.folder))


def test_a_draft_is_kept_while_something_is_unsaved_and_gone_once_it_is_stored(
    shop: Shop, open_editor: OpenEditor, qtbot: QtBot
) -> None:
    editor = open_editor(shop.order.id)
    type_into(editor.form.request.reason, "Meio caminho")
    editor.keeper.keep_now()
    qtbot.waitUntil(lambda: editor.keeper.kept_at is not None, timeout=PATIENCE)
    assert editor.draft_line() == "Alterações ainda não salvas · rascunho guardado às 14:32"
    (draft,) = _kept(shop)
    assert draft.value.reason == "Meio caminho"
    editor.save()
    saved(qtbot, editor)
    qtbot.waitUntil(lambda: _kept(shop) == (), timeout=PATIENCE)
    assert editor.draft_line() == ""


def test_a_draft_that_cannot_be_written_disturbs_nobody_and_the_line_says_that_none_is_kept(
    shop: Shop, open_editor: OpenEditor, qtbot: QtBot
) -> None:
    editor = open_editor(shop.order.id)
    type_into(editor.form.request.reason, "Meio")
    editor.keeper.keep_now()
    qtbot.waitUntil(lambda: editor.keeper.kept_at is not None, timeout=PATIENCE)
    folder = folders.drafts_folder(shop.office.folder)
    away = folder.rename(folder.with_name("away"))
    folder.write_bytes(b"")  # a file where the folder was: nothing can be put there
    type_into(editor.form.request.reason, "Meio caminho")
    editor.keeper.keep_now()
    qtbot.waitUntil(lambda: editor.keeper.kept_at is None, timeout=PATIENCE)
    assert editor.draft_line() == "Alterações ainda não salvas"
    assert shop.prompts.told == []
    folder.unlink()
    away.rename(folder)
    editor.keeper.keep_now()
    qtbot.waitUntil(lambda: editor.keeper.kept_at is not None, timeout=PATIENCE)
    (draft,) = _kept(shop)
    assert draft.value.reason == "Meio caminho"


def test_a_draft_brings_back_what_could_not_be_read_as_well(shop: Shop, open_editor: OpenEditor, qtbot: QtBot) -> None:
    first = open_editor(shop.order.id)
    type_into(first.form.request.reason, "Meio caminho")
    type_into(first.form.request.deadline, "31/02")
    first.form.materials.part.grid.lines.setData(first.form.materials.part.grid.lines.index(0, 4), "1.234")
    first.keeper.keep_now()
    qtbot.waitUntil(lambda: first.keeper.kept_at is not None, timeout=PATIENCE)
    (draft,) = _kept(shop)
    second = open_editor(draft=draft)
    assert second.order_id == shop.order.id
    assert second.form.request.reason.toPlainText() == "Meio caminho"
    assert second.form.request.deadline.text() == "31/02"
    assert second.form.materials.part.grid.lines.unreadable() == {"materials.0.unit_price": "1.234"}
    assert second.is_dirty()


def test_giving_up_drops_the_draft(shop: Shop, open_editor: OpenEditor, qtbot: QtBot) -> None:
    editor = open_editor(shop.order.id)
    type_into(editor.form.request.reason, "Nada disso")
    editor.keeper.keep_now()
    qtbot.waitUntil(lambda: editor.keeper.kept_at is not None, timeout=PATIENCE)
    shop.prompts.answer = "Discard changes"
    gone: list[bool] = []
    editor.ask_to_close(lambda: gone.append(True))
    assert gone == [True]
    qtbot.waitUntil(lambda: _kept(shop) == (), timeout=PATIENCE)


# Status


def test_cancelling_asks_for_a_reason_and_is_stored_with_it(shop: Shop, open_editor: OpenEditor, qtbot: QtBot) -> None:
    editor = open_editor(shop.order.id)
    cancelled = next(status for status in shop.ask(statuses.statuses) if status.kind is StatusKind.CANCELLED)
    shop.prompts.text_answer = "O cliente desistiu"
    editor.heading.status_chosen.emit(cancelled)
    assert editor.heading.chip.text() == "Cancelada"
    assert editor.is_dirty()
    editor.save()
    saved(qtbot, editor)
    assert (shop.stored().status_id, shop.stored().status_reason) == (cancelled.id, "O cliente desistiu")


def test_a_status_whose_reason_is_not_given_is_not_taken(shop: Shop, open_editor: OpenEditor) -> None:
    editor = open_editor(shop.order.id)
    cancelled = next(status for status in shop.ask(statuses.statuses) if status.kind is StatusKind.CANCELLED)
    editor.heading.status_chosen.emit(cancelled)
    assert len(shop.prompts.asked) == 1
    assert editor.heading.chip.text() == "Aberta"
    assert not editor.is_dirty()


# What the menus ask


def test_printing_saves_first_and_then_prints_that_order(shop: Shop, open_editor: OpenEditor, qtbot: QtBot) -> None:
    editor = open_editor(shop.order.id)
    type_into(editor.form.request.reason, "Antes de imprimir")
    editor.menu_actions["print_now"].trigger()
    qtbot.waitUntil(lambda: bool(shop.printed.jobs), timeout=PATIENCE)
    assert shop.printed.jobs == [((shop.order.id,), True)]
    assert shop.stored().reason == "Antes de imprimir"


def test_the_blank_form_is_of_what_stands_in_the_form_and_without_prices(
    shop: Shop, open_editor: OpenEditor, qtbot: QtBot
) -> None:
    editor = open_editor(shop.order.id)
    type_into(editor.form.request.reason, "Ainda não salvo")
    editor.menu_actions["blank"].trigger()
    qtbot.waitUntil(lambda: bool(shop.printed.sheets), timeout=PATIENCE)
    sheet = shop.printed.sheets[0]
    assert (sheet.options.blank, sheet.options.prices, sheet.order.reason) == (True, False, "Ainda não salvo")


def test_duplicating_begins_a_new_order_for_the_same_work(shop: Shop, open_editor: OpenEditor, qtbot: QtBot) -> None:
    editor = open_editor(shop.order.id)
    editor.menu_actions["duplicate"].trigger()
    qtbot.waitUntil(lambda: bool(shop.going.opened), timeout=PATIENCE)
    (_what, order) = shop.going.opened[0]
    other = open_editor(order=order)
    assert other.order_id is None
    assert other.is_dirty()
    assert other.form.binding.read()[0].reason == shop.order.reason


def test_the_bin_takes_the_order_and_gives_it_back(shop: Shop, open_editor: OpenEditor, qtbot: QtBot) -> None:
    editor = open_editor(shop.order.id)
    editor.menu_actions["delete"].trigger()
    qtbot.waitUntil(lambda: bool(shop.going.closed), timeout=PATIENCE)
    assert shop.stored().deleted_at is not None
    assert shop.going.undo is not None
    shop.going.undo()
    qtbot.waitUntil(lambda: shop.stored().deleted_at is None, timeout=PATIENCE)


def test_an_order_put_into_the_bin_elsewhere_says_so_in_its_editor(
    shop: Shop, open_editor: OpenEditor, qtbot: QtBot
) -> None:
    editor = open_editor(shop.order.id)
    shop.ask(orders.delete, (shop.order.id,))
    words = f"{shop.client.name} · {texts._('in the bin')}"
    qtbot.waitUntil(lambda: editor.heading.about == words, timeout=PATIENCE)
    shop.ask(orders.restore, (shop.order.id,))
    qtbot.waitUntil(lambda: editor.heading.about == shop.client.name, timeout=PATIENCE)


def test_a_new_order_offers_no_bin_and_no_duplicate(open_editor: OpenEditor) -> None:
    editor = open_editor()
    assert not editor.menu_actions["delete"].isEnabled()
    assert not editor.menu_actions["duplicate"].isEnabled()


def test_the_keyboard_goes_from_section_to_section(shop: Shop, open_editor: OpenEditor) -> None:
    editor = open_editor(shop.order.id)
    seen = [editor.index.current]
    for _step in range(4):
        editor.menu_actions["next_section"].trigger()
        seen.append(editor.index.current)
    assert seen == [0, 1, 2, 3, 4]
    assert editor.form.materials.part.grid.hasFocus()
    editor.menu_actions["previous_section"].trigger()
    assert editor.index.current == 3


def test_tab_follows_the_eye_through_rows_that_came_later(shop: Shop, open_editor: OpenEditor, qtbot: QtBot) -> None:
    editor = open_editor(shop.order.id)
    editor.form.visits.add_visit()
    qtbot.wait(1)
    row = editor.form.visits.rows()[0]
    row.day.setFocus()
    QTest.keyClick(row.day, Qt.Key.Key_Tab)
    assert row.people.isAncestorOf(editor.form.focusWidget())
    for _step in range(8):
        QTest.keyClick(editor.form.focusWidget(), Qt.Key.Key_Tab)
        if editor.form.checklist.isAncestorOf(editor.form.focusWidget()):
            break
        assert row.isAncestorOf(editor.form.focusWidget())
    assert editor.form.checklist.isAncestorOf(editor.form.focusWidget())


def test_everything_that_takes_the_keyboard_has_a_name(shop: Shop, open_editor: OpenEditor) -> None:
    editor = open_editor(shop.order.id)
    editor.form.visits.add_visit()
    nameless = [
        widget
        for widget in editor.findChildren(QWidget)
        if isinstance(widget, QLineEdit | QPlainTextEdit | QComboBox | QAbstractButton)
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not isinstance(widget.parent(), QComboBox)
    ]
    assert nameless == []


def test_a_number_in_the_narrow_rail_loses_prefix_year_and_zeros() -> None:
    assert [short_number(number) for number in ("000128", "ABC-000042", "ABC-2026/000042", "EX-000000")] == [
        "128",
        "42",
        "42",
        "EX-000000",
    ]
