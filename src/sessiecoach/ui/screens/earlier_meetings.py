"""What earlier meetings left, in one sentence, for screens that lead to the terugkom."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.reactive import reactive

from sessiecoach.domain.session import Update
from sessiecoach.storage.history import History, read_history
from sessiecoach.ui.messages import ShowStage
from sessiecoach.ui.screens.session_screen import SessionScreen


class EarlierMeetings(SessionScreen):
    """A screen from which F2 goes to the terugkom."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f2",
            "look_back",
            "Terugkom",
            id="session.lookback",
            priority=True,
            show=False,
            tooltip="Wat eerdere bijeenkomsten openlieten, met één toets per antwoord",
        ),
    ]

    earlier: reactive[History | None] = reactive(None, init=False, repaint=False)
    """The series as it was read; None before that."""
    _summed_up: tuple[tuple[Update, ...], str] | None = None
    _is_asked = False

    def read_earlier(self) -> None:
        """Read the series, once, while everything else goes on."""
        if not self._is_asked:
            self._is_asked = True
            self._read_series()

    @work(exclusive=True, group="earlier-meetings")
    async def _read_series(self) -> None:
        self.earlier = await asyncio.to_thread(read_history, self.opened.path.parent)

    def earlier_words(self) -> str:
        """Return what stands ready for the terugkom; empty while that is not known."""
        from sessiecoach.domain.carry_over import opening
        from sessiecoach.domain.lookback import looked_back
        from sessiecoach.dutch.standing import NOTHING_EARLIER, opening_sentence

        earlier, session = self.earlier, self.snapshot.session
        if earlier is None:
            return ""
        known = self._summed_up
        if known is None or known[0] is not session.updates:
            on = session.header.date or self.live.now().astimezone(self.live.zone).date()
            brought = earlier.series.questions
            items = looked_back(session, earlier.meetings, earlier.updates, on, brought)
            words = opening_sentence(opening(each.carried for each in items))
            if not any(each.header.id != session.header.id for each in earlier.meetings):
                words = NOTHING_EARLIER
            self._summed_up = known = session.updates, words
        return known[1]

    def action_look_back(self) -> None:
        """Go to the terugkom; the clock goes on."""
        self.post_message(ShowStage("lookback"))
