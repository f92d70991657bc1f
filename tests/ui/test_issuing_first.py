"""Printing and exporting in an office that issues what leaves it: the paper and the file are the document itself."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from PySide6.QtWidgets import QWidget

from handed_out import file, stored, window
from osdesk.domain.company import SheetForm
from osdesk.domain.history import Deed
from osdesk.domain.revisions import Revision
from osdesk.domain.sheets import Copies, SheetOptions, SheetTooLong
from osdesk.services import company, issuing, orders
from osdesk.services.office import Office
from osdesk.ui.exporting import export_orders
from osdesk.ui.issuing import Issuing, issue
from osdesk.ui.tasks import Lane
from room_desk import Place, place

__all__ = ["file", "place", "window"]


@pytest.fixture
def issues(place: Place) -> None:
    """The office issues what it exports."""

    def choose(office: Office) -> None:
        company.save_settings(office, replace(company.settings(office), issue_on_export=True))

    place.ask(choose)


def last(place: Place, order_id: int) -> Revision | None:
    found: tuple[Revision, ...] = place.ask(issuing.revisions, order_id)
    return found[0] if found else None


@pytest.mark.usefixtures("issues")
def test_an_exported_order_is_the_issued_document_byte_for_byte(place: Place, window: QWidget, file: Path) -> None:
    (order_id,) = stored(place)
    export_orders(place.desk, window, [order_id])
    place.until(file.exists)
    place.until(lambda: place.prompts.asked)
    revision = last(place, order_id)
    assert revision is not None
    assert hashlib.sha256(file.read_bytes()).hexdigest() == revision.pdf
    place.until(lambda: Deed.EXPORTED in {entry.deed for entry in place.ask(orders.history, order_id)})
    file.unlink()
    export_orders(place.desk, window, [order_id])
    place.until(file.exists)
    assert last(place, order_id) == revision


@pytest.mark.usefixtures("issues")
def test_many_exported_orders_are_each_issued_and_bound_with_their_codes(
    place: Place, window: QWidget, file: Path
) -> None:
    ids = stored(place, 3)
    export_orders(place.desk, window, ids)
    place.until(lambda: place.going.said)
    pages = [page.extract_text() for page in pypdf.PdfReader(file).pages]
    assert len(pages) == 3
    for text, order_id in zip(pages, ids, strict=True):
        revision = last(place, order_id)
        assert revision is not None
        assert text.count(revision.code[:4] + "-") == 2


def test_without_the_setting_nothing_is_issued(place: Place, window: QWidget, file: Path) -> None:
    (order_id,) = stored(place)
    export_orders(place.desk, window, [order_id])
    place.until(file.exists)
    place.until(lambda: place.prompts.asked)
    assert last(place, order_id) is None


@pytest.mark.usefixtures("issues")
def test_a_form_to_fill_in_is_exported_and_not_issued(place: Place, window: QWidget, file: Path) -> None:
    (order_id,) = stored(place)
    export_orders(place.desk, window, [order_id], SheetOptions(blank=True, prices=False))
    place.until(file.exists)
    assert last(place, order_id) is None


def test_issuing_goes_on_when_the_order_is_saved_while_it_is_drawn(place: Place, window: QWidget) -> None:
    (order_id,) = stored(place)
    done: list[Revision] = []

    def change(office: Office) -> None:
        orders.save(office, replace(orders.get(office, order_id), reason="Entretanto"))

    issue(place.desk, window, order_id, done=done.append)
    place.desk.tasks.run(Lane.READ, int, done=lambda _zero: place.ask(change))
    place.until(lambda: done)
    assert done[0].number == 1
    assert "Entretanto" in pypdf.PdfReader(_stream(place, done[0])).pages[0].extract_text()


def _stream(place: Place, revision: Revision) -> io.BytesIO:
    return io.BytesIO(place.ask(issuing.pdf, revision))


def test_several_are_issued_one_after_another_and_a_cancel_ends_it(place: Place) -> None:
    ids = stored(place, 6)
    told: list[tuple[int, int]] = []
    work: list[Issuing] = []

    def progress(at: int, of: int) -> None:
        told.append((at, of))
        if at == 3:
            work[0].cancel()

    never: Callable[[object], None] = pytest.fail  # type: ignore[assignment]  # called by nobody
    work.append(Issuing(place.desk.office, place.desk.tasks, ids, None, done=never, failed=never, progress=progress))
    work[0].begin()
    place.until(lambda: told[-1:] == [(3, 6)])
    place.settle()
    assert [last(place, each) is not None for each in ids] == [True, True, False, False, False, False]


def test_what_does_not_fit_is_told_and_nothing_is_issued(place: Place) -> None:
    (order_id,) = stored(place)
    failures: list[BaseException] = []

    def lengthen(office: Office) -> None:
        orders.save(office, replace(orders.get(office, order_id), observations="Uma linha.\n" * 90))

    place.ask(lengthen)
    half = SheetOptions(form=SheetForm.HALF)
    never: Callable[[object], None] = pytest.fail  # type: ignore[assignment]  # called by nobody
    Issuing(place.desk.office, place.desk.tasks, [order_id], half, done=never, failed=failures.append).begin()
    place.until(lambda: failures)
    assert isinstance(failures[0], SheetTooLong)
    assert last(place, order_id) is None


def test_one_copy_alone_is_issued_as_that(place: Place, window: QWidget) -> None:
    (order_id,) = stored(place)
    done: list[Revision] = []
    issue(place.desk, window, order_id, SheetOptions(copies=Copies.CLIENT), done=done.append)
    place.until(lambda: done)
    text = pypdf.PdfReader(_stream(place, done[0])).pages[0].extract_text()
    assert "1ª VIA" not in text
