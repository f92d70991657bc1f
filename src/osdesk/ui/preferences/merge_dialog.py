"""Merging a status that orders have into another: which one, how many orders move, and whether it can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QDialog, QWidget

from osdesk.domain.statuses import Status, mergeable
from osdesk.services import wording
from osdesk.services.statuses import UNDOABLE
from osdesk.texts import _, ngettext
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.choices import Choice, Option
from osdesk.ui.kit.dialog import Dialog
from osdesk.ui.kit.field import Field


class MergeDialog(Dialog):
    """Asks into which status one goes; `merge` is told."""

    def __init__(
        self,
        parent: QWidget,
        gone: Status,
        others: Sequence[Status],
        count: int,
        merge: Callable[[Status], object],
    ) -> None:
        title = _("Merge “{status}” into another status").format(status=wording.status_name(gone))
        super().__init__(parent, title, icon="circle-dot")
        self._gone, self._count, self._merge = gone, count, merge
        self.into = Choice([Option(each, wording.status_name(each)) for each in others if mergeable(gone, each)])
        self.sentence = self.say("")
        self.add(Field(_("&Into"), self.into, width=280))
        self.into.edited.connect(self._say)
        self.button = Button(_("Merge"), self._press, kind="filled")
        self.button.setEnabled(self.into.read() is not None)
        self.add_buttons(Button(_("Back"), self.reject), self.button)
        self.done_with.connect(self._press)
        self._say()
        self.into.setFocus()

    def _say(self) -> None:
        into = self.into.read()
        if into is None:
            self.sentence.setText(_("There is no other status of the same kind. Add one first."))
            return
        moved = ngettext(
            "{count} order becomes “{status}”, and its history says so.",
            "{count} orders become “{status}”, and their histories say so.",
            self._count,
        ).format(count=self._count, status=wording.status_name(into))
        goes = _("“{status}” goes from every list and filter.").format(status=wording.status_name(self._gone))
        last = "" if self._count <= UNDOABLE else _("With so many orders this cannot be undone.")
        self.sentence.setText(" ".join(part for part in (moved, goes, last) if part))

    def _press(self) -> None:
        into = self.into.read()
        if into is not None and self.result() != QDialog.DialogCode.Accepted:
            self.accept()
            self._merge(into)
