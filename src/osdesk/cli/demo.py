"""`osdesk demo`: sample data by the million, for an office without orders."""

from __future__ import annotations

import argparse

from osdesk.cli import output
from osdesk.cli.opening import writing
from osdesk.services import demo
from osdesk.texts import _


def run_demo(options: argparse.Namespace) -> int:
    """Fill the office."""
    bar = output.Bar(_("Orders"))
    with writing(options) as office:
        try:
            clients = demo.fill(office, options.orders, options.clients, options.seed, progress=bar.at)
        finally:
            bar.end()
    told = _("{orders} orders of {clients} clients were added.")
    output.say(told.format(orders=output.count(options.orders), clients=output.count(clients)))
    return 0
