"""What a crash must not lose of the words of messages: a draft for each template that is unsaved.

Apart from `records.single`, for here many values are written in one form, of which any may be unsaved.
"""

from __future__ import annotations

import logging
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from osdesk import folders
from osdesk.domain.changes import Subject
from osdesk.domain.company import SHEET_LANGUAGES
from osdesk.domain.messages import Event, MessageTemplate
from osdesk.log import without_data
from osdesk.services import drafts
from osdesk.services.drafts import Draft
from osdesk.services.office import Office
from osdesk.ui.desk import Desk
from osdesk.ui.kit.editor import DRAFT_AFTER
from osdesk.ui.preferences.message_words import Key, Words, key_of
from osdesk.ui.tasks import Lane

_log = logging.getLogger(__name__)


def draft_key(key: Key) -> str:
    """The name of the draft of a template."""
    return f"{Subject.MESSAGE_TEMPLATE.value}-{key[0].value}-{key[1]}"


#: Every name such a draft can have.
KEYS = tuple(draft_key((event, language)) for event in Event for language in SHEET_LANGUAGES)


def keep_only(office: Office, unsaved: tuple[MessageTemplate, ...]) -> None:
    """Keep a draft of each of these, and none of any other; for the write lane. Raises `HandoverTrouble`."""
    folder = folders.drafts_folder(office.folder)
    found = {draft_key(key_of(template)): template for template in unsaved}
    for key in KEYS:
        template = found.get(key)
        if template is None:
            drafts.drop(folder, key)
        else:
            drafts.keep(
                folder,
                Draft(
                    key=key,
                    subject=Subject.MESSAGE_TEMPLATE,
                    value=template,
                    stored_version=template.version,
                    kept_at=office.now(),
                ),
            )


class WordsDrafts(QTimer):
    """Keeps drafts a while after the last key. `kept_or_not` tells when what `kept_at` says is something else."""

    kept_or_not = Signal()

    def __init__(self, desk: Desk, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._words = desk, words
        #: Whether there may be drafts on the disk, and when they were kept last.
        self.kept = False
        self.kept_at: datetime | None = None
        self.setSingleShot(True)
        self.setInterval(DRAFT_AFTER)
        self.timeout.connect(self.keep)

    def follow(self) -> None:
        """Something was typed, stored or given up."""
        if self.kept or self._words.unsaved():
            self.start()

    def keep(self) -> None:
        """Keep what is unsaved, drop what no longer is."""
        self.stop()
        unsaved = self._words.unsaved()
        if not unsaved and not self.kept:
            return
        self.kept = bool(unsaved)
        self._desk.tasks.run(
            Lane.WRITE,
            keep_only,
            self._desk.office,
            unsaved,
            done=lambda _nothing: self._tell(self._desk.office.now() if unsaved else None),
            failed=self._failed,
            owner=self,
            latest="drafts",
        )

    def _failed(self, error: BaseException) -> None:
        """As for any draft: what the disk refuses is no question over the form."""
        if not isinstance(getattr(error, "code", None), str):
            self._desk.tasks.failure.emit(error)
            return
        _log.warning("a draft was not kept: %s", without_data(error))
        self._tell(None)

    def _tell(self, kept_at: datetime | None) -> None:
        self.kept_at = kept_at
        self.kept_or_not.emit()
