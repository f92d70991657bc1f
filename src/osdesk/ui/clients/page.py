"""The clients' room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from osdesk.domain.changes import Changes, Subject
from osdesk.services import company
from osdesk.services.office import Office
from osdesk.texts import _, ngettext
from osdesk.ui.clients.form import VERBS, ClientForm
from osdesk.ui.clients.pane import ClientPane
from osdesk.ui.desk import Desk
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.empty import Empty
from osdesk.ui.records.room import RecordRoom
from osdesk.ui.tasks import Lane


class ClientsPage(RecordRoom):
    """List and form of the clients."""

    key = "clients"
    verbs = VERBS

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self._area_code = ""
        super().__init__(desk, parent)
        self.offer("copy", self._copy)
        self.offer("preview", self._show_overview)
        self._ask_company()
        desk.changes.happened.connect(self._company_changed)

    def title(self) -> str:
        """What the bar says."""
        return _("Clients")

    def make_pane(self) -> ClientPane:
        """The list."""
        self.clients = ClientPane(self.desk, self.unsaved)
        return self.clients

    def make_form(self) -> ClientForm:
        """A form."""
        form = ClientForm(self.desk, self._area_code)
        form.delete_wanted.connect(self.delete_shown)
        return form

    def make_empty(self) -> QWidget:
        """No client yet."""
        return Empty(
            _("No client yet"),
            _("The first one comes with the first call: only the name is needed."),
            Button(_("New client"), self.new_record, kind="filled", icon="plus"),
        )

    def new_words(self) -> str:
        """The button."""
        return _("Ne&w client")

    def unnamed(self) -> str:
        """A client without a name yet."""
        return _("New client")

    def deleted_words(self, names: Sequence[str]) -> str:
        """What is said after deleting."""
        if len(names) == 1:
            return _("{name} moved to the bin").format(name=names[0])
        count = len(names)
        return ngettext("{count} client moved to the bin", "{count} clients moved to the bin", count).format(
            count=count
        )

    def ask_list(self, *, keep_place: bool | None = None) -> None:
        """Ask for the clients."""
        self.clients.ask_question(keep_place)

    def is_filtered(self) -> bool:
        """Whether some are left out."""
        return self.clients.is_filtered()

    def search_list(self) -> None:
        """Search the list."""
        self.clients.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.clients.search.selectAll()

    def _show_overview(self) -> None:
        form = self.form()
        if isinstance(form, ClientForm):
            form.show_overview()

    def _copy(self) -> None:
        table = self.pane.table
        ids = tuple(self.pane.model.ids) if table.selection().everything else table.chosen_in_order()

        def put(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            self.desk.go.say(ngettext("{count} row copied", "{count} rows copied", len(ids)).format(count=len(ids)))

        if ids:
            self.desk.tasks.run(Lane.READ, _as_cells, self.desk.office, ids, done=put, owner=self)

    def _company_changed(self, changes: Changes) -> None:
        if changes.touches(Subject.COMPANY):
            self._ask_company()
        if changes.touches(Subject.ORDER):
            # The rows count unfinished orders.
            self.pane.model.refresh_all()

    def _ask_company(self) -> None:
        self.desk.tasks.run(
            Lane.READ, _area_code, self.desk.office, done=self._take_area_code, owner=self, latest="company"
        )

    def _take_area_code(self, area_code: str) -> None:
        self._area_code = area_code
        for form in self.forms():
            if isinstance(form, ClientForm):
                form.area_code = area_code


def _as_cells(office: Office, ids: Sequence[int]) -> str:
    """Rows for pasting into a spreadsheet."""
    from osdesk.services import lists, spreadsheet

    return spreadsheet.clients_text(lists.clients_rows(office, ids))


def _area_code(office: Office) -> str:
    return company.get(office).area_code
