"""What can be counted from meeting to meeting: people, scores and minutes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sessiecoach.domain.attendance import roles_not_present
from sessiecoach.domain.over_time import (
    RoleRow,
    ScaleRow,
    TimeRow,
    attendance_over,
    diagnoses_over,
    scores_over,
    times_over,
)
from sessiecoach.domain.session import Session
from sessiecoach.domain.text import as_compared, one_line
from sessiecoach.domain.turnout import present_total
from sessiecoach.dutch.numbers import difference_words, number_words
from sessiecoach.export.comparison.agreed import bottlenecks_on_agendas
from sessiecoach.export.comparison.source import SeriesSource
from sessiecoach.export.comparison.words import diagnosis_words, nothing_yet
from sessiecoach.export.outline import (
    Cell,
    Column,
    Facts,
    Heading,
    Paragraph,
    Part,
    Section,
    Shift,
    Shifts,
    Table,
    Trend,
)
from sessiecoach.export.ratings import scale_words
from sessiecoach.export.source import made_up
from sessiecoach.export.times import deviation_words
from sessiecoach.export.words import enumerated
from sessiecoach.storage.records import zone_of

_NOTABLE_SECONDS = 150
_LEAST_TREND = 3


def attendance(source: SeriesSource) -> Section:
    """Return how many of each role came, managers apart, and which required roles were missing."""
    known = [meeting for meeting in source.chosen if present_total(meeting)]
    if not known:
        return Section("opkomst", "Opkomst per rol", (nothing_yet("opkomst"),), short="Opkomst")
    rows = [row for row in attendance_over(known) if row.required or any(row.present)]
    parts: list[Part] = []
    managers = _sums(row for row in rows if row.manages)
    if len(known) > 1:
        parts.append(Paragraph(_managers(managers), mark="promise"))
        parts += _then_and_now(source, known, rows)
    parts.append(_roles(source, known, rows))
    if words := source.only_last():
        parts.append(Paragraph(words, mark="muted"))
    uncounted = [source.day(meeting) for meeting in source.chosen if meeting not in known]
    if uncounted:
        words = f"Niet geteld wie er was: {enumerated(uncounted)}."
        parts.append(Paragraph(words, mark="muted"))
    for meeting in known:
        if absent := roles_not_present(meeting):
            verb = "ontbrak" if len(absent) == 1 else "ontbraken"
            words = f"{source.day(meeting)}: vereist en {verb}: {enumerated(absent)}."
            parts.append(Paragraph(words, mark="attention"))
    return Section("opkomst", "Opkomst per rol", tuple(parts), short="Opkomst")


def _sums(rows: Iterator[RoleRow]) -> tuple[int, ...]:
    return tuple(sum(each) for each in zip(*(row.present for row in rows), strict=True))


def _managers(present: Sequence[int]) -> str:
    if not any(present):
        return "Er waren nog geen managers; hun aanwezigheid geeft rugdekking."
    then, now = present[-2], present[-1]
    return f"Managers: {then} de vorige keer, {now} nu ({difference_words(now - then, 0)})."


def _then_and_now(
    source: SeriesSource, known: Sequence[Session], rows: Sequence[RoleRow]
) -> Iterator[Shifts]:
    before, after = known[-2], known[-1]
    most = max((number for row in rows for number in row.present[-2:]), default=1)
    shifts = tuple(
        Shift(
            one_line(row.role) or "zonder rol",
            row.present[-2],
            row.present[-1],
            most,
            mark="promise" if row.manages else "",
        )
        for row in rows
        if row.required or any(row.present[-2:])
    )
    if shifts:
        yield Shifts(shifts, source.day(before), source.day(after))


def _roles(source: SeriesSource, known: Sequence[Session], rows: Sequence[RoleRow]) -> Table:
    shown = [known.index(meeting) for meeting in source.columns if meeting in known]
    drawn = len(known) >= _LEAST_TREND
    columns = (
        Column("rol", grows=True),
        *((Column("verloop"),) if drawn else ()),
        *(Column(source.day(known[place]), align="right") for place in shown),
    )
    most = max((number for row in rows for number in row.present), default=0)
    lines = [
        (
            Cell(
                one_line(row.role) or "zonder rol",
                mark="promise" if row.manages else "",
                made_up=_all_made_up(known, row.role),
            ),
            *((Cell("", trend=Trend(row.present, most)),) if drawn else ()),
            *(
                Cell(
                    str(row.present[place]),
                    mark="attention" if row.required and not row.present[place] else "",
                )
                for place in shown
            ),
        )
        for row in rows
    ]
    totals = tuple(present_total(meeting) for meeting in known)
    lines.append(
        (
            Cell("totaal", mark="muted", made_up=all(line[0].made_up for line in lines)),
            *((Cell("", trend=Trend(totals)),) if drawn else ()),
            *(Cell(str(totals[place])) for place in shown),
        )
    )
    return Table(columns, tuple(lines))


def _all_made_up(meetings: Sequence[Session], role: str) -> bool:
    wanted = as_compared(role)
    origins = [
        made_up(each.origin)
        for meeting in meetings
        for each in meeting.participants
        if each.withdrawn_at is None and as_compared(each.role) == wanted
    ]
    return bool(origins) and all(origins)


def scored(source: SeriesSource) -> Section:
    """Return how each scale was scored then and now, and where the cooperation stood still."""
    rows = scores_over(source.chosen)
    diagnoses = diagnoses_over(source.chosen)
    parts: list[Part] = []
    twice = [row for row in rows if row.delta is not None]
    kinds = dict.fromkeys(_kind(row) for row in rows)
    for kind in kinds:
        here = [row for row in twice if _kind(row) == kind]
        if here:
            parts.append(_shifted(source, here))
            if len(kinds) > 1:
                words = f"Gemiddelden {scale_words(here[0].asked)}."
                parts.append(Paragraph(words, mark="muted"))
    if any(sum(score is not None for score in row.scores) != 2 for row in rows):
        parts.append(_means(source, rows))
        if words := source.only_last():
            parts.append(Paragraph(words, mark="muted"))
    if len(kinds) == 1:
        parts.append(Paragraph(f"Gemiddelden {scale_words(rows[0].asked)}.", mark="muted"))
    if diagnoses:
        parts.append(Heading("Stagnatie", 2))
        pairs = []
        for row in diagnoses:
            why = one_line(row.diagnosis.motivation)
            label = diagnosis_words(row.meeting)
            pairs.append((source.day(row.meeting), f"{label}: {why}" if why else label))
        parts.append(Facts(tuple(pairs)))
        parts += bottlenecks_on_agendas(source)
    return Section(
        "krachten",
        "Krachten en lenzen: scores toen en nu",
        tuple(parts) or (nothing_yet("krachten"),),
        len(rows),
        short="Krachten en lenzen",
    )


def _kind(row: ScaleRow) -> tuple[int, int, tuple[str, ...]]:
    """Return what scales share of which the means stand beside each other."""
    return row.asked.least, row.asked.of, row.asked.answers


def _shifted(source: SeriesSource, rows: Sequence[ScaleRow]) -> Shifts:
    places = [
        [place for place, score in enumerate(row.scores) if score is not None] for row in rows
    ]
    then = {each[-2] for each in places}
    now = {each[-1] for each in places}
    shifts = []
    for row, scored_at in zip(rows, places, strict=True):
        was, stands = row.scores[scored_at[-2]], row.scores[scored_at[-1]]
        assert was is not None  # noqa: S101  there is a difference
        assert stands is not None  # noqa: S101
        label = one_line(row.title) or one_line(row.scale)
        shifts.append(Shift(label, was.mean, stands.mean, row.of, row.asked.least))
    return Shifts(
        tuple(shifts),
        source.day(source.chosen[next(iter(then))]) if len(then) == 1 else "vorige",
        source.day(source.chosen[next(iter(now))]) if len(now) == 1 else "laatste",
        places=1,
    )


def _means(source: SeriesSource, rows: Sequence[ScaleRow]) -> Table:
    shown = range(len(source.chosen) - len(source.columns), len(source.chosen))
    drawn = any(sum(score is not None for score in row.scores) >= _LEAST_TREND for row in rows)
    columns = (
        Column("stelling", grows=True),
        *((Column("verloop"),) if drawn else ()),
        *(Column(source.day(meeting), align="right") for meeting in source.columns),
    )
    kinds = {_kind(row) for row in rows}
    lines = []
    for row in rows:
        scale = (scale_words(row.asked),) if len(kinds) > 1 else ()
        means = [score.mean if score is not None else None for score in row.scores]
        lines.append(
            (
                Cell(one_line(row.title) or one_line(row.scale), scale),
                *((Cell("", trend=Trend(tuple(means), row.of, row.asked.least)),) if drawn else ()),
                *(Cell(number_words(means[place], 1)) for place in shown),
            )
        )
    return Table(columns, tuple(lines))


def time_use(source: SeriesSource) -> Section:
    """Return the planned and real minutes of each block, and by how much each ran over."""
    zone = zone_of(source.chosen[-1]) if source.chosen else zone_of(Session())
    rows = [
        row
        for row in times_over(source.chosen, source.now, zone)
        if any(used is not None for used in row.used_seconds)
    ]
    title = "Tijd: gepland en werkelijk"
    if not rows:
        return Section("tijd", title, (nothing_yet("tijd"),), short="Tijd")
    shown = range(len(source.chosen) - len(source.columns), len(source.chosen))
    columns = (
        Column("onderdeel", grows=True),
        *(Column(source.day(meeting), align="right") for meeting in source.columns),
    )
    lines = [
        (
            Cell(one_line(row.title) or one_line(row.block)),
            *(_block(row, place) for place in shown),
        )
        for row in rows
    ]
    lines.append((Cell("samen", mark="muted"), *(_together(rows, place) for place in shown)))
    parts: list[Part] = [
        Table(columns, tuple(lines)),
        Paragraph(
            "Per onderdeel hoeveel het van het plan afweek, en eronder de werkelijke van de "
            "geplande minuten.",
            mark="muted",
        ),
    ]
    if words := source.only_last():
        parts.append(Paragraph(words, mark="muted"))
    return Section("tijd", title, tuple(parts), short="Tijd")


def _block(row: TimeRow, place: int) -> Cell:
    planned, used = row.planned_minutes[place], row.used_seconds[place]
    if planned is None:
        return Cell("")
    if used is None:
        return Cell("niet gehouden", mark="muted")
    return _minutes(planned, used)


def _together(rows: Sequence[TimeRow], place: int) -> Cell:
    held = [
        (planned, used)
        for row in rows
        if (planned := row.planned_minutes[place]) is not None
        and (used := row.used_seconds[place]) is not None
    ]
    if not held:
        return Cell("")
    return _minutes(sum(planned for planned, _ in held), sum(used for _, used in held))


def _minutes(planned_minutes: int, used_seconds: int) -> Cell:
    over = used_seconds - planned_minutes * 60
    return Cell(
        deviation_words(over),
        (f"{round(used_seconds / 60)} van {planned_minutes}",),
        mark="attention" if over >= _NOTABLE_SECONDS else "",
    )
