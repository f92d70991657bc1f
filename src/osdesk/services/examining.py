"""Everything that the process of foreign files loads to look at a document that somebody wants to have checked.

Apart from `verifying`, which knows the database and what was issued.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from osdesk.documents import claims
from osdesk.domain.revisions import Examined

__all__ = ["examine", "examine_file"]

examine = claims.examine

_CHUNK = 1 << 20


def examine_file(path: str) -> Examined:
    """Look at a file on a disk; of one too large to be a document only the sum is taken. Raises `OSError`."""
    place = Path(path)
    if place.stat().st_size <= claims.MOST_BYTES:
        return claims.examine(place.read_bytes())
    digest = sha256()
    with place.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return Examined(digest=digest.hexdigest(), trouble="pdf.too_large")
