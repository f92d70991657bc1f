"""What goes on around the pages while an office is open: counts, the day, what was saved, later launches, drafts.

Apart from the window, which shows it, and from `app`, which opens and closes offices.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from osdesk import folders
from osdesk.domain.changes import Changes, Subject
from osdesk.domain.questions import OrderQuestion
from osdesk.domain.statuses import UNFINISHED
from osdesk.texts import ngettext
from osdesk.ui.desk import Desk
from osdesk.ui.opening import Opened
from osdesk.ui.tasks import Lane
from osdesk.ui.window import Window

if TYPE_CHECKING:
    from osdesk.domain.company import Company
    from osdesk.domain.outbox import OutboxCounts
    from osdesk.services.drafts import Draft
    from osdesk.services.office import Office

_MINUTE = 20_000
#: What can wait until the first page stands.
_LATER = 400
#: A replaced logo may be wanted back for a while.
_UNUSED_FILES_STAY = timedelta(days=30)


class AtWork(QObject):
    """Lives as long as one office is open in the window."""

    def __init__(self, desk: Desk, window: Window, opened: Opened) -> None:
        super().__init__(window)
        self._desk, self._window, self._opened = desk, window, opened
        self._clock = QTimer(self, interval=_MINUTE)
        self._clock.timeout.connect(self._show_day)
        self._recount = QTimer(self, singleShot=True, interval=120)
        self._recount.timeout.connect(self._count)
        self._listener: QObject | None = None

    def begin(self) -> None:
        """Show the first page (or the assistant, in an office that has no company yet), and the rest after it."""
        self._window.rail.set_company(self._opened.company)
        self._show_day()
        self._clock.start()
        self._desk.changes.happened.connect(self._news)
        self._desk.printing.working.connect(self._show_printing)
        self._desk.printing.said.connect(self._window.say)
        self._desk.mailing.counted.connect(self._show_outbox)
        if self._opened.company or self._desk.settings.flag(done_flag(self._opened.folder), False):
            self._window.room("orders")
        else:
            self._show_first_run()
        QTimer.singleShot(_LATER, self, self._begin_later)

    def end(self) -> None:
        """The office is being closed."""
        self._clock.stop()
        self._recount.stop()
        self._desk.changes.happened.disconnect(self._news)
        if self._desk.watching is not None:
            self._desk.watching.end()
        self.deleteLater()

    def _begin_later(self) -> None:
        from osdesk.ui.outbox.password import PasswordAsker
        from osdesk.ui.single import Listener

        PasswordAsker(self._desk, self._window, self)
        listener = Listener(self)
        listener.raise_wanted.connect(self._come_to_front)
        listener.listen(self._opened.folder)
        self._count()
        self._desk.mailing.begin()
        self._count_scans()
        if self._desk.watching is not None:
            self._desk.watching.begin()
        self._desk.tasks.run(Lane.WRITE, _keep_house, self._desk.office, owner=self)
        self._desk.tasks.run(Lane.READ, _drafts, self._opened.folder, done=self._offer, owner=self)

    def _show_first_run(self) -> None:
        from osdesk.ui.first_run import FirstRun

        assistant = FirstRun(self._desk)
        assistant.finished.connect(self._first_run_finished)
        self._window.cover(assistant)

    def _first_run_finished(self) -> None:
        self._desk.settings.set_flag(done_flag(self._opened.folder), True)
        self._window.cover(None)
        self._window.room("orders")

    def _show_day(self) -> None:
        self._window.status.set_day(self._desk.office.now())

    def _show_printing(self, words: str) -> None:
        self._window.set_work("printing", words, self._desk.printing.cancel_and_say)

    def _news(self, changes: Changes) -> None:
        self._window.status.saved(self._desk.office.now())
        if changes.touches(Subject.ORDER):
            self._recount.start()
        if changes.touches(Subject.SCAN):
            self._count_scans()
        if changes.touches(Subject.COMPANY):
            self._desk.tasks.run(
                Lane.READ, _company, self._desk.office, done=self._show_company, owner=self, latest="company"
            )

    def _show_company(self, company: Company) -> None:
        self._window.rail.set_company(company.name)

    def _count(self) -> None:
        self._desk.tasks.run(
            Lane.READ, _unfinished, self._desk.office, done=self._show_count, owner=self, latest="count"
        )

    def _show_count(self, count: int) -> None:
        self._window.rail.set_count("orders", count)

    def _count_scans(self) -> None:
        self._desk.tasks.run(
            Lane.READ, _waiting_scans, self._desk.office, done=self._show_scans, owner=self, latest="scans"
        )

    def _show_scans(self, count: int) -> None:
        words = ngettext("{count} scan in the tray", "{count} scans in the tray", count) if count else ""
        go = self._desk.go
        self._window.status.set_mark("scans", "scan-line", words.format(count=count), lambda: go.room("scans"))

    def _show_outbox(self, counts: OutboxCounts) -> None:
        count = counts.open
        words = ngettext("{count} e-mail in the outbox", "{count} e-mails in the outbox", count) if count else ""
        if counts.attention:
            count = counts.attention
            words = ngettext("{count} e-mail needs attention", "{count} e-mails need attention", count)
        icon = "triangle-alert" if counts.attention else "send"
        status, go = self._window.status, self._desk.go
        status.set_mark("outbox", icon, words.format(count=count), lambda: go.room("outbox"))

    def _come_to_front(self) -> None:
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    def _offer(self, drafts: tuple[Draft, ...]) -> None:
        if drafts:
            from osdesk.ui.draft_offer import offer

            offer(self._desk, self._window, self._opened.folder, drafts)


def done_flag(folder: Path) -> str:
    """The setting that tells whether the assistant is done with in this office: a second company gets it as well."""
    return f"first_run/{folders.drafts_folder(folder).name}"


def _company(office: Office) -> Company:
    from osdesk.services import company

    return company.get(office)


def _unfinished(office: Office) -> int:
    from osdesk.services import lists

    return lists.orders_tally(office, OrderQuestion(kinds=UNFINISHED)).rows


def _waiting_scans(office: Office) -> int:
    from osdesk.services import scans

    return scans.waiting_count(office)


def _keep_house(office: Office) -> None:
    """The checklist templates that come with the program, into an office that never had one; old files go."""
    from osdesk.services import attachments, company, demo

    demo.seed_templates(office)
    drafted = attachments.in_drafts(folders.drafts_folder(office.folder))
    company.sweep_files(office, office.instant() - _UNUSED_FILES_STAY, drafted)


def _drafts(folder: Path) -> tuple[Draft, ...]:
    from osdesk.services import drafts

    return drafts.all(folders.drafts_folder(folder))
