"""Orders written as one PDF file: asked where, rendered in the paper process, written whole, noted in the history."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from osdesk.domain.history import Deed
from osdesk.domain.sheets import OrderSheet, Paper, SheetOptions
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.prompts import Answer
from osdesk.ui.tasks import Lane

if TYPE_CHECKING:
    from osdesk.services.office import Office


def export_orders(desk: Desk, parent: QWidget, ids: Sequence[int], options: SheetOptions | None = None) -> None:
    """Write these stored orders, in that order, as one PDF. Without options those of the office."""
    if ids:
        _Export(desk, parent, tuple(ids), options).begin()


def export_blank(desk: Desk, parent: QWidget) -> None:
    """Write the wholly blank form."""
    _Export(desk, parent, (), None).begin()


class _Export:
    """One file on its way. Held by the callbacks of its own steps, and gone after the last."""

    def __init__(self, desk: Desk, parent: QWidget, ids: tuple[int, ...], options: SheetOptions | None) -> None:
        self._desk, self._parent, self._ids, self._options = desk, parent, ids, options

    def begin(self) -> None:
        from osdesk.services import papers

        office, tasks = self._desk.office, self._desk.tasks
        if self._ids:
            tasks.run(
                Lane.READ, papers.sheets, office, self._ids, self._options, done=self._ask_where, owner=self._parent
            )
        else:
            tasks.run(Lane.READ, _blank_sheets, office, self._options, done=self._ask_where, owner=self._parent)

    def _ask_where(self, sheets: tuple[OrderSheet, ...]) -> None:
        from osdesk.services import papers

        if not sheets:
            return
        name = papers.file_name(sheets, self._desk.office.today())
        self._desk.prompts.save_file(
            self._parent,
            _("Export PDF"),
            "pdf",
            name,
            [("PDF", "*.pdf")],
            lambda path: self._render(sheets, path),
        )

    def _render(self, sheets: tuple[OrderSheet, ...], path: Path) -> None:
        from osdesk.services import rendering

        self._desk.go.set_status(_("Preparing {name}…").format(name=path.name))
        self._desk.tasks.run(
            Lane.PAPER,
            rendering.render,
            sheets,
            done=lambda paper: self._write(paper, path),
            failed=self._fail,
            owner=self._parent,
        )

    def _write(self, paper: Paper, path: Path) -> None:
        from osdesk.services import papers

        self._desk.tasks.run(
            Lane.NET,
            papers.export,
            path,
            paper.pdf,
            done=lambda _nothing: self._written(path),
            failed=self._fail,
            owner=self._parent,
        )

    def _written(self, path: Path) -> None:
        from osdesk.services import orders

        self._desk.go.set_status("")
        if self._ids:
            # The file's name alone: the path says who works at this computer.
            self._desk.tasks.run(Lane.WRITE, orders.record, self._desk.office, self._ids, Deed.EXPORTED, path.name)
        tell_written(self._desk, self._parent, path)

    def _fail(self, error: BaseException) -> None:
        self._desk.go.set_status("")
        self._desk.tasks.failure.emit(error)


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


def _blank_sheets(office: Office, options: SheetOptions | None) -> tuple[OrderSheet, ...]:
    from osdesk.services import papers

    return (papers.blank_sheet(office, options),)
