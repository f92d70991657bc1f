"""What was done to the photos of an order, taken back step by step and done again.

A step is what they were before and after it. Taking one back does that difference backwards to the photos as they are
now, so that what came in meanwhile, what was drawn, and the ids that saving gave are kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from osdesk.domain.attachments import Attachment

Photos = tuple[Attachment, ...]
_Step = tuple[Photos, Photos]
#: More than anybody takes back.
_MOST = 50


class Steps:
    """What can be taken back, and what was and can be done again."""

    def __init__(self) -> None:
        self._done: list[_Step] = []
        self._undone: list[_Step] = []

    def add(self, before: Photos, after: Photos) -> None:
        """Something was done."""
        self._done.append((before, after))
        del self._done[:-_MOST]
        self._undone.clear()

    def forget(self) -> None:
        """Other photos are shown: there is nothing to take back."""
        self._done.clear()
        self._undone.clear()

    def undone(self, photos: Photos) -> Photos:
        """The photos without what was done last; the same where there is nothing to take back."""
        return _turned(self._done, self._undone, photos, back=True)

    def redone(self, photos: Photos) -> Photos:
        """The photos with what was taken back last done again."""
        return _turned(self._undone, self._done, photos, back=False)


def _turned(source: list[_Step], target: list[_Step], now: Photos, *, back: bool) -> Photos:
    found = now
    # A step that another way took back already (the message that offers it) changes nothing: on to the one before.
    while source and found == now:
        before, after = step = source.pop()
        target.append(step)
        found = carried(now, after, before) if back else carried(now, before, after)
    return found


def carried(photos: Sequence[Attachment], before: Photos, after: Photos) -> Photos:
    """These photos with the difference between `before` and `after` done to them; what neither knows stays."""
    old, new = _by_file(before), _by_file(after)
    kept = [_changed(each, old, new) for each in photos if each.file in new or each.file not in old]
    here = {each.file for each in kept}
    back = [each for each in after if each.file not in old and each.file not in here]
    both = old.keys() & new.keys()
    if not back and [each for each in old if each in both] == [each for each in new if each in both]:
        return tuple(kept)
    rank = {file: place for place, file in enumerate(new)}
    return tuple(sorted([*kept, *back], key=lambda photo: rank.get(photo.file, len(rank))))


def _by_file(photos: Photos) -> dict[str, Attachment]:
    return {each.file: each for each in photos}


def _changed(photo: Attachment, old: dict[str, Attachment], new: dict[str, Attachment]) -> Attachment:
    before, after = old.get(photo.file), new.get(photo.file)
    if before is None or after is None or before == after:
        return photo
    return replace(
        photo,
        caption=after.caption if after.caption != before.caption else photo.caption,
        stage=after.stage if after.stage is not before.stage else photo.stage,
        printed=after.printed if after.printed is not before.printed else photo.printed,
    )
