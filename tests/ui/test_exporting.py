"""Orders written as one PDF: a few at a time, cancelled without a trace, and never in the way of somebody typing."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import builders
from handed_out import file, stored, window
from osdesk.domain.history import Deed
from osdesk.services import orders, papers, rendering
from osdesk.services.office import Office
from osdesk.texts import _
from osdesk.ui.exporting import export_orders
from osdesk.ui.tasks import Lane
from room_desk import Place, place

__all__ = ["file", "place", "window"]


def exported(place: Place, ids: list[int]) -> list[int]:
    """Those whose history says that they were exported."""

    def deeds(office: Office, order_id: int) -> set[Deed]:
        return {entry.deed for entry in orders.history(office, order_id)}

    return [each for each in ids if Deed.EXPORTED in place.ask(deeds, each)]


def exporting(at: int) -> str:
    return _("Exporting {done} of {total}…").format(done=at, total=20)


def under_way(place: Place) -> tuple[str, Callable[[], object] | None]:
    return next(reversed(place.going.works.values()), ("", None))


def test_many_orders_become_the_very_bytes_of_one_rendering_and_nobody_is_asked_anything(
    place: Place, window: QWidget, file: Path
) -> None:
    ids = stored(place, 20)
    told: list[str] = []
    set_work = place.going.set_work

    def listen(key: str, text: str, cancel: Callable[[], object] | None = None) -> None:
        told.append(text)
        set_work(key, text, cancel)

    place.going.set_work = listen  # type: ignore[method-assign]
    export_orders(place.desk, window, ids)
    place.until(lambda: place.going.said)
    assert place.going.said == ["orders.pdf gravado"]
    assert place.going.link == "Abrir pasta"
    assert place.prompts.asked == []
    assert file.read_bytes() == rendering.render(place.ask(papers.sheets, ids)).pdf
    assert told == [
        exporting(1),
        exporting(9),
        exporting(17),
        _("Writing {name}…").format(name="orders.pdf"),
        "",
    ]
    place.until(lambda: exported(place, ids) == ids)


def test_a_cancelled_export_leaves_no_file_and_nothing_in_the_history(
    place: Place, window: QWidget, file: Path
) -> None:
    ids = stored(place, 20)
    export_orders(place.desk, window, ids)
    place.until(lambda: under_way(place)[0] == exporting(9))
    cancel = under_way(place)[1]
    assert cancel is not None
    cancel()
    assert under_way(place) == ("", None)
    assert place.going.said == [_("Export cancelled: no file was written")]
    place.settle()
    place.until(lambda: not place.desk.tasks.pending(Lane.PAPER))
    assert list(file.parent.iterdir()) == []
    assert exported(place, ids) == []


def test_a_file_that_stood_there_is_untouched_by_a_cancelled_export(place: Place, window: QWidget, file: Path) -> None:
    file.write_bytes(b"what was there")
    export_orders(place.desk, window, stored(place, 10))
    place.until(lambda: under_way(place)[1] is not None)
    cancel = under_way(place)[1]
    assert cancel is not None
    cancel()
    place.until(lambda: not place.desk.tasks.pending(Lane.PAPER))
    assert file.read_bytes() == b"what was there"


def test_the_page_that_asked_may_close_and_the_file_comes_all_the_same(
    place: Place, window: QWidget, file: Path, qtbot: QtBot
) -> None:
    page = QWidget(window)
    (order_id,) = stored(place, 1)
    export_orders(place.desk, page, [order_id])
    place.until(lambda: under_way(place)[0] == "Preparando orders.pdf…")
    with qtbot.waitSignal(page.destroyed):
        page.deleteLater()
    place.until(lambda: place.going.said)
    assert under_way(place) == ("", None)
    assert len(pypdf.PdfReader(file).pages) == 1


def test_a_book_bound_a_few_sheets_at_a_time_among_other_work_has_the_same_bytes() -> None:
    sheets = tuple(sample() for sample in builders.SAMPLES.values())
    rendering.begin_book("book")
    for sheet in sheets:
        rendering.bind("book", (sheet,))
        rendering.render((builders.minimal(),))
    assert rendering.finish_book("book") == rendering.render(sheets)
    with pytest.raises(rendering.BookLost):
        rendering.finish_book("book")


def test_a_paper_process_that_dies_half_way_costs_a_second_beginning_and_no_order(
    place: Place, window: QWidget, file: Path
) -> None:
    ids = stored(place, 20)
    processes: list[int] = []
    place.desk.tasks.run(Lane.PAPER, os.getpid, done=processes.append)
    export_orders(place.desk, window, ids)
    place.until(lambda: under_way(place)[0] == exporting(17))
    os.kill(processes[0], signal.SIGTERM)
    place.until(lambda: place.going.said)
    assert file.read_bytes() == rendering.render(place.ask(papers.sheets, ids)).pdf
    place.until(lambda: exported(place, ids) == ids)


def test_books_that_nobody_finishes_go_and_those_of_others_stay() -> None:
    for number in range(6):
        rendering.begin_book(f"left {number}")
    rendering.bind("left 5", (builders.minimal(),))
    with pytest.raises(rendering.BookLost):
        rendering.bind("left 0", (builders.minimal(),))
    for number in range(6):
        rendering.drop_book(f"left {number}")
