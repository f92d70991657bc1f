"""What the dialog of sending starts from, gathered on the read lane and measured in the paper process.

Apart from the dialog, which only shows it.
"""

from __future__ import annotations

from dataclasses import dataclass

from osdesk.domain.messages import Event, MessageFile
from osdesk.domain.orders import Order
from osdesk.domain.sheets import ChosenForm, Copies, OrderSheet, Paper
from osdesk.domain.sizes import format_size
from osdesk.services import company, handing, orders, outbox, papers
from osdesk.services.office import Office
from osdesk.services.outbox import Suggestion
from osdesk.texts import _, language, ngettext


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """An order to be sent: what is suggested, the sheet that goes with it under its file's name, and the photos that
    may. `area_code` is for numbers typed without one.
    """

    order: Order
    suggestion: Suggestion
    sheet: OrderSheet
    file_name: str
    photos: tuple[MessageFile, ...]
    whatsapp_text: str = ""
    area_code: str = ""


def gather(office: Office, order_id: int, event: Event = Event.REQUEST) -> Gathered:
    """Everything the dialog shows of an order. Raises `Gone`."""
    order = orders.get(office, order_id)
    sheet = papers.sheet(office, order)
    return Gathered(
        order=order,
        suggestion=outbox.compose(office, order_id, event),
        sheet=sheet,
        file_name=papers.file_name(sheet, office.today()),
        photos=tuple(
            MessageFile(file=photo.file, name=photo.name, media_type=photo.media_type, size=photo.size)
            for photo in order.photos
        ),
        whatsapp_text=handing.whatsapp_text(office, order_id, event),
        area_code=company.get(office).area_code,
    )


def paper_words(paper: Paper, sheet: OrderSheet) -> str:
    """`1 folha, 2 vias · 86 KB`."""
    if paper.form is ChosenForm.HALF and sheet.options.copies is Copies.BOTH and paper.pages == 1:
        pages = _("1 sheet, 2 copies")
    else:
        pages = ngettext("{count} page", "{count} pages", paper.pages).format(count=paper.pages)
    return f"{pages} · {format_size(len(paper.pdf), language())}"
