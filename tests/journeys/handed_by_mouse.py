"""Both sides sign on the screen and the document goes by WhatsApp, all by mouse: the conversation opens in the browser,
the document lies in the clipboard as a file.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget

import builders
from journeys.person import Person, journey
from journeys.photos import drag
from offices import saved_client, saved_order
from osdesk.domain.messages import Channel
from osdesk.domain.signatures import SignerRole
from osdesk.services import company, demo, issuing
from osdesk.services.office import open_office
from osdesk.texts import _
from osdesk.ui.orders.editor import OrderEditor
from osdesk.ui.orders.page import OrdersPage
from osdesk.ui.orders.signing import SigningDialog
from osdesk.ui.sending.dialog import SendDialog

#: A signature's strokes, as shares of the field.
STROKES = (((0.2, 0.6), (0.3, 0.25), (0.4, 0.65)), ((0.5, 0.5), (0.6, 0.3), (0.75, 0.55)))


def day(person: Person, home: Path) -> None:
    """From the list to the conversation."""
    editor = open_order(person)
    sign(person, editor, SignerRole.CLIENT)
    sign(person, editor, SignerRole.TECHNICIAN)
    person.picture("signed")
    person.click_button(_("Save"))
    person.until(lambda: not editor.is_dirty(), "the signatures are stored")
    person.until(lambda: len(editor.form.history.issued.rows) == 1, "what was signed is frozen")
    link, file = hand_over(person, home)
    (home / "link.txt").write_text(link)
    (home / "pasted.txt").write_text(file)
    person.until(
        lambda: any("(51) 99555-0187" in row.head.accessibleName() for row in editor.form.history._rows),
        "the history says how it went, and to whom",
    )
    person.picture("handed")


def open_order(person: Person) -> OrderEditor:
    page = person.page
    assert isinstance(page, OrdersPage)
    person.until(lambda: page.list.pane.model.rowCount() == 1, "the order is in the list")
    row = QPoint(300, page.table.rowViewportPosition(0) + 12)
    person.click(page.table.viewport(), row, times=2)
    person.until(lambda: isinstance(person.page, OrderEditor) and person.page.form.isEnabled(), "the editor opens")
    editor = person.page
    assert isinstance(editor, OrderEditor)
    return editor


def sign(person: Person, editor: OrderEditor, role: SignerRole) -> None:
    """Go to the section by the index, press the side, sign, take it."""
    section = editor.form.signatures
    person.click(editor.index._entries[editor.form.parts.index(section)])
    card = section.cards[role]
    person.until(lambda: not card.visibleRegion().isEmpty(), "the side is in sight")
    person.click(card)
    person.until(lambda: isinstance(QApplication.activeModalWidget(), SigningDialog), "the field to sign in")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SigningDialog)
    pad = dialog.pad
    for count, stroke in enumerate(STROKES, 1):
        drag(person, pad, *(QPoint(round(x * pad.width()), round(y * pad.height())) for x, y in stroke))
        person.until(lambda wanted=count: len(pad.strokes()) == wanted, f"stroke {count}")  # type: ignore[misc]  # bound now
    person.picture(f"signing-{role}")
    person.click_button(_("Use signature"), dialog)
    person.until(lambda: card.signed, "it stands on the line")


def hand_over(person: Person, home: Path) -> tuple[str, str]:
    """The address that was opened, and the file that another program would paste."""
    person.click_button(_("Send"))
    person.until(lambda: isinstance(QApplication.activeModalWidget(), SendDialog), "the dialog of sending")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SendDialog)
    channel = dialog.channel
    before = corner(dialog)
    person.click(channel, QPoint(channel.width() * 3 // 4, channel.height() // 2))
    person.until(lambda: channel.read() is Channel.WHATSAPP, "WhatsApp is chosen")
    # It is lower now, and hasn't jumped.
    assert corner(dialog) == before
    person.picture("whatsapp")
    person.click_button(_("Open WhatsApp"), dialog)
    opened = home / "opened.txt"
    person.until(lambda: opened.exists() and "https://" in opened.read_text(), "the conversation opens")
    (link,) = [line for line in opened.read_text().splitlines() if line.startswith("https://")]
    pasting = subprocess.Popen(
        ["xclip", "-selection", "clipboard", "-t", "text/uri-list", "-o"], stdout=subprocess.PIPE, text=True
    )
    # The program itself hands over what it copied, so it has to live meanwhile.
    person.until(lambda: pasting.poll() is not None, "another program pastes")
    pasted, _nothing = pasting.communicate()
    (uri,) = pasted.split()
    return link, url2pathname(unquote(urlsplit(uri).path))


def corner(window: QWidget) -> list[str]:
    """Where its upper left corner is seen, which Qt may believe to be elsewhere."""
    told = subprocess.run(
        ["xdotool", "getwindowgeometry", "--shell", str(int(window.winId()))],
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    return [line for line in told.stdout.splitlines() if line.startswith(("X=", "Y="))]


def furnish(folder: Path) -> None:
    """An order of a client who has a mobile phone."""
    with open_office(folder) as office:
        demo.seed_templates(office)
        company.save(office, builders.a_company(logo=""))
        saved_order(office, saved_client(office), reason="split nao gela")


def check(folder: Path, home: Path) -> None:
    """What is pasted is what was issued, once, with both signatures."""
    with open_office(folder) as office:
        (revision,) = issuing.revisions(office, 1)
        assert Path((home / "pasted.txt").read_text()).read_bytes() == issuing.pdf(office, revision)


if __name__ == "__main__":
    home = Path(sys.argv[1])
    furnish(home / "office")
    code = journey(lambda person: day(person, home), home)
    if not code:
        check(home / "office", home)
    sys.exit(code)
