"""The scores of a meeting in its report: per block, in their own words, and beside last time."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from sessiecoach.domain.session import (
    Block,
    Header,
    Perspective,
    Rating,
    Scale,
    Session,
)
from sessiecoach.export.markdown import markdown
from sessiecoach.export.outline import (
    Bar,
    Bars,
    Heading,
    Outline,
    Paragraph,
    Part,
    Section,
    Shift,
    Shifts,
)
from sessiecoach.export.plain_text import plain_text
from sessiecoach.export.report import report

NOW = dt.datetime(2016, 9, 5, 10, 0, tzinfo=dt.UTC)
FORCE = Scale(id="actie", title="We doen het", of=10, least=0)
LIST = Scale(
    id="delen",
    title="Delen we?",
    of=3,
    answers=("nee", "deels", "ja"),
    perspective="team",
)
PACE = Scale(id="tempo", title="Tempo", of=5)
SESSION = Session(
    header=Header(id="2016-09-05-scan", title="Scan", date=dt.date(2016, 9, 5)),
    perspectives=(Perspective(id="team", title="Team"),),
    blocks=(
        Block(id="krachten", kind="round", title="Krachten", scales=("actie", "delen")),
        Block(id="later", kind="round", scales=("actie",)),
        Block(id="evaluatie", kind="evaluation", title="Evaluatie", scales=("tempo",)),
    ),
    scales=(FORCE, LIST, PACE),
    ratings=(
        Rating(id="r-1", block="krachten", scale="actie", value=0, count=1, by="deelnemer"),
        Rating(id="r-2", block="krachten", scale="actie", value=10, count=2, by="deelnemer"),
        Rating(id="r-3", block="krachten", scale="delen", value=3, by="JD", origin="invented"),
        Rating(id="r-4", block="evaluatie", scale="tempo", value=4, count=3),
    ),
)
FORCES = Bar("We doen het", (1, *(0,) * 9, 2), least=0)
LISTED = Bar("Delen we?", (0, 0, 1), made_up=True, words=("nee", "deels", "ja"))


def earlier(date: dt.date, *ratings: Rating) -> Session:
    """Return the same meeting on another day, with other answers."""
    header = replace(SESSION.header, id=f"{date}-scan", date=date)
    return replace(SESSION, header=header, ratings=ratings)


def section(outline: Outline, name: str) -> Section | None:
    """Return a section of a report by its id; None where it has no such one."""
    return next((each for each in outline.sections if each.id == name), None)


def scored(*others: Session) -> tuple[Part, ...]:
    """Return what a report tells of the scores."""
    found = section(report(SESSION, NOW, meetings=(*others, SESSION)), "cijfers")
    assert found is not None
    assert (found.title, found.count) == ("Cijfers", 2)
    return found.parts


def test_scores_stand_per_block_and_per_side() -> None:
    """A block without answers is left out; words stand for the numbers of a scale in words."""
    assert scored() == (
        Heading("Krachten", 2),
        Bars((FORCES,)),
        Heading("Team", 3),
        Bars((LISTED,)),
        Paragraph("Gemiddelden op een schaal van 1 (nee) tot 3 (ja).", mark="muted"),
    )


def test_what_is_asked_of_the_meeting_itself_is_its_evaluation() -> None:
    """The evaluation has only its own scales, also where nothing else was scored."""
    outline = report(SESSION, NOW)
    found = section(outline, "evaluatie")
    assert found is not None
    assert found.parts == (Bars((Bar("Tempo", (0, 0, 0, 3, 0)),)),)
    only = report(replace(SESSION, ratings=SESSION.ratings[-1:]), NOW)
    assert section(only, "cijfers") is None


def test_last_time_stands_beside_now() -> None:
    """Each scale beside the last earlier meeting that answered it, under its day."""
    june = earlier(dt.date(2016, 6, 27), replace(SESSION.ratings[0], value=4))
    later = earlier(dt.date(2016, 10, 10), replace(SESSION.ratings[0], value=9))
    shifts = [part for part in scored(june, later) if isinstance(part, Shifts)]
    now = 20 / 3
    assert shifts == [
        Shifts((Shift("We doen het", 4, now, 10),), "27 jun 2016", "5 sep 2016", places=1)
    ]
    assert shifts[0].shifts[0].place(0) == 0


def test_the_evaluation_stands_beside_that_of_last_time() -> None:
    """As the other scores do: the last earlier meeting that asked it, under its day."""
    june = earlier(dt.date(2016, 6, 27), replace(SESSION.ratings[-1], value=2))
    found = section(report(SESSION, NOW, meetings=(june, SESSION)), "evaluatie")
    assert found is not None
    assert found.parts[1:] == (
        Shifts((Shift("Tempo", 2, 4, 5, 1),), "27 jun 2016", "5 sep 2016", places=1),
    )


def test_last_times_of_several_days_have_no_day_above_them() -> None:
    """Where two scales were last answered on two days, the column is called after neither."""
    both = replace(LIST, perspective="")
    session = replace(SESSION, scales=(FORCE, both, PACE))
    june = replace(earlier(dt.date(2016, 6, 27), SESSION.ratings[0]), scales=session.scales)
    may = replace(earlier(dt.date(2016, 5, 2), SESSION.ratings[2]), scales=session.scales)
    found = section(report(session, NOW, meetings=(june, may)), "cijfers")
    assert found is not None
    (shifts,) = (part for part in found.parts if isinstance(part, Shifts))
    assert (shifts.then, [each.then for each in shifts.shifts]) == ("vorige keer", [0, 3])


def test_bars_of_any_scale_are_written() -> None:
    """Every format has a column for 0, words above the columns, and the mean of all answers."""
    bars = Bars((FORCES,)), Bars((LISTED,)), Bars((FORCES, LISTED))
    outline = Outline("t", "", (Section("x", "X", bars),))
    lines = markdown(outline).split("\n")
    assert "| stelling | 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | gemiddeld |  |" in lines
    assert (
        "| We doen het | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 2 | 6,7 | ████████░░░░ |" in lines
    )
    assert "| stelling | nee | deels | ja | gemiddeld |  |" in lines
    assert "| Delen we?° | 0 | 0 | 1 | 3,0 | ████████████ |" in lines
    assert "| Delen we?° |  | 0 | 0 | 1 |  |  |  |  |  |  |  | 3,0 | ████████████ |" in lines
    words = [line.split() for line in plain_text(outline, 100).split("\n")]
    assert ["stelling", "nee", "deels", "ja", "gemiddeld"] in words
    assert ["We", "doen", "het", "1", *"000000000", "2", "6,7"] in words
    assert FORCES.fullness == pytest.approx(2 / 3)
    assert LISTED.fullness == 1
    assert Bar("leeg", (0, 0, 0)).fullness == 0
