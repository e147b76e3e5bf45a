"""A cooperation: interests, the pioneer team, where it stands still and what people choose."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain.acts import Mark
from sessiecoach.domain.cooperation import (
    LEAST_DROP,
    adopt,
    adopted,
    adopted_solutions,
    assignment_of,
    choices,
    choose,
    drops,
    explained,
    forces,
    form_pioneer_team,
    has_pioneer_team,
    interests_by_partner,
    lacks_motivation,
    last_diagnosed,
    last_with_interests,
    name_of,
    partners,
    pointed_at,
    standing_assignment,
    unlooked_after,
    was_diagnosed,
    ways_out_of,
    without_interest,
)
from sessiecoach.domain.facts import Added, Change, Changed, Fact, apply
from sessiecoach.domain.session import (
    Block,
    Diagnosis,
    Header,
    Interest,
    Participant,
    PioneerTeam,
    Promise,
    Rating,
    Scale,
    Session,
    Solution,
    Stagnation,
    WayOut,
)

AT = dt.datetime(2016, 9, 5, 8, 28, tzinfo=dt.UTC)
MARK = Mark("belangen", "A", "notulist", AT)
WANT = Scale(id="willen", title="Willen", of=10, least=0)
DO = Scale(id="doen", title="Doen", of=10, least=0)
JOIN = Scale(id="samen", title="Samen", of=10, least=0)
SHAM = Stagnation(id="schijn", title="Schijn\n!", text="Nota's.", between=("willen", "doen"))
ISLAND = Stagnation(id="eiland", between=("doen", "samen"))
NONE = Stagnation(id="geen", text="Het loopt.")
MODEL = Session(
    scales=(WANT, DO, JOIN),
    stagnations=(NONE, SHAM, ISLAND),
    blocks=(
        Block(id="praten"),
        Block(id="duiden", choice=("geen", "schijn", "eiland")),
        Block(id="later", choice=("ja", "nee")),
    ),
    ways_out=(
        WayOut(id="u1", stagnation="schijn", role="team", text="Begin klein."),
        WayOut(id="u2", stagnation="eiland", role="team", text="Verbind."),
        WayOut(id="u3", stagnation="schijn", role="top", text="Weg.", withdrawn_at=AT),
    ),
)


def after(session: Session, *changes: Change) -> Session:
    return apply(session, Fact("f", 1, "links", AT, changes))


def scored(session: Session, **values: int) -> Session:
    """Return a meeting in which one person scored these scales."""
    ratings = (
        Rating(id=scale, scale=scale, value=value, of=10, block="b")
        for scale, value in values.items()
    )
    return replace(session, ratings=tuple(ratings))


# Interests.


def test_interests_stand_with_their_partner() -> None:
    """Two spellings of a partner are one, in the order in which they were named first."""
    a = Interest(id="i1", partner="De  Linde", text="a")
    b = Interest(id="i2", partner="Noord", text="b")
    c = Interest(id="i3", partner="de linde", text="c", withdrawn_at=AT)
    session = Session(interests=(a, b, c))
    assert interests_by_partner(session) == (("De Linde", (a, c)), ("Noord", (b,)))


def test_what_nobody_looks_after() -> None:
    """Blanks are nobody, and what was withdrawn needs nobody."""
    cared = Interest(id="i1", looked_after_by="manager")
    loose = Interest(id="i2", looked_after_by=" ")
    gone = Interest(id="i3", withdrawn_at=AT)
    assert unlooked_after(Session(interests=(cared, loose, gone))) == (loose,)


def test_partners_are_known_from_the_table_the_series_and_the_interests() -> None:
    """Each once and none without a name; what was withdrawn names nobody."""
    session = Session(
        participants=(
            Participant(id="p1", organisation="De Linde"),
            Participant(id="p2", organisation=""),
            Participant(id="p3", organisation="Weg", withdrawn_at=AT),
        ),
        interests=(
            Interest(id="i1", partner="Politie"),
            Interest(id="i2", partner="Ook weg", withdrawn_at=AT),
        ),
    )
    known = partners(session, ("DE LINDE", "gemeente"))
    assert known == ("De Linde", "gemeente", "Politie")
    assert without_interest(session, known) == ("De Linde", "gemeente")


# The pioneer team.


def formed(session: Session, **said: object) -> tuple[Change, ...]:
    given: dict[str, object] = {
        "members": ("a",),
        "what": "Eén intake",
        "owner": "pioniersteam",
        "due": None,
        "mark": MARK,
        "new_id": "t1",
    }
    return form_pioneer_team(session, **(given | said))  # type: ignore[arg-type]


def test_a_first_assignment_is_a_new_promise() -> None:
    """The team and the promise of its assignment come together, the promise as a toezegging."""
    due = dt.date(2017, 3, 1)
    assert formed(Session(), due=due) == (
        Added(
            "promises",
            "t1",
            {
                "what": "Eén intake",
                "owner": "pioniersteam",
                "due": due,
                "kind": "toezegging",
                "block": "belangen",
                "author": "notulist",
                "written_at": AT,
            },
        ),
        Changed("pioneer_team", "", {"members": ("a",), "promise": "t1"}),
    )


def test_a_later_form_changes_the_same_promise() -> None:
    """However often it is worded anew, and saying the same again changes nothing."""
    session = after(Session(), *formed(Session()))
    assert formed(session, new_id="t2") == ()
    changes = formed(session, what="Twee intakes", members=("a", "b"), new_id="t2")
    assert changes == (
        Changed("promises", "t1", {"what": "Twee intakes"}),
        Changed("pioneer_team", "", {"members": ("a", "b")}),
    )
    assert len(after(session, *changes).promises) == 1


def test_an_assignment_without_words_is_withdrawn_and_comes_back() -> None:
    """The promise stays the same one, so what was told of it stays with it."""
    session = after(Session(), *formed(Session()))
    gone = after(session, *formed(session, what=""))
    assert standing_assignment(gone) is None
    assert formed(gone, what="") == ()
    back = after(gone, *formed(gone, what="Toch", new_id="t2"))
    standing = standing_assignment(back)
    assert standing is not None
    assert (standing.id, standing.what, standing.withdrawn_at) == ("t1", "Toch", None)


def test_a_team_may_have_no_assignment_yet() -> None:
    """Only the members change then; nothing said at all is no team."""
    assert formed(Session(), what="") == (Changed("pioneer_team", "", {"members": ("a",)}),)
    assert not has_pioneer_team(Session())
    assert has_pioneer_team(Session(pioneer_team=PioneerTeam(members=("a",))))
    promised = Session(pioneer_team=PioneerTeam(promise="t"), promises=(Promise(id="t"),))
    assert has_pioneer_team(promised)
    assert assignment_of(Session(promises=(Promise(id=""),))) is None


# The diagnosis.


def test_the_outcomes_are_those_of_the_block_or_of_the_first() -> None:
    """What was chosen is offered too; a meeting that chooses nothing offers nothing."""
    assert choices(MODEL, "later") == ("ja", "nee")
    assert choices(MODEL, "praten") == ("geen", "schijn", "eiland")
    chosen = replace(MODEL, diagnosis=Diagnosis(choice="anders"))
    assert choices(chosen, "later") == ("ja", "nee", "anders")
    known = replace(MODEL, diagnosis=Diagnosis(choice="schijn"))
    assert choices(known) == ("geen", "schijn", "eiland")
    assert choices(Session()) == ()


def test_an_outcome_is_explained_by_the_model() -> None:
    """An outcome without a text has its own words, and a title is shown on one line."""
    assert explained(MODEL, "schijn") == SHAM
    assert name_of(SHAM) == "Schijn !"
    assert name_of(explained(MODEL, "anders")) == "anders"
    gone = replace(MODEL, stagnations=(replace(SHAM, withdrawn_at=AT),))
    assert explained(gone, "schijn") == Stagnation(id="schijn")


def test_every_scale_of_the_model_is_a_force() -> None:
    """Each once and in the order of the model, also where nobody answered yet."""
    session = scored(MODEL, willen=7)
    assert [(each.scale.id, each.mean, each.of_ten) for each in forces(session)] == [
        ("willen", 7, 7.0),
        ("doen", None, None),
        ("samen", None, None),
    ]
    withdrawn = tuple(replace(each, withdrawn_at=AT) for each in MODEL.stagnations)
    assert forces(replace(MODEL, stagnations=withdrawn)) == ()
    assert drops(scored(replace(MODEL, stagnations=withdrawn), willen=9, doen=1, samen=0)) == ()


def test_the_numbers_point_at_the_largest_drop() -> None:
    """From one force to the next; a rise points at nothing."""
    found = pointed_at(scored(MODEL, willen=7, doen=3, samen=0))
    assert found is not None
    assert (found.stagnation.id, found.points) == ("schijn", 4.0)
    found = pointed_at(scored(MODEL, willen=7, doen=7, samen=5))
    assert found is not None
    assert found.stagnation.id == "eiland"
    assert pointed_at(scored(MODEL, willen=1, doen=9, samen=9)) is None


def test_a_drop_counts_from_two_points_of_ten() -> None:
    """One point of ten points at nothing; of a shorter scale one point is more of ten."""
    assert LEAST_DROP == 2.0
    assert pointed_at(scored(MODEL, willen=7, doen=6, samen=5)) is None
    assert pointed_at(scored(MODEL, willen=7, doen=5, samen=5)) is not None
    short = replace(MODEL, scales=tuple(replace(each, of=5, least=1) for each in (WANT, DO, JOIN)))
    found = pointed_at(scored(short, willen=4, doen=3, samen=3))
    assert found is not None
    assert found.points == 2.5
    assert (found.before.of_ten, found.after.of_ten) == (7.5, 5.0)


def test_a_force_that_nobody_scored_points_at_nothing() -> None:
    """Neither does one whose scale this meeting does not have."""
    assert drops(scored(MODEL, willen=9)) == ()
    without = replace(MODEL, scales=(WANT, DO))
    assert [each.stagnation for each in drops(scored(without, willen=9, doen=1))] == [SHAM]


def test_of_two_alike_the_first_of_the_model_comes_first() -> None:
    """What stands earlier has to be mended earlier."""
    found = drops(scored(MODEL, willen=8, doen=5, samen=2))
    assert [each.stagnation.id for each in found] == ["schijn", "eiland"]


@given(st.integers(0, 10), st.integers(0, 10), st.integers(0, 10))
def test_no_other_drop_is_larger(willen: int, doen: int, samen: int) -> None:
    """What is pointed at is at least two points and no smaller than any other."""
    session = scored(MODEL, willen=willen, doen=doen, samen=samen)
    largest = max(willen - doen, doen - samen)
    found = pointed_at(session)
    assert (found is None) == (largest < 2)
    assert found is None or found.points == pytest.approx(largest)


def test_a_scale_of_one_number_divides_by_nothing() -> None:
    """A file may say so by hand."""
    flat = replace(MODEL, scales=(replace(WANT, of=0), DO, JOIN))
    session = replace(flat, ratings=(Rating(id="r", scale="willen", value=0, of=0),))
    assert forces(session)[0].of_ten == 0


def test_what_a_diagnosis_is() -> None:
    """An outcome in any words, also the words of older records; and why, once it is chosen."""
    assert not was_diagnosed(Diagnosis(motivation="x"))
    assert was_diagnosed(Diagnosis(choice="geen"))
    assert was_diagnosed(Diagnosis(stagnation="none"))
    assert not lacks_motivation(MODEL)
    assert lacks_motivation(replace(MODEL, diagnosis=Diagnosis(choice="geen", motivation=" ")))
    assert not lacks_motivation(replace(MODEL, diagnosis=Diagnosis(choice="geen", motivation="x")))


def test_choosing_again_asks_why_again() -> None:
    """Why people chose another outcome does not motivate this one; the same choice is none."""
    session = after(MODEL, *choose(MODEL, "schijn", "geen daden"))
    assert session.diagnosis == Diagnosis(choice="schijn", motivation="geen daden")
    assert choose(session, "schijn") == ()
    assert choose(session, "schijn", "anders") == (
        Changed("diagnosis", "", {"motivation": "anders"}),
    )
    again = after(session, *choose(session, "eiland"))
    assert again.diagnosis == Diagnosis(choice="eiland")
    assert after(again, *choose(again, "")).diagnosis == Diagnosis()


def test_a_choice_takes_the_place_of_an_older_word() -> None:
    """A record that says it by a code says one thing after it; a motivation alone keeps it."""
    old = replace(MODEL, diagnosis=Diagnosis(stagnation="sham", motivation="m"))
    assert after(old, *choose(old, "eiland")).diagnosis == Diagnosis(choice="eiland")
    assert after(old, *choose(old, "", "n")).diagnosis == Diagnosis(
        stagnation="sham", motivation="n"
    )


def test_the_last_diagnosis_is_of_the_last_meeting_that_made_one() -> None:
    """Not of this meeting, not of a later one, and not of one that made none."""

    def meeting(month: int, choice: str = "") -> Session:
        header = Header(id=f"m{month}", date=dt.date(2016, month, 1))
        return Session(header=header, diagnosis=Diagnosis(choice=choice))

    meetings = (meeting(3, "a"), meeting(1, "b"), meeting(5), meeting(6, "c"), meeting(9, "d"))
    found = last_diagnosed(meeting(6, "e"), meetings)
    assert found is not None
    assert found.header.id == "m3"
    assert last_diagnosed(meeting(1), meetings) is None


def test_the_last_meeting_that_named_interests_is_of_before() -> None:
    """An interest that was withdrawn is none; a pioneer team alone is enough."""

    def meeting(day: int, **named: object) -> Session:
        header = Header(id=f"m{day}", date=dt.date(2016, 9, day))
        return Session(header=header, **named)  # type: ignore[arg-type]

    gone = Interest(id="i-2", text="Weg", withdrawn_at=MARK.at)
    meetings = (
        meeting(3, pioneer_team=PioneerTeam(members=("leraar",))),
        meeting(1, interests=(Interest(id="i-1", text="Rust"), gone)),
        meeting(4, interests=(gone,)),
        meeting(6, interests=(Interest(id="i-3", text="Later"),)),
    )
    found = [last_with_interests(meeting(day), meetings) for day in (1, 2, 5, 6)]
    assert [each.header.id if each is not None else "" for each in found] == ["", "m1", "m3", "m3"]


# Ways out.


def test_ways_out_are_those_of_the_chosen_outcome() -> None:
    """Those that were withdrawn are none."""
    assert [each.id for each in ways_out_of(MODEL, "schijn")] == ["u1"]
    assert ways_out_of(MODEL, "geen") == ()


def test_a_way_out_becomes_a_solution_of_its_role() -> None:
    """The way out knows its solution, so that it is there once, whatever its words become."""
    way = MODEL.ways_out[0]
    assert adopted(MODEL, way) is None
    session = after(MODEL, *adopt(MODEL, way, MARK, "s1"))
    assert session.solutions == (
        Solution(
            id="s1",
            block="belangen",
            perspective="team",
            group="A",
            author="notulist",
            written_at=AT,
            text="Begin klein.",
        ),
    )
    taken = session.ways_out[0]
    assert adopted(session, taken) == session.solutions[0]
    assert adopt(session, taken, MARK, "s2") == ()
    assert adopted_solutions(session) == ((taken, session.solutions[0]),)


def test_a_withdrawn_solution_comes_back_as_it_was_worded() -> None:
    """Adopting the way out again makes no second one."""
    way = replace(MODEL.ways_out[0], solution="s1")
    gone = Solution(id="s1", text="Anders", withdrawn_at=AT)
    session = replace(MODEL, ways_out=(way,), solutions=(gone,))
    assert adopted_solutions(session) == ()
    back = after(session, *adopt(session, way, MARK, "s2"))
    assert back.solutions == (replace(gone, withdrawn_at=None),)
