"""Sentences often used, offered while one is typed: reasons, observations and the like.

They are offered for the line being typed, and nothing is taken unless it is chosen with the arrows.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from osdesk.domain.suggestions import SuggestionKind
from osdesk.services import orders
from osdesk.ui.desk import Desk
from osdesk.ui.orders.suggestions import Choice, SuggestionList
from osdesk.ui.tasks import Lane

_PAUSE = 120
SHORTEST = 3
LONGEST = 80


class PhraseHelp:
    """Watches a field of several lines and offers what was written there before."""

    def __init__(self, desk: Desk, field: QPlainTextEdit, kind: SuggestionKind) -> None:
        self._desk, self._field, self._kind = desk, field, kind
        self.list = SuggestionList(field)
        self.list.picked.connect(self._take)
        self._pause = QTimer(field, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._ask)
        field.textChanged.connect(self._typed)

    def _typed(self) -> None:
        if self._field.hasFocus():
            self.list.dismiss()
            self._pause.start()

    def _line(self) -> str:
        """The line up to the cursor, "" unless the cursor stands at its end."""
        cursor = self._field.textCursor()
        return cursor.block().text().strip() if cursor.atBlockEnd() and not cursor.hasSelection() else ""

    def _ask(self) -> None:
        line = self._line()
        if not SHORTEST <= len(line) <= LONGEST or not self._field.hasFocus():
            return
        self._desk.tasks.run(
            Lane.READ,
            orders.suggest_texts,
            self._desk.office,
            self._kind,
            line,
            5,
            done=self._offer,
            owner=self._field,
            latest="phrases",
        )

    def _offer(self, found: tuple[str, ...]) -> None:
        line = self._line()
        new = [text for text in found if text.strip() != line and text.strip() not in self._field.toPlainText()]
        if self._field.hasFocus():
            cursor = self._field.cursorRect()
            place = QRect(QPoint(0, cursor.top()), QPoint(self._field.width(), cursor.bottom() + 8))
            self.list.offer([Choice(words=text.replace("\n", " "), value=text) for text in new], line, place)

    def _take(self, text: object) -> None:
        cursor = self._field.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(str(text))
        self._field.setTextCursor(cursor)


class FixedPhrases:
    """A few fixed words offered under a line as it is entered (by what means something was authorised)."""

    def __init__(self, field: QLineEdit, words: tuple[str, ...]) -> None:
        self._field, self._words = field, words
        self.list = SuggestionList(field)
        self.list.picked.connect(self._take)
        field.textEdited.connect(self._offer)

    def _offer(self, typed: str) -> None:
        wanted = typed.strip().casefold()
        found = [words for words in self._words if words.casefold().startswith(wanted) and words != typed]
        self.list.offer([Choice(words=words, value=words) for words in found], typed)

    def _take(self, words: object) -> None:
        self._field.setText(str(words))
        self._field.textEdited.emit(str(words))
        self.list.dismiss()
