"""Opening the office for a command, and finding the order that a number means."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Iterator
from pathlib import Path

from osdesk import folders
from osdesk.cli.parser import Wrong
from osdesk.domain.orders import Order
from osdesk.services import demo, orders
from osdesk.services.office import Office, open_office
from osdesk.texts import _


@contextlib.contextmanager
def reading(options: argparse.Namespace) -> Iterator[Office]:
    """The office, read-only, beside whatever window is open."""
    with open_office(_folder(options), readonly=True) as office:
        yield office


@contextlib.contextmanager
def writing(options: argparse.Namespace) -> Iterator[Office]:
    """The office, for this command alone; a new one is made where there is none."""
    with open_office(_folder(options)) as office:
        demo.seed_templates(office)
        yield office


def find(office: Office, number: str) -> Order:
    """The order of a number in any of its forms. Raises `Wrong`."""
    found = orders.by_number(office, number)
    if found is None:
        raise Wrong(_("There is no order with the number {number}.").format(number=number[:40]))
    return found


def _folder(options: argparse.Namespace) -> Path:
    named: Path | None = options.data_dir
    return (named if named is not None else folders.data_folder()).absolute()
