"""What was done here and can be taken back, and what was taken back and can be done again."""

from __future__ import annotations

from sessiecoach.domain.facts import Fact, Undone


class History:
    """The acts of one writer, either those of the clock or all others, in their order.

    An undo is a fact as well, and so is the redo: it undoes the undo. So the history of a
    session that was opened again is found by taking its facts one by one.
    """

    def __init__(self, by: str, *, clock: bool) -> None:
        self._by, self._clock = by, clock
        self._done: list[Fact] = []
        self._taken_back: list[tuple[Fact, Fact]] = []

    def take(self, fact: Fact) -> None:
        """Take the next fact of the session into account."""
        if fact.by != self._by:
            return
        target = undone_fact(fact)
        if target is None:
            if fact.moves_clock == self._clock:
                self._done.append(fact)
                self._taken_back.clear()
        elif self._done and self._done[-1].id == target:
            self._taken_back.append((self._done.pop(), fact))
        elif self._taken_back and self._taken_back[-1][1].id == target:
            done, _undo = self._taken_back.pop()
            self._done.append(done)

    @property
    def last_done(self) -> Fact | None:
        """The act that an undo would take back."""
        return self._done[-1] if self._done else None

    @property
    def last_undo(self) -> Fact | None:
        """The undo that a redo would take back."""
        return self._taken_back[-1][1] if self._taken_back else None


def undone_fact(fact: Fact) -> str | None:
    """Return the id of the fact that this one takes back, or None where it takes back none."""
    return next((change.fact for change in fact.changes if isinstance(change, Undone)), None)
