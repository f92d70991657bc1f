"""A field: label above, control, and below it what is wrong, what should be known, or a hint."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from osdesk.domain.problems import Problem
from osdesk.ui.kit.badges import Icon
from osdesk.ui.kit.labels import Label
from osdesk.ui.kit.layout import column, row, set_flag
from osdesk.ui.theme import current

#: A field narrower than this has no room for a sentence. One for a phone has, on two lines: what is told of it and of
#: its neighbour stands at one height.
_SENTENCE = 180


class Input(Protocol):
    """What a binding asks of a control. `read` gives the value, or raises `Unreadable` while there is none."""

    @property
    def edited(self) -> SignalInstance:
        """A person changed it."""

    @property
    def left(self) -> SignalInstance:
        """The keyboard went elsewhere in the form."""

    def read(self) -> Any:
        """The value; raises `Unreadable`."""

    def show_value(self, value: Any) -> None:
        """Show a value; `edited` isn't emitted."""

    def written(self, value: Any) -> str:
        """A value as the control would show it."""

    def advice(self) -> Problem | None:
        """What should be known about what it holds."""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence under a field; where a remedy is known, its words and what pressing them does."""

    sentence: str
    remedy: str = ""
    apply: Callable[[], object] | None = None


class MessageLine(QWidget):
    """An icon and a sentence, in the colour of a problem or of an advice; the remedy as a link after it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = current()
        self._message: Message | None = None
        self._icon = Icon("circle-alert", "danger", size=14)
        #: The sentence; Tab stops at it where it ends in a link.
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.words.linkActivated.connect(self._apply)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, theme.px(4), 0, 0)
        line.setSpacing(theme.px(6))
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.words, 1)
        self.hide()

    def show_message(self, message: Message | None, *, advice: bool = False) -> None:
        """Show a message, or none."""
        self._message = message
        if message is None:
            self.hide()
            return
        tone = "warn" if advice else "danger"
        self._icon.set_icon("triangle-alert" if advice else "circle-alert", tone)
        self.words.setProperty("role", "advice" if advice else "problem")
        self.words.style().polish(self.words)
        self._write()
        self.show()

    def changeEvent(self, event: QEvent) -> None:
        """A link keeps the colour it was written in: write it anew with the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._message is not None:
            self._write()

    def _write(self) -> None:
        if self._message is None:
            return
        from html import escape

        words = escape(self._message.sentence)
        if self._message.remedy:
            colour = current().colour("link").name()
            remedy = escape(self._message.remedy).replace(" ", "&nbsp;")
            words += f'&nbsp; <a href="#" style="color:{colour};font-weight:600">{remedy}</a>'
        # A sentence without a link is nothing that Tab should stop at.
        self.words.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self._message.remedy else Qt.FocusPolicy.NoFocus)
        if words != self.words.text():
            self.words.setText(words)

    def _apply(self) -> None:
        if self._message is not None and self._message.apply is not None:
            self._message.apply()


class Field(QWidget):
    """A control under its label. `label` may carry a mnemonic (`&Deadline`); it belongs to the control."""

    #: The message under it appeared, changed or went.
    message_changed = Signal()

    def __init__(
        self,
        label: str,
        control: QWidget,
        *,
        width: int = 0,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`width` is fixed where the content's length is known (a date, a postal code), else it stretches."""
        super().__init__(parent)
        theme = current()
        self.control = control
        self.label = Label(label, "label")
        self.label.setBuddy(control)
        self._problem: Message | None = None
        self._advice: Message | None = None
        name = label.replace("&&", "\0").replace("&", "").replace("\0", "&")
        control.setAccessibleName(name)
        # Made when first needed: most fields never have one, and they would be half the cost of a form.
        self._hint: Label | None = None
        self._line: MessageLine | None = None
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._whole.addWidget(self.label)
        self._whole.addSpacing(theme.px(4) if label else 0)
        self._whole.addWidget(control)
        self.label.setVisible(bool(label))
        self.set_hint(hint)
        if width:
            self.setFixedWidth(theme.px(width))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    @property
    def problem(self) -> Message | None:
        """The problem shown."""
        return self._problem

    @property
    def advice(self) -> Message | None:
        """The advice shown, where there's no problem."""
        return self._advice

    def show_problem(self, message: Message | None) -> None:
        """Show what is wrong, with the field in the colours of a problem; None when nothing is."""
        self._tell(message, self._advice)

    def show_advice(self, message: Message | None) -> None:
        """Show what should be known; the field itself stays as it is."""
        self._tell(self._problem, message)

    def set_hint(self, hint: str) -> None:
        """Change the line under the field that is always there."""
        if self._hint is None:
            if not hint:
                return
            self._hint = Label("", "hint", wrap=True)
            self._hint.setContentsMargins(0, current().px(4), 0, 0)
            self._whole.insertWidget(self._whole.indexOf(self.control) + 1, self._hint)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))

    def lend_line(self) -> MessageLine:
        """The line of its message, for a place outside where a sentence has room."""
        if self._line is None:
            self._line = MessageLine()
        return self._line

    def minimumSizeHint(self) -> QSize:
        """A message wraps: it must not widen the form."""
        hint = super().minimumSizeHint()
        narrow = max(self.control.minimumSizeHint().width(), self.label.minimumSizeHint().width())
        return QSize(min(hint.width(), max(narrow, current().px(60))), hint.height())

    def _tell(self, problem: Message | None, advice: Message | None) -> None:
        if (problem, advice) == (self._problem, self._advice):
            return
        self._problem, self._advice = problem, advice
        set_flag(self.control, "problem", problem is not None)
        shown = problem or advice
        if self._line is None:
            self._line = MessageLine()
            self._whole.addWidget(self._line)
        self._line.show_message(shown, advice=problem is None)
        if shown is not None and shown.remedy:
            # It was made late, when all else stood in the order of Tab already.
            QWidget.setTabOrder(self.control, self._line.words)
        self.control.setAccessibleDescription(shown.sentence if shown else "")
        self.message_changed.emit()


def fields_row(*parts: QWidget | int | None, gap: int = 12) -> QVBoxLayout:
    """Fields side by side, as in `row`; what a narrow one has to say stands below all of them, where it has room."""
    narrow = [part for part in parts if isinstance(part, Field) and part.maximumWidth() < current().px(_SENTENCE)]
    return column(row(*parts, gap=gap), *(field.lend_line() for field in narrow), gap=0)


def beside(button: QWidget) -> QVBoxLayout:
    """A button in line with the fields of its row: as low as they are, also when one of them has something to say."""
    label = QFontMetrics(current().font("label")).height()
    # The gap below a label, and the pixel by which a field is higher at either end.
    holder = column(gap=0)
    holder.addSpacing(label + current().px(4) + 1)
    holder.addWidget(button)
    holder.addStretch(1)
    return holder
