"""Asking the web for an address or a firm, beside a form that goes on being typed in.

Nothing waits for an answer: it arrives on the UI thread, or a sentence about why not does. The office's settings say
whom to ask.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from osdesk.domain.changes import Changes, Subject
from osdesk.domain.company import OfficeSettings
from osdesk.domain.contacts import Address
from osdesk.services import company, lookup, wording
from osdesk.services.lookup import CompanyFacts, LookupTrouble
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.records.notes import NoteLine
from osdesk.ui.tasks import Lane


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is asked: a look-up and the number it is about."""

    ask: Callable[[OfficeSettings, str], object]
    number: str


class Lookups(QObject):
    """The look-ups of one form. Of the questions about one note only the newest is answered."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._settings: OfficeSettings | None = None
        desk.changes.happened.connect(self._changed)

    def address(self, code: str, note: NoteLine, found: Callable[[Address], object]) -> None:
        """Look up a postal code (eight digits) and give the address to `found`; `note` tells how it goes."""
        self._ask(_Wish(lookup.address, code), note, found, _("Looking up the CEP…"))

    def company(self, cnpj: str, note: NoteLine, found: Callable[[CompanyFacts], object]) -> None:
        """Look up a CNPJ (fourteen characters) and give what the register says to `found`."""
        self._ask(_Wish(lookup.company, cnpj), note, found, _("Looking up the CNPJ…"))

    def _ask(self, wish: _Wish, note: NoteLine, found: Callable[..., object], words: str) -> None:
        note.say(words, "busy")
        if self._settings is not None:
            self._look_up(self._settings, wish, note, found)
            return

        def known(settings: OfficeSettings) -> None:
            self._settings = settings
            self._look_up(settings, wish, note, found)

        self._desk.tasks.run(Lane.READ, company.settings, self._desk.office, done=known, owner=note, latest="settings")

    def _look_up(self, settings: OfficeSettings, wish: _Wish, note: NoteLine, found: Callable[..., object]) -> None:
        def answered(answer: object) -> None:
            note.say("")
            found(answer)

        def failed(error: BaseException) -> None:
            if isinstance(error, LookupTrouble):
                _title, sentence = wording.trouble_sentence(error)
                note.say(sentence, "advice")
            else:
                note.say("")
                self._desk.tasks.failure.emit(error)

        self._desk.tasks.run(
            Lane.NET, wish.ask, settings, wish.number, done=answered, failed=failed, owner=note, latest="lookup"
        )

    def _changed(self, changes: Changes) -> None:
        if changes.touches(Subject.SETTINGS):
            self._settings = None
