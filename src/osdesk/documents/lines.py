"""Breaking text into lines by measuring: ragged right, never hyphenated, nothing ever cut off.

Apart from the blocks because every one of them wraps: names, addresses, descriptions, heads of columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from osdesk.documents import faces
from osdesk.documents.marks import Words
from osdesk.documents.styles import Ink, Weight

# A word wider than its column breaks after these (no-break spaces first of all), or before an @.
_BREAKS = re.compile("(?<=[-/_.\u00a0])(?![-/_.])|(?=@)")
# A number and its unit stay together: "35 µF", "11 °C", "2,5 mm²", "R$ 10".
_UNITS = (
    r"%|°|°C|°F|A|Ah|mA|bar|psi|kPa|MPa|Pa|BTU(?:/h)?|g|kg|mg|h|min|s|Hz|kHz|MHz|GHz|J|K|L|l|mL|ml|m|m²|m³|m2|m3|mm|mm²"
    r"|mm³|cm|cm²|cm³|km|km/h|mm/s|m/s|µm|N|Nm|V|mV|kV|VA|kVA|W|kW|kWh|Wh|Ω|kΩ|MΩ|µF|nF|pF|lx|dB|dBm|TR|cv|HP|Mbps|GB|TB"
)
_NUMBER_AND_UNIT = re.compile(rf"(?<=\d) (?=(?:{_UNITS})(?![\w/²³]))|(?<=R\$) (?=\d)")


class Piece(NamedTuple):
    """Part of a text in one weight, `gap` mm after the piece before it on its line."""

    text: str
    weight: Weight
    gap: float = 1.6


class Span(NamedTuple):
    """Part of a line: its offset from the line's start in mm, its text and weight."""

    x: float
    text: str
    weight: Weight


def tied(text: str) -> str:
    """Cleaned text with no-break spaces between each number and its unit."""
    return _NUMBER_AND_UNIT.sub(faces.NO_BREAK_SPACE, text)


def unbroken(text: str) -> str:
    """Text whose spaces don't break, for one person's name."""
    return text.replace(" ", faces.NO_BREAK_SPACE)


def broken(text: str, weight: Weight, points: float, room: float) -> list[str]:
    """The lines of one cleaned paragraph in a column `room` mm wide; at least one."""
    if faces.width(text, weight, points) <= room:
        return [text.strip(" ")]
    lines: list[str] = []
    line: list[str] = []
    space = faces.width(" ", weight, points)
    end = -space
    for word in text.split(" "):
        wide = faces.width(word, weight, points)
        if end + space + wide <= room:
            line.append(word)
            end += space + wide
            continue
        if line:
            lines.append(" ".join(line))
        *full, last = _fragments(word, weight, points, room)
        lines.extend(full)
        line, end = [last], faces.width(last, weight, points)
    lines.append(" ".join(line))
    return lines


def paragraphs(texts: Iterable[str], weight: Weight, points: float, room: float) -> list[str]:
    """The lines of several paragraphs, one after the other; empty ones are left out."""
    return [line for text in texts if text.strip() for line in broken(tied(text), weight, points, room)]


def natural(pieces: Sequence[Piece], points: float) -> float:
    """The width of the pieces on one line, in mm."""
    widths = sum(faces.width(piece.text, piece.weight, points) for piece in pieces)
    return widths + sum(piece.gap for piece in pieces[1:])


def set_pieces(pieces: Sequence[Piece], points: float, room: float) -> list[list[Span]]:
    """The lines of pieces in several weights that follow each other in a column `room` mm wide; at least one line."""
    lines: list[list[Span]] = [[]]
    end = 0.0
    for piece in pieces:
        if not piece.text:
            continue
        start = end + piece.gap if lines[-1] else 0.0
        first = broken_after(piece, points, room, start)
        for index, text in enumerate(first):
            if index or (lines[-1] and not text):
                lines.append([])
                start = 0.0
            if text:
                lines[-1].append(Span(start, text, piece.weight))
                end = start + faces.width(text, piece.weight, points)
    return [line for line in lines if line] or [[]]


def broken_after(piece: Piece, points: float, room: float, start: float) -> list[str]:
    """The lines of a piece whose first line has only what `start` leaves of the room; the first may be empty."""
    if start == 0.0:
        return broken(piece.text, piece.weight, points, room)
    taken = ""
    rest = piece.text.split(" ")
    while rest:
        longer = f"{taken} {rest[0]}" if taken else rest[0]
        if start + faces.width(longer, piece.weight, points) > room:
            break
        taken = longer
        rest.pop(0)
    return [taken, *broken(" ".join(rest), piece.weight, points, room)] if rest else [taken]


def placed(spans: Iterable[Span], x: float, y: float, points: float, right: float, ink: Ink = Ink.BLACK) -> list[Words]:
    """The spans of one line as words that begin at x on the baseline y."""
    return [Words(x + span.x, y, span.text, span.weight, points, x, right, ink) for span in spans]


def _fragments(word: str, weight: Weight, points: float, room: float) -> list[str]:
    """A word as one fragment, or broken into as few as fit the room."""
    if faces.width(word, weight, points) <= room:
        return [word]
    fragments = [""]
    for part in _parts(word, weight, points, room):
        if fragments[-1] and faces.width(fragments[-1] + part, weight, points) > room:
            fragments.append("")
        fragments[-1] += part
    return fragments


def _parts(word: str, weight: Weight, points: float, room: float) -> Iterator[str]:
    """The word cut where it may break: after a hyphen, slash, underscore or point, before an @, else anywhere."""
    for part in _BREAKS.split(word):
        if faces.width(part, weight, points) <= room:
            yield part
        else:
            yield from part
