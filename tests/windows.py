"""The real window on a temporary office: for tests of the shell and for the pictures of every screen.

The office's clock stands still at the moment of the design's pictures. The store refuses the window's thread here as
in the program, so a test asks the office through `ask`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import builders
from osdesk.domain.company import Numbering
from osdesk.domain.permissions import Actor
from osdesk.services import company, demo
from osdesk.services.office import Office, open_office
from osdesk.ui.at_work import AtWork
from osdesk.ui.changes import ChangeSignal
from osdesk.ui.desk import Desk
from osdesk.ui.mailing import Mailing
from osdesk.ui.opening import Opened
from osdesk.ui.printing import Printing
from osdesk.ui.prompts import Prompts
from osdesk.ui.scans.watching import Watching
from osdesk.ui.settings import Settings
from osdesk.ui.tasks import Lane, Tasks
from osdesk.ui.theme import Theme
from osdesk.ui.window import Window

#: Tuesday, 24 November 2026, 14:32 in São Paulo.
NOW = datetime(2026, 11, 24, 17, 32, tzinfo=UTC)
USUAL = (1366, 768)


def opened(folder: Path) -> Office:
    """The office of that folder with Ana at work, its clock standing still."""
    return open_office(folder, actor=Actor(name="Ana"), clock=lambda: NOW)


def furnished(folder: Path, *, samples: bool = True) -> Office:
    """An office with a company, its logo, templates and, if wanted, the sample data."""
    office = opened(folder)
    company.save(office, replace(builders.a_company(), version=company.get(office).version, logo=""))
    company.set_logo(office, builders.logo())
    company.save_settings(office, replace(company.settings(office), numbering=Numbering(first=132)))
    demo.seed_templates(office)
    if samples:
        demo.add_samples(office)
    return office


class OpenWindow:
    """A window with an office attached, as `app` attaches one; `begin` shows its first page."""

    def __init__(self, office: Office, theme: Theme, tasks: Tasks, settings: Settings, prompts: Prompts) -> None:
        self.office, self.tasks, self.settings = office, tasks, settings
        self.window = Window(settings, theme)
        self.changes = ChangeSignal()
        office.listen(self.changes.announce)
        self._pool = ThreadPoolExecutor(1)
        self.desk = Desk(
            office=office,
            tasks=tasks,
            changes=self.changes,
            settings=settings,
            prompts=prompts,
            printing=Printing(office, tasks, prompts, settings),
            mailing=Mailing(office, tasks, self.changes),
            theme=theme,
            go=self.window,
            watching=Watching(office, tasks, settings, self.window, self.window),
        )
        opened = Opened(office, office.folder, company.get(office).name)
        office.forbid_thread(threading.get_ident())
        self.window.attach(self.desk)
        self.work = AtWork(self.desk, self.window, opened)

    def open(self, size: tuple[int, int] = USUAL) -> None:
        """Show the window at that size, at its first page."""
        self.window.resize(*size)
        self.window.show()
        self.work.begin()

    def is_busy(self) -> bool:
        """Whether any lane has something to do or to deliver."""
        return any(self.tasks.pending(lane) for lane in Lane)

    def ask(self, verb: Callable[..., Any], *args: Any, **options: Any) -> Any:
        """Call a service's verb as another thread would."""
        return self._pool.submit(verb, self.office, *args, **options).result()

    def close(self) -> None:
        """Take it apart as the program does."""
        self.window.hide()
        self.desk.mailing.end()
        self.tasks.shutdown(self.office.interrupt_reads)
        self._pool.submit(self.office.close).result()
        self._pool.shutdown()
        self.window.deleteLater()
