"""Issuing: an order's sheet frozen as a document that never changes, with its bytes, its values and its code.

Apart from `papers`, which gathers sheets that may be drawn anew at any time. Issuing is three steps, so that nothing is
drawn inside a transaction: `prepare` says what would be frozen, `rendering.render` draws it, `store` keeps it if the
order is still the one that was prepared. `issue` does all three.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256

from osdesk.domain.changes import Subject
from osdesk.domain.history import Deed, FieldChange
from osdesk.domain.permissions import Permission
from osdesk.domain.problems import Problem
from osdesk.domain.revisions import LAYOUT, Revision, is_whole, proof, verification_code
from osdesk.domain.sheets import ChosenForm, OrderSheet, Paper, SheetOptions
from osdesk.gateways import handover
from osdesk.services import orders, papers, records, saving, wording
from osdesk.services.office import Gone, NotAllowed, Office
from osdesk.storage import files, frozen
from osdesk.storage import revisions as storage

_KEY_BYTES = 32
#: How often somebody may save the order between drawing and storing before that is told as it is.
_TRIES = 5


class Stale(Exception):
    """The order was changed, or issued, after it was prepared: prepare it again."""

    code = "revision.stale"


class PdfLost(Exception):
    """The file of an issued document isn't among the office's files, or isn't what was issued any more."""

    code = "revision.pdf_lost"

    def __init__(self, revision: Revision) -> None:
        super().__init__(revision.pdf)
        self.facts = {"order": revision.order_number, "number": revision.number}


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What would be issued. `sheet` is what to draw; with `existing` it is that document's, and needn't be drawn.

    `values` are the sheet's, frozen; `order_version` is that of the order they were taken from.
    """

    sheet: OrderSheet
    values: str
    order_id: int
    order_version: int
    previous: str
    existing: Revision | None = None


def prepare(office: Office, order_id: int, options: SheetOptions | None = None) -> Prepared:
    """Gather what an order would be issued with. Without options those of the office.

    Raises `Gone`, `NotAllowed`; `ValueError` for a form to be filled in by hand, which nobody has issued anything on.
    """
    if not office.actor.may(Permission.ISSUE_ORDERS):
        raise NotAllowed(Permission.ISSUE_ORDERS)
    if options is not None and options.blank:
        raise ValueError("a blank form is not issued")
    with office.read() as session:
        order = saving.loaded(session, order_id)
        _version, newest, key = storage.standing(session, order_id) or (0, 0, None)
        issued = storage.of_order(session, order_id) if newest else ()
    key = key or _new_key(office)
    sheet = papers.sheet(office, order, options)
    values = frozen.frozen(sheet)
    living = next((each for each in issued if not each.voided), None)
    existing = living if living is not None and _same(living, values) else None
    if existing is not None:
        number, code, issued_at = existing.number, existing.code, existing.issued_at
    else:
        number = issued[0].number + 1 if issued else 1
        code = verification_code(key, order.number, number, values.encode())
        # The second is what a PDF can say.
        issued_at = office.instant().replace(microsecond=0)
    return Prepared(
        sheet=replace(sheet, revision=number, verification=code, issued_at=issued_at),
        values=values,
        order_id=order_id,
        order_version=order.version,
        previous=issued[0].seal if issued else "",
        existing=existing,
    )


def store(office: Office, prepared: Prepared, paper: Paper, *, initiator: object = None) -> Revision:
    """Keep what was prepared and drawn; what existed already is returned as it is.

    Raises `Stale`, `Gone` (the order was removed for good), `NotAllowed`.
    """
    if prepared.existing is not None:
        return prepared.existing
    if not office.actor.may(Permission.ISSUE_ORDERS):
        raise NotAllowed(Permission.ISSUE_ORDERS)
    # Before anything refers to it; what is stale by now is swept some day.
    with office.store.write_files() as session:
        digest = files.put(session, paper.pdf, office.instant())
    sheet = prepared.sheet
    with office.write(Permission.ISSUE_ORDERS, initiator) as work:
        standing = storage.standing(work.session, prepared.order_id)
        if standing is None:
            raise Gone(Subject.ORDER, prepared.order_id)
        version, newest, key = standing
        if version != prepared.order_version or newest != sheet.revision - 1 or key is None:
            raise Stale
        revision = Revision(
            order_id=prepared.order_id,
            order_number=sheet.order.number if sheet.order is not None else "",
            number=sheet.revision,
            code=sheet.verification,
            values=sha256(prepared.values.encode()).hexdigest(),
            pdf=digest,
            size=len(paper.pdf),
            pages=paper.pages,
            starts=" ".join(map(str, paper.starts)),
            previous=prepared.previous,
            layout=LAYOUT,
            issued_at=sheet.issued_at,
            actor=work.actor,
        )
        revision = replace(revision, proof=proof(key, revision))
        saved = storage.REVISIONS.save(work.session, revision, derived={"sheet": prepared.values})
        work.record(Subject.ORDER, [prepared.order_id], Deed.ISSUED, detail=str(saved.number))
        work.changed(Subject.REVISION, [saved.id or 0])
    return saved


def issue(office: Office, order_id: int, options: SheetOptions | None = None, *, initiator: object = None) -> Revision:
    """Issue an order, drawing it here; where the last living document says the same, that one is returned.

    Raises `Gone`, `NotAllowed`, `SheetTooLong`, `Stale` (somebody saves the order all the time).
    """
    return document(office, order_id, options, initiator=initiator)[0]


def document(
    office: Office, order_id: int, options: SheetOptions | None = None, *, initiator: object = None
) -> tuple[Revision, bytes]:
    """The same, with the document's bytes, which needn't be read again when it was drawn just now."""
    from osdesk.services import rendering

    for _try in range(_TRIES):
        prepared = prepare(office, order_id, options)
        if prepared.existing is not None:
            return prepared.existing, pdf(office, prepared.existing)
        drawn = rendering.render((prepared.sheet,))
        with suppress(Stale):
            return store(office, prepared, drawn, initiator=initiator), drawn.pdf
    raise Stale


def issued_sheets(office: Office, ids: Iterable[int], options: SheetOptions | None = None) -> tuple[OrderSheet, ...]:
    """The sheets of orders that were issued just now, with number and code, to be drawn in a file of many.

    One that was changed since is drawn as not issued, for that it is; those that are gone are left out.
    """
    found = []
    for order_id in ids:
        with suppress(Gone):
            prepared = prepare(office, order_id, options)
            plain = replace(prepared.sheet, revision=0, verification="", issued_at=None)
            found.append(prepared.sheet if prepared.existing is not None else plain)
    return tuple(found)


def revisions(office: Office, order_id: int) -> tuple[Revision, ...]:
    """All that was issued for an order, voided ones too, newest first."""
    with office.read() as session:
        return storage.of_order(session, order_id)


def revision(office: Office, revision_id: int) -> Revision:
    """One issued document. Raises `Gone`."""
    with office.read() as session:
        found = storage.REVISIONS.load(session, revision_id)
    if found is None:
        raise Gone(Subject.REVISION, revision_id)
    return found


def pdf(office: Office, revision: Revision) -> bytes:
    """The document's bytes, as they were issued. Raises `PdfLost`."""
    with office.store.read_files() as session:
        found = files.get(session, revision.pdf) if session is not None else None
    # What was changed on the disk must not go out as what was issued.
    if found is None or sha256(found).hexdigest() != revision.pdf:
        raise PdfLost(revision)
    return found


def paper(office: Office, revision: Revision) -> Paper:
    """The document as it prints again: the stored bytes. Raises `PdfLost`."""
    return Paper(
        pdf=pdf(office, revision),
        pages=revision.pages,
        form=ChosenForm.HALF if revision.pages == 1 else ChosenForm.FULL,
        size=0.0,
        starts=tuple(map(int, revision.starts.split())),
    )


def void(office: Office, revision_id: int, reason: str, *, initiator: object = None) -> Revision:
    """Declare a document void; it stays readable. Raises `Refused` (without a reason, or voided before), `Gone`."""
    with office.write(Permission.ISSUE_ORDERS, initiator) as work:
        stored = storage.REVISIONS.load(work.session, revision_id)
        if stored is None:
            raise Gone(Subject.REVISION, revision_id)
        told = reason.strip()
        if stored.voided:
            records.refuse((Problem(field="void_reason", code="revision.voided"),))
        if not told:
            records.refuse((Problem(field="void_reason", code="required"),))
        changed = replace(stored, voided_at=work.at, voided_by=work.actor, void_reason=told)
        key = storage.key(work.session)
        # A record that somebody changed is voided as it is: a new proof would make it a true one.
        if key is not None and is_whole(stored, storage.sheet_of(work.session, revision_id), key):
            changed = replace(changed, proof=proof(key, changed))
        saved = storage.REVISIONS.save(work.session, changed, stored)
        work.record(Subject.ORDER, [saved.order_id], Deed.VOIDED, detail=str(saved.number))
        work.changed(Subject.REVISION, [revision_id])
    return saved


def difference(office: Office, older_id: int, newer_id: int) -> tuple[tuple[Subject, FieldChange], ...]:
    """What one document says and another says otherwise, field by field, and whose field each is. Raises `Gone`."""
    return _told(frozen.changes(_values(office, older_id), _values(office, newer_id)))


def difference_now(office: Office, revision_id: int) -> tuple[tuple[Subject, FieldChange], ...]:
    """What a document says otherwise than the order as it would be issued now. Raises `Gone`."""
    order = orders.get(office, revision(office, revision_id).order_id)
    return _told(frozen.changes(_values(office, revision_id), frozen.frozen(papers.sheet(office, order))))


def _values(office: Office, revision_id: int) -> str:
    with office.read() as session:
        found = storage.sheet_of(session, revision_id)
    if not found:
        raise Gone(Subject.REVISION, revision_id)
    return found


def _told(changes: Iterable[FieldChange]) -> tuple[tuple[Subject, FieldChange], ...]:
    return tuple(filter(None, map(_placed, changes)))


def file_name(office: Office, revision: Revision) -> str:
    """`OS-000042-r2_Client-Name_2026-11-24.pdf`: of the day it was issued, safe on every system."""
    with office.read() as session:
        values = json.loads(storage.sheet_of(session, revision.id or 0) or "{}")
    day = (revision.issued_at or office.instant()).astimezone(office.zone).date()
    title = f"{wording.order_title(revision.order_number, values.get('language'))}-r{revision.number}"
    client = (values.get("client") or {}).get("name", "")[: papers.CLIENT_IN_NAME]
    stem = "_".join(part for part in (title, client, day.isoformat()) if part)
    return handover.safe_name(stem, ".pdf")


def _same(living: Revision, values: str) -> bool:
    return living.layout == LAYOUT and living.values == sha256(values.encode()).hexdigest()


def _new_key(office: Office) -> bytes:
    """The office's key, made once: another one made meanwhile counts."""
    with office.write(Permission.ISSUE_ORDERS) as work:
        return storage.keep_key(work.session, secrets.token_bytes(_KEY_BYTES))


#: What stands beside company, client and order on a sheet, and whose field it is there.
_BESIDE = {
    "status_name": (Subject.ORDER, "status_id"),
    "service_type_name": (Subject.ORDER, "service_type_id"),
    "logo": (Subject.COMPANY, "logo"),
    "language": (Subject.SETTINGS, "sheet_language"),
    "time_zone": (Subject.SETTINGS, "time_zone"),
    "options.prices": (Subject.SETTINGS, "show_prices"),
    "options.form": (Subject.SETTINGS, "sheet_form"),
    "options.filing_holes": (Subject.SETTINGS, "filing_holes"),
    "options.photos_a_page": (Subject.SETTINGS, "photos_a_page"),
    "options.copies": (Subject.REVISION, "copies"),
}
_SUBJECTS = {"company": Subject.COMPANY, "client": Subject.CLIENT, "order": Subject.ORDER}
#: Told by another field beside it (strokes by their moment), or by nothing a person knows.
_UNTOLD = frozenset({"status_kind", "options.lone_paper", "options.blank"})


def _placed(change: FieldChange) -> tuple[Subject, FieldChange] | None:
    if change.field in _UNTOLD or change.field.endswith((".ink", ".file", ".width", ".height")):
        return None
    if change.field in _BESIDE:
        subject, field = _BESIDE[change.field]
        return subject, replace(change, field=field)
    head, _point, rest = change.field.partition(".")
    return _SUBJECTS.get(head, Subject.REVISION), replace(change, field=rest or head)
