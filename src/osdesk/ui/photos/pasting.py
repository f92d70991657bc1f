"""What the clipboard and a drag bring: files by their paths, or a picture that has none.

Apart because both are read alike.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage

from osdesk.domain.incoming import PICTURE_SUFFIXES, Incoming
from osdesk.texts import _

PATTERNS = " ".join(f"*{suffix}" for suffix in sorted(PICTURE_SUFFIXES))
#: In the order of preference: a camera's own bytes are better than a picture packed anew.
_KINDS = (
    ("image/jpeg", ".jpg"),
    ("image/heic", ".heic"),
    ("image/webp", ".webp"),
    ("image/tiff", ".tif"),
    ("image/png", ".png"),
)


def read(mime: QMimeData | None) -> tuple[Incoming, ...] | QImage:
    """The files in it, or a picture's bytes, or, where it has neither, the picture itself, still to be `packed`."""
    if mime is None:
        return ()
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if paths:
        return tuple(Incoming(path=path) for path in paths)
    for kind, suffix in _KINDS:
        if mime.hasFormat(kind):
            data = bytes(mime.data(kind).data())
            if data:
                return (Incoming(data=data, name=_("pasted picture") + suffix),)
    image = mime.imageData() if mime.hasImage() else None
    return image if isinstance(image, QImage) and not image.isNull() else ()


def packed(image: QImage) -> Incoming:
    """A picture as a file, whole. For a lane."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs ask for bytes, which Qt refuses
    return Incoming(data=bytes(buffer.data().data()), name=_("pasted picture") + ".png")
