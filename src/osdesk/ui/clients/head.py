"""The head of a client's form: who it is, since when, how many orders and what they came to; and what to do next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QLocale, QPoint
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from osdesk.domain import money
from osdesk.domain.clients import Client
from osdesk.domain.questions import ClientFigures
from osdesk.texts import _, language, ngettext
from osdesk.ui.kit.buttons import Button, IconButton
from osdesk.ui.kit.labels import ElidedLabel
from osdesk.ui.kit.layout import column

_BETWEEN = "  ·  "


class ClientHead(QWidget):
    """Name and figures at the left, buttons at the right."""

    def __init__(
        self,
        new_order: Callable[[], object],
        delete: Callable[[], object],
        overview: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.name = ElidedLabel("", "record")
        self.line = ElidedLabel("", "hint")
        self.overview = IconButton("panel-right", _("Everything about this client (F9)"), overview, kind="plain")
        self.new_order = Button(_("New order"), new_order, icon="plus")
        self.more = IconButton("ellipsis", _("More"), self._open_menu, kind="plain")
        self._delete = delete
        self._figures: ClientFigures | None = None
        self._client = Client()
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(column(self.name, self.line, gap=4), 1)
        whole.addWidget(self.overview)
        whole.addWidget(self.new_order)
        whole.addWidget(self.more)

    def show_name(self, name: str) -> None:
        """The name as it is typed."""
        self.name.setText(name)

    def show_client(self, client: Client, since: datetime | None) -> None:
        """A client as stored; `since` is its creation in the office's zone."""
        self._client, self._since, self._figures = client, since, None
        stored = client.id is not None
        self.new_order.setEnabled(stored)
        self.overview.setEnabled(stored)
        self.more.setEnabled(stored)
        self._write()

    def show_figures(self, figures: ClientFigures) -> None:
        """How many orders, and their money."""
        self._figures = figures
        self._write()

    def _write(self) -> None:
        if self._client.id is None:
            self.line.setText(_("Only the name is needed; the rest can come later."))
            return
        parts = []
        if not self._client.active:
            parts.append(_("Inactive"))
        if self._since is not None:
            month = QLocale().standaloneMonthName(self._since.month).lower()
            parts.append(_("Client since {month} {year}").format(month=month, year=self._since.year))
        if self._figures is not None:
            count = self._figures.orders
            words = ngettext("{count} order", "{count} orders", count) if count else _("no orders yet")
            parts.append(words.format(count=count))
            if self._figures.total:
                parts.append(money.format_amount(self._figures.total, language(), symbol=True))
        self.line.setText(_BETWEEN.join(parts))

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(_("Delete client")).triggered.connect(lambda _checked=False: self._delete())
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 2)))
