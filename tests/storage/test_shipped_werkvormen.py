"""What the werkvormen that come with the program say: each can be led, and says its source."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, replace
from importlib import resources
from typing import Final

import pytest

from sessiecoach.domain.carousel import can_rotate, carousel_findings, choose_carousel
from sessiecoach.domain.facts import Fact, apply
from sessiecoach.domain.kinds import KIND_IDS
from sessiecoach.domain.preparing import (
    PlanCode,
    least_minutes,
    plan_findings,
    planned_minutes,
    prepared_session,
)
from sessiecoach.domain.session import Group, Session
from sessiecoach.domain.text import one_line, visible
from sessiecoach.domain.werkvorm import Block, SeriesKind, Werkvorm
from sessiecoach.storage.records import record_bytes, record_from
from sessiecoach.storage.shape import plain
from sessiecoach.storage.werkvormen import load_werkvormen

SHIPPED: Final = load_werkvormen(None)
FORMATS: Final = tuple(pytest.param(each, id=each.id) for each in SHIPPED.formats.values())
SERIES: Final = tuple(pytest.param(each, id=each.id) for each in SHIPPED.series_kinds.values())
BLOCKS: Final = tuple(
    pytest.param(block, id=f"{werkvorm.id}-{block.id}")
    for werkvorm in SHIPPED.formats.values()
    for block in werkvorm.blocks
)
MOST_QUESTIONS: Final = 3
LONGEST_QUESTION: Final = 80
LONGEST_TITLE: Final = 28
NOT_TALKED_IN: Final = ("break", "changeover")


def texts_of(value: object) -> list[str]:
    """Return every text in what a file holds, however deep."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for each in value.values() for text in texts_of(each)]
    if isinstance(value, (list, tuple)):
        return [text for each in value for text in texts_of(each)]
    return []


def block_of(werkvorm: str, block_id: str) -> Block:
    (found,) = (each for each in SHIPPED.formats[werkvorm].blocks if each.id == block_id)
    return found


@pytest.mark.parametrize("shipped", [*FORMATS, *SERIES])
def test_each_says_where_it_comes_from(shipped: Werkvorm | SeriesKind) -> None:
    """A source that a person can find; `zelf gemaakt` is what only a person's own can be."""
    assert shipped.source.strip()
    assert shipped.origin != "own"
    assert shipped.summary.endswith((".", "?"))


@pytest.mark.parametrize("shipped", [*FORMATS, *SERIES])
def test_each_says_in_its_file_what_the_source_holds_and_what_not(
    shipped: Werkvorm | SeriesKind,
) -> None:
    """Whoever copies a file reads on top which parts are a sessiecoach-uitwerking."""
    file = resources.files("sessiecoach") / "werkvormen" / f"{shipped.id}.toml"
    top = file.read_text(encoding="utf-8").partition("schema =")[0]
    if shipped.id == "leersessie":
        # It says so block by block.
        assert isinstance(shipped, Werkvorm)
        assert any(block.own_elaboration for block in shipped.blocks)
        return
    assert all(line.startswith("# ") for line in top.splitlines())
    assert "# Uit de bron: " in top or "# Eigen uitwerking: " in top
    assert ("# Eigen uitwerking" in top) or not shipped.own_elaboration


@pytest.mark.parametrize("shipped", [*FORMATS, *SERIES])
def test_no_text_has_to_be_made_visible(shipped: Werkvorm | SeriesKind) -> None:
    """What is shipped holds no control characters, stray spaces or line ends."""
    for text in texts_of(plain(shipped)):
        assert one_line(visible(text)).strip() == text


@pytest.mark.parametrize("werkvorm", FORMATS)
def test_the_blocks_fill_the_time_and_can_be_shortened(werkvorm: Werkvorm) -> None:
    """Each day adds up to its total, and leaves something to give when it runs late."""
    for day, total in enumerate(werkvorm.day_minutes, start=1):
        blocks = [block for block in werkvorm.blocks if block.day == day]
        assert sum(block.minutes for block in blocks) == total
        assert sum(block.least_minutes for block in blocks) < total
        assert [block for block in blocks if block.buffer]


@pytest.mark.parametrize("block", BLOCKS)
def test_a_minimum_is_no_more_than_the_block(block: Block) -> None:
    """What may get shorter says how short, and what is fixed has no minimum of its own."""
    assert 1 <= block.least_minutes <= block.minutes
    assert block.is_flexible == (block.min_minutes is not None)
    assert all(mark < block.minutes for mark in block.warn_minutes or ())


@pytest.mark.parametrize("block", BLOCKS)
def test_every_question_can_be_read_aloud(block: Block) -> None:
    """A question or an instruction, in one breath, and no more than stay in mind."""
    assert len(block.questions) <= MOST_QUESTIONS
    for question in block.questions:
        assert question[0].isupper(), question
        assert question.endswith(("?", ".")), question
        assert ".." not in question, question
        assert len(question) <= LONGEST_QUESTION, question
    assert len(set(block.questions)) == len(block.questions)


@pytest.mark.parametrize("block", BLOCKS)
def test_the_name_of_every_block_fits_in_the_agenda(block: Block) -> None:
    """A name says what is done; how it is done is for the questions."""
    assert len(block.title) <= LONGEST_TITLE


@pytest.mark.parametrize("block", BLOCKS)
def test_every_block_notes_known_kinds(block: Block) -> None:
    """A block that is talked in asks and notes; a break and a changeover do neither."""
    assert set(block.captures) <= set(KIND_IDS)
    assert len(set(block.captures)) == len(block.captures)
    talked_in = block.kind not in NOT_TALKED_IN
    assert (bool(block.questions), bool(block.captures)) == (talked_in, talked_in)


@pytest.mark.parametrize("werkvorm", FORMATS)
def test_nothing_is_defined_that_no_block_uses(werkvorm: Werkvorm) -> None:
    """A column or statement that never comes on the screen is a mistake in the file."""
    looked_from = {each.id for block in werkvorm.blocks for each in werkvorm.perspectives_of(block)}
    filled_in = {each.id for block in werkvorm.blocks for each in werkvorm.scales_of(block)}
    assert looked_from == {each.id for each in werkvorm.perspectives}
    assert filled_in == {each.id for each in werkvorm.scales}


def prepared(werkvorm: Werkvorm, number: int) -> Session:
    total = werkvorm.day_minutes[min(number, len(werkvorm.day_minutes)) - 1]
    starts = dt.datetime(2016, 9, 5, 9, tzinfo=dt.UTC)
    return prepared_session(
        werkvorm,
        session_id=f"2016-09-05-{werkvorm.id}",
        document="k7q2m9x4w1p8",
        series="proef",
        number=number,
        date=starts.date(),
        starts=starts.time(),
        ends=(starts + dt.timedelta(minutes=total)).time(),
        earlier_meetings=number > 1,
    )


@pytest.mark.parametrize("number", [1, 2, 7])
@pytest.mark.parametrize("werkvorm", FORMATS)
def test_a_meeting_of_each_can_be_prepared_written_and_read(
    werkvorm: Werkvorm, number: int
) -> None:
    """The plan fits its slot to the minute, and the record gives the same meeting back."""
    session = prepared(werkvorm, number)
    of_time = {
        PlanCode.NO_BLOCKS,
        PlanCode.NO_SLOT,
        PlanCode.MINIMA_TOO_LONG,
        PlanCode.SURPLUS,
        PlanCode.ROOM_LEFT,
        PlanCode.NO_MINUTES,
        PlanCode.BELOW_MINIMUM,
    }
    assert not of_time & {finding.code for finding in plan_findings(session)}
    assert sum(map(least_minutes, session.plan)) < planned_minutes(session)
    data = record_bytes(session)
    record = record_from(data)
    assert record.session == session
    assert record_bytes(record.session) == data


@dataclass(frozen=True, slots=True)
class Published:
    """What the sources of an extra format say, in numbers."""

    total: tuple[int, int] | None = None
    """Least and most minutes of the whole."""
    minutes: tuple[tuple[str, int], ...] = ()
    """Of the blocks whose minutes are published, in their order."""
    steps: int | None = None
    """How many there are, where every block is a step of the method."""
    people: tuple[int | None, int | None, int | None] = (None, None, None)
    """At least, at most, and at most in one group."""


PUBLISHED: Final = {
    "incidentmethode": Published(
        total=(65, 65),
        minutes=(
            ("terugblik", 5),
            ("inbrengen", 10),
            ("kiezen", 5),
            ("vragen", 15),
            ("analyse", 10),
            ("advies", 10),
            ("vervolg", 10),
        ),
        steps=7,
    ),
    "tienstappenmethode": Published(total=(120, 150), steps=10),
    "roddelmethode": Published(minutes=(("roddelen", 15),), steps=5),
    "balintmethode": Published(
        total=(60, 120),
        minutes=(("verzamelen", 5), ("kiezen", 5), ("toelichten", 10), ("associaties", 5)),
        steps=11,
        people=(5, None, None),
    ),
    "moreel-beraad": Published(total=(60, 120), people=(6, 10, None)),
    "omgekeerde-toets": Published(),
    "wereldcafe": Published(minutes=(("r1", 20), ("r2", 20), ("r3", 20)), people=(None, None, 10)),
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_an_extra_format_keeps_to_what_is_published(name: str) -> None:
    """Its minutes, steps and numbers of people; what is not published is called our own."""
    werkvorm, published = SHIPPED.formats[name], PUBLISHED[name]
    (total,) = werkvorm.day_minutes
    least, most = published.total or (total, total)
    assert least <= total <= most
    known = dict(published.minutes)
    found = tuple((block.id, block.minutes) for block in werkvorm.blocks if block.id in known)
    assert found == published.minutes
    if published.steps is not None:
        assert len(werkvorm.blocks) == published.steps
    people = (werkvorm.min_participants, werkvorm.max_participants, werkvorm.max_per_group)
    assert people == published.people
    assert werkvorm.own_elaboration  # of none of them the questions are published


ASKED_BY_THE_SOURCE: Final = {
    "ideale-bocht": {"ervaringen"},
    "kijkglas": {"advies"},
    "leersessie": {"terugkom", "r3", "afspraken", "evaluatie"},
    "vrij": {"terugkom", "afspraken", "evaluatie"},
}
"""The blocks whose questions the text on top of the file does not call ours."""


@pytest.mark.parametrize("werkvorm", FORMATS)
def test_a_block_with_our_own_questions_says_so(werkvorm: Werkvorm) -> None:
    """What the text on top of a file tells its reader, the blocks tell the room."""
    asks = {block.id for block in werkvorm.blocks if block.questions and not block.own_elaboration}
    assert asks == ASKED_BY_THE_SOURCE.get(werkvorm.id, set())


def test_every_extra_format_is_held_against_what_is_published() -> None:
    """A format that is commonly known does not come in without its numbers."""
    public = {each.id for each in SHIPPED.formats.values() if each.origin == "public"}
    assert public == set(PUBLISHED)


def test_the_incident_method_begins_with_the_advice_of_last_time() -> None:
    """The first meeting of a group has none, and keeps its 65 minutes."""
    werkvorm = SHIPPED.formats["incidentmethode"]
    assert [block.minutes for block in werkvorm.agenda(2)] == [5, 10, 5, 15, 10, 10, 10]
    assert [block.minutes for block in werkvorm.agenda(1)] == [10, 5, 20, 10, 10, 10]
    assert werkvorm.agenda(2)[0].kind == "lookback"


def test_the_inverted_test_ends_with_the_law() -> None:
    """What is needed, the core values, the effects, and the legal check after them."""
    werkvorm = SHIPPED.formats["omgekeerde-toets"]
    assert [block.id for block in werkvorm.blocks[1:-1]] == [
        "nodig",
        "grondwaarden",
        "effecten",
        "juridisch",
    ]


def test_the_steps_of_the_balint_method_stand_in_their_order() -> None:
    """Eleven steps: picture before opinion, and each person's own before the group's."""
    titles = [block.title for block in SHIPPED.formats["balintmethode"].blocks]
    assert [title.partition(". ")[0] for title in titles] == [str(n) for n in range(1, 12)]
    ids = [block.id for block in SHIPPED.formats["balintmethode"].blocks]
    assert ids[5:10] == ["associaties", "beeldvorming", "advies", "oordeelsvorming", "besluit"]


def test_the_steps_of_the_ten_step_method_stand_in_their_order() -> None:
    """Ten steps, from the situation to everybody's own insights, with the tips after the plan."""
    titles = [block.title for block in SHIPPED.formats["tienstappenmethode"].blocks]
    assert [title.partition(". ")[0] for title in titles] == [str(n) for n in range(1, 11)]
    ids = [block.id for block in SHIPPED.formats["tienstappenmethode"].blocks]
    assert ids[5:9] == ["kern", "herformuleren", "aanpak", "tips"]


def test_the_groups_of_a_world_cafe_can_rotate_over_its_tables() -> None:
    """Three groups at three tables in three rounds, and no case is needed for that."""
    session = replace(
        prepared(SHIPPED.formats["wereldcafe"], 1),
        groups=tuple(Group(id=each) for each in "ABC"),
    )
    assert session.cases == ()
    at = dt.datetime(2016, 9, 5, 7, tzinfo=dt.UTC)
    rotating = apply(session, Fact("f", 1, "test", at, choose_carousel(session)))
    assert carousel_findings(rotating) == ()
    for block in rotating.plan:
        tables = [each.perspective for each in block.stations]
        assert sorted(tables) == (
            ["tafel-1", "tafel-2", "tafel-3"] if block.kind == "round" else []
        )


def test_which_shipped_formats_have_something_to_rotate() -> None:
    """Several rounds from several sides; elsewhere a carousel is not offered."""
    able = {each.id for each in SHIPPED.formats.values() if can_rotate(prepared(each, 1))}
    assert able == {"leersessie", "praktijklab", "wereldcafe"}


def test_moral_deliberation_looks_at_the_values_of_each_who_is_concerned() -> None:
    """Values are noted per person concerned, in the one block that asks for them."""
    werkvorm = SHIPPED.formats["moreel-beraad"]
    assert [block.id for block in werkvorm.blocks if block.perspectives] == ["waarden"]
    assert block_of("moreel-beraad", "waarden").captures == ("waarde",)
    assert all(each.own_elaboration for each in werkvorm.perspectives)


def test_vertical_learning_is_three_half_days_in_four_steps() -> None:
    """The half days, the roles, and the five headings of the shared picture of the source."""
    werkvorm = SHIPPED.formats["verticaal-maatwerk"]
    assert [step.day_parts for step in werkvorm.steps] == [0.5, 1, 0.5, 1]
    assert werkvorm.day_minutes == (465, 210)
    assert werkvorm.half_day_minutes == 210
    assert len(werkvorm.required_roles) == 6
    assert werkvorm.present_at_start_and_end == ("bestuurder", "raadslid")
    headings = [block.heading for block in werkvorm.blocks if block.heading]
    assert headings == ["is", "is niet", "schaduwzijden", "wat mij weerhoudt", "zo werkt het"]
    played = {each for block in werkvorm.blocks for each in block.perspectives} - {"*"}
    assert played >= {"burger", "beleidsambtenaar", "raadslid", "directeur"}


def test_the_learning_circle_has_three_meetings_and_says_which_phases_are_ours() -> None:
    """Five lenses and one advice, then the bend whose phases no source names, then a free one."""
    circle = SHIPPED.series_kinds["reeks-leerkring"]
    assert circle.meetings == ("kijkglas", "ideale-bocht", "vrij")
    assert len(circle.themes) == len(circle.meetings)
    lenses = SHIPPED.formats["kijkglas"]
    assert [each.id for each in lenses.perspectives] == [each.id for each in lenses.scales]
    assert len(lenses.perspectives) == 5
    assert block_of("kijkglas", "advies").captures[0] == "advies"
    bend = SHIPPED.formats["ideale-bocht"]
    assert [block.id for block in bend.blocks if not block.own_elaboration] == ["ervaringen"]
    assert "sessiecoach-uitwerking" in bend.summary


def test_a_practice_lab_asks_all_three_domains() -> None:
    """Wonen, welzijn and zorg are needed, and each has its column; the questions are ours."""
    lab = SHIPPED.formats["praktijklab"]
    assert lab.required_domains == ("wonen", "welzijn", "zorg")
    assert tuple(each.id for each in lab.perspectives) == lab.required_domains
    assert all(each.own_elaboration for each in lab.perspectives)
    assert all(block.own_elaboration for block in lab.blocks)


def test_the_stagnation_scan_holds_the_whole_model() -> None:
    """Three forces, five processes, two stagnations with a way out for each of three roles, and
    what is asked of professionals and of managers, five things each."""
    scan = SHIPPED.formats["stagnatiescan"]
    assert len(block_of("stagnatiescan", "krachten").scales) == 3
    assert len(block_of("stagnatiescan", "processen").scales) == 5
    assert block_of("stagnatiescan", "duiden").choice == (
        "geen",
        "schijnsamenwerking",
        "eilandsamenwerking",
    )
    roles = [each.id for each in scan.perspectives]
    assert [(each.stagnation, each.role) for each in scan.ways_out] == [
        (stagnation, role)
        for stagnation in ("schijnsamenwerking", "eilandsamenwerking")
        for role in roles
    ]
    assert [(each.id, each.between) for each in scan.stagnations] == [
        ("geen", ()),
        ("schijnsamenwerking", ("intentie", "actie")),
        ("eilandsamenwerking", ("actie", "verbinding")),
    ]
    assert all(each.text for each in scan.stagnations)
    scored = {each for block in ("krachten", "processen") for each in _scales(block)}
    assert {(scale.least, scale.of) for scale in scan.scales if scale.id in scored} == {(0, 10)}
    listed = [scale for scale in scan.scales if scale.id not in scored]
    assert [scale.id for scale in listed] == list(_scales("doorbraak"))
    assert {scale.answers for scale in listed} == {("nee", "deels", "ja")}
    assert Counter(scale.perspective for scale in listed) == {
        "professioneel_team": 5,
        "management": 5,
    }


def _scales(block: str) -> tuple[str, ...]:
    return block_of("stagnatiescan", block).scales


def test_a_masterclass_works_on_three_questions_in_the_same_way() -> None:
    """Six or seven meetings in nine months, one question a person, three of them at a time."""
    series = SHIPPED.series_kinds["reeks-masterclass"]
    assert (series.least_meetings, series.most_meetings, series.months) == (6, 7, 9)
    assert series.participant_question
    assert len(series.partners) == 6
    meeting = SHIPPED.formats["masterclass-bijeenkomst"]
    assert len(meeting.themes) == 5
    worked_on = [block for block in meeting.blocks if block.kind == "round"]
    assert [block.minutes for block in worked_on] == [20, 20, 20]
    assert len({block.questions for block in worked_on}) == 1
    assert meeting.agenda(1)[0].minutes == 25
