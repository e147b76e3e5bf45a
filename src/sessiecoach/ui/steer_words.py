"""The Dutch of steering to the hard end: the ways there are, with exact minutes, and the blocks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sessiecoach.domain.agenda import Agenda, AgendaEntry, agenda, length_seconds, planned_slot
from sessiecoach.domain.facts import Change, Dropped
from sessiecoach.domain.proposals import (
    Proposal,
    ProposalKind,
    WayOut,
    apply_proposal,
    move_end,
    proposals,
    ways_out,
)
from sessiecoach.domain.session import Block, Session
from sessiecoach.domain.steering import blocks_to_come, late_start_seconds
from sessiecoach.dutch.dates import duration, timer
from sessiecoach.ui.words import minute_clock, short_name, spare_words, whole_minutes

WAY_TITLES: Final = {
    ProposalKind.BUFFERS_FIRST: "buffer eerst",
    ProposalKind.EVENLY: "gelijk verdelen",
    ProposalKind.ACCEPT: "later klaar",
}
_ALL_AT_LEAST: Final = "alles op zijn kortst"
_NOTHING_GIVES: Final = "elk blok houdt zijn tijd"
_MOST_DROPS: Final = 5


@dataclass(frozen=True, slots=True)
class LengthLine:
    """What a block has now and would have: `Ronde 2`, `20`, `19`."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Way:
    """One way to go on, ready as words, and what it does."""

    title: str
    ready: str
    """`klaar om 10.30`."""
    lengths: tuple[LengthLine, ...]
    remark: str
    changes: tuple[Change, ...]
    settles: bool
    """Whether nothing is left to divide after it."""


@dataclass(frozen=True, slots=True)
class BlockRow:
    """A block that is still to come."""

    block: str
    name: str
    begins: str
    """Empty for a block that was dropped."""
    length: str
    least: str
    """Its minimum, or that it is fixed."""
    remark: str
    """What a buffer gives, or how the length differs from the plan; empty where it does not."""
    dropped: bool


@dataclass(frozen=True, slots=True)
class LateStartWords:
    """The choice at a late start: which way it stands, and the end of each way."""

    late: str
    fixed_end: str
    moved_end: str
    all_moves: bool
    started: bool


@dataclass(frozen=True, slots=True)
class Steering:
    """All that the screen shows: equal ones look alike."""

    state: str
    trouble: bool
    ways: tuple[Way, ...] = ()
    side_by_side: bool = True
    """False where the minima no longer fit: then there are ways out, one below the other."""
    late_start: LateStartWords | None = None
    blocks: tuple[BlockRow, ...] = ()


def steering_words(
    session: Session, now: dt.datetime, zone: dt.tzinfo, *, whole_minutes: bool
) -> Steering:
    """Return what can be done about the end at an instant."""
    state = agenda(session, now, zone)
    offered = proposals(session, now, zone, whole_minutes=whole_minutes)
    out = ways_out(session, now, zone)
    words, trouble = _state_words(state, offered, zone)
    if out:
        ways = _out_ways(session, state, offered, out, zone)
    else:
        ways = tuple(_way(session, proposal, zone) for proposal in offered)
    return Steering(
        state=words,
        trouble=trouble,
        ways=ways,
        side_by_side=not out,
        late_start=_late_start(session, now, zone),
        blocks=_block_rows(session, state, zone),
    )


def _state_words(state: Agenda, offered: Sequence[Proposal], zone: dt.tzinfo) -> tuple[str, bool]:
    if state.slot is None or state.expected_end is None:
        return "Er is nog geen eindtijd. Typ met e wanneer het klaar moet zijn.", False
    end = minute_clock(state.slot.ends_at, zone)
    ready = minute_clock(state.expected_end, zone)
    if not offered:
        spare = spare_words(state.surplus_seconds)
        rest = f", {spare} van {end} uur" if spare else ""
        return f"Het past, niets te verdelen. Klaar om {ready} uur{rest}.", False
    short = offered[0].short_seconds
    if short:
        least = minute_clock(offered[0].ends_at, zone)
        words = f"Past niet meer: ook op zijn kortst is het {least} uur, {duration(short)} te laat."
        return words, True
    if whole_minutes(state.surplus_seconds) > 0:
        late = duration(whole_minutes(state.surplus_seconds) * 60)
        return f"Zonder ingreep klaar om {ready} uur, {late} na het einde van {end} uur.", True
    gives = duration(max(1, whole_minutes(_late_seconds(state))) * 60)
    return f"Het einde van {end} uur blijft: de buffer geeft nu {gives}.", False


def _late_seconds(state: Agenda) -> int:
    """Return what the buffers gave, by which the meeting would be late without them."""
    return sum(
        length_seconds(entry.block) - entry.length_seconds
        for entry in state.entries
        if entry.block.started_at is None
    )


def _way(session: Session, proposal: Proposal, zone: dt.tzinfo) -> Way:
    kind = proposal.kind
    if kind is ProposalKind.BUFFERS_FIRST and proposal.lengths:
        # Without a buffer that gives, the two ways are one, and it is the even one.
        given = {new.block for new in proposal.lengths}
        if not any(block.buffer for block in session.blocks if block.id in given):
            kind = ProposalKind.EVENLY
    return Way(
        title=WAY_TITLES[kind],
        ready=f"klaar om {minute_clock(proposal.ends_at, zone)}",
        lengths=_length_lines(session, proposal),
        remark="" if proposal.lengths else _NOTHING_GIVES,
        changes=apply_proposal(session, proposal),
        settles=True,
    )


def _length_lines(session: Session, proposal: Proposal) -> tuple[LengthLine, ...]:
    blocks = {block.id: block for block in session.blocks}
    return tuple(
        LengthLine(
            short_name(session, blocks[new.block]),
            _length(new.before_seconds),
            _length(new.seconds),
        )
        for new in proposal.lengths
    )


def _length(seconds: int) -> str:
    """Return a length in minutes: `20`, and with its seconds only where it has any: `19:24`."""
    return timer(seconds) if seconds % 60 else str(seconds // 60)


def _out_ways(
    session: Session,
    state: Agenda,
    offered: Sequence[Proposal],
    out: Sequence[WayOut],
    zone: dt.tzinfo,
) -> tuple[Way, ...]:
    """Return the ways out, the last of them a later end without a block that gives anything."""
    begins = {entry.block.id: minute_clock(entry.expected_from, zone) for entry in state.entries}
    ways = []
    *drops, at_least = out
    for way in (*drops[:_MOST_DROPS], at_least):
        ends = minute_clock(way.ends_at, zone)
        block = session.block(way.block)
        if block is not None:
            title = f"{short_name(session, block)} ({begins[block.id]}) laten vervallen"
            changes: tuple[Change, ...] = (Dropped(block.id),)
            ways.append(Way(title, f"kan dan om {ends}", (), "", changes, settles=False))
        else:
            changes = (*move_end(way.ends_at), *apply_proposal(session, offered[0]))
            title = f"einde naar {ends}"
            ways.append(Way(title, f"klaar om {ends}", (), _ALL_AT_LEAST, changes, settles=True))
    accept = offered[-1]
    ends = minute_clock(accept.ends_at, zone)
    changes = apply_proposal(session, accept)
    ways.append(
        Way(f"einde naar {ends}", f"klaar om {ends}", (), _NOTHING_GIVES, changes, settles=True)
    )
    return tuple(ways)


def _late_start(session: Session, now: dt.datetime, zone: dt.tzinfo) -> LateStartWords | None:
    late = late_start_seconds(session, now, zone)
    planned = planned_slot(session.header, zone)
    if not late or planned is None:
        return None
    header = session.header
    return LateStartWords(
        late=duration(late // 60 * 60),
        fixed_end=minute_clock(planned.ends_at, zone),
        moved_end=minute_clock(planned.ends_at + dt.timedelta(seconds=late), zone),
        all_moves=header.late_start == "all_moves" and header.hard_end is None,
        started=session.running is not None,
    )


def _block_rows(session: Session, state: Agenda, zone: dt.tzinfo) -> tuple[BlockRow, ...]:
    entries = {entry.block.id: entry for entry in state.entries}
    rows = []
    for block in blocks_to_come(session):
        entry = entries.get(block.id)
        rows.append(
            BlockRow(
                block=block.id,
                name=short_name(session, block),
                begins=minute_clock(entry.expected_from, zone) if entry is not None else "",
                length=_length(length_seconds(block)),
                least=_least(block),
                remark=_remark(block, entry),
                dropped=entry is None,
            )
        )
    return tuple(rows)


def _least(block: Block) -> str:
    if block.buffer:
        return f"{block.min_minutes} buffer"
    return str(block.min_minutes) if block.flexible else "vast"


def _remark(block: Block, entry: AgendaEntry | None) -> str:
    seconds = length_seconds(block)
    if entry is not None and entry.length_seconds != seconds:
        return f"geeft nu {duration(seconds - entry.length_seconds)}"
    if seconds < min(block.min_minutes, block.planned_minutes) * 60:
        return "onder minimum"
    return "" if seconds == block.planned_minutes * 60 else f"gepland {block.planned_minutes}"
