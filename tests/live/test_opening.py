"""Opening a record: nothing is lost by a crash, a hand, a copy or a second window."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from sessiecoach.domain.agenda import Phase
from sessiecoach.domain.errors import FileFaultsError
from sessiecoach.domain.facts import fold, interrupted_since
from sessiecoach.domain.session import Note, Session
from sessiecoach.live.clock import Anchor
from sessiecoach.live.notices import NoticeCode
from sessiecoach.live.opening import Opened, anchor_of, open_to_work
from sessiecoach.storage.journal import Journal, WrittenRecord
from sessiecoach.storage.lock import take_lock
from sessiecoach.storage.records import read_record, record_bytes, sha256
from tests.fake_clock import FakeClock
from tests.live.meeting import DOCUMENT, MEETING, Desk, crash, save, texts, writing
from tests.live.stepped import let_pass, stepped


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Give a meeting on a laptop."""
    return Desk(tmp_path)


def codes(opened: Opened) -> list[NoticeCode]:
    """Return what opening had to tell."""
    return [notice.code for notice in opened.notices]


def kept_anchor(desk: Desk) -> Anchor | None:
    """Return the anchor that the next opening finds."""
    return anchor_of(read_record(desk.path), desk.path, desk.state)


def note_in_journal_only(desk: Desk, text: str) -> None:
    """Leave a line in the journal of which the record knows nothing, as a crash can."""
    opened = desk.open()
    before = desk.path.read_bytes()
    opened.live.add("notes", text=text)
    save(opened)
    crash(opened)
    desk.path.write_bytes(before)
    journal = desk.journal()
    written = WrittenRecord(sha256(before), len(journal.facts()) - 1)
    journal.append((), records=[written])
    journal.close()


# Opening alone.


@pytest.mark.parametrize("layout", ["ours", "a person's", "windows"])
def test_opening_alone_changes_not_a_byte(desk: Desk, layout: str) -> None:
    """A record that is opened and left is the same file, whoever laid it out."""
    if layout == "a person's":
        desk.edit("schema = 1", "# van mij\nschema   = 1 # ja")
    if layout == "windows":
        desk.path.write_bytes(b"\xef\xbb\xbf" + desk.path.read_bytes().replace(b"\n", b"\r\n"))
    before, data = desk.path.stat(), desk.path.read_bytes()
    for _ in range(3):
        opened = desk.open()
        assert opened.live.session == MEETING
        save(opened)
        assert opened.leave() == ""
        assert desk.path.read_bytes() == data
        assert (desk.path.stat().st_mtime_ns, desk.path.stat().st_ino) == (
            before.st_mtime_ns,
            before.st_ino,
        )
    assert desk.kept() == []


def test_a_session_that_went_well_opens_without_a_word(desk: Desk) -> None:
    """Journal and record that say the same need no notice, also with parts of a second."""
    opened = desk.open()
    desk.clock.advance(0.123456)
    opened.live.add("notes", text="een")
    opened.live.change("header", "", title="Leersessie")
    opened.leave()
    before = desk.path.stat()
    again = desk.open()
    assert again.notices == ()
    assert again.live.session == opened.live.session
    again.leave()
    assert desk.path.stat() == before


def test_the_snapshot_is_the_fold_of_the_journal(desk: Desk) -> None:
    """What is shown is what the facts on disk add up to."""
    opened = desk.open()
    opened.live.go_on()
    opened.live.add("notes", text="een")
    opened.live.undo()
    save(opened)
    assert fold(desk.facts()) == opened.live.session


# After a crash.


def test_what_only_the_journal_has_is_there(desk: Desk) -> None:
    """A record that is behind is brought up to date, without a question and without a copy."""
    note_in_journal_only(desk, "Zelf besluiten")
    opened = desk.open()
    assert texts(opened.live.session) == ["Te weinig tijd", "Zelf besluiten"]
    assert opened.notices == ()
    save(opened)
    assert texts(desk.recorded()) == ["Te weinig tijd", "Zelf besluiten"]
    assert desk.kept() == []


@pytest.mark.parametrize("renamed", [False, True])
def test_a_crash_between_noting_and_renaming(desk: Desk, renamed: bool) -> None:
    """Whether the old or the new record lies there, neither is taken for a hand edit."""
    opened = desk.open()
    opened.live.add("notes", text="een")
    save(opened)
    old = desk.path.read_bytes()
    opened.live.add("notes", text="twee")
    save(opened)
    crash(opened)
    if not renamed:
        desk.path.write_bytes(old)
    again = desk.open()
    assert again.notices == ()
    assert texts(again.live.session) == ["Te weinig tijd", "een", "twee"]
    save(again)
    assert texts(desk.recorded()) == ["Te weinig tijd", "een", "twee"]


@pytest.mark.parametrize("renamed", [False, True])
def test_an_edit_after_a_crash_in_the_middle_of_a_save(desk: Desk, renamed: bool) -> None:
    """Whichever of two records a person then edits, their change is taken in and ours stays."""
    opened = desk.open()
    opened.live.add("notes", text="een")
    save(opened)
    old = desk.path.read_bytes()
    opened.live.add("notes", text="twee")
    opened.live.change("notes", "n-aaaaaaaa", text="Veel te weinig tijd")
    save(opened)
    crash(opened)
    if not renamed:
        desk.path.write_bytes(old)
    desk.edit("Tweede leersessie", "Leersessie twee")
    again = desk.open()
    assert codes(again) == [NoticeCode.HAND_EDITED]
    assert again.live.session.header.title == "Leersessie twee"
    assert texts(again.live.session) == ["Veel te weinig tijd", "een", "twee"]


def test_the_writer_task_brings_a_record_up_to_date(desk: Desk) -> None:
    """What a crash kept from the record is in it a moment after opening."""
    note_in_journal_only(desk, "Zelf besluiten")
    opened = desk.open()

    async def main() -> None:
        async with writing(opened):
            await let_pass(0.1)

    stepped(desk.clock, main())
    assert texts(desk.recorded()) == ["Te weinig tijd", "Zelf besluiten"]


def test_a_journal_that_lost_its_last_lines(desk: Desk) -> None:
    """A record that has more than the journal it was written from is believed."""
    opened = desk.open()
    opened.live.add("notes", text="een")
    save(opened)
    opened.live.add("notes", text="twee")
    save(opened)
    crash(opened)
    database = sqlite3.connect(desk.journal_path)
    database.execute("DELETE FROM facts WHERE place = (SELECT max(place) FROM facts)")
    database.commit()
    database.close()
    again = desk.open()
    assert texts(again.live.session) == ["Te weinig tijd", "een", "twee"]
    save(again)
    assert texts(desk.recorded()) == ["Te weinig tijd", "een", "twee"]


def test_many_failed_saves_are_no_hand_edit(desk: Desk) -> None:
    """A record that could not be written ten times is still known when the disk is back."""
    opened = desk.open()
    opened.live.add("notes", text="een")
    save(opened)
    away = desk.folder / "away"
    desk.path.parent.rename(away)
    for number in range(10):
        opened.live.add("notes", text=f"{number}")
        assert save(opened).reason
    crash(opened)
    away.rename(desk.path.parent)
    again = desk.open()
    assert again.notices == ()
    assert len(again.live.session.notes) == 12


def test_killed_with_a_line_half_typed(desk: Desk) -> None:
    """Rule 26: after kill -9 the confirmed lines and the half one are there, and no lock stands."""
    child = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from tests.live.meeting import Desk, save\n"
        "opened = Desk(Path(sys.argv[1])).open()\n"
        "opened.live.go_on()\n"
        "opened.live.add('notes', text='Zelf besluiten')\n"
        "opened.live.hold('Te weinig ruim')\n"
        "save(opened)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run(  # noqa: S603  our own interpreter and our own text
        [sys.executable, "-c", child, str(desk.folder)],
        cwd=Path(__file__).resolve().parents[2],
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    desk.clock.advance(60)
    opened = desk.open()
    assert codes(opened) == [NoticeCode.RECOVERED]
    assert texts(opened.live.session) == ["Te weinig tijd", "Zelf besluiten"]
    assert [line.text for line in opened.held] == ["Te weinig ruim"]


def test_what_a_killed_save_left_is_cleared(desk: Desk) -> None:
    """The temporary file of a save that was cut off does not stay beside the record."""
    left = desk.path.with_name(f".{desk.path.name}.0123abcd.tmp")
    left.write_bytes(b"half")
    desk.open()
    assert not left.exists()


# A record that a person edited between two runs.


def test_an_edit_between_runs_is_taken_in(desk: Desk) -> None:
    """The change becomes one fact, the file as it was lies aside, and one line says so."""
    opened = desk.open()
    desk.clock.advance(0.5)
    opened.live.add("notes", text="een")
    opened.leave()
    edited = desk.edit("Te weinig tijd", "Te weinig ruimte")
    again = desk.open()
    assert codes(again) == [NoticeCode.HAND_EDITED]
    assert Path(str(again.notices[0].fields["kept"])).read_bytes() == edited
    assert texts(again.live.session) == ["Te weinig ruimte", "een"]
    assert len(again.live.facts[-1].changes) == 1
    before = desk.path.stat()
    save(again)
    again.leave()
    assert desk.path.stat() == before
    assert desk.path.read_bytes() == edited
    assert desk.open().notices == ()


def test_an_edit_does_not_revert_what_was_never_in_the_record(desk: Desk) -> None:
    """A line that only the journal had is not taken for one that the person deleted."""
    note_in_journal_only(desk, "Zelf besluiten")
    desk.edit("Te weinig tijd", "Te weinig ruimte")
    opened = desk.open()
    assert codes(opened) == [NoticeCode.HAND_EDITED]
    assert texts(opened.live.session) == ["Te weinig ruimte", "Zelf besluiten"]
    save(opened)
    assert texts(desk.recorded()) == ["Te weinig ruimte", "Zelf besluiten"]


def test_a_note_deleted_by_hand_is_withdrawn(desk: Desk) -> None:
    """What a person takes out of the file no longer counts, and can be brought back."""
    opened = desk.open()
    opened.live.add("notes", text="een")
    opened.leave()
    session = desk.recorded()
    desk.path.write_bytes(record_bytes(replace(session, notes=session.notes[1:])))
    again = desk.open()
    assert texts(again.live.session) == ["een"]
    assert len(again.live.session.notes) == 2
    again.live.bring_back("notes", "n-aaaaaaaa")
    assert texts(again.live.session) == ["Te weinig tijd", "een"]


def test_a_comment_added_by_hand_is_no_edit(desk: Desk) -> None:
    """Only the words count: a comment or another layout is told before it would be lost."""
    desk.open().leave()
    data = desk.edit("schema = 1", "# van mij\nschema = 1")
    opened = desk.open()
    assert codes(opened) == [NoticeCode.LAYOUT_KEPT]
    save(opened)
    assert desk.path.read_bytes() == data


def test_a_comment_does_not_keep_the_record_behind(desk: Desk) -> None:
    """Lines that only the journal had go to a record in which a person only wrote a comment."""
    note_in_journal_only(desk, "Zelf besluiten")
    desk.edit("schema = 1", "# van mij\nschema = 1")
    opened = desk.open()
    assert codes(opened) == [NoticeCode.LAYOUT_KEPT]
    save(opened)
    assert texts(desk.recorded()) == ["Te weinig tijd", "Zelf besluiten"]


def test_facts_that_say_nothing_new_leave_the_record_alone(desk: Desk) -> None:
    """A note that was added and taken back is no reason to rewrite what a person laid out."""
    data = desk.edit("schema = 1", "# van mij\nschema = 1")
    opened = desk.open()
    opened.live.add("notes", text="een")
    opened.live.undo()
    assert opened.writer is not None
    opened.writer._save_journal(opened.writer._take(), [])
    crash(opened)
    again = desk.open()
    save(again)
    assert desk.path.read_bytes() == data


@pytest.mark.parametrize("open_meanwhile", [False, True])
def test_another_order_by_hand_stands_until_something_is_said(
    desk: Desk, open_meanwhile: bool
) -> None:
    """Lines that a person moves are no change of what they say; the file is kept before ours."""
    opened = desk.open()
    opened.live.add("notes", text="een")
    opened.leave()
    if open_meanwhile:
        opened = desk.open()
    session = desk.recorded()
    desk.path.write_bytes(record_bytes(replace(session, notes=session.notes[::-1])))
    moved = desk.path.read_bytes()
    if not open_meanwhile:
        opened = desk.open()
        assert codes(opened) == [NoticeCode.LAYOUT_KEPT]
    save(opened)
    assert desk.path.read_bytes() == moved
    opened.live.add("notes", text="twee")
    save(opened)
    assert desk.kept() == [moved]
    assert texts(desk.recorded()) == ["Te weinig tijd", "een", "twee"]


def test_an_edit_of_the_plan_while_the_clock_ran(desk: Desk) -> None:
    """A hand that changes one value of a running block leaves its clock alone."""
    opened = desk.open()
    opened.live.go_on()
    desk.clock.advance(0.75)
    opened.live.extend(60)
    save(opened)
    crash(opened)
    desk.edit('title = "Ronde 1"', 'title = "Eerste ronde"')
    again = desk.open()
    assert again.live.session.blocks[0] == replace(
        opened.live.session.blocks[0], title="Eerste ronde"
    )


def test_an_edit_and_a_crash_before_anything_was_saved(desk: Desk) -> None:
    """Opening twice after one edit does not undo it or what was done in between."""
    note_in_journal_only(desk, "een")
    desk.edit("Te weinig tijd", "Te weinig ruimte")
    opened = desk.open()
    crash(opened)
    again = desk.open()
    assert texts(again.live.session) == ["Te weinig ruimte", "een"]


@pytest.mark.parametrize("versions", [1, 2, 3])
def test_an_older_version_that_is_put_back_by_hand(desk: Desk, versions: int) -> None:
    """Who puts back the file of yesterday gets what it says, also when it is ours of before."""
    older = desk.path.read_bytes()
    opened = desk.open()
    for number in range(versions):
        opened.live.add("notes", text=f"{number}")
        save(opened)
    opened.leave()
    desk.path.write_bytes(older)
    again = desk.open()
    assert codes(again) == [NoticeCode.HAND_EDITED]
    assert texts(again.live.session) == ["Te weinig tijd"]


@pytest.mark.parametrize("open_meanwhile", [False, True])
def test_the_same_edit_made_twice_counts_twice(desk: Desk, open_meanwhile: bool) -> None:
    """An edit that was taken in, changed here since, and made again, is taken in again."""
    desk.open().leave()
    edited = desk.edit("Te weinig tijd", "Te weinig ruimte")
    opened = desk.open()
    for text in ("Van ons", "Weer van ons"):
        opened.live.change("notes", "n-aaaaaaaa", text=text)
        save(opened)
        if not open_meanwhile:
            opened.leave()
        desk.path.write_bytes(edited)
        if not open_meanwhile:
            opened = desk.open()
        save(opened)
        save(opened)
        assert texts(opened.live.session) == ["Te weinig ruimte"]
        assert texts(desk.recorded()) == ["Te weinig ruimte"]


def test_an_edit_that_was_taken_in_is_taken_in_once(desk: Desk) -> None:
    """Dying again and again before the record is written tells of an edit only the first time."""
    note_in_journal_only(desk, "een")
    desk.edit("Te weinig tijd", "Te weinig ruimte")
    opened = desk.open()
    told = [codes(opened)]
    opened.live.change("notes", "n-aaaaaaaa", text="Van ons")
    assert opened.writer is not None
    assert opened.writer._journal is not None
    opened.writer._journal.append(opened.live.facts)
    for _ in range(2):
        crash(opened)
        opened = desk.open()
        told.append(codes(opened))
        assert texts(opened.live.session) == ["Van ons", "een"]
    assert told == [[NoticeCode.HAND_EDITED], [], []]


# A journal that cannot be used.


def test_a_damaged_journal_is_kept_and_the_session_opens(desk: Desk) -> None:
    """Rule 29: it opens from its record, the damaged file lies aside, and it is told where."""
    opened = desk.open()
    opened.live.add("notes", text="een")
    opened.leave()
    desk.journal_path.write_bytes(b"stuk" * 2000)
    again = desk.open()
    assert codes(again) == [NoticeCode.JOURNAL_DAMAGED]
    assert Path(str(again.notices[0].fields["kept"])).read_bytes() == b"stuk" * 2000
    assert texts(again.live.session) == ["Te weinig tijd", "een"]
    again.live.add("notes", text="twee")
    assert save(again).reason == ""
    crash(again)
    last = desk.open()
    assert last.notices == ()
    assert texts(last.live.session) == ["Te weinig tijd", "een", "twee"]


def test_a_journal_of_another_layout_is_kept(desk: Desk) -> None:
    """Rule 29: what another version wrote is not touched; the session opens all the same."""
    desk.open().leave()
    database = sqlite3.connect(desk.journal_path)
    database.execute("PRAGMA user_version = 2")
    database.close()
    opened = desk.open()
    assert codes(opened) == [NoticeCode.JOURNAL_DAMAGED]
    assert opened.live.session == MEETING
    kept = sqlite3.connect(str(opened.notices[0].fields["kept"]))
    assert kept.execute("PRAGMA user_version").fetchone() == (2,)
    kept.close()


@pytest.mark.parametrize("what", ["file for a folder", "folder for the journal"])
def test_without_a_journal_the_record_is_enough(desk: Desk, what: str) -> None:
    """Where the state folder refuses it is told, and the record alone keeps every line."""
    if what == "file for a folder":
        desk.state.write_text("in the way")
    else:
        desk.journal_path.mkdir(parents=True)
    opened = desk.open()
    assert codes(opened) == [NoticeCode.NO_JOURNAL]
    assert opened.notices[0].fields["reason"]
    note = opened.live.add("notes", text="een")
    assert opened.live.snapshot.unsaved == {note}
    save(opened)
    assert opened.live.snapshot.unsaved == frozenset()
    opened.live.hold("half")
    assert opened.leave() == ""
    again = desk.open()
    assert texts(again.live.session) == ["Te weinig tijd", "een"]
    assert [line.text for line in again.held] == ["half"]


def test_a_full_state_disk_at_opening(desk: Desk) -> None:
    """A journal that cannot take what opening found is not used, and nothing is lost."""
    note_in_journal_only(desk, "een")
    edited = desk.edit("Te weinig tijd", "Te weinig ruimte")
    other = sqlite3.connect(desk.journal_path, isolation_level=None)
    other.execute("DELETE FROM state WHERE name = 'writer'")
    other.execute("CREATE TRIGGER full BEFORE INSERT ON facts BEGIN SELECT RAISE(FAIL, ''); END")
    other.close()
    opened = desk.open()
    assert NoticeCode.NO_JOURNAL in codes(opened)
    assert texts(opened.live.session) == ["Te weinig ruimte", "een"]
    opened.live.add("notes", text="twee")
    save(opened)
    assert texts(desk.recorded()) == ["Te weinig ruimte", "een", "twee"]
    assert edited in desk.kept()


# Copies, moves, and names that are no names.


def test_a_copy_of_the_record_is_a_meeting_of_its_own(desk: Desk) -> None:
    """Two records with the same document, side by side, never see each other's lines."""
    copy = desk.path.with_name("copy.toml")
    shutil.copy(desk.path, copy)
    one = desk.open()
    other = open_to_work(copy, desk.state, desk.clock)
    one.live.add("notes", text="in het ene")
    other.live.add("notes", text="in het andere")
    save(one)
    save(other)
    crash(one)
    crash(other)
    assert texts(desk.open().live.session) == ["Te weinig tijd", "in het ene"]
    assert texts(open_to_work(copy, desk.state, desk.clock).live.session) == [
        "Te weinig tijd",
        "in het andere",
    ]


def test_a_copy_keeps_its_journal_when_the_first_is_deleted(desk: Desk) -> None:
    """A copy does not turn to the journal of the other because that record is gone."""
    copy = desk.path.with_name("copy.toml")
    shutil.copy(desk.path, copy)
    one = desk.open()
    one.live.add("notes", text="in het ene")
    one.leave()
    other = open_to_work(copy, desk.state, desk.clock)
    other.live.add("notes", text="in het andere")
    other.live.hold("half")
    save(other)
    crash(other)
    desk.path.unlink()
    again = open_to_work(copy, desk.state, desk.clock)
    assert texts(again.live.session) == ["Te weinig tijd", "in het andere"]
    assert [line.text for line in again.held] == ["half"]


def test_a_moved_record_keeps_its_journal(desk: Desk) -> None:
    """A file that gets another name or folder goes on with what its journal has."""
    note_in_journal_only(desk, "een")
    moved = desk.folder / "elsewhere.toml"
    desk.path.rename(moved)
    assert texts(open_to_work(moved, desk.state, desk.clock).live.session) == [
        "Te weinig tijd",
        "een",
    ]


def test_a_moved_record_with_another_in_its_old_place(desk: Desk) -> None:
    """Another meeting that took the old name does not keep the journal from its own record."""
    note_in_journal_only(desk, "een")
    moved = desk.folder / "elsewhere.toml"
    desk.path.rename(moved)
    header = replace(MEETING.header, document="anothermeeting")
    desk.path.write_bytes(record_bytes(replace(MEETING, header=header)))
    assert texts(open_to_work(moved, desk.state, desk.clock).live.session) == [
        "Te weinig tijd",
        "een",
    ]


def test_a_link_is_the_record_itself(desk: Desk) -> None:
    """A record opened through a link is one session, with one lock and one journal."""
    link = desk.folder / "link.toml"
    link.symlink_to(desk.path)
    opened = desk.open()
    assert codes(open_to_work(link, desk.state, desk.clock)) == [NoticeCode.HELD_BY_ANOTHER]
    opened.live.add("notes", text="een")
    opened.leave()
    through = open_to_work(link, desk.state, desk.clock)
    assert through.notices == ()
    through.live.add("notes", text="twee")
    through.leave()
    assert link.is_symlink()
    assert texts(desk.recorded()) == ["Te weinig tijd", "een", "twee"]


@pytest.mark.parametrize(
    "document",
    ["../../x", "/etc", "..", "a/../../b", "", "con", "x" * 300, "a\\..\\b", "$HOME", "é" * 8],
)
def test_what_a_file_says_is_never_a_path(desk: Desk, document: str) -> None:
    """Whatever stands as document, everything this program makes lies in its own folder."""
    header = replace(MEETING.header, document=document)
    desk.path.write_bytes(record_bytes(replace(MEETING, header=header)))
    opened = desk.open()
    opened.live.add("notes", text="een")
    opened.live.hold("half")
    save(opened)
    crash(opened)
    assert [file.name for file in desk.state.iterdir() if file.is_dir()] != []
    made = {file.relative_to(desk.folder).parts[0] for file in desk.folder.rglob("*")}
    assert made == {"laptop", "sessions"}
    assert len(list(desk.state.iterdir())) == 1
    again = desk.open()
    assert texts(again.live.session) == ["Te weinig tijd", "een"]
    assert [line.text for line in again.held] == ["half"]


def test_the_state_folder_is_private(desk: Desk) -> None:
    """Nobody but the owner can look into what a session leaves on the laptop."""
    opened = desk.open()
    opened.live.add("notes", text="een")
    desk.edit("Te weinig tijd", "Te weinig ruimte")
    save(opened)
    for file in (desk.state, *desk.state.rglob("*")):
        assert file.stat().st_mode & 0o077 == 0


# Read-only.


def test_a_second_window_reads_and_names_the_holder(desk: Desk) -> None:
    """The second shows what the first wrote, says who has it, and cannot change a thing."""
    first = desk.open()
    first.live.add("notes", text="een")
    save(first)
    second = desk.open()
    assert codes(second) == [NoticeCode.HELD_BY_ANOTHER]
    holder = second.live.snapshot.holder
    assert holder is not None
    assert holder.pid == os.getpid()
    assert second.live.snapshot.read_only
    assert second.writer is None
    assert second.live.session == desk.recorded()
    second.live.add("notes", text="van de tweede")
    second.live.hold("half")
    assert second.live.undo() is False
    assert second.live.session == desk.recorded()
    assert second.leave() == ""
    first.leave()
    assert texts(desk.recorded()) == ["Te weinig tijd", "een"]
    third = desk.open()
    assert third.writer is not None


def test_a_record_that_changed_while_waiting_for_the_lock(desk: Desk) -> None:
    """What is worked on is what the file says once the lock is ours, not what it said before."""

    class SlowClock(FakeClock):
        """Reading it takes so long that the one who had the record saves and leaves."""

        def now(self) -> dt.datetime:
            desk.path.write_bytes(record_bytes(replace(MEETING, notes=())))
            return super().now()

    opened = open_to_work(desk.path, desk.state, SlowClock())
    assert texts(opened.live.session) == []
    opened.live.change("header", "", title="Leersessie")
    assert save(opened).conflict is None
    assert texts(desk.recorded()) == []


def test_a_newer_record_is_only_read(desk: Desk) -> None:
    """What a newer version wrote is shown as far as it is understood, and never rewritten."""
    data = desk.edit("schema = 1", "schema = 2")
    opened = desk.open()
    assert codes(opened) == [NoticeCode.NEWER_SCHEMA]
    assert opened.live.session == MEETING
    opened.live.add("notes", text="een")
    opened.leave()
    assert desk.path.read_bytes() == data
    assert not desk.state.exists()


def test_a_folder_in_which_no_lock_can_be_made(desk: Desk) -> None:
    """Where nothing can be written it is said at opening, with the system's reason."""
    desk.path.with_name(f".{desk.path.name}.lock").mkdir()
    opened = desk.open()
    assert codes(opened) == [NoticeCode.FOLDER_READ_ONLY]
    assert opened.notices[0].fields["reason"]
    assert opened.live.session == MEETING


@pytest.mark.parametrize("data", [b"schema = 1\n[session", b"\xff", None])
def test_a_record_that_cannot_be_read(desk: Desk, data: bytes | None) -> None:
    """It is refused with its faults, untouched, and nothing stays locked."""
    desk.path.unlink()
    if data is not None:
        desk.path.write_bytes(data)
    with pytest.raises(FileFaultsError):
        desk.open()
    if data is not None:
        assert desk.path.read_bytes() == data
    take_lock(desk.path, desk.clock.now()).release()


def test_a_failing_opening_lets_go_of_the_lock(desk: Desk) -> None:
    """A fault that is found after the lock was taken leaves the record free."""

    class BrokenClock:
        def __init__(self) -> None:
            self.asked = 0

        def now(self) -> dt.datetime:
            self.asked += 1
            if self.asked > 1:
                raise ZeroDivisionError
            return desk.clock.now()

        def monotonic(self) -> float:
            return 0.0

    with pytest.raises(ZeroDivisionError):
        open_to_work(desk.path, desk.state, BrokenClock())
    assert desk.open().writer is not None


# Going on after an absence: rules 26 and 27.


def left_running(desk: Desk, *, interrupted: bool = False) -> None:
    """Crash five minutes into round 1, a minute of which was added."""
    opened = desk.open()
    opened.live.go_on()
    opened.live.extend(60)
    desk.clock.advance(300)
    if interrupted:
        opened.live.go_on()
    opened.live.hold("Te weinig ruim")
    save(opened)
    crash(opened)


def test_a_short_absence_counts(desk: Desk) -> None:
    """The same round goes on by itself, with the time as the room has it and the half line."""
    left_running(desk)
    desk.clock.advance(600)
    opened = desk.open()
    [notice] = opened.notices
    assert (notice.code, notice.fields) == (NoticeCode.RECOVERED, {"seconds": 600})
    current = opened.live.agenda().current
    assert current is not None
    assert (current.block.id, current.remaining_seconds) == ("r1", 21 * 60 - 900)
    assert current.block.added[0].seconds == 60
    assert [line.text for line in opened.held] == ["Te weinig ruim"]


def test_an_hour_is_still_short(desk: Desk) -> None:
    """After exactly sixty minutes it goes on; the round is in overrun by then."""
    left_running(desk)
    desk.clock.advance(3600)
    opened = desk.open()
    assert codes(opened) == [NoticeCode.RECOVERED]
    current = opened.live.agenda().current
    assert current is not None
    assert current.phase is Phase.OVERRUN


def test_a_long_absence_opens_interrupted(desk: Desk) -> None:
    """Rule 27: after over an hour the clock stands where it was when the program was last alive."""
    left_running(desk)
    alive_at = desk.clock.now()
    desk.clock.advance(3601)
    opened = desk.open()
    [notice] = opened.notices
    assert (notice.code, notice.fields) == (NoticeCode.OPENED_INTERRUPTED, {"seconds": 3601})
    current = opened.live.agenda().current
    assert current is not None
    assert (current.phase, current.remaining_seconds) == (Phase.INTERRUPTED, 21 * 60 - 300)
    assert interrupted_since(current.block) == alive_at
    save(opened)
    crash(opened)
    again = desk.open()
    assert again.live.session == opened.live.session
    again.live.go_on()
    desk.clock.advance(60)
    current = again.live.agenda().current
    assert current is not None
    assert (current.phase, current.remaining_seconds) == (Phase.RUNNING, 21 * 60 - 360)


@pytest.mark.parametrize("away", [60, 3600, 100_000])
def test_interrupted_before_is_interrupted_after(desk: Desk, away: int) -> None:
    """Rule 27: however long it was, what remains is what remained, and nobody is asked."""
    left_running(desk, interrupted=True)
    since = desk.clock.now()
    desk.clock.advance(away)
    opened = desk.open()
    assert codes(opened) == [NoticeCode.RECOVERED]
    current = opened.live.agenda().current
    assert current is not None
    assert (current.phase, current.remaining_seconds) == (Phase.INTERRUPTED, 21 * 60 - 300)
    assert interrupted_since(current.block) == since


def test_leaving_on_purpose_is_an_absence_too(desk: Desk) -> None:
    """Who leaves with the clock running finds it as the room has it."""
    opened = desk.open()
    opened.live.go_on()
    opened.leave()
    desk.clock.advance(30)
    again = desk.open()
    assert [notice.fields for notice in again.notices] == [{"seconds": 30}]


def test_a_clock_that_was_set_back_gives_no_negative_absence(desk: Desk) -> None:
    """A laptop whose clock is behind after a new start was away for no time at all."""
    left_running(desk)
    early = Desk(desk.folder, clock=type(desk.clock)())
    opened = early.open()
    assert [notice.fields for notice in opened.notices] == [{"seconds": 0}]
    current = opened.live.agenda().current
    assert current is not None
    assert current.remaining_seconds == 21 * 60


@pytest.mark.parametrize(
    ("away", "code"), [(600, []), (4000, [NoticeCode.OPENED_INTERRUPTED])], ids=["short", "long"]
)
def test_a_running_meeting_on_another_laptop(desk: Desk, away: int, code: list[NoticeCode]) -> None:
    """Without a journal the record itself tells when the meeting was last alive."""
    opened = desk.open()
    opened.live.go_on()
    desk.clock.advance(300)
    opened.live.add("notes", text="een")
    opened.leave()
    desk.clock.advance(away)
    other = Desk(desk.folder, desk.clock, laptop="other").open()
    assert codes(other) == code
    current = other.live.agenda().current
    assert current is not None
    assert current.remaining_seconds == 1200 - 300 - (0 if code else away)


def test_a_meeting_that_went_on_elsewhere(desk: Desk) -> None:
    """An old sign of life does not interrupt what another laptop kept going since."""
    left_running(desk)
    desk.clock.advance(1800)
    other = Desk(desk.folder, desk.clock, laptop="other").open()
    desk.clock.advance(1800)
    other.live.add("notes", text="een")
    other.leave()
    desk.clock.advance(60)
    opened = desk.open()
    assert NoticeCode.OPENED_INTERRUPTED not in codes(opened)
    assert texts(opened.live.session) == ["Te weinig tijd", "een"]


def test_a_plan_that_lay_open_says_nothing(desk: Desk) -> None:
    """Nobody was away from a meeting that had not begun or was over."""
    opened = desk.open()
    opened.live.add("notes", text="een")
    save(opened)
    crash(opened)
    desk.clock.advance(100_000)
    again = desk.open()
    assert again.notices == ()
    again.live.go_on()
    again.live.close()
    again.leave()
    desk.clock.advance(100_000)
    assert desk.open().notices == ()


# The anchor of the room clock.


def test_the_anchor_of_a_running_meeting_is_kept(desk: Desk) -> None:
    """A restart finds the anchor of the run before it."""
    anchor = Anchor("boot-1", 5000.25, desk.clock.now())
    assert kept_anchor(desk) is None
    opened = open_to_work(desk.path, desk.state, desk.clock, anchor)
    opened.live.go_on()
    save(opened)
    crash(opened)
    assert kept_anchor(desk) == anchor


def test_a_meeting_that_has_not_begun_has_no_anchor(desk: Desk) -> None:
    """What was prepared last week begins with the time of the system of today."""
    anchor = Anchor("boot-1", 5000.25, desk.clock.now())
    open_to_work(desk.path, desk.state, desk.clock, anchor).leave()
    assert kept_anchor(desk) is None


@pytest.mark.parametrize("value", ["", "[]", "[1,2", '["b", "x", "2016-09-05"]', '["b",1,"x"]'])
def test_an_anchor_that_cannot_be_read_is_none(desk: Desk, value: str) -> None:
    """Without a usable anchor the time of the system is taken."""
    opened = desk.open()
    opened.live.go_on()
    save(opened)
    crash(opened)
    journal = desk.journal()
    journal.remember("anchor", value)
    journal.close()
    assert kept_anchor(desk) is None


def test_looking_for_an_anchor_makes_nothing(desk: Desk) -> None:
    """A damaged journal is not for this to tell or to mend."""
    left_running(desk)
    desk.journal_path.write_bytes(b"stuk" * 2000)
    assert kept_anchor(desk) is None
    assert desk.journal_path.read_bytes() == b"stuk" * 2000
    shutil.rmtree(desk.state)
    assert kept_anchor(desk) is None
    assert not desk.state.exists()


def test_a_large_meeting_opens_with_everything(desk: Desk) -> None:
    """Three hundred notes come back one by one after a crash."""
    notes = tuple(Note(id=f"n-{number:08}", text=f"{number}") for number in range(300))
    desk.path.write_bytes(record_bytes(replace(MEETING, notes=notes)))
    opened = desk.open()
    for number in range(300):
        opened.live.add("notes", text=f"nieuw {number}")
    save(opened)
    crash(opened)
    again = desk.open()
    assert again.live.session == opened.live.session
    assert len(again.live.session.notes) == 600


def test_a_record_without_a_document(desk: Desk) -> None:
    """A record that a person wrote from nothing can be worked on like any other."""
    desk.path.write_bytes(b"schema = 1\n[session]\ntitle = 'Zelf geschreven'\n")
    opened = desk.open()
    assert opened.live.session.header.title == "Zelf geschreven"
    opened.live.add("notes", text="een")
    save(opened)
    crash(opened)
    assert texts(desk.open().live.session) == ["een"]


def test_the_first_fact_is_the_record(desk: Desk) -> None:
    """What stands in a record when it is first opened is in the journal from then on."""
    opened = desk.open()
    facts = Journal(desk.journal_path).facts()
    assert fold(facts) == opened.live.session == MEETING
    assert DOCUMENT in str(desk.journal_path)


def test_an_empty_record_opens(desk: Desk) -> None:
    """The smallest record there can be opens, and can be worked on."""
    desk.path.write_bytes(b"schema = 1\n")
    opened = desk.open()
    assert opened.live.session == Session()
    opened.live.add("notes", text="een")
    save(opened)
    crash(opened)
    assert texts(desk.open().live.session) == ["een"]


# A record that was read before.


def test_a_record_that_was_just_read_is_not_read_again(desk: Desk) -> None:
    """What is given along is what opens, and the file is not asked for more than its mark."""
    record = read_record(desk.path)
    session = replace(record.session, header=replace(record.session.header, title="Meegegeven"))
    given = replace(record, session=session)
    opened = open_to_work(desk.path, desk.state, desk.clock, record=given)
    assert opened.live.session.header.title == "Meegegeven"


def test_a_record_that_changed_since_it_was_read_is_read_again(desk: Desk) -> None:
    """What another hand wrote between reading and opening is not lost."""
    record = read_record(desk.path)
    notes = (*MEETING.notes, Note(id="n-bbbbbbbb", block="r1", text="Net geschreven"))
    desk.path.write_bytes(record_bytes(replace(MEETING, notes=notes)))
    opened = open_to_work(desk.path, desk.state, desk.clock, record=record)
    assert texts(opened.live.session) == ["Te weinig tijd", "Net geschreven"]
