"""Printing on a real print server: the paper asked for, the size it comes out at, and what is said beforehand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pypdf
import pytest
from PIL import Image, ImageChops, ImageStat
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cups_server import CupsServer
from fake_prompts import FakePrompts
from offices import an_office, whole_order
from osdesk.domain.company import SheetForm
from osdesk.domain.history import Deed
from osdesk.domain.sheets import Copies, SheetOptions
from osdesk.services import company, issuing, orders, papers, rendering
from osdesk.services.office import Office
from osdesk.texts import _
from osdesk.ui.print_job import DPI, PrintJob
from osdesk.ui.printing import Printing
from osdesk.ui.settings import Settings
from osdesk.ui.tasks import Tasks

pytestmark = pytest.mark.needs("cups")


@pytest.fixture(scope="module")
def cups() -> Iterator[CupsServer]:
    server = CupsServer()
    server.add("Escritorio")
    server.add("Velha", foot=12)
    server.add("Estrangeira", papers=("Letter",))
    server.add("Passageira")
    yield server
    server.stop()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with an_office(tmp_path / "office") as opened:
        yield opened


@pytest.fixture
def prompts() -> FakePrompts:
    return FakePrompts()


@pytest.fixture
def printing(
    office: Office,
    tasks: Tasks,
    prompts: FakePrompts,
    settings: Settings,
    cups: CupsServer,
) -> Iterator[Printing]:
    settings.printer = "Escritorio"
    with cups.as_ours():
        yield Printing(office, tasks, prompts, settings)


def stored(office: Office, count: int = 1) -> list[int]:
    ids = [orders.save(office, whole_order(office)).order.id for _ in range(count)]
    return [order_id for order_id in ids if order_id is not None]


class Desk:
    """Prints and waits until the server has kept what came."""

    def __init__(self, qtbot: QtBot, printing: Printing, cups: CupsServer) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.qtbot, self.printing, self.cups = qtbot, printing, cups
        self.before = len(cups.jobs())
        self.said: list[str] = []
        printing.said.connect(self.said.append)

    def kept(self) -> tuple[Path, str]:
        self.qtbot.waitUntil(lambda: len(self.cups.jobs()) > self.before, timeout=60_000)
        job = self.cups.jobs()[-1]
        return job, job.with_suffix(".options").read_text()


@pytest.fixture
def desk(qtbot: QtBot, printing: Printing, cups: CupsServer) -> Desk:
    return Desk(qtbot, printing, cups)


def drawn(pdf: bytes | Path, page: int = 0, dpi: int = 150) -> Image.Image:
    """A page as it would come out, grey."""
    data = pdf if isinstance(pdf, bytes) else pdf.read_bytes()
    picture = rendering.page_picture(data, page, dpi=dpi)
    size = (picture.width, picture.height)
    return Image.frombuffer("RGB", size, picture.data, "raw", "BGRX", picture.stride, 1).convert("L")


def unlike(one: Image.Image, other: Image.Image) -> float:
    """How much two pictures of a page differ, in shades, on the whole."""
    return ImageStat.Stat(ImageChops.difference(one, other)).mean[0]


def ink(image: Image.Image) -> tuple[float, float, float, float]:
    """The box of everything drawn, in mm."""
    left, top, right, bottom = (
        ImageChops.invert(image).point(lambda shade: 255 if shade > 128 else 0).getbbox() or (0,) * 4
    )
    return left / 150 * 25.4, top / 150 * 25.4, right / 150 * 25.4, bottom / 150 * 25.4


def test_the_servers_printers_are_seen_though_this_process_asked_another_server_before(
    printing: Printing, cups: CupsServer
) -> None:
    with CupsServer() as other:
        other.add("Alheia")
        with other.as_ours():
            assert printing.printer_names() == ["Alheia"]
    with cups.as_ours():
        assert "Escritorio" in printing.printer_names()


def test_an_order_comes_out_on_a4_one_sided_at_its_true_size_whatever_the_drivers_default(
    desk: Desk, office: Office
) -> None:
    (order_id,) = stored(office)
    desk.printing.print_orders(desk.window, [order_id], direct=True)
    job, options = desk.kept()
    assert "media=A4" in options
    assert "sides=one-sided" in options
    box = pypdf.PdfReader(job).pages[0].mediabox
    assert (round(box.width / 72 * 25.4), round(box.height / 72 * 25.4)) == (210, 297)
    made = rendering.render(papers.sheets(office, [order_id]))
    assert ink(drawn(job)) == pytest.approx(ink(drawn(made.pdf)), abs=0.25)
    assert len(pypdf.PdfReader(job).pages) == made.pages


def test_what_was_printed_goes_into_the_orders_history(desk: Desk, office: Office) -> None:
    (order_id,) = stored(office)
    options = SheetOptions(copies=Copies.CLIENT)
    desk.printing.print_orders(desk.window, [order_id], options, direct=True)
    job, printed_as = desk.kept()
    assert "media=A5" in printed_as
    box = pypdf.PdfReader(job).pages[0].mediabox
    rotated = pypdf.PdfReader(job).pages[0].rotation % 180 != 0
    shown = (box.height, box.width) if rotated else (box.width, box.height)
    assert sorted(round(side / 72 * 25.4) for side in shown) == [148, 210]
    desk.qtbot.waitUntil(
        lambda: any(entry.deed is Deed.PRINTED for entry in orders.history(office, order_id)), timeout=20_000
    )
    (entry,) = [entry for entry in orders.history(office, order_id) if entry.deed is Deed.PRINTED]
    assert entry.detail == "client"
    assert desk.said == ["Enviado para Escritorio"]


def test_many_orders_are_one_job_of_many_pages(desk: Desk, office: Office) -> None:
    ids = stored(office, 3)
    told: list[str] = []
    desk.printing.working.connect(told.append)
    desk.printing.print_orders(desk.window, ids, direct=True)
    job, _ = desk.kept()
    assert len(pypdf.PdfReader(job).pages) == 3
    assert len(desk.cups.jobs()) == desk.before + 1
    assert desk.said == ["3 ordens enviadas para Escritorio"]
    assert told == ["Imprimindo 1 de 3…", "Imprimindo 2 de 3…", "Imprimindo 3 de 3…", ""]


def printed_ones(office: Office, ids: list[int]) -> list[int]:
    """Those whose history says that they were printed."""
    return [each for each in ids if any(entry.deed is Deed.PRINTED for entry in orders.history(office, each))]


def test_a_cancelled_job_prints_nothing_not_even_what_was_drawn_and_the_printer_is_free_for_the_next(
    desk: Desk, office: Office
) -> None:
    ids = stored(office, 3)
    told: list[str] = []
    desk.printing.working.connect(told.append)
    desk.printing.print_orders(desk.window, ids, direct=True)
    desk.qtbot.waitUntil(lambda: "Imprimindo 2 de 3…" in told, timeout=60_000)
    desk.printing.cancel_and_say()
    assert desk.said == [_("Printing cancelled: nothing was printed")]
    assert told[-1] == ""
    # What is printed next is the next thing that comes out.
    desk.printing.print_orders(desk.window, ids[2:], direct=True)
    job, _options = desk.kept()
    assert len(pypdf.PdfReader(job).pages) == 1
    desk.qtbot.waitUntil(lambda: printed_ones(office, ids) == ids[2:], timeout=20_000)
    assert len(desk.cups.jobs()) == desk.before + 1


def test_a_job_that_fails_half_way_prints_nothing(desk: Desk, office: Office, prompts: FakePrompts) -> None:
    fits, does_not = stored(office, 2)
    too_long = replace(orders.get(office, does_not), observations="Uma linha.\n" * 90)
    orders.save(office, too_long)
    desk.printing.print_orders(desk.window, [fits, does_not], SheetOptions(form=SheetForm.HALF), direct=True)
    desk.qtbot.waitUntil(lambda: bool(prompts.told), timeout=60_000)
    desk.printing.print_orders(desk.window, [fits], direct=True)
    desk.kept()
    desk.qtbot.waitUntil(lambda: printed_ones(office, [fits, does_not]) == [fits], timeout=20_000)
    assert len(desk.cups.jobs()) == desk.before + 1


def test_an_order_deleted_for_good_while_others_print_is_left_out_of_paper_and_history(
    office: Office, tasks: Tasks, qtbot: QtBot, desk: Desk
) -> None:
    first, last = stored(office, 2)
    gather = [partial(papers.sheets, office, wanted, None) for wanted in ((first,), (), (last,))]
    printer = QPrinter(QPrinterInfo.printerInfo("Escritorio"))
    printer.setDuplex(QPrinter.DuplexMode.DuplexNone)
    job = PrintJob(tasks, printer, gather)
    with qtbot.waitSignal(job.finished, timeout=60_000):
        job.start()
    kept, _ = desk.kept()
    assert len(pypdf.PdfReader(kept).pages) == 2
    assert job.came_out == {0, 2}


def test_the_wholly_blank_form_prints(desk: Desk, prompts: FakePrompts) -> None:
    desk.printing.print_blank(desk.window, direct=True)
    job, _ = desk.kept()
    assert pypdf.PdfReader(job).pages
    assert prompts.asked == []


def test_a_printer_that_cannot_reach_the_foot_says_so_and_offers_three_ways(
    desk: Desk, office: Office, prompts: FakePrompts, settings: Settings
) -> None:
    settings.printer = "Velha"
    (order_id,) = stored(office)
    desk.printing.print_orders(desk.window, [order_id], direct=True)
    desk.qtbot.waitUntil(lambda: bool(prompts.asked), timeout=20_000)
    asked = prompts.asked[-1]
    assert asked.sentence == "Esta impressora não alcança os últimos 12 mm da folha."
    assert set(asked.labels) == {"Imprimir assim mesmo", "Reduzir a 96 %", "Uma via por folha"}
    assert len(desk.cups.jobs()) == desk.before

    asked.answer("Uma via por folha")
    job, _ = desk.kept()
    assert len(pypdf.PdfReader(job).pages) == 2
    assert max(ink(drawn(job, page))[3] for page in range(2)) < 152  # the scissors on the fold


def test_reduced_to_96_per_cent_nothing_lies_where_the_printer_does_not_reach(
    desk: Desk, office: Office, prompts: FakePrompts, settings: Settings
) -> None:
    settings.printer = "Velha"
    prompts.answer = "Reduzir a 96 %"
    (order_id,) = stored(office)
    desk.printing.print_orders(desk.window, [order_id], direct=True)
    job, _ = desk.kept()
    page = drawn(job)
    assert ink(page)[3] <= 297 - 12
    whole = ink(drawn(rendering.render(papers.sheets(office, [order_id])).pdf))
    assert (ink(page)[3] - ink(page)[1]) / (whole[3] - whole[1]) == pytest.approx(0.96, abs=0.003)


def test_a_printer_without_a4_says_so_and_prints_if_told_to(
    desk: Desk, office: Office, prompts: FakePrompts, settings: Settings
) -> None:
    settings.printer = "Estrangeira"
    (order_id,) = stored(office)
    desk.printing.print_orders(desk.window, [order_id], direct=True)
    desk.qtbot.waitUntil(lambda: bool(prompts.asked), timeout=20_000)
    assert prompts.asked[-1].title == "Esta impressora não tem papel A4"
    prompts.asked[-1].answer("Imprimir assim mesmo")
    desk.kept()


def test_a_printer_that_is_gone_is_named_and_another_can_be_chosen(
    desk: Desk, office: Office, prompts: FakePrompts, settings: Settings, cups: CupsServer
) -> None:
    settings.printer = "Passageira"
    cups.remove("Passageira")
    (order_id,) = stored(office)
    desk.printing.print_orders(desk.window, [order_id], direct=True)
    desk.qtbot.waitUntil(lambda: bool(prompts.asked), timeout=20_000)
    assert prompts.asked[-1].sentence == "Passageira foi a última usada e não está mais instalada."
    assert prompts.asked[-1].labels == ("Escolher outra",)


def test_on_both_sides_every_order_begins_on_a_new_sheet(
    office: Office, tasks: Tasks, qtbot: QtBot, desk: Desk
) -> None:
    printer = QPrinter(QPrinterInfo.printerInfo("Escritorio"))
    printer.setResolution(DPI)
    printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
    gather = [partial(papers.sheets, office, (order_id,), None) for order_id in stored(office, 2)]
    job = PrintJob(tasks, printer, gather)
    with qtbot.waitSignal(job.finished, timeout=60_000):
        job.start()
    kept, options = desk.kept()
    pages = [ink(drawn(kept, page, 150)) for page in range(len(pypdf.PdfReader(kept).pages))]
    assert "sides=two-sided-long-edge" in options
    assert [box != (0, 0, 0, 0) for box in pages] == [True, False, True]


def test_an_office_that_issues_what_it_prints_prints_the_documents_themselves(desk: Desk, office: Office) -> None:
    company.save_settings(office, replace(company.settings(office), issue_on_print=True))
    ids = stored(office, 2)
    desk.printing.print_orders(desk.window, ids, direct=True)
    job, _options = desk.kept()
    desk.qtbot.waitUntil(lambda: printed_ones(office, ids) == ids, timeout=20_000)
    first, second = (issuing.revisions(office, order_id)[0] for order_id in ids)
    assert len(pypdf.PdfReader(job).pages) == 2
    for place, revision in enumerate((first, second)):
        plain = rendering.render(papers.sheets(office, [revision.order_id])).pdf
        assert unlike(drawn(job, place), drawn(issuing.pdf(office, revision))) < unlike(drawn(job, place), drawn(plain))


def test_a_document_of_long_ago_is_printed_as_it_was_issued(desk: Desk, office: Office, prompts: FakePrompts) -> None:
    (order_id,) = stored(office)
    revision = issuing.issue(office, order_id)
    orders.save(office, replace(orders.get(office, order_id), reason="Outra coisa"))
    desk.printing.print_issued(desk.window, revision, direct=True)
    job, _options = desk.kept()
    now = rendering.render(papers.sheets(office, [order_id])).pdf
    assert unlike(drawn(job), drawn(now)) > unlike(drawn(job), drawn(issuing.pdf(office, revision)))
    desk.qtbot.waitUntil(lambda: orders.history(office, order_id)[0].detail == "revision:1", timeout=20_000)
    assert prompts.told == []
