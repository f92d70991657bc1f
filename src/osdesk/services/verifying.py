"""Checking what comes back: whether a file or a code on paper is a document that this office issued, unchanged.

A file is known by the SHA-256 of its bytes. A code is worked out anew from the values that were frozen, and every
record is held against its proof, so that a row changed behind the program's back is found too.
"""

from __future__ import annotations

from osdesk.domain.problems import Unreadable
from osdesk.domain.revisions import (
    Claim,
    Examined,
    Revision,
    Verdict,
    Verification,
    is_whole,
    read_code,
    verification_code,
)
from osdesk.services.office import Office, Session
from osdesk.storage import order_lookup
from osdesk.storage import revisions as storage


def verify_file(office: Office, data: bytes) -> Verification:
    """Whether these bytes are an issued document, looked at here. Windows have it looked at elsewhere: `verify`."""
    from osdesk.services import examining

    return verify(office, examining.examine(data))


def verify(office: Office, examined: Examined) -> Verification:
    """Whether a file that was looked at is an issued document; of a changed one, which it claims to be."""
    with office.read() as session:
        found = storage.by_pdf(session, examined.digest)
        if found is not None:
            # Two records may have changed their places.
            whole = _whole(session, found) and (examined.claim is None or examined.claim.code == found.code)
            return _of(found, whole)
        claimed = _claimed(session, examined.claim) if examined.claim is not None else None
        if claimed is not None:
            # It may be the very document, and the record may have been given another sum.
            changed = not _whole(session, claimed)
            return Verification(verdict=Verdict.CHANGED, revision=claimed, record_changed=changed)
    return Verification(verdict=Verdict.UNKNOWN, trouble=examined.trouble)


def verify_code(office: Office, number: str, code: str) -> Verification:
    """What the number and the code on a paper say: which document it is, or none.

    Raises `Unreadable` (`code.form`) for what can't be a code.
    """
    wanted = read_code(code)
    if not wanted:
        raise Unreadable("code.form")
    with office.read() as session:
        key = storage.key(session)
        order_id = order_lookup.by_number(session, number)
        for found in storage.of_order(session, order_id) if order_id is not None else ():
            sheet = storage.sheet_of(session, found.id or 0)
            real = verification_code(key, found.order_number, found.number, sheet.encode()) if key else ""
            if wanted in {real, found.code}:
                return _of(found, is_whole(found, sheet, key))
    return Verification(verdict=Verdict.UNKNOWN)


def _of(revision: Revision, whole: bool) -> Verification:
    """What is to be said of a document that was found, and whose record is as it was written or isn't."""
    if not whole:
        return Verification(verdict=Verdict.CHANGED, revision=revision, record_changed=True)
    return Verification(verdict=Verdict.VOIDED if revision.voided else Verdict.UNCHANGED, revision=revision)


def _whole(session: Session, revision: Revision) -> bool:
    return is_whole(revision, storage.sheet_of(session, revision.id or 0), storage.key(session))


def _claimed(session: Session, claim: Claim) -> Revision | None:
    """The document that a file says it is: by its code, else by order and revision."""
    for found in storage.by_code(session, claim.code):
        return found
    order_id = order_lookup.by_number(session, claim.order_number)
    issued = storage.of_order(session, order_id) if order_id is not None else ()
    return next((each for each in issued if each.number == claim.number), None)
