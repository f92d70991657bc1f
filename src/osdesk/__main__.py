"""The way in: `python -m osdesk`, the `osdesk` command, and the bundle. Imports next to nothing.

Apart because a bundled worker process begins here too, and must turn aside before anything else is imported.
"""

from __future__ import annotations

import multiprocessing
import sys
from pathlib import Path


def main() -> int:
    """Open the window, or do what the command line says; returns the exit code."""
    multiprocessing.freeze_support()
    from osdesk import cli

    return cli.main(sys.argv[1:], _open_window)


def _open_window(folder: Path | None) -> int:
    from osdesk import app

    return app.run(folder)


if __name__ == "__main__":
    sys.exit(main())
