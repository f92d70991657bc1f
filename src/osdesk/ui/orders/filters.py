"""What the order list is narrowed by: chips of status with counts, a period, words. Together they are a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from osdesk.domain import filters
from osdesk.domain.filters import Period, Span
from osdesk.domain.questions import NOBODY, Chips, OrderDate, OrderQuestion, OrderSort
from osdesk.domain.statuses import UNFINISHED, Status
from osdesk.domain.team import Technician
from osdesk.services import wording
from osdesk.texts import N_, _, pgettext
from osdesk.ui.kit.buttons import IconButton
from osdesk.ui.kit.filters import FilterChip, FilterChips
from osdesk.ui.kit.labels import Ground, Hairline
from osdesk.ui.kit.layout import bar, column
from osdesk.ui.kit.menu_chip import MenuChip
from osdesk.ui.kit.text_inputs import TextInput
from osdesk.ui.settings import Settings
from osdesk.ui.tokens import STATUS_ICONS

ALL = "all"
UNFINISHED_KEY = "unfinished"
LATE = "late"


#: When the orders shown were opened.
_PERIODS = {
    Period.ANY: N_("Any date"),
    Period.THIS_MONTH: N_("This month"),
    Period.LAST_MONTH: N_("Last month"),
    Period.LAST_30_DAYS: N_("Last 30 days"),
    Period.THIS_YEAR: N_("This year"),
    Period.LAST_YEAR: N_("Last year"),
}


#: A technician's name on the chip is no longer than this.
_NAME = 24


def span(period: Period, today: date) -> Span:
    """First and last day of a period, None where it is open; it ends only in the past: orders may be opened ahead."""
    since, until = filters.span(period, today)
    return since, until if until is not None and until < today else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What is chosen: a chip by its key, a period, words; and how the list is sorted."""

    chip: str = UNFINISHED_KEY
    period: Period = Period.ANY
    #: Id of the technician whose orders are shown, `NOBODY` for orders without one, None for all.
    technician: int | None = None
    words: str = ""
    #: What somebody else asked for (a figure that was pressed); the rest narrows it.
    asked: OrderQuestion | None = None
    sort: OrderSort = OrderSort.NUMBER
    descending: bool = True

    def narrowed(self) -> bool:
        """Whether anything but the chip narrows it."""
        words = bool(self.words.strip())
        return self.period is not Period.ANY or self.technician is not None or words or self.asked is not None

    def question(self, today: date) -> OrderQuestion:
        """The question it stands for, on that day."""
        since, until = span(self.period, today)
        question = replace(self.asked or OrderQuestion(), sort=self.sort, descending=self.descending)
        if self.words:
            question = replace(question, search=self.words)
        if self.technician is not None:
            question = replace(question, technicians=frozenset({self.technician}))
        if self.period is not Period.ANY:
            question = replace(question, dated=OrderDate.OPENED, since=since, until=until)
        if self.chip == UNFINISHED_KEY:
            return replace(question, kinds=UNFINISHED)
        if self.chip == LATE:
            return replace(question, late_on=today)
        if self.chip.isdigit():
            return replace(question, statuses=frozenset({int(self.chip)}))
        return question

    def widest(self, today: date) -> OrderQuestion:
        """The question without its chip: what the counts on the chips are about."""
        return replace(self, chip=ALL).question(today)


def keep_filter(settings: Settings, name: str, chosen: Filter) -> None:
    """Keep it for the next start; what was asked from elsewhere is not."""
    if chosen.asked is None:
        kept: dict[str, object] = {"chip": chosen.chip, "period": chosen.period, "technician": chosen.technician}
        settings.keep_choices(f"filter/{name}", kept)


def kept_filter(settings: Settings, name: str) -> Filter:
    """What was chosen last at this workstation."""
    kept, sort = settings.choices(f"filter/{name}"), settings.sort(name)
    chosen = Filter()
    if isinstance(kept.get("chip"), str):
        chosen = replace(chosen, chip=str(kept["chip"]))
    if kept.get("period") in set(_PERIODS):
        chosen = replace(chosen, period=Period(str(kept["period"])))
    technician = kept.get("technician")
    if isinstance(technician, int):
        chosen = replace(chosen, technician=technician)
    if sort is not None and sort[0] in set(OrderSort):
        chosen = replace(chosen, sort=OrderSort(sort[0]), descending=sort[1])
    return chosen


def many_name(status: Status) -> str:
    """The chip's word for orders of a status ("Abertas"); the office's own name stays as it is."""
    if status.name:
        return status.name
    names = {
        "open": pgettext("orders", "Open"),
        "scheduled": pgettext("orders", "Scheduled"),
        "running": pgettext("orders", "In service"),
        "waiting": pgettext("orders", "Waiting"),
        "done": pgettext("orders", "Done"),
        "cancelled": pgettext("orders", "Cancelled"),
    }
    return names.get(status.key) or wording.status_name(status)


def fill_chips(chips: FilterChips, statuses: Sequence[Status]) -> None:
    """One chip for all, for the unfinished ones, each status, and the late ones before those that are finished."""
    chips.add(ALL, FilterChip(pgettext("orders", "All")))
    chips.add(UNFINISHED_KEY, FilterChip(pgettext("orders", "In progress")))
    unfinished = [status for status in statuses if not status.kind.finished]
    finished = [status for status in statuses if status.kind.finished]
    for status in unfinished:
        chips.add(str(status.id), _status_chip(status))
    chips.add(LATE, FilterChip(pgettext("orders", "Late"), icon=STATUS_ICONS["late"], tone="danger"))
    for status in finished:
        chips.add(str(status.id), _status_chip(status))


def show_counts(chips: FilterChips, counts: Chips) -> None:
    """How many each chip would show."""
    by_key = {str(key): count for key, count in counts.by_status.items()}
    known = {key: by_key.get(key, 0) for key in chips.keys() if key.isdigit()}  # noqa: SIM118  (not a mapping)
    chips.set_counts({**known, ALL: counts.all, UNFINISHED_KEY: counts.unfinished, LATE: counts.late})


def _status_chip(status: Status) -> FilterChip:
    icon = STATUS_ICONS.get(status.key) or STATUS_ICONS.get(status.kind, "inbox")
    return FilterChip(many_name(status), icon=icon)


class PeriodChip(MenuChip):
    """A chip that opens the choice of a period."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_(_PERIODS[Period.ANY]), "calendar-days", parent=parent)
        self.offer([(period, _(words)) for period, words in _PERIODS.items()])

    def show_period(self, period: Period) -> None:
        """Show which one applies."""
        self.show_choice(None if period is Period.ANY else period)


class TechnicianChip(MenuChip):
    """A chip that opens the choice of a technician. `chosen` carries the id, `NOBODY`, or None for everybody."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Technician"), "hard-hat", longest=_NAME, parent=parent)
        self._applies: int | None = None

    def offer_team(self, team: Sequence[Technician]) -> None:
        """The office's technicians; those who are not active any more stand last, for old orders are theirs."""
        ordered = sorted(team, key=lambda person: not person.active)
        people = [(person.id, person.name) for person in ordered if person.id is not None]
        self.offer([(None, _("Any technician")), (NOBODY, _("No technician"))], people)
        self.show_technician(self._applies)

    def show_technician(self, technician: int | None) -> None:
        """Show whose orders the list has."""
        self._applies = technician
        self.show_choice(technician, _("Technician") if technician is None else "")


class SearchStrip(Ground):
    """A second row under the chips: words to search in the list, what has no room above, a cross."""

    searched = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self.line = TextInput(example=_("Number, client, phone, words of the reason"), icon="search")
        self.line.setAccessibleName(_("Search in this list"))
        self.line.setMaximumWidth(420)
        self.line.textChanged.connect(self._typed)
        self._holder = bar(self.line, 1, gap=8)
        self._cross = IconButton("x", _("Close the search"), self.closed.emit)
        self.setLayout(column(bar(self._holder, 1, None, self._cross, margins=(20, 6, 16, 6)), Hairline(), gap=0))
        self._pause = QTimer(self, singleShot=True, interval=60)
        self._pause.timeout.connect(lambda: self.searched.emit(self.line.text()))

    def take(self, chip: QWidget) -> None:
        """Give a chip its place here."""
        self._holder.addWidget(chip)

    def clear(self) -> None:
        """Search for nothing, at once."""
        self.line.clear()
        self._pause.stop()

    def _typed(self) -> None:
        self._pause.start()
