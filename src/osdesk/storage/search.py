"""Full text on SQLite: what is typed becomes a question to FTS5, and the two kinds of index are kept.

Apart because nothing here exists on PostgreSQL. The texts that go in are folded by our own hand (`domain.text.fold`),
for SQLite's tokenizers fold differently from version to version. The indexes hold no text of their own: removing needs
exactly the words that were added, worked out from the stored value in the same transaction.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import DDL, ColumnClause, Connection, Integer, Select, event, literal_column, select, text

from osdesk.domain.text import fold
from osdesk.storage.metadata import metadata

_ONLY_FIGURES = re.compile(r"[0-9./\-() +]+")
#: A question that nothing answers.
NOTHING = '"_"'
_PIECE = re.compile(r"\S+")
#: A CNPJ with its mask, or the beginning of one; it may have letters since 2026.
_MASKED = re.compile(r"[0-9a-z]{2}\.[0-9a-z]{3}\.[0-9a-z]{1,3}(/[0-9a-z]{0,4}(-[0-9]{0,2})?)?", re.IGNORECASE)
#: Trigrams find nothing shorter.
_TRIGRAM = 3


def joined(texts: Iterable[str]) -> str:
    """Texts folded and put together, each word once."""
    return " ".join(dict.fromkeys(" ".join([folded(text) for text in texts if text]).split()))


def folded(text: str) -> str:
    """`fold`, which remembers short texts: names and phrases come again and again when very many are stored."""
    if text.isdecimal() and text.isascii():
        return text  # numbers and phones, each another: they would only push the others out
    return _remembered(text) if len(text) <= _SHORT else fold(text)


_SHORT = 120
_remembered = functools.lru_cache(20_000)(fold)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextIndex:
    """A full-text table of one column that keeps only the index; `rowid` is the record's id."""

    name: str
    options: str

    @property
    def ddl(self) -> str:
        """The statement that makes it."""
        return f"CREATE VIRTUAL TABLE {self.name} USING fts5(words, content='', {self.options})"

    def add(self, session: Connection, rows: Sequence[tuple[int | None, str]]) -> None:
        """Index texts by record id."""
        if rows:
            session.exec_driver_sql(self._into("rowid, words", "?, ?"), list(rows))

    def remove(self, session: Connection, rows: Sequence[tuple[int | None, str]]) -> None:
        """Take texts out again: exactly those that were added under these ids."""
        if rows:
            session.exec_driver_sql(self._into(f"{self.name}, rowid, words", "'delete', ?, ?"), list(rows))

    def replace(self, session: Connection, record_id: int, before: str, after: str) -> None:
        """Put one text in the place of another; nothing at all when they are alike."""
        if before != after:
            self.remove(session, [(record_id, before)])
            self.add(session, [(record_id, after)])

    def found(self, question: str | None) -> Select[Any]:
        """The ids of what answers a question, as a statement; it gives them by id, forwards or backwards, as asked."""
        rowid: ColumnClause[int] = literal_column("rowid", Integer)
        answers = literal_column(self.name).op("MATCH", is_comparison=True)(question or NOTHING)
        return select(rowid.label("id")).select_from(text(self.name)).where(answers)

    def check(self, session: Connection) -> None:
        """Raise SQLite's own error (`SQLITE_CORRUPT_VTAB`) when the index contradicts itself."""
        session.exec_driver_sql(self._into(self.name, "'integrity-check'"))

    def clear(self, session: Connection) -> None:
        """Empty it, to be filled anew."""
        session.exec_driver_sql(self._into(self.name, "'delete-all'"))

    def _into(self, columns: str, values: str) -> str:
        return f"INSERT INTO {self.name}({columns}) VALUES ({values})"  # noqa: S608  names of our own, no value


# Words, with an index of their beginnings. `_` counts as a letter, so that `_3` (status 3) meets no word: `fold` makes
# none with it.
_WORDS = "tokenize=\"unicode61 remove_diacritics 0 tokenchars '_'\", detail='none', prefix='1 2 3'"

ORDERS = TextIndex(name="order_words", options=_WORDS)
CLIENTS = TextIndex(name="client_trigrams", options="tokenize='trigram case_sensitive 1'")
CLIENT_WORDS = TextIndex(name="client_words", options=_WORDS)
INDEXES = (ORDERS, CLIENTS, CLIENT_WORDS)

for _index in INDEXES:
    event.listen(
        metadata,
        "after_create",
        DDL(_index.ddl).execute_if(dialect="sqlite"),  # type: ignore[no-untyped-call]
    )


def word_question(text: str, extra: str = "") -> str | None:
    """FTS5's question for what was typed: every word, or a word's beginning; None when there is nothing to look for.

    What is punctuated is looked for joined as well (`12.345.678/0001-90` finds the stored digits), and so is a whole
    line of figures (`(51) 99841-2207`). `extra` is one more condition, such as `(_1 OR _2)`.
    """
    pieces = _PIECE.findall(text)
    parts = [_either(fold(piece).split()) for piece in pieces]
    parts = [part for part in parts if part]
    if not parts:
        return None
    question = " AND ".join(parts)
    if len(pieces) > 1 and _ONLY_FIGURES.fullmatch(text):
        question = f'({question}) OR "{fold(text).replace(" ", "")}"*'
    return f"({question}) AND {extra}" if extra else question


def meets(text: str) -> Callable[[str], bool]:
    """What tells whether the words of one record, as they were indexed, answer `word_question` of the same text."""
    typed = _PIECE.findall(text)
    pieces = [words for words in (fold(piece).split() for piece in typed) if words]
    line = fold(text).replace(" ", "") if len(typed) > 1 and _ONLY_FIGURES.fullmatch(text) else ""

    def met(words: str) -> bool:
        spaced = f" {words}"
        if line and f" {line}" in spaced:
            return True
        return bool(pieces) and all(
            all(f" {word}" in spaced for word in piece) or (len(piece) > 1 and f" {''.join(piece)}" in spaced)
            for piece in pieces
        )

    return met


def every_word(words: str) -> str:
    """The question that only a text with all of these words (folded already) answers."""
    return " AND ".join(f'"{word}"' for word in words.split())


def _either(words: list[str]) -> str:
    if not words:
        return ""
    if len(words) == 1:
        return f'"{words[0]}"*'
    apart = " AND ".join(f'"{word}"*' for word in words)
    return f'(({apart}) OR "{"".join(words)}"*)'


def trigram_questions(text: str) -> tuple[str | None, str | None]:
    """The same for clients: the question to the trigrams (anywhere in a word) and, for words too short for them, to
    the words (their beginnings). Both must be answered; None for the one that isn't needed.
    """
    long: list[str] = []
    short: list[str] = []
    pieces = [text] if _ONLY_FIGURES.fullmatch(text) else _PIECE.findall(text)
    for piece in pieces:
        words = fold(piece).split()
        run = "".join(words)
        if len(words) > 1 and len(run) >= _TRIGRAM and all(len(word) >= _TRIGRAM for word in words):
            apart = " AND ".join(f'"{word}"' for word in words)
            long.append(f'(({apart}) OR "{run}")')
        elif len(run) >= _TRIGRAM and (len(words) == 1 or run.isdigit() or _MASKED.fullmatch(piece)):
            long.append(f'"{run}"')
        else:
            for word in words:
                if len(word) >= _TRIGRAM:
                    long.append(f'"{word}"')
                else:
                    short.append(f'"{word}"*')
    return " AND ".join(long) or None, " AND ".join(short) or None
