"""What of a series can be found: one entry for each thing that somebody said or agreed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sessiecoach.domain.carried_kinds import question_of
from sessiecoach.domain.carry_over import carried
from sessiecoach.domain.series import Series
from sessiecoach.domain.session import Note, Promise, Session, Update
from sessiecoach.domain.standing import due_now
from sessiecoach.storage.updates import LooseUpdate

_PRIVATE_TABLES = ("notes", "solutions", "promises", "decisions")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that can be found."""

    item: str = ""
    """Its id in the record; empty for what has none, such as the goal."""
    table: str
    """The table of the record that holds it, such as `notes`."""
    kind: str
    """One of `SEARCHED_KINDS`."""
    text: str
    who: str = ""
    perspective: str = ""
    """Its title, and its id behind that where they differ; of the case likewise."""
    case: str = ""
    private: bool = False
    about: str = ""
    """Of what was told later: the id of the item that it tells of."""
    is_open: bool | None = None
    """None for what no terugkom asks about."""
    due: dt.date | None = None
    """By when a promise is to be kept, as it was last agreed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The entries of one file: a record, what was told between meetings, or the series itself."""

    path: Path
    record: Path | None
    """Which record shows them; None where none does."""
    date: dt.date | None = None
    title: str = ""
    werkvorm: str = ""
    """The id of the format, of a record."""
    status: str = ""
    """How far a record is: `draft`, `live` or `closed`."""
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Standings:
    """How the items of a series stand on a day."""

    open_items: Mapping[str, bool]
    due: Mapping[str, dt.date | None]
    until: dt.date | None
    """The day on which something else may count: it lies ahead in a record."""


def entries_of_series(
    series: Series,
    records: Sequence[tuple[Path, Session]],
    loose: Sequence[LooseUpdate],
    series_file: Path,
    today: dt.date,
) -> tuple[tuple[Told, ...], dt.date | None]:
    """Return all that a series has to find, and the day on which it is to be asked again.

    Withdrawn items, and notes that were merged into another, are left out. Private ones are
    there with their mark, and so is what was told of them.
    """
    sessions = [session for _, session in records]
    stand = _standings(series, sessions, [each.update for each in loose], today)
    known: dict[str, tuple[Entry, Path]] = {}
    found: list[Told] = []
    for path, session in records:
        every = [_standing(each, stand) for each in _entries(session)]
        found.append(
            Told(
                path=path,
                record=path,
                date=session.header.date,
                title=session.header.title,
                werkvorm=session.header.werkvorm,
                status=session.header.status,
                entries=tuple(every),
            )
        )
        for each in every:
            known.setdefault(each.item, (each, path))
    hidden = _private_items(sessions)
    whole = [replace(told, entries=_with_updates(told, records, known, hidden)) for told in found]
    for file in loose:
        entries = _told([file.update], known, hidden)
        record = known[file.update.item][1] if file.update.item in known else None
        whole.append(Told(path=file.path, record=record, date=file.update.on, entries=entries))
    questions = tuple(_standing(each, stand) for each in _of_series(series))
    if questions:
        whole.append(Told(path=series_file, record=None, entries=questions))
    return tuple(whole), stand.until


def _standings(
    series: Series, sessions: Sequence[Session], loose: Sequence[Update], today: dt.date
) -> Standings:
    every = carried(sessions, loose, today, brought=series.questions)
    dates = [session.header.date for session in sessions]
    dates += [update.on for session in sessions for update in session.updates]
    dates += [update.on for update in loose]
    dates += [note.resolved_on for session in sessions for note in session.notes]
    dates += [each.on for question in series.questions for each in question.versions]
    return Standings(
        {each.item.id: each.is_open for each in every},
        {
            each.item.id: due_now(each.item, each.told)
            for each in every
            if isinstance(each.item, Promise)
        },
        min((date for date in dates if date is not None and date > today), default=None),
    )


def _standing(entry: Entry, stand: Standings) -> Entry:
    is_open = stand.open_items.get(entry.item) if entry.item and not entry.about else None
    return replace(entry, is_open=is_open, due=stand.due.get(entry.item, entry.due))


def _private_items(sessions: Iterable[Session]) -> frozenset[str]:
    return frozenset(
        item.id
        for session in sessions
        for table in _PRIVATE_TABLES
        for item in getattr(session, table)
        if item.private
    )


def _with_updates(
    told: Told,
    records: Sequence[tuple[Path, Session]],
    known: Mapping[str, tuple[Entry, Path]],
    hidden: frozenset[str],
) -> tuple[Entry, ...]:
    updates = next(session.updates for path, session in records if path == told.path)
    return told.entries + _told(updates, known, hidden)


def _told(
    updates: Iterable[Update], known: Mapping[str, tuple[Entry, Path]], hidden: frozenset[str]
) -> tuple[Entry, ...]:
    """Return what was told of items later; it is of their perspective and their case."""
    found: list[Entry] = []
    for update in updates:
        text = _joined(
            update.how,
            update.applied_where,
            update.remark,
            update.reason,
            *(f"{each.text} {each.owner}" for each in update.improvements),
            update.form,
            update.response,
            *update.new_bottlenecks,
            update.wording,
            update.position,
            update.next_step,
        )
        if update.withdrawn_at is None and text:
            about = known.get(update.item)
            found.append(
                Entry(
                    item=update.id,
                    table="updates",
                    kind="terugkom",
                    text=text,
                    who=update.reported_by,
                    perspective=about[0].perspective if about else "",
                    case=about[0].case if about else "",
                    private=update.item in hidden,
                    about=update.item,
                )
            )
    return tuple(found)


def _joined(*parts: str) -> str:
    return " · ".join(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _named(titles: Mapping[str, str], name: str) -> str:
    title = titles.get(name, "").strip()
    return f"{title} ({name})" if title and title != name else name


def _entries(session: Session) -> Iterator[Entry]:
    """Yield what stands in one record, in the order in which it is read."""
    yield from (each for each in _every(session) if each.text)


def _every(session: Session) -> Iterator[Entry]:
    sides = {each.id: each.title for each in session.perspectives}
    cases = {each.id: each.title for each in session.cases}
    header = session.header
    yield Entry(
        table="header",
        kind="bijeenkomst",
        text=_joined(header.title, header.guest, header.location),
    )
    yield Entry(table="header", kind="doel", text=_joined(header.goal, header.theme))
    for question in header.learning_questions:
        yield Entry(table="header", kind="leervraag", text=question.strip())
    for case in session.cases:
        if case.withdrawn_at is None:
            yield Entry(
                item=case.id,
                table="cases",
                kind="casus",
                text=_joined(case.title, case.text),
                who=_joined(case.presenter.role, case.presenter.organisation),
                case=_named(cases, case.id),
            )
    for asked in session.questions:
        if asked.withdrawn_at is None:
            yield Entry(
                item=asked.id,
                table="questions",
                kind="deelnemersvraag",
                text=asked.text.strip(),
                who=asked.by,
            )
    for note in session.notes:
        if note.withdrawn_at is None and not note.merged_into:
            yield _note(note, sides, cases)
    yield from _agreed(session, sides, cases)
    yield from _made(session, sides, cases)
    evaluation = session.evaluation
    for text in (*evaluation.good, *evaluation.wishes, *evaluation.missing):
        yield Entry(table="evaluation", kind="evaluatie", text=text.strip())
    yield Entry(table="next", kind="vervolgvraag", text=session.next.question.strip())


def _note(note: Note, sides: Mapping[str, str], cases: Mapping[str, str]) -> Entry:
    return Entry(
        item=note.id,
        table="notes",
        kind=note.kind,
        text=note.text.strip(),
        who=_joined(note.who, note.escalated_to),
        perspective=_named(sides, note.perspective),
        case=_named(cases, note.case),
        private=note.private,
    )


def _agreed(
    session: Session, sides: Mapping[str, str], cases: Mapping[str, str]
) -> Iterator[Entry]:
    for solution in session.solutions:
        if solution.withdrawn_at is None:
            asked = (f"{each.to} {each.text}" for each in solution.requests)
            yield Entry(
                item=solution.id,
                table="solutions",
                kind="oplossing",
                text=_joined(solution.text, *solution.parts, *asked, solution.follow_up_at),
                who=_joined(*solution.addressed_to),
                perspective=_named(sides, solution.perspective),
                case=_named(cases, solution.case),
                private=solution.private,
            )
    for promise in session.promises:
        if promise.withdrawn_at is None:
            yield Entry(
                item=promise.id,
                table="promises",
                kind=promise.kind,
                text=_joined(promise.what, promise.cover),
                who=_joined(promise.owner, promise.promised_by),
                perspective=_named(sides, promise.perspective),
                case=_named(cases, promise.case),
                private=promise.private,
                due=promise.due,
            )
    for decision in session.decisions:
        if decision.withdrawn_at is None:
            yield Entry(
                item=decision.id,
                table="decisions",
                kind="besluit",
                text=_joined(decision.text, decision.reason),
                who=decision.decided_by,
                perspective=_named(sides, decision.perspective),
                case=_named(cases, decision.case),
                private=decision.private,
            )
    for report in session.report_backs:
        if report.withdrawn_at is None:
            yield Entry(
                item=report.id,
                table="report_backs",
                kind="terugkoppeling",
                text=_joined(report.subject, report.organisation),
                who=_joined(report.who, report.organisation),
            )


def _made(session: Session, sides: Mapping[str, str], cases: Mapping[str, str]) -> Iterator[Entry]:
    for wanted in session.requirements:
        if wanted.withdrawn_at is None:
            yield Entry(
                item=wanted.id,
                table="requirements",
                kind="eis",
                text=_joined(wanted.text, *(each.remark for each in wanted.tests)),
                perspective=_named(sides, wanted.party),
            )
    for framework in session.frameworks:
        if framework.withdrawn_at is not None:
            continue
        yield Entry(
            item=framework.id, table="frameworks", kind="kader", text=framework.title.strip()
        )
        for line in framework.lines:
            yield Entry(
                item=line.id,
                table="frameworks",
                kind="kader",
                text=line.text.strip(),
                case=_named(cases, line.case),
            )
    for interest in session.interests:
        if interest.withdrawn_at is None:
            yield Entry(
                item=interest.id,
                table="interests",
                kind="belang",
                text=interest.text.strip(),
                who=_joined(interest.partner, interest.looked_after_by),
            )
    yield Entry(table="diagnosis", kind="diagnose", text=session.diagnosis.motivation.strip())
    for way in session.ways_out:
        if way.withdrawn_at is None:
            yield Entry(
                item=way.id, table="ways_out", kind="uitweg", text=way.text.strip(), who=way.role
            )


def _of_series(series: Series) -> Iterator[Entry]:
    """Yield the own questions that stand in the series itself, in all their wordings."""
    for place, each in enumerate(series.questions, start=1):
        asked = question_of(each, place)
        text = _joined(*(version.text for version in each.versions), each.next_step)
        if text:
            yield Entry(
                item=asked.id, table="questions", kind="deelnemersvraag", text=text, who=each.by
            )
