"""Participants' own questions: what each became, wherever it was told, whatever is read first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain import own_questions as own
from sessiecoach.domain.acts import Mark
from sessiecoach.domain.facts import Added, Change, Changed, Fact, apply
from sessiecoach.domain.own_questions import (
    NextStep,
    OwnQuestionView,
    Wording,
    WorkedOn,
    own_questions,
)
from sessiecoach.domain.series import ParticipantQuestion, QuestionVersion
from sessiecoach.domain.session import Answer, Block, Header, OwnQuestion, Session, Update

SEPTEMBER, OCTOBER, NOVEMBER = (
    dt.date(2016, 9, 5),
    dt.date(2016, 10, 10),
    dt.date(2016, 11, 21),
)
NINE = dt.datetime(2016, 10, 10, 7, tzinfo=dt.UTC)
TEN = NINE + dt.timedelta(hours=1)
MARK = Mark("opening", "", "gespreksleider", NINE)


def meeting(on: dt.date | None, name: str = "", **tables: Any) -> Session:
    """Return a meeting on a day, with that as its id where none is given."""
    return Session(header=Header(id=name or str(on), date=on, status="closed"), **tables)


def question(name: str, text: str = "Hoe begin ik?", **values: Any) -> OwnQuestion:
    """Return a question as a meeting brought it."""
    return OwnQuestion(id=name, text=text, **{"by": "adviseur", **values})


def told(name: str, item: str, **values: Any) -> Update:
    """Return an update of a question."""
    return Update(id=name, item=item, **values)


def only(views: Iterable[OwnQuestionView]) -> OwnQuestionView:
    (view,) = views
    return view


def done(session: Session, changes: Iterable[Change]) -> Session:
    """Return a session after an act."""
    return apply(session, Fact("f", 1, "a", NINE, tuple(changes)))


BROUGHT = ParticipantQuestion(
    id="v-1",
    by="teamleider",
    versions=(
        QuestionVersion(on=SEPTEMBER, text="Hoe krijg ik lef in mijn team?"),
        QuestionVersion(on=OCTOBER, text="Wat doe ik zelf?"),
    ),
    next_step="Een week niets goedkeuren",
    next_step_done=False,
    origin="invented",
)

# What a question became.


def test_a_question_of_the_series_has_its_versions_and_its_step() -> None:
    """The first wording first; the step is of the day of the last wording."""
    assert own_questions([BROUGHT], []) == (
        OwnQuestionView(
            "v-1",
            "teamleider",
            versions=(
                Wording("Hoe krijg ik lef in mijn team?", SEPTEMBER),
                Wording("Wat doe ik zelf?", OCTOBER),
            ),
            steps=(NextStep("Een week niets goedkeuren", OCTOBER, done="no"),),
            origin="invented",
        ),
    )


@pytest.mark.parametrize(("said", "answer"), [(True, "yes"), (False, "no"), (None, None)])
def test_whether_the_step_of_the_series_was_done(said: bool | None, answer: Answer | None) -> None:
    """As the series says it; nobody told is no answer."""
    view = only(own_questions([replace(BROUGHT, next_step_done=said)], []))
    assert view.step is not None
    assert view.step.done == answer


def test_a_question_without_words_is_there_all_the_same() -> None:
    """Somebody is expected to bring one: no wording yet, and no step."""
    view = only(own_questions([ParticipantQuestion(by="raadslid")], []))
    assert (view.id, view.by, view.first, view.text, view.step) == (
        "series-1",
        "raadslid",
        "",
        "",
        None,
    )


def test_a_meeting_brings_a_question_and_later_ones_tell_of_it() -> None:
    """Wordings, the position and steps come in the order of their days, with their meetings."""
    meetings = (
        meeting(SEPTEMBER, "m1", questions=(question("q-1"),)),
        meeting(
            OCTOBER,
            "m2",
            updates=(
                told("u-1", "q-1", wording="Wie begint?", position="trekker", next_step="Bellen"),
            ),
        ),
        meeting(
            NOVEMBER,
            "m3",
            updates=(told("u-2", "q-1", wording="Wie wacht?", done="yes", next_step="Schrijven"),),
        ),
    )
    view = only(own_questions([], meetings))
    assert view == OwnQuestionView(
        "q-1",
        "adviseur",
        versions=(
            Wording("Hoe begin ik?", SEPTEMBER, "m1"),
            Wording("Wie begint?", OCTOBER, "m2"),
            Wording("Wie wacht?", NOVEMBER, "m3"),
        ),
        position="trekker",
        steps=(
            NextStep("Bellen", OCTOBER, "m2", "yes"),
            NextStep("Schrijven", NOVEMBER, "m3"),
        ),
        brought_in="m1",
    )
    assert (view.first, view.text) == ("Hoe begin ik?", "Wie wacht?")
    assert view.step == NextStep("Schrijven", NOVEMBER, "m3")


def test_done_tells_of_the_step_before_whatever_was_noted_first() -> None:
    """Two laptops at one meeting: the new step of one is not done by the answer on the other."""
    first = meeting(SEPTEMBER, updates=(told("u-1", "v-1", next_step="Bellen"),))
    second = meeting(
        OCTOBER,
        updates=(
            told("u-2", "v-1", next_step="Schrijven", written_at=NINE),
            told("u-3", "v-1", done="partly", position="trekker", written_at=TEN),
        ),
    )
    silent = ParticipantQuestion(id="v-1")
    view = only(own_questions([silent], [first, second]))
    assert [(each.text, each.done) for each in view.steps] == [
        ("Bellen", "partly"),
        ("Schrijven", None),
    ]
    assert view.position == "trekker"


def test_what_one_update_leaves_empty_another_of_that_meeting_tells() -> None:
    """The last one that says something counts, for each thing that can be said."""
    first = meeting(SEPTEMBER, updates=(told("u-1", "v-1", next_step="Bellen"),))
    second = meeting(
        OCTOBER,
        updates=(
            told("u-2", "v-1", wording="Wie begint?", position="trekker", done="yes"),
            told("u-3", "v-1", wording=" ", position=" ", next_step=" ", written_at=TEN),
        ),
    )
    view = only(own_questions([ParticipantQuestion(id="v-1")], [first, second]))
    assert (view.text, view.position) == ("Wie begint?", "trekker")
    assert [(each.text, each.done) for each in view.steps] == [("Bellen", "yes")]


def test_a_version_in_the_series_may_be_later_than_what_a_meeting_told() -> None:
    """Somebody went on in the file of the series: versions stand in the order of their days."""
    told_here = meeting(dt.date(2016, 9, 20), updates=(told("u-1", "v-1", wording="Wie?"),))
    view = only(own_questions([BROUGHT], [told_here]))
    assert [each.text for each in view.versions] == [
        "Hoe krijg ik lef in mijn team?",
        "Wie?",
        "Wat doe ik zelf?",
    ]


def test_a_question_that_two_records_hold_comes_once() -> None:
    """As the record of the meeting that was held first has it."""
    meetings = [
        meeting(OCTOBER, "m2", questions=(question("q-1", "Wie begint?"),)),
        meeting(SEPTEMBER, "m1", questions=(question("q-1"),)),
    ]
    view = only(own_questions([], meetings))
    assert (view.text, view.brought_in) == ("Hoe begin ik?", "m1")


def test_an_answer_without_a_step_tells_nothing() -> None:
    """A done that no step stood before."""
    view = only(
        own_questions(
            [ParticipantQuestion(id="v-1")],
            [meeting(SEPTEMBER, updates=(told("u-1", "v-1", done="yes", wording=" "),))],
        )
    )
    assert (view.steps, view.versions) == ((), ())


def test_the_same_words_again_are_no_version_and_going_back_is_one() -> None:
    """A copied sentence is not a new wording; one that was left and taken up again is."""
    wordings = ["Hoe  begin ik?", "Wie begint?", "Hoe begin ik?"]
    meetings = [
        meeting(day, updates=(told(f"u-{day}", "q-1", wording=text),))
        for day, text in zip((OCTOBER, NOVEMBER, dt.date(2016, 12, 19)), wordings, strict=True)
    ]
    view = only(own_questions([], [meeting(SEPTEMBER, questions=(question("q-1"),)), *meetings]))
    assert [each.text for each in view.versions] == [
        "Hoe begin ik?",
        "Wie begint?",
        "Hoe begin ik?",
    ]


def test_what_was_told_between_meetings_counts() -> None:
    """It has a day and no meeting; the later word about the position stands."""
    loose = [
        told("u-1", "q-1", on=OCTOBER, wording="Wie begint?", position="trekker"),
        told("u-2", "q-1", on=NOVEMBER, position="aanjager"),
    ]
    view = only(own_questions([], [meeting(SEPTEMBER, questions=(question("q-1"),))], loose))
    assert view.versions[-1] == Wording("Wie begint?", OCTOBER, "")
    assert view.position == "aanjager"


def test_what_has_no_day_counts_as_of_when_it_was_written() -> None:
    """A question without a day comes first; an update in its meeting when it was written down."""
    undated = meeting(
        None,
        "m0",
        questions=(question("q-1", written_at=NINE), question("q-2")),
        updates=(told("u-1", "q-1", wording="Wie begint?", written_at=TEN),),
    )
    later = meeting(NOVEMBER, "m1", updates=(told("u-2", "q-1", wording="Wie wacht?"),))
    earlier = meeting(SEPTEMBER, "m2", updates=(told("u-3", "q-1", wording="Wie gaat voor?"),))
    first, second = own_questions([], [later, undated, earlier])
    assert [(each.text, each.on, each.meeting) for each in first.versions] == [
        ("Hoe begin ik?", None, "m0"),
        ("Wie gaat voor?", SEPTEMBER, "m2"),
        ("Wie begint?", None, "m0"),
        ("Wie wacht?", NOVEMBER, "m1"),
    ]
    assert second.text == "Hoe begin ik?"


def test_until_a_day_nothing_later_counts() -> None:
    """Neither what a later meeting brought or told, nor a later version in the series."""
    meetings = [
        meeting(SEPTEMBER, questions=(question("q-1"),)),
        meeting(
            NOVEMBER,
            questions=(question("q-2"),),
            updates=(told("u-1", "q-1", wording="Wie wacht?"),),
            blocks=(Block(id="v1", question="q-1", started_at=NINE),),
        ),
        meeting(None, "m0", questions=(question("q-3"),)),
    ]
    loose = [told("u-2", "q-1", on=NOVEMBER, position="trekker")]
    views = own_questions([BROUGHT], meetings, loose, until=SEPTEMBER)
    assert [(each.id, each.text, each.steps) for each in views] == [
        ("v-1", "Hoe krijg ik lef in mijn team?", ()),
        ("q-3", "Hoe begin ik?", ()),
        ("q-1", "Hoe begin ik?", ()),
    ]
    assert views[2].position == ""
    assert views[2].worked_on == ()


def test_what_was_withdrawn_in_one_copy_is_gone() -> None:
    """A copy of a record, before and after the question was withdrawn; in whatever order."""
    before = meeting(SEPTEMBER, questions=(question("q-1"), question("q-2")))
    after = replace(before, questions=(question("q-1", withdrawn_at=NINE), question("q-2")))
    for copies in ([before, after], [after, before]):
        assert [each.id for each in own_questions([], copies)] == ["q-2"]


def test_an_update_that_was_taken_back_tells_nothing() -> None:
    """The wording of before stands again."""
    taken_back = told("u-1", "q-1", wording="Wie begint?", withdrawn_at=NINE)
    meetings = [
        meeting(SEPTEMBER, questions=(question("q-1"),)),
        meeting(OCTOBER, updates=(taken_back,)),
    ]
    assert len(only(own_questions([], meetings)).versions) == 1


def test_worked_on_is_where_its_round_began() -> None:
    """A round that never began does not count, and neither does one that was dropped."""
    meetings = [
        meeting(
            SEPTEMBER,
            questions=(question("q-1"),),
            blocks=(
                Block(id="v1", question="q-1", started_at=NINE),
                Block(id="v2", question="q-1", started_at=TEN),
            ),
        ),
        meeting(OCTOBER, blocks=(Block(id="v1", question="q-1"),)),
        meeting(
            NOVEMBER,
            blocks=(Block(id="v1", question="q-1", started_at=NINE, withdrawn_at=TEN),),
        ),
    ]
    view = only(own_questions([], meetings))
    assert view.worked_on == (WorkedOn(str(SEPTEMBER), SEPTEMBER),)


WORDS = st.sampled_from(["", "Wie begint?", "Wie wacht?", "Hoe begin ik?"])
DAYS = st.sampled_from([None, SEPTEMBER, OCTOBER, NOVEMBER])


@st.composite
def updates(draw: st.DrawFn) -> tuple[Update, ...]:
    """Return what one meeting tells of two questions."""
    return tuple(
        told(
            f"u-{draw(st.integers(0, 99_999))}",
            draw(st.sampled_from(["q-1", "v-1"])),
            on=draw(DAYS),
            wording=draw(WORDS),
            next_step=draw(WORDS),
            position=draw(WORDS),
            done=draw(st.sampled_from([None, "yes", "no"])),
            written_at=draw(st.sampled_from([None, NINE, TEN])),
            withdrawn_at=draw(st.sampled_from([None, None, NINE])),
        )
        for _ in range(draw(st.integers(0, 3)))
    )


@given(st.data())
def test_the_order_in_which_files_are_read_does_not_matter(data: st.DataObject) -> None:
    """Nor does a copy of one of them."""
    meetings = [
        meeting(
            day,
            f"m{place}",
            questions=(question("q-1", f"Hoe {place}?"),) if data.draw(st.booleans()) else (),
            updates=data.draw(updates()),
        )
        for place, day in enumerate(data.draw(st.lists(DAYS, max_size=4)))
    ]
    loose = data.draw(updates())
    expected = own_questions([BROUGHT], meetings, loose)
    shuffled = data.draw(st.permutations([*meetings, *meetings[:1]]))
    assert own_questions([BROUGHT], shuffled, data.draw(st.permutations(loose))) == expected


# Rounds and turns.


def rounds(*assigned: str, ended: int = 0) -> Session:
    """Return a meeting of three rounds, of which the first `ended` are over."""
    blocks = [Block(id="opening", kind="opening", worksheets=("questions",))]
    for place, each in enumerate((*assigned, "", "", "")[:3]):
        block = Block(id=f"v{place + 1}", kind="round", worksheets=("questions",), question=each)
        over = place < ended
        blocks.append(replace(block, started_at=NINE, ended_at=TEN) if over else block)
    blocks.append(Block(id="r1", kind="round"))
    return Session(header=Header(id="nu", date=OCTOBER), blocks=tuple(blocks))


def test_the_rounds_of_a_meeting_are_those_that_work_on_a_question() -> None:
    """A round without the worksheet, and the worksheet in another kind of block, are none."""
    assert [each.id for each in own.question_rounds(rounds())] == ["v1", "v2", "v3"]


@pytest.mark.parametrize(
    ("assigned", "ended", "block"),
    [((), 0, "v1"), (("q-9",), 0, "v2"), ((), 1, "v2"), (("", "q-8", "q-9"), 1, "v1")],
)
def test_a_question_gets_the_next_round(assigned: tuple[str, ...], ended: int, block: str) -> None:
    """The first without a question that is not over; else one that is, written down afterwards."""
    expected = (Changed("blocks", block, {"question": "q-1"}),)
    assert own.work_on(rounds(*assigned, ended=ended), "q-1") == expected


def test_no_round_is_left() -> None:
    """Then nothing changes."""
    assert own.work_on(rounds("q-7", "q-8", "q-9"), "q-1") == ()


def test_a_question_goes_out_of_its_round() -> None:
    """The other rounds keep theirs."""
    after = done(rounds("q-1", "q-2"), own.work_on(rounds("q-1", "q-2"), "q-1"))
    assert [each.question for each in own.question_rounds(after)] == ["", "q-2", ""]


def test_a_block_names_its_question_by_the_wording_now() -> None:
    """Also where another meeting brought it, and this one lies on disk as it was before."""
    session = replace(rounds("q-1"), updates=(told("u-1", "q-1", wording="Wie begint?"),))
    earlier = meeting(SEPTEMBER, questions=(question("q-1"),))
    first, second = own.question_rounds(session)[:2]
    meetings = [earlier, rounds()]
    assert own.question_of_block(session, [], first, meetings) == "Wie begint?"
    assert own.question_of_block(session, [], second, meetings) == ""
    assert own.question_of_block(session, [], first) == ""
    on_disk = replace(rounds(), updates=(told("u-2", "q-1", wording="Wie wacht?", written_at=TEN),))
    assert own.question_of_block(session, [], first, [earlier, on_disk]) == "Wie begint?"
    of_series = replace(first, question="v-1")
    assert own.question_of_block(session, [BROUGHT], of_series) == "Wat doe ik zelf?"


def view(name: str, *worked_on: tuple[str, dt.date | None]) -> OwnQuestionView:
    """Return a question that was worked on in these meetings."""
    return OwnQuestionView(name, "", worked_on=tuple(WorkedOn(*each) for each in worked_on))


def test_who_had_no_turn_yet_goes_first_after_those_of_today() -> None:
    """Then the one whose turn was longest ago; a turn in this meeting is none of before."""
    views = [
        view("a", ("m2", NOVEMBER)),
        view("b", ("m1", SEPTEMBER)),
        view("c"),
        view("d", ("m0", None)),
        view("e", ("nu", OCTOBER)),
        view("f", ("m1", SEPTEMBER), ("nu", OCTOBER)),
        view("g"),
        view("h", ("m1", SEPTEMBER), ("m2", NOVEMBER)),
        view("i", ("m3", OCTOBER)),
    ]
    session = rounds("f", "a")
    assert [each.id for each in own.in_turn(session, views)] == list("facegdbih")
    turns = [own.turn_of(session, each) for each in views]
    assert turns == ["today", "had", "waiting", "had", "waiting", "today", "waiting", "had", "had"]


# Acts.


def now_in(session: Session, *others: Session) -> OwnQuestionView:
    """Return the one question as it stands."""
    return only(own_questions([], [*others, session]))


def test_a_participant_brings_a_question() -> None:
    """It says in which block, by whom and when it was written down."""
    (added,) = own.bring("q-1", "adviseur", "Hoe begin ik?", MARK)
    assert added == Added(
        "questions",
        "q-1",
        {
            "block": "opening",
            "by": "adviseur",
            "text": "Hoe begin ik?",
            "author": "gespreksleider",
            "written_at": NINE,
        },
    )
    (bare,) = own.bring("q-1", "", "Hoe?", Mark("", "", "", NINE))
    assert isinstance(bare, Added)
    assert bare.values == {"text": "Hoe?", "written_at": NINE}


def test_a_first_wording_is_put_right_until_it_was_worked_on() -> None:
    """After that, or once it was worded anew here, what it said first stays."""
    fresh = replace(rounds(), questions=(question("q-1"),))
    assigned = replace(rounds("q-1"), questions=fresh.questions)
    begun = replace(rounds("q-1", ended=1), questions=fresh.questions)
    anew = replace(fresh, updates=(told("u-1", "q-1", wording="Wie begint?"),))
    assert own.is_first_wording(fresh, "q-1")
    assert own.is_first_wording(assigned, "q-1")
    assert not own.is_first_wording(begun, "q-1")
    assert not own.is_first_wording(anew, "q-1")
    assert not own.is_first_wording(rounds(), "q-1")


def test_only_what_was_put_right_changes() -> None:
    """The text, the role, or nothing at all."""
    found = question("q-1")
    assert own.correct(found, "adviseur", "Wie?") == (
        Changed("questions", "q-1", {"text": "Wie?"}),
    )
    assert own.correct(found, "adviseur", "Hoe begin ik?") == ()


def test_wording_anew_makes_one_version_a_meeting() -> None:
    """The second attempt replaces the first, and the words of before take it back."""
    earlier = meeting(SEPTEMBER, questions=(question("q-1"),))
    session = rounds()

    def reworded(session: Session, text: str) -> Session:
        changes = own.reword(session, now_in(session, earlier), text, NINE, "u-1")
        return done(session, changes)

    session = reworded(session, "Wie begint?")
    assert [each.text for each in now_in(session, earlier).versions] == [
        "Hoe begin ik?",
        "Wie begint?",
    ]
    assert session.updates[0].on == OCTOBER
    session = reworded(session, "Wie wacht?")
    assert [each.text for each in now_in(session, earlier).versions] == [
        "Hoe begin ik?",
        "Wie wacht?",
    ]
    session = reworded(session, "Hoe  begin ik?")
    assert len(now_in(session, earlier).versions) == 1
    assert own.reword(session, now_in(session, earlier), "Hoe begin ik?", NINE, "u-2") == ()


def test_a_question_without_words_gets_its_first() -> None:
    """Of one that the series announced."""
    session = rounds()
    before = only(own_questions([ParticipantQuestion(id="v-1")], [session]))
    session = done(session, own.reword(session, before, "Wie begint?", NINE, "u-1"))
    after = only(own_questions([ParticipantQuestion(id="v-1")], [session]))
    assert after.versions == (Wording("Wie begint?", OCTOBER, "nu"),)


def test_position_and_step_are_told_once_a_meeting() -> None:
    """In one update; what is as it was makes no change."""
    session = replace(rounds(), questions=(question("q-1"),))
    session = done(session, own.take_position(session, now_in(session), "trekker", NINE, "u-1"))
    session = done(session, own.plan_step(session, "q-1", "Bellen", NINE, "u-2"))
    session = done(session, own.plan_step(session, "q-1", "Schrijven", TEN, "u-3"))
    assert [each.id for each in session.updates] == ["u-1"]
    assert own.plan_step(session, "q-1", "Schrijven", TEN, "u-3") == ()
    now = now_in(session)
    assert own.take_position(session, now, "trekker", TEN, "u-3") == ()
    assert (now.position, now.steps) == ("trekker", (NextStep("Schrijven", OCTOBER, "nu"),))


def test_the_step_that_is_asked_about_is_of_before() -> None:
    """Not the one that is planned now; the same answer again takes it back."""
    earlier = meeting(
        SEPTEMBER,
        questions=(question("q-1"),),
        updates=(told("u-0", "q-1", next_step="Bellen"),),
    )
    session = rounds()
    assert own.step_before(session, now_in(session, earlier)) == NextStep(
        "Bellen", SEPTEMBER, str(SEPTEMBER)
    )
    session = done(session, own.plan_step(session, "q-1", "Schrijven", NINE, "u-1"))
    session = done(session, own.tell_done(session, "q-1", "yes", NINE, "u-2"))
    assert [each.done for each in now_in(session, earlier).steps] == ["yes", None]
    asked = own.step_before(session, now_in(session, earlier))
    assert asked == NextStep("Bellen", SEPTEMBER, str(SEPTEMBER), "yes")
    session = done(session, own.tell_done(session, "q-1", "no", NINE, "u-2"))
    assert [each.done for each in now_in(session, earlier).steps] == ["no", None]
    session = done(session, own.tell_done(session, "q-1", "no", NINE, "u-2"))
    assert [each.done for each in now_in(session, earlier).steps] == [None, None]
    alone = replace(session, questions=(question("q-1"),))
    assert own.step_before(alone, now_in(alone)) is None


def test_a_withdrawn_question_leaves_its_round() -> None:
    """As one act; the round can take another question."""
    session = replace(rounds("q-1", "q-2"), questions=(question("q-1"),))
    after = done(session, own.withdraw(session, "q-1", TEN))
    assert own.brought_here(after, "q-1") == question("q-1", withdrawn_at=TEN)
    assert [each.question for each in own.question_rounds(after)] == ["", "q-2", ""]
    assert own_questions([], [after]) == ()
