"""What stays of a meeting after the day until which the details of its cases are kept.

The lessons stay: what helps and hinders, insights, solutions, decisions, promises and what came
of them, scores, attendance by role, times. What goes are the details of people: cases, facts,
private notes, half-typed lines, names. What is removed leaves an item without text, taken back,
so that whatever refers to it stays right and a second time finds nothing more.
"""

from __future__ import annotations

import datetime as dt
import typing
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Any, Final, Literal, get_args

from sessiecoach.domain.marks import nothing_extra
from sessiecoach.domain.plain_words import Words, letters_of, names_in, plain, words_without
from sessiecoach.domain.series import Series
from sessiecoach.domain.session import (
    Case,
    Decision,
    Framework,
    Interest,
    Note,
    OwnQuestion,
    Presenter,
    Promise,
    Rating,
    ReportBack,
    Requirement,
    Session,
    Solution,
    Update,
)

RemovedKind = Literal["cases", "facts", "private", "withdrawn", "drafts", "names", "personal"]
REMOVED_KINDS: Final[tuple[RemovedKind, ...]] = get_args(RemovedKind)
KeptKind = Literal["hinders", "helps", "lessons", "solutions", "decisions", "promises"]
KEPT_KINDS: Final[tuple[KeptKind, ...]] = get_args(KeptKind)

FACT: Final = "feit"
"""Tells what happened in a case, so it goes, also where nobody said in which."""
LESSONS: Final = frozenset(
    {
        "belemmering",
        "helpend",
        "inzicht",
        "knelpunt",
        "oplossing",
        "advies",
        "eis",
        "waarde",
        "besluit",
        "actie",
        "toezegging",
        "evaluatie",
    }
)
"""Kinds of note that say what was learnt. Any other, such as a question or a parkeerpunt, stays
only where it belongs to no case, because in a case it asks or tells about that case."""

_KEPT_AS: Final[Mapping[str, KeptKind]] = MappingProxyType(
    {"belemmering": "hinders", "helpend": "helps"}
)
_EMPTIED: Final = frozenset(
    {
        *("block", "perspective", "kind", "case", "group", "number", "scale", "version", "origin"),
        *("same_as", "merged_into", "private", "written_at"),
    }
)
"""What stays of an item that is removed, beside its id and when."""
_SAID_TABLES: Final = (
    "questions",
    "notes",
    "solutions",
    "promises",
    "decisions",
    "report_backs",
    "ratings",
    "requirements",
    "frameworks",
    "interests",
)
_Said = (
    OwnQuestion
    | Note
    | Solution
    | Promise
    | Decision
    | ReportBack
    | Rating
    | Requirement
    | Framework
    | Interest
)


@dataclass(frozen=True, slots=True)
class Tidied:
    """A meeting without the details of its cases, and what was taken out."""

    session: Session
    removed: Mapping[RemovedKind, int]
    """How many of each kind; none where there was nothing to remove."""
    kept: Mapping[KeptKind, int]


def has_passed(series: Series, on: dt.date) -> bool:
    """Tell whether the last day on which a series keeps the details of its cases is over."""
    return series.case_details_until is not None and series.case_details_until < on


def gone_from(meetings: Iterable[Session]) -> frozenset[str]:
    """Return the ids of what is removed from meetings, or was before: what was told of it goes."""
    return frozenset(
        item.id for meeting in meetings for item in _said_in(meeting) if _reason(item) is not None
    )


def tidied(
    session: Session,
    on: dt.date,
    names: Mapping[str, str] | None = None,
    gone: frozenset[str] = frozenset(),
    others: Sequence[Case] = (),
) -> Tidied:
    """Return a meeting as it stays, on the day on which that is done.

    `names`, `gone` and `others`, the cases, are of its whole series (`names_in`, `gone_from`); its
    own are added.
    Ids stay, but that of a case that is no letter. A meeting of which everything was removed
    before comes back as it is, also what day it was done.
    """
    removed: Counter[RemovedKind] = Counter()
    words = words_without({**(names or {}), **names_in([session])}, session.cases, others)
    letters = letters_of(session.cases)
    gone |= gone_from([session])
    tables: dict[str, Any] = {
        each.name: plain(getattr(session, each.name), words, letters)
        for each in fields(Session)
        if each.name not in (*_SAID_TABLES, "cases", "drafts")
    }
    for table in _SAID_TABLES:
        tables[table] = tuple(
            _stays(item, on, words, letters, removed) for item in getattr(session, table)
        )
    tables["cases"] = tuple(_case(case, letters) for case in session.cases)
    tables["drafts"] = ()
    tables["participants"] = tuple(
        replace(each, name="", extra=nothing_extra()) for each in tables["participants"]
    )
    tables["updates"] = tuple(told_plainly(each, words, gone) for each in session.updates)
    tables["header"] = replace(tables["header"], names=False)
    after = Session(**tables)
    removed["cases"] = _differing(session.cases, after.cases)
    removed["names"] = sum(bool(each.name.strip()) for each in session.participants)
    removed["drafts"] = len(session.drafts)
    removed["personal"] += sum(
        _differing(getattr(session, table), getattr(after, table))
        for table in ("blocks", "groups", "updates")
    ) + sum(
        getattr(session, table) != getattr(after, table)
        for table in ("evaluation", "next", "diagnosis", "pioneer_team")
    )
    if after != session or session.header.tidied_on is None:
        after = replace(after, header=replace(after.header, tidied_on=on))
    counted = {kind: removed[kind] for kind in REMOVED_KINDS if removed[kind]}
    return Tidied(after, counted, kept_of(after))


def kept_of(session: Session) -> Mapping[KeptKind, int]:
    """Return how many lessons a meeting holds, by kind."""
    counts: Counter[KeptKind] = Counter(
        _KEPT_AS.get(note.kind, "lessons") for note in session.notes if note.withdrawn_at is None
    )
    for kind, items in (
        ("solutions", session.solutions),
        ("decisions", session.decisions),
        ("promises", session.promises),
    ):
        counts[typing.cast("KeptKind", kind)] = sum(each.withdrawn_at is None for each in items)
    return {kind: counts[kind] for kind in KEPT_KINDS if counts[kind]}


def told_plainly(update: Update, words: Words, gone: frozenset[str]) -> Update:
    """Return an update as it stays; of something that is removed no word stays."""
    if update.item not in gone:
        return plain(update, words, {})
    return Update(
        id=update.id,
        item=update.item,
        on=update.on,
        written_at=update.written_at,
        withdrawn_at=update.withdrawn_at,
        origin=update.origin,
    )


def series_plainly(series: Series, words: Words) -> Series:
    """Return a series as it stays: also its title, goal, plan and keys of a person."""
    # Which meeting goes with which record is said by a name of a file, which is no text.
    planned = tuple(
        replace(plain(each, words, {}), record=each.record) for each in series.planned_meetings
    )
    return replace(plain(series, words, {}), planned_meetings=planned)


def _said_in(session: Session) -> Iterator[_Said]:
    for table in _SAID_TABLES:
        yield from getattr(session, table)


def _reason(item: _Said) -> RemovedKind | None:
    """Return why an item goes, or None where it stays."""
    if getattr(item, "private", False):
        return "private"
    if item.withdrawn_at is not None:
        return "withdrawn"
    if isinstance(item, Note) and (item.kind == FACT or (item.case and item.kind not in LESSONS)):
        return "facts"
    return None


def _stays(
    item: _Said,
    on: dt.date,
    words: Words,
    letters: Mapping[str, str],
    removed: Counter[RemovedKind],
) -> _Said:
    """Return an item as it stays, and count what went."""
    reason = _reason(item)
    if reason is None:
        said = plain(item, words, letters)
        if isinstance(said, Requirement):
            tests = tuple(replace(each, remark="") for each in said.tests)
            said = replace(said, tests=tests)
        removed["personal"] += said != item
        if not isinstance(said, ReportBack | Rating):
            said = replace(said, author="")
        return said
    at = item.withdrawn_at or dt.datetime.combine(on, dt.time(), dt.UTC)
    stay = {each.name: getattr(item, each.name) for each in fields(item) if each.name in _EMPTIED}
    if "case" in stay:
        stay["case"] = letters.get(stay["case"], stay["case"])
    emptied: _Said = type(item)(id=item.id, withdrawn_at=at, **stay)
    removed[reason] += emptied != replace(item, withdrawn_at=at)
    return emptied


def _case(case: Case, letters: Mapping[str, str]) -> Case:
    """Return a case by its letter alone."""
    return replace(
        case,
        id=letters.get(case.id, case.id),
        title="",
        text="",
        presenter=Presenter(),
        extra=nothing_extra(),
    )


def _differing(before: Sequence[object], after: Sequence[object]) -> int:
    return sum(one != other for one, other in zip(before, after, strict=True))
