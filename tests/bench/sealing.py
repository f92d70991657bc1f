"""An order exported as an issued document, against the same export that issues nothing.

Both gather, draw and write the file whole, as the command line does; issuing also freezes the values, works out the
code, and stores row, history and PDF with one transaction in each database. Every export is of an order of its own:
what was issued before would not be drawn at all.

Two transactions are two waits for the disk to say that it is done; how long those are is the disk's affair, so the
processor's own time stands beside the whole.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.figures import Figure, in_turn, timed
from builders import a_company, logo
from offices import an_office, whole_order
from osdesk.services import company, issuing, orders, papers, rendering
from osdesk.services.office import Office

GROUP = "Issued documents"
_AT_ONCE = 4


def measure(_office: Path, scratch: Path, rounds: int) -> list[Figure]:
    """The typical order, with a logo."""
    with an_office(scratch / "sealing") as office:
        company.save(office, a_company())
        company.set_logo(office, logo())
        path = scratch / "OS.pdf"
        rounds *= 2
        fresh = _orders(office, 4 * _AT_ONCE * (rounds + 1))

        def sealed() -> None:
            papers.export(path, issuing.document(office, next(fresh))[1])

        def plain() -> None:
            papers.export(path, rendering.render(papers.sheets(office, [next(fresh)])).pdf)

        whole = in_turn(timed(sealed, _AT_ONCE), timed(plain, _AT_ONCE), rounds)
        work = in_turn(_worked(sealed), _worked(plain), rounds)
    return [
        whole.figure(GROUP, "an order issued and exported, against exported", most=1.1),
        work.figure(GROUP, "the same, without waiting for the disk", most=1.1),
    ]


def _worked(work: Callable[[], object]) -> Callable[[], float]:
    """Milliseconds of the processor for one of some calls in a row."""

    def measure() -> float:
        gc.collect()
        begin = time.process_time()
        for _ in range(_AT_ONCE):
            work()
        return (time.process_time() - begin) * 1000 / _AT_ONCE

    return measure


def _orders(office: Office, count: int) -> Iterator[int]:
    return iter([orders.save(office, whole_order(office)).order.id or 0 for _place in range(count)])
