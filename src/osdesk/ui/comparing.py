"""Two documents of an order side by side: what one says and the other says otherwise, field by field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from osdesk.domain.changes import Subject
from osdesk.domain.history import FieldChange
from osdesk.domain.orders import LONGEST_TEXT
from osdesk.domain.revisions import Revision
from osdesk.services.wording import change_line, order_title, subject_name
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.choices import Choice, Option
from osdesk.ui.kit.dialog import Dialog
from osdesk.ui.kit.field import Field
from osdesk.ui.kit.labels import Label
from osdesk.ui.kit.layout import row
from osdesk.ui.tasks import Lane
from osdesk.ui.theme import current

if TYPE_CHECKING:
    from osdesk.services.office import Office

Difference = tuple[tuple[Subject, FieldChange], ...]

#: The order as it stands, in place of a document's id.
_NOW = 0
_WIDTH, _HEIGHT, _LEAST = 720, 340, 80
_LONG_WORD, _EVERY = re.compile(r"\S{17,}"), re.compile(r".{1,6}")


class CompareDialog(Dialog):
    """What differs between the document chosen at the left and the one at the right, or the order as it stands."""

    def __init__(self, desk: Desk, parent: QWidget, revisions: Sequence[Revision], chosen: Revision) -> None:
        """`revisions` are all of the order, newest first; the one before `chosen` is compared with it at first."""
        title = _("What changed in {order}").format(order=order_title(chosen.order_number))
        super().__init__(parent, title, width=_WIDTH)
        self._desk = desk
        documents = [Option(each.id, _("Revision {number}").format(number=each.number)) for each in revisions]
        self.older = Choice(documents)
        self.newer = Choice([Option(_NOW, _("The order as it is now")), *documents])
        earlier = next((each.id for each in revisions if each.number < chosen.number), None)
        self.older.show_value(earlier if earlier is not None else chosen.id)
        self.newer.show_value(chosen.id if earlier is not None else _NOW)
        self.lines = _Lines()
        self.add(row(Field(_("&From"), self.older, width=220), Field(_("&To"), self.newer, width=260), None))
        self.add(self.lines)
        close = Button(_("Close"), self.accept, kind="filled")
        self.add_buttons(close)
        for choice in (self.older, self.newer):
            choice.edited.connect(self._compare)
        self._compare()

    def _compare(self) -> None:
        office, older, newer = self._desk.office, self.older.read(), self.newer.read()
        self._desk.tasks.run(
            Lane.READ, _difference, office, older, newer, done=self._show, owner=self, latest="difference"
        )

    def _show(self, difference: Difference) -> None:
        self.lines.show_difference(difference, self._desk)


class _Lines(QScrollArea):
    """The fields that differ, under whose they are; long lists scroll."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(_("What changed"))

    def sizeHint(self) -> QSize:
        """As high as what it shows, within reason."""
        shown = self.widget()
        height = shown.heightForWidth(self.width()) if shown is not None and shown.hasHeightForWidth() else 0
        if shown is not None:
            height = max(height, shown.sizeHint().height())
        return QSize(0, min(current().px(_HEIGHT), max(height, current().px(_LEAST))))

    def show_difference(self, difference: Difference, desk: Desk) -> None:
        """Show these changes in place of those before."""
        theme = current()
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, theme.px(6), theme.px(12), 0)
        column.setSpacing(theme.px(6))
        if not difference:
            column.addWidget(Label(_("Both say the same."), "dim"))
        for subject, changes in groupby(difference, key=lambda told: told[0]):
            column.addWidget(Label(subject_name(subject), "strong"))
            # Whole: where two long texts differ may be at their ends.
            told = [
                change_line(subject, change, zone=desk.office.zone, longest=LONGEST_TEXT) for _whose, change in changes
            ]
            column.addLayout(_grid(told))
        column.addStretch(1)
        self.setWidget(whole)
        # The scroll area would give it a ground of its own.
        whole.setAutoFillBackground(False)
        self.updateGeometry()


def _grid(lines: Sequence[tuple[str, str, str]]) -> QGridLayout:
    theme = current()
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.px(12))
    grid.setVerticalSpacing(theme.px(6))
    grid.setContentsMargins(0, 0, 0, theme.px(8))
    for place, stretch in enumerate((4, 5, 0, 5)):
        grid.setColumnStretch(place, stretch)
    for place, (name, before, after) in enumerate(lines):
        for column, (text, role) in enumerate(((name, "dim"), (before, ""), ("→", "dim"), (after, ""))):
            label = Label(_breakable(text), role, wrap=column != 2)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setSizePolicy(QSizePolicy.Policy.Ignored if column != 2 else QSizePolicy.Policy.Fixed,
                                QSizePolicy.Policy.Preferred)  # fmt: skip
            grid.addWidget(label, place, column, Qt.AlignmentFlag.AlignTop)
    return grid


def _breakable(text: str) -> str:
    """A word too long for its column (an address of the web) may break anywhere: Qt would cut it off."""
    return _LONG_WORD.sub(lambda word: "\u200b".join(_EVERY.findall(word[0])), text)


def _difference(office: Office, older: int, newer: int) -> Difference:
    from osdesk.services import issuing

    return issuing.difference(office, older, newer) if newer != _NOW else issuing.difference_now(office, older)
