"""The panel of the day's visits: title with its figure, a key to the colours, the board; or why there is none."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from osdesk.domain.today import Today
from osdesk.domain.visits import VisitStatus
from osdesk.services import wording
from osdesk.texts import _, pgettext
from osdesk.ui.kit import paint
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.labels import Label
from osdesk.ui.kit.layout import bar, column
from osdesk.ui.theme import Look, current
from osdesk.ui.today.board import Board
from osdesk.ui.today.panels import Card, say


class Key(QWidget):
    """The four looks of a visit; as many as there is room for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One line of chips."""
        return QSize(current().px(60), current().px(24))

    def changeEvent(self, event: QEvent) -> None:
        """Sizes follow the size of the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """From the right, all or none."""
        theme = current()
        painter = QPainter(self)
        looks = [
            (theme.visit(status), wording.visit_status_name(status))
            for status in (VisitStatus.DONE, VisitStatus.ON_SITE, VisitStatus.SCHEDULED)
        ]
        late = theme.status("late")
        looks.append((Look("clock-alert", late.ink, late.ground), pgettext("visit", "Late")))
        widths = [paint.chip_width(theme, words) for _look, words in looks]
        gap = theme.px(6)
        if sum(widths) + gap * len(widths) > self.width():
            return
        left = self.width() - sum(widths) - gap * (len(widths) - 1)
        for (look, words), wide in zip(looks, widths, strict=True):
            solid = Look(look.icon, look.ink, look.ground)
            paint.chip(painter, theme, QRectF(left, 0, wide, self.height()), solid, words)
            left += wide + gap


class VisitsPanel(Card):
    """The board with its head."""

    def __init__(self, orders: Callable[[], object], plan: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.board = Board()
        self.figure = Button("", orders, kind="link")
        self._nothing = Label("", "record", wrap=True)
        self._why = Label("", "dim", wrap=True)
        self.plan = Button(_("Open the agenda"), plan, icon="calendar-days")
        for label in (self._nothing, self._why):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        empty = QWidget()
        empty.setLayout(
            column(None, self._nothing, self._why, bar(None, self.plan, None), None, gap=8, margins=(24, 0, 24, 16))
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.board)
        self._stack.addWidget(empty)
        head = bar(Label(_("Visits of today"), "section"), self.figure, gap=4, margins=(14, 0, 12, 0))
        head.addWidget(Key(), 1)
        self.setLayout(column(head, self._stack, 1, gap=2, margins=(1, 6, 1, 8)))

    def show_today(self, today: Today) -> None:
        """Show the day's visits, or say why there are none."""
        self.board.show_today(today)
        say(self.figure, str(today.planned.rows) if today.planned.rows else "")
        if today.planned.rows:
            self.figure.setAccessibleName(_("Orders with a visit today: {count}").format(count=today.planned.rows))
            self.figure.setToolTip(_("Show the orders"))
        if today.visits:
            self._stack.setCurrentIndex(0)
            return
        self._nothing.setText(_("No visits today"))
        if today.day_off:
            self._why.setText(_("Day off: {name}").format(name=today.day_off))
        elif not today.works:
            self._why.setText(_("The office does not work on this day of the week."))
        else:
            self._why.setText(_("Plan an order in the agenda and it stands here by its hour."))
        self._stack.setCurrentIndex(1)
