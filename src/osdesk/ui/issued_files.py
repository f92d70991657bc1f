"""An issued document in a person's hands: opened, saved, printed, voided; always the bytes that were issued.

Apart from issuing, for these are asked for in the history of an order and where a document is checked.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtWidgets import QWidget

from osdesk.domain.revisions import Revision
from osdesk.services.wording.verdicts import revision_title
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.tasks import Lane

if TYPE_CHECKING:
    from osdesk.services.office import Office


def open_document(desk: Desk, parent: QWidget, revision: Revision) -> None:
    """Show the document in the system's own program for PDFs, from a copy that is swept some days later."""

    def opened(path: Path) -> None:
        desk.prompts.open_path(path)

    desk.tasks.run(Lane.READ, _lent, desk.office, revision.id or 0, done=opened, owner=parent)


def save_document(desk: Desk, parent: QWidget, revision: Revision) -> None:
    """Write the document to a file of the person's choice."""
    from osdesk.services import issuing

    def named(name: str) -> None:
        title = _("Save the issued document")
        desk.prompts.save_file(parent, title, "pdf", name, [("PDF", "*.pdf")], write)

    def write(path: Path) -> None:
        desk.tasks.run(Lane.READ, _written, desk.office, revision, path, done=partial(written, path))

    def written(path: Path, _nothing: object) -> None:
        said = _("{name} written").format(name=path.name)
        desk.go.say(said, lambda: desk.prompts.reveal(path), link=_("Open folder"))

    desk.tasks.run(Lane.READ, issuing.file_name, desk.office, revision, done=named, owner=parent)


def print_document(desk: Desk, parent: QWidget, revision: Revision) -> None:
    """Print it again as it was issued."""
    desk.printing.print_issued(parent, revision)


def void_document(desk: Desk, parent: QWidget, revision: Revision) -> None:
    """Declare it void, once there is a reason."""
    from osdesk.services import issuing

    def void(reason: str) -> None:
        desk.tasks.run(Lane.WRITE, issuing.void, desk.office, revision.id, reason, done=voided)

    def voided(revision: Revision) -> None:
        if shiboken6.isValid(parent):
            desk.go.say(_("{document} voided").format(document=revision_title(revision)))

    desk.prompts.text(
        parent,
        _("Void {document}?").format(document=revision_title(revision)),
        _("It stays readable, and whoever checks it is told. This cannot be undone."),
        label=_("Reason"),
        verb=_("Void"),
        then=void,
        required=_("Say why."),
    )


def _lent(office: Office, revision_id: int) -> Path:
    from osdesk.services import handing

    return handing.document(office, revision_id)


def _written(office: Office, revision: Revision, path: Path) -> None:
    from osdesk.services import issuing, papers

    papers.export(path, issuing.pdf(office, revision))
