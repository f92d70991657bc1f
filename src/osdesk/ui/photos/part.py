"""Photos and files as a part of the order's form: what is shown, what is read back, and what a person does with them.

Apart from the section, which adds the title and the words for the index.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from osdesk.domain.attachments import Attachment, AttachmentKind, PhotoStage
from osdesk.domain.incoming import Incoming
from osdesk.domain.problems import Problem
from osdesk.services import attachments, wording
from osdesk.texts import _, ngettext
from osdesk.ui.desk import Desk
from osdesk.ui.kit.badges import KeyLine, Progress
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.field import Message, MessageLine
from osdesk.ui.kit.labels import Label
from osdesk.ui.kit.layout import bar, column
from osdesk.ui.photos import cells, pasting
from osdesk.ui.photos.arriving import Arriving, Outcome, offered
from osdesk.ui.photos.board import Board
from osdesk.ui.photos.files import FileList
from osdesk.ui.photos.grid import PhotoGrid
from osdesk.ui.photos.model import PhotoModel, stage_name
from osdesk.ui.photos.pictures import Thumbnails
from osdesk.ui.photos.tile import DropTile, takes
from osdesk.ui.photos.viewer import PhotoViewer
from osdesk.ui.photos.words import outcome_words
from osdesk.ui.records.notes import NoteLine
from osdesk.ui.tasks import Lane
from osdesk.ui.theme import current


class AttachmentsPart(QWidget):
    """Photos, files, and the ways in. A part of the form's binding at the path "attachments"."""

    edited = Signal()
    #: Photos or files came or went: more than a few words would be lost by a crash.
    came_or_went = Signal()
    cell_shown = Signal(QWidget, QRect)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._files: tuple[Attachment, ...] = ()
        self._whole: tuple[Attachment, ...] = ()
        self.photos = PhotoModel(self)
        self.thumbnails = Thumbnails(desk, self._cover(), self)
        self.grid = PhotoGrid(self.photos, self.thumbnails, takes)
        self.tile = DropTile()
        self.board = Board(self.grid, self.tile)
        self.arriving = Arriving(desk, self)
        self.files = FileList()
        self.note = NoteLine()
        self._line = MessageLine()
        self._progress = Progress(width=0)
        self._progress_words = Label("", "hint")
        self.cancel_button = Button(_("Cancel"), self.arriving.cancel, kind="text")
        self.under_way = QWidget()
        self.under_way.setLayout(bar(self._progress, 1, self._progress_words, self.cancel_button, gap=10))
        self.under_way.hide()
        self.keys = KeyLine(
            (
                (("Enter",), _("See it")),
                (("F2",), _("Caption")),
                (("1", "2", "3"), _("Stage")),
                (("Alt", "←", "→"), _("Move")),
                (("Del",), _("Remove")),
            )
        )
        self.keys.hide()
        self.setLayout(column(self.board, self.under_way, self.note, self._line, self.keys, self.files, gap=8))
        self._connect()

    def _connect(self) -> None:
        self.photos.edited.connect(self._changed)
        self.grid.opened.connect(self.open_photo)
        self.grid.remove_wanted.connect(self.remove_chosen)
        self.grid.paste_wanted.connect(self.paste)
        self.grid.menu_wanted.connect(self.open_menu)
        self.grid.dropped.connect(self.take)
        self.grid.over_changed.connect(self.tile.set_over)
        self.grid.cell_shown.connect(partial(self.cell_shown.emit, self.grid))
        self.tile.clicked.connect(self.choose)
        self.tile.dropped.connect(self.take)
        self.tile.paste_wanted.connect(self.paste)
        self.files.wanted.connect(self._do_with_file)
        self.arriving.arrived.connect(self._arrived)
        self.arriving.progressed.connect(self._show_progress)
        self.arriving.finished.connect(self._came)

    def _cover(self) -> QSize:
        theme = current()
        return QSize(theme.px(cells.WIDTH), theme.px(cells.HEIGHT)) * max(1.0, self.devicePixelRatioF())

    def changeEvent(self, event: QEvent) -> None:
        """Another size of the text: other places, other pictures."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.thumbnails.cover(self._cover())
            self.board.arrange()

    # A part of the binding

    def load(self, value: Any) -> None:
        """Show these photos and files; those that only got their ids from saving stay as they are."""
        value = tuple(value)
        self._files = tuple(each for each in value if each.kind is AttachmentKind.FILE)
        self.thumbnails.cover(self._cover())
        self.photos.show([each for each in value if each.kind is AttachmentKind.PHOTO])
        self.files.show_files(self._files)
        self.keys.setVisible(self.photos.rowCount() > 0)
        self._whole = (*self.photos.photos, *self._files)
        if self._whole == value:
            self._whole = value

    def read(self) -> tuple[Any, tuple[Problem, ...]]:
        """Photos in their order, and then the files."""
        return self._whole, ()

    def show_problems(self, problems: tuple[Problem, ...], *, all_of_them: bool) -> None:
        """Say what is wrong with all of them: too many, say."""
        first = next(iter(problems), None)
        self._line.show_message(Message(wording.sentence(first)) if first is not None else None)

    def focus_problem(self, problem: Problem) -> None:
        """Give the keyboard to the photos."""
        self.first_place().setFocus()

    def holds(self, widget: QWidget) -> bool:
        """Whether that widget is in here."""
        return self.isAncestorOf(widget)

    def unreadable(self) -> dict[str, str]:
        """Nothing here can be typed so that it can't be read."""
        return {}

    def show_unreadable(self, path: str, text: str) -> None:
        """As above."""

    def first_place(self) -> QWidget:
        """The photos, or where the first one is put."""
        return self.grid if self.photos.rowCount() else self.tile

    def _changed(self) -> None:
        count = len(self._whole)
        self._whole = (*self.photos.photos, *self._files)
        self.keys.setVisible(self.photos.rowCount() > 0)
        if not self.arriving.busy:
            self.note.say("")
        self.edited.emit()
        if len(self._whole) != count and not self.arriving.busy:
            self.came_or_went.emit()

    def _set_files(self, files: Sequence[Attachment]) -> None:
        self._files = tuple(files)
        self.files.show_files(self._files)
        self._changed()

    # The ways in

    def choose(self) -> None:
        """By the file dialog; any file, several at once."""
        filters = ((_("Photos and files"), "*"), (_("Pictures"), pasting.PATTERNS))
        self._desk.prompts.open_files(self, _("Add photos and files"), "photo", filters, self.take_paths)

    def choose_folder(self) -> None:
        """All pictures of a folder: a phone's, a camera's."""
        self._desk.prompts.folder(self, _("All photos of a folder"), "photo", lambda path: self.take_paths((path,)))

    def take_paths(self, paths: Sequence[Path]) -> None:
        """Bring in files and the pictures of folders."""
        self._bring(offered(paths))

    def paste(self) -> None:
        """Take the picture or the files on the clipboard."""
        if not self.take(QGuiApplication.clipboard().mimeData()):
            self.note.say(_("There is no photo or file to paste. Copy one first."), "advice")

    def take(self, mime: QMimeData | None) -> bool:
        """Take what was dropped or pasted; False when nothing of it is a file or a picture."""
        found = pasting.read(mime)
        if isinstance(found, QImage):
            # Packing a large screen takes longer than a key may wait.
            pack = pasting.packed
            self._desk.tasks.run(Lane.SURVEY, pack, found, done=lambda item: self._bring((item,)), owner=self)
            return True
        self._bring(found)
        return bool(found)

    def _bring(self, items: Sequence[Incoming]) -> None:
        if items:
            self.note.say("")
            self.arriving.bring(items, self._whole)

    def _arrived(self, stored: tuple[Attachment, ...]) -> None:
        self.photos.add([each for each in stored if each.kind is AttachmentKind.PHOTO])
        files = [each for each in stored if each.kind is AttachmentKind.FILE]
        if files:
            self._set_files((*self._files, *files))

    def _show_progress(self, done: int, total: int) -> None:
        self.under_way.setVisible(self.arriving.busy)
        self._progress.set_progress(done, total)
        self._progress_words.setText(_("{done} of {total}").format(done=done, total=total))

    def _came(self, outcome: Outcome) -> None:
        self.under_way.hide()
        if outcome.photos or outcome.files:
            self.came_or_went.emit()
        words = outcome_words(outcome)
        self.note.say(words, "advice" if words else "ok")
        if outcome.known and not outcome.photos and not outcome.files:
            place = self.photos.place_of(outcome.known[0].file)
            if place >= 0:
                self.grid.go_to(place)
        elif outcome.photos == 1 and self.tile.hasFocus():
            # From the tile the keyboard goes on to what it brought, to name it.
            self.grid.go_to(self.photos.rowCount() - 1)
            self.grid.setFocus()

    # What is done with them

    def open_photo(self, place: int) -> None:
        """See a photo whole, go on from there, draw on it."""
        viewer = PhotoViewer(self._desk, self.photos, place, self)
        viewer.finished.connect(lambda _result: self.grid.go_to(viewer.place) if self.photos.rowCount() else None)
        viewer.save_wanted.connect(self.save_photo)
        self._desk.prompts.show(viewer)
        viewer.begin()

    def remove_chosen(self) -> None:
        """Take the chosen photos out; they can be put back."""
        chosen = self.grid.chosen
        gone = self.photos.remove(chosen)
        if not gone:
            return
        if self.photos.rowCount():
            self.grid.go_to(min(chosen[0], self.photos.rowCount() - 1))
        else:
            self.tile.setFocus()
        words = ngettext("{count} photo removed", "{count} photos removed", len(gone)).format(count=len(gone))
        self._desk.go.say(words, partial(self.photos.put_back, gone))

    def save_photo(self, place: int) -> None:
        """Write a photo to a file that the person chooses; the original, where it is kept."""
        self._save(self.photos.photos[place])

    def open_menu(self, place: QPoint) -> None:
        """What can be done with the chosen photos."""
        chosen = self.grid.chosen
        if chosen:
            self._menu(chosen).popup(place)

    def _menu(self, chosen: tuple[int, ...]) -> QMenu:
        photos = [self.photos.photos[place] for place in chosen]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("&See it")).triggered.connect(partial(self.open_photo, chosen[0]))
        caption = menu.addAction(_("Write the &caption"))
        caption.setShortcut(QKeySequence("F2"))
        caption.triggered.connect(lambda: self.grid.edit(self.photos.index(chosen[0])))
        stages = menu.addMenu(_("S&tage"))
        for key, stage in zip("1230", (*PhotoStage, None), strict=True):
            action = stages.addAction(stage_name(stage))
            action.setShortcut(QKeySequence(key))
            action.setCheckable(True)
            action.setChecked(all(photo.stage is stage for photo in photos))
            action.triggered.connect(partial(self.photos.set_stage, chosen, stage))
        printed = menu.addAction(_("&Print with the order"))
        printed.setCheckable(True)
        printed.setChecked(all(photo.printed for photo in photos))
        printed.triggered.connect(lambda on: self.photos.set_printed(chosen, on))
        menu.addSeparator()
        for words, key, step in ((_("Move &back"), "Alt+Left", -1), (_("Move &on"), "Alt+Right", 1)):
            moved = menu.addAction(words)
            moved.setShortcut(QKeySequence(key))
            moved.triggered.connect(partial(self.grid.move_by, step))
        menu.addSeparator()
        menu.addAction(_("Save &as…")).triggered.connect(partial(self.save_photo, chosen[0]))
        removed = menu.addAction(_("&Remove"))
        removed.setShortcut(QKeySequence.StandardKey.Delete)
        removed.triggered.connect(self.remove_chosen)
        return menu

    def _do_with_file(self, file: Attachment, wish: str) -> None:
        if wish == "open":
            open_path = self._desk.prompts.open_path
            self._run(attachments.write_copy, self._desk.office, file, done=open_path)
        elif wish == "save":
            self._save(file)
        elif file in self._files:
            at = self._files.index(file)
            self._set_files((*self._files[:at], *self._files[at + 1 :]))
            (self.files.rows[min(at, len(self._files) - 1)].open_button if self._files else self.tile).setFocus()
            put_back = partial(self._put_file_back, at, file)
            self._desk.go.say(_("{name} removed").format(name=file.name), put_back)

    def _put_file_back(self, at: int, file: Attachment) -> None:
        self._set_files((*self._files[:at], file, *self._files[at:]))

    def _save(self, attachment: Attachment) -> None:
        original = bool(attachment.original)
        name = attachments.file_name(attachment, original=original)
        suffix = Path(name).suffix
        filters = ((_("Files"), f"*{suffix}"),) if suffix else ()

        def write(path: Path) -> None:
            told = partial(self._desk.go.say, _("Saved: {name}").format(name=path.name))
            args = (self._desk.office, attachment, path)
            self._run(partial(attachments.save_as, original=original), *args, done=lambda _nothing: told())

        self._desk.prompts.save_file(self, _("Save as"), "photo", name, filters, write)

    def _run(self, fn: Any, *args: object, done: Any) -> None:
        def fail(error: BaseException) -> None:
            if isinstance(error, attachments.HandoverTrouble | attachments.FileLost):
                self._desk.prompts.tell(self, *wording.trouble_sentence(error))
            else:
                self._desk.tasks.failure.emit(error)

        self._desk.tasks.run(Lane.READ, fn, *args, done=done, failed=fail, owner=self)
