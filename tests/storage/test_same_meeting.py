"""Copies of a record in one folder: named, counted once, and nothing of them is lost."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from sessiecoach.domain.errors import FaultCode
from sessiecoach.domain.search_query import read_query
from sessiecoach.domain.session import Header, Note, Session
from sessiecoach.storage.history import read_history
from sessiecoach.storage.records import record_bytes
from sessiecoach.storage.same_meeting import copies_beside, original_stem
from sessiecoach.storage.search.index import SearchIndex

JUNE, JULY = dt.date(2016, 6, 27), dt.date(2016, 7, 4)
STEM = "2016-06-27-leersessie"
COPIES = (
    f"{STEM} (1)",
    f"{STEM} (conflicted copy 2016-06-27)",
    f"{STEM} (Jan's conflicted copy 2016-06-27)",
    f"{STEM}.sync-conflict-20160627-101500-ABCDEFG",
    f"{STEM} - kopie",
    f"{STEM}-LAPTOP",
    f"{STEM}.conflict-20160627T101500",
)


def meeting(
    *texts: str, known_as: str = STEM, document: str = "m4w8kz2qabcd", date: dt.date = JUNE
) -> Session:
    """Return a closed meeting in which these notes were taken, each with its text as its id."""
    header = Header(id=known_as, document=document, date=date, status="closed")
    return Session(header=header, notes=tuple(Note(id=f"n-{each}", text=each) for each in texts))


def put(folder: Path, stem: str, session: Session) -> Path:
    """Write a record."""
    path = folder / f"{stem}.toml"
    path.write_bytes(record_bytes(session))
    return path


@pytest.mark.parametrize("stem", COPIES)
def test_a_copy_is_named_and_counted_once(tmp_path: Path, stem: str) -> None:
    """Whatever the sync program calls it; a note that only one of both has still counts."""
    path = put(tmp_path, STEM, meeting("both", "first"))
    copy = put(tmp_path, stem, meeting("both", "second"))
    history = read_history(tmp_path)
    (counted,) = history.meetings
    assert [note.text for note in counted.notes] == ["both", "first", "second"]
    assert history.paths == {STEM: path}
    (fault,) = history.faults
    assert (fault.code, fault.file, fault.found) == (
        FaultCode.SAME_MEETING,
        str(copy),
        path.name,
    )
    assert copies_beside(path, meeting()) == (copy,)
    assert copies_beside(copy, meeting()) == (path,)


def test_two_laptops_made_the_record_of_one_meeting(tmp_path: Path) -> None:
    """Each with a document of its own: the id tells."""
    path = put(tmp_path, STEM, meeting("first"))
    put(tmp_path, COPIES[3], meeting("second", document="other8kz2q"))
    assert len(read_history(tmp_path).meetings) == 1
    assert len(copies_beside(path, meeting())) == 1


def test_a_copy_without_id_or_document_is_known_by_its_name(tmp_path: Path) -> None:
    """As a person writes a record; two such records with other names are two meetings."""
    by_hand = Session(header=Header(date=JUNE), notes=(Note(text="one"),))
    path = put(tmp_path, "avond", by_hand)
    copy = put(tmp_path, "avond (1)", by_hand)
    put(tmp_path, "avondje", by_hand)
    history = read_history(tmp_path)
    assert len(history.meetings) == 2
    assert [len(each.notes) for each in history.meetings] == [1, 1]
    assert [fault.file for fault in history.faults] == [str(copy)]
    assert copies_beside(path, by_hand) == (copy,)


def test_a_record_that_was_a_template_is_another_meeting(tmp_path: Path) -> None:
    """Its id and date were changed, its document was forgotten: both count, and it is said."""
    put(tmp_path, STEM, meeting("first"))
    name = "2016-07-04-vrij"
    path = put(tmp_path, name, meeting("second", known_as=name, date=JULY))
    history = read_history(tmp_path)
    assert [len(each.notes) for each in history.meetings] == [1, 1]
    assert [(fault.code, fault.file) for fault in history.faults] == [
        (FaultCode.SAME_MEETING, str(path))
    ]


def test_a_copy_of_which_the_id_was_changed_is_the_same_meeting(tmp_path: Path) -> None:
    """On the same day with the same document; on another day it was a template."""
    path = put(tmp_path, STEM, meeting("first"))
    put(tmp_path, f"{STEM}-bis", meeting("second", known_as="bis"))
    put(tmp_path, f"{STEM}-ter", meeting("third", known_as="ter", date=JULY))
    counted, other = read_history(tmp_path).meetings
    assert [note.text for note in counted.notes] == ["first", "second"]
    assert [note.text for note in other.notes] == ["third"]
    assert copies_beside(path, meeting()) == (tmp_path / f"{STEM}-bis.toml",)


def test_the_record_called_as_its_meeting_counts(tmp_path: Path) -> None:
    """Not the one that a list has first, or whose name is the shortest."""
    put(tmp_path, "2016-06-27", meeting("copy"))
    path = put(tmp_path, STEM, meeting("own"))
    history = read_history(tmp_path)
    assert history.paths == {STEM: path}
    assert [note.text for note in history.meetings[0].notes] == ["own", "copy"]


def test_two_meetings_on_one_day_are_no_copies(tmp_path: Path) -> None:
    """A number at the end of a name says nothing."""
    path = put(tmp_path, STEM, meeting())
    put(tmp_path, f"{STEM}-2", meeting(known_as=f"{STEM}-2", document="other8kz2q"))
    history = read_history(tmp_path)
    assert (len(history.meetings), history.faults) == (2, ())
    assert copies_beside(path, meeting()) == ()


def test_an_open_copy_does_not_count_beside_its_record(tmp_path: Path) -> None:
    """Comparing from an open meeting, also when its id was changed since."""
    put(tmp_path, STEM, meeting("first"))
    open_now = meeting("first", "typed", known_as="changed")
    (counted,) = read_history(tmp_path).with_meeting(open_now).meetings
    assert counted == open_now


def test_a_broken_sibling_hides_nothing(tmp_path: Path) -> None:
    """What cannot be read is no copy, and neither are other files or a folder that is gone."""
    path = put(tmp_path, STEM, meeting())
    (tmp_path / f"{STEM} (1).toml").write_bytes(b"= broken")
    (tmp_path / f"{STEM}.docx").write_bytes(b"")
    (tmp_path / f".{STEM}.toml").write_bytes(path.read_bytes())
    assert copies_beside(path, meeting()) == ()
    assert copies_beside(tmp_path / "gone" / "x.toml", meeting()) == ()


def test_search_finds_each_note_once(tmp_path: Path) -> None:
    """What the copy says otherwise or alone is found in the copy; the rest only in the record."""
    series = tmp_path / "sessions" / "reeks"
    series.mkdir(parents=True)
    path = put(series, STEM, meeting("wachtlijst", "eerste"))
    copy = put(series, COPIES[0], meeting("wachtlijst", "tweede"))
    index = SearchIndex(tmp_path / "state", tmp_path / "sessions")
    now = dt.datetime(2016, 9, 5, 9, tzinfo=dt.UTC)
    refreshed = index.refresh(now)

    def found(word: str) -> list[Path]:
        answer = index.find(read_query(word, lambda _text: None), now.date())
        return [each.path for each in answer.meetings for _hit in each.hits]

    assert (found("wachtlijst"), found("eerste"), found("tweede")) == ([path], [path], [copy])
    assert [fault.code for fault in refreshed.faults] == [FaultCode.SAME_MEETING]
    index.close()


def test_the_name_before_it_was_a_copy() -> None:
    """A name that is no copy stays as it is."""
    assert {original_stem(each) for each in COPIES if "LAPTOP" not in each} == {STEM}
    assert original_stem(STEM) == STEM
    assert original_stem("(1)") == "(1)"
