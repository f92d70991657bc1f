"""What is missing before an order may be closed, in words. Apart because the dialog lists it, a refusal names it, and
the editor links to it.
"""

from __future__ import annotations

from osdesk.domain.closing import Lack, Missing
from osdesk.services.wording.status_names import speaking


def lack_name(missing: Missing, language: str | None = None) -> str:
    """One thing that is missing: "Photos: 1 of 3"; counted where more than one is asked for."""
    words = speaking(language)
    figures = {"have": missing.have, "need": missing.need}
    if missing.need > 1:
        counted = {
            Lack.CHECKLIST: words.gettext("Checklist: {have} of {need} answered"),
            Lack.PHOTOS: words.gettext("Photos: {have} of {need}"),
            Lack.KILOMETRES: words.gettext("Kilometres: of {have} of {need} visits"),
        }.get(missing.lack)
        if counted is not None:
            return counted.format_map(figures)
    return {
        Lack.CHECKLIST: words.gettext("Checklist answered"),
        Lack.SIGNATURE: words.gettext("Client's signature"),
        Lack.PHOTOS: words.gettext("A photo"),
        Lack.OBSERVATIONS: words.gettext("Technicians' remarks"),
        Lack.MATERIALS: words.gettext("Materials listed"),
        Lack.KILOMETRES: words.gettext("Kilometres of each visit"),
    }[missing.lack]
