"""Any meeting, led by a careless person on a laptop that keeps dying, loses no word."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from sessiecoach.domain.errors import FileFaultsError
from sessiecoach.domain.facts import fold
from sessiecoach.domain.session import Note, Session
from sessiecoach.live.notices import NoticeCode
from sessiecoach.live.opening import Opened
from sessiecoach.storage.records import as_recorded, record_bytes
from tests.live.meeting import Desk, crash, save

SECONDS = st.sampled_from([0, 0.25, 1, 20, 600, 4000])


def counting(session: Session) -> Session:
    """Return a session without what was withdrawn, which a hand may take out of the file."""
    notes = tuple(note for note in session.notes if note.withdrawn_at is None)
    return replace(session, notes=notes, drafts=())


class AnyMeeting(RuleBasedStateMachine):
    """Says things, loses power, edits the file by hand, and keeps count of every word."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="any-meeting-"))
        self.desk = Desk(self.folder)
        self.opened: Opened = self.desk.open()
        self.count = 0
        self.said: dict[str, str] = {}
        """Words, each with the fact that said it, that were confirmed with Enter."""
        self.safe: set[str] = set()
        """Words that the screen showed as saved, or that a hand wrote and this program saw."""
        self.half = self.half_saved = ""
        self.by_hand: set[str] = set()
        """Words in the file that this program has not looked at yet."""
        self.broken: set[str] = set()
        """Words that stood in a file that was no record."""
        self.good = self.desk.path.read_bytes()
        self.edited = False
        """Whether a hand was at the file since this program last looked."""
        self.expected: Session | None = self.opened.live.session
        """What opening again must give; None where a hand was in between."""

    def teardown(self) -> None:
        """Leave nothing behind."""
        crash(self.opened)
        shutil.rmtree(self.folder)

    def word(self) -> str:
        """Return a word that was never said before."""
        self.count += 1
        return f"woord{self.count:04}"

    # What a person does in the program.

    @rule()
    def say(self) -> None:
        """Type a line and press Enter."""
        word = self.word()
        self.opened.live.add("notes", text=word)
        self.said[word] = self.opened.live.facts[-1].id
        self.opened.live.hold("")
        self.half = ""

    @rule()
    def type_half(self) -> None:
        """Type a line without an Enter."""
        self.half = self.word()
        self.opened.live.hold(self.half)

    @rule(data=st.data())
    def correct(self, data: st.DataObject) -> None:
        """Change what a note says, or take it out, or bring it back."""
        note = data.draw(st.sampled_from(self.opened.live.session.notes or (Note(id="n-x"),)))
        act = data.draw(st.sampled_from(["change", "withdraw", "bring back", "solution"]))
        if act == "change":
            word = self.word()
            self.opened.live.change("notes", note.id, text=word)
            self.said[word] = self.opened.live.facts[-1].id
        elif act == "withdraw":
            self.opened.live.withdraw("notes", note.id)
        elif act == "bring back":
            self.opened.live.bring_back("notes", note.id)
        else:
            self.opened.live.turn_into_solution(note)

    @rule(verb=st.sampled_from(["undo", "redo", "undo_clock", "redo_clock", "go_on", "next_block"]))
    def press(self, verb: str) -> None:
        """Press a key of the clock or of undo."""
        getattr(self.opened.live, verb)()

    @rule(seconds=st.sampled_from([60, -60, 7]))
    def lengthen(self, seconds: int) -> None:
        """Give the running block more time, or less."""
        self.opened.live.extend(seconds)

    @rule(seconds=SECONDS)
    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.desk.clock.advance(seconds)

    # What the program and the laptop do.

    @rule()
    def save(self) -> None:
        """Save, as the writer task does a moment after each act."""
        saved = save(self.opened)
        if saved.conflict is not None:
            saved = save(self.opened)
        assert saved.reason == ""
        assert saved.conflict is None
        assert self.opened.live.snapshot.unsaved == frozenset()
        assert fold(self.desk.facts()) == self.opened.live.session
        self._all_is_safe()

    @rule()
    def save_as_a_signal_does(self) -> None:
        """Save without telling anybody what came of it."""
        assert self.opened.writer is not None
        assert self.opened.writer.save_now().reason == ""
        self.safe |= set(self.said)
        self.half_saved = self.half
        if not self.edited:
            self.expected = self.opened.live.session

    @rule()
    def die_and_open(self) -> None:
        """Lose power, and open again; a broken file is first put back as it once was."""
        crash(self.opened)
        self._open_again(self.half_saved)

    @rule(other_laptop=st.booleans())
    def leave_and_open(self, *, other_laptop: bool) -> None:
        """Leave as one should, and open again, here or where no journal is."""
        assert self.opened.leave() == ""
        self._all_is_safe()
        if other_laptop:
            shutil.rmtree(self.desk.state)
            text = self.desk.path.read_text(encoding="utf-8")
            self.safe = {word for word in self.safe if word in text}
            self.expected = replace(self.desk.recorded(), drafts=())
        self._open_again(self.half)

    def _all_is_safe(self) -> None:
        self.safe |= set(self.said) | self.by_hand
        self._by_hand_is_shown()
        self.half_saved = self.half
        self.expected = self.opened.live.session
        assert counting(self.desk.recorded()) == counting(as_recorded(self.opened.live.session))
        self.good = self.desk.path.read_bytes()

    def _by_hand_is_shown(self) -> None:
        shown = {note.text for note in self.opened.live.session.notes}
        assert {word for word in self.by_hand if word not in self.broken} <= shown
        self.by_hand, self.edited = set(), False

    def _open_again(self, half: str) -> None:
        try:
            self.opened = self.desk.open()
        except FileFaultsError:
            self.desk.path.write_bytes(self.good)
            self.by_hand = set()
            self.expected = None
            self.opened = self.desk.open()
            # An older file brings an older half line.
            half = self.opened.held[0].text if self.opened.held else ""
        assert [line.text for line in self.opened.held] == ([half] if half else [])
        told = [notice.code for notice in self.opened.notices]
        assert set(told) <= {
            NoticeCode.HAND_EDITED,
            NoticeCode.RECOVERED,
            NoticeCode.OPENED_INTERRUPTED,
            NoticeCode.LAYOUT_KEPT,
        }
        if self.expected is not None and NoticeCode.OPENED_INTERRUPTED not in told:
            assert self.opened.live.session == self.expected
            assert NoticeCode.HAND_EDITED not in told
        self.said = {word: fact for word, fact in self.said.items() if word in self.safe}
        self.safe |= self.by_hand
        self._by_hand_is_shown()
        self.half = self.half_saved = half
        self.expected = None
        crash(self.opened)
        # What opening itself found is on disk: dying at once changes nothing.
        opened = self.desk.open()
        assert opened.live.session == self.opened.live.session
        self.opened = opened
        self.expected = opened.live.session

    # What a hand does to the file meanwhile.

    def _as_in_file(self) -> Session | None:
        try:
            return self.desk.recorded()
        except FileFaultsError:
            return None

    @precondition(lambda self: self._as_in_file() is not None)
    @rule(act=st.sampled_from(["add", "change", "delete", "comment"]))
    def edit(self, act: str) -> None:
        """Open the file in an editor."""
        session = self._as_in_file()
        assert session is not None
        notes = session.notes
        word = self.word()
        if act == "comment":
            self.desk.path.write_bytes(self.desk.path.read_bytes() + b"# van mij\n")
            return  # the words are what they were
        if act == "add" or not notes:
            notes = (*notes, Note(id=f"n-hand{self.count:04}", text=word))
        elif act == "change":
            notes = (replace(notes[0], text=word), *notes[1:])
        else:
            notes = notes[1:]
        self.desk.path.write_bytes(record_bytes(replace(session, notes=notes)))
        text = self.desk.path.read_text(encoding="utf-8")
        self.by_hand = {each for each in self.by_hand if each in text}
        if word in text:
            self.by_hand.add(word)
        self.expected, self.edited = None, True

    @rule()
    def break_the_file(self) -> None:
        """Save something that is no record at all."""
        word = self.word()
        self.desk.path.write_text(f"kapot = [ {word}", encoding="utf-8")
        self.by_hand = {word}
        self.broken.add(word)
        self.expected, self.edited = None, True

    @rule()
    def delete_the_file(self) -> None:
        """Throw the record away."""
        self.desk.path.unlink(missing_ok=True)
        self.by_hand = set()
        self.expected, self.edited = None, True

    # What always holds.

    @invariant()
    def no_safe_word_is_lost(self) -> None:
        """Every word that was shown as saved is in the record, the journal or a kept copy."""
        kept = [file.read_bytes() for file in self.folder.rglob("*") if file.is_file()]
        found = b"".join(kept).decode(errors="replace")
        found += repr(self.desk.facts())
        assert {word for word in self.safe if word not in found} == set()

    @invariant()
    def what_is_shown_is_the_fold(self) -> None:
        """The session on the screen is what its facts add up to."""
        assert self.opened.live.session == fold(self.opened.live.facts)


TestAnyMeeting = AnyMeeting.TestCase
TestAnyMeeting.settings = settings(
    max_examples=30,
    stateful_step_count=30,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking takes minutes here
)
