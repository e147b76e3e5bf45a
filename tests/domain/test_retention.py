"""What stays of a meeting when the details of its cases go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import given

from sessiecoach.domain.plain_words import names_in, words_without
from sessiecoach.domain.retention import (
    LESSONS,
    gone_from,
    has_passed,
    kept_of,
    series_plainly,
    tidied,
    told_plainly,
)
from sessiecoach.domain.series import ParticipantQuestion, PlannedMeeting, QuestionVersion, Series
from sessiecoach.domain.session import (
    Block,
    Case,
    Decision,
    Draft,
    Evaluation,
    Header,
    Improvement,
    Note,
    Participant,
    Presenter,
    Promise,
    Rating,
    ReportBack,
    Requirement,
    RequirementTest,
    Session,
    Solution,
    Station,
    Update,
)
from tests.strategies import sessions

ON = dt.date(2026, 11, 22)
AT = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
SAID_AT = dt.datetime(2016, 6, 27, 9, 0, tzinfo=dt.UTC)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _texts(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))


def _says(session: Session, word: str) -> bool:
    return any(word in text for text in _texts(session))


@pytest.mark.parametrize(
    ("until", "passed"),
    [(None, False), (ON, False), (ON - dt.timedelta(days=1), True), (dt.date.max, False)],
)
def test_the_last_day_itself_is_not_over(until: dt.date | None, passed: bool) -> None:
    """Details are kept until and including the day that was chosen, and for ever without one."""
    assert has_passed(Series(case_details_until=until), ON) is passed


def test_a_case_keeps_its_letter_alone() -> None:
    """Title, text, who brought it and keys of somebody's own go; how far it came stays."""
    case = Case(
        id="b",
        title="Gezin met zeven hulpverleners",
        text="Vader is ziek",
        presenter=Presenter(role="manager"),
        status="discussed",
        extra={"adres": "Kerkstraat"},
    )
    found = tidied(Session(cases=(case,)), ON)
    assert found.session.cases == (Case(id="b", status="discussed"),)
    assert found.removed == {"cases": 1}


def test_an_id_that_is_made_of_words_becomes_a_letter() -> None:
    """Whatever refers to the case refers to it still; a letter that is taken is not used."""
    session = Session(
        cases=(Case(id="gezin-pieters"), Case(id="a")),
        notes=(
            Note(id="n-1", kind="belemmering", case="gezin-pieters", text="Wachten"),
            Note(id="n-2", kind="feit", case="gezin-pieters"),
        ),
        blocks=(Block(id="r1", stations=(Station(group="A", case="gezin-pieters"),)),),
    )
    after = tidied(session, ON).session
    assert [case.id for case in after.cases] == ["b", "a"]
    assert [note.case for note in after.notes] == ["b", "b"]
    assert after.blocks[0].stations[0].case == "b"
    assert not _says(after, "pieters")


def test_there_are_letters_for_any_number_of_cases() -> None:
    """After z comes aa."""
    cases = tuple(Case(id=f"casus-{number}") for number in range(28))
    assert [case.id for case in tidied(Session(cases=cases), ON).session.cases][-3:] == [
        "z",
        "aa",
        "ab",
    ]


@pytest.mark.parametrize("kind", sorted(LESSONS))
def test_a_lesson_stays_also_in_a_case(kind: str) -> None:
    """What helps, what hinders and what was learnt keep their words."""
    note = Note(id="n-1", kind=kind, case="a", text="Niemand durft te beslissen", author="JV")
    after = tidied(Session(notes=(note,)), ON).session
    assert after.notes == (Note(id="n-1", kind=kind, case="a", text="Niemand durft te beslissen"),)


@pytest.mark.parametrize(
    ("kind", "case", "stays"),
    [
        ("feit", "", False),
        ("feit", "a", False),
        ("vraag", "a", False),
        ("vraag", "", True),
        ("parkeerpunt", "a", False),
        ("parkeerpunt", "", True),
        ("iets-nieuws", "a", False),
        ("", "", True),
    ],
)
def test_what_tells_of_a_case_goes(kind: str, case: str, stays: bool) -> None:
    """A fact always does, what is no lesson only where it belongs to a case."""
    note = Note(
        id="n-1",
        block="r1",
        perspective="systeem",
        kind=kind,
        case=case,
        group="A",
        text="Wie betaalt",
        who="manager",
        author="JV",
        written_at=SAID_AT,
        escalated_to="wethouder",
        origin="invented",
        invented=("text",),
        extra={"x": "Wie"},
    )
    found = tidied(Session(notes=(note,)), ON)
    emptied = Note(
        id="n-1",
        block="r1",
        perspective="systeem",
        kind=kind,
        case=case,
        group="A",
        written_at=SAID_AT,
        withdrawn_at=AT,
        origin="invented",
    )
    assert _says(found.session, "Wie") is stays
    if not stays:
        assert found.session.notes == (emptied,)
        assert found.removed == {"facts": 1}


def test_what_is_private_goes_and_stays_private() -> None:
    """Of any kind; the item is emptied, taken back, and marked as it was."""
    session = Session(
        notes=(Note(id="n-1", kind="inzicht", text="geheim", private=True),),
        solutions=(Solution(id="s-1", text="geheim", private=True),),
        promises=(Promise(id="t-1", what="geheim", private=True),),
        decisions=(Decision(id="b-1", number=4, text="geheim", private=True),),
    )
    found = tidied(session, ON)
    assert not _says(found.session, "geheim")
    assert found.removed == {"private": 4}
    assert found.kept == {}
    assert found.session.decisions == (Decision(id="b-1", number=4, private=True, withdrawn_at=AT),)


def test_what_was_taken_back_goes() -> None:
    """It is no lesson; when it was taken back and with what it was merged stays."""
    note = Note(id="n-1", kind="inzicht", text="toch niet", merged_into="n-2", withdrawn_at=SAID_AT)
    found = tidied(Session(notes=(note,)), ON)
    assert found.session.notes == (
        Note(id="n-1", kind="inzicht", merged_into="n-2", withdrawn_at=SAID_AT),
    )
    assert found.removed == {"withdrawn": 1}


def test_half_typed_lines_go() -> None:
    """All of them."""
    found = tidied(Session(drafts=(Draft(id="c-1", text="De vader van"),)), ON)
    assert found.session.drafts == ()
    assert found.removed == {"drafts": 1}


def test_names_become_roles() -> None:
    """In the list of participants and wherever they are said; attendance stays by role."""
    session = Session(
        header=Header(names=True),
        participants=(
            Participant(
                id="p-1",
                role="wijkverpleegkundige",
                organisation="wijkteam",
                name="Xenia Quast",
                present=("*",),
                extra={"mail": "xenia"},
            ),
        ),
        promises=(
            Promise(id="t-1", what="Xenia  quast belt morgen", owner="Xenia Quast", author="XQ"),
        ),
        evaluation=Evaluation(good=("Fijn, Xenia Quast!",)),
    )
    found = tidied(session, ON)
    assert found.session.participants == (
        Participant(id="p-1", role="wijkverpleegkundige", organisation="wijkteam", present=("*",)),
    )
    assert found.session.promises == (
        Promise(id="t-1", what="wijkverpleegkundige belt morgen", owner="wijkverpleegkundige"),
    )
    assert found.session.evaluation == Evaluation(good=("Fijn, wijkverpleegkundige!",))
    assert found.session.header == Header(tidied_on=ON)
    assert found.removed == {"names": 1, "personal": 2}


def test_a_name_of_another_meeting_of_the_series_goes_too() -> None:
    """Names are those of the whole series."""
    names = names_in([Session(participants=(Participant(name="Xenia Quast", role="arts"),))])
    session = Session(notes=(Note(id="n-1", kind="inzicht", text="Vraag Xenia Quast."),))
    assert tidied(session, ON, names).session.notes[0].text == "Vraag arts."


@pytest.mark.parametrize("role", ["", " ", "Xenia Quast", "arts (Jan de Vries)"])
def test_a_role_that_tells_a_name_does_not_stand_for_one(role: str) -> None:
    """Nor does one that is empty."""
    session = Session(participants=(Participant(name="Xenia Quast", role=role),))
    assert names_in([session]) == {"Xenia Quast": "deelnemer"}


def test_recognised_personal_data_goes_from_what_stays() -> None:
    """Also within items, in keys that nobody knows, and in the header."""
    session = Session(
        header=Header(goal="Bel 06-12345678", document="abc"),
        solutions=(
            Solution(id="s-1", parts=("mail jan@voorbeeld.nl",), extra={"x": ["06-12345678", 3]}),
        ),
        updates=(Update(id="u-1", item="s-1", improvements=(Improvement(text="06-12345678"),)),),
        blocks=(Block(id="r1", questions=("Wie belt 06-12345678?",)),),
    )
    found = tidied(session, ON)
    assert not _says(found.session, "1234")
    assert not _says(found.session, "voorbeeld")
    assert found.session.solutions[0].parts == ("mail [e-mailadres]",)
    assert found.session.solutions[0].extra == {"x": ["[telefoonnummer]", 3]}
    assert found.removed == {"personal": 3}


def test_what_is_no_text_of_a_person_stays_as_it_is() -> None:
    """An id that looks like a number of somebody, such as one that a person chose, is an id."""
    session = Session(
        header=Header(location="Kerkstraat 12, 5341 AB Oss", document="06-12345678"),
        notes=(Note(id="06-12345678", kind="inzicht", perspective="06-12345678"),),
        solutions=(Solution(id="s-1", answers=("06-12345678",)),),
    )
    after = tidied(session, ON).session
    assert after == Session(
        header=Header(location="Kerkstraat 12, 5341 AB Oss", document="06-12345678", tidied_on=ON),
        notes=session.notes,
        solutions=session.solutions,
    )


def test_the_title_of_a_case_goes_from_what_stays() -> None:
    """Whatever its capitals and spaces; part of another word is not it, nor a short word."""
    cases = (
        Case(id="a", title="Gezin met zeven hulpverleners"),
        Case(id="b", title="Jongere"),
        Case(id="c", title=""),
        Case(id="d", title="Vliegwiel"),
    )
    words = words_without({}, cases)
    assert words("Bij gezin  met zeven\nhulpverleners liep het vast") == "Bij casus A liep het vast"
    assert words("Elke jongere") == "Elke jongere"
    assert words("Een vliegwiel, geen vliegwielen") == "Een casus D, geen vliegwielen"


def test_the_title_of_a_case_of_another_meeting_goes_too() -> None:
    """A letter means a case of this meeting only."""
    session = Session(
        cases=(Case(id="b", title="Zeven hulpverleners"),),
        notes=(Note(id="n-1", kind="inzicht", text="Na lekkende woning: zeven hulpverleners"),),
    )
    others = (Case(id="a", title="Lekkende woning"), Case(id="c", title="Zeven hulpverleners"))
    after = tidied(session, ON, others=others).session
    assert after.notes[0].text == "Na casus: casus B"


def test_a_title_whose_capitals_fold_otherwise_goes_too() -> None:
    """It is found without regard to capitals, and then known by no letter."""
    words = words_without({}, (Case(id="a", title="Bij İrem thuis"),))
    assert words("Gesprek: bij i̇rem thuis.") in ("Gesprek: casus A.", "Gesprek: casus.")


def test_looking_through_a_text_ends() -> None:
    """Also where what takes the place of a name holds that name."""
    assert len(words_without({"Ab Cohen": "mevrouw Ab Cohen"})("Ab Cohen zei het")) < 200


def test_a_remark_of_a_test_on_a_case_goes() -> None:
    """How the requirement came out stays."""
    requirement = Requirement(
        id="e-1", text="Eén plan", tests=(RequirementTest(case="a", result="drops", remark="ziek"),)
    )
    found = tidied(Session(requirements=(requirement,)), ON)
    assert found.session.requirements[0].tests == (RequirementTest(case="a", result="drops"),)
    assert found.removed == {"personal": 1}


def test_scores_and_report_backs_stay() -> None:
    """As numbers, and as who tells what."""
    session = Session(
        ratings=(Rating(id="r-1", scale="x", value=4, count=3),),
        report_backs=(ReportBack(id="k-1", organisation="wijkteam", who="manager"),),
    )
    after = tidied(session, ON).session
    assert (after.ratings, after.report_backs) == (session.ratings, session.report_backs)


def test_what_was_told_of_something_removed_goes() -> None:
    """In this meeting or another; what was told of what stays, stays."""
    before = Session(promises=(Promise(id="t-1", what="geheim", private=True),))
    told = Update(
        id="u-1", item="t-1", on=ON, how="geheim", status="done", written_at=SAID_AT, origin="seed"
    )
    other = Update(id="u-2", item="t-2", how="gebeld", status="done")
    gone = gone_from([before])
    assert gone == {"t-1"}
    after = tidied(Session(updates=(told, other)), ON, {}, gone).session
    emptied = Update(id="u-1", item="t-1", on=ON, written_at=SAID_AT, origin="seed")
    assert after.updates == (emptied, other)
    assert told_plainly(told, words_without({}), gone) == emptied
    assert gone_from([tidied(before, ON).session]) == gone


def test_own_questions_of_a_series_stay_without_personal_data() -> None:
    """In every wording."""
    question = ParticipantQuestion(
        id="v-1", by="arts", versions=(QuestionVersion(text="Hoe bel ik 06-12345678?"),)
    )
    (after,) = series_plainly(Series(questions=(question,)), words_without({})).questions
    assert after.versions == (QuestionVersion(text="Hoe bel ik [telefoonnummer]?"),)
    assert (after.id, after.by) == ("v-1", "arts")


def test_what_is_kept_is_counted_by_kind() -> None:
    """Only what stands."""
    session = Session(
        notes=(
            Note(id="1", kind="belemmering"),
            Note(id="2", kind="helpend"),
            Note(id="3", kind="inzicht"),
            Note(id="4", kind="eis"),
            Note(id="5", kind="eis", withdrawn_at=SAID_AT),
        ),
        solutions=(Solution(id="1"), Solution(id="2", withdrawn_at=SAID_AT)),
        promises=(Promise(id="1"),),
    )
    assert kept_of(session) == {
        "hinders": 1,
        "helps": 1,
        "lessons": 2,
        "solutions": 1,
        "promises": 1,
    }


@given(sessions())
def test_a_second_time_changes_nothing(session: Session) -> None:
    """Neither what is removed nor the day on which it was."""
    once = tidied(session, ON)
    twice = tidied(once.session, ON + dt.timedelta(days=400))
    assert twice.session == once.session
    assert twice.removed == {}


@given(sessions())
def test_nothing_is_shown_that_was_not(session: Session) -> None:
    """Items keep their number, order and ids; what was private or taken back stays so."""
    after = tidied(session, ON).session
    assert not after.header.names
    for field in fields(Session):
        old, new = getattr(session, field.name), getattr(after, field.name)
        if field.name in ("cases", "drafts") or not isinstance(old, tuple):
            continue
        assert [each.id for each in new] == [each.id for each in old]
        for one, other in zip(old, new, strict=True):
            assert getattr(other, "private", False) == getattr(one, "private", False)
            if one.withdrawn_at is not None:
                assert other.withdrawn_at == one.withdrawn_at


@given(sessions())
def test_nothing_of_a_case_or_a_name_stays(session: Session) -> None:
    """Whatever a meeting holds."""
    after = tidied(session, ON).session
    assert all(not (case.title or case.text or case.extra) for case in after.cases)
    assert all(not each.name for each in after.participants)
    said = (after.notes, after.promises, after.solutions, after.decisions, after.questions)
    assert not any(getattr(each, "author", "") for table in said for each in table)
    assert all(not each.text for each in after.notes if each.private or each.kind == "feit")


def test_the_title_goal_and_plan_of_a_series_lose_whom_they_name() -> None:
    """Also keys of a person; ids, places and the name of a record stay."""
    planned = PlannedMeeting(
        id="Jan de Vries",
        date=dt.date(2016, 9, 5),
        title="Bij Jan de Vries",
        theme="Gezin Zwaluwnest",
        guest="Jan de Vries",
        location="Zaal Jan de Vries",
        record="Jan de Vries",
    )
    series = Series(
        title="Reeks van Jan de Vries",
        goal="Bel 06-12345678",
        planned_meetings=(planned,),
        extra={"eigen": {"van": ["Jan de Vries"]}},
    )
    case = Case(id="a", title="Gezin Zwaluwnest")
    after = series_plainly(series, words_without({"Jan de Vries": "arts"}, others=(case,)))
    assert after.title == "Reeks van arts"
    assert after.goal == "Bel [telefoonnummer]"
    assert after.extra == {"eigen": {"van": ["arts"]}}
    (meeting,) = after.planned_meetings
    assert (meeting.title, meeting.theme, meeting.guest) == ("Bij arts", "casus", "arts")
    assert (meeting.id, meeting.record) == ("Jan de Vries", "Jan de Vries")
    assert meeting.location == "Zaal Jan de Vries"
    assert series_plainly(after, words_without({})) == after
