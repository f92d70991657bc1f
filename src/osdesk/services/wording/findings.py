"""Sentences for what a check of the database found amiss. Apart, for support reads them as much as the office does."""

from __future__ import annotations

from collections.abc import Mapping

from osdesk.domain.findings import Finding
from osdesk.texts import N_, _

_FINDINGS: Mapping[str, str] = {
    "check.schema": N_("The database is of version {found}, and this program works with {known}."),
    "check.damage": N_("The database is damaged: {report}"),
    "check.reference": N_("Rows of {table} that refer to rows of {target} which are not there: {count}."),
    "check.number_twice": N_("The number {number} was given twice."),
    "check.number_gap": N_("The numbers {first} to {last} are missing, and nobody skipped them."),
    "check.counter": N_("The next number would be {next}; {expected} was expected."),
    "check.sums": N_("The sums of status {status_id} are not those of its orders."),
    "check.facets": N_("Orders that the filters take for what they are not: {count}."),
    "check.search": N_("Records that the search does not find ({index}): {count}."),
    "check.issued_values": N_("SO {order}, revision {number}: what is stored of it was changed afterwards."),
    "check.issued_chain": N_("SO {order}, revision {number}: it does not follow the revision before it."),
    "check.issued_missing": N_("SO {order}, revision {number}: its PDF is missing."),
    "check.issued_file": N_("SO {order}, revision {number}: its PDF was changed."),
    "check.issued_gone": N_("SO {order}, revision {number}: the history tells of it, and it is not there."),
    "check.attachment_missing": N_("SO {order}: the file of {name} is missing."),
    "check.file_missing": N_("A file is missing: {file}"),
}


#: Of a yearly numbering these are told with their year.
_COUNTED = frozenset({"first", "last", "next", "expected"})


def finding_sentence(finding: Finding) -> str:
    """What was found, as one sentence."""
    known = _FINDINGS.get(finding.code)
    if known is None:
        return _("Something is amiss: {code}.").format(code=finding.code)
    year = finding.facts.get("year")
    facts = {
        name: f"{year}/{value}" if year and name in _COUNTED else str(value) for name, value in finding.facts.items()
    }
    sentence = _(known)
    if finding.code == "check.number_gap" and facts["first"] == facts["last"]:
        sentence = _("The number {first} is missing, and nobody skipped it.")
    elif finding.code == "check.counter" and finding.facts["next"] is None:
        sentence = _("The next number is not kept; {expected} was expected.")
    return sentence.format(**facts)


def codes() -> frozenset[str]:
    """Every code that has a sentence."""
    return frozenset(_FINDINGS)
