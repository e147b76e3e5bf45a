"""What people do with a kader op maat, and when that makes a version of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain.acts import Mark
from sessiecoach.domain.facts import Added, Change, Changed, Fact, apply
from sessiecoach.domain.framework_acts import (
    FrameworkHere,
    add_line,
    bring_back_line,
    drop_line,
    framework_here,
    move_line,
    proposals,
    reword_line,
    take_over,
)
from sessiecoach.domain.frameworks import framework_changes
from sessiecoach.domain.session import (
    Framework,
    FrameworkLine,
    Header,
    Requirement,
    RequirementTest,
    Session,
)

AT = dt.datetime(2016, 10, 10, 8, tzinfo=dt.UTC)
MARK = Mark("3f", "", "notulist", AT)
KEPT = FrameworkLine(id="l-a", text="Eén loket", from_=("e-1",), case="gezin")
ASKED = FrameworkLine(id="l-b", text="Vast contact")
PAID = FrameworkLine(id="l-c", text="Tot 250 euro beslist de wijk", case="gezin")
FIRST = Session(
    header=Header(id="een", date=dt.date(2016, 9, 5)),
    frameworks=(
        Framework(id="f-1", block="3f", title="Kader voor de wijk", lines=(KEPT, ASKED, PAID)),
    ),
)
SECOND = Session(header=Header(id="twee", date=dt.date(2016, 10, 10)))


def new_ids() -> Callable[[str], str]:
    """Return what gives ids that follow each other."""
    numbers = count(1)
    return lambda letter: f"{letter}-{next(numbers)}"


def here(session: Session = SECOND, *meetings: Session) -> FrameworkHere:
    """Return the framework as the second meeting has it, or another."""
    return framework_here(session, meetings or (FIRST, session))


def after(stood: FrameworkHere, changes: tuple[Change, ...]) -> FrameworkHere:
    """Return the framework after one more act in that meeting."""
    session = apply(stood.session, Fact("f", 1, "", AT, changes))
    meetings = [made.meeting for made in stood.versions if made.meeting is not stood.session]
    return framework_here(session, (*meetings, session))


def texts(stood: FrameworkHere) -> list[str]:
    """Return how the lines read."""
    return [each.text for each in stood.standing.lines]


# The first version.


def test_without_a_version_there_is_nothing_to_change() -> None:
    """Its number is 0, and there is no version that it differs from."""
    stood = here(FIRST_EMPTY)
    assert (stood.made, stood.standing.version, stood.before) == (None, 0, None)
    assert not stood.is_made_here
    assert not stood.asks_case
    assert stood.changes == ()
    assert reword_line(stood, "l-a", "x", "", MARK, new_ids()) == ()
    assert drop_line(stood, "l-a", "", MARK, new_ids()) == ()
    assert bring_back_line(stood, "l-a", MARK, new_ids()) == ()
    assert move_line(stood, "l-a", 1) == ()


FIRST_EMPTY = replace(FIRST, frameworks=())


def test_the_first_line_makes_the_first_version() -> None:
    """With the marks of what a person writes; later lines come in the same version."""
    new = new_ids()
    changes = add_line(here(FIRST_EMPTY), " Eén loket ", "", MARK, new)
    assert changes == (
        Added(
            "frameworks",
            "f-2",
            {
                "block": "3f",
                "version": 1,
                "lines": (FrameworkLine(id="l-1", text="Eén loket"),),
                "author": "notulist",
                "written_at": AT,
            },
        ),
    )
    stood = after(here(FIRST_EMPTY), changes)
    assert stood.is_made_here
    assert not stood.asks_case
    stood = after(stood, add_line(stood, "Vast contact", "", MARK, new))
    assert texts(stood) == ["Eén loket", "Vast contact"]
    assert len(stood.versions) == 1
    assert add_line(stood, "  ", "", MARK, new) == ()


def requirement(name: str, *results: str, text: str = "Bereikbaar") -> Requirement:
    """Return a requirement that came out so on cases."""
    tests = tuple(
        RequirementTest(case=str(case), result=result)  # type: ignore[arg-type]
        for case, result in enumerate(results)
    )
    return Requirement(id=name, text=text, tests=tests)


def test_requirements_that_were_not_dropped_are_proposed() -> None:
    """Also those that were not tested; not those that were taken back, or say nothing."""
    session = replace(
        FIRST_EMPTY,
        requirements=(
            requirement("e-1", "holds"),
            requirement("e-2", "drops", "drops"),
            requirement("e-3", text=" Bereikbaar "),
            requirement("e-4", "drops", "holds"),
            replace(requirement("e-5"), withdrawn_at=AT),
            requirement("e-6", text=" "),
        ),
    )
    stood = here(session)
    assert [each.id for each in proposals(stood)] == ["e-1", "e-3", "e-4"]
    new = new_ids()
    stood = after(stood, take_over(stood, proposals(stood)[1:2], "", MARK, new))
    assert stood.standing.lines == (FrameworkLine(id="l-1", text="Bereikbaar", from_=("e-3",)),)
    assert [each.id for each in proposals(stood)] == ["e-1", "e-4"]
    stood = after(stood, take_over(stood, session.requirements, "gezin", MARK, new))
    assert [each.from_ for each in stood.standing.lines] == [("e-3",), ("e-1",), ("e-4",)]
    assert [each.case for each in stood.standing.lines] == ["", "gezin", "gezin"]
    assert proposals(stood) == ()
    assert take_over(stood, session.requirements, "", MARK, new) == ()


def test_a_line_of_the_first_version_changes_and_goes_without_a_trace() -> None:
    """The last one takes the version along, and what it came from is proposed again."""
    session = replace(FIRST_EMPTY, requirements=(requirement("e-1"),))
    new = new_ids()
    stood = here(session)
    stood = after(stood, take_over(stood, session.requirements, "", MARK, new))
    stood = after(stood, reword_line(stood, "l-1", "Dag en nacht bereikbaar", "", MARK, new))
    assert texts(stood) == ["Dag en nacht bereikbaar"]
    assert stood.standing.lines[0].from_ == ("e-1",)
    gone = after(stood, drop_line(stood, "l-1", "", MARK, new))
    assert gone.made is None
    assert [each.withdrawn_at for each in gone.session.frameworks] == [AT]
    assert [each.id for each in proposals(gone)] == ["e-1"]
    stood = after(stood, add_line(stood, "Vast contact", "", MARK, new))
    stood = after(stood, drop_line(stood, "l-1", "gezin", MARK, new))
    assert (texts(stood), stood.standing.dropped) == (["Vast contact"], ())


# A later version.


def test_the_first_change_of_a_meeting_makes_the_next_version() -> None:
    """All lines are copied with their ids; what made them change before has no case now."""
    stood = here()
    assert stood.asks_case
    assert not stood.is_made_here
    changes = reword_line(stood, "l-c", "Tot 500 euro", "verhuizing", MARK, new_ids())
    assert changes == (
        Added(
            "frameworks",
            "f-1",
            {
                "block": "3f",
                "version": 2,
                "title": "Kader voor de wijk",
                "lines": (
                    replace(KEPT, case=""),
                    ASKED,
                    replace(PAID, text="Tot 500 euro", case="verhuizing"),
                ),
                "author": "notulist",
                "written_at": AT,
            },
        ),
    )
    stood = after(stood, changes)
    assert stood.asks_case
    assert stood.before == FIRST.frameworks[0]
    assert [(each.how, each.before, each.case) for each in stood.changes] == [
        ("changed", PAID.text, "verhuizing")
    ]


def test_further_changes_in_the_meeting_change_its_own_version() -> None:
    """No third one is made, and each change has its own case."""
    new = new_ids()
    stood = here()
    stood = after(stood, add_line(stood, "Wij bellen eerst", "inwoner", MARK, new))
    stood = after(stood, drop_line(stood, "l-b", "gezin", MARK, new))
    changes = reword_line(stood, "l-c", "Tot 500 euro", "", MARK, new)
    assert [type(each) for each in changes] == [Changed]
    stood = after(stood, changes)
    assert [each.framework.version for each in stood.versions] == [1, 2]
    assert [(each.how, each.line.id, each.case) for each in stood.changes] == [
        ("changed", "l-c", ""),
        ("added", "l-1", "inwoner"),
        ("dropped", "l-b", "gezin"),
    ]


def test_a_line_that_goes_is_kept_as_it_read_before() -> None:
    """Not as it was reworded in the version that it goes out of."""
    new = new_ids()
    stood = here()
    stood = after(stood, reword_line(stood, "l-b", "Vast nummer", "gezin", MARK, new))
    stood = after(stood, drop_line(stood, "l-b", "inwoner", MARK, new))
    assert stood.standing.dropped == (replace(ASKED, case="inwoner"),)
    assert drop_line(stood, "l-b", "gezin", MARK, new) == ()


def test_what_went_out_of_an_earlier_version_is_not_told_again() -> None:
    """A third version names only what went out of the second."""
    new = new_ids()
    second = after(here(), drop_line(here(), "l-b", "gezin", MARK, new)).session
    third = Session(header=Header(id="drie", date=dt.date(2016, 11, 21)))
    stood = here(third, FIRST, second, third)
    stood = after(stood, drop_line(stood, "l-c", "inwoner", MARK, new))
    assert stood.standing.version == 3
    assert [each.id for each in stood.standing.dropped] == ["l-c"]


def test_a_dropped_line_comes_back_where_it_stood() -> None:
    """As it read, behind the nearest line before it that still stands, or first of all."""
    new = new_ids()
    stood = here()
    for name in ("l-a", "l-b"):
        stood = after(stood, drop_line(stood, name, "gezin", MARK, new))
    stood = after(stood, add_line(stood, "Nieuw", "", MARK, new))
    stood = after(stood, bring_back_line(stood, "l-b", MARK, new))
    assert texts(stood) == ["Vast contact", PAID.text, "Nieuw"]
    assert [each.id for each in stood.standing.dropped] == ["l-a"]
    stood = after(stood, bring_back_line(stood, "l-a", MARK, new))
    assert texts(stood) == ["Eén loket", "Vast contact", PAID.text, "Nieuw"]
    stood = after(stood, drop_line(stood, "l-b", "", MARK, new))
    stood = after(stood, drop_line(stood, "l-c", "", MARK, new))
    stood = after(stood, bring_back_line(stood, "l-c", MARK, new))
    assert texts(stood) == ["Eén loket", PAID.text, "Nieuw"]
    assert stood.standing.lines[1].case == ""
    two = after(here(), drop_line(here(), "l-c", "gezin", MARK, new))
    two = after(two, add_line(two, "Nieuw", "", MARK, new))
    two = after(two, bring_back_line(two, "l-c", MARK, new))
    assert texts(two) == ["Eén loket", "Vast contact", PAID.text, "Nieuw"]
    assert bring_back_line(stood, "l-c", MARK, new) == ()
    assert bring_back_line(stood, "l-9", MARK, new) == ()


def test_a_version_that_says_what_the_one_before_said_is_none() -> None:
    """It is withdrawn, so that the next change makes version 2 again."""
    new = new_ids()
    stood = here()
    stood = after(stood, drop_line(stood, "l-b", "gezin", MARK, new))
    changes = bring_back_line(stood, "l-b", MARK, new)
    assert changes == (Changed("frameworks", "f-1", {"withdrawn_at": AT}),)
    stood = after(stood, changes)
    assert not stood.is_made_here
    stood = after(stood, add_line(stood, "Nieuw", "", MARK, new))
    assert [each.framework.version for each in stood.versions] == [1, 2]


def test_a_line_that_reads_as_before_again_has_no_case() -> None:
    """Nothing made it change any more; the same words again are no change."""
    new = new_ids()
    stood = here()
    stood = after(stood, add_line(stood, "Nieuw", "", MARK, new))
    assert reword_line(stood, "l-b", " Vast contact ", "gezin", MARK, new) == ()
    stood = after(stood, reword_line(stood, "l-b", "Vast nummer", "gezin", MARK, new))
    stood = after(stood, reword_line(stood, "l-b", "Vast contact", "gezin", MARK, new))
    assert stood.standing.lines[1] == ASKED
    assert reword_line(stood, "l-b", " ", "gezin", MARK, new) == ()
    assert reword_line(here(), "l-b", "Vast contact", "gezin", MARK, new) == ()


def test_a_case_can_be_put_right() -> None:
    """Of a line that changed, the case alone can change as well."""
    new = new_ids()
    stood = here()
    stood = after(stood, reword_line(stood, "l-b", "Vast nummer", "gezin", MARK, new))
    stood = after(stood, reword_line(stood, "l-b", "Vast nummer", "inwoner", MARK, new))
    assert [each.case for each in stood.changes] == ["inwoner"]


def test_a_requirement_of_a_dropped_line_is_not_proposed_again() -> None:
    """People spoke about it; its line can be brought back."""
    session = replace(SECOND, requirements=(requirement("e-1"), requirement("e-2")))
    stood = here(session)
    assert [each.id for each in proposals(stood)] == ["e-2"]
    stood = after(stood, drop_line(stood, "l-a", "gezin", MARK, new_ids()))
    assert [each.id for each in proposals(stood)] == ["e-2"]


def test_lines_of_the_own_version_have_another_order_when_moved() -> None:
    """Not over the ends; order alone makes no version."""
    new = new_ids()
    assert move_line(here(), "l-a", 1) == ()
    stood = here()
    stood = after(stood, add_line(stood, "Nieuw", "", MARK, new))
    stood = after(stood, move_line(stood, "l-1", -1))
    assert [each.id for each in stood.standing.lines] == ["l-a", "l-b", "l-1", "l-c"]
    stood = after(stood, move_line(stood, "l-a", 1))
    assert [each.id for each in stood.standing.lines] == ["l-b", "l-a", "l-1", "l-c"]
    assert move_line(stood, "l-b", -1) == ()
    assert move_line(stood, "l-c", 1) == ()
    assert move_line(stood, "l-9", 1) == ()


def test_a_higher_version_of_an_earlier_meeting_is_what_changes() -> None:
    """It may have come from another laptop after this meeting made its own."""
    own = replace(SECOND, frameworks=(Framework(id="f-2", version=2, lines=(KEPT,)),))
    other = replace(FIRST, frameworks=(Framework(id="f-3", version=3, lines=(ASKED,)),))
    stood = here(own, other, own)
    assert (stood.is_made_here, texts(stood)) == (False, ["Vast contact"])
    stood = after(stood, add_line(stood, "Nieuw", "", MARK, new_ids()))
    assert (stood.is_made_here, stood.standing.version) == (True, 4)


def test_what_comes_later_in_the_series_is_not_known_here() -> None:
    """The first meeting works on what it made itself."""
    later = replace(SECOND, frameworks=(Framework(id="f-2", version=2, lines=(KEPT,)),))
    stood = here(FIRST, FIRST, later)
    assert (stood.is_made_here, stood.standing.version) == (True, 1)


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["add", "reword", "drop", "back", "move"]),
        st.sampled_from(["l-a", "l-b", "l-c", "l-1", "l-2"]),
        st.sampled_from(["", "Vast contact", "Eén loket", "Anders"]),
        st.sampled_from(["", "gezin"]),
        st.integers(-3, 3),
    ),
    max_size=12,
)


@given(ACTS)
def test_whatever_people_do_the_version_tells_what_changed(
    acts: list[tuple[str, str, str, str, int]],
) -> None:
    """One version at most is made, of lines with ids, and it keeps each dropped line once."""
    new = new_ids()
    stood = here()
    for act, name, text, case, steps in acts:
        match act:
            case "add":
                changes = add_line(stood, text, case, MARK, new)
            case "reword":
                changes = reword_line(stood, name, text, case, MARK, new)
            case "drop":
                changes = drop_line(stood, name, case, MARK, new)
            case "back":
                changes = bring_back_line(stood, name, MARK, new)
            case _:
                changes = move_line(stood, name, steps)
        assert len(changes) <= 1
        before = stood
        stood = after(stood, changes)
        assert (stood.session != before.session) == bool(changes)
        assert [each.framework.version for each in stood.versions] in ([1], [1, 2])
        assert stood.versions[0].framework == FIRST.frameworks[0]
        changed = framework_changes(FIRST.frameworks[0], stood.standing)
        assert stood.is_made_here == bool(changed)
        ids = [each.id for each in stood.standing.lines]
        assert len(set(ids)) == len(ids)
        gone = {each.line.id: each.case for each in changed if each.how == "dropped"}
        assert {each.id: each.case for each in stood.dropped} == gone
