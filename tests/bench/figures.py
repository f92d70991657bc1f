"""What the bench measures, compared and shown: pairs timed in turn, medians, and the table that README has.

A figure is a ratio of two things measured in one run, turn and turn about, so that a busy minute of the computer
strikes both alike.
"""

from __future__ import annotations

import gc
import math
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of the table. `ours` and `bare` as they are to be read ("3.1 ms"); `met` says all targets are."""

    group: str
    what: str
    ours: str
    bare: str = ""
    ratio: float | None = None
    target: str
    met: bool

    @classmethod
    def read(cls, data: dict[str, Any]) -> Figure:
        """A figure that another process wrote."""
        return cls(**data)

    def written(self) -> dict[str, Any]:
        """For another process to read."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things timed in turn, in milliseconds."""

    ours: Sequence[float]
    bare: Sequence[float]

    @property
    def ours_median(self) -> float:
        """Of ours."""
        return statistics.median(self.ours)

    @property
    def bare_median(self) -> float:
        """Of the bare one."""
        return statistics.median(self.bare)

    @property
    def ratio(self) -> float:
        """How many times the bare one ours takes."""
        return self.ours_median / self.bare_median

    def figure(self, group: str, what: str, *, most: float, within: float | None = None) -> Figure:
        """The line for it: at most so many times the bare one and, if asked, within so many milliseconds."""
        met = self.ratio <= most and (within is None or self.ours_median <= within)
        target = f"≤ {most:g} ×" + (f", ≤ {within:g} ms" if within is not None else "")
        return Figure(
            group=group,
            what=what,
            ours=milliseconds(self.ours_median),
            bare=milliseconds(self.bare_median),
            ratio=self.ratio,
            target=target,
            met=met,
        )


def in_turn(ours: Callable[[], float], bare: Callable[[], float], rounds: int, *, warm: int = 1) -> Pair:
    """Time both so often, one after the other; each gives its own milliseconds. The first `warm` rounds don't count."""
    ours_times: list[float] = []
    bare_times: list[float] = []
    for turn in range(warm + rounds):
        pair = ours(), bare()
        if turn >= warm:
            ours_times.append(pair[0])
            bare_times.append(pair[1])
    return Pair(ours_times, bare_times)


def timed(work: Callable[[], object], times: int = 1) -> Callable[[], float]:
    """A stopwatch on `work`: milliseconds for one of `times` calls in a row; no collection falls into it."""

    def measure() -> float:
        gc.collect()
        gc.disable()
        begin = time.perf_counter()
        for _ in range(times):
            work()
        return (time.perf_counter() - begin) * 1000 / times

    return measure


def milliseconds(value: float) -> str:
    """As many places as tell something."""
    return f"{value:.2f} ms" if value < 1 else f"{value:.1f} ms" if value < 100 else f"{value:.0f} ms"


def share(times: Sequence[float], part: float) -> float:
    """The value that this part of the times stays under or meets (0.99: the 99th percentile)."""
    ordered = sorted(times)
    return ordered[max(0, math.ceil(part * len(ordered)) - 1)]


def table(figures: Iterable[Figure]) -> str:
    """The figures as a Markdown table."""
    lines = ["| | OS Desk | bare | ratio | target | met |", "|---|--:|--:|--:|---|---|"]
    group = ""
    for figure in figures:
        if figure.group != group:
            group = figure.group
            lines.append(f"| **{group}** | | | | | |")
        ratio = f"{figure.ratio:.2f} ×" if figure.ratio is not None else ""
        met = "yes" if figure.met else "**no**"
        lines.append(f"| {figure.what} | {figure.ours} | {figure.bare} | {ratio} | {figure.target} | {met} |")
    return "\n".join(lines)
