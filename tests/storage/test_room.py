"""The published room state: whole, private to its owner, and nothing of the session in it."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain.agenda import agenda
from sessiecoach.domain.room import RoomState, RoomTimer, room_state
from sessiecoach.domain.session import Session
from sessiecoach.storage.room import (
    ROOM_FILE,
    Published,
    PublishedClock,
    newest_room,
    publish,
    read_published,
    room_file,
    sign_of_life,
    signed_ns,
)
from tests.domain.reference_plan import ZONE
from tests.private_marks import MARK, marked
from tests.strategies import extras, instants, sessions, texts

SECONDS = st.floats(-1e6, 1e6)
TIMERS = st.builds(
    RoomTimer,
    title=texts(),
    ends_at=st.none() | instants(),
    seconds=SECONDS,
)
STATES = st.builds(
    RoomState,
    title=texts(),
    place=texts(),
    questions=st.lists(texts(), max_size=3).map(tuple),
    running=st.booleans(),
    interrupted=st.booleans(),
    ends_at=st.none() | instants(),
    frozen_seconds=st.none() | SECONDS,
    marks_seconds=st.lists(st.integers(0, 3600), max_size=3).map(tuple),
    following=texts(),
    message=texts(),
    blackout=st.booleans(),
    hand=st.booleans(),
    timers=st.lists(TIMERS, max_size=3).map(tuple),
    meeting_ends_at=st.none() | instants(),
    closed=st.booleans(),
    extra=extras(RoomState),
)
CLOCKS = st.builds(
    PublishedClock,
    boot=texts(),
    running_seconds=SECONDS,
    wall=st.none() | instants(),
    tempo=st.floats(1, 60),
    extra=extras(PublishedClock),
)
PUBLISHED = st.builds(
    Published,
    state=STATES,
    clock=CLOCKS,
    theme=texts(),
    practice=st.booleans(),
    extra=extras(Published),
)


@given(PUBLISHED)
def test_what_is_published_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, published: Published
) -> None:
    """Any state comes back as it was, with keys that this version does not know."""
    path = tmp_path_factory.mktemp("state") / "document" / ROOM_FILE
    publish(path, published)
    assert read_published(path) == published


def test_the_end_is_published_to_the_microsecond(tmp_path: Path) -> None:
    """The room counts with the laptop: what is left differs by nothing one could see."""
    ends_at = dt.datetime(2016, 9, 5, 7, 53, 0, 123456, tzinfo=dt.UTC)
    path = tmp_path / "document" / ROOM_FILE
    publish(path, Published(state=RoomState(running=True, ends_at=ends_at)))
    read = read_published(path)
    assert read is not None
    assert read.state.ends_at == ends_at


@given(sessions(), instants())
def test_nothing_private_is_in_the_file(
    tmp_path_factory: pytest.TempPathFactory, session: Session, now: dt.datetime
) -> None:
    """Of all that people typed only titles and questions of blocks, and the rules, are there.

    Names, notes, what is marked private and unknown keys of a record never are.
    """
    secret = marked(session, but=("blocks.title", "blocks.questions", "header.rules"))
    path = room_file(tmp_path_factory.mktemp("state"), session.header.document)
    publish(path, Published(state=room_state(secret, agenda(secret, now, ZONE), now)))
    assert MARK.encode() not in path.read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    """The file and its folder are for their owner only."""
    path = room_file(tmp_path / "state", "m4w8k2p6t9c3")
    publish(path, Published())
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    "document", ["", "../../elders", "/etc/passwd", "a\x00b", "é", "M4W8K2P6", "x" * 300]
)
def test_no_document_leads_out_of_the_state_folder(tmp_path: Path, document: str) -> None:
    """A record that a person made may say anything; each document has a folder of its own."""
    path = room_file(tmp_path, document)
    assert path.parent.parent == tmp_path
    assert path != room_file(tmp_path, document + "!")
    publish(path, Published())
    assert read_published(path) == Published()


def test_documents_of_this_program_are_their_folder(tmp_path: Path) -> None:
    """The room state lies beside the journal of the same session."""
    assert room_file(tmp_path, "m4w8k2p6t9c3") == tmp_path / "m4w8k2p6t9c3" / ROOM_FILE


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"schema = 1\n[state]\nblackout = false\n",
    ],
)
def test_little_is_enough(tmp_path: Path, data: bytes) -> None:
    """What is not there has its default."""
    path = tmp_path / ROOM_FILE
    path.write_bytes(data)
    assert read_published(path) == Published()


@pytest.mark.parametrize(
    "data",
    [
        b"schema = 1\n[state]\nends_at = ",
        b"[state]\nends_at = 12\n",
        b"[state]\nblackout = 'nee'\n",
        b"\xff\xfe",
        b"state = 3\n",
    ],
)
def test_what_cannot_be_read_is_nothing(tmp_path: Path, data: bytes) -> None:
    """A damaged file, or one of another shape, gives nothing rather than half a state."""
    path = tmp_path / ROOM_FILE
    path.write_bytes(data)
    assert read_published(path) is None


def test_a_missing_file_is_nothing(tmp_path: Path) -> None:
    """Nothing published, nothing read; and no sign of life can be given."""
    path = tmp_path / ROOM_FILE
    assert read_published(path) is None
    assert signed_ns(path) is None
    with pytest.raises(FileNotFoundError):
        sign_of_life(path)


def test_a_sign_of_life_changes_only_its_time(tmp_path: Path) -> None:
    """That somebody is still there is told without writing anything."""
    path = tmp_path / "document" / ROOM_FILE
    publish(path, Published(theme="avond"))
    data = path.read_bytes()
    os.utime(path, (1000, 1000))
    sign_of_life(path)
    assert path.read_bytes() == data
    signed = signed_ns(path)
    assert signed is not None
    assert signed > 1001 * 10**9


def test_the_newest_room(tmp_path: Path) -> None:
    """Without a name the state that was touched last is meant; links and folders are none."""
    assert newest_room(tmp_path / "nowhere") is None
    assert newest_room(tmp_path) is None
    for place, document in enumerate(("eerste", "derde", "tweede")):
        path = room_file(tmp_path, document * 2)
        publish(path, Published())
        os.utime(path, (2000 + 10 * (place % 2), 2000 + 10 * (place % 2)))
    (tmp_path / "map" / ROOM_FILE).mkdir(parents=True)
    (tmp_path / "link").mkdir()
    (tmp_path / "link" / ROOM_FILE).symlink_to(room_file(tmp_path, "tweedetweede"))
    assert newest_room(tmp_path) == room_file(tmp_path, "derdederde")
