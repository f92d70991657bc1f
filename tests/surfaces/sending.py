"""Sending an order and signing it: the dialogs with all they can say, by either means, with an account and without."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from unittest.mock import patch

from builders import scribble
from osdesk.domain.messages import Channel, MailAccount
from osdesk.domain.questions import OrderQuestion
from osdesk.domain.signatures import SignerRole
from osdesk.services import clients, lists, mail_account, orders
from osdesk.services.office import Office
from osdesk.ui.orders.editor import OrderEditor
from osdesk.ui.sending.begin import send_order, send_orders
from osdesk.ui.sending.dialog import SendDialog
from surfaces.orders import opened_editor
from tour import Tour

_ACCOUNT = MailAccount(host="x", sender="zzyzx@x.example")


def _reachable(office: Office) -> int:
    return lists.orders_first(office, OrderQuestion(), 1)[0].id


def _unreachable(office: Office) -> int:
    """An order whose client can be reached by nothing."""
    order = orders.get(office, lists.orders_first(office, OrderQuestion(), 2)[1].id)
    client = clients.get(office, order.client_id or 0)
    clients.save(office, replace(client, contacts=()))
    saved = orders.save(office, replace(order, contact_email="", contact_phone=""))
    return saved.order.id or 0


def _use(office: Office, account: MailAccount) -> None:
    mail_account.save(office, replace(account, version=mail_account.get(office).version))


def _opened(tour: Tour, editor: OrderEditor, order_id: int) -> SendDialog:
    send_order(tour.desk, editor, order_id)
    tour.until(lambda: any(isinstance(each, SendDialog) for each in tour.over()))
    return next(each for each in tour.over() if isinstance(each, SendDialog))


def sending(tour: Tour) -> None:
    """The dialog without an account and with one, with what is wrong, by WhatsApp, and for a client without address."""
    order_id, nobody = tour.place.ask(_reachable), tour.place.ask(_unreachable)
    tour.know_the_data()
    editor = opened_editor(tour, order_id)
    with patch.object(MailAccount, "usable", False):
        tour.look_at_dialog("send without an account", lambda: send_order(tour.desk, editor, order_id))
        tour.look_at_dialog("many without an account", lambda: send_orders(tour.desk, editor, (order_id, nobody)))
    tour.place.ask(_use, _ACCOUNT)
    tour.know_the_data()
    tour.look_at_dialog("send to nobody", lambda: send_order(tour.desk, editor, nobody))
    tour.look_at_dialog("many to nobody", lambda: send_orders(tour.desk, editor, (nobody, nobody)))
    tour.look_at_dialog("many", lambda: send_orders(tour.desk, editor, (order_id, nobody)))
    dialog = _opened(tour, editor, order_id)
    dialog.mail.show_copies()
    dialog.mail.show_later()
    to: Any = dialog.mail.to.control
    to.setText("zzyzx")
    to.edited.emit()
    dialog.send()
    tour.until(lambda: dialog.mail.to.problem is not None)
    tour.look("send, with copies, later, and an address that is none")
    dialog = _opened(tour, editor, order_id)
    dialog.channel.show_value(Channel.WHATSAPP)
    dialog.channel.edited.emit()
    tour.look("send by WhatsApp")
    tour.settle()
    tour.window.close(editor)


def signing(tour: Tour) -> None:
    """The section signed, changed since, and the pad of either side."""
    editor = opened_editor(tour, tour.place.ask(_reachable))
    section = editor.form.signatures
    for role, card in section.cards.items():
        tour.look_at_dialog(f"sign: {role}", card.click)
    section.load((replace(scribble(), name="zzyzx", signed_at=tour.place.office.instant()),))
    tour.look("signed", section)
    card = section.cards[SignerRole.TECHNICIAN]
    tour.look_at_menu("menu of a signature", lambda: card.open_menu(card.mapToGlobal(card.rect().center())))
    section.load((replace(scribble(), name="zzyzx", ink="", signed_at=None),))
    tour.look("to be signed again", section)
    tour.window.close(editor)
