"""A photo seen whole over the window: next and previous, what was drawn on it, caption, stage, whether it prints.

What is changed here is changed in the form at once; the order is saved there.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from osdesk.domain.attachments import Attachment, MarkKind, PhotoMark, PhotoStage
from osdesk.domain.dates import format_date, format_time
from osdesk.services.attachments import FileLost
from osdesk.texts import _, language
from osdesk.ui.desk import Desk
from osdesk.ui.kit import paint
from osdesk.ui.kit.badges import KeyLine
from osdesk.ui.kit.buttons import Button, IconButton
from osdesk.ui.kit.choices import Option, SegmentedChoice
from osdesk.ui.kit.dialog import Dialog
from osdesk.ui.kit.labels import ElidedLabel, Label
from osdesk.ui.kit.layout import bar
from osdesk.ui.kit.text_inputs import TextInput
from osdesk.ui.kit.toggles import CheckBox
from osdesk.ui.photos.canvas import PhotoCanvas
from osdesk.ui.photos.model import LONGEST_CAPTION, PhotoModel, stage_name, told
from osdesk.ui.photos.pictures import whole_picture
from osdesk.ui.tasks import Lane
from osdesk.ui.theme import current

#: What the dialog leaves of the window, and what its own lines take.
_BESIDE, _LINES = 96, 250
_NARROWEST, _WIDEST, _LOWEST = 700, 1_200, 140


class PhotoViewer(Dialog):
    """One photo of the model at a time, begun with `begin`. `save_wanted` has the place of one to be saved."""

    save_wanted = Signal(int)

    def __init__(self, desk: Desk, photos: PhotoModel, place: int, parent: QWidget) -> None:
        theme = current()
        window = parent.window()
        scale = theme.px(100) / 100
        width = round(min(_WIDEST, max(_NARROWEST, window.width() / scale - _BESIDE)))
        super().__init__(parent, _("Photo"), width=width)
        self._desk, self._photos = desk, photos
        self.place = place
        self.canvas = PhotoCanvas()
        beside = theme.px(_LINES) + 4 * paint.SHADOW
        self.canvas.setFixedHeight(max(theme.px(_LOWEST), window.height() - beside))
        self._count = Label("", "dim")
        self.previous_button = IconButton("chevron-left", _("Previous photo (PgUp)"), partial(self.step, -1))
        self.next_button = IconButton("chevron-right", _("Next photo (PgDn)"), partial(self.step, 1))
        for widget in (self._count, self.previous_button, self.next_button):
            self.head.addWidget(widget)
        self._one_line_title()
        self.add_close()
        self.tools = {
            kind: self._tool(icon, words, kind)
            for kind, icon, words in (
                (MarkKind.ARROW, "arrow-up-right", _("Arrow (A)")),
                (MarkKind.BOX, "square", _("Box (B)")),
                (MarkKind.CIRCLE, "circle", _("Circle (C)")),
                (MarkKind.WORDS, "type", _("Words (W)")),
            )
        }
        self.undo_button = IconButton("undo-2", _("Undo (Ctrl+Z)"), self.canvas.undo)
        self.erase_button = IconButton("trash-2", _("Remove the mark (Del)"), self.canvas.remove_chosen)
        self._facts = Label("", "hint")
        self.caption = TextInput(example=_("Caption"), longest=LONGEST_CAPTION)
        self.caption.setMaxLength(LONGEST_CAPTION)
        self.caption.setAccessibleName(_("Caption"))
        self.stage = SegmentedChoice([Option(stage, stage_name(stage)) for stage in (None, *PhotoStage)])
        self.stage.setAccessibleName(_("Stage"))
        self.printed = CheckBox(_("&Print with the order"))
        self._lay_out()
        self._connect()

    def _tool(self, icon: str, words: str, kind: MarkKind) -> IconButton:
        button = IconButton(icon, words, partial(self._press_tool, kind))
        button.setCheckable(True)
        return button

    def _one_line_title(self) -> None:
        """A caption of several lines would push the verbs off the window, and move them with every photo."""
        title = ElidedLabel(self.title_label.text(), "record")
        self.head.replaceWidget(self.title_label, title)
        self.title_label.deleteLater()
        self.title_label = title

    def _lay_out(self) -> None:
        tools = bar(*self.tools.values(), self.undo_button, self.erase_button, None, self._facts, gap=4)
        self.add(tools)
        self.add(self.canvas)
        self.add(bar(self.caption, 1, self.stage, self.printed, gap=12))
        self.add(
            KeyLine(
                (
                    (("A", "B", "C", "W"), _("Draw")),
                    (("←", "→"), _("Move")),
                    (("Shift",), _("its end")),
                    (("M",), _("Next mark")),
                    (("PgUp", "PgDn"), _("Other photo")),
                )
            )
        )
        self.add_buttons(
            Button(_("Save as…"), lambda: self.save_wanted.emit(self.place), icon="file-down"),
            Button(_("Close"), self.accept, kind="filled"),
            left=Button(_("Remove the photo"), self._remove, kind="danger", icon="trash-2"),
        )

    def _connect(self) -> None:
        self.canvas.marks_changed.connect(self._drawn)
        self.canvas.tool_changed.connect(self._show_tool)
        self.canvas.selection_changed.connect(self._show_verbs)
        self.caption.edited.connect(lambda: self._change(caption=self.caption.text()))
        self.caption.left.connect(lambda: self._change(caption=self.caption.fitting()))
        self.stage.edited.connect(lambda: self._change(stage=self.stage.read()))
        self.printed.edited.connect(lambda: self._change(printed=self.printed.read()))
        undo = QShortcut(QKeySequence.StandardKey.Undo, self)
        undo.activated.connect(self.canvas.undo)
        self._photos.modelReset.connect(self._follow)

    # What is shown

    @property
    def photo(self) -> Attachment:
        """The photo that shows."""
        return self._photos.photos[self.place]

    def begin(self) -> None:
        """Show the first photo, with the keyboard on it."""
        self._show()
        self.canvas.setFocus()

    def step(self, by: int) -> None:
        """Show another photo; at either end, nothing happens."""
        place = self.place + by
        if 0 <= place < self._photos.rowCount():
            if self.canvas.writing:
                self.canvas.finish_writing()
            self.place = place
            self._show()

    def _show(self) -> None:
        photo, count = self.photo, self._photos.rowCount()
        self._count.setText(_("{number} of {count}").format(number=self.place + 1, count=count))
        self.title_label.setText(photo.caption or photo.name or _("Photo"))
        self.setAccessibleName(told(photo, self.place, count))
        self.previous_button.setEnabled(self.place > 0)
        self.next_button.setEnabled(self.place < count - 1)
        self.caption.show_value(photo.caption)
        self.stage.show_value(photo.stage)
        self.printed.show_value(photo.printed)
        self._facts.setText(self._about(photo))
        self.canvas.show_photo(QImage(), photo.marks, _("Fetching the photo…"))
        self._show_verbs()
        self._desk.tasks.run(
            Lane.READ,
            whole_picture,
            self._desk.office,
            photo.file,
            photo.name,
            done=partial(self._show_picture, photo.file),
            failed=self._failed,
            owner=self,
            latest="photo",
        )

    def _about(self, photo: Attachment) -> str:
        # Without a caption the name is the title.
        parts = [photo.name if photo.caption else ""]
        if photo.taken_at is not None:
            taken = photo.taken_at.astimezone(self._desk.office.zone)
            parts.append(f"{format_date(taken.date(), language())} {format_time(taken)}")
        return " · ".join(part for part in parts if part)

    def _show_picture(self, file: str, image: QImage) -> None:
        if self.photo.file == file:
            self.canvas.show_photo(image, self.photo.marks)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, FileLost):
            self.canvas.show_photo(QImage(), self.photo.marks, _("The file of this photo is missing."))
        else:
            self._desk.tasks.failure.emit(error)

    def _show_verbs(self) -> None:
        self.undo_button.setEnabled(self.canvas.can_undo)
        self.erase_button.setEnabled(self.canvas.chosen >= 0)

    def _show_tool(self, tool: MarkKind | None) -> None:
        for kind, button in self.tools.items():
            button.setChecked(kind is tool)

    def _follow(self) -> None:
        """The order was loaded anew under it."""
        if self.place < self._photos.rowCount():
            self._show()
        else:
            self.reject()

    # What is done

    def _press_tool(self, kind: MarkKind) -> None:
        self.canvas.set_tool(None if self.canvas.tool is kind else kind)
        self._show_tool(self.canvas.tool)
        self.canvas.setFocus()

    def _drawn(self, marks: tuple[PhotoMark, ...]) -> None:
        self._change(marks=marks)
        self._show_verbs()

    def _change(self, **changes: object) -> None:
        self._photos.change(self.place, replace(self.photo, **changes))  # type: ignore[arg-type]  # fields of a photo
        if "caption" in changes:
            self.title_label.setText(self.photo.caption or self.photo.name or _("Photo"))
            self._facts.setText(self._about(self.photo))

    def _remove(self) -> None:
        gone = self._photos.remove((self.place,))
        self._desk.go.say(_("Photo removed"), partial(self._photos.put_back, gone))
        if not self._photos.rowCount():
            self.accept()
            return
        self.place = min(self.place, self._photos.rowCount() - 1)
        self._show()
        self.canvas.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A tool by its letter draws one in the middle; other photos by PgUp and PgDn, on the picture by the arrows."""
        letters = {"a": MarkKind.ARROW, "b": MarkKind.BOX, "c": MarkKind.CIRCLE, "w": MarkKind.WORDS}
        kind = letters.get(event.text().lower()) if self.canvas.hasFocus() else None
        steps = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if self.canvas.hasFocus() and self.canvas.chosen < 0:
            steps |= {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if kind is not None and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            self.canvas.add(kind)
        elif event.key() in steps and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.step(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
