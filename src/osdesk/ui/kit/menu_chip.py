"""A chip of a filter row that opens a menu, of which one choice applies."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from osdesk.domain.text import elide
from osdesk.ui.kit.filters import FilterChip

_LONGEST = 28


class MenuChip(FilterChip):
    """`chosen` carries the key of a choice. Until one is shown it says the `words` that it was made with."""

    chosen = Signal(object)

    def __init__(self, words: str, icon: str, *, longest: int = _LONGEST, parent: QWidget | None = None) -> None:
        """What it says is no longer than `longest` letters."""
        menu = QMenu()
        super().__init__(words, icon=icon, menu=menu, parent=parent)
        menu.setParent(self, menu.windowFlags())
        self._usual, self._longest = words, longest
        self._offered = menu
        self._words: dict[object, str] = {}

    def offer(self, *groups: Sequence[tuple[object, str]]) -> None:
        """What can be chosen: keys and words, with a line between two groups."""
        self._words = {key: words for group in groups for key, words in group}
        self._offered.clear()
        for place, group in enumerate(filter(None, groups)):
            if place:
                self._offered.addSeparator()
            for key, words in group:
                action = QAction(words.replace("&", "&&"), self._offered)
                action.triggered.connect(partial(self._choose, key))
                self._offered.addAction(action)

    def knows(self, key: object) -> bool:
        """Whether that one is offered."""
        return key in self._words

    def show_choice(self, key: object, words: str = "") -> None:
        """Show which one applies, or other words for it; None is no choice."""
        shown = words or self._words.get(key, self._usual)
        self.set_words(elide(shown, self._longest), chosen=key is not None)

    def _choose(self, key: object, _checked: bool = False) -> None:
        self.chosen.emit(key)
