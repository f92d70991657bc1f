"""What a check of a document says, in sentences: the window, the command line and support must say the same."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo

from osdesk.domain.dates import format_date, format_time
from osdesk.domain.revisions import Revision, Verdict, Verification
from osdesk.services.wording.names import order_title
from osdesk.texts import N_, _, language

_TROUBLES: Mapping[str, str] = {
    "pdf.none": N_("This is not a PDF."),
    "pdf.password": N_("It is protected by a password, so it cannot be read."),
    "pdf.damaged": N_("It is damaged, so it cannot be read."),
    "pdf.too_large": N_("It is too large to be read."),
}


def revision_title(revision: Revision) -> str:
    """`OS 000042, revision 1`."""
    return _("{order}, revision {number}").format(order=order_title(revision.order_number), number=revision.number)


def verdict_sentence(verification: Verification, zone: tzinfo | None = None, *, code: bool = False) -> str:
    """What a check found, in one or two sentences; `code` of a number and code that were typed, else of a file.

    `zone` is the office's, in which moments are told.
    """
    revision = verification.revision
    if revision is None:
        if code:
            return _("No document issued here has this number and code.")
        trouble = _TROUBLES.get(verification.trouble)
        told = _("This is no document issued here.")
        return f"{told} {_(trouble)}" if trouble is not None else told
    title = revision_title(revision)
    if verification.verdict is Verdict.CHANGED:
        if code or verification.record_changed:
            return _("{document}: what is stored of it was changed afterwards.").format(document=title)
        return _("{document}: changed. It is not the document that was issued.").format(document=title)
    if verification.verdict is Verdict.VOIDED:
        return _("{document}: unchanged, but voided on {moment}: {reason}").format(
            document=title, moment=_moment(revision.voided_at, zone), reason=" ".join(revision.void_reason.split())
        )
    return _("{document}: unchanged.").format(document=title)


def issued_line(revision: Revision, zone: tzinfo | None = None) -> str:
    """When it was issued, and by whom where that is known."""
    moment = _moment(revision.issued_at, zone)
    if revision.actor:
        return _("Issued on {moment} by {name}").format(moment=moment, name=revision.actor)
    return _("Issued on {moment}").format(moment=moment)


def codes() -> frozenset[str]:
    """Every trouble of a file that has a sentence."""
    return frozenset(_TROUBLES)


def _moment(moment: datetime | None, zone: tzinfo | None) -> str:
    if moment is None:
        return "—"
    local = moment.astimezone(zone)
    return f"{format_date(local.date(), language())} {format_time(local)}"
