"""The rooms of the rail, in order: one line each. A room is made when it is first opened, its module imported then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from osdesk.texts import N_

if TYPE_CHECKING:
    from osdesk.ui.desk import Desk
    from osdesk.ui.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """One room: `title` is a msgid, `number` the digit of its Ctrl shortcut (0: none), `at_foot` of the rail."""

    key: str
    title: str
    icon: str
    number: int
    factory: Callable[[Desk], Page]
    at_foot: bool = False
    in_rail: bool = True


def _today(desk: Desk) -> Page:
    from osdesk.ui.today.page import TodayPage

    return TodayPage(desk)


def _agenda(desk: Desk) -> Page:
    from osdesk.ui.agenda.page import AgendaPage

    return AgendaPage(desk)


def _orders(desk: Desk) -> Page:
    from osdesk.ui.orders.page import OrdersPage

    return OrdersPage(desk)


def _clients(desk: Desk) -> Page:
    from osdesk.ui.clients.page import ClientsPage

    return ClientsPage(desk)


def _checklists(desk: Desk) -> Page:
    from osdesk.ui.checklists.page import ChecklistsPage

    return ChecklistsPage(desk)


def _team(desk: Desk) -> Page:
    from osdesk.ui.team.page import TeamPage

    return TeamPage(desk)


def _reports(desk: Desk) -> Page:
    from osdesk.ui.reports.page import ReportsPage

    return ReportsPage(desk)


def _company(desk: Desk) -> Page:
    from osdesk.ui.company.page import CompanyPage

    return CompanyPage(desk)


def _preferences(desk: Desk) -> Page:
    from osdesk.ui.preferences.page import PreferencesPage

    return PreferencesPage(desk)


def _bin(desk: Desk) -> Page:
    from osdesk.ui.bin.page import BinPage

    return BinPage(desk)


def _outbox(desk: Desk) -> Page:
    from osdesk.ui.outbox.page import OutboxPage

    return OutboxPage(desk)


def _scans(desk: Desk) -> Page:
    from osdesk.ui.scans.page import ScansPage

    return ScansPage(desk)


#: The numbers stay from the start.
ROOMS: tuple[Room, ...] = (
    Room(key="today", title=N_("Today"), icon="sun", number=1, factory=_today),
    Room(key="agenda", title=N_("Agenda"), icon="calendar-days", number=2, factory=_agenda),
    Room(key="orders", title=N_("Orders"), icon="clipboard-list", number=3, factory=_orders),
    Room(key="clients", title=N_("Clients"), icon="contact-round", number=4, factory=_clients),
    Room(key="checklists", title=N_("Checklists"), icon="list-checks", number=5, factory=_checklists),
    Room(key="team", title=N_("Team"), icon="hard-hat", number=6, factory=_team),
    Room(key="reports", title=N_("Reports"), icon="chart-column", number=0, factory=_reports),
    Room(key="company", title=N_("Company"), icon="building-2", number=7, factory=_company, at_foot=True),
    Room(key="preferences", title=N_("Settings"), icon="settings", number=8, factory=_preferences, at_foot=True),
    Room(key="outbox", title=N_("Outbox"), icon="send", number=0, factory=_outbox, in_rail=False),
    Room(key="scans", title=N_("Scans"), icon="scan-line", number=0, factory=_scans, in_rail=False),
    Room(key="bin", title=N_("Bin"), icon="trash-2", number=0, factory=_bin, in_rail=False),
)


def room(key: str) -> Room:
    """The room of that key; KeyError if there is none."""
    for found in ROOMS:
        if found.key == key:
            return found
    raise KeyError(key)
