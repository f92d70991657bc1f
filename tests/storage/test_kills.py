"""The short form of the soak: some kills in every test run; `tests/soak/kills.py` does hundreds."""

from __future__ import annotations

from pathlib import Path

import pytest

from soak import kills


@pytest.mark.parametrize("seed", [11])
def test_what_was_confirmed_survives_being_killed(folder: Path, seed: int) -> None:
    outcome = kills.kill_often(folder, 15, seed)
    assert outcome.confirmed > 15


def test_the_proof_sees_a_lost_order(folder: Path) -> None:
    kills.prepare(folder)
    with pytest.raises(AssertionError):
        kills.verify(folder, {"0123456789AB": "ABC-2026/000850"})
