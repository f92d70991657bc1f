"""What lies around the rooms: menus, help, search, the first start, drafts, paper, and what goes wrong."""

from __future__ import annotations

import errno
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from PySide6.QtCore import QPoint, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QMenu

from hands import press, type_text
from osdesk.app import trouble_page
from osdesk.domain.changes import Subject
from osdesk.domain.clients import Client
from osdesk.domain.company import OfficeSettings
from osdesk.domain.printers import Margins
from osdesk.domain.problems import Problem, Refused
from osdesk.domain.sheets import SheetOptions, SheetTooLong
from osdesk.services.drafts import Draft
from osdesk.services.wording import trouble_sentence
from osdesk.storage import trouble as troubles
from osdesk.ui import draft_offer, print_job
from osdesk.ui import printing as ui_printing
from osdesk.ui.first_run import FirstRun
from osdesk.ui.first_run_steps import NumberStep
from osdesk.ui.help import Help
from osdesk.ui.issuing import Issuing
from osdesk.ui.kit.buttons import Button
from osdesk.ui.leaving import ask_about_works
from osdesk.ui.opening import Opening
from osdesk.ui.opening import Trouble as FolderTrouble
from osdesk.ui.palette import Palette
from osdesk.ui.print_wanted import Wanted
from osdesk.ui.printing import Printing
from osdesk.ui.prompts import Answer
from osdesk.ui.records.offer import offer_rooms
from osdesk.ui.trouble import Trouble, Words
from surfaces.orders import opened_editor, whole
from tour import Tour
from windows import NOW

# Around the rooms


def menu_bar(tour: Tour) -> None:
    """Every menu of the bar, and those within."""
    for menu in tour.window.menuBar().findChildren(QMenu):
        if menu.actions():
            tour.look_at_menu(f"menu {menu.title()}", partial(menu.popup, QPoint(100, 30)))


def help_pages(tour: Tour) -> None:
    """Keys of every room and of the editor, first steps, where the data are, about, support."""
    helper = Help(tour.desk, tour.window)
    for key in ("orders", "clients", "bin"):
        tour.room(key)
        tour.look_at_dialog(f"keys, {key}", lambda: helper.do("keys"))
    editor = opened_editor(tour)
    tour.look_at_dialog("keys of the editor", lambda: helper.do("keys"))
    tour.window.close(editor)
    for name in ("first_steps", "about", "export_pad"):
        tour.look_at_dialog(name, partial(helper.do, name))
    helper.where_data()
    (dialog,) = tour.over()
    opened = [each for each in dialog.findChildren(Button) if each.property("kind") == "filled"]
    opened[0].click()
    tour.look("where_data", dialog)
    helper.do("support")
    tour.settle()
    tour.look("copied for support", tour.window.snackbar)
    helper.do("log_folder")


def search(tour: Tour) -> None:
    """The search over everything: before a letter, with finds, with none."""
    tour.room("orders")
    tour.window.do("palette")
    tour.settle()
    palette = tour.window.findChild(Palette)
    assert isinstance(palette, Palette)
    tour.look("search", palette)
    line: Any = QApplication.focusWidget()
    for typed in ("mel", "zzyzx", "o"):
        line.clear()
        type_text(line, typed)
        tour.settle()
        tour.until(lambda: not palette._asking.isActive() if hasattr(palette, "_asking") else True)
        tour.settle()
        tour.look(f"search for {typed}", palette)
    press(line, Qt.Key.Key_Escape)
    tour.settle()


def first_start(tour: Tour) -> None:
    """The three steps; what is wrong in each; what the office refuses."""
    assistant = FirstRun(tour.desk)
    tour.window.cover(assistant)
    tour.settle()
    tour.look("first step")
    assistant.company.name.clear()
    assistant.company.is_right()
    tour.settle()
    tour.look("first step, to be corrected")
    for place in (1, 2):
        assistant._show_step(place)
        tour.settle()
        tour.look(f"step {place + 1}")
    refused = Refused((Problem(field="numbering.first", code="numbering.first"),))
    with patch.object(NumberStep, "show_refused", lambda _step, _problems: False):
        tour.look_at_dialog("first start refused", lambda: assistant._not_stored(refused))
    tour.window.cover(None)
    tour.settle()


def drafts_offered(tour: Tour) -> None:
    """What a crash left behind, of orders and in the rooms."""
    stored = tour.place.ask(whole)
    value = replace(stored, reason="Outra", deadline=None, materials=(), equipment="", observations="", visits=())
    found = [
        Draft(key="a", subject=Subject.ORDER, value=value, kept_at=NOW),
        Draft(key="b", subject=Subject.ORDER, value=replace(value, id=None, number="", code="Z"), kept_at=NOW),
    ]
    folder = tour.place.office.folder
    draft_offer.offer(tour.desk, tour.window, folder, found)
    tour.settle()
    tour.until(tour.over)
    tour.look("drafts of orders")
    rooms = [
        Draft(key="c", subject=Subject.CLIENT, value=Client(name="A"), kept_at=NOW),
        Draft(key="s", subject=Subject.SETTINGS, value=OfficeSettings(), kept_at=NOW),
    ]
    tour.look_at_dialog("drafts in rooms", lambda: offer_rooms(tour.desk, tour.window, rooms))


# What goes wrong


def troubled_folders(tour: Tour) -> None:
    """No office can be opened: as a page at the start, as a question later; and where another one is chosen."""
    opening = Opening(tour.place.tasks, tour.desk.prompts, tour.window)
    told: list[FolderTrouble] = []
    opening.failed.connect(told.append)
    for kind in _kinds_of(troubles.OfficeTrouble):
        if kind is not troubles.AlreadyOpen:
            for what in ("network", "synced"):
                opening._explain(kind(Path("D:/Ventosul/OS Desk"), kind=what), Path("D:/Ventosul/OS Desk"), False)
    program = SimpleNamespace(desk=tour.desk, prompts=tour.desk.prompts, window=tour.window)
    for trouble in dict.fromkeys(told):
        tour.window.cover(trouble_page(trouble))
        tour.look("no office: " + trouble.title)
        tour.window.cover(None)
    tour.look_at_dialog("no other office", lambda: _not_opened(program, told[0]))
    tour.look_at_dialog("another office", opening.choose)


def _not_opened(program: Any, trouble: FolderTrouble) -> None:
    from osdesk.app import Program

    Program._not_opened(program, trouble)


def _kinds_of(kind: type[troubles.OfficeTrouble]) -> list[type[troubles.OfficeTrouble]]:
    return [found for each in kind.__subclasses__() for found in (each, *_kinds_of(each))]


def _worded(error: BaseException) -> Words | None:
    return Words(*trouble_sentence(error)) if hasattr(error, "code") else None


def faults(tour: Tour) -> None:
    """What the system refuses, what the office's folder refuses, and a fault of ours."""
    tour.room("orders")
    shower = Trouble(
        tour.desk.prompts, lambda error: Words(*trouble_sentence(error)) if hasattr(error, "code") else None
    )
    system = [OSError(code, "x", "/tmp/ordens.csv") for code in (errno.ENOSPC, errno.EACCES, errno.ENOENT)]
    for error in (MemoryError(), *system, troubles.Locked(Path("/tmp")), ValueError("ours")):
        tour.look_at_dialog(f"trouble: {error!r}", partial(shower._show, error))
    shower.deleteLater()
    prompts = tour.desk.prompts
    tour.look_at_dialog(
        "no program for it",
        lambda: prompts.ask(tour.window, "OS Desk", "", (Answer("OS Desk", lambda: None, "filled"),)),
    )


# Paper


def printing(tour: Tour) -> None:
    """The print dialog, and everything that is said before and after it."""
    page = tour.room("orders")
    printer = QPrinter()
    desk, options = tour.desk.printing, SheetOptions()
    order = tour.place.ask(whole)
    wanted = Wanted(gather=lambda _options: [], ids=(1,))
    with patch.object(Printing, "printer_names", lambda _self: []):
        tour.look_at_dialog("no printer", lambda: desk.print_orders(page, (order.id,)))
    with patch.object(Printing, "printer_names", lambda _self: ["Balcão"]):
        tour.desk.settings.printer = "Recepção"
        tour.look_at_dialog("printer gone", lambda: desk.print_orders(page, (order.id,), direct=True))
        tour.look_at_dialog("print", lambda: desk.print_orders(page, (order.id,)))
    for margins in (Margins(bottom=12.0), Margins(top=9.0), Margins(left=8.0), Margins(right=8.0)):
        with patch.object(ui_printing, "_margins", lambda _printer, margins=margins: margins):
            tour.look_at_dialog(f"cut by the printer: {margins}", lambda: desk._suit(page, printer, options, wanted))
    with patch.object(Issuing, "begin", lambda issuing: issuing._failed(SheetTooLong(13.9))):
        tour.look_at_dialog("not issued", lambda: desk._start(page, printer, options, replace(wanted, issue=True)))
    for error in (print_job.PrinterSilent("Balcão"), troubles.DiskFull(Path("/tmp"))):
        with patch.object(print_job.PrintJob, "start", lambda job, error=error: job.failed.emit(error)):
            tour.look_at_dialog(f"not printed: {error!r}", lambda: desk._start(page, printer, options, wanted))


def leaving(tour: Tour) -> None:
    """The program is left while something is under way."""
    status: Any = SimpleNamespace(works=("OS 000132.pdf",), cancel_all=lambda: None)
    tour.look_at_dialog(
        "something under way", lambda: ask_about_works(status, tour.desk.prompts, tour.window, lambda: None)
    )
