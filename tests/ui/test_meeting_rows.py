"""Which meeting is next, how far each is, and the words of a row."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from sessiecoach.domain.errors import Fault, FaultCode
from sessiecoach.domain.series import PlannedMeeting, Series
from sessiecoach.domain.session import Header, SessionStatus
from sessiecoach.domain.standing import PromiseCounts
from sessiecoach.storage.listing import ListedMeeting, ListedSeries, Listing
from sessiecoach.storage.summaries import Summary
from sessiecoach.storage.werkvormen import load_werkvormen
from sessiecoach.ui.widgets.meeting_rows import (
    MeetingRow,
    MeetingStatus,
    invitation,
    promise_words,
    row_words,
    rows_of,
    solution_words,
    title_of,
    werkvorm_words,
    when_in_words,
)

ROOT = Path("sessies")
TODAY = dt.date(2026, 11, 22)


def day(month: int) -> dt.date:
    return dt.date(2016, month, 5)


def recorded(month: int, folder: Path = ROOT / "reeks") -> ListedMeeting:
    path = folder / f"{day(month).isoformat()}-leersessie.toml"
    return ListedMeeting(folder=folder, path=path, date=day(month), werkvorm="leersessie")


def planned(month: int, folder: Path = ROOT / "reeks") -> ListedMeeting:
    meeting = PlannedMeeting(
        id=day(month).isoformat(), date=day(month), starts=dt.time(9), ends=dt.time(10, 30)
    )
    return ListedMeeting(folder=folder, date=day(month), planned=meeting)


def series(*meetings: ListedMeeting, name: str = "reeks") -> ListedSeries:
    return ListedSeries(
        folder=ROOT / name, series=Series(title=name.capitalize()), meetings=meetings
    )


def summary(meeting: ListedMeeting, status: SessionStatus = "closed") -> Summary:
    assert meeting.path is not None
    header = Header(status=status, date=meeting.date)
    return Summary(meeting=meeting, path=meeting.path, header=header)


def rows(listed: ListedSeries, *summaries: Summary) -> tuple[MeetingRow, ...]:
    known = {each.path: each for each in summaries}
    (found,) = rows_of(Listing(series=(listed,)), known, ROOT, TODAY)
    return found.rows


def test_next_is_planned_after_the_last_that_was_held() -> None:
    """Not what lies before it and was skipped, and not what today would say."""
    skipped, held, following, later = planned(5), recorded(6), planned(9), planned(10)
    found = rows(series(skipped, held, following, later), summary(held))
    assert [row.meeting for row in found] == [following, held, skipped, later]
    assert [row.invites for row in found] == [True, False, False, False]


def test_names_alone_tell_what_is_next() -> None:
    """Before any record is read the list stands as it will stand."""
    held, following = recorded(6), planned(9)
    before, after = rows(series(held, following)), rows(series(held, following), summary(held))
    assert [row.meeting for row in before] == [row.meeting for row in after]
    assert [row.status for row in before] == [MeetingStatus.PLANNED, MeetingStatus.UNKNOWN]


def test_what_is_prepared_goes_before_what_is_planned() -> None:
    """A draft after the last that was held is what to go on with."""
    held, draft, following = recorded(6), recorded(9), planned(10)
    found = rows(series(held, draft, following), summary(held), summary(draft, "draft"))
    assert (found[0].meeting, found[0].invites) == (draft, True)
    assert invitation(found[0])[0].startswith("In voorbereiding: maandag 5 september 2016")


def test_an_old_draft_does_not_invite() -> None:
    """What was never finished before the last meeting is no longer what comes next."""
    draft, held, following = recorded(5), recorded(6), planned(9)
    found = rows(series(draft, held, following), summary(held), summary(draft, "draft"))
    assert found[0].meeting is following


def test_what_runs_goes_before_all() -> None:
    """A meeting that was started and not closed is what to go on with."""
    runs, held = recorded(5), recorded(6)
    found = rows(series(runs, held, planned(9)), summary(runs, "live"), summary(held))
    assert (found[0].meeting, found[0].status) == (runs, MeetingStatus.LIVE)
    assert invitation(found[0])[0].startswith("Bezig: ")


def test_nothing_invites_when_all_was_held() -> None:
    """A series that is over lists its meetings, the last one first."""
    first, last = recorded(6), recorded(9)
    found = rows(series(first, last), summary(first), summary(last))
    assert [row.meeting for row in found] == [last, first]
    assert not any(row.invites for row in found)


def test_a_broken_record_stays_in_the_list() -> None:
    """It has a word of its own, and the others are as they were."""
    held, broken = recorded(6), recorded(9)
    assert broken.path is not None
    fault = Fault(FaultCode.NOT_TOML)
    found = rows(
        series(held, broken),
        summary(held),
        Summary(meeting=broken, path=broken.path, faults=(fault,)),
    )
    assert [row.status for row in found] == [MeetingStatus.BROKEN, MeetingStatus.CLOSED]


def test_a_broken_series_says_so_and_keeps_its_records() -> None:
    """The fault of series.toml is a row of its own."""
    held = recorded(6)
    listed = ListedSeries(
        folder=ROOT / "reeks", meetings=(held,), faults=(Fault(FaultCode.NOT_TOML),)
    )
    assert [(row.meeting, row.status) for row in rows(listed, summary(held))] == [
        (None, MeetingStatus.BROKEN),
        (held, MeetingStatus.CLOSED),
    ]


def test_an_empty_series_has_a_row_to_begin_with() -> None:
    """Somebody made it, so it must be there to choose."""
    assert [row.status for row in rows(series())] == [MeetingStatus.EMPTY]


@pytest.mark.parametrize(
    ("today", "first"),
    [(dt.date(2016, 8, 1), "B"), (dt.date(2016, 9, 10), "A"), (TODAY, "A")],
)
def test_the_series_that_is_nearest_comes_first(today: dt.date, first: str) -> None:
    """Coming dates go before passed ones, and among those the nearest."""
    one = series(planned(10, ROOT / "a"), name="a")
    other = series(planned(9, ROOT / "b"), name="b")
    without = series(name="c")
    found = rows_of(Listing(series=(without, one, other)), {}, ROOT, today)
    assert found[0].title == first
    assert found[-1].title == "C"


def test_records_without_a_series_have_a_heading() -> None:
    """Loose records are called so, not after the folder they lie in."""
    loose = ListedSeries(folder=ROOT, meetings=(recorded(6, ROOT),))
    (found,) = rows_of(Listing(series=(loose,)), {}, ROOT, TODAY)
    assert found.title == "Losse bijeenkomsten"


def test_a_row_keeps_its_key_when_its_record_is_made() -> None:
    """So the list can keep looking at the meeting that was opened."""
    before = planned(9)
    made = recorded(9)
    after = ListedMeeting(
        folder=made.folder, path=made.path, date=made.date, planned=before.planned
    )
    listed = series(before)
    assert MeetingRow(listed, before).key == MeetingRow(listed, after).key


def test_words_of_a_planned_meeting() -> None:
    """The invitation tells when, what it is called and what Enter does."""
    row = rows(series(planned(9)))[0]
    which, in_full, in_short, _ = invitation(row)
    assert which == "Volgende: maandag 5 september 2016, 9.00-10.30 uur"
    assert in_full == "2016-09-05 — Enter opent en maakt het verslag"
    assert len(in_short) < len(in_full)


def test_a_planned_meeting_without_a_title_is_called_after_its_werkvorm() -> None:
    """Its date stands above it already; a record keeps the name of its file."""
    meeting = planned(9)
    named = replace(meeting, werkvorm="masterclass-slot")
    formats = load_werkvormen(None).formats
    row = rows(series(named))[0]
    assert title_of(row, formats) == "Masterclass, slotbijeenkomst"
    assert invitation(row)[1] == "Masterclass slot — Enter opent en maakt het verslag"
    made = replace(recorded(9), werkvorm="masterclass-slot")
    assert title_of(MeetingRow(series(made), made), formats) == made.name


def test_a_row_says_what_its_series_does_not() -> None:
    """The werkvorm of a meeting, or its title where the series is called after the werkvorm."""
    formats = load_werkvormen(None).formats
    meeting = replace(planned(9), werkvorm="verticaal-maatwerk")
    assert meeting.planned is not None
    meeting = replace(meeting, planned=replace(meeting.planned, title="Dag 2: terugkom"))
    (row,) = rows(series(meeting))
    assert row_words(row, formats) == "Verticaal maatwerk leren"
    called_after = replace(row.series, series=Series(title="Verticaal maatwerk leren in B"))
    row = replace(row, series=called_after)
    assert row_words(row, formats) == "Dag 2: terugkom"


def test_words_without_a_date() -> None:
    """A file whose name tells no date has none."""
    meeting = ListedMeeting(folder=ROOT, path=ROOT / "los.toml")
    assert when_in_words(MeetingRow(series(), meeting)) == "datum onbekend"
    assert werkvorm_words(MeetingRow(series(), meeting), {}) == ""


def test_counts_in_words() -> None:
    """What is late stands first; what is nothing is not said."""
    counts = PromiseCounts(open=2, kept=1, late=3)
    assert [words for words, _ in promise_words(counts)] == ["3 te laat", "2 open", "1 gehouden"]
    assert promise_words(PromiseCounts()) == ()
    assert solution_words(0, short=False) == ""
    assert solution_words(1, short=False) == "1 oplossing"
    assert solution_words(3, short=True) == "3 opl."
