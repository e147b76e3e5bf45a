"""The time that the program was away while a block ran, and what a person can do about it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import cast

from sessiecoach.domain.facts import (
    Change,
    Changed,
    GivenBack,
    Interrupted,
    Resumed,
    Slept,
    interrupted_since,
)
from sessiecoach.domain.session import Session
from sessiecoach.dutch.dates import duration
from sessiecoach.live.opening import Notice, NoticeCode, Opened
from sessiecoach.ui.notices import notice_sentence
from sessiecoach.ui.widgets.notice_line import Choice

_ABOUT_ABSENCE = (NoticeCode.RECOVERED, NoticeCode.OPENED_INTERRUPTED)


@dataclass(frozen=True, slots=True)
class Absence:
    """From when to when the program was away, and in which block."""

    block: str
    from_: dt.datetime
    until: dt.datetime
    by_program: bool
    """Whether opening interrupted the block from the moment that the program was last there."""
    sentence: str

    @property
    def words(self) -> str:
        """How long it was."""
        return duration(round((self.until - self.from_).total_seconds()))


def take_absence(opened: Opened, now: dt.datetime) -> Absence | None:
    """Take the notice of an absence out of those of the opening, which was just now."""
    notices = [each for each in opened.notices if each.code in _ABOUT_ABSENCE]
    opened.notices = tuple(each for each in opened.notices if each not in notices)
    block = opened.live.session.running
    if not notices or block is None:
        return None
    notice: Notice = notices[-1]
    away = dt.timedelta(seconds=cast("int", notice.fields["seconds"]))
    # Whole seconds, as the record keeps them: the gap is found again by the moment it began.
    until = now.replace(microsecond=0)
    return Absence(
        block=block.id,
        from_=until - away,
        until=until,
        by_program=notice.code is NoticeCode.OPENED_INTERRUPTED,
        sentence=notice_sentence(notice, opened.live.zone),
    )


def choices(session: Session, absence: Absence) -> tuple[Choice, ...]:
    """Return what can be done about an absence, the present state of things first."""
    block = session.block(absence.block)
    if block is None or block.ended_at is not None:
        return ()
    if interrupted_since(block) is None:
        return (
            Choice("1", "telt mee, zo laten", "keep_absence"),
            Choice("2", f"{absence.words} teruggeven", "give_back_absence"),
            Choice("3", "teruggeven en onderbreken", "interrupt_from_absence"),
        )
    stays = Choice("1", "blijft onderbroken", "keep_absence")
    resume = Choice("2", "nu hervatten", "resume_after_absence")
    if not absence.by_program:
        return (stays, resume)
    return (stays, resume, Choice("3", f"{absence.words} meetellen", "count_absence"))


def give_back(absence: Absence) -> tuple[Change, ...]:
    """Return the changes that keep the absence out of the time of its block."""
    return (
        Slept(absence.block, absence.from_, absence.until),
        GivenBack(absence.block, absence.from_),
    )


def give_back_and_interrupt(absence: Absence) -> tuple[Change, ...]:
    """Return the changes that keep the absence out, and let the clock stand still from now."""
    return (*give_back(absence), Interrupted(absence.block))


def count(session: Session, absence: Absence) -> tuple[Change, ...]:
    """Return the changes that undo the interruption made at opening: the room went on."""
    block = session.block(absence.block)
    if block is None or interrupted_since(block) is None:
        return ()
    # The clock goes on, which makes this an act of the clock; then as if it never stood still.
    earlier = block.interruptions[:-1]
    return (Resumed(block.id), Changed("blocks", block.id, {"interruptions": earlier}))
