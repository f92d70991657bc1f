"""Pictures of photos for the screen: read from the office and made small on a lane, kept for as long as they are near.

Apart from the view, which only asks: memory is bounded here, however many photos an order has.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

from osdesk.services import attachments
from osdesk.services.attachments import FileLost
from osdesk.services.office import Office
from osdesk.ui.desk import Desk
from osdesk.ui.tasks import Lane

#: Bytes of small pictures kept: some four hundred at usual size, more than a screen ever shows.
MOST_BYTES = 24_000_000
#: Made in one trip: the next wish, of where the person looks now, needn't wait for long.
_AT_ONCE = 6
_MOST_WANTED = 120


class Thumbnails(QObject):
    """Small pictures by the hash of their photo. `ready` names one that has come."""

    ready = Signal(str)

    def __init__(self, desk: Desk, size: QSize, parent: QObject | None = None) -> None:
        """`size`, in the screen's own pixels, is what a picture must cover."""
        super().__init__(parent)
        self._desk, self._size = desk, size
        self._kept: OrderedDict[str, QPixmap] = OrderedDict()
        self._lost: set[str] = set()
        self._bytes = 0
        self._wanted: OrderedDict[str, None] = OrderedDict()
        self._under_way: frozenset[str] = frozenset()
        # After the paint that asks for them all.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fetch)

    @property
    def count(self) -> int:
        """How many are kept."""
        return len(self._kept)

    @property
    def bytes(self) -> int:
        """What they take."""
        return self._bytes

    def cover(self, size: QSize) -> None:
        """From now on they must cover so many pixels: another size of the text, another screen."""
        if size != self._size:
            self._size = size
            self._kept.clear()
            self._bytes = 0

    def get(self, file: str) -> QPixmap | None:
        """The picture, or None while it is fetched; a photo whose file is lost has an empty one."""
        found = self._kept.get(file)
        if found is not None:
            self._kept.move_to_end(file)
            return found
        if file in self._lost:
            return QPixmap()
        if file in self._under_way:
            return None
        self._wanted.pop(file, None)
        self._wanted[file] = None
        while len(self._wanted) > _MOST_WANTED:
            self._wanted.popitem(last=False)
        self._soon.start()
        return None

    def _fetch(self) -> None:
        if self._under_way or not self._wanted:
            return
        # What was asked last is what shows now; within a screen, from its top.
        files = tuple(self._wanted)[-_AT_ONCE * 4 :][:_AT_ONCE]
        for file in files:
            del self._wanted[file]
        self._under_way = frozenset(files)
        self._desk.tasks.run(
            Lane.SURVEY,
            small_pictures,
            self._desk.office,
            files,
            self._size,
            done=self._take,
            failed=self._fail,
            owner=self,
        )

    def _take(self, images: dict[str, QImage]) -> None:
        files, self._under_way = self._under_way, frozenset()
        for file in files:
            image = images.get(file, QImage())
            if image.isNull():
                self._lost.add(file)
            else:
                self._keep(file, image)
            self.ready.emit(file)
        self._fetch()

    def _keep(self, file: str, image: QImage) -> None:
        before = self._kept.pop(file, None)
        self._bytes -= _weight(before) if before is not None else 0
        self._kept[file] = QPixmap.fromImage(image)
        self._bytes += _weight(self._kept[file])
        while self._bytes > MOST_BYTES and len(self._kept) > 1:
            _file, oldest = self._kept.popitem(last=False)
            self._bytes -= _weight(oldest)

    def _fail(self, error: BaseException) -> None:
        self._under_way = frozenset()
        self._desk.tasks.failure.emit(error)


def small_pictures(office: Office, files: Sequence[str], size: QSize) -> dict[str, QImage]:
    """Photos made so small that they just cover `size`; those that are lost or damaged are left out. For a lane."""
    held = attachments.data_of_many(office, files)
    made = {file: decoded(data, size) for file, data in held.items()}
    return {file: image for file, image in made.items() if not image.isNull()}


def whole_picture(office: Office, file: str, name: str) -> QImage:
    """A photo as it is kept. Raises `FileLost`. For a lane."""
    data = attachments.data_of_many(office, (file,)).get(file)
    image = decoded(data, None) if data is not None else QImage()
    if image.isNull():
        raise FileLost(name)
    return image


def decoded(data: bytes, size: QSize | None) -> QImage:
    """A JPEG as a picture, with a `size` one that just covers it; an empty one where it can't be read."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    whole = reader.size()
    if size is not None and whole.isValid():
        covering = whole.scaled(size, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        if covering.width() < whole.width():
            # A JPEG is decoded small; a strip a thousand times as long as high is out of proportion, and drawn in it.
            reader.setScaledSize(covering.boundedTo(size * 6).expandedTo(QSize(1, 1)))
    return reader.read()


def _weight(picture: QPixmap) -> int:
    return picture.width() * picture.height() * 4
