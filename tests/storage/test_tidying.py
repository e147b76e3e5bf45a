"""Removing for good: after it, no file of the program holds a word of what was to go."""

from __future__ import annotations

import asyncio
import datetime as dt
import errno
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sessiecoach.domain.search_query import read_query
from sessiecoach.domain.session import (
    Block,
    Case,
    Header,
    Participant,
    Perspective,
    Presenter,
    Session,
    Update,
)
from sessiecoach.dutch.search import day_meant
from sessiecoach.live.opening import open_to_work
from sessiecoach.storage.copies import Left, Why
from sessiecoach.storage.handed_on import made_of, note_made
from sessiecoach.storage.lock import lock_path, take_lock
from sessiecoach.storage.platforms import Disk
from sessiecoach.storage.records import read_record, record_bytes
from sessiecoach.storage.room import Published, publish, room_file
from sessiecoach.storage.search.index import SearchIndex
from sessiecoach.storage.tidying import NotDone, tidy, tidy_plan, tidy_plans
from sessiecoach.storage.updates import add_update, read_updates
from sessiecoach.storage.wiping import wipe, wipe_plan
from tests.fake_clock import FakeClock
from tests.live.meeting import crash, save
from tests.storage.test_files import FaultySystem, linux

NOW = dt.datetime(2017, 3, 1, 12, tzinfo=dt.UTC)
DOCUMENT = "m4w8k2p6t9c3x7q5z8d4"
GONE = (
    "Zwaluwnest",
    "Kobaltblauw",
    "Wielewaal",
    "Pimpernel",
    "Quastenberg",
    "Halfgetypt",
    "Konijnenberg",
    "Rozemarijn",
    "06-12345678",
)
"""Words of what is removed, each in another place."""
LESSON = "Niemand durft te beslissen"
SESSION = Session(
    header=Header(
        id="2016-09-05-leersessie",
        title="Tweede leersessie",
        date=dt.date(2016, 9, 5),
        document=DOCUMENT,
        names=True,
    ),
    perspectives=(Perspective(id="systeem", title="Systeem"),),
    participants=(Participant(id="p-1", role="wijkagent", name="Xander Quastenberg"),),
    cases=(
        Case(
            id="a",
            title="Gezin Zwaluwnest",
            text="Vader woont in een Kobaltblauw huis",
            presenter=Presenter(role="Pimpernel"),
        ),
    ),
    blocks=(Block(id="r1", title="Ronde 1", planned_minutes=20),),
)


class Sandbox:
    """A sessions folder and a state folder, in which a meeting was held as it is held."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.state = folder, folder / "state"
        self.sessions, self.series = folder / "sessions", folder / "sessions" / "oss"
        self.path = self.series / "2016-09-05-leersessie.toml"
        self.clock = FakeClock()
        self.series.mkdir(parents=True)
        (self.series / "series.toml").write_text(
            "schema = 1\ntitle = 'Oss'\ncase_details_until = 2016-12-31\n", encoding="utf-8"
        )
        self.path.write_bytes(record_bytes(SESSION))

    def hold(self) -> None:
        """Hold the meeting: typing, a crash, a hand edit, an index, exports, the room, a draft."""
        opened = open_to_work(self.path, self.state, self.clock)
        live = opened.live
        live.add("notes", text=LESSON, kind="belemmering", perspective="systeem", case="a")
        live.add("notes", text="Moeder heeft een Wielewaal", kind="feit", case="a")
        live.add("notes", text="Stil: Konijnenberg", kind="inzicht", private=True)
        live.add("promises", what="Xander Quastenberg belt 06-12345678 voor Gezin Zwaluwnest")
        live.hold("Halfgetypt over moeder")
        save(opened)
        crash(opened)
        text = self.path.read_text(encoding="utf-8")
        self.path.write_text(f"# Rozemarijn, met de hand\n{text}", encoding="utf-8")
        opened = open_to_work(self.path, self.state, self.clock)
        opened.live.go_on()
        opened.live.add("notes", text="Weer een Wielewaal", kind="feit")
        save(opened)
        self.path.write_text(
            self.path.read_text(encoding="utf-8").replace("Ronde 1", "Ronde Rozemarijn"),
            encoding="utf-8",
        )
        save(opened)
        opened.live.change("blocks", "r1", title="Ronde 1")
        publish(room_file(self.state, DOCUMENT), Published(theme="Kobaltblauw"))
        opened.live.close()
        assert opened.leave() == ""
        self.journal_again()
        self.made = [self.folder / "mail" / name for name in ("a.docx", "b.md", "c.md")]
        self.made[0].parent.mkdir()
        with zipfile.ZipFile(self.made[0], "w", zipfile.ZIP_DEFLATED) as word:
            word.writestr("word/document.xml", "Gezin Zwaluwnest" * 99)
        for path in self.made[1:]:
            path.write_text("Gezin Zwaluwnest", encoding="utf-8")
        note_made(self.state, DOCUMENT, self.made)
        (item,) = (each.id for each in self.session.notes if each.private)
        add_update(self.series, Update(item=item, how="Toch Konijnenberg", on=NOW.date()))
        self.index()

    def journal_again(self) -> None:
        """Leave a journal with its log, as a crash after closing does."""
        opened = open_to_work(self.path, self.state, self.clock)
        opened.live.add("notes", text="Nog een Wielewaal", kind="feit")
        save(opened)
        crash(opened)
        assert any(self.state.rglob("journal.sqlite3"))

    def index(self) -> None:
        """Let everything be found, with the log of the index beside it."""
        index = SearchIndex(self.state, self.sessions)
        index.refresh(NOW)
        found = index.find(read_query("belemmering", day_meant), NOW.date(), private=True)
        assert found is not None
        self.left_open = index

    @property
    def session(self) -> Session:
        """What the record says."""
        return read_record(self.path).session

    def holding(self, *words: str) -> list[tuple[str, Path]]:
        """Return which words stand in which files, also within zip files and file names."""
        return [
            (word, path)
            for path in sorted(self.folder.rglob("*"))
            for word in words
            for data in _contents(path)
            if word.casefold().encode() in data.lower() or word in path.name
        ]


def _contents(path: Path) -> Iterator[bytes]:
    if path.is_file():
        yield path.read_bytes()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as opened:
                yield from (opened.read(name) for name in opened.namelist())


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[Sandbox]:
    """Give a series with one meeting that was held."""
    made = Sandbox(tmp_path)
    made.hold()
    yield made
    made.left_open.close()


def test_the_words_are_everywhere_first(sandbox: Sandbox) -> None:
    """Each word that is to go stands somewhere, and the journal, index and export hold some."""
    found = sandbox.holding(*GONE)
    assert {word for word, _path in found} == set(GONE)
    suffixes = {path.suffix for _word, path in found}
    assert {".toml", ".docx", ".md"} < suffixes
    assert any("sqlite3" in path.name for _word, path in found)


def test_after_tidying_no_file_holds_a_word_of_it(sandbox: Sandbox) -> None:
    """Record, updates, journal with its log, kept copies, room, index, exports: nothing."""
    done = tidy(sandbox.series, sandbox.state, NOW)
    assert sandbox.holding(*GONE) == []
    (meeting,) = done.meetings
    assert meeting.problem is None
    assert set(sandbox.made) <= set(meeting.files)
    assert meeting.removed == {"cases": 1, "facts": 3, "private": 1, "names": 1, "personal": 1}
    after = sandbox.session
    assert after.header.tidied_on == NOW.date()
    assert [each.text for each in after.notes if each.text] == [LESSON]
    assert [each.what for each in after.promises] == [
        "wijkagent belt [telefoonnummer] voor casus A"
    ]
    assert sandbox.holding(LESSON) == [(LESSON, sandbox.path)]
    assert not (sandbox.state / DOCUMENT).exists()


def test_looking_first_changes_nothing(sandbox: Sandbox) -> None:
    """What would be done is told; not a byte is written."""
    sandbox.left_open.close()
    before = {path: path.read_bytes() for path in sandbox.folder.rglob("*") if path.is_file()}
    (plan,) = tidy_plans(sandbox.sessions, sandbox.state, NOW.date())
    wiping = wipe_plan(sandbox.path, sandbox.state)
    after = {path: path.read_bytes() for path in sandbox.folder.rglob("*") if path.is_file()}
    assert {path.name for path in before} <= {path.name for path in after} | {
        "journal.sqlite3-wal",
        "journal.sqlite3-shm",
    }
    assert after[sandbox.path] == before[sandbox.path]
    assert plan.work
    assert plan.updates == 1
    assert plan.meetings[0].removed["facts"] == 3
    assert set(sandbox.made) <= set(plan.meetings[0].files)
    assert wiping.files[-1] == sandbox.path


def test_a_second_time_there_is_nothing_to_do(sandbox: Sandbox) -> None:
    """Also when something is made of the tidied record: that may stay."""
    tidy(sandbox.series, sandbox.state, NOW)
    data = sandbox.path.read_bytes()
    sandbox.made[0].write_text("verslag zonder details", encoding="utf-8")
    note_made(sandbox.state, DOCUMENT, sandbox.made[:1])
    assert not tidy_plan(sandbox.series, sandbox.state, NOW.date()).work
    assert not tidy(sandbox.series, sandbox.state, NOW + dt.timedelta(days=9)).work
    assert sandbox.path.read_bytes() == data
    assert sandbox.made[0].exists()


@pytest.mark.parametrize("on", [dt.date(2016, 12, 31), dt.date(2016, 9, 5)])
def test_before_its_day_nothing_goes(sandbox: Sandbox, on: dt.date) -> None:
    """The last day itself included."""
    data = sandbox.path.read_bytes()
    now = dt.datetime.combine(on, dt.time(12), dt.UTC)
    done = tidy(sandbox.series, sandbox.state, now)
    assert not done.passed
    assert not done.meetings
    assert sandbox.path.read_bytes() == data


@pytest.mark.parametrize(("status", "problem"), [("live", "live"), ("draft", "draft")])
def test_a_meeting_that_is_not_closed_stays(sandbox: Sandbox, status: str, problem: str) -> None:
    """It is named, and none of its copies goes."""
    data = sandbox.path.read_bytes().replace(b'"closed"', f'"{status}"'.encode())
    sandbox.path.write_bytes(data)
    done = tidy(sandbox.series, sandbox.state, NOW)
    assert [each.problem for each in done.meetings] == [problem]
    assert sandbox.path.read_bytes() == data
    assert all(path.exists() for path in sandbox.made)


def test_a_meeting_that_is_open_elsewhere_stays(sandbox: Sandbox) -> None:
    """Neither tidying nor wiping takes it from whoever has it."""
    data = sandbox.path.read_bytes()
    with take_lock(sandbox.path, NOW):
        done = tidy(sandbox.series, sandbox.state, NOW)
        wiped = wipe(sandbox.path, sandbox.state, NOW)
    assert [each.problem for each in done.meetings] == [NotDone.LOCKED]
    assert [(each.files, dict(each.removed)) for each in done.meetings] == [((), {})]
    assert wiped.problem is NotDone.LOCKED
    assert (wiped.files, wiped.planned) == ((), False)
    assert sandbox.path.read_bytes() == data
    assert all(path.exists() for path in sandbox.made)


@pytest.mark.parametrize("data", [b"schema = 1\n[session", b"schema = 99\n[session]\ntitle='x'\n"])
def test_what_cannot_be_read_is_named_and_stays(sandbox: Sandbox, data: bytes) -> None:
    """And does not keep another meeting from being done."""
    broken = sandbox.series / "2016-10-10-leersessie.toml"
    broken.write_bytes(data)
    done = tidy(sandbox.series, sandbox.state, NOW)
    assert [each.problem is None for each in done.meetings] == [True, False]
    assert wipe(broken, sandbox.state, NOW).problem in (NotDone.BROKEN, NotDone.NEWER)
    assert broken.read_bytes() == data
    assert sandbox.holding(*GONE) == []


def test_an_export_that_was_changed_stays_and_is_named(sandbox: Sandbox) -> None:
    """So is one that was moved; nothing of a person is removed unasked."""
    sandbox.made[1].write_text("Aangevuld door een collega", encoding="utf-8")
    sandbox.made[2].rename(sandbox.folder / "elders.md")
    (meeting,) = tidy(sandbox.series, sandbox.state, NOW).meetings
    assert {(each.path, each.why) for each in meeting.left} == {
        (sandbox.made[1], Why.CHANGED),
        (sandbox.made[2], Why.GONE),
    }
    assert sandbox.made[1].exists()
    assert not sandbox.made[0].exists()
    assert made_of(sandbox.state, DOCUMENT) == (sandbox.made[1],)


def test_a_copy_of_the_record_elsewhere_keeps_its_journal(sandbox: Sandbox) -> None:
    """It has a journal of its own, which belongs to it; ours goes."""
    copy = sandbox.folder / "kopie.toml"
    copy.write_bytes(sandbox.path.read_bytes())
    opened = open_to_work(copy, sandbox.state, sandbox.clock)
    opened.live.add("notes", text="In de kopie", kind="inzicht")
    save(opened)
    crash(opened)
    (meeting,) = tidy(sandbox.series, sandbox.state, NOW).meetings
    assert [each.why for each in meeting.left] == [Why.OF_ANOTHER]
    opened = open_to_work(copy, sandbox.state, sandbox.clock)
    assert opened.live.session.notes[-1].text == "In de kopie"
    crash(opened)


@pytest.mark.parametrize("command", ["tidy", "wipe"])
def test_what_was_made_of_a_copy_elsewhere_stays_with_the_copy(
    sandbox: Sandbox, command: str
) -> None:
    """It has the same document, and is another file; it is named and goes with the copy."""
    copy = sandbox.folder / "kopie.toml"
    copy.write_bytes(sandbox.path.read_bytes())
    ours, theirs = (sandbox.folder / "mail" / name for name in ("ons.md", "hun.md"))
    for path, record in ((ours, sandbox.path), (theirs, copy)):
        path.write_text("verslag", encoding="utf-8")
        note_made(sandbox.state, DOCUMENT, [path], record)
    if command == "tidy":
        left = tidy(sandbox.series, sandbox.state, NOW).meetings[0].left
    else:
        left = wipe(sandbox.path, sandbox.state, NOW).left
    assert Left(theirs, Why.OF_ANOTHER) in left
    assert (ours.exists(), theirs.exists()) == (False, True)
    assert theirs in made_of(sandbox.state, DOCUMENT)
    copy_wiped = wipe(copy, sandbox.state, NOW)
    assert copy_wiped.problem is None
    assert not theirs.exists()
    assert made_of(sandbox.state, DOCUMENT) == ()


def test_a_tidied_record_opens_as_any_other(sandbox: Sandbox) -> None:
    """No old journal plays what was removed back into it."""
    tidy(sandbox.series, sandbox.state, NOW)
    opened = open_to_work(sandbox.path, sandbox.state, sandbox.clock)
    assert opened.live.session == sandbox.session
    assert opened.leave() == ""
    assert sandbox.holding(*GONE) == []


@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace", "unlink"])
def test_a_disk_that_refuses_leaves_it_whole_and_again_finishes(
    sandbox: Sandbox, call: str
) -> None:
    """Whatever call keeps failing: the record reads, trouble is named, the next time is done."""
    done = tidy(sandbox.series, sandbox.state, NOW, disk=linux(FaultySystem(always=call)))
    assert sandbox.session.header.document == DOCUMENT
    left = [each for meeting in done.meetings for each in meeting.left]
    assert any(each.problem for each in done.meetings) or any(
        each.why is Why.REFUSED for each in (*left, *done.left)
    )
    tidy(sandbox.series, sandbox.state, NOW)
    assert sandbox.holding(*GONE) == []


@pytest.mark.parametrize("fails_at", range(0, 60, 3))
def test_whichever_call_fails_once_again_finishes(sandbox: Sandbox, fails_at: int) -> None:
    """The record is the old one or the new one, and a second time nothing is left."""
    old = sandbox.path.read_bytes()
    disk = linux(FaultySystem(fails_at=fails_at, code=errno.ENOSPC))
    tidy(sandbox.series, sandbox.state, NOW, disk=disk)
    half = sandbox.path.read_bytes()
    assert half == old or sandbox.session.header.tidied_on == NOW.date()
    tidy(sandbox.series, sandbox.state, NOW)
    assert sandbox.holding(*GONE) == []


def test_the_file_of_the_series_keeps_no_personal_data(sandbox: Sandbox) -> None:
    """Own questions lose it, keys of a person stay, and a kept copy of the file goes."""
    series = sandbox.series / "series.toml"
    with series.open("a", encoding="utf-8") as file:
        file.write('eigen = "van mij"\n[[questions]]\nid = "v-1"\nby = "arts"\n')
        file.write('versions = [{ text = "Hoe bel ik 06-12345678?" }]\n')
    kept = sandbox.state / "kept" / "oss-series-2.toml"
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text("Pimpernel", encoding="utf-8")
    done = tidy(sandbox.series, sandbox.state, NOW)
    assert done.questions
    assert "Hoe bel ik [telefoonnummer]?" in series.read_text(encoding="utf-8")
    assert 'eigen = "van mij"' in series.read_text(encoding="utf-8")
    assert sandbox.holding(*GONE) == []


def test_the_file_of_the_series_loses_the_names_that_its_records_hold(sandbox: Sandbox) -> None:
    """In its title, goal, plan and keys of a person; also where it could not be written at once."""
    series = sandbox.series / "series.toml"
    series.write_text(
        "schema = 1\ntitle = 'Reeks van Xander Quastenberg'\ngoal = 'Gezin Zwaluwnest helpen'\n"
        "case_details_until = 2016-12-31\nvan = 'Xander Quastenberg'\n"
        "[[planned_meetings]]\ndate = 2017-09-05\ntitle = 'Xander Quastenberg vertelt'\n"
        "theme = 'bel 06-12345678'\nguest = 'Xander Quastenberg'\n",
        encoding="utf-8",
    )
    refused = tidy(sandbox.series, sandbox.state, NOW, disk=linux(FaultySystem(fails_at=0)))
    assert not refused.questions
    assert refused.work
    assert tidy(sandbox.series, sandbox.state, NOW).questions
    text = series.read_text(encoding="utf-8")
    assert "Reeks van wijkagent" in text
    assert "wijkagent vertelt" in text
    assert sandbox.holding(*GONE) == []
    assert not tidy_plan(sandbox.series, sandbox.state, NOW.date()).work


def test_what_was_told_of_a_lesson_stays(sandbox: Sandbox) -> None:
    """How a promise was followed up, in a file between meetings."""
    (promise,) = sandbox.session.promises
    add_update(sandbox.series, Update(item=promise.id, how="Gebeld", status="done"))
    tidy(sandbox.series, sandbox.state, NOW)
    told = {each.update.item: each.update for each in read_updates(sandbox.series).updates}
    assert told[promise.id].how == "Gebeld"
    assert sorted(each.how for each in told.values()) == ["", "Gebeld"]


# Wiping.


def test_after_wiping_nothing_of_the_meeting_is_left(sandbox: Sandbox) -> None:
    """No word, no id, no lock, no entry of the register, and no date in the plan."""
    series = sandbox.series / "series.toml"
    with series.open("a", encoding="utf-8") as file:
        file.write('[[planned_meetings]]\ndate = 2016-09-05\ntitle = "Pimpernel"\n')
    told = sandbox.session.promises[0].id
    other = replace(
        SESSION,
        header=Header(id="2016-10-10-leersessie", date=dt.date(2016, 10, 10), document="abcdefgh"),
        cases=(),
        participants=(),
        updates=(Update(id="u-1", item=told, how="Gebeld"),),
    )
    (sandbox.series / "2016-10-10-leersessie.toml").write_bytes(record_bytes(other))
    done = wipe(sandbox.path, sandbox.state, NOW)
    assert done.problem is None
    assert done.planned
    assert [path.name for path in done.told_in] == ["2016-10-10-leersessie.toml"]
    assert done.files[-1] == sandbox.path
    assert sandbox.holding(*GONE, LESSON, DOCUMENT, "2016-09-05-leersessie") == []
    assert [path.name for path in sorted(sandbox.series.iterdir())] == [
        "2016-10-10-leersessie.toml",
        "series.toml",
        "updates",
    ]


def test_a_copy_kept_beside_the_record_goes_too(sandbox: Sandbox) -> None:
    """A record of another meeting with a name like it stays."""
    copy = sandbox.path.with_name("2016-09-05-leersessie-2.toml")
    copy.write_bytes(sandbox.path.read_bytes())
    conflict = sandbox.path.with_name("2016-09-05-leersessie.conflict-20160905T090000.toml")
    conflict.write_text("Pimpernel", encoding="utf-8")
    take_lock(copy, NOW).release()
    other = sandbox.path.with_name("2016-09-05-leersessie-3.toml")
    other.write_bytes(record_bytes(replace(SESSION, header=Header(document="andere123"))))
    wipe(sandbox.path, sandbox.state, NOW)
    assert not copy.exists()
    assert not lock_path(copy).exists()
    assert not conflict.exists()
    assert other.exists()


@pytest.mark.parametrize("fails_at", range(0, 30, 2))
def test_wiping_that_fails_can_be_done_again(sandbox: Sandbox, fails_at: int) -> None:
    """The record goes last, so the second time finds whatever was left."""
    disk: Disk = linux(FaultySystem(fails_at=fails_at))
    planned = wipe_plan(sandbox.path, sandbox.state).files
    done = wipe(sandbox.path, sandbox.state, NOW, disk=disk)
    assert {path for path in planned if path.exists()} == set(planned) - set(done.files)
    if sandbox.path.exists():
        assert wipe(sandbox.path, sandbox.state, NOW).problem is None
    assert sandbox.holding(*GONE, LESSON) == []


@pytest.mark.parametrize("call", ["open", "write", "replace", "unlink"])
def test_wiping_says_only_what_it_did(sandbox: Sandbox, call: str) -> None:
    """Whatever call the disk keeps refusing, also where the plan of the series cannot change."""
    with (sandbox.series / "series.toml").open("a", encoding="utf-8") as file:
        file.write('[[planned_meetings]]\ndate = 2016-09-05\ntitle = "Pimpernel"\n')
    planned = wipe_plan(sandbox.path, sandbox.state).files
    done = wipe(sandbox.path, sandbox.state, NOW, disk=linux(FaultySystem(always=call)))
    assert done.problem is NotDone.REFUSED
    assert set(done.files) == {path for path in planned if not path.exists()}
    text = (sandbox.series / "series.toml").read_text(encoding="utf-8")
    assert done.planned == ("2016-09-05" not in text)


def test_a_record_that_is_not_there_is_said_to_be_gone(sandbox: Sandbox) -> None:
    """And nothing is made beside where it was."""
    path = sandbox.series / "nergens.toml"
    before = sorted(sandbox.series.iterdir())
    assert wipe_plan(path, sandbox.state).problem is NotDone.MISSING
    assert wipe(path, sandbox.state, NOW).problem is NotDone.MISSING
    assert sorted(sandbox.series.iterdir()) == before


def test_saving_in_another_window_is_no_way_around(sandbox: Sandbox) -> None:
    """Who has the meeting open keeps it; after that it can be wiped."""

    async def held() -> NotDone | None:
        opened = open_to_work(sandbox.path, sandbox.state, sandbox.clock)
        try:
            return wipe(sandbox.path, sandbox.state, NOW).problem
        finally:
            opened.leave()

    assert asyncio.run(held()) is NotDone.LOCKED
    assert wipe(sandbox.path, sandbox.state, NOW).problem is None
