"""An app that lets the signals of the clock be heard, in the way that a person chose."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on, work
from textual.binding import Binding, BindingType

from sessiecoach.storage.settings import SoundMode, read_settings, write_settings
from sessiecoach.ui.guarded_app import GuardedApp
from sessiecoach.ui.messages import SoundSignal
from sessiecoach.ui.surroundings import Surroundings

if TYPE_CHECKING:
    from sessiecoach.domain.signals import SignalKind
    from sessiecoach.ui.sound import Sounds

_WORDS: Final[Mapping[SoundMode, str]] = MappingProxyType(
    {"off": "Geluid uit.", "bell": "Geluid: de bel van de terminal.", "tone": "Geluid: een toon."}
)


class SoundingApp(GuardedApp):
    """Sounds at the marks and the end, switched and tried with one key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+g",
            "switch_sound",
            "Geluid",
            id="app.sound",
            priority=True,
            show=False,
            tooltip="Geluid bij de signalen: uit, de bel of een toon; het klinkt meteen",
        ),
    ]

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings.places.state)
        self.surroundings = surroundings
        self._made_sounds: Sounds | None = None

    @property
    def sounds(self) -> Sounds:
        """What sounds; made when it is first asked for, because no start needs it."""
        if self._made_sounds is None:
            from sessiecoach.ui.sound import SOUNDS_FOLDER, Sounds

            self._made_sounds = Sounds(
                self.surroundings.settings.sound,
                ring=self.bell,
                player=self.surroundings.find_player(),
                folder=self.surroundings.places.state / SOUNDS_FOLDER,
            )
        return self._made_sounds

    @on(SoundSignal)
    def _sound_asked(self, message: SoundSignal) -> None:
        self._let_sound(message.kind)

    @work(exclusive=True, group="sound")
    async def _let_sound(self, kind: SignalKind) -> None:
        await self.sounds.play(kind)

    def action_switch_sound(self) -> None:
        """Go to the next way of sounding, let it be heard, and keep the choice."""
        from sessiecoach.domain.signals import SignalKind

        mode = self.sounds.next_mode()
        self._let_sound(SignalKind.WARNING)
        self.notify(_WORDS[mode], timeout=4, markup=False)
        self._keep(mode)

    @work(group="settings")
    async def _keep(self, mode: SoundMode) -> None:
        """Keep the choice with what the file holds; where that fails it lasts for today."""
        await asyncio.to_thread(self._write, mode)

    def _write(self, mode: SoundMode) -> None:
        places = self.surroundings.places
        settings, _faults = read_settings(places.settings)
        with suppress(OSError):
            write_settings(places.settings, replace(settings, sound=mode), places.state / "kept")
