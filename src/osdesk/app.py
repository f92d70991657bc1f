"""Starts the window and wires its parts, and takes them apart in the order that loses nothing.

The only module that knows them all. The window is painted before anything of the database is imported; what isn't on
the first screen comes after it.
"""

from __future__ import annotations

import builtins
import gc
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

_import = builtins.__import__

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTimer, QTranslator  # noqa: E402
from PySide6.QtGui import QIcon  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

# PySide replaces the import statement itself, for its `from __feature__ import …`, which nothing here wants; every
# import after it takes half as long again, and most of the program is imported after it.
builtins.__import__ = _import

from osdesk import assets, folders, texts  # noqa: E402
from osdesk.ui.settings import Settings  # noqa: E402
from osdesk.ui.single import raise_other  # noqa: E402
from osdesk.ui.theme import Theme  # noqa: E402
from osdesk.ui.window import Window  # noqa: E402

if TYPE_CHECKING:
    from osdesk.ui.desk import Desk
    from osdesk.ui.opening import Opened
    from osdesk.ui.opening import Trouble as FolderTrouble
    from osdesk.ui.trouble import Words

_SETTLE = 1_500


def run(folder: Path | None = None) -> int:
    """Open the window on an office folder (None: the one opened last, or this computer's); returns the exit code."""
    # First of all: a collection that runs in a worker would destroy widgets there.
    gc.disable()
    settings = Settings(folders.settings_file())
    if raise_other(folder or settings.last_office or folders.data_folder()):
        return 0
    app = application()
    program = Program(app, settings, folder)
    program.start()
    code = app.exec()
    program.end()
    return code


class Program(QObject):
    """The running program: one window, the lanes, and at most one open office.

    Until the first paint there is only the window; `_equip` makes the rest.
    """

    def __init__(self, app: QApplication, settings: Settings, folder: Path | None) -> None:
        super().__init__(app)
        self._app, self._folder = app, folder
        self.settings = settings
        speak(app, self.settings.language)
        self.theme = Theme(app, appearance=self.settings.appearance, text_size=self.settings.text_size)
        self.window = Window(self.settings, self.theme)
        self.window.left.connect(self.end)
        self.window.wanted.connect(self._do)
        self.desk: Desk | None = None
        self._equipped = self._ended = False

    def start(self) -> None:
        """Show the window; the office is opened once it was painted."""
        self.window.painted.connect(self._begin)
        self.window.show()

    def end(self) -> None:
        """Stop taking work, let what is being written finish, close the office, let go. Doing it twice does nothing."""
        if self._ended:
            return
        self._ended = True
        if self._equipped:
            office = self.desk.office if self.desk is not None else None
            if self.desk is not None:
                self.desk.printing.cancel()
                self.desk.mailing.end()
            self.tasks.shutdown(office.interrupt_reads if office is not None else None)
            if office is not None:
                # The guard of the window's thread has done its work: nothing is shown any more.
                office.close()
            self.trouble.uninstall()
            self._stop_log()
        self.settings.save()
        self._app.quit()

    def _begin(self) -> None:
        self._equip()
        here = folders.data_folder()
        folder = self._folder or self.settings.last_office or here
        # What was opened before and is gone now is an unplugged drive, and no reason for a new, empty office.
        self.opening.open(folder, create=self._folder is not None or folder == here)

    def _equip(self) -> None:
        """All that the window can be painted without."""
        from osdesk import log
        from osdesk.ui.garbage import GarbageCollection
        from osdesk.ui.opening import Opening
        from osdesk.ui.screen_prompts import ScreenPrompts
        from osdesk.ui.tasks import Tasks
        from osdesk.ui.trouble import Trouble

        self._stop_log = log.start(folders.log_folder() / "osdesk.log")
        self.prompts = ScreenPrompts(self.settings)
        self.trouble = Trouble(self.prompts, _words, self)
        self.trouble.install()
        self._garbage = GarbageCollection(self)
        self._garbage.start()
        self.tasks = Tasks(self)
        self.tasks.failure.connect(self.trouble.report)
        self.opening = Opening(self.tasks, self.prompts, self.window)
        self.opening.opened.connect(self._opened)
        self.opening.failed.connect(self._not_opened)
        self.opening.elsewhere.connect(self._app.quit)
        self._equipped = True

    # Opening

    def _opened(self, opened: Opened) -> None:
        if self.desk is not None:
            self._close_office(self.desk)
        from osdesk.ui.changes import ChangeSignal

        changes = ChangeSignal(self)
        opened.office.listen(changes.announce)
        opened.office.forbid_thread(threading.get_ident())
        self.settings.last_office = opened.folder
        from osdesk.ui.at_work import AtWork
        from osdesk.ui.desk import Desk
        from osdesk.ui.mailing import Mailing
        from osdesk.ui.printing import Printing
        from osdesk.ui.scans.watching import Watching

        printing = Printing(opened.office, self.tasks, self.prompts, self.settings, self)
        self.desk = Desk(
            office=opened.office,
            tasks=self.tasks,
            changes=changes,
            settings=self.settings,
            prompts=self.prompts,
            printing=printing,
            mailing=Mailing(opened.office, self.tasks, changes, self),
            theme=self.theme,
            go=self.window,
            watching=Watching(opened.office, self.tasks, self.settings, self.window, self),
        )
        self.window.cover(None)
        self.window.attach(self.desk)
        self._work = AtWork(self.desk, self.window, opened)
        self._work.begin()
        QTimer.singleShot(_SETTLE, self, self._settle)

    def _not_opened(self, trouble: FolderTrouble) -> None:
        if self.desk is not None:
            self.prompts.ask(self.window, trouble.title, trouble.sentence, trouble.answers)
            return
        self.window.cover(trouble_page(trouble))

    def _close_office(self, desk: Desk) -> None:
        """Let go of the office that was open, behind everything that is still on its way to it."""
        self._work.end()
        desk.printing.cancel()
        desk.mailing.end()
        self.window.detach()
        self.desk = None
        desk.office.interrupt_reads()
        from osdesk.ui.tasks import Lane

        self.tasks.run(Lane.WRITE, desk.office.close)

    def _settle(self) -> None:
        if not self._ended:
            self._garbage.settle()
            self.tasks.warm_up()

    def _do(self, name: str) -> None:
        if name == "other_office":
            self.window.ask_to_leave(self.opening.choose)
        elif self.desk is not None:
            from osdesk.ui.help import Help

            Help(self.desk, self.window).do(name)


def speak(app: QApplication, language: str) -> None:
    """Use a language of the screen ("" follows the system) for our words, Qt's own, day names and figures."""
    wanted = language or texts.closest(QLocale.system().uiLanguages())
    texts.use(wanted)
    QLocale.setDefault(QLocale(wanted))
    translator = QTranslator(app)
    if translator.load(QLocale(wanted), "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)


def application() -> QApplication:
    """Qt's application, named and with its icon."""
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    QApplication.setApplicationName("osdesk")
    QApplication.setApplicationDisplayName("OS Desk")
    QApplication.setDesktopFileName("osdesk")
    app = QApplication(sys.argv[:1])
    app.setWindowIcon(QIcon(str(assets.path("logo/osdesk-256.png"))))
    app.setQuitOnLastWindowClosed(False)
    # A terminal's Ctrl+C ends it; drafts are on the disk.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return app


def _words(error: BaseException) -> Words | None:
    from osdesk.services import wording
    from osdesk.ui.trouble import Words

    code = getattr(error, "code", None)
    return Words(*wording.trouble_sentence(error)) if isinstance(code, str) else None


def trouble_page(trouble: FolderTrouble) -> QWidget:
    """What the window shows when no office could be opened: why, and what can be done."""
    from osdesk.ui.kit.buttons import Button
    from osdesk.ui.kit.empty import Empty

    filled = [answer for answer in trouble.answers if answer.kind == "filled"]
    others = [answer for answer in trouble.answers if answer.kind != "filled"]
    buttons = [Button(answer.label, answer.act, kind=answer.kind) for answer in (*filled, *others)]
    return Empty(trouble.title, trouble.sentence, *buttons)
