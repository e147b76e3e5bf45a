"""The facts of a session in their order, and what they add up to, kept up to date."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from sessiecoach.domain.facts import Fact, Undone, apply, standing
from sessiecoach.domain.session import Session

_STRIDE = 32
"""So many facts lie between two sessions that are remembered."""


class Ledger:
    """Adds fact after fact; taking one back costs about as much as it lies back.

    `session` always equals `fold` of the facts: a few earlier sessions are remembered, and
    what an undo changes is folded again from the last one that it leaves alone.
    """

    def __init__(self, facts: Iterable[Fact] = ()) -> None:
        self._place: dict[str, int] = {}
        self._facts: list[Fact] = []
        self._passed: list[tuple[int, Session]] = [(0, Session())]
        self.session = Session()
        """What the facts add up to."""
        for fact in sorted(facts, key=lambda fact: fact.order):
            self._enter(fact)
        self._fold_from(0)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All facts in their order, those that were taken back too."""
        return tuple(self._facts)

    @property
    def next_seq(self) -> int:
        """The number of the next fact, so that it sorts after all that are here."""
        return self._facts[-1].seq + 1 if self._facts else 1

    def add(self, fact: Fact) -> Session:
        """Take in a fact that sorts after all that are here; returns the session after it."""
        self._enter(fact)
        undone = _undone_by(fact)
        if undone:
            self._fold_from(self._first_changed(undone))
        else:
            self._step(fact, len(self._facts))
        return self.session

    def _enter(self, fact: Fact) -> None:
        if fact.id not in self._place:
            self._place[fact.id] = len(self._facts)
            self._facts.append(fact)

    def _first_changed(self, undone: list[str]) -> int:
        """Return the place from which facts may count otherwise now that these do not.

        Taking back an undo lets its own target count again, and so on down.
        """
        first = len(self._facts)
        seen: set[str] = set()
        while undone:
            target = undone.pop()
            if target in self._place and target not in seen:
                seen.add(target)
                first = min(first, self._place[target])
                undone += _undone_by(self._facts[self._place[target]])
        return first

    def _fold_from(self, place: int) -> None:
        while self._passed[-1][0] > place:
            self._passed.pop()
        start, self.session = self._passed[-1]
        counting = {fact.id for fact in standing(self._facts)}
        for number, fact in enumerate(islice(self._facts, start, None), start + 1):
            if fact.id in counting:
                self._step(fact, number)

    def _step(self, fact: Fact, number: int) -> None:
        self.session = apply(self.session, fact)
        if number - self._passed[-1][0] >= _STRIDE:
            self._passed.append((number, self.session))


def _undone_by(fact: Fact) -> list[str]:
    return [change.fact for change in fact.changes if isinstance(change, Undone)]
