"""`osdesk file-scans`: scanned pages to their orders; a line a page. What can't be read keeps no other file back."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from osdesk.cli import files, output
from osdesk.cli.opening import writing
from osdesk.domain.problems import Problem, Unreadable
from osdesk.domain.scans import ScanPage
from osdesk.services import lists, scans, wording
from osdesk.services.office import Office

#: A page on its way to a line: the file, its place, what is stored of it, and what keeps it from being read.
_Row = tuple[str, int, ScanPage | None, str]


def run_file_scans(options: argparse.Namespace) -> int:
    """File the pages of these files."""
    whole = True
    told: list[dict[str, Any]] = []
    with writing(options) as office:
        for name in options.file:
            for rows in _filed(office, name):
                if isinstance(rows, str):
                    whole = False
                    output.complain(rows)
                    continue
                found = _told(office, rows)
                whole = whole and not any(trouble for *_rest, trouble in rows)
                told += found
                if not options.json:
                    for line in found:
                        output.say(f"{line['file']}\t{line['page']}\t{line['order'] or line['why']}")
    if options.json:
        output.say(output.as_json(told))
    return 0 if whole else 1


def _filed(office: Office, name: str) -> Iterator[list[_Row] | str]:
    """Rows of a file's pages: those that were here before, then each batch as it is stored; or why it can't be read."""
    filing = scans.filing(office, Path(name).absolute())
    while True:
        # Only the reading is watched: a pipe that breaks where the lines go is no fault of the file.
        try:
            file, read, stored = next(filing)
        except StopIteration:
            return
        except Unreadable as trouble:
            yield f"{name}: {wording.sentence(trouble.at(''))}"
            return
        except (OSError, ValueError) as fault:
            yield files.unreadable(name, fault)
            return
        if read:
            kept = {page.page: page for page in stored}
            yield [(name, page.page, kept.get(page.page), page.trouble) for page in read]
        else:
            yield [(name, page.page, page, "") for page in scans.of_source(office, file.source)]


def _told(office: Office, rows: list[_Row]) -> list[dict[str, Any]]:
    ids = sorted({page.order_id for _name, _place, page, _why in rows if page is not None and page.order_id})
    numbers = {row.id: row.number for row in lists.orders_rows(office, ids)}
    return [_line(*row, numbers) for row in rows]


def _line(name: str, place: int, page: ScanPage | None, trouble: str, numbers: dict[int, str]) -> dict[str, Any]:
    if page is None:
        why = wording.sentence(Problem(field="", code=trouble))
        return {"file": name, "page": place + 1, "state": "unreadable", "order": None, "why": why}
    number = numbers.get(page.order_id or 0)
    why = "" if number else wording.page_fate(page, "")
    return {"file": name, "page": place + 1, "state": str(page.state), "order": number, "why": why}
