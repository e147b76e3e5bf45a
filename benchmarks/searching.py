"""A search in ten thousand records, beside ripgrep or grep over the same files."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks.figures import Figure, median
from benchmarks.meetings import meeting
from sessiecoach.domain.search_query import read_query
from sessiecoach.domain.session import Session
from sessiecoach.storage.records import record_bytes
from sessiecoach.storage.search.index import SearchIndex

RECORDS = 10_000
RECORDS_A_SERIES = 10
NOTES = 16
"""So that a record takes about 8 KB."""
_FIRST_DAY = dt.date(1996, 6, 27)
_RARE = "briefadres"
_RARE_ONE_IN = 500
_QUERIES = {
    "a rare word": _RARE,
    "a word of every record": "rugdekking",
    "a beginning of words": "indicat",
}
_MOST = 200
"""Hits, as many as the command shows."""
_START_MILLISECONDS = 100


def measure(folder: Path, runs: int) -> list[Figure]:
    """A search in 10,000 records, beside ripgrep (or grep) over the same files."""
    sessions = folder / "sessions"
    _write_records(sessions)
    now = dt.datetime.now(dt.UTC)
    index = SearchIndex(folder / "state", sessions)
    # Past the instant until which files that were just written are read again.
    built = _milliseconds(lambda: index.refresh(now + dt.timedelta(minutes=1)))
    index.close()
    figures = [Figure(f"index of {RECORDS} records: built", "ms", built, None, float("inf"))]
    starts: list[float] = []
    for _ in range(runs):
        began = time.perf_counter()
        index = SearchIndex(folder / "state", sessions)
        index.refresh(now + dt.timedelta(minutes=1))
        starts.append((time.perf_counter() - began) * 1000)
        index.close()
    figures.append(
        Figure("fresh index: opened and checked", "ms", median(starts), None, _START_MILLISECONDS)
    )
    index = SearchIndex(folder / "state", sessions)
    program, command = _other_program()
    for what, typed in _QUERIES.items():
        query = read_query(f"{typed}*" if what.startswith("a beginning") else typed, lambda _: None)
        search = partial(index.find, query, now.date(), limit=_MOST)
        compared = partial(_run, (*command, typed, str(sessions)))
        pairs = [(_milliseconds(search), _milliseconds(compared)) for _ in range(runs)]
        ours, theirs = (median(each) for each in zip(*pairs, strict=True))
        name = f"{what} ({search().hits} hits), bare: {program}"
        figures.append(Figure(name, "ms", ours, theirs, 1.0))
    index.close()
    return figures


def _other_program() -> tuple[str, Sequence[str]]:
    """Return ripgrep where it is there, and grep where it is missing."""
    if ripgrep := shutil.which("rg"):
        return "rg", (ripgrep, "--ignore-case", "--fixed-strings", "--no-ignore")
    grep = shutil.which("grep")
    if grep is None:
        raise FileNotFoundError("neither rg nor grep is there to measure against")
    return "grep (rg is missing)", (grep, "--recursive", "--ignore-case", "--fixed-strings")


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)  # noqa: S603


def _milliseconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def _write_records(sessions: Path) -> None:
    """Write the records, in series of ten; all differ in their day, their ids and some words."""
    template = record_bytes(_closed()).decode()
    day = _FIRST_DAY.isoformat()
    for number in range(RECORDS):
        date = (_FIRST_DAY + dt.timedelta(days=number)).isoformat()
        text = template.replace(day, date).replace('"n-', f'"n{number}-')
        text = text.replace("meting00000001", f"meting{number:08}")
        if number % _RARE_ONE_IN == 0:
            text = text.replace("Drie indicaties", f"Een {_RARE} en drie indicaties", 1)
        path = sessions / f"reeks-{number // RECORDS_A_SERIES:04}" / f"{date}-leersessie.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def _closed() -> Session:
    session = meeting(1, _FIRST_DAY, dt.time(9), NOTES)
    return replace(session, header=replace(session.header, status="closed"))
