"""The mail account: filled by its provider, tried on a real server, its password kept nowhere but where it belongs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from hands import press
from mail_server import MailServer, refusing_port, serving
from osdesk import folders, texts
from osdesk.domain.mail_presets import PRESETS, Preset
from osdesk.domain.messages import MailAccount, Security
from osdesk.gateways import passwords
from osdesk.services import company, mail_account
from osdesk.services.mail_account import PasswordPlace
from osdesk.services.office import Office
from osdesk.ui.outbox.password import PasswordAsker, PasswordDialog, ask_password
from osdesk.ui.preferences.mail_account import MailPane
from osdesk.ui.preferences.page import MAIL, PreferencesPage
from room_desk import NARROWEST, Place, against_the_eye, choose, click, type_into

SECRET = "segrêdo çerto"


@pytest.fixture
def server() -> Iterator[MailServer]:
    with serving(security=Security.NONE, login=False) as running:
        yield running


@pytest.fixture(autouse=True)
def no_key_ring(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer without a key ring, whatever this one has; what it remembers goes with the test."""
    monkeypatch.setattr(passwords, "_ring", lambda: None)
    monkeypatch.setattr(passwords, "_memory", {})


def opened(place: Place) -> tuple[PreferencesPage, MailPane]:
    page = PreferencesPage(place.desk)
    place.put(page)
    page.go_to(MAIL)
    place.settle()
    return page, page.mail


def stored(place: Place) -> MailAccount:
    found: MailAccount = place.ask(mail_account.get)
    return found


def fill(pane: MailPane, server: MailServer, **changes: object) -> None:
    account = replace(server.account(), **changes)  # type: ignore[arg-type]  # by name
    for name in ("sender", "host", "port", "security", "user"):
        pane.binding.set(name, getattr(account, name))


def leave(pane: MailPane) -> None:
    pane.address.control.left.emit()  # type: ignore[attr-defined]  # an input


def test_an_address_of_a_provider_fills_in_the_server(place: Place) -> None:
    _page, pane = opened(place)
    type_into(pane.address.control, "ventosul@gmail.com")
    leave(pane)
    account, _problems = pane.binding.read()
    assert (account.preset, account.host, account.port) == ("gmail", "smtp.gmail.com", 587)
    assert (account.user, account.daily_limit) == ("ventosul@gmail.com", 500)
    assert pane._help.text()
    click(pane._help_link)
    assert place.prompts.opened == ["https://myaccount.google.com/apppasswords"]


def test_a_crash_loses_nothing_of_the_account_and_the_password_is_never_written_down(
    place: Place, server: MailServer
) -> None:
    before, pane = opened(place)
    fill(pane, server, user="oficina")
    type_into(pane.password.line, SECRET)
    pane.editing.keep_draft()
    place.settle()
    kept = b"".join(path.read_bytes() for path in folders.drafts_folder(place.office.folder).iterdir())
    assert b"oficina" in kept
    assert SECRET.encode() not in kept
    assert json.dumps(SECRET).strip('"').encode() not in kept
    before.hide()
    page = PreferencesPage(place.desk)
    place.put(page)
    place.until(page.is_dirty)
    assert page.places_choice.read() == MAIL
    account, _problems = page.mail.binding.read()
    assert (account.user, account.host, account.port) == ("oficina", server.account().host, server.account().port)
    assert page.mail.password.typed() is None
    page.save()
    place.until(lambda: not page.is_dirty())
    place.settle()
    assert stored(place).user == "oficina"
    assert list(folders.drafts_folder(place.office.folder).iterdir()) == []


@pytest.mark.parametrize("preset", [each for each in PRESETS if each.host], ids=lambda each: each.key)
def test_every_provider_that_is_chosen_fills_in_what_it_wants(place: Place, preset: Preset) -> None:
    _page, pane = opened(place)
    type_into(pane.address.control, "os@ventosul.example")
    choose(pane.preset.control, preset.key)
    account, problems = pane.binding.read()
    assert not problems
    assert (account.host, account.port, account.security) == (preset.host, preset.port, preset.security)
    assert account.user == "os@ventosul.example"


def test_what_was_typed_for_ones_own_server_stays_when_that_is_chosen(place: Place) -> None:
    _page, pane = opened(place)
    type_into(pane.host.control, "smtp.ventosul.example")
    choose(pane.preset.control, "own")
    assert pane.binding.read()[0].host == "smtp.ventosul.example"


def test_the_account_is_stored_with_save_and_its_password_nowhere_in_the_office(place: Place) -> None:
    page, pane = opened(place)
    type_into(pane.address.control, "os@ventosul.example")
    choose(pane.preset.control, "kinghost")
    type_into(pane.signature.control, "Ventosul")
    type_into(pane.password.line, SECRET)
    assert page.is_dirty()
    page.save()
    place.until(lambda: not page.is_dirty())
    account = stored(place)
    assert (account.host, account.signature) == ("smtp.kinghost.net", "Ventosul")
    assert place.ask(mail_account.knows_password) is PasswordPlace.MEMORY
    assert pane.password.line.text() == ""
    assert pane.password.note.text
    files = [path.read_bytes() for path in place.office.folder.rglob("*") if path.is_file()]
    assert not any(SECRET.encode() in data for data in files)


def test_a_password_alone_can_be_saved_and_forgotten(place: Place, server: MailServer) -> None:
    account = replace(server.account(), user="os@ventosul.example")
    place.ask(mail_account.save, account)
    page, pane = opened(place)
    assert pane.password.forget_button.isHidden()
    type_into(pane.password.line, SECRET)
    page.save()
    place.until(lambda: not page.is_dirty())
    assert passwords.get(stored(place).key) == SECRET
    place.until(lambda: not pane.password.forget_button.isHidden())
    click(pane.password.forget_button)
    place.until(pane.password.forget_button.isHidden)
    assert passwords.get(stored(place).key) is None


def test_what_is_wrong_with_the_account_is_shown_where_it_is_whatever_pane_was_open(place: Place) -> None:
    page, pane = opened(place)
    type_into(pane.address.control, "os@")
    page._show_place("general")
    page.save()
    assert page.places_choice.read() == MAIL
    assert pane.address.problem is not None
    assert pane.host.problem is not None
    assert not stored(place).usable


def test_the_test_sends_a_message_to_oneself_without_storing_anything(place: Place, server: MailServer) -> None:
    _page, pane = opened(place)
    fill(pane, server)
    click(pane.trial.button)
    place.until(lambda: server.received)
    place.until(pane.trial.button.isEnabled)
    assert server.received[0].recipients == (server.account().sender,)
    assert pane.trial.progress.text
    assert pane.trial.trouble.isHidden()
    assert not stored(place).usable


@pytest.mark.parametrize(
    ("step", "answer", "words"),
    [("MAIL", "550 5.7.1 not yours", "not yours"), ("content", "552 5.3.4 too large", "")],
)
def test_a_test_that_fails_says_why_in_words(
    place: Place, server: MailServer, step: str, answer: str, words: str
) -> None:
    _page, pane = opened(place)
    fill(pane, server)
    server.plan(step, answer)
    click(pane.trial.button)
    place.until(lambda: not pane.trial.trouble.isHidden())
    shown = pane.trial.trouble._message
    assert shown is not None
    assert words in shown.sentence
    assert "mail." not in shown.sentence


def test_a_port_where_nobody_listens_leads_back_to_the_server(place: Place, server: MailServer) -> None:
    _page, pane = opened(place)
    with refusing_port() as port:
        fill(pane, server, port=port)
        click(pane.trial.button)
        place.until(lambda: not pane.trial.trouble.isHidden())
    shown = pane.trial.trouble._message
    assert shown is not None
    assert str(port) in shown.sentence
    assert shown.apply is not None
    shown.apply()
    assert pane.host.control.hasFocus()


def test_a_refused_sender_leads_to_the_address_and_not_to_the_server(place: Place, server: MailServer) -> None:
    _page, pane = opened(place)
    fill(pane, server)
    server.plan("MAIL", "553 5.7.1 Sender address rejected: not owned by user")
    click(pane.trial.button)
    place.until(lambda: not pane.trial.trouble.isHidden())
    shown = pane.trial.trouble._message
    assert shown is not None
    assert shown.apply is not None
    shown.apply()
    assert pane.address.control.hasFocus()


def test_a_test_without_a_password_asks_for_it(place: Place, server: MailServer) -> None:
    _page, pane = opened(place)
    fill(pane, server, user="os@ventosul.example")
    click(pane.trial.button)
    place.until(lambda: not pane.trial.trouble.isHidden())
    shown = pane.trial.trouble._message
    assert shown is not None
    assert shown.apply is not None
    shown.apply()
    assert pane.password.line.hasFocus()


def test_a_test_that_was_cancelled_tells_nothing_any_more(place: Place, server: MailServer) -> None:
    _page, pane = opened(place)
    fill(pane, server)
    click(pane.trial.button)
    click(pane.trial.cancel_button)
    assert pane.trial.button.isEnabled()
    place.until(lambda: server.received)
    place.settle()
    assert pane.trial.progress.text == ""


def test_the_keyboard_stays_with_the_test_while_it_is_under_way_and_after(place: Place, server: MailServer) -> None:
    _page, pane = opened(place)
    fill(pane, server)
    pane.trial.button.setFocus()
    press(pane.trial.button, Qt.Key.Key_Return)
    assert pane.trial.cancel_button.hasFocus()
    place.until(pane.trial.button.isEnabled)
    assert pane.trial.button.hasFocus()


def test_discarding_forgets_account_and_password_typed(place: Place) -> None:
    page, pane = opened(place)
    type_into(pane.address.control, "os@ventosul.example")
    type_into(pane.password.line, SECRET)
    page.discard(lambda: None)
    place.settle()
    assert not page.is_dirty()
    assert pane.address.control.text() == ""  # type: ignore[attr-defined]  # an input
    assert pane.password.line.text() == ""


def test_an_account_saved_elsewhere_shows_here_and_nothing_typed_is_lost(place: Place, server: MailServer) -> None:
    _page, pane = opened(place)
    place.ask(mail_account.save, server.account())
    place.until(lambda: pane.binding.read()[0].host == "localhost")
    type_into(pane.signature.control, "Meu")
    place.ask(lambda office: mail_account.save(office, replace(mail_account.get(office), daily_limit=9)))
    place.settle()
    assert pane.binding.read()[0].signature == "Meu"


def test_the_password_is_asked_for_once_in_a_run_and_only_when_that_is_pressed(
    place: Place, server: MailServer
) -> None:
    def needing(office: Office) -> None:
        company.get(office)
        mail_account.save(office, replace(server.account(), user="os@ventosul.example"))

    place.ask(needing)
    page = PreferencesPage(place.desk)
    place.put(page)
    place.settle()
    asker = PasswordAsker(place.desk, page, page)
    trouble = mail_account.MailTrouble("mail.no_password")
    found = replace_round(trouble)
    place.desk.mailing.came_back.emit(found)
    place.desk.mailing.came_back.emit(found)
    assert len(place.going.said) == 1
    assert not place.prompts.dialogs
    place.going.take_back()
    place.settle()
    (dialog,) = place.prompts.dialogs
    assert isinstance(dialog, PasswordDialog)
    dialog.keep()
    assert dialog.password.problem is not None
    type_into(dialog._password, SECRET)
    dialog.keep()
    place.until(lambda: not dialog.isVisible())
    assert passwords.get(stored(place).key) == SECRET
    assert asker is not None


def replace_round(trouble: mail_account.MailTrouble) -> object:
    from osdesk.services.postman import Round

    return Round(trouble=trouble)


def test_where_there_is_no_account_the_password_question_leads_to_it(place: Place) -> None:
    page = PreferencesPage(place.desk)
    place.put(page)
    ask_password(place.desk, page)
    place.settle()
    assert place.going.opened == [("room", "preferences/mail")]


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_the_pane_fits_the_smallest_window_in_every_language(place: Place, language: str) -> None:
    texts.use(language)
    page, _pane = opened(place)
    assert page.minimumSizeHint().width() <= NARROWEST


def test_tab_follows_the_eye_through_the_pane(place: Place) -> None:
    page, _pane = opened(place)
    assert against_the_eye(page) == []
