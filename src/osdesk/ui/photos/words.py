"""What is said when photos have arrived, or haven't. Apart so that the sentences can be read together."""

from __future__ import annotations

from osdesk.domain.attachments import MOST_ATTACHMENTS
from osdesk.domain.incoming import TurnedAway
from osdesk.domain.problems import Problem
from osdesk.services import wording
from osdesk.texts import _, ngettext
from osdesk.ui.photos.arriving import Outcome

#: Files that are named one by one.
_NAMED = 3


def outcome_words(outcome: Outcome) -> str:
    """What a person must know, each file on a line of its own: "" when everything offered is there to be seen."""
    told: list[str] = []
    here = outcome.photos + outcome.files
    if outcome.cancelled:
        told.append(_("Cancelled: {done} of {total} are here.").format(done=here, total=outcome.total))
    elif not outcome.total and not outcome.too_many:
        told.append(_("There is no photo in this folder."))
    known = len(outcome.known)
    if known == outcome.total == 1:
        told.append(_("This one is in the order already."))
    elif known:
        told.append(
            ngettext("{count} was in the order already.", "{count} were in the order already.", known).format(
                count=known
            )
        )
    if outcome.too_many:
        told.append(_("At most {most} photos and files in one order.").format(most=MOST_ATTACHMENTS))
    lines = [" ".join(told), *map(_refused, outcome.refused[:_NAMED])]
    more = len(outcome.refused) - _NAMED
    if more > 0:
        lines.append(_("Not read either: {count} more.").format(count=more))
    return "\n".join(line for line in lines if line)


def _refused(file: TurnedAway) -> str:
    sentence = wording.sentence(Problem(field="attachments", code=file.code, facts=file.facts))
    return f"{file.name}: {sentence}" if file.name else sentence
