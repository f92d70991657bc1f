"""The bench in short form, so that it doesn't rot: every target has its line. No time is asserted."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.figures import Figure, Pair, share, table

RUN = Path(__file__).with_name("run.py")
LINES = {
    "starting": ("first paint", "first page of the orders", "heavy imports"),
    "listing": ("first page", "jump to the end", "sort by total", "filter by status", "search six digits", "memory"),
    "papers": ("the typical order", "its size", "preview on screen"),
    "heartbeat": ("orders are saved", "orders are exported", "thousands are put in", "a search is typed"),
    "saving": ("an order with 12 lines", "loading one order", "loading 100 orders"),
    "sealing": ("an order issued and exported",),
    "sending": ("100 messages with their documents",),
    "photos": ("photos of 12 MP brought in",),
    "scanning": ("100 pages at 150 dpi filed",),
    "day": (
        "first page of a filter",
        "its count and sum",
        "search over everything",
        "a week of the agenda",
        "unbilled",
    ),
    "typing_keys": ("a key in the full order form", "keys typed as people do"),
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office that all groups measure; the first one makes it."""
    return tmp_path_factory.mktemp("bench") / "office"


@pytest.mark.parametrize("group", LINES)
def test_the_bench_measures_every_target_of_a_group(office: Path, group: str) -> None:
    own = [sys.executable, str(RUN), "--office", str(office), "--orders", "2000", "--rounds", "1", "--only", group]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(own, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    for words in LINES[group]:
        assert words in done.stdout


def test_a_pair_is_held_against_both_of_its_targets() -> None:
    pair = Pair([30.0, 10.0, 20.0], [10.0, 10.0, 10.0])
    assert (pair.ours_median, pair.ratio) == (20.0, 2.0)
    assert pair.figure("Lists", "first page", most=2, within=50).met
    assert not pair.figure("Lists", "first page", most=1.9, within=50).met
    assert not pair.figure("Lists", "first page", most=2, within=15).met


def test_a_percentile_is_one_of_the_times() -> None:
    assert share([float(time) for time in range(1, 101)], 0.99) == 99.0
    assert share([5.0], 0.99) == 5.0


def test_the_table_heads_each_group_once_and_says_what_is_missed() -> None:
    met = Figure(group="Paper", what="size", ours="64 kB", target="≤ 150 kB", met=True)
    missed = Figure(group="Paper", what="drawn", ours="3 ms", bare="1 ms", ratio=3.0, target="≤ 1.5 ×", met=False)
    lines = table([met, missed]).splitlines()
    assert lines[2:] == [
        "| **Paper** | | | | | |",
        "| size | 64 kB |  |  | ≤ 150 kB | yes |",
        "| drawn | 3 ms | 1 ms | 3.00 × | ≤ 1.5 × | **no** |",
    ]
