"""The line in which one types what to look for."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Input

from sessiecoach.storage.search.asking import Contents
from sessiecoach.ui.search_offers import Offers, offers_for

_LONGEST: Final = 500
"""What is longer is a page that was pasted, and would keep the search busy for minutes."""


class SearchField(Input):
    """One line that keeps the focus: what moves through the hits goes past it to the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "screen.open",
            "Openen",
            id="archive.open",
            tooltip="De bijeenkomst openen bij deze treffer",
        ),
    ]

    def __init__(self) -> None:
        super().__init__(
            placeholder="Wat zoekt u?",
            compact=True,
            select_on_focus=False,
            max_length=_LONGEST,
            id="sought",
        )
        self.cursor_blink = False
        self.contents = Contents()
        """What there is to search in, for the values that are offered."""
        self.offers: Offers | None = None
        """What can be put where the cursor stands."""
        self.chosen = -1
        """Which of the offers stands in the line; -1 for none."""
        self._completed: tuple[str, str, int] | None = None
        """The line as it was completed; and what it was, with its cursor, before that began."""

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        begin, end = sorted(self.selection)
        room = _LONGEST - len(self.value) + end - begin
        self.replace(" ".join(event.text[:_LONGEST].split())[:room], begin, end)

    def look_what_fits(self) -> None:
        """Look what can be put in the line, unless it is as it was completed."""
        if self._completed is None or self.value != self._completed[0]:
            self._begin()

    def _begin(self) -> None:
        self._completed, self.chosen = None, -1
        self.offers = offers_for(self.value, self.cursor_position, self.contents)

    def complete(self, step: int) -> None:
        """Put what is offered in the line; once more puts the next one there."""
        completed = (
            self._completed if self._completed and self.value == self._completed[0] else None
        )
        if completed is None or self.offers is None or len(self.offers.texts) == 1:
            self._begin()
            completed = None
        if self.offers is None:
            return
        _after, line, cursor = completed or ("", self.value, self.cursor_position)
        back_from_none = self.chosen < 0 and step < 0
        self.chosen = (self.chosen + step + back_from_none) % len(self.offers.texts)
        after, place = self.offers.put_in(line, cursor, self.chosen)
        self._completed = (after, line, cursor)
        self.value, self.cursor_position = after, place
