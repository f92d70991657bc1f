"""The visits of an order: planned, arrived, left; and how long somebody was there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from osdesk.domain import dates, visits
from osdesk.domain.orders import Order
from osdesk.domain.problems import Problem
from osdesk.domain.visits import Visit
from osdesk.texts import _, language
from osdesk.ui.desk import Desk
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.labels import Label
from osdesk.ui.kit.layout import bar, column
from osdesk.ui.orders.index import Mark
from osdesk.ui.orders.section import Around, OrderSection
from osdesk.ui.orders.visit_row import GAP, IN_WIDTH, MENU_WIDTH, OUT_WIDTH, TIME_WIDTH, VisitRow
from osdesk.ui.theme import current


class VisitsSection(OrderSection):
    """The table of visits; a part of the form's binding at the path "visits"."""

    icon = "hard-hat"
    paper = "visits"
    paths = ("visits",)

    edited = Signal()
    shape_changed = Signal()

    def __init__(self, desk: Desk, now: Callable[[], datetime]) -> None:
        self._add = Button(_("Schedule a visit"), self.add_visit, kind="link", icon="plus")
        super().__init__(_("Visits"), self._add)
        self._desk, self._now = desk, now
        self._around: Around | None = None
        self._rows: list[VisitRow] = []
        self._empty = Label(_("No visit scheduled. The order can be saved like this."), "dim")
        self._head = _Head()
        self._lines = QWidget()
        self._lines.setLayout(column(gap=0))
        self.add(self._empty)
        self.add(self._head)
        self.add(self._lines)
        self._clock = QTimer(self, interval=30_000)
        self._clock.timeout.connect(self._tick)
        self._reshape()

    # What the binding asks of a part

    def load(self, value: Any) -> None:
        """Show these visits; rows that only got their ids from saving stay as they are."""
        while len(self._rows) > len(value):
            self._drop(self._rows[-1])
        while len(self._rows) < len(value):
            self._new_row()
        for row, visit in zip(self._rows, value, strict=True):
            row.show_visit(visit)
        self._reshape()

    def read(self) -> tuple[Any, tuple[Problem, ...]]:
        """The visits as typed, and what can't be read."""
        found: list[Visit] = []
        unread: list[Problem] = []
        for place, row in enumerate(self._rows):
            visit, problems = row.read()
            found.append(visit)
            unread += [replace(problem, field=f"{place}.{problem.field}") for problem in problems]
        return tuple(found), tuple(unread)

    def show_problems(self, problems: tuple[Problem, ...], *, all_of_them: bool) -> None:
        """Show what is wrong under the visit it is wrong in."""
        focus = QApplication.focusWidget()
        for place, row in enumerate(self._rows):
            mine = [
                replace(problem, field=problem.field.partition(".")[2])
                for problem in problems
                if problem.field.partition(".")[0] == str(place)
            ]
            told = row.show_problems(mine, all_of_them=all_of_them)
            if told and focus is not None and row.isAncestorOf(focus):
                # Once the layout has made room for the sentence, which may lie below what shows.
                QTimer.singleShot(0, row, lambda row=row: self.bring_rect(row, row.rect()))

    def focus_problem(self, problem: Problem) -> None:
        """Give the keyboard to where it is."""
        place, _dot, field = problem.field.partition(".")
        if place.isdigit() and int(place) < len(self._rows):
            row = self._rows[int(place)]
            row.focus_problem(field)
            self.bring_rect(row, row.rect())

    def holds(self, widget: QWidget) -> bool:
        """Whether that widget is in the section."""
        return self.isAncestorOf(widget)

    def unreadable(self) -> dict[str, str]:
        """What was typed and can't be read, by place and field."""
        return {
            f"{place}.{field}": text for place, row in enumerate(self._rows) for field, text in row.unreadable().items()
        }

    def show_unreadable(self, path: str, text: str) -> None:
        """Put back what could not be read."""
        place, _dot, field = path.partition(".")
        if place.isdigit() and int(place) < len(self._rows):
            self._rows[int(place)].show_unreadable(field, text)

    # What a person does

    def add_visit(self) -> None:
        """A new visit, for the office's usual technician; its date waits to be typed."""
        usual = self._around.settings.technician_id if self._around is not None else None
        team = {person.id for person in self._around.technicians if person.active} if self._around else set()
        self._append(Visit(technicians=(usual,) if usual in team and usual is not None else ()))
        self._rows[-1].day.setFocus()

    def rows(self) -> tuple[VisitRow, ...]:
        """The rows, from the top."""
        return tuple(self._rows)

    def show_around(self, around: Around) -> None:
        """Take over the team."""
        self._around = around
        for row in self._rows:
            row.people.show_team(around.technicians)

    def mark(self, order: Order) -> Mark:
        """How many visits."""
        kinds = self._around.service_types if self._around is not None else ()
        asked = any(kind.id == order.service_type_id and kind.needs_kilometres for kind in kinds)
        for row in self._rows:
            row.ask_kilometres(asked)
        return Mark(count=str(len(order.visits)) if order.visits else "")

    def first_place(self) -> QWidget:
        """The first visit's date, or the button that makes one."""
        return self._rows[0].day if self._rows else self._add

    def _append(self, visit: Visit) -> None:
        row = self._new_row()
        row.show_visit(visit)
        self._reshape()
        self.edited.emit()
        self.bring_rect(row, row.rect())

    def _repeat(self, row: VisitRow) -> None:
        visit, _unread = row.read()
        self._append(
            Visit(technicians=visit.technicians, planned_start=visit.planned_start, planned_end=visit.planned_end)
        )
        self._rows[-1].day.setFocus()

    def _remove(self, row: VisitRow) -> None:
        place = self._rows.index(row)
        visit, _unread = row.read()
        self._drop(row)
        self._reshape()
        self.edited.emit()
        (self._rows[min(place, len(self._rows) - 1)].day if self._rows else self._add).setFocus()

        def put_back() -> None:
            kept = list(self.read()[0])
            kept.insert(min(place, len(kept)), visit)
            self.load(tuple(kept))
            self.edited.emit()

        if visit != Visit():
            self._desk.go.say(_("Visit removed"), put_back)

    # Inside

    def _new_row(self) -> VisitRow:
        team = self._around.technicians if self._around is not None else ()
        row = VisitRow(self._now, team)
        row.edited.connect(self._row_edited)
        row.left.connect(self.edited)
        row.left.connect(self._fit_days)
        row.shape_changed.connect(self.shape_changed)
        row.remove_wanted.connect(lambda: self._remove(row))
        row.repeat_wanted.connect(lambda: self._repeat(row))
        layout = self._lines.layout()
        if layout is not None:
            layout.addWidget(row)
        self._rows.append(row)
        return row

    def _drop(self, row: VisitRow) -> None:
        self._rows.remove(row)
        layout = self._lines.layout()
        if layout is not None:
            layout.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _row_edited(self) -> None:
        self._say_total()
        self.edited.emit()

    def _reshape(self) -> None:
        has = bool(self._rows)
        self._empty.setVisible(not has)
        self._head.setVisible(has)
        self._lines.setVisible(has)
        if has:
            self._clock.start()
        else:
            self._clock.stop()
        self._fit_days()
        self._say_total()
        self.shape_changed.emit()

    def _fit_days(self) -> None:
        """All dates as wide as the widest, so that the columns stand in line."""
        width = max((row.day.wanted_width() for row in self._rows), default=current().px(124))
        for row in self._rows:
            row.day.setFixedWidth(width)
        self._head.set_day_width(width)

    def _say_total(self) -> None:
        found, _unread = self.read()
        spent = visits.total_time(found, self._now())
        words = _("Time on site: {time}").format(time=dates.format_duration(spent, language()))
        self.set_note(words if any(visit.check_in for visit in found) else "")

    def _tick(self) -> None:
        # Once a minute would do; but a time that is half a minute old looks wrong beside a clock.
        if self.isVisible() and QApplication.activeModalWidget() is None:
            for row in self._rows:
                row.refresh()
            self._say_total()


class _Head(QWidget):
    """The heads of the columns."""

    def __init__(self) -> None:
        super().__init__()
        theme = current()
        self._day = Label(_("Date"), "label")
        widths = (
            (Label(_("Check-in"), "label"), IN_WIDTH),
            (Label(_("Check-out"), "label"), OUT_WIDTH),
            (Label(_("Time"), "label"), TIME_WIDTH),
            (QWidget(), MENU_WIDTH),
        )
        for label, width in widths:
            label.setFixedWidth(theme.px(width))
        self.setLayout(bar(self._day, Label(_("Technicians"), "label"), 1, *(label for label, _w in widths), gap=GAP))

    def set_day_width(self, width: int) -> None:
        self._day.setFixedWidth(width)
