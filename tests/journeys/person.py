"""A person at the program: real keys and clicks through the X server, and eyes that wait for what should appear.

The program runs in this very process, so that waiting is for a condition and never for a time; the keys go the whole
way through xdotool, the X server and the window manager.
"""

from __future__ import annotations

import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEventLoop, QPoint, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from osdesk.app import Program, application
from osdesk.ui.kit.empty import Empty
from osdesk.ui.page import Page
from osdesk.ui.settings import Settings
from osdesk.ui.tasks import Lane

PATIENCE = 25_000
_STEP = 15


class Lost(AssertionError):
    """Something that should have appeared did not."""


class Person:
    """Sits at one program. Every `press` and `type` waits until the window has the keyboard."""

    def __init__(self, settings_file: Path, pictures: Path, office: Path | None = None) -> None:
        self.settings = Settings(settings_file)
        self.settings.language = "pt_BR"
        self.app = application()
        self.program = Program(self.app, self.settings, office)
        self.failures: list[BaseException] = []
        self._pictures = pictures

    @property
    def window(self) -> QWidget:
        """The program's window."""
        return self.program.window

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return self.program.window.pages.current

    def sit_down(self) -> None:
        """Start the program."""
        self.program.start()
        self.until(lambda: self.program.desk is not None, "the office opens")
        self.program.tasks.failure.connect(self.failures.append)
        self.until(lambda: QApplication.activeWindow() is not None, "the window has the keyboard")

    def sit_down_before_trouble(self) -> None:
        """Start the program where no office opens: until it says why."""
        self.program.start()
        self.until(lambda: self.window.findChildren(Empty), "the trouble is told")
        self.until(lambda: QApplication.activeWindow() is not None, "the window has the keyboard")

    def reads(self, words: str) -> bool:
        """Whether these words can be seen now, in any window."""
        seen = [label for top in QApplication.topLevelWidgets() for label in top.findChildren(QLabel)]
        return any(words in label.text() for label in seen if label.isVisible())

    def press(self, *keys: str, rest: bool = True) -> None:
        """Press keys as xdotool names them ("ctrl+s", "Tab", "Return"); without `rest` what they began goes on."""
        self._xdotool("key", "--delay", "25", *keys)
        if rest:
            self.rest()

    def type(self, text: str) -> None:
        """Type a text."""
        self._xdotool("type", "--delay", "15", text)
        self.rest()

    def type_meanwhile(self, text: str) -> None:
        """Type a text while the program lives and works: its letters come whenever they come."""
        typing = subprocess.Popen(["xdotool", "type", "--delay", "15", text])
        self.until(lambda: typing.poll() is not None, "the text is typed")
        assert typing.returncode == 0

    def click(self, widget: QWidget, place: QPoint | None = None, *, times: int = 1) -> None:
        """Press the left button in the middle of a widget, or at a place of it."""
        self._settled(widget)
        window = widget.window()
        at = widget.mapTo(window, place if place is not None else widget.rect().center())
        # By the window itself: a person sees where it is, which Qt may believe to be elsewhere for a while.
        self._xdotool("mousemove", "--window", str(int(window.winId())), str(at.x()), str(at.y()))
        self._xdotool("click", "--repeat", str(times), "--delay", "60", "1")
        self.rest()

    def button(self, words: str, within: QWidget | None = None) -> QAbstractButton:
        """The button with these words (or that accessible name) that can be seen now."""
        seen = []
        for place in [within] if within is not None else QApplication.topLevelWidgets():
            for found in place.findChildren(QAbstractButton):
                if not found.isVisible():
                    continue
                name = found.text().replace("&", "") or found.accessibleName()
                if words in (name, found.accessibleName()):
                    return found
                seen.append(name)
        raise Lost(f"there is no button {words!r}, only {seen}")

    def click_button(self, words: str, within: QWidget | None = None) -> None:
        """Press a button by its words, once it is there."""
        found: QAbstractButton | None = None
        while True:
            self.until(lambda: self._has(words, within), f"the button {words!r}")
            here = self.button(words, within)
            if here is found:
                break
            # What is there now may give way to what is still on its way.
            found = here
            self._settled(found)
        self.click(found)

    def field(self, name: str, within: QWidget) -> QWidget:
        """The field under that label."""
        for found in within.findChildren(QWidget):
            if found.accessibleName() == name and found.isVisible():
                return found
        raise Lost(f"there is no field {name!r}")

    def focus(self) -> QWidget:
        """What has the keyboard."""
        found = QApplication.focusWidget()
        if found is None:
            raise Lost("nothing has the keyboard")
        return found

    def tab_to(self, name: str, *, most: int = 60) -> QWidget:
        """Press Tab until what has the keyboard bears that accessible name."""
        seen = []
        for _step in range(most):
            here = self.focus()
            if here.accessibleName() == name:
                return here
            seen.append(here.accessibleName() or type(here).__name__)
            self.press("Tab")
        raise Lost(f"Tab never came to {name!r}, only to {seen}")

    def until(self, condition: Callable[[], object], what: str) -> None:
        """Let the program live until it is so."""
        clock = QElapsedTimer()
        clock.start()
        while not self._holds(condition):
            if clock.elapsed() > PATIENCE:
                raise Lost(what)
            self._live(_STEP)

    def rest(self) -> None:
        """Let the program take in what was done: until the lanes are at rest twice in a row."""
        still = 0
        clock = QElapsedTimer()
        clock.start()
        while still < 2 and clock.elapsed() < PATIENCE:
            self._live(_STEP)
            still = still + 1 if not any(self.program.tasks.pending(lane) for lane in Lane) else 0

    def picture(self, name: str) -> None:
        """Keep a picture of the whole screen."""
        screen = QApplication.primaryScreen()
        screen.grabWindow(0).save(str(self._pictures / f"{name}.png"))

    def get_up(self) -> None:
        """Close the program by its own key and wait until it has ended."""
        ended: list[bool] = []
        self.app.aboutToQuit.connect(lambda: ended.append(True))
        self._xdotool("key", "ctrl+q")
        self.until(lambda: self.program._ended, "the program ends")
        self.program.end()
        if self.failures:
            raise self.failures[0]

    def _has(self, words: str, within: QWidget | None) -> bool:
        try:
            return self.button(words, within).isEnabled()
        except Lost:
            return False

    def _holds(self, condition: Callable[[], object]) -> bool:
        return bool(condition())

    def _settled(self, widget: QWidget) -> None:
        """Wait until it lies still: a window manager moves what has just been shown."""
        before, still = None, 0
        while still < 8:
            here = (widget.mapToGlobal(QPoint(0, 0)), widget.size())
            still = still + 1 if here == before else 0
            before = here
            self._live(_STEP)

    def _live(self, milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    @staticmethod
    def _xdotool(*arguments: str) -> None:
        subprocess.run(["xdotool", *arguments], check=True, timeout=30)


def journey(go: Callable[[Person], None], home: Path) -> int:
    """Let a person go through it; the exit code says whether all went well, pictures and words say why not."""
    person = Person(home / "settings.ini", home)
    try:
        person.sit_down()
        go(person)
        person.get_up()
    except BaseException:  # noqa: BLE001  told in words and a picture, and by the exit code
        traceback.print_exc()
        person.picture("lost")
        print("the keyboard is on", QApplication.focusWidget(), file=sys.stderr)
        person.program.end()
        return 1
    return 0
