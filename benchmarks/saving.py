"""What saving a note costs in a meeting of 300: how long it takes, and what the screen notices."""

from __future__ import annotations

import asyncio
import sys
import time
from contextlib import suppress
from pathlib import Path

from benchmarks.figures import Figure, median, percentile
from benchmarks.meetings import write_live_meeting
from sessiecoach.cli.screens import SWITCH_SECONDS
from sessiecoach.live.clock import RoomClock, this_machine
from sessiecoach.live.opening import Opened, open_to_work

_LOOK_SECONDS = 0.001
_MILLISECONDS = 1000.0


class _Heartbeat:
    """Beats in an event loop, and remembers the longest time that it could not."""

    def __init__(self) -> None:
        self.longest = 0.0

    async def run(self) -> None:
        """Beat until cancelled."""
        before = time.perf_counter()
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            now = time.perf_counter()
            self.longest = max(self.longest, now - before - _LOOK_SECONDS)
            before = now


async def _saves(opened: Opened, times: int) -> tuple[list[float], list[float], list[float]]:
    """Return durations of saves, longest blocks during them and as long without, all in ms."""
    writer = opened.writer
    if writer is None:
        raise RuntimeError("the measured meeting must be writable")
    saved = asyncio.Event()

    def tell(report: object) -> None:
        opened.live.saved(report)  # type: ignore[arg-type]
        saved.set()

    heartbeat = _Heartbeat()
    tasks = [asyncio.create_task(writer.run(tell)), asyncio.create_task(heartbeat.run())]
    durations, blocked, quiet = [], [], []
    for number in range(times):
        await asyncio.sleep(0.02)
        heartbeat.longest = 0.0
        began = time.perf_counter()
        opened.live.add("notes", kind="belemmering", text=f"Gemeten {number}")
        saved.clear()
        await saved.wait()
        durations.append((time.perf_counter() - began) * _MILLISECONDS)
        await asyncio.sleep(2 * _LOOK_SECONDS)
        blocked.append(heartbeat.longest * _MILLISECONDS)
        heartbeat.longest = 0.0
        await asyncio.sleep(durations[-1] / _MILLISECONDS + 2 * _LOOK_SECONDS)
        quiet.append(heartbeat.longest * _MILLISECONDS)
    for task in tasks:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    return durations, blocked, quiet


def measure(folder: Path, runs: int) -> list[Figure]:
    """Save one note after the other in a meeting of 300 notes."""
    sys.setswitchinterval(SWITCH_SECONDS)  # as the program does
    path = write_live_meeting(folder)
    opened = open_to_work(path, folder / "state", RoomClock(this_machine()))
    durations, blocked, quiet = asyncio.run(_saves(opened, max(runs, 10) * 3))
    opened.leave()
    return [
        Figure("save of a record of 300 notes, median", "ms", median(durations), None, 50),
        Figure("event loop blocked by a save, p95", "ms", percentile(blocked, 95), None, 16),
        Figure("event loop blocked by a save, longest", "ms", max(blocked), None, 16),
        Figure("event loop blocked by nothing, longest", "ms", max(quiet), None, 16),
    ]
