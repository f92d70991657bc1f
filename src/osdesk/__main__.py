"""The way in: `python -m osdesk`, the `osdesk` command, and the bundle. Imports next to nothing.

Apart because a bundled worker process begins here too, and must turn aside before anything else is imported.
"""

from __future__ import annotations

import multiprocessing
import sys


def main() -> int:
    """Open the window, or do what the command line says; returns the exit code."""
    multiprocessing.freeze_support()
    from osdesk import cli

    return cli.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
