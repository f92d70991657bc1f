"""Scenes for the pictures of screens: an order with photos and a file, its preview with their page, one seen whole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from builders import at
from osdesk.domain.attachments import Attachment, AttachmentKind, MarkKind, PhotoMark, PhotoStage
from osdesk.domain.incoming import Arrived, Incoming, PhotoOptions
from osdesk.services import attachments, company, foreign, orders
from osdesk.services.office import Office
from photographs import encoded, scene

if TYPE_CHECKING:
    from osdesk.ui.orders.form import OrderForm
    from osdesk.ui.photos.viewer import PhotoViewer

CAPTIONS = ("Vazamento no balcão", "Pressão antes", "Condensadora")
MARKS = (
    PhotoMark(kind=MarkKind.ARROW, x=5_600, y=9_000, to_x=4_650, to_y=7_700),
    PhotoMark(kind=MarkKind.CIRCLE, x=2_700, y=6_600, to_x=5_000, to_y=8_300),
    PhotoMark(kind=MarkKind.WORDS, x=5_700, y=8_700, to_x=8_400, to_y=9_200, words="Pinga no balcão"),
)


def order_with_photos(office: Office, order_id: int, *, count: int = 3, a_page: int = 0) -> None:
    """Give a stored order photos (and one file), drawn ones; and let the office print so many on a page."""
    options = PhotoOptions(edge=1200)
    stored: list[Attachment] = []
    for number in range(count):
        found = foreign.read(Incoming(data=encoded(scene(number)), name=f"IMG_20{number}.jpg"), options)
        assert isinstance(found, Arrived)
        (photo,) = attachments.store(office, [replace(found, source=f"{number:064x}")])
        stages = (PhotoStage.BEFORE, PhotoStage.BEFORE, PhotoStage.AFTER)
        stored.append(
            replace(
                photo,
                caption=CAPTIONS[number % 3],
                stage=stages[number % 3],
                taken_at=at(2026, 11, 23, 8, 20 + number % 30),
                marks=MARKS if number == 0 else (),
            )
        )
    pdf = Arrived(
        kind=AttachmentKind.FILE,
        name="Laudo técnico.pdf",
        media_type="application/pdf",
        data=b"%PDF-1.7",
        source="f" * 64,
    )
    stored += attachments.store(office, [pdf])
    orders.save(office, replace(orders.get(office, order_id), attachments=tuple(stored)))
    if a_page:
        company.save_settings(office, replace(company.settings(office), photos_a_page=a_page))


def seen_whole(form: OrderForm, place: int = 0) -> PhotoViewer:
    """A photo of the form in the viewer, its circle chosen."""
    from osdesk.ui.photos.viewer import PhotoViewer

    part: Any = form.photos.part
    part.open_photo(place)
    viewer = part.window().findChild(PhotoViewer)
    assert isinstance(viewer, PhotoViewer)
    return viewer
