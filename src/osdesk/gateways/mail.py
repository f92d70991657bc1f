"""E-mails as they leave: composed from values, the document byte for byte, and in a header only what belongs there.

Apart from `smtp`, which carries them, for a draft for the person's own mail program is composed alike.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address, AddressHeader
from email.message import EmailMessage
from email.policy import EmailPolicy
from html import escape

from osdesk.domain.messages import Event, MailAccount, Message
from osdesk.domain.text import clean

#: Bytes of UTF-8 in an encoded word, which has 75 characters at most (RFC 2047, 2).
_WORD = 45
_SHORT = 60


class _Policy(EmailPolicy):
    """The library's own, but for subject and sender: where it parts a long line of encoded words, older versions lose
    blanks between them (CPython gh-92081).
    """

    def fold_binary(self, name: str, value: str) -> bytes:
        """A header as bytes, folded."""
        if name == "Subject":
            return f"{name}: {_phrase(str(value))}\r\n".encode()
        if name == "From" and isinstance(value, AddressHeader):
            sender = value.addresses[0]
            if _phrase(sender.display_name) != sender.display_name:
                address = str(Address(username=sender.username, domain=sender.domain))
                return f"{name}: {_phrase(sender.display_name)}\r\n <{address}>\r\n".encode()
        folded: bytes = super().fold_binary(name, value)
        return folded


def _phrase(text: str) -> str:
    """Text as a header carries it: as it is where that is short and plain, else as encoded words (RFC 2047)."""
    if text.isascii() and text.isprintable() and len(text) <= _SHORT and "=?" not in text and "  " not in text:
        return text
    words, word = [], b""
    for character in text:
        more = character.encode()
        if len(word) + len(more) > _WORD:
            words.append(word)
            word = b""
        word += more
    return "\r\n ".join(f"=?utf-8?b?{base64.b64encode(each).decode('ascii')}?=" for each in (*words, word))


#: Lines are folded where mail wants it, and text in UTF-8 is wrapped so that servers of seven bits pass it on.
POLICY = _Policy(linesep="\r\n", cte_type="7bit")
#: For an address with letters beyond ASCII before its @ (RFC 6532), where the server takes such.
POLICY_UTF8 = POLICY.clone(utf8=True)

_PARAGRAPHS = re.compile(r"\n{2,}")
_LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]]")
_STYLE = "font-family:Segoe UI,Helvetica,Arial,sans-serif;font-size:15px;line-height:1.45;color:#1f2933"


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file that goes with a mail: its name for the receiver, its type, its bytes."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Everything that one mail is made of. `sender_name` is what the receiver sees before the address."""

    message: Message
    account: MailAccount
    sender_name: str = ""
    date: datetime | None = None
    enclosures: tuple[Enclosure, ...] = ()


def compose(letter: Letter) -> EmailMessage:
    """The mail as it goes to the server. Blind copies are in no header: they are the envelope's affair."""
    message, account = letter.message, letter.account
    mail = _written(letter)
    mail["Message-ID"] = clean(message.message_id)
    if letter.date is not None:
        mail["Date"] = letter.date
    mail["From"] = _address(account.sender, letter.sender_name)
    if account.reply_to:
        mail["Reply-To"] = _address(account.reply_to)
    if message.event is not Event.REQUEST:
        # RFC 3834: nobody's absence notice needs to answer what a program sent.
        mail["Auto-Submitted"] = "auto-generated"
    return mail


def compose_draft(letter: Letter) -> EmailMessage:
    """The mail as a draft that the person's own program opens to be sent (`X-Unsent`); it adds sender and date.

    Blind copies stand in it: the program that sends it takes them out.
    """
    mail = _written(letter)
    if letter.message.bcc:
        mail["Bcc"] = tuple(map(_address, letter.message.bcc))
    mail["X-Unsent"] = "1"
    return mail


def as_bytes(mail: EmailMessage, *, utf8: bool = False) -> bytes:
    """The mail as it is put on the wire, with CR LF."""
    return mail.as_bytes(policy=POLICY_UTF8 if utf8 else POLICY)


def needs_utf8(mail: EmailMessage) -> bool:
    """Whether an address in its headers can't be written in ASCII."""
    headers = (mail[name] for name in ("From", "Reply-To", "To", "Cc") if mail[name] is not None)
    return any(not address.username.isascii() for header in headers for address in header.addresses)


def signed(body: str, signature: str) -> str:
    """The text with the office's signature below it."""
    return f"{body.rstrip()}\n\n-- \n{signature.strip()}\n" if signature.strip() else f"{body.rstrip()}\n"


def html_of(body: str, signature: str, language: str) -> str:
    """The same text as simple HTML: paragraphs, line ends and links; whatever else is in it stays text."""
    paragraphs = [f'<p style="margin:0 0 1em">{_line_ends(part)}</p>' for part in _PARAGRAPHS.split(body.strip())]
    if signature.strip():
        paragraphs.append(f'<p style="margin:1.5em 0 0;color:#52606d">{_line_ends(signature.strip())}</p>')
    inside = "\n".join(paragraphs)
    tag = language.replace("_", "-")
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(tag)}"><head><meta charset="utf-8"></head>\n'
        f'<body style="{_STYLE}">\n{inside}\n</body></html>\n'
    )


def _written(letter: Letter) -> EmailMessage:
    """What a mail and a draft have in common: receivers, subject, both texts, what goes with them."""
    message = letter.message
    mail = EmailMessage(policy=POLICY)
    mail["Subject"] = clean(message.subject)
    mail["To"] = tuple(map(_address, message.to))
    if message.cc:
        mail["Cc"] = tuple(map(_address, message.cc))
    body, signature = clean(message.body, multiline=True), clean(letter.account.signature, multiline=True)
    mail.set_content(signed(body, signature), cte="quoted-printable")
    mail.add_alternative(html_of(body, signature, message.language), subtype="html", cte="quoted-printable")
    for enclosure in letter.enclosures:
        maintype, _slash, subtype = enclosure.media_type.partition("/")
        mail.add_attachment(
            enclosure.data,
            maintype=maintype or "application",
            subtype=subtype or "octet-stream",
            filename=clean(enclosure.name) or "anexo",
        )
    # At the end: what names the content goes down into the first part with every part that is added.
    mail["Content-Language"] = message.language.replace("_", "-")
    return mail


def _address(address: str, name: str = "") -> Address:
    username, _at, domain = clean(address).rpartition("@")
    return Address(display_name=clean(name), username=username, domain=ascii_domain(domain))


def ascii_domain(domain: str) -> str:
    """A domain as the name servers know it (`são.example` → `xn--so-ela.example`); as it is where it is no domain."""
    if domain.isascii():
        return domain
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return domain


def _line_ends(text: str) -> str:
    """Text as HTML inside a paragraph, its links made links."""
    parts, end = [], 0
    for link in _LINK.finditer(text):
        address = escape(link[0])
        parts += [escape(text[end : link.start()]), f'<a href="{address}">{address}</a>']
        end = link.end()
    parts.append(escape(text[end:]))
    return "".join(parts).replace("\n", "<br>\n")
