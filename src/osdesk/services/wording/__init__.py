"""Words for people: sentences for every code, names for every fixed value. The one place where data becomes language.

Apart because storage and domain speak in codes and figures, and every face (window, paper, command line) must say the
same thing in the screen's language. Imports nothing but domain and catalogues, and each part only when it is first
asked for: the words of the history know every value there is, which the first screen does not need.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from osdesk.services.wording.fields import field_name
    from osdesk.services.wording.findings import finding_sentence
    from osdesk.services.wording.history import change_line, entry_sentence
    from osdesk.services.wording.mail import (
        MailRemedy,
        event_name,
        mail_facts,
        mail_remedy,
        message_field_name,
        message_state_name,
        message_trouble,
        preset_help,
        preset_name,
        rule_name,
    )
    from osdesk.services.wording.names import (
        answer_name,
        billing_name,
        client_kind_name,
        contact_kind_name,
        item_kind_name,
        line_kind_name,
        order_title,
        priority_name,
        service_type_name,
        subject_name,
        visit_status_name,
    )
    from osdesk.services.wording.scans import page_fate, page_place, waiting_reason
    from osdesk.services.wording.sentences import remedy_label, sentence
    from osdesk.services.wording.status_names import status_kind_name, status_name
    from osdesk.services.wording.troubles import trouble_sentence
    from osdesk.services.wording.verdicts import issued_line, revision_title, verdict_sentence

__all__ = [
    "MailRemedy",
    "answer_name",
    "billing_name",
    "change_line",
    "client_kind_name",
    "contact_kind_name",
    "entry_sentence",
    "event_name",
    "field_name",
    "finding_sentence",
    "issued_line",
    "item_kind_name",
    "line_kind_name",
    "mail_facts",
    "mail_remedy",
    "message_field_name",
    "message_state_name",
    "message_trouble",
    "order_title",
    "page_fate",
    "page_place",
    "preset_help",
    "preset_name",
    "priority_name",
    "remedy_label",
    "revision_title",
    "rule_name",
    "sentence",
    "service_type_name",
    "status_kind_name",
    "status_name",
    "subject_name",
    "trouble_sentence",
    "verdict_sentence",
    "visit_status_name",
    "waiting_reason",
]

#: Which part each lies in; what isn't named here lies in `names`.
_HOMES = {
    "MailRemedy": "mail",
    "change_line": "history",
    "entry_sentence": "history",
    "event_name": "mail",
    "field_name": "fields",
    "finding_sentence": "findings",
    "issued_line": "verdicts",
    "mail_facts": "mail",
    "mail_remedy": "mail",
    "message_field_name": "mail",
    "message_state_name": "mail",
    "message_trouble": "mail",
    "page_fate": "scans",
    "page_place": "scans",
    "preset_help": "mail",
    "preset_name": "mail",
    "remedy_label": "sentences",
    "revision_title": "verdicts",
    "rule_name": "mail",
    "sentence": "sentences",
    "status_kind_name": "status_names",
    "status_name": "status_names",
    "trouble_sentence": "troubles",
    "verdict_sentence": "verdicts",
    "waiting_reason": "scans",
}


def __getattr__(name: str) -> object:
    """Import the part that a word lies in, and keep the word."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_HOMES.get(name, 'names')}"), name)
    globals()[name] = found
    return found
