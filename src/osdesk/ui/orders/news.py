"""What other rooms and people change while an order is in its editor: its own record, its client, the office's rows."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from osdesk.domain.changes import Changes, Subject
from osdesk.ui.desk import Desk
from osdesk.ui.orders import loading
from osdesk.ui.orders.saving import OrderSaving
from osdesk.ui.tasks import Lane

_ROWS = (
    Subject.TECHNICIAN,
    Subject.TEMPLATE,
    Subject.STATUS,
    Subject.SERVICE_TYPE,
    Subject.COMPANY,
    Subject.SETTINGS,
)


class OrderNews(QObject):
    """Listens for one editor. `order_changed`: somebody else stored it; `around` brings anew what it is shown with."""

    order_changed = Signal()
    around = Signal(object)

    def __init__(self, desk: Desk, saving: OrderSaving, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._saving = desk, saving
        #: The client shown, to hear of changes in that record.
        self.client_id: int | None = None
        desk.changes.happened.connect(self._happened)

    def _happened(self, changes: Changes) -> None:
        if changes.initiator is self._saving.token:
            return
        stored = self._saving.stored
        if stored is not None and changes.touches(Subject.ORDER, stored.id):
            self.order_changed.emit()
        client = self.client_id is not None and changes.touches(Subject.CLIENT, self.client_id)
        if client or any(changes.touches(subject) for subject in _ROWS):
            self._desk.tasks.run(
                Lane.READ,
                loading.around,
                self._desk.office,
                self.client_id,
                done=self.around.emit,
                owner=self,
                latest="around",
            )
