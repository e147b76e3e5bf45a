"""The programma van eisen: wishes taken up, merged and split off again, and the test on cases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from random import Random
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain.acts import Mark
from sessiecoach.domain.facts import Change, Changed, Fact, apply
from sessiecoach.domain.requirements import (
    add_requirement,
    cases_to_test,
    merge_wish,
    open_wishes,
    outcome_of,
    parties,
    positions,
    remark_on_case,
    result_on_case,
    results_of,
    reword,
    split_off,
    standing_requirements,
    take_up,
    takes_positions,
    toggle_support,
    wishes_of,
)
from sessiecoach.domain.session import (
    Block,
    Case,
    Note,
    Participant,
    Perspective,
    Requirement,
    RequirementTest,
    Session,
    TestResult,
)

AT = dt.datetime(2016, 9, 5, 8, 28, tzinfo=dt.UTC)
LATER = dt.datetime(2016, 9, 5, 9, 28, tzinfo=dt.UTC)
MARK = Mark(block="2h", group="", author="notulist", at=AT)
RESULTS: tuple[TestResult, ...] = ("holds", "adjust", "drops")
MEETING = Session(
    perspectives=(
        Perspective(id="burger", title="Burger"),
        Perspective(id="weg", title="Weg", withdrawn_at=AT),
        Perspective(id="raadslid", title="Raadslid"),
    ),
    cases=(Case(id="a", title="Drie loketten"), Case(id="b"), Case(id="c", withdrawn_at=AT)),
    notes=(
        Note(id="n-1", kind="eis", perspective="raadslid", text="Uitlegbaar"),
        Note(id="n-2", kind="eis", perspective="", text="Los"),
        Note(id="n-3", kind="eis", perspective="burger", text=" Eén aanspreekpunt "),
        Note(id="n-4", kind="eis", perspective="ander", text="Van een ander"),
        Note(id="n-5", kind="feit", perspective="burger", text="Een feit"),
        Note(id="n-6", kind="eis", perspective="burger", text="Weg", withdrawn_at=AT),
        Note(id="n-7", kind="eis", perspective="burger", text="Eén gezicht"),
    ),
)
NOTES = {note.id: note for note in MEETING.notes}


def after(session: Session, changes: Sequence[Change]) -> Session:
    """Return a session after one more act."""
    return apply(session, Fact("f", 1, "links", LATER, tuple(changes)))


def with_one(**values: object) -> Session:
    """Return the meeting with one requirement."""
    requirement = replace(Requirement(id="e-1", text="Eén gezicht"), **values)  # type: ignore[arg-type]
    return replace(MEETING, requirements=(requirement,))


def the_one(session: Session) -> Requirement:
    """Return the only requirement of a session."""
    (requirement,) = session.requirements
    return requirement


def test_the_parties_are_the_perspectives_that_stand() -> None:
    """In their order; a withdrawn one has no wish list."""
    assert [each.id for each in parties(MEETING)] == ["burger", "raadslid"]


def test_open_wishes_stand_party_by_party() -> None:
    """Those of the parties in their order, then of what is no party, then of nobody."""
    assert [each.id for each in open_wishes(MEETING)] == ["n-3", "n-7", "n-1", "n-4", "n-2"]


def test_a_wish_that_was_taken_up_is_a_requirement_of_its_party() -> None:
    """Its party stands behind it, and it is traceable to the note, which is open no more."""
    session = after(MEETING, take_up(NOTES["n-3"], "e-1", MARK))
    assert the_one(session) == Requirement(
        id="e-1",
        block="2h",
        text="Eén aanspreekpunt",
        party="burger",
        from_=("n-3",),
        supported_by=("burger",),
        author="notulist",
        written_at=AT,
    )
    assert "n-3" not in [each.id for each in open_wishes(session)]
    assert wishes_of(session, the_one(session)) == (NOTES["n-3"],)


def test_a_wish_without_a_party_has_no_supporter() -> None:
    """Nobody is said to stand behind what nobody wished."""
    requirement = the_one(after(MEETING, take_up(NOTES["n-2"], "e-1", MARK)))
    assert (requirement.party, requirement.supported_by) == ("", ())


def test_a_requirement_without_text_is_none() -> None:
    """Blanks make no requirement."""
    assert add_requirement(" \n", "burger", "e-1", MARK) == ()


def test_what_a_withdrawn_requirement_stood_for_stays_spoken_about() -> None:
    """Its wishes are not open, and it is not in the programme."""
    session = with_one(from_=("n-3",), withdrawn_at=AT)
    assert standing_requirements(session) == ()
    assert "n-3" not in [each.id for each in open_wishes(session)]


def test_wishes_that_are_gone_from_the_record_are_left_out() -> None:
    """Somebody may have deleted a note by hand."""
    session = with_one(from_=("weg", "n-7", "n-3"))
    assert [each.id for each in wishes_of(session, the_one(session))] == ["n-7", "n-3"]


def test_merging_adds_the_wish_and_its_party() -> None:
    """The supporters stand in the order of the parties; whose it was first stays."""
    session = with_one(party="raadslid", from_=("n-1",), supported_by=("raadslid", "met de hand"))
    merged = the_one(after(session, merge_wish(session, NOTES["n-3"], "e-1")))
    assert merged.from_ == ("n-1", "n-3")
    assert merged.supported_by == ("burger", "raadslid", "met de hand")
    assert merged.party == "raadslid"


def test_merging_changes_only_what_it_must() -> None:
    """A party that stands behind it already is not noted again, nor is a wish of nobody."""
    session = with_one(party="burger", from_=("n-3",), supported_by=("burger",))
    for wish in ("n-7", "n-2"):
        assert merge_wish(session, NOTES[wish], "e-1") == (
            Changed("requirements", "e-1", {"from_": ("n-3", wish)}),
        )


def test_a_requirement_of_nobody_becomes_that_of_the_first_who_wished_it() -> None:
    """What the group thought of itself turns out to have been wished."""
    session = with_one()
    merged = the_one(after(session, merge_wish(session, NOTES["n-3"], "e-1")))
    assert (merged.party, merged.supported_by) == ("burger", ("burger",))


def test_merging_twice_or_into_nothing_is_no_act() -> None:
    """A wish is in a requirement once, and a requirement that is gone takes nothing in."""
    session = with_one(from_=("n-3",))
    assert merge_wish(session, NOTES["n-3"], "e-1") == ()
    assert merge_wish(session, NOTES["n-7"], "weg") == ()


def test_splitting_off_takes_back_merging() -> None:
    """The wish is open again and its party no longer stands behind the requirement."""
    session = with_one(party="raadslid", from_=("n-1",), supported_by=("raadslid",))
    merged = after(session, merge_wish(session, NOTES["n-3"], "e-1"))
    assert after(merged, split_off(merged, "e-1", "n-3", LATER)) == session


def test_a_party_with_another_wish_in_it_stays() -> None:
    """Only the wish goes."""
    session = with_one(party="burger", from_=("n-3", "n-7"), supported_by=("burger",))
    assert split_off(session, "e-1", "n-3", LATER) == (
        Changed("requirements", "e-1", {"from_": ("n-7",)}),
    )


@pytest.mark.parametrize(("other", "party"), [("n-1", "raadslid"), ("n-2", ""), ("weg", "")])
def test_the_first_of_those_who_are_left_is_whose_it_is(other: str, party: str) -> None:
    """When the wish goes from which it came, it is of the party of the next; or of nobody."""
    session = with_one(party="burger", from_=("n-3", other), supported_by=("burger", "raadslid"))
    left = the_one(after(session, split_off(session, "e-1", "n-3", LATER)))
    assert (left.party, left.from_) == (party, (other,))
    assert left.supported_by == ("raadslid",)


def test_whose_it_is_changes_only_with_the_wish_it_came_from() -> None:
    """Another wish that goes leaves it; of those that are left one of nobody is passed over."""
    session = with_one(party="raadslid", from_=("n-4", "n-1", "n-3"), supported_by=("burger",))
    left = the_one(after(session, split_off(session, "e-1", "n-3", LATER)))
    assert (left.party, left.supported_by) == ("raadslid", ())
    session = with_one(party="burger", from_=("n-3", "n-2", "n-1"), supported_by=("burger",))
    left = the_one(after(session, split_off(session, "e-1", "n-3", LATER)))
    assert left.party == "raadslid"


@pytest.mark.parametrize("wish", ["n-2", "weg"])
def test_a_wish_of_nobody_takes_no_supporter_along(wish: str) -> None:
    """A wish without a party, or one that is gone from the record."""
    session = with_one(party="burger", from_=("n-3", wish), supported_by=("burger",))
    assert split_off(session, "e-1", wish, LATER) == (
        Changed("requirements", "e-1", {"from_": ("n-3",)}),
    )


def test_without_its_only_wish_a_requirement_is_withdrawn() -> None:
    """It came from that wish; when it was withdrawn is kept where it was already."""
    session = with_one(from_=("n-3",))
    assert split_off(session, "e-1", "n-3", LATER) == (
        Changed("requirements", "e-1", {"from_": (), "withdrawn_at": LATER}),
    )
    withdrawn = with_one(from_=("n-3",), withdrawn_at=AT)
    assert split_off(withdrawn, "e-1", "n-3", LATER) == (
        Changed("requirements", "e-1", {"from_": ()}),
    )


def test_splitting_off_what_is_not_in_it_is_no_act() -> None:
    """Neither another wish, nor from a requirement that is gone."""
    session = with_one(from_=("n-3",))
    assert split_off(session, "e-1", "n-7", LATER) == ()
    assert split_off(session, "weg", "n-3", LATER) == ()


def test_rewording_changes_the_text() -> None:
    """The same words, or none, are no act."""
    requirement = Requirement(id="e-1", text="Eén gezicht")
    assert reword(requirement, " Eén loket ") == (
        Changed("requirements", "e-1", {"text": "Eén loket"}),
    )
    assert reword(requirement, " Eén gezicht ") == ()
    assert reword(requirement, "  ") == ()


def test_support_is_given_and_taken_back() -> None:
    """In the order of the parties; what a person wrote by hand stays."""
    session = with_one(supported_by=("met de hand", "raadslid"))
    more = after(session, toggle_support(session, "e-1", "burger"))
    assert the_one(more).supported_by == ("burger", "raadslid", "met de hand")
    fewer = after(more, toggle_support(more, "e-1", "raadslid"))
    assert the_one(fewer).supported_by == ("burger", "met de hand")
    assert toggle_support(session, "weg", "burger") == ()


def test_each_standing_case_is_tested_on() -> None:
    """Then a withdrawn one and an unknown one where a test says something of it."""
    assert [each.id for each in cases_to_test(MEETING)] == ["a", "b"]
    tests = (
        RequirementTest(case="c", result="holds"),
        RequirementTest(case="z", remark="knelt"),
        RequirementTest(case="y"),
        RequirementTest(case="a", result="holds"),
    )
    found = cases_to_test(with_one(tests=tests))
    assert found == (*MEETING.cases, Case(id="z"))
    assert [each.id for each in cases_to_test(with_one(tests=tests, withdrawn_at=AT))] == ["a", "b"]


@pytest.mark.parametrize(
    ("results", "outcome"),
    [
        ((), None),
        ((None,), None),
        (("holds", None), "holds"),
        (("holds", "holds"), "holds"),
        (("holds", "adjust"), "adjust"),
        (("holds", "drops"), "adjust"),
        (("adjust", "drops"), "adjust"),
        (("drops", "drops", None), "drops"),
    ],
)
def test_the_outcome_follows_from_the_cases(
    results: tuple[TestResult | None, ...], outcome: TestResult | None
) -> None:
    """All alike: that; mixed: adjust; untested cases say nothing."""
    tests = tuple(
        RequirementTest(case=str(place), result=result) for place, result in enumerate(results)
    )
    assert outcome_of(Requirement(tests=tests)) == outcome


@given(st.lists(st.sampled_from(RESULTS), min_size=1), st.randoms())
def test_the_order_of_the_cases_does_not_matter(results: list[TestResult], random: Random) -> None:
    """The same tests give the same outcome, and one that some test gave or a mix of them."""
    tests = [RequirementTest(case=str(n), result=each) for n, each in enumerate(results)]
    outcome = outcome_of(Requirement(tests=tuple(tests)))
    random.shuffle(tests)
    assert outcome_of(Requirement(tests=tuple(tests))) == outcome
    assert outcome in results or outcome == "adjust"


def test_the_last_of_two_tests_on_a_case_counts() -> None:
    """Somebody may have written a case twice."""
    tests = (RequirementTest(case="a", result="drops"), RequirementTest(case="a", result="holds"))
    assert outcome_of(Requirement(tests=tests)) == "holds"


def test_a_result_and_a_remark_stand_apart() -> None:
    """Clearing one leaves the other; a test that says nothing goes."""
    session = with_one()
    session = after(session, result_on_case(session, "e-1", "a", "adjust"))
    session = after(session, remark_on_case(session, "e-1", "a", " ook in het weekend "))
    assert the_one(session).tests == (
        RequirementTest(case="a", result="adjust", remark="ook in het weekend"),
    )
    session = after(session, result_on_case(session, "e-1", "a", None))
    assert results_of(the_one(session))["a"] == RequirementTest(
        case="a", remark="ook in het weekend"
    )
    session = after(session, remark_on_case(session, "e-1", "a", ""))
    assert the_one(session).tests == ()


def test_a_test_keeps_its_place_and_what_is_not_known() -> None:
    """Keys of a later version of the program survive another result."""
    extra = MappingProxyType({"later": 1})
    tests = (RequirementTest(case="a", extra=extra), RequirementTest(case="b", result="holds"))
    session = with_one(tests=tests)
    changed = the_one(after(session, result_on_case(session, "e-1", "a", "drops"))).tests
    assert changed == (replace(tests[0], result="drops"), tests[1])
    back = with_one(tests=changed)
    assert the_one(after(back, result_on_case(back, "e-1", "a", None))).tests == tests


def test_saying_the_same_again_is_no_act() -> None:
    """Nor is testing what is gone."""
    session = with_one(tests=(RequirementTest(case="a", result="holds", remark="ja"),))
    assert result_on_case(session, "e-1", "a", "holds") == ()
    assert remark_on_case(session, "e-1", "a", "ja ") == ()
    assert result_on_case(session, "weg", "a", "holds") == ()
    assert remark_on_case(session, "weg", "a", "ja") == ()


def test_positions_are_taken_where_demands_become_one_programme() -> None:
    """A meeting without that programme, or without parties, asks for none."""
    game = Session(
        perspectives=(Perspective(id="burger", title="Burger"),),
        blocks=(Block(id="b", worksheets=("requirements",)),),
    )
    assert takes_positions(game)
    assert not takes_positions(replace(game, perspectives=()))
    assert not takes_positions(replace(game, blocks=(Block(id="b"),)))


def test_each_position_names_the_roles_that_took_it() -> None:
    """By title or id of a party, however it is spelled; another word is a position as well."""
    gone = dt.datetime(2016, 9, 5, tzinfo=dt.UTC)
    session = Session(
        perspectives=(
            Perspective(id="burger", title="De burger"),
            Perspective(id="raadslid"),
            Perspective(id="directeur", title="Directeur"),
        ),
        participants=(
            Participant(id="p-1", role="teamleider", position="RAADSLID "),
            Participant(id="p-2", role="bestuurder", position="de Burger"),
            Participant(id="p-3", organisation="wijkteam", position="burger"),
            Participant(id="p-4", role="manager", position="rechter"),
            Participant(id="p-5", role="notulist"),
            Participant(id="p-6", role="weg", position="burger", withdrawn_at=gone),
        ),
    )
    assert positions(session) == (
        ("De burger", ("bestuurder", "wijkteam")),
        ("raadslid", ("teamleider",)),
        ("rechter", ("manager",)),
    )
