"""The folder that a scanner writes to: what is there and whole, and putting away what was taken in.

Apart because the folder is another's: on a network that comes and goes, and full of files still being written. Nothing
is deleted here, and nothing replaced.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

#: What scanners write and this program reads.
SUFFIXES = frozenset({".pdf", ".tif", ".tiff", ".jpg", ".jpeg", ".png", ".heic", ".heif", ".webp", ".bmp"})
#: Looks at which a file stood still and yet had no end; then it will have none, and is told to be damaged.
PATIENCE = 30
_TAIL = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A file as it looked, and at how many looks in a row it looked so."""

    size: int
    changed: int
    looks: int = 1

    def same(self, other: Seen) -> bool:
        """Whether nothing was written in between."""
        return self.size == other.size and self.changed == other.changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one look at the folder found: `whole` are paths to be taken in, the oldest first; `there` whether it is."""

    there: bool = True
    files: dict[str, Seen] = field(default_factory=dict)
    whole: tuple[str, ...] = ()


def within(paths: Sequence[str]) -> tuple[str, ...]:
    """The files among these paths, and in place of each folder the scans that lie in it, by name; hidden ones stay."""
    found: list[str] = []
    for path in paths:
        try:
            inside = sorted(Path(path).iterdir())
        except OSError:
            # A file; or something that reading it will tell.
            found.append(path)
            continue
        found += [
            str(each) for each in inside if not each.name.startswith((".", "~")) and each.suffix.lower() in SUFFIXES
        ]
    return tuple(found)


def look(folder: str, before: Look) -> Look:
    """What is in the folder now, held against the look `before`.

    A file is whole when nothing was written to it since that look, nobody holds it for writing (which only Windows
    tells) and its own end is there. Hidden files, other kinds and subfolders don't count.
    """
    found: dict[str, Seen] = {}
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith((".", "~")) or Path(entry.name).suffix.lower() not in SUFFIXES:
                    continue
                with contextlib.suppress(OSError):  # gone between two steps
                    if entry.is_file():
                        # Not the entry's own: on Windows that tells a size from before the file was closed.
                        state = Path(entry.path).stat()
                        found[entry.path] = _followed(
                            Seen(size=state.st_size, changed=state.st_mtime_ns), before.files.get(entry.path)
                        )
    except OSError:
        # Looks before the folder went say nothing of the files after it came back.
        return Look(there=False)
    still = sorted((seen.changed, path) for path, seen in found.items() if seen.looks > 1 and seen.size)
    whole = tuple(path for _changed, path in still if _is_whole(Path(path), found[path]))
    return Look(files=found, whole=whole)


def _followed(seen: Seen, before: Seen | None) -> Seen:
    if before is None or not before.same(seen):
        return seen
    return Seen(size=seen.size, changed=seen.changed, looks=before.looks + 1)


def _is_whole(path: Path, seen: Seen) -> bool:
    try:
        with _opened(path) as file:
            head = file.read(16)
            file.seek(max(0, seen.size - _TAIL))
            tail = file.read(_TAIL)
    except OSError:
        return False
    return seen.looks > PATIENCE or _has_end(head, tail)


def _opened(path: Path) -> BinaryIO:
    # Windows refuses to write to what a scanner's program still holds: asking tells, and nothing is written.
    return path.open("r+b" if sys.platform == "win32" else "rb")


def _has_end(head: bytes, tail: bytes) -> bool:
    """Whether a file that begins so has come to its end; of kinds that don't say, it has."""
    if b"%PDF-" in head:
        return b"%%EOF" in tail
    if head.startswith(b"\xff\xd8"):
        return b"\xff\xd9" in tail
    if head.startswith(b"\x89PNG"):
        return b"IEND" in tail
    return True


def digest(path: str) -> str:
    """The SHA-256 (hex) of a file's bytes. Raises `OSError`."""
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def put_away(path: str, name: str) -> Path:
    """Move a file into the subfolder `name` beside it, under its own name or, where that is taken, with a number.

    Returns where it is now. Raises `OSError`; then it is where it was.
    """
    source = Path(path)
    target = source.parent / name
    target.mkdir(exist_ok=True)
    number = 1
    while True:
        counted = source.name if number == 1 else f"{source.stem} ({number}){source.suffix}"
        free = target / counted
        try:
            # The name is taken first, for renaming replaces what is there on most systems.
            descriptor = os.open(free, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
        except FileExistsError:
            number += 1
            continue
        os.close(descriptor)
        try:
            source.replace(free)
        except OSError as failure:
            with contextlib.suppress(OSError):
                free.unlink()
            if failure.errno == errno.ENOENT and not source.exists():
                raise FileNotFoundError(path) from failure
            raise
        return free
