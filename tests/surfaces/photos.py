"""Photos and files of an order: the section with all it can say, its menu and questions, a photo seen whole."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from osdesk.domain.attachments import Attachment, AttachmentKind, MarkKind
from osdesk.domain.incoming import TurnedAway
from osdesk.domain.questions import OrderQuestion
from osdesk.services import lists
from osdesk.services.office import Office
from osdesk.ui.photos.arriving import Outcome
from osdesk.ui.photos.part import AttachmentsPart
from photo_scenes import order_with_photos, seen_whole
from surfaces.orders import opened_editor
from tour import Tour

_LOST = Attachment(kind=AttachmentKind.FILE, file="0" * 64, name="Laudo técnico.pdf")


def _photographed(office: Office) -> int:
    """An order with three photos, a stage each, and a file; photos print."""
    order_id = lists.orders_first(office, OrderQuestion(), 1)[0].id
    order_with_photos(office, order_id, a_page=2)
    return order_id


def photos(tour: Tour) -> None:
    """The section, and what can be done with each."""
    order_id = tour.place.ask(_photographed)
    tour.know_the_data()
    editor = opened_editor(tour, order_id)
    form = editor.form
    form.go_to_section(form.parts.index(form.photos))
    part: AttachmentsPart = form.photos.part
    tour.until(lambda: part.thumbnails.count >= 3)
    part.photos.set_printed((1,), False)
    tour.look("photos", form.photos)
    tour.look_at_menu("photo's menu", partial(part.open_menu, QPoint(300, 300)))
    tour.look_at_dialog("add photos", part.choose)
    tour.look_at_dialog("add a folder", part.choose_folder)
    tour.look_at_dialog("save the photo", partial(part.save_photo, 0))
    tour.look_at_dialog("a file that is lost", partial(part._do_with_file, _LOST, "open"))
    _outcomes(tour, part)
    viewer = seen_whole(form)
    tour.until(lambda: not viewer.canvas._image.isNull())
    viewer.canvas.add(MarkKind.WORDS)
    tour.look("a photo seen whole", viewer)
    part.remove_chosen()
    tour.until(tour.window.snackbar.isVisible)
    tour.look("photo removed", tour.window.snackbar)
    tour.window.snackbar.undo()
    part._do_with_file(part.files.rows[0].file, "remove")
    tour.settle()
    tour.look("file removed", tour.window.snackbar)
    part.load(())
    QApplication.clipboard().setText("-")
    part.paste()
    tour.look("nothing to paste", form.photos)
    tour.window.close(editor)


def _outcomes(tour: Tour, part: AttachmentsPart) -> None:
    """All that can be said when photos have arrived, or haven't."""
    held = part.photos.photos[0]
    refused = [TurnedAway(name="IMG_200.jpg", code="photo.damaged") for _place in range(5)]
    for outcome in (
        Outcome(total=0),
        Outcome(total=1, done=1, known=[held]),
        Outcome(total=9, done=9, photos=7, known=[held, held], refused=refused),
        Outcome(total=9, photos=2, cancelled=True, too_many=True),
    ):
        part._came(outcome)
        tour.look("what came of it", part)
    part.arriving._busy = True
    part._show_progress(12, 500)
    tour.look("photos on their way", part.under_way)
    part.arriving._busy = False
    part._came(Outcome(total=1, done=1, photos=1))
