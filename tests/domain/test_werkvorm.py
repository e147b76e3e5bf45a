"""A werkvorm: its defaults, its agenda, and the rules between its keys."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from sessiecoach.domain.errors import Fault, FaultCode
from sessiecoach.domain.keys import key_of
from sessiecoach.domain.werkvorm import (
    Block,
    Day,
    Perspective,
    Scale,
    SeriesKind,
    Stagnation,
    Step,
    WayOut,
    Werkvorm,
)
from sessiecoach.domain.werkvorm_faults import faults_of, series_faults_of

OPENING = Block(id="opening", kind="opening", title="Opening", minutes=10)
LOOKBACK = Block(
    id="terugkom",
    kind="lookback",
    title="Terugkom",
    minutes=5,
    only_from_meeting=2,
    gives_minutes_to="gesprek",
)
TALK = Block(
    id="gesprek",
    kind="round",
    title="Gesprek",
    minutes=20,
    perspectives=("*",),
    scales=("nut",),
    outcome="inzichten",
    choice=("schijn", "eiland"),
    buffer=True,
)
GOOD = Werkvorm(
    schema=1,
    kind="werkvorm",
    id="voorbeeld",
    title="Voorbeeld",
    total_minutes=35,
    required_roles=("manager",),
    present_at_start_and_end=("manager",),
    outcomes=("inzichten",),
    perspectives=(
        Perspective(id="burger", title="Burger"),
        Perspective(id="raad", title="Raad"),
    ),
    scales=(Scale(id="nut", title="Dit was nuttig."),),
    blocks=(OPENING, LOOKBACK, TALK),
    ways_out=(WayOut(stagnation="schijn", role="raad", text="Begin klein."),),
)
SERIES = SeriesKind(
    schema=1,
    kind="series",
    id="reeks",
    title="Reeks",
    meetings=("voorbeeld", "slot"),
    repeated="voorbeeld",
    least_meetings=2,
    most_meetings=3,
)


def with_talk(**changes: object) -> Werkvorm:
    return replace(GOOD, blocks=(OPENING, LOOKBACK, replace(TALK, **changes)))  # type: ignore[arg-type]


def test_a_whole_werkvorm_has_no_fault() -> None:
    """The example that the other tests break is good itself."""
    assert faults_of(GOOD) == ()
    assert series_faults_of(SERIES) == ()


UNKNOWN = FaultCode.UNKNOWN_REFERENCE
RANGE = FaultCode.OUT_OF_RANGE


@pytest.mark.parametrize(
    ("werkvorm", "fault"),
    [
        (
            replace(GOOD, blocks=(OPENING, LOOKBACK, TALK, replace(OPENING, minutes=1))),
            Fault(FaultCode.DOUBLE_ID, "blocks[4].id", found='"opening"'),
        ),
        (
            replace(GOOD, perspectives=(*GOOD.perspectives, GOOD.perspectives[0])),
            Fault(FaultCode.DOUBLE_ID, "perspectives[3].id", found='"burger"'),
        ),
        (
            replace(GOOD, scales=GOOD.scales * 2),
            Fault(FaultCode.DOUBLE_ID, "scales[2].id", found='"nut"'),
        ),
        (
            replace(GOOD, steps=(Step(number=1, title="A"), Step(number=1, title="B"))),
            Fault(FaultCode.DOUBLE_ID, "steps[2].number", found='"1"'),
        ),
        (
            with_talk(perspectives=("burger", "pers")),
            Fault(UNKNOWN, "blocks[3].perspectives[2]", "* | burger | raad", '"pers"'),
        ),
        (
            with_talk(scales=("duur",)),
            Fault(UNKNOWN, "blocks[3].scales[1]", "nut", '"duur"'),
        ),
        (
            with_talk(outcome="winst"),
            Fault(UNKNOWN, "blocks[3].outcome", "inzichten", '"winst"'),
        ),
        (
            with_talk(step=3),
            Fault(UNKNOWN, "blocks[3].step", "", '"3"'),
        ),
        (
            with_talk(min_minutes=21),
            Fault(RANGE, "blocks[3].min_minutes", "..20", "21"),
        ),
        (
            with_talk(flexible=False),
            Fault(FaultCode.NOT_ALLOWED, "blocks[3].buffer", "false", "true"),
        ),
        (
            with_talk(only_from_meeting=2, gives_minutes_to="opening", id="ander"),
            Fault(UNKNOWN, "blocks[2].gives_minutes_to", "opening", '"gesprek"'),
        ),
        (
            with_talk(gives_minutes_to="gesprek"),
            Fault(UNKNOWN, "blocks[3].gives_minutes_to", "opening | gesprek", '"gesprek"'),
        ),
        (
            replace(GOOD, blocks=(OPENING, replace(LOOKBACK, gives_minutes_to=""), TALK)),
            Fault(FaultCode.MISSING_KEY, "blocks[2].gives_minutes_to"),
        ),
        (
            replace(GOOD, total_minutes=40),
            Fault(FaultCode.WRONG_SUM, "total_minutes", "40", "35"),
        ),
        (
            replace(GOOD, total_minutes=None),
            Fault(FaultCode.MISSING_KEY, "total_minutes"),
        ),
        (
            replace(GOOD, days=(Day(title="Dag 1", total_minutes=35),)),
            Fault(FaultCode.UNKNOWN_KEY, "total_minutes", "days"),
        ),
        (
            replace(
                GOOD,
                total_minutes=None,
                days=(Day(title="Dag 1", total_minutes=35), Day(title="Dag 2", total_minutes=5)),
            ),
            Fault(FaultCode.WRONG_SUM, "days[2].total_minutes", "5", "0"),
        ),
        (
            replace(GOOD, blocks=(), ways_out=()),
            Fault(FaultCode.MISSING_KEY, "blocks[1]"),
        ),
        (
            replace(
                with_talk(perspectives=()), perspectives=(), assignment="carousel", ways_out=()
            ),
            Fault(FaultCode.MISSING_KEY, "perspectives"),
        ),
        (
            replace(GOOD, min_participants=9, max_participants=8),
            Fault(RANGE, "min_participants", "..8", "9"),
        ),
        (
            replace(GOOD, present_at_start_and_end=("raadslid",)),
            Fault(UNKNOWN, "present_at_start_and_end[1]", "manager", '"raadslid"'),
        ),
        (
            replace(
                GOOD,
                steps=(Step(number=1, title="A", day_parts=0.5),),
                blocks=(OPENING, LOOKBACK, replace(TALK, step=1)),
            ),
            Fault(FaultCode.WRONG_SUM, "steps[1].day_parts", "105", "20"),
        ),
        (
            with_talk(worksheets=("diagnosis",), choice=()),
            Fault(FaultCode.MISSING_KEY, "blocks[3].choice"),
        ),
        (
            replace(GOOD, stagnations=(Stagnation(id="geen"),)),
            Fault(UNKNOWN, "stagnations[1].id", "schijn | eiland", '"geen"'),
        ),
        (
            replace(GOOD, stagnations=(Stagnation(id="schijn"), Stagnation(id="schijn"))),
            Fault(FaultCode.DOUBLE_ID, "stagnations[2].id", found='"schijn"'),
        ),
        (
            replace(GOOD, stagnations=(Stagnation(id="schijn", between=("nut",)),)),
            Fault(FaultCode.MISSING_KEY, "stagnations[1].between[2]"),
        ),
        (
            replace(GOOD, stagnations=(Stagnation(id="schijn", between=("nut",) * 3),)),
            Fault(FaultCode.UNKNOWN_KEY, "stagnations[1].between[3]"),
        ),
        (
            replace(GOOD, stagnations=(Stagnation(id="schijn", between=("nut", "nee")),)),
            Fault(UNKNOWN, "stagnations[1].between[2]", "nut", '"nee"'),
        ),
        (
            replace(GOOD, ways_out=(WayOut(stagnation="geen", role="raad", text="x"),)),
            Fault(UNKNOWN, "ways_out[1].stagnation", "schijn | eiland", '"geen"'),
        ),
        (
            replace(GOOD, ways_out=(WayOut(stagnation="eiland", role="pers", text="x"),)),
            Fault(UNKNOWN, "ways_out[1].role", "burger | raad", '"pers"'),
        ),
    ],
)
def test_parts_that_do_not_fit_together_are_named(werkvorm: Werkvorm, fault: Fault) -> None:
    """Each rule between keys says where, what fits and what stands there."""
    assert fault in faults_of(werkvorm)


def test_a_day_beyond_the_format_is_out_of_range() -> None:
    """A block of a second day needs a second day."""
    faults = faults_of(with_talk(day=2))
    assert Fault(RANGE, "blocks[3].day", "1..1", "2") in faults


def test_minutes_that_do_not_count_stay_out_of_the_step_but_not_out_of_the_day() -> None:
    """Lunch makes a day longer and a half-day part not."""
    lunch = Block(id="lunch", kind="break", title="Lunch", minutes=45, step=1, counts=False)
    work = Block(id="werk", kind="round", title="Werk", minutes=105, step=1)
    werkvorm = replace(
        GOOD,
        total_minutes=150,
        blocks=(work, lunch),
        steps=(Step(number=1, title="Werken", day_parts=0.5),),
        ways_out=(),
    )
    assert faults_of(werkvorm) == ()


@pytest.mark.parametrize(
    ("series", "fault"),
    [
        (replace(SERIES, meetings=(), repeated=""), Fault(FaultCode.MISSING_KEY, "meetings[1]")),
        (replace(SERIES, least_meetings=4), Fault(RANGE, "least_meetings", "..3", "4")),
        (
            replace(SERIES, repeated="ander"),
            Fault(UNKNOWN, "repeated", "voorbeeld | slot", '"ander"'),
        ),
    ],
)
def test_a_series_that_does_not_fit_together(series: SeriesKind, fault: Fault) -> None:
    """The number of meetings and what is repeated agree."""
    assert series_faults_of(series) == (fault,)


def test_a_series_names_every_format_that_it_needs() -> None:
    """So that a missing one can be said with its key."""
    assert list(SERIES.references()) == [
        ("meetings[1]", "voorbeeld"),
        ("meetings[2]", "slot"),
        ("repeated", "voorbeeld"),
    ]


@pytest.mark.parametrize(
    ("block", "flexible", "least"),
    [
        (Block(id="a", kind="round", title="A", minutes=20), True, 12),
        (Block(id="a", kind="round", title="A", minutes=3), True, 2),
        (Block(id="a", kind="lookback", title="A", minutes=10), True, 6),
        (Block(id="a", kind="plenary", title="A", minutes=14, min_minutes=8), True, 8),
        (Block(id="a", kind="changeover", title="A", minutes=3), False, 3),
        (Block(id="a", kind="break", title="A", minutes=15, min_minutes=5), False, 15),
        (Block(id="a", kind="opening", title="A", minutes=5), False, 5),
        (Block(id="a", kind="evaluation", title="A", minutes=10, flexible=True), True, 6),
        (Block(id="a", kind="round", title="A", minutes=20, flexible=False), False, 20),
        (Block(id="a", kind="round", title="A", minutes=20, min_minutes=0), True, 0),
    ],
)
def test_how_short_a_block_may_get(block: Block, flexible: bool, least: int) -> None:
    """What is not said follows from the kind of block; what is said counts."""
    assert (block.is_flexible, block.least_minutes) == (flexible, least)


def test_the_first_meeting_gives_the_minutes_of_its_terugkom_away() -> None:
    """Nothing to look back on: the minutes go where the format says, and the length stays."""
    assert [(block.id, block.minutes) for block in GOOD.agenda(1)] == [
        ("opening", 10),
        ("gesprek", 25),
    ]
    assert GOOD.agenda(2) == GOOD.blocks
    assert GOOD.agenda(7) == GOOD.blocks


def test_each_day_of_a_longer_format_is_a_meeting() -> None:
    """Meeting 2 is day 2, and so is every one after the last day."""
    second = replace(OPENING, id="tweede", day=2)
    werkvorm = replace(
        GOOD,
        total_minutes=None,
        days=(Day(title="Dag 1", total_minutes=10), Day(title="Dag 2", total_minutes=10)),
        blocks=(OPENING, second),
        ways_out=(),
    )
    assert faults_of(werkvorm) == ()
    assert [werkvorm.agenda(meeting) for meeting in (1, 2, 3)] == [
        (OPENING,),
        (second,),
        (second,),
    ]


def test_a_block_warns_as_it_says_itself_or_else_as_the_format_says() -> None:
    """Marks come most first and once; none is possible."""
    werkvorm = replace(GOOD, warn_minutes=(1, 5, 5))
    assert werkvorm.marks_of(TALK) == (5, 1)
    assert werkvorm.marks_of(replace(TALK, warn_minutes=(2,))) == (2,)
    assert werkvorm.marks_of(replace(TALK, warn_minutes=())) == ()


def test_a_star_stands_for_every_perspective() -> None:
    """Columns come in the order of the format, whatever the order in the block."""
    assert GOOD.perspectives_of(TALK) == GOOD.perspectives
    assert GOOD.perspectives_of(replace(TALK, perspectives=("raad", "burger"))) == GOOD.perspectives
    assert GOOD.perspectives_of(OPENING) == ()
    assert GOOD.scales_of(TALK) == GOOD.scales


@pytest.mark.parametrize(
    "cls", [Werkvorm, Block, Perspective, Scale, Day, Step, Stagnation, WayOut, SeriesKind]
)
def test_every_key_has_a_meaning_for_the_handbook(cls: type) -> None:
    """One Dutch sentence a key, so that the handbook can be made from the code."""
    for each in fields(cls):
        assert key_of(each).meaning.endswith("."), each.name


def test_an_outcome_may_lie_between_two_scales_or_none() -> None:
    """What a model says of an outcome needs no scales; with two that are there nothing is wrong."""
    model = (Stagnation(id="schijn", between=("nut", "nut")), Stagnation(id="eiland"))
    asked = with_talk(worksheets=("diagnosis",))
    assert faults_of(replace(asked, stagnations=model)) == ()
