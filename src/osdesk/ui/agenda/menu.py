"""The agenda's menu: everything that can be done with a visit, or on somebody's day, each with its key."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from osdesk.domain.visits import VisitStatus
from osdesk.texts import _
from osdesk.ui.agenda.steps import Mark

if TYPE_CHECKING:
    from osdesk.domain.agenda import VisitRow
    from osdesk.ui.agenda.page import AgendaPage


def open_menu(page: AgendaPage, mark: Mark | None, at: QPoint) -> None:
    """Open it at that place (global)."""
    menu = QMenu(page)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    row = page.canvas.marked_row
    if row is not None:
        _of_visit(page, menu, row)
    _add(menu, _("Paste"), "Ctrl+V", page.paste, enabled=page.cut_row is not None and mark is not None)
    if mark is not None and mark.who:
        menu.addSeparator()
        deeds, who, day = page.deeds, mark.who, mark.day
        _add(menu, _("Print the day sheet…"), "", lambda: deeds.print_day(who, day))
        _add(menu, _("Save the day sheet (PDF)…"), "", lambda: deeds.save_day(who, day))
        _add(menu, _("The technician's week for a calendar (.ics)…"), "", lambda: deeds.week_file(who, day))
    menu.addSeparator()
    _add(menu, _("First free hour…"), "", lambda: page.find_room(page.waiting.list.held))
    if mark is not None:
        _add(menu, _("Show this day by hours"), "", lambda: page.open_day(mark.day))
    menu.popup(at)


def _of_visit(page: AgendaPage, menu: QMenu, row: VisitRow) -> None:
    deeds = page.deeds
    begun = row.check_in is not None or row.outcome is not None
    _add(menu, _("Open the order"), "Enter", lambda: page.desk.go.order(row.order_id))
    _add(menu, _("Hours and technicians…"), _("Space"), lambda: page.write_exactly(row))
    menu.addSeparator()
    _add(menu, _("Arrived now"), "", lambda: deeds.check_in(row), enabled=row.status is VisitStatus.SCHEDULED)
    _add(menu, _("Left now"), "", lambda: deeds.check_out(row), enabled=row.status is VisitStatus.ON_SITE)
    menu.addSeparator()
    _add(menu, _("Cut"), "Ctrl+X", lambda: page.cut(row), enabled=not begun)
    _add(menu, _("Take off the agenda"), _("Del"), lambda: page.unplan(row), enabled=not begun)
    _add(menu, _("The visit for a calendar (.ics)…"), "", lambda: deeds.visit_file(row), enabled=row.day is not None)


def _add(menu: QMenu, said: str, key: str, act: Callable[[], object], *, enabled: bool = True) -> None:
    """The key is only told: it belongs to the canvas, and as a shortcut it would be taken from every field."""
    action = QAction(f"{said}\t{key}" if key else said, menu)
    action.setEnabled(enabled)
    action.triggered.connect(lambda _checked=False: act())
    menu.addAction(action)
