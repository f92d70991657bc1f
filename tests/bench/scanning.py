"""A hundred scanned pages filed, against drawing them: one after another by PDFium, in grey, at the dpi of the scan."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]

import scanned
from bench.figures import Figure, in_turn, timed
from offices import an_office, saved_client, saved_order
from osdesk.services import scans

_PAGES, _ORDERS = 100, 10


def measure(_office: Path, scratch: Path, rounds: int) -> list[Figure]:
    """From the file on the disk to small files and rows in the database, against pixels alone."""
    with an_office(scratch / "scanning") as office:
        client = saved_client(office)
        codes = [saved_order(office, client).code for _order in range(_ORDERS)]
        fronts = [
            scanned.scanned(front, seed, turn=180 * (seed % 2), skew=seed % 5 - 2)
            for seed, front in enumerate(scanned.pictures(scanned.sheets(codes)))
        ]
        stack = scanned.as_pdf([fronts[page % len(fronts)] for page in range(_PAGES)])
        rounds = max(1, rounds // 3)
        # Another file each time, or its pages would be known and not read.
        paths = iter([scratch / f"stack {turn}.pdf" for turn in range(rounds + 1)])
        for turn in range(rounds + 1):
            (scratch / f"stack {turn}.pdf").write_bytes(stack + b"%% %d\n" % turn)

        def ours() -> None:
            path = next(paths)
            filed = [page for _file, _read, stored in scans.filing(office, path) for page in stored]
            assert len(filed) == _PAGES
            assert all(page.order_id is not None for page in filed)

        def bare() -> None:
            with pdfium.PdfDocument(stack) as document:
                for page in document:
                    width, height = (round(side * scanned.DPI / 72) for side in page.get_size())
                    bitmap = pdfium.PdfBitmap.new_native(width, height, pdfium_c.FPDFBitmap_Gray)
                    bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
                    pdfium_c.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, 0)
                    bitmap.close()

        pair = in_turn(timed(ours), timed(bare), rounds)
    return [pair.figure("Scans", "100 pages at 150 dpi filed, against drawing them", most=1.5)]
