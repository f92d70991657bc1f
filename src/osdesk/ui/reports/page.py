"""The room of reports: which one, about what, its plot and table; and what it is handed on as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QScrollArea, QStackedWidget, QWidget

from osdesk.domain.changes import Changes, Subject
from osdesk.domain.filters import Period, SavedFilter, question_of, span
from osdesk.domain.questions import OrderQuestion
from osdesk.domain.reports import Grouping, Report, ReportName, Row
from osdesk.domain.team import Technician
from osdesk.services.office import Office
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.empty import Empty
from osdesk.ui.kit.labels import ElidedLabel, Ground, Hairline, Label
from osdesk.ui.kit.layout import bar, column
from osdesk.ui.kit.menu_chip import MenuChip
from osdesk.ui.orders.filters import TechnicianChip
from osdesk.ui.page import Page
from osdesk.ui.reports import handing
from osdesk.ui.reports.between import BetweenDialog
from osdesk.ui.reports.choices import BROKEN_DOWN, GROUPINGS, PERIODS, period_words
from osdesk.ui.reports.names import ReportNames
from osdesk.ui.reports.plot import PlotView
from osdesk.ui.reports.table import ReportTable
from osdesk.ui.tasks import Lane
from osdesk.ui.theme import current

#: Logical pixels.
_NAMES, _NARROW, _ROOMY = 264, 200, 1280
_PLOT_SHARE = 0.46
#: Changes are gathered so long before the report is made anew.
_TOGETHER = 400
_KEPT = "reports"
#: News of these change figures.
_SUBJECTS = (Subject.ORDER, Subject.CLIENT, Subject.TECHNICIAN, Subject.STATUS, Subject.SERVICE_TYPE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked for. `since` and `until` count where the period is `BETWEEN`."""

    name: ReportName = ReportName.ORDERS
    period: Period = Period.THIS_MONTH
    since: date | None = None
    until: date | None = None
    grouping: Grouping = Grouping.STATUS
    technician: int | None = None
    saved: SavedFilter | None = None

    def question(self, today: date) -> OrderQuestion:
        """Which orders: those of a kept filter, whose own period the report's replaces, and of a technician."""
        asked = question_of(self.saved, today) if self.saved is not None else OrderQuestion()
        if self.technician is not None:
            asked = replace(asked, technicians=frozenset({self.technician}))
        return asked

    def days(self, today: date) -> tuple[date, date]:
        """First and last day."""
        since, until = span(self.period, today)
        return since or self.since or today, until or self.until or today


class ReportsPage(Page):
    """Names at the left; beside them choices, plot and table."""

    key = "reports"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._wanted = self._kept()
        self._report: Report | None = None
        self._stale = False
        self.names = ReportNames()
        self.names.choose(self._wanted.name)
        self.period = MenuChip(_("Period"), "calendar-days")
        offered = [(period, _(words)) for period, words in PERIODS.items()]
        self.period.offer(offered, [(Period.BETWEEN, _("Other days…"))])
        self.grouping = MenuChip(_("Broken down by"), "sliders-horizontal")
        self.technician = TechnicianChip()
        self.saved = MenuChip(_("Filter"), "filter")
        self.about = ElidedLabel("", "dim")
        self.plot = PlotView()
        self.table = ReportTable()
        self.table.setAccessibleName(_("Report"))
        self.note = Label("", "hint", wrap=True)
        self.empty = Empty("", _("Choose another period, or take the filter off."))
        self.orders_button = Button(_("Show the orders"), self.show_orders, icon="clipboard-list")
        self.print_button = Button(_("Print"), self.print_out, icon="printer")
        self.save_button = Button(_("Save"), kind="filled", icon="file-down")
        self._together = QTimer(self, singleShot=True, interval=_TOGETHER)
        self._offer_forms()
        self._lay_out()
        self._connect()

    def _offer_forms(self) -> None:
        menu = QMenu(self)
        for form, words in (
            ("pdf", _("PDF, to print or send…")),
            ("xlsx", _("Spreadsheet (Excel)…")),
            ("csv", _("Comma-separated values (CSV)…")),
        ):
            action = QAction(words, menu)
            action.triggered.connect(partial(self._save_as, form))
            menu.addAction(action)
        self.save_button.set_menu(menu)
        self.offer("export", lambda: self._save_as("pdf"))
        self.offer("export_list", lambda: self._save_as("xlsx"))
        self.offer("print", self.print_out)
        self.offer("print_now", lambda: self.print_out(direct=True))

    def _lay_out(self) -> None:
        self._left = Ground("surface")
        self._left.setLayout(column(self.names, 1, margins=(0, 8, 0, 0), gap=0))
        chips = bar(
            self.period, self.grouping, self.technician, self.saved, None, self.orders_button, margins=(20, 10, 16, 8)
        )
        self._plot_scroll = QScrollArea()
        self._plot_scroll.setWidgetResizable(True)
        self._plot_scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._plot_scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot_scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ground = Ground("surface")
        ground.setLayout(column(self.plot, None, margins=(20, 8, 20, 8), gap=0))
        self._plot_scroll.setWidget(ground)
        inset = bar(margins=(8, 0, 4, 0), gap=0)
        inset.addWidget(self.table, 1)
        foot = bar(margins=(20, 6, 16, 6))
        self.note.setMinimumWidth(1)
        foot.addWidget(self.note, 1)
        made = Ground("surface")
        made.setLayout(
            column(
                bar(self.about, 1, margins=(20, 0, 16, 8)),
                Hairline(),
                self._plot_scroll,
                inset,
                1,
                foot,
                gap=0,
            )
        )
        self._shown = QStackedWidget()
        self._shown.addWidget(made)
        self._shown.addWidget(self.empty)
        right = Ground("surface")
        right.setLayout(column(chips, self._shown, 1, gap=0))
        whole = bar(gap=0)
        for part in (self._left, Hairline(standing=True)):
            whole.addWidget(part)
        whole.addWidget(right, 1)
        self.setLayout(whole)
        self._fit()

    def _connect(self) -> None:
        self.names.chosen.connect(lambda name: self._want(replace(self._wanted, name=name)))
        self.period.chosen.connect(self._choose_period)
        self.grouping.chosen.connect(lambda grouping: self._want(replace(self._wanted, grouping=grouping)))
        self.technician.chosen.connect(lambda who: self._want(replace(self._wanted, technician=who)))
        self.saved.chosen.connect(lambda saved: self._want(replace(self._wanted, saved=saved)))
        self.table.opened.connect(self._open_row)
        self.plot.pressed.connect(self._open_place)
        self._together.timeout.connect(self._ask)
        self.desk.changes.happened.connect(self._news)

    # The page

    def title(self) -> str:
        """The room's name."""
        return _("Reports")

    def bar_actions(self) -> Sequence[QWidget]:
        """Print and save."""
        return (self.print_button, self.save_button)

    def shown(self, first: bool) -> None:
        """Ask the first time, and when something changed meanwhile."""
        if first:
            self._ask_choices()
        if first or self._stale:
            self._ask()
        self.names.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, place: str) -> None:
        """Show the report of that name."""
        if place in set(ReportName):
            self.names.choose(ReportName(place))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names give way in a narrow window, the plot in a low one."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Widths follow the size of the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        theme = current()
        roomy = self.window().width() >= theme.px(_ROOMY)
        self._left.setFixedWidth(theme.px(_NAMES if roomy else _NARROW))
        wanted = self.plot.sizeHint().height() + theme.px(16)
        self._plot_scroll.setFixedHeight(min(wanted, max(theme.px(120), int(self.height() * _PLOT_SHARE))))

    # Asking

    def _kept(self) -> Wanted:
        kept = self.desk.settings.choices(_KEPT)
        wanted = Wanted()
        if kept.get("name") in set(ReportName):
            wanted = replace(wanted, name=ReportName(str(kept["name"])))
        if kept.get("period") in set(PERIODS):
            wanted = replace(wanted, period=Period(str(kept["period"])))
        if kept.get("grouping") in set(Grouping):
            wanted = replace(wanted, grouping=Grouping(str(kept["grouping"])))
        return wanted

    def _want(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self.desk.settings.keep_choices(
            _KEPT, {"name": wanted.name, "period": wanted.period, "grouping": wanted.grouping}
        )
        self._ask()

    def _choose_period(self, period: Period) -> None:
        if period is Period.BETWEEN:
            self.choose_days()
        else:
            self._want(replace(self._wanted, period=period))

    def _ask_choices(self) -> None:
        self.desk.tasks.run(Lane.READ, _choices, self.desk.office, done=self._offer, owner=self)

    def _offer(self, found: tuple[Sequence[Technician], Sequence[SavedFilter]]) -> None:
        team, kept = found
        self.technician.offer_team(team)
        self.saved.offer([(None, _("No filter"))], [(saved, saved.name) for saved in kept])
        # One that was changed or removed elsewhere counts as it is now, or no more.
        chosen = self._wanted.saved
        now = next((saved for saved in kept if chosen is not None and saved.id == chosen.id), None)
        if now != chosen:
            self._want(replace(self._wanted, saved=now))
        self.saved.setVisible(bool(kept))
        self.saved.show_choice(self._wanted.saved)

    def _ask(self) -> None:
        self._stale = False
        wanted, today = self._wanted, self.desk.office.today()
        since, until = wanted.days(today)
        groupings = BROKEN_DOWN.get(wanted.name, ())
        grouping = wanted.grouping if wanted.grouping in groupings else (groupings[0] if groupings else wanted.grouping)
        self.period.show_choice(wanted.period, period_words(wanted.period, since, until))
        self.grouping.setVisible(bool(groupings))
        self.grouping.offer([(each, _(GROUPINGS[each])) for each in groupings])
        self.grouping.show_choice(grouping, _(GROUPINGS[grouping]))
        self.technician.show_technician(wanted.technician)
        self.saved.show_choice(wanted.saved)
        self.desk.tasks.run(
            Lane.READ,
            _make,
            self.desk.office,
            wanted.name,
            since,
            until,
            wanted.question(today),
            grouping,
            done=self._show,
            owner=self,
            latest="report",
        )

    def _show(self, report: Report) -> None:
        self._report = report
        self.about.setText(report.about)
        self.about.setToolTip(report.about)
        self.plot.show_plot(report.plot)
        self._plot_scroll.setVisible(report.plot is not None)
        self.table.show_report(report)
        self.note.setText(report.note)
        self.note.setVisible(bool(report.note))
        self.empty.say("" if report.rows else report.note, _("Choose another period, or take the filter off."))
        self._shown.setCurrentIndex(0 if report.rows else 1)
        for part in (self.print_button, self.save_button, self.orders_button):
            part.setEnabled(bool(report.rows))
        self.orders_button.setVisible(report.opens is not None)
        self._fit()

    def _news(self, changes: Changes) -> None:
        if changes.touches(Subject.SAVED_FILTER) or changes.touches(Subject.TECHNICIAN):
            self._ask_choices()
        if not any(changes.touches(subject) for subject in _SUBJECTS):
            return
        if self.isVisible():
            self._together.start()
        else:
            self._stale = True

    # Doing

    def choose_days(self) -> None:
        """Ask for a period of one's own."""
        office = self.desk.office
        since, until = self._wanted.days(office.today())
        self.desk.prompts.show(BetweenDialog(self.window(), since, until, office.today, self._between))

    def _between(self, since: date, until: date) -> None:
        self._want(replace(self._wanted, period=Period.BETWEEN, since=since, until=until))

    def show_orders(self) -> None:
        """The list of all orders that the report is made of."""
        if self._report is not None and self._report.opens is not None:
            self.desk.go.orders(self._report.opens)

    def print_out(self, *, direct: bool = False) -> None:
        """Print what is shown."""
        if self._report is not None and self._report.rows:
            handing.print_out(self.desk, self, self._report, direct=direct)

    def _save_as(self, form: str, _checked: bool = False) -> None:
        if self._report is not None and self._report.rows:
            handing.save_as(self.desk, self, self._report, form)

    def _open_row(self, row: Row) -> None:
        if row.opens is not None:
            self.desk.go.orders(row.opens)

    def _open_place(self, place: int) -> None:
        """A bar of the plot: the row of that label."""
        report = self._report
        if report is None or report.plot is None:
            return
        label = report.plot.labels[place]
        for row in report.rows:
            if row.cells[0] == label:
                self._open_row(row)
                return


def _make(
    office: Office, name: ReportName, since: date, until: date, question: OrderQuestion, grouping: Grouping
) -> Report:
    from osdesk.services import reports

    return reports.make(office, name, since, until, question=question, grouping=grouping)


def _choices(office: Office) -> tuple[tuple[Technician, ...], tuple[SavedFilter, ...]]:
    from osdesk.services import saved_filters, team

    return team.all(office), saved_filters.all(office)
