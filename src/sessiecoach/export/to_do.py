"""What somebody is to do after a meeting, as a letter says it: by when, who, and what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from sessiecoach.domain.carry_over import Carried
from sessiecoach.domain.concerns import Circle, of_promise
from sessiecoach.domain.marks import Origin
from sessiecoach.domain.session import Note, Promise, ReportBack
from sessiecoach.domain.standing import PromiseStatus, due_now, lies_with, times_postponed
from sessiecoach.domain.text import as_compared, one_line, visible
from sessiecoach.dutch.dates import table_date
from sessiecoach.dutch.standing import status_word, told_day, told_words
from sessiecoach.export.after_meeting import day_of, standing
from sessiecoach.export.outline import Cell, Column, Section, Table
from sessiecoach.export.source import Source, made_up
from sessiecoach.export.words import labels_of

_NOBODY: Final = "nog niemand"
_NO_DAY: Final = "geen datum"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDo:
    """One thing that is to be done, and whom it concerns."""

    name: str
    """What it is and how it is called, with the day of its meeting where that is another."""
    what: str
    who: str
    where: str = ""
    """In which organisation, where the owner does not say so."""
    due: dt.date | None = None
    more: tuple[str, ...] = ()
    """What belongs to it, a line each."""
    concerns: frozenset[str] = frozenset()
    """The organisations; none where nobody can tell."""
    of_management: bool = False
    late: bool = False
    is_open: bool = True
    is_earlier: bool = False
    """Whether it comes from an earlier meeting."""
    is_report_back: bool = False
    origin: Origin = ""


def to_dos(source: Source, circle: Circle) -> tuple[ToDo, ...]:
    """Return everything of the series that somebody is to do or did, the first day first.

    Promises, report-backs, improvements that somebody will see to, and bottlenecks that lie on
    an agenda; those that were closed only where this meeting was told so.
    """
    found: list[ToDo] = []
    for each in standing(source):
        if not each.is_open and not _told_here(source, each):
            continue
        match each.item:
            case Promise():
                found.append(_promise(source, circle, each, each.item))
            case ReportBack():
                found.append(_report_back(source, circle, each, each.item))
            case Note():
                found.append(_bottleneck(source, circle, each, each.item))
    found += _improvements(source, circle)
    latest = dt.date.max
    return tuple(sorted(found, key=lambda each: (each.due or latest, each.is_earlier)))


def _told_here(source: Source, each: Carried) -> bool:
    here = {update.id for update in source.session.updates}
    return any(update.id in here for update in each.told)


def _promise(source: Source, circle: Circle, each: Carried, promise: Promise) -> ToDo:
    at = circle.at(each.meeting)
    labels = labels_of(each.meeting, private=source.private)
    kind = "Toezegging" if promise.kind == "toezegging" else "Actie"
    late = each.status == PromiseStatus.LATE
    concerns = of_promise(promise, at)
    return ToDo(
        name=_name(source, f"{kind} {labels.of(promise.id)}".rstrip(), each),
        what=visible(promise.what).strip(),
        who=one_line(promise.owner) or _NOBODY,
        due=due_now(promise, each.told),
        more=(*_of_promise(source, each, promise), *_standing(source, each, concerns)),
        concerns=concerns,
        of_management=at.leads(promise.owner) or at.leads(promise.promised_by),
        late=late,
        is_open=each.is_open,
        is_earlier=_is_earlier(source, each),
        origin=promise.origin,
    )


def _of_promise(source: Source, each: Carried, promise: Promise) -> Iterator[str]:
    if as_compared(promise.promised_by) not in ("", as_compared(promise.owner)):
        yield f"toegezegd door {one_line(promise.promised_by)}"
    if promise.cover.strip():
        yield f"rugdekking: {one_line(promise.cover)}"
    for solution in (*each.meeting.solutions, *source.session.solutions):
        if solution.id in promise.from_ and solution.id not in source.hidden:
            yield f"voor de oplossing: {one_line(solution.text)}"
            return


def _report_back(source: Source, circle: Circle, each: Carried, told: ReportBack) -> ToDo:
    at = circle.at(each.meeting)
    concerns = at.addressed(told.organisation) or at.whose(told.who)
    return ToDo(
        name=_name(source, "Terugkoppeling in de eigen organisatie", each),
        what=visible(told.subject).strip(),
        who=one_line(told.who) or one_line(told.organisation) or _NOBODY,
        where=one_line(told.organisation) if told.who.strip() else "",
        due=told.due,
        more=tuple(_standing(source, each, concerns)),
        concerns=concerns,
        of_management=at.leads(told.who),
        late=told.due is not None and each.is_open and told.due < day_of(source),
        is_open=each.is_open,
        is_earlier=_is_earlier(source, each),
        is_report_back=True,
        origin=told.origin,
    )


def _bottleneck(source: Source, circle: Circle, each: Carried, note: Note) -> ToDo:
    at = circle.at(each.meeting)
    desk = one_line(lies_with(note, each.told))
    return ToDo(
        name=_name(source, "Knelpunt om over te besluiten", each),
        what=visible(note.text).strip(),
        who=desk,
        more=tuple(_standing(source, each, at.whose(desk))),
        concerns=at.whose(desk),
        of_management=at.leads(desk),
        is_open=each.is_open,
        is_earlier=_is_earlier(source, each),
        origin=note.origin,
    )


def _improvements(source: Source, circle: Circle) -> Iterator[ToDo]:
    """Yield what must get better by what this meeting was told, and is no promise yet."""
    for update in source.session.updates:
        if update.withdrawn_at is not None or update.item in source.hidden:
            continue
        about = source.elsewhere.get(update.item)
        for each in update.improvements:
            if each.becomes.strip() or not each.text.strip():
                continue
            more = (f"bij: {about.text} ({about.day})",) if about and about.day else ()
            yield ToDo(
                name="Verbeterpunt",
                what=visible(each.text).strip(),
                who=one_line(each.owner) or _NOBODY,
                due=each.due,
                more=more,
                concerns=circle.whose(each.owner),
                of_management=circle.leads(each.owner),
                origin=update.origin,
            )


def _is_earlier(source: Source, each: Carried) -> bool:
    return each.meeting.header.id != source.session.header.id


def _name(source: Source, name: str, each: Carried) -> str:
    day = each.meeting.header.date
    return f"{name} van {_day(day)}" if _is_earlier(source, each) and day else name


def _standing(source: Source, each: Carried, concerns: frozenset[str]) -> Iterator[str]:
    """Yield how something of an earlier meeting stands, and what was told of it last.

    What was told of something that several organisations do is of one of them, so it is left out.
    """
    if not _is_earlier(source, each):
        return
    last = each.told[-1] if each.told and len(concerns) < 2 else None
    said = told_words(last, each.kind) if last else ""
    words = [] if said.startswith(status_word(each.status)) else [status_word(each.status)]
    if isinstance(each.item, Promise) and (times := times_postponed(each.item, each.told)):
        words.append("1 keer uitgesteld" if times == 1 else f"{times} keer uitgesteld")
    if words:
        yield f"stand: {', '.join(words)}"
    if last and said:
        yield f"{told_day(last)}: {said}"


def _day(day: dt.date) -> str:
    """Return a day without its day of the week: `5 sep 2016`."""
    return table_date(day)[3:]


def to_do_section(
    section_id: str, title: str, found: Iterable[ToDo], *, of: str = "", short: bool = False
) -> Section | None:
    """Return what is to be done as a table, or None where there is nothing.

    `of` is the organisation that reads it, which need not read its own name behind each owner.
    With `short` only what, who and when.
    """
    rows = tuple(
        (
            Cell(
                table_date(each.due) if each.due else _NO_DAY,
                ("te laat",) if each.late else (),
                mark="attention" if each.late else "",
                made_up=made_up(each.origin),
            ),
            Cell(
                each.who,
                (each.where,) if each.where and each.where != of else (),
                mark="attention" if each.who == _NOBODY else "",
            ),
            Cell(each.what or each.name, tuple(_below(each, short=short))),
        )
        for each in found
    )
    columns = (Column("voor wanneer"), Column("wie"), Column("wat", grows=True))
    return Section(section_id, title, (Table(columns, rows),), len(rows)) if rows else None


def _below(each: ToDo, *, short: bool) -> Iterator[str]:
    if not (short and each.is_report_back):
        yield each.name
    if not short:
        yield from each.more
