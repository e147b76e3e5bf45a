"""What a report tells of a cooperation: interests, the diagnosis, and where bottlenecks lie."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sessiecoach.domain.session import (
    Block,
    Diagnosis,
    Header,
    Interest,
    Note,
    Perspective,
    PioneerTeam,
    Promise,
    Rating,
    Scale,
    Session,
    Solution,
    Stagnation,
    Update,
    WayOut,
)
from sessiecoach.export.outline import (
    Cell,
    Facts,
    Item,
    Listing,
    Outline,
    Paragraph,
    Section,
    Table,
)
from sessiecoach.export.report import report

NOW = dt.datetime(2016, 9, 5, 8, 40, tzinfo=dt.UTC)
GONE = dt.datetime(2016, 9, 5, 8, 30, tzinfo=dt.UTC)
BARE = Session(header=Header(id="m9", date=dt.date(2016, 9, 5), status="closed"))
AGENDA = replace(BARE, blocks=(Block(id="afspraken", worksheets=("bottlenecks",)),))


def section(outline: Outline, section_id: str) -> Section:
    return next(each for each in outline.sections if each.id == section_id)


def ids(outline: Outline) -> list[str]:
    return [each.id for each in outline.sections]


def told(session: Session, section_id: str, **more: object) -> Section:
    return section(report(session, NOW, **more), section_id)  # type: ignore[arg-type]


def test_what_was_not_made_is_not_told() -> None:
    """A meeting without interests, a diagnosis or bottlenecks has none of these sections."""
    assert not {"belangen", "diagnose", "knelpunten"} & set(ids(report(AGENDA, NOW)))


def test_interests_with_who_looks_after_each() -> None:
    """Per partner; what nobody looks after stands out, what was withdrawn is not told."""
    session = replace(
        BARE,
        interests=(
            Interest(id="i1", partner="De Linde", text="Rust", looked_after_by="teamleider"),
            Interest(id="i2", partner="Noord", text="Zicht"),
            Interest(id="i3", partner="De Linde", text="Vast gezicht", origin="invented"),
            Interest(id="i4", partner="Weg", text="Weg", withdrawn_at=GONE),
        ),
    )
    found = told(session, "belangen")
    (table,) = found.parts
    assert isinstance(table, Table)
    nobody = Cell("niemand", mark="attention")
    assert table.rows == (
        (Cell("De Linde"), Cell("Rust"), Cell("teamleider")),
        (Cell("De Linde", made_up=True), Cell("Vast gezicht"), nobody),
        (Cell("Noord"), Cell("Zicht"), nobody),
    )
    assert (found.title, found.count) == ("Belangen en pioniersteam", 3)


def test_the_pioneer_team_with_its_assignment() -> None:
    """The assignment is called as the promise that it is."""
    session = replace(
        BARE,
        pioneer_team=PioneerTeam(members=("verpleegkundige", "agent"), promise="t"),
        promises=(
            Promise(
                id="t",
                kind="toezegging",
                what="Eén intake",
                owner="pioniersteam",
                due=dt.date(2017, 3, 1),
            ),
        ),
    )
    facts = told(session, "belangen").parts[1]
    assert facts == Facts(
        (
            ("Leden", "verpleegkundige, agent"),
            ("Resultaatopdracht", "Eén intake (T1)"),
            ("Trekker", "pioniersteam"),
            ("Voor", "wo 1 mrt 2017"),
        )
    )
    secret = replace(session, promises=(replace(session.promises[0], private=True),))
    assert told(secret, "belangen").parts[1] == Facts((("Leden", "verpleegkundige, agent"),))
    bare = replace(session.promises[0], owner="", due=None)
    alone = replace(session, promises=(bare,), pioneer_team=PioneerTeam(promise="t"))
    assert told(alone, "belangen").parts[1] == Facts((("Resultaatopdracht", "Eén intake (T1)"),))


DIAGNOSED = replace(
    BARE,
    perspectives=(Perspective(id="team", title="Professioneel team"),),
    scales=(Scale(id="willen", of=10), Scale(id="doen", of=10), Scale(id="samen", of=10)),
    ratings=(
        Rating(id="r1", scale="willen", value=7, of=10),
        Rating(id="r2", scale="doen", value=3, of=10),
    ),
    stagnations=(
        Stagnation(id="schijn", title="Schijn", text="Nota's.", between=("willen", "doen")),
        Stagnation(id="eiland", between=("doen", "samen")),
    ),
    diagnosis=Diagnosis(choice="schijn", motivation="Geen gezin merkt het."),
    ways_out=(
        WayOut(id="u1", stagnation="schijn", role="team", text="Begin klein.", solution="s"),
        WayOut(id="u2", stagnation="schijn", role="team", text="Begin nu."),
    ),
    solutions=(Solution(id="s", perspective="team", text="Eén wijk eerst."),),
)


def test_the_diagnosis_with_its_numbers_and_ways_out() -> None:
    """The choice, why, the numbers that there were, and what was taken over, as it is worded."""
    facts, says, taken = told(DIAGNOSED, "diagnose").parts
    assert facts == Facts(
        (
            ("Keuze van de groep", "Schijn"),
            ("Waarom", "Geen gezin merkt het."),
            ("Cijfers", "willen 7,0 · doen 3,0"),
        )
    )
    assert says == Paragraph("Nota's.", mark="muted")
    item = Item("Eén wijk eerst.", label="O1", tags=("Professioneel team",), mark="solution")
    assert taken == Listing((item,), "Overgenomen uitwegen")


def test_a_diagnosis_of_which_nobody_said_why() -> None:
    """It says so; a code of an older record has its words, and a private way out stays away."""
    old = replace(DIAGNOSED, ratings=(), diagnosis=Diagnosis(stagnation="sham"))
    old = replace(old, solutions=(replace(old.solutions[0], private=True),))
    (facts,) = told(old, "diagnose").parts
    assert facts == Facts((("Keuze van de groep", "schijnsamenwerking"), ("Waarom", "niet gezegd")))
    assert len(told(old, "diagnose", private=True).parts) == 2


def test_where_bottlenecks_lie() -> None:
    """In a meeting that puts them on agendas they stand there, and not among other notes."""
    notes = (
        Note(id="a", kind="knelpunt", text="Regels", case="x"),
        Note(id="b", kind="knelpunt", text="Geld", escalated_to="college"),
        Note(id="c", kind="knelpunt", text="Tijd", resolved_on=dt.date(2016, 9, 1)),
        Note(id="d", kind="feit", text="Iets anders"),
        Note(id="e", kind="knelpunt", text="Stil", private=True),
    )
    later = replace(
        BARE,
        header=Header(id="m10", date=dt.date(2016, 10, 3)),
        updates=(Update(id="u", item="b", done="yes", remark="met geld"),),
    )
    outline = report(replace(AGENDA, notes=notes), NOW, meetings=(later,))
    (table,) = section(outline, "knelpunten").parts
    assert isinstance(table, Table)
    assert table.rows[0] == (
        Cell("Regels", ("casus x",)),
        Cell("nog nergens geagendeerd", mark="attention"),
    )
    geld, tijd = table.rows[1][1], table.rows[2][1]
    assert geld.text == "ligt bij college"
    assert len(geld.below) == 1
    assert geld.below[0].startswith("3 okt 2016: ")
    assert tijd == Cell("doorgehakt op 1 sep 2016", mark="helps")
    (listing,) = section(outline, "verder").parts
    assert isinstance(listing, Listing)
    assert [each.text for each in listing.items] == ["Iets anders"]


def test_elsewhere_bottlenecks_stand_among_the_notes() -> None:
    """A meeting without that worksheet tells of them as it always did."""
    session = replace(BARE, notes=(Note(id="a", kind="knelpunt", text="Regels"),))
    outline = report(session, NOW)
    assert "knelpunten" not in ids(outline)
    assert "verder" in ids(outline)
