"""The Dutch words that documents share: labels of items, answers, statuses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from sessiecoach.domain.session import Answer, CaseStatus, Session
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.dates import table_date

CASE_STATUS: Final[Mapping[CaseStatus, str]] = MappingProxyType(
    {
        "offered": "ingebracht voor een volgende keer",
        "discussed": "besproken",
        "continued": "wordt vervolgd",
    }
)
ANSWERS: Final[Mapping[Answer, str]] = MappingProxyType(
    {"yes": "ja", "partly": "deels", "no": "nee", "unknown": "niet bekend"}
)
WENT: Final = MappingProxyType(
    {"well": "goed", "mixed": "wisselend", "badly": "slecht", "too_early": "te vroeg om te zeggen"}
)
PROMISE_TOLD: Final = MappingProxyType(
    {"open": "nog open", "started": "loopt", "done": "gereed", "dropped": "vervallen"}
)


@dataclass(frozen=True, slots=True)
class Labels:
    """What the items of a meeting are called for show: O1, T2, A1, B3."""

    by_id: Mapping[str, str]

    def of(self, item: str) -> str:
        """Return the label of an item; empty for one that is not shown here."""
        return self.by_id.get(item, "")

    def joined(self, items: Sequence[str]) -> str:
        """Return the labels of items as words: `O1 en O3`."""
        return enumerated([label for item in items if (label := self.of(item))])


def labels_of(session: Session, *, private: bool) -> Labels:
    """Number the solutions, toezeggingen, actions and decisions that are shown."""
    found: dict[str, str] = {}
    counts: dict[str, int] = {}
    shown = [("O", solution) for solution in session.solutions]
    shown += [("T" if each.kind == "toezegging" else "A", each) for each in session.promises]  # type: ignore[misc]
    for letter, item in shown:
        if item.withdrawn_at is None and (private or not item.private):
            counts[letter] = counts.get(letter, 0) + 1
            found[item.id] = f"{letter}{counts[letter]}"
    for place, decision in enumerate(session.decisions, start=1):
        found[decision.id] = f"B{decision.number or place}"
    return Labels(MappingProxyType(found))


def enumerated(words: Sequence[str]) -> str:
    """Return words as a Dutch list: `a`, `a en b`, `a, b en c`."""
    *first, last = [one_line(word) for word in words] or [""]
    return f"{', '.join(first)} en {last}" if first else last


def title_of(titles: Mapping[str, str], value: str) -> str:
    """Return the title of a perspective, case or group, or its id where nobody gave one."""
    return one_line(titles.get(value, "")) or one_line(value)


def due_words(due: dt.date | None) -> str:
    """Return by when something was promised."""
    return table_date(due) if due else "geen datum"


def yes_or_no(answer: bool | None) -> str:
    """Return an answer; None is one that nobody gave."""
    return {True: "ja", False: "nee", None: "niet beantwoord"}[answer]
