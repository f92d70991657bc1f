"""The two-copy sheet of the typical order: against the same page drawn by hand, its size, and when it is on screen.

By hand means: every mark's place already known, and nothing but the canvas's own calls (`setFont`, `drawString`,
`line`, `rect`) with the same fonts, one half drawn as a form and placed twice, as anybody would.
"""

from __future__ import annotations

import io
import itertools
import statistics
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

import builders
from bench import preview
from bench.figures import Figure, in_turn, milliseconds, timed
from osdesk.documents import drawing, faces, order_sheet, paper
from osdesk.documents.header import tab
from osdesk.documents.marks import Box, Code, Group, Logo, Mark, Rule, Sign, Stroke, Words
from osdesk.documents.page import HALF_HEIGHT, PAGE_HEIGHT, WIDTH
from osdesk.documents.styles import GREY_LEVEL, POINT, Ink
from osdesk.services import rendering

GROUP = "Paper"
_SCALE = 1 / POINT
_MOST_KB = 150
_MOST_WAIT = 300


def measure(office: Path, scratch: Path, rounds: int) -> list[Figure]:
    """Drawn, weighed, previewed."""
    sheet = builders.typical()
    prepared = paper.prepared_logo(sheet.logo)
    assert prepared is not None
    layout = order_sheet.lay_out(sheet, prepared.size)
    tabs = [tab(layout.facts, copy, layout.frames[0].page) for copy in (1, 2)]

    def by_hand() -> None:
        ByHand(prepared.data).page(layout.frames[0].groups, tabs, layout.frames[0].tab_top)

    turn = itertools.count(1)

    def ours() -> None:
        # Another text each time: what is remembered of the one before must not count.
        order = builders.an_order(reason=f"{builders.an_order().reason} ({next(turn)})")
        rendering.render((replace(sheet, order=order),))

    pair = in_turn(timed(ours, 2), timed(by_hand, 2), rounds)
    size = len(rendering.render((sheet,)).pdf) / 1000
    waits = preview.waits(office, scratch, rounds)
    return [
        pair.figure(GROUP, "the typical order, values to bytes", most=1.5),
        Figure(
            group=GROUP,
            what="its size, with logo and fonts",
            ours=f"{size:.0f} kB",
            target=f"≤ {_MOST_KB} kB",
            met=size <= _MOST_KB,
        ),
        Figure(
            group=GROUP,
            what="preview on screen after the last key",
            ours=milliseconds(statistics.median(waits)),
            target=f"≤ {_MOST_WAIT} ms",
            met=statistics.median(waits) <= _MOST_WAIT,
        ),
    ]


class ByHand:
    """The typical page by the canvas's own calls."""

    def __init__(self, logo: bytes) -> None:
        self._logo = logo
        self._file = io.BytesIO()
        self._canvas = Canvas(self._file, pagesize=(WIDTH * _SCALE, PAGE_HEIGHT * _SCALE), pageCompression=1)
        self._height = PAGE_HEIGHT * _SCALE

    def page(self, groups: Sequence[Group], tabs: Sequence[Sequence[Mark]], tab_top: float) -> bytes:
        """Both copies, and the bytes."""
        canvas = self._canvas
        canvas.beginForm("logo", 0, 0, 1, 1)
        canvas.drawImage(ImageReader(io.BytesIO(self._logo)), 0, 0, 1, 1)
        canvas.endForm()
        canvas.beginForm("half", 0, 0, WIDTH * _SCALE, HALF_HEIGHT * _SCALE)
        self._height = HALF_HEIGHT * _SCALE
        for group in groups:
            for mark in group.marks:
                self._draw(mark, group.x, group.y)
        canvas.endForm()
        self._height = PAGE_HEIGHT * _SCALE
        for copy, marks in enumerate(tabs):
            top = copy * HALF_HEIGHT
            for mark in marks:
                self._draw(mark, 0, tab_top + top)
            canvas.saveState()
            canvas.translate(0, self._height - (HALF_HEIGHT + top) * _SCALE)
            canvas.doForm("half")
            canvas.restoreState()
        canvas.setDash(5.7, 4)
        canvas.line(6 * _SCALE, HALF_HEIGHT * _SCALE, 203 * _SCALE, HALF_HEIGHT * _SCALE)
        canvas.showPage()
        canvas.save()
        return self._file.getvalue()

    def _draw(self, mark: Mark, x: float, y: float) -> None:
        canvas = self._canvas
        match mark:
            case Words():
                self._ink(mark.ink)
                font = faces.face(mark.weight).fonts[0].fontName
                canvas.setFont(font, mark.points)
                if not mark.hidden:
                    canvas.drawString((mark.x + x) * _SCALE, self._up(mark.y + y), mark.text, charSpace=mark.spacing)
            case Rule():
                self._ink(mark.ink)
                canvas.setLineWidth(mark.points)
                level = self._up(mark.y + y)
                canvas.line((mark.x + x) * _SCALE, level, (mark.end + x) * _SCALE, level)
            case Stroke():
                canvas.setLineWidth(mark.width)
                path = canvas.beginPath()
                (first, *rest) = [((px + x) * _SCALE, self._up(py + y)) for px, py in mark.points]
                path.moveTo(*first)
                for point in rest:
                    path.lineTo(*point)
                canvas.drawPath(path)
            case Box():
                self._ink(mark.ink)
                canvas.setLineWidth(mark.points or 1)
                self._rect(mark.x + x, mark.y + y, mark.width, mark.height, filled=not mark.points)
            case Sign():
                self._rect(mark.x + x, mark.y + y, mark.size, mark.size, filled=False)
                canvas.line((mark.x + x) * _SCALE, self._up(mark.y + y), (mark.x + x) * _SCALE, self._up(mark.y + y))
            case Code():
                rows = drawing._modules(mark.content)
                module = mark.size / len(rows)
                for row, runs in enumerate(rows):
                    for start, length in runs:
                        left, top = mark.x + x + start * module, mark.y + y + row * module
                        self._rect(left, top, length * module, module, filled=True)
            case Logo():
                canvas.saveState()
                canvas.translate((mark.x + x) * _SCALE, self._up(mark.y + y + mark.height))
                canvas.scale(mark.width * _SCALE, mark.height * _SCALE)
                canvas.doForm("logo")
                canvas.restoreState()

    def _rect(self, x: float, y: float, width: float, height: float, *, filled: bool) -> None:
        self._canvas.rect(
            x * _SCALE,
            self._up(y + height),
            width * _SCALE,
            height * _SCALE,
            stroke=int(not filled),
            fill=int(filled),
        )

    def _up(self, y: float) -> float:
        return self._height - y * _SCALE

    def _ink(self, ink: Ink) -> None:
        levels = {Ink.WHITE: 1.0, Ink.GREY: GREY_LEVEL}
        level = levels.get(ink, 0.0)
        self._canvas.setFillGray(level)
        self._canvas.setStrokeGray(level)
