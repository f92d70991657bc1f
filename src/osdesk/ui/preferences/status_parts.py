"""Parts of a status' dialog: the colours to choose from, and how the chip then looks on light screens and dark ones."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from osdesk.domain.colours import SWATCHES, pair
from osdesk.domain.statuses import Status
from osdesk.texts import N_, _
from osdesk.ui.kit import paint
from osdesk.ui.kit.toggles import ColourSwatches
from osdesk.ui.theme import Look, current
from osdesk.ui.tokens import DARK, LIGHT, STATUS_ICONS, Tokens

_NAMES = (
    *(N_("Blue"), N_("Violet"), N_("Teal"), N_("Brown"), N_("Green"), N_("Grey brown")),
    *(N_("Red"), N_("Pink"), N_("Olive"), N_("Slate")),
)


def key_of(status: Status) -> str:
    """Whose pair and icon a status without a colour of its own has."""
    return status.key if status.key in STATUS_ICONS else status.kind.value


class StatusSwatches(ColourSwatches):
    """The program's own colour for the status first ("" as a value), then those to choose from."""

    def __init__(self, status: Status, parent: QWidget | None = None) -> None:
        self._status = status
        named = [(colour, _(name)) for colour, name in zip(SWATCHES, _NAMES, strict=True)]
        super().__init__([("", _("The program's colour")), *named], parent=parent)
        self.setAccessibleName(_("Colour"))

    def follow(self, status: Status) -> None:
        """Show the program's colour of another kind."""
        self._status = status
        self.update()

    def dot(self, colour: str) -> QColor:
        """The program's own is told by its ink."""
        return QColor(colour or current().tokens.statuses[key_of(self._status)].ink)


class ChipSample(QWidget):
    """The chip as it will be, on a light page and on a dark one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._status, self._words = Status(), ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_status(self, status: Status, words: str) -> None:
        """Show this one; `words` are its name."""
        self._status, self._words = status, words
        self.setAccessibleName(_("How “{status}” looks, in the light and in the dark").format(status=words))
        self.update()

    def sizeHint(self) -> QSize:
        """Two pages side by side."""
        return QSize(current().px(300), current().px(44))

    def minimumSizeHint(self) -> QSize:
        """It may be narrow."""
        return QSize(current().px(200), current().px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The two."""
        theme = current()
        painter = QPainter(self)
        half = (self.width() - theme.px(8)) / 2
        for place, tokens in enumerate((LIGHT, DARK)):
            page = QRectF(place * (half + theme.px(8)), 0, half, self.height())
            ground, line = QColor(tokens.surface), theme.colour("field")
            paint.rounded(painter, page, theme.px(6), ground, line)
            width = min(paint.chip_width(theme, self._words), half - theme.px(20))
            height = theme.px(24)
            chip = QRectF(page.left() + theme.px(10), page.center().y() - height / 2, width, height)
            paint.chip(painter, theme, chip, self._look(tokens), self._words)

    def _look(self, tokens: Tokens) -> Look:
        key, colour = key_of(self._status), self._status.colour
        made = pair(colour, dark=tokens.dark) if colour else tokens.statuses[key]
        return Look(STATUS_ICONS[key], QColor(made.ink), QColor(made.ground))
