"""The photos of an order, in their order, as a list that a view shows; every change of them is made here.

A list of values: what Qt asks for is answered from them, and what is read back is the very tuple.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from osdesk.domain.attachments import Attachment, PhotoStage
from osdesk.domain.text import clean
from osdesk.texts import _, ngettext, pgettext
from osdesk.ui.photos.undoing import Steps

_Index = QModelIndex | QPersistentModelIndex
#: Characters of a caption: some lines under a photo of six on a page.
LONGEST_CAPTION = 200


class PhotoModel(QAbstractListModel):
    """The photos. `edited`: a person changed something (`show` doesn't tell)."""

    edited = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._photos: tuple[Attachment, ...] = ()
        self._steps = Steps()

    @property
    def photos(self) -> tuple[Attachment, ...]:
        """All of them; the same tuple until something changes."""
        return self._photos

    def show(self, photos: Sequence[Attachment]) -> None:
        """Show these in place of what is there. Where they only got their ids from saving, nothing moves."""
        photos = tuple(photos)
        same = len(photos) == len(self._photos) and all(map(_alike, photos, self._photos))
        if same:
            self._photos = photos
            return
        self._steps.forget()
        self.beginResetModel()
        self._photos = photos
        self.endResetModel()

    def place_of(self, file: str) -> int:
        """The place of the photo with that file, -1 when there is none."""
        return next((place for place, photo in enumerate(self._photos) if photo.file == file), -1)

    # Changing

    def add(self, photos: Sequence[Attachment]) -> None:
        """Put photos after the others."""
        if photos:
            first = len(self._photos)
            self.beginInsertRows(QModelIndex(), first, first + len(photos) - 1)
            self._photos = (*self._photos, *photos)
            self.endInsertRows()
            self.edited.emit()

    def change(self, place: int, photo: Attachment) -> None:
        """Put another value in the place of a photo; no step of its own, for who draws has undo of that."""
        if 0 <= place < len(self._photos) and photo != self._photos[place]:
            self._photos = (*self._photos[:place], photo, *self._photos[place + 1 :])
            index = self.index(place)
            self.dataChanged.emit(index, index)
            self.edited.emit()

    def set_stage(self, places: Iterable[int], stage: PhotoStage | None) -> None:
        """Say when photos were taken, as the work goes."""
        self._change_all({place: replace(self._photos[place], stage=stage) for place in places})

    def set_printed(self, places: Iterable[int], printed: bool) -> None:
        """Let photos go on the paper, or not."""
        self._change_all({place: replace(self._photos[place], printed=printed) for place in places})

    def _change_all(self, changed: dict[int, Attachment]) -> None:
        """One step for all of them."""
        before = self._photos
        for place, photo in changed.items():
            self.change(place, photo)
        if self._photos != before:
            self._steps.add(before, self._photos)

    def remove(self, places: Iterable[int]) -> tuple[tuple[int, Attachment], ...]:
        """Take photos out; what was where, to be put back."""
        before = self._photos
        gone = tuple((place, self._photos[place]) for place in sorted(set(places)) if 0 <= place < len(self._photos))
        for place, _photo in reversed(gone):
            self.beginRemoveRows(QModelIndex(), place, place)
            self._photos = (*self._photos[:place], *self._photos[place + 1 :])
            self.endRemoveRows()
        if gone:
            self._steps.add(before, self._photos)
            self.edited.emit()
        return gone

    def put_back(self, gone: Sequence[tuple[int, Attachment]]) -> None:
        """Put removed photos back where they were, as far as that place still is."""
        for place, photo in gone:
            at = min(place, len(self._photos))
            self.beginInsertRows(QModelIndex(), at, at)
            self._photos = (*self._photos[:at], photo, *self._photos[at:])
            self.endInsertRows()
        if gone:
            self.edited.emit()

    def move(self, places: Iterable[int], before: int) -> range:
        """Move photos, as they stand, before the one at that place (the count: to the end); where they are then."""
        chosen = sorted(set(places))
        moved = [self._photos[place] for place in chosen]
        left = [photo for place, photo in enumerate(self._photos) if place not in set(chosen)]
        at = before - sum(place < before for place in chosen)
        after = (*left[:at], *moved, *left[at:])
        if after != self._photos:
            self._steps.add(self._photos, after)
            self._rearrange(after)
            self.edited.emit()
        return range(at, at + len(moved))

    def undo(self) -> tuple[int, ...]:
        """Take back what was done last: moved, named, removed…; the places of what changed by it, none if nothing."""
        return self._turn(self._steps.undone(self._photos))

    def redo(self) -> tuple[int, ...]:
        """Do again what was taken back last."""
        return self._turn(self._steps.redone(self._photos))

    def _turn(self, after: tuple[Attachment, ...]) -> tuple[int, ...]:
        before = self._photos
        if after == before:
            return ()
        order = [photo.file for photo in before]
        if {photo.file for photo in after} != set(order):
            self.beginResetModel()
            self._photos = after
            self.endResetModel()
            found = [place for place, photo in enumerate(after) if photo.file not in order]
        else:
            self._rearrange(after)
            found = [place for place, photo in enumerate(after) if photo != before[place]]
        self.edited.emit()
        return tuple(found) or (0,)

    def _rearrange(self, after: tuple[Attachment, ...]) -> None:
        self.layoutAboutToBeChanged.emit()
        self._photos = after
        self.layoutChanged.emit()

    # What Qt asks

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  an invalid index is a constant
        """How many photos."""
        return 0 if parent.isValid() else len(self._photos)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Captions can be written, photos dragged."""
        flags = Qt.ItemFlag
        return flags.ItemIsEnabled | flags.ItemIsSelectable | flags.ItemIsEditable | flags.ItemIsDragEnabled

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The caption; what a screen reader says; the value itself."""
        if not index.isValid() or index.row() >= len(self._photos):
            return None
        photo = self._photos[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return photo
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return photo.caption
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return told(photo, index.row(), len(self._photos))
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A caption that was typed."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        caption = clean(str(value))[:LONGEST_CAPTION]
        self._change_all({index.row(): replace(self._photos[index.row()], caption=caption)})
        return True


def stage_name(stage: PhotoStage | None) -> str:
    """The stage in words; that there is none, too."""
    return {
        None: pgettext("stage of a photo", "None"),
        PhotoStage.BEFORE: pgettext("stage of a photo", "Before"),
        PhotoStage.DURING: pgettext("stage of a photo", "During"),
        PhotoStage.AFTER: pgettext("stage of a photo", "After"),
    }[stage]


def told(photo: Attachment, place: int, count: int) -> str:
    """A photo in words: which one, its caption or name, its stage, what was drawn on it."""
    words = [_("Photo {number} of {count}").format(number=place + 1, count=count), photo.caption or photo.name]
    if photo.stage is not None:
        words.append(stage_name(photo.stage))
    if photo.marks:
        words.append(ngettext("{count} mark", "{count} marks", len(photo.marks)).format(count=len(photo.marks)))
    if not photo.printed:
        words.append(_("not printed"))
    return ", ".join(word for word in words if word)


def _alike(one: Attachment, other: Attachment) -> bool:
    """Whether they differ in no more than the ids that saving gives."""
    if one is other or one == other:
        return True
    return replace(one, id=None, marks=_bare(one)) == replace(other, id=None, marks=_bare(other))


def _bare(photo: Attachment) -> Any:
    return tuple(replace(mark, id=None) for mark in photo.marks)
