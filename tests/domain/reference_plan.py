"""The plan that the rules of the clock are told of, and a meeting that is played upon it."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from sessiecoach.domain import acts
from sessiecoach.domain.agenda import Agenda, AgendaEntry, agenda
from sessiecoach.domain.facts import Change, Fact, Undone, difference, fold
from sessiecoach.domain.session import Block, Header, Session

ZONE = ZoneInfo("Europe/Amsterdam")
NINE = dt.datetime(2016, 9, 5, 9, tzinfo=ZONE).astimezone(dt.UTC)


def reference_session() -> Session:
    """Return 9.00-10.30: three rounds with changeovers between a terugblik and an afronding."""
    return Session(
        header=Header(
            id="2016-09-05-referentie",
            series="proeftuin-ruwaard",
            date=dt.date(2016, 9, 5),
            starts=dt.time(9),
            ends=dt.time(10, 30),
        ),
        blocks=(
            Block(id="terugblik", kind="lookback", planned_minutes=10, min_minutes=10),
            round_of("r1"),
            changeover("w1"),
            round_of("r2"),
            changeover("w2"),
            round_of("r3"),
            Block(
                id="afronding",
                kind="plenary",
                planned_minutes=14,
                min_minutes=8,
                flexible=True,
                buffer=True,
                warn_minutes=(5, 1),
            ),
        ),
    )


def round_of(block_id: str) -> Block:
    """Return a round of twenty minutes that can give eight of them."""
    return Block(
        id=block_id,
        kind="round",
        planned_minutes=20,
        min_minutes=12,
        flexible=True,
        warn_minutes=(5, 1),
    )


def changeover(block_id: str) -> Block:
    """Return three minutes in which people change tables, never more or fewer."""
    return Block(id=block_id, kind="changeover", planned_minutes=3, min_minutes=3)


def at(clock: str) -> dt.datetime:
    """Return the instant of a time in Oss on the day of the meeting: `9.27`, `10.04.30`."""
    hour, minute, second = (*map(int, clock.split(".")), 0)[:3]
    local = dt.datetime.combine(dt.date(2016, 9, 5), dt.time(hour, minute, second), ZONE)
    return local.astimezone(dt.UTC)


class Meeting:
    """A meeting as it goes: what people do, and when, with nothing between it and the facts."""

    def __init__(self, session: Session | None = None, *, starts_at: dt.datetime = NINE) -> None:
        self._prepared = session or reference_session()
        self._facts: list[Fact] = []
        self.now = starts_at

    @property
    def session(self) -> Session:
        """The meeting as it stands."""
        return fold([*prepared(self._prepared), *self._facts])

    @property
    def agenda(self) -> Agenda:
        """The agenda at this moment."""
        return agenda(self.session, self.now, ZONE)

    @property
    def current(self) -> AgendaEntry:
        """The block whose clock runs or stands interrupted."""
        current = self.agenda.current
        assert current is not None
        return current

    @property
    def remaining(self) -> float:
        """The seconds that the running block has left."""
        return self.current.remaining_seconds

    def entry(self, block_id: str) -> AgendaEntry:
        """Return a block in time."""
        return next(entry for entry in self.agenda.entries if entry.block.id == block_id)

    def until(self, clock: str) -> None:
        """Let the room reach this time."""
        self.now = at(clock)

    def wait(self, *, minutes: float = 0, seconds: float = 0) -> None:
        """Let time pass."""
        self.now += dt.timedelta(minutes=minutes, seconds=seconds)

    def do(self, *changes: Change) -> None:
        """Let a person do one act now."""
        seq = len(self._facts) + 2
        self._facts.append(Fact(f"f{seq}", seq, "links", self.now, changes))

    def next_block(self) -> None:
        """Press Volgende."""
        self.do(*acts.start_next(self.session, self.now, ZONE))

    def interrupt_or_resume(self) -> None:
        """Press Onderbreken or Hervatten."""
        self.do(*acts.interrupt_or_resume(self.session, self.now, ZONE))

    def extend(self, minutes: int) -> None:
        """Press +1 or -1, or give more at once."""
        self.do(*acts.extend(self.session, minutes * 60))

    def undo(self) -> None:
        """Take the last act back."""
        self.do(Undone(self._facts[-1].id))

    def play_until(self, block_id: str, **minutes_of: float) -> None:
        """Start block after block, each as long as planned unless told otherwise, up to this one.

        Names of blocks are given as keywords: `r1=29` lets round 1 take 29 minutes.
        """
        while True:
            self.next_block()
            current = self.current
            if current.block.id == block_id:
                return
            length = minutes_of.get(current.block.id, current.block.planned_minutes)
            self.wait(minutes=length)


def prepared(session: Session) -> tuple[Fact, ...]:
    """Return the facts of a session as it was prepared."""
    return (Fact("f1", 1, "links", NINE, difference(Session(), session, NINE)),)
