"""The order list with all its rows: what a person does, until it is on screen, against a bare Qt list and raw SQL."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from PySide6.QtCore import Qt

from bench import window
from bench.figures import Figure, in_turn
from bench.saving import Recorder, Statements
from hands import press
from osdesk import app
from osdesk.domain.questions import OrderSort
from osdesk.services import lists
from osdesk.ui.kit.table_model import FIRST
from osdesk.ui.orders import filters

GROUP = "Lists"
_WITHIN = 50
_MOST = 2
_MOST_MB = 20


def measure(office: Path, scratch: Path, rounds: int) -> list[Figure]:
    """First page, end, sort, filter, search; the list's memory."""
    with window.opened(office, scratch) as program, BareList(office) as bare:
        deeds = Deeds(program, bare)
        figures = [deeds.first_page(rounds), deeds.end(rounds)]
        figures += [deeds.sort(key, rounds) for key in OrderSort]
        figures.append(deeds.sort_around(rounds))
        figures.append(deeds.status(rounds))
        figures += [deeds.search(what, words, rounds) for what, words in deeds.words()]
    return [*figures, _memory(min(3, rounds))]


class BareList:
    """The bare list in its process; `show` is milliseconds until it has painted what the statements gave."""

    def __init__(self, office: Path) -> None:
        own = [sys.executable, str(Path(__file__).with_name("bare_list.py")), str(office / "office.db")]
        self._process = subprocess.Popen(own, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def show(self, statements: Statements) -> float:
        """Run and paint."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([(text, list(rows[0])) for text, rows in statements]) + "\n")
        self._process.stdin.flush()
        return float(self._process.stdout.readline())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


class Deeds:
    """What a person does in the list, each timed beside its bare twin."""

    def __init__(self, program: app.Program, bare: BareList) -> None:
        assert program.desk is not None
        self._program, self._bare = program, bare
        self._office = program.desk.office
        self._list = window.room(program).list
        self._table = self._list.table
        self._model = self._list.pane.model
        self._news = 0
        self._model.modelReset.connect(self._count)
        self._choose(filters.ALL)

    def first_page(self, rounds: int) -> Figure:
        """All orders, newest first, out of an empty list."""

        def ours() -> float:
            self._choose(filters.UNFINISHED_KEY)
            return self._timed(lambda: self._list.pane.chips.chosen.emit(filters.ALL))

        return self._figure("first page", ours, self._first, rounds)

    def end(self, rounds: int) -> Figure:
        """The End key."""
        last = [self._model.ids[place] for place in range(max(0, len(self._model.ids) - FIRST), len(self._model.ids))]

        def ours() -> float:
            press(self._table, Qt.Key.Key_Home)
            self._model._rows.clear()
            self._table.viewport().update()
            window.rest(self._program)
            self._news = 1
            return window.on_screen(lambda: press(self._table, Qt.Key.Key_End), self._table.viewport(), self._ready)

        return self._figure("jump to the end", ours, lambda: lists.orders_rows(self._office, last), rounds)

    def sort(self, key: OrderSort, rounds: int) -> Figure:
        """A click on a column's head, up and down in turn, from another sorting; nobody has gone to a row."""
        down = False

        def ours() -> float:
            nonlocal down
            down = not down
            self._by(OrderSort.NUMBER if key is not OrderSort.NUMBER else OrderSort.CLIENT)
            return self._timed(lambda: self._table.sort_wanted.emit(key, down))

        self._table.went_there = False
        figure = self._figure(f"sort by {key.value}", ours, self._first, rounds)
        self._by(OrderSort.NUMBER)
        return figure

    def sort_around(self, rounds: int) -> Figure:
        """The same with the row in the middle current: it stays in view, amid its new neighbours."""
        middle = self._model.ids[len(self._model.ids) // 2]

        def ours() -> float:
            self._by(OrderSort.NUMBER)
            self._table.set_current_id(middle, centre=True)
            self._table.went_there = True
            window.rest(self._program)
            return self._timed(lambda: self._table.sort_wanted.emit(OrderSort.CLIENT, False))

        def ask() -> object:
            return lists.orders_around(self._office, self._list.question(), middle, FIRST // 2)

        figure = self._figure("sort by client around a row in the middle", ours, ask, rounds, statements=4)
        self._table.went_there = False
        self._by(OrderSort.NUMBER)
        return figure

    def _by(self, key: OrderSort) -> None:
        self._table.sort_wanted.emit(key, True)
        window.rest(self._program)

    def status(self, rounds: int) -> Figure:
        """A chip of one status."""
        done = next(status.id for status in self._list.statuses if status.key == "done")

        def ours() -> float:
            self._choose(filters.ALL)
            return self._timed(lambda: self._list.pane.chips.chosen.emit(str(done)))

        figure = self._figure("filter by status", ours, self._first, rounds)
        self._choose(filters.ALL)
        return figure

    def search(self, what: str, words: str, rounds: int) -> Figure:
        """Words typed into the search; the pause that waits for the next key doesn't count."""

        def ours() -> float:
            self._list._search("")
            window.rest(self._program)
            return self._timed(lambda: self._list._search(words))

        figure = self._figure(f"search {what}", ours, self._first, rounds)
        self._list._search("")
        window.rest(self._program)
        return figure

    def words(self) -> list[tuple[str, str]]:
        """Two letters, a word, and six digits of an order in the middle."""
        (middle,) = window.ask(lists.orders_rows, self._office, [self._model.ids[len(self._model.ids) // 2]])
        word = max(middle.reason.split(), key=len)
        digits = middle.number.rpartition("/")[2].rpartition("-")[2]
        return [("two letters", "co"), ("a word", word), ("six digits", digits)]

    def _figure(
        self, what: str, ours: Callable[[], float], ask: Callable[[], object], rounds: int, statements: int = 2
    ) -> Figure:
        """`statements`: how many of the last ones find and fetch the rows; before them comes what else is asked."""
        ours()
        window.rest(self._program)
        sql = window.ask(self._recorded, ask)[-statements:]
        pair = in_turn(ours, lambda: self._bare.show(sql), rounds)
        return pair.figure(GROUP, what, most=_MOST, within=_WITHIN)

    def _recorded(self, ask: Callable[[], object]) -> Statements:
        with Recorder(self._office, writing=False) as recorder:
            ask()
        return recorder.statements

    def _first(self) -> Sequence[Any]:
        return lists.orders_first(self._office, self._list.question(), FIRST)

    def _choose(self, chip: str) -> None:
        self._list.pane.chips.chosen.emit(chip)
        window.rest(self._program)

    def _timed(self, act: Callable[[], object]) -> float:
        self._news = 0
        return window.on_screen(act, self._table.viewport(), self._ready)

    def _count(self) -> None:
        self._news += 1

    def _ready(self) -> bool:
        first, last = self._table._visible()
        return self._news > 0 and all(self._model.row_at(place) is not None for place in range(first, last + 1))


def _memory(times: int) -> Figure:
    own = [sys.executable, str(Path(__file__).with_name("list_memory.py"))]
    found = [float(subprocess.run(own, stdout=subprocess.PIPE, text=True, check=True).stdout) for _ in range(times)]
    megabytes = statistics.median(found)
    return Figure(
        group=GROUP,
        what="memory of a list of 1,000,000",
        ours=f"{megabytes:.1f} MB",
        target=f"≤ {_MOST_MB} MB",
        met=megabytes <= _MOST_MB,
    )
