"""`osdesk seal` and `osdesk verify`: orders issued as documents that never change, and files checked against them."""

from __future__ import annotations

import argparse
from pathlib import Path

from osdesk.cli import files, output
from osdesk.cli.opening import find, reading, writing
from osdesk.cli.parser import Wrong
from osdesk.cli.refusals import CommandRefused
from osdesk.domain.revisions import Examined, Verdict
from osdesk.services import examining, issuing, papers, verifying
from osdesk.services.wording.verdicts import revision_title, verdict_sentence
from osdesk.texts import _

_STANDARD_OUTPUT = "-"


def run_seal(options: argparse.Namespace) -> int:
    """Issue orders, and print which revision each has now; the PDF of one goes to a file."""
    if options.output is not None and len(options.number) > 1:
        raise Wrong(_("--output takes one order: each document is a file of its own."))
    with writing(options) as office:
        orders = [find(office, number) for number in options.number]
        for order in dict.fromkeys(order.id or 0 for order in orders):
            revision, pdf = issuing.document(office, order)
            if options.output is not None:
                hand_over(pdf, options.output)
            # On standard output the document itself, and nothing beside it.
            if options.output != _STANDARD_OUTPUT:
                output.say(revision_title(revision))
    return 0


def run_verify(options: argparse.Namespace) -> int:
    """Check a file; 0 when it is a document issued here, unchanged and not voided."""
    examined = _examined(options.file)
    with reading(options) as office:
        verification = verifying.verify(office, examined)
        sentence = verdict_sentence(verification, office.zone)
    output.say(sentence)
    return 0 if verification.verdict is Verdict.UNCHANGED else 1


def _examined(name: str) -> Examined:
    if name == _STANDARD_OUTPUT:
        return examining.examine(files.read(name))
    try:
        return examining.examine_file(name)
    except (OSError, ValueError) as fault:
        raise CommandRefused(files.unreadable(name, fault)) from fault


def hand_over(pdf: bytes, target: str) -> None:
    """Write a document's own bytes to a file, or to standard output for `-`."""
    if target == _STANDARD_OUTPUT:
        stream = output.binary()
        stream.write(pdf)
        stream.flush()
    else:
        papers.export(Path(target).absolute(), pdf)
