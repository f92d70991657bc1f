"""Photos and files of orders: kept, given back, written to disk, and gathered for the paper.

The bytes lie among the office's files and are stored before anything refers to them; the order that does so is saved
like any other. What is foreign is read elsewhere (`services.foreign`): here it has been read already.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path, PurePath

from osdesk.domain.attachments import Attachment, AttachmentKind
from osdesk.domain.incoming import Arrived, PhotoOptions
from osdesk.domain.orders import Order
from osdesk.domain.permissions import Permission
from osdesk.domain.sheets import Copies, SheetOptions, SheetPhoto
from osdesk.gateways import handover
from osdesk.gateways.handover import HandoverTrouble
from osdesk.services import company
from osdesk.services.office import NotAllowed, Office
from osdesk.storage import files

__all__ = [
    "FileLost",
    "HandoverTrouble",
    "data",
    "data_of_many",
    "file_name",
    "in_drafts",
    "known",
    "options",
    "save_as",
    "sheet_photos",
    "store",
    "write_copy",
]

_SUFFIXES = {"image/jpeg": ".jpg", "application/pdf": ".pdf"}
#: Longer than any suffix that says what a file is.
_LONGEST_SUFFIX = 12


class FileLost(Exception):
    """What an order refers to isn't among the office's files: they were not moved along with it."""

    code = "attachment.lost"

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.facts = {"name": name}


def options(office: Office) -> PhotoOptions:
    """How the office wants photos taken in."""
    settings = company.settings(office)
    return PhotoOptions(
        edge=settings.photo_edge,
        keep_original=settings.keep_originals,
        keep_location=settings.keep_location,
        time_zone=settings.time_zone,
    )


def known(attachments: Sequence[Attachment], arrived: Arrived) -> Attachment | None:
    """The one among these that is the very same file, or None."""
    return next((each for each in attachments if each.source == arrived.source), None)


def store(office: Office, arrived: Sequence[Arrived]) -> tuple[Attachment, ...]:
    """Keep what was read; the attachments, in that order, are for the order that will refer to them.

    What no order ever refers to is swept away some day. Raises `NotAllowed`, `OfficeTrouble` (a full disk).
    """
    if not office.actor.may(Permission.EDIT_ORDERS):
        raise NotAllowed(Permission.EDIT_ORDERS)
    now = office.instant()
    found = []
    with office.store.write_files() as session:
        for each in arrived:
            digest = files.put(session, each.data, now)
            found.append(
                Attachment(
                    kind=each.kind,
                    file=digest,
                    original=files.put(session, each.original, now) if each.original else "",
                    source=each.source,
                    name=each.name,
                    media_type=each.media_type,
                    size=len(each.data),
                    width=each.width,
                    height=each.height,
                    taken_at=each.taken_at,
                )
            )
    return tuple(found)


def data(office: Office, attachment: Attachment, *, original: bool = False) -> bytes:
    """The bytes that are kept, or the file as it came where the office keeps that. Raises `FileLost`."""
    digest = attachment.original if original and attachment.original else attachment.file
    found = data_of_many(office, (digest,)).get(digest)
    if found is None:
        raise FileLost(attachment.name)
    return found


def data_of_many(office: Office, digests: Sequence[str]) -> dict[str, bytes]:
    """Files by their hash; those that aren't there are left out."""
    with office.store.read_files() as session:
        if session is None:
            return {}
        found = {digest: files.get(session, digest) for digest in dict.fromkeys(digests)}
    return {digest: held for digest, held in found.items() if held is not None}


def file_name(attachment: Attachment, *, original: bool = False) -> str:
    """A name for it on any disk: its own, or its caption's; a reduced photo is a JPEG, whatever it came as."""
    own = PurePath(attachment.name)
    suffix = own.suffix if 1 < len(own.suffix) <= _LONGEST_SUFFIX else ""
    stem = own.name.removesuffix(suffix) if suffix else own.name
    reduced = attachment.kind is AttachmentKind.PHOTO and not (original and attachment.original)
    if reduced or not suffix:
        suffix = _SUFFIXES.get(attachment.media_type, suffix)
    if suffix.strip(".").isalnum() and suffix.isascii():
        return handover.safe_name(attachment.caption or stem, suffix)
    return handover.safe_name(attachment.caption or own.name)


def save_as(office: Office, attachment: Attachment, path: Path, *, original: bool = False) -> None:
    """Write it to a place that a person chose. Raises `FileLost`, `HandoverTrouble`."""
    handover.write(path, data(office, attachment, original=original))


def write_copy(office: Office, attachment: Attachment) -> Path:
    """Write a copy into a fresh folder for files in passing, to be opened by whatever program is for it.

    Raises `FileLost`, `HandoverTrouble`.
    """
    path = handover.lend(file_name(attachment), data(office, attachment))
    # What is changed there isn't changed here: programs say so of a file that can't be written.
    with contextlib.suppress(OSError):
        path.chmod(0o400)
    return path


def sheet_photos(
    office: Office, order: Order, options: SheetOptions, most: int | None = None
) -> tuple[SheetPhoto, ...]:
    """The photos that print with an order's sheet, with their bytes; none without a client's copy to follow.

    One whose file is lost is left out: the order prints all the same. With `most`, the photos after so many come
    without bytes: the pages are the same, and a preview needn't carry hundreds of pictures after every key.
    """
    if not options.photos_a_page or options.blank or options.copies is Copies.COMPANY:
        return ()
    printed = [photo for photo in order.photos if photo.printed]
    shown = printed[:most]
    held = data_of_many(office, [photo.file for photo in shown])
    found = [SheetPhoto(attachment=photo, data=held[photo.file]) for photo in shown if photo.file in held]
    return (*found, *(SheetPhoto(attachment=photo) for photo in printed[len(shown) :]))


def in_drafts(folder: Path) -> frozenset[str]:
    """The files that drafts refer to, also those put aside as unreadable: the sweep spares them."""
    from osdesk.storage import references

    found: set[str] = set()
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            with contextlib.suppress(OSError):
                found.update(references.named_in(path.read_bytes().decode("utf-8", "replace")))
    return frozenset(found)
