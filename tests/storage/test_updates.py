"""What is told between meetings: one file an update, so that copies of a folder merge."""

from __future__ import annotations

import datetime as dt
import errno
import os
import shutil
import stat
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain.carry_over import told_of
from sessiecoach.domain.errors import Fault, FaultCode, FileFaultsError
from sessiecoach.domain.keys import ValueType
from sessiecoach.domain.session import Improvement, Update
from sessiecoach.storage.checking import check_files
from sessiecoach.storage.updates import (
    UPDATES_FOLDER,
    add_update,
    change_update,
    read_update,
    read_updates,
    update_bytes,
)
from tests import strategies

SEPTEMBER = dt.date(2016, 9, 19)
TOLD = Update(id="u-7k3qam9x", item="s-4hvtw2pd", on=SEPTEMBER, worked_out="partly")
unix_only = pytest.mark.skipif(sys.platform == "win32", reason="modes and links of Unix")
not_root = pytest.mark.skipif(
    getattr(os, "geteuid", lambda: 0)() == 0, reason="root may write everywhere"
)


@pytest.fixture
def series(tmp_path: Path) -> Path:
    """Return the folder of a series."""
    folder = tmp_path / "reeks"
    folder.mkdir()
    return folder


def put(series: Path, name: str, text: str) -> Path:
    """Write a file among the updates by hand."""
    path = series / UPDATES_FOLDER / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def read(series: Path) -> list[Update]:
    """Return the updates of a folder without faults."""
    found = read_updates(series)
    assert found.faults == ()
    return [each.update for each in found.updates]


# One file.


@given(
    strategies.shaped(
        Update, id=strategies.item_ids("updates"), item=strategies.item_ids("solutions")
    )
)
def test_any_update_survives_writing_and_reading(update: Update) -> None:
    """What is on disk is the update, with the keys that this program does not know."""
    with TemporaryDirectory() as folder:
        loose = add_update(Path(folder), update)
        assert loose.update == update
        assert read(Path(folder)) == [update]
        assert loose.path.read_bytes() == update_bytes(read_update(loose.path))


def test_the_file_says_what_was_told_and_nothing_else(series: Path) -> None:
    """A person can read it, and write one without knowing what else there could be."""
    improvement = Improvement(text="Eerst één team.", owner="teamleider", due=SEPTEMBER)
    loose = add_update(series, replace(TOLD, improvements=(improvement,)))
    assert loose.path.parent == series / UPDATES_FOLDER
    assert loose.path.name.startswith("2016-09-19-")
    assert loose.path.read_text(encoding="utf-8") == (
        'schema = 1\nid = "u-7k3qam9x"\nitem = "s-4hvtw2pd"\non = 2016-09-19\n'
        'worked_out = "partly"\n\n[[improvements]]\ntext = "Eerst één team."\n'
        'owner = "teamleider"\ndue = 2016-09-19\n'
    )


def test_that_something_is_not_embedded_is_written_down(series: Path) -> None:
    """It is a word of its own, that takes back what was said before."""
    add_update(series, replace(TOLD, embedded=False))
    assert [each.embedded for each in read(series)] == [False]
    put(series, "een.toml", 'schema = 1\nid = "u-1"\nitem = "s-1"\n')
    assert sorted(str(each.embedded) for each in read(series)) == ["False", "None"]


def test_keys_that_this_program_does_not_know_stay_at_every_level(series: Path) -> None:
    """Also when the update is changed here."""
    text = (
        'schema = 1\nid = "u-1"\nitem = "s-1"\neigen = 1.5\n\n'
        '[[improvements]]\ntext = "Eerst één team."\nkleur = "rood"\n\n[eigen_tabel]\na = [1]\n'
    )
    path = put(series, "2016-09-19-hand.toml", text)
    (loose,) = read_updates(series).updates
    change_update(loose, replace(loose.update, item="s-2"))
    assert tomllib.loads(path.read_text(encoding="utf-8")) == tomllib.loads(
        text.replace("s-1", "s-2")
    )


def test_an_update_without_a_day_or_id_gets_a_file_and_an_id(series: Path) -> None:
    """Each its own, so that nobody writes over what another told."""
    added = [add_update(series, Update(item="s-1")) for _ in range(5)]
    assert len({each.path for each in added}) == len({each.update.id for each in added}) == 5
    assert all(each.path.name.startswith("zonder-dag-") for each in added)
    assert all(each.update.id.startswith("u-") for each in added)
    assert {each.id for each in read(series)} == {each.update.id for each in added}


def test_a_changed_update_keeps_its_file(series: Path) -> None:
    """Taking one back leaves a file that says so."""
    loose = add_update(series, TOLD)
    gone = replace(TOLD, withdrawn_at=dt.datetime(2016, 9, 20, 8, tzinfo=dt.UTC))
    change_update(loose, gone)
    assert read(series) == [gone]
    assert [each.path for each in read_updates(series).updates] == [loose.path]


@unix_only
def test_files_and_folder_are_for_their_owner_only(series: Path) -> None:
    """What people told is nobody else's; what a person opened up stays as it is."""
    loose = add_update(series, TOLD)
    assert stat.S_IMODE(loose.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(loose.path.parent.stat().st_mode) == 0o700
    loose.path.parent.chmod(0o750)
    loose.path.chmod(0o640)
    change_update(loose, replace(TOLD, item="s-2"))
    add_update(series, TOLD)
    assert stat.S_IMODE(loose.path.stat().st_mode) == 0o640
    assert stat.S_IMODE(loose.path.parent.stat().st_mode) == 0o750


# A whole folder.


def test_a_series_of_which_nothing_was_told_has_none(series: Path) -> None:
    """No folder and an empty one are the same; reading makes none."""
    assert read(series) == []
    assert list(series.iterdir()) == []
    (series / UPDATES_FOLDER).mkdir()
    assert read(series) == []


def test_a_broken_file_is_named_and_hides_no_other(series: Path) -> None:
    """Every fault with its file and place; the others are read, by name of file."""
    good = [
        put(series, name, f'schema = 1\nitem = "s-{name[0]}"\n') for name in ("c.toml", "a.toml")
    ]
    syntax = put(series, "b.toml", "schema = 1\nitem =\n")
    answer = put(
        series, "d.toml", 'schema = 1\nitem = "s-1"\nworked_out = "misschien"\non = "maandag"\n'
    )
    no_schema = put(series, "e.toml", 'item = "s-1"\n')
    misspelled = put(series, "g.toml", 'schema = 1\nitm = "s-1"\n')
    (series / UPDATES_FOLDER / "f.toml").mkdir()
    put(series, ".verborgen.toml", "=")
    put(series, "leesmij.txt", "=")
    found = read_updates(series)
    assert [each.path for each in found.updates] == sorted(good)
    assert [(Path(each.file), each.code) for each in found.faults] == [
        (syntax, FaultCode.NOT_TOML),
        (answer, FaultCode.WRONG_TYPE),
        (answer, FaultCode.NOT_ALLOWED),
        (no_schema, FaultCode.MISSING_KEY),
        (series / UPDATES_FOLDER / "f.toml", FaultCode.NOT_READABLE),
        (misspelled, FaultCode.MISSING_KEY),
    ]
    assert found.faults[0].line == 2
    assert (found.faults[1].key, found.faults[1].expected) == ("on", ValueType.DATE)
    assert found.faults[2].key == "worked_out"
    assert found.faults[5].key == "item"
    checked = check_files([series])
    assert [each.file for each in checked.faults] == [each.file for each in found.faults]


def test_a_series_may_be_called_updates(series: Path) -> None:
    """Where it has a file of a series, its records are checked as records."""
    put(series, "series.toml", 'schema = 1\ntitle = "Updates"\n')
    put(series, "2016-09-05-vrij.toml", "schema = 1\n[session]\ntitle = 1\n")
    assert [each.key for each in check_files([series]).faults] == ["session.title"]


def test_what_a_newer_program_wrote_is_read_and_not_written(series: Path) -> None:
    """It counts as far as it is understood, and keeps what is not."""
    text = 'schema = 2\nid = "u-1"\nitem = "s-1"\napplied = "yes"\nnieuw = 1\n'
    path = put(series, "2016-09-19-nieuw.toml", text)
    (loose,) = read_updates(series).updates
    assert (loose.newer, loose.update.applied) == (True, "yes")
    with pytest.raises(PermissionError):
        change_update(loose, replace(loose.update, applied="no"))
    assert path.read_text(encoding="utf-8") == text
    assert not add_update(series, TOLD).newer
    put(series, "2016-09-19-nieuw.toml", 'schema = 2\nitem = "s-1"\napplied = "soms"\n')
    codes = [each.code for each in read_updates(series).faults]
    assert codes == [FaultCode.NEWER_SCHEMA, FaultCode.NOT_ALLOWED]


@unix_only
def test_a_link_to_a_folder_is_not_followed(series: Path, tmp_path: Path) -> None:
    """What it points to may be anything: it is said, and nothing is written there."""
    elsewhere = tmp_path / "elders"
    elsewhere.mkdir()
    (elsewhere / "een.toml").write_text('schema = 1\nitem = "s-1"\n', encoding="utf-8")
    (series / UPDATES_FOLDER).symlink_to(elsewhere)
    found = read_updates(series)
    assert found.updates == ()
    assert found.faults == (
        Fault(FaultCode.NOT_READABLE, found="ELOOP", file=str(series / UPDATES_FOLDER)),
    )
    with pytest.raises(OSError, match=os.strerror(errno.ELOOP)):
        add_update(series, TOLD)
    assert [path.name for path in elsewhere.iterdir()] == ["een.toml"]


def test_a_file_in_the_place_of_the_folder_is_said(series: Path) -> None:
    """Nothing is written over it."""
    (series / UPDATES_FOLDER).write_text("van een mens", encoding="utf-8")
    (fault,) = read_updates(series).faults
    assert (fault.code, fault.file) == (FaultCode.NOT_READABLE, str(series / UPDATES_FOLDER))
    with pytest.raises(FileExistsError):
        add_update(series, TOLD)
    assert (series / UPDATES_FOLDER).read_text(encoding="utf-8") == "van een mens"


@pytest.fixture
def locked(series: Path) -> Iterator[Path]:
    """Return a series of which nobody may write the updates."""
    add_update(series, TOLD)
    folder = series / UPDATES_FOLDER
    folder.chmod(0o500)
    yield series
    folder.chmod(0o700)


@unix_only
@not_root
def test_a_folder_that_nobody_may_write_says_so(locked: Path) -> None:
    """What is there can be read; nothing half is left."""
    (loose,) = read_updates(locked).updates
    with pytest.raises(PermissionError):
        add_update(locked, TOLD)
    with pytest.raises(PermissionError):
        change_update(loose, replace(TOLD, item="s-2"))
    assert read(locked) == [TOLD]
    assert len(list((locked / UPDATES_FOLDER).iterdir())) == 1


# Two copies of one series.


def everything_told(series: Path) -> list[Update]:
    """Return what counts of all that was told, of any item."""
    return [each for told in told_of([], read(series)).values() for each in told]


def updates() -> st.SearchStrategy[list[Update]]:
    """Return what people tell, often of the same item and in the same words."""
    one = strategies.shaped(
        Update, id=st.just(""), withdrawn_at=st.none(), item=strategies.item_ids("solutions")
    )
    return st.lists(one | st.just(replace(TOLD, id="")), max_size=3)


@given(updates(), updates(), updates(), st.booleans())
def test_no_update_disappears_when_two_copies_are_merged_by_hand(
    before: list[Update], here: list[Update], there: list[Update], renamed: bool
) -> None:
    """Two people add to copies of one series and copy the files over: all counts, and once."""
    with TemporaryDirectory() as folder:
        left, right = Path(folder) / "links", Path(folder) / "rechts"
        left.mkdir()
        told = [add_update(left, each).update for each in before]
        shutil.copytree(left, right)
        told += [add_update(left, each).update for each in here]
        told += [add_update(right, each).update for each in there]
        (left / UPDATES_FOLDER).mkdir(exist_ok=True)
        for loose in read_updates(right).updates:
            # As file managers name what they find there already.
            name = f"{loose.path.stem} (1).toml" if renamed else loose.path.name
            shutil.copy(loose.path, left / UPDATES_FOLDER / name)
        found = everything_told(left)
        assert sorted(found, key=repr) == sorted(told, key=repr)


def test_a_file_written_by_hand_counts_once_under_two_names(series: Path) -> None:
    """Without an id, what it tells is what it is known by; other words are another update."""
    text = 'schema = 1\nitem = "s-1"\non = 2016-09-19\napplied = "yes"\n'
    first = put(series, "bericht.toml", text)
    put(series, "bericht (1).toml", text.replace("\n", "\n\n"))
    (told,) = everything_told(series)
    assert told == read_update(first)
    assert told.id.startswith("u-")
    put(series, "ander.toml", text.replace("yes", "no"))
    assert len(everything_told(series)) == 2


def test_an_update_that_was_taken_back_in_one_copy_is_taken_back(series: Path) -> None:
    """A copy under another name does not bring it up again; what others told stays."""
    loose = add_update(series, TOLD)
    shutil.copy(loose.path, loose.path.with_name("kopie.toml"))
    add_update(series, replace(TOLD, id="u-4hvtw2pd"))
    gone = replace(TOLD, withdrawn_at=dt.datetime(2016, 9, 20, 8, tzinfo=dt.UTC))
    change_update(loose, gone)
    assert [each.id for each in everything_told(series)] == ["u-4hvtw2pd"]


def test_one_update_is_read_with_every_fault_that_it_has(series: Path) -> None:
    """Each names the file."""
    path = put(series, "een.toml", "schema = 1\nitem = 1\nhow = 2\n")
    with pytest.raises(FileFaultsError) as caught:
        read_update(path)
    assert [(each.key, each.file) for each in caught.value.faults] == [
        ("item", str(path)),
        ("how", str(path)),
    ]
