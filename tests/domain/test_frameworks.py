"""What changed between versions of a kader op maat, and which case made it change."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain.frameworks import LineChange, framework_changes, framework_steps
from sessiecoach.domain.session import Framework, FrameworkLine, Header, Session
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
