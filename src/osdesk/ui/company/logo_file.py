"""Reading a chosen logo, in the paper process: the file may be hostile, huge, or no picture at all. Imports no Qt."""

from __future__ import annotations

from pathlib import Path

from osdesk.domain.problems import Unreadable
from osdesk.services import rendering
from osdesk.services.rendering import LogoReading

#: More than any logo; what is larger isn't even read.
MOST_BYTES = 64_000_000

NAMES = ("*.png", "*.jpg", "*.jpeg", "*.webp", "*.bmp", "*.gif", "*.tif", "*.tiff", "*.svg")


def read_file(path: Path) -> LogoReading:
    """Read the file as a logo. Raises `Unreadable` for what isn't one, OSError where the file can't be read."""
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise Unreadable("logo.too_heavy", megabytes=MOST_BYTES // 1_000_000)
    return rendering.read_logo(data)


def read_bytes(data: bytes) -> LogoReading:
    """The same for what was pasted or is stored."""
    return rendering.read_logo(data)
