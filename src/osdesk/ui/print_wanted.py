"""What is to be printed, as a value: where its sheets come from, in whose history it is told, whether it is issued.

Apart from the questions that are asked about it. The functions here gather, on a lane of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from osdesk.domain.revisions import Revision
from osdesk.domain.sheets import Copies, LonePaper, OrderSheet, Paper, SheetOptions

if TYPE_CHECKING:
    from osdesk.services.office import Office

#: Sheets to be drawn, or a document as it is.
Gather = Callable[[], tuple[OrderSheet, ...] | Paper]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be printed. `gather` makes it with options; `ids` are the orders for whose history it is told.

    `issue`: each order is issued first, and the document printed. `revision`: it is one that was issued long ago.
    `drawn`: pages that are no order's.
    """

    gather: Callable[[SheetOptions], list[Gather]]
    ids: tuple[int, ...] = ()
    issue: bool = False
    revision: int = 0
    drawn: bool = False

    @property
    def fixed(self) -> bool:
        """Whether it prints as it is, with nothing to choose about its copies."""
        return self.issue or self.revision > 0 or self.drawn


def usual(office: Office, *, blank: bool) -> tuple[SheetOptions, bool]:
    """The office's options, and whether it issues what it prints."""
    from osdesk.services import company, papers

    return papers.options(office, blank=blank), company.settings(office).issue_on_print and not blank


def issued(office: Office, revision: Revision) -> Paper:
    """A document's own bytes."""
    from osdesk.services import issuing

    return issuing.paper(office, revision)


def copy_by_copy(gather: Callable[[SheetOptions], list[Gather]], options: SheetOptions) -> list[Gather]:
    """Each copy on the upper half of a sheet of its own."""
    by_copy = [
        gather(replace(options, copies=copy, lone_paper=LonePaper.A4)) for copy in (Copies.COMPANY, Copies.CLIENT)
    ]
    return [each for copies in zip(*by_copy, strict=True) for each in copies]


def blank_sheet(office: Office, options: SheetOptions) -> tuple[OrderSheet, ...]:
    """The wholly blank form."""
    from osdesk.services import papers

    return (papers.blank_sheet(office, options),)


def given(sheet: OrderSheet) -> tuple[OrderSheet, ...]:
    """A sheet that is there already."""
    return (sheet,)
