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
from osdesk.services.office import Office

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


@dataclass(slots=True)
class Words:
    """The templates while they are written: as `stored`, as `typed`, and the `base` from which typing began.

    What somebody else stores meanwhile does not touch a template that is being written: it keeps the version it began
    from, so that the store can refuse it and both can be put together.
    """

    stored: dict[Key, MessageTemplate] = field(default_factory=dict)
    typed: dict[Key, MessageTemplate] = field(default_factory=dict)
    base: dict[Key, MessageTemplate] = field(default_factory=dict)

    def take(self, templates: Mapping[Key, MessageTemplate]) -> None:
        """These are stored now; what is unsaved stays."""
        for key, newest in templates.items():
            self.stored[key] = newest
            if key not in self.typed or not self.changed(key) or _alike(self.typed[key], newest):
                self.settle(newest)

    def write(self, key: Key, subject: str, body: str) -> None:
        """This was typed."""
        self.typed[key] = replace(self.typed[key], subject=subject, body=body)

    def adopt(self, draft: MessageTemplate) -> None:
        """This was typed before a crash. Over words that were stored since, nobody knows what it began from."""
        key = key_of(draft)
        if key not in self.stored or self.changed(key):
            return
        newest = self.stored[key]
        begun_here = (draft.id, draft.version) == (newest.id, newest.version)
        self.base[key] = newest if begun_here else replace(draft, subject="", body="")
        self.typed[key] = draft

    def settle(self, template: MessageTemplate) -> None:
        """This is stored, and shown so."""
        key = key_of(template)
        self.stored[key] = self.base[key] = self.typed[key] = template

    def saved(self, sent: MessageTemplate, stored: MessageTemplate) -> None:
        """What was sent came back as stored; what was typed since stays unsaved."""
        typed = self.typed[key_of(stored)]
        self.settle(stored)
        if not _alike(typed, sent):
            self.write(key_of(stored), typed.subject, typed.body)

    def put_over(self, theirs: MessageTemplate, mine: MessageTemplate) -> None:
        """Mine is unsaved, over what somebody else stored."""
        self.settle(theirs)
        self.write(key_of(theirs), mine.subject, mine.body)

    def changed(self, key: Key) -> bool:
        """Whether what was typed differs from what it began from."""
        return not _alike(self.typed[key], self.base[key])

    def unsaved(self) -> tuple[MessageTemplate, ...]:
        """The templates to be stored."""
        return tuple(self.typed[key] for key in self.typed if self.changed(key))

    def give_up(self) -> None:
        """Forget what was typed."""
        for template in tuple(self.stored.values()):
            self.settle(template)

    def first_wrong(self) -> Key | None:
        """The first unsaved template that can't be stored as it is."""
        return next((key for key in self.typed if self.changed(key) and template_problems(self.typed[key])), None)


def key_of(template: MessageTemplate) -> Key:
    """What tells a template from the others."""
    return template.event, template.language


def _alike(one: MessageTemplate, other: MessageTemplate) -> bool:
    return (one.subject, one.body) == (other.subject, other.body)


def nearest_field(problem: Problem, language: str) -> tuple[str, str] | None:
    """For a field nobody knows: what was typed and the field that was likely meant, both with their braces."""
    name = str(problem.facts.get("name", ""))
    if problem.code != "message.unknown_field" or not name:
        return None
    words = [word for word, _meaning in message_templates.fields(language)]
    found = difflib.get_close_matches(name.strip().lower(), words, n=1, cutoff=0.5)
    return (f"{{{name}}}", f"{{{found[0]}}}") if found else None
