"""The office that is measured: sample data by the million, made once and used again."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from osdesk.domain.questions import OrderQuestion
from osdesk.services import demo, lists
from osdesk.services.office import Office, open_office

#: Orders of the office in which saving is measured: what is written there leaves the large one as it is.
SMALL = 5_000


def ensure(folder: Path, orders: int) -> int:
    """Make a demo office there if there is none; returns how many orders it has."""
    with open_office(folder) as office:
        held = lists.orders_tally(office, OrderQuestion()).rows
        if held:
            return held
        print(f"Making an office of {orders:,} orders in {folder} …", file=sys.stderr, flush=True)
        begin = time.perf_counter()
        demo.fill(office, orders)
        print(f"Made in {time.perf_counter() - begin:.0f} s.", file=sys.stderr, flush=True)
        return lists.orders_tally(office, OrderQuestion()).rows


def small(folder: Path) -> Office:
    """An open office of its own for what is written."""
    ensure(folder, SMALL)
    return open_office(folder)
