"""Type, ink and lines of the paper: sizes in points, everything else in millimetres.

Apart from the blocks that use them so that the whole look can be read, and changed, in one place.
"""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass
from enum import StrEnum

from osdesk.domain.company import DEFAULT_ACCENT

POINT = 25.4 / 72
"""Millimetres of a point."""


class Weight(StrEnum):
    """The four weights; the value is the end of the font file's name."""

    REGULAR = "Regular"
    MEDIUM = "Medium"
    SEMIBOLD = "SemiBold"
    BOLD = "Bold"


class Ink(StrEnum):
    """What is drawn with. GREY is for row hairlines alone: nothing is lost when they fade."""

    BLACK = "black"
    ACCENT = "accent"
    WHITE = "white"
    GREY = "grey"


@dataclass(frozen=True, slots=True)
class Step:
    """One size of running text: points, leading, and the least padding above and below a section."""

    points: float
    leading: float
    padding: float

    @property
    def baseline(self) -> float:
        """From the top of a line to its baseline."""
        return self.leading * 0.5 + self.points * POINT * 0.36


STEPS = (Step(8.5, 3.65, 1.25), Step(8.0, 3.40, 1.25), Step(7.5, 3.15, 0.9))
WHOLE = Step(9.0, 4.10, 2.2)
MOST_PADDING = 2.0

LABEL = 6.5
SMALL = 6.5
SMALL_LEADING = 2.7
NOTE_BASELINE = 1.82
"""Of a small line hanging under a line of running text."""
NOTE_LEADING = 2.65
"""Of the small lines under a title."""
TERMS_LEADING = 2.62
TITLE = 7.5
TITLE_LEADING = 3.1
FOOT = 6.2

HEADER_RULE = 1.2
SECTION_RULE = 0.5
HEAD_RULE = 0.25
HAIRLINE = 0.3
STRONG_RULE = 0.6
WRITE_IN = 0.4
BOX_LINE = 0.6
PEN_STROKE = 0.8

HEAD_HEIGHT = 3.4
HEAD_BASELINE = 2.2
HEAD_RULE_AT = 3.1

GREY_LEVEL = 0.45
"""55 % grey."""

LEAST_CONTRAST = 7.0


def accent(colour: str) -> tuple[float, float, float]:
    """The company's colour as red, green, blue from 0 to 1, darkened until its contrast with white is at least 7:1.

    What isn't `#RRGGBB` gives the default colour: paper must come out whatever the settings hold.
    """
    text = colour if re.fullmatch("#[0-9A-Fa-f]{6}", colour) else DEFAULT_ACCENT
    red, green, blue = (int(text[start : start + 2], 16) / 255 for start in (1, 3, 5))
    if contrast_with_white((red, green, blue)) >= LEAST_CONTRAST:
        return red, green, blue
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    low, high = 0.0, lightness
    for _ in range(20):
        middle = (low + high) / 2
        if contrast_with_white(colorsys.hls_to_rgb(hue, middle, saturation)) >= LEAST_CONTRAST:
            low = middle
        else:
            high = middle
    return colorsys.hls_to_rgb(hue, low, saturation)


def contrast_with_white(colour: tuple[float, float, float]) -> float:
    """The contrast of a colour (red, green, blue from 0 to 1) with white, 1 to 21 (WCAG 2.2, "contrast ratio")."""

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, colour)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
