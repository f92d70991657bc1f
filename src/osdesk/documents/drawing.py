"""Marks on a PDF: the only module that turns millimetres from the top into points from the bottom.

Operators are written straight into the page's code: two thousand calls of the canvas's own methods would cost more
than everything else together.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

import segno
from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from osdesk.documents import archive, faces, photo_drawing
from osdesk.documents.marks import Box, Code, Group, Line, Logo, Mark, Photo, Rule, Sign, SignKind, Stroke, Words
from osdesk.documents.styles import BOX_LINE, GREY_LEVEL, POINT, Ink, Weight

_SCALE = 1 / POINT
# Base 85 makes pictures and pages a quarter larger, and takes a third of the time.
rl_config.useA85 = 0
# Bytes within a string of the page's code: what is neither printable nor plain becomes octal.
_LITERAL = [chr(code) if 32 <= code < 127 and chr(code) not in "()\\" else f"\\{code:03o}" for code in range(256)]
# A circle's quarter as a Bézier curve.
_ROUND = 0.5523
_RING_LINE = 0.6


class Surface(Canvas):
    """A canvas that draws marks. `accent` is what `Ink.ACCENT` means on this sheet; set it before drawing."""

    accent: tuple[float, float, float] = (0.0, 0.0, 0.0)
    # Of the canvas, and missing in its stubs: the operators of the page, and the document that fonts are subset for.
    _code: list[str]
    _doc: object
    _formsinuse: list[str]

    def __init__(self, file: io.BytesIO, size: tuple[float, float], language: str) -> None:
        """A document with pages of `size` (width, height in mm) in `language` (`pt-BR`): same marks, same bytes."""
        first = faces.face(Weight.MEDIUM).fonts[0].fontName  # else an unembedded Helvetica would be in the file
        super().__init__(
            file,
            pagesize=(size[0] * _SCALE, size[1] * _SCALE),
            pageCompression=1,
            invariant=1,
            initialFontName=first,  # type: ignore[arg-type]  # the stubs take it for a number
            initialFontSize=8,
            lang=language,
        )
        self._height = size[1] * _SCALE
        self._draw: dict[type, Callable[..., None]] = {
            Words: self._words,
            Rule: self._rule,
            Stroke: self._stroke,
            Line: self._line,
            Box: self._box,
            Sign: self._sign,
            Code: self._code_marks,
            Logo: self._logo,
            Photo: self._photo,
        }
        self._logo_form = ""

    def resize(self, width: float, height: float) -> None:
        """Give the page that comes next so many mm."""
        self.setPageSize((width * _SCALE, height * _SCALE))
        self._height = height * _SCALE

    def describe(self, description: archive.Description) -> None:
        """Say what the document is; once, before it is saved."""
        archive.make_archivable(self._doc, description)

    def frame(self, name: str, width: float, height: float, groups: Iterable[Group]) -> None:
        """Keep groups of marks as a part, `width` × `height` mm, that can be placed several times."""
        page = self._height
        self.beginForm(name, 0, 0, width * _SCALE, height * _SCALE)
        self._height = height * _SCALE
        for group in groups:
            self.marks(group.marks, group.x, group.y)
        self.endForm()
        self._height = page

    def place(self, name: str, height: float, top: float) -> None:
        """Place a part of this height with its top at `top` of the page."""
        self.saveState()
        self.translate(0, self._height - (height + top) * _SCALE)
        self.doForm(name)
        self.restoreState()

    def logo_form(self, name: str, png_or_jpeg: bytes) -> None:
        """Embed the logo that `Logo` marks mean from now on; the same name is embedded once."""
        self._logo_form = name
        if not name or self.hasForm(name):
            return
        from reportlab.lib.utils import ImageReader

        self.beginForm(name, 0, 0, 1, 1)
        self.drawImage(ImageReader(io.BytesIO(png_or_jpeg)), 0, 0, 1, 1)
        self.endForm()

    def marks(self, marks: Iterable[Mark], x: float = 0.0, y: float = 0.0) -> None:
        """Draw marks moved right by x and down by y."""
        draw = self._draw
        for mark in marks:
            draw[type(mark)](mark, x, y)

    def dashed(self, x: float, end: float, y: float, points: float, on: float, off: float) -> None:
        """A dashed level line; dash and gap in mm."""
        level = self._height - y * _SCALE
        self._code.append(
            f"q {points} w [{on * _SCALE:.3f} {off * _SCALE:.3f}] 0 d "
            f"{x * _SCALE:.3f} {level:.3f} m {end * _SCALE:.3f} {level:.3f} l S Q"
        )

    def _words(self, mark: Words, x: float, y: float) -> None:
        face = faces.face(mark.weight)
        code = ["BT"]
        ink = self._fill(mark.ink)
        if ink:
            code.append(ink)
        if mark.spacing:
            code.append(f"{mark.spacing} Tc")
        if mark.hidden:
            code.append("3 Tr")
        code.append(f"1 0 0 1 {(mark.x + x) * _SCALE:.3f} {self._height - (mark.y + y) * _SCALE:.3f} Tm")
        for font, text in face.runs(mark.text):
            for subset, encoded in font.splitString(text, self._doc):
                name = font.getSubsetInternalName(subset, self._doc)
                code.append(f"{name} {mark.points:g} Tf ({_escaped(encoded)}) Tj")
        if mark.spacing:
            code.append("0 Tc")
        if mark.hidden:
            code.append("0 Tr")
        if ink:
            code.append("0 g")
        code.append("ET")
        self._code.append(" ".join(code))

    def _fill(self, ink: Ink) -> str:
        """The operator for a fill that isn't black; "" for black, which is what holds between marks."""
        if ink is Ink.ACCENT:
            return "{:.4f} {:.4f} {:.4f} rg".format(*self.accent)
        if ink is Ink.WHITE:
            return "1 g"
        return f"{GREY_LEVEL} g" if ink is Ink.GREY else ""

    def _line_ink(self, ink: Ink) -> str:
        return self._fill(ink).replace("rg", "RG").replace(" g", " G")

    def _rule(self, mark: Rule, x: float, y: float) -> None:
        level = self._height - (mark.y + y) * _SCALE
        self._code.append(
            f"q {self._line_ink(mark.ink)} {mark.points} w "
            f"{(mark.x + x) * _SCALE:.3f} {level:.3f} m {(mark.end + x) * _SCALE:.3f} {level:.3f} l S Q"
        )

    def _stroke(self, mark: Stroke, x: float, y: float) -> None:
        first, *rest = (((px + x) * _SCALE, self._height - (py + y) * _SCALE) for px, py in mark.points)
        self._code.append(f"q 1 J 1 j {mark.width} w {first[0]:.3f} {first[1]:.3f} m {_through(first, rest)} S Q")

    def _line(self, mark: Line, x: float, y: float) -> None:
        first, *rest = (f"{(px + x) * _SCALE:.3f} {self._height - (py + y) * _SCALE:.3f}" for px, py in mark.points)
        path = " ".join([f"{first} m", *(f"{point} l" for point in rest)])
        self._code.append(f"q 1 J 1 j {self._line_ink(mark.ink)} {mark.width} w {path} S Q")

    def _box(self, mark: Box, x: float, y: float) -> None:
        left = (mark.x + x) * _SCALE
        bottom = self._height - (mark.y + y + mark.height) * _SCALE
        shape = f"{left:.3f} {bottom:.3f} {mark.width * _SCALE:.3f} {mark.height * _SCALE:.3f} re"
        if mark.points:
            self._code.append(f"q {self._line_ink(mark.ink)} {mark.points} w {shape} S Q")
        else:
            self._code.append(f"q {self._fill(mark.ink)} {shape} f Q")

    def _logo(self, mark: Logo, x: float, y: float) -> None:
        if not self._logo_form:
            return
        self.saveState()
        self.translate((mark.x + x) * _SCALE, self._height - (mark.y + y + mark.height) * _SCALE)
        self.scale(mark.width * _SCALE, mark.height * _SCALE)
        self.doForm(self._logo_form)
        self.restoreState()

    def _photo(self, mark: Photo, x: float, y: float) -> None:
        """The picture, and over it what was drawn, cut off at its edges."""
        held = photo_drawing.embed(self._doc, mark.data) if mark.data else None
        if held is None:
            return
        embedded, name = held
        self._formsinuse.append(embedded)
        left, bottom = (mark.x + x) * _SCALE, self._height - (mark.y + y + mark.height) * _SCALE
        wide, high = mark.width * _SCALE, mark.height * _SCALE
        code = [f"q 1 0 0 1 {left:.3f} {bottom:.3f} cm 0 0 {wide:.3f} {high:.3f} re W n"]
        code.append(f"q {wide:.3f} 0 0 {high:.3f} 0 0 cm /{name} Do Q 1 J 1 j")
        code += photo_drawing.over(mark.drawn, mark, self._written)
        self._code.append(" ".join([*code, "Q"]))

    def _written(self, text: str, weight: Weight, x: float, y: float, points: float, operators: str) -> str:
        """The operators of cleaned text at a place in points."""
        code = [f"BT {operators} 1 0 0 1 {x:.3f} {y:.3f} Tm"]
        for font, run in faces.face(weight).runs(text):
            for subset, encoded in font.splitString(run, self._doc):
                name = font.getSubsetInternalName(subset, self._doc)
                code.append(f"{name} {points:g} Tf ({_escaped(encoded)}) Tj")
        return " ".join([*code, "ET"])

    def _code_marks(self, mark: Code, x: float, y: float) -> None:
        """The dark modules as runs of rectangles in one path: parted ones would show seams."""
        rows = _modules(mark.content)
        module = mark.size / len(rows) * _SCALE
        left, top = (mark.x + x) * _SCALE, self._height - (mark.y + y) * _SCALE
        path = [
            f"{left + start * module:.3f} {top - (row + 1) * module:.3f} {length * module:.3f} {module:.3f} re"
            for row, runs in enumerate(rows)
            for start, length in runs
        ]
        self._code.append(" ".join([*path, "f"]))

    def _sign(self, mark: Sign, x: float, y: float) -> None:
        size = mark.size * _SCALE
        left = (mark.x + x) * _SCALE
        bottom = self._height - (mark.y + y) * _SCALE - size
        self._code.append(f"q 1 0 0 1 {left:.3f} {bottom:.3f} cm {_shape(mark.kind, round(size, 4))} Q")


def _escaped(encoded: bytes) -> str:
    return "".join([_LITERAL[code] for code in encoded])


@lru_cache(maxsize=64)
def _modules(content: str) -> list[list[tuple[int, int]]]:
    """The dark runs (start, length) of each row of a QR code of level Q."""
    code = segno.make_qr(content, error="q", boost_error=False)
    rows = []
    for line in code.matrix:
        runs: list[tuple[int, int]] = []
        for column, dark in enumerate(line):
            if not dark:
                continue
            if runs and sum(runs[-1]) == column:
                runs[-1] = (runs[-1][0], runs[-1][1] + 1)
            else:
                runs.append((column, 1))
        rows.append(runs)
    return rows


@lru_cache(maxsize=64)
def _shape(kind: SignKind, size: float) -> str:
    """The operators of a sign in a square of `size` points, with its origin at the lower left."""
    if kind is SignKind.SCISSORS:
        return _scissors(size)
    if kind in {SignKind.FULL, SignKind.HALF, SignKind.RING, SignKind.STRUCK}:
        return _disc(kind, size)
    edge = f"{BOX_LINE} w 0 0 {size:.3f} {size:.3f} re"
    if kind is SignKind.EMPTY:
        return f"{edge} S"
    heavy = max(0.95, size * 0.14)
    if kind is SignKind.TICK:
        return f"{edge} S 1 J 1 j {heavy:.3f} w {_path(size, (0.22, 0.5), (0.42, 0.27), (0.78, 0.75))} S"
    if kind is SignKind.DASH:
        return f"{edge} S {heavy:.3f} w {_path(size, (0.26, 0.5), (0.74, 0.5))} S"
    cross = f"{_path(size, (0.31, 0.31), (0.69, 0.69))} {_path(size, (0.31, 0.69), (0.69, 0.31))}"
    return f"{edge} B 1 G {heavy:.3f} w {cross} S"


def _path(size: float, *points: tuple[float, float]) -> str:
    (x, y), *rest = points
    return f"{x * size:.3f} {y * size:.3f} m " + " ".join(f"{px * size:.3f} {py * size:.3f} l" for px, py in rest)


def _circle(x: float, y: float, wide: float, high: float) -> str:
    """An ellipse around x, y with these half axes."""
    a, b = wide * _ROUND, high * _ROUND
    return (
        f"{x + wide:.3f} {y:.3f} m {x + wide:.3f} {y + b:.3f} {x + a:.3f} {y + high:.3f} {x:.3f} {y + high:.3f} c "
        f"{x - a:.3f} {y + high:.3f} {x - wide:.3f} {y + b:.3f} {x - wide:.3f} {y:.3f} c "
        f"{x - wide:.3f} {y - b:.3f} {x - a:.3f} {y - high:.3f} {x:.3f} {y - high:.3f} c "
        f"{x + a:.3f} {y - high:.3f} {x + wide:.3f} {y - b:.3f} {x + wide:.3f} {y:.3f} c h"
    )


def _disc(kind: SignKind, size: float) -> str:
    half = size / 2
    radius = half - _RING_LINE / 2
    ring = f"{_RING_LINE} w {_circle(half, half, radius, radius)}"
    if kind is SignKind.FULL:
        return f"{_circle(half, half, half, half)} f"
    if kind is SignKind.RING:
        return f"{ring} S"
    if kind is SignKind.STRUCK:
        reach = radius * 0.707
        low, high = (half - reach) / size, (half + reach) / size
        return f"{ring} S {_path(size, (low, low), (high, high))} {_path(size, (low, high), (high, low))} S"
    pull = radius * _ROUND
    left = (
        f"{half:.3f} {half + radius:.3f} m {half - pull:.3f} {half + radius:.3f} {half - radius:.3f} "
        f"{half + pull:.3f} {half - radius:.3f} {half:.3f} c {half - radius:.3f} {half - pull:.3f} "
        f"{half - pull:.3f} {half - radius:.3f} {half:.3f} {half - radius:.3f} c h f"
    )
    return f"{ring} S {left}"


def _through(first: tuple[float, float], rest: Sequence[tuple[float, float]]) -> str:
    """A pen's way on from its first point, curved through the middles between the points as on the screen.

    A quick hand leaves few points: straight lines between them would print corners nobody drew.
    """
    code, (x, y) = [], first
    for (bend_x, bend_y), there in pairwise(rest):
        end_x, end_y = (bend_x + there[0]) / 2, (bend_y + there[1]) / 2
        code.append(
            f"{x + (bend_x - x) * 2 / 3:.3f} {y + (bend_y - y) * 2 / 3:.3f} "
            f"{end_x + (bend_x - end_x) * 2 / 3:.3f} {end_y + (bend_y - end_y) * 2 / 3:.3f} {end_x:.3f} {end_y:.3f} c"
        )
        x, y = end_x, end_y
    last_x, last_y = rest[-1] if rest else first
    return " ".join([*code, f"{last_x:.3f} {last_y:.3f} l"])


def _scissors(width: float) -> str:
    """Scissors lying on the line y = 0, handles at the left."""

    def curve(*points: tuple[float, float]) -> str:
        return " ".join(f"{x * width:.3f} {y * width:.3f}" for x, y in points)

    rings = " ".join(_circle(0.165 * width, side * 0.112 * width, 0.145 * width, 0.1 * width) for side in (1, -1))
    blades = " ".join(
        f"{curve((0.27, -0.075 * side))} m "
        f"{curve((0.5, -0.01 * side), (0.72, 0.06 * side), (1.0, 0.13 * side))} c "
        f"{curve((0.98, 0.175 * side), (0.9, 0.175 * side), (0.84, 0.165 * side))} c "
        f"{curve((0.64, 0.13 * side), (0.45, 0.03 * side), (0.25, -0.02 * side))} c h f"
        for side in (1, -1)
    )
    return f"0.9 w {rings} S {blades}"
