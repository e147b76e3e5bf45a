"""What comes back of a framework, of bottlenecks on an agenda, and of own questions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain.carried_kinds import (
    CHOICES,
    KINDS,
    Earlier,
    Question,
    question_of,
    said_in_series,
)
from sessiecoach.domain.carry_over import Carried, carried, opening
from sessiecoach.domain.lookback import (
    NOTHING_TOLD,
    LookedBack,
    Telling,
    answered,
    between_meetings,
    embedded_or_not,
    looked_back,
    told_with,
)
from sessiecoach.domain.series import ParticipantQuestion, QuestionVersion
from sessiecoach.domain.session import (
    Block,
    Framework,
    FrameworkLine,
    Header,
    Note,
    OwnQuestion,
    Session,
    Solution,
    Update,
)
from sessiecoach.domain.standing import BottleneckStatus, LineStatus, StepStatus
from tests import strategies

JUNE, SEPTEMBER, OCTOBER = dt.date(2016, 6, 27), dt.date(2016, 9, 5), dt.date(2016, 10, 10)
NINE = dt.datetime(2016, 9, 5, 9, tzinfo=dt.UTC)
KADER = Block(id="kader", kind="plenary", worksheets=("framework",))
VRAGEN = Block(id="vragen", kind="round", worksheets=("questions",))


def meeting(date: dt.date | None, **tables: Any) -> Session:
    """Return a meeting on a day that has the worksheets of a framework and of questions."""
    header = Header(id=str(date), date=date, status="closed")
    return Session(header=header, **{"blocks": (KADER, VRAGEN), **tables})


def lines(*texts: str) -> tuple[FrameworkLine, ...]:
    """Return agreements of a framework: `a=Bellen` is one with the id `a`."""
    return tuple(FrameworkLine(id=each[0], text=each[2:]) for each in texts)


def framework(version: int, *texts: str, **values: Any) -> Framework:
    """Return a version of a framework with these agreements."""
    return Framework(id=f"f-{version}", version=version, lines=lines(*texts), **values)


def of(items: Iterable[Carried]) -> list[tuple[str, int, str]]:
    """Return of each item its id, its place, and the meeting that it comes from."""
    return [(each.item.id, each.place, each.meeting.header.id) for each in items]


# A framework.


def test_the_version_that_stands_comes_back() -> None:
    """A line that a later version dropped does not; each is of the meeting that worded it so."""
    june = meeting(JUNE, frameworks=(framework(1, "a=Bellen", "b=Schrijven", "c=Samen"),))
    september = meeting(SEPTEMBER, frameworks=(framework(2, "d=Nieuw", "c=Samen op", "a=Bellen"),))
    found = carried([september, june], [], OCTOBER)
    assert of(found) == [
        ("a", 3, str(JUNE)),
        ("d", 1, str(SEPTEMBER)),
        ("c", 2, str(SEPTEMBER)),
    ]
    assert [(each.days_open, each.meetings_open) for each in found] == [(105, 1), (35, 0), (35, 0)]
    assert {each.kind for each in found} == {"framework"}


def test_the_meeting_that_makes_a_version_is_asked_about_the_one_before() -> None:
    """What it words itself does not come back to it."""
    june = meeting(JUNE, frameworks=(framework(1, "a=Bellen"),))
    now = meeting(SEPTEMBER, frameworks=(framework(2, "a=Eerst bellen", "b=Samen"),))
    assert of(carried([june, now], [], SEPTEMBER, str(SEPTEMBER))) == [("a", 1, str(JUNE))]


def test_what_was_told_stays_with_a_line_through_its_versions() -> None:
    """Its id is the same, also where its words are not."""
    june = meeting(JUNE, frameworks=(framework(1, "a=Bellen"),))
    told = Update(id="u-1", item="a", on=SEPTEMBER, applied="partly")
    september = meeting(SEPTEMBER, frameworks=(framework(2, "a=Zelf bellen"),), updates=(told,))
    (found,) = carried([june, september], [], OCTOBER)
    assert (found.status, found.told) == (LineStatus.PARTLY_APPLIED, (told,))


def test_a_withdrawn_version_and_a_line_without_an_id_do_not_come_back() -> None:
    """Nothing could be told of such a line; the origin of the others is that of their version."""
    standing = Framework(
        id="f-1",
        version=1,
        lines=(*lines("a=Bellen"), FrameworkLine(text="Samen")),
        origin="invented",
    )
    gone = framework(2, "b=Anders", withdrawn_at=NINE)
    (found,) = carried([meeting(JUNE, frameworks=(standing, gone))], [], OCTOBER)
    assert (found.item.id, found.origin) == ("a", "invented")


def test_a_framework_comes_back_only_to_a_series_that_works_on_one() -> None:
    """A meeting without the worksheet leaves no lines; one later meeting that has it is enough."""
    bare = meeting(JUNE, blocks=(), frameworks=(framework(1, "a=Bellen"),))
    assert carried([bare], [], OCTOBER) == ()
    now = meeting(SEPTEMBER, blocks=(KADER,))
    assert of(carried([bare, now], [], SEPTEMBER, str(SEPTEMBER))) == [("a", 1, str(JUNE))]


def test_an_applied_line_comes_back_and_an_embedded_one_does_not() -> None:
    """Every terugkom asks of it again, until it has become everyday work."""
    june = meeting(JUNE, frameworks=(framework(1, "a=Bellen", "b=Samen", "c=Zo"),))
    loose = [
        Update(id="u-1", item="a", on=SEPTEMBER, applied="yes"),
        Update(id="u-2", item="b", on=SEPTEMBER, embedded=True),
        Update(id="u-3", item="c", on=SEPTEMBER, dropped=True, reason="met de hand"),
    ]
    found = carried([june], loose, OCTOBER)
    assert [(each.status, each.is_open) for each in found] == [
        (LineStatus.APPLIED, True),
        (LineStatus.EMBEDDED, False),
        (LineStatus.UNKNOWN, True),
    ]


# Bottlenecks.


def bottleneck(name: str, **values: Any) -> Note:
    """Return a bottleneck on the agenda of a steering group."""
    every: dict[str, Any] = {"kind": "knelpunt", "escalated_to": "stuurgroep", **values}
    return Note(id=name, text="De wachtlijst", **every)


def test_only_a_bottleneck_on_an_agenda_comes_back() -> None:
    """Not one that nobody asked to cut, nor what is private, withdrawn, merged or another kind."""
    june = meeting(
        JUNE,
        blocks=(),
        notes=(
            bottleneck("n-0", escalated_to=" "),
            bottleneck("n-1"),
            bottleneck("n-2", private=True),
            bottleneck("n-3", withdrawn_at=NINE),
            bottleneck("n-4", merged_into="n-1"),
            bottleneck("n-5", kind="belemmering"),
            bottleneck("n-6", origin="invented"),
        ),
    )
    found = carried([june], [], OCTOBER)
    assert of(found) == [("n-1", 1, str(JUNE)), ("n-6", 2, str(JUNE))]
    assert [each.origin for each in found] == ["", "invented"]
    assert {each.status for each in found} == {BottleneckStatus.UNKNOWN}


def test_a_bottleneck_that_was_taken_up_again_comes_back_once() -> None:
    """As the later meeting noted it; where that put it on no agenda, as it was."""
    june = meeting(JUNE, notes=(bottleneck("n-1"), bottleneck("n-2")))
    again = (bottleneck("n-3", same_as="n-1"), bottleneck("n-4", same_as="n-2", escalated_to=""))
    found = carried([june, meeting(SEPTEMBER, notes=again)], [], OCTOBER)
    assert of(found) == [("n-2", 2, str(JUNE)), ("n-3", 1, str(SEPTEMBER))]


def test_a_bottleneck_is_closed_when_its_knot_is_cut() -> None:
    """As was told since, or as its own meeting noted, from that day on."""
    notes = (bottleneck("n-1"), bottleneck("n-2"), bottleneck("n-3", resolved_on=SEPTEMBER))
    loose = [
        Update(id="u-1", item="n-1", on=SEPTEMBER, done="yes"),
        Update(id="u-2", item="n-2", on=SEPTEMBER, done="partly"),
    ]
    found = carried([meeting(JUNE, notes=notes)], loose, OCTOBER)
    assert [(each.status, each.is_open) for each in found] == [
        (BottleneckStatus.RESOLVED, False),
        (BottleneckStatus.PARTLY_RESOLVED, True),
        (BottleneckStatus.RESOLVED, False),
    ]
    assert [each.is_open for each in carried([meeting(JUNE, notes=notes)], [], JUNE)] == [True] * 3


# Own questions.

IN_SERIES = ParticipantQuestion(
    id="q-1",
    by="teamleider",
    versions=(
        QuestionVersion(on=JUNE, text="Hoe krijg ik lef?"),
        QuestionVersion(on=SEPTEMBER, text="Wat doe ik zelf?"),
    ),
    next_step="Een week niets goedkeuren",
    next_step_done=False,
    origin="invented",
)


def test_own_questions_come_back_numbered_through_the_series() -> None:
    """Those of the series first, as of its first meeting; a withdrawn one does not come back."""
    june = meeting(
        JUNE,
        questions=(OwnQuestion(id="q-2", text="Twee"), OwnQuestion(id="q-3", withdrawn_at=NINE)),
    )
    september = meeting(SEPTEMBER, questions=(OwnQuestion(id="q-2"), OwnQuestion(id="q-4")))
    found = carried([june, september], [], OCTOBER, brought=(IN_SERIES,))
    assert of(found) == [
        ("q-1", 1, str(JUNE)),
        ("q-2", 2, str(JUNE)),
        ("q-4", 3, str(SEPTEMBER)),
    ]
    assert [each.origin for each in found] == ["invented", "", ""]
    assert carried([], [], OCTOBER, brought=(IN_SERIES,)) == ()
    assert carried([replace(june, blocks=())], [], OCTOBER, brought=(IN_SERIES,)) == ()


def test_a_first_meeting_has_no_question_to_look_back_on() -> None:
    """What stands in the series comes back from its second meeting on."""
    now = meeting(JUNE)
    assert carried([now], [], JUNE, str(JUNE), (IN_SERIES,)) == ()
    later = meeting(SEPTEMBER)
    (found,) = carried([now, later], [], SEPTEMBER, str(SEPTEMBER), (IN_SERIES,))
    assert (found.item.id, found.meeting.header.id) == ("q-1", str(JUNE))


def test_what_the_series_says_of_its_questions_was_told() -> None:
    """Later wordings on their days, the step with the last, and whether it was taken."""
    (found,) = carried([meeting(JUNE)], [], OCTOBER, brought=(IN_SERIES,))
    assert found.item == OwnQuestion(
        id="q-1", by="teamleider", text="Hoe krijg ik lef?", origin="invented"
    )
    assert [(each.on, each.wording, each.next_step, each.done) for each in found.told] == [
        (SEPTEMBER, "Wat doe ik zelf?", "", None),
        (SEPTEMBER, "", "Een week niets goedkeuren", None),
        (SEPTEMBER, "", "", "no"),
    ]
    assert found.status is StepStatus.NOT_TAKEN
    (early,) = carried([meeting(JUNE)], [], JUNE, brought=(IN_SERIES,))
    assert (early.told, early.status) == ((), StepStatus.NONE)


def test_a_question_of_the_series_may_say_very_little() -> None:
    """Without an id its place is what it is known by; without words it is empty."""
    bare = ParticipantQuestion()
    assert question_of(bare, 3) == OwnQuestion(id="series-3")
    assert list(said_in_series([bare])) == []
    done = replace(IN_SERIES, id="", versions=(), next_step_done=True)
    assert [(each.item, each.on, each.done) for each in said_in_series([bare, done])] == [
        ("series-2", None, None),
        ("series-2", None, "yes"),
    ]


def test_an_own_question_stays_open_until_it_is_dropped() -> None:
    """A step that was taken is followed by another one."""
    june = meeting(JUNE, questions=(OwnQuestion(id="q-1"), OwnQuestion(id="q-2")))
    loose = [
        Update(id="u-1", item="q-1", on=SEPTEMBER, done="yes"),
        Update(id="u-2", item="q-2", on=SEPTEMBER, dropped=True, reason="doet niet meer mee"),
    ]
    found = carried([june], loose, OCTOBER)
    assert [(each.status, each.is_open) for each in found] == [
        (StepStatus.TAKEN, True),
        (StepStatus.DROPPED, False),
    ]


# All together.


def everything() -> Session:
    """Return a meeting that left one item of each kind."""
    return meeting(
        JUNE,
        frameworks=(framework(1, "a=Bellen"),),
        solutions=(Solution(id="s-1"),),
        notes=(bottleneck("n-1"),),
        questions=(OwnQuestion(id="q-1", text="Hoe krijg ik lef?"),),
    )


def test_the_opening_counts_each_kind_by_how_it_stands() -> None:
    """Only kinds that there are; solutions are counted as before."""
    june = everything()
    loose = [Update(id="u-1", item="a", on=SEPTEMBER, applied="yes")]
    found = opening(carried([june], loose, OCTOBER))
    assert found.by_kind == {
        "questions": {StepStatus.NONE: 1},
        "framework": {LineStatus.APPLIED: 1},
        "bottlenecks": {BottleneckStatus.UNKNOWN: 1},
    }
    assert sum(found.solutions.values()) == 1
    assert opening(carried([replace(june, blocks=(), notes=())], [], OCTOBER)).by_kind == {}


def any_series() -> st.SearchStrategy[tuple[Session, ...]]:
    """Return meetings that share lines, notes and questions, each meeting of one day."""
    few = st.lists(st.sampled_from("abcd"), max_size=3, unique=True)
    made = st.builds(
        Framework,
        id=st.sampled_from(["f-1", "f-2"]),
        version=st.integers(1, 3),
        withdrawn_at=st.none() | st.just(NINE),
        lines=few.map(lambda names: lines(*(f"{each}=Tekst" for each in names))),
    )
    notes = st.builds(
        bottleneck,
        st.sampled_from(["n-1", "n-2", "n-3"]),
        escalated_to=st.sampled_from(["", "stuurgroep"]),
        resolved_on=st.none() | st.just(SEPTEMBER),
    )
    asked = st.builds(OwnQuestion, id=st.sampled_from(["q-1", "q-2", "q-3"]))
    one = st.builds(
        meeting,
        st.none() | st.sampled_from([JUNE, SEPTEMBER, OCTOBER]),
        frameworks=st.lists(made, max_size=2, unique_by=lambda each: each.id).map(tuple),
        notes=st.lists(notes, max_size=2, unique_by=lambda each: each.id).map(tuple),
        questions=st.lists(asked, max_size=2, unique_by=lambda each: each.id).map(tuple),
    )
    return st.lists(one, max_size=3, unique_by=lambda each: each.header.id).map(tuple)


def any_told() -> st.SearchStrategy[list[Update]]:
    """Return what was told of these items, on some day."""
    names = st.sampled_from([*"abcd", "n-1", "n-2", "n-3", "q-1", "q-2", "q-3"])
    days = st.none() | st.sampled_from([JUNE, SEPTEMBER])
    return st.lists(
        strategies.shaped(Update, item=names, on=days), max_size=4, unique_by=lambda each: each.id
    )


@given(any_series(), any_told())
def test_what_is_open_and_what_is_closed_is_all_that_was_left(
    meetings: tuple[Session, ...], loose: list[Update]
) -> None:
    """Every line of the version that stands, every bottleneck on an agenda and every question."""
    found = carried(meetings, loose, OCTOBER)
    standing = [
        (each.version, m.header.date or dt.date.min, each)
        for m in meetings
        for each in m.frameworks
        if each.withdrawn_at is None
    ]
    newest = max((place[:2] for place in standing), default=None)
    of_newest = [each.lines for version, day, each in standing if (version, day) == newest]
    expected = {n.id for m in meetings for n in m.notes if n.escalated_to}
    expected |= {q.id for m in meetings for q in m.questions}
    without = [each.item.id for each in found if each.kind != "framework"]
    assert sorted(without) == sorted(expected)
    kader = [each.item.id for each in found if each.kind == "framework"]
    assert len(kader) == len(set(kader))
    assert not of_newest or sorted(kader) in [
        sorted(line.id for line in each) for each in of_newest
    ]


@given(any_series(), any_told(), st.randoms(use_true_random=False))
def test_the_order_of_reading_does_not_matter(
    meetings: tuple[Session, ...], loose: list[Update], random: Any
) -> None:
    """Of these kinds as of the others."""
    shuffled, told = list(meetings), list(loose)
    random.shuffle(shuffled)
    random.shuffle(told)
    assert carried(shuffled, told, OCTOBER) == carried(meetings, loose, OCTOBER)


# What is asked.


def items(
    *told: Update, loose: tuple[Update, ...] = (), brought: tuple[ParticipantQuestion, ...] = ()
) -> dict[str, LookedBack]:
    """Return what one meeting of each kind left to the next, by id."""
    now = meeting(SEPTEMBER, updates=told)
    found = looked_back(now, [everything(), now], loose, SEPTEMBER, brought)
    return {each.carried.item.id: each for each in found}


def test_a_line_is_asked_as_a_solution_that_needs_no_working_out() -> None:
    """Applied and where, how it went, what must get better."""
    assert items()["a"].questions == (Question.APPLIED, Question.IMPROVE)
    told = Update(id="u-1", item="a", on=SEPTEMBER, applied="partly")
    found = items(told)["a"]
    assert found.questions == (
        Question.APPLIED,
        Question.WHERE,
        Question.WENT,
        Question.IMPROVE,
    )
    assert found.unanswered is Question.WENT


def test_a_line_is_never_dropped_here() -> None:
    """It goes by a new version; a word of a person who wrote a file by hand drops nothing."""
    found = items(Update(id="u-1", item="a", on=SEPTEMBER, dropped=True))["a"]
    assert not found.may_be_dropped
    assert not found.is_dropped_here
    assert found.questions == (Question.APPLIED, Question.IMPROVE)
    assert items()["n-1"].may_be_dropped
    gone = items(Update(id="u-1", item="n-1", on=SEPTEMBER, dropped=True))["n-1"]
    assert gone.is_dropped_here
    assert gone.questions == (Question.REASON,)


def test_a_line_can_become_everyday_work() -> None:
    """Said here it is unsaid; said before it is taken back by a word of its own."""
    assert embedded_or_not(items()["a"]) == {"embedded": True}
    told = Update(id="u-1", item="a", on=SEPTEMBER, embedded=True)
    assert embedded_or_not(items(told)["a"]) == {"embedded": None}
    earlier = replace(told, on=dt.date(2016, 8, 1))
    assert embedded_or_not(items(loose=(earlier,))["a"]) == {"embedded": False}
    can = {name for name, each in items().items() if each.may_be_embedded}
    assert can == {"a", "s-1"}


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        (Update(), (Question.DONE,)),
        (Update(done="yes"), (Question.DONE, Question.RESPONSE)),
        (Update(done="partly"), (Question.DONE, Question.RESPONSE, Question.FORM)),
        (Update(done="no"), (Question.DONE, Question.FORM)),
        (Update(done="unknown"), (Question.DONE, Question.FORM)),
        # What was written stays in sight.
        (Update(done="no", response="ja"), (Question.DONE, Question.RESPONSE, Question.FORM)),
        (Update(done="yes", form="MT"), (Question.DONE, Question.RESPONSE, Question.FORM)),
    ],
)
def test_a_bottleneck_is_asked_what_was_decided_or_with_whom_it_lies(
    told: Update, asked: tuple[Question, ...]
) -> None:
    """Cut: what was decided; not cut: where it lies now; in part: both."""
    assert KINDS["bottlenecks"].asked(told) == asked


def test_a_question_without_a_step_is_not_asked_whether_it_was_taken() -> None:
    """Its wording and a first step are; with a step before, that comes first."""
    found = items()["q-1"]
    assert found.questions == (Question.WORDING, Question.NEXT_STEP)
    assert found.unanswered is None
    assert found.following(Question.WORDING) is Question.NEXT_STEP
    assert found.preceding(Question.WORDING) is None
    step = Update(id="u-1", item="q-1", on=JUNE, next_step="Bellen")
    found = items(loose=(step,))["q-1"]
    assert found.questions == (Question.DONE, Question.WORDING, Question.NEXT_STEP)
    assert found.unanswered is Question.DONE
    assert found.preceding(Question.WORDING) is Question.DONE


def test_a_step_of_today_is_no_step_before() -> None:
    """Whether it is taken is asked next time; an answer that was given stays in sight."""
    told = Update(id="u-1", item="q-1", on=SEPTEMBER, next_step="Bellen")
    found = items(told)["q-1"]
    assert found.questions == (Question.WORDING, Question.NEXT_STEP)
    assert found.is_done
    assert Question.DONE in items(replace(told, done="no"))["q-1"].questions


def test_a_question_knows_how_it_reads_now() -> None:
    """As it was worded last, also here; no other item is worded."""
    assert items()["q-1"].wording == "Hoe krijg ik lef?"
    assert items(Update(id="u", item="q-1", wording="Wat doe ik?"))["q-1"].wording == "Wat doe ik?"
    assert items()["s-1"].wording == ""


def test_questions_of_the_series_are_asked_between_meetings_too() -> None:
    """They come by with all that was told of them."""
    found = between_meetings([meeting(JUNE)], (), OCTOBER, {}, (IN_SERIES,))
    assert [each.carried.item.id for each in found] == ["q-1"]
    assert "q-1" in items(brought=(replace(IN_SERIES, id="q-1"),))


@given(st.sampled_from(sorted(KINDS)), st.data())
def test_answering_what_is_unanswered_ends_for_every_kind(kind: Any, data: st.DataObject) -> None:
    """Whatever is answered, every kind is done after a few keys, and asks what can be answered."""
    told = NOTHING_TOLD
    telling = Telling(SEPTEMBER, "", NINE)
    for _ in range(6):
        asked = [each for each in KINDS[kind].asked(told) if each in CHOICES]
        question = next((each for each in asked if getattr(told, each) is None), None)
        if question is None or told.status == "dropped":
            break
        answer = data.draw(st.sampled_from(CHOICES[question]))
        told = told_with(told, "x", answered(kind, told, question, answer), telling, "u")
    assert all(hasattr(told, each) for each in KINDS[kind].asked(told))
    assert told.status == "dropped" or all(
        getattr(told, each) is not None for each in KINDS[kind].asked(told) if each in CHOICES
    )


def test_every_kind_is_looked_for_in_nothing() -> None:
    """No meetings leave nothing, of any kind."""
    for rules in KINDS.values():
        assert list(rules.left(Earlier(()))) == []
