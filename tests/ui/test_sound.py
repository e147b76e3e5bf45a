"""Sounds at the marks and the end: bell or tone, different for warning and end, never a failure."""

from __future__ import annotations

import io
import stat
import sys
import wave
from array import array
from pathlib import Path

import pytest

from sessiecoach.domain.signals import SignalKind
from sessiecoach.storage.settings import SoundMode
from sessiecoach.ui.sound import LONGEST_SECONDS, Player, ProgramPlayer, Sounds, find_player, tone

KINDS = tuple(SignalKind)


class Listener:
    """Hears what is rung, played and waited for, in the order in which it comes."""

    def __init__(self) -> None:
        self.heard: list[object] = []
        self.fails = False

    def ring(self) -> None:
        self.heard.append("bell")

    def play(self, file: Path) -> None:
        if self.fails:
            raise FileNotFoundError(file)
        self.heard.append(file.name)

    async def pause(self, seconds: float) -> None:
        self.heard.append(seconds)


@pytest.fixture
def listener() -> Listener:
    return Listener()


def sounds(listener: Listener, mode: SoundMode, folder: Path, *, plays: bool = True) -> Sounds:
    player: Player | None = listener.play if plays else None
    return Sounds(mode, ring=listener.ring, player=player, folder=folder, pause=listener.pause)


@pytest.mark.parametrize("kind", KINDS)
def test_tone_is_short_soft_and_readable(kind: SignalKind) -> None:
    """Rule 10: at most two seconds; it begins and ends at nothing and never overdrives."""
    with wave.open(io.BytesIO(tone(kind))) as sound:
        frames = sound.readframes(sound.getnframes())
        assert (sound.getnchannels(), sound.getsampwidth()) == (1, 2)
        assert 0.3 <= sound.getnframes() / sound.getframerate() <= LONGEST_SECONDS
    samples = array("h", frames)
    if sys.byteorder == "big":
        samples.byteswap()
    assert samples[0] == 0
    assert abs(samples[-1]) < 200
    assert 8_000 < max(map(abs, samples)) < 30_000


def test_tones_differ() -> None:
    """Rule 10: a warning cannot be taken for the end."""
    assert len({tone(kind) for kind in KINDS}) == len(KINDS)


async def test_bells_differ(listener: Listener, tmp_path: Path) -> None:
    """Rule 10: one bell warns, three say that the time is over, within two seconds."""
    played = sounds(listener, "bell", tmp_path)
    await played.play(SignalKind.WARNING)
    assert listener.heard == ["bell"]
    listener.heard.clear()
    await played.play(SignalKind.END)
    assert listener.heard.count("bell") == 3
    waited = [each for each in listener.heard if isinstance(each, float)]
    assert 0 < sum(waited) <= LONGEST_SECONDS


async def test_off_is_silent(listener: Listener, tmp_path: Path) -> None:
    """Who chose no sound hears none, and no file is made."""
    for kind in KINDS:
        await sounds(listener, "off", tmp_path / "sounds").play(kind)
    assert listener.heard == []
    assert not (tmp_path / "sounds").exists()


async def test_tone_is_made_once_and_private(listener: Listener, tmp_path: Path) -> None:
    """The file lies in the state folder for its owner and is played again as it is."""
    folder = tmp_path / "state" / "sounds"
    played = sounds(listener, "tone", folder)
    await played.play(SignalKind.END)
    file = folder / "end.wav"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    made = file.stat().st_mtime_ns, file.read_bytes()
    await played.play(SignalKind.END)
    assert (file.stat().st_mtime_ns, file.read_bytes()) == made
    assert listener.heard == ["end.wav", "end.wav"]


async def test_what_cannot_play_rings(listener: Listener, tmp_path: Path) -> None:
    """A player that is gone, none at all, or a folder that cannot be made: the bell, no failure."""
    listener.fails = True
    await sounds(listener, "tone", tmp_path).play(SignalKind.WARNING)
    await sounds(listener, "tone", tmp_path, plays=False).play(SignalKind.WARNING)
    blocked = tmp_path / "file"
    blocked.touch()
    listener.fails = False
    await sounds(listener, "tone", blocked / "sounds").play(SignalKind.WARNING)
    assert listener.heard == ["bell", "bell", "bell"]


def test_one_key_goes_through_all_there_is(listener: Listener, tmp_path: Path) -> None:
    """Off, bell, tone and off again; without a player there is no tone to choose."""
    all_there_is = sounds(listener, "off", tmp_path)
    assert [all_there_is.next_mode() for _ in range(3)] == ["bell", "tone", "off"]
    without = sounds(listener, "off", tmp_path, plays=False)
    assert [without.next_mode() for _ in range(3)] == ["bell", "off", "bell"]
    chosen_elsewhere = sounds(listener, "tone", tmp_path, plays=False)
    assert chosen_elsewhere.next_mode() == "off"


@pytest.mark.parametrize(
    ("platform", "there", "command"),
    [
        ("linux", {"paplay", "aplay"}, ("/bin/paplay",)),
        ("linux", {"aplay"}, ("/bin/aplay", "-q")),
        ("linux", {"pw-play", "aplay"}, ("/bin/pw-play",)),
        ("darwin", {"afplay", "paplay"}, ("/bin/afplay",)),
    ],
)
def test_the_systems_own_player_is_found(
    platform: str, there: set[str], command: tuple[str, ...]
) -> None:
    """The first of the players that the platform has, by its full path."""
    found = find_player(platform, lambda name: f"/bin/{name}" if name in there else None)
    assert isinstance(found, ProgramPlayer)
    assert found.command == command


def test_without_a_player_there_is_none() -> None:
    """A machine without one has the bell."""
    assert find_player("linux", lambda _name: None) is None
    assert find_player("darwin", lambda _name: None) is None
    assert find_player("win32", lambda _name: None) is not None


@pytest.mark.skipif(sys.platform == "win32", reason="a program as it stands on Unix")
def test_player_is_not_waited_for(tmp_path: Path) -> None:
    """A program that goes on for an hour costs nothing, and gives way to the next sound."""
    endless = tmp_path / "endless"
    endless.write_text("#!/bin/sh\nexec sleep 3600\n")
    endless.chmod(0o700)
    player = ProgramPlayer((str(endless),))
    player(tmp_path / "een.wav")
    first = player._playing
    assert first is not None
    assert first.poll() is None
    player(tmp_path / "twee.wav")
    second = player._playing
    assert second is not None
    assert first.poll() is not None
    second.kill()
    second.wait()
