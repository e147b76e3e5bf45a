"""The draft that a werkvorm gives, and what the plan of a meeting lacks."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from sessiecoach.domain import werkvorm as of
from sessiecoach.domain.facts import Fact, apply
from sessiecoach.domain.half_days import with_half_days
from sessiecoach.domain.preparing import (
    Finding,
    PlanCode,
    least_minutes,
    plan_findings,
    planned_minutes,
    prepared_session,
    slot_minutes,
)
from sessiecoach.domain.session import (
    Block,
    Case,
    Group,
    Header,
    Participant,
    Perspective,
    Scale,
    Session,
    Stagnation,
    WayOut,
    WorksheetKind,
)
from sessiecoach.domain.werkvorm import Werkvorm
from sessiecoach.storage.werkvormen import load_werkvormen
from tests.domain.reference_plan import NINE, reference_session

FORMAT = Werkvorm(
    schema=1,
    kind="werkvorm",
    id="gesprek",
    title="Een gesprek",
    total_minutes=45,
    required_roles=("manager",),
    desired_roles=("notulist",),
    warn_minutes=(1, 5),
    perspectives=(
        of.Perspective(
            id="systeem", title="Systeem", questions=("Welke regel?",), own_elaboration=True
        ),
        of.Perspective(id="burger", title="Burger"),
        of.Perspective(id="weg", title="Niet gebruikt"),
    ),
    scales=(of.Scale(id="nut", title="Het was nuttig", of=4), of.Scale(id="x", title="x")),
    blocks=(
        of.Block(id="opening", kind="opening", title="Opening", minutes=5, warn_minutes=()),
        of.Block(
            id="terugkom",
            kind="lookback",
            title="Terugkom",
            minutes=10,
            only_from_meeting=2,
            gives_minutes_to="afspraken",
        ),
        of.Block(
            id="r1",
            kind="round",
            title="Ronde",
            minutes=20,
            min_minutes=12,
            auto_next=True,
            questions=("Wat gebeurde er?",),
            captures=("feit", "helpend"),
            perspectives=("burger", "systeem"),
            scales=("nut",),
        ),
        of.Block(id="afspraken", kind="plenary", title="Afspraken", minutes=10, buffer=True),
    ),
)


def prepared(werkvorm: Werkvorm = FORMAT, *, number: int = 0, earlier: bool = False) -> Session:
    return prepared_session(
        werkvorm, session_id="s", document="d", number=number, earlier_meetings=earlier
    )


def test_groups_rotate_where_the_werkvorm_says_so() -> None:
    """They are free by default; a werkvorm can begin with a carousel."""
    assert not prepared().header.carousel
    assert prepared(replace(FORMAT, assignment="carousel")).header.carousel


def test_what_is_known_of_the_meeting() -> None:
    """The draft holds what the series says and the roles that the werkvorm asks for."""
    session = prepared_session(
        FORMAT,
        session_id="2016-09-05-gesprek",
        document="m4w8",
        series="proeftuin-ruwaard",
        number=2,
        title="Tweede leersessie",
        date=dt.date(2016, 9, 5),
        starts=dt.time(9),
        ends=dt.time(10, 30),
        location="gemeentehuis Oss",
        zone="Europe/Brussels",
        goal="Anders organiseren",
        earlier_meetings=True,
    )
    assert session.header == Header(
        id="2016-09-05-gesprek",
        series="proeftuin-ruwaard",
        number=2,
        title="Tweede leersessie",
        werkvorm="gesprek",
        status="draft",
        date=dt.date(2016, 9, 5),
        starts=dt.time(9),
        ends=dt.time(10, 30),
        document="m4w8",
        zone="Europe/Brussels",
        location="gemeentehuis Oss",
        goal="Anders organiseren",
        required_roles=("manager",),
        desired_roles=("notulist",),
    )


def test_a_meeting_without_a_title_has_that_of_its_werkvorm() -> None:
    """There is always something to call it by; nothing else is filled in by itself."""
    session = prepared_session(FORMAT, session_id="s", document="d")
    assert session.blocks == prepared(number=1, earlier=False).blocks
    assert session.header == Header(
        id="s",
        document="d",
        title="Een gesprek",
        werkvorm="gesprek",
        required_roles=("manager",),
        desired_roles=("notulist",),
    )


def test_a_record_stands_on_its_own() -> None:
    """Blocks, perspectives and scales are copied whole, those that no block uses left out."""
    session = prepared(number=2, earlier=True)
    assert session.perspectives == (
        Perspective(
            id="systeem", title="Systeem", questions=("Welke regel?",), own_elaboration=True
        ),
        Perspective(id="burger", title="Burger"),
    )
    assert session.scales == (Scale(id="nut", title="Het was nuttig", of=4),)
    assert session.blocks == (
        Block(id="opening", kind="opening", title="Opening", planned_minutes=5, min_minutes=5),
        Block(
            id="terugkom",
            kind="lookback",
            title="Terugkom",
            planned_minutes=10,
            min_minutes=6,
            flexible=True,
            warn_minutes=(5, 1),
        ),
        Block(
            id="r1",
            kind="round",
            title="Ronde",
            planned_minutes=20,
            min_minutes=12,
            flexible=True,
            auto_next=True,
            warn_minutes=(5, 1),
            questions=("Wat gebeurde er?",),
            captures=("feit", "helpend"),
            perspectives=("systeem", "burger"),
            scales=("nut",),
        ),
        Block(
            id="afspraken",
            kind="plenary",
            title="Afspraken",
            planned_minutes=10,
            min_minutes=6,
            flexible=True,
            buffer=True,
            warn_minutes=(5, 1),
        ),
    )


def test_perspectives_that_no_block_names() -> None:
    """Where the blocks name no perspective at all, notes can have any."""
    free = replace(FORMAT, blocks=(of.Block(id="a", kind="round", title="A", minutes=45),))
    assert [each.id for each in prepared(free).perspectives] == ["systeem", "burger", "weg"]


def test_perspectives_of_another_day() -> None:
    """A day whose blocks name none has none where the blocks of another day do."""
    werkvorm = SHIPPED["verticaal-maatwerk"]
    assert [len(prepared(werkvorm, number=day).perspectives) for day in (1, 2)] == [5, 0]


@pytest.mark.parametrize(
    ("number", "earlier", "looks_back"),
    [(1, False, False), (0, False, False), (2, False, False), (2, True, True), (0, True, True)],
)
def test_a_first_meeting_has_no_terugkom(number: int, earlier: bool, looks_back: bool) -> None:
    """Without earlier meetings the terugkom gives its minutes to the agreements."""
    minutes = {
        block.id: block.planned_minutes for block in prepared(number=number, earlier=earlier).blocks
    }
    expected = {"opening": 5, "terugkom": 10, "r1": 20, "afspraken": 10}
    if not looks_back:
        expected = {"opening": 5, "r1": 20, "afspraken": 20}
    assert minutes == expected


def test_a_block_of_later_meetings_only() -> None:
    """The number of the meeting counts where a block joins later than the second."""
    later = replace(FORMAT.blocks[1], only_from_meeting=3)
    late = replace(FORMAT, blocks=(FORMAT.blocks[0], later, *FORMAT.blocks[2:]))
    for number, there in ((0, False), (2, False), (3, True)):
        session = prepared(late, number=number, earlier=True)
        assert (session.block("terugkom") is not None) is there


@pytest.mark.parametrize(("number", "block"), [(0, "een"), (1, "een"), (2, "twee"), (3, "twee")])
@pytest.mark.parametrize("earlier", [False, True])
def test_a_werkvorm_of_several_days(number: int, block: str, earlier: bool) -> None:
    """The number of the meeting gives the day, whether earlier days were recorded or not."""
    days = replace(
        FORMAT,
        total_minutes=None,
        days=(of.Day(title="Een", total_minutes=60), of.Day(title="Twee", total_minutes=60)),
        blocks=(
            of.Block(id="een", kind="round", title="Een", minutes=60),
            of.Block(id="twee", kind="round", title="Twee", minutes=60, day=2),
        ),
    )
    assert [each.id for each in prepared(days, number=number, earlier=earlier).blocks] == [block]


SHIPPED = load_werkvormen(None).formats


@pytest.mark.parametrize("werkvorm", SHIPPED.values(), ids=SHIPPED.keys())
@pytest.mark.parametrize("earlier", [False, True])
def test_each_shipped_werkvorm_gives_a_plan_that_fits(werkvorm: Werkvorm, earlier: bool) -> None:
    """The draft takes exactly the minutes of the format, on each day, first meeting or not."""
    for number, minutes in enumerate(werkvorm.day_minutes, start=1):
        session = prepared(werkvorm, number=number, earlier=earlier)
        assert planned_minutes(session) == minutes
        codes = {finding.code for finding in plan_findings(session)}
        assert not codes & {PlanCode.NO_BLOCKS, PlanCode.NO_MINUTES, PlanCode.BELOW_MINIMUM}


READY = replace(
    reference_session(),
    header=replace(
        reference_session().header,
        required_roles=("manager",),
        desired_roles=("notulist",),
        learning_questions=("Wat helpt?",),
    ),
    participants=(Participant(id="p-1", role="manager"), Participant(id="p-2", role="notulist")),
    cases=(Case(id="a"),),
    groups=(Group(id="A"),),
)


def findings(**changed: object) -> list[Finding]:
    return list(plan_findings(replace(READY, **changed)))  # type: ignore[arg-type]


def with_block(block_id: str, **changed: object) -> tuple[Block, ...]:
    return tuple(
        replace(block, **changed) if block.id == block_id else block  # type: ignore[arg-type]
        for block in READY.blocks
    )


def with_header(**changed: object) -> Header:
    return replace(READY.header, **changed)  # type: ignore[arg-type]


def test_a_plan_that_is_ready() -> None:
    """A plan that fills its slot and has people, cases and groups lacks nothing."""
    assert plan_findings(READY) == ()


def test_an_empty_plan() -> None:
    """Of nothing everything is lacking, the most pressing first."""
    assert [finding.code for finding in plan_findings(Session())] == [
        PlanCode.NO_BLOCKS,
        PlanCode.NO_SLOT,
        PlanCode.NO_PARTICIPANTS,
        PlanCode.NO_CASES,
        PlanCode.NO_GROUPS,
        PlanCode.NO_LEARNING_QUESTION,
    ]


def test_surplus_and_room() -> None:
    """The sum of the minutes is held against the slot, both ways, in minutes."""
    assert findings(blocks=with_block("r1", planned_minutes=23)) == [
        Finding(PlanCode.SURPLUS, minutes=3)
    ]
    assert findings(blocks=with_block("r1", planned_minutes=21)) == [
        Finding(PlanCode.SURPLUS, minutes=1)
    ]
    assert findings(blocks=with_block("r1", planned_minutes=16)) == [
        Finding(PlanCode.ROOM_LEFT, minutes=4)
    ]
    dropped = with_block("w1", withdrawn_at=NINE)
    assert findings(blocks=dropped) == [Finding(PlanCode.ROOM_LEFT, minutes=3)]


def test_minima_that_do_not_fit() -> None:
    """Fixed blocks count whole, the others by their minimum: 10 + 3 x 12 + 2 x 3 + 8 = 60."""
    assert findings(header=with_header(ends=dt.time(9, 59))) == [
        Finding(PlanCode.MINIMA_TOO_LONG, minutes=1),
        Finding(PlanCode.SURPLUS, minutes=31),
    ]
    assert findings(header=with_header(ends=dt.time(10))) == [Finding(PlanCode.SURPLUS, minutes=30)]


def test_least_minutes() -> None:
    """What may give has its minimum; what is fixed has its length."""
    block = Block(planned_minutes=20, min_minutes=12)
    assert least_minutes(block) == 20
    assert least_minutes(replace(block, flexible=True)) == 12
    assert least_minutes(replace(block, buffer=True)) == 12


def test_blocks_that_are_too_short() -> None:
    """A block needs minutes, and no fewer than its own minimum."""
    assert findings(blocks=with_block("r1", planned_minutes=0)) == [
        Finding(PlanCode.ROOM_LEFT, minutes=20),
        Finding(PlanCode.NO_MINUTES, "r1"),
    ]
    assert findings(blocks=with_block("r1", planned_minutes=1, min_minutes=0)) == [
        Finding(PlanCode.ROOM_LEFT, minutes=19)
    ]
    assert findings(blocks=with_block("r1", planned_minutes=11)) == [
        Finding(PlanCode.ROOM_LEFT, minutes=9),
        Finding(PlanCode.BELOW_MINIMUM, "r1", 1),
    ]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"date": None}, [Finding(PlanCode.NO_SLOT)]),
        ({"starts": None}, [Finding(PlanCode.NO_SLOT)]),
        ({"ends": None}, [Finding(PlanCode.NO_SLOT)]),
        (
            {"date": None, "ends": dt.time(10, 20)},
            [Finding(PlanCode.NO_SLOT), Finding(PlanCode.SURPLUS, minutes=10)],
        ),
    ],
)
def test_a_slot_that_is_not_known(changed: dict[str, object], expected: list[Finding]) -> None:
    """Without a date the minutes can still be held against the times."""
    assert findings(header=with_header(**changed)) == expected


@pytest.mark.parametrize(
    ("starts", "ends", "minutes"),
    [
        (dt.time(9), dt.time(10, 30), 90),
        (dt.time(22), dt.time(1), 180),
        (None, dt.time(1), None),
        (dt.time(1), None, None),
    ],
)
@pytest.mark.parametrize("date", [None, dt.date(2016, 3, 26)])
def test_slot_minutes(
    starts: dt.time | None, ends: dt.time | None, minutes: int | None, date: dt.date | None
) -> None:
    """The slot runs from begin to end, past midnight where the end is the earlier time."""
    assert slot_minutes(Header(date=date, starts=starts, ends=ends)) == minutes


def test_people_cases_and_groups() -> None:
    """What was withdrawn is not there; required roles are pressing, desired ones come last."""
    participants = tuple(replace(each, withdrawn_at=NINE) for each in READY.participants)
    cases = (replace(READY.cases[0], withdrawn_at=NINE),)
    groups = (replace(READY.groups[0], withdrawn_at=NINE),)
    header = with_header(learning_questions=())
    assert findings(participants=participants, cases=cases, groups=groups, header=header) == [
        Finding(PlanCode.REQUIRED_ROLE_MISSING, "manager"),
        Finding(PlanCode.NO_PARTICIPANTS),
        Finding(PlanCode.NO_CASES),
        Finding(PlanCode.NO_GROUPS),
        Finding(PlanCode.NO_LEARNING_QUESTION),
        Finding(PlanCode.DESIRED_ROLE_MISSING, "notulist"),
    ]


@pytest.mark.parametrize("kind", ["questions", "interests", "ratings", "diagnosis"])
def test_who_work_on_their_cooperation_need_no_cases_and_no_groups(kind: WorksheetKind) -> None:
    """Where every round works on own questions or on how people cooperate neither is missed."""
    alone = Block(id="v", kind="round", planned_minutes=5, worksheets=(kind,))
    beside = replace(alone, id="w", worksheets=())
    on_cases = replace(alone, id="w", worksheets=("tests",))
    scored = replace(beside, scales=("relatie",))
    codes = {PlanCode.NO_CASES, PlanCode.NO_GROUPS}
    for blocks, missed in (
        ((alone,), set()),
        ((alone, beside), codes),
        ((alone, on_cases), codes),
        ((alone, scored), codes),
        ((beside,), codes),
        ((), codes),
    ):
        found = findings(blocks=blocks, cases=(), groups=())
        assert codes & {each.code for each in found} == missed


def test_domains_that_nobody_is_of() -> None:
    """Each domain that must be there and that nobody of is expected is named."""
    header = with_header(required_domains=("wonen", "zorg"))
    people = (*READY.participants, Participant(id="p-3", domain="zorg"))
    assert findings(header=header, participants=people) == [
        Finding(PlanCode.DOMAIN_MISSING, "wonen")
    ]


def test_a_role_for_begin_and_end_is_missed_once() -> None:
    """A role that must be there at begin and end is missed as any other, also when required."""
    header = with_header(present_at_start_and_end=("manager", "raadslid"))
    assert findings(header=header) == [Finding(PlanCode.REQUIRED_ROLE_MISSING, "raadslid")]


@pytest.mark.parametrize(
    ("least", "most", "code"),
    [
        (2, 2, None),
        (3, 0, PlanCode.TOO_FEW_PARTICIPANTS),
        (0, 1, PlanCode.TOO_MANY_PARTICIPANTS),
    ],
)
def test_numbers_of_people(least: int, most: int, code: PlanCode | None) -> None:
    """Fewer or more people than works well is said; nobody at all is said otherwise."""
    header = with_header(min_participants=least, max_participants=most)
    assert findings(header=header) == ([Finding(code)] if code else [])


def test_more_people_than_groups_can_take() -> None:
    """Groups that are too few or too large are said where there are groups."""
    header = with_header(max_per_group=1)
    assert findings(header=header) == [Finding(PlanCode.GROUP_TOO_LARGE)]
    assert findings(header=header, groups=()) == [Finding(PlanCode.NO_GROUPS)]


def test_the_second_day_of_a_werkvorm_in_half_days() -> None:
    """The second meeting is day 2 with its own step, and its half days can be longer as well."""
    werkvorm = SHIPPED["verticaal-maatwerk"]
    day = prepared(werkvorm, number=2, earlier=True)
    assert [(step.id, step.minutes) for step in day.steps] == [("4", 210)]
    assert {block.step for block in day.blocks} == {"4"}
    changes = with_half_days(day, 240, werkvorm)
    longer = apply(day, Fact("f", 1, "x", NINE, changes))
    assert (longer.header.half_day_minutes, planned_minutes(longer)) == (240, 240)
    first = prepared(werkvorm, number=1)
    assert [step.id for step in first.steps] == ["1", "2", "3"]


def test_what_the_model_says_goes_along() -> None:
    """A record tells what each outcome means and what helps, also two ways out of one role."""
    talk = of.Block(id="duiden", kind="plenary", title="Duiden", minutes=10, choice=("schijn",))
    model = Werkvorm(
        schema=1,
        kind="werkvorm",
        id="scan",
        title="Scan",
        total_minutes=10,
        blocks=(talk,),
        stagnations=(
            of.Stagnation(id="schijn", title="Schijn", text="Nota's.", between=("a", "b")),
        ),
        ways_out=(
            of.WayOut(stagnation="schijn", role="team", text="Begin klein."),
            of.WayOut(stagnation="schijn", role="team", text="Begin nu."),
        ),
    )
    session = prepared_session(model, session_id="s", document="d")
    assert session.stagnations == (
        Stagnation(id="schijn", title="Schijn", text="Nota's.", between=("a", "b")),
    )
    assert session.ways_out == (
        WayOut(id="uitweg-1", stagnation="schijn", role="team", text="Begin klein."),
        WayOut(id="uitweg-2", stagnation="schijn", role="team", text="Begin nu."),
    )


@pytest.mark.parametrize(
    ("werkvorm", "groups", "question"),
    [
        ("leersessie", True, True),
        ("incidentmethode", False, False),
        ("balintmethode", False, True),
        ("wereldcafe", True, True),
    ],
)
def test_only_what_a_werkvorm_uses_is_missed(werkvorm: str, groups: bool, question: bool) -> None:
    """Groups are missed where people divide, a learning question where one opens with it."""
    session = prepared_session(
        load_werkvormen(None).formats[werkvorm], session_id="s", document="d"
    )
    codes = {each.code for each in plan_findings(session)}
    assert (PlanCode.NO_GROUPS in codes) is groups
    assert (PlanCode.NO_LEARNING_QUESTION in codes) is question
