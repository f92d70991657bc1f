"""The agenda's room: a day, a week or a month by technician, and beside it what waits to be planned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from osdesk.domain.agenda import VisitRow, Waiting
from osdesk.domain.changes import Changes, Subject
from osdesk.domain.problems import Unreadable
from osdesk.domain.text import fold
from osdesk.services.office import Office
from osdesk.texts import _
from osdesk.ui.agenda import menu, sight, words
from osdesk.ui.agenda.canvas import AgendaCanvas
from osdesk.ui.agenda.carried import Carried, Target, as_row, moved
from osdesk.ui.agenda.carrier import Carrier
from osdesk.ui.agenda.deeds import Deeds
from osdesk.ui.agenda.free import FreeDialog
from osdesk.ui.agenda.sight import Sight, View
from osdesk.ui.agenda.steps import Mark
from osdesk.ui.agenda.visit_dialog import VisitDialog
from osdesk.ui.agenda.waiting import WaitingPane
from osdesk.ui.desk import Desk
from osdesk.ui.kit.buttons import Button, IconButton
from osdesk.ui.kit.choices import Option, SegmentedChoice
from osdesk.ui.kit.date_inputs import DateInput
from osdesk.ui.kit.labels import Ground, Hairline, Label
from osdesk.ui.kit.layout import bar, column
from osdesk.ui.kit.text_inputs import TextInput
from osdesk.ui.page import Page
from osdesk.ui.tasks import Lane
from osdesk.ui.theme import current

_PANE, _ROOMY, _NARROW = 248, 1280, 1100
_MINUTE = 60_000
_SUBJECTS = (
    Subject.ORDER,
    Subject.CLIENT,
    Subject.TECHNICIAN,
    Subject.STATUS,
    Subject.SERVICE_TYPE,
    Subject.SETTINGS,
    Subject.HOLIDAY,
)


class AgendaPage(Page):
    """Bar of periods, canvas, and the pane of what waits."""

    key = "agenda"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        kept = str(desk.settings.choices("agenda").get("view", View.WEEK))
        self.view = View(kept) if kept in set(View) else View.WEEK
        self.day = desk.office.today()
        self._stale = False
        self._pane_chosen: bool | None = None
        self.cut_row: VisitRow | None = None
        self.cut_who = 0
        self.earlier = IconButton("chevron-left", _("Earlier"), partial(self.step, -1))
        self.later = IconButton("chevron-right", _("Later"), partial(self.step, 1))
        self.today = Button(_("Today"), self.go_today)
        self.period = Label("", "strong")
        self.day_input = DateInput(desk.office.today)
        self.day_input.setAccessibleName(_("Go to a day"))
        self.day_input.setFixedWidth(desk.theme.px(124))
        self.search = TextInput(example=_("Technician"), icon="search", longest=100)
        self.search.setAccessibleName(_("Technicians shown"))
        self.search.setToolTip(_("Technician or skill"))
        self.search.setFixedWidth(desk.theme.px(176))
        views = [Option(View.DAY, _("Day")), Option(View.WEEK, _("Week")), Option(View.MONTH, _("Month"))]
        self.views = SegmentedChoice(views)
        self.views.setAccessibleName(_("How much at once"))
        self.views.show_value(self.view)
        self.pane_button = IconButton("panel-right", _("What waits to be planned"), self.turn_pane)
        self.canvas = AgendaCanvas()
        self.waiting = WaitingPane(desk.office.today)
        self.plan_button = Button(_("Plan a visit"), self.plan_visit, kind="filled", icon="plus")
        self._line = Hairline(standing=True)
        self.deeds = Deeds(self, desk, lambda: self.canvas.sight, self.ask)
        self.carrier = Carrier(self, self.canvas, self.waiting)
        self._clock = QTimer(self, interval=_MINUTE)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        top = Ground("surface")
        top.setLayout(
            bar(
                self.earlier,
                self.today,
                self.later,
                self.period,
                None,
                self.search,
                self.day_input,
                self.views,
                self.pane_button,
                margins=(14, 0, 16, 0),
            )
        )
        top.setFixedHeight(self.desk.theme.px(50))
        body = bar(gap=0)
        body.addWidget(self.canvas, 1)
        body.addWidget(self._line)
        body.addWidget(self.waiting)
        self.setLayout(column(top, Hairline(), body, 1, gap=0))
        self._fit()

    def _connect(self) -> None:
        canvas = self.canvas
        self.views.edited.connect(lambda: self.show_view(self.views.read()))
        self.day_input.edited.connect(self._typed_day)
        self.search.textEdited.connect(lambda text: canvas.show_search(fold(text)))
        canvas.opened.connect(lambda row: self.desk.go.order(row.order_id))
        canvas.exact_wanted.connect(self.write_exactly)
        canvas.menu_wanted.connect(self._open_menu)
        canvas.replanned.connect(self._replan)
        canvas.unplan_wanted.connect(self.unplan)
        canvas.cut_wanted.connect(self.cut)
        canvas.paste_wanted.connect(self.paste)
        canvas.stepped.connect(self.step)
        canvas.today_wanted.connect(self.go_today)
        canvas.day_wanted.connect(self.open_day)
        self.carrier.planned.connect(self._dropped)
        self.carrier.unplanned.connect(self.unplan)
        waiting = self.waiting.list
        waiting.lifted.connect(self.carrier.lift)
        waiting.carried_to.connect(self.carrier.move)
        waiting.dropped.connect(self.carrier.drop)
        waiting.chosen.connect(self.find_room)
        waiting.opened.connect(lambda held: self.desk.go.order(held.order_id))
        waiting.cut_wanted.connect(self.cut)
        self.waiting.searched.connect(lambda _text: self._ask_waiting())
        self.waiting.free_wanted.connect(self.find_room)
        self._clock.timeout.connect(self._tick)
        self.desk.changes.happened.connect(self._news)
        self.offer(
            "find", lambda: self.waiting.search.setFocus() if self.waiting.isVisible() else self.search.setFocus()
        )

    # The page

    def title(self) -> str:
        """The room's name."""
        return _("Agenda")

    def bar_actions(self) -> Sequence[QWidget]:
        """*Plan a visit*."""
        return (self.plan_button,)

    def shown(self, first: bool) -> None:
        """Ask the first time, and when something changed meanwhile."""
        if first or self._stale:
            self.ask()
        self._clock.start()
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, place: str) -> None:
        """Show a day ("2026-11-24"), or one of the views."""
        if place in set(View):
            self.show_view(View(place))
        elif place:
            try:
                self.open_day(date.fromisoformat(place))
            except ValueError:
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt and an arrow steps, wherever the keyboard is."""
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.step(1 if event.key() == Qt.Key.Key_Right else -1)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pane gives way in a narrow window."""
        super().resizeEvent(event)
        self._fit()

    # What is shown

    def step(self, steps: int) -> None:
        """So many days, weeks or months on."""
        self.show_day(sight.stepped(self.view, self.day, steps))

    def go_today(self) -> None:
        """Back to today."""
        self.show_day(self.desk.office.today())

    def open_day(self, day: date) -> None:
        """One day by its hours."""
        self.day = day
        self.show_view(View.DAY)

    def show_day(self, day: date) -> None:
        """The stretch a day lies in."""
        self.day = day
        self.ask()

    def show_view(self, view: View) -> None:
        """Day, week or month."""
        self.view = view
        self.views.show_value(view)
        self.desk.settings.keep_choices("agenda", {"view": view.value})
        self.ask()

    def ask(self) -> None:
        """Read what is to be seen."""
        self._stale = False
        since, until = sight.stretch_of(self.view, self.day)
        self.period.setText(words.stretch_words(self.view, since, until))
        if not self.day_input.hasFocus():
            self.day_input.show_value(self.day)
        run, office = self.desk.tasks.run, self.desk.office
        run(Lane.READ, sight.read, office, self.view, self.day, done=self._show, owner=self, latest="agenda")
        self._ask_waiting()

    def _ask_waiting(self) -> None:
        text = self.waiting.search.text()
        run = self.desk.tasks.run
        run(Lane.READ, _waiting, self.desk.office, text, done=self.waiting.offer, owner=self, latest="waiting")

    def _show(self, found: Sight) -> None:
        self.canvas.show_sight(found)

    def _tick(self) -> None:
        if self.isVisible() and self.canvas.sight is not None and self.carrier.carried is None:
            self.canvas.show_sight(self.canvas.sight.at(self.desk.office.now().replace(tzinfo=None)))

    def _news(self, changes: Changes) -> None:
        if not any(changes.touches(subject) for subject in _SUBJECTS):
            return
        if self.isVisible():
            self.ask()
        else:
            self._stale = True

    def _typed_day(self) -> None:
        try:
            day = self.day_input.read()
        except Unreadable:
            return
        if day is not None:
            self.show_day(day)

    def _fit(self) -> None:
        theme = current()
        width = self.window().width()
        shown = width >= theme.px(_ROOMY) if self._pane_chosen is None else self._pane_chosen
        self.waiting.setFixedWidth(theme.px(_PANE))
        if self.waiting.isHidden() == shown:
            self.waiting.setVisible(shown)
            self._line.setVisible(shown)
        self.search.setFixedWidth(theme.px(132 if width < theme.px(_NARROW) else 176))

    def turn_pane(self) -> None:
        """Show or fold away what waits."""
        self._pane_chosen = self.waiting.isHidden()
        self._fit()

    # Doing

    def plan_visit(self) -> None:
        """Of the order that is chosen among those that wait, or let one be chosen."""
        held = self.waiting.list.held
        if held is not None:
            self.find_room(held)
            return
        if self.waiting.isHidden():
            self.turn_pane()
        self.waiting.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def find_room(self, held: Waiting | None) -> None:
        """The next free hours, for an order or only to know."""
        found = self.canvas.sight
        if found is not None:
            order = as_row(held) if held is not None else None
            self.desk.prompts.show(FreeDialog(self.window(), self.desk, found, order, self._plan))

    def write_exactly(self, row: VisitRow) -> None:
        """Type hours and people."""
        found = self.canvas.sight
        if found is not None:
            said = _("{number}: visit saved").format(number=row.number)
            done = lambda act: self.deeds.put(act, said)  # noqa: E731  said once, here
            self.desk.prompts.show(VisitDialog(self.window(), self.desk, found, row, done))

    def unplan(self, row: VisitRow) -> None:
        """Take a visit off."""
        self.deeds.unplan(row)

    def cut(self, row: VisitRow | None) -> None:
        """Keep a visit (or an order that waits) for pasting; None forgets it."""
        self.cut_row = row
        mark = self.canvas.mark
        self.cut_who = mark.who if mark is not None and row is not None and row.id else 0
        self.canvas.show_cut(row.id if row is not None else 0)
        if row is not None:
            self.desk.go.say(_("{number} cut: go to a day and paste (Ctrl+V)").format(number=row.number))

    def paste(self) -> None:
        """Plan what was cut for the day that is marked."""
        row, mark, found = self.cut_row, self.canvas.mark, self.canvas.sight
        if row is None or mark is None or found is None:
            return
        planned = moved(row, who=self.cut_who, to=mark.who, day=mark.day)
        if not row.id:
            planned = planned._replace(planned_start=found.free_hour(mark.who, mark.day, row.minutes or 60))
        self._forget_cut()
        self._replan(row, planned, mark.who)

    def _forget_cut(self) -> None:
        self.cut_row = None
        self.canvas.show_cut(0)

    def _plan(self, row: VisitRow) -> None:
        self.deeds.replan(row)
        if row.day is not None:
            self.show_day(row.day)

    def _dropped(self, carried: Carried, target: Target) -> None:
        self._replan(carried.row, target.row, target.who)

    def _replan(self, row: VisitRow, planned: VisitRow, who: int) -> None:
        if row.check_in is not None or row.outcome is not None:
            self.desk.go.say(_("This visit has begun: it stays. Change it in its order."))
            return
        found = self.canvas.sight
        if found is not None and planned.day is not None:
            if row.id:
                self.canvas.show_sight(found.with_row(planned))
            self.canvas.put_mark(Mark(who, planned.day if planned.day in found.days else found.days[0], row.id))
            if planned.day not in found.days:
                self.day = planned.day
        self.deeds.replan(planned)

    def _open_menu(self, mark: Mark | None, at: QPoint) -> None:
        menu.open_menu(self, mark, at)


def _waiting(office: Office, text: str) -> tuple[Waiting, ...]:
    from osdesk.services import agenda

    return agenda.waiting(office, text)
