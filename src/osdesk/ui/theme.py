"""How the program looks on this workstation: colours, text size, fonts, style. One for the application.

A change of theme sets the palette first and the sheet once after it: `palette(…)` in a sheet would not follow, and
each setting of the sheet re-polishes every widget.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QKeyEvent,
    QPalette,
)
from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle, QStyleHintReturn, QStyleOption, QWidget

from osdesk import assets
from osdesk.domain.colours import pair
from osdesk.ui.face import Face
from osdesk.ui.icons import Icons
from osdesk.ui.sheet import stylesheet
from osdesk.ui.tokens import DARK, LIGHT, STATUS_ICONS, VISIT_LOOKS, Pair, Tokens

if TYPE_CHECKING:
    from osdesk.domain.statuses import Status


class Appearance(StrEnum):
    """What a person chose under *View ▸ Appearance*."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


TEXT_SIZES = (100, 110, 125)
#: While mnemonics are underlined: how often Alt is looked at. An open menu swallows its release.
_ALT = 150

#: Type by role: pixels and weight at 100 %. Weights in between would snap.
TYPE = {
    "welcome": (24, 600),
    "number": (22, 600),
    "page": (20, 600),
    "record": (17, 600),
    "section": (15, 600),
    "text": (13, 400),
    "medium": (13, 500),
    "strong": (13, 600),
    "figures": (13, 400),
    "figures_strong": (13, 600),
    "label": (12, 500),
    "hint": (12, 400),
    "chip": (12, 600),
    "axis": (11, 500),
    "axis_strong": (11, 600),
}
#: Where numbers stand in columns their figures have one width. Not everywhere: it also spreads hyphens and points.
FIGURES = frozenset({"figures", "figures_strong"})


@dataclass(frozen=True, slots=True)
class Look:
    """How one status is shown: icon and the two colours; `dashed` for what isn't real yet."""

    icon: str
    ink: QColor
    ground: QColor
    dashed: bool = False


_BASE = QProxyStyle.styleHint
_UNDERLINE = QStyle.StyleHint.SH_UnderlineShortcut
_POPUP = QStyle.StyleHint.SH_ComboBox_Popup
_BUTTON_ICONS = QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons


class DeskStyle(QProxyStyle):
    """Fusion, with mnemonics underlined only while Alt is held."""

    def __init__(self) -> None:
        super().__init__("Fusion")
        self.underline = False

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,
    ) -> int:
        """Qt's hook: what this style does where styles differ."""
        # Asked a hundred times for each letter typed: no more is done here than must be.
        if hint is _UNDERLINE:
            return int(self.underline)
        if hint is _POPUP or hint is _BUTTON_ICONS:
            return 0
        return _BASE(self, hint, option, widget, returnData)


class Theme(QObject):
    """The application's look; `changed` comes after palette and sheet were set."""

    changed = Signal()

    def __init__(self, app: QApplication, *, appearance: str = Appearance.SYSTEM, text_size: int = 100) -> None:
        """Put the look on `app`; from then on `current()` finds it."""
        super().__init__(app)
        self._app = app
        self._appearance = Appearance(appearance)
        self._scale = text_size / 100
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[str, QFont] = {}
        self._faces: dict[str, Face] = {}
        self._looks: dict[tuple[str, str, str], Look] = {}
        self._families = _families()
        self.icons = Icons()
        self.tokens = LIGHT
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._alt = QTimer(self, interval=_ALT)
        self._alt.timeout.connect(self._look_at_alt)
        self.put_on()

    def put_on(self) -> None:
        """Dress the application with it, also after another theme was put on: that took the style of this one away."""
        self._style = DeskStyle()
        self._app.setStyle(self._style)
        _installed[:] = [self]
        self._follow()
        self._apply()

    @property
    def appearance(self) -> Appearance:
        """What was chosen, which may be to follow the system."""
        return self._appearance

    @property
    def dark(self) -> bool:
        """Whether the dark table is shown now."""
        return self.tokens.dark

    @property
    def text_size(self) -> int:
        """Size of the text in percent."""
        return round(self._scale * 100)

    def set_appearance(self, appearance: str) -> None:
        """Follow the system, or not; takes effect at once."""
        self._appearance = Appearance(appearance)
        self._follow()
        self._apply()

    def set_text_size(self, percent: int) -> None:
        """One of TEXT_SIZES; takes effect at once."""
        if percent not in TEXT_SIZES:
            raise ValueError(f"text size {percent} is none of {TEXT_SIZES}")
        ratio, self._scale = percent / 100 / self._scale, percent / 100
        if ratio != 1:
            from osdesk.ui.rescale import rescale

            # Before the sheet: what follows the theme by itself then takes its exact size.
            rescale(self._app.allWidgets(), ratio)
        self._apply()

    def px(self, length: float) -> int:
        """A length of the design (pixels at 100 %) at the chosen text size."""
        return round(length * self._scale)

    def colour(self, name: str) -> QColor:
        """A colour by its token ("text2", "soft_line")."""
        found = self._colours.get(name)
        if found is None:
            found = self._colours[name] = QColor(str(getattr(self.tokens, name)))
        return found

    def font(self, role: str) -> QFont:
        """The font of a role of TYPE; those of FIGURES have figures of one width."""
        found = self._fonts.get(role)
        if found is None:
            pixels, weight = TYPE[role]
            found = QFont(self._families)
            found.setPixelSize(self.px(pixels))
            found.setWeight(QFont.Weight(weight))
            if role in FIGURES:
                found.setFeature(QFont.Tag("tnum"), 1)
            self._fonts[role] = found
        return found

    def face(self, role: str) -> Face:
        """The font of a role with its measures."""
        found = self._faces.get(role)
        if found is None:
            found = self._faces[role] = Face(self.font(role))
        return found

    def status(self, key: str, kind: str = "", colour: str = "") -> Look:
        """Look of an order's status: by its key, or for one the office added by its kind; `colour` (`#RRGGBB`) is the
        office's own, of which the readable pair is made.
        """
        found = self._looks.get((key, kind, colour))
        if found is None:
            known = key if key in self.tokens.statuses else kind if kind in self.tokens.statuses else "open"
            colours = pair(colour, dark=self.dark) if colour else self.tokens.statuses[known]
            found = _look(STATUS_ICONS[known], colours, dashed=known == "draft")
            self._looks[key, kind, colour] = found
        return found

    def of_status(self, status: Status) -> Look:
        """Look of one of the office's statuses, in its own colour where it has one."""
        return self.status(status.key, status.kind, status.colour)

    def visit(self, status: str) -> Look:
        """Look of a visit's status (`VisitStatus`); what is only planned is dashed."""
        pair, icon = VISIT_LOOKS[status]
        return _look(icon, self.tokens.statuses[pair], dashed=status == "scheduled")

    def avatar(self, colour: str) -> Look:
        """The two colours of a technician's avatar (`TechnicianColour`)."""
        return _look("", self.tokens.avatars.get(colour, self.tokens.avatars["blue"]))

    def watch_alt(self, window: QWidget) -> None:
        """Underline the mnemonics of this window while Alt is held over it."""
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See Alt go down and up, and the window lose the keyboard in between (Alt+Tab)."""
        kind = event.type()
        if kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease) and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Alt:
                self._underline(kind == QEvent.Type.KeyPress)
        elif kind == QEvent.Type.WindowDeactivate:
            self._underline(False)
        return False

    def _look_at_alt(self) -> None:
        if not QGuiApplication.queryKeyboardModifiers() & Qt.KeyboardModifier.AltModifier:
            self._underline(False)

    def _underline(self, shown: bool) -> None:
        if shown == self._style.underline or sys.platform == "darwin":
            return
        self._style.underline = shown
        if shown:
            self._alt.start()
        else:
            self._alt.stop()
        for widget in self._app.allWidgets():
            if widget.isVisible():
                widget.update()

    def _follow(self) -> None:
        """Tell the system's own parts (title bar, file dialogs) which scheme was chosen."""
        hints = self._app.styleHints()
        if self._appearance is Appearance.SYSTEM:
            hints.unsetColorScheme()
        else:
            dark = self._appearance is Appearance.DARK
            hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)

    def _system_changed(self) -> None:
        if self._appearance is Appearance.SYSTEM and self._wanted() is not self.tokens:
            self._apply()

    def _wanted(self) -> Tokens:
        if self._appearance is Appearance.SYSTEM:
            return DARK if self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
        return DARK if self._appearance is Appearance.DARK else LIGHT

    def _apply(self) -> None:
        self.tokens = self._wanted()
        self._colours.clear()
        self._fonts.clear()
        self._faces.clear()
        self._looks.clear()
        self.icons.forget()
        self._app.setFont(self.font("text"))
        self._app.setPalette(_palette(self.tokens))
        self._app.setStyleSheet(stylesheet(self.tokens, self.px))
        self.changed.emit()


# The look belongs to the application as its style and palette do, and like them is found from any widget.
_installed: list[Theme] = []


def current() -> Theme:
    """The application's theme; RuntimeError before one was made."""
    if not _installed:
        raise RuntimeError("no theme has been put on the application yet")
    return _installed[0]


def even_figures(widget: QWidget) -> None:
    """Give the figures of a widget one width, and leave the rest of its font to the sheet."""
    font = QFont()
    font.setFeature(QFont.Tag("tnum"), 1)
    widget.setFont(font)


def _look(icon: str, pair: Pair, *, dashed: bool = False) -> Look:
    return Look(icon, QColor(pair.ink), QColor(pair.ground), dashed)


def _families() -> list[str]:
    """The system's own font where it has a good one, Inter elsewhere."""
    if sys.platform == "win32":
        return ["Segoe UI"]
    if sys.platform == "darwin":
        return [QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()]
    for weight in ("Regular", "Medium", "SemiBold"):
        QFontDatabase.addApplicationFont(str(assets.path(f"fonts/Inter-{weight}.ttf")))
    return ["Inter", "Noto Sans", "DejaVu Sans"]


def _palette(tokens: Tokens) -> QPalette:
    """Every role, for what is drawn without the sheet."""
    role = QPalette.ColorRole
    roles = {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.surface2,
        role.Text: tokens.text,
        role.Button: tokens.surface,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.danger,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Accent: tokens.accent,
        role.Link: tokens.link,
        role.LinkVisited: tokens.link,
        role.PlaceholderText: tokens.text3,
        role.ToolTipBase: tokens.toast,
        role.ToolTipText: tokens.toast_text,
        role.Light: tokens.surface,
        role.Midlight: tokens.hover,
        role.Mid: tokens.field,
        role.Dark: tokens.edge,
        role.Shadow: tokens.edge,
    }
    palette = QPalette()
    for which, colour in roles.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.text3))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Base, QColor(tokens.window))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(tokens.field))
    return palette
