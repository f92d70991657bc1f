"""The room of checklist templates: list, items, and the blank form beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from osdesk.domain.changes import Changes, Subject
from osdesk.domain.checklists import ChecklistTemplate, ItemKind
from osdesk.domain.company import Company
from osdesk.services import checklists, company
from osdesk.services.office import Office
from osdesk.texts import _, ngettext
from osdesk.ui.checklists.form import VERBS, TemplateForm
from osdesk.ui.checklists.paper import TemplatePaper
from osdesk.ui.desk import Desk
from osdesk.ui.kit.buttons import Button, IconButton
from osdesk.ui.kit.cells import Cell, Column
from osdesk.ui.kit.empty import Empty
from osdesk.ui.records.pinned import unsaved_dot
from osdesk.ui.records.room import RecordRoom
from osdesk.ui.records.short_pane import ShortPane
from osdesk.ui.tasks import Lane

#: Narrower rooms have no place for the paper; F9 brings it and hides the list.
_WIDE = 1040
_PAPER = 317


class TemplateRow(NamedTuple):
    """One row of the list."""

    id: int
    name: str
    items: int
    orders: int
    active: bool


def every(office: Office) -> tuple[TemplateRow, ...]:
    """All templates, the ones that are offered first."""
    used = checklists.uses(office)
    rows = [
        TemplateRow(
            each.id or 0,
            each.name,
            sum(item.kind is not ItemKind.SECTION for item in each.items),
            used.get(each.id or 0, 0),
            each.active,
        )
        for each in checklists.all(office)
    ]
    return tuple(sorted(rows, key=lambda row: not row.active))


class ChecklistsPage(RecordRoom):
    """List, form and paper."""

    key = "checklists"
    verbs = VERBS
    list_width = 271

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self._company = Company()
        self._language = "pt_BR"
        self._wants_paper = True
        super().__init__(desk, parent)
        self.paper = TemplatePaper(desk.tasks)
        self.splitter.addWidget(self.paper)
        self.splitter.setStretchFactor(2, 0)
        if not desk.settings.restore_splitter(self.splitter, self._name()):
            px = desk.theme.px
            self.splitter.setSizes([px(self.list_width), px(586), px(_PAPER)])
        self.more = IconButton("ellipsis", _("More"), self._open_menu, kind="plain")
        self._duplicate = self.offer("duplicate", self.duplicate)
        self.offer("preview", self._swap_paper)
        self.open_forms.marked.connect(self._show_paper)
        self._ask_company()
        desk.changes.happened.connect(self._company_changed)

    def title(self) -> str:
        """What the bar says."""
        return _("Checklists")

    def bar_actions(self) -> Sequence[QWidget]:
        """*New template*, what else can be done with one, *Save*."""
        actions = super().bar_actions()
        return (actions[0], self.more, *actions[1:]) if actions else ()

    def shown(self, first: bool) -> None:
        """The paper has waited until it is seen."""
        super().shown(first)
        self._show_paper()

    def make_pane(self) -> ShortPane:
        """The list."""
        column: Column[TemplateRow] = Column(
            key="template", title=_("Checklists"), width=180, text=_words, draw=self._draw, stretch=True
        )
        self.templates = ShortPane(self.desk, "checklists", every, column, faint=lambda row: not row.active)
        return self.templates

    def make_form(self) -> TemplateForm:
        """A form."""
        form = TemplateForm(self.desk)
        form.binding.changed.connect(self._show_paper)
        return form

    def make_empty(self) -> QWidget:
        """No template at all: even the ones that came with the program were deleted."""
        return Empty(
            _("No checklist yet"),
            _("Write one for each kind of work; in an order it is copied, and printed to be ticked."),
            Button(_("New template"), self.new_record, kind="filled", icon="plus"),
        )

    def new_words(self) -> str:
        """The button."""
        return _("Ne&w template")

    def unnamed(self) -> str:
        """A template without a name yet."""
        return _("New template")

    def deleted_words(self, names: Sequence[str]) -> str:
        """What is said after deleting."""
        if len(names) == 1:
            return _("{name} moved to the bin").format(name=names[0])
        words = ngettext("{count} template moved to the bin", "{count} templates moved to the bin", len(names))
        return words.format(count=len(names))

    def ask_list(self, *, keep_place: bool | None = None) -> None:
        """Ask for the templates."""
        self.templates.ask_every(keep_place)

    def duplicate(self) -> None:
        """A new template with the contents of the one shown."""
        form = self.form()
        if isinstance(form, TemplateForm) and form.is_loaded:
            self.begin_with(copy_of(form.typed()))

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        form = self.form()
        duplicate = menu.addAction(_("Duplicate"))
        duplicate.triggered.connect(lambda _checked=False: self.duplicate())
        delete = menu.addAction(_("Delete template"))
        delete.triggered.connect(lambda _checked=False: self.delete_shown())
        for action in (duplicate, delete):
            action.setEnabled(form is not None)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 2)))

    def _draw(self, cell: Cell, template: TemplateRow) -> None:
        words = cell.box.adjusted(-cell.theme.px(2), 0, 0, 0)
        if template.id in self.unsaved():
            unsaved_dot(cell.painter, QPointF(words.right() - cell.theme.px(4), words.center().y()))
            words = words.adjusted(0, 0, -cell.theme.px(16), 0)
        Cell(cell.painter, cell.theme, words, cell.ground, cell.faint).two_lines(template.name, below(template))

    # The paper

    def _show_paper(self) -> None:
        form = self.form()
        if isinstance(form, TemplateForm) and form.is_loaded and hasattr(self, "paper"):
            self.paper.show_template(form.typed(), self._company, self._language)

    def _swap_paper(self) -> None:
        self._wants_paper = not self._wants_paper
        self._fit()

    def _fit(self) -> None:
        wide = self.width() >= self.desk.theme.px(_WIDE)
        self.paper.setVisible(self._wants_paper if wide else not self._wants_paper)
        self.pane.setVisible(wide or self._wants_paper)
        self._show_paper()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the paper to the width."""
        super().resizeEvent(event)
        self._fit()

    def _company_changed(self, changes: Changes) -> None:
        if changes.touches(Subject.COMPANY) or changes.touches(Subject.SETTINGS):
            self._ask_company()

    def _ask_company(self) -> None:
        self.desk.tasks.run(Lane.READ, _about, self.desk.office, done=self._take_company, owner=self, latest="about")

    def _take_company(self, about: tuple[Company, str]) -> None:
        self._company, self._language = about
        self._show_paper()


def copy_of(template: ChecklistTemplate) -> ChecklistTemplate:
    """The same contents as a template that isn't stored yet."""
    return replace(
        template,
        id=None,
        version=0,
        sample=False,
        name=_("{name} (copy)").format(name=template.name) if template.name else "",
        items=tuple(replace(item, id=None) for item in template.items),
    )


def below(template: TemplateRow) -> str:
    """The second line of a row: how many items, and in how many orders it is."""
    if not template.items:
        return _("No items yet")
    parts = [] if template.active else [_("Inactive")]
    parts.append(ngettext("{count} item", "{count} items", template.items).format(count=template.items))
    if template.orders:
        words = ngettext("used in {count} order", "used in {count} orders", template.orders)
        parts.append(words.format(count=template.orders))
    return " · ".join(parts)


def _words(template: TemplateRow) -> str:
    return f"{template.name}, {below(template)}"


def _about(office: Office) -> tuple[Company, str]:
    return company.get(office), company.settings(office).sheet_language
