"""Whether the office's database is whole, for *osdesk check* and for support. Reads only, beside an open window too."""

from __future__ import annotations

from osdesk.domain.findings import Finding
from osdesk.services.office import Office
from osdesk.storage import checking


def check(office: Office) -> tuple[Finding, ...]:
    """All that is wrong, the gravest first; nothing when it is well. A million orders take some seconds."""
    with office.read() as session, office.store.read_files() as files:
        return checking.check(session, files)
