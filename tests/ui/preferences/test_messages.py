"""The words of messages are written beside what they become; rules are stored with the office's settings."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from osdesk import folders, texts
from osdesk.domain.messages import FIELDS, Event, MessageTemplate, SendingRule
from osdesk.services import company, drafts, message_templates
from osdesk.services.drafts import Draft
from osdesk.services.office import Office
from osdesk.ui.kit.field import Field
from osdesk.ui.preferences.messages import MessagesPane
from osdesk.ui.preferences.page import GENERAL, MESSAGES, PreferencesPage
from room_desk import NARROWEST, Place, against_the_eye, choose, click, press, type_into


def opened(place: Place) -> tuple[PreferencesPage, MessagesPane]:
    page = PreferencesPage(place.desk)
    place.put(page)
    page.go_to(MESSAGES)
    place.settle()
    place.until(lambda: page.messages.templates.words.stored)
    return page, page.messages


def template(place: Place, event: Event, language: str = "pt_BR") -> MessageTemplate:
    found: MessageTemplate = place.ask(message_templates.get, event, language)
    return found


def previewed(pane: MessagesPane) -> str:
    return pane.templates._preview_body.text()


def wrong_words(field: Field) -> str:
    return field.problem.sentence if field.problem is not None else ""


def test_a_rule_is_stored_with_save(place: Place) -> None:
    page, pane = opened(place)
    choice = pane.rules.fields["when_finished"].control
    choice.setFocus()
    press(choice, Qt.Key.Key_Right)
    assert page.is_dirty()
    page.save()
    place.until(lambda: not page.is_dirty())
    assert place.ask(company.settings).when_finished is SendingRule.ASK


def test_the_preview_follows_what_is_typed_with_the_figures_of_an_example(place: Place) -> None:
    _page, pane = opened(place)
    type_into(pane.templates.body_field.control, "Olá, {cliente}: a {número} custa {total}.")
    figures = message_templates.example_figures(place.ask(company.get), "pt_BR")
    wanted = f"Olá, {figures['client']}: a {figures['number']} custa {figures['total']}."
    place.until(lambda: previewed(pane) == wanted)


def test_words_of_several_events_and_languages_are_stored_together(place: Place) -> None:
    page, pane = opened(place)
    for event, language, text in (
        (Event.OPENED, "pt_BR", "Aberta {número}"),
        (Event.FINISHED, "es", "Lista {número}"),
        (Event.REQUEST, "en", "Here is {number}"),
    ):
        choose(pane.templates.event_choice, event)
        choose(pane.templates.language_choice, language)
        type_into(pane.templates.subject.control, text)
    choose(pane.templates.event_choice, Event.OPENED)
    choose(pane.templates.language_choice, "pt_BR")
    assert pane.templates.subject.control.text() == "Aberta {número}"  # type: ignore[attr-defined]  # an input
    page.save()
    place.until(lambda: not page.is_dirty())
    assert template(place, Event.OPENED).subject == "Aberta {número}"
    assert template(place, Event.FINISHED, "es").subject == "Lista {número}"
    assert template(place, Event.REQUEST, "en").subject == "Here is {number}"
    assert template(place, Event.SCHEDULED).version == 0


def test_a_field_nobody_knows_is_a_problem_where_it_stands_and_is_mended_at_one_press(place: Place) -> None:
    page, pane = opened(place)
    body = pane.templates.body_field
    type_into(body.control, "Olá, {clente}")
    assert wrong_words(body) == ""
    pane.templates.subject.control.setFocus()
    assert "clente" in wrong_words(body)
    page._show_place(GENERAL)
    page.save()
    place.settle()
    assert page.places_choice.read() == MESSAGES
    assert template(place, Event.REQUEST).version == 0
    problem = body.problem
    assert problem is not None
    assert problem.apply is not None
    problem.apply()
    assert wrong_words(body) == ""
    page.save()
    place.until(lambda: not page.is_dirty())
    assert template(place, Event.REQUEST).body == "Olá, {cliente}"


def test_a_wrong_template_that_is_not_shown_comes_to_the_front(place: Place) -> None:
    page, pane = opened(place)
    choose(pane.templates.event_choice, Event.SCHEDULED)
    type_into(pane.templates.subject.control, "")
    choose(pane.templates.event_choice, Event.OPENED)
    page.save()
    assert pane.templates.key() == (Event.SCHEDULED, "pt_BR")
    assert pane.templates.subject.problem is not None


@pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
def test_fields_come_from_a_menu_to_where_the_cursor_was(place: Place) -> None:
    _page, pane = opened(place)
    subject: Any = pane.templates.subject.control
    type_into(subject, "OS ")
    pane.templates.open_fields()
    (menu,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, QMenu) and each.isVisible()]
    assert len(menu.actions()) == len(FIELDS)
    subject.left.emit()
    next(each for each in menu.actions() if "{número}" in each.text()).trigger()
    menu.close()
    assert subject.text() == "OS {número}"


def test_the_programs_own_words_come_back(place: Place) -> None:
    place.ask(
        lambda office: message_templates.save(
            office, replace(message_templates.get(office, Event.REQUEST, "pt_BR"), subject="Minha", body="Minha")
        )
    )
    page, pane = opened(place)
    place.until(lambda: not pane.templates.reset_button.isHidden())
    click(pane.templates.reset_button)
    assert page.is_dirty()
    page.save()
    place.until(lambda: not page.is_dirty())
    own = message_templates.default(Event.REQUEST, "pt_BR")
    assert (template(place, Event.REQUEST).subject, template(place, Event.REQUEST).body) == (own.subject, own.body)
    place.until(pane.templates.reset_button.isHidden)


def write(office: Office, event: Event, subject: str) -> None:
    message_templates.save(office, replace(message_templates.get(office, event, "pt_BR"), subject=subject))


def test_what_somebody_else_wrote_shows_unless_something_is_typed_over_it(place: Place) -> None:
    _page, pane = opened(place)
    subject: Any = pane.templates.subject.control
    place.ask(write, Event.REQUEST, "De outra mesa")
    place.until(lambda: subject.text() == "De outra mesa")
    type_into(subject, "Meu")
    place.ask(write, Event.REQUEST, "De novo")
    place.settle()
    assert subject.text() == "Meu"


def test_a_stale_save_is_refused_and_keeps_both_words(place: Place) -> None:
    page, pane = opened(place)
    subject: Any = pane.templates.subject.control
    type_into(subject, "Meu")
    type_into(pane.templates.body_field.control, "Meu texto")
    choose(pane.templates.event_choice, Event.OPENED)
    type_into(subject, "Só meu")
    place.ask(write, Event.REQUEST, "De outra mesa")
    place.settle()
    went_on: list[str] = []
    page.save(lambda: went_on.append("closed"))
    place.settle()
    question = place.prompts.last
    assert template(place, Event.REQUEST).subject == "De outra mesa"
    assert template(place, Event.OPENED).subject == "Só meu"
    assert pane.templates.key() == (Event.REQUEST, "pt_BR")
    assert subject.text() == "Meu"
    assert "Assunto" in question.sentence
    assert "Texto" not in question.sentence
    assert page.is_dirty()
    assert went_on == []
    question.answer(question.labels[-1])
    place.until(lambda: went_on == ["closed"])
    stored = template(place, Event.REQUEST)
    assert (stored.subject, stored.body) == ("Meu", "Meu texto")
    assert not page.is_dirty()


def test_what_is_stored_may_be_kept_instead_of_what_was_typed(place: Place) -> None:
    page, pane = opened(place)
    subject: Any = pane.templates.subject.control
    type_into(subject, "Meu")
    place.ask(write, Event.REQUEST, "De outra mesa")
    page.save()
    place.settle()
    question = place.prompts.last
    question.answer(question.labels[0])
    place.settle()
    assert subject.text() == "De outra mesa"
    assert not page.is_dirty()
    assert template(place, Event.REQUEST).subject == "De outra mesa"


def test_going_on_editing_keeps_mine_over_theirs_until_the_next_save(place: Place) -> None:
    page, pane = opened(place)
    subject: Any = pane.templates.subject.control
    type_into(subject, "Meu")
    place.ask(write, Event.REQUEST, "De outra mesa")
    page.save()
    place.settle()
    question = place.prompts.last
    question.answer(question.labels[1])
    assert subject.text() == "Meu"
    assert page.is_dirty()
    page.save()
    place.until(lambda: not page.is_dirty())
    assert len(place.prompts.asked) == 1
    assert template(place, Event.REQUEST).subject == "Meu"


def test_what_two_people_wrote_in_different_fields_is_put_together_unasked(place: Place) -> None:
    page, pane = opened(place)
    type_into(pane.templates.body_field.control, "Meu texto")
    place.ask(write, Event.REQUEST, "De outra mesa")
    page.save()
    place.until(lambda: not page.is_dirty())
    stored = template(place, Event.REQUEST)
    assert (stored.subject, stored.body) == ("De outra mesa", "Meu texto")
    assert place.prompts.asked == []


def left_behind(place: Place) -> list[str]:
    found: tuple[Draft, ...] = place.ask(lambda office: drafts.all(folders.drafts_folder(office.folder)))
    return [draft.value.subject for draft in found]


def test_a_crash_loses_no_words_and_saving_leaves_no_draft(place: Place) -> None:
    before, pane = opened(place)
    type_into(pane.templates.subject.control, "Meio escrito")
    choose(pane.templates.event_choice, Event.FINISHED)
    type_into(pane.templates.subject.control, "Quase pronta")
    pane.drafts.keep()
    place.settle()
    assert sorted(left_behind(place)) == ["Meio escrito", "Quase pronta"]
    assert "14:32" in before.draft_line()
    before.hide()
    page = PreferencesPage(place.desk)
    place.put(page)
    place.until(page.is_dirty)
    assert page.places_choice.read() == MESSAGES
    unsaved = page.messages.templates.words.unsaved()
    assert {each.event: each.subject for each in unsaved} == {
        Event.REQUEST: "Meio escrito",
        Event.FINISHED: "Quase pronta",
    }
    page.save()
    place.until(lambda: not page.is_dirty())
    place.settle()
    assert template(place, Event.REQUEST).subject == "Meio escrito"
    assert left_behind(place) == []


def test_words_of_before_a_crash_are_not_laid_over_what_was_stored_since(place: Place) -> None:
    before, pane = opened(place)
    type_into(pane.templates.subject.control, "De antes")
    pane.drafts.keep()
    place.settle()
    before.hide()
    place.ask(write, Event.REQUEST, "De depois")
    page = PreferencesPage(place.desk)
    place.put(page)
    place.until(page.is_dirty)
    page.save()
    place.settle()
    assert place.prompts.asked
    assert template(place, Event.REQUEST).subject == "De depois"


def test_giving_up_leaves_no_draft(place: Place) -> None:
    page, pane = opened(place)
    type_into(pane.templates.subject.control, "Não")
    pane.drafts.keep()
    place.settle()
    page.discard(lambda: None)
    place.settle()
    assert left_behind(place) == []


def test_discarding_shows_what_is_stored(place: Place) -> None:
    page, pane = opened(place)
    subject: Any = pane.templates.subject.control
    before = subject.text()
    type_into(subject, "Outra coisa")
    assert page.is_dirty()
    page.discard(lambda: None)
    place.settle()
    assert not page.is_dirty()
    assert subject.text() == before


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_the_pane_fits_the_smallest_window_in_every_language(place: Place, language: str) -> None:
    texts.use(language)
    page, _pane = opened(place)
    assert page.minimumSizeHint().width() <= NARROWEST


def test_tab_follows_the_eye_through_the_pane(place: Place) -> None:
    page, _pane = opened(place)
    assert against_the_eye(page) == []
