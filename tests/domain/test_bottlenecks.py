"""Bottlenecks: where each lies, and which of earlier meetings still wait."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from sessiecoach.domain.acts import Mark
from sessiecoach.domain.bottlenecks import (
    BottleneckState,
    bottleneck_state,
    bottlenecks,
    earlier_bottlenecks,
    steering_groups,
    take_up,
)
from sessiecoach.domain.facts import Added, Fact, apply
from sessiecoach.domain.session import Header, Note, Session, Update

AT = dt.datetime(2016, 9, 5, 8, 28, tzinfo=dt.UTC)
DAY = dt.date(2016, 9, 5)
MARK = Mark("afspraken", "", "notulist", AT)


def knot(item: str, to: str = "", **changes: object) -> Note:
    note = Note(id=item, kind="knelpunt", text=f"Knoop {item}", escalated_to=to)
    return replace(note, **changes)  # type: ignore[arg-type]


def meeting(month: int, *notes: Note, told: tuple[Update, ...] = ()) -> Session:
    header = Header(id=f"m{month}", date=dt.date(2016, month, 5))
    return Session(header=header, notes=notes, updates=told)


NOW = meeting(9)


@pytest.mark.parametrize(
    ("note", "state"),
    [
        (knot("a"), BottleneckState.NOWHERE),
        (knot("a", " "), BottleneckState.NOWHERE),
        (knot("a", "bestuur"), BottleneckState.ON_AGENDA),
        (knot("a", "bestuur", resolved_on=DAY), BottleneckState.CUT),
        (knot("a", resolved_on=DAY), BottleneckState.CUT),
    ],
)
def test_where_a_bottleneck_lies(note: Note, state: BottleneckState) -> None:
    """Nowhere, on an agenda, or cut, whoever had it."""
    assert bottleneck_state(note) is state


def test_bottlenecks_are_one_kind_of_note() -> None:
    """Other kinds and what was withdrawn are none."""
    here = knot("a")
    session = meeting(9, here, Note(id="b", kind="feit"), knot("c", withdrawn_at=AT))
    assert bottlenecks(session) == (here,)


def test_steering_groups_are_offered_the_last_named_first() -> None:
    """Each once; a private note names nobody."""
    june = meeting(6, knot("a", "Stuurgroep  Jeugd"), knot("b", "college"), knot("c"))
    september = meeting(9, knot("d", "stuurgroep jeugd"), knot("e", "stil", private=True))
    assert steering_groups((september, june)) == ("stuurgroep jeugd", "college")


def test_what_earlier_meetings_left_open_waits() -> None:
    """The oldest first; not what was cut, not private ones, not what came later."""
    first, second = knot("a"), knot("b", "college")
    june = meeting(6, second, knot("p", private=True), knot("r", resolved_on=dt.date(2016, 6, 5)))
    may = meeting(5, first)
    later = meeting(10, knot("z"))
    found = earlier_bottlenecks(NOW, (later, june, NOW, may), ())
    assert found == ((may, first), (june, second))


def test_what_was_told_since_counts() -> None:
    """Done and dropped are not open any more; not done is, and lies with whom was told."""
    told = (
        Update(id="u1", item="a", done="yes"),
        Update(id="u2", item="b", dropped=True),
        Update(id="u3", item="c", done="no", form="directie"),
    )
    june = meeting(
        6, knot("a", "x"), knot("b", "x"), knot("c", "x", resolved_on=dt.date(2016, 6, 5))
    )
    now = replace(NOW, updates=told[:1])
    found = earlier_bottlenecks(now, (june, now), told[1:])
    assert found == ((june, knot("c", "directie")),)


def test_a_copy_of_a_record_shows_its_bottlenecks_once() -> None:
    """Two files may hold the same meeting."""
    june = meeting(6, knot("a"))
    copy = replace(june, header=replace(june.header, id="m6-kopie"))
    assert len(earlier_bottlenecks(NOW, (june, copy), ())) == 1


def test_a_meeting_without_a_date_has_nothing_before_it_but_those_without() -> None:
    """It comes before all that have one."""
    undated = Session(header=Header(id="nu"))
    assert earlier_bottlenecks(undated, (meeting(6, knot("a")),), ()) == ()
    early = Session(header=Header(id="a"), notes=(knot("a"),))
    assert [note.id for _m, note in earlier_bottlenecks(undated, (early,), ())] == ["a"]


def test_one_that_is_taken_up_is_a_note_of_this_meeting() -> None:
    """It is on an agenda from then on, says that it is the same, and waits no more as earlier."""
    june = meeting(6, knot("a", perspective="team"))
    changes = take_up(june.notes[0], "college", MARK, "n1")
    assert changes == (
        Added(
            "notes",
            "n1",
            {
                "kind": "knelpunt",
                "text": "Knoop a",
                "perspective": "team",
                "escalated_to": "college",
                "same_as": "a",
                "block": "afspraken",
                "author": "notulist",
                "written_at": AT,
            },
        ),
    )
    now = apply(NOW, Fact("f", 1, "links", AT, changes))
    assert earlier_bottlenecks(now, (june,), ()) == ()
    october = meeting(10)
    assert [note.id for _m, note in earlier_bottlenecks(october, (june, now), ())] == ["n1"]
