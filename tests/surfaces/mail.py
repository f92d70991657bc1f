"""E-mail: the outbox in every state, the mail account and its trial, templates and rules, what a save offers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from unittest.mock import patch

from PySide6.QtCore import QPoint

from osdesk.domain.messages import Event, MessageState
from osdesk.domain.outbox import OutboxView
from osdesk.domain.problems import Problem, Refused
from osdesk.services import mail_account, outbox
from osdesk.services.composing import AfterSave
from osdesk.services.mail_account import MailTrouble, PasswordPlace
from osdesk.services.postman import Round, Standing
from osdesk.services.wording import mail
from osdesk.ui.help import Help
from osdesk.ui.orders import after_saving
from osdesk.ui.outbox.password import ask_password
from osdesk.ui.preferences.message_saving import Clash
from outbox_rows import an_account, everywhere
from surfaces.orders import whole
from tour import Tour


def outbox_room(tour: Tour) -> None:
    """Every view and state, the questions, the menu; and each thing that can stand in the way of all."""
    tour.place.ask(an_account)
    found = tour.place.ask(everywhere)
    tour.know_the_data()
    page = tour.room("outbox")
    for view in OutboxView:
        page._switch(view)
        tour.settle()
        tour.look(f"outbox: {view}")
    for state, message_id in found.items():
        page.table.set_current_id(message_id)
        tour.settle()
        tour.look(f"message, {state}", page.details)
    _outbox_questions(tour, page, found)
    tour.look_at_dialog("keys of the outbox", lambda: Help(tour.desk, tour.window).do("keys"))
    account = tour.place.ask(mail_account.get)
    for code in mail.TROUBLES:
        trouble = mail_account.about(MailTrouble(code, "550 5.1.1 x"), account)
        with patch.object(tour.desk.mailing, "standing", lambda trouble=trouble: Standing(trouble=trouble)):
            page._show_standing()
            tour.look(f"outbox stands still: {code}", page.standing)


def _outbox_questions(tour: Tour, page: Any, found: dict[MessageState, int]) -> None:
    stopped, unsure = found[MessageState.STOPPED], found[MessageState.UNSURE]
    page._switch(OutboxView.ALL)
    page.table.set_current_id(unsure)
    tour.settle()
    row = page.current()
    tour.look_at_menu("message's menu", lambda: page._open_menu(QPoint(400, 300)))
    tour.look_at_dialog("send again", lambda: page.deeds.decide(row, arrived=False))
    page.table.set_current_id(stopped)
    tour.settle()
    row = page.current()
    tour.look_at_dialog("change a message", page.edit_current)
    message = tour.place.ask(outbox.get, stopped)
    page.deeds._open_editor(replace(message, to=("x",), subject=""))
    dialog: Any = tour.parts("EditDialog")[0]
    dialog.save()
    dialog._refused(Refused((Problem(field="state", code="message.under_way"),)))
    tour.look("a message to be corrected")
    tour.look_at_dialog("correct an address", lambda: page.deeds.correct(row, message.to[0]))
    with patch.object(tour.desk.prompts, "text", lambda *_args, then, **_options: then("x")):
        tour.look_at_dialog("half an address", lambda: page.deeds.correct(row, message.to[0]))
    refused = Refused((Problem(field="state", code="message.decided"),))
    tour.look_at_dialog("too late", lambda: page.deeds._failed(refused))
    page.table.select_everything()
    tour.look_at_dialog("cancel many messages", page.cancel_chosen)
    page.table.set_current_id(found[MessageState.WAITING])
    page.cancel_chosen()
    tour.settle()
    tour.look("message cancelled", tour.window.snackbar)


def mail_settings(tour: Tour) -> None:
    """The account, every provider, every result of a trial; the password; the messages and their rules."""
    tour.place.ask(an_account)
    tour.know_the_data()
    tour.window.room("preferences", "mail")
    tour.settle()
    page: Any = tour.window.pages.current
    pane = page.mail
    tour.look("mail account")
    account = tour.place.ask(mail_account.get)
    for place in PasswordPlace:
        pane.password._show(place)
        tour.look(f"password: {place}", pane.password)
    for chosen in range(pane.preset.control.count()):
        pane.preset.control.setCurrentIndex(chosen)
        pane.preset.control.edited.emit()
        tour.look(f"provider {chosen}", pane.widget())
    for code in (None, *mail.TROUBLES):
        trouble = mail_account.about(MailTrouble(code, "550 5.1.1 x"), account) if code is not None else None
        pane.trial._show(trouble, account)
        tour.look(f"trial: {code}", pane.trial)
    pane.preset.control.show_value("gmail")
    pane._open_help()
    pane.password._toggle()
    pane.password._forgotten(None)
    tour.look("password forgotten", tour.window.snackbar)
    pane.binding.set("sender", "x")
    pane.host.control.clear()
    page.save()
    tour.look("mail account, to be corrected", pane.widget())
    tour.look_at_dialog("leave the mail account", lambda: page.ask_to_close(lambda: None))
    page.discard(lambda: None)
    tour.settle()
    _messages(tour, page)
    tour.look_at_dialog("password", lambda: ask_password(tour.desk, tour.window))
    ask_password(tour.desk, tour.window)
    tour.until(tour.over)
    dialog: Any = tour.parts("PasswordDialog")[0]
    dialog.keep()
    tour.look("no password typed")
    for code in ("mail.no_password", "mail.login"):
        tour.desk.mailing.came_back.emit(Round(trouble=MailTrouble(code)))
        tour.look(f"said: {code}", tour.window.snackbar)


def _messages(tour: Tour, page: Any) -> None:
    page.go_to("messages")
    tour.settle()
    templates = page.messages.templates
    # The words of a sheet are in the sheet's language, which needn't be the screen's.
    templates.language_choice.show_value(tour.language)
    templates._show()
    tour.look("messages")
    tour.look_at_menu("fields", templates.open_fields)
    for event in Event:
        templates.event_choice.show_value(event)
        templates._show()
        tour.look(f"message: {event}", page.messages.widget())
    templates.body_field.control.setPlainText("{zzyzx}")
    templates._typed()
    templates._show_problems()
    tour.look("message, to be corrected", templates.body_field)
    mine = templates.words.typed[templates.key()]
    clash = Clash(theirs=templates.words.stored[templates.key()], merged=mine, fields=("subject", "body"))
    tour.look_at_dialog("message changed elsewhere", lambda: page.messages._saving._ask(clash))
    page.discard(lambda: None)
    tour.settle()


def told_after_saving(tour: Tour) -> None:
    """What a save offers, for one order and for many."""
    order = tour.place.ask(whole)
    for found in (
        AfterSave(ask=Event.FINISHED),
        AfterSave(queued=Event.OPENED),
        AfterSave(unreachable=Event.SCHEDULED),
    ):
        after_saving._offer(tour.desk, tour.window, order, found)
        tour.look(f"saved: {found}", tour.window.snackbar)
    for told in (after_saving.Told(Event.FINISHED, (1, 2, 3), 0), after_saving.Told(Event.FINISHED, (), 2)):
        after_saving._offer_many(tour.desk, tour.window, "OS Desk", lambda: None, told)
        tour.look(f"saved: {told}", tour.window.snackbar)
    tour.window.snackbar.dismiss()


def empty_outbox(tour: Tour) -> None:
    """Nothing was ever sent, and nothing can be."""
    tour.room("outbox")
    tour.look("empty outbox")
