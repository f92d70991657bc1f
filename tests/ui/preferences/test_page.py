"""The settings' room: this computer's apply at once, the office's when saved; samples come and go."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from osdesk import texts
from osdesk.domain.company import SheetForm
from osdesk.domain.questions import OrderQuestion
from osdesk.services import company, demo, lists
from osdesk.ui.kit.choices import Choice
from osdesk.ui.kit.field import Field
from osdesk.ui.kit.labels import Label
from osdesk.ui.preferences.page import MESSAGES, PreferencesPage
from room_desk import NARROWEST, Place, against_the_eye, choose, click, press


def _page(place: Place) -> PreferencesPage:
    page = PreferencesPage(place.desk)
    place.put(page)
    place.settle()
    return page


def _words(field: Field) -> str:
    """All that stands in a field, label and hint."""
    return " ".join(label.text() for label in field.findChildren(Label) if not label.isHidden())


def test_the_look_changes_at_once_and_is_remembered(place: Place) -> None:
    page = _page(place)
    choice = page.workstation.look_choice
    choice.setFocus()
    press(choice, Qt.Key.Key_Right)
    assert place.desk.theme.dark
    assert place.desk.settings.appearance == "dark"
    assert not page.is_dirty()


def test_the_size_of_the_text_changes_at_once_and_is_remembered(place: Place) -> None:
    page = _page(place)
    choice = page.workstation.size_choice
    choice.setFocus()
    press(choice, Qt.Key.Key_Right)
    assert place.desk.theme.text_size == 110
    assert place.desk.settings.text_size == 110


def test_what_the_menu_sets_shows_here(place: Place) -> None:
    page = _page(place)
    place.desk.theme.set_text_size(125)
    assert page.workstation.size_choice.read() == 125


def test_another_language_is_kept_for_the_next_start_and_says_so(place: Place) -> None:
    page = _page(place)
    choose(page.workstation.language_choice, "es")
    assert place.desk.settings.language == "es"
    assert "aberto de novo" in _words(page.workstation.language)
    choose(page.workstation.language_choice, "pt_BR")
    assert "aberto de novo" not in _words(page.workstation.language)


def test_the_printers_there_are_now_are_offered_and_one_switched_off_stays_chosen(place: Place) -> None:
    place.desk.settings.printer = "Balcão"
    page = _page(place)
    assert page.workstation.printer_choice.read() == "Balcão"
    choose(page.workstation.printer_choice, "Escritório")
    assert place.desk.settings.printer == "Escritório"
    place.printed.printers = ["Balcão"]
    page.shown(False)
    assert page.workstation.printer_choice.read() == "Escritório"
    assert "Escritório" in page.workstation.printer_choice.currentText()


def test_what_the_office_shares_is_stored_with_save(place: Place) -> None:
    page = _page(place)
    choose(page.office.zone.control, "America/Manaus")
    choose(page.office.form.control, SheetForm.FULL)
    click(page.office.holes)
    click(page.office.prices)
    assert page.is_dirty()
    assert place.ask(company.settings).time_zone == "America/Sao_Paulo"
    page.save()
    place.settle()
    stored = place.ask(company.settings)
    assert (stored.time_zone, stored.sheet_form) == ("America/Manaus", SheetForm.FULL)
    assert (stored.filing_holes, stored.show_prices) == (True, False)
    assert str(place.office.zone) == "America/Manaus"
    assert not page.is_dirty()


def test_a_zone_of_another_country_can_be_chosen(place: Place) -> None:
    page = _page(place)
    choose(page.office.zone.control, "America/Montevideo")
    page.save()
    place.settle()
    assert place.ask(company.settings).time_zone == "America/Montevideo"


def test_the_addresses_of_the_look_ups_are_folded_until_asked_for_or_wrong(place: Place) -> None:
    page = _page(place)
    assert not page.office.is_unfolded()
    click(page.office.fold)
    assert page.office.is_unfolded()
    click(page.office.fold)
    assert not page.office.is_unfolded()
    page.binding.set("postal_lookup_url", "viacep")
    page.save()
    assert page.office.is_unfolded()
    assert page.office.postal.problem is not None
    assert place.ask(company.settings).postal_lookup_url == "https://viacep.com.br"
    click(page.office.usual)
    page.save()
    place.settle()
    assert place.ask(company.settings).postal_lookup_url == "https://viacep.com.br"
    assert not page.is_dirty()


def test_what_the_company_room_saves_meanwhile_is_put_together_with_mine(place: Place) -> None:
    page = _page(place)
    click(page.office.holes)
    settings = place.ask(company.settings)
    place.ask(company.save_settings, replace(settings, observations="Do outro quarto"))
    place.settle()
    page.save()
    place.settle()
    stored = place.ask(company.settings)
    assert stored.filing_holes
    assert stored.observations == "Do outro quarto"


def test_panes_are_made_when_first_shown_and_what_was_typed_before_stays(place: Place) -> None:
    page = _page(place)
    click(page.office.holes)
    assert page._mail is None
    assert page._messages is None
    page.go_to(MESSAGES)
    place.settle()
    assert page._mail is None
    assert page.office.holes.isChecked()
    rule = page.messages.rules.fields["when_opened"].control
    assert rule.read() == place.ask(company.settings).when_opened  # type: ignore[attr-defined]  # an input
    page.save()
    place.until(lambda: not page.is_dirty())
    assert place.ask(company.settings).filing_holes
    assert page._mail is None


def test_every_zone_is_offered_and_the_offices_stays_chosen(place: Place) -> None:
    zone = _page(place).office.zone.control
    assert isinstance(zone, Choice)
    assert zone.count() > 100
    assert zone.read() == "America/Sao_Paulo"
    assert zone.currentText().startswith("Brasília")


def test_what_a_crash_left_behind_is_still_in_the_form(place: Place) -> None:
    before = _page(place)
    click(before.office.holes)
    before.settings_editing.keep_draft()
    place.settle()
    before.hide()
    page = _page(place)
    place.until(page.is_dirty)
    assert page.office.holes.isChecked()


def test_sample_data_come_and_go_without_a_trace(place: Place) -> None:
    place.ask(demo.seed_templates)
    page = _page(place)
    click(page.samples.button)
    place.settle()
    assert place.ask(demo.has_samples)
    assert place.ask(lists.orders_tally, OrderQuestion()).rows > 0
    assert page.samples.button.isEnabled()
    click(page.samples.button)
    question = place.prompts.last
    question.answer(question.labels[-1])
    place.settle()
    assert not place.ask(demo.has_samples)
    assert place.ask(lists.orders_tally, OrderQuestion()).rows == 0


def test_sample_data_are_not_removed_unless_that_is_confirmed(place: Place) -> None:
    place.ask(demo.seed_templates)
    place.ask(demo.add_samples)
    page = _page(place)
    click(page.samples.button)
    place.prompts.last.answer(place.prompts.last.labels[0])
    place.settle()
    assert place.ask(demo.has_samples)


def test_the_folder_of_the_office_is_shown_opened_and_copied(place: Place) -> None:
    page = _page(place)
    click(page.places.open_button)
    assert place.prompts.opened == [str(place.office.folder)]
    click(page.places.copy_button)
    assert QGuiApplication.clipboard().text() == str(place.office.folder)


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_the_room_fits_the_smallest_window_in_every_language(place: Place, language: str) -> None:
    texts.use(language)
    page = _page(place)
    assert page.minimumSizeHint().width() <= NARROWEST


def test_tab_follows_the_eye_through_the_whole_page(place: Place) -> None:
    page = _page(place)
    click(page.office.fold)
    place.settle()
    assert against_the_eye(page) == []


def test_how_photos_are_taken_in_and_printed_is_the_offices_choice(place: Place) -> None:
    page = _page(place)
    page.photos.a_page.control.setFocus()
    press(page.photos.a_page.control, Qt.Key.Key_Right)
    press(page.photos.a_page.control, Qt.Key.Key_Right)
    choose(page.photos.edge.control, 2_400)
    click(page.photos.originals)
    click(page.photos.place)
    assert page.is_dirty()
    page.save()
    place.settle()
    settings = place.ask(company.settings)
    assert (settings.photos_a_page, settings.photo_edge) == (4, 2_400)
    assert settings.keep_originals
    assert settings.keep_location
