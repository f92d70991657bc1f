"""Everything that the process of foreign files loads for photos: many files at once on all cores, a few at a time.

It knows no database and no window, so that process starts quickly and may read hostile files. What is being read stays
there between calls (a stream, by its key): each call gives what is ready, so that the window can show it, tell how far
it is, and think better of it; no call takes much longer than a second.
"""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from osdesk.documents import photos
from osdesk.domain.attachments import MOST_ATTACHMENTS
from osdesk.domain.incoming import (
    PICTURE_SUFFIXES,
    Arrived,
    Batch,
    Incoming,
    PhotoOptions,
    ReadingLost,
    TurnedAway,
)
from osdesk.domain.problems import Unreadable

__all__ = ["begin", "drop", "expand", "more", "read"]

#: Streams whose reader was never heard of again (a window closed) go, the oldest first.
_MOST_STREAMS = 3
#: Photos read and not yet fetched: beyond them the threads wait, so that memory is bounded.
_AHEAD = 8
_PATIENCE = 0.5


@dataclass(slots=True, kw_only=True)
class _Stream:
    items: Sequence[Incoming]
    options: PhotoOptions
    ready: queue.Queue[tuple[int, Arrived | TurnedAway]] = field(default_factory=lambda: queue.Queue(_AHEAD))
    lock: threading.Lock = field(default_factory=threading.Lock)
    next: int = 0
    given: int = 0
    dropped: bool = False


_streams: dict[str, _Stream] = {}


def read(item: Incoming, options: PhotoOptions) -> Arrived | TurnedAway:
    """Read one file, or say why not."""
    try:
        return photos.read(item, options)
    except Unreadable as why:
        return TurnedAway(name=item.called, code=why.code, facts=dict(why.facts))
    except OSError:
        return TurnedAway(name=item.called, code="photo.not_opened")
    except MemoryError:
        return TurnedAway(name=item.called, code="photo.damaged")


def begin(key: str, items: Sequence[Incoming], options: PhotoOptions) -> None:
    """Begin to read files on all cores; `key` names them from now on."""
    while len(_streams) >= _MOST_STREAMS:
        drop(next(iter(_streams)))
    stream = _streams[key] = _Stream(items=items, options=options)
    for _number in range(min(len(items), os.cpu_count() or 1)):
        threading.Thread(target=_work, args=(stream,), name="photos", daemon=True).start()


def more(key: str) -> Batch:
    """What is ready now; waits a little when nothing is. Raises `ReadingLost`."""
    stream = _streams.get(key)
    if stream is None:
        raise ReadingLost(key)
    found = list(_ready(stream))
    stream.given += len(found)
    over = stream.given == len(stream.items)
    if over:
        del _streams[key]
    return Batch(results=tuple(found), over=over)


def drop(key: str) -> None:
    """Read no more of these."""
    stream = _streams.pop(key, None)
    if stream is not None:
        stream.dropped = True
        # Threads that wait for room go on, and see it.
        while not stream.ready.empty():
            stream.ready.get_nowait()


def expand(paths: Sequence[Path]) -> tuple[Incoming, ...]:
    """The files among these paths, and the pictures in the folders among them (a phone's), by folder and name.

    Of a folder no more are taken than an order holds; hidden files and what is no picture stay where they are.
    """
    found: list[Incoming] = []
    for path in paths:
        if path.is_dir():
            found += (Incoming(path=each) for each in _pictures(path))
        else:
            found.append(Incoming(path=path))
    return tuple(found[:MOST_ATTACHMENTS])


def _pictures(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and Path(name).suffix.lower() in PICTURE_SUFFIXES:
                yield Path(place, name)


def _ready(stream: _Stream) -> Iterator[tuple[int, Arrived | TurnedAway]]:
    try:
        yield stream.ready.get(timeout=_PATIENCE)
        while True:
            yield stream.ready.get_nowait()
    except queue.Empty:
        return


def _work(stream: _Stream) -> None:
    while not stream.dropped:
        with stream.lock:
            place = stream.next
            stream.next += 1
        if place >= len(stream.items):
            return
        result = read(stream.items[place], stream.options)
        while not stream.dropped:
            try:
                stream.ready.put((place, result), timeout=_PATIENCE)
                break
            except queue.Full:
                continue
