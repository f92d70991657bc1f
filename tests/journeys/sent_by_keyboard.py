"""An order leaves the office by keyboard alone: the mail account, an order with a photo, its document on the way to the
client, and what the outbox and the order tell of it afterwards.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog

import builders
from journeys.person import Lost, Person, journey
from mail_server import USER
from offices import saved_client
from osdesk.domain.messages import MessageState, Security
from osdesk.domain.outbox import OutboxView
from osdesk.services import company, demo
from osdesk.services.office import open_office
from osdesk.texts import _
from osdesk.ui.kit.choices import Choice, SegmentedChoice
from osdesk.ui.orders.editor import OrderEditor
from osdesk.ui.orders.suggestions import SuggestionList
from osdesk.ui.outbox.page import OutboxPage
from osdesk.ui.preferences.page import MAIL, PreferencesPage
from osdesk.ui.sending.dialog import SendDialog
from photographs import encoded, notes, quarters

#: What the person types, who has a keyboard without accents. The server knows the same.
PASSWORD = "segredo certo!"


def day(person: Person, home: Path) -> None:
    """From an office without a mail account to the client's letter box."""
    set_up_account(person, int(os.environ["JOURNEY_MAIL_PORT"]))
    editor = new_order(person)
    attach(person, editor, home / "condensadora.jpg")
    person.press("ctrl+s")
    person.until(lambda: editor.order_id is not None and not editor.is_dirty(), "the order is stored")
    send(person)
    look_into_outbox(person)
    look_into_history(person)


def set_up_account(person: Person, port: int) -> None:
    """The office's own server, tried before it is kept."""
    go_to(person, _("Settings"))
    page = person.page
    assert isinstance(page, PreferencesPage)
    back_to(person, _("Part of the settings"))
    person.press("Right")
    assert page.places_choice.read() == MAIL
    mail = page.mail
    person.tab_to(words(_("E-mail &address of the office")))
    person.type(USER)
    person.tab_to(words(_("P&rovider")))
    person.press("End")
    assert isinstance(mail.preset.control, Choice)
    assert mail.preset.control.read() == "own"
    person.tab_to(words(_("Mail server (S&MTP)")))
    person.press("ctrl+a")
    person.type("localhost")
    person.tab_to(words(_("Por&t")))
    person.press("ctrl+a")
    person.type(str(port))
    person.tab_to(words(_("Prote&ction")))
    assert isinstance(mail.security.control, SegmentedChoice)
    while mail.security.control.read() is not Security.TLS:
        person.press("Right" if mail.security.control.read() is Security.STARTTLS else "Left")
    person.tab_to(words(_("&User")))
    person.press("ctrl+a")
    person.type(USER)
    person.tab_to(words(_("&Password")))
    person.type(PASSWORD)
    person.tab_to(_("Test the account"))
    person.press("Return")
    works = _("It works: a message is on its way to {address}.").format(address=USER)
    person.until(lambda: person.reads(works), "the trial went well")
    assert person.focus() is mail.trial.button
    person.picture("account")
    person.press("ctrl+s")
    person.until(lambda: not page.is_dirty(), "the account is stored")
    person.until(lambda: mail.password.typed() is None, "the password is kept")


def new_order(person: Person) -> OrderEditor:
    """For a client who has an e-mail address."""
    person.press("ctrl+n")
    person.until(lambda: isinstance(person.page, OrderEditor) and person.page.form.isEnabled(), "the editor opens")
    editor = person.page
    assert isinstance(editor, OrderEditor)
    person.type("Clin")
    lists = editor.window().findChildren(SuggestionList)
    person.until(lambda: any(found.isVisible() for found in lists), "the client is offered")
    person.press("Return")
    person.until(lambda: editor.rail_label()[1] == "Clínica Aurora", "the client is chosen")
    person.tab_to(words(_("Reason")))
    person.type("Split nao gela")
    return editor


def attach(person: Person, editor: OrderEditor, path: Path) -> None:
    """A photo, through the file dialog."""
    path.write_bytes(encoded(quarters(1200, 900), exif=notes()))
    place = editor.form.parts.index(editor.form.photos)
    while editor.form.current < place:
        person.press("ctrl+Next")
    part = editor.form.photos.part
    person.until(part.tile.hasFocus, "the keyboard is where photos are put")
    person.press("Return")
    choose(person, path)
    person.until(lambda: part.photos.rowCount() == 1 and not part.arriving.busy, "the photo is there")


def send(person: Person) -> None:
    """To whom and in which words the program suggests it."""
    person.press("ctrl+shift+m")
    person.until(lambda: isinstance(QApplication.activeModalWidget(), SendDialog), "the dialog of sending")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SendDialog)
    person.until(lambda: person.reads("KB"), "the document is measured")
    assert dialog.mail.addresses() == ("marina@clinicaaurora.example",)
    person.picture("send")
    person.press("ctrl+Return")
    person.until(lambda: QApplication.activeModalWidget() is None, "it is under way")


def look_into_outbox(person: Person) -> None:
    """It has gone, and is found among what went."""
    go_to(person, _("Outbox"))
    page = person.page
    assert isinstance(page, OutboxPage)
    person.until(lambda: page._tally is not None and not page._tally.counts.open, "nothing waits")
    # The chips are one stop, the one that applies; arrows move among them.
    back_to(person, page.pane.chips.chip(OutboxView.OPEN).accessibleName())
    person.press("Right", "Right", "space")
    person.until(page.pane.chips.chip(OutboxView.SENT).isChecked, "what went is wanted")
    person.until(lambda: page.pane.model.rowCount() == 1, "what went is listed")
    person.until(lambda: page.details.message_id is not None, "and told beside the list")
    row = page.current()
    assert row is not None
    assert row.state is MessageState.SENT
    person.picture("outbox")
    person.until(page.table.hasFocus, "the list has the keyboard")
    person.press("Return")
    person.until(lambda: isinstance(person.page, OrderEditor), "its order opens")


def look_into_history(person: Person) -> None:
    """The order's own page says so too."""
    editor = person.page
    assert isinstance(editor, OrderEditor)
    history = editor.form.history
    person.until(lambda: len(history.issued.rows) == 1, "the issued document")
    person.until(
        lambda: any("marina@clinicaaurora.example" in row.head.accessibleName() for row in history._rows),
        "the history says to whom it went",
    )
    while editor.form.current < editor.form.parts.index(history):
        person.press("ctrl+Next")
    person.picture("history")


def go_to(person: Person, name: str) -> None:
    """To a room by the palette: as far as the letters have no accents, which a test keyboard may lack."""
    person.press("ctrl+k")
    plain = next((place for place, letter in enumerate(name) if not letter.isascii()), len(name))
    person.type(name[:plain])
    person.press("Return")
    person.until(lambda: person.page is not None and person.page.title() == name, f"the room {name!r}")
    person.rest()


def back_to(person: Person, name: str, *, most: int = 60) -> None:
    """Press Shift+Tab until what has the keyboard bears that accessible name."""
    seen = []
    for _step in range(most):
        here = person.focus()
        if here.accessibleName() == name:
            return
        seen.append(here.accessibleName() or type(here).__name__)
        person.press("shift+Tab")
    raise Lost(f"Shift+Tab never came to {name!r}, only to {seen}")


def choose(person: Person, path: Path) -> None:
    """A file, in the dialog that asks for one."""
    person.until(lambda: isinstance(QApplication.activeWindow(), QFileDialog), "the file dialog")
    person.press("ctrl+a")
    person.type(str(path))
    person.press("Return")
    person.until(lambda: not isinstance(QApplication.activeModalWidget(), QFileDialog), "the file is chosen")


def words(label: str) -> str:
    """A label without the mark of its letter."""
    return label.replace("&", "")


def furnish(folder: Path) -> None:
    """An office that has worked for a while, and has no mail account yet."""
    with open_office(folder) as office:
        demo.seed_templates(office)
        company.save(office, builders.a_company(logo=""))
        saved_client(office)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    furnish(folder / "office")
    sys.exit(journey(lambda person: day(person, folder), folder))
