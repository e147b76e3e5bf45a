"""What one act of a person does to a session."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from sessiecoach.domain import acts
from sessiecoach.domain.facts import (
    Added,
    Allotted,
    Changed,
    Ended,
    Extended,
    Fact,
    Interrupted,
    Resumed,
    Started,
    apply,
)
from sessiecoach.domain.session import Decision, Group, Note, SecondsAt, Session, Solution
from tests.domain.reference_plan import NINE, ZONE, Meeting, at, reference_session

LIVE = Changed("header", "", {"status": "live"})


@pytest.fixture
def meeting() -> Meeting:
    """Give the reference plan at 9.00, nothing started."""
    return Meeting()


def done(session: Session, *changes: object) -> Session:
    """Return a session after one act."""
    return apply(session, Fact("f", 99, "links", NINE, changes))  # type: ignore[arg-type]


def test_the_first_start(meeting: Meeting) -> None:
    """Starting the first block makes a draft live, once."""
    assert acts.start_next(meeting.session, NINE, ZONE) == (Started("terugblik"), LIVE)
    meeting.next_block()
    assert meeting.session.header.status == "live"
    assert acts.start_next(meeting.session, meeting.now, ZONE) == (Started("r1"),)


def test_nothing_follows_the_last_block(meeting: Meeting) -> None:
    """After the last block there is nothing to start."""
    meeting.play_until("afronding")
    assert acts.start_next(meeting.session, meeting.now, ZONE) == ()


def test_a_dropped_block_is_passed_over(meeting: Meeting) -> None:
    """The block that starts next is the next of the plan that nobody dropped."""
    meeting.next_block()
    meeting.do(*acts.withdraw("blocks", "r1", meeting.now))
    assert acts.start_next(meeting.session, meeting.now, ZONE) == (Started("w1"),)


def test_a_buffer_begins_with_what_it_has(meeting: Meeting) -> None:
    """Rule 19: a buffer that gave 3 minutes is allotted 11, whatever was added before."""
    meeting.play_until("r3", r1=23)
    meeting.wait(minutes=20)
    changes = acts.start_next(meeting.session, meeting.now, ZONE)
    assert changes == (Started("afronding"), Allotted("afronding", 11 * 60))
    meeting.do(Extended("afronding", 60))
    changes = acts.start_next(meeting.session, meeting.now, ZONE)
    assert changes == (Started("afronding"), Allotted("afronding", 10 * 60))
    meeting.next_block()
    assert meeting.remaining == 11 * 60


def test_a_buffer_gains_what_the_block_before_left(meeting: Meeting) -> None:
    """Rule 19: 3 minutes late and a round cut short by 2, the buffer gives 1: it has 13."""
    meeting.play_until("r3", r1=23)
    meeting.wait(minutes=18)
    changes = acts.start_next(meeting.session, meeting.now, ZONE)
    assert changes == (Started("afronding"), Allotted("afronding", 13 * 60))


@pytest.mark.parametrize(
    ("left", "asks"), [(61, True), (60.5, True), (60, False), (0, False), (-30, False)]
)
def test_the_guard(meeting: Meeting, left: float, asks: bool) -> None:
    """Rule 14: going on asks for a second press while over a minute remains."""
    meeting.next_block()
    meeting.wait(seconds=600 - left)
    assert acts.asks_second_press(meeting.agenda) is asks


def test_no_guard_without_a_running_block(meeting: Meeting) -> None:
    """Rule 14: the first start asks nothing, and an interrupted block guards like a running one."""
    assert not acts.asks_second_press(meeting.agenda)
    meeting.next_block()
    meeting.interrupt_or_resume()
    assert acts.asks_second_press(meeting.agenda)


def test_one_key_starts_interrupts_and_resumes(meeting: Meeting) -> None:
    """Rule 13: the same key starts the first block, interrupts it and goes on."""
    expected = [(Started("terugblik"), LIVE), (Interrupted("terugblik"),), (Resumed("terugblik"),)]
    for changes in expected:
        found = acts.interrupt_or_resume(meeting.session, meeting.now, ZONE)
        assert found == changes
        meeting.do(*found)
        meeting.wait(seconds=5)


@pytest.mark.parametrize(
    ("seconds", "given"), [(60, 60), (-60, -60), (-599, -599), (-600, -600), (-900, -600)]
)
def test_extending(meeting: Meeting, seconds: int, given: int) -> None:
    """Rule 12: a block gets more or fewer seconds, and keeps a length of zero at least."""
    meeting.next_block()
    assert acts.extend(meeting.session, seconds) == (Extended("terugblik", given),)


def test_extending_nothing(meeting: Meeting) -> None:
    """Without a running block, or with nothing to give, there is no act."""
    assert acts.extend(meeting.session, 60) == ()
    meeting.next_block()
    assert acts.extend(meeting.session, 0) == ()
    meeting.extend(-10)
    assert meeting.remaining == 0
    assert acts.extend(meeting.session, -60) == ()


def test_ending_the_clock(meeting: Meeting) -> None:
    """The running block ends and none begins; where none runs nothing happens."""
    assert acts.end_clock(meeting.session) == ()
    meeting.next_block()
    assert acts.end_clock(meeting.session) == (Ended("terugblik"),)


def test_closing_and_reopening(meeting: Meeting) -> None:
    """Closing ends the clock and keeps what stood open; reopening takes both marks away."""
    meeting.next_block()
    meeting.wait(minutes=9)
    meeting.do(*acts.close(meeting.session, meeting.now, ("no_report_backs",)))
    header = meeting.session.header
    assert (header.status, header.closed_at) == ("closed", at("9.09"))
    assert header.closed_with == ("no_report_backs",)
    assert meeting.session.blocks[0].ended_at == at("9.09")
    meeting.do(*acts.reopen())
    assert meeting.session.header == replace(reference_session().header, status="live")
    assert meeting.session.blocks[0].ended_at == at("9.09")


NOTE = Note(
    id="n-1", block="r1", perspective="systeem", case="a", kind="belemmering", text="te krap"
)
SAID = Session(notes=(NOTE, Note(id="n-2", text="te krap!")))


def test_withdrawing_and_bringing_back() -> None:
    """What is withdrawn stays in the record, and comes back as it was."""
    withdrawn = done(SAID, *acts.withdraw("notes", "n-1", NINE))
    assert withdrawn.notes[0] == replace(NOTE, withdrawn_at=NINE)
    assert done(withdrawn, *acts.bring_back("notes", "n-1")) == SAID
    solved = Session(solutions=(Solution(id="s-1", withdrawn_at=NINE),))
    back = done(solved, *acts.bring_back("solutions", "s-1"))
    assert back.solutions == (Solution(id="s-1"),)


def test_merging_twins() -> None:
    """One note stands for two; bringing the twin back lets it stand for itself again."""
    merged = done(SAID, *acts.merge(NOTE, SAID.notes[1], NINE))
    assert merged.notes == (
        NOTE,
        replace(SAID.notes[1], withdrawn_at=NINE, merged_into="n-1"),
    )
    assert done(merged, *acts.bring_back("notes", "n-2")) == SAID
    assert acts.merge(NOTE, NOTE, NINE) == ()


def test_turning_a_note_into_a_solution() -> None:
    """The solution keeps what the note was about and says which note it answers."""
    mark = acts.Mark(block="r3", group="B", author="notulist B", at=NINE)
    solved = done(SAID, *acts.turn_into_solution(NOTE, "s-1", mark))
    assert solved.notes == SAID.notes
    assert solved.solutions == (
        Solution(
            id="s-1",
            block="r3",
            perspective="systeem",
            case="a",
            group="B",
            author="notulist B",
            written_at=NINE,
            text="te krap",
            answers=("n-1",),
        ),
    )


def test_a_solution_belongs_to_the_group_of_its_note() -> None:
    """Whoever turns it into a solution, and at whichever table."""
    mark = acts.Mark(block="r3", group="B", author="", at=NINE)
    (change,) = acts.turn_into_solution(replace(NOTE, group="A"), "s-1", mark)
    assert isinstance(change, Added)
    assert change.values["group"] == "A"


def test_a_private_note_gives_a_private_solution() -> None:
    """What was private stays private, and nothing is filled in that was not known."""
    private = Note(id="n-3", text="stil", private=True)
    mark = acts.Mark(block="", group="", author="", at=NINE)
    (change,) = acts.turn_into_solution(private, "s-2", mark)
    assert change == Added(
        "solutions",
        "s-2",
        {"written_at": NINE, "text": "stil", "answers": ("n-3",), "private": True},
    )


def test_the_windows_of_a_person() -> None:
    """Rules 14 and 16: 3 seconds for a second press, half a minute to take the clock back."""
    assert (acts.GUARD_REMAINING_SECONDS, acts.GUARD_SECONDS, acts.UNDO_CLOCK_SECONDS) == (
        60,
        3.0,
        30,
    )


def test_seconds_are_logged_with_their_time(meeting: Meeting) -> None:
    """Rule 12: each time a block is lengthened is kept with its own instant."""
    meeting.next_block()
    for _ in range(2):
        meeting.wait(minutes=1)
        meeting.extend(1)
    added = meeting.current.block.added
    assert added == tuple(SecondsAt(at=NINE + dt.timedelta(minutes=n), seconds=60) for n in (1, 2))


@pytest.mark.parametrize(
    ("group", "author"), [("A", "notulist A"), ("B", "gespreksleider"), ("", "gespreksleider")]
)
def test_who_signs_a_line(group: str, author: str) -> None:
    """A line is signed by the note-taker of its group, or by who leads where it names none."""
    session = Session(groups=(Group(id="A", note_taker=" notulist A "), Group(id="B")))
    assert acts.author_of(session, group) == author


def test_decisions_are_numbered_on(meeting: Meeting) -> None:
    """Numbers run on over the series; a number that was given stays, a withdrawn one gets none."""
    session = Session(
        decisions=(
            Decision(id="b-1"),
            Decision(id="b-2", number=9),
            Decision(id="b-3", withdrawn_at=NINE),
            Decision(id="b-4"),
        )
    )
    numbered = done(session, *acts.number_decisions(session, 4))
    assert [each.number for each in numbered.decisions] == [10, 9, 0, 11]
    assert acts.number_decisions(numbered, 4) == ()
    first = Session(decisions=(Decision(id="b-1"),))
    assert done(first, *acts.number_decisions(first, 4)).decisions[0].number == 5
