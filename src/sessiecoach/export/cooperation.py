"""The sections of a report about a cooperation: interests, the diagnosis, and bottlenecks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from sessiecoach.domain.bottlenecks import BOTTLENECK, BottleneckState, bottleneck_state
from sessiecoach.domain.cooperation import (
    adopted_solutions,
    explained,
    forces,
    interests_by_partner,
    standing_assignment,
    was_diagnosed,
)
from sessiecoach.domain.session import Note, Promise
from sessiecoach.domain.text import one_line, visible
from sessiecoach.domain.worksheets import worksheets
from sessiecoach.dutch.cooperation import bottleneck_words, force_words
from sessiecoach.dutch.dates import table_date
from sessiecoach.export.comparison.words import diagnosis_words
from sessiecoach.export.outline import (
    Cell,
    Column,
    Facts,
    Heading,
    Item,
    Listing,
    Mark,
    Paragraph,
    Part,
    Section,
    Table,
)
from sessiecoach.export.source import Source, made_up, section_of

_BOTTLENECK_MARKS: Final[Mapping[BottleneckState, Mark]] = MappingProxyType(
    {
        BottleneckState.NOWHERE: "attention",
        BottleneckState.ON_AGENDA: "",
        BottleneckState.CUT: "helps",
    }
)


def interests(source: Source) -> Section | None:
    """Return what each partner has to gain or to keep, who sees to it, and who goes ahead."""
    rows: list[tuple[Cell, ...]] = []
    for partner, named in interests_by_partner(source.session):
        for each in named:
            if each.withdrawn_at is not None:
                continue
            by = one_line(each.looked_after_by)
            rows.append(
                (
                    Cell(partner or "zonder partner", made_up=made_up(each.origin)),
                    Cell(visible(each.text).strip()),
                    Cell(by or "niemand", mark="" if by else "attention"),
                )
            )
    columns = (Column("partner"), Column("belang", grows=True), Column("wie zorgt ervoor"))
    parts: list[Part] = [Table(columns, tuple(rows))] if rows else []
    if pairs := tuple(_pioneers(source)):
        parts += [Heading("Pioniersteam"), Facts(pairs)]
    title = "Belangen en pioniersteam"
    return section_of("belangen", title, parts, len(rows) or None, short="Belangen")


def _pioneers(source: Source) -> Iterator[tuple[str, str]]:
    members = [one_line(each) for each in source.session.pioneer_team.members if each.strip()]
    if members:
        yield "Leden", ", ".join(members)
    promise = standing_assignment(source.session)
    if promise is not None and promise.id not in source.hidden:
        yield from _assignment(source, promise)


def _assignment(source: Source, promise: Promise) -> Iterator[tuple[str, str]]:
    label = source.labels.of(promise.id)
    yield "Resultaatopdracht", f"{visible(promise.what).strip()} ({label})"
    if promise.owner.strip():
        yield "Trekker", one_line(promise.owner)
    if promise.due:
        yield "Voor", table_date(promise.due)


def diagnosis(source: Source) -> Section | None:
    """Return what people chose, why, beside which numbers, and which ways out they took."""
    session = source.session
    parts: list[Part] = []
    if was_diagnosed(session.diagnosis):
        pairs = [("Keuze van de groep", diagnosis_words(session))]
        why = visible(session.diagnosis.motivation).strip()
        pairs.append(("Waarom", why or "niet gezegd"))
        scored = [force_words(each) for each in forces(session) if each.mean is not None]
        if scored:
            pairs.append(("Cijfers", " · ".join(scored)))
        parts.append(Facts(tuple(pairs)))
        says = visible(explained(session, session.diagnosis.choice).text).strip()
        if says:
            parts.append(Paragraph(says, mark="muted"))
    taken = tuple(
        Item(
            visible(solution.text).strip(),
            label=source.labels.of(solution.id),
            tags=(source.perspective(solution.perspective),),
            mark="solution",
            made_up=made_up(solution.origin),
        )
        for _way, solution in adopted_solutions(session)
        if solution.id not in source.hidden
    )
    if taken:
        parts.append(Listing(taken, "Overgenomen uitwegen"))
    return section_of("diagnose", "Diagnose", parts)


def bottlenecks(source: Source) -> Section | None:
    """Return the bottlenecks and where each lies, in a meeting that puts them on agendas."""
    shown = [note for note in source.remaining_notes if note.kind == BOTTLENECK]
    if not shown or not lists_bottlenecks(source):
        return None
    columns = (Column("knelpunt", grows=True), Column("waar het ligt"))
    rows = tuple(_bottleneck(source, each) for each in shown)
    return Section("knelpunten", "Knelpunten", (Table(columns, rows),), len(rows))


def lists_bottlenecks(source: Source) -> bool:
    """Return whether bottlenecks have a section of their own."""
    return "bottlenecks" in worksheets(source.session)


def _bottleneck(source: Source, note: Note) -> tuple[Cell, ...]:
    about = source.tags(
        note.group, private=note.private, case=note.case, perspective=note.perspective
    )
    below = (" · ".join(about),) if about else ()
    told = tuple(f"{day}: {words}" for day, words in source.told(note.id))
    return (
        Cell(visible(note.text).strip(), below, made_up=made_up(note.origin)),
        Cell(bottleneck_words(note), told, mark=_BOTTLENECK_MARKS[bottleneck_state(note)]),
    )
