"""The agenda of a report: the plan of the day beside what came of it."""

from __future__ import annotations

import datetime as dt

from sessiecoach.domain.block_times import BlockTime, block_times
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.dates import duration, long_date, point_clock
from sessiecoach.dutch.numbers import counted
from sessiecoach.export.outline import Cell, Column, Paragraph, Part, Section, Table
from sessiecoach.export.source import Source, made_up, section_of

_MINUTE = 60
_OURS = "°"
_WITHOUT_TALK = ("break", "changeover")


def agenda(source: Source) -> Section | None:
    """Return every block with its planned and its real times."""
    times = block_times(source.session, source.now, source.zone)
    held = any(time.began_at for time in times)
    columns = [Column("onderdeel", grows=True), Column("gepland")]
    if held:
        columns += [Column("werkelijk"), Column("verschil", align="right")]
    rows = tuple(_row(source, time, held=held) for time in times)
    parts: list[Part] = [Table(tuple(columns), rows)] if rows else []
    parts += [Paragraph(text, mark="muted") for text in _summary(source, times)]
    return section_of("agenda", "Agenda", parts)


def _row(source: Source, time: BlockTime, *, held: bool) -> tuple[Cell, ...]:
    title = one_line(time.block.title) or one_line(time.block.id)
    if _is_ours(time):
        title = f"{title} {_OURS}"
    name = Cell(title, tuple(changes_of(time)), made_up=made_up(time.block.origin))
    planned = _span(time.planned_from, time.planned_until, source.zone)
    planned = planned or duration(time.planned_seconds)
    cells = (name, Cell(planned, mark="muted"))
    if not held:
        return cells
    if time.began_at is None:
        return (*cells, Cell("niet gehouden", mark="muted"), Cell(""))
    real = _span(time.began_at, time.ended_at, source.zone)
    return (*cells, Cell(real), Cell(deviation_words(time.deviation_seconds)))


def _is_ours(time: BlockTime) -> bool:
    """Return whether a block was held of which this program made the questions."""
    talks = time.block.kind not in _WITHOUT_TALK
    return talks and time.block.own_elaboration and time.began_at is not None


def changes_of(time: BlockTime) -> list[str]:
    """Return what was done to the clock of a block, in a few words each."""
    words = []
    if time.added_seconds:
        sign = "+" if time.added_seconds > 0 else ""
        words.append(f"{sign}{duration(time.added_seconds)} gegeven")
    if time.interruptions:
        times = "" if time.interruptions == 1 else f"{time.interruptions} keer "
        words.append(f"{times}onderbroken, {duration(time.interrupted_seconds)}")
    return words


def deviation_words(seconds: int) -> str:
    """Return how far a block was off its plan, in whole minutes: `+2 min`, `op tijd`."""
    minutes = round(abs(seconds) / _MINUTE)
    if not minutes:
        return "op tijd"
    return f"{'+' if seconds > 0 else '−'}{minutes} min"


def _summary(source: Source, times: tuple[BlockTime, ...]) -> list[str]:
    """Return on which other day it was held, what was dropped and what `°` says of a block."""
    lines = []
    began = min((time.began_at for time in times if time.began_at), default=None)
    if began is not None:
        local = began.astimezone(source.zone)
        if local.date() != source.session.header.date:
            lines.append(f"Gehouden op {long_date(local)}.")
    dropped = [one_line(b.title) for b in source.session.blocks if b.withdrawn_at is not None]
    if dropped:
        words = counted(len(dropped), "onderdeel", "onderdelen")
        lines.append(f"Vervallen: {words} ({', '.join(dropped)}).")
    if any(map(_is_ours, times)):
        lines.append(
            f"{_OURS} Dit onderdeel of wat erin gevraagd is, is een sessiecoach-uitwerking en staat"
            " niet in de bron van de werkvorm."
        )
    return lines


def _span(begin: dt.datetime | None, end: dt.datetime | None, zone: dt.tzinfo) -> str:
    if begin is None:
        return ""
    if end is None:
        return f"{_nearest(begin, zone)}-…"
    return f"{_nearest(begin, zone)}-{_nearest(end, zone)}"


def _nearest(moment: dt.datetime, zone: dt.tzinfo) -> str:
    """Return the minute that is nearest to an instant: `9.25` for 9:24:55."""
    return point_clock(moment.astimezone(zone) + dt.timedelta(seconds=30))
