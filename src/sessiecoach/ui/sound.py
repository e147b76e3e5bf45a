"""Sounds at the marks and the end of a block: the bell of the terminal, or a tone.

A tone is made with the standard library, written once into the state folder, and played by
the player that the system has. Nothing here is waited for, and nothing fails without sound.
"""

from __future__ import annotations

import asyncio
import io
import math
import shutil
import subprocess
import sys
import wave
from array import array
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Final

from sessiecoach.domain.signals import SignalKind
from sessiecoach.storage.files import write_whole
from sessiecoach.storage.home import make_private
from sessiecoach.storage.settings import SoundMode

SOUNDS_FOLDER: Final = "sounds"
"""Where the tones lie in the state folder."""
BELL_PAUSE_SECONDS: Final = 0.4
LONGEST_SECONDS: Final = 2.0
"""No sound takes longer (rule 10)."""

_BELLS: Final[Mapping[SignalKind, int]] = MappingProxyType(
    {SignalKind.WARNING: 1, SignalKind.END: 3, SignalKind.STILL_OVER: 3}
)
_RATE: Final = 22_050
_LOUDNESS: Final = 0.5
_EDGE_SECONDS: Final = 0.02
_Note = tuple[float, float]
"""The pitch in hertz, and how long it sounds in seconds."""
_TONES: Final[Mapping[SignalKind, tuple[_Note, ...]]] = MappingProxyType(
    {
        SignalKind.WARNING: ((659.3, 0.6),),
        SignalKind.END: ((784.0, 0.4), (587.3, 0.4), (440.0, 0.9)),
        SignalKind.STILL_OVER: ((587.3, 0.4), (440.0, 0.9)),
    }
)
_PLAYERS: Final = (("pw-play",), ("paplay",), ("aplay", "-q"))


Player = Callable[[Path], None]
"""Plays a sound file and returns at once. Raises OSError where it cannot."""


def tone(kind: SignalKind) -> bytes:
    """Return the sound file of a signal: sines with soft edges, one channel of 16 bits."""
    samples = array("h")
    for pitch, seconds in _TONES[kind]:
        count = round(seconds * _RATE)
        samples.extend(_sample(place, count, pitch) for place in range(count))
    if sys.byteorder == "big":
        samples.byteswap()
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(_RATE)
        sound.writeframes(samples.tobytes())
    return file.getvalue()


def _sample(place: int, count: int, pitch: float) -> int:
    """Return one sample; it swells fast, dies away, and ends at nothing, so that nothing clicks."""
    edge = _EDGE_SECONDS * _RATE
    swell = min(1.0, place / edge, (count - place) / edge)
    fading = math.exp(-2.5 * place / count)
    wave_height = math.sin(2 * math.pi * pitch * place / _RATE)
    return round(32_767 * _LOUDNESS * swell * fading * wave_height)


def find_player(
    platform: str = sys.platform, which: Callable[[str], str | None] = shutil.which
) -> Player | None:
    """Return what plays a tone here, or None where only the bell can sound."""
    if platform == "win32":
        return _play_on_windows
    commands = (("afplay",),) if platform == "darwin" else _PLAYERS
    for name, *options in commands:
        found = which(name)
        if found:
            return ProgramPlayer((found, *options))
    return None


class ProgramPlayer:
    """Plays with a program of the system; a sound that still plays gives way to the next."""

    def __init__(self, command: Sequence[str]) -> None:
        self.command = tuple(command)
        self._playing: subprocess.Popen[bytes] | None = None

    def __call__(self, file: Path) -> None:
        """Start the program and leave it alone."""
        if self._playing is not None and self._playing.poll() is None:
            self._playing.terminate()
            self._playing.wait(timeout=1)
        self._playing = subprocess.Popen(  # noqa: S603  the player that the system has, on our own file
            [*self.command, str(file)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )


def _play_on_windows(file: Path) -> None:
    if sys.platform == "win32":
        import winsound

        with suppress(RuntimeError):
            winsound.PlaySound(str(file), winsound.SND_FILENAME | winsound.SND_ASYNC)


class Sounds:
    """Gives a signal its sound, in the way that a person chose."""

    def __init__(
        self,
        mode: SoundMode,
        *,
        ring: Callable[[], None],
        player: Player | None,
        folder: Path,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Sound with `ring`, or with `player` for tones that are kept in `folder`."""
        self.mode: SoundMode = mode
        self._ring, self._player, self._pause = ring, player, pause
        self._folder = folder

    @property
    def modes(self) -> tuple[SoundMode, ...]:
        """What can be chosen here, in the order in which one key goes through it."""
        return ("off", "bell", "tone") if self._player is not None else ("off", "bell")

    def next_mode(self) -> SoundMode:
        """Go to the next way of sounding, and return it."""
        modes = self.modes
        place = modes.index(self.mode) if self.mode in modes else len(modes) - 1
        self.mode = modes[(place + 1) % len(modes)]
        return self.mode

    async def play(self, kind: SignalKind) -> None:
        """Let a signal be heard; what cannot play a tone rings the bell."""
        if self.mode == "off":
            return
        if self.mode == "tone" and self._player is not None:
            try:
                await asyncio.to_thread(self._play_tone, self._player, kind)
            except (OSError, subprocess.SubprocessError):
                pass
            else:
                return
        for number in range(_BELLS[kind]):
            if number:
                await self._pause(BELL_PAUSE_SECONDS)
            self._ring()

    def _play_tone(self, player: Player, kind: SignalKind) -> None:
        file = self._folder / f"{kind.value}.wav"
        if not file.is_file():
            make_private(self._folder)
            write_whole(file, tone(kind))
        player(file)
