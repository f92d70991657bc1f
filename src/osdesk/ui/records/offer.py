"""At the next start: what was being typed in the rooms when the program stopped, told with a way there.

Apart from the offer of orders, which opens editors: a room shows its own drafts, so it only has to be opened.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from osdesk.domain.changes import Subject
from osdesk.texts import _
from osdesk.ui.prompts import Answer
from osdesk.ui.rooms import room

if TYPE_CHECKING:
    from osdesk.services.drafts import Draft
    from osdesk.ui.desk import Desk

_ROOMS = {
    Subject.CLIENT: "clients",
    Subject.TECHNICIAN: "team",
    Subject.TEMPLATE: "checklists",
    Subject.COMPANY: "company",
    Subject.MAIL_ACCOUNT: "preferences",
    Subject.MESSAGE_TEMPLATE: "preferences",
}


def room_of(draft: Draft) -> str:
    """Key of the room that shows a draft, "" for an order's. Of the settings' two rooms the draft's name says which."""
    if draft.subject is Subject.SETTINGS:
        return "company" if draft.key.endswith("-company") else "preferences"
    return _ROOMS.get(draft.subject, "")


def offer_rooms(desk: Desk, parent: QWidget, drafts: Iterable[Draft]) -> None:
    """Tell in which rooms something was left unsaved, and lead to the first of them."""
    keys = [key for key in dict.fromkeys(room_of(draft) for draft in drafts) if key]
    if not keys:
        return
    names = [_(room(key).title) for key in keys]
    desk.prompts.ask(
        parent,
        _("Something was not saved yet"),
        _("The program stopped before it was. What was typed is still here, in: {rooms}.").format(
            rooms=", ".join(names)
        ),
        (
            Answer(_("Later")),
            Answer(_("Open {room}").format(room=names[0]), lambda: desk.go.room(keys[0]), "filled"),
        ),
    )
