"""Orders written as one PDF file: asked where, bound in the paper process, written whole, noted in the history.

Where the office issues what it exports, one order's file is its document, byte for byte; many are issued one by one,
and their sheets, with number and code, bound in the file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import shiboken6
from PySide6.QtWidgets import QWidget

from osdesk.domain.history import Deed
from osdesk.domain.revisions import Revision
from osdesk.domain.sheets import OrderSheet, Paper, SheetOptions
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.prompts import Answer
from osdesk.ui.tasks import Lane

if TYPE_CHECKING:
    from osdesk.services.office import Office
    from osdesk.ui.issuing import Issuing

#: Orders bound in one go: some tenth of a second, for which the preview of what is being typed may have to wait.
_AT_ONCE = 8


def export_orders(desk: Desk, parent: QWidget, ids: Sequence[int], options: SheetOptions | None = None) -> None:
    """Write these stored orders, in that order, as one PDF. Without options those of the office."""
    if ids:
        _Export(desk, parent, tuple(ids), options).begin()


def export_blank(desk: Desk, parent: QWidget) -> None:
    """Write the wholly blank form."""
    _Export(desk, parent, (), None).begin()


class _Export:
    """One file on its way: bound a few orders at a time, so that it can be cancelled and nothing waits for it.

    Held by the callbacks of its own steps, and gone after the last. They outlive the page that asked: who closes
    an order still wants its file.
    """

    def __init__(self, desk: Desk, parent: QWidget, ids: tuple[int, ...], options: SheetOptions | None) -> None:
        self._desk, self._parent, self._ids, self._options = desk, parent, ids, options
        self._window = parent.window()
        self._key = uuid4().hex
        self._path = Path()
        self._written_ids: list[int] = []
        self._at = 0
        self._over = False
        self._begun_again = False
        self._issue = False
        self._issuing: Issuing | None = None

    def begin(self) -> None:
        ends = tuple(dict.fromkeys((self._ids[0], self._ids[-1]))) if self._ids else ()
        run = self._desk.tasks.run
        run(Lane.READ, _issues, self._desk.office, bool(self._ids), done=self._note_issue, failed=self._fail)
        self._gather(ends, self._ask_where)

    def _note_issue(self, issue: bool) -> None:
        blank = self._options is not None and self._options.blank
        self._issue = issue and not blank

    def _gather(self, ids: tuple[int, ...], then: Callable[[tuple[OrderSheet, ...]], object]) -> None:
        from osdesk.services import papers

        office, tasks = self._desk.office, self._desk.tasks
        if self._issuing is not None:
            tasks.run(Lane.READ, _issued_sheets, office, ids, self._options, done=then, failed=self._fail)
        elif self._ids:
            tasks.run(Lane.READ, papers.sheets, office, ids, self._options, done=then, failed=self._fail)
        else:
            tasks.run(Lane.READ, _blank_sheets, office, self._options, done=then, failed=self._fail)

    def _ask_where(self, ends: tuple[OrderSheet, ...]) -> None:
        from osdesk.services import papers

        if not ends:
            return
        self._desk.prompts.save_file(
            self._asker(),
            _("Export PDF"),
            "pdf",
            papers.file_name(ends, self._desk.office.today()),
            [("PDF", "*.pdf")],
            self._write_to,
        )

    def _write_to(self, path: Path) -> None:
        self._path = path
        if self._issue:
            self._issue_first()
        else:
            self._begin_book()

    def _issue_first(self) -> None:
        from osdesk.ui.issuing import Issuing

        desk = self._desk
        self._issuing = Issuing(
            desk.office,
            desk.tasks,
            self._ids,
            self._options,
            done=self._issued,
            failed=self._fail,
            progress=self._tell_issuing,
        )
        self._issuing.begin()

    def _tell_issuing(self, at: int, of: int) -> None:
        self._tell(_("Issuing {done} of {total}…").format(done=at, total=of), self._cancel)

    def _issued(self, revisions: tuple[Revision, ...]) -> None:
        if len(self._ids) > 1:
            self._begin_book()
            return
        for revision in revisions:
            self._written_ids.append(revision.order_id)
            run = self._desk.tasks.run
            run(Lane.NET, _write, self._desk.office, revision, self._path, done=self._written, failed=self._fail)

    def _begin_book(self) -> None:
        from osdesk.services import rendering

        self._at = 0
        self._written_ids.clear()
        self._desk.tasks.run(Lane.PAPER, rendering.begin_book, self._key, done=self._next, failed=self._fail)

    def _next(self, _nothing: object = None) -> None:
        """The orders that come next; after the last the book is closed."""
        from osdesk.services import rendering

        if self._over:
            return
        total = max(1, len(self._ids))
        if self._at >= total:
            self._tell(_("Writing {name}…").format(name=self._path.name))
            self._desk.tasks.run(Lane.PAPER, rendering.finish_book, self._key, done=self._write, failed=self._fail)
            return
        if total > 1:
            words = _("Exporting {done} of {total}…").format(done=self._at + 1, total=total)
        else:
            words = _("Preparing {name}…").format(name=self._path.name)
        self._tell(words, self._cancel)
        ids = self._ids[self._at : self._at + _AT_ONCE]
        self._at += _AT_ONCE
        self._gather(ids, self._bind)

    def _bind(self, sheets: tuple[OrderSheet, ...]) -> None:
        from osdesk.services import rendering

        if self._over:
            return
        self._written_ids += [sheet.order.id for sheet in sheets if sheet.order and sheet.order.id is not None]
        self._desk.tasks.run(Lane.PAPER, rendering.bind, self._key, sheets, done=self._next, failed=self._fail)

    def _write(self, paper: Paper) -> None:
        from osdesk.services import papers

        if not self._over:
            self._desk.tasks.run(Lane.NET, papers.export, self._path, paper.pdf, done=self._written, failed=self._fail)

    def _written(self, _nothing: object) -> None:
        from osdesk.services import orders

        path, desk = self._path, self._desk
        self._over = True
        self._tell("")
        if self._written_ids:
            # The file's name alone: the path says who works at this computer.
            ids = tuple(self._written_ids)
            desk.tasks.run(Lane.WRITE, orders.record, desk.office, ids, Deed.EXPORTED, path.name)
        if len(self._ids) > 1 or not shiboken6.isValid(self._parent):
            # Somebody who waited is writing something else by now: a question would take the keys.
            said = _("{name} written").format(name=path.name)
            desk.go.say(said, lambda: desk.prompts.reveal(path), link=_("Open folder"))
        else:
            tell_written(desk, self._parent, path)

    def _cancel(self) -> None:
        from osdesk.services import rendering

        if self._over:
            return
        self._over = True
        self._tell("")
        if self._issuing is not None:
            self._issuing.cancel()
        self._desk.tasks.run(Lane.PAPER, rendering.drop_book, self._key)
        self._desk.go.say(_("Export cancelled: no file was written"))

    def _fail(self, error: BaseException) -> None:
        from osdesk.services import rendering

        if self._over:
            return
        if isinstance(error, rendering.BookLost) and not self._begun_again:
            self._begun_again = True
            self._begin_book()
            return
        self._over = True
        self._tell("")
        self._desk.tasks.run(Lane.PAPER, rendering.drop_book, self._key)
        self._desk.tasks.failure.emit(error)

    def _tell(self, words: str, cancel: Callable[[], object] | None = None) -> None:
        self._desk.go.set_work(f"export {self._key}", words, cancel)

    def _asker(self) -> QWidget:
        return self._parent if shiboken6.isValid(self._parent) else self._window


def tell_written(desk: Desk, parent: QWidget, path: Path) -> None:
    """Say that a file was written, and offer to open it or its folder."""
    prompts = desk.prompts
    prompts.ask(
        parent,
        _("{name} written").format(name=path.name),
        _("In {folder}.").format(folder=str(path.parent)),
        (
            Answer(_("Close")),
            Answer(_("Open folder"), lambda: prompts.reveal(path)),
            Answer(_("Open"), lambda: prompts.open_path(path), "filled"),
        ),
    )


def _issues(office: Office, orders: bool) -> bool:
    """Whether the office issues what it exports."""
    from osdesk.services import company

    return orders and company.settings(office).issue_on_export


def _issued_sheets(office: Office, ids: tuple[int, ...], options: SheetOptions | None) -> tuple[OrderSheet, ...]:
    from osdesk.services import issuing

    return issuing.issued_sheets(office, ids, options)


def _write(office: Office, revision: Revision, path: Path) -> None:
    from osdesk.services import issuing, papers

    papers.export(path, issuing.pdf(office, revision))


def _blank_sheets(office: Office, options: SheetOptions | None) -> tuple[OrderSheet, ...]:
    from osdesk.services import papers

    return (papers.blank_sheet(office, options),)
