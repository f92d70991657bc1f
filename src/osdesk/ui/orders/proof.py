"""What the paper process does for the preview: a sheet's bytes and the pictures of the pages in view, in one trip.

Apart because it runs in that process: it imports no Qt, and nothing of the window.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from osdesk.domain.sheets import OrderSheet, Paper
from osdesk.services import rendering


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A rendered sheet with the sizes of all its pages (mm) and pictures of some of them, by page index."""

    paper: Paper
    sizes: tuple[tuple[float, float], ...]
    pictures: tuple[tuple[int, rendering.Picture], ...]


def draw(sheet: OrderSheet, pages: Sequence[int], width: int) -> Proof:
    """The sheet and the pictures of `pages` (those it has; the first when it has none of them), `width` pixels wide.

    Raises SheetTooLong where half a sheet is forced and too small.
    """
    paper = rendering.render((sheet,))
    return Proof(paper=paper, sizes=rendering.page_sizes(paper.pdf), pictures=pictures(paper, pages, width))


def pictures(paper: Paper, pages: Sequence[int], width: int) -> tuple[tuple[int, rendering.Picture], ...]:
    """Pictures of `pages` of a paper rendered before, `width` pixels wide."""
    wanted = [page for page in pages if page < paper.pages] or [0]
    return tuple((page, rendering.page_picture(paper.pdf, page, width=width)) for page in wanted)
