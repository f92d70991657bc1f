"""Lists for spreadsheets: the filtered orders as a CSV file, and chosen rows for the clipboard.

Apart because a spreadsheet is a program that runs what it reads: a client called `=1+1` must stay a name. The form is
the one Excel and LibreOffice in Brazil open by double click: semicolons, decimal comma, UTF-8 with its mark.
"""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from osdesk.domain import dates, money
from osdesk.domain.phones import format_phone
from osdesk.domain.questions import ClientRow, OrderQuestion, OrderRow
from osdesk.domain.tax_ids import format as format_tax_id
from osdesk.services import lists, statuses, team, wording
from osdesk.services.office import Office
from osdesk.texts import _, language

_AT_ONCE = 2000
#: What a cell begins with that a spreadsheet would calculate; the wide ones count as the narrow in some.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowWords:
    """What a row's ids are called, and the office's zone."""

    statuses: Mapping[int, str]
    technicians: Mapping[int, str]
    zone: tzinfo | None = None


def row_words(office: Office) -> RowWords:
    """The names that the office's rows need, in the screen's language."""
    return RowWords(
        statuses={
            status.id: wording.status_name(status) for status in statuses.statuses(office) if status.id is not None
        },
        technicians={held.id: held.name for held in team.all(office) if held.id is not None},
        zone=office.zone,
    )


def orders_csv(office: Office, question: OrderQuestion) -> bytes:
    """Every order that answers the question, in its order, as a file (utf-8-sig, `;`, CRLF) with heads."""
    words = row_words(office)
    ids = lists.orders_ids(office, question)
    pages = (lists.orders_rows(office, ids[start : start + _AT_ONCE]) for start in range(0, len(ids), _AT_ONCE))
    rows = ([neutral(cell) for cell in _cells(row, words)] for page in pages for row in page)
    return as_csv(itertools.chain([_heads()], rows))


def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows of cells (`neutral` where people wrote them) as a file: utf-8-sig, `;`, CRLF."""
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=";", lineterminator="\r\n").writerows(rows)
    return written.getvalue().encode("utf-8-sig", "replace")


def rows_text(rows: Sequence[OrderRow], words: RowWords) -> str:
    """Rows for the clipboard: a tab between cells, a line a row, with heads. Pasted, it fills cells."""
    return _tabbed([_heads(), *(_cells(row, words) for row in rows)])


def clients_text(rows: Sequence[ClientRow]) -> str:
    """The same for rows of clients."""
    heads = [_("Name"), _("Legal name"), _("CPF/CNPJ"), _("Phone"), _("City")]
    return _tabbed(
        [heads]
        + [[row.name, row.legal_name, format_tax_id(row.tax_id), format_phone(row.phone), row.city] for row in rows]
    )


def neutral(cell: str) -> str:
    """A cell that no spreadsheet calculates: an apostrophe before what would begin a formula, and on one line."""
    line = " ".join(cell.split())
    return f"'{line}" if line.startswith(_FORMULA) else line


def _heads() -> list[str]:
    return [
        _("Number"),
        _("Opened at"),
        _("Client"),
        _("Reason for the request"),
        _("Technicians"),
        _("Status"),
        _("Deadline"),
        _("Total"),
    ]


def _cells(row: OrderRow, words: RowWords) -> list[str]:
    opened = row.opened_at.astimezone(words.zone)
    deadline = dates.format_date(row.deadline) if row.deadline is not None else ""
    if row.deadline_time is not None:
        deadline += f" {dates.format_time(row.deadline_time)}"
    return [
        row.number,
        f"{dates.format_date(opened.date())} {dates.format_time(opened)}",
        row.client,
        row.reason,
        ", ".join(words.technicians[each] for each in row.technicians if each in words.technicians),
        words.statuses.get(row.status_id, ""),
        deadline,
        _amount(row),
    ]


def _amount(row: OrderRow) -> str:
    """With the decimal sign of the language and no grouping: a number in the spreadsheet, not a text."""
    if row.total is None:
        return ""
    written = money.json_amount(row.total)
    return written if language() == "en" else written.replace(".", ",")


def _tabbed(rows: Iterable[Iterable[str]]) -> str:
    return "\r\n".join(_line(row) for row in rows)


def _line(cells: Iterable[str]) -> str:
    return "\t".join(neutral(cell) for cell in cells)
