"""What the mail providers of small offices want: server, port, protection, and how many recipients they take a day.

Apart from the account, for these are facts of others, read in November 2026: Google's, Yahoo's and Microsoft's help
pages; UOL, Locaweb and KingHost publish no daily limit. Google and Yahoo take no password but an app password. Outlook
and Hotmail take none at all since 16 September 2024; Microsoft 365 refuses passwords from the end of December 2026 on
unless the firm's administrator allows them (Message Center MC786329, as of 27 January 2026).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from osdesk.domain.messages import MailAccount, Security


class PasswordKind(StrEnum):
    """Which password a provider takes from a program: the mailbox's own, one made for the program, or none."""

    MAILBOX = "mailbox"
    APP = "app"
    ALLOWED = "allowed"
    """The mailbox's own, as long as an administrator allows it."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """One provider. `daily_limit` is in recipients a day (0: nobody says); `domains` are of its own addresses;
    `help_url` leads to where the password is made. The user is always the whole address.
    """

    key: str
    name: str = ""
    host: str = ""
    port: int = 587
    security: Security = Security.STARTTLS
    daily_limit: int = 0
    password: PasswordKind = PasswordKind.MAILBOX
    help_url: str = ""
    domains: tuple[str, ...] = ()


OWN = "own"
_GOOGLE_PASSWORDS = "https://myaccount.google.com/apppasswords"

PRESETS: tuple[Preset, ...] = (
    Preset(
        key="gmail",
        name="Gmail",
        host="smtp.gmail.com",
        daily_limit=500,
        password=PasswordKind.APP,
        help_url=_GOOGLE_PASSWORDS,
        domains=("gmail.com", "googlemail.com"),
    ),
    Preset(
        key="workspace",
        name="Google Workspace",
        host="smtp.gmail.com",
        daily_limit=2000,
        password=PasswordKind.APP,
        help_url=_GOOGLE_PASSWORDS,
    ),
    Preset(
        key="microsoft365",
        name="Microsoft 365",
        host="smtp.office365.com",
        daily_limit=10_000,
        password=PasswordKind.ALLOWED,
        help_url="https://admin.cloud.microsoft/",
    ),
    Preset(
        key="outlook",
        name="Outlook.com, Hotmail",
        host="smtp-mail.outlook.com",
        daily_limit=300,
        password=PasswordKind.REFUSED,
        domains=("outlook.com", "outlook.com.br", "hotmail.com", "hotmail.com.br", "live.com", "msn.com"),
    ),
    Preset(
        key="yahoo",
        name="Yahoo",
        host="smtp.mail.yahoo.com",
        port=465,
        security=Security.TLS,
        daily_limit=500,
        password=PasswordKind.APP,
        help_url="https://login.yahoo.com/account/security",
        domains=("yahoo.com", "yahoo.com.br", "ymail.com", "rocketmail.com"),
    ),
    Preset(key="uol", name="UOL", host="smtps.uol.com.br", domains=("uol.com.br",)),
    Preset(key="locaweb", name="Locaweb", host="email-ssl.com.br", port=465, security=Security.TLS),
    Preset(key="kinghost", name="KingHost", host="smtp.kinghost.net", port=465, security=Security.TLS),
    Preset(key=OWN),
)


def preset(key: str) -> Preset | None:
    """The preset of that key."""
    return next((each for each in PRESETS if each.key == key), None)


def for_address(address: str) -> Preset | None:
    """The preset whose provider gives addresses of that domain; None for a domain of one's own."""
    domain = address.rpartition("@")[2].strip().lower()
    return next((each for each in PRESETS if domain in each.domains), None)


def with_preset(account: MailAccount, chosen: Preset) -> MailAccount:
    """The account as that provider wants it; the own server keeps what was typed."""
    if chosen.key == OWN:
        return replace(account, preset=OWN)
    return replace(
        account,
        preset=chosen.key,
        host=chosen.host,
        port=chosen.port,
        security=chosen.security,
        user=account.sender,
        daily_limit=chosen.daily_limit,
    )
