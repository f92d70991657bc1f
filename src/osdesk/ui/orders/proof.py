"""What the paper process does for the preview: a sheet's bytes and the pictures of the pages in view, in one trip.

Apart because it runs in that process: it imports no Qt, and nothing of the window. The window only names these
functions: what draws is imported where it runs, or opening the first order would wait for ReportLab.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from osdesk.domain.sheets import OrderSheet, Paper

if TYPE_CHECKING:
    from osdesk.services.rendering import Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A rendered sheet with the sizes of all its pages (mm) and pictures of some of them, by page index."""

    paper: Paper
    sizes: tuple[tuple[float, float], ...]
    pictures: tuple[tuple[int, Picture], ...]


def draw(sheet: OrderSheet, pages: Sequence[int], width: int) -> Proof:
    """The sheet and the pictures of `pages` (those it has; the first when it has none of them), `width` pixels wide.

    Raises SheetTooLong where half a sheet is forced and too small.
    """
    from osdesk.services import rendering

    paper = rendering.render((sheet,))
    return Proof(paper=paper, sizes=rendering.page_sizes(paper.pdf), pictures=pictures(paper, pages, width))


def pictures(paper: Paper, pages: Sequence[int], width: int) -> tuple[tuple[int, Picture], ...]:
    """Pictures of `pages` of a paper rendered before, `width` pixels wide."""
    from osdesk.services import rendering

    wanted = [page for page in pages if page < paper.pages] or [0]
    return tuple((page, rendering.page_picture(paper.pdf, page, width=width)) for page in wanted)
