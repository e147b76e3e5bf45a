"""Searching all records from the command line."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sessiecoach.cli.said import FAULTS_FOUND, say, write
from sessiecoach.domain.text import visible
from sessiecoach.dutch.arguments import WRONG_USE

if TYPE_CHECKING:
    from sessiecoach.storage.search.found import Found, FoundMeeting, Hit

NOT_FOUND: Final = 1
"""The exit code of a search without hits."""
_MOST_LINES: Final = 200
_EXCERPT_SIGNS: Final = 100


def search(arguments: argparse.Namespace) -> int:
    """Write what is found in all records, the newest meeting first."""
    from sessiecoach.domain.search_query import read_query
    from sessiecoach.dutch.faults import fault_sentence
    from sessiecoach.dutch.search import (
        NOTHING_ASKED,
        day_meant,
        kinds_sentence,
        unclear_sentence,
        unknown_kinds,
    )
    from sessiecoach.live.clock import RoomClock, this_machine
    from sessiecoach.storage.home import find_places, platform_folders
    from sessiecoach.storage.search.index import SearchIndex

    query = read_query(" ".join(arguments.words), day_meant)
    for typed in query.unclear:
        say(unclear_sentence(typed), sys.stderr)
    if query.is_empty and not query.unclear:
        say(NOTHING_ASKED, sys.stderr)
    if query.is_empty or query.unclear:
        return WRONG_USE
    places = find_places(arguments.sessions, os.environ, Path.cwd(), platform_folders())
    now = RoomClock(this_machine()).now().astimezone()
    index = SearchIndex(places.state, places.sessions)
    try:
        with _progress() as heard:
            refreshed = index.refresh(now, heard)
        as_json = arguments.als == "json"
        limit = None if as_json else _MOST_LINES
        found = index.find(query, now.date(), private=arguments.prive, limit=limit)
    finally:
        index.close()
    if as_json:
        write(_as_json(found, places.sessions))
    else:
        write(_as_text(found))
    # A kind of note that a person made up in a record is found; so only where nothing is.
    unknown = () if found.hits else unknown_kinds(query)
    for told in unknown:
        say(f"{told}.", sys.stderr)
    if unknown:
        say(kinds_sentence(), sys.stderr)
    for fault in refreshed.faults:
        say(fault_sentence(fault), sys.stderr)
    if refreshed.faults:
        return FAULTS_FOUND
    return 0 if found.hits else NOT_FOUND


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """Show how far the reading is, where somebody watches it."""
    if not sys.stderr.isatty():
        yield lambda _read, _of: None
        return
    from rich.console import Console
    from rich.progress import Progress

    from sessiecoach.dutch.search import READING

    with Progress(console=Console(stderr=True, markup=False), transient=True) as bar:
        task = bar.add_task(READING, total=None)
        yield lambda read, of: bar.update(task, completed=read, total=of)


def _as_text(found: Found) -> str:
    from sessiecoach.dutch.search import TOLD_BETWEEN, count_sentence, hit_line, meeting_line

    lines: list[str] = []
    for meeting in found.meetings:
        title = meeting.title if meeting.path == meeting.record else TOLD_BETWEEN
        lines.append(meeting_line(meeting.date, meeting.series, title))
        lines += [
            "  "
            + hit_line(
                hit.kind,
                hit.around(_EXCERPT_SIGNS).text,
                (hit.who, hit.perspective, hit.case),
                hit.standing,
                hit.due,
                private=hit.private,
            )
            for hit in meeting.hits
        ]
        lines.append("")
    lines.append(count_sentence(found.hits, len(found.meetings), more=found.more))
    return "\n".join(lines) + "\n"


def _as_json(found: Found, sessions: Path) -> str:
    """Return the hits for another program; files are named below the sessions folder."""
    below = Path(os.path.abspath(sessions))  # noqa: PTH100  (as the index names them)

    def named(path: Path | None) -> str | None:
        return visible(path.relative_to(below).as_posix()) if path else None

    def day(date: dt.date | None) -> str | None:
        return date.isoformat() if date else None

    def of_hit(hit: Hit) -> dict[str, object]:
        return {
            "item": hit.item,
            "table": hit.table,
            "kind": hit.kind,
            "text": hit.text,
            "marks": hit.marks,
            "who": hit.who,
            "perspective": hit.perspective,
            "case": hit.case,
            "private": hit.private,
            "about": hit.about,
            "standing": hit.standing,
            "due": day(hit.due),
        }

    def of_meeting(meeting: FoundMeeting) -> dict[str, object]:
        return {
            "date": day(meeting.date),
            "series": meeting.series,
            "title": meeting.title,
            "file": named(meeting.path),
            "record": named(meeting.record),
            "hits": [of_hit(hit) for hit in meeting.hits],
        }

    document = {"schema": 1, "meetings": [of_meeting(each) for each in found.meetings]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
