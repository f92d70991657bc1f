"""One process beside the window, for work that must not run in it: started when first needed, replaced when it died.

Apart from `tasks.py`, which knows lanes and not what stands behind them.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor


class Worker:
    """Takes one call at a time. What it is given and gives back is pickled."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    @property
    def started(self) -> bool:
        """Whether a process stands by."""
        return self._pool is not None

    def submit(self, fn: Callable[..., Any], *args: object) -> Future[Any]:
        """Call `fn(*args)` there, in a new process where none is or the last one died."""
        if self._pool is not None:
            try:
                return self._pool.submit(fn, *args)
            except BrokenExecutor:
                self.drop()
        # What starts processes is imported with the first one: the first screen has none.
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        from osdesk.ui.paper_process import end_with_program

        self._pool = ProcessPoolExecutor(1, get_context("spawn"), end_with_program)
        return self._pool.submit(fn, *args)

    def drop(self) -> None:
        """Let the process go without waiting for it; the next call gets another."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None

    def end(self) -> None:
        """Let it finish what it does, and end it."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None
