"""A hundred photos of 12 megapixels brought into an office, against Pillow alone: decoding small, turning, shrinking.

Ours goes the whole way: read in the process of foreign files, sent over, stored in the office's database while the next
ones are read. Pillow alone has all cores, too, and throws away what it made.
"""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps

from bench.figures import Figure, in_turn, timed
from offices import an_office
from osdesk.domain.attachments import Attachment
from osdesk.domain.incoming import Arrived, Batch, Incoming, PhotoOptions
from osdesk.services import attachments
from osdesk.services.office import Office
from osdesk.ui.photos import reading
from osdesk.ui.worker import Worker
from photographs import encoded, grain, notes

_SIZE, _EDGE = (4_032, 3_024), 1_600
_MANY = 100
#: Ways that a phone is held, and pictures of which all are made: a hundred would take minutes to draw.
_TURNS = (1, 6, 1, 8, 3, 1)


def measure(_office: Path, scratch: Path, rounds: int) -> list[Figure]:
    """From files on the disk to rows in the database, against pixels alone."""
    many = _MANY if rounds > 1 else len(_TURNS)
    paths = [scratch / f"IMG_{number}.jpg" for number in range(many)]
    drawn = [encoded(grain(*_SIZE, seed), quality=85, exif=notes(turn=turn)) for seed, turn in enumerate(_TURNS)]
    chance = random.Random(1)
    for number, path in enumerate(paths):
        # Each another file to the office, and the same work.
        path.write_bytes(drawn[number % len(drawn)] + chance.randbytes(16))
    with an_office(scratch / "photos") as office, ThreadPoolExecutor(1) as writing:
        worker = Worker()
        worker.submit(reading.expand, ()).result()
        turns = iter(range(10**6))

        def ours() -> None:
            found = brought(office, worker, writing, f"bench {next(turns)}", paths)
            assert len(found) == many

        pair = in_turn(timed(ours), timed(lambda: bare(paths)), max(1, rounds // 5))
        worker.end()
    return [pair.figure("Photos", f"{many} photos of 12 MP brought in, against Pillow alone", most=1.2)]


def brought(
    office: Office, worker: Worker, writing: ThreadPoolExecutor, key: str, paths: Sequence[Path]
) -> list[Attachment]:
    """As the window does it: what is read is stored on another thread, while more is asked for."""
    items = tuple(Incoming(path=path) for path in paths)
    worker.submit(reading.begin, key, items, PhotoOptions(edge=_EDGE)).result()
    stored: list[Future[Any]] = []
    over = False
    while not over:
        batch: Batch = worker.submit(reading.more, key).result()
        over = batch.over
        read = [result for _place, result in batch.results if isinstance(result, Arrived)]
        if read:
            stored.append(writing.submit(attachments.store, office, read))
    return [attachment for future in stored for attachment in future.result()]


def bare(paths: Sequence[Path]) -> None:
    """Pillow alone on all cores."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for _picture in pool.map(_shrunk, paths):
            pass


def _shrunk(path: Path) -> Image.Image:
    picture = Image.open(path)
    scale = _EDGE / max(picture.size)
    picture.draft("RGB", (round(picture.width * scale), round(picture.height * scale)))
    turned = ImageOps.exif_transpose(picture)
    turned.thumbnail((_EDGE, _EDGE), Image.Resampling.LANCZOS)
    return turned
