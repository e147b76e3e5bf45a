"""The versions of a kader op maat through a series, what each changed, and by which case."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain.frameworks import (
    LineChange,
    framework_changes,
    framework_steps,
    framework_versions,
    latest_framework,
    requirements_of,
)
from sessiecoach.domain.session import Framework, FrameworkLine, Header, Requirement, Session
from tests import strategies

NINE = dt.datetime(2016, 9, 5, 9, tzinfo=dt.UTC)


def line(name: str, text: str, case: str = "") -> FrameworkLine:
    """Return one agreement."""
    return FrameworkLine(id=name, text=text, case=case)


def framework(
    version: int, *lines: FrameworkLine, dropped: tuple[FrameworkLine, ...] = ()
) -> Framework:
    """Return a version of the framework."""
    return Framework(id=f"f-{version}", version=version, lines=lines, dropped=dropped)


def test_lines_are_added_changed_and_dropped_by_their_ids() -> None:
    """In the order in which they stand now, with the case that caused it; the same is no change."""
    before = framework(
        1, line("a", "Eén loket"), line("b", "Vast contact"), line("c", "Geen wachttijd")
    )
    after = framework(
        2,
        line("d", "Ruimte voor maatwerk", case="verhuizing"),
        line("b", "Vast contact per wijk", case="gezin"),
        line("a", "Eén loket", case="gezin"),
        dropped=(line("c", "Geen wachttijd", case="inwoner"),),
    )
    assert framework_changes(before, after) == (
        LineChange("added", after.lines[0], case="verhuizing"),
        LineChange("changed", after.lines[1], before="Vast contact", case="gezin"),
        LineChange("dropped", before.lines[2], case="inwoner"),
    )


def test_a_line_that_goes_without_a_word_is_dropped_all_the_same() -> None:
    """Nobody said which case caused it."""
    before = framework(1, line("a", "Eén loket"))
    assert framework_changes(before, framework(2)) == (LineChange("dropped", before.lines[0]),)


def test_lines_without_an_id_are_known_by_their_words() -> None:
    """Who writes a record by hand gives none; only how it is spelled can change."""
    before = framework(1, line("", "Eén loket"), line("", "Vast contact"))
    after = framework(
        2,
        line("", "eén  LOKET"),
        line("", "Ruimte"),
        dropped=(line("", "vast contact", case="gezin"),),
    )
    assert framework_changes(before, after) == (
        LineChange("changed", after.lines[0], before="Eén loket"),
        LineChange("added", after.lines[1]),
        LineChange("dropped", before.lines[1], case="gezin"),
    )


def test_every_version_is_a_step_from_the_one_before() -> None:
    """Through all meetings; two of one meeting by number, a withdrawn one not at all."""
    first, second, third = (
        framework(number, *(line(name, name) for name in names))
        for number, names in enumerate(("a", "ab", "b"), 1)
    )
    gone = Framework(id="f-9", version=9, lines=(line("z", "z"),), withdrawn_at=NINE)
    june = Session(header=Header(id="juni"), frameworks=(second, gone, first))
    september = Session(header=Header(id="september"))
    october = Session(header=Header(id="oktober"), frameworks=(third,))
    steps = framework_steps([june, september, october])
    assert [(each.meeting.header.id, each.framework.version) for each in steps] == [
        ("juni", 1),
        ("juni", 2),
        ("oktober", 3),
    ]
    assert [[(c.how, c.line.id) for c in each.changes] for each in steps] == [
        [("added", "a")],
        [("added", "b")],
        [("dropped", "a")],
    ]
    assert framework_steps([]) == ()


def test_a_line_comes_from_requirements_of_any_meeting() -> None:
    """In the order in which it names them; one that nobody knows is left out."""
    june = Session(header=Header(id="juni"), requirements=(Requirement(id="e-1"),))
    july = Session(header=Header(id="juli"), requirements=(Requirement(id="e-2"),))
    one = FrameworkLine(id="a", from_=("e-2", "e-9", "e-1"))
    found = requirements_of(one, (june, july))
    assert [(each.id, meeting.header.id) for each, meeting in found] == [
        ("e-2", "juli"),
        ("e-1", "juni"),
    ]


def frameworks() -> st.SearchStrategy[Framework]:
    """Return versions whose lines share ids, each once."""
    one = strategies.shaped(FrameworkLine, id=st.sampled_from("abcd"))
    lines = st.lists(one, max_size=4, unique_by=lambda each: each.id).map(tuple)
    return strategies.shaped(Framework, lines=lines, dropped=lines)


@given(frameworks(), frameworks())
def test_the_changes_make_one_version_into_the_other(before: Framework, after: Framework) -> None:
    """What was not added stood there, and what was dropped stands no more."""
    changes = framework_changes(before, after)
    lines = {each.id: each.text for each in before.lines}
    for change in changes:
        assert (change.line.id in lines) == (change.how != "added")
        if change.how == "dropped":
            del lines[change.line.id]
        else:
            lines[change.line.id] = change.line.text
    assert lines == {each.id: each.text for each in after.lines}
    assert framework_changes(after, after) == ()


# Which version stands.


def meeting(name: str, day: int, *frameworks: Framework, date: bool = True) -> Session:
    """Return a meeting in September, or one without a date."""
    on = dt.date(2016, 9, day) if date else None
    return Session(header=Header(id=name, date=on), frameworks=frameworks)


def made(number: int, name: str, hour: int = 9) -> Framework:
    """Return a version of one line."""
    at = dt.datetime(2016, 9, 5, hour, tzinfo=dt.UTC)
    return Framework(id=name, version=number, lines=(line(name, name),), written_at=at)


def shown(meetings: list[Session], before: Session | None = None) -> tuple[str, str] | None:
    """Return in which meeting the framework that stands was made, and which it is."""
    found = latest_framework(meetings, before)
    return (found.meeting.header.id, found.framework.id) if found is not None else None


def test_the_highest_version_stands() -> None:
    """Also where a meeting on an older copy made a lower one later."""
    first = meeting("een", 1, made(1, "f-1"))
    second = meeting("twee", 2, made(2, "f-2"), made(3, "f-3"))
    third = meeting("drie", 3, made(2, "f-4"))
    assert shown([third, first, second]) == ("twee", "f-3")
    assert shown([]) is None
    assert shown([meeting("vier", 4)]) is None


def test_of_the_same_number_the_latest_stands() -> None:
    """Of the latest meeting, and within one meeting the one that was written last."""
    early = meeting("een", 1, made(2, "f-9"))
    late = meeting("twee", 2, made(2, "f-2", hour=10), made(2, "f-3", hour=9))
    assert shown([late, early]) == ("twee", "f-2")
    assert shown([early, meeting("drie", 3)]) == ("een", "f-9")
    mended = meeting("een", 1, made(2, "f-9", hour=12))
    assert shown([late, mended]) == ("twee", "f-2")


def test_a_withdrawn_version_stands_no_more() -> None:
    """Then the one before it does."""
    gone = replace(made(2, "f-2"), withdrawn_at=NINE)
    assert shown([meeting("een", 1, made(1, "f-1"), gone)]) == ("een", "f-1")


def test_a_meeting_looks_back_on_what_was_held_before_it() -> None:
    """What it made itself does not count, nor what came later; without a date all others do."""
    first = meeting("een", 1, made(1, "f-1"))
    second = meeting("twee", 2, made(2, "f-2"))
    third = meeting("drie", 3, made(3, "f-3"))
    series = [first, second, third]
    assert shown(series, second) == ("een", "f-1")
    assert shown(series, first) is None
    assert shown(series, meeting("twee", 2, made(9, "f-9"))) == ("een", "f-1")
    assert shown(series, meeting("later", 2, date=False)) == ("drie", "f-3")
    assert shown(series, meeting("twee", 9)) == ("drie", "f-3")
    moved = meeting("drie", 9)
    assert shown(series, moved) == ("twee", "f-2")


def test_what_lies_in_two_copies_of_a_record_counts_once() -> None:
    """Of a copy in which it was changed it is one of its own, and so it is in another meeting."""
    first = meeting("een", 1, made(1, "f-1"))
    changed = meeting("een", 1, made(1, "f-1"), made(2, "f-1"))
    again = meeting("twee", 2, made(1, "f-1"))
    versions = framework_versions([again, changed, first, first])
    assert [(each.meeting.header.id, each.framework.version) for each in versions] == [
        ("een", 1),
        ("twee", 1),
        ("een", 2),
    ]


def test_two_copies_that_differ_are_read_in_one_order() -> None:
    """Whichever was read first, the same one stands."""
    one = meeting("een", 1, made(1, "f-1"))
    other = meeting("een", 1, replace(made(1, "f-1"), title="Kader"))
    assert latest_framework([one, other]) == latest_framework([other, one])


@given(st.lists(strategies.sessions(), max_size=3), st.randoms(use_true_random=False))
def test_the_order_in_which_records_are_read_does_not_matter(
    meetings: list[Session], random: Random
) -> None:
    """The same version stands, whatever was read first."""
    other = list(meetings)
    random.shuffle(other)
    assert latest_framework(meetings) == latest_framework(other)
