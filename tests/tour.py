"""A walk through the program with the real window: what is opened is looked at, and noted, so that nothing is left out.

What there is to be opened comes from the source itself: every widget class under `osdesk.ui`, every menu made, every
question asked through the prompts.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop, QTimer
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QMenu, QWidget

import looking
import osdesk.ui
from osdesk import folders
from osdesk.domain.mail_presets import PRESETS
from osdesk.ui.kit import paint
from osdesk.ui.kit.dialog import Dialog, Scrim
from osdesk.ui.kit.labels import ElidedLabel
from osdesk.ui.prompts import Prompts
from osdesk.ui.screen_prompts import ScreenPrompts
from osdesk.ui.tasks import Lane
from windows import USUAL, OpenWindow

UI = Path(osdesk.ui.__file__).parent
PATIENCE = 15_000
#: What asks; the other prompts open programs of the system.
_METHODS = tuple(name for name in vars(Prompts) if not name.startswith("_"))
_SILENT = frozenset({"open_path", "reveal", "open_url"})


#: What the tour itself types, who is at work, and what others are called.
TYPED = (
    "Ana",
    "root",
    "zzyzx",
    "ordens.csv",
    "OS 000132.pdf",
    "Balcão",
    "Da queda",
    "Engano",
    "mel",
    "x",
    "serv.",
    "Meu texto",
    "Outro texto",
    *(each.name for each in PRESETS),
)


class Site(NamedTuple):
    """A place in the source where something is opened."""

    file: str
    first: int
    last: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.first} {self.what}"


#: Only hold a value for the form; never shown.
_VALUES = ("osdesk.ui.orders.moments._Hour",)


@cache
def modules() -> tuple[str, ...]:
    """Every module of the program's faces."""
    found = [each.name for each in pkgutil.walk_packages([str(UI)], "osdesk.ui.")]
    for name in found:
        importlib.import_module(name)
    return (*found, "osdesk.app")


@cache
def sites() -> tuple[Site, ...]:
    """Every place where a menu is made or a person is asked."""
    found = []
    for path in (*sorted(UI.rglob("*.py")), UI.parent / "app.py"):
        source = path.read_text("utf-8")
        if path.name == "screen_prompts.py" or not ("QMenu(" in source or "prompts." in source):
            continue
        for node in ast.walk(ast.parse(source)):
            what = _opened(node) if isinstance(node, ast.Call) else ""
            if what:
                found.append(Site(_short(str(path)), node.lineno, node.end_lineno or node.lineno, what))  # type: ignore[attr-defined]  # a call has lines
    return tuple(found)


def _opened(call: ast.Call) -> str:
    called = call.func
    if isinstance(called, ast.Name):
        return "QMenu" if called.id == "QMenu" else ""
    if not isinstance(called, ast.Attribute) or called.attr not in _METHODS or called.attr in _SILENT:
        return ""
    return called.attr if ast.unparse(called.value).rpartition(".")[2] in ("prompts", "_prompts") else ""


def _short(path: str) -> str:
    return Path(path).relative_to(UI.parent).as_posix()


@cache
def widgets() -> frozenset[type[QWidget]]:
    """Every kind of widget that the program has, those left out that only others are made of."""
    found: set[type[QWidget]] = set()
    for name in modules():
        for value in vars(sys.modules[name]).values():
            if isinstance(value, type) and issubclass(value, QWidget) and value.__module__ == name:
                found.add(value)
    found = {each for each in found if f"{each.__module__}.{each.__qualname__}" not in _VALUES}
    return frozenset(
        each for each in found if not any(other is not each and issubclass(other, each) for other in found)
    )


class _Noted:
    """Which of the places in the source were come by."""

    def __init__(self) -> None:
        self.seen: set[Site] = set()

    def note(self, frame: FrameType | None, what: str) -> None:
        """Something was opened from that line."""
        if frame is None or not frame.f_code.co_filename.startswith(str(UI.parent)):
            return
        file, line = _short(frame.f_code.co_filename), frame.f_lineno
        self.seen |= {
            site for site in sites() if (site.file, site.what) == (file, what) and site.first <= line <= site.last
        }


class NotedPrompts(ScreenPrompts):
    """The real ones; who asks is noted, and the system's programs stay closed."""

    noted: _Noted


def _noting(name: str) -> Callable[..., Any]:
    real = getattr(ScreenPrompts, name)

    def prompt(self: NotedPrompts, *arguments: Any, **options: Any) -> Any:
        self.noted.note(sys._getframe(1), name)
        return None if name in _SILENT else real(self, *arguments, **options)

    return prompt


for _name in _METHODS:
    setattr(NotedPrompts, _name, _noting(_name))


class Tour:
    """One window in one language, walked through. `faults` says what was seen on the way, by where it was seen."""

    def __init__(self, place: OpenWindow, prompts: NotedPrompts, language: str) -> None:
        self.place, self.language = place, language
        self.window, self.desk = place.window, place.desk
        self.noted = prompts.noted = _Noted()
        self.kinds: set[type] = set()
        self.faults: dict[str, None] = {}
        self.failures: list[BaseException] = []
        self.reader = looking.Reader(language, ())
        place.tasks.failure.connect(self.failures.append)

    def know_the_data(self) -> None:
        """Read what people wrote into the office, for that is in their own words."""
        folder = self.place.office.folder
        typed = [*looking.typed_in(folder / "office.db"), *TYPED, str(folder), str(Path.home())]
        typed += [str(folders.drafts_folder(each)) for each in (folder, folders.data_folder())]
        typed += [str(each) for each in (folders.data_folder(), folders.log_folder(), folders.settings_file())]
        self.reader = looking.Reader(self.language, typed)

    # Going on

    def until(self, true: Callable[[], object]) -> None:
        """Let the window live until that is so."""
        late = QDeadlineTimer(PATIENCE)
        # Something comes at least so often, or it would wait for ever for the last answer of a lane.
        beat = QTimer(interval=5)
        beat.start()
        while not true():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            assert not late.hasExpired(), "that never came"
        beat.stop()

    def settle(self) -> None:
        """Let the window live until every lane but the paper's is idle and has delivered."""
        lanes = [lane for lane in Lane if lane is not Lane.PAPER]
        for _turn in range(3):
            QApplication.processEvents()
            self.until(lambda: not any(self.place.tasks.pending(lane) for lane in lanes))
        QApplication.processEvents()

    def room(self, key: str) -> Any:
        """Go to a room."""
        self.window.activateWindow()
        self.window.room(key)
        self.settle()
        return self.window.pages.current

    def close_over(self) -> None:
        """Close every menu, dialog and list that lies over the window."""
        for each in self.over():
            each.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.window.activateWindow()
        QApplication.processEvents()

    def over(self) -> list[QWidget]:
        """Menus and dialogs that show."""
        return [each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not self.window]

    def parts(self, kind: str, within: QWidget | None = None) -> list[Any]:
        """The widgets of a class, by its name: of the window, or of what it is to be looked for in."""
        whole = within if within is not None else self.window
        return [each for each in whole.findChildren(QWidget) if type(each).__name__ == kind]

    # Looking

    def look(self, name: str, *parts: QWidget) -> None:
        """Look at what lies over the window and close it; at these parts of it; or at the whole window."""
        self.settle()
        over = self.over()
        for part in parts or over or (self.window,):
            self._look(name, part)
        self.kinds |= {type(each) for each in self.window.findChildren(Scrim) if each.isVisible()}
        self.close_over()

    def look_at_menu(self, name: str, open_menu: Callable[[], object]) -> None:
        """Open a menu, look at it and close it."""
        open_menu()
        self.settle()
        assert any(isinstance(each, QMenu) for each in self.over()), f"no menu opened: {name}"
        self.look(name)

    def look_at_dialog(self, name: str, ask: Callable[[], object]) -> None:
        """Have something asked, look at it and close it."""
        ask()
        self.settle()
        self.until(self.over)
        self.look(name)

    def _look(self, name: str, part: QWidget) -> None:
        painted: list[str] = []
        elided: list[str] = []
        with looking.heard(painted, elided):
            part.grab()
        foreign = isinstance(part, QFileDialog | QPrintDialog)
        parts = looking.shown_in(part) if part.isWindow() else _within(part)
        for widget in parts:
            self.kinds.add(type(widget))
            if foreign:
                self._judge_qt(name, widget)
            else:
                self._judge(name, widget)
        told = "\n".join(text for widget in parts for _where, text in looking.said_by(widget))
        for text in painted if not foreign else ():
            # Where finds are bold a line is painted in pieces; whole it was judged already.
            if text not in told:
                self._hear(name, "painted", text)
        # Made to be cut, with the whole in its tooltip: a line that ends in what people wrote.
        meant = {each.text() for each in parts if isinstance(each, ElidedLabel)}
        for text in elided:
            if self.reader.is_fixed(text) or (self.reader.is_ours(text) and text not in meant):
                self._tell(name, f"cut: “{text}”")
        if isinstance(part, Dialog):
            self._judge_size(name, part)

    def _judge(self, name: str, widget: QWidget) -> None:
        kind = type(widget).__name__
        for where, text in looking.said_by(widget):
            self._hear(name, f"{kind} {where}", text)
        cut = looking.cut_off(widget)
        if isinstance(widget, QComboBox) and not self.reader.is_ours(widget.currentText()):
            cut = ""
        for fault in (cut, looking.outside(widget)):
            if fault:
                words = next((text for _where, text in looking.said_by(widget) if text), "")
                self._tell(name, f"{kind} “{words}” {fault}")

    def _judge_qt(self, name: str, widget: QWidget) -> None:
        for where, text in looking.said_by(widget):
            if where in ("text", "title", "action") and self.reader.is_foreign(text):
                self._tell(name, f"{where} “{text}”: another language")

    def _judge_size(self, name: str, dialog: Dialog) -> None:
        height = dialog.height() - 4 * paint.SHADOW
        if height > USUAL[1]:
            self._tell(name, f"the dialog is {height} high")

    def _hear(self, name: str, where: str, text: str) -> None:
        fault = self.reader.fault(text)
        if fault:
            self._tell(name, f"{where} “{text}”: {fault}")

    def _tell(self, name: str, fault: str) -> None:
        self.faults[f"{name}: {fault}"] = None


def _within(part: QWidget) -> Sequence[QWidget]:
    parts = [each for each in part.findChildren(QWidget) if each.isVisibleTo(part)]
    return [part, *(each for each in parts if not each.size().isEmpty())]


#: One part of the program: opens it, and looks at all that opens there.
Surface = Callable[[Tour], None]


def left_out(tours: Sequence[Tour]) -> list[str]:
    """What no tour came by: widgets never seen, menus never opened, questions never asked."""
    kinds = set().union(*(tour.kinds for tour in tours))
    seen = set().union(*(tour.noted.seen for tour in tours))
    missed = [f"{each.__module__}.{each.__qualname__}" for each in widgets() - kinds]
    return sorted(missed) + [str(site) for site in sites() if site not in seen]


class MenuWatch:
    """While in force, every menu made by the program's own code is noted where it was made."""

    def __init__(self, noted: _Noted) -> None:
        class Noticed(QMenu):
            def __init__(self, *arguments: Any) -> None:
                noted.note(sys._getframe(1), "QMenu")
                super().__init__(*arguments)

        self._kind = Noticed

    def __enter__(self) -> None:
        self._places = [sys.modules[name] for name in modules() if hasattr(sys.modules[name], "QMenu")]
        for module in self._places:
            module.QMenu = self._kind  # type: ignore[attr-defined]  # they have one

    def __exit__(self, *_how: object) -> None:
        for module in self._places:
            module.QMenu = QMenu  # type: ignore[attr-defined]  # as above
