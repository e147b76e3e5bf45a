"""The room state is on disk soon after it changed, kept alive, and gone when the session is."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from sessiecoach.domain.room import RoomState
from sessiecoach.live.publisher import ALIVE_SECONDS, RoomPublisher
from sessiecoach.storage.room import Published, read_published, room_file, signed_ns
from tests.fake_clock import FakeClock
from tests.live.stepped import let_pass, stepped

FIRST = Published(state=RoomState(title="Ronde 1"))
SECOND = Published(state=RoomState(title="Ronde 2"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give where the state of a session is published; nothing is there yet."""
    return room_file(tmp_path / "state", "m4w8k2p6t9c3")


@asynccontextmanager
async def publishing(publisher: RoomPublisher) -> AsyncIterator[None]:
    """Let the publisher run meanwhile."""
    task = asyncio.create_task(publisher.run())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def number_of(path: Path) -> int:
    """Return what tells a file from one that was written in its place."""
    return path.stat().st_ino


def obstruct(path: Path) -> Callable[[], None]:
    """Let nothing be written to `path`; returns what puts everything back as it was."""
    aside = path.rename(path.with_name("aside"))
    path.mkdir()

    def put_back() -> None:
        path.rmdir()
        aside.rename(path)

    return put_back


def test_a_change_is_published_at_once(clock: FakeClock, path: Path) -> None:
    """What is shown is on disk long before the next sign of life is due."""

    async def session() -> None:
        publisher = RoomPublisher(path)
        async with publishing(publisher):
            for published in (FIRST, SECOND):
                publisher.show(published)
                await let_pass(0.01)
                assert read_published(path) == published

    stepped(clock, session())


def test_the_same_state_is_written_once(clock: FakeClock, path: Path) -> None:
    """A tick that changes nothing gives signs of life and writes nothing."""

    async def session() -> None:
        publisher = RoomPublisher(path)
        async with publishing(publisher):
            publisher.show(FIRST)
            await let_pass(0.01)
            written = number_of(path)
            os.utime(path, (1000, 1000))
            for _ in range(5):
                publisher.show(Published(state=RoomState(title="Ronde 1")))
                await let_pass(ALIVE_SECONDS / 5 + 0.01)
            assert number_of(path) == written
            assert signed_ns(path) != 1000 * 10**9

    stepped(clock, session())


def test_signs_of_life_go_on(clock: FakeClock, path: Path) -> None:
    """For as long as nothing changes the state is touched every second."""

    async def session() -> None:
        publisher = RoomPublisher(path)
        async with publishing(publisher):
            publisher.show(FIRST)
            await let_pass(0.01)
            for _ in range(3):
                os.utime(path, (1000, 1000))
                await let_pass(ALIVE_SECONDS)
                assert signed_ns(path) != 1000 * 10**9

    stepped(clock, session())


def test_nothing_to_show_is_nothing_written(clock: FakeClock, path: Path) -> None:
    """A publisher that was told nothing leaves the disk alone."""

    async def session() -> None:
        async with publishing(RoomPublisher(path)):
            await let_pass(3 * ALIVE_SECONDS)

    stepped(clock, session())
    assert not path.parent.exists()


def test_a_disk_that_refuses_is_asked_again(clock: FakeClock, path: Path) -> None:
    """While nothing can be written the session goes on; then the last state is published."""

    async def session() -> None:
        path.parent.parent.mkdir(parents=True)
        path.parent.write_text("no folder")
        publisher = RoomPublisher(path)
        async with publishing(publisher):
            publisher.show(FIRST)
            await let_pass(2 * ALIVE_SECONDS)
            publisher.show(SECOND)
            await let_pass(2 * ALIVE_SECONDS)
            path.parent.unlink()
            await let_pass(ALIVE_SECONDS)
            assert read_published(path) == SECOND

    stepped(clock, session())


def test_a_change_that_could_not_be_written_comes_after_all(clock: FakeClock, path: Path) -> None:
    """A state that failed to be written is not taken for the one that stands on disk."""

    async def session() -> None:
        publisher = RoomPublisher(path)
        async with publishing(publisher):
            publisher.show(FIRST)
            await let_pass(0.01)
            put_back = obstruct(path)
            publisher.show(SECOND)
            await let_pass(ALIVE_SECONDS / 2)
            put_back()
            await let_pass(ALIVE_SECONDS)
            assert read_published(path) == SECOND

    stepped(clock, session())


def test_a_state_that_was_thrown_away_comes_back(clock: FakeClock, path: Path) -> None:
    """Somebody who empties the state folder during a meeting costs the room a second or two."""

    async def session() -> None:
        publisher = RoomPublisher(path)
        async with publishing(publisher):
            publisher.show(FIRST)
            await let_pass(0.01)
            shutil.rmtree(path.parent)
            await let_pass(2 * ALIVE_SECONDS)
            assert read_published(path) == FIRST

    stepped(clock, session())


def test_leaving_takes_it_away(clock: FakeClock, path: Path) -> None:
    """After leaving nothing lies there any more, whatever was still to be written."""

    async def session() -> None:
        publisher = RoomPublisher(path)
        async with publishing(publisher):
            publisher.show(FIRST)
            await let_pass(0.01)
            publisher.show(SECOND)
            publisher.withdraw()
            await let_pass(3 * ALIVE_SECONDS)
            assert signed_ns(path) is None

    stepped(clock, session())


@pytest.mark.parametrize("practice", [False, True])
def test_what_is_over_stays_over(clock: FakeClock, path: Path, practice: bool) -> None:
    """Of a meeting that is over only that is left, for who looks later; of practice nothing."""
    over = RoomState(title="Evaluatie", message="Tot 10 oktober", closed=True)

    async def session() -> None:
        publisher = RoomPublisher(path)
        async with publishing(publisher):
            publisher.show(FIRST)
            await let_pass(0.01)
            publisher.show(Published(state=over, theme="ochtend", practice=practice))
            publisher.withdraw()
            await let_pass(3 * ALIVE_SECONDS)

    stepped(clock, session())
    thanks = Published(state=RoomState(closed=True), theme="ochtend")
    assert read_published(path) == (None if practice else thanks)


def test_leaving_what_was_never_published(path: Path) -> None:
    """There may be nothing to take away."""
    RoomPublisher(path).withdraw()
    assert not path.exists()
