"""How index, form and preview share the width of the window. Numbers in, numbers out: tested without a window."""

from __future__ import annotations

from dataclasses import dataclass

from osdesk.ui.theme import current

#: From this width of the window there is a preview beside the form; from the second one all are wide.
BESIDE, WIDE = 1280, 1600
_LEAST_PREVIEW = 280
#: The index as icons alone.
NARROW = 52


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Widths in logical pixels; `beside` says whether a preview fits beside the form.

    An index of `NARROW` (at 100 %) leaves its words out: large letters in a small window need the room for the form.
    """

    index: int
    preview: int
    beside: bool


def share(window: int, page: int, form: int) -> Room:
    """The widths in a window and page so wide, where the form needs at least `form`."""
    px = current().px
    wide = window >= WIDE
    index = px(208 if wide else 170)
    lines = 2
    left = page - index - lines - form
    preview = min(640 if wide else 392, left)
    beside = window >= BESIDE and preview >= _LEAST_PREVIEW
    if left < 0:
        index = px(NARROW)
    return Room(index=index, preview=max(preview, 0), beside=beside)
