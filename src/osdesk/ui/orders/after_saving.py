"""What follows when an order was saved: the office's rules may say that its client be told.

Apart from saving, which is over by then; and for many orders at once, whose status was changed in the list. Nothing is
asked over what a person does next: one line at the foot offers it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import shiboken6
from PySide6.QtWidgets import QWidget

from osdesk.domain.messages import RULED, Event, SendingRule
from osdesk.services.wording import order_title
from osdesk.texts import _, ngettext
from osdesk.ui.desk import Desk
from osdesk.ui.tasks import Lane

if TYPE_CHECKING:
    from osdesk.domain.orders import Order
    from osdesk.services.composing import AfterSave
    from osdesk.services.office import Office


class Told(NamedTuple):
    """What a change of many orders brings about: whom to ask of, how many go by themselves and how many can't."""

    event: Event
    ask: tuple[int, ...]
    queued: int


def tell_after_save(desk: Desk, page: QWidget, before: Order | None, after: Order) -> None:
    """An order was saved as `after`: offer to tell its client, or say what became of it. The page may be closing."""
    # Later than what the save itself shows, and by a page that may be gone: the window stays.
    window = page.window()
    done = partial(_offer, desk, window, after)
    desk.tasks.run(Lane.READ, _after_save, desk.office, before, after, done=done)


def tell_after_many(desk: Desk, page: QWidget, before: Sequence[Order], said: str, undo: Callable[[], None]) -> None:
    """The status of these orders was changed, which `said` tells and `undo` takes back: offer to tell the clients."""
    done = partial(_offer_many, desk, page, said, undo)
    desk.tasks.run(Lane.READ, _after_many, desk.office, tuple(before), done=done, owner=page)


def _offer(desk: Desk, window: QWidget, order: Order, found: AfterSave) -> None:
    if not shiboken6.isValid(window) or order.id is None:
        return
    title = order_title(order.number)
    if found.ask is not None:
        words = _("{order} is saved. Tell the client?").format(order=title)
        desk.go.say(words, partial(_send, desk, window, (order.id,), found.ask), link=_("Send…"))
    elif found.queued is not None:
        words = _("{order} is saved, and goes to the client by e-mail").format(order=title)
        desk.go.say(words, partial(desk.go.room, "outbox"), link=_("Outbox"))
    elif found.unreachable is not None:
        words = _("{order} is saved. The client has no e-mail address and is not told.").format(order=title)
        desk.go.say(words, partial(_send, desk, window, (order.id,), found.unreachable), link=_("Other ways…"))


def _offer_many(desk: Desk, page: QWidget, said: str, undo: Callable[[], None], told: Told | None) -> None:
    if told is None:
        return
    if told.ask:
        words = ngettext("Tell the client…", "Tell {count} clients…", len(told.ask)).format(count=len(told.ask))
        desk.go.say(said, undo, also=(words, partial(_send, desk, page, told.ask, told.event)))
    elif told.queued:
        going = ngettext("{count} e-mail goes out", "{count} e-mails go out", told.queued).format(count=told.queued)
        desk.go.say(f"{said} · {going}", undo, also=(_("Outbox"), partial(desk.go.room, "outbox")))


def _send(desk: Desk, parent: QWidget, ids: tuple[int, ...], event: Event) -> None:
    from osdesk.ui.sending.begin import send_order, send_orders

    if len(ids) == 1:
        send_order(desk, parent, ids[0], event)
    else:
        send_orders(desk, parent, ids, event)


def _after_save(office: Office, before: Order | None, after: Order) -> AfterSave:
    from osdesk.services import outbox

    return outbox.after_save(office, before, after)


def _after_many(office: Office, before: tuple[Order, ...]) -> Told | None:
    from osdesk.services import company, orders, outbox

    settings = company.settings(office)
    rules = (settings.when_opened, settings.when_scheduled, settings.when_finished)
    if all(rule is SendingRule.NOTHING for rule in rules):
        return None
    earlier = {order.id: order for order in before}
    asked: dict[Event, list[int]] = {event: [] for event in RULED}
    queued = 0
    for order in orders.get_many(office, [order.id for order in before if order.id is not None]):
        found = outbox.after_save(office, earlier[order.id], order)
        if found.ask is not None and order.id is not None:
            asked[found.ask].append(order.id)
        queued += found.queued is not None
    # One deed on many orders is one event; of several the one that most are about.
    event = max(RULED, key=lambda each: len(asked[each]))
    return Told(event, tuple(asked[event]), queued)
