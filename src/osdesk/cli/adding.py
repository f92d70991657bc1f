"""`osdesk add`: orders from JSON, all or none; prints the numbers given."""

from __future__ import annotations

import argparse

from osdesk.cli import files, output
from osdesk.cli.opening import writing
from osdesk.services import exchange


def run_add(options: argparse.Namespace) -> int:
    """Add the orders of a file."""
    data = files.read_json(options.file)
    with writing(options) as office:
        numbers = exchange.add_orders(office, data)
    for number in numbers:
        output.say(number)
    return 0
