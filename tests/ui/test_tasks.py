"""Lanes: where work runs, who gets the result, and how it ends."""

from __future__ import annotations

import gc
import os
import threading
from array import array
from collections.abc import Callable
from concurrent.futures import CancelledError
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from osdesk.domain.changes import Change, Changes, Subject
from osdesk.ui.changes import ChangeSignal
from osdesk.ui.garbage import GarbageCollection
from osdesk.ui.tasks import Lane, Tasks
from osdesk.ui.worker import Worker

HERE = threading.main_thread()


@pytest.fixture
def processes() -> dict[Lane, Worker]:
    """None that lasts: how they begin and end is what is tested here."""
    return {}


def _die_once(folder: str) -> str:
    """Kills its process the first time, answers the second."""
    mark = os.path.join(folder, "died")  # noqa: PTH118  (plain strings cross to the other process)
    if not os.path.exists(mark):  # noqa: PTH110
        with open(mark, "w", encoding="ascii"):  # noqa: PTH123
            pass
        os._exit(3)
    return "alive"


def _die(_argument: int) -> None:
    os._exit(3)


def test_work_runs_on_its_lane_and_the_result_arrives_on_the_ui_thread(tasks: Tasks, qtbot: QtBot) -> None:
    arrived: list[tuple[str, bool]] = []

    def name() -> str:
        return threading.current_thread().name

    def take(thread: str) -> None:
        arrived.append((thread, threading.current_thread() is HERE))

    for lane in (Lane.WRITE, Lane.READ, Lane.NET):
        tasks.run(lane, name, done=take)
    qtbot.waitUntil(lambda: len(arrived) == 3)
    assert {thread.split("_")[0] for thread, _here in arrived} == {"write", "read", "net"}
    assert all(here for _thread, here in arrived)


def test_paper_and_foreign_files_run_each_in_a_process_of_their_own(tasks: Tasks, qtbot: QtBot) -> None:
    got: list[int] = []
    tasks.run(Lane.PAPER, os.getpid, done=got.append)
    tasks.run(Lane.FILES, os.getpid, done=got.append)
    qtbot.waitUntil(lambda: len(got) == 2, timeout=20_000)
    assert len({os.getpid(), *got}) == 3


@pytest.mark.parametrize("lane", [Lane.PAPER, Lane.FILES])
def test_what_waited_for_a_process_that_died_is_done_by_another(
    lane: Lane, tasks: Tasks, qtbot: QtBot, tmp_path: str
) -> None:
    got: list[str] = []
    tasks.run(lane, _die_once, str(tmp_path), done=got.append)
    for _number in range(5):
        tasks.run(lane, str.upper, "innocent", done=got.append)
    qtbot.waitUntil(lambda: len(got) == 6, timeout=20_000)
    assert sorted(got) == [*["INNOCENT"] * 5, "alive"]


@pytest.mark.parametrize("lane", [Lane.PAPER, Lane.FILES])
def test_what_kills_each_process_is_given_up_and_the_lane_goes_on(lane: Lane, tasks: Tasks, qtbot: QtBot) -> None:
    failed: list[BaseException] = []
    tasks.run(lane, _die, 1, failed=failed.append)
    qtbot.waitUntil(lambda: bool(failed), timeout=20_000)
    got: list[str] = []
    tasks.run(lane, str.upper, "next", done=got.append)
    qtbot.waitUntil(lambda: got == ["NEXT"], timeout=20_000)


def test_the_process_of_foreign_files_ends_when_idle_and_is_back_when_wanted(tasks: Tasks, qtbot: QtBot) -> None:
    got: list[int] = []
    assert not tasks._workers[Lane.FILES].started
    tasks._idle.setInterval(0)
    tasks.run(Lane.FILES, os.getpid, done=got.append)
    qtbot.waitUntil(lambda: bool(got) and not tasks._workers[Lane.FILES].started, timeout=20_000)
    tasks.run(Lane.FILES, os.getpid, done=got.append)
    qtbot.waitUntil(lambda: len(got) == 2, timeout=20_000)
    assert got[0] != got[1]


def test_a_result_whose_owner_has_died_is_dropped(tasks: Tasks, qtbot: QtBot) -> None:
    owner = QObject()
    got: list[str] = []
    go = threading.Event()
    tasks.run(Lane.READ, go.wait, 5, done=lambda _result: got.append("too late"), owner=owner)
    tasks.run(Lane.READ, str, "after", done=got.append)
    shiboken6.delete(owner)
    go.set()
    qtbot.waitUntil(lambda: bool(got))
    assert got == ["after"]


def test_of_a_series_only_the_newest_is_delivered_and_what_has_not_begun_is_not_begun(
    tasks: Tasks, qtbot: QtBot
) -> None:
    owner = QObject()
    go = threading.Event()
    begun: list[int] = []
    got: list[int] = []

    def work(number: int) -> int:
        begun.append(number)
        go.wait(5)
        return number

    for number in range(4):
        tasks.run(Lane.READ, work, number, done=got.append, owner=owner, latest="page")
    other: list[str] = []
    tasks.run(Lane.READ, str, "end", done=other.append)
    go.set()
    qtbot.waitUntil(lambda: other == ["end"])
    assert got == [3]
    assert begun[-1] == 3
    assert len(begun) <= 2
    assert tasks.pending(Lane.READ) == 0


def test_series_of_two_owners_do_not_overtake_each_other(tasks: Tasks, qtbot: QtBot) -> None:
    one, two = QObject(), QObject()
    got: list[str] = []
    tasks.run(Lane.READ, str, "one", done=got.append, owner=one, latest="page")
    tasks.run(Lane.READ, str, "two", done=got.append, owner=two, latest="page")
    qtbot.waitUntil(lambda: got == ["one", "two"])


def test_an_error_nobody_takes_goes_where_trouble_is_told(tasks: Tasks, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tasks.failure) as told:
        tasks.run(Lane.READ, int, "no number")
    assert told.args is not None
    assert isinstance(told.args[0], ValueError)


def test_an_error_its_caller_takes_goes_nowhere_else(tasks: Tasks, qtbot: QtBot) -> None:
    taken: list[BaseException] = []
    told: list[object] = []
    tasks.failure.connect(told.append)
    tasks.run(Lane.READ, int, "no number", failed=taken.append)
    qtbot.waitUntil(lambda: bool(taken))
    assert not told


def test_nothing_of_qt_may_cross_to_another_thread(tasks: Tasks, qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    with pytest.raises(TypeError, match="Qt object"):
        tasks.run(Lane.READ, widget.update)
    with pytest.raises(TypeError, match="Qt object"):
        tasks.run(Lane.READ, len, widget)


def test_shutdown_finishes_what_is_being_written_and_interrupts_what_is_being_read(qapp: object) -> None:
    tasks = Tasks()
    order: list[str] = []
    interrupted = threading.Event()
    reading = threading.Event()

    def write() -> None:
        order.append("written")

    def read() -> None:
        reading.set()
        assert interrupted.wait(10)
        order.append("read broke off")

    def interrupt() -> None:
        order.append("interrupt")
        interrupted.set()

    tasks.run(Lane.READ, read)
    for _number in range(3):
        tasks.run(Lane.WRITE, write)
    assert reading.wait(10)
    tasks.shutdown(interrupt)
    assert order == ["written", "written", "written", "interrupt", "read broke off"]
    tasks.run(Lane.WRITE, write)
    assert order.count("written") == 3


def test_a_lane_tells_how_much_it_has_to_do(tasks: Tasks, qtbot: QtBot) -> None:
    told: list[tuple[str, int]] = []
    tasks.busy_changed.connect(lambda lane, count: told.append((lane, count)))
    tasks.run(Lane.NET, str, "x")
    qtbot.waitUntil(lambda: ("net", 0) in told)
    assert ("net", 1) in told


def test_news_from_any_thread_arrive_on_the_ui_thread_in_order(qtbot: QtBot) -> None:
    signal = ChangeSignal()
    got: list[tuple[Changes, bool]] = []
    signal.happened.connect(lambda changes: got.append((changes, threading.current_thread() is HERE)))
    sent = [Changes(changes=(Change(subject=Subject.ORDER, ids=frozenset({n})),)) for n in range(20)]

    def announce() -> None:
        for changes in sent:
            signal.announce(changes)

    worker = threading.Thread(target=announce)
    worker.start()
    worker.join()
    qtbot.waitUntil(lambda: len(got) == 20)
    assert [changes for changes, _here in got] == sent
    assert all(here for _changes, here in got)


def test_news_after_the_window_has_gone_are_harmless(qapp: object) -> None:
    signal = ChangeSignal()
    shiboken6.delete(signal)
    signal.announce(Changes(changes=()))


def test_garbage_is_collected_by_the_timer_and_by_nobody_else(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    collected: list[int] = []
    monkeypatch.setattr(gc, "collect", lambda generation=2: collected.append(generation))
    collection = GarbageCollection()
    tick: Callable[[], None] = collection._tick
    collection.start()
    try:
        assert not gc.isenabled()
        monkeypatch.setattr(gc, "get_count", lambda: (10, 0, 0))
        tick()
        assert collected == []
        monkeypatch.setattr(gc, "get_count", lambda: (701, 3, 0))
        tick()
        monkeypatch.setattr(gc, "get_count", lambda: (701, 11, 0))
        tick()
        assert collected == [0, 1]
        monkeypatch.setattr(collection._since_full, "hasExpired", lambda _ms: True, raising=False)
        tick()
        assert collected == [0, 1, 2]
    finally:
        collection._timer.stop()


def test_a_lane_may_ask_another_and_wait_for_it(tasks: Tasks, qtbot: QtBot) -> None:
    pids: list[int] = []
    tasks.run(Lane.NET, partial(tasks.call, Lane.PAPER, os.getpid), done=pids.append)
    qtbot.waitUntil(lambda: bool(pids), timeout=15_000)
    assert pids[0] != os.getpid()


def test_what_the_other_lane_raises_is_raised_where_it_was_asked(tasks: Tasks, qtbot: QtBot) -> None:
    failed: list[BaseException] = []
    tasks.run(Lane.NET, partial(tasks.call, Lane.WRITE, int, "x"), failed=failed.append)
    qtbot.waitUntil(lambda: bool(failed), timeout=15_000)
    assert isinstance(failed[0], ValueError)


def test_a_lane_that_waits_for_another_is_let_go_when_the_program_ends(qapp: object) -> None:
    tasks = Tasks()
    begun, ended = threading.Event(), threading.Event()
    met: list[BaseException] = []

    def ask() -> None:
        begun.set()
        try:
            tasks.call(Lane.WRITE, int)
        except CancelledError as error:
            met.append(error)
        ended.set()

    tasks.run(Lane.NET, ask)
    assert begun.wait(15)
    tasks.shutdown()
    assert ended.wait(15)
    assert met


def test_an_array_of_ids_crosses_lanes_as_it_is(tasks: Tasks, qtbot: QtBot) -> None:
    ids = array("q", range(1000))
    got: list[array[int]] = []
    tasks.run(Lane.READ, lambda: ids, done=got.append)
    qtbot.waitUntil(lambda: bool(got))
    assert got[0] is ids


def test_what_begins_later_counts_as_pending_and_is_not_begun_once_something_newer_was_asked(
    tasks: Tasks, qtbot: QtBot
) -> None:
    begun: list[str] = []
    owner = QObject()
    tasks.run(Lane.SURVEY, begun.append, "older", owner=owner, latest="counts", later=20)
    assert tasks.pending(Lane.SURVEY) == 1
    tasks.run(Lane.SURVEY, begun.append, "newer", owner=owner, latest="counts", later=20)
    assert tasks.pending(Lane.SURVEY) == 1
    qtbot.waitUntil(lambda: not tasks.pending(Lane.SURVEY))
    assert begun == ["newer"]


def test_what_begins_later_is_not_begun_for_an_owner_that_died(tasks: Tasks, qtbot: QtBot) -> None:
    begun: list[str] = []
    owner = QObject()
    tasks.run(Lane.SURVEY, begun.append, "late", owner=owner, later=20)
    shiboken6.delete(owner)
    qtbot.waitUntil(lambda: not tasks.pending(Lane.SURVEY))
    assert begun == []
