"""A font as lists paint with it: measures and laid-out words are kept, for a list says the same again and again.

Apart from the theme, which makes one for each role and drops them all when it changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF

if TYPE_CHECKING:
    from PySide6.QtGui import QStaticText

#: Words kept for each font, of each kind of measure.
_KEPT = 4_000


class Face:
    """The font and what is known of words in it."""

    __slots__ = ("_cut", "_laid", "_widths", "ascent", "baseline", "font", "metrics")

    def __init__(self, font: QFont) -> None:
        self.font = font
        self.metrics = QFontMetricsF(font)
        self.ascent = self.metrics.ascent()
        #: From the middle of a line down to where the letters stand.
        self.baseline = self.ascent - self.metrics.height() / 2
        self._widths: dict[str, float] = {}
        self._cut: dict[tuple[str, float], str] = {}
        self._laid: dict[str, QStaticText | None] = {}

    def width(self, words: str) -> float:
        """What the words take, in pixels."""
        found = self._widths.get(words)
        if found is None:
            if len(self._widths) >= _KEPT:
                self._widths.clear()
            found = self._widths[words] = self.metrics.horizontalAdvance(words)
        return found

    def cut(self, words: str, room: float) -> str:
        """As much of the words as so many pixels hold, with an ellipsis where that isn't all."""
        key = words, room
        found = self._cut.get(key)
        if found is None:
            if len(self._cut) >= _KEPT:
                self._cut.clear()
            found = self._cut[key] = self.metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        return found

    def laid_out(self, words: str) -> QStaticText | None:
        """The words as Qt keeps what it has laid out, from the second time on that they are painted; None before.

        To draw them takes less than half then; to prepare what is never painted again would take twice as long.
        """
        laid = self._laid
        if words in laid:
            found = laid[words]
            if found is None:
                from PySide6.QtGui import QStaticText

                found = laid[words] = QStaticText(words)
                found.setTextFormat(Qt.TextFormat.PlainText)
            return found
        if len(laid) >= _KEPT:
            laid.clear()
        laid[words] = None
        return None
