"""From the command to the first full screen, and its memory, beside a bare app of one label."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.bare import READY
from benchmarks.figures import Figure, median
from benchmarks.meetings import write_archive, write_live_meeting
from benchmarks.terminal import Terminal

_BARE = (sys.executable, "-m", "benchmarks.bare", "label")
_OURS = (sys.executable, "-m", "sessiecoach")
_START_SHOWS = ("Help", "3 apr 2017")
"""The last key and the last line of the list, before any record was read."""
LIVE_SHOWS = ("Afronden", "Enter legt", " meer")
"""The last key of the footer, the line to type in, and columns of notes."""
_SETTLED_SECONDS = 0.3
_MILLISECONDS = 1000.0
_WARM_UPS = 2
"""Runs that are thrown away: they compile, and fill the cache of the disk."""


def start_screen(folder: Path, runs: int) -> list[Figure]:
    """First full Start screen with 200 records, beside a bare app."""
    sessions = write_archive(folder)
    command = (*_OURS, "--sessions", str(sessions))
    return _measured("start screen, 200 records", command, _START_SHOWS, folder, runs, 1.5)


def live_screen(folder: Path, runs: int) -> list[Figure]:
    """First full live screen of a meeting with 300 notes, beside a bare app."""
    command = (*_OURS, "open", str(write_live_meeting(folder)))
    return _measured("live screen, 300 notes", command, LIVE_SHOWS, folder, runs, 2.0)


def _measured(
    what: str,
    command: Sequence[str],
    shows: Sequence[str],
    folder: Path,
    runs: int,
    goal: float,
) -> list[Figure]:
    times: dict[bool, list[float]] = {True: [], False: []}
    used: dict[bool, list[float]] = {True: [], False: []}
    memory: dict[bool, list[float]] = {True: [], False: []}
    for run in range(runs + _WARM_UPS):
        for ours in (True, False):
            with Terminal(command if ours else _BARE, folder) as terminal:
                taken = terminal.until_shown(*(shows if ours else (READY,)))
                cpu = terminal.cpu_seconds() * _MILLISECONDS
                terminal.let_pass(_SETTLED_SECONDS)
                held = terminal.memory_kilobytes() / 1024
            if run >= _WARM_UPS:
                times[ours].append(taken)
                used[ours].append(cpu)
                memory[ours].append(held)
    return [
        Figure(f"{what}: first paint", "ms", median(times[True]), median(times[False]), goal),
        Figure(f"{what}: its work", "ms", median(used[True]), median(used[False]), goal),
        Figure(f"{what}: memory", "MB", median(memory[True]), median(memory[False]), 2.0),
    ]
