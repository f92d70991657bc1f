"""Photos brought into an order by every way there is, ordered, named, drawn upon and printed: by keys and by mouse."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from journeys.person import Person, journey
from osdesk.domain.attachments import MarkKind
from osdesk.texts import _
from osdesk.ui.kit.choices import SegmentedChoice
from osdesk.ui.orders.editor import OrderEditor
from osdesk.ui.orders.page import OrdersPage
from osdesk.ui.photos import cells
from osdesk.ui.photos.part import AttachmentsPart
from osdesk.ui.photos.viewer import PhotoViewer
from osdesk.ui.preferences.page import PreferencesPage
from photographs import HEIC, encoded, notes, scene


def visit(person: Person, home: Path) -> None:
    """From the settings to the printed page of photos."""
    files = photographed(home)
    choose_four_a_page(person)
    part = open_order(person)
    choose_files(person, part, files)
    paste(person, part, home)
    put_in_order_by_keys(person, part)
    put_in_order_by_mouse(person, part)
    remove_and_undo(person, part)
    draw_by_keys(person, part)
    draw_by_mouse(person, part)
    editor = person.page
    assert isinstance(editor, OrderEditor)
    person.picture("photos")
    person.press("ctrl+s")
    person.until(lambda: not editor.is_dirty(), "the order is stored")
    person.until(lambda: editor.preview.paper is not None and editor.preview.paper.pages == 2, "the photos are seen")


def photographed(home: Path) -> list[Path]:
    """What lies in the folder: a phone's photos, a report, something that is no photo."""
    folder = home / "celular"
    folder.mkdir()
    (folder / "IMG_1.jpg").write_bytes(encoded(scene(0), exif=notes()))
    (folder / "IMG_2.png").write_bytes(encoded(scene(1, 800, 600), "PNG"))
    (folder / "IMG_3.heic").write_bytes(HEIC.read_bytes())
    (folder / "laudo.pdf").write_bytes(b"%PDF-1.7")
    (folder / "falsa.jpg").write_bytes(b"Isto nao e uma foto.")
    return sorted(folder.iterdir())


def choose_four_a_page(person: Person) -> None:
    person.program.window.room("preferences")
    person.until(lambda: isinstance(person.page, PreferencesPage), "the settings open")
    page = person.page
    assert isinstance(page, PreferencesPage)
    person.until(lambda: page._loaded, "the settings are read")
    person.rest()
    page.body.bring(page.photos, top=True)
    choice = page.photos.a_page.control
    assert isinstance(choice, SegmentedChoice)
    person.click(choice, QPoint(round(choice.width() * 0.62), choice.height() // 2))
    person.until(lambda: choice.read() == 4, "four are chosen")
    person.picture("settings")
    person.press("ctrl+s")
    person.until(lambda: not page.is_dirty(), "the settings are stored")


def open_order(person: Person) -> AttachmentsPart:
    person.press("ctrl+3")
    person.until(lambda: isinstance(person.page, OrdersPage), "the orders come")
    page = person.page
    assert isinstance(page, OrdersPage)
    person.until(lambda: page.list.pane.model.rowCount() > 0, "there are orders")
    person.press("Down", "Return")
    person.until(lambda: isinstance(person.page, OrderEditor) and person.page.form.isEnabled(), "the editor opens")
    editor = person.page
    assert isinstance(editor, OrderEditor)
    place = editor.form.parts.index(editor.form.photos)
    while editor.form.current < place:
        person.press("ctrl+Next")
    part = editor.form.photos.part
    person.until(part.tile.hasFocus, "the keyboard is where photos are put")
    return part


def choose_files(person: Person, part: AttachmentsPart, files: list[Path]) -> None:
    """Several at once, by the file dialog; what is none is said by its name."""
    person.press("Return")
    person.until(lambda: isinstance(QApplication.activeWindow(), QFileDialog), "the file dialog")
    dialog = QApplication.activeWindow()
    assert isinstance(dialog, QFileDialog)
    person.press("ctrl+a")
    person.type(str(files[0].parent))
    person.press("Return")
    person.until(lambda: dialog.directory().path() == str(files[0].parent), "the folder is shown")
    person.type(" ".join(f'"{path.name}"' for path in files))
    person.picture("files")
    person.press("Return")
    person.until(lambda: part.photos.rowCount() == 3, "the photos are there")
    person.until(lambda: not part.arriving.busy, "all of it was read")
    assert [row.file.name for row in part.files.rows] == ["laudo.pdf"]
    assert "falsa.jpg" in part.note.text
    person.picture("chosen")


def paste(person: Person, part: AttachmentsPart, home: Path) -> None:
    """A picture that another program copied, and the same once more."""
    shot = home / "screen.png"
    shot.write_bytes(encoded(scene(2, 640, 480), "PNG"))
    copied = ["xclip", "-selection", "clipboard", "-t", "image/png", "-i", str(shot)]
    subprocess.run(copied, check=True, timeout=20, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    person.click(part.grid.viewport(), cells.picture_box(part.grid.visualRect(part.photos.index(0))).center())
    person.press("ctrl+v")
    person.until(lambda: part.photos.rowCount() == 4, "the copied picture is there")
    person.press("ctrl+v")
    person.until(lambda: part.note.text == _("This one is in the order already."), "the second one is known")
    assert part.photos.rowCount() == 4
    assert part.grid.currentIndex().row() == 3


def put_in_order_by_keys(person: Person, part: AttachmentsPart) -> None:
    """Moved to the front, named, and told as taken before the work."""
    person.press("alt+Left", "alt+Left", "alt+Left")
    assert part.grid.currentIndex().row() == 0
    person.press("F2")
    person.type("Condensadora antes da limpeza")
    person.press("Return")
    person.until(lambda: part.photos.photos[0].caption == "Condensadora antes da limpeza", "the caption")
    person.press("1")
    person.until(lambda: part.photos.photos[0].stage is not None, "the stage")


def put_in_order_by_mouse(person: Person, part: AttachmentsPart) -> None:
    """The first one dragged behind the second."""
    first, second = part.photos.photos[:2]
    grid = part.grid.viewport()
    start = cells.picture_box(part.grid.visualRect(part.photos.index(0))).center()
    end = cells.picture_box(part.grid.visualRect(part.photos.index(1))).center() + QPoint(50, 0)
    drag(person, grid, start, QPoint((start.x() + end.x()) // 2, start.y() + 6), end)
    person.until(lambda: part.photos.photos[:2] == (second, first), "the photo was dragged on")


def remove_and_undo(person: Person, part: AttachmentsPart) -> None:
    before = part.photos.photos
    person.click(part.grid.viewport(), cells.picture_box(part.grid.visualRect(part.photos.index(2))).center())
    person.press("Delete")
    person.until(lambda: part.photos.rowCount() == 3, "a photo is out")
    person.press("ctrl+z")
    person.until(lambda: part.photos.photos == before, "and back where it was")


def draw_by_keys(person: Person, part: AttachmentsPart) -> None:
    person.click(part.grid.viewport(), cells.picture_box(part.grid.visualRect(part.photos.index(0))).center())
    person.press("Return")
    viewer = seen(person)
    person.press("a", "Left", "Left", "shift+Down")
    person.press("w")
    person.type("Pinga aqui")
    person.press("Return")
    kinds = [MarkKind.ARROW, MarkKind.WORDS]
    person.until(lambda: [mark.kind for mark in part.photos.photos[0].marks] == kinds, "an arrow and words")
    person.press("m", "Delete")
    person.until(lambda: len(part.photos.photos[0].marks) == 1, "the arrow is gone")
    person.press("ctrl+z")
    person.until(lambda: len(part.photos.photos[0].marks) == 2, "and back")
    person.picture("viewer")
    person.press("Next")
    person.until(lambda: viewer.place == 1, "the next photo")
    person.press("Escape")
    person.until(lambda: QApplication.activeModalWidget() is None, "the viewer is closed")
    assert part.grid.currentIndex().row() == 1


def draw_by_mouse(person: Person, part: AttachmentsPart) -> None:
    spot = cells.picture_box(part.grid.visualRect(part.photos.index(1))).center()
    person.click(part.grid.viewport(), spot, times=2)
    viewer = seen(person)
    person.click(viewer.tools[MarkKind.BOX])
    box = viewer.canvas.picture_box
    places = [QPoint(round(box.left() + x * box.width()), round(box.top() + y * box.height())) for x, y in CORNERS]
    drag(person, viewer.canvas, *places)
    person.until(lambda: [mark.kind for mark in part.photos.photos[1].marks] == [MarkKind.BOX], "a box is drawn")
    person.click_button(_("Close"), viewer)
    person.until(lambda: QApplication.activeModalWidget() is None, "the viewer is closed")


CORNERS = ((0.3, 0.3), (0.5, 0.5), (0.7, 0.6))


def seen(person: Person) -> PhotoViewer:
    person.until(lambda: isinstance(QApplication.activeModalWidget(), PhotoViewer), "the photo is seen whole")
    viewer = QApplication.activeModalWidget()
    assert isinstance(viewer, PhotoViewer)
    person.until(lambda: not viewer.canvas._image.isNull(), "the photo is there")
    person.until(viewer.canvas.hasFocus, "the keyboard is on it")
    return viewer


def drag(person: Person, widget: QWidget, *places: QPoint) -> None:
    """Press, move over the places in steps, as a hand does, release; the program lives meanwhile."""
    window = widget.window()
    number = str(int(window.winId()))
    person._settled(widget)
    at = [widget.mapTo(window, place) for place in places]
    hand = ["mousemove", "--window", number, str(at[0].x()), str(at[0].y()), "mousedown", "1"]
    for place in at[1:]:
        for short in (12, 4, 0):
            hand += ["mousemove", "--window", number, str(place.x() - short), str(place.y()), "sleep", "0.05"]
    moving = subprocess.Popen(["xdotool", *hand, "mouseup", "1"])
    # A drag has a loop of its own, in which this one waits too.
    person.until(lambda: moving.poll() is not None, "the hand has moved")
    person.rest()


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    sys.exit(journey(lambda person: visit(person, folder), folder))
