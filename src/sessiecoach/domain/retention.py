"""What stays of a meeting after the day until which the details of its cases are kept.

The lessons stay: what helps and hinders, insights, solutions, decisions, promises and what came
of them, scores, attendance by role, times. What goes are the details of people: cases, facts,
private notes, half-typed lines, names. What is removed leaves an item without text, taken back,
so that whatever refers to it stays right and a second time finds nothing more.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
import string
import typing
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Any, Final, Literal, TypeVar, get_args

from sessiecoach.domain.marks import nothing_extra
from sessiecoach.domain.privacy import IN_BRACKETS, personal_signs, replaced
from sessiecoach.domain.series import ParticipantQuestion, Series
from sessiecoach.domain.session import (
    Block,
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
    WayOut,
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
_SHORT_ID: Final = re.compile("[0-9A-Za-z]{1,3}")
_LEAST_TITLE: Final = 8
_MOST_ROUNDS: Final = 8
_A_PARTICIPANT: Final = "deelnemer"
# Names of things, not words of people; the rest of what is text is looked through, so that a
# field that is added later is not forgotten.
_NOT_SAID: Final = frozenset(
    {
        *("id", "block", "perspective", "case", "group", "kind", "series", "werkvorm", "document"),
        *("zone", "location", "scale", "step", "promise", "stagnation", "solution", "party"),
        *("item", "becomes", "same_as", "differs_from", "merged_into", "heading", "outcome"),
        *("domain", "from_", "supported_by", "between", "present", "captures", "perspectives"),
        *("scales", "choice", "invented", "outcomes", "required_roles", "desired_roles"),
        *("required_domains", "present_at_start_and_end"),
    }
)
_NOT_SAID_IN: Final = frozenset({(Solution, "answers"), (Block, "question"), (WayOut, "role")})
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
T = TypeVar("T")
Words = Callable[[str], str]
"""Takes a text and gives it without what tells of a person."""


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


def names_in(meetings: Iterable[Session]) -> Mapping[str, str]:
    """Return the full names of participants, each with the role that takes its place."""
    every = [each for meeting in meetings for each in meeting.participants if each.name.strip()]
    known = [each.name for each in every]
    found: dict[str, str] = {}
    for each in every:
        # A role that holds a name itself would bring back what it stands for.
        plain = each.role.strip() and not personal_signs(each.role, known)
        found.setdefault(each.name.strip(), each.role.strip() if plain else _A_PARTICIPANT)
    return found


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
    letters = _letters(session.cases)
    gone |= gone_from([session])
    tables: dict[str, Any] = {
        each.name: _plain(getattr(session, each.name), words, letters)
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
        return _plain(update, words, {})
    return Update(
        id=update.id,
        item=update.item,
        on=update.on,
        written_at=update.written_at,
        withdrawn_at=update.withdrawn_at,
        origin=update.origin,
    )


def questions_plainly(
    questions: Sequence[ParticipantQuestion], words: Words
) -> tuple[ParticipantQuestion, ...]:
    """Return the questions of participants that stand in a series, as they stay."""
    return tuple(_plain(each, words, {}) for each in questions)


def words_without(
    names: Mapping[str, str], cases: Sequence[Case] = (), others: Sequence[Case] = ()
) -> Words:
    """Return what takes titles of cases, known names and recognised personal data out of texts.

    A case of the meeting itself becomes its letter, one of the `others` of its series just a
    case. A title of one short word stays: it is a word of every day, and found everywhere.
    """
    roles = {_as_name(name): role for name, role in names.items()}
    known = tuple(names)
    letters = _letters(cases)
    titles = {
        _as_name(case.title): f"casus {letters.get(case.id, case.id).upper()}" if own else "casus"
        for own, each in ((False, others), (True, cases))
        for case in each
        if len(case.title.split()) > 1 or len(case.title.strip()) >= _LEAST_TITLE
    }
    spaced = (r"\s+".join(map(re.escape, title.split())) for title in titles)
    pattern = "|".join(sorted(spaced, key=len, reverse=True))
    titled = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE) if pattern else None

    def without(text: str) -> str:
        if titled is not None:
            text = titled.sub(lambda found: titles.get(_as_name(found[0]), "casus"), text)
        # What takes the place of a name may stand beside what then looks like another.
        for _ in range(_MOST_ROUNDS):
            signs = personal_signs(text, known)
            for sign in reversed(signs):
                named = _as_name(text[sign.start : sign.end])
                text = replaced(text, sign, roles.get(named, IN_BRACKETS[sign.kind]))
            if not signs:
                break
        return text

    return without


def _as_name(text: str) -> str:
    return " ".join(text.split()).casefold()


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
        plain = _plain(item, words, letters)
        if isinstance(plain, Requirement):
            tests = tuple(replace(each, remark="") for each in plain.tests)
            plain = replace(plain, tests=tests)
        removed["personal"] += plain != item
        if not isinstance(plain, ReportBack | Rating):
            plain = replace(plain, author="")
        return plain
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


def _letters(cases: Sequence[Case]) -> Mapping[str, str]:
    """Return a letter for each id of a case that a person made of words, which may tell who."""
    taken = {case.id for case in cases}
    free = (each for each in _every_letter() if each not in taken)
    return {case.id: next(free) for case in cases if not _SHORT_ID.fullmatch(case.id)}


def _every_letter() -> Iterator[str]:
    """Yield a to z, then aa, ab and so on."""
    length = 1
    while True:
        yield from map("".join, itertools.product(string.ascii_lowercase, repeat=length))
        length += 1


def _differing(before: Sequence[object], after: Sequence[object]) -> int:
    return sum(one != other for one, other in zip(before, after, strict=True))


def _plain(value: T, words: Words, letters: Mapping[str, str]) -> T:
    """Return a value with every text that a person said looked through, however deep."""
    return typing.cast("T", _plain_value(value, words, letters))


def _plain_value(value: object, words: Words, letters: Mapping[str, str]) -> object:
    if isinstance(value, tuple | list):
        return type(value)(_plain_value(each, words, letters) for each in value)
    if isinstance(value, Mapping):  # of keys that this version does not know
        return {name: _plain_value(each, words, letters) for name, each in value.items()}
    if isinstance(value, str):
        return words(value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {}
    for name in _looked_through(type(value)):
        old = getattr(value, name)
        new = letters.get(old, old) if name == "case" else _plain_value(old, words, letters)
        if new != old:
            changed[name] = new
    return replace(value, **changed) if changed else value


@cache
def _looked_through(cls: Any) -> tuple[str, ...]:
    """Return the fields of a dataclass that can hold what a person said, and where a case is."""
    hints = typing.get_type_hints(cls)
    return tuple(
        each.name
        for each in fields(cls)
        if each.name == "case"
        or (
            each.name not in _NOT_SAID
            and (cls, each.name) not in _NOT_SAID_IN
            and _holds_text(hints[each.name])
        )
    )


def _holds_text(hint: Any) -> bool:
    """Tell whether a value of this type can hold a text that is not one of a few words."""
    origin = typing.get_origin(hint)
    if origin is Literal:
        return False
    if origin is None:
        return hint is str or is_dataclass(hint)
    return origin is Mapping or any(_holds_text(each) for each in get_args(hint))
