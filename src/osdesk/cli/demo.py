"""`osdesk demo`: sample data by the million, for an office without orders."""

from __future__ import annotations

import argparse

from osdesk.cli import output
from osdesk.cli.opening import writing
from osdesk.services import demo
from osdesk.texts import _, ngettext


def run_demo(options: argparse.Namespace) -> int:
    """Fill the office."""
    bar = output.Bar(_("Orders"))
    with writing(options) as office:
        try:
            clients = demo.fill(office, options.orders, options.clients, options.seed, progress=bar.at)
        finally:
            bar.end()
    added = ngettext("{count} order", "{count} orders", options.orders).format(count=output.count(options.orders))
    theirs = ngettext("{count} client", "{count} clients", clients).format(count=output.count(clients))
    output.say(_("Added: {orders} of {clients}.").format(orders=added, clients=theirs))
    return 0
