"""Processor time of a meeting in which nobody types, beside a bare clock."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.bare import READY
from benchmarks.figures import Figure, median
from benchmarks.first_paint import LIVE_SHOWS
from benchmarks.meetings import write_live_meeting
from benchmarks.terminal import Terminal

_SETTLED_SECONDS = 3.0
_SECONDS = 20.0
_MILLISECONDS = 1000.0


def measure(folder: Path, runs: int) -> list[Figure]:
    """Idle with the clock running and 300 notes, beside a bare clock of one label."""
    commands = {
        True: (sys.executable, "-m", "sessiecoach", "open", str(write_live_meeting(folder))),
        False: (sys.executable, "-m", "benchmarks.bare", "clock"),
    }
    used: dict[bool, list[float]] = {True: [], False: []}
    for _ in range(max(2, runs // 4)):
        for ours, command in commands.items():
            with Terminal(command, folder) as terminal:
                terminal.until_shown(*(LIVE_SHOWS if ours else (READY,)))
                terminal.let_pass(_SETTLED_SECONDS)
                before = terminal.cpu_seconds()
                terminal.let_pass(_SECONDS)
                used[ours].append((terminal.cpu_seconds() - before) / _SECONDS * _MILLISECONDS)
    return [Figure("idle, clock running", "ms/s", median(used[True]), median(used[False]), 1.5)]
