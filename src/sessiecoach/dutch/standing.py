"""Dutch words for how items of earlier meetings stand, and the sentence that opens a terugkom."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Literal

from sessiecoach.domain.carried_kinds import CarriedKind
from sessiecoach.domain.carry_over import Opening
from sessiecoach.domain.progress import Progress, progress_of
from sessiecoach.domain.session import Answer, Improvement, Update
from sessiecoach.domain.standing import (
    BottleneckStatus,
    CheckStatus,
    ItemStatus,
    LineStatus,
    PromiseStatus,
    SolutionStatus,
    StepStatus,
)
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.carried_kinds import KIND_WORDS
from sessiecoach.dutch.dates import table_date
from sessiecoach.dutch.numbers import counted

_STATUS_WORDS: Final[Mapping[type[StrEnum], Mapping[str, str]]] = MappingProxyType(
    {
        SolutionStatus: {
            SolutionStatus.EMBEDDED: "geborgd",
            SolutionStatus.APPLIED: "toegepast",
            SolutionStatus.PARTLY_APPLIED: "deels toegepast",
            SolutionStatus.WORKED_OUT: "uitgewerkt",
            SolutionStatus.BEING_WORKED_OUT: "in uitwerking",
            SolutionStatus.NOT_TAKEN_UP: "niet opgepakt",
            SolutionStatus.UNKNOWN: "onbekend",
            SolutionStatus.DROPPED: "vervallen",
        },
        PromiseStatus: {
            PromiseStatus.LATE: "te laat",
            PromiseStatus.OPEN: "open",
            PromiseStatus.STARTED: "loopt",
            PromiseStatus.DONE: "gereed",
            PromiseStatus.DROPPED: "vervallen",
        },
        CheckStatus: {
            CheckStatus.DONE: "gedaan",
            CheckStatus.PARTLY: "deels",
            CheckStatus.NOT_DONE: "niet gedaan",
            CheckStatus.UNKNOWN: "onbekend",
            CheckStatus.DROPPED: "vervallen",
        },
        LineStatus: {
            LineStatus.EMBEDDED: "geborgd",
            LineStatus.APPLIED: "toegepast",
            LineStatus.PARTLY_APPLIED: "deels toegepast",
            LineStatus.NOT_APPLIED: "niet toegepast",
            LineStatus.UNKNOWN: "onbekend",
        },
        BottleneckStatus: {
            BottleneckStatus.RESOLVED: "doorgehakt",
            BottleneckStatus.PARTLY_RESOLVED: "deels doorgehakt",
            BottleneckStatus.NOT_RESOLVED: "niet doorgehakt",
            BottleneckStatus.UNKNOWN: "onbekend",
            BottleneckStatus.DROPPED: "vervallen",
        },
        StepStatus: {
            StepStatus.TAKEN: "stap gezet",
            StepStatus.PARTLY_TAKEN: "stap deels gezet",
            StepStatus.NOT_TAKEN: "stap niet gezet",
            StepStatus.AGREED: "stap afgesproken",
            StepStatus.NONE: "nog geen stap",
            StepStatus.UNKNOWN: "onbekend",
            StepStatus.DROPPED: "vervallen",
        },
    }
)
"""Of each kind in the order in which they are counted off: what came furthest first."""
_SIGNS: Final[Mapping[Progress, str]] = MappingProxyType(
    {
        Progress.FINISHED: "●",
        Progress.WELL: "◐",
        Progress.UNDER_WAY: "◐",
        Progress.NOT_BEGUN: "○",
        Progress.UNKNOWN: "?",
        Progress.WRONG: "!",
        Progress.DROPPED: "×",
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

    The statuses of different kinds of item share some values, so the kind decides: what is
    done is `gereed` of a promise and `gedaan` of a report-back.
    """
    return _STATUS_WORDS[type(status)][status]


def status_sign(status: ItemStatus) -> str:
    """Return the sign before the word of a status, so that no colour has to tell it.

    Full is done, half is under way, open is not begun; `!` asks for attention.
    """
    return _SIGNS[progress_of(status)]


def opening_sentence(opening: Opening) -> str:
    """Return the line that opens a terugkom.

    `3 oplossingen: 1 toegepast, 1 in uitwerking, 1 onbekend; 2 toezeggingen te laat;
    terugkoppeling uit 4 van 6 organisaties.`
    """
    sentence = "; ".join(part for kind in KIND_WORDS if (part := _part_of(opening, kind)))
    return f"{sentence[:1].upper()}{sentence[1:]}." if sentence else NOTHING_LEFT


def _part_of(opening: Opening, kind: CarriedKind) -> str:
    """Return how the items of one kind stand; empty where there are none."""
    if kind == "promises":
        late = counted(opening.promises_late, "toezegging", "toezeggingen")
        waiting = counted(opening.promises_open, "toezegging", "toezeggingen")
        if opening.promises_late:
            return f"{late} te laat"
        return f"{waiting} open, geen te laat" if opening.promises_open else ""
    if kind == "report_backs":
        of = counted(opening.organisations, "organisatie", "organisaties")
        reported = f"terugkoppeling uit {opening.organisations_reported} van {of}"
        return reported if opening.organisations else ""
    found = opening.solutions if kind == "solutions" else opening.by_kind.get(kind, {})
    if not found:
        return ""
    words = KIND_WORDS[kind]
    counts = _counted_off(found, type(next(iter(found))), before=words.counts_before)
    return f"{counted(sum(found.values()), *words.many)}: {counts}"


def _counted_off(
    found: Mapping[ItemStatus, int] | Mapping[SolutionStatus, int],
    of_status: type[StrEnum],
    *,
    before: bool,
) -> str:
    counts: Mapping[str, int] = {str(status): count for status, count in found.items()}
    each = ((counts.get(status, 0), words) for status, words in _STATUS_WORDS[of_status].items())
    return ", ".join(
        f"{count} {words}" if before else f"{words} bij {count}" for count, words in each if count
    )


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


def told_words(update: Update, kind: CarriedKind | None = None) -> str:
    """Return what one update tells, in one line: `deels uitgewerkt — per team; niet toegepast`.

    `kind` is that of the item of which it tells, where that is known: a bottleneck is not done
    but `doorgehakt`.
    """
    words, parts = KIND_WORDS[kind or "report_backs"], []
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
        parts.append(_with(words.done[update.done], update.form))
    if update.response.strip():
        parts.append(f"{words.response}: {one_line(update.response)}")
    if update.wording.strip():
        parts.append(f"vraag nu: {one_line(update.wording)}")
    if update.position.strip():
        parts.append(f"positie: {one_line(update.position)}")
    if update.next_step.strip():
        parts.append(f"volgende stap: {one_line(update.next_step)}")
    if update.due:
        parts.append(f"nu voor {table_date(update.due)}")
    if update.remark.strip():
        parts.append(one_line(update.remark))
    parts += [f"nieuw knelpunt: {one_line(each)}" for each in update.new_bottlenecks]
    parts += [f"moet beter: {improvement_words(each)}" for each in update.improvements]
    if parts and update.reported_by.strip():
        parts[-1] = f"{parts[-1].rstrip('.')} (gemeld door {one_line(update.reported_by)})"
    *first, last = parts or [""]
    return "; ".join([*(each.rstrip(".") for each in first), last])


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
