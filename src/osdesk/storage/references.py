"""Which files the office's rows refer to: all that a sweep must spare, of every subject at once.

Apart from the subjects, because one that is forgotten here loses its files a month later: what holds the hash of a file
is listed, and a test asks every table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sqlalchemy import Column, Connection, Select, select

from osdesk.storage.attachments import attachment
from osdesk.storage.company import company
from osdesk.storage.messages import message_file
from osdesk.storage.revisions import revision
from osdesk.storage.scans import scan

#: Columns that hold the hash of one file.
FILES: tuple[Column[str], ...] = (
    company.c.logo,
    attachment.c.file,
    attachment.c.original,
    revision.c.pdf,
    message_file.c.file,
    scan.c.file,
)
#: Columns of text that names files among much else: the values that a document was made from.
TEXTS: tuple[Column[str], ...] = (revision.c.sheet,)
_HASH = re.compile(r"\b[0-9a-f]{64}\b")
_AT_ONCE = 200


def statement(column: Column[str]) -> Select[str]:
    """All that stands in one of these columns."""
    return select(column).where(column != "").distinct()


def referred(session: Connection) -> Iterator[str]:
    """The hashes of all files that rows refer to; some of them more than once."""
    for column in FILES:
        yield from session.execute(statement(column)).scalars()
    for column in TEXTS:
        for text in session.execute(statement(column).execution_options(yield_per=_AT_ONCE)).scalars():
            yield from named_in(text)


def named_in(text: str) -> list[str]:
    """The hashes that a text names."""
    return _HASH.findall(text)
