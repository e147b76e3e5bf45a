"""What helps and hinders in two meetings beside each other, what recurs, and what looks alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sessiecoach.domain.comparison import (
    ComparedNote,
    Recurrence,
    recurring,
    side_by_side,
)
from sessiecoach.domain.session import Note, Session
from sessiecoach.domain.text import one_line, visible
from sessiecoach.dutch.likeness import Twin
from sessiecoach.dutch.numbers import counted
from sessiecoach.export.comparison.source import SeriesSource
from sessiecoach.export.comparison.words import RECURRENCE_SIGNS, RECURRENCE_WORDS, nothing_yet
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
    SideBySide,
    Table,
)
from sessiecoach.export.source import in_order, made_up
from sessiecoach.export.words import title_of

_KIND_WORDS = {"belemmering": "belemmert", "helpend": "helpt"}
MOST_RECURRING = 20
"""As many of what recurs are listed, the most often noted first; the others are counted."""
_TITLE = "Belemmeringen en helpende factoren naast elkaar"


def beside(source: SeriesSource) -> Section:
    """Return per perspective what is new, recurs and is gone, between two meetings."""
    parts: list[Part] = []
    count = None
    if source.pair is None:
        parts.append(nothing_yet("naast-elkaar"))
    else:
        before, after = source.pair
        private = source.asked.private
        rows = side_by_side(before, after, source.links, private=private)
        count = sum(row.recurrence is Recurrence.RECURRING for row in rows)
        parts.append(Paragraph(_summary(source, rows)))
        parts += _perspectives(source, rows)
        parts += _alike(source, source.twins)
    parts += _over_the_series(source)
    return Section("naast-elkaar", _TITLE, tuple(parts), count, short="Naast elkaar")


def _summary(source: SeriesSource, rows: Sequence[ComparedNote]) -> str:
    assert source.pair is not None  # noqa: S101  there are rows
    days = " naast ".join(source.day(meeting) for meeting in source.pair)
    if not rows:
        return f"{days}: in geen van beide is vastgelegd wat helpt of belemmert."
    found = [row.recurrence for row in rows]
    counts = ", ".join(
        f"{found.count(recurrence)} {word}" for recurrence, word in RECURRENCE_WORDS.items()
    )
    return f"{days}: {counts}."


def _perspectives(source: SeriesSource, rows: Sequence[ComparedNote]) -> Iterator[Part]:
    assert source.pair is not None  # noqa: S101  there are rows
    titles = {each.id: each.title for meeting in source.pair for each in meeting.perspectives}
    order = list(RECURRENCE_WORDS)
    for perspective in in_order(titles, (row.note.perspective for row in rows)):
        here = [row for row in rows if row.note.perspective == perspective]
        here.sort(key=lambda row: order.index(row.recurrence))
        found = [row.recurrence for row in here]
        counts = " · ".join(
            f"{found.count(each)} {word}"
            for each, word in RECURRENCE_WORDS.items()
            if each in found
        )
        yield Heading(title_of(titles, perspective) or "Het geheel", 2, counts)
        yield SideBySide(
            _side(source, here, "belemmering", "Belemmert", "hinders"),
            _side(source, here, "helpend", "Helpt", "helps"),
        )


def _side(
    source: SeriesSource, rows: Sequence[ComparedNote], kind: str, title: str, mark: Mark
) -> Listing:
    items = tuple(_compared(source, row) for row in rows if row.note.kind == kind)
    return Listing(items, title, mark)


def _compared(source: SeriesSource, row: ComparedNote) -> Item:
    assert source.pair is not None  # noqa: S101  there is a row
    details = []
    if row.earlier is not None and one_line(row.earlier.text) != one_line(row.note.text):
        details.append((source.day(source.pair[0]), one_line(row.earlier.text)))
    tags = [RECURRENCE_WORDS[row.recurrence]]
    tags += [f"casus {one_line(row.note.case)}"] if row.note.case.strip() else []
    tags += ["privé"] if row.note.private else []
    return Item(
        visible(row.note.text).strip() or "(zonder tekst)",
        label=RECURRENCE_SIGNS[row.recurrence],
        details=tuple(details),
        tags=tuple(tags),
        mark="muted" if row.recurrence is Recurrence.GONE else "",
        made_up=made_up(row.note.origin),
    )


def _alike(source: SeriesSource, pairs: Sequence[Twin[Note]]) -> Iterator[Part]:
    if not pairs:
        return
    yield Heading("Dezelfde?", 2, counted(len(pairs), "voorstel", "voorstellen"))
    yield Paragraph(
        "De woorden lijken op elkaar. Dit telt pas mee als iemand bevestigt dat het hetzelfde is.",
        mark="muted",
    )
    day_of = {note.id: source.day(each) for each in source.chosen for note in each.notes}
    yield Listing(
        tuple(
            Item(
                one_line(twin.later.text),
                label="?",
                details=(("", _asked(twin, day_of[twin.earlier.id])),),
                tags=(_KIND_WORDS[twin.later.kind],),
                made_up=made_up(twin.later.origin),
            )
            for twin in pairs
        )
    )


def _asked(twin: Twin[Note], day: str) -> str:
    return f"lijkt op «{one_line(twin.earlier.text)}» van {day} — dezelfde?"


def _over_the_series(source: SeriesSource) -> Iterator[Part]:
    found = recurring(source.held, source.links, private=source.asked.private)
    if not found:
        return
    yield Heading("Wat door de hele reeks terugkeert", 2)
    columns = (Column("wat", grows=True), Column("soort"), Column("keer", align="right"))
    rows = []
    for each in found[:MOST_RECURRING]:
        _last, note = each.notes[-1]
        rows.append(
            (
                Cell(
                    one_line(note.text) or "(zonder tekst)",
                    (", ".join(_days(source, each.notes)),),
                    made_up=made_up(note.origin),
                ),
                Cell(
                    _KIND_WORDS[note.kind],
                    mark="hinders" if note.kind == "belemmering" else "helps",
                ),
                Cell(str(each.times)),
            )
        )
    yield Table(columns, tuple(rows))
    if more := len(found) - len(rows):
        times = found[MOST_RECURRING].times
        words = counted(more, "ander keert", "andere keren")
        yield Paragraph(f"Nog {words} terug, ten hoogste {times} keer.", mark="muted")


def _days(source: SeriesSource, notes: Sequence[tuple[Session, Note]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source.day(meeting) for meeting, _note in notes))
