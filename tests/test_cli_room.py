"""Rehearsing and the beamer from the command line, each in a terminal of its own."""

from __future__ import annotations

import asyncio
import datetime as dt
import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from sessiecoach import cli
from sessiecoach.domain.room import RoomState, RoomTimer
from sessiecoach.live.publisher import RoomPublisher
from sessiecoach.storage.room import Published, room_file
from tests.test_cli import Terminal, run, saved_session

F5 = "\x1b[15~"
QUIT = "\x11"


@pytest.fixture
def terminal() -> Iterator[Callable[..., Terminal]]:
    """Give a way to start the program in a terminal."""
    pytest.importorskip("pty")
    made: list[Terminal] = []

    def start(*arguments: str) -> Terminal:
        made.append(Terminal(*arguments))
        return made[-1]

    yield start
    for each in made:
        each.close()


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder of this test where the program makes its temporary folders."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def shows(shell: Terminal, words: str) -> Callable[[], bool]:
    """Tell whether the program has shown these words, one after the other."""
    wanted = re.compile(rb"[\x1b\[0-9;m ]*".join(word.encode() for word in words.split()))
    return lambda: wanted.search(shell.output) is not None


def published_in(home: Path) -> Path:
    """Return where the meeting of these tests is published."""
    return room_file(home / ".local" / "state" / "sessiecoach", "abcdefgh23")


@asynccontextmanager
async def publishing(publisher: RoomPublisher) -> AsyncIterator[None]:
    """Let the publisher run meanwhile, as it does in the main window."""
    task = asyncio.create_task(publisher.run())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def test_the_beamer_follows_what_is_published(
    terminal: Callable[..., Terminal], home: Path
) -> None:
    """A process of its own shows every change of the state, and waits again once it is gone.

    The name of the block, its end, the big digits and the time of a group come and go with it.
    """
    begins = RoomState(
        title="Ronde 2: verdiepen",
        place="2/3",
        running=True,
        ends_at=dt.datetime.now(dt.UTC) + dt.timedelta(minutes=20),
        following="Wisselen",
        timers=(RoomTimer(title="Groep A", seconds=95),),
    )
    stands_still = replace(
        begins, running=False, interrupted=True, ends_at=None, frozen_seconds=754
    )
    changes = replace(begins, title="Kringgesprek", place="", message="Koffie om tien uur")
    states = (
        (begins, ("RONDE 2 VAN 3", "Verdiepen", "klaar om", "█", "Groep", "01:35")),
        (stands_still, ("ONDERBROKEN", "█")),
        (changes, ("Kringgesprek", "klaar om", "Koffie om tien uur")),
    )
    beamer = terminal("zaal")

    async def seen(*words: str) -> None:
        for each in words:
            await asyncio.to_thread(beamer.until, shows(beamer, each))

    await seen("Nog geen bijeenkomst")
    publisher = RoomPublisher(published_in(home))
    async with publishing(publisher):
        for state, words in states:
            beamer.output = b""
            publisher.show(Published(state=state))
            await seen(*words)
        beamer.output = b""
        await asyncio.to_thread(publisher.withdraw)
        await seen("Nog geen bijeenkomst")
    beamer.type("q")
    assert await asyncio.to_thread(beamer.ended) == 0
    assert beamer.as_it_was


def test_a_rehearsal_leaves_nothing(
    terminal: Callable[..., Terminal], temporary: Path, home: Path
) -> None:
    """It opens on a meeting that can be started at once, says so, and is gone when it is left."""
    shell = terminal("oefenen", "leersessie", "--tempo", "60")
    shell.until(shows(shell, "OEFENEN · de klok loopt 60 keer zo snel"))
    folders = [*temporary.glob("sessiecoach-*")]
    assert len(folders) == 1
    shell.type(F5)
    shell.until(shows(shell, "Laatste minuut: Opening"))
    shell.type("- een regel\r")
    record = next(folders[0].glob("sessions/*/*.toml"))
    shell.until(lambda: "een regel" in record.read_text(encoding="utf-8"))
    shell.type(QUIT)
    assert shell.ended() == 0
    assert [*temporary.iterdir()] == []
    assert [*home.rglob("*.toml")] == []
    assert [*home.rglob("oefenen")] == []


def test_the_beamer_follows_a_rehearsal(terminal: Callable[..., Terminal], temporary: Path) -> None:
    """Without a name the second window follows whatever is open, and says that it is practice."""
    beamer = terminal("zaal")
    beamer.until(shows(beamer, "Nog geen bijeenkomst"))
    shell = terminal("oefenen")
    shell.until(shows(shell, "OEFENEN"))
    beamer.until(shows(beamer, "OEFENEN"))
    shell.type(QUIT)
    assert shell.ended() == 0
    beamer.type("q")
    assert beamer.ended() == 0


def test_the_beamer_follows_one_session(
    terminal: Callable[..., Terminal], tmp_path: Path, home: Path
) -> None:
    """By the file of its record a session is found, whichever window comes first."""
    record = saved_session(tmp_path)
    beamer = terminal("zaal", str(record))
    shell = terminal("open", str(record))
    beamer.until(shows(beamer, "Opening en spelregels"))
    published = published_in(home)
    assert published.is_file()
    shell.type(F5)
    beamer.until(shows(beamer, "klaar om"))
    beamer.output = b""
    shell.type(QUIT)
    assert shell.ended() == 0
    assert not published.exists()
    beamer.until(shows(beamer, "Nog geen bijeenkomst"))
    beamer.type("q")
    assert beamer.ended() == 0


def test_a_beamer_outlives_a_killed_program(
    terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    """When the main window is gone the beamer says so and counts on; a restart brings it back."""
    record = saved_session(tmp_path)
    shell = terminal("open", str(record))
    beamer = terminal("zaal", str(record))
    beamer.until(shows(beamer, "Opening en spelregels"))
    shell.program.kill()
    shell.program.wait()
    beamer.until(shows(beamer, "verbinding weg"))
    beamer.output = b""
    again = terminal("open", str(record))
    again.type(F5)
    beamer.until(shows(beamer, "klaar om"))


def test_wrong_words_are_told(
    terminal: Callable[..., Terminal], temporary: Path, tmp_path: Path
) -> None:
    """An unknown werkvorm, a tempo that is none and a broken record end before any screen."""
    shell = terminal("oefenen", "polonaise")
    assert shell.ended() == 2
    assert shows(shell, "De werkvorm polonaise is er niet; wel: leersessie")()
    assert [*temporary.iterdir()] == []
    broken = tmp_path / "kapot.toml"
    broken.write_text("kapot")
    shell = terminal("zaal", str(broken))
    assert shell.ended() == 1
    assert shows(shell, "kapot.toml")()


@pytest.mark.parametrize("tempo", ["snel", "0", "-3", "601", "nan"])
def test_a_tempo_is_a_number(tempo: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever is no sensible speed is refused in one clear line."""
    with pytest.raises(SystemExit) as leaving:
        cli.main(["oefenen", f"--tempo={tempo}"])
    assert leaving.value.code == 2
    assert "sessiecoach: --tempo is een getal van 1 tot 600." in capsys.readouterr().err


@pytest.mark.parametrize("command", ["zaal", "oefenen"])
def test_without_a_terminal_it_says_so(command: str) -> None:
    """A screen needs a terminal."""
    found = run(command)
    assert found.returncode == 2
    assert "heeft een terminal nodig" in found.stderr
