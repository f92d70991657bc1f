"""One visit in the form: a line of inputs, and below it what is said of the visit and what is wrong in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from osdesk.domain import dates, money, visits
from osdesk.domain.problems import Problem, Unreadable
from osdesk.domain.team import Technician
from osdesk.domain.visits import Visit, VisitOutcome, VisitStatus
from osdesk.services.wording import sentence, visit_status_name
from osdesk.texts import _, language
from osdesk.ui.kit import paint
from osdesk.ui.kit.chips import StatusChip
from osdesk.ui.kit.field import Field, Message, MessageLine
from osdesk.ui.kit.layout import column, row, set_flag
from osdesk.ui.kit.text_inputs import MultilineInput, TextInput
from osdesk.ui.kit.value_inputs import ValueInput
from osdesk.ui.orders.small_button import SmallButton
from osdesk.ui.orders.technicians import TechnicianPicker
from osdesk.ui.orders.visit_inputs import StampCell, VisitMoment
from osdesk.ui.theme import current

IN_WIDTH, OUT_WIDTH, TIME_WIDTH, MENU_WIDTH, ROAD_WIDTH, GAP = 134, 122, 48, 26, 96, 5
#: An arrival longer ago than this was never followed by *left now*.
_STILL_THERE = timedelta(hours=24)


class _TimeSpent(QWidget):
    """The time on site; while it runs, in the colour of what goes on."""

    def __init__(self) -> None:
        super().__init__()
        self._words, self._running = "—", False
        self.setFixedSize(current().px(TIME_WIDTH), current().px(34))

    def show_time(self, words: str, *, running: bool) -> None:
        if (words, running) != (self._words, self._running):
            self._words, self._running = words, running
            self.setAccessibleName(_("Time on site: {time}").format(time=words))
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        tone = "link" if self._running else "text2" if self._words == "—" else "text"
        font = theme.font("text" if self._words == "—" else "strong")
        paint.label(QPainter(self), self.rect().toRectF(), self._words, font, theme.colour(tone))


class VisitRow(QWidget):
    """The inputs of one visit. `place` is its number from 0; the section gives it anew as rows come and go."""

    edited = Signal()
    left = Signal()
    shape_changed = Signal()
    remove_wanted = Signal()
    repeat_wanted = Signal()

    def __init__(self, now: Callable[[], datetime], team: Sequence[Technician], parent: QWidget | None = None) -> None:
        """`now` is the office's clock, aware."""
        super().__init__(parent)
        self._now = now
        self._visit = Visit()
        self._touched: set[str] = set()
        self.day = VisitMoment(lambda: now().date())
        self.day.setAccessibleName(_("Date, with the planned hours"))
        self.people = TechnicianPicker(_("Technicians"))
        self.people.show_team(team)
        self.arrival = StampCell(_("Arrived now"), "log-in", _("Check-in"), IN_WIDTH)
        self.departure = StampCell(_("Left now"), "log-out", _("Check-out"), OUT_WIDTH)
        self._time = _TimeSpent()
        self._more = SmallButton("", self._open_menu, icon="ellipsis", name=_("More about this visit"))
        self._outcome = StatusChip()
        self.reason = TextInput(example=_("Nobody opened"))
        self.observations = MultilineInput(lines=1, most=6)
        self._reason_field = Field(_("Reason"), self.reason)
        self._notes_field = Field(_("Remarks of the visit"), self.observations)
        self.kilometres = ValueInput(
            lambda typed: money.parse_quantity(typed, language()),
            lambda value: money.format_quantity(value, language()),
            example="12,5",
            longest=12,
        )
        self._road_field = Field(_("Kilometres"), self.kilometres, width=ROAD_WIDTH)
        self._below = QWidget()
        # Beside fields with a label above: in line with what is typed.
        said = QWidget()
        said.setLayout(column(self._outcome, gap=0, margins=(0, 24, 0, 0)))
        fields = row(said, self._reason_field, 2, self._notes_field, 3, self._road_field, gap=12, margins=(0, 4, 0, 4))
        fields.addStretch(0)
        self._below.setLayout(fields)
        self._below.hide()
        self._notes_open = self._road_open = self._road_asked = False
        self._line = MessageLine()
        menu = QWidget()
        menu.setLayout(column(self._more, gap=0, margins=(0, 4, 0, 4)))
        top = row(self.day, self.people, 1, self.arrival, self.departure, self._time, menu, gap=GAP)
        self.setLayout(column(top, self._below, self._line, gap=0, margins=(0, 6, 0, 6)))
        self._connect()
        self.refresh()

    def _connect(self) -> None:
        for name, control in (
            ("day", self.day),
            ("check_in", self.arrival.clock),
            ("check_out", self.departure.clock),
            ("reason", self.reason),
            ("observations", self.observations),
            ("kilometres", self.kilometres),
        ):
            control.edited.connect(self._typed)
            control.left.connect(lambda name=name: self._leave(name))
        self.people.edited.connect(self._typed)
        self.people.turned.connect(self.shape_changed)
        self.arrival.stamped.connect(self.stamp_arrival)
        self.departure.stamped.connect(self.stamp_departure)
        self.arrival.turned.connect(self.shape_changed)
        self.departure.turned.connect(self.shape_changed)

    # The value

    def show_visit(self, visit: Visit) -> None:
        """Show a visit; one that differs only by what saving gave it changes nothing on screen."""
        if replace(visit, id=self._visit.id) == self.read()[0]:
            self._visit = visit
            return
        self._visit = visit
        self._touched.clear()
        now = self._now()
        self.day.show_value((visit.day, visit.planned_start, visit.planned_end))
        self.people.show_value(visit.technicians)
        self.arrival.clock.show_instant(visit.check_in, visit.day, now)
        self.departure.clock.show_instant(visit.check_out, visit.day, now)
        self.reason.show_value(visit.reason)
        self.observations.show_value(visit.observations)
        self.kilometres.show_value(visit.kilometres)
        self.refresh()

    def read(self) -> tuple[Visit, tuple[Problem, ...]]:
        """The visit as typed, and what can't be read in it; there its last value stands."""
        now = self._now()
        unread: list[Problem] = []

        def attempt(name: str, read: Callable[[], Any], last: Any) -> Any:
            try:
                return read()
            except Unreadable as refusal:
                unread.append(refusal.at(name))
                return last

        kept = self._visit
        last = (kept.day, kept.planned_start, kept.planned_end)
        day, start, end = attempt("day", self.day.read, last)
        on = day or (kept.check_in.astimezone(now.tzinfo).date() if kept.check_in else now.date())
        check_in = attempt("check_in", lambda: self.arrival.clock.read_on(on, None, now), kept.check_in)
        check_out = attempt("check_out", lambda: self.departure.clock.read_on(on, check_in, now), kept.check_out)
        visit = replace(
            kept,
            day=day,
            planned_start=start,
            planned_end=end,
            technicians=self.people.read(),
            check_in=check_in,
            check_out=check_out,
            reason=self.reason.read(),
            observations=self.observations.read(),
            kilometres=attempt("kilometres", self.kilometres.read, kept.kilometres),
        )
        return visit, tuple(unread)

    def unreadable(self) -> dict[str, str]:
        """What was typed and can't be read, by field."""
        inputs = self._readable()
        return {problem.field: inputs[problem.field].text() for problem in self.read()[1]}

    def show_unreadable(self, name: str, text: str) -> None:
        """Put back what could not be read (from a draft)."""
        inputs = self._readable()
        if name in inputs:
            inputs[name].setText(text)
            self._touched.add(name)
            self.refresh()

    def _readable(self) -> dict[str, TextInput]:
        """The inputs whose text may mean nothing."""
        return {
            "day": self.day,
            "check_in": self.arrival.clock,
            "check_out": self.departure.clock,
            "kilometres": self.kilometres,
        }

    # What a person does

    def stamp_arrival(self) -> None:
        """Somebody has just arrived: now, and so today."""
        now = self._now()
        visit, _unread = self.read()
        self.day.show_value((now.date(), visit.planned_start, visit.planned_end))
        self.arrival.clock.show_instant(now, now.date(), now)
        self._stamped()
        self.departure.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)

    def stamp_departure(self) -> None:
        """Somebody has just left."""
        now = self._now()
        visit, _unread = self.read()
        self.departure.clock.show_instant(now, visit.day or now.date(), now)
        self._stamped()
        self._more.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_outcome(self, outcome: VisitOutcome | None) -> None:
        """Say what came of the visit where the times don't tell."""
        self._visit = replace(self._visit, outcome=outcome)
        if outcome is None:
            self.reason.show_value("")
        self.refresh()
        if outcome is not None:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def open_notes(self) -> None:
        """Open the field for remarks on this visit."""
        self._notes_open = True
        self.refresh()
        self.observations.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_kilometres(self) -> None:
        """Open the field for the distance driven."""
        self._road_open = True
        self.refresh()
        self.kilometres.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_kilometres(self, asked: bool) -> None:
        """Whether the order's type asks for the distance: then the field shows once somebody came."""
        if asked != self._road_asked:
            self._road_asked = asked
            self.refresh()

    def _stamped(self) -> None:
        self._touched |= {"check_in", "check_out"}
        self.refresh()
        self.edited.emit()
        self.left.emit()

    def _typed(self) -> None:
        self.refresh()
        self.edited.emit()

    def _leave(self, name: str) -> None:
        self._touched.add(name)
        if name in ("day", "check_in", "check_out"):
            self._tidy()
        self.refresh()
        self.left.emit()

    def _tidy(self) -> None:
        """Write times as they were understood, the days after marked."""
        visit, unread = self.read()
        bad = {problem.field for problem in unread}
        now = self._now()
        if "check_in" not in bad and "day" not in bad:
            self.arrival.clock.show_instant(visit.check_in, visit.day, now)
        if "check_out" not in bad and "day" not in bad:
            self.departure.clock.show_instant(visit.check_out, visit.day, now)

    # What shows

    def refresh(self) -> None:
        """Time on site, and whether buttons stand where times will be."""
        visit, _unread = self.read()
        now = self._now()
        today = now.date()
        none_in = not self.arrival.clock.text() and not self.arrival.clock.hasFocus()
        none_out = not self.departure.clock.text() and not self.departure.clock.hasFocus()
        closed = visit.outcome is VisitOutcome.NOT_DONE
        self.arrival.offer_stamp(none_in and not closed and (visit.day is None or visit.day >= today))
        running = visit.check_in is not None and now - visit.check_in < _STILL_THERE
        self.departure.offer_stamp(none_out and running and not closed)
        spent = visits.time_on_site(visit, now if running and not visit.check_out else None)
        if visit.check_in is not None and visit.check_out is not None and visit.check_out < visit.check_in:
            spent = None
        # Short in every language: the head says what it is, and the column is narrow.
        words = "—" if spent is None else dates.format_duration(spent)
        self._time.show_time(words, running=running and visit.check_out is None)
        said = visit.outcome is not None
        self._outcome.setVisible(said)
        if visit.outcome is not None:
            status = visit.status
            self._outcome.show_status(lambda: current().visit(status), visit_status_name(status))
        reasoned = said or bool(visit.reason)
        noted = self._notes_open or bool(visit.observations)
        self._reason_field.setVisible(reasoned)
        self._notes_field.setVisible(noted)
        driven = self._road_open or bool(self.kilometres.text()) or (self._road_asked and visit.check_in is not None)
        self._road_field.setVisible(driven)
        if (reasoned or noted or driven) == self._below.isHidden():
            self._below.setVisible(reasoned or noted or driven)
            self.shape_changed.emit()

    def show_problems(self, problems: Sequence[Problem], *, all_of_them: bool) -> bool:
        """Show what is wrong: the fields that were left, or all. True when a sentence came that wasn't there."""
        inputs = {
            "day": self.day,
            "check_in": self.arrival.clock,
            "check_out": self.departure.clock,
            "reason": self.reason,
            "kilometres": self.kilometres,
        }
        seen = [problem for problem in problems if all_of_them or problem.field in self._touched]
        wrong = {problem.field for problem in seen}
        for name, control in inputs.items():
            set_flag(control, "problem", name in wrong)
        silent = self._line.isHidden()
        self._line.show_message(self._message(seen[0]) if seen else None)
        return silent and bool(seen)

    def focus_problem(self, field: str) -> None:
        """Give the keyboard to a field of this visit."""
        if field in ("check_in", "check_out"):
            cell = self.arrival if field == "check_in" else self.departure
            cell.offer_stamp(False)
            cell.clock.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if field == "kilometres":
            self.open_kilometres()
            return
        target: QWidget = {"reason": self.reason, "observations": self.observations}.get(field, self.day)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _message(self, problem: Problem) -> Message:
        return Message(sentence(problem))

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        outcomes: tuple[tuple[VisitOutcome | None, str], ...] = (
            (None, _("As the times say")),
            (VisitOutcome.PARTIAL, visit_status_name(VisitStatus.PARTIAL)),
            (VisitOutcome.NOT_DONE, visit_status_name(VisitStatus.NOT_DONE)),
        )
        for outcome, words in outcomes:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(self._visit.outcome is outcome)
            action.triggered.connect(lambda _checked=False, outcome=outcome: self.set_outcome(outcome))
        menu.addSeparator()
        menu.addAction(_("Write remarks")).triggered.connect(lambda _checked=False: self.open_notes())
        menu.addAction(_("Note the kilometres")).triggered.connect(lambda _checked=False: self.open_kilometres())
        menu.addAction(_("Schedule another like it")).triggered.connect(
            lambda _checked=False: self.repeat_wanted.emit()
        )
        menu.addSeparator()
        menu.addAction(_("Remove the visit")).triggered.connect(lambda _checked=False: self.remove_wanted.emit())
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
