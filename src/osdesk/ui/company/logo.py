"""Where the logo is put: by a file dialog, by dropping, by pasting. It says how large it is and if it prints sharp.

An input of the company's form: its value is the SHA-256 of the file, as the company keeps it; the bytes of a logo not
stored yet stay on the shelf until they are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QWidget

from osdesk.domain.problems import Problem, Unreadable
from osdesk.services import wording
from osdesk.services.rendering import LogoReading
from osdesk.texts import _, language
from osdesk.ui.company import logo_file
from osdesk.ui.kit import paint
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.labels import Label
from osdesk.ui.kit.layout import column
from osdesk.ui.kit.text_inputs import STILL_HERE
from osdesk.ui.prompts import Prompts
from osdesk.ui.records.notes import NoteLine
from osdesk.ui.tasks import Lane, Tasks
from osdesk.ui.theme import current


class LogoBox(QWidget):
    """The picture on white, as it will lie on paper; white in the dark as well."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QImage()
        self.setFixedSize(current().px(152), current().px(86))

    def show_picture(self, picture: QImage) -> None:
        """Show a picture, or none."""
        self._picture = picture
        self.update()

    @property
    def has_picture(self) -> bool:
        """Whether one shows."""
        return not self._picture.isNull()

    def paintEvent(self, event: QPaintEvent) -> None:
        """White, framed."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        empty = self._picture.isNull()
        ground = theme.colour("surface") if empty else Qt.GlobalColor.white
        paint.rounded(painter, self.rect().toRectF(), theme.px(6), ground, theme.colour("line"))  # type: ignore[arg-type]  # a global colour is one
        if empty:
            size = theme.px(28)
            left, top = (self.width() - size) / 2, (self.height() - size) / 2
            theme.icons.paint(painter, "image-plus", theme.colour("text2"), left, top, size)
            return
        room = self.rect().toRectF().adjusted(10, 10, -10, -10)
        shown = self._picture.size().toSizeF().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(room.center().x() - shown.width() / 2, room.center().y() - shown.height() / 2, 0, 0)
        place.setSize(shown)
        painter.drawImage(place, self._picture)


class LogoArea(QWidget):
    """The area. `bytes_changed` says that `data` are others now, for the live sheet."""

    edited = Signal()
    left = Signal()
    bytes_changed = Signal()

    def __init__(self, tasks: Tasks, prompts: Prompts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = current()
        self._tasks, self._prompts = tasks, prompts
        self._shelf: dict[str, bytes] = {}
        self._digest = ""
        self._over = False
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Logo"))
        self.box = LogoBox()
        self._title = Label(_("Drop the picture here, paste it (Ctrl+V) or"), "strong", wrap=True)
        self.choose_button = Button(_("choose a file"), self.choose, kind="text")
        self.remove_button = Button(_("Remove"), self.remove, kind="text")
        self._facts = Label("", "hint", wrap=True)
        self.note = NoteLine()
        ways = QHBoxLayout()
        ways.setContentsMargins(0, 0, 0, 0)
        ways.setSpacing(theme.px(16))
        ways.addWidget(self.choose_button)
        ways.addWidget(self.remove_button)
        ways.addStretch(1)
        words = column(None, self._title, ways, self._facts, self.note, None, gap=3)
        line = QHBoxLayout(self)
        line.setContentsMargins(*[theme.px(13)] * 4)
        line.setSpacing(theme.px(18))
        line.addWidget(self.box)
        line.addLayout(words, 1)
        self._show_facts(None)

    # An input of the form

    def read(self) -> Any:
        """SHA-256 of the logo's file, "" without one."""
        return self._digest

    def show_value(self, value: Any) -> None:
        """Show the logo of that file; its bytes must be on the shelf (`put`)."""
        self.note.say("")
        if value == self._digest and self.box.has_picture:
            return
        self._digest = value
        self.bytes_changed.emit()
        data = self._shelf.get(value, b"")
        if not data:
            self._show_reading(None)
            return
        self._tasks.run(
            Lane.PAPER,
            logo_file.read_bytes,
            data,
            done=self._show_reading,
            failed=self._stored_is_damaged,
            owner=self,
            latest="logo",
        )

    def written(self, value: Any) -> str:
        """Nobody reads a hash."""
        return _("Logo") if value else ""

    def advice(self) -> Problem | None:
        """What there is to say stands in the area itself."""
        return None

    # The bytes

    @property
    def data(self) -> bytes:
        """The file of the logo shown, b"" without one."""
        return self._shelf.get(self._digest, b"")

    @property
    def shelf(self) -> dict[str, bytes]:
        """The files by their hash; the very dictionary, which the verb that stores them reads."""
        return self._shelf

    def put(self, data: bytes) -> None:
        """Put the stored file on the shelf before its hash is shown."""
        if data:
            self._shelf[hashlib.sha256(data).hexdigest()] = data

    # Choosing

    def choose(self) -> None:
        """By the file dialog."""
        filters = ((_("Pictures"), " ".join(logo_file.NAMES)),)
        self._prompts.open_file(self, _("Choose the logo"), "logo", filters, self.take_file)

    def take_file(self, path: Path) -> None:
        """Read a file and show it, or say why not."""
        self._begin(logo_file.read_file, path)

    def take_bytes(self, data: bytes) -> None:
        """Read what was pasted."""
        self._begin(logo_file.read_bytes, data)

    def paste(self) -> None:
        """Take the picture or file on the clipboard."""
        if not self.take(QGuiApplication.clipboard().mimeData()):
            self.note.say(_("There is no picture to paste. Copy one first."), "advice")

    def take(self, mime: QMimeData | None) -> bool:
        """Take the picture or file that was dropped or pasted; False when there is none."""
        if mime is None:
            return False
        path = next((Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()), None)
        if path is not None:
            self.take_file(path)
            return True
        for kind in ("image/svg+xml", "image/png", "image/jpeg"):
            if mime.hasFormat(kind):
                self.take_bytes(bytes(mime.data(kind).data()))
                return True
        if mime.hasImage():
            self.take_bytes(_as_png(mime.imageData()))
            return True
        return False

    def remove(self) -> None:
        """Do without a logo."""
        self._digest = ""
        self._show_reading(None)
        self.note.say("")
        self.bytes_changed.emit()
        self.edited.emit()
        self.left.emit()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self, read: Callable[..., LogoReading], what: Path | bytes) -> None:
        self.note.say(_("Reading the picture…"), "busy")
        self._tasks.run(Lane.PAPER, read, what, done=self._taken, failed=self._refused, owner=self, latest="logo")

    def _taken(self, reading: LogoReading) -> None:
        self.put(reading.data)
        self._digest = hashlib.sha256(reading.data).hexdigest()
        self.note.say("")
        self._show_reading(reading)
        self.bytes_changed.emit()
        self.edited.emit()
        self.left.emit()

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, Unreadable):
            self.note.say(wording.sentence(error.at("logo")), "advice")
        elif isinstance(error, OSError):
            self.note.say(_("This file could not be opened. Choose another one."), "advice")
        else:
            self.note.say("")
            self._tasks.failure.emit(error)

    def _stored_is_damaged(self, error: BaseException) -> None:
        self._show_reading(None)
        self._refused(error)

    # What is shown

    def _show_reading(self, reading: LogoReading | None) -> None:
        picture = QImage()
        if reading is not None:
            picture.loadFromData(QByteArray(reading.preview_png), "PNG")
        self.box.show_picture(picture)
        self._show_facts(reading)

    def _show_facts(self, reading: LogoReading | None) -> None:
        self.remove_button.setVisible(reading is not None)
        if reading is None:
            self._facts.setText(_("PNG, JPG or SVG, best with at least 600 pixels of width."))
            return
        if logo_is_drawing(reading.data):
            size = _("Drawing (SVG)")
        else:
            size = _("{width} × {height} px").format(width=_grouped(reading.width), height=_grouped(reading.height))
        across, high = (round(side) for side in reading.printed_mm)
        printed = _("prints {width} × {height} mm").format(width=across, height=high)
        sharp = _("sharp") if reading.sharp else _("will look blurred; a larger picture is better")
        self._facts.setText(f"{size} · {printed} · {sharp}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """A dashed frame; a stronger one under something that can be dropped, and a ring with the keyboard."""
        theme = current()
        painter = QPainter(self)
        ground = theme.colour("soft" if self._over else "surface2")
        if self.hasFocus():
            paint.rounded(painter, self.rect().toRectF(), theme.px(10), ground, theme.colour("link"), 2)
            return
        border = theme.colour("link" if self._over else "edge")
        paint.rounded(painter, self.rect().toRectF(), theme.px(10), ground, border, dashed=True)

    # Qt's hooks

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses, Ctrl+V pastes, Delete removes."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and not event.modifiers():
            self.choose()
        elif event.key() == Qt.Key.Key_Delete and self._digest:
            self.remove()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that it was left."""
        super().focusOutEvent(event)
        self.update()
        if event.reason() not in STILL_HERE:
            self.left.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A picture or a file may come."""
        mime = event.mimeData()
        if mime.hasImage() or any(url.isLocalFile() for url in mime.urls()):
            event.acceptProposedAction()
            self._over = True
            self.update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It went elsewhere."""
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take it."""
        self._over = False
        self.update()
        if self.take(event.mimeData()):
            event.acceptProposedAction()


def logo_is_drawing(data: bytes) -> bool:
    """Whether the bytes are an SVG, which has no pixels to count."""
    return b"<svg" in data[:2000]


def _as_png(image: Any) -> bytes:
    """A picture of the clipboard as a file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if isinstance(image, QImage):
        image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs ask for bytes, which Qt refuses
    return bytes(buffer.data().data())


def _grouped(number: int) -> str:
    figure = f"{number:,}"
    return figure if language() == "en" else figure.replace(",", ".")
