"""Dutch words for how items of earlier meetings stand, and the sentence that opens a terugkom."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

from sessiecoach.domain.carry_over import Opening
from sessiecoach.domain.session import Answer, Improvement, Update
from sessiecoach.domain.standing import (
    CheckStatus,
    ItemStatus,
    PromiseStatus,
    SolutionStatus,
)
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.dates import table_date
from sessiecoach.dutch.numbers import counted

SOLUTION_WORDS: Final[Mapping[SolutionStatus, str]] = MappingProxyType(
    {
        SolutionStatus.EMBEDDED: "geborgd",
        SolutionStatus.APPLIED: "toegepast",
        SolutionStatus.PARTLY_APPLIED: "deels toegepast",
        SolutionStatus.WORKED_OUT: "uitgewerkt",
        SolutionStatus.BEING_WORKED_OUT: "in uitwerking",
        SolutionStatus.NOT_TAKEN_UP: "niet opgepakt",
        SolutionStatus.UNKNOWN: "onbekend",
        SolutionStatus.DROPPED: "vervallen",
    }
)
"""In the order in which they are counted off: what came furthest first."""
PROMISE_WORDS: Final[Mapping[PromiseStatus, str]] = MappingProxyType(
    {
        PromiseStatus.LATE: "te laat",
        PromiseStatus.OPEN: "open",
        PromiseStatus.STARTED: "loopt",
        PromiseStatus.DONE: "gereed",
        PromiseStatus.DROPPED: "vervallen",
    }
)
CHECK_WORDS: Final[Mapping[CheckStatus, str]] = MappingProxyType(
    {
        CheckStatus.DONE: "gedaan",
        CheckStatus.PARTLY: "deels",
        CheckStatus.NOT_DONE: "niet gedaan",
        CheckStatus.UNKNOWN: "onbekend",
        CheckStatus.DROPPED: "vervallen",
    }
)
answer_words: Final[Mapping[Answer, str]] = MappingProxyType(
    {"yes": "ja", "partly": "deels", "no": "nee", "unknown": "onbekend"}
)
went_words: Final[Mapping[Literal["well", "mixed", "badly", "too_early"], str]] = MappingProxyType(
    {"well": "goed", "mixed": "wisselend", "badly": "slecht", "too_early": "te vroeg"}
)

NOTHING_EARLIER: Final = "Nog geen eerdere sessie in deze reeks."
"""What a terugkom says where there is nothing to look back on."""
NOTHING_LEFT: Final = "Niets afgesproken in eerdere sessies van deze reeks."


def status_word(status: ItemStatus) -> str:
    """Return how an item stands in one or two words.

    The statuses of the three kinds of item share some values, so the kind decides: what is
    done is `gereed` of a promise and `gedaan` of a report-back.
    """
    match status:
        case SolutionStatus():
            return SOLUTION_WORDS[status]
        case PromiseStatus():
            return PROMISE_WORDS[status]
        case CheckStatus():
            return CHECK_WORDS[status]


def status_sign(status: ItemStatus) -> str:
    """Return the sign before the word of a status, so that no colour has to tell it.

    Full is done, half is under way, open is not begun; `!` asks for attention.
    """
    match status:
        case SolutionStatus.EMBEDDED | PromiseStatus.DONE | CheckStatus.DONE:
            return "●"
        case SolutionStatus.DROPPED | PromiseStatus.DROPPED | CheckStatus.DROPPED:
            return "×"
        case PromiseStatus.LATE | SolutionStatus.NOT_TAKEN_UP | CheckStatus.NOT_DONE:
            return "!"
        case SolutionStatus.UNKNOWN | CheckStatus.UNKNOWN:
            return "?"
        case PromiseStatus.OPEN:
            return "○"
        case _:
            return "◐"


def opening_sentence(opening: Opening) -> str:
    """Return the line that opens a terugkom.

    `3 oplossingen: 1 toegepast, 1 in uitwerking, 1 onbekend; 2 toezeggingen te laat;
    terugkoppeling uit 4 van 6 organisaties.`
    """
    parts = []
    many = sum(opening.solutions.values())
    if many:
        found = ((opening.solutions.get(each, 0), word) for each, word in SOLUTION_WORDS.items())
        counts = ", ".join(f"{count} {word}" for count, word in found if count)
        parts.append(f"{counted(many, 'oplossing', 'oplossingen')}: {counts}")
    if opening.promises_late:
        parts.append(f"{counted(opening.promises_late, 'toezegging', 'toezeggingen')} te laat")
    elif opening.promises_open:
        waiting = counted(opening.promises_open, "toezegging", "toezeggingen")
        parts.append(f"{waiting} open, geen te laat")
    if opening.organisations:
        of = counted(opening.organisations, "organisatie", "organisaties")
        parts.append(f"terugkoppeling uit {opening.organisations_reported} van {of}")
    sentence = "; ".join(parts)
    return f"{sentence[:1].upper()}{sentence[1:]}." if sentence else NOTHING_LEFT


_WORKED_OUT: Final[Mapping[Answer, str]] = MappingProxyType(
    {
        "yes": "uitgewerkt",
        "partly": "deels uitgewerkt",
        "no": "niet uitgewerkt",
        "unknown": "onbekend of het is uitgewerkt",
    }
)
_APPLIED: Final[Mapping[Answer, str]] = MappingProxyType(
    {
        "yes": "toegepast",
        "partly": "deels toegepast",
        "no": "niet toegepast",
        "unknown": "onbekend of het is toegepast",
    }
)
_WENT: Final = MappingProxyType(
    {
        "well": "het ging goed",
        "mixed": "het ging wisselend",
        "badly": "het ging slecht",
        "too_early": "te vroeg om te zeggen hoe het ging",
    }
)
_STATUS: Final = MappingProxyType(
    {"open": "nog open", "started": "loopt", "done": "gereed", "dropped": "vervallen"}
)
_DONE: Final[Mapping[Answer, str]] = MappingProxyType(
    {
        "yes": "gedaan",
        "partly": "deels gedaan",
        "no": "niet gedaan",
        "unknown": "onbekend of het is gedaan",
    }
)


def told_words(update: Update) -> str:
    """Return what one update tells, in one line: `deels uitgewerkt — per team; niet toegepast`."""
    parts = []
    if update.dropped or update.status == "dropped":
        parts.append(_with("vervallen", update.reason))
    elif update.status:
        parts.append(_with(_STATUS[update.status], update.reason))
    if update.embedded:
        parts.append("geborgd")
    if update.worked_out:
        parts.append(_with(_WORKED_OUT[update.worked_out], update.how))
    if update.applied:
        parts.append(_with(_APPLIED[update.applied], update.applied_where))
    if update.went:
        parts.append(_WENT[update.went])
    if update.done:
        parts.append(_with(_DONE[update.done], update.form))
    if update.response.strip():
        parts.append(f"reactie: {one_line(update.response)}")
    if update.due:
        parts.append(f"nu voor {table_date(update.due)}")
    if update.remark.strip():
        parts.append(one_line(update.remark))
    parts += [f"nieuw knelpunt: {one_line(each)}" for each in update.new_bottlenecks]
    parts += [f"moet beter: {improvement_words(each)}" for each in update.improvements]
    if parts and update.reported_by.strip():
        parts[-1] += f" (gemeld door {one_line(update.reported_by)})"
    return "; ".join(parts)


def told_day(update: Update) -> str:
    """Return the day for which something was told: `5 sep 2016`."""
    return table_date(update.on)[3:] if update.on else "zonder dag"


def improvement_words(improvement: Improvement) -> str:
    """Return what must get better, who sees to it, and by when."""
    owner = one_line(improvement.owner)
    due = f"voor {table_date(improvement.due)}" if improvement.due else ""
    about = ", ".join(part for part in (owner, due) if part)
    return f"{one_line(improvement.text)} ({about})" if about else one_line(improvement.text)


def _with(words: str, more: str) -> str:
    return f"{words} — {one_line(more).rstrip('.')}" if more.strip() else words
