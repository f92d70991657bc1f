"""The documents that were issued for an order, above its history: revision, when, by whom, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from osdesk.domain.changes import Changes, Subject
from osdesk.domain.revisions import Revision, format_code
from osdesk.texts import _, ngettext
from osdesk.ui.desk import Desk
from osdesk.ui.issued_files import open_document, print_document, save_document, void_document
from osdesk.ui.kit.badges import Icon
from osdesk.ui.kit.buttons import Button, IconButton
from osdesk.ui.kit.chips import StatusChip
from osdesk.ui.kit.labels import ElidedLabel, Label
from osdesk.ui.kit.layout import bar, column
from osdesk.ui.orders.section import Around
from osdesk.ui.orders.when import moment_words
from osdesk.ui.tasks import Lane
from osdesk.ui.theme import current

#: So many are shown; the others on demand.
_FIRST = 3


def _nothing() -> None:
    """What a line between two deeds does."""


class _Row(QWidget):
    """One document."""

    def __init__(self, owner: IssuedDocuments, revision: Revision, moment: str) -> None:
        super().__init__()
        self.revision = revision
        title = _("Revision {number}").format(number=revision.number)
        # Why it is void is told in the row itself: no keyboard reaches the tooltip of a chip.
        parts = (moment, revision.actor, format_code(revision.code), revision.void_reason)
        about = ElidedLabel(" · ".join(part for part in parts if part), "hint")
        self.open = Button(_("Open"), lambda: owner.open(revision), kind="link")
        self.open.setAccessibleName(f"{_('Open')}, {title}")
        self.more = IconButton("ellipsis", _("More about {document}").format(document=title), self._menu)
        self._owner = owner
        chip = StatusChip(lambda: current().status("cancelled"), _("Voided"), self) if revision.voided else None
        if chip is not None:
            chip.setToolTip(revision.void_reason)
            chip.setAccessibleName(f"{_('Voided')}: {revision.void_reason}")
        left = bar(Icon("stamp"), Label(title, "strong"), about, 1, gap=10)
        right = bar(*([chip] if chip is not None else []), self.open, self.more, gap=10)
        self.setLayout(bar(left, 1, right, gap=10))

    def _menu(self) -> None:
        menu = QMenu(self.more)
        for words, act, enabled in self._owner.deeds(self.revision):
            if not words:
                menu.addSeparator()
                continue
            action = menu.addAction(words)
            action.setEnabled(enabled)
            action.triggered.connect(lambda _checked=False, act=act: act())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


class IssuedDocuments(QWidget):
    """All documents of one order, newest first. `issue_wanted`: the order is to be issued as it stands."""

    issue_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._around: Around | None = None
        self._order_id: int | None = None
        self._revisions: tuple[Revision, ...] = ()
        self._shown = _FIRST
        self.rows: list[_Row] = []
        self.issue = Button(_("Issue"), self.issue_wanted.emit, kind="link", icon="stamp")
        self.issue.setToolTip(_("Freeze the order as a document that never changes (Ctrl+Shift+E)"))
        self._none = Label(_("Nothing was issued yet."), "dim")
        self._lines = QWidget()
        self._lines.setLayout(column(gap=2))
        self._all = Button(_("Show all"), self._show_all, kind="link")
        self._all.hide()
        heading = bar(Label(_("Issued documents"), "label"), None, self.issue)
        self.setLayout(column(heading, self._none, self._lines, bar(self._all, None), gap=4))
        self.hide()
        desk.changes.happened.connect(self._happened)

    def show_around(self, around: Around) -> None:
        """Take over the office's zone and day."""
        self._around = around

    def show_order(self, order_id: int) -> None:
        """Show the documents of a stored order."""
        if order_id != self._order_id:
            self._order_id = order_id
            self._shown = _FIRST
            self._ask()

    def open(self, revision: Revision) -> None:
        """Open a document in the reader."""
        open_document(self._desk, self, revision)

    def deeds(self, revision: Revision) -> list[tuple[str, Callable[[], object], bool]]:
        """What can be done with a document: words, the doing, whether it can be; a line of "" parts them."""
        desk = self._desk
        return [
            (_("Save PDF…"), lambda: save_document(desk, self, revision), True),
            (_("Print as issued…"), lambda: print_document(desk, self, revision), True),
            (_("Compare with…"), lambda: self.compare(revision), True),
            ("", _nothing, False),
            (_("Void…"), lambda: void_document(desk, self, revision), not revision.voided),
        ]

    def compare(self, revision: Revision) -> None:
        """Show what changed up to this document, and since."""
        from osdesk.ui.comparing import CompareDialog

        self._desk.prompts.show(CompareDialog(self._desk, self, self._revisions, revision))

    def _ask(self) -> None:
        from osdesk.services import issuing

        self._desk.tasks.run(
            Lane.READ,
            issuing.revisions,
            self._desk.office,
            self._order_id,
            done=self._show,
            owner=self,
            latest="issued",
        )

    def _happened(self, changes: Changes) -> None:
        if self._order_id is not None and changes.touches(Subject.REVISION):
            self._ask()

    def _show(self, revisions: tuple[Revision, ...]) -> None:
        self._revisions = revisions
        self.show()
        self._rebuild()

    def _show_all(self) -> None:
        self._shown = len(self._revisions)
        self._rebuild()

    def _rebuild(self) -> None:
        layout = self._lines.layout()
        around = self._around
        if layout is None or around is None:
            return
        for old in self.rows:
            layout.removeWidget(old)
            old.hide()
            old.deleteLater()
        now = datetime.now(around.zone)
        self.rows = []
        for revision in self._revisions[: self._shown]:
            moment = moment_words(around.local(revision.issued_at), now) if revision.issued_at is not None else ""
            self.rows.append(_Row(self, revision, moment))
            layout.addWidget(self.rows[-1])
        self._none.setVisible(not self._revisions)
        hidden = len(self._revisions) - len(self.rows)
        self._all.setVisible(hidden > 0)
        self._all.setText(ngettext("Show {count} more", "Show {count} more", hidden).format(count=hidden))
