"""The open session: verbs in, snapshots out, and nothing that a person did gets lost."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from sessiecoach.domain import acts
from sessiecoach.domain.agenda import Phase
from sessiecoach.domain.facts import Added, Allotted, Fact, Started, difference
from sessiecoach.domain.session import Note, Session
from sessiecoach.live.record_file import Conflict
from sessiecoach.live.session import LiveSession, Snapshot
from sessiecoach.live.writer import Saved
from sessiecoach.storage.journal import HeldLine
from sessiecoach.storage.records import zone_of
from tests.fake_clock import FakeClock
from tests.live.meeting import MEETING, Desk, crash, save, texts


@dataclass
class Paper:
    """A writer that only remembers what it was given."""

    facts: list[Fact] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)
    lines: list[HeldLine] = field(default_factory=list)
    taken_in: list[Conflict] = field(default_factory=list)

    def put(self, fact: Fact, session: Session) -> None:
        """Remember a fact."""
        self.facts.append(fact)
        self.sessions.append(session)

    def hold(self, line: HeldLine) -> None:
        """Remember a half line."""
        self.lines.append(line)

    def took_in(self, conflict: Conflict) -> None:
        """Remember that a conflict was taken in."""
        self.taken_in.append(conflict)

    def saved(self, *, reason: str = "", conflict: Conflict | None = None) -> Saved:
        """Return what a save of everything so far would tell."""
        at = dt.datetime(2016, 9, 5, 7, 30, tzinfo=dt.UTC)
        facts = frozenset() if reason else frozenset(fact.id for fact in self.facts)
        return Saved(facts, at, reason, conflict)


@pytest.fixture
def paper() -> Paper:
    """Give a writer that keeps all in mind."""
    return Paper()


@pytest.fixture
def live(clock: FakeClock, paper: Paper) -> LiveSession:
    """Give the small meeting, open."""
    at = clock.now()
    first = Fact("f-first", 1, "file", at, difference(Session(), MEETING, at))
    return LiveSession([first], clock=clock, zone=zone_of(MEETING), writer=paper, by="w-here")


def running(live: LiveSession) -> str:
    """Return which block runs, or nothing."""
    block = live.session.running
    return block.id if block else ""


def remaining(live: LiveSession) -> float:
    """Return what is left of the running block, in seconds."""
    current = live.agenda().current
    assert current is not None
    return current.remaining_seconds


# Items.


def test_a_new_item_knows_where_it_was_made(live: LiveSession, clock: FakeClock) -> None:
    """Block, group, author and moment are filled in; what the caller says goes before."""
    live.group, live.author = "A", "notulist A"
    live.go_on()
    clock.advance(60)
    item = live.add("notes", text="Zelf besluiten", kind="belemmering")
    assert live.session.notes[-1] == Note(
        id=item,
        text="Zelf besluiten",
        kind="belemmering",
        block="r1",
        group="A",
        author="notulist A",
        written_at=clock.now(),
    )
    other = live.add("notes", text="x", block="r2", group="B")
    assert (live.session.notes[-1].block, live.session.notes[-1].group) == ("r2", "B")
    assert item != other


def test_items_get_the_letter_of_their_table(live: LiveSession) -> None:
    """Ids are made where the item is made; a group has the one that a person chose."""
    assert live.add("solutions", text="x").startswith("s-")
    assert live.add("promises", what="x").startswith("t-")
    assert live.add("groups", id="A") == "A"
    assert live.session.groups[0].id == "A"


def test_every_verb_on_items(live: LiveSession) -> None:
    """Change, withdraw, bring back, merge and turn into a solution do what they say."""
    one = live.add("notes", text="een", perspective="professional", case="a")
    two = live.add("notes", text="twee")
    live.change("notes", one, text="een!")
    live.withdraw("notes", "n-aaaaaaaa")
    assert texts(live.session) == ["een!", "twee"]
    live.bring_back("notes", "n-aaaaaaaa")
    keep, twin = live.session.notes[1:]
    live.merge(keep, twin)
    assert texts(live.session) == ["Te weinig tijd", "een!"]
    assert live.session.notes[-1].merged_into == one
    solution = live.turn_into_solution(live.session.notes[1])
    [made] = live.session.solutions
    assert (made.id, made.text, made.answers, made.case) == (solution, "een!", (one,), "a")
    assert two in {note.id for note in live.session.notes}


def test_the_tables_of_which_there_is_one(live: LiveSession, paper: Paper) -> None:
    """Header, evaluation and next change like items, without an id."""
    live.change("header", "", title="Leersessie", goal="Samen zien")
    live.change("evaluation", "", good=("tempo",))
    assert (live.session.header.title, live.session.header.goal) == ("Leersessie", "Samen zien")
    assert live.session.evaluation.good == ("tempo",)
    assert len(paper.facts) == 2


def test_a_change_to_what_it_is_already_is_no_act(live: LiveSession, paper: Paper) -> None:
    """A form that is saved while typing makes no facts, and no undo, of what did not change."""
    live.change("header", "", title="Tweede leersessie")
    live.change("notes", "n-aaaaaaaa", text="Te weinig tijd", perspective="professional")
    assert paper.facts == []
    assert not live.snapshot.can_undo
    live.change("notes", "n-aaaaaaaa", text="Te weinig ruimte", perspective="professional")
    [change] = paper.facts[0].changes
    assert getattr(change, "values", None) == {"text": "Te weinig ruimte"}


def test_text_enters_visible(live: LiveSession, paper: Paper) -> None:
    """Whatever road a text comes by, nothing in it can command a terminal or stop a save."""
    live.add("notes", text="a\x1b[2J\ud800")
    live.change("evaluation", "", good=["b\x07"])
    live.do((Added("groups", "A", {"title": "c\x9b"}),))
    live.hold("d\x1b")
    session = live.session
    said = (session.notes[-1].text, *session.evaluation.good, session.groups[0].title)
    assert said == ("a<1b>[2J\ufffd", "b<07>", "c<9b>")
    assert paper.lines[0].text == "d<1b>"


def test_what_no_record_can_hold_is_refused_at_once(live: LiveSession, paper: Paper) -> None:
    """A wrong value of a screen is an error there, and leaves the session as it was."""
    before = live.snapshot
    with pytest.raises(ValueError, match="not a fact"):
        live.change("header", "", status="bijna")
    assert live.snapshot is before
    assert paper.facts == []


def test_half_lines_go_to_the_writer(live: LiveSession, paper: Paper, clock: FakeClock) -> None:
    """Each field has its own half line, with its moment."""
    live.hold("Te wei")
    live.hold("Samen", "goal")
    assert paper.lines == [
        HeldLine("composer", "Te wei", clock.now()),
        HeldLine("goal", "Samen", clock.now()),
    ]


def test_closing_and_reopening(live: LiveSession, clock: FakeClock) -> None:
    """Closing ends the clock and keeps what stood open; reopening is an act of its own."""
    live.go_on()
    live.close(("ronde zonder notities",))
    header = live.session.header
    assert (header.status, header.closed_at) == ("closed", clock.now())
    assert header.closed_with == ("ronde zonder notities",)
    assert live.session.running is None
    live.reopen()
    assert live.session.header.status == "live"
    assert live.session.header.closed_at is None


# Snapshots.


def test_listeners_get_before_and_after(live: LiveSession) -> None:
    """The difference between two snapshots is the event; who left is told nothing more."""
    seen: list[tuple[Snapshot, Snapshot]] = []
    leave = live.subscribe(lambda before, after: seen.append((before, after)))
    start = live.snapshot
    item = live.add("notes", text="een")
    assert seen == [(start, live.snapshot)]
    assert live.snapshot.unsaved == {item}
    leave()
    leave()
    live.add("notes", text="twee")
    assert len(seen) == 1


def test_letting_go_silences_all(live: LiveSession) -> None:
    """A session that is being left paints no screen any more."""
    seen: list[Snapshot] = []
    leave = live.subscribe(lambda _before, after: seen.append(after))
    live.let_go()
    live.add("notes", text="een")
    assert seen == []
    leave()


def test_what_is_unsaved_is_named(live: LiveSession, paper: Paper) -> None:
    """An item is unsaved until its last change is on disk, whatever was saved before."""
    item = live.add("notes", text="een")
    first = paper.saved()
    live.change("notes", item, text="een!")
    live.saved(first)
    assert live.snapshot.unsaved == {item}
    live.saved(paper.saved())
    assert live.snapshot.unsaved == frozenset()


def test_a_failed_save_stands_until_one_succeeds(live: LiveSession, paper: Paper) -> None:
    """Rule 30: the reason comes with a failed save and goes with a good one, as its time does."""
    live.add("notes", text="een")
    live.saved(paper.saved())
    good = live.snapshot.saved_at
    live.add("notes", text="twee")
    live.saved(replace(paper.saved(reason="No space left"), at=live.now()))
    assert live.snapshot.not_saved_because == "No space left"
    assert live.snapshot.saved_at == good
    assert live.snapshot.unsaved
    live.saved(paper.saved())
    assert live.snapshot.not_saved_because == ""
    assert not live.snapshot.unsaved


def test_a_conflict_is_taken_in_once(live: LiveSession, paper: Paper) -> None:
    """However often a save tells of the same hand edit, it is one fact and one notice."""
    edited = replace(MEETING, header=replace(MEETING.header, title="Leersessie"))
    conflict = Conflict(Path("kept"), edited, MEETING, None)
    live.saved(paper.saved(conflict=conflict))
    live.saved(paper.saved(conflict=conflict))
    assert live.session.header.title == "Leersessie"
    assert [fact.by for fact in paper.facts] == ["file"]
    assert len(live.snapshot.notices) == 1
    assert paper.taken_in == [conflict]
    assert not live.snapshot.can_undo


def test_read_only(clock: FakeClock) -> None:
    """Without a writer every verb leaves the session as it is, and nothing can be undone."""
    at = clock.now()
    facts = [
        Fact("f-1", 1, "w-here", at, difference(Session(), MEETING, at)),
        Fact("f-2", 2, "w-here", at, (Added("groups", "A", {}),)),
    ]
    live = LiveSession(facts, clock=clock, zone=zone_of(MEETING), writer=None, by="w-here")
    before = live.snapshot
    live.go_on()
    live.add("notes", text="een")
    live.hold("half")
    live.close()
    assert live.undo() is False
    assert live.undo_clock() is False
    assert live.snapshot is before
    assert (before.read_only, before.can_undo) == (True, False)


# The clock: rules 12 to 14 and 16.


def test_one_key_starts_interrupts_and_resumes(live: LiveSession, clock: FakeClock) -> None:
    """The first press starts round 1, the next ones turn its clock off and on to the second."""
    live.go_on()
    assert (running(live), live.session.header.status) == ("r1", "live")
    clock.advance(100)
    live.go_on()
    clock.advance(500)
    assert remaining(live) == 1100
    live.go_on()
    clock.advance(100)
    assert remaining(live) == 1000


def test_next_asks_twice_while_more_than_a_minute_remains(
    live: LiveSession, clock: FakeClock
) -> None:
    """A second press within three seconds goes on; a later one asks again (rule 14)."""
    live.go_on()
    assert live.next_block() is False
    assert running(live) == "r1"
    clock.advance(3)
    assert live.next_block() is True
    assert running(live) == "w1"
    assert live.next_block() is False
    clock.advance(3.1)
    assert live.next_block() is False
    clock.advance(1)
    assert live.next_block() is True
    assert running(live) == "r2"


@pytest.mark.parametrize("passed", [1140, 1200, 1300])
def test_next_is_one_press_near_the_end_and_in_overrun(
    live: LiveSession, clock: FakeClock, passed: int
) -> None:
    """With a minute or less to go, or past zero, nothing is asked."""
    live.go_on()
    clock.advance(passed)
    assert live.next_block() is True
    assert running(live) == "w1"


def test_next_at_just_over_a_minute_asks(live: LiveSession, clock: FakeClock) -> None:
    """At 1:00.1 it still asks."""
    live.go_on()
    clock.advance(1139.9)
    assert live.next_block() is False


def test_another_act_of_the_clock_forgets_the_question(live: LiveSession) -> None:
    """A press before a minute was added does not count for what comes after."""
    live.go_on()
    assert live.next_block() is False
    live.extend(60)
    assert live.next_block() is False


def test_next_starts_a_meeting_and_ends_with_the_last_block(
    live: LiveSession, clock: FakeClock
) -> None:
    """Before the first block nothing is asked; after the last there is nothing to start."""
    assert live.next_block() is True
    for _ in range(2):
        clock.advance(1200)
        assert live.next_block() is True
    assert running(live) == "r2"
    clock.advance(1200)
    live.next_block()
    assert running(live) == "r2"
    live.end_clock()
    assert live.session.running is None


def test_the_guard_is_in_a_persons_time(paper: Paper) -> None:
    """In practice mode only the agenda runs faster; three seconds stay three seconds."""

    class Practice(FakeClock):
        def monotonic(self) -> float:
            return super().monotonic() / 60

    clock = Practice()
    at = clock.now()
    first = Fact("f-1", 1, "file", at, difference(Session(), MEETING, at))
    live = LiveSession([first], clock=clock, zone=zone_of(MEETING), writer=paper, by="w")
    live.go_on()
    assert live.next_block() is False
    clock.advance(150)
    assert live.next_block() is True


def test_lengthening_in_overrun(live: LiveSession, clock: FakeClock) -> None:
    """+1 at +0:20 gives 0:40 (rule 12)."""
    live.go_on()
    clock.advance(1220)
    live.extend(60)
    assert remaining(live) == 40
    live.extend(-60)
    assert remaining(live) == -20


def test_undoing_the_clock_restores_the_exact_state(live: LiveSession, clock: FakeClock) -> None:
    """Going to the next block by mistake costs the round not a second (rule 16)."""
    live.go_on()
    clock.advance(700.5)
    live.extend(60)
    before = live.session
    live.next_block()
    live.next_block()
    assert running(live) == "w1"
    gone_on = live.session
    clock.advance(30)
    assert live.can_undo_clock()
    assert live.undo_clock() is True
    assert live.session == before
    assert remaining(live) == 1260 - 730.5
    assert live.redo_clock() is True
    assert live.session == gone_on


def test_the_clock_can_be_undone_for_half_a_minute(live: LiveSession, clock: FakeClock) -> None:
    """After thirty seconds the act stands, and the one before it does too."""
    live.go_on()
    clock.advance(1)
    live.go_on()
    clock.advance(30.1)
    assert not live.can_undo_clock()
    before = live.session
    assert live.undo_clock() is False
    assert live.session == before


def test_what_was_undone_long_ago_is_not_redone(live: LiveSession, clock: FakeClock) -> None:
    """A redo that would throw the clock back minutes is no longer offered."""
    live.go_on()
    live.extend(60)
    live.undo_clock()
    assert live.can_redo_clock()
    clock.advance(31)
    assert not live.can_redo_clock()
    assert live.redo_clock() is False


def test_undoing_several_acts_of_the_clock(live: LiveSession, clock: FakeClock) -> None:
    """Within the half minute each press takes back one more; a new act ends the redo."""
    live.go_on()
    states = [live.session]
    for _ in range(3):
        live.extend(60)
        states.append(live.session)
    for state in reversed(states[:-1]):
        assert live.undo_clock()
        assert live.session == state
    assert live.redo_clock()
    assert live.session == states[1]
    clock.advance(1)
    live.extend(-60)
    assert not live.can_redo_clock()


def test_content_and_clock_are_undone_apart(live: LiveSession) -> None:
    """Taking back a note does not touch the clock, and taking back the clock no note."""
    live.go_on()
    live.add("notes", text="een")
    live.extend(60)
    assert live.undo() is True
    assert texts(live.session) == ["Te weinig tijd"]
    assert remaining(live) == 1260
    live.redo()
    assert live.undo_clock() is True
    assert texts(live.session) == ["Te weinig tijd", "een"]
    assert remaining(live) == 1200


def test_undo_and_redo_of_everything(live: LiveSession) -> None:
    """All that was said can be taken back one by one, and done again one by one."""
    states = [live.session]
    one = live.add("notes", text="een")
    states.append(live.session)
    live.change("notes", one, text="een!")
    states.append(live.session)
    live.withdraw("notes", one)
    states.append(live.session)
    live.turn_into_solution(live.session.notes[0])
    states.append(live.session)
    for state in reversed(states[:-1]):
        assert live.undo()
        assert live.session == state
    assert live.undo() is False
    for state in states[1:]:
        assert live.redo()
        assert live.session == state
    assert live.redo() is False


def test_a_new_act_ends_the_redo(live: LiveSession) -> None:
    """After something new there is nothing to do again, but all the more to take back."""
    live.add("notes", text="een")
    live.undo()
    assert live.snapshot.can_redo
    live.add("notes", text="twee")
    assert not live.snapshot.can_redo
    live.undo()
    assert texts(live.session) == ["Te weinig tijd"]
    assert not live.snapshot.can_undo


def test_a_hand_edit_is_not_undone_here(live: LiveSession, paper: Paper) -> None:
    """Undo takes back only what was done in this program, around what a hand wrote."""
    live.add("notes", text="een")
    now = paper.sessions[-1]
    edited = replace(now, header=replace(now.header, title="Leersessie"))
    live.saved(paper.saved(conflict=Conflict(Path("kept"), edited, now, None)))
    assert live.undo() is True
    assert live.session.header.title == "Leersessie"
    assert texts(live.session) == ["Te weinig tijd"]
    assert live.undo() is False


def test_a_buffer_that_gave_its_minutes_is_told(live: LiveSession, clock: FakeClock) -> None:
    """What a late meeting took from a buffer becomes its length when it starts."""
    late = replace(
        MEETING,
        header=replace(MEETING.header, ends=dt.time(9, 40)),
        blocks=(*MEETING.blocks[:2], replace(MEETING.blocks[2], buffer=True, min_minutes=5)),
    )
    live.do(difference(MEETING, late, clock.now()))
    live.go_on()
    clock.advance(1500)
    live.next_block()
    clock.advance(180)
    live.next_block()
    clock.advance(1)
    assert running(live) == "r2"
    changes = live.facts[-1].changes
    assert Started("r2") in changes
    assert any(isinstance(change, Allotted) for change in changes)
    live.undo_clock()
    assert running(live) == "w1"
    assert live.session.blocks[2].allotted == ()


# After reopening.


def test_undo_of_content_outlives_the_program(tmp_path: Path) -> None:
    """What was said yesterday can still be taken back, and what was taken back done again."""
    desk = Desk(tmp_path)
    opened = desk.open()
    opened.live.add("notes", text="een")
    opened.live.add("notes", text="twee")
    opened.live.undo()
    save(opened)
    crash(opened)
    again = desk.open()
    assert (again.live.snapshot.can_undo, again.live.snapshot.can_redo) == (True, True)
    again.live.redo()
    assert texts(again.live.session) == ["Te weinig tijd", "een", "twee"]
    again.live.undo()
    again.live.undo()
    assert texts(again.live.session) == ["Te weinig tijd"]
    assert again.live.undo() is False


def test_the_clock_of_before_is_not_undone(tmp_path: Path) -> None:
    """A restart ends the half minute in which an act of the clock can be taken back."""
    desk = Desk(tmp_path)
    opened = desk.open()
    opened.live.go_on()
    save(opened)
    crash(opened)
    again = desk.open()
    assert not again.live.can_undo_clock()
    assert again.live.undo_clock() is False
    current = again.live.agenda().current
    assert current is not None
    assert current.phase is Phase.RUNNING


def test_windows_of_time_are_those_of_the_design() -> None:
    """Three seconds to press again, half a minute to take back, a minute in which nothing asks."""
    assert acts.GUARD_SECONDS == 3
    assert acts.UNDO_CLOCK_SECONDS == 30
    assert acts.GUARD_REMAINING_SECONDS == 60
