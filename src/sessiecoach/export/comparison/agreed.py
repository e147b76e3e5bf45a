"""What was agreed and how it stands: the terugkomlijst, the promises and the report-backs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from sessiecoach.domain.carry_over import Carried, opening
from sessiecoach.domain.over_time import (
    OwnedPromise,
    ReportedRow,
    is_body,
    promise_counts,
    promises_by_owner,
    report_back_matrix,
)
from sessiecoach.domain.session import Decision, Promise, ReportBack, Solution, Update
from sessiecoach.domain.standing import CheckStatus, PromiseStatus
from sessiecoach.domain.text import as_compared, one_line
from sessiecoach.dutch.carried_kinds import item_about
from sessiecoach.dutch.dates import long_date, table_date
from sessiecoach.dutch.numbers import counted
from sessiecoach.dutch.standing import NOTHING_EARLIER, opening_sentence
from sessiecoach.export.comparison.source import SeriesSource, text_of
from sessiecoach.export.comparison.words import nothing_yet, status_mark, status_words
from sessiecoach.export.outline import (
    Cell,
    Column,
    Heading,
    Item,
    Listing,
    Mark,
    Paragraph,
    Part,
    Section,
    Table,
)
from sessiecoach.export.source import made_up
from sessiecoach.export.words import enumerated


def open_list(source: SeriesSource) -> Section:
    """Return what earlier meetings left open, oldest first, below the opening line."""
    waiting = [each for each in source.left if each.is_open]
    parts: list[Part] = []
    if not source.has_earlier:
        parts.append(Paragraph(NOTHING_EARLIER, mark="muted"))
    elif not source.left:
        parts.append(nothing_yet("terugkomlijst"))
    else:
        parts.append(Paragraph(opening_sentence(opening(source.left))))
        if not waiting:
            parts.append(Paragraph("Er staat niets meer open: alles is afgerond.", mark="muted"))
        if words := _from_before(source, waiting):
            parts.append(Paragraph(words, mark="muted"))
    for _meeting, group in groupby(waiting, key=lambda each: each.meeting.header.id):
        parts += _left_by(source, list(group))
    return Section("terugkomlijst", "Terugkomlijst", tuple(parts), len(waiting))


def _from_before(source: SeriesSource, waiting: Sequence[Carried]) -> str:
    """Return that items come from before the meetings that are compared; empty where none do."""
    chosen = {each.header.id for each in source.chosen}
    earlier = source.held[: source.held.index(source.chosen[0])] if chosen else ()
    before = {each.header.id for each in earlier}
    many = sum(each.meeting.header.id in before for each in waiting)
    if not many:
        return ""
    verb = "komt" if many == 1 else "komen"
    return f"Daarvan {verb} {many} van vóór {source.day(source.chosen[0])}: ook dat staat nog open."


def _left_by(source: SeriesSource, items: Sequence[Carried]) -> Iterator[Part]:
    first = items[0]
    header = first.meeting.header
    since = [counted(first.days_open, "dag", "dagen")] if header.date else []
    if first.meetings_open:
        since.append(counted(first.meetings_open, "bijeenkomst", "bijeenkomsten"))
    beside = f"{len(items)} open, {' en '.join(since)} geleden" if since else f"{len(items)} open"
    day = long_date(header.date) if header.date else source.day(first.meeting)
    yield Heading(f"{day[:1].upper()}{day[1:]}", 2, beside)
    columns = (Column(""), Column("wat", grows=True), Column("stand"))
    rows = tuple(
        (
            Cell(source.label_of(each), made_up=made_up(each.origin)),
            Cell(text_of(each) or "(zonder tekst)", tuple(_about(source, each))),
            Cell(status_words(each.status), mark=status_mark(each.status)),
        )
        for each in items
    )
    yield Table(columns, rows)


def bottlenecks_on_agendas(source: SeriesSource) -> Iterator[Part]:
    """Yield the bottlenecks that lay with somebody, those that were cut too, and what came of it.

    One that a later meeting took up again is there as of that one.
    """
    items = [each for each in source.items if each.kind == "bottlenecks"]
    if not items:
        return
    yield Heading("Knelpunten op een agenda", 2)
    columns = (Column("knelpunt", grows=True), Column("van"), Column("stand"))
    rows = tuple(
        (
            Cell(text_of(each), tuple(_about(source, each)), made_up=made_up(each.origin)),
            Cell(source.day(each.meeting)),
            Cell(status_words(each.status), mark=status_mark(each.status)),
        )
        for each in items
    )
    yield Table(columns, rows)


def _about(source: SeriesSource, each: Carried) -> Iterator[str]:
    """Yield whom an item concerns, and what was last told of it."""
    match each.item:
        case Solution():
            if each.item.addressed_to:
                yield f"voor {enumerated(each.item.addressed_to)}"
        case Promise():
            who = one_line(each.item.owner) or "nog niemand"
            due = next((u.due for u in reversed(each.told) if u.due), each.item.due)
            yield f"{who}, {'voor ' + table_date(due) if due else 'geen datum'}"
        case Decision():
            if each.item.check_on:
                yield f"navragen op {table_date(each.item.check_on)}"
        case ReportBack():
            if each.item.who.strip():
                yield f"door {one_line(each.item.who)}"
        case _ if about := item_about(each.item, each.told):
            yield about
    unknown = sum("unknown" in (u.worked_out, u.applied, u.done) for u in each.told)
    if unknown > 1:
        yield f"{unknown} keer niet bekend"
    said = next((words for u in reversed(each.told) if (words := _said(source, u))), "")
    if said:
        yield said


def _said(source: SeriesSource, update: Update) -> str:
    where = f"Toegepast: {one_line(update.applied_where)}" if update.applied_where.strip() else ""
    texts = (update.how, where, update.remark, update.response, update.reason)
    words = " ".join(_sentence(text) for text in texts if text.strip())
    if not words:
        return ""
    day = f"{source.short(update.on)}: " if update.on else ""
    by = f" ({one_line(update.reported_by)})" if update.reported_by.strip() else ""
    return f"{day}{words}{by}"


def _sentence(text: str) -> str:
    words = one_line(text)
    return words if words[-1:] in ".!?…" else f"{words}."


def promises(source: SeriesSource) -> Section:
    """Return the promises by owner, the late ones first, and how many stand how."""
    shown = [each for each in source.items if isinstance(each.item, Promise)]
    if not shown:
        return Section("toezeggingen", "Toezeggingen", (nothing_yet("toezeggingen"),), 0)
    by_owner = promises_by_owner(shown)
    parts: list[Part] = [Paragraph(_counts(shown), mark=_urgent(shown))]
    columns = (
        Column(""),
        Column("wie en wat", grows=True),
        Column("voor wanneer"),
        Column("stand"),
    )
    rows: list[tuple[Cell, ...]] = []
    for owner, promised in by_owner.items():
        rows.append(_owner(one_line(owner)))
        rows += (_promise(source, owned) for owned in promised)
    parts.append(Table(columns, tuple(rows)))
    bodies = {owner: promised for owner, promised in by_owner.items() if is_body(owner)}
    if bodies:
        parts += [Heading("Per werkgroep", 3), _bodies(bodies)]
    waiting = sum(each.is_open for each in shown)
    return Section("toezeggingen", "Toezeggingen", tuple(parts), waiting)


def _counts(items: Sequence[Carried]) -> str:
    counts = promise_counts(items)
    dropped = sum(each.status == PromiseStatus.DROPPED for each in items)
    words = [f"{counts.kept} nagekomen", f"{counts.open} open", f"{counts.late} te laat"]
    words += [f"{dropped} vervallen"] if dropped else []
    return f"Over de hele reeks: {', '.join(words)}."


def _urgent(items: Sequence[Carried]) -> Mark:
    return "attention" if promise_counts(items).late else ""


def _owner(name: str) -> tuple[Cell, ...]:
    words = Cell(name or "nog niemand", mark="promise" if name else "attention", heads=True)
    return (Cell(""), words, Cell(""), Cell(""))


def _promise(source: SeriesSource, owned: OwnedPromise) -> tuple[Cell, ...]:
    promise, each = owned.promise, owned.carried
    about = [f"van {source.day(each.meeting)}"]
    if promise.promised_by.strip() and promise.promised_by != promise.owner:
        about.append(f"toegezegd door {one_line(promise.promised_by)}")
    if owned.postponed:
        about.append(f"{owned.postponed} keer uitgesteld")
    return (
        Cell(source.label(promise.id), made_up=made_up(promise.origin)),
        Cell(one_line(promise.what) or "(zonder tekst)", (", ".join(about),)),
        Cell(
            source.short(owned.due) if owned.due else "geen datum",
            mark="" if owned.due else "attention",
        ),
        Cell(status_words(each.status), mark=status_mark(each.status)),
    )


def _bodies(bodies: Mapping[str, Sequence[OwnedPromise]]) -> Table:
    titles = ("nagekomen", "open", "te laat")
    columns = (
        Column("werkgroep", grows=True),
        *(Column(title, align="right") for title in titles),
    )
    rows = []
    for owner, promised in bodies.items():
        counts = promise_counts([each.carried for each in promised])
        rows.append(
            (
                Cell(one_line(owner)),
                Cell(str(counts.kept)),
                Cell(str(counts.open)),
                Cell(str(counts.late), mark="attention" if counts.late else ""),
            )
        )
    return Table(columns, tuple(rows))


def report_backs(source: SeriesSource) -> Section:
    """Return which organisation reported back at which meeting, and what came of it."""
    title = "Terugkoppelingen per organisatie"
    held = source.held
    until = _told_since_the_last(source)
    rows = report_back_matrix(held, source.updates, until)
    if not rows:
        empty = (nothing_yet("terugkoppelingen"),)
        return Section("terugkoppelingen", title, empty, 0, short="Terugkoppelingen")
    shown = [held.index(meeting) for meeting in source.columns]
    shown += [len(held)] if until else []
    days = [*(source.day(meeting) for meeting in source.columns), *(["sindsdien"] * bool(until))]
    columns = (Column("organisatie", grows=True), *(Column(day) for day in days))
    invented = {
        as_compared(each.organisation): made_up(each.origin)
        for meeting in held
        for each in meeting.report_backs
    }
    lines = tuple(
        (
            Cell(
                one_line(row.organisation) or "(zonder naam)",
                made_up=invented.get(as_compared(row.organisation), False),
            ),
            *(_reported(row, place) for place in shown),
        )
        for row in rows
    )
    numbers = opening(source.items)
    organisations = counted(numbers.organisations, "organisatie", "organisaties")
    reported = f"Teruggekoppeld uit {numbers.organisations_reported} van {organisations}."
    parts: list[Part] = [Paragraph(reported)]
    parts.append(Table(columns, lines, matrix=True))
    if words := source.only_last():
        parts.append(Paragraph(words, mark="muted"))
    heard = tuple(_came_back(source))
    if heard:
        parts.append(Listing(heard, "Wat er terugkwam"))
    return Section("terugkoppelingen", title, tuple(parts), len(rows), short="Terugkoppelingen")


def _told_since_the_last(source: SeriesSource) -> dt.date | None:
    """Return until when to count what was told after the last meeting; None where nothing was."""
    last = source.held[-1].header.date if source.held else None
    told = (
        update.on
        for each in source.items
        if isinstance(each.item, ReportBack)
        for update in each.told
    )
    later = any(on and last and last < on <= source.asked.on for on in told)
    return source.asked.on if later else None


def _reported(row: ReportedRow, place: int) -> Cell:
    status = row.cells[place]
    if status is not None:
        return Cell(status_words(status), mark=status_mark(status))
    if place < row.agreed_at or CheckStatus.DONE in row.cells[:place]:
        return Cell("")
    return Cell("afgesproken" if place == row.agreed_at else "geen opgave", mark="muted")


def _came_back(source: SeriesSource) -> Iterator[Item]:
    for each in source.items:
        if not isinstance(each.item, ReportBack):
            continue
        for update in each.told:
            details = [
                (word, one_line(text))
                for word, text in (
                    ("Vorm", update.form),
                    ("Reactie", update.response),
                    ("Opmerking", update.remark),
                )
                if text.strip()
            ]
            details += [("Nieuw knelpunt", one_line(text)) for text in update.new_bottlenecks]
            if details:
                day = (source.short(update.on),) if update.on else ()
                yield Item(
                    one_line(each.item.organisation) or "(zonder naam)",
                    details=tuple(details),
                    tags=day,
                    made_up=made_up(update.origin),
                )
