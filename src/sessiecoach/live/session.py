"""A session while it happens: the one writer of its facts. Verbs in, snapshots out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Protocol

from sessiecoach.domain import acts, lookback
from sessiecoach.domain.agenda import Agenda, agenda
from sessiecoach.domain.facts import (
    Added,
    Change,
    Changed,
    Fact,
    Undone,
    difference,
)
from sessiecoach.domain.session import (
    ID_LETTERS,
    ITEM_TABLES,
    SINGLE_TABLES,
    Improvement,
    Note,
    Session,
)
from sessiecoach.domain.text import visible
from sessiecoach.live.clock import Clock
from sessiecoach.live.ledger import Ledger
from sessiecoach.live.notices import Notice, NoticeCode
from sessiecoach.live.record_file import Conflict
from sessiecoach.live.undo import History, undone_fact
from sessiecoach.live.writer import Saved
from sessiecoach.storage.fact_codec import as_kept
from sessiecoach.storage.ids import new_id
from sessiecoach.storage.journal import HeldLine
from sessiecoach.storage.lock import Holder

BY_HAND = "file"
"""The source of what a person wrote in the record itself."""
COMPOSER = "composer"
"""The field whose half-typed line comes back in the composer."""


class FactWriter(Protocol):
    """Where facts go; a test may bring its own."""

    def put(self, fact: Fact, session: Session) -> None: ...
    def hold(self, line: HeldLine) -> None: ...
    def took_in(self, conflict: Conflict) -> None: ...


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that a screen may know, as it stands; two of them tell what happened in between."""

    session: Session
    unsaved: frozenset[str] = frozenset()
    """Ids of items of which the last change is not on disk yet."""
    saved_at: dt.datetime | None = None
    """When all was last on disk; None before the first save."""
    not_saved_because: str = ""
    """Why the last save failed, in the system's words; empty when it did not."""
    can_undo: bool = False
    can_redo: bool = False
    read_only: bool = False
    holder: Holder | None = None
    """Who has it open, where that is why it is read-only."""
    notices: tuple[Notice, ...] = ()
    """All there was to tell since this session was opened, oldest first."""


class LiveSession:
    """One open session. Only this changes it; every change is a fact, made here.

    It lives on one thread, that of the screens.
    """

    def __init__(
        self,
        facts: Iterable[Fact] | Ledger,
        *,
        clock: Clock,
        zone: dt.tzinfo,
        writer: FactWriter | None,
        by: str,
        author: str = "",
        holder: Holder | None = None,
        notices: tuple[Notice, ...] = (),
    ) -> None:
        """Go on from `facts`; without a `writer` the session is read-only."""
        self._ledger = facts if isinstance(facts, Ledger) else Ledger(facts)
        self._clock, self.zone = clock, zone
        self._writer, self._by, self.author = writer, by, author
        self.group = ""
        self._pending: dict[str, frozenset[str]] = {}
        self._acted_at: dict[str, float] = {}
        self._next_asked_at: float | None = None
        self._taken_in: Conflict | None = None
        self._said = History(by, clock=False)
        self._timed = History(by, clock=True)
        for fact in self._ledger.facts:
            self._said.take(fact)
            self._timed.take(fact)
        self._subscribers: list[Callable[[Snapshot, Snapshot], None]] = []
        self.snapshot = Snapshot(
            session=self._ledger.session,
            can_undo=writer is not None and self._said.last_done is not None,
            can_redo=writer is not None and self._said.last_undo is not None,
            read_only=writer is None,
            holder=holder,
            notices=notices,
        )

    # What a screen reads.

    @property
    def session(self) -> Session:
        """The session as it stands."""
        return self.snapshot.session

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All facts in their order, those that were taken back too."""
        return self._ledger.facts

    def now(self) -> dt.datetime:
        """Return the instant as the room has it."""
        return self._clock.now()

    def person_seconds(self) -> float:
        """Return seconds of a person's time, for guards, blinking and what goes by itself."""
        return self._clock.monotonic()

    def agenda(self) -> Agenda:
        """Return what the clock says now."""
        return agenda(self.session, self._clock.now(), self.zone)

    def subscribe(self, listener: Callable[[Snapshot, Snapshot], None]) -> Callable[[], None]:
        """Call `listener` with the snapshots before and after each change; returns the way out."""
        self._subscribers.append(listener)

        def leave() -> None:
            if listener in self._subscribers:
                self._subscribers.remove(listener)

        return leave

    def let_go(self) -> None:
        """Call no listener any more: the session is being left."""
        self._subscribers.clear()

    # Verbs of the clock.

    def go_on(self) -> None:
        """Start the first block, interrupt the running one, or resume it."""
        self.do(acts.interrupt_or_resume(self.session, self._clock.now(), self.zone))

    def next_block(self) -> bool:
        """Start the next block, at once or when asked a second time (rule 14).

        Returns False when a second press is needed within `acts.GUARD_SECONDS`.
        """
        pressed = self._clock.monotonic()
        asked = self._next_asked_at
        if acts.asks_second_press(self.agenda()) and (
            asked is None or pressed - asked > acts.GUARD_SECONDS
        ):
            self._next_asked_at = pressed
            return False
        self._next_asked_at = None
        self.do(acts.start_next(self.session, self._clock.now(), self.zone))
        return True

    def begin_next(self) -> None:
        """Start the next block without asking: the running one goes on by itself (rule 15)."""
        self.do(acts.start_next(self.session, self._clock.now(), self.zone))

    def extend(self, seconds: int) -> None:
        """Give the running block more seconds, or fewer."""
        self.do(acts.extend(self.session, seconds))

    def end_clock(self) -> None:
        """End the running block; none follows."""
        self.do(acts.end_clock(self.session))

    def undo_clock(self) -> bool:
        """Take back the last act of the clock of the last half minute; False if there is none."""
        return self._undo(self._recent(self._timed.last_done))

    def redo_clock(self) -> bool:
        """Do the act of the clock again that was taken back in the last half minute."""
        return self._undo(self._recent(self._timed.last_undo))

    def can_undo_clock(self) -> bool:
        """Tell whether the last act of the clock is recent enough to be taken back (rule 16)."""
        return self._recent(self._timed.last_done) is not None

    def can_redo_clock(self) -> bool:
        """Tell whether an act of the clock was taken back a moment ago."""
        return self._recent(self._timed.last_undo) is not None

    def _recent(self, fact: Fact | None) -> Fact | None:
        acted_at = self._acted_at.get(fact.id) if fact else None
        if acted_at is None or self._clock.monotonic() - acted_at > acts.UNDO_CLOCK_SECONDS:
            return None
        return fact

    @property
    def note_taker(self) -> str:
        """Who writes now, by role: that of the current group where it names one."""
        return self.author or acts.author_of(self.session, self.group)

    # Verbs of what people say.

    def add(self, table: str, **values: object) -> str:
        """Add an item; where it was made, by whom and when are filled in. Returns its id."""
        item = str(values.pop("id", "")) or new_id(ID_LETTERS[table])
        known = _attributes(table)
        running = self.session.running
        marks: dict[str, object] = {
            "block": running.id if running else "",
            "group": self.group,
            "author": self.note_taker,
            "written_at": self._clock.now(),
        }
        filled = {name: value for name, value in marks.items() if name in known and value}
        self.do((Added(table, item, filled | values),))
        return item

    def change(self, table: str, item: str, **values: object) -> None:
        """Change attributes of an item, or of a table of which there is one (`item` empty).

        Nothing happens where they have these values already, so that an undo always shows.
        """
        for stands in self._standing(table, item):
            values = {
                name: value for name, value in values.items() if getattr(stands, name) != value
            }
        if values:
            self.do((Changed(table, item, values),))

    def _standing(self, table: str, item: str) -> tuple[object, ...]:
        found = getattr(self.session, table)
        if table in SINGLE_TABLES:
            return (found,)
        return tuple(each for each in found if each.id == item)

    def withdraw(self, table: str, item: str) -> None:
        """Take an item out of what counts."""
        self.do(acts.withdraw(table, item, self._clock.now()))

    def bring_back(self, table: str, item: str) -> None:
        """Let a withdrawn item count again."""
        self.do(acts.bring_back(table, item))

    def merge(self, keep: Note, twin: Note) -> None:
        """Let one note stand for two."""
        self.do(acts.merge(keep, twin, self._clock.now()))

    def turn_into_solution(self, note: Note) -> str:
        """Propose a note as a solution; returns the id of the solution."""
        item = new_id(ID_LETTERS["solutions"])
        running = self.session.running
        block = running.id if running else note.block
        mark = acts.Mark(block, note.group or self.group, self.note_taker, self._clock.now())
        self.do(acts.turn_into_solution(note, item, mark))
        return item

    def tell(self, item: str, values: Mapping[str, object], reported_by: str = "") -> None:
        """Write down here what was told of an item of an earlier meeting."""
        told = lookback.told_here(self.session.updates, item)
        new = new_id(ID_LETTERS["updates"])
        self.do(lookback.tell(told, item, values, self._telling(reported_by), new))

    def improve(
        self, item: str, improvements: Iterable[Improvement], reported_by: str = ""
    ) -> None:
        """Make what must get better about such an item actions; one act, one undo."""
        told = lookback.told_here(self.session.updates, item)
        running = self.session.running
        block = running.id if running else ""
        mark = acts.Mark(block, self.group, self.note_taker, self._clock.now())
        letter = ID_LETTERS["promises"]
        becoming = tuple(replace(each, becomes=new_id(letter)) for each in improvements)
        new = new_id(ID_LETTERS["updates"])
        telling = self._telling(reported_by)
        self.do(lookback.improve(told, item, becoming, telling, mark, new))

    def _telling(self, reported_by: str) -> lookback.Telling:
        now = self._clock.now()
        on = self.session.header.date or now.astimezone(self.zone).date()
        return lookback.Telling(on, reported_by, now)

    def close(self, warnings: tuple[str, ...] = ()) -> None:
        """Close the meeting; `warnings` stood open and are kept with it."""
        self.do(acts.close(self.session, self._clock.now(), warnings))

    def reopen(self) -> None:
        """Make a closed meeting one that can be changed again."""
        self.do(acts.reopen())

    def hold(self, text: str, field: str = COMPOSER, **place: str) -> None:
        """Keep a half-typed line, so that it survives whatever happens; empty forgets it.

        `place` is the perspective, case and group with which it would be filed.
        """
        if self._writer is not None:
            self._writer.hold(HeldLine(field, visible(text), self._clock.now(), **place))

    def undo(self) -> bool:
        """Take back the last thing that was done here, the clock left alone."""
        return self._undo(self._said.last_done)

    def redo(self) -> bool:
        """Do again what was taken back last."""
        return self._undo(self._said.last_undo)

    # The one road.

    def do(
        self, changes: tuple[Change, ...], *, at: dt.datetime | None = None, by: str = ""
    ) -> None:
        """Make one fact of the changes of one act; nothing happens where there are none.

        `by` names another source than this writer, whose acts are not undone here. Raises
        ValueError for changes that no record could hold.
        """
        if not changes or self._writer is None:
            return
        instant = (at or self._clock.now()).astimezone(dt.UTC)
        # What is shown is what a restart would show: the fact as the journal gives it back.
        fact = as_kept(Fact(new_id("f"), self._ledger.next_seq, by or self._by, instant, changes))
        session = self._ledger.add(fact)
        self._said.take(fact)
        self._timed.take(fact)
        if fact.moves_clock:
            self._next_asked_at = None
        if fact.moves_clock or undone_fact(fact):
            self._acted_at[fact.id] = self._clock.monotonic()
        self._pending[fact.id] = frozenset(
            change.item for change in changes if isinstance(change, Added | Changed)
        )
        self._writer.put(fact, session)
        self._show(replace(self.snapshot, session=session))

    def saved(self, saved: Saved) -> None:
        """Take in what a save reached: ○ becomes ● now, and a hand edit becomes facts."""
        for fact in self._pending.keys() & saved.facts:
            del self._pending[fact]
        told = list(self.snapshot.notices)
        conflict = saved.conflict if saved.conflict is not self._taken_in else None
        if conflict is not None:
            told.append(Notice(NoticeCode.HAND_EDITED, {"kept": conflict.kept}))
        if saved.kept_as_it_was is not None:
            told.append(Notice(NoticeCode.LAYOUT_KEPT, {"kept": saved.kept_as_it_was}))
        self._show(
            replace(
                self.snapshot,
                saved_at=self.snapshot.saved_at if saved.reason else saved.at,
                not_saved_because=saved.reason,
                notices=tuple(told),
            )
        )
        if conflict is not None:
            self._take_in(conflict)

    def _take_in(self, conflict: Conflict) -> None:
        self._taken_in = conflict
        if conflict.edited is not None:
            self.do(difference(conflict.before, conflict.edited, self._clock.now()), by=BY_HAND)
        if self._writer is not None:
            self._writer.took_in(conflict)

    def _show(self, snapshot: Snapshot) -> None:
        before = self.snapshot
        self.snapshot = replace(
            snapshot,
            unsaved=frozenset[str]().union(*self._pending.values()),
            can_undo=self._said.last_done is not None,
            can_redo=self._said.last_undo is not None,
        )
        for listener in tuple(self._subscribers):
            listener(before, self.snapshot)

    def _undo(self, fact: Fact | None) -> bool:
        if fact is None or self._writer is None:
            return False
        self.do((Undone(fact.id),))
        return True


@cache
def _attributes(table: str) -> frozenset[str]:
    return frozenset(field.name for field in fields(ITEM_TABLES[table]))
