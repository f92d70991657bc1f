"""The paper process never outlives the program, however that ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_KILLED_PROGRAM = """
import os, sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from osdesk.ui.paper_process import end_with_program

if __name__ == "__main__":
    pool = ProcessPoolExecutor(1, get_context("spawn"), end_with_program)
    print(pool.submit(len, "paper").result(), flush=True)
    print("PySide6" in sys.modules, flush=True)
    os.kill(os.getpid(), 9)
"""


def test_it_ends_when_the_program_is_killed(tmp_path: Path) -> None:
    program = tmp_path / "killed.py"
    program.write_text(_KILLED_PROGRAM, encoding="utf-8")
    # The worker holds the other end of this pipe, so what reads it returns only when the worker has ended too.
    done = subprocess.run([sys.executable, program], capture_output=True, text=True, check=False, timeout=60)
    assert done.stdout.split() == ["5", "False"]
    assert done.returncode == -9
