"""Buttons: filled (one on a screen), plain, soft, link, danger, quiet, and a link as small as its sentence.

They take the keyboard by Tab only, and Enter presses the one that has it and no other.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from osdesk.ui.icons import padded
from osdesk.ui.kit.layout import repolish
from osdesk.ui.theme import current

Kind = Literal["filled", "plain", "soft", "link", "danger", "quiet", "text"]

_ICON_COLOURS: dict[str, str] = {
    "filled": "on_accent",
    "plain": "text2",
    "soft": "link",
    "link": "link",
    "danger": "danger",
    "quiet": "text2",
    "text": "link",
}
_GAP = 8


class Button(QPushButton):
    """A button with a verb. `icon` is Lucide's name; `press` is called without arguments."""

    def __init__(
        self,
        text: str,
        press: Callable[[], object] | None = None,
        *,
        kind: Kind = "plain",
        icon: str = "",
        tip: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._kind: Kind = kind
        self._icon = icon
        self._drawn: tuple[object, ...] = ()
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if kind == "text" else Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(text.replace("&", ""))
        if tip:
            self.setToolTip(tip)
        if press is not None:
            # The lambda drops `checked`, which a method with defaults would take as its first argument.
            self.clicked.connect(lambda _checked=False: press())
        self._tint()

    @property
    def icon_name(self) -> str:
        """Name of the icon it shows, "" without one."""
        return self._icon

    def set_icon(self, name: str) -> None:
        """Show another icon, "" for none."""
        self._icon = name
        self._tint()

    def set_kind(self, kind: Kind) -> None:
        """Make it another kind of button."""
        if kind != self._kind:
            self._kind = kind
            self.setProperty("kind", kind)
            repolish(self)
            self._tint()

    def set_menu(self, menu: QMenu) -> None:
        """Open this menu when pressed."""
        self.setMenu(menu)

    def changeEvent(self, event: QEvent) -> None:
        """Tint the icon anew with the theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self._tint()

    def event(self, event: QEvent) -> bool:
        """Draw the icon anew for another screen."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._tint()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that was reached by Tab."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)

    def _tint(self) -> None:
        theme = current()
        if not self._icon:
            if self._drawn:
                self._drawn = ()
                self.setIcon(QIcon())
            return
        size = theme.px(16)
        gap = theme.px(_GAP - 4) if self.text() else 0
        colour = theme.colour(_ICON_COLOURS[self._kind])
        drawn = (self._icon, colour.name(), size, gap, self.devicePixelRatio())
        if drawn == self._drawn:
            return
        self._drawn = drawn
        # Without words only the icon tells that it can't be pressed, and text3 hardly differs from text2 in the dark.
        disabled = theme.colour("text3" if self.text() else "edge")
        self.setIconSize(padded(size, gap))
        self.setIcon(theme.icons.icon(self._icon, colour, disabled, size, self.devicePixelRatio(), gap=gap))


class IconButton(Button):
    """A button that shows only an icon: its words are the tooltip and the accessible name."""

    def __init__(
        self,
        icon: str,
        name: str,
        press: Callable[[], object] | None = None,
        *,
        kind: Kind = "quiet",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", press, kind=kind, icon=icon, tip=name, parent=parent)
        self.setProperty("shape", "icon")
        self.setAccessibleName(name)

    def set_name(self, name: str) -> None:
        """Change what it does in words."""
        self.setAccessibleName(name)
        self.setToolTip(name)
