"""The form of one template: its name and its items."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from osdesk.domain.changes import Subject
from osdesk.domain.checklists import ChecklistTemplate, TemplateItem, template_problems
from osdesk.domain.problems import Problem
from osdesk.domain.text import clean
from osdesk.services import checklists, wording
from osdesk.texts import _, ngettext
from osdesk.ui.checklists.items_model import Col
from osdesk.ui.checklists.items_view import ItemsView
from osdesk.ui.desk import Desk
from osdesk.ui.kit.badges import KeyLine
from osdesk.ui.kit.binding import Binding
from osdesk.ui.kit.field import Field, Message, MessageLine
from osdesk.ui.kit.form import FormScroll, Section
from osdesk.ui.kit.layout import column, row
from osdesk.ui.kit.text_inputs import TextInput
from osdesk.ui.kit.toggles import CheckBox
from osdesk.ui.records.form import RecordForm
from osdesk.ui.records.verbs import RecordVerbs

VERBS = RecordVerbs(
    subject=Subject.TEMPLATE,
    load=checklists.get,
    save=checklists.save,
    delete=checklists.delete,
    restore=checklists.restore,
)


class ItemsPart(QWidget):
    """The table of items as a part of a binding; what is wrong in it is said below it."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = ItemsView()
        self.message = MessageLine()
        self.setLayout(column(self.view, self.message, gap=0))
        self.setFocusProxy(self.view)
        self._problems: tuple[Problem, ...] = ()
        self._all_of_them = False
        self.view.edited.connect(self.edited)
        self.view.left_cell.connect(self._show)

    def load(self, value: Any) -> None:
        """Show these items."""
        self.view.items.load(value)
        self._problems, self._all_of_them = (), False
        self._show()

    def read(self) -> tuple[Any, tuple[Problem, ...]]:
        """The items, and what couldn't be read in them."""
        return self.view.items.items(), self.view.items.unread()

    def show_problems(self, problems: tuple[Problem, ...], *, all_of_them: bool) -> None:
        """Mark the cells; not the one being typed in."""
        self._problems, self._all_of_them = problems, all_of_them
        self._show()

    def focus_problem(self, problem: Problem) -> None:
        """Open the cell of a problem."""
        self._all_of_them = True
        self._show()
        cells = self.view.items.problems()
        if not cells:
            return
        wanted = next((cell for cell in cells if cell[2] == problem), cells[0])
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.view.go_to(wanted[0], wanted[1])
        if wanted[1] is not Col.KIND:
            self.view.edit(self.view.currentIndex())

    def holds(self, widget: QWidget) -> bool:
        """Whether that widget is in the table."""
        return self.isAncestorOf(widget)

    def unreadable(self) -> dict[str, str]:
        """What was written beside items and can't be read."""
        return self.view.items.unreadable()

    def show_unreadable(self, path: str, text: str) -> None:
        """Put it back."""
        index, _dot, _name = path.partition(".")
        if index.isdecimal():
            self.view.items.set_detail(int(index), text)

    def _show(self) -> None:
        # A new choice has no options yet, and a new measure no range: that's wrong only when it was left so.
        typing = self.view.open_editor() is not None
        shown = () if typing and not self._all_of_them else self._problems
        self.view.items.show_problems(shown)
        if not shown:
            self.message.show_message(None)
            return
        first = self.view.items.problems()
        if not first:
            self.message.show_message(None)
            return
        row_number, _column, problem = first[0]
        item = self.view.items.item(row_number)
        name = item.text if item is not None and item.text else _("Row {number}").format(number=row_number + 1)
        self.message.show_message(Message(f"{name}: {sentence(problem)}"))


def sentence(problem: Problem) -> str:
    """What is wrong in a cell."""
    if problem.code == "checklist.detail":
        return _("Write the unit and then the range, as in “V 198 to 242”.")
    return wording.sentence(problem)


class TemplateForm(RecordForm[ChecklistTemplate]):
    """One template."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, VERBS, parent)
        self.name = Field(_("N&ame"), TextInput(longest=200, example=_("Preventive maintenance of splits")))
        self.active = CheckBox(_("Offer in or&ders"))
        self.items = ItemsPart()
        self.body = FormScroll(widest=760)
        self.body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        keys = KeyLine(
            [
                (("Enter",), _("Next item")),
                (("Alt", "up", "down"), _("Move")),
                (("Tab",), _("Answer and range")),
            ]
        )
        template = Section(_("Template"))
        template.add(row(self.name, 1))
        template.add(self.active)
        self._items = Section(_("Items"))
        self._items.add(self.items)
        self._items.add(keys)
        self.body.add(template)
        self.body.add(self._items)
        self.body.lines.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.body)
        binding: Binding[ChecklistTemplate] = Binding(sentence, template_problems, self)
        binding.text("name", self.name)
        binding.value("active", self.active)
        binding.part("items", self.items)
        self.begin_editing(binding)
        binding.changed.connect(self._show_count)
        self.items.view.row_shown.connect(self._bring)
        self.items.view.removed.connect(self._removed)

    def heading(self) -> str:
        """The name, as typed."""
        name: Any = self.name.control
        return clean(name.text())

    def first(self) -> QWidget:
        """The name."""
        return self.name.control

    def blank(self, name: str) -> ChecklistTemplate:
        """A new template."""
        return ChecklistTemplate(name=name)

    def typed(self) -> ChecklistTemplate:
        """The template as it stands there."""
        return self.binding.read()[0]

    def _show_count(self) -> None:
        count = self.items.view.items.count()
        self._items.set_note(ngettext("{count} item", "{count} items", count).format(count=count))

    def _bring(self, rect: QRect) -> None:
        view, page = self.items.view, self.body.widget()
        if page is None:
            return
        top = view.mapTo(page, QPoint(0, rect.top())).y()
        self.body.ensureVisible(0, top + rect.height() // 2, 0, rect.height() * 2)

    def _removed(self, row_number: int, item: TemplateItem) -> None:
        view = self.items.view
        name = item.text or _("Item")
        self.desk.go.say(_("“{name}” removed").format(name=name), lambda: view.restore(row_number, item))
