"""The application's one stylesheet, written from the tokens: rules by widget class and dynamic property.

One sheet with properties (`kind`, `role`, `problem`), re-polished on change, and none on single widgets: those cost as
much as the whole of it. What a sheet can't do (shadows, gaps beside icons, arrows in the right colour) is painted in
`kit`.
"""

from __future__ import annotations

from collections.abc import Callable
from string import Template

from osdesk.ui.tokens import Tokens

# Lengths are written as $p<number>: logical pixels at 100 % text, scaled with it.
_RULES = Template("""
QMainWindow, QDialog { background: $window; }
QWidget[ground="window"] { background: $window; }
QWidget[ground="rail"] { background: $rail; }
QWidget[ground="surface"] { background: $surface; }
QWidget[ground="surface2"] { background: $surface2; }
QWidget[ground="desk"] { background: $desk; }
QScrollArea, QScrollArea > QWidget > QWidget[ground="none"] { background: transparent; border: 0; }

QLabel[role="welcome"] { font-size: ${p24}px; font-weight: 600; }
QLabel[role="number"] { font-size: ${p22}px; font-weight: 600; }
QLabel[role="page"] { font-size: ${p20}px; font-weight: 600; }
QLabel[role="record"] { font-size: ${p17}px; font-weight: 600; }
QLabel[role="section"] { font-size: ${p15}px; font-weight: 600; }
QLabel[role="strong"], QLabel[role="figures_strong"] { font-weight: 600; }
QLabel[role="dim"] { color: $text2; }
QLabel[role="label"] { font-size: ${p12}px; font-weight: 500; color: $text2; }
QLabel[role="hint"] { font-size: ${p12}px; font-weight: 400; color: $text2; }
QLabel[role="group"] { font-size: ${p12}px; font-weight: 600; color: $text2; }
QLabel[role="problem"] { font-size: ${p12}px; font-weight: 500; color: $danger; }
QLabel[role="advice"] { font-size: ${p12}px; font-weight: 500; color: $warn; }
QLabel[role="ok"] { font-size: ${p12}px; font-weight: 500; color: $ok; }
QLabel[role="axis"] { font-size: ${p11}px; font-weight: 500; color: $text2; }
QLabel[role="toast"] { color: $toast_text; font-weight: 600; }
QLabel:disabled { color: $text3; }

QLineEdit, QPlainTextEdit, QComboBox {
  background: $surface; color: $text; border: 1px solid $field; border-bottom-color: $edge; border-radius: ${p6}px;
  selection-background-color: $accent; selection-color: $on_accent; placeholder-text-color: $text3;
}
QLineEdit { min-height: ${p32}px; padding: 0 ${p9}px; }
QComboBox { min-height: ${p32}px; padding: 0 ${p28}px 0 ${p9}px; }
QPlainTextEdit { padding: ${p4}px ${p6}px; }
QLineEdit[slim="true"] { min-height: ${p24}px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QComboBox:on { border: 2px solid $link; }
QLineEdit:focus { min-height: ${p32less2}px; padding: 0 ${p9less1}px; }
QLineEdit[slim="true"]:focus { min-height: ${p24less2}px; }
QComboBox:focus, QComboBox:on { min-height: ${p32less2}px; padding: 0 ${p28less1}px 0 ${p9less1}px; }
QPlainTextEdit:focus { padding: ${p4less1}px ${p6less1}px; }
QLineEdit[problem="true"], QPlainTextEdit[problem="true"], QComboBox[problem="true"] {
  background: $danger_soft; border-color: $danger;
}
QLineEdit:read-only, QPlainTextEdit:read-only { background: $surface2; border-bottom-color: $field; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {
  background: $window; color: $text3; border-color: $line;
}
QLineEdit[kind="bare"], QLineEdit[kind="bare"]:focus {
  border: 0; background: transparent; min-height: ${p32}px; padding: 0;
}
QLineEdit[kind="cell"] { border-radius: 0; min-height: 0; padding: 0 ${p6}px; border-color: $link; }
QLineEdit[kind="cell"]:focus { min-height: 0; padding: 0 ${p6less1}px; }
QLineEdit[icon="true"] { padding-left: ${p34}px; }
QLineEdit[icon="true"]:focus { padding-left: ${p34less1}px; }
QLineEdit[trailing="true"] { padding-right: ${p30}px; }
QLineEdit[trailing="true"]:focus { padding-right: ${p30less1}px; }
QComboBox::drop-down { border: 0; width: ${p28}px; }
QComboBox::down-arrow { image: none; width: 0; height: 0; }
QComboBox QAbstractItemView {
  background: $surface; color: $text; border: 1px solid $field; padding: ${p4}px; outline: 0;
  selection-background-color: $soft; selection-color: $text;
}
QComboBox QAbstractItemView::item { min-height: ${p30}px; padding: 0 ${p6}px; border-radius: ${p4}px; }
QComboBox QAbstractItemView::item:selected { background: $soft; color: $text; }

QPushButton {
  min-height: ${p30}px; padding: 0 ${p13}px; border: 1px solid $field; border-bottom-color: $edge;
  border-radius: ${p6}px; background: $surface; color: $text; font-weight: 500; outline: 0;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton[kind="plain"]:checked { background: $line; }
QPushButton:focus { border: 2px solid $link; padding: 0 ${p13less1}px; min-height: ${p30less2}px; }
QPushButton:disabled { background: $window; color: $text3; border-color: $line; }
QPushButton[kind="filled"] {
  background: $accent; color: $on_accent; border-color: $accent; border-bottom-color: $accent_pressed;
  font-weight: 600; padding: 0 ${p15}px;
}
QPushButton[kind="filled"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="filled"]:pressed { background: $accent_pressed; border-color: $accent_pressed; }
QPushButton[kind="filled"]:focus { border: 2px solid $text; padding: 0 ${p15less1}px; }
QPushButton[kind="filled"]:disabled { background: $line; color: $text3; border-color: $line; }
QPushButton[kind="soft"] { background: $soft; color: $link; border-color: $soft_line; font-weight: 600; }
QPushButton[kind="soft"]:hover, QPushButton[kind="soft"]:pressed { background: $soft_line; }
QPushButton[kind="soft"]:focus { border-color: $link; }
QPushButton[kind="danger"] { color: $danger; }
QPushButton[kind="danger"]:hover { background: $danger_soft; }
QPushButton[kind="link"] { background: transparent; border-color: transparent; color: $link; font-weight: 600;
  padding: 0 ${p9}px; }
QPushButton[kind="link"]:hover { background: $soft; border-color: $soft; }
QPushButton[kind="link"]:focus { border-color: $link; padding: 0 ${p9less1}px; }
QPushButton[kind="link"]:disabled { color: $text3; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; padding: 0 ${p9}px; }
QPushButton[kind="quiet"]:hover { background: $hover; border-color: $hover; }
QPushButton[kind="quiet"]:focus { border-color: $link; padding: 0 ${p9less1}px; }
QPushButton[kind="text"] {
  background: transparent; border: 0; border-radius: ${p4}px; color: $link; font-size: ${p12}px; font-weight: 600;
  text-decoration: underline; padding: 0 1px; min-height: ${p24}px;
}
QPushButton[kind="text"]:hover { color: $text; background: transparent; }
QPushButton[kind="text"]:focus { border: 2px solid $link; padding: 0; min-height: ${p24less4}px; }
QPushButton[kind="text"][tone="toast"] {
  color: $toast_link; font-size: ${p13}px; text-decoration: none; padding: 0 ${p6}px;
}
QPushButton[kind="text"][tone="toast"]:hover { color: $toast_text; }
QPushButton[kind="text"][tone="toast"]:focus { border-color: $toast_link; padding: 0 ${p6less2}px; }
QPushButton[shape="icon"] { padding: 0; min-width: ${p30}px; max-width: ${p30}px; }
QPushButton[shape="icon"]:focus { padding: 0; min-width: ${p30less2}px; max-width: ${p30less2}px; }
QPushButton[inner="true"] { min-height: 0; min-width: 0; border: 0; border-radius: ${p4}px; }
QPushButton::menu-indicator { image: none; width: 0; }

QMenuBar { background: $rail; color: $text; border: 0; padding: 0 ${p5}px; spacing: 0; }
QMenuBar::item { background: transparent; padding: ${p6}px ${p10}px; border-radius: ${p4}px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $rail_sel; }
QMenu { background: $surface; color: $text; border: 1px solid $field; padding: ${p4}px; }
QMenu::item { padding: ${p7}px ${p24}px ${p7}px ${p10}px; border-radius: ${p4}px; }
QMenu::item:selected { background: $soft; color: $text; }
QMenu::item:disabled { color: $text3; background: transparent; }
QMenu::icon { padding-left: ${p8}px; }
QMenu::separator { height: 1px; background: $line; margin: ${p4}px ${p6}px; }
QToolTip { background: $toast; color: $toast_text; border: 1px solid $toast; padding: ${p4}px ${p6}px; }
QStatusBar { background: $rail; color: $text2; border: 0; min-height: ${p26}px; font-size: ${p12}px; }
QStatusBar::item { border: 0; }
QSplitter::handle { background: $line; }
QSplitter::handle:hover, QSplitter::handle:pressed { background: $soft_line; }

QScrollBar { background: transparent; border: 0; margin: 0; }
QScrollBar:vertical { width: ${p11}px; }
QScrollBar:horizontal { height: ${p11}px; }
QScrollBar::handle { background: $field; border-radius: ${p3}px; margin: 2px; }
QScrollBar::handle:vertical { min-height: ${p36}px; margin: 2px ${p3}px; }
QScrollBar::handle:horizontal { min-width: ${p36}px; margin: ${p3}px 2px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $edge; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QAbstractItemView { background: $surface; color: $text; border: 0; outline: 0; selection-background-color: $soft;
  selection-color: $text; }
QTableView[kind="grid"] { border: 1px solid $field; border-bottom-color: $edge; gridline-color: $line; }
QHeaderView { background: $surface; border: 0; }
QTableView[kind="grid"] QHeaderView { background: $surface2; }
QHeaderView::section {
  background: transparent; color: $text2; border: 0; border-bottom: 1px solid $line; border-right: 1px solid $line;
  padding: 0 ${p10}px; font-size: ${p12}px; font-weight: 500;
}
QTabBar, QCheckBox, QRadioButton { color: $text; }
QCheckBox:disabled, QRadioButton:disabled { color: $text3; }
""")


class _Names(dict[str, str]):
    """Colours by name, and lengths: `p12` is 12 px scaled, `p12less1` the same less a border's one pixel."""

    def __init__(self, colours: dict[str, str], px: Callable[[int], int]) -> None:
        super().__init__(colours)
        self._px = px

    def __missing__(self, name: str) -> str:
        length, _less, border = name[1:].partition("less")
        return str(self._px(int(length)) - int(border or 0))


def stylesheet(tokens: Tokens, px: Callable[[int], int]) -> str:
    """The whole sheet for these colours; `px` scales logical pixels with the size of the text."""
    colours = {name: str(getattr(tokens, name)) for name in tokens.__slots__}
    return _RULES.substitute(_Names(colours, px))
