"""From a key to the screen in the composer of a full meeting, beside a bare Input."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.bare import READY
from benchmarks.figures import Figure, median, percentile
from benchmarks.first_paint import LIVE_SHOWS
from benchmarks.meetings import write_live_meeting
from benchmarks.terminal import Terminal

# Letters that stand nowhere on a screen, so that painting one is seen: Greek, then Cyrillic.
_LETTERS = tuple(map(chr, (*range(0x3B1, 0x3C9), *range(0x430, 0x44F))))
_BACKSPACE = "\x7f"
_SETTLED_SECONDS = 1.5
_BETWEEN_SECONDS = 0.04


def measure(folder: Path, runs: int) -> list[Figure]:
    """A key in the composer with 300 notes and the clock running, beside a bare Input."""
    commands = {
        True: (sys.executable, "-m", "sessiecoach", "open", str(write_live_meeting(folder))),
        False: (sys.executable, "-m", "benchmarks.bare", "input"),
    }
    times: dict[bool, list[float]] = {True: [], False: []}
    for _ in range(max(2, runs // 2)):
        for ours, command in commands.items():
            with Terminal(command, folder) as terminal:
                terminal.until_shown(*(LIVE_SHOWS if ours else (READY,)))
                terminal.let_pass(_SETTLED_SECONDS)
                for _ in range(2):
                    for letter in _LETTERS:
                        times[ours].append(terminal.key_to_screen(letter))
                        terminal.let_pass(_BETWEEN_SECONDS)
                    terminal.type(_BACKSPACE * len(_LETTERS))
                    terminal.let_pass(_SETTLED_SECONDS)
    return [
        Figure("key in the composer, p50", "ms", median(times[True]), median(times[False]), 1.5),
        Figure(
            "key in the composer, p95",
            "ms",
            percentile(times[True], 95),
            percentile(times[False], 95),
            1.5,
        ),
    ]
