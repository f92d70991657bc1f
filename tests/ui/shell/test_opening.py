"""Opening an office: each trouble in words with a way on, and the ways lead somewhere."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from fake_prompts import FakePrompts
from offices import an_office, saved_order
from osdesk import folders
from osdesk.domain.questions import OrderQuestion
from osdesk.services import lists
from osdesk.ui.opening import Opened, Opening, Trouble
from osdesk.ui.single import Listener, raise_other
from osdesk.ui.tasks import Tasks

PATIENCE = 15_000


class Result(QObject):
    """What came of it."""

    def __init__(self, opening: Opening) -> None:
        super().__init__(opening)
        self.opened: list[Opened] = []
        self.troubles: list[Trouble] = []
        self.elsewhere = 0
        opening.opened.connect(self.opened.append)
        opening.failed.connect(self.troubles.append)
        opening.elsewhere.connect(self._elsewhere)

    def _elsewhere(self) -> None:
        self.elsewhere += 1

    def answer(self, label: str) -> None:
        """Press one of the ways offered."""
        answers = {answer.label: answer.act for answer in self.troubles[-1].answers}
        act = answers[label]
        assert act is not None
        act()


@pytest.fixture
def opening(tasks: Tasks, prompts: FakePrompts, qtbot: QtBot) -> Iterator[tuple[Opening, Result]]:
    window = QMainWindow()
    qtbot.addWidget(window)
    made = Opening(tasks, prompts, window)
    result = Result(made)
    yield made, result
    for opened in result.opened:
        opened.office.close()


def trouble(opening: Opening, result: Result, folder: Path, qtbot: QtBot, *, create: bool = True) -> Trouble:
    count = len(result.troubles)
    opening.open(folder, create=create)
    qtbot.waitUntil(lambda: len(result.troubles) > count, timeout=PATIENCE)
    found = result.troubles[-1]
    assert found.title
    assert found.sentence
    assert sum(answer.kind == "filled" for answer in found.answers) == 1
    return found


def labels(found: Trouble) -> list[str]:
    return [answer.label for answer in found.answers]


def test_a_new_office_is_made_and_says_that_it_has_no_company(
    opening: tuple[Opening, Result], tmp_path: Path, qtbot: QtBot
) -> None:
    opener, result = opening
    opener.open(tmp_path / "new")
    qtbot.waitUntil(lambda: bool(result.opened), timeout=PATIENCE)
    assert result.opened[0].company == ""
    assert (tmp_path / "new" / "office.db").exists()


def test_a_folder_that_vanished_is_no_new_office(opening: tuple[Opening, Result], tmp_path: Path, qtbot: QtBot) -> None:
    opener, result = opening
    found = trouble(opener, result, tmp_path / "unplugged", qtbot, create=False)
    assert "Usar a pasta deste computador" in labels(found)
    assert not (tmp_path / "unplugged").exists()
    result.answer("Usar a pasta deste computador")
    qtbot.waitUntil(lambda: bool(result.opened), timeout=PATIENCE)
    assert result.opened[0].folder == folders.data_folder()


def test_a_synchronised_folder_is_refused_and_can_be_copied_here(
    opening: tuple[Opening, Result], tmp_path: Path, qtbot: QtBot
) -> None:
    opener, result = opening
    with an_office(tmp_path / "plain") as office:
        number = saved_order(office).number
    unsafe = tmp_path / "Dropbox" / "office"
    unsafe.parent.mkdir()
    (tmp_path / "plain").rename(unsafe)
    found = trouble(opener, result, unsafe, qtbot)
    assert labels(found)[1:] == ["Copiar para lá", "Usar a pasta deste computador"]
    result.answer("Copiar para lá")
    qtbot.waitUntil(lambda: bool(result.opened), timeout=PATIENCE)
    assert result.opened[0].folder == folders.data_folder()
    rows = lists.orders_first(result.opened[0].office, OrderQuestion(), 3)
    assert [row.number for row in rows] == [number]
    assert (unsafe / "office.db").exists()


def test_a_foreign_file_and_one_of_a_newer_program_stay_untouched(
    opening: tuple[Opening, Result], tmp_path: Path, qtbot: QtBot
) -> None:
    opener, result = opening
    contents: dict[str, bytes] = {}
    (tmp_path / "foreign").mkdir()
    with sqlite3.connect(tmp_path / "foreign" / "office.db") as raw:
        raw.execute("CREATE TABLE theirs (x)")
    raw.close()
    with an_office(tmp_path / "newer"):
        pass
    with sqlite3.connect(tmp_path / "newer" / "office.db") as raw:
        raw.execute("PRAGMA user_version = 999")
    raw.close()
    for name in ("foreign", "newer"):
        contents[name] = (tmp_path / name / "office.db").read_bytes()
        trouble(opener, result, tmp_path / name, qtbot)
        assert (tmp_path / name / "office.db").read_bytes() == contents[name], name
    assert len({found.title for found in result.troubles}) == 2


def test_try_again_opens_what_is_free_by_then(opening: tuple[Opening, Result], tmp_path: Path, qtbot: QtBot) -> None:
    opener, result = opening
    other = an_office(tmp_path / "office")
    trouble(opener, result, tmp_path / "office", qtbot)
    other.close()
    result.answer("Tentar de novo")
    qtbot.waitUntil(lambda: bool(result.opened), timeout=PATIENCE)


def test_another_folder_can_be_chosen(
    opening: tuple[Opening, Result], prompts: FakePrompts, tmp_path: Path, qtbot: QtBot
) -> None:
    opener, result = opening
    trouble(opener, result, tmp_path / "gone", qtbot, create=False)
    prompts.folder_answer = tmp_path / "other"
    result.answer("Escolher outra pasta…")
    qtbot.waitUntil(lambda: bool(result.opened), timeout=PATIENCE)
    assert result.opened[0].folder == tmp_path / "other"


def test_a_later_launch_raises_the_first_window(tmp_path: Path, qtbot: QtBot) -> None:
    listener = Listener()
    assert listener.listen(tmp_path)
    raised: list[bool] = []
    listener.raise_wanted.connect(lambda: raised.append(True))
    # Another process, as in life: a thread that waits for a socket keeps Python's lock, and nobody here could answer.
    ask = "import pathlib, sys; from osdesk.ui.single import *; sys.exit(not raise_other(pathlib.Path(sys.argv[1])))"
    later = subprocess.Popen([sys.executable, "-c", ask, str(tmp_path)])
    qtbot.waitUntil(lambda: later.poll() is not None, timeout=60_000)
    assert later.returncode == 0
    assert raised == [True]
    listener.stop()
    assert raise_other(tmp_path) is False


def test_what_a_crash_left_of_a_socket_is_swept_away(tmp_path: Path) -> None:
    first, second = Listener(), Listener()
    assert first.listen(tmp_path)
    assert second.listen(tmp_path)
    first.stop()
    second.stop()
