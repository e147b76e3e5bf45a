"""What earlier meetings left: nothing vanishes, nothing comes twice, whatever was read first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain.carry_over import (
    Carried,
    Opening,
    carried,
    opening,
    told_of,
)
from sessiecoach.domain.chronology import chronological
from sessiecoach.domain.session import (
    Decision,
    Header,
    Promise,
    ReportBack,
    Session,
    SessionStatus,
    Solution,
    Update,
)
from sessiecoach.domain.standing import CheckStatus, PromiseStatus, SolutionStatus
from tests import strategies

JUNE, SEPTEMBER, OCTOBER = (
    dt.date(2016, 6, 27),
    dt.date(2016, 9, 5),
    dt.date(2016, 10, 10),
)
NOVEMBER = dt.date(2016, 11, 21)
NINE = dt.datetime(2016, 9, 5, 9, tzinfo=dt.UTC)


def meeting(
    date: dt.date | None, name: str = "", status: SessionStatus = "closed", **tables: Any
) -> Session:
    """Return a meeting on a day, with that as its id where none is given."""
    starts = tables.pop("starts", None)
    number = tables.pop("number", 0)
    header = Header(id=name or str(date), date=date, status=status, starts=starts, number=number)
    return Session(header=header, **tables)


def solution(name: str, **values: Any) -> Solution:
    """Return a solution of this id."""
    return Solution(id=name, text=f"tekst van {name}", **values)


def ids(items: Iterable[Carried]) -> list[str]:
    """Return the ids of what was carried over."""
    return [each.item.id for each in items]


# As of which day.


def test_what_was_told_later_does_not_count() -> None:
    """Neither by a later meeting nor between meetings; on the day itself, or without, it does."""
    june = meeting(JUNE, solutions=(solution("s-1"), solution("s-2"), solution("s-3")))
    later = meeting(OCTOBER, updates=(Update(id="u-1", item="s-1", worked_out="yes"),))
    loose = [
        Update(id="u-2", item="s-1", on=NOVEMBER, worked_out="no"),
        Update(id="u-3", item="s-2", on=SEPTEMBER, worked_out="no"),
        Update(id="u-4", item="s-3", worked_out="no"),
    ]

    def told(on: dt.date) -> list[list[str]]:
        return [[u.id for u in each.told] for each in carried([june, later], loose, on)]

    assert told(SEPTEMBER) == [[], ["u-3"], ["u-4"]]
    assert told(OCTOBER) == [["u-1"], ["u-3"], ["u-4"]]
    assert told(NOVEMBER) == [["u-1", "u-2"], ["u-3"], ["u-4"]]


def test_what_the_asking_meeting_told_counts_whatever_its_day() -> None:
    """Its date may have been set to an earlier one after somebody answered."""
    june = meeting(JUNE, solutions=(solution("s-1"),))
    update = Update(id="u-1", item="s-1", on=OCTOBER, worked_out="yes")
    asking = meeting(SEPTEMBER, "nu", updates=(update,))
    (found,) = carried([june, asking], [], SEPTEMBER, "nu")
    assert found.told == (update,)


# Which items come back.


def test_every_kind_comes_back_oldest_first() -> None:
    """Solutions, promises, decisions to check and report-backs, in the order of their meetings."""
    june = meeting(
        JUNE,
        solutions=(solution("s-1"), solution("s-2", withdrawn_at=NINE), solution("s-3")),
        promises=(Promise(id="t-1"),),
        decisions=(Decision(id="b-1"), Decision(id="b-2", check_on=NOVEMBER)),
        report_backs=(ReportBack(id="k-1"),),
    )
    september = meeting(SEPTEMBER, solutions=(solution("s-4"),))
    found = carried([september, june], [], OCTOBER)
    assert ids(found) == ["s-1", "s-3", "t-1", "b-2", "k-1", "s-4"]
    assert [each.kind for each in found[1:5]] == [
        "solutions",
        "promises",
        "decisions",
        "report_backs",
    ]
    # The place is that among all items of the kind: what the report calls the second decision.
    assert [each.place for each in found] == [1, 3, 1, 2, 1, 1]
    assert {each.meeting.header.date for each in found[:5]} == {JUNE}


def test_the_meeting_that_asks_hears_of_those_before_it() -> None:
    """What it proposes itself does not come back to it, and neither does what came after it."""
    meetings = [meeting(day, solutions=(solution(f"s-{day}"),)) for day in (JUNE, SEPTEMBER)]
    meetings.append(meeting(OCTOBER, status="draft", solutions=(solution("s-later"),)))
    assert ids(carried(meetings, [], SEPTEMBER, str(SEPTEMBER))) == [f"s-{JUNE}"]
    assert ids(carried(meetings, [], NOVEMBER, "nergens")) == [
        f"s-{JUNE}",
        f"s-{SEPTEMBER}",
        "s-later",
    ]


def test_what_the_asking_meeting_tells_counts_at_once() -> None:
    """An answer that was just given shows with its item."""
    june = meeting(JUNE, solutions=(solution("s-1"),))
    told = Update(item="s-1", applied="yes")
    asking = meeting(SEPTEMBER, "nu", status="live", updates=(told,))
    (found,) = carried([june, asking], [], SEPTEMBER, "nu")
    assert found.status == SolutionStatus.APPLIED
    assert found.told == (replace(told, on=SEPTEMBER),)


def test_meetings_after_the_day_do_not_count_yet() -> None:
    """A series that is looked at as it was on a day holds no later meetings."""
    meetings = [meeting(day, solutions=(solution(f"s-{day}"),)) for day in (JUNE, OCTOBER)]
    assert ids(carried(meetings, [], SEPTEMBER)) == [f"s-{JUNE}"]
    assert ids(carried(meetings, [], OCTOBER)) == [f"s-{JUNE}", f"s-{OCTOBER}"]


def test_a_meeting_without_a_date_loses_nothing() -> None:
    """Its items come back, and where it asks itself, those of all others do."""
    undated = meeting(None, "zonder", solutions=(solution("s-1"),))
    june = meeting(JUNE, solutions=(solution("s-2"),))
    assert ids(carried([june, undated], [], SEPTEMBER)) == ["s-1", "s-2"]
    assert ids(carried([june, undated], [], SEPTEMBER, str(JUNE))) == ["s-1"]
    assert ids(carried([june, undated], [], SEPTEMBER, "zonder")) == ["s-2"]
    found = carried([june, undated], [], SEPTEMBER)
    assert [(each.meetings_open, each.days_open) for each in found] == [(1, 0), (0, 70)]


def test_two_meetings_on_one_day_follow_each_other() -> None:
    """By the hour, then by their number in the series, then by their ids."""
    late = meeting(JUNE, "a", starts=dt.time(13), solutions=(solution("s-3"),))
    early = meeting(JUNE, "b", starts=dt.time(9), number=2, solutions=(solution("s-2"),))
    first = meeting(JUNE, "c", starts=dt.time(9), number=1, solutions=(solution("s-1"),))
    other = meeting(JUNE, "d", starts=dt.time(13), solutions=(solution("s-4"),))
    every = [other, late, early, first]
    assert [each.header.id for each in chronological(every)] == ["c", "b", "a", "d"]
    assert ids(carried(every, [], JUNE, "a")) == ["s-1", "s-2"]
    assert ids(carried(every, [], JUNE)) == ["s-1", "s-2", "s-3", "s-4"]


def test_it_is_told_how_long_an_item_is_open() -> None:
    """Meetings that were held since, and days; a meeting that was only planned is none."""
    meetings = [
        meeting(JUNE, solutions=(solution("s-1"),)),
        meeting(dt.date(2016, 8, 1), status="draft", promises=(Promise(id="t-1"),)),
        meeting(SEPTEMBER, solutions=(solution("s-2"),)),
        meeting(OCTOBER, "nu", status="live"),
    ]
    found = carried(meetings, [], OCTOBER, "nu")
    assert [(each.meetings_open, each.days_open) for each in found] == [(1, 105), (1, 70), (0, 35)]
    now = carried(meetings, [], NOVEMBER)
    assert [(each.meetings_open, each.days_open) for each in now] == [(2, 147), (2, 112), (1, 77)]


def test_copies_of_a_record_bring_an_item_once() -> None:
    """A file that a sync program made two of counts as one meeting, also where they differ."""
    june = meeting(JUNE, solutions=(solution("s-1"), solution("s-2")))
    copied = replace(june, solutions=(solution("s-1", withdrawn_at=NINE), solution("s-3")))
    september = meeting(SEPTEMBER)
    found = carried([june, september, copied, september], [], OCTOBER)
    assert ids(found) in (["s-1", "s-2", "s-3"], ["s-3", "s-1", "s-2"])
    assert [each.meetings_open for each in found] == [1, 1, 1]
    assert carried([copied, september, september, june], [], OCTOBER) == found


# How they stand.


def test_each_kind_stands_by_its_own_rules() -> None:
    """What is dropped, embedded or done is carried over as closed; the rest is open."""
    june = meeting(
        JUNE,
        solutions=(solution("s-1"), solution("s-2")),
        promises=(Promise(id="t-1", due=SEPTEMBER), Promise(id="t-2")),
        decisions=(Decision(id="b-1", check_on=SEPTEMBER),),
        report_backs=(ReportBack(id="k-1"), ReportBack(id="k-2")),
    )
    loose = [
        Update(item="s-1", on=SEPTEMBER, applied="yes"),
        Update(item="s-2", on=SEPTEMBER, embedded=True),
        Update(item="t-2", on=SEPTEMBER, status="done"),
        Update(item="k-1", on=SEPTEMBER, done="partly"),
        Update(item="k-2", on=SEPTEMBER, dropped=True),
    ]
    found = carried([june], loose, OCTOBER)
    assert {each.item.id: each.status for each in found} == {
        "s-1": SolutionStatus.APPLIED,
        "s-2": SolutionStatus.EMBEDDED,
        "t-1": PromiseStatus.LATE,
        "t-2": PromiseStatus.DONE,
        "b-1": CheckStatus.UNKNOWN,
        "k-1": CheckStatus.PARTLY,
        "k-2": CheckStatus.DROPPED,
    }
    assert ids(each for each in found if each.is_open) == ["s-1", "t-1", "b-1", "k-1"]


def test_an_update_of_a_day_before_its_item_counts() -> None:
    """Somebody mistook the day: what was said of the item is said all the same."""
    june = meeting(JUNE, promises=(Promise(id="t-1"),))
    early = Update(item="t-1", on=dt.date(2016, 1, 1), status="done")
    (found,) = carried([june], [early], SEPTEMBER)
    assert (found.status, found.told) == (PromiseStatus.DONE, (early,))


def test_what_a_meeting_tells_without_a_day_is_of_its_day() -> None:
    """Between two updates that have one it stands in the middle."""
    first = Update(id="u-3", item="s-1", on=JUNE)
    here = Update(id="u-2", item="s-1")
    last = Update(id="u-1", item="s-1", on=OCTOBER)
    undated = meeting(None, "zonder", updates=(Update(id="u-4", item="s-1"),))
    told = told_of([meeting(SEPTEMBER, updates=(here,)), undated], [last, first])
    assert told == {"s-1": (Update(id="u-4", item="s-1"), first, replace(here, on=SEPTEMBER), last)}


def test_one_meeting_tells_in_the_order_of_its_record() -> None:
    """Two answers of one moment: the one that stands lower was given later, whatever its id."""
    answers = (
        Update(id="u-9", item="s-1", on=SEPTEMBER, applied="no", written_at=NINE),
        Update(id="u-1", item="s-1", on=SEPTEMBER, applied="yes", written_at=NINE),
    )
    told = told_of([meeting(SEPTEMBER, updates=answers)], [])
    assert told == {"s-1": answers}
    turned = told_of([meeting(SEPTEMBER, updates=answers[::-1])], [])
    assert turned == {"s-1": answers[::-1]}


def test_the_same_update_in_two_files_counts_once() -> None:
    """Copies of one are one; of two people who say the same there are two."""
    one = Update(id="u-1", item="s-1", on=SEPTEMBER, worked_out="unknown")
    twin = replace(one, id="u-2")
    told = told_of([meeting(SEPTEMBER, updates=(one,))], [one, twin, one])
    assert told == {"s-1": (one, twin)}


def test_of_one_moment_the_order_of_reading_files_does_not_matter() -> None:
    """Two people answered in files of their own: it is the same one that counts, always."""
    june = meeting(JUNE, solutions=(solution("s-1"),))
    answers = [
        Update(id="u-1", item="s-1", on=SEPTEMBER, applied="yes"),
        Update(id="u-2", item="s-1", on=SEPTEMBER, applied="partly"),
    ]
    assert told_of([june], answers) == told_of([june], answers[::-1]) == {"s-1": tuple(answers)}
    first = meeting(SEPTEMBER, "a", updates=(answers[0],))
    second = meeting(SEPTEMBER, "b", updates=(answers[1],))
    assert told_of([second, first], []) == told_of([first, second], []) == {"s-1": tuple(answers)}


def test_what_was_taken_back_in_one_copy_is_taken_back() -> None:
    """A second file with the same update does not bring it up again."""
    one = Update(id="u-1", item="s-1", on=SEPTEMBER, applied="yes")
    gone = replace(one, withdrawn_at=NINE)
    assert told_of([meeting(SEPTEMBER, updates=(one,))], [gone]) == {"s-1": ()}
    assert told_of([], [gone, replace(one, id="u-2")]) == {"s-1": (replace(one, id="u-2"),)}


# The line that opens a terugkom.


def test_the_opening_counts_what_earlier_meetings_left() -> None:
    """Solutions by status, promises that wait, and organisations however they are spelled."""
    june = meeting(
        JUNE,
        solutions=tuple(solution(f"s-{number}") for number in range(3)),
        promises=(
            Promise(id="t-1", due=SEPTEMBER),
            Promise(id="t-2"),
            Promise(id="t-3", due=SEPTEMBER),
        ),
        decisions=(Decision(id="b-1", check_on=SEPTEMBER),),
        report_backs=(
            ReportBack(id="k-1", organisation="Gemeente Oss"),
            ReportBack(id="k-2", organisation="  gemeente  OSS "),
            ReportBack(id="k-3", organisation="Zorg"),
            ReportBack(id="k-4", organisation="Wonen"),
            ReportBack(id="k-5", organisation="Weg"),
        ),
    )
    loose = [
        Update(item="s-0", applied="yes"),
        Update(item="t-3", status="done"),
        Update(item="k-1", done="partly"),
        Update(item="k-2", done="no"),
        Update(item="k-3", done="yes"),
        Update(item="k-5", dropped=True),
    ]
    assert opening(carried([june], loose, OCTOBER)) == Opening(
        solutions={SolutionStatus.APPLIED: 1, SolutionStatus.UNKNOWN: 2},
        promises_late=1,
        promises_open=2,
        organisations_reported=2,
        organisations=3,
    )


def test_the_opening_of_a_first_meeting_is_empty() -> None:
    """There is nothing to look back on."""
    assert opening(carried([], [], OCTOBER)) == Opening({}, 0, 0, 0, 0)


# Whatever a series holds.

TABLES = ("solutions", "promises", "decisions", "report_backs")


def any_update() -> st.SearchStrategy[Update]:
    """Return what was told of an item that a meeting may have, often at one moment."""
    return strategies.shaped(
        Update,
        item=st.one_of([strategies.item_ids(table) for table in TABLES]),
        on=st.none() | st.sampled_from([JUNE, SEPTEMBER]),
        written_at=st.none() | st.just(NINE),
        withdrawn_at=st.none() | st.none() | st.just(NINE),
    )


def series() -> st.SearchStrategy[tuple[Session, ...]]:
    """Return meetings that share ids of items, some of one day, some without one."""
    header = st.builds(
        Header,
        id=st.sampled_from(["a", "b", "c", "d"]),
        date=st.none() | st.sampled_from([JUNE, SEPTEMBER, OCTOBER]),
        starts=st.none() | st.just(dt.time(9)),
        status=st.sampled_from(["draft", "live", "closed"]),
    )
    updates = st.lists(any_update(), max_size=3, unique_by=lambda each: each.id).map(tuple)
    few = st.sets(st.sampled_from(TABLES), max_size=2).flatmap(
        lambda names: st.builds(
            Session,
            header=header,
            updates=updates,
            **{name: strategies.items(name) for name in sorted(names)},
        )
    )
    return st.lists(few, max_size=4).map(tuple)


def loose_updates() -> st.SearchStrategy[list[Update]]:
    """Return what was told between meetings."""
    return st.lists(any_update(), max_size=4)


def proposed(meetings: Sequence[Session]) -> Iterator[str]:
    """Yield the id of everything that these meetings left to be heard of again."""
    for each in meetings:
        checked = [item for item in each.decisions if item.check_on is not None]
        for items in (each.solutions, each.promises, checked, each.report_backs):
            yield from (item.id for item in items if item.withdrawn_at is None)


@given(series(), loose_updates())
def test_open_and_closed_together_are_all_that_was_ever_proposed(
    meetings: tuple[Session, ...], loose: list[Update]
) -> None:
    """Nothing vanishes, and nothing comes twice."""
    found = carried(meetings, loose, NOVEMBER)
    waiting = [each for each in found if each.is_open]
    closed = [each for each in found if not each.is_open]
    assert len(set(ids(found))) == len(found) == len(waiting) + len(closed)
    assert set(ids(waiting)) | set(ids(closed)) == set(proposed(meetings))


@given(series(), loose_updates(), st.sampled_from(["a", "b"]))
def test_the_meeting_that_asks_hears_of_all_that_was_before_it(
    meetings: tuple[Session, ...], loose: list[Update], asking: str
) -> None:
    """Of every meeting of an earlier day, and of none of its own items or of later ones."""
    unlike = {each.header.id: each for each in meetings}
    own = unlike.get(asking)
    day = own.header.date if own else None
    others = [each for name, each in unlike.items() if name != asking]
    before = [
        each for each in others if day is None or each.header.date is None or each.header.date < day
    ]
    same_day = [each for each in others if day is not None and each.header.date == day]
    found = set(ids(carried(unlike.values(), loose, NOVEMBER, asking)))
    assert set(proposed(before)) <= found
    assert found <= set(proposed([*before, *same_day]))


@given(series(), loose_updates(), st.randoms(use_true_random=False))
def test_the_order_of_reading_files_does_not_matter(
    meetings: tuple[Session, ...], loose: list[Update], random: Any
) -> None:
    """A folder may list its files in any order: what is carried over and told is the same."""
    shuffled, told = list(meetings), list(loose)
    random.shuffle(shuffled)
    random.shuffle(told)
    assert chronological(shuffled) == chronological(meetings)
    assert told_of(shuffled, told) == told_of(meetings, loose)
    for asking in ("", "a"):
        assert carried(shuffled, told, NOVEMBER, asking) == carried(
            meetings, loose, NOVEMBER, asking
        )


@given(series(), loose_updates())
def test_no_update_disappears(meetings: tuple[Session, ...], loose: list[Update]) -> None:
    """Whatever was told and not taken back stands with its item, once."""
    told = told_of(meetings, loose)
    every = [*loose]
    for each in meetings:
        every += [replace(told_, on=told_.on or each.header.date) for told_ in each.updates]
    for update in every:
        copies = [each for each in every if replace(each, withdrawn_at=None) == update]
        stands = update.withdrawn_at is None and copies.count(update) == len(copies)
        assert told.get(update.item, ()).count(update) == stands
    assert sum(map(len, told.values())) <= len(every)


@pytest.mark.parametrize("withdrawn", [None, NINE])
def test_what_is_taken_back_is_told_no_more(withdrawn: dt.datetime | None) -> None:
    """An item that was taken back and brought back is proposed again."""
    june = meeting(JUNE, solutions=(solution("s-1", withdrawn_at=withdrawn),))
    assert ids(carried([june], [], SEPTEMBER)) == ([] if withdrawn else ["s-1"])
