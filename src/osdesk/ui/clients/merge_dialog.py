"""Two clients beside each other: which one stays, and which of its fields come from the other.

Apart from the look at one client: what it decides is stored on the lane of writing, with a way back.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from osdesk.domain import tax_ids
from osdesk.domain.changes import Subject
from osdesk.domain.clients import Client
from osdesk.domain.merging import Merged, Unmerged, differing, preselected
from osdesk.services import clients, merging, wording
from osdesk.services.office import Office
from osdesk.texts import _, ngettext
from osdesk.ui.desk import Desk
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.choices import Choice, Option
from osdesk.ui.kit.dialog import Dialog
from osdesk.ui.kit.field import Field
from osdesk.ui.kit.layout import row
from osdesk.ui.tasks import Lane


def ask(office: Office, keep_id: int, gone_id: int) -> tuple[Client, Client]:
    """Both; for the read lane."""
    return clients.get(office, keep_id), clients.get(office, gone_id)


def begin(desk: Desk, parent: QWidget, keep_id: int, gone_id: int) -> None:
    """Read both clients and open the dialog; what it decides is done, with *Undo*."""

    def opened(both: tuple[Client, Client]) -> None:
        desk.prompts.show(MergeDialog(parent, *both, done, other_way))

    def other_way() -> None:
        begin(desk, parent, gone_id, keep_id)

    def done(taken: frozenset[str]) -> None:
        desk.tasks.run(Lane.WRITE, merging.merge, desk.office, keep_id, gone_id, taken, done=told)

    def told(merged: Merged) -> None:
        words = _("{gone} is {kept} now").format(gone=merged.gone.name, kept=merged.after.name)
        desk.go.say(words, lambda: desk.tasks.run(Lane.WRITE, merging.unmerge, desk.office, merged, done=undone))

    def undone(result: Unmerged) -> None:
        told_left = left_words(result)
        if told_left:
            desk.go.say(told_left)

    desk.tasks.run(Lane.READ, ask, desk.office, keep_id, gone_id, done=opened, owner=parent)


def left_words(result: Unmerged) -> str:
    """What taking it back left as it is, "" when nothing."""
    parts = []
    if result.left_orders:
        words = ngettext(
            "{count} order was changed meanwhile and stays where it is.",
            "{count} orders were changed meanwhile and stay where they are.",
            result.left_orders,
        )
        parts.append(words.format(count=result.left_orders))
    if result.left_fields:
        names = ", ".join(wording.field_name(Subject.CLIENT, name) for name in result.left_fields)
        parts.append(_("Changed meanwhile and left: {names}.").format(names=names))
    return " ".join(parts)


class MergeDialog(Dialog):
    """The choice. `done` takes the names of the fields that come from the client that goes."""

    def __init__(
        self,
        parent: QWidget,
        keep: Client,
        gone: Client,
        done: Callable[[frozenset[str]], object],
        other_way: Callable[[], object],
    ) -> None:
        super().__init__(parent, _("Merge two clients"), icon="contact-round", width=720)
        self._done, self._other_way = done, other_way
        self.say(
            _("All orders of {gone} go to {kept}. Contacts, addresses, notes and tags are put together.").format(
                gone=gone.name, kept=keep.name
            )
        )
        self.choices: dict[str, Choice] = {}
        taken = preselected(keep, gone)
        fields: list[Field] = []
        for name in differing(keep, gone):
            options = (
                Option(False, _written(keep, name)),
                Option(True, _written(gone, name)),
            )
            choice = Choice(options)
            choice.show_value(name in taken)
            self.choices[name] = choice
            fields.append(Field(wording.field_name(Subject.CLIENT, name), choice))
        # Two beside each other: clients that differ in everything must still fit a small screen.
        for place in range(0, len(fields), 2):
            pair = fields[place : place + 2]
            self.add(row(*pair, *([None] if len(pair) == 1 else [])))
        self.add_buttons(
            Button(_("Back"), self.reject),
            Button(_("Keep the other one"), self._swap),
            Button(_("Merge"), self._take, kind="filled"),
        )
        self.done_with.connect(self._take)

    def _swap(self) -> None:
        self.reject()
        self._other_way()

    def _take(self) -> None:
        taken = frozenset(name for name, choice in self.choices.items() if choice.read())
        self.accept()
        self._done(taken)


def _written(client: Client, name: str) -> str:
    value = " ".join(str(getattr(client, name)).split())
    return (tax_ids.format(value) if name.endswith("tax_id") else value) or _("(empty)")
