"""The shipped series after three meetings: what it promises to show a newcomer."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from sessiecoach.domain.agenda import elapsed_seconds, length_seconds
from sessiecoach.domain.carry_over import Carried, carried, opening
from sessiecoach.domain.closing import open_points
from sessiecoach.domain.comparison import (
    Recurrence,
    compared_notes,
    links,
    recurring,
    side_by_side,
)
from sessiecoach.domain.frameworks import framework_steps
from sessiecoach.domain.over_time import (
    QuestionState,
    attendance_over,
    cases_not_discussed,
    learning_questions_over,
    promises_by_owner,
    report_back_matrix,
    scores_over,
)
from sessiecoach.domain.session import ITEM_TABLES, Session, Update
from sessiecoach.domain.standing import CheckStatus, PromiseStatus, SolutionStatus, times_postponed
from sessiecoach.dutch.likeness import likely_twins
from sessiecoach.storage.checking import check_files
from sessiecoach.storage.home import shipped
from sessiecoach.storage.records import read_record
from sessiecoach.storage.series import read_series
from sessiecoach.storage.updates import read_update, update_bytes

FOLDER = shipped("sessions") / "proeftuin-ruwaard"
# By name: whoever tried the program in a checkout has files of their own beside these.
HELD = (dt.date(2016, 6, 27), dt.date(2016, 9, 5), dt.date(2016, 10, 10))
RECORDS = tuple(FOLDER / f"{day}-leersessie.toml" for day in HELD)
TOLD_BETWEEN = FOLDER / "updates" / "2016-11-07-ay6b8dqq.toml"
SERIES = FOLDER / "series.toml"
NEWCOMERS_DAY = dt.date(2016, 11, 21)
NAMED_PERSON = re.compile(r"\b(?:dhr|mw|mevr|mevrouw|meneer)\b|\b[A-Z][a-z]+ [A-Z][a-z]+\b")


@pytest.fixture(scope="module")
def meetings() -> tuple[Session, ...]:
    """Give the three meetings that were held."""
    return tuple(read_record(path).session for path in RECORDS)


@pytest.fixture(scope="module")
def loose() -> tuple[Update, ...]:
    """Give what was told between meetings."""
    return (read_update(TOLD_BETWEEN),)


@pytest.fixture(scope="module")
def left(meetings: tuple[Session, ...], loose: tuple[Update, ...]) -> dict[str, Carried]:
    """Give what the three meetings left, as it stands on the newcomer's day, by id."""
    items = carried(meetings, loose, NEWCOMERS_DAY)
    return {each.item.id: each for each in items}


def said(meeting: Session) -> Iterator[str]:
    """Yield every text that somebody would have said or typed."""

    def texts(value: Any) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            for each in value:
                yield from texts(each)
        elif hasattr(value, "__dataclass_fields__"):
            for name in value.__dataclass_fields__:
                yield from texts(getattr(value, name))

    for table in (*ITEM_TABLES, "header", "evaluation", "next"):
        yield from texts(getattr(meeting, table))


def test_all_files_of_the_series_are_in_order() -> None:
    """Checking what is shipped finds no fault, in records, series and updates."""
    report = check_files([*RECORDS, SERIES, TOLD_BETWEEN])
    assert report.faults == ()
    assert report.files == 5


def test_what_was_told_between_meetings_is_in_a_file_of_its_own(
    loose: tuple[Update, ...], left: dict[str, Carried]
) -> None:
    """It is marked as made up, is as this program writes it, and tells of a promise."""
    (told,) = loose
    assert told.origin == "invented"
    assert told.on is not None
    assert HELD[-1] < told.on < NEWCOMERS_DAY
    assert update_bytes(told) == TOLD_BETWEEN.read_bytes()
    assert left[told.item].status is PromiseStatus.DONE


def test_everything_of_the_later_meetings_is_made_up(meetings: tuple[Session, ...]) -> None:
    """The source ends after the first; of the others it gives the date, time and place only."""
    for meeting in meetings[1:]:
        for table in ITEM_TABLES:
            for item in getattr(meeting, table):
                origin = getattr(item, "origin", "") or item.extra.get("origin")
                assert origin == "invented", (table, item)
        assert meeting.header.origin == meeting.next.origin == "seed"
        assert meeting.evaluation.origin == "invented"
        told = {"date", "starts", "ends", "location", "goal"}
        assert not told & set(meeting.header.invented)
        assert set(meeting.header.invented) >= {"title", "status", "learning_questions"}


def test_nobody_in_the_later_meetings_has_a_name(meetings: tuple[Session, ...]) -> None:
    """Neither a participant nor a line of text names a person, or a number to find one by."""
    assert NAMED_PERSON.search("dat zei mevrouw Jansen")
    assert NAMED_PERSON.search("dat zei Piet Jansen")
    for meeting in meetings[1:]:
        assert not any(each.name for each in meeting.participants)
        for text in said(meeting):
            allowed = text.replace("Proeftuin Ruwaard", "")
            assert not NAMED_PERSON.search(allowed), text
            assert not re.search(r"\d{6,}", text), text


def test_every_link_to_an_earlier_meeting_leads_somewhere(
    meetings: tuple[Session, ...], loose: tuple[Update, ...]
) -> None:
    """What updates and notes point to was there when they were written, and is not withdrawn."""
    known: set[str] = set()
    for meeting in meetings:
        told = [*meeting.updates, *(loose if meeting is meetings[-1] else ())]
        earlier = set(known)
        for table in ("notes", "solutions", "promises", "decisions", "report_backs"):
            known |= {each.id for each in getattr(meeting, table) if each.withdrawn_at is None}
        assert {each.item for each in meeting.updates} <= earlier
        assert {each.same_as for each in meeting.notes if each.same_as} <= earlier
        for update in told:
            becomes = {each.becomes for each in update.improvements if each.becomes}
            assert {update.item, *update.hindered_by, *becomes} <= known


def test_decisions_are_numbered_on_and_open_points_were_known(
    meetings: tuple[Session, ...],
) -> None:
    """Over the series: 1 to 4, two of the later ones to check; each record says what stood open."""
    later = [each for meeting in meetings[1:] for each in meeting.decisions]
    assert [each.number for meeting in meetings for each in meeting.decisions] == [1, 2, 3, 4]
    assert [each.check_on for each in later] == [HELD[2], None, NEWCOMERS_DAY]
    for meeting in meetings:
        marks = tuple(point.mark for point in open_points(meeting))
        assert meeting.header.closed_with == marks


def test_managers_come_in_growing_numbers(meetings: tuple[Session, ...]) -> None:
    """The wish of the first meeting is heard: three, five, seven managers."""
    rows = {row.role: row.present for row in attendance_over(meetings)}
    assert rows["manager"] == (3, 5, 7)


def test_one_of_every_status_of_a_solution(left: dict[str, Carried]) -> None:
    """Applied, partly, worked out, stalled, embedded and unknown: the badges have their use."""
    found = {id_: each.status for id_, each in left.items() if id_.startswith("s-")}
    assert found["s-ccpj9gqr"] is SolutionStatus.EMBEDDED
    assert found["s-4hvtw2pd"] is SolutionStatus.NOT_TAKEN_UP
    assert found["s-75ysvn57"] is SolutionStatus.BEING_WORKED_OUT
    assert set(found.values()) == {*SolutionStatus} - {SolutionStatus.DROPPED}


def test_one_solution_stalls(left: dict[str, Carried]) -> None:
    """Partly worked out in September, not any more in October."""
    told = left["s-4hvtw2pd"].told
    assert [each.worked_out for each in told] == ["partly", "no"]
    assert [each.on for each in told] == list(HELD[1:])


def test_applied_solutions_say_where_and_how_it_went(left: dict[str, Carried]) -> None:
    """Nobody is left with a bare yes."""
    for each in left.values():
        for update in each.told:
            if update.applied in ("yes", "partly"):
                assert update.applied_where
                assert update.went


def test_improvements_have_an_owner_and_a_day(meetings: tuple[Session, ...]) -> None:
    """One of them became a promise, linked to it and to the solution that it improves."""
    every = [
        (update.item, better)
        for meeting in meetings
        for update in meeting.updates
        for better in update.improvements
    ]
    assert len(every) >= 4
    assert all(better.owner and better.due and better.text for _item, better in every)
    linked = {better.becomes: item for item, better in every if better.becomes}
    promises = {each.id: each for meeting in meetings for each in meeting.promises}
    assert linked
    for promise, item in linked.items():
        assert item in promises[promise].from_


def test_promises_are_kept_late_postponed_twice_and_dropped(left: dict[str, Carried]) -> None:
    """The list of promises has what it is for."""
    found = {id_: each for id_, each in left.items() if id_.startswith("t-")}
    stands = Counter(each.status for each in found.values())
    assert stands.keys() >= {
        PromiseStatus.DONE,
        PromiseStatus.LATE,
        PromiseStatus.STARTED,
        PromiseStatus.OPEN,
        PromiseStatus.DROPPED,
    }
    assert found["t-e6cympdd"].status is PromiseStatus.LATE
    moved: Any = found["t-q9c6zr3k"].item
    assert times_postponed(moved, found["t-q9c6zr3k"].told) == 2
    dropped = [each for each in found.values() if each.status is PromiseStatus.DROPPED]
    assert all(update.reason for each in dropped for update in each.told if update.dropped)
    owners = promises_by_owner(left.values())
    assert next(iter(owners.values()))[0].carried.status is PromiseStatus.LATE


def test_what_comes_back_is_in_the_opening_of_the_newcomers_meeting(
    left: dict[str, Carried],
) -> None:
    """Two promises are late, and report-backs came from part of the organisations."""
    numbers = opening(left.values())
    assert numbers.promises_late == 2
    assert 0 < numbers.organisations_reported < numbers.organisations
    assert numbers.solutions[SolutionStatus.APPLIED] == 1
    assert sum(numbers.solutions.values()) == 10


def test_report_backs_have_every_answer(
    loose: tuple[Update, ...], meetings: tuple[Session, ...], left: dict[str, Carried]
) -> None:
    """Done, partly, not done and unknown; done ones say in what form and what was answered."""
    september = [each.id for each in meetings[1].report_backs]
    assert 4 <= len(september) <= 6
    told = [left[id_].told[-1] for id_ in september]
    assert {each.done for each in told} == {"yes", "partly", "no", "unknown"}
    assert all(each.form and each.response for each in told if each.done in ("yes", "partly"))
    assert any(each.new_bottlenecks for each in told)
    rows = {row.organisation: row.cells for row in report_back_matrix(meetings, loose)}
    assert rows["gemeente"][2] is CheckStatus.DONE
    assert rows["ggz"][2] is CheckStatus.NOT_DONE
    assert rows["huisartsenzorg"][2] is None


def test_a_hindrance_recurs_and_one_vanishes(
    loose: tuple[Update, ...], meetings: tuple[Session, ...]
) -> None:
    """One is noted at all three; the fear of standing alone is heard only at the first."""
    linked = links(meetings, loose)
    through = [
        [note for _meeting, note in each.notes]
        for each in recurring(meetings, linked)
        if len(each.notes) == 3
    ]
    hindrances = [notes for notes in through if notes[0].kind == "belemmering"]
    assert [notes[0].id for notes in hindrances] == ["n-85bdfe90"]
    first, _second, third = meetings
    compared = side_by_side(first, third, linked)
    gone = {each.note.id for each in compared if each.recurrence is Recurrence.GONE}
    assert "n-dvg34b0a" in gone
    assert {each.recurrence for each in compared} == set(Recurrence)


def test_two_hindrances_are_worded_alike_and_not_linked(
    loose: tuple[Update, ...], meetings: tuple[Session, ...]
) -> None:
    """So that there is something to propose; each of them recurs only once a person says so."""
    linked = links(meetings, loose)
    proposed = []
    for before, after in ((meetings[0], meetings[1]), (meetings[0], meetings[2])):
        later, earlier = list(compared_notes(after)), list(compared_notes(before))
        proposed += [
            (each.earlier.id, each.later.id)
            for each in likely_twins(later, earlier, lambda note: note.text)
            if linked.root(each.later.id) != linked.root(each.earlier.id)
        ]
    assert {earlier for earlier, _later in proposed} == {"n-7k3qam9x", "n-4aba1hqk"}


def test_the_questions_and_cases_go_from_meeting_to_meeting(
    meetings: tuple[Session, ...],
) -> None:
    """One learning question is carried over, one is new, one is done with; one case waits."""
    rows = learning_questions_over(meetings)
    assert {row.states[1:] for row in rows} == {
        (QuestionState.NEW, QuestionState.CARRIED),
        (QuestionState.NEW, QuestionState.HANDLED),
        (None, QuestionState.NEW),
    }
    waiting = [title for _meeting, title in cases_not_discussed(meetings)]
    assert "Bewoner die iedereen kent en niemand spreekt" in waiting
    assert "Gezin met zeven hulpverleners" not in waiting


def test_two_participants_word_their_own_question_anew() -> None:
    """Each has a first and a second wording and a next step; one step was taken, one not."""
    questions = read_series(SERIES).series.questions
    assert all(each.origin == "invented" for each in questions)
    assert [[version.on for version in each.versions] for each in questions] == [[*HELD[1:]]] * 2
    assert {each.next_step_done for each in questions} == {True, False}


def test_the_evaluation_and_the_clock_tell_of_three_different_days(
    meetings: tuple[Session, ...],
) -> None:
    """Every scale was answered each time; each later day had an interruption and an overrun."""
    for row in scores_over(meetings):
        assert all(score is not None for score in row.scores)
    for meeting in meetings[1:]:
        assert any(block.interruptions for block in meeting.plan)
        overrun = []
        for block in meeting.plan:
            assert block.ended_at is not None
            if elapsed_seconds(block, block.ended_at) > length_seconds(block):
                overrun.append(block.id)
        assert overrun
        assert any(block.id == "terugkom" for block in meeting.plan)


def test_the_framework_grows_by_what_cases_taught(meetings: tuple[Session, ...]) -> None:
    """Two versions; the second adds, changes and drops a line, each because of a case."""
    first, second = framework_steps(meetings)
    assert {change.how for change in first.changes} == {"added"}
    assert {change.how for change in second.changes} == {"added", "changed", "dropped"}
    cases = {case.id for meeting in meetings for case in meeting.cases}
    assert all(change.case in cases for change in second.changes)
