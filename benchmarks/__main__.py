"""Runs the measurements and prints what they found: `python -m benchmarks --help`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import comparing, first_paint, idle, keypress, privacy, saving, searching
from benchmarks.figures import Figure

MEASUREMENTS: dict[str, Callable[[Path, int], list[Figure]]] = {
    "start": first_paint.start_screen,
    "live": first_paint.live_screen,
    "key": keypress.measure,
    "save": saving.measure,
    "idle": idle.measure,
    "compare": comparing.measure,
    "search": searching.measure,
    "privacy": privacy.measure,
}


def main() -> None:
    """Run what was asked for, everything by default."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", help=", ".join(MEASUREMENTS))
    parser.add_argument("--runs", type=int, default=9, help="how often each side is run")
    parser.add_argument("--list", action="store_true", help="name the measurements and stop")
    arguments = parser.parse_args()
    if unknown := set(arguments.names) - set(MEASUREMENTS):
        parser.error(f"there is no measurement {', '.join(sorted(unknown))}")
    for name, measure in MEASUREMENTS.items():
        if arguments.list:
            sys.stdout.write(f"{name:7} {measure.__doc__}\n")
        elif not arguments.names or name in arguments.names:
            with tempfile.TemporaryDirectory() as folder:
                for figure in measure(Path(folder), arguments.runs):
                    sys.stdout.write(f"{figure}\n")
                    sys.stdout.flush()


main()
