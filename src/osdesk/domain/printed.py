"""What of a sheet is seen on it: the values that an issued document freezes, and by which two are told apart.

Apart from the sheet, which is gathered with all that the office knows: notes nobody prints, versions and ids. Frozen
with a document they would say more than it does, and make another one of what prints the same.
"""

from __future__ import annotations

from dataclasses import replace

from osdesk.domain.attachments import Attachment
from osdesk.domain.checklists import Checklist
from osdesk.domain.clients import Client
from osdesk.domain.company import Company
from osdesk.domain.orders import UNBILLED, Order
from osdesk.domain.sheets import OrderSheet, SheetPhoto
from osdesk.domain.visits import Visit


def printed(sheet: OrderSheet) -> OrderSheet:
    """The sheet without what doesn't print, and without what issuing adds: number, code and moment."""
    photos = sheet.photos if sheet.options.photos_a_page else ()
    options = sheet.options if photos else replace(sheet.options, photos_a_page=0)
    return replace(
        sheet,
        company=_company(sheet.company, alone=sheet.order is None),
        client=_client(sheet.client) if sheet.client is not None else None,
        order=_order(sheet.order, tuple(photo.attachment for photo in photos)) if sheet.order is not None else None,
        options=options,
        photos=tuple(SheetPhoto(attachment=_photo(photo.attachment), data=photo.data) for photo in photos),
        revision=0,
        verification="",
        issued_at=None,
    )


def _company(company: Company, *, alone: bool) -> Company:
    """The logo is the sheet's own; terms and warranty are only those of a form without an order."""
    if alone:
        return replace(company, version=0, logo="")
    return replace(company, version=0, logo="", terms="", warranty_days=None)


def _client(client: Client) -> Client:
    """What the order hasn't copied from it."""
    return Client(
        name=client.name,
        legal_name=client.legal_name,
        tax_id=client.tax_id,
        state_registration=client.state_registration,
    )


def _order(order: Order, photos: tuple[Attachment, ...]) -> Order:
    """Status and type stand on the sheet by name."""
    return replace(
        order,
        id=None,
        version=0,
        sample=False,
        client_id=None,
        service_type_id=None,
        status_id=None,
        status_reason="",
        internal_notes="",
        follows="",
        closing_override="",
        **UNBILLED,
        deleted_at=None,
        visits=tuple(_visit(visit) for visit in order.visits),
        checklists=tuple(_checklist(held) for held in order.checklists),
        materials=tuple(replace(line, id=None) for line in order.materials),
        attachments=tuple(_photo(photo) for photo in photos),
        signatures=tuple(replace(each, id=None) for each in order.signatures if not each.cleared),
    )


def _visit(visit: Visit) -> Visit:
    return replace(visit, id=None, kilometres=None)


def _checklist(held: Checklist) -> Checklist:
    items = tuple(replace(item, id=None) for item in held.items)
    return replace(held, id=None, template_id=None, items=items)


def _photo(photo: Attachment) -> Attachment:
    """The picture as it is kept, what is told about it and drawn on it."""
    marks = tuple(replace(mark, id=None) for mark in photo.marks)
    return replace(photo, id=None, original="", source="", name="", media_type="", size=0, marks=marks)
