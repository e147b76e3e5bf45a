"""Tests of what is asked about earlier meetings, and what an answer changes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain.acts import Mark
from sessiecoach.domain.carried_kinds import CHOICES, CarriedKind, Question
from sessiecoach.domain.facts import Added, Change, Changed, Fact, fold
from sessiecoach.domain.idle_lookback import agreements_block, give_minutes, idle_lookback
from sessiecoach.domain.lookback import (
    NOTHING_TOLD,
    LookedBack,
    Telling,
    answered,
    between_meetings,
    brought_back,
    embedded_or_not,
    following,
    improve,
    is_dropped,
    looked_back,
    preceding,
    questions_of,
    reporters,
    tell,
    told_here,
    told_with,
    unanswered,
    without_action,
)
from sessiecoach.domain.session import (
    Block,
    Decision,
    Header,
    Improvement,
    Promise,
    ReportBack,
    Session,
    Solution,
    Update,
)
from sessiecoach.domain.standing import PromiseStatus, SolutionStatus

NOW = dt.datetime(2016, 9, 5, 7, 10, tzinfo=dt.UTC)
TODAY = dt.date(2016, 9, 5)
TELLING = Telling(TODAY, "werkgroep", NOW)
KINDS: tuple[CarriedKind, ...] = ("solutions", "promises", "decisions", "report_backs")
EARLIER = Session(
    header=Header(id="first", status="closed", date=dt.date(2016, 6, 27)),
    solutions=(Solution(id="s-1", text="ruimte"), Solution(id="s-2", text="tijd")),
    promises=(Promise(id="t-1", what="meenemen", due=dt.date(2016, 7, 1)),),
    decisions=(Decision(id="b-1", text="zo", check_on=dt.date(2016, 9, 1)),),
    report_backs=(ReportBack(id="k-1", organisation="gemeente"),),
)
HERE = Session(header=Header(id="second", status="live", date=TODAY))


def after(session: Session, *changes: Change) -> Session:
    """Return a session with changes made to it."""
    added = Fact("f-0", 0, "test", NOW, tuple(_all_of(session)))
    return fold([added, Fact("f-1", 1, "test", NOW, changes)])


def _all_of(session: Session) -> list[Change]:
    given = {"id": session.header.id, "status": session.header.status, "date": session.header.date}
    changes: list[Change] = [Changed("header", "", given)]
    for each in session.updates:
        values = {name: getattr(each, name) for name in ("item", "on", "worked_out")}
        changes.append(Added("updates", each.id, values))
    return changes


def items(session: Session = HERE, *, loose: tuple[Update, ...] = ()) -> dict[str, LookedBack]:
    """Return what the first meeting left to the second, by id."""
    found = looked_back(session, [EARLIER, session], loose, TODAY)
    return {each.carried.item.id: each for each in found}


# Which questions.


def test_a_solution_that_was_applied_is_asked_about_in_full() -> None:
    """Worked out and how, applied and where, how it went, and what must get better."""
    told = Update(id="u", worked_out="yes", applied="partly")
    assert questions_of("solutions", told) == (
        Question.WORKED_OUT,
        Question.HOW,
        Question.APPLIED,
        Question.WHERE,
        Question.WENT,
        Question.IMPROVE,
    )


def test_what_nobody_did_is_asked_about_in_two_keys() -> None:
    """Not worked out and not applied: no line is asked for but what must get better."""
    told = Update(id="u", worked_out="no", applied="no")
    asked = questions_of("solutions", told)
    assert asked == (Question.WORKED_OUT, Question.APPLIED, Question.IMPROVE)


def test_words_that_were_written_stay_in_sight() -> None:
    """How and where are shown whatever the answers become; how it went is not."""
    told = Update(id="u", worked_out="no", how="per team", applied="no", applied_where="Oss")
    asked = questions_of("solutions", told)
    assert Question.HOW in asked
    assert Question.WHERE in asked
    assert Question.WENT not in asked


@pytest.mark.parametrize(
    ("status", "asked"),
    [
        (None, (Question.STATUS,)),
        ("open", (Question.STATUS, Question.DUE)),
        ("started", (Question.STATUS, Question.DUE)),
        ("done", (Question.STATUS,)),
        ("dropped", (Question.STATUS, Question.REASON)),
    ],
)
def test_a_promise_that_waits_is_asked_for_a_day(
    status: str | None, asked: tuple[Question, ...]
) -> None:
    """What is ready needs no new day, and what is dropped a reason."""
    told = Update(id="u", status=status)  # type: ignore[arg-type]
    assert questions_of("promises", told) == asked


def test_a_report_back_that_was_done_is_asked_for_its_form() -> None:
    """Form, response and a new bottleneck, where there was one; a decision is only checked."""
    more = (Question.FORM, Question.RESPONSE, Question.BOTTLENECK)
    assert questions_of("report_backs", Update(done="partly")) == (Question.DONE, *more)
    assert questions_of("report_backs", Update(done="no")) == (Question.DONE,)
    assert questions_of("report_backs", Update(response="fijn")) == (Question.DONE, *more)
    assert questions_of("decisions", Update(done="yes")) == (Question.DONE,)


def test_what_is_dropped_is_asked_nothing_but_why() -> None:
    """Only the reason is left, and no key has to be pressed any more."""
    told = Update(id="u", dropped=True, reason="achterhaald")
    assert questions_of("solutions", told) == (Question.REASON,)
    assert unanswered("solutions", told) is None
    assert is_dropped(Update(status="dropped"))


def test_the_next_question_comes_by_itself() -> None:
    """From each question to the one after it, and back."""
    told = Update(id="u", worked_out="no", applied="no")
    assert following("solutions", told, Question.WORKED_OUT) is Question.APPLIED
    assert following("solutions", told, Question.IMPROVE) is None
    assert following("solutions", told, Question.WENT) is None
    assert preceding("solutions", told, Question.APPLIED) is Question.WORKED_OUT
    assert preceding("solutions", told, Question.WORKED_OUT) is None
    assert preceding("solutions", told, Question.REPORTER) is Question.IMPROVE


@given(st.sampled_from(KINDS), st.data())
def test_answering_what_is_unanswered_ends(kind: CarriedKind, data: st.DataObject) -> None:
    """Whatever is answered, after a few keys nothing is unanswered any more."""
    told = Update(id="u")
    for _ in range(6):
        question = unanswered(kind, told)
        if question is None:
            break
        answer = data.draw(st.sampled_from(CHOICES[question]))
        if answer == "dropped":
            question, answer = Question.REASON, "achterhaald"
        told = told_with(told, "x", answered(kind, told, question, answer), TELLING, "")
    assert unanswered(kind, told) is None


# What an answer changes.


def test_a_solution_that_was_not_applied_did_not_go_well() -> None:
    """How it went does not outlive that it was applied."""
    told = Update(id="u", applied="yes", went="well", applied_where="Oss")
    assert answered("solutions", told, Question.APPLIED, "no") == {"applied": "no", "went": None}
    assert answered("solutions", told, Question.APPLIED, "partly") == {"applied": "partly"}


def test_the_same_answer_changes_nothing() -> None:
    """So that an undo always shows."""
    assert answered("solutions", Update(worked_out="yes"), Question.WORKED_OUT, "yes") == {}


def test_a_promise_that_is_ready_has_no_new_day() -> None:
    """A day that was agreed here goes when it turns out to be ready."""
    told = Update(id="u", status="started", due=dt.date(2016, 10, 10))
    assert answered("promises", told, Question.STATUS, "done") == {"status": "done", "due": None}
    assert answered("promises", told, Question.STATUS, "open") == {"status": "open"}


@pytest.mark.parametrize("kind", KINDS)
def test_dropping_takes_a_reason_and_an_answer_takes_it_back(kind: CarriedKind) -> None:
    """A dropped item has its reason with it, and can be asked about again."""
    dropped = answered(kind, NOTHING_TOLD, Question.REASON, "achterhaald")
    told = told_with(NOTHING_TOLD, "x", dropped, TELLING, "u")
    assert is_dropped(told)
    assert told.reason == "achterhaald"
    back = told_with(told, "x", brought_back(told), TELLING, "")
    assert not is_dropped(back)
    assert back.reason == ""
    question = next(each for each in questions_of(kind, back) if each in CHOICES)
    values = answered(kind, told, question, CHOICES[question][0])
    again = told_with(told, "x", values, TELLING, "")
    assert not is_dropped(again)


def test_a_bottleneck_is_a_list_of_one() -> None:
    """An empty line takes it away again."""
    assert answered("report_backs", NOTHING_TOLD, Question.BOTTLENECK, "geen tijd") == {
        "new_bottlenecks": ("geen tijd",)
    }
    told = Update(new_bottlenecks=("geen tijd",))
    assert answered("report_backs", told, Question.BOTTLENECK, "") == {"new_bottlenecks": ()}


def test_all_that_is_told_of_an_item_in_a_meeting_is_one_update() -> None:
    """The first answer adds it, with its day and who told it; the next ones change it."""
    first = tell(NOTHING_TOLD, "s-1", {"worked_out": "yes"}, TELLING, "u-1")
    session = after(HERE, *first)
    (update,) = session.updates
    assert (update.item, update.on, update.worked_out) == ("s-1", TODAY, "yes")
    assert (update.reported_by, update.written_at) == ("werkgroep", NOW)
    later = replace(TELLING, at=NOW + dt.timedelta(minutes=1))
    session = after(session, *tell(update, "s-1", {"how": "per team"}, later, "u-2"))
    (update,) = session.updates
    assert (update.id, update.worked_out, update.how) == ("u-1", "yes", "per team")
    assert update.written_at == later.at


def test_between_meetings_it_is_one_update_as_well() -> None:
    """The first answer makes it, with its day and who told it; the next ones change it."""
    first = told_with(NOTHING_TOLD, "s-1", {"worked_out": "yes"}, TELLING, "u-1")
    assert first == Update(
        id="u-1", item="s-1", on=TODAY, worked_out="yes", reported_by="werkgroep", written_at=NOW
    )
    later = replace(TELLING, at=NOW + dt.timedelta(minutes=1))
    second = told_with(first, "s-1", {"how": "per team"}, later, "u-2")
    assert second == replace(first, how="per team", written_at=later.at)


def test_nothing_told_is_no_act() -> None:
    """Without values there is nothing to undo; without a day or teller there is none."""
    assert tell(NOTHING_TOLD, "s-1", {}, TELLING, "u-1") == ()
    (added,) = tell(NOTHING_TOLD, "s-1", {"how": "zo"}, Telling(None, "", NOW), "u-1")
    assert isinstance(added, Added)
    assert set(added.values) == {"item", "written_at", "how"}


def test_an_improvement_becomes_an_action_that_says_where_it_comes_from() -> None:
    """One act: the update names the action, and the action the item."""
    wish = Improvement(text="eerst één team", owner="teamleider", due=TODAY, becomes="t-9")
    mark = Mark("terugkom", "A", "notulist A", NOW)
    session = after(HERE, *improve(NOTHING_TOLD, "s-1", [wish], TELLING, mark, "u-1"))
    assert session.updates[0].improvements == (wish,)
    (action,) = session.promises
    assert (action.id, action.kind, action.what) == ("t-9", "actie", "eerst één team")
    assert (action.owner, action.due, action.from_) == ("teamleider", TODAY, ("s-1",))
    assert (action.block, action.group, action.author) == ("terugkom", "A", "notulist A")
    more = [replace(wish, owner="", due=None)]
    bare = improve(session.updates[0], "s-1", more, TELLING, mark, "")
    assert [type(each) for each in bare] == [Changed, Added]


def test_what_was_told_between_meetings_can_become_an_action() -> None:
    """As long as no meeting made one of it."""
    wish = Improvement(text="eerst één team")
    loose = (
        Update(id="u-8", item="s-1", on=dt.date(2016, 8, 1), improvements=(wish,)),
        Update(id="u-9", item="s-2", on=dt.date(2016, 8, 1), improvements=(wish,)),
    )
    assert without_action(items(loose=loose)["s-1"]) == (wish,)
    taken = Update(id="u", item="s-1", improvements=(replace(wish, becomes="t-9"),))
    told = replace(HERE, updates=(taken,))
    assert without_action(items(told, loose=loose)["s-1"]) == ()
    assert without_action(items(told, loose=loose)["s-2"]) == (wish,)


# What comes back.


def test_what_is_answered_here_stays_on_the_list() -> None:
    """A promise that is ready is closed, and yet still shown with its tick."""
    ready = replace(HERE, updates=(Update(id="u-1", item="t-1", on=TODAY, status="done"),))
    found = items(ready)["t-1"]
    assert found.carried.status is PromiseStatus.DONE
    assert found.was_open
    assert found.asks
    assert found.is_told
    assert found.is_done


def test_what_was_closed_before_is_not_asked() -> None:
    """What an earlier word closed is on the list only when one asks for all."""
    loose = (Update(id="u-8", item="t-1", on=dt.date(2016, 8, 1), status="done"),)
    found = items(loose=loose)["t-1"]
    assert not found.asks
    assert not found.is_done
    assert found.before == loose


def test_what_was_told_elsewhere_is_apart_from_what_is_told_here() -> None:
    """The item shows what was told before; the answers are those of this meeting."""
    loose = (Update(id="u-8", item="s-1", on=dt.date(2016, 8, 1), worked_out="partly"),)
    told = replace(HERE, updates=(Update(id="u-1", item="s-1", on=TODAY, worked_out="yes"),))
    found = items(told, loose=loose)["s-1"]
    assert found.before == loose
    assert found.here.worked_out == "yes"
    assert not found.is_done  # applied is still to be asked
    assert items()["s-2"].here == NOTHING_TOLD


def test_the_open_meeting_counts_as_it_is_open() -> None:
    """What lies on disk of it is older."""
    old = replace(HERE, updates=(Update(id="u-1", item="s-1", on=TODAY, worked_out="no"),))
    found = looked_back(HERE, [EARLIER, old], (), TODAY)
    assert found[0].here == NOTHING_TOLD


def test_links_between_notes_are_no_answers() -> None:
    """An update that says that two notes are the same is none about an item."""
    link = Update(id="u-1", item="s-1", same_as="n-1")
    assert told_here([link, replace(link, same_as="", differs_from="n-2")], "s-1") == NOTHING_TOLD
    gone = Update(id="u-2", item="s-1", worked_out="yes", withdrawn_at=NOW)
    assert told_here([gone], "s-1") == NOTHING_TOLD


def test_between_meetings_everything_that_was_held_comes_by() -> None:
    """What is told now counts at once, and closes nothing from the list."""
    here = {"t-1": Update(id="u-1", item="t-1", on=TODAY, status="done")}
    found = {e.carried.item.id: e for e in between_meetings([EARLIER], (), TODAY, here)}
    assert found["t-1"].asks
    assert found["t-1"].carried.status is PromiseStatus.DONE
    assert found["s-1"].here == NOTHING_TOLD
    assert list(found) == ["s-1", "s-2", "t-1", "b-1", "k-1"]


def test_everyday_work_is_said_and_taken_back() -> None:
    """What was said here is just unsaid; what was said before is taken back by a word."""
    found = items()["s-1"]
    assert embedded_or_not(found) == {"embedded": True}
    told = replace(HERE, updates=(Update(id="u-1", item="s-1", on=TODAY, embedded=True),))
    found = items(told)["s-1"]
    assert found.carried.status is SolutionStatus.EMBEDDED
    assert found.is_done
    assert embedded_or_not(found) == {"embedded": None}
    loose = (Update(id="u-8", item="s-1", on=dt.date(2016, 8, 1), embedded=True),)
    assert embedded_or_not(items(loose=loose)["s-1"]) == {"embedded": False}


def test_who_reported_before_is_known() -> None:
    """Each once, in the order in which they first told something."""
    loose = (
        Update(id="u-1", item="s-1", on=dt.date(2016, 7, 1), reported_by="manager"),
        Update(id="u-2", item="s-1", on=dt.date(2016, 8, 1), reported_by="werkgroep"),
        Update(id="u-3", item="s-2", on=dt.date(2016, 8, 1), reported_by="manager"),
        Update(id="u-4", item="s-2", on=dt.date(2016, 8, 2)),
    )
    assert reporters(tuple(items(loose=loose).values())) == ("manager", "werkgroep")


# The minutes of a terugkom that has nothing to look back on.

LOOKBACK = Block(id="terugkom", kind="lookback", planned_minutes=10)
ROUND = Block(id="r1", kind="round", planned_minutes=20, captures=("belemmering",))
AGREEMENTS = Block(id="afspraken", kind="plenary", planned_minutes=8, captures=("besluit",))
CLOSING = Block(id="slot", kind="evaluation", planned_minutes=5)


def planned(*blocks: Block, status: str = "draft") -> Session:
    """Return a meeting with these blocks."""
    header = Header(
        id="second",
        status=status,  # type: ignore[arg-type]
        date=TODAY,
        starts=dt.time(9),
        ends=dt.time(9, 43),
    )
    return Session(header=header, blocks=blocks)


def test_before_the_meeting_the_plan_itself_changes() -> None:
    """The block goes, and the agreements have its minutes."""
    changes = give_minutes(planned(LOOKBACK, ROUND, AGREEMENTS, CLOSING), NOW, dt.UTC)
    assert changes == (
        Changed("blocks", "terugkom", {"withdrawn_at": NOW}),
        Changed("blocks", "afspraken", {"planned_minutes": 18}),
    )


def length(session: Session, changes: tuple[Change, ...], block: str) -> int:
    """Return how long a block is after changes, in seconds."""
    from sessiecoach.domain.agenda import length_seconds
    from sessiecoach.domain.facts import apply

    found = apply(session, Fact("f", 1, "test", NOW, changes)).block(block)
    assert found is not None
    return length_seconds(found)


def test_in_the_meeting_a_block_to_come_is_dropped() -> None:
    """The plan stays what it was; the agreements get the minutes."""
    opening = replace(CLOSING, id="open", kind="opening", started_at=NOW)
    session = planned(opening, LOOKBACK, ROUND, AGREEMENTS, status="live")
    changes = give_minutes(session, NOW, dt.UTC)
    assert length(session, changes, "afspraken") == 18 * 60


def test_a_terugkom_that_runs_gives_what_it_has_left() -> None:
    """It ends, the next block begins, and the agreements get the rest."""
    began = replace(LOOKBACK, started_at=NOW - dt.timedelta(minutes=4))
    session = planned(began, ROUND, AGREEMENTS, status="live")
    changes = give_minutes(session, NOW, dt.UTC)
    assert length(session, changes, "afspraken") == (8 + 6) * 60
    from sessiecoach.domain.facts import apply

    running = apply(session, Fact("f", 1, "test", NOW, changes)).running
    assert running is not None
    assert running.id == "r1"


def test_without_a_block_of_agreements_the_last_talk_gets_the_minutes() -> None:
    """And without any talk to come there is nothing to give them to."""
    assert agreements_block(planned(LOOKBACK, ROUND, CLOSING)) == ROUND
    assert agreements_block(planned(LOOKBACK, CLOSING)) is None
    assert give_minutes(planned(LOOKBACK, CLOSING), NOW, dt.UTC) == ()


def test_a_terugkom_that_is_over_gives_nothing() -> None:
    """Nor does a plan without one."""
    over = replace(LOOKBACK, started_at=NOW, ended_at=NOW)
    assert idle_lookback(planned(over, ROUND, AGREEMENTS)) is None
    assert give_minutes(planned(ROUND, AGREEMENTS), NOW, dt.UTC) == ()
