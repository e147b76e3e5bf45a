"""Whatever a disk, a crash, another hand or a second copy does: what was shown as kept stays."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Literal

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from sessiecoach.domain.errors import FileFaultsError
from sessiecoach.domain.facts import fold
from sessiecoach.domain.session import Session
from sessiecoach.live.notices import NoticeCode
from sessiecoach.live.opening import Opened, open_to_work
from sessiecoach.storage.journal import Journal
from sessiecoach.storage.platforms import Disk
from tests.live.meeting import MEETING, Desk, crash, save, texts
from tests.storage.test_files import FaultySystem

PAGE_BYTES = 4096
REFUSALS = (errno.EIO, errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EDQUOT)
CALLS = st.integers(0, 14)
"""Of which call of a save fails; most saves have nine."""
JournalLeft = Literal["whole", "cut", "gone"]
Where = Literal["file", "kept", "anywhere"]


class PowerCut(BaseException):
    """The machine stopped in the middle of a save."""


class Laptop(FaultySystem):
    """A disk that can refuse one call, and a machine that can stop at one."""

    def __init__(self) -> None:
        super().__init__()
        self._stops_at: int | None = None
        self._descriptors: set[int] = set()

    def refuse(self, at: int, code: int, always: str = "") -> None:
        """Let the call `at`, counted from now, fail, or each call of one name."""
        self.calls.clear()
        self._fails_at, self._code, self._always = at, code, always

    def stop(self, at: int) -> None:
        """Let the machine stop at the call `at`, counted from now."""
        self.calls.clear()
        self._stops_at = at

    def work_again(self) -> None:
        """Refuse and stop no more; the system closed what was open."""
        self._fails_at = self._stops_at = None
        self._always = ""
        for descriptor in self._descriptors:
            os.close(descriptor)
        self._descriptors.clear()

    def open(self, path: Path, flags: int, mode: int = 0o777, /) -> int:
        """Open a file, and remember that it is."""
        descriptor = super().open(path, flags, mode)
        self._descriptors.add(descriptor)
        return descriptor

    def close(self, descriptor: int, /) -> None:
        """Close a file."""
        self._descriptors.discard(descriptor)
        super().close(descriptor)

    def _count(self, name: str) -> None:
        if self._stops_at is not None and len(self.calls) >= self._stops_at:
            raise PowerCut
        super()._count(name)


class NothingLost(RuleBasedStateMachine):
    """Notes, corrections and undo, on a laptop, a disk and among people that do their worst."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="nothing-lost-"))
        self.desk = Desk(self.folder)
        self.laptop = Laptop()
        self.opened = self._open()
        self.words = [note.text for note in MEETING.notes]
        """All that was ever said or written."""
        self.said = {note.text: note.id for note in MEETING.notes}
        """Words that a verb took, each with the item that it was said in."""
        self.confirmed = set(self.said)
        """Words of which the screen showed that they are kept."""
        self.by_hand: set[str] = set()
        """Words in the file that this program has not looked at yet."""
        self.touched = False
        """Whether another hand was at the file since this program last looked."""
        self.overwritten: set[str] | None = set()
        """Words in notes that another hand changed; None where it put another file there."""
        self.may_return: set[str] = set()
        """Words that another hand put back in the file."""
        self.could_be = [standing(self.opened.live.session)]
        """What may stand after a crash, when no hand was at the file and the journal is whole."""
        self.kept_in_record: set[str] = set()
        """Words that stood in the record when it was last written."""
        self.earlier = [self.desk.path.read_bytes()]
        self.journal_works = True
        self.damaged = b""
        """What lay there of a journal that was cut."""

    def teardown(self) -> None:
        """Leave nothing behind."""
        crash(self.opened)
        shutil.rmtree(self.folder)

    def _open(self, laptop: str = "laptop") -> Opened:
        disk = Disk(self.laptop, "linux")
        return open_to_work(self.desk.path, self.folder / laptop, self.desk.clock, disk=disk)

    def word(self) -> str:
        """Return a word that was never said before."""
        self.words.append(f"woord{len(self.words):04}")
        return self.words[-1]

    # What a person does in the program.

    @rule(kept=st.booleans())
    def add(self, *, kept: bool) -> None:
        """Say something new."""
        self._say()
        self._wait_until_kept(kept=kept)

    @precondition(lambda self: self.opened.live.session.notes)
    @rule(data=st.data(), kept=st.booleans())
    def edit(self, data: st.DataObject, *, kept: bool) -> None:
        """Correct a note."""
        note = data.draw(st.sampled_from([note.id for note in self.opened.live.session.notes]))
        word = self.word()
        self.opened.live.change("notes", note, text=word)
        self.said[word] = note
        self._wait_until_kept(kept=kept)

    @precondition(lambda self: self.opened.live.session.notes)
    @rule(data=st.data(), kept=st.booleans())
    def withdraw_or_bring_back(self, data: st.DataObject, *, kept: bool) -> None:
        """Take a note out of what counts, or let it count again."""
        notes = {note.id: note for note in self.opened.live.session.notes}
        note = data.draw(st.sampled_from(list(notes)))
        if notes[note].withdrawn_at is None:
            self.opened.live.withdraw("notes", note)
        else:
            self.opened.live.bring_back("notes", note)
        self._wait_until_kept(kept=kept)

    @rule(verb=st.sampled_from(["undo", "undo", "redo"]), kept=st.booleans())
    def take_back(self, verb: str, *, kept: bool) -> None:
        """Take the last act back, or do it again."""
        getattr(self.opened.live, verb)()
        self._wait_until_kept(kept=kept)

    def _say(self) -> None:
        word = self.word()
        self.said[word] = self.opened.live.add("notes", text=word)

    def _wait_until_kept(self, *, kept: bool) -> None:
        if kept:
            self._saved_where_it_can()

    @rule(seconds=st.sampled_from([0.25, 20, 4000]))
    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.desk.clock.advance(seconds)

    # What the program, its disk and the laptop do.

    @rule()
    def save(self) -> None:
        """Save, as the writer task does a moment after each act."""
        self._saved_where_it_can()

    @rule(at=CALLS, code=st.sampled_from(REFUSALS), again=st.booleans())
    def save_fails(self, at: int, code: int, *, again: bool) -> None:
        """Save on a disk that refuses one call, and maybe again when it does not."""
        self._say()
        self.laptop.refuse(at, code)
        self._save_as_it_goes()
        self.laptop.work_again()
        if again:
            self._saved_where_it_can()

    @rule(name=st.sampled_from(["open", "write", "fsync", "replace"]), everywhere=st.booleans())
    def disk_is_full(self, name: str, *, everywhere: bool) -> None:
        """Save on a disk that refuses every call of a kind; maybe the journal lies there too."""
        if everywhere:
            self._journal_refuses()
        self._say()
        self.laptop.refuse(-1, errno.ENOSPC, name)
        for _ in range(3):
            self._save_as_it_goes()
        self.laptop.work_again()

    @rule(kept=st.booleans())
    def journal_refuses(self, *, kept: bool) -> None:
        """Let the journal take nothing any more, until the record is opened again."""
        self._journal_refuses()
        self._say()
        self._wait_until_kept(kept=kept)

    def _journal_refuses(self) -> None:
        assert self.opened.writer is not None
        self.opened.writer.close()
        self.journal_works = False

    @rule(at=CALLS, left=st.sampled_from(["whole", "whole", "cut", "gone"]))
    def power_cut(self, at: int, left: JournalLeft) -> None:
        """Stop the machine in the middle of a save, and open again."""
        self._say()
        self.laptop.stop(at)
        try:
            self._save_as_it_goes()
        except PowerCut:
            pass
        finally:
            self.laptop.work_again()
        self._die(left)
        self._open_again()

    @rule(left=st.sampled_from(["whole", "whole", "cut", "gone"]))
    def crash_and_open(self, left: JournalLeft) -> None:
        """Let the program be gone without a word, and open again."""
        self._die(left)
        self._open_again()

    @rule(at=st.none() | CALLS)
    def leave_and_open(self, at: int | None) -> None:
        """Leave as one should, on a disk that may refuse, and open again."""
        if at is not None:
            self.laptop.refuse(at, errno.EIO)
        self._about_to_save()
        reason = self.opened.leave()
        self.laptop.work_again()
        self._see_what_is_confirmed()
        if not reason:
            assert self.opened.live.snapshot.unsaved == frozenset()
            self._looked_at_the_file()
            self.could_be = [standing(self.opened.live.session)]
        self._open_again()

    # What a second copy of the program does.

    @rule(laptop=st.sampled_from(["laptop", "another"]), crashes=st.booleans())
    def second_copy(self, laptop: str, *, crashes: bool) -> None:
        """Open the record a second time: it can be read there, it says who has it, no more.

        When the first crashes meanwhile, the second can work as soon as it opens again.
        """
        before = self._on_disk()
        try:
            second = self._open(laptop)
        except FileFaultsError:
            assert self._as_in_file() is None
            return
        snapshot = second.live.snapshot
        assert snapshot.read_only
        assert snapshot.holder is not None
        assert snapshot.holder.pid == os.getpid()
        assert second.notices[0].code == NoticeCode.HELD_BY_ANOTHER
        second.live.add("notes", text="van een ander")
        second.live.undo()
        second.live.go_on()
        assert self._on_disk() == before
        if crashes:
            self._die("whole")
        assert second.leave() == ""
        if crashes:
            self._open_again()

    # What another hand does to the file.

    @precondition(lambda self: self._as_in_file() is not None)
    @rule(data=st.data())
    def hand_changes(self, data: st.DataObject) -> None:
        """Change the text of a note in an editor."""
        found = [text for text in texts(self._in_file()) if text]
        if found:
            word = self.word()
            old = data.draw(st.sampled_from(found))
            changed = {note.id for note in self._in_file().notes if note.text == old}
            text = self.desk.path.read_text(encoding="utf-8")
            self._write_by_hand(text.replace(f'"{old}"', f'"{word}"'), {word})
            if self.overwritten is not None:
                notes = self.opened.live.session.notes
                self.overwritten |= {note.text for note in notes if note.id in changed}

    @precondition(lambda self: self._as_in_file() is not None)
    @rule(own_id=st.booleans())
    def hand_adds(self, *, own_id: bool) -> None:
        """Write one more note at the end of the file, with an id or without."""
        word = self.word()
        line = f'id = "n-{word}"\n' if own_id else ""
        text = self.desk.path.read_text(encoding="utf-8")
        self._write_by_hand(f'{text}\n[[notes]]\n{line}text = "{word}"\n', {word})

    @rule(seen=st.booleans())
    def hand_breaks(self, *, seen: bool) -> None:
        """Save something that is no record at all; the program may see that at once."""
        word = self.word()
        self._write_by_hand(f"kapot = [ {word}", {word})
        self.overwritten = None
        self._wait_until_kept(kept=seen)

    @rule(seen=st.booleans())
    def hand_deletes(self, *, seen: bool) -> None:
        """Throw the file away; the program may see that at once."""
        self.desk.path.unlink(missing_ok=True)
        self.by_hand, self.touched = set(), True
        self.overwritten = None
        self._the_journal_alone_knows()
        self._wait_until_kept(kept=seen)

    @rule(data=st.data())
    def hand_puts_an_older_one(self, data: st.DataObject) -> None:
        """Put the record back as it once was."""
        older = data.draw(st.sampled_from(range(len(self.earlier))))
        self._write_by_hand(self.earlier[older].decode(), set())
        self.overwritten = None
        self.may_return |= set(self._found(self.words, "file"))

    def _write_by_hand(self, text: str, words: set[str]) -> None:
        self.desk.path.write_text(text, encoding="utf-8")
        self.by_hand = {word for word in self.by_hand | words if word in text}
        self.touched = True
        self._the_journal_alone_knows()

    def _the_journal_alone_knows(self) -> None:
        """Hold nobody to what stood in the file alone: the hand that was there took it out."""
        if not self.journal_works:
            self.confirmed = set(self._found(self.confirmed))
        self.kept_in_record = set()

    # How it goes on.

    def _save_as_it_goes(self) -> None:
        """Save, whatever comes of it."""
        self._about_to_save()
        save(self.opened)
        self._see_what_is_confirmed()

    def _about_to_save(self) -> None:
        session = self.opened.live.session
        self.could_be.append(standing(session))
        self.kept_in_record &= {note.text for note in session.notes}

    def _saved_where_it_can(self) -> None:
        """Save on a disk that works: all is kept and another hand's work is taken in."""
        before = standing(self.opened.live.session)
        by_hand = self._found(self.by_hand, "file") if self._as_in_file() else []
        for _ in range(3):
            saved = save(self.opened)
            if saved.conflict is None:
                break
        assert saved.conflict is None
        assert saved.reason == "" or not self.journal_works
        assert self.opened.live.snapshot.unsaved == frozenset()
        self._see_what_is_confirmed()
        assert {word for word in by_hand if word not in repr(self.opened.live.facts)} == set()
        now = standing(self.opened.live.session)
        self._nothing_returned_by_itself(before, now)
        assert standing(self._in_file()) == now
        self._looked_at_the_file()
        self.could_be = [now]
        self.kept_in_record = set(now)
        self.earlier.append(self.desk.path.read_bytes())

    def _looked_at_the_file(self) -> None:
        self.confirmed |= self.by_hand
        self.by_hand, self.touched, self.may_return = set(), False, set()
        self.overwritten = set()

    def _see_what_is_confirmed(self) -> None:
        unsaved = self.opened.live.snapshot.unsaved
        kept = {word for word, item in self.said.items() if item not in unsaved}
        if not self.journal_works:
            # The record has no history: what was replaced before it was written stands nowhere.
            shown = {note.text for note in self.opened.live.session.notes}
            kept &= shown
            if self.touched:
                kept = set(self._found(kept, "kept"))
            self.confirmed = set(self._found(self.confirmed - shown)) | (self.confirmed & shown)
        self.confirmed |= kept

    def _die(self, left: JournalLeft) -> None:
        """Let the program be gone; its journal lies there as it was at that moment, or damaged."""
        journal = self.desk.journal_path
        log = journal.with_name(f"{journal.name}-wal")
        files = {path: path.read_bytes() for path in (journal, log) if path.exists()}
        crash(self.opened)
        for path, data in files.items():
            path.write_bytes(data)
        if left == "gone":
            for path in files:
                path.unlink()
        elif left == "cut":
            cut = log if files.get(log) else journal
            self.damaged = files[cut][:-PAGE_BYTES]
            cut.write_bytes(self.damaged)
        if left != "whole":
            self._the_record_alone_knows()

    def _the_record_alone_knows(self) -> None:
        """Hold nobody to what only the journal had, once that is damaged."""
        self.confirmed = set(self._found(self.confirmed, "kept"))
        assert self.kept_in_record <= self.confirmed | self.by_hand
        self.could_be = []
        # What was taken back since the record was last written may stand in it.
        self.may_return |= set(self._found(self.words, "file"))

    def _open_again(self) -> None:
        try:
            self.opened = self._open()
        except FileFaultsError:
            # A person puts back what was there before; what is broken stays as it is until then.
            assert self.touched
            self.desk.path.write_bytes(self.earlier[-1])
            self.by_hand = set()
            self.may_return |= set(self._found(self.words, "file"))
            self.opened = self._open()
        now = standing(self.opened.live.session)
        told = {notice.code for notice in self.opened.notices}
        if NoticeCode.JOURNAL_DAMAGED in told:
            aside = self.desk.state.glob("*/kept/journal-*/*")
            assert self.damaged in [file.read_bytes() for file in aside]
        # What a journal that refuses was not told may look like an edit, or like an older record.
        known = self.could_be if self.journal_works else []
        if self.touched:
            assert self.by_hand - now <= set(self._found(self.by_hand, "kept"))
            if known:
                self._nothing_returned_by_itself(frozenset().union(*known), now)
            if known and self.overwritten is not None:
                # A hand that changed one note leaves all others as they were said here.
                assert frozenset.intersection(*known) - now <= self.overwritten
        elif known:
            assert now in known
            assert NoticeCode.JOURNAL_DAMAGED not in told
            assert NoticeCode.HAND_EDITED not in told
        self.journal_works = True
        self.said = {note.text: note.id for note in self.opened.live.session.notes}
        self.confirmed |= set(self.said)
        self._looked_at_the_file()
        self.could_be = [now]
        self.kept_in_record = set()

    def _nothing_returned_by_itself(self, before: frozenset[str], now: frozenset[str]) -> None:
        # A note that another hand put back may stand with what was made of it here since.
        back = {self.said[word] for word in self.may_return if word in self.said}
        changed = {word for word, item in self.said.items() if item in back}
        assert now - before <= self.by_hand | self.may_return | changed

    # What there is.

    def _in_file(self) -> Session:
        return self.desk.recorded()

    def _as_in_file(self) -> Session | None:
        try:
            return self._in_file()
        except FileFaultsError:
            return None

    def _on_disk(self) -> dict[Path, bytes]:
        """Return every file with its content, but for the lock and what SQLite shares."""
        files = (file for file in self.folder.rglob("*") if file.is_file())
        return {file: file.read_bytes() for file in files if file.suffix != ".lock"}

    def _found(self, words: Iterable[str], where: Where = "anywhere") -> list[str]:
        """Return which words are in the record, with what was kept aside, with the journal."""
        places = [self.desk.path]
        if where != "file":
            places += self.desk.state.glob("*/kept/**/*")
            places += self.desk.path.parent.glob("[!.]*.conflict-*")
        there = [path for path in places if path.is_file()]
        found = b"\n".join(path.read_bytes() for path in there).decode(errors="replace")
        if where == "anywhere" and self.desk.journal_path.exists():
            with closing(Journal(self.desk.journal_path)) as journal:
                found += repr(journal.facts())
        return [word for word in words if word in found]

    # What always holds.

    @invariant()
    def nothing_confirmed_is_lost(self) -> None:
        """Every word that was shown as kept is in the record, the journal or a kept copy."""
        assert self.confirmed - set(self._found(self.confirmed)) == set()

    @invariant()
    def what_is_shown_is_the_fold(self) -> None:
        """The session on the screen is what its facts add up to."""
        assert self.opened.live.session == fold(self.opened.live.facts)


def standing(session: Session) -> frozenset[str]:
    """Return what counts of what was said."""
    return frozenset(texts(replace(session, drafts=())))


TestNothingLost = NothingLost.TestCase
TestNothingLost.settings = settings(
    max_examples=30,
    stateful_step_count=20,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking takes minutes here
)
