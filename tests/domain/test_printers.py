"""What a printer would cut, and where a reduced page comes to stand."""

import pytest

from osdesk.domain.printers import CLEAR_OF_EDGES, REDUCED, Edge, Margins, lower_edge_only, reduced, worst_cut


def test_a_printer_that_reaches_to_five_millimetres_cuts_nothing() -> None:
    assert worst_cut(Margins(top=4.2, bottom=5.0, left=4.2, right=4.2)) is None


def test_the_worst_edge_is_named_with_its_margin() -> None:
    assert worst_cut(Margins(top=6, bottom=12, left=4, right=4)) == (Edge.BOTTOM, 12)
    assert worst_cut(Margins(left=6.4)) == (Edge.LEFT, 6.4)


def test_one_copy_a_sheet_helps_only_where_the_foot_is_cut() -> None:
    assert lower_edge_only(Margins(top=4, bottom=12, left=4, right=4))
    assert not lower_edge_only(Margins(bottom=12, left=9))


def test_a_reduced_page_keeps_its_content_within_reach_of_an_office_printer() -> None:
    margins = Margins(top=4.2, bottom=12.0, left=4.2, right=4.2)
    placed = reduced(210, 297, margins)
    assert placed.scale == REDUCED
    clear = CLEAR_OF_EDGES * placed.scale
    assert placed.top + clear >= margins.top
    assert 297 - (placed.top + 297 * placed.scale - clear) >= margins.bottom
    assert placed.left == pytest.approx(4.2, abs=0.01)
