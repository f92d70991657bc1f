"""Plots of a report: bars with their figures, or lines over time. Made of marks, so that they print sharp at any size.

Told in grey as well as in colour: series differ by their line and by a name at its end, never by hue alone.
"""

from __future__ import annotations

from decimal import Decimal

from osdesk.documents import faces, lines
from osdesk.documents.marks import Box, Line, Mark, Rule, Sign, SignKind, words, words_ending
from osdesk.documents.styles import HAIRLINE, Ink, Weight
from osdesk.domain.cells import cell_text
from osdesk.domain.plots import Axis, axis_of, tick_text
from osdesk.domain.reports import Plot, PlotKind, Series

POINTS = 7.0
BAR, BAR_GAP = 3.4, 2.0
LABEL_SHARE = 0.34
LINES_HEIGHT = 52.0
AXIS_UNDER = 4.4
KEY_HEIGHT = 5.0
DOT = 1.5
LINE_WIDTH = 1.1
_SIGNS = (SignKind.FULL, SignKind.RING, SignKind.HALF)
_INKS = (Ink.ACCENT, Ink.BLACK, Ink.GREY)


def height_of(plot: Plot) -> float:
    """What a plot takes, in mm."""
    if plot.kind is PlotKind.BARS:
        return len(plot.labels) * (BAR + BAR_GAP) + AXIS_UNDER
    return LINES_HEIGHT + AXIS_UNDER + (KEY_HEIGHT if len(plot.series) > 1 else 0.0)


def marks_of(plot: Plot, x: float, width: float, language: str) -> list[Mark]:
    """A plot from its top, `width` mm wide from x."""
    if plot.kind is PlotKind.BARS:
        return _bars(plot, x, width, language)
    return _lines(plot, x, width, language)


def _bars(plot: Plot, x: float, width: float, language: str) -> list[Mark]:
    """One bar a label, its figure at its end: nothing has to be read off an axis."""
    (series,) = plot.series[:1] or (Series(name="", values=()),)
    labels = [_label(text, width * LABEL_SHARE) for text in plot.labels]
    begin = x + max((faces.width(text, Weight.MEDIUM, POINTS) for text in labels), default=0.0) + 2.0
    figures = [cell_text(value, plot.value, language) for value in series.values]
    reserved = max((faces.width(text, Weight.SEMIBOLD, POINTS) for text in figures), default=0.0) + 2.0
    axis = axis_of(plot)
    room = x + width - reserved - begin
    zero = begin + room * axis.share(Decimal(0))
    made: list[Mark] = []
    for index, (label, value, figure) in enumerate(zip(labels, series.values, figures, strict=True)):
        top = index * (BAR + BAR_GAP)
        baseline = top + BAR * 0.5 + 0.9
        made.append(words_ending(begin - 2.0, baseline, label, Weight.MEDIUM, POINTS))
        end = begin + room * axis.share(value) if value is not None else zero
        if end != zero:
            made.append(Box(min(zero, end), top, abs(end - zero), BAR, ink=Ink.ACCENT))
        made.append(words(max(zero, end) + 1.2, baseline, figure, Weight.SEMIBOLD, POINTS))
    bottom = len(labels) * (BAR + BAR_GAP) - BAR_GAP + 0.8
    made.append(Line(((zero, -0.8), (zero, bottom)), 0.5))
    return made


def _lines(plot: Plot, x: float, width: float, language: str) -> list[Mark]:
    """Series over their labels, on hairlines of the axis."""
    axis = axis_of(plot)
    made: list[Mark] = []
    top = 0.0
    if len(plot.series) > 1:
        made += _key(plot, x)
        top = KEY_HEIGHT
    ticks = [tick_text(tick, plot.value, language) for tick in axis.ticks]
    begin = x + max(faces.width(text, Weight.MEDIUM, POINTS) for text in ticks) + 2.0
    bottom = top + LINES_HEIGHT
    for tick, text in zip(axis.ticks, ticks, strict=True):
        level = bottom - LINES_HEIGHT * axis.share(tick)
        made.append(words_ending(begin - 1.4, level + 0.9, text, Weight.MEDIUM, POINTS))
        made.append(Rule(begin, level, x + width, 0.5 if tick == 0 else HAIRLINE, Ink.BLACK if tick == 0 else Ink.GREY))
    places = _places(len(plot.labels), begin + 3.0, x + width - 3.0)
    made += _under(plot.labels, places, bottom + 3.6, (begin, x + width))
    for number, series in enumerate(plot.series):
        made += _one_line(series, number, places, axis, bottom)
    return made


def _one_line(series: Series, number: int, places: list[float], axis: Axis, bottom: float) -> list[Mark]:
    """A line that is broken where there is no value, with a sign at each value where there is room for them."""
    runs: list[list[tuple[float, float]]] = [[]]
    for place, value in zip(places, series.values, strict=True):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((place, bottom - LINES_HEIGHT * axis.share(value)))
    ink = _INKS[number % len(_INKS)]
    made: list[Mark] = [Line(tuple(run), LINE_WIDTH, ink) for run in runs if len(run) > 1]
    crowded = len(places) > 40
    for run in runs:
        if not crowded or len(run) == 1:
            made += [_dot(number, at_x, at_y) for at_x, at_y in run]
    return made


def _dot(number: int, x: float, y: float) -> Mark:
    return Sign(_SIGNS[number % len(_SIGNS)], x - DOT / 2, y - DOT / 2, DOT)


def _key(plot: Plot, x: float) -> list[Mark]:
    """Which line is which."""
    made: list[Mark] = []
    for number, series in enumerate(plot.series):
        made.append(Line(((x, 1.6), (x + 6.0, 1.6)), LINE_WIDTH, _INKS[number % len(_INKS)]))
        made.append(_dot(number, x + 3.0, 1.6))
        name = faces.cleaned(series.name)
        made.append(words(x + 7.4, 2.5, name, Weight.MEDIUM, POINTS))
        x += 7.4 + faces.width(name, Weight.MEDIUM, POINTS) + 6.0
    return made


def _places(count: int, first: float, last: float) -> list[float]:
    if count == 1:
        return [(first + last) / 2]
    return [first + (last - first) * index / (count - 1) for index in range(count)]


def _under(labels: tuple[str, ...], places: list[float], y: float, edges: tuple[float, float]) -> list[Mark]:
    """Labels under their places: every second, third… where they would touch."""
    texts = [faces.cleaned(label) for label in labels]
    widths = [faces.width(text, Weight.MEDIUM, POINTS) for text in texts]
    pitch = places[1] - places[0] if len(places) > 1 else 1000.0
    every = next((step for step in range(1, len(texts) + 1) if pitch * step >= max(widths) + 2.0), len(texts) or 1)
    made: list[Mark] = []
    for index in range(0, len(texts), every):
        left = min(max(places[index] - widths[index] / 2, edges[0]), edges[1] - widths[index])
        made.append(words(left, y, texts[index], Weight.MEDIUM, POINTS))
    return made


def _label(text: str, room: float) -> str:
    """A label on one line, cut with an ellipsis: the table below says it whole."""
    cleaned = faces.cleaned(text)
    if faces.width(cleaned, Weight.MEDIUM, POINTS) <= room:
        return cleaned
    kept = lines.broken(cleaned, Weight.MEDIUM, POINTS, room - 2.0)[0]
    return f"{kept}…"
