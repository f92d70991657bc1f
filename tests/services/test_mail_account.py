"""The mail account: stored, its password known or not, and tried out with sentences for whatever is wrong."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import mail_server
import osdesk
from mail_server import PASSWORD, USER, MailServer, serving
from osdesk import texts
from osdesk.domain.mail_presets import PRESETS
from osdesk.domain.messages import Event, MailAccount, MessageState, SendingRule
from osdesk.domain.problems import Refused
from osdesk.services import mail_account, wording
from osdesk.services.mail_account import MailTrouble, PasswordPlace
from osdesk.services.office import Office
from osdesk.services.wording import mail as mail_words
from postal import connect, read, set_up


@pytest.fixture
def server() -> Iterator[MailServer]:
    with serving() as running:
        yield running


def test_an_account_is_stored_and_its_problems_are_told(office: Office) -> None:
    assert not mail_account.get(office).usable
    with pytest.raises(Refused) as caught:
        mail_account.save(
            office, MailAccount(host="http://smtp", port=0, sender="nobody", reply_to="x", daily_limit=-1)
        )
    assert {problem.code for problem in caught.value.problems} == {
        "mail.host",
        "mail.port",
        "email.form",
        "mail.daily_limit",
    }
    saved = mail_account.save(office, MailAccount(host="smtp.x.example", sender=USER))
    assert mail_account.get(office) == saved


def test_a_try_sends_a_message_to_oneself(office: Office, server: MailServer) -> None:
    assert mail_account.try_out(office, server.account(), PASSWORD, connect=connect()) is None
    (received,) = server.received
    assert received.recipients == (USER,)
    assert read(received)["To"] == USER
    # Trying stores nothing.
    assert not mail_account.get(office).usable
    assert mail_account.knows_password(office, server.account()) is PasswordPlace.NONE


def test_a_try_says_what_is_wrong_in_words(office: Office, server: MailServer) -> None:
    account = server.account()
    with mail_server.refusing_port() as port:
        cases: list[tuple[MailAccount, str, str, tuple[str, ...]]] = [
            (MailAccount(), "", "mail.no_account", ()),
            (replace(account, host="nobody.invalid"), "", "mail.name", ("nobody.invalid",)),
            (replace(account, port=port), "", "mail.closed", (str(port), "587", "465")),
            (account, "wrong", "mail.login", (USER, "localhost")),
        ]
        for tried, password, code, words in cases:
            trouble = mail_account.try_out(office, tried, password, connect=connect())
            assert isinstance(trouble, MailTrouble)
            assert trouble.code == code
            title, sentence = wording.trouble_sentence(trouble)
            assert title
            for word in words:
                assert word in sentence
    server.plan("MAIL", "550 5.7.60 not allowed to send as this sender")
    refused = mail_account.try_out(office, replace(account, sender="other@x.example"), PASSWORD, connect=connect())
    assert refused is not None
    assert "other@x.example" in wording.trouble_sentence(refused)[1]
    assert "not allowed to send" in wording.trouble_sentence(refused)[1]


def test_a_try_without_the_password_says_so(office: Office, server: MailServer) -> None:
    trouble = mail_account.try_out(office, server.account())
    assert trouble is not None
    assert trouble.code == "mail.no_password"


def test_too_large_says_how_much_the_server_takes() -> None:
    _title, sentence = wording.message_trouble("mail.too_large", "SIZE 10485760", MailAccount())
    assert "10 MB" in sentence
    assert "SIZE" not in sentence


def test_app_passwords_are_taken_with_their_spaces(office: Office) -> None:
    account = MailAccount(host="smtp.gmail.com", user="a@gmail.com", sender="a@gmail.com")
    mail_account.set_password(office, account, " abcd efgh ijkl mnop ")
    assert mail_account.password_of(account) == "abcdefghijklmnop"
    mail_account.hold_password(account, "my own pass word")
    assert mail_account.password_of(account) == "my own pass word"
    mail_account.forget_password(office, account)
    assert mail_account.password_of(account) is None
    assert mail_account.password_of(replace(account, user="")) == ""


def test_a_password_isnt_taken_to_another_server(office: Office, server: MailServer) -> None:
    account = set_up(office, server)
    other = mail_account.save(office, replace(account, host="smtp.other.example"))
    assert mail_account.knows_password(office, account) is PasswordPlace.NONE
    assert mail_account.knows_password(office, other) is PasswordPlace.NONE


def _raised() -> set[str]:
    """Every code of mail that the source names."""
    source = Path(osdesk.__file__).parent
    found = set()
    for path in (*(source / "gateways").glob("*.py"), *(source / "services").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("mail."):
                found.add(node.value)
    return {code for code in found if code.removeprefix("mail.").replace("_", "").isalnum()}


def test_every_trouble_of_mail_has_a_sentence_in_every_language() -> None:
    codes = _raised()
    assert {"mail.unsure", "mail.certificate", "mail.gave_up", "mail.paper"} <= codes
    assert codes <= mail_words.TROUBLES.keys()
    assert mail_words.TROUBLES.keys() <= codes
    account = MailAccount(host="smtp.x.example", user=USER, sender=USER)
    for language in texts.LANGUAGES:
        texts.use(language)
        for code in codes:
            for answer in ("", "550 no"):
                title, sentence = wording.message_trouble(code, answer, account, ("a@x.example",))
                assert title
                assert sentence.endswith((".", answer or "."))
                assert "{" not in sentence
                assert "–" not in sentence
            assert wording.mail_remedy(code) in wording.MailRemedy


@pytest.mark.parametrize(
    "says",
    [
        "Hostname mismatch, certificate is not valid for 'smtp.x.example'.",
        "IP address mismatch, certificate is not valid for '127.0.0.1'.",
        "certificate has expired",
        "certificate is not yet valid",
        "self-signed certificate in certificate chain",
        "unable to get local issuer certificate",
    ],
)
def test_why_a_certificate_is_not_believed_is_told_in_the_programs_own_words(says: str) -> None:
    account = MailAccount(host="smtp.x.example", user=USER, sender=USER)
    _title, sentence = wording.message_trouble("mail.certificate", says, account)
    assert "()" not in sentence
    assert says not in sentence
    # What another system says in words of its own is left as it is.
    own = "O certificado não é confiável."
    assert own in wording.message_trouble("mail.certificate", own, account)[1]


def test_states_events_rules_and_providers_have_names() -> None:
    assert len({wording.event_name(event) for event in Event}) == len(Event)
    assert all(wording.message_state_name(state) for state in MessageState)
    assert len({wording.rule_name(rule) for rule in SendingRule}) == len(SendingRule)
    for preset in PRESETS:
        assert wording.preset_name(preset)
        if preset.help_url:
            assert preset.name in wording.preset_help(preset)
