"""Seven days against the seven before: three figures that open their lists, and a bar for each day."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QToolTip, QWidget

from osdesk.domain.dates import format_weekday
from osdesk.domain.today import Week
from osdesk.texts import _, language
from osdesk.ui.kit import paint
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.labels import ElidedLabel, Label
from osdesk.ui.kit.layout import bar, column
from osdesk.ui.theme import current
from osdesk.ui.today.panels import Card
from osdesk.ui.today.words import amount_words, change_words


class BigFigure(QAbstractButton):
    """A label, a big number, and what it is against the week before; pressed, it opens its list."""

    def __init__(self, label: str, act: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label, self._number, self._below = label, "–", ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(label)
        self.clicked.connect(lambda _checked=False: act())

    def tell(self, number: str, below: str) -> None:
        """Show these."""
        self._number, self._below = number, below
        told = f"{self._label}: {number}, {below}"
        self.setAccessibleName(told)
        self.setToolTip(told)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Three lines."""
        theme = current()
        wide = max(theme.face("number").width(self._number), theme.face("hint").width(self._below))
        return QSize(round(wide) + theme.px(18), theme.px(70))

    def minimumSizeHint(self) -> QSize:
        """The number whole."""
        theme = current()
        return QSize(round(theme.face("number").width(self._number)) + theme.px(12), theme.px(70))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The three lines."""
        theme = current()
        painter = QPainter(self)
        if self.underMouse() or self.isDown():
            paint.rounded(painter, self.rect().toRectF(), theme.px(6), theme.colour("hover"))
        box = self.rect().toRectF().adjusted(theme.px(6), theme.px(2), -theme.px(4), 0)
        lines = (("label", self._label, 18, "text2"), ("number", self._number, 30, "text"))
        top = box.top()
        for role, words, high, colour in (*lines, ("hint", self._below, 18, "text2")):
            where = QRectF(box.left(), top, box.width(), theme.px(high))
            paint.line(painter, where, words, theme.face(role), theme.colour(colour))
            top += theme.px(high)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("link"), 2))
            painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), theme.px(6), theme.px(6))

    def event(self, event: QEvent) -> bool:
        """The ground follows the pointer."""
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.Enter, QEvent.Type.Leave):
            self.update()
        return super().event(event)


class Bars(QWidget):
    """For each day two bars: opened in the light colour, done in the full one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._week: Week | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_week(self, week: Week) -> None:
        """Show its days."""
        self._week = week
        told = (f"{format_weekday(each.day, language())} {each.opened}/{each.done}" for each in week.days)
        self.setAccessibleName(_("Opened and done by day: {days}").format(days=", ".join(told)))
        self.update()

    def sizeHint(self) -> QSize:
        """Room for seven days."""
        return QSize(current().px(230), current().px(80))

    def minimumSizeHint(self) -> QSize:
        """It may be narrow."""
        return QSize(current().px(140), current().px(60))

    def event(self, event: QEvent) -> bool:
        """A day's figures under the pointer."""
        if isinstance(event, QHelpEvent) and self._week is not None:
            place = event.pos().x() * len(self._week.days) // max(1, self.width())
            day = self._week.days[min(max(place, 0), len(self._week.days) - 1)]
            words = _("{day}: {opened} opened, {done} done")
            told = words.format(day=format_weekday(day.day, language()), opened=day.opened, done=day.done)
            QToolTip.showText(event.globalPos(), told)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bars."""
        theme, week = current(), self._week
        if week is None:
            return
        painter = QPainter(self)
        foot = self.height() - theme.px(20)
        most = max((max(each.opened, each.done) for each in week.days), default=0) or 1
        step = self.width() / len(week.days)
        paint.hairline(painter, theme.colour("field"), 0, self.width(), foot)
        wide = min(theme.px(10), step / 3)
        for place, each in enumerate(week.days):
            middle = (place + 0.5) * step
            for count, colour, left in (
                (each.opened, "soft_line", middle - wide - 1),
                (each.done, "accent", middle + 1),
            ):
                high = count / most * (foot - theme.px(2))
                if count:
                    paint.rounded(painter, QRectF(left, foot - high, wide, high), 2, theme.colour(colour))
            here = each.day == week.until
            words = format_weekday(each.day, language()).rstrip(".")
            box = QRectF(place * step, foot + theme.px(3), step, theme.px(16))
            role, colour = ("axis_strong", "text") if here else ("axis", "text2")
            align = Qt.AlignmentFlag.AlignHCenter
            paint.line(painter, box, words, theme.face(role), theme.colour(colour), align)


class WeekPanel(Card):
    """The whole of it."""

    def __init__(
        self,
        opened: Callable[[], object],
        done: Callable[[], object],
        report: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.opened = BigFigure(_("Opened"), opened)
        self.done = BigFigure(_("Done"), done)
        self.amount = BigFigure(_("Amount of the done"), done)
        self.bars = Bars()
        key = ElidedLabel(_("light: opened · full: done"), "hint")
        head = bar(Label(_("Last seven days"), "section"), gap=10, margins=(14, 0, 8, 0))
        head.addWidget(key, 1)
        head.addWidget(Button(_("Open the report"), report, kind="link", icon="chart-column"))
        body = bar(gap=8, margins=(8, 0, 14, 0))
        for figure in (self.opened, self.done, self.amount):
            body.addWidget(figure, 2)
        body.addWidget(self.bars, 3)
        self.setLayout(column(head, body, gap=4, margins=(0, 8, 0, 10)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_weeks(self, week: Week, before: Week) -> None:
        """Show a week against the one before."""
        self.opened.tell(str(week.opened.rows), change_words(week.opened.rows, before.opened.rows))
        self.done.tell(str(week.done.rows), change_words(week.done.rows, before.done.rows))
        self.amount.tell(
            amount_words(week.done.total), _("{amount} before").format(amount=amount_words(before.done.total))
        )
        self.bars.show_week(week)
