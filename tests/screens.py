"""Pictures of every screen, for judging them beside the design: `python3 dev.py screens DIR`.

A temporary office with the sample data and a clock that stands still; the real window, drawn off-screen. The pictures
are named like the design's own.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QLocale, QPoint, Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QWidget

import photo_scenes
from builders import scribble
from hands import press, type_text
from osdesk import texts
from osdesk.domain.filters import Period
from osdesk.domain.messages import Channel, MailAccount, MessageState
from osdesk.domain.reports import Grouping, ReportName
from osdesk.domain.signatures import SignerRole, read_ink
from osdesk.services import issuing, mail_account, orders
from osdesk.services.office import Office
from osdesk.ui.kit.signature_pad import SignaturePad
from osdesk.ui.orders.editor import OrderEditor
from osdesk.ui.orders.form import OrderForm
from osdesk.ui.reports.page import ReportsPage
from osdesk.ui.scans.listed import FILED
from osdesk.ui.scans.page import ScansPage
from osdesk.ui.screen_prompts import ScreenPrompts
from osdesk.ui.sending.begin import send_order
from osdesk.ui.sending.dialog import SendDialog
from osdesk.ui.settings import Settings
from osdesk.ui.tasks import Tasks
from osdesk.ui.theme import Theme
from surfaces import scans as surfaces
from windows import NOW, OpenWindow, furnished

USUAL = (1366, 768)
WIDE = (1920, 1080)
SMALL = (1024, 620)
#: A picture is taken when nothing is under way for this long.
_QUIET = 350


class Studio(OpenWindow):
    """One window on one temporary office, with the questions a person would see."""

    def __init__(self, app: QApplication, folder: Path, look: str, text_size: int, *, empty: bool = False) -> None:
        settings = Settings(folder / "settings.ini")
        theme = Theme(app, appearance=look, text_size=text_size)
        office = furnished(folder / "office", samples=not empty)
        super().__init__(office, theme, Tasks(), settings, ScreenPrompts(settings))
        self.tasks.failure.connect(_complain)

    def settle(self, quiet: int = _QUIET) -> None:
        """Wait until no lane has anything to do."""
        wait(quiet)
        for _turn in range(200):
            if not self.is_busy():
                break
            wait(60)
        wait(80)

    def order_id(self, client: str) -> int:
        """The newest order of a sample client."""
        rows: list[int] = self.ask(_orders_of, client)
        return rows[0]


Scene = Callable[[Studio], None]


def _list(studio: Studio) -> None:
    page = studio.window.pages.current
    assert page is not None
    for chip in page.findChildren(QWidget):
        if chip.accessibleName().startswith(texts.pgettext("orders", "All")) and hasattr(chip, "click"):
            chip.click()
            break
    for _step in range(3):
        _keyboard(studio, Qt.Key.Key_Down)


def _editor(studio: Studio) -> None:
    studio.window.order(studio.order_id("Padaria Pão de Mel"))


def _editor_at(section: str) -> Scene:
    """The editor, gone on by keyboard to a section of the form."""

    def scene(studio: Studio) -> None:
        _editor(studio)
        studio.settle()
        form = _form(studio)
        for _step in range(form.parts.index(getattr(form, section))):
            _do(studio, "next_section")
            wait(40)

    return scene


def _form(studio: Studio) -> OrderForm:
    page = studio.window.pages.current
    assert isinstance(page, OrderEditor)
    return page.form


def _photos(studio: Studio) -> None:
    studio.ask(photo_scenes.order_with_photos, studio.order_id("Padaria Pão de Mel"))
    _editor_at("photos")(studio)


def _photos_printed(studio: Studio) -> None:
    found = studio.order_id("Padaria Pão de Mel")
    studio.ask(lambda office: photo_scenes.order_with_photos(office, found, count=7, a_page=4))
    _editor_at("photos")(studio)
    studio.settle()
    page = studio.window.pages.current
    assert isinstance(page, OrderEditor)
    page.preview.view.scroll_to(1, 0.0)


def _photo_whole(studio: Studio) -> None:
    _photos(studio)
    studio.settle()
    photo_scenes.seen_whole(_form(studio))


def _signed(studio: Studio) -> None:
    _editor_at("signatures")(studio)
    form = _form(studio)
    signature = replace(scribble(9, SignerRole.TECHNICIAN), name="Rafael Moura", signed_at=NOW)
    form.signatures.load((signature,))
    form.signatures.edited.emit()


def _signing(studio: Studio) -> None:
    _signed(studio)
    studio.settle()
    _form(studio).signatures.cards[SignerRole.CLIENT].click()
    wait(60)
    dialog = QApplication.activeModalWidget()
    pad = dialog.findChild(SignaturePad) if dialog is not None else None
    if pad is not None:
        strokes = read_ink(scribble().ink)
        pad.show_strokes(tuple(tuple((9000 + x * 9, 2500 + y * 9, 0, 0) for x, y, *_r in stroke) for stroke in strokes))


def _sending(channel: Channel, *, account: bool = True) -> Scene:
    """The dialog of sending, by e-mail or WhatsApp."""

    def scene(studio: Studio) -> None:
        _editor(studio)
        studio.settle()
        if account:
            studio.ask(mail_account.save, MailAccount(host="mail.ventosul.example", sender="os@ventosul.example"))
        page = studio.window.pages.current
        assert isinstance(page, OrderEditor)
        send_order(studio.desk, page, page.order_id or 0)
        studio.settle()
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, SendDialog):
            dialog.channel.show_value(channel)
            dialog.channel.edited.emit()

    return scene


def _scans(steps: int) -> Scene:
    """The scans' room: what waits, what is filed, and the order with its paper beside the form."""

    def scene(studio: Studio) -> None:
        path = surfaces.stack(studio.office.folder.parent, studio.ask(surfaces.some_orders))
        studio.window.room("scans")
        page = studio.window.pages.current
        assert isinstance(page, ScansPage)
        page.take([path])
        studio.settle()
        if steps:
            page.chips.chip(FILED).click()
            studio.settle()
        if steps > 1:
            page.filed_head.beside_button.click()

    return scene


def _new_order(studio: Studio) -> None:
    studio.window.new_order()
    studio.settle()
    focused = QApplication.focusWidget()
    if focused is not None:
        type_text(focused, "mel")


def _room(key: str) -> Scene:
    def scene(studio: Studio) -> None:
        studio.window.room(key)
        studio.settle()
        # Down to the second row; where there is no list it would scroll the form.
        if key not in {"company", "preferences"}:
            _keyboard(studio, Qt.Key.Key_Down)

    return scene


def _report(name: ReportName, grouping: Grouping = Grouping.STATUS) -> Scene:
    def scene(studio: Studio) -> None:
        studio.window.room("reports", name)
        page = studio.window.pages.current
        if isinstance(page, ReportsPage):
            page.period.chosen.emit(Period.LAST_30_DAYS)
            page.grouping.chosen.emit(grouping)
        studio.settle()

    return scene


def _toast(studio: Studio) -> None:
    _list(studio)
    studio.settle()
    _do(studio, "delete")


def _palette(studio: Studio) -> None:
    _list(studio)
    studio.settle()
    studio.window.do("palette")
    wait(100)
    focused = QApplication.focusWidget()
    if focused is not None:
        type_text(focused, "mel")


def _leave(studio: Studio) -> None:
    _editor(studio)
    studio.settle()
    focused = QApplication.focusWidget()
    if focused is not None:
        type_text(focused, " x")
        press(focused, Qt.Key.Key_Tab)
    studio.settle()
    studio.window.do("close_page")


def _help(name: str) -> Scene:
    def scene(studio: Studio) -> None:
        from osdesk.ui.help import Help

        Help(studio.desk, studio.window).do(name)

    return scene


def _first_run(step: int) -> Scene:
    def scene(studio: Studio) -> None:
        from osdesk.ui.first_run import FirstRun

        assistant = FirstRun(studio.desk)
        studio.window.cover(assistant)
        studio.settle()
        for _step in range(step):
            press(assistant, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
            studio.settle()

    return scene


def _drafts(studio: Studio) -> None:
    from osdesk.domain.changes import Subject
    from osdesk.services.drafts import Draft
    from osdesk.ui.draft_offer import offer

    found = []
    for client in ("Padaria Pão de Mel", "Hotel Serra Dourada"):
        stored = studio.ask(orders.get, studio.order_id(client))
        value = replace(stored, reason=stored.reason + " Voltou a pingar.", deadline=None, materials=())
        found.append(Draft(key=client, subject=Subject.ORDER, value=value, kept_at=NOW))
    offer(studio.desk, studio.window, studio.office.folder, found)


def _search_in_list(studio: Studio) -> None:
    _do(studio, "find")
    focused = QApplication.focusWidget()
    if focused is not None:
        type_text(focused, "condominio")


def _several(studio: Studio) -> None:
    _list(studio)
    studio.settle()
    focused = QApplication.focusWidget() or studio.window
    for _step in range(3):
        press(focused, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)


def _menu(studio: Studio) -> None:
    menus = studio.window.menuBar().findChildren(QMenu)
    view = next(menu for menu in menus if menu.title() == texts._("&View"))
    view.popup(studio.window.mapToGlobal(QPoint(130, 28)))


def _no_office(studio: Studio) -> None:
    from osdesk.app import trouble_page
    from osdesk.services.wording import trouble_sentence
    from osdesk.storage.trouble import FolderGone
    from osdesk.ui.opening import Trouble
    from osdesk.ui.prompts import Answer

    title, sentence = trouble_sentence(FolderGone(Path("D:/Ventosul/OS Desk")))
    answers = (
        Answer(texts._("Choose another folder…")),
        Answer(texts._("Use this computer's folder")),
        Answer(texts._("Try again"), kind="filled"),
    )
    studio.window.cover(trouble_page(Trouble(title, sentence, answers)))


def _issued(studio: Studio) -> None:
    """An order issued three times, one of them void, at its documents."""
    order_id = studio.order_id("Padaria Pão de Mel")
    for place, words in enumerate(
        ("Vitrine não gela.", "Vitrine não gela e pinga.", "Vitrine não gela, pinga, apita.")
    ):
        order = studio.ask(orders.get, order_id)
        studio.ask(orders.save, replace(order, reason=words))
        found = studio.ask(issuing.issue, order_id)
        if place == 1:
            studio.ask(issuing.void, found.id, "Saiu com o endereço errado")
    _editor_at("history")(studio)


def _comparing(studio: Studio) -> None:
    _issued(studio)
    studio.settle()
    issued = _form(studio).history.issued
    issued.compare(issued.rows[0].revision)


def _verifying(changed: bool) -> Scene:
    """A document checked, as it was issued or with one byte changed."""

    def scene(studio: Studio) -> None:
        from osdesk.ui.verifying import VerifyDialog

        order_id = studio.order_id("Padaria Pão de Mel")
        revision = studio.ask(issuing.issue, order_id)
        data = bytearray(studio.ask(issuing.pdf, revision))
        data[data.index(b"stream\n") + 40] ^= changed
        path = studio.office.folder / "OS recebida.pdf"
        path.write_bytes(data)
        dialog = VerifyDialog(studio.desk, studio.window)
        studio.desk.prompts.show(dialog)
        studio.settle()
        dialog.check_file(path)

    return scene


def _outbox(studio: Studio) -> None:
    from outbox_rows import an_account, everywhere

    studio.ask(an_account)
    found = studio.ask(everywhere)
    studio.window.room("outbox")
    studio.settle()
    page: Any = studio.window.pages.current
    page.table.set_current_id(found[MessageState.STOPPED])


def _outbox_unsure(studio: Studio) -> None:
    _outbox(studio)
    page: Any = studio.window.pages.current
    row = next(row for row in page.pane.model.rows_at_hand() if row.state is MessageState.UNSURE)
    page.table.set_current_id(row.id)


def _outbox_change(studio: Studio) -> None:
    _outbox(studio)
    studio.settle()
    page: Any = studio.window.pages.current
    page.edit_current()


def _settings_at(place: str) -> Scene:
    def scene(studio: Studio) -> None:
        if place == "mail":
            from outbox_rows import an_account

            studio.ask(an_account)
        studio.window.room("preferences", place)

    return scene


def _nothing(_studio: Studio) -> None:
    """The page as it opens."""


#: Name, size, whether the office is empty, and what is done before the picture.
SCENES: tuple[tuple[str, tuple[int, int], bool, Scene], ...] = (
    ("01-orders", USUAL, False, _list),
    ("01b-orders-wide", WIDE, False, _list),
    ("01c-orders-small", SMALL, False, _list),
    ("02-editor", USUAL, False, _editor),
    ("02b-editor-checklist", USUAL, False, _editor_at("checklist")),
    ("02c-editor-materials", USUAL, False, _editor_at("materials")),
    ("02d-new-order-client-search", USUAL, False, _new_order),
    ("02e-editor-photos", USUAL, False, _photos),
    ("02e-editor-photos-printed", WIDE, False, _photos_printed),
    ("02e-photo-whole", USUAL, False, _photo_whole),
    ("02e-editor-signature", USUAL, False, _signed),
    ("02f-editor-history", USUAL, False, _editor_at("history")),
    ("02g-editor-small", SMALL, False, _editor),
    ("03-editor-wide", WIDE, False, _editor),
    ("04-clients", USUAL, False, _room("clients")),
    ("05-company", USUAL, False, _room("company")),
    ("06-checklist-templates", USUAL, False, _room("checklists")),
    ("07-team", USUAL, False, _room("team")),
    ("07-today", USUAL, False, _room("today")),
    ("07b-today-wide", WIDE, False, _room("today")),
    ("07c-today-small", SMALL, False, _room("today")),
    ("07d-today-empty", USUAL, True, _room("today")),
    ("08-first-run", USUAL, False, _first_run(0)),
    ("08a-first-run-logo", USUAL, False, _first_run(1)),
    ("08b-first-run-numbering", USUAL, False, _first_run(2)),
    ("09a-orders-empty", USUAL, True, _nothing),
    ("09b-undo-toast", USUAL, False, _toast),
    ("09c-search-palette", USUAL, False, _palette),
    ("10-agenda", USUAL, False, _room("agenda")),
    ("10b-agenda-wide", WIDE, False, _room("agenda")),
    ("10c-agenda-small", SMALL, False, _room("agenda")),
    ("11-leave-question", USUAL, False, _leave),
    ("11b-send", USUAL, False, _sending(Channel.EMAIL)),
    ("11c-send-whatsapp", USUAL, False, _sending(Channel.WHATSAPP)),
    ("11d-send-no-account", USUAL, False, _sending(Channel.EMAIL, account=False)),
    ("12-signing", USUAL, False, _signing),
    ("13-preferences", USUAL, False, _room("preferences")),
    ("14-bin", USUAL, True, _room("bin")),
    ("15-keys", USUAL, False, _help("keys")),
    ("16-about", USUAL, False, _help("about")),
    ("17-where-data", USUAL, False, _help("where_data")),
    ("18-first-steps", USUAL, False, _help("first_steps")),
    ("19-drafts-offered", USUAL, False, _drafts),
    ("20-search-in-list", USUAL, False, _search_in_list),
    ("21-several-chosen", USUAL, False, _several),
    ("22-menu", USUAL, False, _menu),
    ("23-no-office", USUAL, False, _no_office),
    ("02h-editor-issued", USUAL, False, _issued),
    ("02i-comparing", USUAL, False, _comparing),
    ("27-verifying", USUAL, False, _verifying(changed=False)),
    ("27b-verifying-changed", USUAL, False, _verifying(changed=True)),
    ("24-outbox", USUAL, False, _outbox),
    ("24b-outbox-unsure", SMALL, False, _outbox_unsure),
    ("24c-outbox-change", USUAL, False, _outbox_change),
    ("24d-outbox-empty", USUAL, True, _room("outbox")),
    ("28-scans", USUAL, False, _scans(0)),
    ("28b-scans-filed", USUAL, False, _scans(1)),
    ("28c-scans-small", SMALL, False, _scans(0)),
    ("28d-scans-empty", USUAL, True, _room("scans")),
    ("28e-editor-signed-paper", USUAL, False, _scans(2)),
    ("25-mail-account", (1366, 1000), False, _settings_at("mail")),
    ("25b-mail-account-small", SMALL, True, _settings_at("mail")),
    ("26-messages", (1366, 1000), False, _settings_at("messages")),
    ("26b-messages-small", SMALL, False, _settings_at("messages")),
    ("29-report-orders", USUAL, False, _report(ReportName.ORDERS)),
    ("29b-report-lead-times", WIDE, False, _report(ReportName.LEAD_TIMES, Grouping.MONTH)),
    ("29c-report-clients-small", SMALL, False, _report(ReportName.CLIENTS)),
    ("29d-report-unbilled", USUAL, False, _report(ReportName.UNBILLED)),
    ("29e-report-empty", USUAL, True, _report(ReportName.ORDERS)),
)


def main(arguments: Sequence[str]) -> int:
    """Take the pictures; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--look", default="light,dark", help="light, dark, or both")
    parser.add_argument("--language", default="pt_BR", help="pt_BR, es, en; several with commas")
    parser.add_argument("--text-size", type=int, default=100)
    parser.add_argument("--only", default="", help="names that begin so, several with commas")
    options = parser.parse_args(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    gc.disable()
    with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as file:
        # The off-screen platform's own screen is 800×800, and dialogs keep within the screen.
        json.dump({"screens": [{"name": "desk", "x": 0, "y": 0, "width": 2560, "height": 1440}]}, file)
    os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={file.name}")
    app = QApplication(sys.argv[:1])
    taken = 0
    for language in options.language.split(","):
        texts.use(language)
        QLocale.setDefault(QLocale(language))
        for look in options.look.split(","):
            for name, size, empty, scene in SCENES:
                if options.only and not name.startswith(tuple(options.only.split(","))):
                    continue
                suffix = look if language == "pt_BR" else f"{language}-{look}"
                if options.text_size != 100:
                    suffix += f"-{options.text_size}"
                take(app, options.folder / f"{name}-{suffix}.png", scene, size, look, options.text_size, empty=empty)
                taken += 1
    print(f"{taken} pictures in {options.folder}")
    return 0


def take(
    app: QApplication, path: Path, scene: Scene, size: tuple[int, int], look: str, text_size: int, *, empty: bool
) -> None:
    """One picture, of a window and an office of its own."""
    with tempfile.TemporaryDirectory(prefix="osdesk-screens-") as folder:
        os.environ["OSDESK_HOME"] = folder
        studio = Studio(app, Path(folder), look, text_size, empty=empty)
        try:
            studio.open(size)
            studio.settle()
            scene(studio)
            studio.settle()
            picture(studio.window).save(str(path))
        finally:
            studio.close()
            wait(20)
            gc.collect()


def picture(window: QWidget) -> QPixmap:
    """The window with whatever dialog lies over it."""
    image = window.grab()
    for dialog in QApplication.topLevelWidgets():
        if dialog is not window and dialog.isVisible():
            painter = QPainter(image)
            painter.drawPixmap(window.mapFromGlobal(dialog.pos()), dialog.grab())
            painter.end()
    return image


def wait(milliseconds: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _orders_of(office: Office, client: str) -> list[int]:
    from osdesk.domain.questions import OrderQuestion
    from osdesk.services import lists

    rows = lists.orders_first(office, OrderQuestion(search=client), 5)
    return [row.id for row in rows if row.client == client]


def _do(studio: Studio, slot: str) -> None:
    page = studio.window.pages.current
    if page is not None and slot in page.menu_actions:
        page.menu_actions[slot].trigger()


def _keyboard(studio: Studio, key: Qt.Key) -> None:
    studio.settle(60)
    focused = QApplication.focusWidget() or studio.window
    press(focused, key)


def _complain(error: BaseException) -> None:
    import traceback

    traceback.print_exception(error)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
