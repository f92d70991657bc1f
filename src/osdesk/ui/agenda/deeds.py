"""What the agenda does to visits, each with its way back: planned, moved, taken off, begun, ended; and handed on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from osdesk.domain.agenda import VisitRow, Warned
from osdesk.domain.problems import Refused
from osdesk.services.office import Gone, NotAllowed, Office
from osdesk.texts import _
from osdesk.ui.agenda import words
from osdesk.ui.agenda.sight import Sight
from osdesk.ui.desk import Desk
from osdesk.ui.exporting import tell_written
from osdesk.ui.tasks import Lane

if TYPE_CHECKING:
    from osdesk.domain.orders import Order
    from osdesk.domain.sheets import Paper

_Done = tuple["Order", tuple[Warned, ...]]


class Deeds(QObject):
    """They run on the lane of writing; `sight` gives what is shown, `again` asks for it anew."""

    def __init__(
        self, page: QWidget, desk: Desk, sight: Callable[[], Sight | None], again: Callable[[], object]
    ) -> None:
        super().__init__(page)
        self._page, self._desk, self._sight, self._again = page, desk, sight, again

    def replan(self, row: VisitRow) -> None:
        """Plan a visit as that row says, or an order's first where the row has no id yet."""
        self._write(_replan, row, said=lambda warned: self._planned_words(row, warned))

    def unplan(self, row: VisitRow) -> None:
        """Take a visit off the agenda."""
        if row.check_in is not None:
            self._desk.go.say(_("This visit has begun: it stays. Change it in its order."))
            return
        said = _("{number} waits to be planned again").format(number=row.number)
        self._write(_unplan, row, said=lambda _warned: said)

    def check_in(self, row: VisitRow) -> None:
        """Somebody has come."""
        said = _("{client}: arrived").format(client=row.client)
        self._write(_check_in, row, said=lambda _warned: said)

    def check_out(self, row: VisitRow) -> None:
        """Somebody has left."""
        said = _("{client}: left").format(client=row.client)
        self._write(_check_out, row, said=lambda _warned: said)

    def put(self, act: Callable[[Office], Order], said: str) -> None:
        """Something else that is done to an order and undone with it."""
        self._write(_other, act, said=lambda _warned: said)

    # Handed on

    def visit_file(self, row: VisitRow) -> None:
        """A visit as a calendar file."""
        self._calendar_file(_visit_file, row.id)

    def week_file(self, who: int, day: date) -> None:
        """A technician's week as a calendar file."""
        self._calendar_file(_week_file, who, day)

    def print_day(self, who: int, day: date) -> None:
        """Print a technician's day."""
        self._desk.printing.print_paper(self._page, partial(_day_paper, self._desk, who, day))

    def save_day(self, who: int, day: date) -> None:
        """A technician's day as PDF."""
        desk, page = self._desk, self._page

        def ask(name: str) -> None:
            desk.prompts.save_file(page, _("Save the day sheet"), "agenda", name, [("PDF", "*.pdf")], write)

        def write(path: Path) -> None:
            told = partial(_told, desk, page, path)
            desk.tasks.run(Lane.NET, _write_day, desk, who, day, path, done=told)

        desk.tasks.run(Lane.READ, _day_name, desk.office, who, day, done=ask, owner=self)

    def _calendar_file(self, make: Callable[..., tuple[str, bytes]], *args: object) -> None:
        desk, page = self._desk, self._page

        def ask(made: tuple[str, bytes]) -> None:
            name, data = made
            kinds = [(_("Calendar"), "*.ics")]
            desk.prompts.save_file(page, _("Save for a calendar"), "agenda", name, kinds, partial(write, data))

        def write(data: bytes, path: Path) -> None:
            desk.tasks.run(Lane.NET, _export, path, data, done=partial(_told, desk, page, path))

        desk.tasks.run(Lane.READ, make, desk.office, *args, done=ask, failed=self._failed, owner=self)

    # Inside

    def _write(self, act: Callable[..., _Done], *args: object, said: Callable[[Sequence[Warned]], str]) -> None:
        def done(found: _Done) -> None:
            before, warned = found
            self._desk.go.say(said(warned), partial(self._put_back, before))
            self._again()

        self._desk.tasks.run(Lane.WRITE, act, self._desk.office, *args, done=done, failed=self._failed, owner=self)

    def _put_back(self, before: Order) -> None:
        self._desk.tasks.run(
            Lane.WRITE, _restore, self._desk.office, before, done=self._restored, failed=self._failed, owner=self
        )

    def _restored(self, _nothing: object) -> None:
        self._desk.go.say(_("Undone"))
        self._again()

    def _failed(self, error: BaseException) -> None:
        self._again()
        if isinstance(error, Refused):
            from osdesk.services import wording

            said = " ".join(wording.sentence(problem) for problem in error.problems)
            self._desk.prompts.tell(self._page, _("The plan stays as it was"), said)
        elif isinstance(error, Gone):
            self._desk.go.say(_("This visit is not there any more"))
        elif isinstance(error, NotAllowed):
            self._desk.go.say(_("You may look at the agenda, but not change it"))
        else:
            self._desk.tasks.failure.emit(error)

    def _planned_words(self, row: VisitRow, warned: Sequence[Warned]) -> str:
        sight = self._sight()
        if sight is None:
            return row.number
        parts = [f"{row.number}: {words.plan_words(row, sight)}", *words.warnings_words(warned, sight)]
        return " · ".join(parts)


def _replan(office: Office, row: VisitRow) -> _Done:
    from osdesk.services import agenda

    if row.day is None:
        raise ValueError("a plan has a day")
    # Before it is stored: an order's first visit has no id yet, and would overlap with itself.
    warned = agenda.warnings_for(office, row)
    if row.id:
        before = agenda.move(
            office, row.id, day=row.day, start=row.planned_start, end=row.planned_end, technicians=row.technicians
        )
    else:
        before = agenda.plan(office, row.order_id, row.day, row.planned_start, row.planned_end, row.technicians)
    return before, warned


def _unplan(office: Office, row: VisitRow) -> _Done:
    from osdesk.services import agenda

    return agenda.unplan(office, row.id), ()


def _check_in(office: Office, row: VisitRow) -> _Done:
    from osdesk.services import agenda

    return agenda.check_in(office, row.id), ()


def _check_out(office: Office, row: VisitRow) -> _Done:
    from osdesk.services import agenda

    return agenda.check_out(office, row.id), ()


def _other(office: Office, act: Callable[[Office], Order]) -> _Done:
    return act(office), ()


def _restore(office: Office, before: Order) -> None:
    from osdesk.services import orders

    orders.put_back(office, (before,))


def _visit_file(office: Office, visit_id: int) -> tuple[str, bytes]:
    from osdesk.services import agenda, calendar_files

    return calendar_files.file_name_of_visit(office, visit_id), agenda.ics_of_visit(office, visit_id)


def _week_file(office: Office, who: int, day: date) -> tuple[str, bytes]:
    from osdesk.services import agenda, calendar_files

    return calendar_files.file_name_of_week(office, who, day), agenda.ics_of_week(office, who, day)


def _export(path: Path, data: bytes) -> None:
    from osdesk.services import calendar_files

    calendar_files.export(path, data)


def _day_name(office: Office, who: int, day: date) -> str:
    from osdesk.services import day_sheets

    return day_sheets.file_name(day_sheets.gather(office, who, day))


def _day_paper(desk: Desk, who: int, day: date) -> Paper:
    from osdesk.services import day_sheets, rendering

    return desk.tasks.call(Lane.PAPER, rendering.day_sheets, (day_sheets.gather(desk.office, who, day),))


def _write_day(desk: Desk, who: int, day: date, path: Path) -> None:
    from osdesk.services import day_sheets

    day_sheets.export(path, _day_paper(desk, who, day).pdf)


def _told(desk: Desk, page: QWidget, path: Path, _nothing: Any = None) -> None:
    tell_written(desk, page, path)
