"""Issued documents: above an order's history, compared, voided; and the check of a document, with all it can say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from osdesk.domain.questions import OrderQuestion
from osdesk.domain.revisions import Revision, Verdict, Verification
from osdesk.services import issuing, lists, orders
from osdesk.services.office import Office
from osdesk.services.wording import verdicts
from osdesk.ui.help import Help
from osdesk.ui.issued_files import save_document, void_document
from osdesk.ui.issuing import issue
from osdesk.ui.verifying import VerifyDialog
from tour import Tour


def _issued(office: Office) -> tuple[Revision, ...]:
    """An order issued five times, the fourth of them void; newest first."""
    order_id = lists.orders_first(office, OrderQuestion(), 1)[0].id
    for place in range(5):
        order = orders.get(office, order_id)
        orders.save(office, replace(order, reason=f"Da queda {place}", materials=order.materials[: 5 - place]))
        revision = issuing.issue(office, order_id)
        if place == 3:
            issuing.void(office, revision.id or 0, "Engano")
    return issuing.revisions(office, order_id)


def issued_documents(tour: Tour) -> None:
    """In the editor, and what can be done with each."""
    revisions: tuple[Revision, ...] = tour.place.ask(_issued)
    tour.know_the_data()
    newest = revisions[0]
    tour.window.order(newest.order_id)
    tour.settle()
    page: Any = tour.window.pages.current
    tour.until(lambda: page.form.history.issued.rows)
    documents = page.form.history.issued
    tour.look("issued documents", documents)
    documents._show_all()
    tour.look("all issued documents", documents)
    tour.look_at_menu("document's menu", documents.rows[0]._menu)
    tour.look_at_dialog("compare", lambda: documents.compare(newest))
    tour.look_at_dialog("compare the first with now", lambda: documents.compare(revisions[-1]))
    tour.look_at_dialog("void", lambda: void_document(tour.desk, page, newest))
    tour.look_at_dialog("save the document", lambda: save_document(tour.desk, page, newest))
    path = tour.place.office.folder / "x.pdf"
    with patch.object(tour.desk.prompts, "save_file", lambda *asked: asked[-1](path)):
        save_document(tour.desk, page, newest)
        tour.until(tour.window.snackbar.isVisible)
    tour.look("document saved", tour.window.snackbar)
    tour.window.snackbar.follow()
    page.menu_actions["issue"].trigger()
    tour.settle()
    tour.until(tour.window.snackbar.isVisible)
    tour.look("issued already", tour.window.snackbar)
    issue(tour.desk, page, newest.order_id, done=documents.open)
    tour.settle()
    tour.window.close(page)


def checking(tour: Tour) -> None:
    """The dialog, empty, with what can't be a code, with a file, and with every verdict."""
    revision: Revision = tour.place.ask(_issued)[0]
    tour.know_the_data()
    commands = Help(tour.desk, tour.window)
    tour.look_at_dialog("check a document", commands.verify)
    commands.verify()
    tour.until(tour.over)
    dialog = next(each for each in tour.over() if isinstance(each, VerifyDialog))
    dialog._check_code()
    dialog.check_file(Path("x.pdf"))
    tour.look("a file that can't be read")
    tour.look_at_dialog("choose the PDF", lambda: VerifyDialog(tour.desk, tour.window)._choose())
    found = [Verification(verdict=verdict, revision=revision) for verdict in Verdict if verdict is not Verdict.UNKNOWN]
    found += [Verification(verdict=Verdict.UNKNOWN, trouble=trouble) for trouble in ("", *sorted(verdicts.codes()))]
    for each in found:
        for name in ("", "x.pdf"):
            shown = VerifyDialog(tour.desk, tour.window)
            tour.desk.prompts.show(shown)
            shown.verdict.show_verdict(each, tour.desk, name)
            tour.look(f"verdict {each.verdict} {each.trouble} {name}")
