"""Reads a window as a person would, for faults a person would see: words of another language, words that are cut.

What is painted is heard from Qt's painter while the window is drawn; what stands in labels, buttons, fields, lists,
menus, tooltips and names for screen readers is asked of the widgets.
"""

from __future__ import annotations

import html
import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.messages.pofile import read_po
from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QTableView,
    QWidget,
)

import catalogues
from osdesk import assets
from osdesk.texts import LANGUAGES, SOURCE
from osdesk.ui.kit.date_inputs import DateInput
from osdesk.ui.licences import WORKS

#: What a button or field may lack of its room before its words suffer, pixels.
_PADDING = 8
_WORD = re.compile(r"[^\W\d_]{3,}")
_TAG = re.compile(r"<[^>]+>")
_HOLE = re.compile(r"\\\{\w*\\\}")
_CODE = re.compile(r"[a-z_.:]{4,}")
#: The verification code of an issued document, which may look like words.
_PRINTED_CODE = re.compile(r"\b([0-9a-z]{4}-){2}[0-9a-z]{4}\b", re.IGNORECASE)
#: A time zone's name in the world's own list.
_ZONE = re.compile(r"[a-z_]+(/[\w+ -]+)+")
#: Names, and what is the same in every language.
_OURS = """OS Desk CPF CNPJ CEP UF PDF CSV QR SVG PNG JPEG WebP GIF TIFF BMP RGB hex Ctrl Alt Shift Tab Esc Del Ins
PgUp PgDn PgDown Backspace WhatsApp Windows PSF LGPL MIT BSD Apache CMU MPL OFL ISC UTC ABC Control Mayúsculas
Português English Español Brasil"""
_NAMES = _WORD.findall(" ".join((_OURS, *(work.names for work in WORKS))).casefold())


def plain(text: str) -> str:
    """A text as it is read: without markup, mnemonics and the key behind a tab."""
    text = text.partition("\t")[0]
    if "<" in text:
        text = _TAG.sub(" ", html.unescape(text))
    text = text.replace("&&", "\0").replace("&", "").replace("\0", "&")
    return re.sub(r"\s+", " ", text).strip().rstrip("…").casefold()


def _words(text: str) -> set[str]:
    return set(_WORD.findall(plain(text)))


class Speech:
    """What one language says: whole texts, texts with holes, and all its words."""

    def __init__(self, language: str) -> None:
        self.texts: set[str] = set()
        self.words: set[str] = set()
        holes: list[str] = []
        for said in (*_messages(language), *_calendar(language)):
            text = plain(said)
            self.texts.add(text)
            self.words |= _words(re.sub(r"\{\w*\}", " ", said))
            if "{" in said:
                solid = re.sub(r"\{\w*\}", " ", text)
                # With too little that stands firm it would match anything.
                if len("".join(_WORD.findall(solid))) >= 6:
                    holes.append(_HOLE.sub("(.*)", re.escape(text)))
        self._holes = re.compile("|".join(f"(?:{hole})" for hole in holes), re.DOTALL)

    def says(self, text: str) -> bool:
        """Whether this whole text (made plain) is one of the language's."""
        return text in self.texts or self._holes.fullmatch(text) is not None


@cache
def speech(language: str) -> Speech:
    """What a language says, read once."""
    return Speech(language)


def _messages(language: str) -> Iterator[str]:
    other = language if language != SOURCE else next(each for each in LANGUAGES if each != SOURCE)
    with assets.path(f"locale/{other}/LC_MESSAGES/osdesk.po").open("rb") as file:
        for message in read_po(file):
            said = message.id if language == SOURCE else message.string
            yield from (each for each in ((said,) if isinstance(said, str) else said or ()) if each)


def _calendar(language: str) -> Iterator[str]:
    locale = Locale.parse(language)
    for names in (locale.months, locale.days):
        for kind in ("format", "stand-alone"):
            for width in ("abbreviated", "wide"):
                for name in names[kind][width].values():
                    yield from (name, name.rstrip("."))


@cache
def _not_yet_translated() -> frozenset[str]:
    """What the source says and no catalogue holds yet, which `test_texts` tells: it isn't told a second time."""
    with assets.path(f"locale/{LANGUAGES[0]}/LC_MESSAGES/osdesk.po").open("rb") as file:
        ready = [each.id for each in read_po(file) if each.id and each.string and _is_whole(each.string)]
    known = {each if isinstance(each, str) else each[0] for each in ready}
    said = [message.id for message in catalogues.extract() if message.id]
    ids = {each if isinstance(each, str) else each[0] for each in said}
    return frozenset(word for each in ids - known for word in _words(re.sub(r"\{\w*\}", " ", each)))


def _is_whole(said: str | Iterable[str]) -> bool:
    return bool(said) if isinstance(said, str) else all(said)


class Reader:
    """Judges texts on a screen of one language. `typed` is what people wrote: their data are in their own words."""

    def __init__(self, language: str, typed: Iterable[str]) -> None:
        self._own = speech(language)
        self._others = [speech(other) for other in LANGUAGES if other != language]
        self._typed = {plain(text) for text in typed}
        self._theirs = {word for text in self._typed for word in _words(text)} | set(_NAMES)
        self._judged: dict[str, str] = {}

    def fault(self, text: str) -> str:
        """What is wrong with a text, "" if nothing is."""
        if text not in self._judged:
            fault = self._judge(plain(text))
            self._judged[text] = "" if fault and _words(text) <= _not_yet_translated() | self._theirs else fault
        return self._judged[text]

    def is_foreign(self, text: str) -> bool:
        """Whether this is said in another language of ours and not in this one: for what Qt says in its own words."""
        text = plain(text)
        return bool(text) and not self._own.says(text) and any(other.says(text) for other in self._others)

    def is_fixed(self, text: str) -> bool:
        """Whether the program says this, word for word."""
        return plain(text) not in self._typed and plain(text) in self._own.texts

    def is_ours(self, text: str) -> bool:
        """Whether the program says this, and no person."""
        return plain(text) not in self._typed and self._own.says(plain(text))

    def _judge(self, text: str) -> str:
        if not _WORD.search(text) or text in self._own.texts or text in self._typed or _ZONE.fullmatch(text):
            return ""
        text = _PRINTED_CODE.sub(" ", text)
        own = self._own.says(text)
        if not own and any(other.says(text) for other in self._others):
            return "another language"
        unknown = _words(text) - self._own.words - self._theirs
        if own:
            unknown = {word for word in unknown if any(word in other.words for other in self._others)}
        return f"unknown: {', '.join(sorted(unknown))}" if unknown else ""


def typed_in(database: Path) -> Iterator[str]:
    """Everything that people wrote into an office, its own codes left out."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            if "fts" in table or "search" in table or "alembic" in table:
                continue
            for row in connection.execute(f'SELECT * FROM "{table}"'):
                for cell in row:
                    if isinstance(cell, str):
                        yield from _leaves(cell)


def _leaves(cell: str) -> Iterator[str]:
    if cell[:1] in "[{":
        try:
            found = json.loads(cell)
        except ValueError:
            found = cell
        yield from _strings(found)
        return
    if not _CODE.fullmatch(cell):
        yield cell


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _strings(each)
    elif isinstance(value, str) and not _CODE.fullmatch(value):
        yield value


# What a window says


@contextmanager
def heard(painted: list[str], elided: list[str]) -> Iterator[None]:
    """While this lasts, what Qt's painter is given to write goes into `painted`, what had to be cut into `elided`."""
    draw, cut, cut_whole = QPainter.drawText, QFontMetricsF.elidedText, QFontMetrics.elidedText

    def drawing(painter: QPainter, *arguments: Any) -> Any:
        # What was cut is judged as it was before.
        painted.extend(each for each in arguments if isinstance(each, str) and not each.endswith("…"))
        return draw(painter, *arguments)

    def cutting(how: Any) -> Any:
        def cut_text(metrics: Any, text: str, *arguments: Any) -> str:
            shown: str = how(metrics, text, *arguments)
            if shown != text:
                elided.append(text)
                painted.append(text)
            return shown

        return cut_text

    kinds: list[tuple[Any, str, Any, Any]] = [
        (QPainter, "drawText", drawing, draw),
        (QFontMetricsF, "elidedText", cutting(cut), cut),
        (QFontMetrics, "elidedText", cutting(cut_whole), cut_whole),
    ]
    for kind, name, ours, _before in kinds:
        setattr(kind, name, ours)
    try:
        yield
    finally:
        for kind, name, _ours, before in kinds:
            setattr(kind, name, before)


def said_by(widget: QWidget) -> Iterator[tuple[str, str]]:
    """What a widget shows or tells: where, and the text. What a person typed into it isn't asked."""
    yield from (
        ("tooltip", widget.toolTip()),
        ("name", widget.accessibleName()),
        ("description", widget.accessibleDescription()),
        ("title", widget.windowTitle() if widget.isWindow() else ""),
    )
    if isinstance(widget, QLabel | QAbstractButton):
        yield "text", widget.text()
    elif isinstance(widget, QLineEdit | QPlainTextEdit):
        yield "example", widget.placeholderText()
    elif isinstance(widget, QComboBox):
        for place in range(widget.count()):
            yield "option", widget.itemText(place)
    elif isinstance(widget, QMenu | QMenuBar):
        for action in widget.actions():
            yield "action", action.text()
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _said_by_rows(widget)


def _said_by_rows(view: QAbstractItemView) -> Iterator[tuple[str, str]]:
    model = view.model()
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    columns = 1
    if isinstance(view, QTableView):
        columns = model.columnCount(QModelIndex())
        for column in range(columns):
            yield "head", str(model.headerData(column, Qt.Orientation.Horizontal) or "")
    for row in range(min(model.rowCount(QModelIndex()), 15)):
        for column in range(columns):
            for role in roles:
                told = model.index(row, column, QModelIndex()).data(role)
                yield "row", told if isinstance(told, str) else ""


# What is cut


def cut_off(widget: QWidget) -> str:
    """Why what this widget says is not to be read whole, "" where it is."""
    if isinstance(widget, QLabel) and widget.text():
        return _cut_label(widget)
    if isinstance(widget, QComboBox):
        return _cut_options(widget)
    if isinstance(widget, DateInput):
        return _cut_line(widget, widget.text())
    if isinstance(widget, QLineEdit) and widget.placeholderText() and not widget.text():
        return _cut_line(widget, widget.placeholderText())
    if isinstance(widget, QAbstractButton):
        # What has shrunk to its icon has its words in the tooltip.
        shrunk = getattr(widget, "narrow", False) and widget.toolTip()
        cut = bool(widget.text()) and not shrunk and widget.sizeHint().width() > widget.width() + _PADDING
        return f"needs {widget.sizeHint().width()} of {widget.width()}" if cut else ""
    return _squeezed(widget)


def _cut_line(line: QLineEdit, words: str) -> str:
    option = QStyleOptionFrame()
    line.initStyleOption(option)
    margins = line.textMargins()
    room = line.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, line).width()
    room -= margins.left() + margins.right() + 4
    need = line.fontMetrics().horizontalAdvance(words)
    return f"“{words}” needs {need} of {room}" if need > room else ""


def _cut_label(label: QLabel) -> str:
    if type(label).__name__ == "ElidedLabel":
        return ""
    if label.wordWrap():
        need = label.heightForWidth(label.width())
        return f"needs {need} of {label.height()} in height" if need > label.height() + 1 else ""
    need = label.sizeHint().width()
    return f"needs {need} of {label.width()}" if need > label.width() + 1 else ""


def _cut_options(box: QComboBox) -> str:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    room = box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, box).width()
    need = box.fontMetrics().horizontalAdvance(box.currentText())
    if need > room:
        return f"“{box.currentText()}” needs {need} of {room}"
    return ""


def _squeezed(widget: QWidget) -> str:
    least = widget.minimumSizeHint()
    if isinstance(widget, QAbstractScrollArea | QHeaderView | QDialog) or widget.isWindow():
        return ""
    if least.width() > widget.width() + _PADDING or least.height() > widget.height() + 2:
        return f"needs {least.width()}×{least.height()} of {widget.width()}×{widget.height()}"
    return ""


def outside(widget: QWidget) -> str:
    """How a widget reaches beyond its parent, "" where it doesn't. What scrolls may, downwards."""
    parent = widget.parentWidget()
    if parent is None or widget.isWindow():
        return ""
    box, room = widget.geometry(), parent.rect()
    scroller = parent.parentWidget()
    if isinstance(scroller, QAbstractScrollArea) and scroller.viewport() is parent:
        box = QRect(QPoint(box.left(), 0), box.size())
        room = QRect(0, 0, room.width(), max(room.height(), box.height()))
    if not box.isEmpty() and not room.isEmpty() and not room.contains(box):
        return f"{_box(box)} in {_box(room)}"
    return ""


def _box(rect: QRect) -> str:
    return f"{rect.width()}×{rect.height()}+{rect.x()}+{rect.y()}"


def shown_in(window: QWidget) -> Sequence[QWidget]:
    """The window and everything in it that shows."""
    parts = [each for each in window.findChildren(QWidget) if each.isVisible() and each.window() is window]
    return [window, *(each for each in parts if not each.size().isEmpty())]
