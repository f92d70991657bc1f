"""The body of a room that is a list: filters above, the table, the sum below, and what shows when there's nothing.

A widget that a room puts into its page; it knows a source and questions, and nothing of what they are about.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from osdesk.texts import _
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.cells import Column, LightRow
from osdesk.ui.kit.empty import Empty
from osdesk.ui.kit.filters import FilterChips
from osdesk.ui.kit.labels import Ground, Hairline, Label
from osdesk.ui.kit.table_model import IdTableModel, Source
from osdesk.ui.kit.table_view import ROW, TableView
from osdesk.ui.settings import Settings
from osdesk.ui.tasks import Tasks
from osdesk.ui.theme import current

#: Longer than this, and a person is told that something is under way.
_BUSY = 100


class SumRow(Ground):
    """The row under a list: how many at the left, their sum at the right, and what can be done with the chosen ones."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        theme = current()
        self.words = Label("", "hint")
        self._caption = Label("", "hint")
        self._figure = Label("", "figures_strong")
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(theme.px(4))
        line = QHBoxLayout()
        line.setContentsMargins(theme.px(20), 0, theme.px(18), 0)
        line.setSpacing(theme.px(8))
        line.addWidget(self.words)
        line.addSpacing(theme.px(8))
        line.addLayout(self.buttons)
        line.addStretch(1)
        line.addWidget(self._caption)
        line.addWidget(self._figure)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(Hairline())
        whole.addLayout(line, 1)
        self.setFixedHeight(theme.px(35))

    def say(self, words: str, caption: str = "", figure: str = "") -> None:
        """Say how many, and the sum with its caption."""
        self.words.setText(words)
        self._caption.setText(caption)
        self._figure.setText(figure)


class ListPane(QWidget):
    """Filters, table, sum. Put filters into `chips`, tools into `tools`; ask with `ask`.

    `counted` comes with each answer. The table's own signals (`opened`, `details`, …) are on `table`.
    """

    counted = Signal(int)
    #: Whether it says so itself when there's nothing at all; where the room does, it stays a list without rows.
    tells_empty = True

    def __init__(
        self,
        tasks: Tasks,
        source: Source[Any, Any],
        columns: Sequence[Column[Any]],
        settings: Settings,
        name: str,
        *,
        row_height: int = ROW,
        header: bool = True,
        faint: Callable[[Any], bool] = lambda _row: False,
        gone: Callable[[Any], bool] = lambda _row: False,
        parent: QWidget | None = None,
    ) -> None:
        """`name` is what columns are remembered by ("orders")."""
        super().__init__(parent)
        theme = current()
        self._settings, self._name = settings, name
        self._filtered = False
        self._asked_before = False
        self.chips = FilterChips()
        self.tools = QHBoxLayout()
        self.tools.setSpacing(theme.px(6))
        self.filter_row = Ground("surface")
        filters = QHBoxLayout(self.filter_row)
        filters.setContentsMargins(theme.px(20), 0, theme.px(16), 0)
        filters.addWidget(self.chips, 1)
        filters.addLayout(self.tools)
        self.filter_row.setFixedHeight(theme.px(50))
        self.model: IdTableModel[Any] = IdTableModel(tasks, source, columns, gone=gone, parent=self)
        self.table = TableView(self.model, row_height=row_height, header=header, faint=faint)
        self.sum_row = SumRow()
        self._clear = Button(_("Clear filters"), self._clear_filter)
        self._nothing_found = Empty(_("Nothing found"), _("No row fits what is chosen above."), self._clear)
        self._empty: QWidget | None = None
        self._on_clear: Callable[[], object] = lambda: None
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._nothing_found)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._line = Hairline()
        for part in (self.filter_row, self._line, self._stack, self.sum_row):
            whole.addWidget(part)
        whole.setStretch(2, 1)
        self._busy = QTimer(self)
        self._busy.setSingleShot(True)
        self._busy.setInterval(_BUSY)
        self._busy.timeout.connect(lambda: self.sum_row.say(_("Searching…")))
        self.model.counted.connect(self._counted)
        settings.restore_columns(self.table.horizontalHeader(), self._columns_name())
        self.table.horizontalHeader().sectionResized.connect(self._keep_columns)
        self.table.horizontalHeader().sectionMoved.connect(self._keep_columns)

    def set_empty(self, empty: QWidget) -> None:
        """What shows when there is nothing at all; it covers filters and sum too."""
        self._empty = empty
        self._stack.addWidget(empty)

    def set_nothing_found(self, title: str, sentence: str, clear: Callable[[], object]) -> None:
        """What shows when a filter finds nothing, and what *Clear filters* does."""
        self._nothing_found.say(title, sentence)
        self._on_clear = clear

    def ask(
        self,
        question: object,
        *,
        filtered: bool,
        keep_place: bool | None = None,
        first: Sequence[LightRow] | None = None,
    ) -> None:
        """Ask the source. `filtered` tells whether the question leaves anything out, `first` what is at hand already.

        Asked again with a row current (and nothing said of the place), the list goes to where that row is now.
        """
        self._filtered = filtered
        near = self.table.current_id() if keep_place is None and self._asked_before else None
        self._asked_before = True
        self._busy.start()
        self.model.ask(question, keep_place=bool(keep_place), near=near, first=first)

    def show_sort(self, key: str, descending: bool) -> None:
        """Show how the list is sorted."""
        self.table.columns_head.show_sort(key, descending)

    def _counted(self, count: int) -> None:
        self._busy.stop()
        if count:
            shown: QWidget = self.table
        elif self._empty is not None and not self._filtered:
            shown = self._empty
        elif self._filtered or self.tells_empty:
            shown = self._nothing_found
        else:
            shown = self.table
        if self._stack.currentWidget() is not shown:
            self._stack.setCurrentWidget(shown)
        bare = shown is self._empty
        for part in (self.filter_row, self._line, self.sum_row):
            part.setVisible(not bare)
        self._clear.setVisible(self._filtered)
        self.counted.emit(count)

    def _clear_filter(self) -> None:
        self._on_clear()

    def _keep_columns(self) -> None:
        if self.isVisible():
            self._settings.keep_columns(self.table.horizontalHeader(), self._columns_name())

    def _columns_name(self) -> str:
        """Widths are pixels: those of another size of the text would cut what stands in them."""
        size = current().text_size
        return self._name if size == 100 else f"{self._name}_{size}"
