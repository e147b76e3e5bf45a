"""What people typed in the meetings that come with the program, beside what can be found of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from sessiecoach.domain.search_query import SEARCHED_KINDS
from sessiecoach.domain.session import Session
from sessiecoach.domain.stays import stays
from sessiecoach.domain.text import one_line
from sessiecoach.storage.records import read_record
from sessiecoach.storage.search.entries import Entry, entries_of_series
from sessiecoach.storage.series import SERIES_FILE, read_series
from sessiecoach.storage.updates import read_updates

SAMPLES = Path(__file__).parents[2] / "sessions"
FOLDERS = sorted(path.parent for path in SAMPLES.glob(f"*/{SERIES_FILE}"))
NOT_FOUND = {
    "session.header.required_roles": "who is invited, not what was said",
    "session.header.desired_roles": "who is invited, not what was said",
    "session.header.required_domains": "who is invited, not what was said",
    "session.header.present_at_start_and_end": "who is invited, not what was said",
    "session.header.themes": "a choice that the format gives",
    "session.header.rules": "of the format, the same at every meeting",
    "session.header.outcomes": "of the format, the same at every meeting",
    "session.perspectives": "of the format; a filter finds what was said from one",
    "session.scales": "of the format, the same at every meeting",
    "session.participants": "who took part; a filter finds what somebody said or promised",
    "session.groups": "a way of working, forgotten the next day",
    "session.blocks": "the programme, which a format gives and every meeting repeats",
    "session.steps": "the programme, which a format gives and every meeting repeats",
    "session.stagnations": "of the format, the same at every meeting",
    "session.pioneer_team": "who took part; the promise of it is found",
    "session.ratings": "numbers; by whom is a role",
    "session.drafts": "not said yet",
    "session.frameworks.dropped": "left out by a later version on purpose",
    "session.updates.hindered_by": "ids of notes, which are found themselves",
}


def found_of(folder: Path) -> tuple[list[Session], list[Entry]]:
    """Return the meetings of a series and what can be found of it."""
    paths = [path for path in sorted(folder.glob("*.toml")) if path.name != SERIES_FILE]
    sessions = [read_record(path).session for path in paths]
    last = max(each.header.date for each in sessions if each.header.date)
    told, _until = entries_of_series(
        read_series(folder / SERIES_FILE).series,
        list(zip(paths, sessions, strict=True)),
        read_updates(folder).updates,
        folder / SERIES_FILE,
        last,
    )
    return sessions, [entry for each in told for entry in each.entries]


def texts_of(value: Any, where: str) -> Iterator[tuple[str, str]]:
    """Yield every text of a person, with where it stands."""
    if where in NOT_FOUND or getattr(value, "withdrawn_at", None) is not None:
        return
    if isinstance(value, str):
        if value.strip():
            yield where, value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts_of(each, where)
    elif is_dataclass(value):
        left = {*stays(type(value)), "author", "kind", "extra"} - {"location"}
        for each in fields(value):
            if each.name not in left:
                yield from texts_of(getattr(value, each.name), f"{where}.{each.name}")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_all_that_people_typed_is_found(folder: Path) -> None:
    """Except what is named above, with its reason."""
    sessions, entries = found_of(folder)
    there = " ".join(one_line(f"{each.text} {each.who}") for each in entries)
    lost = {
        (where, text)
        for session in sessions
        for where, text in texts_of(session, "session")
        if one_line(text) not in there
    }
    assert lost == set()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_nothing_that_is_found_holds_an_id(folder: Path) -> None:
    """Ids are for programs, and nobody typed them."""
    sessions, entries = found_of(folder)
    tables = [
        getattr(session, each.name)
        for session in sessions
        for each in fields(session)
        if isinstance(getattr(session, each.name), tuple)
    ]
    ids = {item.id for table in tables for item in table if "-" in getattr(item, "id", "")}
    assert [each.text for each in entries if any(one in each.text for one in ids)] == []
    assert {each.kind for each in entries} <= set(SEARCHED_KINDS)
