"""The check list at closing: what is still open, and what sensibly is not."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from sessiecoach.domain.closing import (
    OF_BSN,
    OpenCode,
    OpenPoint,
    bsn_in_line,
    next_date,
    open_points,
    other_personal_data,
    promised_solutions,
)
from sessiecoach.domain.session import (
    Block,
    Decision,
    Diagnosis,
    Framework,
    Group,
    Header,
    Interest,
    Next,
    Note,
    Participant,
    Perspective,
    PioneerTeam,
    Promise,
    PromiseKind,
    Rating,
    ReportBack,
    Requirement,
    RequirementTest,
    Session,
    Solution,
)

AT = dt.datetime(2016, 9, 5, 8, 30, tzinfo=dt.UTC)
SMIT = "de vraag van mevrouw Smit"

COMPLETE = Session(
    header=Header(required_roles=("manager",)),
    perspectives=(Perspective(id="systeem", title="Systeem"),),
    participants=(Participant(id="p-1", role="manager", present=("*",)),),
    blocks=(
        Block(id="opening", kind="opening", title="Opening", started_at=AT, ended_at=AT),
        Block(
            id="r1",
            kind="round",
            title="Ronde 1",
            perspectives=("systeem",),
            started_at=AT,
            ended_at=AT,
        ),
    ),
    notes=(Note(id="n-1", block="r1", perspective="systeem", text="te weinig tijd"),),
    solutions=(
        Solution(
            id="s-1",
            block="r1",
            text="meer tijd",
            addressed_to=("management",),
            feasible_for_management_present=False,
        ),
    ),
    promises=(
        Promise(
            id="t-1",
            what="tijd geven",
            owner="teamleider",
            due=dt.date(2016, 10, 10),
            from_=("s-1",),
        ),
    ),
    report_backs=(ReportBack(id="k-1", organisation="ONS"),),
    next=Next(date=dt.date(2016, 10, 10)),
)


def points(**changed: object) -> list[OpenPoint]:
    return list(open_points(replace(COMPLETE, **changed)))  # type: ignore[arg-type]


def test_a_complete_meeting_has_an_empty_list() -> None:
    """Nothing is open where every question has its answer, also where the answer is no."""
    assert open_points(COMPLETE) == ()


def test_an_empty_meeting() -> None:
    """Of a meeting of which nothing is known, only what concerns any meeting is open."""
    assert [point.code for point in open_points(Session())] == [
        OpenCode.ATTENDANCE_UNKNOWN,
        OpenCode.NO_REPORT_BACKS,
        OpenCode.NEXT_DATE_UNKNOWN,
    ]


def test_a_required_role_that_did_not_come() -> None:
    """A required role of which nobody was marked as present is named."""
    there = Participant(id="p-2", role="professional", present=("r1",))
    absent = Participant(id="p-1", role="manager")
    missing = OpenPoint(OpenCode.REQUIRED_ROLE_MISSING, "manager")
    assert points(participants=(there, absent)) == [missing]


def test_attendance_that_nobody_kept() -> None:
    """Where nobody was marked, that is said once, and only roles not even expected are named."""
    manager = Participant(id="p-1", role="manager")
    unknown = OpenPoint(OpenCode.ATTENDANCE_UNKNOWN)
    assert points(participants=(manager,)) == [unknown]
    missing = OpenPoint(OpenCode.REQUIRED_ROLE_MISSING, "manager")
    assert points(participants=()) == [missing, unknown]


@pytest.mark.parametrize("kind", ["toezegging", "actie"])
def test_a_promise_without_owner_or_date(kind: PromiseKind) -> None:
    """A promise needs one who carries it and a day, whichever kind of promise it is."""
    (promise,) = COMPLETE.promises
    bare = replace(promise, kind=kind, owner=" ", due=None)
    assert points(promises=(bare,)) == [
        OpenPoint(OpenCode.PROMISE_WITHOUT_OWNER, "tijd geven", "t-1"),
        OpenPoint(OpenCode.PROMISE_WITHOUT_DATE, "tijd geven", "t-1"),
    ]


def test_a_solution_that_nobody_answered_for() -> None:
    """A solution needs an addressee, a yes or no of the management present, and a promise."""
    (solution,) = COMPLETE.solutions
    bare = replace(solution, id="s-2", addressed_to=(" ",), feasible_for_management_present=None)
    assert points(solutions=(solution, bare)) == [
        OpenPoint(OpenCode.SOLUTION_WITHOUT_ADDRESSEE, "meer tijd", "s-2"),
        OpenPoint(OpenCode.SOLUTION_NOT_MARKED_FEASIBLE, "meer tijd", "s-2"),
        OpenPoint(OpenCode.SOLUTION_WITHOUT_PROMISE, "meer tijd", "s-2"),
    ]


def test_a_withdrawn_promise_carries_nothing() -> None:
    """A solution whose only promise was withdrawn is without a promise."""
    (promise,) = COMPLETE.promises
    withdrawn = replace(promise, withdrawn_at=AT)
    without = OpenPoint(OpenCode.SOLUTION_WITHOUT_PROMISE, "meer tijd", "s-1")
    assert points(promises=(withdrawn,)) == [without]
    assert promised_solutions(COMPLETE) == {"s-1"}


def test_what_is_private_or_withdrawn_is_not_asked_after() -> None:
    """Items that are their writer's own, and those taken back, are not on the list.

    A private promise still carries out its solution.
    """
    gone = Promise(id="t-2", what="weg", withdrawn_at=AT)
    own = Promise(id="t-3", what="stil", private=True, from_=("s-1",))
    assert points(promises=(gone, own)) == []
    (solution,) = COMPLETE.solutions
    private = Solution(id="s-2", text="stil", private=True)
    withdrawn = Solution(id="s-3", text="weg", withdrawn_at=AT)
    assert points(solutions=(solution, private, withdrawn)) == []


def with_header(**changed: object) -> Header:
    return replace(COMPLETE.header, **changed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("present", "codes"),
    [
        (("*",), []),
        (("opening", "r1"), []),
        (("opening",), [OpenCode.MISSING_AT_END]),
        (("r1",), [OpenCode.MISSING_AT_START]),
        (("r0",), [OpenCode.MISSING_AT_START, OpenCode.MISSING_AT_END]),
        ((), [OpenCode.REQUIRED_ROLE_MISSING]),
    ],
)
def test_a_role_that_came_for_a_part(present: tuple[str, ...], codes: list[OpenCode]) -> None:
    """Begin and end are the first and last block that are no break; who never came is said once."""
    koffie = Block(id="koffie", kind="break")
    people = (
        *COMPLETE.participants,
        Participant(id="p-2", role="raadslid", present=present),
    )
    assert points(
        header=with_header(present_at_start_and_end=("raadslid",)),
        participants=people,
        blocks=(koffie, *COMPLETE.blocks, koffie),
    ) == [OpenPoint(code, "raadslid") for code in codes]


def test_begin_and_end_of_a_meeting_without_blocks() -> None:
    """Without an agenda nobody is late."""
    header = with_header(present_at_start_and_end=("manager",))
    assert points(header=header, blocks=(), notes=(), perspectives=()) == []


def test_a_domain_that_did_not_come() -> None:
    """A required domain is named that did not come; while nobody counted, one not expected."""
    header = with_header(required_domains=("wonen", "zorg"))
    came = replace(COMPLETE.participants[0], domain="wonen")
    away = Participant(id="p-2", domain="zorg")
    missing = OpenPoint(OpenCode.DOMAIN_MISSING, "zorg")
    assert points(header=header, participants=(came, away)) == [missing]
    unknown = OpenPoint(OpenCode.ATTENDANCE_UNKNOWN)
    expected = (replace(came, present=()), away)
    assert points(header=header, participants=expected) == [unknown]
    assert points(header=header, participants=expected[:1]) == [missing, unknown]


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ({"min_participants": 1, "max_participants": 1, "max_per_group": 1}, []),
        ({"min_participants": 2}, [OpenPoint(OpenCode.TOO_FEW_PARTICIPANTS, "2")]),
        ({"max_per_group": 1}, [OpenPoint(OpenCode.GROUP_TOO_LARGE, "1")]),
        ({"max_participants": 1}, [OpenPoint(OpenCode.TOO_MANY_PARTICIPANTS, "1")]),
    ],
)
def test_numbers_of_people(limits: dict[str, int], expected: list[OpenPoint]) -> None:
    """What counts is who came; while nobody was counted no number is too small or large."""
    many = "min_participants" not in limits
    came = replace(COMPLETE.participants[0], count=2 if many else 1)
    away = Participant(id="p-2", count=9)
    header, groups = with_header(**limits), (Group(id="A"),)
    assert points(header=header, participants=(came, away), groups=groups) == expected
    nobody = (replace(came, present=()), away)
    unknown = [OpenPoint(OpenCode.ATTENDANCE_UNKNOWN)]
    assert points(header=header, participants=nobody, groups=groups) == unknown


def test_a_block_that_yields_no_advice() -> None:
    """Advice is missed in a block held for it, unless that is said to be silent already."""
    held = Block(
        id="raad", kind="plenary", title="Advies", outcome="advies", captures=("advies", "actie")
    )
    held = replace(held, started_at=AT, ended_at=AT)
    said = Note(id="n-2", block="raad", kind="inzicht", text="mooi")
    missing = [OpenPoint(OpenCode.ADVICE_MISSING, "Advies", "raad")]

    def with_block(block: Block, *notes: Note) -> list[OpenPoint]:
        return points(blocks=(*COMPLETE.blocks, block), notes=(*COMPLETE.notes, *notes))

    assert with_block(held) == missing
    assert with_block(held, said) == missing
    assert with_block(held, replace(said, kind="advies", withdrawn_at=AT)) == missing
    assert with_block(held, replace(said, kind="advies")) == []
    assert with_block(replace(held, outcome="")) == []
    assert with_block(replace(held, captures=("actie", "advies"))) == []
    silent = [OpenPoint(OpenCode.ROUND_WITHOUT_NOTES, "Advies", "raad")]
    assert with_block(replace(held, kind="round")) == silent
    skipped = [OpenPoint(OpenCode.BLOCK_NOT_HELD, "Advies", "raad")]
    assert with_block(replace(held, started_at=None)) == skipped
    assert with_block(replace(held, started_at=None), said) == []


def test_a_round_that_worked_on_no_question() -> None:
    """A round for the question of a participant needs one once it is held."""
    held = replace(COMPLETE.blocks[1], worksheets=("questions",))

    def with_round(block: Block, **changed: object) -> list[OpenPoint]:
        return points(blocks=(COMPLETE.blocks[0], block), **changed)

    missing = OpenPoint(OpenCode.QUESTION_NOT_CHOSEN, "Ronde 1", "r1")
    assert with_round(held) == [missing]
    assert with_round(replace(held, question="q-1")) == []
    assert with_round(replace(held, started_at=None)) == []
    assert with_round(replace(held, kind="plenary")) == []


def test_a_diagnosis_without_a_reason() -> None:
    """What people chose they motivate."""
    missing = [OpenPoint(OpenCode.DIAGNOSIS_WITHOUT_MOTIVATION)]
    assert points(diagnosis=Diagnosis(choice="schijn", motivation=" ")) == missing
    assert points(diagnosis=Diagnosis(choice="schijn", motivation="zo is het")) == []


def test_pioneers_without_an_assignment() -> None:
    """Who goes ahead has an assignment, and one that was withdrawn is none."""
    missing = [OpenPoint(OpenCode.PIONEERS_WITHOUT_ASSIGNMENT)]
    assert points(pioneer_team=PioneerTeam(members=("manager",))) == missing
    assert points(pioneer_team=PioneerTeam()) == []
    assert points(pioneer_team=PioneerTeam(members=("manager",), promise="t-1")) == []


def test_a_round_without_notes() -> None:
    """A round that was held and in which nobody wrote anything is named; so is its perspective."""
    withdrawn = replace(COMPLETE.notes[0], withdrawn_at=AT)
    assert points(notes=(withdrawn,), solutions=()) == [
        OpenPoint(OpenCode.ROUND_WITHOUT_NOTES, "Ronde 1", "r1"),
        OpenPoint(OpenCode.PERSPECTIVE_WITHOUT_NOTES, "Systeem", "systeem"),
    ]


SAID_ELSEWHERE = Note(block="elders", perspective="systeem")
"""So that no more than the round itself can be silent."""


@pytest.mark.parametrize(
    ("table", "item"),
    [
        ("requirements", Requirement(id="e-1", block="r1")),
        ("frameworks", Framework(id="f-1", block="r1")),
        ("interests", Interest(id="i-1", block="r1")),
        ("ratings", Rating(id="c-1", block="r1")),
    ],
)
def test_what_a_worksheet_made_counts(table: str, item: Requirement) -> None:
    """A round in which people made something together is not silent, unless it was withdrawn."""
    silent = [OpenPoint(OpenCode.ROUND_WITHOUT_NOTES, "Ronde 1", "r1")]
    bare: dict[str, object] = {"notes": (SAID_ELSEWHERE,), "solutions": ()}
    assert points(**bare, **{table: (item,)}) == []
    assert points(**bare, **{table: (replace(item, withdrawn_at=AT),)}) == silent


def test_a_round_in_which_requirements_were_tested() -> None:
    """What came out of a test belongs to the blocks that test."""
    silent = [OpenPoint(OpenCode.ROUND_WITHOUT_NOTES, "Ronde 1", "r1")]
    blocks = (COMPLETE.blocks[0], replace(COMPLETE.blocks[1], worksheets=("tests",)))
    bare: dict[str, object] = {"notes": (SAID_ELSEWHERE,), "solutions": (), "blocks": blocks}
    tested = Requirement(id="e-1", tests=(RequirementTest(case="a", result="holds"),))
    assert points(**bare, requirements=(tested,)) == []
    assert points(**bare, requirements=(replace(tested, withdrawn_at=AT),)) == silent
    assert points(**bare, requirements=(Requirement(id="e-1"),)) == silent
    assert points(**{**bare, "blocks": COMPLETE.blocks}, requirements=(tested,)) == silent


@pytest.mark.parametrize(
    ("table", "item"),
    [
        ("notes", Note(block="r1", perspective="systeem", private=True)),
        (
            "solutions",
            Solution(block="r1", perspective="systeem", private=True),
        ),
        ("promises", Promise(block="r1", perspective="systeem", private=True)),
        ("decisions", Decision(block="r1", perspective="systeem")),
    ],
)
def test_whatever_was_written_counts(table: str, item: object) -> None:
    """A round and a perspective are not silent where a line was filed as something else."""
    assert points(**({"notes": (), "solutions": ()} | {table: (item,)})) == []


def test_a_perspective_without_notes() -> None:
    """Only perspectives from which the blocks looked are asked after."""
    other = Perspective(id="veranderproces", title="Veranderproces")
    gone = Perspective(id="weg", withdrawn_at=AT)
    perspectives = (*COMPLETE.perspectives, other, gone)
    assert points(perspectives=perspectives) == []
    free = tuple(replace(block, perspectives=()) for block in COMPLETE.blocks)
    silent = OpenPoint(OpenCode.PERSPECTIVE_WITHOUT_NOTES, "Veranderproces", "veranderproces")
    assert points(perspectives=perspectives, blocks=free) == [silent]


def test_a_block_that_was_not_held() -> None:
    """A block without clock and without lines was not held; changeovers and breaks may be skipped.

    A dropped block is not missed, and a block in which people wrote was held whatever its clock.
    """
    blocks = (
        *COMPLETE.blocks,
        Block(id="w1", kind="changeover"),
        Block(id="koffie", kind="break"),
        Block(id="r2", kind="round", title="Ronde 2"),
        Block(id="weg", kind="round", withdrawn_at=AT),
        Block(id="afspraken", kind="plenary", title="Afspraken"),
        Block(id="evaluatie", kind="evaluation", title="Evaluatie"),
    )
    decisions = (Decision(id="b-1", block="afspraken"),)
    assert points(blocks=blocks, decisions=decisions) == [
        OpenPoint(OpenCode.BLOCK_NOT_HELD, "Ronde 2", "r2"),
        OpenPoint(OpenCode.BLOCK_NOT_HELD, "Evaluatie", "evaluatie"),
    ]


def test_a_meeting_without_a_clock() -> None:
    """Where the clock was never used, no block is called skipped; silent rounds still are."""
    blocks = (
        *(replace(block, started_at=None, ended_at=None) for block in COMPLETE.blocks),
        Block(id="r2", kind="round", title="Ronde 2"),
    )
    assert points(blocks=blocks) == [OpenPoint(OpenCode.ROUND_WITHOUT_NOTES, "Ronde 2", "r2")]


def test_what_lies_ahead() -> None:
    """Somebody should report back at home, and the next date should be known."""
    gone = replace(COMPLETE.report_backs[0], withdrawn_at=AT)
    assert points(report_backs=(gone,)) == [OpenPoint(OpenCode.NO_REPORT_BACKS)]
    assert points(next=Next(question="?")) == [OpenPoint(OpenCode.NEXT_DATE_UNKNOWN)]


def test_marks_for_the_record() -> None:
    """A point is kept by its code and the id of its item, or else its subject."""
    assert OpenPoint(OpenCode.PROMISE_WITHOUT_DATE, "x", "t-1").mark == "promise_without_date:t-1"
    role = OpenPoint(OpenCode.REQUIRED_ROLE_MISSING, "manager")
    assert role.mark == "required_role_missing:manager"
    assert OpenPoint(OpenCode.NO_REPORT_BACKS).mark == "no_report_backs"


PLANNED = [dt.date(2016, 11, 21), dt.date(2016, 9, 5), dt.date(2016, 10, 10)]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (dt.date(2016, 9, 5), dt.date(2016, 10, 10)),
        (dt.date(2016, 9, 4), dt.date(2016, 9, 5)),
        (dt.date(2016, 11, 21), None),
        (None, dt.date(2016, 9, 5)),
    ],
)
def test_next_date(after: dt.date | None, expected: dt.date | None) -> None:
    """The next date is the first that is planned on a later day, in whatever order they stand."""
    assert next_date(PLANNED, after) == expected
    assert next_date([], after) is None


def test_ideas_on_the_way_are_not_asked_after() -> None:
    """Where a meeting works towards something else, its solutions need no promise."""
    aim = Block(id="r2", kind="plenary", outcome="besluit", captures=("besluit",))
    idea = Solution(id="s-2", block="r1", text="een andere weg")
    points = open_points(replace(COMPLETE, blocks=(*COMPLETE.blocks, aim), solutions=(idea,)))
    assert {each.code for each in points if each.item == "s-2"} == set()


def test_without_managers_nobody_says_what_they_can_carry_out() -> None:
    """Who the solution is for and who promises is asked all the same."""
    idea = Solution(id="s-2", block="r1", text="een andere weg")
    people = (Participant(id="p-1", role="professional", present=("*",)),)
    session = replace(COMPLETE, header=Header(), participants=people, solutions=(idea,))
    codes = {each.code for each in open_points(session) if each.item == "s-2"}
    assert codes == {OpenCode.SOLUTION_WITHOUT_ADDRESSEE, OpenCode.SOLUTION_WITHOUT_PROMISE}


def test_what_stays_in_the_room_needs_no_report_back() -> None:
    """A werkvorm that names no report-back is not reminded of one."""
    header = replace(COMPLETE.header, outcomes=("adviezen",))
    session = replace(COMPLETE, header=header, report_backs=())
    assert OpenCode.NO_REPORT_BACKS not in {each.code for each in open_points(session)}
    unknown = replace(COMPLETE, report_backs=())
    assert OpenCode.NO_REPORT_BACKS in {each.code for each in open_points(unknown)}


def test_a_bsn_is_named_first_and_never_whole() -> None:
    """Also in what is private or withdrawn: it is in the record; its mark has no number."""
    notes = (
        replace(COMPLETE.notes[0], text="bsn 123456782 en 111222333"),
        replace(COMPLETE.notes[0], id="n-2", text="bsn 111222333", withdrawn_at=AT),
        replace(COMPLETE.notes[0], id="n-3", text="bsn 111222333", private=True),
    )
    found = points(notes=notes, next=Next(question="bsn 123456782?"))
    assert found == [
        OpenPoint(OpenCode.BSN_IN_TEXT, "•••••782, •••••333", "n-1", "notes"),
        OpenPoint(OpenCode.BSN_IN_WITHDRAWN_TEXT, "•••••333", "n-2", "notes"),
        OpenPoint(OpenCode.BSN_IN_TEXT, "•••••333", "n-3", "notes"),
        OpenPoint(OpenCode.BSN_IN_TEXT, "•••••782", "", "next"),
        OpenPoint(OpenCode.NEXT_DATE_UNKNOWN),
    ]
    assert [each.mark for each in found][:4] == [
        "bsn_in_text:n-1",
        "bsn_in_withdrawn_text:n-2",
        "bsn_in_text:n-3",
        "bsn_in_text:next",
    ]


def test_a_bsn_in_a_line_that_is_half_typed() -> None:
    """It is told as well, since it comes in the record when the program is left."""
    point = bsn_in_line("bsn 123456782")
    assert point == OpenPoint(OpenCode.BSN_IN_TEXT, "•••••782", table="drafts")
    assert point.mark == "bsn_in_text:drafts"
    assert bsn_in_line("te weinig tijd") is None


def test_other_personal_data_is_only_told() -> None:
    """It is no open point; of an item with a BSN the rest is told."""
    notes = (
        replace(COMPLETE.notes[0], text="mevrouw Jansen, bsn 123456782"),
        replace(COMPLETE.notes[0], id="n-2", text="bsn 111222333"),
    )
    session = replace(COMPLETE, notes=notes, report_backs=(ReportBack(id="k-1", subject=SMIT),))
    first, second = other_personal_data(session)
    assert (first.item, [piece.kind for piece in first.pieces]) == ("n-1", ["salutation"])
    assert (second.table, [piece.kind for piece in second.pieces]) == (
        "report_backs",
        ["salutation"],
    )
    assert [each.item for each in open_points(session) if each.code in OF_BSN] == ["n-1", "n-2"]
    assert OpenCode.OTHER_PERSONAL_DATA not in [each.code for each in open_points(session)]
