"""Materials and services of an order: the grid, the sums under their column, discount and payment terms."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import shiboken6
from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QAbstractItemDelegate, QLineEdit, QWidget

from osdesk.domain import money
from osdesk.domain.materials import DiscountKind
from osdesk.domain.orders import Order
from osdesk.domain.problems import Problem
from osdesk.domain.suggestions import MaterialSuggestion
from osdesk.services import orders
from osdesk.services.wording import remedy_label, sentence
from osdesk.texts import _, language
from osdesk.ui.desk import Desk
from osdesk.ui.kit.choices import Option, SegmentedChoice
from osdesk.ui.kit.field import Field, Message, MessageLine, fields_row
from osdesk.ui.kit.labels import Label
from osdesk.ui.kit.layout import bar, column, row
from osdesk.ui.kit.text_inputs import TextInput
from osdesk.ui.kit.value_inputs import ValueInput
from osdesk.ui.orders.index import Mark
from osdesk.ui.orders.materials_grid import MaterialsGrid
from osdesk.ui.orders.materials_model import FIELDS, Column
from osdesk.ui.orders.section import Around, OrderSection
from osdesk.ui.orders.suggestions import Choice, SuggestionList
from osdesk.ui.tasks import Lane
from osdesk.ui.theme import current


class LinesPart(QWidget):
    """The grid with its problem line; a part of the form's binding at the path "materials"."""

    edited = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.grid = MaterialsGrid()
        self._line = MessageLine()
        self._whole: Problem | None = None
        self.setLayout(column(self.grid, self._line, gap=0))
        self.grid.lines.edited.connect(self.edited)
        self.grid.current_changed.connect(self._tell)
        self.grid.removed.connect(lambda put_back: desk.go.say(_("Line removed"), put_back))
        self.grid.help_descriptions(self._help)

    def load(self, value: Any) -> None:
        """Show these lines; those that only got their ids from saving stay as they are."""
        kept = self.grid.lines.lines()
        if len(kept) == len(value) and all(
            replace(one, id=None) == replace(other, id=None) for one, other in zip(kept, value, strict=True)
        ):
            self.grid.lines.follow(value)
            return
        self.grid.lines.show_lines(value)
        self._tell()

    def read(self) -> tuple[Any, tuple[Problem, ...]]:
        """The lines as typed, and what can't be read."""
        unread = self.grid.lines.unreadable()
        problems = tuple(
            replace(problem, field=problem.field.removeprefix("materials."))
            for problem in self.grid.lines.problems()
            if problem.field in unread
        )
        return self.grid.lines.lines(), problems

    def show_problems(self, problems: tuple[Problem, ...], *, all_of_them: bool) -> None:
        """Mark what is wrong; rows still being typed wait until they are left, or until all is to be shown."""
        if all_of_them:
            self.grid.lines.check_rows()
        self._whole = next((problem for problem in problems if not problem.field), None)
        self._tell()

    def focus_problem(self, problem: Problem) -> None:
        """Give the keyboard to the cell."""
        place, _dot, name = problem.field.partition(".")
        column_ = next((key for key, field in FIELDS.items() if field == name), Column.DESCRIPTION)
        row_ = self.grid.lines.place_of(int(place)) if place.isdigit() else 0
        self.grid.go_to(row_, column_, edit=column_ is not Column.KIND)

    def holds(self, widget: QWidget) -> bool:
        """Whether that widget is in the grid."""
        return self.isAncestorOf(widget)

    def unreadable(self) -> dict[str, str]:
        """What was typed in the cells and can't be read."""
        found = self.grid.lines.unreadable()
        return {path.removeprefix("materials."): text for path, text in found.items()}

    def show_unreadable(self, path: str, text: str) -> None:
        """Put it back."""
        place, _dot, name = path.partition(".")
        if place.isdigit():
            self.grid.lines.show_unreadable(int(place), name, text)

    def _tell(self) -> None:
        """Say what is wrong in the current cell, or in the first one that is."""
        index = self.grid.currentIndex()
        lines = self.grid.lines
        problem = lines.problem_at(index.row(), index.column()) if index.isValid() else None
        where = (index.row(), Column(max(0, index.column())))
        if problem is None:
            first = lines.first_problem()
            if first is not None:
                where, problem = (first[0], first[1]), first[2]
        if problem is None:
            self._line.show_message(Message(sentence(self._whole)) if self._whole is not None else None)
            return
        remedy = remedy_label(problem) if problem.remedy is not None else ""
        self._line.show_message(Message(sentence(problem), remedy, lambda: self._remedy(*where, problem)))

    def _remedy(self, row_: int, column_: Column, problem: Problem) -> None:
        value = problem.remedy
        if not isinstance(value, Decimal):
            return
        write = money.format_quantity if column_ is Column.QUANTITY else money.format_amount
        self.grid.lines.setData(self.grid.lines.index(row_, column_), write(value, language()))
        self.grid.go_to(row_, column_)
        self._tell()

    def _help(self, editor: QLineEdit, row_: int) -> SuggestionList:
        """Offer lines typed before under the editor of a description."""
        offered = SuggestionList(editor)
        office, tasks = self._desk.office, self._desk.tasks

        def ask(typed: str) -> None:
            if len(typed.strip()) < 2:
                offered.dismiss()
                return
            ask_for = orders.suggest_materials
            tasks.run(Lane.READ, ask_for, office, typed, 6, done=show, owner=editor, latest="descriptions")

        def show(found: tuple[MaterialSuggestion, ...]) -> None:
            if editor.hasFocus():
                offered.offer([_choice(each) for each in found], editor.text())

        def take(found: object) -> None:
            if isinstance(found, MaterialSuggestion) and shiboken6.isValid(editor):
                editor.setText(found.description)
                self.grid.closeEditor(editor, QAbstractItemDelegate.EndEditHint.RevertModelCache)
                self.grid.lines.fill(
                    row_,
                    description=found.description,
                    unit=found.unit,
                    unit_price=found.unit_price,
                    kind=found.kind,
                )
                self.grid.go_to(row_, Column.UNIT_PRICE)

        editor.textEdited.connect(ask)
        offered.picked.connect(take)
        return offered


def _choice(found: MaterialSuggestion) -> Choice:
    price = "" if found.unit_price is None else money.format_amount(found.unit_price, language(), symbol=True)
    beside = " · ".join(part for part in (found.unit, price) if part)
    return Choice(words=found.description, value=found, beside=beside)


class DiscountInput(ValueInput):
    """The discount: an amount, or a percentage when it ends in % or that was chosen beside it."""

    def __init__(self) -> None:
        self.kind = DiscountKind.AMOUNT
        self.kind_choice = SegmentedChoice(
            [Option(DiscountKind.AMOUNT, "R$"), Option(DiscountKind.PERCENT, "%")],
        )
        self.kind_choice.setAccessibleName(_("Discount in reais or per cent"))
        super().__init__(self._read, self._write_amount, blank=Decimal("0.00"), example="0,00")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.kind_choice.edited.connect(self.edited)
        self.edited.connect(self._notice_percent)

    def _percent(self) -> bool:
        return self.kind_choice.read() is DiscountKind.PERCENT

    def _read(self, typed: str) -> Decimal:
        if self._percent():
            return money.parse_percent(typed, language())
        return money.parse_amount(typed, language())

    def _write_amount(self, amount: Any) -> str:
        if self._percent():
            return money.format_percent(amount, language()).removesuffix("%").rstrip()
        return money.format_amount(amount, language())

    def _notice_percent(self) -> None:
        if self.text().rstrip().endswith("%") and not self._percent():
            self.kind_choice.show_value(DiscountKind.PERCENT)
            self.kind_choice.edited.emit()


class MaterialsSection(OrderSection):
    """Grid, sums, discount and payment terms."""

    icon = "package"
    paper = "materials"
    paths = ("materials", "discount", "payment_terms")

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Materials and services"), index_title=_("Materials"))
        self.part = LinesPart(desk)
        self.discount = DiscountInput()
        self.discount_field = Field(_("&Discount"), self.discount)
        self.payment = TextInput(example=_("30 % now, the rest on delivery"))
        self.payment_field = Field(_("Pa&yment terms"), self.payment)
        self._parts = Label("R$ 0,00", "figures")
        self._services = Label("R$ 0,00", "figures")
        self._total = Label("R$ 0,00", "record")
        self.add(self.part)
        self.add(self._foot())
        self.part.grid.row_shown.connect(self._bring)

    def _foot(self) -> QWidget:
        theme = current()
        foot = QWidget()
        sums = column(gap=4)
        for words, figure in ((_("Materials"), self._parts), (_("Services"), self._services)):
            sums.addLayout(bar(Label(words, "dim"), None, figure, gap=8))
        self.discount_field.label.hide()
        self.discount_field.setFixedWidth(theme.px(100))
        discount = Label(_("&Discount"), "dim")
        discount.setBuddy(self.discount)
        discount.setMinimumHeight(theme.px(34))
        # A field keeps room for its label, which here stands before it.
        kind = QWidget()
        kind.setLayout(bar(discount, None, self.discount.kind_choice, gap=8, margins=(0, 4, 0, 0)))
        sums.addLayout(fields_row(kind, 1, self.discount_field, gap=8))
        sums.addLayout(bar(Label(_("Total"), "strong"), None, self._total, gap=8))
        holder = QWidget()
        holder.setLayout(sums)
        holder.setFixedWidth(theme.px(272))
        foot.setLayout(row(self.payment_field, 1, holder, gap=24, margins=(0, 4, 0, 0)))
        return foot

    def show_around(self, around: Around) -> None:
        """Take over the office's units."""
        self.part.grid.set_units(around.settings.units)

    def show_totals(self, order: Order) -> None:
        """Bring the sums in line with the lines and the discount."""
        totals = order.totals
        for label, amount in (
            (self._parts, totals.parts),
            (self._services, totals.services),
            (self._total, totals.total),
        ):
            label.setText(money.format_amount(amount, language(), symbol=True))

    def mark(self, order: Order) -> Mark:
        """How many lines."""
        return Mark(count=str(len(order.materials)) if order.materials else "")

    def first_place(self) -> QWidget:
        """The grid."""
        return self.part.grid

    def enter(self) -> None:
        """The empty row waits for a line."""
        grid = self.part.grid
        if not grid.currentIndex().isValid():
            grid.setCurrentIndex(grid.lines.index(grid.lines.rowCount() - 1, Column.QUANTITY))
        grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _bring(self, rect: QRect) -> None:
        self.bring_rect(self.part.grid, rect)
