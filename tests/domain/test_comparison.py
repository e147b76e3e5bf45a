"""What helps and hinders in two meetings: new, recurring or gone, by the links of people only."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain.comparison import (
    ComparedNote,
    Links,
    Recurrence,
    compared_notes,
    links,
    recurring,
    side_by_side,
)
from sessiecoach.domain.session import Header, Note, Session, Update

JUNE, SEPTEMBER, OCTOBER = dt.date(2016, 6, 27), dt.date(2016, 9, 5), dt.date(2016, 10, 10)
NINE = dt.datetime(2016, 9, 5, 9, tzinfo=dt.UTC)


def note(name: str, **values: Any) -> Note:
    """Return a hindrance of this id, unless the values say otherwise."""
    every: dict[str, Any] = {"id": name, "kind": "belemmering", "text": name, **values}
    return Note(**every)


def meeting(date: dt.date, *notes: Note, updates: tuple[Update, ...] = ()) -> Session:
    """Return a meeting with these notes."""
    return Session(header=Header(id=str(date), date=date), notes=notes, updates=updates)


def same(item: str, twin: str, on: dt.date = OCTOBER, **values: Any) -> Update:
    """Return that somebody said that two notes are the same."""
    return Update(id=f"u-{item}-{twin}", item=item, same_as=twin, on=on, **values)


def other(item: str, twin: str, on: dt.date = OCTOBER) -> Update:
    """Return that somebody said that two notes are not the same."""
    return Update(id=f"v-{item}-{twin}", item=item, differs_from=twin, on=on)


def linked(links: Links, *notes: str) -> bool:
    """Return whether all these notes say the same."""
    return len({links.root(each) for each in notes}) == 1


# Side by side.


def test_a_note_is_new_recurring_or_gone() -> None:
    """The later meeting in its order, then what it no longer has; likeness links nothing."""
    june = meeting(JUNE, note("n-1", text="te weinig tijd"), note("n-2", kind="helpend"))
    september = meeting(
        SEPTEMBER, note("n-3", text="te weinig tijd"), note("n-4", kind="helpend", same_as="n-2")
    )
    rows = side_by_side(june, september, links([june, september], []))
    assert rows == (
        ComparedNote(Recurrence.NEW, september.notes[0], None),
        ComparedNote(Recurrence.RECURRING, september.notes[1], june.notes[1]),
        ComparedNote(Recurrence.GONE, june.notes[0], None),
    )


@pytest.mark.parametrize(
    "values",
    [
        {"withdrawn_at": NINE},
        {"merged_into": "n-9"},
        {"private": True},
        {"kind": "feit"},
        {"kind": ""},
    ],
)
def test_what_does_not_stand_for_all_to_see_is_not_compared(values: dict[str, Any]) -> None:
    """Withdrawn, merged and private notes, and kinds that neither help nor hinder."""
    hidden = note("n-1", **values)
    assert list(compared_notes(meeting(JUNE, hidden))) == []
    shown = [hidden] if values == {"private": True} else []
    assert list(compared_notes(meeting(JUNE, hidden), private=True)) == shown
    later = meeting(SEPTEMBER, note("n-2", same_as="n-1"))
    (row,) = side_by_side(meeting(JUNE, hidden), later, links([meeting(JUNE, hidden), later], []))
    assert row.recurrence is Recurrence.NEW


def test_private_notes_are_compared_where_they_are_asked_for() -> None:
    """For who prepares a meeting they recur as others do."""
    june = meeting(JUNE, note("n-1", private=True), note("n-2", private=True))
    september = meeting(SEPTEMBER, note("n-3", same_as="n-1"))
    both = links([june, september], [])
    rows = side_by_side(june, september, both, private=True)
    assert [each.recurrence for each in rows] == [Recurrence.RECURRING, Recurrence.GONE]
    assert [each.times for each in recurring([june, september], both, private=True)] == [2]
    assert recurring([june, september], both) == ()


def test_of_two_notes_that_one_recurs_from_the_first_is_named() -> None:
    """And neither of them is gone."""
    june = meeting(JUNE, note("n-1"), note("n-2", same_as="n-1"))
    september = meeting(SEPTEMBER, note("n-3", same_as="n-2"), note("n-4", same_as="n-1"))
    rows = side_by_side(june, september, links([june, september], []))
    assert [(each.recurrence, each.earlier) for each in rows] == [
        (Recurrence.RECURRING, june.notes[0]),
        (Recurrence.RECURRING, june.notes[0]),
    ]


# Links.


def test_a_link_runs_through_a_meeting_in_between() -> None:
    """October says what September said, and September what June said."""
    june = meeting(JUNE, note("n-1"))
    september = meeting(SEPTEMBER, note("n-2", same_as="n-1", withdrawn_at=NINE))
    october = meeting(OCTOBER, note("n-3", same_as="n-2"))
    every = links([october, june, september], [])
    assert every.root("n-3") == every.root("n-2") == every.root("n-1") == "n-1"
    assert every.root("n-9") == "n-9"
    (row,) = side_by_side(june, october, every)
    assert (row.recurrence, row.earlier) == (Recurrence.RECURRING, june.notes[0])


def test_links_in_a_circle_have_one_root() -> None:
    """Whoever linked to whom, the note that was noted first stands for all."""
    june = meeting(JUNE, note("n-9", same_as="n-1"))
    september = meeting(SEPTEMBER, note("n-1", same_as="n-5"), note("n-5", same_as="n-9"))
    every = links([september, june], [])
    assert [every.root(each) for each in ("n-1", "n-5", "n-9")] == ["n-9"] * 3
    own = links([meeting(JUNE, note("n-1", same_as="n-1"))], [])
    assert own.root("n-1") == "n-1"


def test_a_merged_twin_lends_its_links_to_the_note_that_stands_for_it() -> None:
    """Merging the note with the link loses no link, and a link to what was merged counts."""
    june = meeting(JUNE, note("n-1"), note("n-2", merged_into="n-1"))
    september = meeting(SEPTEMBER, note("n-3"), note("n-4", same_as="n-2", merged_into="n-3"))
    every = links([june, september], [])
    (row,) = side_by_side(june, september, every)
    assert (row.note.id, row.recurrence, row.earlier) == (
        "n-3",
        Recurrence.RECURRING,
        june.notes[0],
    )


def test_a_link_to_a_meeting_that_cannot_be_read_still_ties() -> None:
    """Two notes that say the same as one nobody can read say the same."""
    meetings = [
        meeting(SEPTEMBER, note("n-2", same_as="n-0")),
        meeting(OCTOBER, note("n-3", same_as="n-0")),
    ]
    every = links(meetings, [])
    assert every.root("n-0") == every.root("n-3") == "n-2"
    unread = links([], [same("n-2", "n-1"), same("n-3", "n-2")])
    assert unread.root("n-3") == "n-1"


@pytest.mark.parametrize(
    ("said", "together", "apart"),
    [
        ([same("n-2", "n-1")], True, False),
        ([other("n-2", "n-1")], False, True),
        ([same("n-2", "n-1", SEPTEMBER), other("n-2", "n-1")], False, True),
        ([other("n-2", "n-1", SEPTEMBER), same("n-2", "n-1")], True, False),
        # Whichever of the two it was told of.
        ([same("n-2", "n-1", SEPTEMBER), other("n-1", "n-2")], False, True),
        ([other("n-1", "n-2", SEPTEMBER), same("n-2", "n-1")], True, False),
        ([same("n-1", "n-2"), other("n-2", "n-1", SEPTEMBER)], True, False),
        ([same("n-2", "n-1", withdrawn_at=NINE)], False, False),
    ],
)
@pytest.mark.parametrize("between", [True, False])
def test_a_later_word_on_two_notes_counts(
    said: list[Update], together: bool, apart: bool, between: bool
) -> None:
    """In the record of a meeting as in a file of its own, in whatever order it was read."""
    notes = [meeting(JUNE, note("n-1")), meeting(SEPTEMBER, note("n-2"))]
    telling = [] if between else [meeting(OCTOBER, updates=tuple(reversed(said)))]
    every = links([*telling, *notes], reversed(said) if between else [])
    assert linked(every, "n-1", "n-2") is together
    assert every.different == ({frozenset(("n-1", "n-2"))} if apart else frozenset())


def test_of_two_words_of_one_moment_always_the_same_counts() -> None:
    """Two people disagree in files of their own: which is read first does not matter."""
    said = [same("n-2", "n-1"), other("n-1", "n-2")]
    either = [links([], each) for each in (said, said[::-1])]
    assert len({linked(each, "n-1", "n-2") for each in either}) == 1
    assert either[0].different == either[1].different


def test_what_a_record_links_a_later_word_takes_back() -> None:
    """The record is not rewritten, and the link counts no more."""
    meetings = [meeting(JUNE, note("n-1")), meeting(SEPTEMBER, note("n-2", same_as="n-1"))]
    assert linked(links(meetings, []), "n-1", "n-2")
    assert not linked(links(meetings, [other("n-1", "n-2")]), "n-1", "n-2")


def test_a_note_may_say_the_same_as_two() -> None:
    """A second link takes nothing from the first: three notes say one thing."""
    meetings = [
        meeting(JUNE, note("n-1"), note("n-2")),
        meeting(SEPTEMBER, note("n-3", same_as="n-1")),
    ]
    assert linked(links(meetings, [same("n-3", "n-2")]), "n-1", "n-2", "n-3")


# What recurs over a whole series.


def test_what_recurs_in_most_meetings_comes_first() -> None:
    """Then what was noted most; twice in one meeting is not recurring."""
    june = meeting(JUNE, note("n-1"), note("n-2"), note("n-3"), note("n-4", same_as="n-3"))
    september = meeting(
        SEPTEMBER, note("n-5", same_as="n-1"), note("n-6", same_as="n-2"), note("n-7")
    )
    october = meeting(OCTOBER, note("n-8", same_as="n-6"), note("n-9", same_as="n-5"))
    more = meeting(dt.date(2016, 11, 21), note("n-10", same_as="n-9"), note("n-11", same_as="n-2"))
    last = meeting(dt.date(2016, 12, 19), note("n-12", same_as="n-2"), note("n-13", same_as="n-2"))
    every = [more, october, last, june, september]
    found = recurring(every, links(every, []))
    assert [each.times for each in found] == [5, 4]
    assert [[n.id for _m, n in each.notes] for each in found] == [
        ["n-2", "n-6", "n-8", "n-11", "n-12", "n-13"],
        ["n-1", "n-5", "n-9", "n-10"],
    ]
    assert [m.header.date for m, _n in found[1].notes][:2] == [JUNE, SEPTEMBER]
    third = (note(name, same_as="n-7") for name in ("n-20", "n-21", "n-22"))
    fewer = [june, september, meeting(OCTOBER, *third, note("n-23", same_as="n-5"))]
    assert [[n.id for _m, n in each.notes] for each in recurring(fewer, links(fewer, []))] == [
        ["n-1", "n-5", "n-23"],
        ["n-7", "n-20", "n-21", "n-22"],
        ["n-2", "n-6"],
    ]


def test_a_copy_of_a_record_is_no_second_meeting() -> None:
    """What lies in two files of one meeting was noted once."""
    june = meeting(JUNE, note("n-1"))
    assert recurring([june, june], links([june, june], [])) == ()
    september = meeting(SEPTEMBER, note("n-2", same_as="n-1"))
    (found,) = recurring([june, september, june], links([june, september, june], []))
    assert [n.id for _m, n in found.notes] == ["n-1", "n-2"]


def names() -> st.SearchStrategy[str]:
    """Return the few ids that notes have here."""
    return st.sampled_from([f"n-{number}" for number in range(6)])


@given(
    st.lists(st.tuples(names(), names(), st.sampled_from([JUNE, SEPTEMBER])), max_size=6),
    st.lists(st.tuples(names(), names()), max_size=4),
    st.randoms(use_true_random=False),
)
def test_the_order_of_reading_files_does_not_matter_to_links(
    noted: list[tuple[str, str, dt.date]], said: list[tuple[str, str]], random: Any
) -> None:
    """Roots and differences are those of the series, not of how a folder lists it."""
    meetings = [
        meeting(day, *(note(n, same_as=s) for n, s, noted_on in noted if noted_on == day))
        for day in (JUNE, SEPTEMBER)
    ]
    loose = [
        (same if number % 2 else other)(one, two, (SEPTEMBER, OCTOBER)[number // 2])
        for number, (one, two) in enumerate(said)
    ]
    before = links(meetings, loose)
    meetings.reverse()
    random.shuffle(loose)
    after = links(meetings, loose)
    every = [f"n-{number}" for number in range(6)]
    assert [before.root(each) for each in every] == [after.root(each) for each in every]
    assert before.different == after.different
    # A root stands for itself, so that there is one for all that are tied.
    assert all(before.root(before.root(each)) == before.root(each) for each in every)
