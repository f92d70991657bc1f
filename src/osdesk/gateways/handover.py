"""Files given to people: names that every system takes, and writing that leaves the whole file or the old one.

Apart because PDFs, spreadsheets and drafts all end up in folders that aren't ours: full, locked, synchronised, on a
stick that was just pulled out.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import shutil
import stat
import time
import unicodedata
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from osdesk import folders
from osdesk.domain.text import clean

#: Of a whole name, in characters and in bytes of UTF-8: below every file system's 255, with room for " (2)" and for the
#: folders of a Windows path, which has 260 in all.
LONGEST_NAME = 120
_LONGEST_BYTES = 200

#: Devices of Windows since DOS, with or without an extension; the superscripts count as digits there.
_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|CLOCK\$|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_HYPHENS = re.compile("-{2,}")
#: Hyphens and underlines together come from characters that were no name: `OS-1_-_2026` reads as a slip.
_UNDERLINES = re.compile("-*_[-_]*")

_ERROR_SHARING_VIOLATION, _ERROR_LOCK_VIOLATION = 32, 33


class HandoverTrouble(Exception):
    """A file could not be written; what stood there before still stands. `facts` hold `name` and `folder`.

    Codes: `handover.in_use` (another program holds it open), `handover.not_allowed`, `handover.read_only` (the disk),
    `handover.disk_full`, `handover.folder_gone`, `handover.name` (the system refuses the name), `handover.is_folder`,
    `handover.failed` (anything else, with `reason`).
    """

    def __init__(self, code: str, path: Path, reason: str = "") -> None:
        super().__init__(f"{code}: {path}")
        self.code = code
        self.path = path
        self.facts: Mapping[str, object] = {"name": path.name, "folder": str(path.parent), "reason": reason}


def safe_name(stem: str, extension: str = "") -> str:
    """A file name made of `stem` (what a person called something) and `extension` (`".pdf"`) that every system takes.

    Letters of every script, digits, `_.(),+&` and single hyphens stay; all else becomes a hyphen: separators,
    `<>:"|?*`, blanks, emoji. Never hidden, reserved on Windows, empty or too long; never ends in a point.
    """
    kept = "".join(character if _belongs(character) else "-" for character in clean(stem))
    kept = _UNDERLINES.sub("_", _HYPHENS.sub("-", kept)).strip("-. ").lstrip("_-. ")
    kept = _cut(kept, LONGEST_NAME - len(extension), _LONGEST_BYTES - len(extension.encode())).rstrip("-. _")
    if not kept or _RESERVED.fullmatch(kept):
        kept = f"_{kept}"
    return kept + extension


def write(path: Path, data: bytes) -> None:
    """Write a file whole, or leave what was there: a temporary one beside it, to disk, and then in its place.

    A link is followed; a device or pipe (`/dev/stdout`) is written to as it is. Raises `HandoverTrouble`.
    """
    try:
        target = path.resolve()
        mode = _mode(target)
        if mode is not None and stat.S_ISDIR(mode):
            raise HandoverTrouble("handover.is_folder", path)
        if mode is not None and not stat.S_ISREG(mode):
            with target.open("wb") as device:
                device.write(data)
            return
        _replace(target, data, mode)
    except (OSError, ValueError) as failure:  # ValueError: a NUL in the name
        raise _told(failure, path) from failure


def remove(path: Path) -> None:
    """Remove a file that was written; none there is as good. Raises `HandoverTrouble`."""
    try:
        path.unlink(missing_ok=True)
    except OSError as failure:
        raise _told(failure, path) from failure


def lend(name: str, data: bytes) -> Path:
    """Write a file into a fresh folder of its own, for another program to open, attach or paste; `take_back` sweeps it.

    Raises `HandoverTrouble`.
    """
    folder = folders.handover_folder() / secrets.token_hex(6)
    try:
        # Others of this computer need not read whose order it is.
        folder.mkdir(parents=True, mode=0o700)
    except OSError as failure:
        raise _told(failure, folder) from failure
    path = folder / name
    write(path, data)
    return path


def take_back(older_than: timedelta) -> int:
    """Remove what was lent longer ago than that; returns how many files. What is still open elsewhere stays."""
    folder, swept = folders.handover_folder(), 0
    if not folder.is_dir():
        return 0
    limit = time.time() - older_than.total_seconds()
    for each in folder.iterdir():
        with contextlib.suppress(OSError):
            if each.is_dir() and not each.is_symlink() and each.stat().st_mtime <= limit:
                for file in each.iterdir():
                    # Windows removes nothing that can't be written.
                    file.chmod(0o600)
                shutil.rmtree(each)
                swept += 1
    return swept


def _replace(target: Path, data: bytes, mode: int | None) -> None:
    temporary = target.with_name(f".osdesk-{secrets.token_hex(6)}.part")
    # Not tempfile: its files are closed to everybody else, and this one is to be handed over.
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            with contextlib.suppress(OSError):  # another's file in a shared folder keeps no mode, and that's no reason
                temporary.chmod(stat.S_IMODE(mode))
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where a folder can be opened (not on Windows)."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _mode(target: Path) -> int | None:
    try:
        return target.stat().st_mode
    except FileNotFoundError:
        return None


_BY_NAME = {
    "handover.disk_full": "ENOSPC EDQUOT EFBIG",
    "handover.read_only": "EROFS",
    "handover.folder_gone": "ENOENT ENOTDIR ENODEV ENXIO EIO ESTALE",
    "handover.name": "ENAMETOOLONG EINVAL EILSEQ ELOOP",
    "handover.is_folder": "EISDIR",
    "handover.in_use": "ETXTBSY EBUSY",
    "handover.not_allowed": "EPERM EACCES",
}
# By name, for not every system has every number.
_BY_NUMBER = {
    number: code for code, names in _BY_NAME.items() for name in names.split() if (number := getattr(errno, name, None))
}


def _told(failure: OSError | ValueError, path: Path) -> HandoverTrouble:
    if not isinstance(failure, OSError):
        return HandoverTrouble("handover.name", path, str(failure))
    code = _BY_NUMBER.get(failure.errno or 0, "handover.failed")
    if getattr(failure, "winerror", None) in (_ERROR_SHARING_VIOLATION, _ERROR_LOCK_VIOLATION) or (
        # Windows says "access denied" when the file to be replaced is open elsewhere; a temporary one was made beside
        # it, so the folder itself allows writing.
        code == "handover.not_allowed" and failure.filename2 is not None
    ):
        code = "handover.in_use"
    return HandoverTrouble(code, path, failure.strerror or "")


def _belongs(character: str) -> bool:
    return character in "_.(),+&-" or unicodedata.category(character)[0] in "LMN"


def _cut(text: str, characters: int, size: int) -> str:
    text = text[:characters]
    while len(text.encode()) > size:
        text = text[:-1]
    return text
