"""At the next start the rooms in which something was left unsaved are named, with a way there."""

from __future__ import annotations

from osdesk.domain.changes import Subject
from osdesk.domain.clients import Client
from osdesk.domain.company import OfficeSettings
from osdesk.domain.messages import MailAccount, MessageTemplate
from osdesk.domain.orders import Order
from osdesk.domain.team import Technician
from osdesk.services.drafts import Draft
from osdesk.ui.records.offer import offer_rooms, room_of
from room_desk import NOW, Place


def _draft(subject: Subject, value: object, key: str = "x") -> Draft:
    return Draft(key=key, subject=subject, value=value, kept_at=NOW)


def test_the_rooms_are_named_and_the_first_is_one_press_away(place: Place) -> None:
    drafts = [
        _draft(Subject.CLIENT, Client(name="A")),
        _draft(Subject.CLIENT, Client(name="B")),
        _draft(Subject.TECHNICIAN, Technician(name="C")),
    ]
    offer_rooms(place.desk, place.desk.theme.parent(), drafts)  # type: ignore[arg-type]  # the fake asks no window
    question = place.prompts.last
    assert "Clientes, Equipe" in question.sentence
    question.answer(question.labels[-1])
    assert place.going.opened == [("room", "clients")]


def test_orders_have_an_offer_of_their_own(place: Place) -> None:
    offer_rooms(place.desk, place.desk.theme.parent(), [_draft(Subject.ORDER, Order())])  # type: ignore[arg-type]  # as above
    assert place.prompts.asked == []


def test_of_the_two_rooms_that_edit_the_settings_the_drafts_name_tells_which() -> None:
    assert room_of(_draft(Subject.SETTINGS, OfficeSettings(), "settings-company")) == "company"
    assert room_of(_draft(Subject.SETTINGS, OfficeSettings(), "settings-preferences")) == "preferences"


def test_the_mail_account_and_the_words_of_messages_are_in_the_settings() -> None:
    assert room_of(_draft(Subject.MAIL_ACCOUNT, MailAccount())) == "preferences"
    assert room_of(_draft(Subject.MESSAGE_TEMPLATE, MessageTemplate())) == "preferences"
