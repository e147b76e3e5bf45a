"""What is told of a record at opening, in one Dutch line each."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from sessiecoach.domain.session import Header
from sessiecoach.live.notices import Notice, NoticeCode
from sessiecoach.storage.listing import ListedMeeting, Listing
from sessiecoach.storage.lock import Holder
from sessiecoach.storage.summaries import Summary
from sessiecoach.ui.notices import notice_sentence
from sessiecoach.ui.start_words import trouble_lines

FIELDS: dict[NoticeCode, dict[str, object]] = {
    NoticeCode.RECOVERED: {"seconds": 90},
    NoticeCode.OPENED_INTERRUPTED: {"seconds": 9000},
    NoticeCode.HAND_EDITED: {"kept": Path("/state/kept/x.conflict-1.toml")},
    NoticeCode.JOURNAL_DAMAGED: {"kept": Path("/state/kept/journal.sqlite3")},
    NoticeCode.NO_JOURNAL: {"reason": "schijf vol"},
    NoticeCode.HELD_BY_ANOTHER: {"holder": Holder(12, "laptop", "2016-09-05T07:00:00+00:00")},
    NoticeCode.FOLDER_READ_ONLY: {"reason": "alleen lezen"},
    NoticeCode.SAME_MEETING: {
        "copies": (Path("/map/x (1).toml"), Path("/map/x-\x1b]2;LAPTOP.toml"))
    },
    NoticeCode.NETWORK_FOLDER: {"kind": "nfs4"},
    NoticeCode.LAYOUT_KEPT: {"kept": Path("/state/kept/x.toml")},
}


@pytest.mark.parametrize("code", NoticeCode)
def test_each_notice_is_one_line_with_what_it_is_about(code: NoticeCode) -> None:
    """With where something was kept, who has it, and which files are meant."""
    fields = FIELDS.get(code, {})
    sentence = notice_sentence(Notice(code, fields), dt.timezone(dt.timedelta(hours=2)))
    assert sentence
    assert sentence.isprintable()
    for value in fields.values():
        if isinstance(value, str | Path):
            assert str(value) in sentence
    if code is NoticeCode.HELD_BY_ANOTHER:
        assert "sinds 9.00 door programma 12 op laptop" in sentence
    if code is NoticeCode.SAME_MEETING:
        assert "x (1).toml, x-" in sentence


def test_a_layout_that_will_be_kept_says_so_beforehand() -> None:
    """There is no place to name yet."""
    assert "kopie" in notice_sentence(Notice(NoticeCode.LAYOUT_KEPT), dt.UTC)


def test_the_start_names_records_that_are_one_meeting() -> None:
    """Two names and how many more, of two meetings and how many more."""
    folder = Path("/map")
    summaries = [
        Summary(
            meeting=ListedMeeting(folder=folder), path=folder / f"{at}{n}", header=Header(id=at)
        )
        for at in "abc"
        for n in range(3)
    ]
    first, second, more = trouble_lines(Listing(), folder, "", summaries)
    assert "a0, a1 en nog 1 andere" in first
    assert "b0, b1 en nog 1 andere" in second
    assert "nog 1" in more
    assert trouble_lines(Listing(), folder, "", summaries[::3]) == []


def test_an_empty_folder_has_no_trouble() -> None:
    """And so nothing is said of copies."""
    assert trouble_lines(Listing(), Path("/map"), "") == []
