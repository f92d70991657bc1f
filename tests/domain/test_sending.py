"""When a message goes: events of a save, rules, pauses, limits; providers, and the way to WhatsApp."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_client, an_order
from osdesk.domain import mail_presets, sending, whatsapp
from osdesk.domain.company import OfficeSettings
from osdesk.domain.contacts import Contact, ContactKind
from osdesk.domain.mail_presets import PRESETS, PasswordKind
from osdesk.domain.messages import (
    FIELDS,
    Event,
    MailAccount,
    Security,
    SendingRule,
    account_problems,
    fill,
    read_recipients,
)
from osdesk.domain.orders import Order
from osdesk.domain.problems import Unreadable
from osdesk.domain.sending import Sent
from osdesk.domain.statuses import StatusKind
from osdesk.domain.visits import Visit

KINDS: sending.Kinds = {1: StatusKind.OPEN, 2: StatusKind.DONE, 3: StatusKind.CANCELLED, 4: StatusKind.RUNNING}
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
EARLIER = Visit(day=date(2026, 11, 27), planned_start=time(9))
PLANNED = Visit(day=date(2026, 11, 27), planned_start=time(14))


def order(**changes: object) -> Order:
    return Order(**{"status_id": 1, **changes})  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (None, order(), (Event.OPENED,)),
        (None, order(visits=(PLANNED,)), (Event.OPENED, Event.SCHEDULED)),
        (None, order(status_id=2), (Event.OPENED, Event.FINISHED)),
        (None, order(sample=True), ()),
        (None, order(status_id=3), ()),
        (order(), order(reason="x"), ()),
        (order(), order(visits=(PLANNED,)), (Event.SCHEDULED,)),
        (order(visits=(PLANNED,)), order(visits=(replace(PLANNED, planned_end=time(16)),)), ()),
        (order(visits=(PLANNED,)), order(visits=(replace(PLANNED, day=date(2026, 11, 30)),)), (Event.SCHEDULED,)),
        (
            order(visits=(PLANNED,)),
            order(visits=(PLANNED, replace(PLANNED, planned_start=time(9)))),
            (Event.SCHEDULED,),
        ),
        (order(visits=(PLANNED,)), order(visits=(replace(PLANNED, check_in=NOON),)), ()),
        (order(), order(visits=(replace(PLANNED, check_in=NOON),)), ()),
        (order(), order(status_id=2), (Event.FINISHED,)),
        (order(), order(status_id=2, visits=(PLANNED,)), (Event.FINISHED,)),
        (order(status_id=2), order(status_id=2, reason="x"), ()),
        (order(status_id=4), order(status_id=3), ()),
        (order(), order(status_id=2, deleted_at=NOON), ()),
    ],
)
def test_a_save_brings_about_what_a_client_wants_to_know(
    before: Order | None, after: Order, told: tuple[Event, ...]
) -> None:
    assert sending.events(before, after, KINDS) == told


def test_of_one_save_only_the_most_telling_event_with_a_rule_is_told() -> None:
    happened = (Event.OPENED, Event.SCHEDULED)
    settings = OfficeSettings(when_opened=SendingRule.SEND)
    assert sending.to_tell(happened, settings) == (Event.OPENED, SendingRule.SEND)
    settings = replace(settings, when_scheduled=SendingRule.ASK)
    assert sending.to_tell(happened, settings) == (Event.SCHEDULED, SendingRule.ASK)
    assert sending.to_tell(happened, OfficeSettings()) is None
    assert sending.to_tell((), settings) is None


def test_what_was_put_back_is_not_told() -> None:
    assert sending.still_holds(Event.FINISHED, order(status_id=2), KINDS)
    assert not sending.still_holds(Event.FINISHED, order(), KINDS)
    assert not sending.still_holds(Event.SCHEDULED, order(), KINDS)
    assert sending.still_holds(Event.SCHEDULED, order(visits=(PLANNED,)), KINDS)
    assert not sending.still_holds(Event.OPENED, order(status_id=3), KINDS)
    assert not any(sending.still_holds(event, order(status_id=2, deleted_at=NOON), KINDS) for event in Event)


def test_it_goes_to_the_contact_of_the_day_and_then_to_the_client() -> None:
    client = a_client(
        contacts=(
            Contact(kind=ContactKind.EMAIL, value="MARINA@aurora.example"),
            Contact(kind=ContactKind.EMAIL, value="financeiro@aurora.example"),
            Contact(kind=ContactKind.PHONE, value="+5551995550187"),
        )
    )
    own = an_order(contact_email="marina@aurora.example")
    assert sending.addresses_of(own, client) == ("marina@aurora.example", "financeiro@aurora.example")
    assert sending.addresses_of(an_order(contact_email=""), client)[0] == "MARINA@aurora.example"
    assert sending.addresses_of(an_order(contact_email=""), None) == ()


@given(st.integers(1, 40), st.integers())
def test_pauses_grow_with_the_tries_and_have_an_end(tries: int, seed: int) -> None:
    now, later = (sending.pause(count, random.Random(seed)) for count in (tries, tries + 3))
    assert timedelta(seconds=45) < now < timedelta(hours=8)
    assert tries >= 9 or later > now
    assert sending.pause(tries, random.Random(seed), sending.LONGEST_REST) <= sending.LONGEST_REST * 1.2


@given(
    st.integers(0, 50),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=30),
    st.integers(1, 20),
)
def test_a_provider_never_gets_more_in_a_day_than_it_takes(
    limit: int, hours: list[tuple[int, int]], recipients: int
) -> None:
    sent = [Sent(at=NOON - timedelta(hours=ago), recipients=count) for ago, count in hours]
    free = sending.free_at(limit, sent, recipients, NOON)
    if limit == 0:
        assert free is None
        return
    when = free or NOON
    assert when >= NOON
    within = sum(each.recipients for each in sent if each.at > when - sending.DAY)
    assert within + recipients <= limit or within == 0
    if free is not None:
        just_before = free - timedelta(microseconds=1)
        assert sum(each.recipients for each in sent if each.at > just_before - sending.DAY) + recipients > limit


def test_message_ids_are_each_their_own_and_at_the_senders_domain() -> None:
    made = {sending.new_message_id("os@aurora.example") for _ in range(100)}
    assert len(made) == 100
    assert all(each.endswith("@aurora.example>") for each in made)
    assert sending.new_message_id("").endswith("@osdesk.invalid>")
    assert sending.new_message_id("a@são.example").isascii()


def test_every_preset_makes_an_account_that_can_be_stored() -> None:
    typed = MailAccount(sender="oficina@aurora.example", host="smtp.own.example")
    for preset in PRESETS:
        account = mail_presets.with_preset(typed, preset)
        assert account_problems(account) == ()
        assert account.preset == preset.key
        assert account.security is not Security.NONE
        assert (account.port == 465) is (account.security is Security.TLS)
    assert mail_presets.with_preset(typed, PRESETS[-1]).host == "smtp.own.example"
    assert len({preset.key for preset in PRESETS}) == len(PRESETS)
    assert mail_presets.preset("gmail") is PRESETS[0]
    assert mail_presets.preset("nothing") is None


def test_a_known_address_tells_its_provider() -> None:
    known = {
        "ana@gmail.com": "gmail",
        "ana@Hotmail.com": "outlook",
        "ana@yahoo.com.br": "yahoo",
        "ana@uol.com.br": "uol",
    }
    for address, key in known.items():
        found = mail_presets.for_address(address)
        assert found is not None
        assert found.key == key
    assert mail_presets.for_address("ana@oficina.example") is None
    outlook = mail_presets.preset("outlook")
    assert outlook is not None
    assert outlook.password is PasswordKind.REFUSED


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_whatsapp_opens_with_the_very_words(text: str) -> None:
    link = urlsplit(whatsapp.whatsapp_link("+5592991234567", text))
    assert (link.scheme, link.netloc, link.path) == ("https", "wa.me", "/5592991234567")
    assert unquote(link.query.removeprefix("text=")) == text


@pytest.mark.parametrize(
    ("number", "code", "remedy"),
    [
        ("", "phone.blank", None),
        ("08001234567", "phone.no_whatsapp", None),
        ("5199841220", "phone.ninth_digit", "+5551999841220"),
        ("2099841-2207", "phone.area_code", None),
        ("abc", "phone.unknown", None),
    ],
)
def test_what_is_wrong_with_a_number_is_said(number: str, code: str, remedy: str | None) -> None:
    problem = whatsapp.number_problem(number)
    assert problem is not None
    assert (problem.code, problem.remedy) == (code, remedy)
    with pytest.raises(Unreadable):
        whatsapp.whatsapp_link(number, "oi")


def test_a_good_number_has_no_problem() -> None:
    assert whatsapp.number_problem("+5592991234567") is None
    assert whatsapp.number_problem("(51) 3555-0142") is None


@given(st.text(max_size=60))
def test_what_stands_in_a_figure_is_never_a_field(text: str) -> None:
    assert fill("{cliente}{client}", {"client": text}) == text * 2


def test_a_full_stop_is_not_said_twice() -> None:
    figures = {"client": "Aurora Climatização Ltda."}
    assert fill("Olá, {cliente}.", figures) == "Olá, Aurora Climatização Ltda."
    assert fill("{cliente}\n{cliente}, {cliente}!", figures).count("Ltda.") == 3


def test_the_fields_have_a_name_in_each_language() -> None:
    assert all(set(names) == {"pt_BR", "es", "en"} for names in FIELDS.values())


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ('"Prado, Sônia" <sonia@a.example>; José <jose@b.example>', ("sonia@a.example", "jose@b.example")),
        ("Prado, Sônia <sonia@a.example>; Silva, Zé < ze@b.example >", ("sonia@a.example", "ze@b.example")),
        ("sonia@a.example <sonia@a.example>, ze@b.example", ("sonia@a.example", "ze@b.example")),
        ("a@a.example, b@b.example\nc@c.example;", ("a@a.example", "b@b.example", "c@c.example")),
        # What is wrong stays, to be told: nobody is left out in silence.
        ("sonia@; Sônia <>; Zé <ze@>", ("sonia@", "Sônia <>", "ze@")),
    ],
)
def test_receivers_are_read_as_mail_programs_copy_them(typed: str, read: tuple[str, ...]) -> None:
    assert read_recipients(typed) == read
