"""What is missing before orders are closed, asked about: each with a link to where it is put right, and a reason for
closing all the same.

Apart from the choice of a status, which may need none of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QDialog, QWidget

from osdesk.domain.closing import Lack, Missing
from osdesk.services.closing import Barred, Survey
from osdesk.services.wording import order_title, status_name
from osdesk.services.wording.closing import lack_name
from osdesk.texts import _, ngettext
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.dialog import Dialog
from osdesk.ui.kit.field import Field, Message
from osdesk.ui.kit.labels import ElidedLabel, Label
from osdesk.ui.kit.layout import bar
from osdesk.ui.kit.text_inputs import MultilineInput

_ICONS = {
    Lack.CHECKLIST: "list-checks",
    Lack.SIGNATURE: "signature",
    Lack.PHOTOS: "image-plus",
    Lack.OBSERVATIONS: "message-square-text",
    Lack.MATERIALS: "package",
    Lack.KILOMETRES: "map-pin",
}
#: So many orders are named one by one.
_NAMED = 6


class _Reasoned(Dialog):
    """A question that may be answered with a reason."""

    def __init__(self, parent: QWidget, title: str, label: str) -> None:
        super().__init__(parent, title, icon="circle-alert", tone="warn")
        self.reason = MultilineInput(lines=2, example=_("The client was in a hurry"))
        self.field = Field(label, self.reason)
        self.reason.edited.connect(lambda: self.field.show_problem(None))

    def given(self) -> str:
        """The reason, or "" after asking for it."""
        reason = str(self.reason.read())
        if not reason:
            self.field.show_problem(Message(_("Say why, in a few words.")))
            self.reason.setFocus()
        return reason


class ClosingDialog(_Reasoned):
    """One order that lacks something. A press on what is missing leads there; a reason closes it all the same."""

    def __init__(
        self,
        parent: QWidget,
        number: str,
        missing: Sequence[Missing],
        *,
        go: Callable[[Missing], object],
        override: Callable[[str], object],
    ) -> None:
        words = ngettext("{order}: something is missing", "{order}: {count} things are missing", len(missing))
        title = words.format(order=order_title(number), count=len(missing))
        super().__init__(parent, title, _("Reason for finishing it all the same"))
        self.say(_("This type of service asks for it before the order is finished:"))
        self._go, self._override = go, override
        self.links = tuple(
            Button(lack_name(each), partial(self._lead, each), kind="link", icon=_ICONS[each.lack]) for each in missing
        )
        for link in self.links:
            self.add(bar(link, None))
        self.add(self.field)
        self.back = Button(_("Back"), self.reject)
        self.anyway = Button(_("Finish all the same"), self._close, kind="filled")
        self.add_buttons(self.back, self.anyway)
        self.done_with.connect(self._close)
        self.links[0].setFocus()

    def _lead(self, missing: Missing) -> None:
        self.reject()
        self._go(missing)

    def _close(self) -> None:
        # Ctrl+Enter on the button comes twice.
        if self.result() == QDialog.DialogCode.Accepted:
            return
        reason = self.given()
        if reason:
            self.accept()
            self._override(reason)


class BarredDialog(_Reasoned):
    """Some of the orders chosen can't get a status: says which and why, and changes the others, or all with a reason.

    `change` is told the orders to change and the reason for closing what lacks something, "" for none.
    """

    def __init__(self, parent: QWidget, survey: Survey, change: Callable[[tuple[int, ...], str], object]) -> None:
        barred = (*survey.lacking, *survey.elsewhere)
        words = ngettext(
            "{count} order cannot become “{status}” yet", "{count} orders cannot become “{status}” yet", len(barred)
        )
        title = words.format(count=len(barred), status=status_name(survey.status))
        super().__init__(parent, title, _("Reason for finishing them all the same"))
        self._survey, self._change = survey, change
        for each in barred[:_NAMED]:
            self.add(bar(Label(order_title(each.number), "strong"), ElidedLabel(_why(each), "dim"), 1))
        more = len(barred) - _NAMED
        if more > 0:
            self.say(ngettext("and {count} more", "and {count} more", more).format(count=more))
        buttons = [Button(_("Back"), self.reject)]
        free = len(survey.free)
        self.others: Button | None = None
        self.anyway: Button | None = None
        if free:
            change_others = ngettext("Change the other one", "Change the other {count}", free).format(count=free)
            self.others = Button(change_others, self._change_others, kind="plain" if survey.lacking else "filled")
            buttons.append(self.others)
        if survey.lacking:
            self.add(self.field)
            self.anyway = Button(_("Finish all the same"), self._change_all, kind="filled")
            buttons.append(self.anyway)
            self.done_with.connect(self._change_all)
        self.add_buttons(*buttons)
        buttons[-1 if not survey.lacking else 0].setFocus()

    def _change_others(self) -> None:
        self.accept()
        self._change(self._survey.free, "")

    def _change_all(self) -> None:
        if self.result() == QDialog.DialogCode.Accepted:
            return
        reason = self.given()
        if reason:
            self.accept()
            lacking = tuple(each.id for each in self._survey.lacking)
            self._change((*self._survey.free, *lacking), reason)


def _why(barred: Barred) -> str:
    if not barred.missing:
        return _("its status does not lead there")
    return ", ".join(map(lack_name, barred.missing))
