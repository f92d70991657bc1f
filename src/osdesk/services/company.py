"""The company on the paper, and what the whole office shares: verbs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from osdesk.domain.changes import Subject
from osdesk.domain.company import (
    Company,
    OfficeSettings,
    company_problems,
    format_number,
    settings_problems,
)
from osdesk.domain.permissions import Permission
from osdesk.domain.problems import Problem, Refused
from osdesk.services import records
from osdesk.services.office import Office, Work
from osdesk.storage import company as storage
from osdesk.storage import files, numbers


def get(office: Office) -> Company:
    """The company; an empty one until it is set up."""
    with office.read() as session:
        return storage.COMPANY.load(session) or Company()


def is_set_up(office: Office) -> bool:
    """Whether the company has a name to print."""
    return bool(get(office).name)


def save(office: Office, company: Company, *, initiator: object = None) -> Company:
    """Store the company. Raises `Refused`, `Conflict`, `NotAllowed`."""
    with office.write(Permission.EDIT_COMPANY, initiator) as work:
        return _put(work, company)


def _put(work: Work, company: Company) -> Company:
    return records.put(work, Subject.COMPANY, storage.COMPANY, company, company_problems)


def settings(office: Office) -> OfficeSettings:
    """What the office shares: numbering, zone, defaults."""
    with office.read() as session:
        return storage.SETTINGS.load(session) or OfficeSettings()


def save_settings(office: Office, settings: OfficeSettings, *, initiator: object = None) -> OfficeSettings:
    """Store the settings; a changed first number, prefix or restart sets the next number.

    Raises `Refused` (`numbering.taken` with `highest`, and the first free number as remedy, when the next number would
    meet one already given), `Conflict`, `NotAllowed`.
    """
    with office.write(Permission.EDIT_SETTINGS, initiator) as work:
        before = storage.SETTINGS.load(work.session) or OfficeSettings()
        # Numbers are looked up in capitals, as people read them out.
        numbering = replace(settings.numbering, prefix=settings.numbering.prefix.upper())
        settings = replace(settings, numbering=numbering)
        saved = records.put(work, Subject.SETTINGS, storage.SETTINGS, settings, settings_problems)
        if saved.numbering != before.numbering:
            taken = numbers.renumber(work.session, before.numbering, saved.numbering, office.today().year, work.at)
            if taken is not None:
                facts = {"highest": taken}
                raise Refused(
                    (Problem(field="numbering.first", code="numbering.taken", facts=facts, remedy=taken + 1),)
                )
    office.adopt(saved)
    return saved


def next_number(office: Office) -> str:
    """The number that the next order would get, as it would be printed."""
    with office.read() as session:
        numbering = (storage.SETTINGS.load(session) or OfficeSettings()).numbering
        year = office.today().year
        return format_number(numbering, numbers.upcoming(session, numbering, year), year)


def set_logo(office: Office, data: bytes, *, initiator: object = None) -> Company:
    """Store the logo's file and put it on the company. The bytes were checked before (`rendering.read_logo`)."""
    with office.store.write_files() as session:
        digest = files.put(session, data, office.instant())
    return _with_logo(office, digest, initiator)


def remove_logo(office: Office, *, initiator: object = None) -> Company:
    """Take the logo off the company."""
    return _with_logo(office, "", initiator)


def _with_logo(office: Office, digest: str, initiator: object) -> Company:
    with office.write(Permission.EDIT_COMPANY, initiator) as work:
        stored = storage.COMPANY.load(work.session) or Company()
        # A logo may come first, before the company has the name that a save asks for.
        return records.put(work, Subject.COMPANY, storage.COMPANY, replace(stored, logo=digest), lambda _: ())


def logo(office: Office) -> bytes:
    """The logo's file as it was chosen, or b""."""
    digest = get(office).logo
    if not digest:
        return b""
    with office.store.read_files() as session:
        return (files.get(session, digest) if session is not None else None) or b""


def sweep_files(office: Office, before: datetime, spared: Iterable[str] = ()) -> int:
    """Remove files that nothing refers to and that were added before that instant; returns how many.

    `spared` are files that something else than a row refers to: a draft (`attachments.in_drafts`).
    """
    with office.store.read_files() as session:
        if session is None:
            return 0
    kept = _referred(office).union(spared)
    with office.store.write_files() as session:
        return files.sweep(session, kept, before)


def _referred(office: Office) -> frozenset[str]:
    """Every file that a row of the office names, whatever its subject."""
    from osdesk.storage import references

    with office.read() as session:
        return frozenset(references.referred(session))
