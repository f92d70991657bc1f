"""Editing what an office has one of (company, settings, mail account): as any record, but without list and id."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from osdesk import folders
from osdesk.domain.changes import Subject
from osdesk.domain.company import Company, OfficeSettings
from osdesk.domain.messages import MailAccount
from osdesk.services import drafts, wording
from osdesk.services.drafts import Draft
from osdesk.services.office import Office
from osdesk.ui.kit.binding import Binding
from osdesk.ui.kit.editor import Editing, Verbs
from osdesk.ui.page import Page
from osdesk.ui.records.form import stored_instead

T = TypeVar("T", Company, OfficeSettings, MailAccount)


def editing_of(
    page: Page, binding: Binding[T], subject: Subject, load: Callable[[Office], T], save: Callable[[T], T]
) -> Editing[T]:
    """The editing of that value on that page; its draft bears the page's name, for two pages edit the settings."""
    desk = page.desk
    office, key = desk.office, draft_key(page, subject)
    folder = folders.drafts_folder(office.folder)
    editing: Editing[T] = Editing(
        page,
        binding,
        Verbs(
            load=lambda _id: load(office),
            save=save,
            keep_draft=lambda value, unreadable: _keep(folder, key, subject, value, unreadable, office.now()),
            drop_draft=lambda _value: drafts.drop(folder, key),
            stored_instead=stored_instead,
        ),
        desk.tasks,
        desk.prompts,
        field_name=lambda path: wording.field_name(subject, path),
        now=office.now,
    )
    return editing


def draft_key(page: Page, subject: Subject) -> str:
    """The name of the draft of that value on that page."""
    return f"{subject.value}-{page.key}"


def drafts_of(office: Office, keys: tuple[str, ...]) -> tuple[Draft, ...]:
    """What a crash left behind under these names; for the read lane."""
    return tuple(draft for draft in drafts.all(folders.drafts_folder(office.folder)) if draft.key in keys)


def _keep(folder: Path, key: str, subject: Subject, value: Any, unreadable: dict[str, str], at: datetime) -> None:
    drafts.keep(
        folder,
        Draft(key=key, subject=subject, value=value, stored_version=value.version, unreadable=unreadable, kept_at=at),
    )
