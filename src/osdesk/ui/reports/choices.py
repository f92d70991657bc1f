"""What a report is asked about: its period, what it is broken down by, whose orders."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from osdesk.domain.filters import Period
from osdesk.domain.reports import Grouping, ReportName
from osdesk.domain.text import elide
from osdesk.texts import N_, _
from osdesk.ui.kit.filters import FilterChip

#: In the order of the menu; a report needs an end and a beginning, so that "any date" is none of them.
PERIODS: Mapping[Period, str] = {
    Period.THIS_MONTH: N_("This month"),
    Period.LAST_MONTH: N_("Last month"),
    Period.THIS_WEEK: N_("This week"),
    Period.LAST_WEEK: N_("Last week"),
    Period.LAST_30_DAYS: N_("Last 30 days"),
    Period.THIS_YEAR: N_("This year"),
    Period.LAST_YEAR: N_("Last year"),
}
GROUPINGS: Mapping[Grouping, str] = {
    Grouping.STATUS: N_("By status"),
    Grouping.SERVICE_TYPE: N_("By type of service"),
    Grouping.TECHNICIAN: N_("By technician"),
    Grouping.CLIENT: N_("By client"),
    Grouping.MONTH: N_("By month"),
}
#: What each report can be broken down by; those that aren't here are what they are.
BROKEN_DOWN: Mapping[ReportName, tuple[Grouping, ...]] = {
    ReportName.ORDERS: tuple(Grouping),
    ReportName.LEAD_TIMES: (Grouping.MONTH, Grouping.SERVICE_TYPE, Grouping.CLIENT),
}
_NAME = 28


class MenuChip(FilterChip):
    """A chip that opens a menu of choices; `chosen` carries the key of one."""

    chosen = Signal(object)

    def __init__(self, words: str, icon: str, parent: QWidget | None = None) -> None:
        menu = QMenu()
        super().__init__(words, icon=icon, menu=menu, parent=parent)
        menu.setParent(self, menu.windowFlags())
        self._usual = words
        self._offered = menu
        self._words: dict[object, str] = {}

    def offer(
        self, choices: Sequence[tuple[object, str]], more: Sequence[tuple[str, Callable[[], object]]] = ()
    ) -> None:
        """What can be chosen, and below it what else can be done."""
        self._words = dict(choices)
        self._offered.clear()
        for key, words in choices:
            self._offered.addAction(self._action(words, partial(self.chosen.emit, key)))
        if more:
            self._offered.addSeparator()
        for words, act in more:
            self._offered.addAction(self._action(words, act))

    def show_choice(self, key: object, words: str = "") -> None:
        """Show which one applies, or other words; None shows the chip's own."""
        shown = words or self._words.get(key, self._usual)
        self.set_words(elide(shown, _NAME), chosen=key is not None)

    def _action(self, words: str, act: Callable[[], object]) -> QAction:
        action = QAction(words.replace("&", "&&"), self._offered)
        action.triggered.connect(lambda _checked=False: act())
        return action


def period_words(period: Period, since: date, until: date) -> str:
    """What the chip says: the period's name, or its days."""
    from osdesk.domain.dates import format_date
    from osdesk.texts import language

    if period in PERIODS:
        return _(PERIODS[period])
    return f"{format_date(since, language())} – {format_date(until, language())}"
