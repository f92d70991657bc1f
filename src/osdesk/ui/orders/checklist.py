"""The checklists of an order: copies of templates, each with its progress, answered by single keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from osdesk.domain import checklists
from osdesk.domain.checklists import Answer, Checklist
from osdesk.domain.orders import Order
from osdesk.domain.problems import Problem
from osdesk.services import wording
from osdesk.services.wording import answer_name
from osdesk.texts import _, pgettext
from osdesk.ui.desk import Desk
from osdesk.ui.kit.badges import Icon, KeyLine, Progress
from osdesk.ui.kit.buttons import Button, IconButton
from osdesk.ui.kit.field import Message, MessageLine
from osdesk.ui.kit.labels import ElidedLabel, Label
from osdesk.ui.kit.layout import bar, column
from osdesk.ui.orders.checklist_model import answer_letter, follow_up_letter
from osdesk.ui.orders.checklist_view import ChecklistView
from osdesk.ui.orders.index import Mark
from osdesk.ui.orders.section import Around, OrderSection


class _List(QWidget):
    """One checklist: name, progress, its menu, and the rows."""

    edited = Signal()
    remove_wanted = Signal()

    def __init__(self, checklist: Checklist) -> None:
        super().__init__()
        self.view = ChecklistView(checklist)
        self._name = ElidedLabel(checklist.name or _("Checklist"), "strong")
        self._count = Label("", "label")
        self._progress = Progress()
        self._more = IconButton("ellipsis", _("More about this checklist"), self._open_menu)
        self._line = MessageLine()
        head = bar(Icon("list-checks"), self._name, 1, self._count, self._progress, self._more, gap=9)
        self.setLayout(column(head, self.view, self._line, gap=4))
        self.view.edited.connect(self._answered)
        self._show_progress()

    def show_problem(self, message: Message | None) -> None:
        """Say what can't be read in the list."""
        self._line.show_message(message)

    def _answered(self) -> None:
        self._show_progress()
        self.edited.emit()

    def _show_progress(self) -> None:
        done, asked = checklists.progress((self.view.answers.checklist(),))
        self._count.setText(_("{done} of {total}").format(done=done, total=asked))
        self._progress.set_progress(done, asked)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        answers = self.view.answers
        acts: tuple[tuple[str, Callable[[], object]], ...] = (
            (_("Answer the rest with Yes"), lambda: answers.answer_rest(Answer.YES)),
            (_("Clear all answers"), answers.clear_all),
            (_("Remove the checklist"), self.remove_wanted.emit),
        )
        for words, act in acts:
            menu.addAction(words).triggered.connect(lambda _checked=False, act=act: act())
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))


class ChecklistSection(OrderSection):
    """All checklists; a part of the form's binding at the path "checklists"."""

    icon = "list-checks"
    paper = "checklists"
    paths = ("checklists",)

    edited = Signal()
    shape_changed = Signal()
    #: Another order is wanted for what failed: the place of the list and of the row in it.
    follow_up_wanted = Signal(int, int)

    def __init__(self, desk: Desk) -> None:
        self._add = Button(_("Add a checklist"), self.open_templates, kind="link", icon="plus")
        super().__init__(_("Checklist"), self._add, index_title=pgettext("index", "Checklist"))
        self._desk = desk
        self._around: Around | None = None
        self._lists: list[_List] = []
        self._empty = Label(_("Add a template, or leave it without."), "dim")
        self._lines = QWidget()
        self._lines.setLayout(column(gap=12))
        self._keys = KeyLine(
            (
                *(((answer_letter(answer),), answer_name(answer)) for answer in Answer),
                (("up", "down"), _("Change item")),
                ((_("Enter"),), _("Write a note")),
                ((follow_up_letter(),), _("Order for what failed")),
            )
        )
        self.add(self._empty)
        self.add(self._lines)
        self.add(self._keys)
        self._reshape()

    # What the binding asks of a part

    def load(self, value: Any) -> None:
        """Show these checklists; lists that only got their ids from saving stay as they are."""
        if len(value) == len(self._lists) and all(
            _same(kept.view.answers.checklist(), other) and kept.view.answers.follow(other)
            for kept, other in zip(self._lists, value, strict=True)
        ):
            return
        for shown in list(self._lists):
            self._drop(shown)
        for checklist in value:
            self._append(checklist)
        self._reshape()

    def read(self) -> tuple[Any, tuple[Problem, ...]]:
        """The checklists as answered, and what can't be read."""
        unread = [
            replace(problem, field=f"{place}.items.{row}.measured")
            for place, shown in enumerate(self._lists)
            for row, _text, problem in shown.view.answers.unreadable()
        ]
        return tuple(shown.view.answers.checklist() for shown in self._lists), tuple(unread)

    def show_problems(self, problems: tuple[Problem, ...], *, all_of_them: bool) -> None:
        """Say under each list what can't be read in it."""
        for place, shown in enumerate(self._lists):
            mine = [problem for problem in problems if problem.field.startswith(f"{place}.")]
            shown.show_problem(Message(wording.sentence(mine[0])) if mine else None)

    def focus_problem(self, problem: Problem) -> None:
        """Give the keyboard to the row."""
        parts = problem.field.split(".")
        if parts[0].isdigit() and int(parts[0]) < len(self._lists):
            view = self._lists[int(parts[0])].view
            view.setFocus(Qt.FocusReason.OtherFocusReason)
            if len(parts) > 2 and parts[2].isdigit():
                view.go_to(int(parts[2]))

    def holds(self, widget: QWidget) -> bool:
        """Whether that widget is in the section."""
        return self.isAncestorOf(widget)

    def commit(self) -> None:
        """Take over what stands in an open editor."""
        for shown in self._lists:
            shown.view.commit()

    def unreadable(self) -> dict[str, str]:
        """What was typed and can't be read, by list and row."""
        return {
            f"{place}.items.{row}.measured": text
            for place, shown in enumerate(self._lists)
            for row, text, _problem in shown.view.answers.unreadable()
        }

    def show_unreadable(self, path: str, text: str) -> None:
        """Put back what could not be read."""
        parts = path.split(".")
        if len(parts) == 4 and parts[0].isdigit() and parts[2].isdigit() and int(parts[0]) < len(self._lists):
            self._lists[int(parts[0])].view.answers.write(int(parts[2]), text)

    # What a person does

    def open_templates(self) -> None:
        """Offer the office's templates."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        templates = self._around.templates if self._around is not None else ()
        for template in templates:
            action = menu.addAction(template.name.replace("&", "&&"))
            action.triggered.connect(
                lambda _checked=False, template=template: self.add_checklist(checklists.from_template(template))
            )
        if not templates:
            menu.addAction(_("No template yet")).setEnabled(False)
        menu.addSeparator()
        menu.addAction(_("Edit the templates")).triggered.connect(
            lambda _checked=False: self._desk.go.room("checklists")
        )
        menu.popup(self._add.mapToGlobal(QPoint(0, self._add.height())))

    def add_checklist(self, checklist: Checklist) -> None:
        """Add a list, its first row waiting for an answer."""
        shown = self._append(checklist)
        self._reshape()
        self.edited.emit()
        shown.view.enter_from(1)

    def lists(self) -> tuple[ChecklistView, ...]:
        """The lists, from the top."""
        return tuple(shown.view for shown in self._lists)

    def show_around(self, around: Around) -> None:
        """Take over the templates."""
        self._around = around

    def go_to_unanswered(self) -> None:
        """Give the keyboard to the first row that is not answered."""
        for shown in self._lists:
            row = shown.view.answers.first_open()
            if row >= 0:
                shown.view.setFocus(Qt.FocusReason.OtherFocusReason)
                shown.view.go_to(row)
                return

    def mark(self, order: Order) -> Mark:
        """How many are answered."""
        done, asked = checklists.progress(order.checklists)
        return Mark(count=f"{done}/{asked}" if asked else "", done=bool(asked) and done == asked)

    def first_place(self) -> QWidget:
        """The first list, or the button that adds one."""
        return self._lists[0].view if self._lists else self._add

    # Inside

    def _append(self, checklist: Checklist) -> _List:
        shown = _List(checklist)
        shown.edited.connect(self.edited)
        shown.remove_wanted.connect(lambda: self._remove(shown))
        shown.view.left_at.connect(lambda side: self._leave(shown, side))
        shown.view.row_shown.connect(lambda rect: self._bring(shown, rect))
        shown.view.follow_up_wanted.connect(lambda row: self.follow_up_wanted.emit(self._lists.index(shown), row))
        layout = self._lines.layout()
        if layout is not None:
            layout.addWidget(shown)
        self._lists.append(shown)
        return shown

    def _drop(self, shown: _List) -> None:
        self._lists.remove(shown)
        layout = self._lines.layout()
        if layout is not None:
            layout.removeWidget(shown)
        shown.hide()
        shown.deleteLater()

    def _remove(self, shown: _List) -> None:
        place = self._lists.index(shown)
        gone = shown.view.answers.checklist()
        self._drop(shown)
        self._reshape()
        self.edited.emit()
        self.enter()

        def put_back() -> None:
            kept = list(self.read()[0])
            kept.insert(min(place, len(kept)), gone)
            self.load(tuple(kept))
            self.edited.emit()

        self._desk.go.say(_("Checklist “{name}” removed").format(name=gone.name), put_back)

    def _leave(self, shown: _List, side: int) -> None:
        place = self._lists.index(shown) + side
        if 0 <= place < len(self._lists):
            self._lists[place].view.enter_from(side)

    def _bring(self, shown: _List, rect: QRect) -> None:
        self.bring_rect(shown.view, rect)

    def _reshape(self) -> None:
        has = bool(self._lists)
        self._empty.setVisible(not has)
        self._lines.setVisible(has)
        self._keys.setVisible(has)
        self.shape_changed.emit()


def _same(one: Checklist, other: Checklist) -> bool:
    """Whether two differ at most by what saving gives: ids."""

    def bare(checklist: Checklist) -> Checklist:
        return replace(checklist, id=None, items=tuple(replace(item, id=None) for item in checklist.items))

    return bare(one) == bare(other)
