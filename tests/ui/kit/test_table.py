"""A list of a million rows: what is asked, what shows, what stays chosen."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from pytestqt.qtbot import QtBot

from hands import click, double_click, press
from osdesk.ui.kit import paint
from osdesk.ui.kit.cells import Cell, Column, Person
from osdesk.ui.kit.empty import Empty
from osdesk.ui.kit.filters import FilterChip
from osdesk.ui.kit.list_page import ListPane
from osdesk.ui.kit.table_model import FIRST, IdTableModel
from osdesk.ui.kit.table_view import TableView
from osdesk.ui.settings import Settings
from osdesk.ui.tasks import Lane, Tasks
from osdesk.ui.theme import Theme
from osdesk.ui.tokens import LIGHT

FILTERS = ("all", "open", "late", "done")
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class Row(NamedTuple):
    """A light row."""

    id: int
    name: str
    done: bool = False


class Question(NamedTuple):
    """Which rows."""

    descending: bool = False
    none: bool = False


class Shelf:
    """Rows 1 to `count`, answered on the read lane."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.names: dict[int, str] = {}
        self.deleted: set[int] = set()
        self.asked: list[Sequence[int]] = []
        self.threads: set[str] = set()
        self.gate: threading.Event | None = None

    def first(self, question: Question, limit: int, /) -> tuple[Sequence[Row], int]:
        ids = self.ids(question)
        return self._rows(ids[:limit]), len(ids)

    def ids(self, question: Question, /) -> array[int]:
        self._note()
        if question.none:
            return array("q")
        every = [n for n in range(1, self.count + 1) if n not in self.deleted]
        return array("q", reversed(every) if question.descending else every)

    def rows(self, ids: Sequence[int], /) -> Sequence[Row]:
        self._note()
        if self.gate is not None:
            self.gate.wait(10)
        self.asked.append(list(ids))
        return self._rows(ids)

    def _rows(self, ids: Sequence[int]) -> list[Row]:
        return [Row(n, self.names.get(n, f"Cliente {n}"), n % 7 == 0) for n in ids if n not in self.deleted]

    def _note(self) -> None:
        self.threads.add(threading.current_thread().name.split("_")[0])


class Library(Shelf):
    """A shelf that finds the neighbours of a row."""

    def around(self, question: Question, row_id: int, limit: int, /) -> Sequence[Row]:
        ids = self.ids(question)
        if row_id not in ids:
            return ()
        place = ids.index(row_id)
        return self._rows(ids[max(0, place - limit) : place + limit + 1])


COLUMNS: list[Column[Row]] = [
    Column(
        key="number",
        title="Número",
        width=148,
        text=lambda row: str(row.id),
        draw=lambda cell, row: cell.pair(f"{row.id:06}", "24/11"),
    ),
    Column(
        key="name",
        title="Cliente",
        width=200,
        stretch=True,
        text=lambda row: row.name,
        draw=lambda cell, row: cell.strong(row.name),
    ),
    Column(
        key="reason",
        title="Motivo",
        width=150,
        needs=600,
        text=lambda _row: "Portão não fecha",
        draw=lambda cell, _row: cell.text("Portão não fecha"),
    ),
    Column(
        key="status",
        title="Situação",
        width=140,
        sortable=False,
        text=lambda row: "Concluída" if row.done else "Aberta",
        draw=lambda cell, row: cell.chip(
            cell.theme.status("done" if row.done else "open"), "Concluída" if row.done else "Aberta"
        ),
    ),
]


class Bench:
    """A table over a shelf."""

    def __init__(self, tasks: Tasks, count: int, qtbot: QtBot, shelf: Shelf | None = None) -> None:
        self.shelf = shelf or Shelf(count)
        self.qtbot = qtbot
        self.model: IdTableModel[Row] = IdTableModel(tasks, self.shelf, COLUMNS)
        self.table = TableView(self.model)
        self.table.resize(900, 440)
        qtbot.addWidget(self.table)
        self.table.show()
        self.table.activateWindow()
        self.table.setFocus()

    def ask(self, question: Question | None = None, *, keep_place: bool = False) -> None:
        with self.qtbot.waitSignal(self.model.settled):
            self.model.ask(question or Question(), keep_place=keep_place)

    def place(self, row: int, x: int = 200) -> QPoint:
        return QPoint(x, self.table.rowViewportPosition(row) + 12)

    def click(self, row: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        click(self.table.viewport(), self.place(row), modifiers)


@pytest.fixture
def bench(theme: Theme, tasks: Tasks, qtbot: QtBot) -> Iterator[Bench]:
    made = Bench(tasks, 500, qtbot)
    made.ask()
    yield made
    made.table.close()


def test_the_first_rows_show_before_all_ids_are_there(theme: Theme, tasks: Tasks, qtbot: QtBot) -> None:
    bench = Bench(tasks, 500, qtbot)
    counts: list[tuple[int, int]] = []
    bench.model.counted.connect(lambda count: counts.append((count, bench.model.rowCount())))
    inserted: list[tuple[int, int]] = []
    bench.model.rowsInserted.connect(lambda _parent, first, last: inserted.append((first, last)))
    bench.ask()
    assert counts == [(500, FIRST), (500, 500)]
    assert inserted == [(FIRST, 499)]
    assert bench.shelf.threads == {"read", "survey"}


def test_a_list_no_longer_than_its_first_rows_needs_no_second_question(
    theme: Theme, tasks: Tasks, qtbot: QtBot
) -> None:
    bench = Bench(tasks, FIRST - 1, qtbot)
    bench.ask()
    assert bench.model.rowCount() == FIRST - 1
    assert bench.shelf.threads == {"read"}


def test_sorted_anew_the_current_row_shows_amid_its_neighbours_before_all_ids_are_there(
    theme: Theme, tasks: Tasks, qtbot: QtBot
) -> None:
    bench = Bench(tasks, 5_000, qtbot, Library(5_000))
    bench.ask()
    bench.table.set_current_id(1_200)
    with qtbot.waitSignal(bench.model.counted):
        bench.model.ask(Question(descending=True), near=1_200)
    assert (bench.model.rowCount(), bench.model.id_at(0)) == (61, 1_230)
    top = bench.table.rowViewportPosition(30)
    assert 0 <= top < bench.table.viewport().height()
    qtbot.waitUntil(lambda: bench.model.is_settled)
    assert bench.model.rowCount() == 5_000
    place = bench.model.place_of(1_200)
    assert place == 3_800
    assert bench.table.rowViewportPosition(place) == top
    assert bench.table.current_id() == 1_200


def test_where_the_neighbours_are_not_known_the_list_stays_until_all_ids_are_there(
    theme: Theme, tasks: Tasks, qtbot: QtBot
) -> None:
    bench = Bench(tasks, 500, qtbot, Library(500))
    bench.ask()
    bench.shelf.deleted.add(7)
    resets: list[int] = []
    bench.model.modelReset.connect(lambda: resets.append(bench.model.rowCount()))
    with qtbot.waitSignal(bench.model.settled):
        bench.model.ask(Question(), near=7)
    assert resets == [499]


def test_the_answer_to_an_earlier_question_is_never_shown(theme: Theme, tasks: Tasks, qtbot: QtBot) -> None:
    bench = Bench(tasks, 500, qtbot)
    bench.model.ask(Question(), keep_place=True)
    with qtbot.waitSignal(bench.model.settled):
        bench.model.ask(Question(descending=True))
    qtbot.waitUntil(lambda: not tasks.pending(Lane.SURVEY))
    assert bench.model.id_at(0) == 500


def test_all_ids_arriving_move_nothing_under_the_eyes_of_who_scrolled_on(bench: Bench, qtbot: QtBot) -> None:
    bench.table.set_current_id(1)
    bench.table.verticalScrollBar().setValue(90 * 40)
    bench.ask(keep_place=True)
    assert bench.table.verticalScrollBar().value() == 90 * 40
    assert bench.table.current_id() == 1


def test_data_never_queries_and_words_come_from_the_rows_at_hand(bench: Bench) -> None:
    asked = len(bench.shelf.asked)
    assert bench.model.index(3, 1).data() == "Cliente 4"
    assert bench.model.index(480, 1).data() == ""
    assert len(bench.shelf.asked) == asked


def test_rows_that_come_into_view_are_fetched_with_some_beyond(bench: Bench, qtbot: QtBot) -> None:
    bench.table.verticalScrollBar().setValue(300 * 40)
    bench.table.viewport().repaint()
    qtbot.waitUntil(lambda: bench.model.row_at(300) is not None)
    assert bench.model.row_at(340) is not None


def test_while_a_page_is_fetched_only_the_newest_place_waits_for_the_next(bench: Bench, qtbot: QtBot) -> None:
    QGuiApplication.processEvents()  # a painting still to come would want the place that is shown
    bench.shelf.asked.clear()
    bench.shelf.gate = threading.Event()
    for place in (150, 250, 350, 450):
        bench.model.want(place, place + 10)
    bench.shelf.gate.set()
    qtbot.waitUntil(lambda: bench.model.row_at(450) is not None)
    assert len(bench.shelf.asked) == 2
    assert 451 in bench.shelf.asked[1]
    assert bench.model.row_at(250) is None


def test_what_is_painted_from_a_stamp_is_what_would_be_painted(theme: Theme) -> None:
    """Chips and avatars of a list are painted once and copied: pixel for pixel the same, also between two pixels."""
    people = [Person("Rafael Moura", "RM", "blue"), Person("Júlia Amorim", "JA", "green")]
    for ratio, top in ((1.0, 0.0), (1.5, 0.5), (2.0, 3.25)):
        images = []
        for again in (False, True):
            if not again:
                theme.icons.forget()
            image = QImage(int(400 * ratio), int(60 * ratio), QImage.Format.Format_RGB32)
            image.setDevicePixelRatio(ratio)
            image.fill(LIGHT.surface)
            with QPainter(image) as painter:
                cell = Cell(painter, theme, QRectF(4, top, 180, 39), theme.colour("surface"))
                cell.people(people, "Sem técnico")
                painter.translate(200, 0)
                cell.chip(theme.status("running"), "Em atendimento")
            images.append(image)
        straight = QImage(images[0].size(), QImage.Format.Format_RGB32)
        straight.setDevicePixelRatio(ratio)
        straight.fill(LIGHT.surface)
        with QPainter(straight) as painter:
            painter.translate(200, 0)
            width = paint.chip_width(theme, "Em atendimento")
            box = QRectF(2, top + 39 / 2 - 12, width, 24)
            paint.chip(painter, theme, box, theme.status("running"), "Em atendimento")
        right = QRect(round(200 * ratio), 0, round(200 * ratio), images[0].height())
        assert images[0] == images[1]
        assert images[0].copy(right) == straight.copy(right)


def test_a_million_rows_open_with_one_insert(theme: Theme, tasks: Tasks, qtbot: QtBot) -> None:
    bench = Bench(tasks, 1_000_000, qtbot)
    inserted: list[int] = []
    bench.model.rowsInserted.connect(lambda *_range: inserted.append(1))
    bench.ask()
    assert (bench.model.rowCount(), inserted) == (1_000_000, [1])
    press(bench.table, Qt.Key.Key_End)
    assert bench.table.current_id() == 1_000_000
    qtbot.waitUntil(lambda: bench.model.row_at(999_999) is not None)
    assert len(bench.model._rows) < 5_000


def test_keys_walk_through_the_list(bench: Bench) -> None:
    table = bench.table
    walked = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_PageDown):
        press(table, key)
        walked.append(table.current_id())
    assert walked[:5] == [1, 2, 1, 500, 1]
    assert 8 <= (walked[5] or 0) <= 12
    assert table.selection().ids == {table.current_id()}


def test_enter_opens_space_tells_more_and_delete_asks(bench: Bench, qtbot: QtBot) -> None:
    press(bench.table, Qt.Key.Key_Down)
    told: list[object] = []
    bench.table.opened.connect(lambda row_id: told.append(("open", row_id)))
    bench.table.details.connect(lambda row_id: told.append(("details", row_id)))
    bench.table.delete_wanted.connect(lambda: told.append("delete"))
    press(bench.table, Qt.Key.Key_Return)
    press(bench.table, Qt.Key.Key_Space)
    press(bench.table, Qt.Key.Key_Delete)
    double_click(bench.table.viewport(), bench.place(4))
    assert told == [("open", 1), ("details", 1), "delete", ("open", 5)]


def test_several_are_chosen_with_shift_and_ctrl(bench: Bench) -> None:
    bench.click(2)
    bench.click(5, SHIFT)
    assert bench.table.selection().ids == {3, 4, 5, 6}
    bench.click(8, CTRL)
    bench.click(3, CTRL)
    assert bench.table.selection().ids == {3, 5, 6, 9}
    press(bench.table, Qt.Key.Key_Down)
    assert bench.table.selection().ids == {5}


def test_shift_and_arrows_choose_a_range(bench: Bench) -> None:
    bench.click(4)
    press(bench.table, Qt.Key.Key_Down, SHIFT)
    press(bench.table, Qt.Key.Key_Down, SHIFT)
    assert bench.table.selection().ids == {5, 6, 7}
    press(bench.table, Qt.Key.Key_Up, SHIFT)
    assert bench.table.selection().ids == {5, 6}


def test_everything_is_the_question_and_not_a_list_of_ids(bench: Bench) -> None:
    press(bench.table, Qt.Key.Key_A, CTRL)
    selection = bench.table.selection()
    assert selection.everything
    assert selection.ids == frozenset()
    assert 499 in selection
    bench.click(3, CTRL)
    assert not bench.table.selection().everything
    assert len(bench.table.selection().ids) == 499


def test_a_selection_survives_another_order(bench: Bench) -> None:
    bench.click(2)
    bench.click(4, CTRL)
    bench.ask(Question(descending=True), keep_place=True)
    assert bench.table.selection().ids == {3, 5}
    assert bench.table.current_id() == 5
    place = bench.model.place_of(5)
    assert place == 495
    visible = bench.table.viewport().rect()
    assert visible.contains(QPoint(10, bench.table.rowViewportPosition(place) + 20))


def test_a_row_that_is_no_longer_among_them_is_no_longer_current(bench: Bench) -> None:
    bench.click(2)
    bench.shelf.deleted.add(3)
    bench.ask(Question(), keep_place=True)
    assert bench.table.current_id() is None
    assert bench.table.selection().ids == frozenset()


def test_a_change_made_elsewhere_refreshes_its_row_in_place(bench: Bench, qtbot: QtBot) -> None:
    bench.shelf.names[4] = "Padaria Pão de Mel"
    bench.shelf.asked.clear()
    with qtbot.waitSignal(bench.model.dataChanged):
        bench.model.refresh({4, 499})
    assert bench.model.index(3, 1).data() == "Padaria Pão de Mel"
    assert bench.shelf.asked == [[4]]  # 499 isn't at hand, so nobody asks for it
    assert bench.model.rowCount() == 500


def test_a_row_deleted_elsewhere_is_greyed_and_nothing_moves(bench: Bench, qtbot: QtBot) -> None:
    bench.shelf.deleted.add(4)
    with qtbot.waitSignal(bench.model.dataChanged):
        bench.model.refresh({4})
    assert bench.model.is_gone(4)
    assert bench.model.rowCount() == 500
    assert bench.model.index(3, 1).data() == "Cliente 4"


def test_a_row_that_comes_back_from_the_bin_is_no_longer_grey(bench: Bench, qtbot: QtBot) -> None:
    bench.shelf.deleted.add(4)
    with qtbot.waitSignal(bench.model.dataChanged):
        bench.model.refresh({4})
    bench.shelf.deleted.discard(4)
    with qtbot.waitSignal(bench.model.settled):
        bench.model.ask(Question(), keep_place=True)
    assert not bench.model.is_gone(4)


def test_chosen_rows_can_be_copied(bench: Bench) -> None:
    bench.click(0)
    bench.click(1, SHIFT)
    press(bench.table, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text().splitlines() == [
        "1\tCliente 1\tPortão não fecha\tAberta",
        "2\tCliente 2\tPortão não fecha\tAberta",
    ]


def _picture(bench: Bench) -> QImage:
    return bench.table.viewport().grab().toImage()


def test_the_chosen_row_is_seen_by_its_ground_and_a_bar(bench: Bench) -> None:
    bench.click(2)
    picture = _picture(bench)
    middle = bench.table.rowViewportPosition(2) + 3
    assert picture.pixelColor(1, middle + 10) == QColor(LIGHT.link)
    assert picture.pixelColor(8, middle) == QColor(LIGHT.soft)
    assert picture.pixelColor(8, bench.table.rowViewportPosition(3) + 3) == QColor(LIGHT.surface)


def test_a_row_that_is_not_here_yet_is_drawn_as_bars(bench: Bench) -> None:
    bench.shelf.gate = threading.Event()
    bench.table.verticalScrollBar().setValue(400 * 40)
    picture = _picture(bench)
    y = bench.table.rowViewportPosition(401) + 19
    bench.shelf.gate.set()
    assert picture.pixelColor(160, y) == QColor(LIGHT.line)


def test_a_head_asks_to_sort_and_says_how_it_is_sorted(bench: Bench, qtbot: QtBot) -> None:
    head = bench.table.columns_head
    told: list[tuple[str, bool]] = []
    bench.table.sort_wanted.connect(lambda key, descending: told.append((key, descending)))
    click(head.viewport(), QPoint(head.sectionViewportPosition(1) + 30, 16))
    head.show_sort("name", False)
    click(head.viewport(), QPoint(head.sectionViewportPosition(1) + 30, 16))
    click(head.viewport(), QPoint(head.sectionViewportPosition(3) + 30, 16))
    assert told == [("name", False), ("name", True)]


def test_a_narrow_table_gives_up_what_needs_room_and_never_moves_sideways(bench: Bench, qtbot: QtBot) -> None:
    assert not bench.table.isColumnHidden(2)
    bench.table.resize(560, 440)
    assert bench.table.isColumnHidden(2)
    head = bench.table.horizontalHeader()
    assert head.length() == bench.table.viewport().width()
    assert bench.table.horizontalScrollBar().maximum() == 0


def test_rows_can_be_closer_together(bench: Bench) -> None:
    bench.table.set_compact(True)
    assert bench.table.rowHeight(0) == 32
    bench.table.set_compact(False)
    assert bench.table.rowHeight(0) == 40


# The pane around a table


@pytest.fixture
def pane(theme: Theme, tasks: Tasks, settings: Settings, qtbot: QtBot) -> Iterator[ListPane]:
    made = ListPane(tasks, Shelf(30), COLUMNS, settings, "orders")
    for key in FILTERS:
        made.chips.add(key, FilterChip(f"Situação {key}", icon="inbox")).set_count(12)
    made.set_empty(Empty("Nenhuma ordem ainda"))
    made.resize(900, 500)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def test_a_list_shows_its_rows_and_tells_how_many(pane: ListPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.model.settled):
        pane.ask(Question(), filtered=False)
    assert pane.table.isVisible()
    assert pane.sum_row.isVisible()


def test_a_filter_that_finds_nothing_offers_to_clear_it(pane: ListPane, qtbot: QtBot) -> None:
    cleared: list[int] = []
    pane.set_nothing_found("Nada encontrado", "", lambda: cleared.append(1))
    with qtbot.waitSignal(pane.model.settled):
        pane.ask(Question(none=True), filtered=True)
    assert not pane.table.isVisible()
    assert pane.filter_row.isVisible()
    pane._clear.click()
    assert cleared == [1]


def test_an_empty_office_is_told_what_to_do_next_and_nothing_else(pane: ListPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.model.settled):
        pane.ask(Question(none=True), filtered=False)
    assert not pane.table.isVisible()
    assert not pane.filter_row.isVisible()
    assert not pane.sum_row.isVisible()


def test_filters_without_room_fold_into_more_and_stay_reachable(pane: ListPane, qtbot: QtBot) -> None:
    chosen: list[str] = []
    pane.chips.chosen.connect(chosen.append)
    pane.resize(420, 500)
    shown = [key for key in FILTERS if pane.chips.chip(key).isVisible()]
    assert 0 < len(shown) < 4
    folded = pane.chips._folded.actions()
    assert len(folded) == 4 - len(shown)
    folded[-1].trigger()
    assert chosen == ["done"]
    assert pane.chips.current() == "done"
    qtbot.waitUntil(pane.chips.chip("done").isVisible)  # what applies is always seen


def test_columns_are_remembered(theme: Theme, tasks: Tasks, settings: Settings, qtbot: QtBot) -> None:
    for expected in (148, 210):
        made = ListPane(tasks, Shelf(3), COLUMNS, settings, "orders")
        made.resize(900, 300)
        qtbot.addWidget(made)
        made.show()
        head = made.table.horizontalHeader()
        assert head.sectionSize(0) == expected
        head.resizeSection(0, 210)
        made.close()


def test_the_sum_stands_below_and_is_painted_in_even_figures(pane: ListPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.model.settled):
        pane.ask(Question(), filtered=False)
    pane.sum_row.say("30 ordens", "Soma", "R$ 1.240,00")
    box = QRect(pane.sum_row.pos(), pane.sum_row.size())
    assert box.bottom() == pane.height() - 1


@pytest.mark.parametrize("ratio", [1, 1.25, 2])
def test_words_look_the_same_at_every_painting(theme: Theme, ratio: float) -> None:
    """The first is laid out for that painting alone, later ones are kept so: no pixel may tell."""
    right = Qt.AlignmentFlag.AlignRight
    words = (
        "000123",
        "Condomínio Águas <b>&amp;</b>",
        "R$ 1.234,56",
        "café עברית שלום 😀",
        "AVATAR\tTeV",
        "Longas " * 9,
    )

    def painted() -> QImage:
        image = QImage(round(600 * ratio), round(400 * ratio), QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        for row, role in enumerate(("text", "strong", "figures_strong", "hint")):
            for place, said in enumerate(words):
                box = QRectF(3.3 + 97 * place, 2 + 41.5 * row, 90, 39)
                align = right if place % 2 else Qt.AlignmentFlag.AlignLeft
                paint.line(painter, box, said, theme.face(role), theme.colour("text"), align)
        painter.end()
        return image

    first, second, third = painted(), painted(), painted()
    blank = QImage(first)
    blank.fill(Qt.GlobalColor.white)
    assert first != blank
    assert first == second == third
