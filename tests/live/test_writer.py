"""The writer: in order, never lying about the disk, and both hands of a file survive."""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from sessiecoach.domain.facts import Added, Fact, fold
from sessiecoach.domain.session import Session
from sessiecoach.live.notices import NoticeCode
from sessiecoach.live.opening import open_to_work
from sessiecoach.live.state_folder import ROOM
from sessiecoach.live.writer import ALIVE, ALIVE_SECONDS, HOLD_SECONDS, RETRY_SECONDS, Saved
from sessiecoach.storage.platforms import Disk
from sessiecoach.storage.records import read_record, record_bytes
from tests.live.meeting import Desk, crash, save, texts, writing
from tests.live.stepped import let_pass, stepped
from tests.storage.test_files import FaultySystem


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Give a meeting on a laptop."""
    return Desk(tmp_path)


def gone(desk: Desk) -> Path:
    """Take the folder of the record away, as a stick that is pulled out does."""
    away = desk.folder / "away"
    desk.path.parent.rename(away)
    return away


def back(desk: Desk) -> None:
    """Bring the folder of the record back."""
    (desk.folder / "away").rename(desk.path.parent)


def located(session: Session) -> Session:
    """Return a session that says where it is held."""
    return replace(session, header=replace(session.header, location="Oss"))


# What ○ and ● say.


def test_a_line_is_saved_when_it_is_on_disk_and_not_before(desk: Desk) -> None:
    """○ stands from the Enter until journal and record have the line; then it is ●."""
    opened = desk.open()

    async def main() -> None:
        async with writing(opened) as done:
            note = opened.live.add("notes", text="Zelf besluiten")
            assert opened.live.snapshot.unsaved == {note}
            assert opened.live.snapshot.saved_at is None
            await let_pass(0.1)
            assert opened.live.snapshot.unsaved == frozenset()
            assert opened.live.snapshot.saved_at == done[0].at
            assert [fact.id for fact in desk.facts()][1:] == list(done[0].facts)
            assert texts(desk.recorded()) == ["Te weinig tijd", "Zelf besluiten"]

    stepped(desk.clock, main())


def test_a_line_stays_unsaved_while_nothing_takes_it(desk: Desk) -> None:
    """With journal and record both refusing, ○ and the reason stand until a save succeeds."""
    opened = desk.open()
    assert opened.writer is not None
    opened.writer.close()
    gone(desk)
    note = opened.live.add("notes", text="Zelf besluiten")
    saved = save(opened)
    assert saved.facts == frozenset()
    assert opened.live.snapshot.unsaved == {note}
    assert opened.live.snapshot.saved_at is None
    assert "No such file" in opened.live.snapshot.not_saved_because
    back(desk)
    save(opened)
    assert opened.live.snapshot.unsaved == frozenset()
    assert texts(desk.recorded()) == ["Te weinig tijd", "Zelf besluiten"]


def test_the_journal_alone_is_enough_for_a_line(desk: Desk) -> None:
    """While the record cannot be written a line is ● by the journal, and the failure is told."""
    opened = desk.open()
    gone(desk)
    opened.live.add("notes", text="Zelf besluiten")
    save(opened)
    assert opened.live.snapshot.unsaved == frozenset()
    assert opened.live.snapshot.not_saved_because
    assert len(desk.facts()) == 2
    back(desk)
    crash(opened)
    again = desk.open()
    assert texts(again.live.session) == ["Te weinig tijd", "Zelf besluiten"]


# The order of saves.


def test_an_older_save_that_comes_late_changes_nothing(desk: Desk) -> None:
    """A save that was begun before another and lands after it does not bring the past back."""
    opened = desk.open()
    assert opened.writer is not None
    opened.live.add("notes", text="een")
    opened.live.hold("twe")
    late = opened.writer._take()
    opened.live.add("notes", text="twee")
    opened.live.hold("drie")
    opened.writer.save_now()
    saved = opened.writer._save(late)
    assert saved.reason == ""
    assert texts(desk.recorded()) == ["Te weinig tijd", "een", "twee"]
    assert [line.text for line in desk.held()] == ["drie"]
    assert [fact.seq for fact in desk.facts()] == [1, 2, 3]


def test_saves_from_other_threads_keep_the_order(desk: Desk) -> None:
    """Signal handlers may save while the task saves: nothing is lost, doubled or swapped."""
    opened = desk.open()
    writer = opened.writer
    assert writer is not None
    stop = threading.Event()
    counts: list[int] = []

    def save_often() -> None:
        while not stop.is_set():
            writer.save_now()
            counts.append(len(read_record(desk.path).session.notes))

    async def main() -> None:
        async with writing(opened):
            thread = threading.Thread(target=save_often)
            thread.start()
            for number in range(40):
                opened.live.add("notes", text=f"{number}")
                await let_pass(0.01)
            stop.set()
            thread.join()
            await let_pass(0.1)

    stepped(desk.clock, main())
    save(opened)
    facts = desk.facts()
    assert [fact.seq for fact in facts] == list(range(1, 42))
    assert texts(fold(facts)) == texts(opened.live.session) == texts(desk.recorded())
    assert counts == sorted(counts)


def test_many_lines_at_once_are_one_save(desk: Desk) -> None:
    """What comes while the disk is busy goes together in the next save."""
    opened = desk.open()

    async def main() -> int:
        async with writing(opened) as done:
            for number in range(50):
                opened.live.add("notes", text=f"{number}")
            await let_pass(1)
            return len(done)

    assert stepped(desk.clock, main()) == 1
    assert len(desk.recorded().notes) == 51


def test_nothing_to_save_writes_nothing(desk: Desk) -> None:
    """A session that is only looked at leaves the record alone, to the byte and the time."""
    opened = desk.open()
    before = desk.path.stat()

    async def main() -> None:
        async with writing(opened):
            await let_pass(100)

    stepped(desk.clock, main())
    opened.leave()
    after = desk.path.stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)


# What a failing disk does.


def _moments(opened_at: float, saves: list[float]) -> list[float]:
    return [round(later - earlier, 3) for earlier, later in pairwise([opened_at, *saves])]


def test_a_failed_save_is_tried_again_by_itself(desk: Desk) -> None:
    """Rule 30: after 1, 2, 5 and then each 10 s, until there is room; then nothing is missing."""
    opened = desk.open()
    gone(desk)
    moments: list[float] = []

    async def main() -> None:
        began = desk.clock.monotonic()
        async with writing(opened) as done:
            opened.live.add("notes", text="Zelf besluiten")
            for _ in range(300):
                known = len(done)
                await let_pass(0.1)
                moments.extend([desk.clock.monotonic()] * (len(done) - known))
            assert _moments(began, moments) == pytest.approx([0, *RETRY_SECONDS, 10], abs=0.11)
            assert all(saved.reason for saved in done)
            back(desk)
            await let_pass(RETRY_SECONDS[-1])
            assert done[-1].reason == ""
            assert opened.live.snapshot.not_saved_because == ""

    stepped(desk.clock, main())
    assert texts(desk.recorded()) == ["Te weinig tijd", "Zelf besluiten"]


def test_typing_does_not_hammer_a_disk_that_refuses(desk: Desk) -> None:
    """While saving fails the disk is asked once a second at most, and no line is forgotten."""
    opened = desk.open()
    gone(desk)

    async def main() -> list[Saved]:
        async with writing(opened) as done:
            for number in range(100):
                opened.live.add("notes", text=f"{number}")
                await let_pass(0.1)
            assert 8 <= len(done) <= 12
            back(desk)
            await let_pass(10)
            return done

    assert stepped(desk.clock, main())[-1].reason == ""
    assert len(desk.recorded().notes) == 101


def test_lines_reach_the_journal_while_only_the_record_refuses(desk: Desk) -> None:
    """Rule 30: a record that cannot be written keeps no line from the journal for over a second."""
    opened = desk.open()
    gone(desk)

    async def main() -> None:
        async with writing(opened):
            for number in range(20):
                opened.live.add("notes", text=f"{number}")
                await let_pass(1.1)
                assert len(desk.facts()) == number + 2

    stepped(desk.clock, main())


def test_a_journal_that_refuses_loses_nothing(desk: Desk) -> None:
    """Without the journal a line is ● by the record, and later goes to the journal after all."""
    opened = desk.open()
    journal = desk.journal()
    journal._database.execute("BEGIN IMMEDIATE")
    assert opened.writer is not None
    assert opened.writer._journal is not None
    opened.writer._journal._database.execute("PRAGMA busy_timeout = 0")
    opened.live.add("notes", text="Zelf besluiten")
    saved = save(opened)
    assert saved.reason
    assert opened.live.snapshot.unsaved == frozenset()
    assert texts(desk.recorded()) == ["Te weinig tijd", "Zelf besluiten"]
    journal._database.execute("ROLLBACK")
    journal.close()
    assert save(opened).reason == ""
    assert len(desk.facts()) == 2


def test_a_record_that_the_journal_does_not_know_is_never_rolled_back(desk: Desk) -> None:
    """Lines that only the record has, because the journal refused, are there after a crash."""
    opened = desk.open()
    journal = desk.journal()
    journal._database.execute("BEGIN IMMEDIATE")
    assert opened.writer is not None
    assert opened.writer._journal is not None
    opened.writer._journal._database.execute("PRAGMA busy_timeout = 0")
    opened.live.add("notes", text="Zelf besluiten")
    save(opened)
    journal._database.execute("ROLLBACK")
    journal.close()
    crash(opened)
    again = desk.open()
    assert texts(again.live.session) == ["Te weinig tijd", "Zelf besluiten"]
    save(again)
    assert texts(desk.recorded()) == ["Te weinig tijd", "Zelf besluiten"]


# The half-typed line.


def test_a_half_typed_line_is_on_disk_within_a_second(desk: Desk) -> None:
    """However fast somebody types, what was typed a second ago is in the journal."""
    opened = desk.open()

    async def main() -> None:
        async with writing(opened):
            for keys in range(1, 60):
                opened.live.hold("x" * keys)
                await let_pass(0.1)
                held = desk.held()
                assert len(held[0].text if held else "") >= keys - 10 * HOLD_SECONDS - 1
            await let_pass(1)
            assert desk.held()[0].text == "x" * 59

    stepped(desk.clock, main())
    assert desk.recorded().drafts == ()


def test_a_key_alone_waits_half_a_second(desk: Desk) -> None:
    """A burst of keys costs one write, not one for each key."""
    opened = desk.open()

    async def main() -> int:
        async with writing(opened) as done:
            for keys in range(5):
                opened.live.hold("x" * keys)
            await let_pass(HOLD_SECONDS - 0.05)
            assert done == []
            await let_pass(0.1)
            return len(done)

    assert stepped(desk.clock, main()) == 1


def test_a_key_during_a_save_is_not_forgotten(desk: Desk) -> None:
    """What is typed between the taking and the writing of a save goes with the next."""
    opened = desk.open()
    assert opened.writer is not None
    opened.live.hold("Te wei")
    under_way = opened.writer._take()
    opened.live.hold("Te weinig")
    opened.writer._save(under_way)
    assert desk.held()[0].text == "Te wei"
    save(opened)
    assert desk.held()[0].text == "Te weinig"


def test_a_confirmed_line_no_longer_stands_half_typed(desk: Desk) -> None:
    """Enter brings the note to disk and the empty line with it."""
    opened = desk.open()

    async def main() -> None:
        async with writing(opened):
            opened.live.hold("Zelf besluiten")
            await let_pass(1)
            opened.live.add("notes", text="Zelf besluiten")
            opened.live.hold("")
            await let_pass(0.01)
            assert desk.held() == ()
            assert len(desk.facts()) == 2

    stepped(desk.clock, main())


def test_leaving_puts_half_typed_lines_in_the_record(desk: Desk) -> None:
    """Who takes the record to another laptop finds the half line there."""
    opened = desk.open()
    opened.live.go_on()
    opened.live.hold("Te weinig ruim")
    opened.live.hold("Samen zien", "goal")
    assert opened.leave() == ""
    drafts = desk.recorded().drafts
    assert [(draft.by, draft.text, draft.block) for draft in drafts] == [
        ("composer", "Te weinig ruim", "r1"),
        ("goal", "Samen zien", "r1"),
    ]
    other = Desk(desk.folder, desk.clock, laptop="other").open()
    assert [(line.field, line.text) for line in other.held] == [
        ("composer", "Te weinig ruim"),
        ("goal", "Samen zien"),
    ]


def test_a_half_line_keeps_its_column_case_and_group(desk: Desk) -> None:
    """Where it would be filed goes with it, over a crash and by way of the record."""
    place = {"perspective": "systeem", "case": "a", "group": "B"}
    opened = desk.open()
    opened.live.hold("Te wei", **place)
    save(opened)
    crash(opened)
    opened = desk.open()
    [line] = opened.held
    assert (line.perspective, line.case, line.group) == ("systeem", "a", "B")
    assert opened.leave() == ""
    [draft] = desk.recorded().drafts
    assert (draft.perspective, draft.case, draft.group) == ("systeem", "a", "B")
    desk.laptop = "other"
    opened = desk.open()
    [line] = opened.held
    assert (line.perspective, line.case, line.group) == ("systeem", "a", "B")
    opened.live.hold("Te wei", **{**place, "group": "A"})
    assert opened.leave() == ""
    assert desk.recorded().drafts[0].group == "A"


def test_a_line_from_the_record_survives_a_crash(desk: Desk) -> None:
    """A half line that came from another laptop is not lost when this one dies."""
    opened = desk.open()
    opened.live.hold("Te weinig ruim")
    opened.leave()
    desk.laptop = "other"
    opened = desk.open()
    opened.live.add("notes", text="Zelf besluiten")
    save(opened)
    assert desk.recorded().drafts == ()
    crash(opened)
    assert [line.text for line in desk.open().held] == ["Te weinig ruim"]


def test_a_line_that_was_confirmed_elsewhere_stays_away(desk: Desk) -> None:
    """After leaving, the record alone tells which lines are half typed."""
    opened = desk.open()
    opened.live.hold("Te weinig ruim")
    opened.leave()
    desk.laptop = "other"
    opened = desk.open()
    opened.live.add("notes", text="Te weinig ruimte")
    opened.live.hold("")
    opened.leave()
    desk.laptop = "laptop"
    opened = desk.open()
    assert opened.held == ()
    assert texts(opened.live.session) == ["Te weinig tijd", "Te weinig ruimte"]


def test_a_half_line_that_a_person_wrote_in_the_file(desk: Desk) -> None:
    """A draft without a moment, from anywhere in the world, comes back and stays."""
    text = desk.path.read_text(encoding="utf-8").replace(
        "[session]", '[session]\nzone = "America/New_York"'
    )
    desk.path.write_text(text + '\n[[drafts]]\ntext = "Van mij"\n', encoding="utf-8")
    opened = desk.open()
    assert [(line.field, line.text) for line in opened.held] == [("composer", "Van mij")]
    opened.live.add("notes", text="een")
    assert opened.leave() == ""
    assert [draft.text for draft in desk.recorded().drafts] == ["Van mij"]


def test_the_journal_has_the_last_word_on_a_half_line(desk: Desk) -> None:
    """After a crash the line is as it was typed last, not as it was when the record was left."""
    opened = desk.open()
    opened.live.hold("Te wei")
    opened.leave()
    opened = desk.open()
    opened.live.hold("Te weinig")
    save(opened)
    assert [draft.text for draft in desk.recorded().drafts] == ["Te wei"]
    crash(opened)
    assert [line.text for line in desk.open().held] == ["Te weinig"]


def test_leaving_again_with_the_same_line_writes_nothing(desk: Desk) -> None:
    """Only looking at a record with a half line in it does not change the file."""
    opened = desk.open()
    opened.live.hold("Te weinig ruim")
    opened.leave()
    before = desk.path.stat()
    again = desk.open()
    assert again.leave() == ""
    assert desk.path.stat() == before
    once_more = desk.open()
    once_more.live.hold("")
    once_more.leave()
    assert desk.recorded().drafts == ()


# Signs of life.


def test_a_sign_of_life_while_a_block_runs(desk: Desk) -> None:
    """A running clock leaves a sign every twenty seconds; a plan that lies open leaves none."""
    opened = desk.open()

    async def main() -> None:
        async with writing(opened):
            await let_pass(100)
            assert desk.remembered(ALIVE) == "2016-09-05T07:00:00+00:00"
            opened.live.go_on()
            await let_pass(100)

    stepped(desk.clock, main())
    alive_at = dt.datetime.fromisoformat(desk.remembered(ALIVE) or "")
    assert desk.clock.now() - alive_at <= dt.timedelta(seconds=ALIVE_SECONDS)


# Another hand, while it is open here.


def test_an_edit_while_open_is_taken_in(desk: Desk) -> None:
    """Both sides stand: ours, theirs as one fact of that change alone, and a copy of the file."""
    opened = desk.open()
    opened.live.go_on()
    desk.clock.advance(0.25)
    opened.live.add("notes", text="van ons")
    save(opened)
    edited = desk.edit("Te weinig tijd", "Te weinig tijd en ruimte")
    opened.live.add("notes", text="ook van ons")

    async def main() -> None:
        async with writing(opened):
            await let_pass(1)

    stepped(desk.clock, main())
    assert texts(opened.live.session) == ["Te weinig tijd en ruimte", "van ons", "ook van ons"]
    assert texts(desk.recorded()) == texts(opened.live.session)
    [by_hand] = [fact for fact in opened.live.facts[1:] if fact.by == "file"]
    assert len(by_hand.changes) == 1
    assert desk.kept() == [edited]
    [notice] = opened.live.snapshot.notices
    assert notice.code is NoticeCode.HAND_EDITED
    assert Path(str(notice.fields["kept"])).read_bytes() == edited
    assert ".conflict-" in str(notice.fields["kept"])


def test_an_edit_is_noticed_without_anything_being_typed(desk: Desk) -> None:
    """A file that another hand changed is found within the time of a sign of life."""
    opened = desk.open()
    desk.edit("Te weinig tijd", "Te weinig ruimte")

    async def main() -> None:
        async with writing(opened):
            await let_pass(ALIVE_SECONDS + 1)

    stepped(desk.clock, main())
    assert texts(opened.live.session) == ["Te weinig ruimte"]
    assert texts(desk.recorded()) == ["Te weinig ruimte"]


def test_an_edit_stands_until_it_is_taken_in(desk: Desk) -> None:
    """A crash between seeing an edit and taking it in leaves it in the file, to be found there."""
    opened = desk.open()
    opened.live.add("notes", text="van ons")
    save(opened)
    edited = desk.edit("Te weinig tijd", "Te weinig ruimte")
    opened.live.add("notes", text="ook van ons")
    assert opened.writer is not None
    assert opened.writer.save_now().conflict is not None
    assert opened.writer.save_now().conflict is not None
    assert desk.path.read_bytes() == edited
    crash(opened)
    again = desk.open()
    assert texts(again.live.session) == ["Te weinig ruimte", "van ons", "ook van ons"]


def test_a_second_edit_before_the_first_is_taken_in(desk: Desk) -> None:
    """Two edits in a row are both taken in."""
    opened = desk.open()
    assert opened.writer is not None
    desk.edit("Te weinig tijd", "Te weinig ruimte")
    first = opened.writer.save_now()
    desk.edit("Tweede leersessie", "Leersessie twee")
    desk.clock.advance(1)
    save(opened)
    opened.live.saved(first)
    save(opened)
    assert texts(opened.live.session) == ["Te weinig ruimte"]
    assert opened.live.session.header.title == "Leersessie twee"
    assert desk.recorded() == opened.live.session


def test_an_edit_that_was_taken_in_and_a_crash(desk: Desk) -> None:
    """An edit that the journal has already is not told again when the record was not written."""
    opened = desk.open()
    desk.edit("Te weinig tijd", "Te weinig ruimte")
    save(opened)
    assert opened.writer is not None
    opened.writer._save_journal(opened.writer._take(), [])
    crash(opened)
    again = desk.open()
    assert again.notices == ()
    assert texts(again.live.session) == ["Te weinig ruimte"]


def test_an_edit_that_was_taken_in_and_corrected_since(desk: Desk) -> None:
    """What was said after an edit stands also when the next save of the record did not succeed."""
    system = FaultySystem(always="replace")
    opened = open_to_work(desk.path, desk.state, desk.clock, disk=Disk(system))
    desk.edit("Te weinig tijd", "Geen tijd")
    save(opened)
    opened.live.change("notes", "n-aaaaaaaa", text="Tijd genoeg")
    assert save(opened).reason
    crash(opened)
    again = desk.open()
    assert texts(again.live.session) == ["Tijd genoeg"]
    assert [notice.code for notice in again.notices] == []


def test_an_edit_of_an_edit_while_nothing_runs(desk: Desk) -> None:
    """Of a second edit only its own change is taken in: what was said since the first stands."""
    system = FaultySystem(always="replace")
    opened = open_to_work(desk.path, desk.state, desk.clock, disk=Disk(system))
    desk.edit("Te weinig tijd", "Geen tijd")
    save(opened)
    opened.live.change("notes", "n-aaaaaaaa", text="Tijd genoeg")
    assert save(opened).reason
    crash(opened)
    desk.edit('title = "Ronde 1"', 'title = "Eerste ronde"')
    again = desk.open()
    assert texts(again.live.session) == ["Tijd genoeg"]
    assert again.live.session.blocks[0].title == "Eerste ronde"
    assert [notice.code for notice in again.notices] == [NoticeCode.HAND_EDITED]


def test_an_edit_that_comes_back_later_is_an_edit(desk: Desk) -> None:
    """A hand that makes the same edit again, after we changed it, is listened to again."""
    opened = desk.open()
    edited = desk.edit("Te weinig tijd", "Te weinig ruimte")
    save(opened)
    save(opened)
    for text in ("Van ons", "Weer van ons"):
        opened.live.change("notes", "n-aaaaaaaa", text=text)
        save(opened)
    opened.live.hold("half")
    save(opened)
    crash(opened)
    desk.path.write_bytes(edited)
    again = desk.open()
    assert texts(again.live.session) == ["Te weinig ruimte"]


def test_a_second_edit_keeps_what_was_changed_since_the_first(desk: Desk) -> None:
    """Only what the second edit changed is taken in, not the first one once more."""
    opened = desk.open()
    desk.edit("Te weinig tijd", "Te weinig ruimte")
    save(opened)
    opened.live.change("notes", "n-aaaaaaaa", text="Van ons")
    desk.edit("Tweede leersessie", "Leersessie twee")
    save(opened)
    save(opened)
    assert texts(desk.recorded()) == ["Van ons"]
    assert desk.recorded().header.title == "Leersessie twee"


def test_two_edits_without_a_journal(desk: Desk) -> None:
    """Where ours was written over the first edit at once, the second is compared with ours."""
    desk.state.write_text("in the way")
    opened = desk.open()
    desk.edit("Tweede leersessie", "Leersessie twee")
    item = opened.live.add("notes", text="van ons")
    save(opened)
    opened.live.change("notes", item, text="van ons!")
    desk.path.write_bytes(record_bytes(located(desk.recorded())))
    save(opened)
    save(opened)
    assert texts(desk.recorded()) == ["Te weinig tijd", "van ons!"]
    assert desk.recorded().header.title == "Leersessie twee"
    assert desk.recorded().header.location == "Oss"


def test_a_stick_that_was_pulled_out_is_no_edit(desk: Desk) -> None:
    """A folder that was away for a while is a failed save and nothing else."""
    opened = desk.open()
    away = gone(desk)
    opened.live.add("notes", text="van ons")
    assert "No such file" in save(opened).reason
    away.rename(desk.path.parent)
    assert save(opened).reason == ""
    assert opened.live.snapshot.notices == ()
    assert desk.kept() == []
    assert texts(desk.recorded()) == ["Te weinig tijd", "van ons"]


def test_a_record_that_comes_back_changed(desk: Desk) -> None:
    """A deleted record that was not written again yet, and is put back by hand, is taken in."""
    opened = desk.open()
    assert opened.writer is not None
    edited = desk.path.read_bytes().replace(b"Te weinig tijd", b"Te weinig ruimte")
    desk.path.unlink()
    assert opened.writer._record.conflict(desk.clock.now()) is not None
    desk.path.write_bytes(edited)
    save(opened)
    save(opened)
    assert texts(desk.recorded()) == ["Te weinig ruimte"]
    assert desk.kept() == [edited]


def test_nobody_is_painted_while_leaving(desk: Desk) -> None:
    """Leaving happens in a thread of its own; what it finds is told to no screen."""
    opened = desk.open()
    seen: list[object] = []
    opened.live.subscribe(lambda *both: seen.append(both))
    desk.edit("Te weinig tijd", "Te weinig ruimte")
    opened.leave()
    assert texts(desk.recorded()) == ["Te weinig ruimte"]
    assert seen == []


def test_leaving_takes_an_edit_in(desk: Desk) -> None:
    """An edit of the last moment is in the session, the record and the next opening."""
    opened = desk.open()
    opened.live.add("notes", text="van ons")
    save(opened)
    desk.edit("Te weinig tijd", "Te weinig ruimte")
    assert opened.leave() == ""
    assert texts(desk.recorded()) == ["Te weinig ruimte", "van ons"]
    again = desk.open()
    assert again.notices == ()
    assert texts(again.live.session) == ["Te weinig ruimte", "van ons"]


def test_an_edit_of_the_layout_alone(desk: Desk) -> None:
    """A comment that somebody adds stands until the next rewrite, and is kept aside then."""
    opened = desk.open()
    edited = desk.edit("schema = 1", "# van mij\nschema = 1")
    save(opened)
    assert desk.path.read_bytes() == edited
    assert not opened.live.snapshot.notices
    opened.live.add("notes", text="van ons")
    save(opened)
    assert desk.kept() == [edited]
    assert texts(desk.recorded()) == ["Te weinig tijd", "van ons"]
    assert [fact.by for fact in opened.live.facts[1:]].count("file") == 0
    assert [notice.code for notice in opened.live.snapshot.notices] == [NoticeCode.LAYOUT_KEPT]


def test_a_touch_or_a_copy_back_is_no_edit(desk: Desk) -> None:
    """A file with the same bytes is the same file."""
    opened = desk.open()
    data = desk.path.read_bytes()
    desk.path.unlink()
    desk.path.write_bytes(data)
    opened.live.add("notes", text="van ons")
    save(opened)
    assert opened.live.snapshot.notices == ()
    assert desk.kept() == []


def test_a_record_deleted_while_open_is_written_again(desk: Desk) -> None:
    """A file that is gone comes back with all that was said, and it is told."""
    opened = desk.open()
    desk.path.unlink()
    save(opened)
    assert texts(desk.recorded()) == ["Te weinig tijd"]
    save(opened)
    told = [(notice.code, notice.fields["kept"]) for notice in opened.live.snapshot.notices]
    assert told == [(NoticeCode.HAND_EDITED, None)]


def test_a_record_deleted_while_the_journal_refuses(desk: Desk) -> None:
    """A record that is gone is written again also when the journal cannot be told of it."""
    opened = desk.open()
    assert opened.writer is not None
    opened.writer.close()
    desk.path.unlink()
    assert save(opened).reason
    assert texts(desk.recorded()) == ["Te weinig tijd"]


@pytest.mark.parametrize(
    "data",
    [
        b"schema = 1\n[session\n",
        b"\xff\xfe",
        b"",
        record_bytes(Session()),
        b'schema = 2\n[session]\ndocument = "m4w8k2p6t9c3x7q5z8d4"\n',
    ],
    ids=["broken", "no text", "empty", "another meeting", "newer"],
)
def test_what_cannot_be_taken_in_is_kept(desk: Desk, data: bytes) -> None:
    """A file broken, emptied or replaced by hand lies aside whole, and ours is written again."""
    opened = desk.open()
    opened.live.add("notes", text="van ons")
    save(opened)
    desk.path.write_bytes(data)
    save(opened)
    save(opened)
    assert desk.kept() == [data]
    assert texts(desk.recorded()) == ["Te weinig tijd", "van ons"]
    assert [notice.code for notice in opened.live.snapshot.notices] == [NoticeCode.HAND_EDITED]


def test_a_second_broken_edit_is_kept_too(desk: Desk) -> None:
    """Every state that another hand left is kept, also when nobody was told of the first."""
    opened = desk.open()
    assert opened.writer is not None
    for data in (b"een = [", b"twee = ["):
        desk.path.write_bytes(data)
        opened.live.add("notes", text="van ons")
        opened.writer.save_now()
    assert sorted(desk.kept()) == [b"een = [", b"twee = ["]


def test_a_folder_in_place_of_the_record(desk: Desk) -> None:
    """A folder of that name is never removed; saving says why it fails and goes on after it."""
    opened = desk.open()
    desk.path.unlink()
    desk.path.mkdir()
    (desk.path / "mine.txt").write_text("x")
    opened.live.add("notes", text="van ons")
    assert save(opened).reason
    assert opened.live.snapshot.unsaved == frozenset()
    assert (desk.path / "mine.txt").read_text() == "x"
    (desk.path / "mine.txt").unlink()
    desk.path.rmdir()
    assert save(opened).reason == ""
    assert texts(desk.recorded()) == ["Te weinig tijd", "van ons"]


def test_a_conflict_copy_without_a_state_folder(desk: Desk) -> None:
    """Where nothing can be kept in the state folder the copy lies beside the record."""
    opened = desk.open()
    kept = desk.journal_path.parent / "kept"
    kept.write_text("in the way")
    edited = desk.edit("Te weinig tijd", "Te weinig ruimte")
    save(opened)
    save(opened)
    assert texts(desk.recorded()) == ["Te weinig ruimte"]
    [copy] = desk.path.parent.glob("*.conflict-*")
    assert copy.read_bytes() == edited


# A person's own layout.


def test_a_layout_of_ones_own_is_kept_once(desk: Desk) -> None:
    """The first rewrite keeps the file as it was, later ones do not, and it is told where."""
    laid_out = desk.edit("schema = 1", "# met commentaar\nschema   =   1")
    opened = desk.open()
    assert [notice.code for notice in opened.notices] == [NoticeCode.LAYOUT_KEPT]
    assert desk.kept() == []
    opened.live.add("notes", text="een")
    saved = save(opened)
    assert saved.kept_as_it_was is not None
    assert saved.kept_as_it_was.read_bytes() == laid_out
    assert opened.live.snapshot.notices[-1].fields == {"kept": saved.kept_as_it_was}
    opened.live.add("notes", text="twee")
    assert save(opened).kept_as_it_was is None
    assert desk.kept() == [laid_out]
    opened.leave()
    assert desk.open().notices == ()


def test_a_layout_that_cannot_be_kept_is_not_overwritten(desk: Desk) -> None:
    """As long as no copy can be made the file stays, and the journal has what is said."""
    laid_out = desk.edit("schema = 1", "# met commentaar\nschema = 1")
    opened = desk.open()
    (desk.journal_path.parent / "kept").write_text("in the way")
    away = gone(desk)
    opened.live.add("notes", text="een")
    assert save(opened).reason
    assert (away / desk.path.name).read_bytes() == laid_out
    assert len(desk.facts()) == 2


def test_a_deleted_record_with_a_layout_of_its_own(desk: Desk) -> None:
    """A layout that is gone with its file does not keep the record from being written."""
    desk.edit("schema = 1", "# met commentaar\nschema = 1")
    opened = desk.open()
    desk.path.unlink()
    opened.live.add("notes", text="een")
    assert save(opened).reason == ""
    assert texts(desk.recorded()) == ["Te weinig tijd", "een"]


# A closed meeting.


def test_a_closed_meeting_needs_no_journal(desk: Desk) -> None:
    """When its record reads back as the session the journal goes."""
    opened = desk.open()
    opened.live.go_on()
    opened.live.add("notes", text="een")
    desk.clock.advance(0.5)
    opened.live.close(("ronde zonder notities",))
    assert opened.leave() == ""
    assert not desk.journal_path.exists()
    assert desk.recorded().header.status == "closed"


def test_a_journal_stays_while_the_record_says_something_else(desk: Desk) -> None:
    """What could not be verified keeps its journal."""
    opened = desk.open()
    opened.live.close()
    save(opened)
    desk.path.write_bytes(b"stuk = [")
    assert opened.writer is not None
    opened.writer.drop_journal()
    assert desk.journal_path.exists()


def test_a_journal_stays_while_the_record_says_less(desk: Desk) -> None:
    """A record of which a hand took something out does not cost the journal that has it."""
    opened = desk.open()
    opened.live.close()
    save(opened)
    desk.edit("Te weinig tijd", "")
    assert opened.writer is not None
    opened.writer.drop_journal()
    assert desk.journal_path.exists()


def test_a_held_line_of_a_closed_meeting_survives_in_its_record(desk: Desk) -> None:
    """Dropping the journal drops no half line."""
    opened = desk.open()
    opened.live.close()
    opened.live.hold("Nog iets")
    assert opened.leave() == ""
    assert not desk.journal_path.exists()
    assert [line.text for line in desk.open().held] == ["Nog iets"]


def test_a_save_never_raises_for_odd_text(desk: Desk) -> None:
    """What a paste can bring never stops the writer: it is made visible on its way in."""
    opened = desk.open()
    opened.live.add("notes", text="a\ud800\x00\x1b]0;x\x07")
    opened.live.hold("\ud800\x1b")
    assert save(opened).reason == ""
    assert opened.leave() == ""
    assert texts(desk.recorded())[1] == opened.live.session.notes[1].text


def test_a_fact_of_another_thread_of_time_is_saved(desk: Desk) -> None:
    """The writer takes facts as they are; their order is the journal's own."""
    opened = desk.open()
    assert opened.writer is not None
    fact = Fact("f-x", 9, "w-other", desk.clock.now(), (Added("notes", "n-x", {"text": "x"}),))
    opened.writer.put(fact, opened.live.session)
    opened.writer.save_now()
    assert desk.facts()[-1] == fact


def test_small_values_outlive_a_crash(desk: Desk) -> None:
    """What is chosen beside the session is there again after a crash, and costs no record."""
    opened = desk.open()
    assert opened.writer is not None
    assert opened.writer.remembered(ROOM) == ""
    before = desk.path.read_bytes()
    opened.writer.remember(ROOM, "donker")
    save(opened)
    assert desk.path.read_bytes() == before
    opened.writer.remember(ROOM, "licht")
    save(opened)
    crash(opened)
    again = desk.open()
    assert again.writer is not None
    assert again.writer.remembered(ROOM) == "licht"


def test_small_values_wait_for_the_disk(desk: Desk) -> None:
    """A journal that refuses keeps nothing now, and all of it when it can again."""
    opened = desk.open()
    assert opened.writer is not None
    journal = opened.writer._journal
    assert journal is not None
    opened.writer._journal = None
    opened.writer.remember(ROOM, "donker")
    save(opened)
    opened.writer._journal = journal
    save(opened)
    crash(opened)
    again = desk.open()
    assert again.writer is not None
    assert again.writer.remembered(ROOM) == "donker"
