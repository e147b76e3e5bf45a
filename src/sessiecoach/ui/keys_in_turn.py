"""An app that gives a key to what the keys before it led to, also when that is still being made."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final

from textual import events, on, work
from textual.app import App
from textual.screen import Screen

from sessiecoach.ui.early_keys import events_of
from sessiecoach.ui.sounding_app import SoundingApp
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.terminal_bytes import TypedAtOnce

_STANDING_SECONDS: Final = 10.0
"""A screen that does not stand by then no longer keeps back what is typed."""
_TURN_SECONDS: Final = 2.0
"""Keys that were typed before something are waited for this long, and what they do as well."""
_QUIT_KEY: Final = "ctrl+q"
"""Whoever wants to leave need not wait for a form that does not come."""


class KeysInTurnApp(SoundingApp):
    """Lets a key wait for what the key before it does, and for the screen that it asked for.

    Text that goes to a field does nothing that more text has to wait for, so that typing is as
    fast as ever. All else is worked out first: what is typed right behind the key for a form is
    for the form, and the key that keeps a form overtakes none of its text. What the mouse does
    never waits.
    """

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self._stands = False
        """Whether the first screen stands, or else that of the record which is being opened."""
        self._holds = 0
        """How many screens are being made that are to take what is typed."""
        self._taking_turns = False
        self._text_under_way = False
        """Whether text was given to a field that it may not have reached yet."""
        self._typed = deque[events.Key | events.Paste](events_of(surroundings.typed_early))
        self._all_given = asyncio.Event()
        self._first_screen_stands: Callable[[], None] | None = surroundings.first_screen_stands

    @on(events.Mount)
    def _follow_screens(self) -> None:
        self.screen_change_signal.subscribe(self, self._screen_changed, immediate=True)

    async def on_event(self, event: events.Event) -> None:
        """Let a key wait for its turn; everything else goes its way."""
        if not isinstance(event, events.Key | events.Paste) or self._goes_first(event):
            await super().on_event(event)
            return
        self._all_given.clear()
        self._typed.append(event)
        if not self._stands or self._holds or self._taking_turns:
            return
        if self._next_waits or await self._give_next() or self._typed:
            self._take_turns()
        else:
            self._all_given.set()

    def _goes_first(self, event: events.Key | events.Paste) -> bool:
        if event.is_forwarded:
            return True  # no widget wanted this key; it comes back for its binding
        quits = isinstance(event, events.Key) and event.key == _QUIT_KEY
        return quits and self._stands and self._holds > 0

    @property
    def _next_waits(self) -> bool:
        """Whether text is on its way to its field that the next key could overtake."""
        return self._text_under_way and not self._is_text(self._typed[0])

    def _is_text(self, event: events.Key | events.Paste) -> bool:
        """Whether this is text for a field, and does nothing else."""
        return self._takes_text and (isinstance(event, events.Paste) or event.is_printable)

    async def _give_next(self) -> bool:
        """Give the key whose turn it is; return whether the next one has to wait for it."""
        event = self._typed.popleft()
        if isinstance(event, TypedAtOnce) and not self._takes_text:
            self._typed.extendleft(reversed(list(event.as_keys())))
            event = self._typed.popleft()
        self._text_under_way = self._is_text(event)
        waits = not self._text_under_way
        await super().on_event(event)
        return waits

    def _take_turns(self) -> None:
        if self._stands and not self._holds and not self._taking_turns:
            self._taking_turns = True
            self._give_in_turn()

    @work(group="keys")
    async def _give_in_turn(self) -> None:
        """Give what is typed key by key, until nothing is left or a screen is being made."""
        try:
            waits = True
            while True:
                if waits:
                    await super().caught_up()
                    self._text_under_way = False
                if not self._typed or not self._stands or self._holds:
                    break
                waits = self._next_waits or await self._give_next()
        finally:
            self._taking_turns = False
        if self._stands and self._first_screen_stands is not None:
            self._first_screen_stands()
            self._first_screen_stands = None
        if not self._typed:
            self._all_given.set()

    def stands(self) -> None:
        """Let go of what was typed early: a screen stands and has its focus."""
        self._stands = True
        self._take_turns()

    @property
    def is_ready(self) -> bool:
        """Whether keys go where they belong, and are not held for a screen that is to come."""
        return self._stands and not (self._holds or self._taking_turns or self._typed)

    @contextmanager
    def holding_keys(self) -> Iterator[None]:
        """Hold what is typed until this ends, however it ends."""
        self._holds += 1
        try:
            yield
        finally:
            self._holds -= 1
            self._take_turns()

    def _screen_changed(self, screen: Screen[object]) -> None:
        # At once, because a worker only begins when the next key may have been given.
        self._holds += 1
        self._hold_until_stands(screen)

    @work(group="keys")
    async def _hold_until_stands(self, screen: Screen[object]) -> None:
        """Let go when a screen has its focus: it comes after all that makes the screen."""
        try:
            with suppress(TimeoutError):
                await asyncio.wait_for(_made(screen), _STANDING_SECONDS)
            await super().caught_up()
        finally:
            self._holds -= 1
            self._take_turns()

    async def caught_up(self, seconds: float = _TURN_SECONDS) -> None:
        """Wait as well until every key that was typed before had its turn."""
        if self._stands and self._typed:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._all_given.wait(), seconds)
        await super().caught_up(seconds)


@contextmanager
def keys_held(app: App[object]) -> Iterator[None]:
    """Hold what is typed in an app while a screen is made that is to take it."""
    if isinstance(app, KeysInTurnApp):
        with app.holding_keys():
            yield
    else:
        yield


async def _made(screen: Screen[object]) -> None:
    made = asyncio.Event()
    if screen.call_later(made.set):
        await made.wait()
