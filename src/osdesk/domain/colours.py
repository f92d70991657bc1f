"""Colours of the office's own statuses: from one that a person chose, a readable pair for light screens and for dark.

Apart from the window's tokens, whose pairs were drawn by hand: here any colour at all must end up readable.
"""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass
from functools import lru_cache

#: Text needs this much against its ground (WCAG 2.2, 1.4.3).
READABLE = 4.5
#: What the pairs are made for: more than that, as much as the pairs drawn by hand have.
_AIM = 5.5
#: Grounds that the ink stands on besides its own: the page, and a row under the pointer.
_LIGHT_PAGES = ("#FFFFFF", "#F0F0EC")
_DARK_PAGES = ("#1F2125", "#2A2D33")
_FORM = re.compile(r"#[0-9A-F]{6}")

#: Colours to choose from, as far apart as ten can be.
SWATCHES = (
    *("#1B5A9E", "#653BA3", "#0A625F", "#7D4A00", "#1D6A39", "#6A4A4A"),
    *("#B3261E", "#9A2C5F", "#3F6212", "#475569"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Text and the ground made for it, as `#RRGGBB`."""

    ink: str
    ground: str


def parsed(text: str) -> str | None:
    """What was typed as a colour (`#0f4c5c`, `0F4C5C`, `#abc`) as `#RRGGBB`, or None where it is none."""
    figures = text.strip().lstrip("#").upper()
    if len(figures) == 3:
        figures = "".join(figure * 2 for figure in figures)
    written = f"#{figures}"
    return written if _FORM.fullmatch(written) else None


def luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB`, 0 to 1 (WCAG 2.2, "relative luminance")."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(256)
def pair(colour: str, *, dark: bool) -> Pair:
    """The two colours that a status of this colour (`#RRGGBB`) is shown in, on light screens or dark ones.

    Hue stays; the ground is that hue's palest (or deepest) tint, and the ink as near to the colour as can be read on
    its ground and on the page. Contrast is at least `READABLE` whatever the colour.
    """
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    if dark:
        ground = _written(hue, 0.18, min(saturation, 0.40))
        start = max(lightness, 0.68)
        steps = [start + (1 - start) * step / 40 for step in range(41)]
        tint = min(saturation, 0.80)
    else:
        ground = _written(hue, 0.93, min(saturation, 0.75))
        start = min(lightness, 0.42)
        steps = [start * (1 - step / 40) for step in range(41)]
        tint = saturation
    pages = (ground, *(_DARK_PAGES if dark else _LIGHT_PAGES))
    inks = (_written(hue, step, tint) for step in steps)
    # The last of them is white or black, which any of these grounds carries.
    ink = next(ink for ink in inks if all(contrast(ink, page) >= _AIM for page in pages))
    return Pair(ink=ink, ground=ground)


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _written(hue: float, lightness: float, saturation: float) -> str:
    return "#" + "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, lightness, saturation))
