"""A series from meeting to meeting: how things stood then and now, and how people came."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from sessiecoach.domain.carry_over import carried
from sessiecoach.domain.over_time import (
    QuestionState,
    RoleRow,
    attendance_over,
    cases_not_discussed,
    diagnoses_over,
    is_body,
    learning_questions_over,
    promise_counts,
    promises_by_owner,
    report_back_matrix,
    scores_over,
    timelines,
    times_over,
)
from sessiecoach.domain.session import (
    EVERY_BLOCK,
    Block,
    Case,
    Diagnosis,
    Header,
    Participant,
    Promise,
    Rating,
    ReportBack,
    Scale,
    Session,
    Solution,
    Update,
)
from sessiecoach.domain.standing import CheckStatus, PromiseCounts, SolutionStatus

JUNE, SEPTEMBER, OCTOBER, NOVEMBER = (
    dt.date(2016, 6, 27),
    dt.date(2016, 9, 5),
    dt.date(2016, 10, 10),
    dt.date(2016, 11, 21),
)
NINE = dt.datetime(2016, 9, 5, 9, tzinfo=dt.UTC)


def meeting(date: dt.date | None, header: dict[str, Any] | None = None, **tables: Any) -> Session:
    """Return a meeting on a day."""
    known: dict[str, Any] = {"id": str(date), "date": date, "status": "closed", **(header or {})}
    return Session(header=Header(**known), **tables)


# Solutions.


def test_a_timeline_shows_how_a_solution_stood_after_each_meeting() -> None:
    """What was told between two meetings was heard at the second; who told it last is named."""
    meetings = [
        meeting(None, {"id": "zonder"}),
        meeting(
            JUNE, solutions=(Solution(id="s-1"), Solution(id="s-2")), promises=(Promise(id="t-1"),)
        ),
        meeting(
            SEPTEMBER,
            updates=(
                Update(id="u-1", item="s-1", worked_out="partly", reported_by="werkgroep"),
                Update(id="u-2", item="s-1", remark="langzaam"),
            ),
        ),
        meeting(OCTOBER),
        meeting(NOVEMBER),
    ]
    between = [
        Update(id="u-3", item="s-1", on=dt.date(2016, 9, 19), applied="partly", reported_by="MT"),
        Update(id="u-4", item="s-1", on=dt.date(2016, 9, 20), applied="yes", reported_by="team"),
        Update(id="u-5", item="s-1", on=dt.date(2016, 12, 1), embedded=True),
    ]
    first, second = timelines(meetings, carried(meetings, between, NOVEMBER))
    assert (first.solution.id, first.meeting.header.date) == ("s-1", JUNE)
    assert [(m.header.date, status, by) for m, status, by in first.stands] == [
        (SEPTEMBER, SolutionStatus.BEING_WORKED_OUT, "werkgroep"),
        (OCTOBER, SolutionStatus.APPLIED, "team"),
        (NOVEMBER, SolutionStatus.APPLIED, ""),
    ]
    assert [status for _m, status, _by in second.stands] == [SolutionStatus.UNKNOWN] * 3
    shuffled = [meetings[3], meetings[1], meetings[4], meetings[2], meetings[0]]
    assert timelines(shuffled, carried(shuffled, between, NOVEMBER)) == (first, second)


def test_of_two_meetings_on_one_day_the_first_has_not_heard_what_the_second_was_told() -> None:
    """Each hears what its own record tells, and what was told between meetings that day."""
    morning = meeting(
        SEPTEMBER,
        {"id": "ochtend", "starts": dt.time(9)},
        solutions=(Solution(id="s-1"),),
    )
    noon = meeting(
        SEPTEMBER,
        {"id": "middag", "starts": dt.time(13)},
        updates=(Update(id="u-1", item="s-1", worked_out="no", reported_by="MT"),),
    )
    evening = meeting(
        SEPTEMBER,
        {"id": "avond", "starts": dt.time(19)},
        updates=(Update(id="u-2", item="s-1", worked_out="yes", reported_by="team"),),
    )
    meetings = [morning, noon, evening]
    (found,) = timelines(meetings, carried(meetings, [], SEPTEMBER))
    assert [(m.header.id, status, by) for m, status, by in found.stands] == [
        ("middag", SolutionStatus.NOT_TAKEN_UP, "MT"),
        ("avond", SolutionStatus.WORKED_OUT, "team"),
    ]


def test_a_solution_of_a_meeting_without_a_date_has_a_timeline_too() -> None:
    """Every meeting with a date comes after it; what was told without a day was told before."""
    undated = meeting(
        None,
        {"id": "zonder"},
        solutions=(Solution(id="s-1"),),
        updates=(Update(item="s-1", worked_out="yes"),),
    )
    meetings = [undated, meeting(None, {"id": "zonder-2"}), meeting(JUNE)]
    (found,) = timelines(meetings, carried(meetings, [], SEPTEMBER))
    assert [status for _m, status, _by in found.stands] == [SolutionStatus.WORKED_OUT]


# Report-backs.


def reports(*organisations: str, start: int = 1) -> tuple[ReportBack, ...]:
    """Return a report-back for each of these organisations."""
    return tuple(
        ReportBack(id=f"k-{number}", organisation=organisation)
        for number, organisation in enumerate(organisations, start)
    )


def test_the_matrix_tells_what_each_meeting_heard_of_each_organisation() -> None:
    """However it was spelled; what was told between two meetings counts for the second."""
    gone = ReportBack(id="k-9", organisation="Weg", withdrawn_at=NINE)
    meetings = [
        meeting(JUNE, report_backs=(*reports("Gemeente Oss", "Zorg", "Wonen"), gone)),
        meeting(
            SEPTEMBER,
            report_backs=reports(" gemeente  OSS ", "Later", start=4),
            updates=(Update(item="k-1", done="no"), Update(item="k-2", done="unknown")),
        ),
        meeting(OCTOBER, updates=(Update(item="k-4", done="partly"),)),
    ]
    between = [
        Update(id="u-1", item="k-2", on=dt.date(2016, 9, 19), done="yes"),
        Update(id="u-2", item="k-1", on=dt.date(2016, 10, 31), done="yes"),
        Update(id="u-3", item="k-3", on=dt.date(2017, 1, 1), done="yes"),
    ]
    oss, zorg, wonen, later = report_back_matrix(meetings, between, NOVEMBER)
    assert (oss.organisation, oss.cells) == (
        "Gemeente Oss",
        (None, CheckStatus.NOT_DONE, CheckStatus.PARTLY, CheckStatus.DONE),
    )
    assert (zorg.organisation, zorg.cells) == (
        "Zorg",
        (None, CheckStatus.UNKNOWN, CheckStatus.DONE, None),
    )
    assert (wonen.organisation, wonen.cells) == ("Wonen", (None,) * 4)
    assert [row.agreed_at for row in (oss, zorg, wonen, later)] == [0, 0, 0, 1]
    without = report_back_matrix(meetings, between)
    assert [row.cells for row in without] == [row.cells[:3] for row in (oss, zorg, wonen, later)]


def test_the_matrix_of_meetings_on_one_day_and_without_one() -> None:
    """Each hears what its own record tells; what was told without a day is of the first."""
    meetings = [
        meeting(None, {"id": "zonder"}, report_backs=reports("Zorg")),
        meeting(SEPTEMBER, {"id": "a"}, updates=(Update(id="u-1", item="k-1", done="no"),)),
        meeting(SEPTEMBER, {"id": "b"}, updates=(Update(id="u-2", item="k-1", done="yes"),)),
    ]
    undated = Update(id="u-3", item="k-1", done="partly")
    (row,) = report_back_matrix(meetings, [undated])
    assert row.cells == (CheckStatus.PARTLY, CheckStatus.NOT_DONE, CheckStatus.DONE)
    that_day = Update(id="u-4", item="k-1", on=SEPTEMBER, done="partly")
    (row,) = report_back_matrix(meetings, [that_day])
    assert row.cells == (None, CheckStatus.PARTLY, CheckStatus.DONE)
    early = Update(id="u-5", item="k-1", on=JUNE, done="unknown")
    (row,) = report_back_matrix(meetings[:2], [early])
    assert row.cells == (None, CheckStatus.NOT_DONE)
    assert report_back_matrix([], [early]) == ()


# Promises.


def test_promises_stand_with_their_owner_late_ones_first() -> None:
    """Owners with late ones come first; of what stands alike, what is due first."""
    june = meeting(
        JUNE,
        solutions=(Solution(id="s-1"),),
        promises=(
            Promise(id="t-1", owner="Anna", due=NOVEMBER),
            Promise(id="t-2", owner="werkgroep", due=OCTOBER),
            Promise(id="t-3", owner=" Werkgroep", due=SEPTEMBER),
            Promise(id="t-4", owner="werkgroep"),
            Promise(id="t-5", owner="bert", due=JUNE),
            Promise(id="t-6", owner="werkgroep", due=dt.date(2017, 1, 1)),
            Promise(id="t-7", owner="Anna", due=dt.date(2016, 10, 31)),
            Promise(id="t-8", owner="Cor"),
        ),
    )
    loose = [
        Update(item="t-3", on=SEPTEMBER, due=dt.date(2016, 9, 19)),
        Update(item="t-3", on=OCTOBER, due=dt.date(2016, 10, 5)),
        Update(item="t-5", on=SEPTEMBER, status="done"),
        Update(item="t-7", on=SEPTEMBER, status="started"),
        Update(item="t-8", on=SEPTEMBER, status="dropped"),
    ]
    items = carried([june], loose, dt.date(2016, 10, 11))
    found = promises_by_owner(items)
    assert {owner: [each.promise.id for each in owned] for owner, owned in found.items()} == {
        "werkgroep": ["t-3", "t-2", "t-6", "t-4"],
        "Anna": ["t-1", "t-7"],
        "Cor": ["t-8"],
        "bert": ["t-5"],
    }
    assert list(found) == ["werkgroep", "Anna", "Cor", "bert"]
    assert [(each.postponed, each.due) for each in found["werkgroep"][:2]] == [
        (2, dt.date(2016, 10, 5)),
        (0, OCTOBER),
    ]
    assert promise_counts(items) == PromiseCounts(open=4, kept=1, late=2)


@pytest.mark.parametrize(
    ("owner", "body"),
    [
        ("werkgroep Anders samenwerken", True),
        ("De Stuurgroep", True),
        ("projectgroep", True),
        ("teamleider", False),
        ("", False),
    ],
)
def test_a_working_group_is_known_by_its_name(owner: str, body: bool) -> None:
    """A record has owners in words; those of a standing body say so."""
    assert is_body(owner) is body


# People.


def people(role: str, count: int) -> Participant:
    """Return as many people of a role who came."""
    return Participant(role=role, count=count, present=(EVERY_BLOCK,) if count else ())


def test_attendance_is_counted_by_role_however_it_is_spelled() -> None:
    """Required roles first, also where nobody of them came; others as they were entered."""
    meetings = [
        meeting(JUNE, participants=(people("wijkprofessional", 6), people("Manager", 1))),
        meeting(
            SEPTEMBER,
            {"required_roles": ("manager", "raadslid")},
            participants=(people("manager ", 3), people("bestuurder", 1)),
        ),
    ]
    found = attendance_over(meetings)
    assert [(each.role.strip().casefold(), each.required, each.present) for each in found] == [
        ("manager", True, (1, 3)),
        ("raadslid", True, (0, 0)),
        ("wijkprofessional", False, (6, 0)),
        ("bestuurder", False, (0, 1)),
    ]


@pytest.mark.parametrize(
    ("role", "manages"),
    [
        ("manager", True),
        ("Zorgmanagers", True),
        ("lijnmanager", True),
        ("programmamanager", False),
        ("Projectmanager", False),
        ("casemanager dementie", False),
        ("professional", False),
    ],
)
def test_managers_are_those_who_have_people_to_give_room(role: str, manages: bool) -> None:
    """Who manages a programme or cases gives nobody backing."""
    assert RoleRow(role, False, ()).manages is manages


# Scores.


def scored(date: dt.date, scale: Scale, *values: int) -> Session:
    """Return a meeting where each of these was given once on one scale."""
    ratings = tuple(
        Rating(id=f"r-{number}", scale=scale.id, value=value, of=scale.of)
        for number, value in enumerate(values)
    )
    return meeting(date, scales=(scale,), ratings=ratings)


def test_scores_stand_beside_each_other_with_their_difference() -> None:
    """The last against the one before it that has answers; a scale without any is left out."""
    trust = Scale(id="vertrouwen", title="Vertrouwen")
    meetings = [
        scored(dt.date(2016, 5, 2), trust, 1),
        scored(JUNE, trust, 3, 4),
        scored(SEPTEMBER, trust),
        scored(OCTOBER, Scale(id="vertrouwen", title=" vertrouwen"), 5, 4),
        scored(NOVEMBER, Scale(id="stil"), 9),
    ]
    (row,) = scores_over(meetings)
    assert (row.scale, row.title, row.of) == ("vertrouwen", " vertrouwen", 5)
    assert [each and each.mean for each in row.scores] == [1.0, 3.5, None, 4.5, None]
    assert (row.delta, row.asked.title) == (1.0, " vertrouwen")
    (alone,) = scores_over(meetings[1:3])
    assert alone.delta is None


def test_a_scale_of_another_length_is_another_scale() -> None:
    """4 of 5 and 8 of 10 are not 4 more, also where both have one id."""
    short, long = Scale(id="vertrouwen", of=5), Scale(id="vertrouwen", of=10)
    gone = Scale(id="weg", withdrawn_at=NINE)
    meetings = [scored(JUNE, short, 4), scored(SEPTEMBER, long, 8), scored(OCTOBER, gone, 3)]
    rows = scores_over(meetings)
    assert [(row.of, [each and each.mean for each in row.scores]) for row in rows] == [
        (5, [4.0, None, None]),
        (10, [None, 8.0, None]),
    ]
    assert [row.delta for row in rows] == [None, None]


def test_a_scale_of_another_statement_is_another_scale() -> None:
    """Two werkvormen of one series may use one id for two statements; nothing rose or fell."""
    lens, bend = (Scale(id="relatie", title=each) for each in ("We vertrouwen", "Is sterker"))
    rows = scores_over([scored(JUNE, lens, 2), scored(SEPTEMBER, bend, 5)])
    assert [(row.title, row.delta) for row in rows] == [
        ("We vertrouwen", None),
        ("Is sterker", None),
    ]


# Questions and cases.


def test_a_learning_question_is_new_taken_along_or_dealt_with() -> None:
    """However it is spelled; an empty one is none."""
    meetings = [
        meeting(JUNE, {"learning_questions": ("Wat  werkt?", "Wie doet mee", " ? ")}),
        meeting(SEPTEMBER, {"learning_questions": ("wat werkt",)}),
        meeting(OCTOBER, {"learning_questions": ("Wie doet mee?", "Wat nu?")}),
        meeting(NOVEMBER),
    ]
    rows = learning_questions_over(meetings)
    assert [row.question for row in rows] == ["Wat  werkt?", "Wie doet mee", "Wat nu?"]
    assert [row.asked for row in rows] == [
        (True, True, False, False),
        (True, False, True, False),
        (False, False, True, False),
    ]
    new, along, dealt = QuestionState.NEW, QuestionState.CARRIED, QuestionState.HANDLED
    assert [row.states for row in rows] == [
        (new, along, dealt, None),
        (new, dealt, along, dealt),
        (None, None, new, dealt),
    ]


def test_cases_wait_until_a_meeting_discusses_them() -> None:
    """Each once, with who offered it first; offered again after it was discussed it waits again."""
    june = meeting(
        JUNE,
        cases=(
            Case(id="a", title="Inwoner met vragen"),
            Case(id="b", title="Verhuizing"),
            Case(id="c", title="Weg", withdrawn_at=NINE),
            Case(id="d", status="discussed", title="Gezin"),
            Case(id="e"),
            Case(id="f", title="Zelfde dag"),
            Case(id="g", status="discussed", title="Zelfde dag"),
        ),
    )
    september = meeting(
        SEPTEMBER,
        cases=(
            Case(id="a", title="inwoner met  vragen", status="continued"),
            Case(id="b", title="Verhuizing"),
            Case(id="c", title="Gezin"),
            Case(id="d", title="e", status="discussed", withdrawn_at=NINE),
        ),
    )
    assert cases_not_discussed([june, september]) == (
        (june, "Verhuizing"),
        (june, "e"),
        (september, "Gezin"),
    )


# Time and diagnosis.


def test_blocks_stand_beside_themselves_with_their_times() -> None:
    """Planned minutes and used seconds; nothing where a meeting had no such block or not yet."""
    begun = Block(
        id="r1",
        title="Ronde 1",
        planned_minutes=20,
        started_at=NINE,
        ended_at=NINE + dt.timedelta(minutes=25),
    )
    waiting = Block(id="r1", title="Ronde een", planned_minutes=15)
    dropped = Block(id="r2", planned_minutes=5, withdrawn_at=NINE)
    running = Block(id="r3", title="Ronde 3", planned_minutes=5, started_at=NINE)
    meetings = [
        meeting(JUNE, {"werkvorm": "leersessie"}, blocks=(begun, dropped)),
        meeting(SEPTEMBER, {"werkvorm": "leersessie"}, blocks=(waiting,)),
        meeting(OCTOBER, {"werkvorm": "masterclass"}, blocks=(begun, running)),
    ]
    rows = times_over(meetings, NINE + dt.timedelta(minutes=2), dt.UTC)
    assert [(r.block, r.title, r.planned_minutes, r.used_seconds) for r in rows] == [
        ("r1", "Ronde 1", (None, None, 20), (None, None, 1500)),
        ("r3", "Ronde 3", (None, None, 5), (None, None, 120)),
        ("r1", "Ronde een", (20, 15, None), (1500, None, None)),
    ]


def test_a_diagnosis_stands_with_the_meeting_that_made_it() -> None:
    """None stagnating is a diagnosis as well; no word is none."""
    island = Diagnosis(stagnation="island", motivation="ieder voor zich")
    fine = Diagnosis(choice="geen")
    meetings = [
        meeting(JUNE, diagnosis=island),
        meeting(SEPTEMBER),
        meeting(OCTOBER, diagnosis=fine),
    ]
    assert [(row.meeting.header.date, row.diagnosis) for row in diagnoses_over(meetings)] == [
        (JUNE, island),
        (OCTOBER, fine),
    ]


def test_blocks_stand_in_the_order_of_the_last_meeting() -> None:
    """A block that came later stands in its place, and one that is gone stands last."""
    first = Session(blocks=(Block(id="opening"), Block(id="film"), Block(id="r1")))
    last = Session(blocks=(Block(id="opening"), Block(id="terugkom"), Block(id="r1")))
    at = dt.datetime(2016, 9, 5, 9, tzinfo=dt.UTC)
    rows = times_over((first, last), at, dt.UTC)
    assert [row.block for row in rows] == ["opening", "terugkom", "r1", "film"]
