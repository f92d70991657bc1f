"""Issued documents: what was frozen when an order was issued, the code that paper is checked by, what a check says.

Apart from `orders`, which go on changing: a revision never does; it can only be voided, with a reason.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from osdesk.domain.orders import CODE_ALPHABET

#: The version of the drawing: raised when the same values begin to look otherwise on paper.
LAYOUT = 1
CODE_LENGTH = 12
_GROUP = 4
#: How Crockford's base 32 reads what looks alike.
_LOOKS_LIKE = str.maketrans("ILO", "110")
_IGNORED = str.maketrans("", "", " -–—.")
#: No message that a verification code is made of begins so: a number holds no NUL.
_PROOF = b"\0osdesk revision 1\0"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_CLAIM = re.compile(r"osdesk:([0-9A-Za-z/-]{1,40}):([0-9]{1,6}):([0-9A-Z]{12})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One issued document of an order. `number` counts from 1; `code` is the verification code without hyphens.

    `values` is the SHA-256 (hex) of the sheet's values as they were, `pdf` that of the document's bytes (`size` of
    them, `pages` pages; `starts` are the indexes of those on which a copy begins, parted by spaces), `previous` the
    `seal` of the revision before, or "". `layout` is the version of the drawing. `proof` is the keyed hash over all of
    it but id and version, the mark of being void included (see `proof`).
    """

    id: int | None = None
    version: int = 0
    order_id: int = 0
    order_number: str = ""
    number: int = 0
    code: str = ""
    values: str = ""
    pdf: str = ""
    size: int = 0
    pages: int = 0
    starts: str = "0"
    previous: str = ""
    layout: int = 1
    issued_at: datetime | None = None
    actor: str = ""
    voided_at: datetime | None = None
    voided_by: str = ""
    void_reason: str = ""
    proof: str = ""

    @property
    def voided(self) -> bool:
        """Whether it was declared void; it stays readable."""
        return self.voided_at is not None

    @property
    def seal(self) -> str:
        """What the next revision names: a SHA-256 over all that was frozen, so that none can be put in another's
        place unseen.
        """
        issued = self.issued_at.isoformat() if self.issued_at is not None else ""
        frozen = (self.order_number, str(self.number), self.code, self.values, self.pdf, self.previous, issued)
        return hashlib.sha256("\n".join(frozen).encode()).hexdigest()


class Verdict(StrEnum):
    """What a check of a file or of a code says."""

    UNCHANGED = "unchanged"
    VOIDED = "voided"
    CHANGED = "changed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a file says of itself: which order, revision and code it bears; "" and 0 for what it doesn't say."""

    order_number: str = ""
    number: int = 0
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """A file as it was looked at: the SHA-256 (hex) of its bytes, what it says of itself, and why it can't say it
    (`pdf.none`, `pdf.password`, `pdf.damaged`, `pdf.too_large`), or "".
    """

    digest: str
    claim: Claim | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """The outcome of a check, and the document it speaks of: of a changed one, the one that it claims to be.
    `record_changed` says that what the office stores of it was changed, so that nothing can be said of the paper.
    `trouble` is why an unknown file couldn't even be read.
    """

    verdict: Verdict
    revision: Revision | None = None
    record_changed: bool = False
    trouble: str = ""


def verification_code(key: bytes, order_number: str, number: int, values: bytes) -> str:
    """The code printed in the foot: sixty bits of a keyed hash (HMAC-SHA-256, RFC 2104) of a sheet's values, in
    Crockford's base 32. `values` is their canonical JSON.
    """
    message = b"\n".join((order_number.encode(), str(number).encode(), values))
    digest = int.from_bytes(hmac.digest(key, message, "sha256"))
    bits = digest >> (256 - 5 * CODE_LENGTH)
    return "".join(CODE_ALPHABET[(bits >> 5 * place) & 31] for place in reversed(range(CODE_LENGTH)))


def proof(key: bytes, revision: Revision) -> str:
    """HMAC-SHA-256 (hex) over what was frozen and whether it is void: who can write the database, but hasn't the key,
    can't give a record another file, moment, person or mark. Each field stands behind its length, so that no two
    records are written alike.

    Void marks are covered too: a document is voided by the program, which has the key, and can't be made to count again
    by anybody else.
    """
    written = bytearray(_PROOF)
    for field in (
        str(revision.order_id),
        revision.order_number,
        str(revision.number),
        revision.code,
        revision.values,
        revision.pdf,
        str(revision.size),
        str(revision.pages),
        revision.starts,
        revision.previous,
        str(revision.layout),
        _microseconds(revision.issued_at),
        revision.actor,
        _microseconds(revision.voided_at),
        revision.voided_by,
        revision.void_reason,
    ):
        # A row that was tampered with may hold bytes where text belongs: it has some proof, only not the right one.
        data = str(field).encode()
        written += len(data).to_bytes(8, "big") + data
    return hmac.digest(key, bytes(written), "sha256").hex()


def _microseconds(instant: datetime | None) -> str:
    return str((instant - _EPOCH) // timedelta(microseconds=1)) if instant is not None else ""


def is_whole(revision: Revision, values: str, key: bytes | None) -> bool:
    """Whether a document still says what was frozen: the sum of its values, the code that follows from them, and the
    proof over the whole record.
    """
    written = values.encode()
    if key is None or hashlib.sha256(written).hexdigest() != revision.values:
        return False
    code = verification_code(key, revision.order_number, revision.number, written)
    return _same(code, revision.code) and _same(proof(key, revision), revision.proof)


def _same(real: str, stored: str) -> bool:
    # As bytes: texts with an accent, which a tampered row may hold, can't be compared so.
    return hmac.compare_digest(real.encode(), str(stored).encode())


def write_claim(claim: Claim) -> str:
    """What an issued file says of itself, for programs: `osdesk:000042:1:7G2K9QWD0X4M`."""
    return f"osdesk:{claim.order_number}:{claim.number}:{claim.code}"


def read_claim(text: str) -> Claim | None:
    """The claim that such a text makes; None for any other text."""
    found = _CLAIM.fullmatch(text)
    return Claim(order_number=found[1], number=int(found[2]), code=found[3]) if found is not None else None


def format_code(code: str) -> str:
    """The code as it is printed and read aloud: `7G2K-9QWD-0X4M`."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def read_code(text: str) -> str:
    """The code that was typed: hyphens, spaces and case don't count, I and L are 1, O is 0. "" when it can't be one."""
    code = text.strip().upper().translate(_IGNORED).translate(_LOOKS_LIKE)
    return code if len(code) == CODE_LENGTH and all(character in CODE_ALPHABET for character in code) else ""
