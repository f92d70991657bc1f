"""Measures what "Speed and size" promises and prints the table of README: `python3 dev.py bench`.

Each group runs in a process of its own, so that one's memory and threads don't burden another. Nothing is drawn on a
screen (Qt's offscreen platform) unless QT_QPA_PLATFORM says so. Times are of this computer; the ratios travel.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
if __name__ == "__main__":
    # As a script it is started with its own folder in front, whose names are nobody else's business.
    sys.path[0] = str(TESTS)

from bench.figures import Figure, table  # noqa: E402

GROUPS = (
    "starting",
    "listing",
    "papers",
    "heartbeat",
    "saving",
    "typing_keys",
    "sealing",
    "sending",
    "scanning",
    "photos",
    "day",
)


def main(arguments: Sequence[str]) -> int:
    """Measure and print; 0 also where a target is missed: a computer may be slow, and that is no error."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("--orders", type=int, default=1_000_000, metavar="N", help="orders of the office (1,000,000)")
    parser.add_argument("--office", type=Path, metavar="DIR", help="use this demo office; one is made when missing")
    parser.add_argument("--rounds", type=int, default=15, metavar="N", help="how often each pair is timed (15)")
    parser.add_argument("--only", nargs="+", choices=GROUPS, default=GROUPS, metavar="NAME", help=", ".join(GROUPS))
    parser.add_argument("--json", action="store_true", help="the figures as JSON, measured in this very process")
    options = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="osdesk-bench-") as scratch:
        folder = options.office or Path(scratch, "office")
        os.environ["OSDESK_HOME"] = str(Path(scratch, "home"))
        if options.json:
            figures = [
                figure for name in options.only for figure in measure(name, folder, Path(scratch), options.rounds)
            ]
            print(json.dumps([figure.written() for figure in figures]))
            return 0
        from bench import demo_office

        held = demo_office.ensure(folder, options.orders)
        found: list[Figure] = []
        for name in options.only:
            print(f"Measuring {name} …", file=sys.stderr, flush=True)
            found += apart(name, folder, options.rounds)
    print(f"{held:,} orders; {options.rounds} rounds; Python {sys.version.split()[0]}, {os.cpu_count()} cores.\n")
    print(table(found))
    return 0


def measure(name: str, office: Path, scratch: Path, rounds: int) -> list[Figure]:
    """The figures of one group."""
    figures: list[Figure] = importlib.import_module(f"bench.{name}").measure(office, scratch, rounds)
    return figures


def apart(name: str, office: Path, rounds: int) -> list[Figure]:
    """The figures of one group, measured in a fresh process."""
    own = [sys.executable, __file__, "--json", "--office", str(office), "--rounds", str(rounds), "--only", name]
    done = subprocess.run(own, stdout=subprocess.PIPE, text=True, check=True)
    return [Figure.read(data) for data in json.loads(done.stdout)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
