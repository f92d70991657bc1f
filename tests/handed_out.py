"""Orders that leave a desk as files: where the person says that they go, and some to hand out.

Apart from `room_desk`, for most rooms hand nothing out.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from offices import whole_order
from osdesk.services import orders
from osdesk.services.office import Office
from room_desk import Place


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """Whoever asks for it."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def file(place: Place, tmp_path: Path) -> Path:
    """Where the person says that it goes: nothing is there yet."""
    path = tmp_path / "papers" / "orders.pdf"
    path.parent.mkdir()
    place.prompts.files = (path,)
    return path


def stored(place: Place, count: int = 1) -> list[int]:
    """The ids of so many orders with all their parts."""

    def save(office: Office) -> int:
        return orders.save(office, whole_order(office)).order.id or 0

    return [place.ask(save) for _ in range(count)]
