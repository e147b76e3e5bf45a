"""From a key to the comparison of a long series, beside that of a series without meetings."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import replace
from pathlib import Path

from benchmarks.figures import Figure, median
from benchmarks.meetings import meeting
from benchmarks.terminal import Terminal
from sessiecoach.domain.session import Promise, Session, Solution, Update
from sessiecoach.storage.records import record_bytes

MEETINGS = 50
NOTES = 100
_FIRST_DAY = dt.date(2016, 6, 27)
_START_SHOWS = ("Help", "Vergelijken")
_FRAME_SHOWS = ("VERGELIJKEN", "Deelnemersvragen")
"""The line on top, and the last but one of the views by name."""
_VIEW_SHOWS = {True: "oplossingen:", False: "Nog geen eerdere sessie"}
_SETTLED_SECONDS = 2.0


def measure(folder: Path, runs: int) -> list[Figure]:
    """The comparison of 50 meetings with 100 notes each, beside that of an empty series."""
    sessions = {True: folder / "long", False: folder / "empty"}
    _write_series(sessions[True] / "reeks", MEETINGS)
    _write_series(sessions[False] / "reeks", 0)
    frames: dict[bool, list[float]] = {True: [], False: []}
    views: list[float] = []
    for _ in range(runs):
        for full, place in sessions.items():
            command = (sys.executable, "-m", "sessiecoach", "--sessions", str(place))
            with Terminal(command, folder) as terminal:
                terminal.until_shown(*_START_SHOWS)
                terminal.let_pass(_SETTLED_SECONDS)
                since, began = len(terminal.painted), terminal.elapsed()
                terminal.type("c")
                frames[full].append(terminal.until_shown(*_FRAME_SHOWS, since=since) - began)
                shown = terminal.until_shown(_VIEW_SHOWS[full], since=since)
                if full:
                    views.append(shown - began)
    what = f"comparison of {MEETINGS} meetings"
    return [
        Figure(f"{what}: first paint", "ms", median(frames[True]), median(frames[False]), 2.0),
        Figure(f"{what}: its first view", "ms", median(views), None, 3000),
    ]


def _write_series(folder: Path, meetings: int) -> None:
    folder.mkdir(parents=True)
    (folder / "series.toml").write_text('schema = 1\ntitle = "Meting"\nwerkvorm = "leersessie"\n')
    for number in range(meetings):
        session = _closed(number)
        (folder / f"{session.header.id}.toml").write_bytes(record_bytes(session))


def _closed(number: int) -> Session:
    """Return a closed meeting that leaves one solution and one promise, and tells of the last."""
    day = _FIRST_DAY + dt.timedelta(days=14 * number)
    session = meeting(number + 1, day, dt.time(9), NOTES)
    notes = tuple(replace(note, id=f"n-{number:03}{note.id[5:]}") for note in session.notes)
    told = Update(
        id=f"u-{number:08}", item=f"s-{number - 1:08}", on=day, worked_out="partly", applied="no"
    )
    return replace(
        session,
        header=replace(session.header, status="closed", document=f"meting{number:08}"),
        notes=notes,
        solutions=(Solution(id=f"s-{number:08}", text=f"Oplossing {number}"),),
        promises=(Promise(id=f"t-{number:08}", what=f"Toezegging {number}", owner="werkgroep"),),
        updates=(told,) if number else (),
    )
