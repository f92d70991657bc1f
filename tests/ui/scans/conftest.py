"""The scans' room on an office with orders, and files to drop on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import scanned
from offices import saved_client, saved_order
from osdesk.domain.orders import Order
from osdesk.ui.scans.page import ScansPage
from room_desk import Place, place

__all__ = ["place"]


@pytest.fixture
def made(place: Place) -> list[Order]:
    """Three orders."""
    client = place.ask(saved_client)
    return [place.ask(saved_order, client, reason=f"Motivo {number}") for number in range(3)]


@pytest.fixture
def room(place: Place) -> Iterator[ScansPage]:
    """The room, shown."""
    page = ScansPage(place.desk)
    place.put(page)
    place.settle()
    yield page
    page.filing.cancel()


@pytest.fixture
def stack(made: list[Order], tmp_path: Path) -> Path:
    """A file: two orders' pages, a blank back, a page without code, one with a code of others."""
    pages = [
        scanned.qr_page(made[0].code),
        scanned.back(1),
        scanned.qr_page(made[1].code),
        scanned.qr_page(),
        scanned.qr_page("https://example.com"),
    ]
    path = tmp_path / "pilha.pdf"
    path.write_bytes(scanned.as_pdf(pages))
    return path
