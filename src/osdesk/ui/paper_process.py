"""How the paper process begins. Apart from `tasks.py` because that process imports this and must not import Qt."""

from __future__ import annotations

import multiprocessing
import os
import threading
from multiprocessing.connection import wait


def end_with_program() -> None:
    """Let this worker end when the program does, even when it is killed: alone it would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_watch, args=(parent.sentinel,), name="end with program", daemon=True).start()


def _watch(sentinel: int) -> None:
    wait([sentinel])
    # Nothing to tidy up: what this process made is bytes that nobody waits for any more.
    os._exit(0)
