"""The narrow parts of the room: what is being read and how far, what could not be read, and the watched folder."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from osdesk.texts import _
from osdesk.ui.kit.badges import Icon
from osdesk.ui.kit.buttons import Button, IconButton
from osdesk.ui.kit.labels import ElidedLabel, Ground, Hairline, Label
from osdesk.ui.kit.layout import bar, column
from osdesk.ui.scans.watching import Watching, shown_path

_MOST_TROUBLES = 4


class ProgressStrip(Ground):
    """How far the reading is, with *Cancel*."""

    cancel_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("surface2")
        self._words = ElidedLabel("", "medium")
        self._cancel = Button(_("Cancel"), self.cancel_wanted.emit, kind="text")
        self.setLayout(
            column(bar(Icon("scan-line"), self._words, 1, self._cancel, margins=(16, 6, 12, 6)), Hairline(), gap=0)
        )
        self.hide()

    def say(self, words: str, *, cancellable: bool = True) -> None:
        """Show how far it is; "" hides it."""
        self._words.setText(words)
        self._cancel.setVisible(cancellable)
        self.setVisible(bool(words))


class TroubleStrip(Ground):
    """Files and pages that could not be read, and why; it stays until it is closed."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__("surface2")
        self._words = Label("", "problem", wrap=True)
        close = IconButton("x", _("Close"), self.closed.emit)
        sign = column(Icon("circle-alert", "danger"), None, margins=(0, 1, 0, 0))
        self.setLayout(column(bar(sign, self._words, 1, column(close, None), margins=(16, 8, 8, 8)), Hairline(), gap=0))
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def say(self, troubles: Sequence[tuple[str, str]]) -> None:
        """Show these, the last first; none hides it."""
        lines = [f"{name}: {why}" for name, why in reversed(troubles)]
        self._words.setToolTip("\n".join(lines) if len(lines) > _MOST_TROUBLES else "")
        if len(lines) > _MOST_TROUBLES:
            lines[_MOST_TROUBLES:] = [_("and {count} more").format(count=len(lines) - _MOST_TROUBLES)]
        self._words.setText("\n".join(lines))
        self.setVisible(bool(lines))


class WatchStrip(Ground):
    """The watched folder: which, whether it is there; another, none."""

    choose_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("surface2")
        self._words = Label("", "hint", wrap=True)
        self._choose = Button("", self.choose_wanted.emit, kind="text")
        self._stop = Button(_("Stop watching"), self.stop_wanted.emit, kind="text")
        self.setLayout(
            column(
                Hairline(),
                column(self._words, bar(self._choose, self._stop, None), gap=2, margins=(16, 8, 12, 8)),
                gap=0,
            )
        )

    def show_watching(self, watching: Watching) -> None:
        """Say how it is."""
        folder = watching.folder
        self._stop.setVisible(bool(folder))
        self._choose.setText(_("Another folder…") if folder else _("Watch a folder…"))
        self._words.setToolTip(folder)
        if not folder:
            self._words.setText(_("The scanner's folder can be watched: what it writes there is filed by itself."))
        elif watching.there:
            self._words.set_role("hint")
            self._words.setText(_("Watching {folder}").format(folder=shown_path(folder)))
            return
        else:
            self._words.set_role("advice")
            words = _("{folder} is not there now. It is looked for every few seconds.")
            self._words.setText(words.format(folder=shown_path(folder)))
            return
        self._words.set_role("hint")
