"""How long a half day is, while a meeting is prepared: one number that moves the whole plan."""

from __future__ import annotations

import asyncio
from typing import Final

from sessiecoach.domain.half_days import refusal, with_half_days
from sessiecoach.domain.session import Session
from sessiecoach.domain.werkvorm import Werkvorm
from sessiecoach.ui.plan_words import half_day_words
from sessiecoach.ui.screens.filing import FilingScreen
from sessiecoach.ui.widgets.bound_field import Bound, BoundInput, Place

_PLACE: Final = Place("header", "", "half_day_minutes")


class HalfDayActs(FilingScreen):
    """A screen with a field for the minutes of a half day, where a meeting counts in them."""

    _werkvorm: Werkvorm | None = None
    """What the meeting was made of, once that was read."""

    def on_mount(self) -> None:
        """Read what the plan was made of, so that there and back is no change."""
        if self.live.session.header.half_day_minutes:
            self.run_worker(self._read_werkvorm(), group="werkvorm")

    async def _read_werkvorm(self) -> None:
        from sessiecoach.storage.werkvormen import load_werkvormen

        surroundings = getattr(self.app, "surroundings", None)
        own = surroundings.places.own_werkvormen if surroundings is not None else None
        formats = (await asyncio.to_thread(load_werkvormen, own)).formats
        self._werkvorm = formats.get(self.live.session.header.werkvorm)

    def show_half_day(self, session: Session) -> None:
        """Let the length change only while the meeting is a draft."""
        for field in self.query(BoundInput):
            if field.bond.place == _PLACE:
                field.disabled = session.header.status != "draft"

    def read(self, field: Bound) -> object:
        """Return what was typed; a length that a step cannot take raises ValueError."""
        value = super().read(field)
        if field.bond.place == _PLACE and isinstance(value, int):
            refused = refusal(self.live.session, value)
            if refused is not None:
                raise ValueError(half_day_words(refused))
        return value

    def put(self, place: Place, value: object) -> None:
        """Move the blocks along with a half day; one act, one undo."""
        if place == _PLACE and isinstance(value, int):
            self.live.do(with_half_days(self.live.session, value, self._werkvorm))
        else:
            super().put(place, value)
