"""The question when two people changed one order: field by field, mine or theirs; nothing of either is lost unseen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from PySide6.QtWidgets import QWidget

from osdesk.domain.changes import Subject
from osdesk.domain.history import FieldChange
from osdesk.domain.orders import Order
from osdesk.services import drafts
from osdesk.services.drafts import Draft
from osdesk.services.wording import change_line, field_name
from osdesk.texts import _
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.choices import Option, SegmentedChoice
from osdesk.ui.kit.dialog import Dialog
from osdesk.ui.kit.labels import Label
from osdesk.ui.kit.layout import bar, column
from osdesk.ui.orders.history import Names


class ConflictDialog(Dialog):
    """One choice a field. `save` gets the names of the fields in which theirs is to stand."""

    def __init__(
        self,
        parent: QWidget,
        clashes: Sequence[str],
        mine: Order,
        theirs: Order,
        *,
        names: Names,
        save: Callable[[tuple[str, ...]], object],
        discard: Callable[[], object],
    ) -> None:
        title = _("This order was changed by somebody else meanwhile")
        super().__init__(parent, title, icon="triangle-alert", tone="warn", width=620)
        self._save, self._discard = save, discard
        self.choices: dict[str, SegmentedChoice] = {}
        self.say(_("Both versions are kept until you choose. What only one of you changed is in already."))
        told = _values(mine, theirs)
        for path in clashes:
            self.add(self._line(path, told.get(path), names))
        self.add_buttons(
            Button(_("Cancel"), self.reject),
            Button(_("Save like this"), self._accept, kind="filled"),
            left=Button(_("Discard mine"), self._give_up, kind="danger"),
        )

    def _line(self, path: str, change: FieldChange | None, names: Names) -> QWidget:
        choice = SegmentedChoice([Option(False, _("Mine")), Option(True, _("Theirs"))])
        choice.setAccessibleName(field_name(Subject.ORDER, path))
        self.choices[path] = choice
        line = QWidget()
        words = [Label(field_name(Subject.ORDER, path), "strong")]
        if change is not None:
            _name, mine, theirs = change_line(Subject.ORDER, change, names)
            words.append(Label(_("Mine: {value}").format(value=mine), "dim", wrap=True))
            words.append(Label(_("Theirs: {value}").format(value=theirs), "dim", wrap=True))
        else:
            words.append(Label(_("Both of you changed it."), "dim", wrap=True))
        line.setLayout(bar(column(*words, gap=2), 1, choice, gap=16, margins=(0, 4, 0, 4)))
        return line

    def _accept(self) -> None:
        theirs = tuple(path for path, choice in self.choices.items() if choice.read())
        self.accept()
        self._save(theirs)

    def _give_up(self) -> None:
        self.accept()
        self._discard()


def _values(mine: Order, theirs: Order) -> dict[str, FieldChange]:
    """The plain values of both, by field."""
    draft = Draft(key="", subject=Subject.ORDER, value=theirs, kept_at=datetime.now(UTC))
    return {change.field: change for change in drafts.differences(mine, draft)}
