"""`osdesk check`: whether the office's data are whole."""

from __future__ import annotations

import argparse

from osdesk.cli import output
from osdesk.cli.opening import reading
from osdesk.services import checkup, wording
from osdesk.texts import _


def run_check(options: argparse.Namespace) -> int:
    """Check the office; what is found is printed, and is exit code 1."""
    with reading(options) as office:
        findings = checkup.check(office)
    for finding in findings:
        output.complain(wording.finding_sentence(finding))
    if not findings:
        output.say(_("Everything is in order."))
    return 1 if findings else 0
