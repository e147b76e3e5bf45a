"""The sessions folder: listed without opening records, added to without touching any."""

from __future__ import annotations

import datetime as dt
import errno
import os
import stat
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sessiecoach.domain.errors import FaultCode
from sessiecoach.domain.series import PlannedMeeting, Series
from sessiecoach.domain.session import (
    Header,
    Note,
    Participant,
    Promise,
    Session,
    Solution,
    Update,
)
from sessiecoach.domain.standing import PromiseCounts
from sessiecoach.domain.werkvorm import Block, Werkvorm
from sessiecoach.storage.archive import Archive
from sessiecoach.storage.ids import new_document, new_id
from sessiecoach.storage.listing import ListedSeries
from sessiecoach.storage.new_file import create_whole
from sessiecoach.storage.platforms import Disk
from sessiecoach.storage.records import read_record, record_bytes
from sessiecoach.storage.series import series_bytes
from sessiecoach.storage.summaries import same_meetings
from sessiecoach.storage.updates import add_update

TODAY = dt.date(2016, 9, 1)
WERKVORM = Werkvorm(
    schema=1,
    kind="werkvorm",
    id="leersessie",
    title="Leersessie",
    total_minutes=90,
    blocks=(
        Block(
            id="terugkom",
            kind="lookback",
            title="Terugkom",
            minutes=10,
            only_from_meeting=2,
            gives_minutes_to="r1",
        ),
        Block(id="r1", kind="round", title="Ronde 1", minutes=80),
    ),
)
PLANNED = tuple(
    PlannedMeeting(id=date.isoformat(), date=date, starts=dt.time(9), ends=dt.time(10, 30))
    for date in (dt.date(2016, 9, 5), dt.date(2016, 10, 10))
)
SERIES = Series(
    id="reeks",
    title="Een reeks",
    werkvorm="leersessie",
    location="gemeentehuis Oss",
    planned_meetings=PLANNED,
)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Give a sessions folder with one series: a closed record and two planned meetings."""
    folder = tmp_path / "sessions" / "reeks"
    folder.mkdir(parents=True)
    (folder / "series.toml").write_bytes(series_bytes(SERIES))
    put(folder / "2016-06-27-leersessie.toml", Header(id="2016-06-27-leersessie"))
    return Archive(tmp_path / "sessions")


def put(path: Path, header: Header, **tables: object) -> Path:
    path.write_bytes(record_bytes(Session(header=header, **tables)))  # type: ignore[arg-type]
    return path


def only(archive: Archive) -> ListedSeries:
    (series,) = archive.list_meetings().series
    return series


def everything(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Return what lies in a folder: mode, time of change and content of each file and folder."""
    return {
        str(path.relative_to(folder)): (
            path.lstat().st_mode,
            path.lstat().st_mtime_ns,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in (folder, *folder.rglob("*"))
    }


def test_a_folder_that_is_not_there_holds_nothing_and_is_not_made(tmp_path: Path) -> None:
    """Looking at an empty place leaves it as it is."""
    listing = Archive(tmp_path / "sessions").list_meetings()
    assert listing.series == ()
    assert listing.faults == ()
    assert not (tmp_path / "sessions").exists()


def test_a_sessions_folder_that_is_a_file_has_a_reason(tmp_path: Path) -> None:
    """What cannot be listed is said, and ends nothing."""
    (tmp_path / "sessions").write_text("")
    (fault,) = Archive(tmp_path / "sessions").list_meetings().faults
    assert (fault.code, fault.found) == (FaultCode.NOT_READABLE, "ENOTDIR")


def test_records_and_planned_meetings_stand_in_order(archive: Archive) -> None:
    """Date and werkvorm come from the name, the dates ahead from series.toml."""
    series = only(archive)
    assert series.title == "Een reeks"
    told = [
        (str(each.date), each.werkvorm, each.path is not None, each.planned is not None)
        for each in series.meetings
    ]
    assert told == [
        ("2016-06-27", "leersessie", True, False),
        ("2016-09-05", "", False, True),
        ("2016-10-10", "", False, True),
    ]


def test_listing_opens_no_record_and_writes_nothing(archive: Archive) -> None:
    """A record that could not be read is listed like any other, and nothing is touched."""
    folder = archive.sessions / "reeks"
    for number in range(1, 201):
        (folder / f"2015-01-01-vrij-{number}.toml").write_bytes(b"\xff niet te lezen")
    before = everything(archive.sessions)
    series = only(archive)
    assert len(series.records) == 201
    assert [meeting.count for meeting in series.records[:3]] == [1, 2, 3]
    assert series.faults == ()
    archive.summaries_of(series, TODAY)
    assert everything(archive.sessions) == before


@pytest.mark.parametrize(
    ("name", "date", "werkvorm", "count"),
    [
        ("2016-06-27-leersessie", dt.date(2016, 6, 27), "leersessie", 1),
        ("2016-06-27-leersessie-2", dt.date(2016, 6, 27), "leersessie", 2),
        ("2016-06-27-ideale-bocht", dt.date(2016, 6, 27), "ideale-bocht", 1),
        ("2016-06-27-ideale-bocht-12", dt.date(2016, 6, 27), "ideale-bocht", 12),
        ("2016-02-30-leersessie", None, "", 1),
        ("2016-06-27", None, "", 1),
        ("mijn sessie", None, "", 1),
    ],
)
def test_a_file_name_tells_date_and_werkvorm(
    tmp_path: Path, name: str, date: dt.date | None, werkvorm: str, count: int
) -> None:
    """A name that tells nothing is listed all the same."""
    folder = tmp_path / "reeks"
    folder.mkdir()
    (folder / f"{name}.toml").touch()
    (meeting,) = only(Archive(tmp_path)).meetings
    assert (meeting.date, meeting.werkvorm, meeting.count) == (date, werkvorm, count)
    assert meeting.name == name


def test_what_is_no_record_is_not_listed(archive: Archive) -> None:
    """Locks, half-written files, other files and folders without meetings are left out."""
    folder = archive.sessions / "reeks"
    for name in (".2016-06-27-leersessie.toml.lock", ".x.toml", "verslag.docx", "a.toml.bak"):
        (folder / name).touch()
    (folder / "updates").mkdir()
    (folder / "map.toml").mkdir()
    (archive.sessions / "bijlagen").mkdir()
    (archive.sessions / ".trash").mkdir()
    put(archive.sessions / ".trash" / "2016-01-04-vrij.toml", Header(id="weg"))
    (archive.sessions / "leesmij.txt").touch()
    assert [meeting.name for meeting in only(archive).records] == ["2016-06-27-leersessie"]


def test_a_record_outside_any_series_is_listed_too(archive: Archive) -> None:
    """Somebody who saved a file one folder too high finds it back."""
    put(archive.sessions / "2016-01-04-vrij.toml", Header(id="los"))
    loose, series = archive.list_meetings().series
    assert [meeting.name for meeting in loose.meetings] == ["2016-01-04-vrij"]
    assert series.title == "Een reeks"


def test_a_broken_series_file_hides_no_record(archive: Archive) -> None:
    """The series is listed under the name of its folder, with what is wrong."""
    (archive.sessions / "reeks" / "series.toml").write_text("schema = 1\ntitle =\n")
    series = only(archive)
    assert series.title == "reeks"
    assert [meeting.name for meeting in series.meetings] == ["2016-06-27-leersessie"]
    (fault,) = series.faults
    assert (fault.code, fault.line) == (FaultCode.NOT_TOML, 2)
    assert fault.file.endswith("series.toml")


def test_a_title_cannot_command_the_terminal(tmp_path: Path) -> None:
    """What a folder or a file is called is shown, and never obeyed."""
    folder = tmp_path / "a\x1b]2;x\x07"
    folder.mkdir()
    (folder / "b\x1b[31m\n.toml").touch()
    series = only(Archive(tmp_path))
    assert series.title == "a<1b>]2;x<07>"
    assert series.meetings[0].name == "b<1b>[31m"


def test_a_linked_folder_is_named_and_not_followed(archive: Archive, tmp_path: Path) -> None:
    """A folder elsewhere may hold anything; a person hears that nobody looked there."""
    elsewhere = tmp_path / "elders"
    elsewhere.mkdir()
    put(elsewhere / "2016-01-04-vrij.toml", Header(id="elders"))
    link = archive.sessions / "gekoppeld"
    link.symlink_to(elsewhere, target_is_directory=True)
    listing = archive.list_meetings()
    assert listing.not_followed == (link,)
    assert [series.title for series in listing.series] == ["Een reeks"]
    with pytest.raises(OSError, match="cross-device") as caught:
        archive.new_meeting(link, WERKVORM, date=TODAY)
    assert caught.value.errno == errno.EXDEV
    assert len(list(elsewhere.iterdir())) == 1


def test_a_linked_record_stays_listed(archive: Archive, tmp_path: Path) -> None:
    """A record may be a link; one that leads nowhere is broken, and not gone."""
    path = put(tmp_path / "echt.toml", Header(id="echt", title="Echt"))
    folder = archive.sessions / "reeks"
    (folder / "2016-07-04-vrij.toml").symlink_to(path)
    (folder / "2016-07-11-vrij.toml").symlink_to(tmp_path / "weg.toml")
    summaries = archive.summaries_of(only(archive), TODAY)
    assert [(each.header.title, each.broken) for each in summaries] == [
        ("", False),
        ("Echt", False),
        ("", True),
    ]


def test_the_next_planned_meeting_comes_first(archive: Archive) -> None:
    """The next date ahead; when all have passed, the earliest that was never held."""
    listing = archive.list_meetings()
    for today, date in (
        (dt.date(2016, 9, 5), dt.date(2016, 9, 5)),
        (dt.date(2016, 9, 6), dt.date(2016, 10, 10)),
        (dt.date(2026, 1, 1), dt.date(2016, 9, 5)),
    ):
        following = listing.next_planned(today)
        assert following is not None
        assert following.date == date


def test_a_meeting_has_a_record_before_and_after_it(archive: Archive) -> None:
    """Planned meetings are not there to be read, so they are passed over."""
    folder = archive.sessions / "reeks"
    later = put(folder / "2016-12-19-leersessie.toml", Header(id="later"))
    series = archive.meetings_of(folder)
    first = folder / "2016-06-27-leersessie.toml"
    after, before = series.record_after(first), series.record_before(later)
    assert (after and after.path, before and before.path) == (later, first)
    assert series.record_before(first) is None
    assert series.record_after(later) is None
    assert series.record_after(folder / "geen.toml") is None


def test_opening_a_planned_meeting_makes_its_record(archive: Archive) -> None:
    """A draft for its owner only, with what the series plans; nothing that was there changes."""
    before = everything(archive.sessions)
    folder = archive.sessions / "reeks"
    path = archive.open_planned(folder, PLANNED[0], WERKVORM)
    assert path == folder / "2016-09-05-leersessie.toml"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    session = read_record(path).session
    header = session.header
    assert header == Header(
        id="2016-09-05-leersessie",
        series="reeks",
        number=2,
        title="Leersessie",
        werkvorm="leersessie",
        date=dt.date(2016, 9, 5),
        starts=dt.time(9),
        ends=dt.time(10, 30),
        document=header.document,
        location="gemeentehuis Oss",
    )
    assert len(header.document) == 20
    assert [block.id for block in session.blocks] == ["terugkom", "r1"]
    after = everything(archive.sessions)
    assert after.keys() - before.keys() == {"reeks/2016-09-05-leersessie.toml"}
    assert all(after[name] == before[name] for name in before if name not in ("reeks", "."))


def test_an_opened_meeting_is_no_longer_only_planned(archive: Archive) -> None:
    """It stands once in the list, and opening it again gives the same record."""
    folder = archive.sessions / "reeks"
    path = archive.open_planned(folder, PLANNED[0], WERKVORM)
    made = path.read_bytes()
    assert [meeting.date for meeting in only(archive).planned] == [PLANNED[1].date]
    assert archive.open_planned(folder, PLANNED[0], WERKVORM) == path
    assert path.read_bytes() == made


def test_a_planned_date_that_was_moved_keeps_its_record(archive: Archive) -> None:
    """The name of the record keeps the first date, and so does the id of the planned meeting."""
    folder = archive.sessions / "reeks"
    path = archive.open_planned(folder, PLANNED[0], WERKVORM)
    moved = PlannedMeeting(id=PLANNED[0].id, date=dt.date(2016, 9, 12))
    series = Series(planned_meetings=(moved, PLANNED[1]))
    (folder / "series.toml").write_bytes(series_bytes(series))
    assert [meeting.date for meeting in only(archive).planned] == [PLANNED[1].date]
    assert archive.open_planned(folder, moved, WERKVORM) == path


def test_two_meetings_on_one_day_are_two(archive: Archive) -> None:
    """The second of the day waits until it has a record of its own."""
    folder = archive.sessions / "reeks"
    date = dt.date(2016, 9, 5)
    two = (
        PlannedMeeting(id="ochtend", date=date, starts=dt.time(9)),
        PlannedMeeting(id="middag", date=date, starts=dt.time(13)),
    )
    (folder / "series.toml").write_bytes(series_bytes(Series(planned_meetings=two)))
    first = archive.open_planned(folder, two[0], WERKVORM)
    assert [each.planned for each in only(archive).planned] == [two[1]]
    second = archive.open_planned(folder, two[1], WERKVORM)
    assert (first.stem, second.stem) == ("2016-09-05-leersessie", "2016-09-05-leersessie-2")
    assert read_record(second).session.header.id == "2016-09-05-leersessie-2"
    assert only(archive).planned == ()


def test_a_new_meeting_never_takes_the_place_of_another(archive: Archive) -> None:
    """Whatever has the name already, a broken file too, stays as it is."""
    folder = archive.sessions / "reeks"
    date = dt.date(2016, 7, 4)
    (folder / "2016-07-04-leersessie.toml").write_bytes(b"kapot")
    (folder / "2016-07-04-leersessie-2.toml").symlink_to(folder / "nergens")
    path = archive.new_meeting(folder, WERKVORM, date=date, title="Extra", location="De Pas")
    assert path.name == "2016-07-04-leersessie-3.toml"
    assert (folder / "2016-07-04-leersessie.toml").read_bytes() == b"kapot"
    header = read_record(path).session.header
    assert (header.title, header.location, header.date) == ("Extra", "De Pas", date)


def test_the_first_meeting_has_nothing_to_look_back_at(tmp_path: Path) -> None:
    """Without a record of an earlier day its minutes go elsewhere, whatever its number."""
    archive = Archive(tmp_path / "sessions")
    folder = archive.new_series("Reeks").folder
    later = archive.new_meeting(folder, WERKVORM, date=dt.date(2016, 10, 10))
    first = archive.new_meeting(folder, WERKVORM, date=dt.date(2016, 9, 5))
    again = archive.new_meeting(folder, WERKVORM, date=dt.date(2016, 11, 21))
    told = [
        (session.header.number, [block.id for block in session.blocks])
        for session in (read_record(path).session for path in (later, first, again))
    ]
    assert told == [(1, ["r1"]), (1, ["r1"]), (3, ["terugkom", "r1"])]


def test_a_date_that_passed_without_a_record_counts_but_gives_nothing_to_look_back_at(
    tmp_path: Path,
) -> None:
    """The number follows the calendar of the series; looking back follows what was written."""
    archive = Archive(tmp_path / "sessions")
    folder = archive.new_series("Reeks").folder
    (folder / "series.toml").write_bytes(series_bytes(SERIES))
    session = read_record(archive.open_planned(folder, PLANNED[1], WERKVORM)).session
    assert session.header.number == 2
    assert [block.id for block in session.blocks] == ["r1"]


def test_each_record_has_a_document_of_its_own(archive: Archive) -> None:
    """Journals and backups of two meetings can never be taken for one another."""
    folder = archive.sessions / "reeks"
    paths = [archive.new_meeting(folder, WERKVORM, date=TODAY) for _ in range(5)]
    assert len({read_record(path).session.header.document for path in paths}) == 5


@pytest.mark.parametrize("place", ["..", "../elders", "reeks/onder", "/elders"])
def test_a_meeting_is_made_in_the_sessions_folder_or_not_at_all(
    archive: Archive, tmp_path: Path, place: str
) -> None:
    """No path that comes from elsewhere leads out of the folder."""
    before = everything(tmp_path)
    with pytest.raises(OSError, match="cross-device") as caught:
        archive.new_meeting(archive.sessions / place, WERKVORM, date=TODAY)
    assert caught.value.errno == errno.EXDEV
    assert everything(tmp_path) == before


@settings(max_examples=60)
@given(st.lists(st.text(max_size=80), min_size=1, max_size=3))
@example(["../../etc/passwd", "/elders/x", ".."])
@example(["Reeks", "reeks", "REEKS"])
@example(["con", "", "\0", "a" * 300, "\ud800"])
def test_any_title_makes_a_folder_of_its_own(titles: list[str]) -> None:
    """A title is never a path, and no series takes the place of another."""
    with TemporaryDirectory() as place:
        archive = Archive(Path(place) / "sessions")
        made = [archive.new_series(title) for title in titles]
        assert {each.folder.parent for each in made} == {archive.sessions}
        assert len({each.folder.name.casefold() for each in made}) == len(titles)
        assert sorted(path.name for path in Path(place).iterdir()) == ["sessions"]
        listed = archive.list_meetings().series
        assert {each.folder for each in listed} == {each.folder for each in made}


def test_a_new_series_is_for_its_owner_and_says_what_it_is(tmp_path: Path) -> None:
    """Its file holds what was chosen; folder and file can be read by nobody else."""
    archive = Archive(tmp_path / "sessions")
    series = archive.new_series(
        "Één voor allen!", werkvorm="leersessie", location="Oss", partners=("wonen", "zorg")
    )
    assert series.folder.name == "een-voor-allen"
    assert series.series == Series(
        id="een-voor-allen",
        title="Één voor allen!",
        werkvorm="leersessie",
        location="Oss",
        partners=("wonen", "zorg"),
    )
    assert stat.S_IMODE(series.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((series.folder / "series.toml").stat().st_mode) == 0o600


def test_a_summary_counts_what_stands(archive: Archive) -> None:
    """Withdrawn items do not count; people do, by how many came."""
    at = dt.datetime(2016, 7, 4, 8, tzinfo=dt.UTC)
    put(
        archive.sessions / "reeks" / "2016-07-04-leersessie.toml",
        Header(id="a", title="Zomer", number=2, status="closed", date=dt.date(2016, 7, 5)),
        notes=(Note(id="n-1"), Note(id="n-2"), Note(id="n-3", withdrawn_at=at)),
        solutions=(Solution(id="s-1"), Solution(id="s-2", withdrawn_at=at)),
        participants=(
            Participant(id="p-1", count=4, present=("*",)),
            Participant(id="p-2", count=2, present=("r1",)),
            Participant(id="p-3", count=8),
            Participant(id="p-4", present=("*",), withdrawn_at=at),
        ),
    )
    _, summary = archive.summaries_of(only(archive), TODAY)
    assert (summary.notes, summary.solutions, summary.present) == (2, 1, 6)
    assert (summary.header.title, summary.header.number) == ("Zomer", 2)
    assert (summary.header.status, summary.date) == ("closed", dt.date(2016, 7, 5))
    assert summary.werkvorm == "leersessie"
    assert not summary.broken


def test_what_later_meetings_told_counts_for_a_promise(archive: Archive) -> None:
    """A promise is kept when that was told at a terugkom, in the record of that meeting."""
    folder = archive.sessions / "reeks"
    promises = (
        Promise(id="t-1", due=dt.date(2016, 8, 31)),
        Promise(id="t-2", due=dt.date(2016, 8, 31)),
        Promise(id="t-3", due=TODAY),
    )
    put(folder / "2016-07-04-leersessie.toml", Header(id="a"), promises=promises)
    done = Update(id="u-1", item="t-1", on=dt.date(2016, 8, 1), status="done")
    put(folder / "2016-08-01-leersessie.toml", Header(id="b"), updates=(done,))
    _, made, _ = archive.summaries_of(only(archive), TODAY)
    assert made.promises == PromiseCounts(open=1, kept=1, late=1)


def test_what_was_told_between_meetings_counts_for_a_promise(archive: Archive) -> None:
    """An update in a file of its own counts as one in a record; a broken one costs itself."""
    folder = archive.sessions / "reeks"
    promise = Promise(id="t-1", due=dt.date(2016, 8, 31))
    put(folder / "2016-07-04-leersessie.toml", Header(id="a"), promises=(promise,))
    add_update(folder, Update(id="u-1", item="t-1", on=dt.date(2016, 8, 1), status="done"))
    (folder / "updates" / "2016-08-02-stuk.toml").write_text("item = ")
    _, made = archive.summaries_of(only(archive), TODAY)
    assert made.promises == PromiseCounts(kept=1)


def test_a_broken_record_is_listed_with_its_fault_and_hides_no_other(archive: Archive) -> None:
    """Each meeting is read for itself; what cannot be read still has its date and its reason."""
    folder = archive.sessions / "reeks"
    (folder / "2016-05-02-leersessie.toml").write_bytes(b'schema = 1\n[session]\nnumber = "een"\n')
    (folder / "2016-08-01-leersessie.toml").write_bytes(b"schema = 9\n")
    broken, whole, newer = archive.summaries_of(only(archive), TODAY)
    assert (broken.broken, broken.date) == (True, dt.date(2016, 5, 2))
    assert [fault.key for fault in broken.faults] == ["session.number"]
    assert not whole.broken
    assert (newer.broken, newer.newer) == (False, True)


def test_copies_of_one_meeting_are_named(archive: Archive) -> None:
    """What a sync program or a person copied says that it is the same meeting."""
    folder = archive.sessions / "reeks"
    first = folder / "2016-06-27-leersessie.toml"
    copy = folder / "2016-06-27-leersessie (kopie van laptop 2).toml"
    copy.write_bytes(first.read_bytes())
    template = put(folder / "2016-07-04-vrij.toml", Header(id="b", document="m4w8kz2q"))
    other = archive.sessions / "andere"
    other.mkdir()
    used = put(other / "2016-08-01-vrij.toml", Header(id="c", document="m4w8kz2q"))
    put(other / "2016-06-27-leersessie.toml", Header(id="2016-06-27-leersessie"))
    listing = archive.list_meetings()
    summaries = [each for one in listing.series for each in archive.summaries_of(one, TODAY)]
    assert {same.paths for same in same_meetings(summaries)} == {
        tuple(sorted((first, copy))),
        tuple(sorted((template, used))),
    }


class Refusing:
    """The operating system, but for one call that fails."""

    def __init__(self, call: str) -> None:
        self._call = call

    def __getattr__(self, name: str) -> object:
        if name == self._call:

            def refuse(*_: object) -> None:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

            return refuse
        return getattr(os, name)


@pytest.mark.parametrize("call", ["open", "write", "fsync"])
def test_a_new_file_is_whole_or_not_there(tmp_path: Path, call: str) -> None:
    """Where the disk refuses, no name is taken and nothing is left behind."""
    with pytest.raises(OSError, match="No space"):
        create_whole(tmp_path / "a.toml", b"a", Disk(system=Refusing(call)))  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def refuse_link(_source: Path, _target: Path) -> None:
    raise OSError(errno.EPERM, os.strerror(errno.EPERM))


def test_a_stick_without_links_takes_a_new_file_too(tmp_path: Path) -> None:
    """The file is as whole and as private, and one that is there stays."""
    path = tmp_path / "a.toml"
    create_whole(path, b"een", link=refuse_link)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        create_whole(path, b"twee", link=refuse_link)
    assert path.read_bytes() == b"een"
    assert list(tmp_path.iterdir()) == [path]


def test_ids_are_letters_that_can_be_read_aloud() -> None:
    """A letter, a dash and eight of 32 characters; no two alike in a thousand."""
    ids = {new_id("n") for _ in range(1000)}
    assert len(ids) == 1000
    letters = set("0123456789abcdefghjkmnpqrstvwxyz")
    assert all(len(each) == 10 and each[:2] == "n-" and set(each[2:]) <= letters for each in ids)
    assert new_document() != new_document()
