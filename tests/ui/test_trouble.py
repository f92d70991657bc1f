"""What goes wrong: told to people, or written down without their data."""

from __future__ import annotations

import errno
import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType
from pytestqt.qtbot import QtBot

from fake_prompts import FakePrompts
from osdesk import log
from osdesk.ui.trouble import Trouble, Words, _from_qt


@pytest.fixture
def prompts() -> FakePrompts:
    return FakePrompts()


@pytest.fixture
def trouble(qapp: object, prompts: FakePrompts) -> Trouble:
    return Trouble(prompts)


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    file = tmp_path / "logs" / "osdesk.log"
    level = logging.getLogger().level
    stop = log.start(file)
    yield file
    stop()
    logging.getLogger().setLevel(level)


def _fault() -> ValueError:
    try:
        raise ValueError("cliente Maria da Silva, (51) 99841-2207")  # noqa: TRY301  (it needs a traceback)
    except ValueError as error:
        return error


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full is needed")
def test_a_log_for_which_there_is_no_room_is_given_up_without_a_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "logs" / "osdesk.log"
    file.parent.mkdir()
    file.symlink_to("/dev/full")
    stop = log.start(file)
    logging.getLogger("osdesk.try").warning("nobody reads this")
    stop()
    assert capsys.readouterr() == ("", "")


def test_a_full_disk_is_told_in_words_with_a_way_on(trouble: Trouble, prompts: FakePrompts, qtbot: QtBot) -> None:
    trouble.report(OSError(errno.ENOSPC, "No space left on device"))
    qtbot.waitUntil(lambda: bool(prompts.told))
    assert prompts.told[0].details == ""
    assert "errno" not in prompts.told[0].sentence.lower()
    trouble.report(OSError(errno.ENOSPC, "No space left on device"))
    qtbot.waitUntil(lambda: len(prompts.told) == 2)  # a person who tries again is told again


def test_a_locked_file_is_named(trouble: Trouble, prompts: FakePrompts, qtbot: QtBot) -> None:
    trouble.report(PermissionError(errno.EACCES, "denied", "/home/ana/OS 128.pdf"))
    qtbot.waitUntil(lambda: bool(prompts.told))
    assert "OS 128.pdf" in prompts.told[0].sentence
    assert "/home" not in prompts.told[0].sentence


def test_words_of_the_services_come_first(qapp: object, prompts: FakePrompts, qtbot: QtBot) -> None:
    trouble = Trouble(prompts, lambda error: Words("Backup", "Feito.") if isinstance(error, ValueError) else None)
    trouble.report(ValueError("anything"))
    qtbot.waitUntil(lambda: bool(prompts.told))
    assert prompts.told[0].title == "Backup"


def test_a_fault_of_ours_is_shown_once_with_details(trouble: Trouble, prompts: FakePrompts, qtbot: QtBot) -> None:
    fault = _fault()
    for _time in range(3):
        trouble.report(fault)
    trouble.report(KeyError("elsewhere"))
    qtbot.waitUntil(lambda: len(prompts.told) == 2)
    details = prompts.told[0].details
    assert "ValueError" in details
    assert "test_trouble.py" in details
    assert "Maria" not in details
    assert "99841" not in details


def test_the_log_holds_the_way_through_the_program_and_no_data(trouble: Trouble, log_file: Path, qtbot: QtBot) -> None:
    trouble.report(_fault())
    logging.getLogger("osdesk").warning("sent to %s, phone %s", "ana@example.com", "(51) 99841-2207")
    written = log_file.read_text(encoding="utf-8")
    assert "_fault" in written
    assert "ValueError" in written
    for private in ("Maria", "Silva", "99841", "2207", "ana@"):
        assert private not in written
    assert written[:4].isdigit()  # the time of day is no personal data


def test_an_error_keeps_its_cause_in_the_log(trouble: Trouble, log_file: Path, qtbot: QtBot) -> None:
    try:
        try:
            raise OSError(errno.EIO, "Input/output error")  # noqa: TRY301  (as above)
        except OSError as cause:
            raise TypeError("unsupported operand") from cause
    except TypeError as error:
        trouble.report(error)
    written = log_file.read_text(encoding="utf-8")
    assert "TypeError: unsupported operand" in written
    assert "OSError: Input/output error" in written


def test_the_log_is_rotated_and_one_older_file_kept(log_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = "x" * 1000
    for _number in range(2200):
        logging.getLogger("osdesk").info(line)
    names = sorted(path.name for path in log_file.parent.iterdir())
    assert names == ["osdesk.log", "osdesk.log.1"]
    assert all(path.stat().st_size <= 1_000_000 for path in log_file.parent.iterdir())


def test_what_nobody_caught_ends_here_from_every_thread(trouble: Trouble, prompts: FakePrompts, qtbot: QtBot) -> None:
    trouble.install()
    try:
        sys.excepthook(ValueError, _fault(), None)

        def fail() -> None:
            raise KeyError("in a thread")

        worker = threading.Thread(target=fail)
        worker.start()
        worker.join()
        qtbot.waitUntil(lambda: len(prompts.told) == 2)
    finally:
        trouble.uninstall()
    assert sys.excepthook is not trouble._uncaught


def test_messages_of_qt_end_in_the_log(log_file: Path) -> None:
    _from_qt(QtMsgType.QtWarningMsg, QMessageLogContext(), "QPainter::begin: Paint device returned engine == 0")
    assert "WARNING qt" in log_file.read_text(encoding="utf-8")
