"""Every message template of the office, as stored and as typed: what is unsaved, and what is wrong with it.

Apart from the pane, which shows one of them at a time.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from osdesk.domain.company import SHEET_LANGUAGES, Company
from osdesk.domain.messages import Event, MailAccount, MessageTemplate, template_problems
from osdesk.domain.problems import Problem
from osdesk.services import company, mail_account, message_templates
from osdesk.services.office import Conflict, Office

Key = tuple[Event, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What the pane shows: the templates, and whose figures the preview has."""

    templates: Mapping[Key, MessageTemplate]
    company: Company
    account: MailAccount
    language: str


def load(office: Office) -> Loaded:
    """Read all of it; for the read lane."""
    found = {
        (template.event, language): template
        for language in SHEET_LANGUAGES
        for template in message_templates.all_of(office, language)
    }
    return Loaded(
        templates=found,
        company=company.get(office),
        account=mail_account.get(office),
        language=company.settings(office).sheet_language,
    )


def save(office: Office, templates: tuple[MessageTemplate, ...], initiator: object) -> None:
    """Store these. One that somebody else stored meanwhile is overwritten: whoever typed here has just read it."""
    for template in templates:
        try:
            message_templates.save(office, template, initiator=initiator)
        except Conflict as conflict:
            latest = conflict.stored
            if isinstance(latest, MessageTemplate):
                message_templates.save(
                    office, replace(template, id=latest.id, version=latest.version), initiator=initiator
                )


@dataclass(slots=True)
class Words:
    """The templates while they are written."""

    stored: dict[Key, MessageTemplate] = field(default_factory=dict)
    typed: dict[Key, MessageTemplate] = field(default_factory=dict)

    def take(self, templates: Mapping[Key, MessageTemplate]) -> None:
        """These are stored now; what is unsaved stays, over the newest version."""
        kept = {key: self.typed[key] for key in self.typed if self.changed(key)}
        self.stored = dict(templates)
        self.typed = {
            key: replace(found, subject=kept[key].subject, body=kept[key].body) if key in kept else found
            for key, found in self.stored.items()
        }

    def write(self, key: Key, subject: str, body: str) -> None:
        """This was typed."""
        self.typed[key] = replace(self.stored[key], subject=subject, body=body)

    def changed(self, key: Key) -> bool:
        """Whether what was typed differs from what is stored."""
        return self.typed[key] != self.stored.get(key)

    def unsaved(self) -> tuple[MessageTemplate, ...]:
        """The templates to be stored."""
        return tuple(self.typed[key] for key in self.typed if self.changed(key))

    def give_up(self) -> None:
        """Forget what was typed."""
        self.typed = dict(self.stored)

    def first_wrong(self) -> Key | None:
        """The first unsaved template that can't be stored as it is."""
        return next((key for key in self.typed if self.changed(key) and template_problems(self.typed[key])), None)


def nearest_field(problem: Problem, language: str) -> tuple[str, str] | None:
    """For a field nobody knows: what was typed and the field that was likely meant, both with their braces."""
    name = str(problem.facts.get("name", ""))
    if problem.code != "message.unknown_field" or not name:
        return None
    words = [word for word, _meaning in message_templates.fields(language)]
    found = difflib.get_close_matches(name.strip().lower(), words, n=1, cutoff=0.5)
    return (f"{{{name}}}", f"{{{found[0]}}}") if found else None
