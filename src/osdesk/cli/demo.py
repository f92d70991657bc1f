"""`osdesk demo`: sample data by the million, for an office without orders."""

from __future__ import annotations

import argparse
from decimal import Decimal

from osdesk.cli import output
from osdesk.cli.opening import writing
from osdesk.domain.money import format_quantity
from osdesk.services import demo
from osdesk.texts import _, language


def run_demo(options: argparse.Namespace) -> int:
    """Fill the office."""
    bar = output.Bar(_("Orders"))
    with writing(options) as office:
        try:
            clients = demo.fill(office, options.orders, options.clients, options.seed, progress=bar.at)
        finally:
            bar.end()
    speak = language()
    output.say(
        _("{orders} orders of {clients} clients were added.").format(
            orders=format_quantity(Decimal(options.orders), speak), clients=format_quantity(Decimal(clients), speak)
        )
    )
    return 0
