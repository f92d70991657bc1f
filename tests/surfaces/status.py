"""The office's statuses and types of service, and what is asked before an order is finished, opened on a tour."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from osdesk.domain.questions import OrderQuestion
from osdesk.domain.statuses import Status, StatusKind
from osdesk.services import lists, orders, statuses
from osdesk.ui.orders.closing import ClosingDialog
from osdesk.ui.preferences.page import GENERAL, STATUSES, TYPES
from osdesk.ui.preferences.status_dialog import StatusDialog
from surfaces.orders import opened_editor

if TYPE_CHECKING:
    from osdesk.services.office import Office
    from osdesk.ui.preferences.statuses import StatusesPane
    from tour import Tour


def _strict(office: Office) -> int:
    """A type that asks for everything, and an order of it."""
    kinds = statuses.service_types(office)
    kind = statuses.save_service_type(
        office,
        replace(
            kinds[0],
            needs_checklist=True,
            needs_signature=True,
            needs_photos=3,
            needs_observations=True,
            needs_materials=True,
            needs_kilometres=True,
        ),
    )
    row = lists.orders_first(office, OrderQuestion(kinds=frozenset({StatusKind.OPEN})), 1)[0]
    order = orders.get(office, row.id)
    orders.save(office, replace(order, service_type_id=kind.id, checklists=(), observations=""))
    return row.id


def _follow_up(office: Office, order_id: int) -> int:
    return orders.save(office, orders.follow_up(office, order_id)).order.id or 0


def _asks(office: Office) -> Status:
    return statuses.save_status(office, Status(name="Meu texto", kind=StatusKind.WAITING, asks_reason=True))


def finishing(tour: Tour) -> None:
    """An order that lacks everything: in its editor, and among others in the list; an order that is followed up."""
    asking = tour.place.ask(_asks)
    order_id = tour.place.ask(_strict)
    tour.place.ask(_follow_up, order_id)
    tour.settle()
    editor = opened_editor(tour, order_id)
    tour.settle()
    tour.look("an order that is followed up", editor.form.client.kin)
    tour.look_at_dialog("what is missing before finishing", editor.menu_actions["finish"].trigger)
    editor.menu_actions["finish"].trigger()
    tour.settle()
    dialog = next(each for each in tour.over() if isinstance(each, ClosingDialog))
    dialog.anyway.click()
    tour.look("no reason for finishing all the same", dialog)
    tour.look_at_dialog("why a status", lambda: editor.status.choose(asking))
    for row in editor.form.visits.rows():
        row.open_kilometres()
    tour.settle()
    tour.look("kilometres of a visit", editor.form.visits)

    def close() -> None:
        tour.window.close(editor)

    editor.discard(close)
    page = tour.room("orders")
    page.list.show_all()
    tour.settle()
    known = tour.place.ask(statuses.statuses)
    done = next(each for each in known if each.kind is StatusKind.DONE)
    others = [each for each in page.list.pane.model.ids[:4] if each != order_id]
    tour.look_at_dialog(
        "some of several can't be finished", lambda: page.chosen.change_status(done, known, [order_id, *others])
    )
    page.list.show_all()
    tour.settle()


def own_words(tour: Tour) -> None:
    """The lists of statuses and types in the settings, and their dialogs."""
    page = tour.room("preferences")
    page.go_to(STATUSES)
    tour.settle()
    pane = page.statuses
    tour.look("statuses", pane.widget())
    tour.look("settings of statuses")
    tour.look_at_dialog("new status", pane.add_button.click)
    pane.list.setCurrentRow(0)
    pane.edit()
    tour.settle()
    dialog = next(each for each in tour.over() if isinstance(each, StatusDialog))
    tour.look_at_dialog("colour of a status", dialog._choose_other)
    pane.list.setCurrentRow(pane.list.count() - 1)
    tour.look_at_dialog("a status", pane.edit)
    tour.look_at_dialog("merge a status", pane.merge_button.click)
    pane.list.setCurrentRow(pane.list.ids().index(_done(pane)))
    tour.look_at_dialog("the last one stays", pane.delete_button.click)
    page.go_to(TYPES)
    tour.settle()
    tour.look("types of service", page.types.widget())
    tour.look("settings of types of service")
    tour.look_at_dialog("new type of service", page.types.add_button.click)
    page.go_to(GENERAL)
    tour.settle()


def _done(pane: StatusesPane) -> int:
    return next(each.id or 0 for each in pane.shown.statuses if each.kind is StatusKind.DONE)
