"""One place for everything that goes wrong: what the environment did, worded for people, and what we did wrong.

A full disk or a locked file is told in words with a way on. A fault of ours is written to the log and shown once, with
details that can be copied. `sys`, threads, destructors and Qt's own messages all end here.
"""

from __future__ import annotations

import errno
import logging
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

import shiboken6
from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, Slot, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from osdesk import __version__
from osdesk.log import scrubbed, without_data
from osdesk.texts import _
from osdesk.ui.prompts import Prompts

_log = logging.getLogger(__name__)
_qt_log = logging.getLogger("qt")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Words(NamedTuple):
    """What the environment did and what to do, for people: a title and a sentence."""

    title: str
    sentence: str


class Trouble(QObject):
    """Takes errors from anywhere; `report` is safe on any thread."""

    _reported = Signal(object)

    def __init__(
        self,
        prompts: Prompts,
        words: Callable[[BaseException], Words | None] | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`words` gives a person's words for an error of the environment that this module doesn't know, else None."""
        super().__init__(parent)
        self._prompts = prompts
        self._words = words or (lambda _error: None)
        self._seen: set[str] = set()
        self._before: tuple[object, ...] | None = None
        self._reported.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over the hooks of the interpreter and of Qt."""
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = self._uncaught
        threading.excepthook = self._in_thread
        sys.unraisablehook = self._unraisable
        qInstallMessageHandler(_from_qt)

    def uninstall(self) -> None:
        """Give the hooks back."""
        if self._before is not None:
            sys.excepthook, threading.excepthook, sys.unraisablehook = self._before  # type: ignore[assignment]  # as kept
            self._before = None
            qInstallMessageHandler(None)

    def report(self, error: BaseException) -> None:
        """Log it, and show it to the person when they can take it."""
        words = self._worded(error)
        if words is None:
            _log.error("a fault of ours", exc_info=error)
        else:
            _log.warning("the environment: %s", without_data(error))
        if shiboken6.isValid(self):
            self._reported.emit(error)

    @Slot(object)
    def _show(self, error: BaseException) -> None:
        words = self._worded(error)
        window = QApplication.activeWindow()
        if words is not None:
            self._prompts.tell(window, words.title, words.sentence)
            return
        mark = _mark(error)
        if mark in self._seen:
            return
        self._seen.add(mark)
        self._prompts.tell(
            window,
            _("Something in OS Desk failed"),
            _(
                "What you typed is kept as a draft, and you can go on. If it happens again, send the details to "
                "whoever looks after the program."
            ),
            details=details(error),
        )

    def _worded(self, error: BaseException) -> Words | None:
        return self._words(error) or _system_words(error)

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.report(error)

    def _in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.report(args.exc_value)

    def _unraisable(self, args: sys.UnraisableHookArgs) -> None:
        # A destructor that failed is nothing a person can do something about.
        if args.exc_value is not None:
            _log.error("in a destructor", exc_info=args.exc_value)


def details(error: BaseException) -> str:
    """What a person can copy and send: versions and the way through the program, no data."""
    system = f"OS Desk {__version__} · Python {sys.version.split()[0]} · PySide6 {pyside_version} · {sys.platform}"
    return f"{system}\n\n{scrubbed(error)}"


def _system_words(error: BaseException) -> Words | None:
    """Words for what the operating system refuses."""
    if isinstance(error, MemoryError):
        return Words(_("This computer is out of memory"), _("Close other programs and try again. Nothing was lost."))
    if not isinstance(error, OSError) or error.errno is None:
        return None
    name = Path(error.filename).name if isinstance(error.filename, str) else ""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Words(_("The disk is full"), _("Free some space and try again. Nothing was lost."))
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return Words(
            _("That file can't be written"),
            _(
                "{name} is open in another program, or this folder is protected. Close it, or choose another folder."
            ).format(name=name or _("The file")),
        )
    if error.errno == errno.ENOENT:
        return Words(_("That file is gone"), _("{name} was moved or deleted. Choose it again.").format(name=name))
    return None


def _mark(error: BaseException) -> str:
    """The same fault at the same place has the same mark."""
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    return f"{type(error).__qualname__}:{last.filename if last else ''}:{last.lineno if last else 0}"


def _from_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    _qt_log.log(_LEVELS.get(kind, logging.WARNING), "%s: %s", context.category, message)
