"""`osdesk company`: the company on the paper, printed or set, with its logo."""

from __future__ import annotations

import argparse
from pathlib import Path

from osdesk.cli import files, output
from osdesk.cli.opening import reading, writing
from osdesk.cli.refusals import CommandRefused, refused
from osdesk.domain.changes import Subject
from osdesk.domain.problems import Refused, Unreadable
from osdesk.services import company, exchange, wording
from osdesk.texts import _

_LARGEST_LOGO = 64 * 1024 * 1024


def run_company(options: argparse.Namespace) -> int:
    """Print the company, or set what a file and a logo say. Both are checked before either is stored."""
    if options.file is None and options.logo is None:
        with reading(options) as office:
            output.say(output.as_json(exchange.company_json(office)))
        return 0
    data = files.read_json(options.file) if options.file is not None else None
    logo = _logo(options.logo) if options.logo is not None else None
    with writing(options) as office:
        try:
            if data is not None:
                company.save(office, exchange.company_from_json(office, data))
            if logo is not None:
                company.set_logo(office, logo)
        except Refused as refusal:
            raise CommandRefused(refused(refusal, Subject.COMPANY)) from refusal
    return 0


def _logo(path: Path) -> bytes:
    data = files.read(path)
    if len(data) > _LARGEST_LOGO:
        raise CommandRefused(_("{name} is too large for a logo.").format(name=path))
    from osdesk.services import rendering

    try:
        return rendering.read_logo(data).data
    except Unreadable as fault:
        raise CommandRefused(f"{path}: {wording.sentence(fault.at('logo'))}") from fault
