"""The journal: on disk when it says so, never made worse, honest about what it cannot do."""

from __future__ import annotations

import datetime as dt
import errno
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessiecoach.domain.facts import Added, Fact
from sessiecoach.storage.journal import (
    HeldLine,
    Journal,
    JournalDamagedError,
    WrittenRecord,
    set_aside,
)
from tests import strategies

AT = dt.datetime(2016, 9, 5, 7, 0, tzinfo=dt.UTC)


def note(number: int, text: str = "Te weinig tijd") -> Fact:
    """Return the fact of one note."""
    return Fact(f"f-{number}", number, "w", AT, (Added("notes", f"n-{number}", {"text": text}),))


def notes(count: int) -> tuple[Fact, ...]:
    """Return the facts of so many notes."""
    return tuple(note(number) for number in range(1, count + 1))


def in_a_program(text: str, path: Path) -> subprocess.CompletedProcess[str]:
    """Run a text as a program of its own, with a path as its argument."""
    return subprocess.run(  # noqa: S603  our own interpreter and our own text
        [sys.executable, "-c", text, str(path)],
        cwd=Path(__file__).resolve().parents[2],
        check=False,
        capture_output=True,
        text=True,
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the place of a journal that is not there yet."""
    return tmp_path / "journal.sqlite3"


@pytest.fixture
def journal(path: Path) -> Journal:
    """Give a journal without anything in it."""
    return Journal(path)


def test_a_new_journal_is_empty_and_private(journal: Journal, path: Path) -> None:
    """A new journal holds nothing, and only its owner can read it and what lies beside it."""
    assert journal.facts() == ()
    assert journal.held() == ()
    assert journal.records() == ()
    assert journal.remembered("anchor") is None
    journal.append(notes(1))
    for file in path.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_what_is_appended_is_there_for_another(journal: Journal, path: Path) -> None:
    """When `append` returns, a second program that opens the file sees the facts in order."""
    facts = (note(2), note(1), note(3))
    journal.append(facts[:1])
    journal.append(facts[1:])
    assert Journal(path).facts() == facts


def test_a_power_cut_is_reckoned_with(journal: Journal) -> None:
    """Each append waits for the disk itself, not only for the system."""
    assert journal._database.execute("PRAGMA synchronous").fetchone() == (2,)


def test_what_was_appended_outlives_a_kill(path: Path) -> None:
    """A program that is killed right after `append` returned has lost nothing of it."""
    child = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from tests.storage.test_journal import AT, note\n"
        "from sessiecoach.storage.journal import HeldLine, Journal\n"
        "journal = Journal(Path(sys.argv[1]))\n"
        "for number in range(1, 8):\n"
        "    journal.append([note(number)], held=[HeldLine('composer', f'regel {number}', AT)])\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = in_a_program(child, path)
    assert done.returncode == -signal.SIGKILL
    after = Journal(path)
    assert after.facts() == notes(7)
    assert after.held() == (HeldLine("composer", "regel 7", AT),)


def test_a_fact_is_kept_once(journal: Journal) -> None:
    """A save that is tried again does not tell a thing twice."""
    journal.append(notes(2))
    journal.append(notes(3))
    assert journal.facts() == notes(3)


@settings(max_examples=25)
@given(st.lists(strategies.fact_lists(), max_size=3))
def test_any_facts_come_back(
    tmp_path_factory: pytest.TempPathFactory, lists: list[list[Fact]]
) -> None:
    """Whatever facts are appended come back as they were, each once, the first one standing."""
    journal = Journal(tmp_path_factory.mktemp("journal") / "journal.sqlite3")
    first: dict[str, Fact] = {}
    for facts in lists:
        journal.append(facts)
        first = {fact.id: fact for fact in facts} | first
    assert {fact.id: fact for fact in journal.facts()} == first
    journal.close()


def test_held_lines(journal: Journal) -> None:
    """The last text of a field is held, each field for itself, and an empty one is forgotten."""
    journal.append((), held=[HeldLine("composer", "Te wei", AT), HeldLine("goal", "Samen", AT)])
    journal.append((), held=[HeldLine("composer", "Te weinig", AT)])
    assert journal.held() == (HeldLine("composer", "Te weinig", AT), HeldLine("goal", "Samen", AT))
    journal.append((), held=[HeldLine("goal", "", AT), HeldLine("never", "", AT)])
    assert journal.held() == (HeldLine("composer", "Te weinig", AT),)


def test_a_held_line_knows_where_it_goes(journal: Journal, path: Path) -> None:
    """Column, case and group come back with the line, change with it, and go with it."""
    line = HeldLine("composer", "Te wei", AT, "systeem", "a", "B")
    journal.append((), held=[line, HeldLine("goal", "Samen", AT)])
    assert Journal(path).held() == (line, HeldLine("goal", "Samen", AT))
    line = HeldLine("composer", "Te wei", AT, "professional", "", "B")
    journal.append((), held=[line])
    assert journal.held()[0] == line
    journal.append((), held=[HeldLine("composer", "", AT), HeldLine("goal", "", AT)])
    assert journal.held() == ()
    assert journal._database.execute("SELECT * FROM state").fetchall() == []


def test_a_line_of_an_older_program_goes_nowhere_else(journal: Journal, path: Path) -> None:
    """A journal of before column, case and group were kept gives the line without them."""
    row = ("composer", "Te wei", AT.isoformat())
    journal._database.execute("INSERT INTO held VALUES (?, ?, ?)", row)
    assert Journal(path).held() == (HeldLine("composer", "Te wei", AT),)


@pytest.mark.parametrize("value", ["geen json", "[1]", "7"])
def test_a_place_that_cannot_be_read_is_damage(journal: Journal, value: str) -> None:
    """What another hand made of it is told as every other damage of a journal."""
    journal.append((), held=[HeldLine("composer", "Te wei", AT, "systeem")])
    journal._database.execute("UPDATE state SET value = ?", (value,))
    with pytest.raises(JournalDamagedError):
        journal.held()


def test_confirming_a_line_is_one_step(journal: Journal, path: Path) -> None:
    """A note and the empty line that it leaves are kept together or not at all."""
    journal.append((), held=[HeldLine("composer", "Te weinig tijd", AT)])
    with pytest.raises(UnicodeEncodeError):
        journal.append(notes(1), held=[HeldLine("composer", "\ud800", AT)])
    assert journal.facts() == ()
    assert journal.held() == (HeldLine("composer", "Te weinig tijd", AT),)
    journal.append(notes(1), held=[HeldLine("composer", "", AT)])
    assert (Journal(path).facts(), Journal(path).held()) == (notes(1), ())


def test_the_records_that_may_lie_on_disk(journal: Journal, path: Path) -> None:
    """What is noted before a record is written stays until the next is noted."""
    first, second = WrittenRecord("aa", 1), WrittenRecord("bb", 2)
    journal.append((), records=[first])
    assert journal.records() == (first,)
    journal.append((), records=[second, first])
    assert Journal(path).records() == (second, first)
    journal.append(notes(1))
    assert journal.records() == (second, first)


def test_small_values_are_remembered_by_name(journal: Journal, path: Path) -> None:
    """The last value of a name stands, also for the next run."""
    journal.remember("anchor", "1")
    journal.append((), remember={"anchor": "2", "writer": "w-1"})
    assert Journal(path).remembered("anchor") == "2"
    assert Journal(path).remembered("writer") == "w-1"


def test_a_journal_belongs_to_one_record(journal: Journal, tmp_path: Path) -> None:
    """The first to claim a journal has it, until it is said that the record was moved."""
    one, other = tmp_path / "one.toml", tmp_path / "other.toml"
    assert journal.claim(one) == one
    assert journal.claim(other) == one
    journal.reclaim(other)
    assert journal.claim(one) == other


def test_dropping_leaves_nothing(journal: Journal, path: Path) -> None:
    """A journal that is dropped is gone, with everything that SQLite keeps beside it."""
    reader = sqlite3.connect(path)
    reader.execute("SELECT * FROM facts").fetchall()
    journal.append(notes(3))
    assert path.with_name("journal.sqlite3-wal").exists()
    journal.drop()
    assert list(path.parent.iterdir()) == []
    reader.close()


def _damaged_header(path: Path) -> None:
    path.write_bytes(b"geen database" * 100)


def _damaged_page(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:6000] = b"\xff" * 1904
    path.write_bytes(data)


def _damaged_index(path: Path) -> None:
    database = sqlite3.connect(path)
    query = "SELECT rootpage FROM sqlite_master WHERE name = 'sqlite_autoindex_facts_1'"
    [page] = database.execute(query).fetchone()
    database.close()
    data = bytearray(path.read_bytes())
    data[(page - 1) * 4096 + 12 : page * 4096] = b"\xff" * 4084
    path.write_bytes(data)


def _damaged_text(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"added"', b'"addad"', 1))


def _damaged_utf8(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace("é".encode(), b"\xe9\xe9", 1))


def _no_table(path: Path) -> None:
    database = sqlite3.connect(path)
    database.execute("DROP TABLE facts")
    database.commit()
    database.close()


def _no_number(path: Path) -> None:
    database = sqlite3.connect(path)
    database.execute("UPDATE state SET value = 'x' WHERE name = 'records'")
    database.commit()
    database.close()


def _no_instant(path: Path) -> None:
    database = sqlite3.connect(path)
    database.execute("UPDATE held SET at = 'gisteren'")
    database.commit()
    database.close()


def _other_layout(path: Path) -> None:
    database = sqlite3.connect(path)
    database.execute("PRAGMA user_version = 7")
    database.commit()
    database.close()


@pytest.mark.parametrize(
    "damage",
    [
        _damaged_header,
        _damaged_page,
        _damaged_index,
        _damaged_text,
        _damaged_utf8,
        _no_table,
        _no_number,
        _no_instant,
        _other_layout,
    ],
)
def test_a_damaged_journal_is_told_and_not_touched(
    journal: Journal, path: Path, damage: object
) -> None:
    """Damage of any kind is one error, and the bytes stay what they were."""
    held = [HeldLine("composer", "Te wei", AT)]
    journal.append((note(1, "één"), *notes(40)[1:]), held=held, records=[WrittenRecord("aa", 1)])
    journal.close()
    assert callable(damage)
    damage(path)
    before = path.read_bytes()
    with pytest.raises(JournalDamagedError):  # noqa: PT012  any of these may be the first to see it
        opened = Journal(path)
        try:
            opened.facts()
            opened.held()
            opened.records()
        finally:
            opened.close()
    assert path.read_bytes() == before


def test_an_empty_file_is_a_new_journal(path: Path) -> None:
    """A program that was killed while it made its journal leaves an empty file."""
    path.touch()
    Journal(path).append(notes(1))
    assert Journal(path).facts() == notes(1)


def test_setting_aside_keeps_all_of_it(journal: Journal, path: Path, tmp_path: Path) -> None:
    """What lay in the log of SQLite moves along; a second journal set aside gets its own place."""
    journal.append(notes(5))
    assert path.with_name("journal.sqlite3-wal").stat().st_size > 0
    first = set_aside(path, tmp_path / "kept")
    assert not path.exists()
    assert Journal(first).facts() == notes(5)
    path.write_bytes(b"x")
    second = set_aside(path, tmp_path / "kept")
    assert first != second
    assert second.read_bytes() == b"x"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """Where no file can be made the system's own reason is given."""
    with pytest.raises(OSError, match="No such file"):
        Journal(tmp_path / "nowhere" / "journal.sqlite3")


def test_a_folder_in_its_place(path: Path) -> None:
    """A folder of that name is a refusal of the disk, not a damaged journal."""
    path.mkdir()
    with pytest.raises(OSError, match=r"journal\.sqlite3"):
        Journal(path)


def test_another_program_that_holds_the_file(journal: Journal, path: Path) -> None:
    """A file that another keeps locked is a refusal; afterwards all goes on."""
    journal._database.execute("PRAGMA busy_timeout = 0")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(OSError, match=r"journal\.sqlite3") as refused:
        journal.append(notes(1))
    assert refused.value.errno == errno.EBUSY
    other.execute("ROLLBACK")
    other.close()
    journal.append(notes(1))
    assert journal.facts() == notes(1)


def test_a_full_disk_is_said_and_nothing_is_half_there(path: Path) -> None:
    """When a file may not grow `append` raises, keeps what was there, and goes on afterwards."""
    child = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from tests.storage.test_journal import note, notes\n"
        "from sessiecoach.storage.journal import Journal\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "journal = Journal(Path(sys.argv[1]))\n"
        "journal.append(notes(3))\n"
        "_soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, hard))\n"
        "try:\n"
        "    journal.append([note(4, 'x' * 100_000), note(5)])\n"
        "except OSError as error:\n"
        "    sys.stdout.write(type(error).__name__ + str(error.errno))\n"
        "assert journal.facts() == notes(3)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))\n"
        "journal.append([note(4), note(5)])\n"
        "assert journal.facts() == notes(5)\n"
    )
    done = in_a_program(child, path)
    assert done.stderr == ""
    assert done.stdout in (f"OSError{errno.EIO}", f"OSError{errno.ENOSPC}")
    assert Journal(path).facts() == notes(5)


def test_a_real_full_disk(path: Path) -> None:
    """The reason of a full disk is that of the system, as the record gives it too."""
    journal = Journal(path)
    journal.append(notes(1))
    pages = journal._database.execute("PRAGMA page_count").fetchone()[0]
    journal._database.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(OSError, match=r"journal\.sqlite3") as refused:
        journal.append([note(2, "x" * 100_000)])
    assert refused.value.errno == errno.ENOSPC
    assert refused.value.strerror == os.strerror(errno.ENOSPC)
    assert journal.facts() == notes(1)
    journal._database.execute("PRAGMA max_page_count = 100000")
    journal.append(notes(2))
    assert journal.facts() == notes(2)


def test_a_journal_that_is_closed_refuses(journal: Journal) -> None:
    """Writing after letting go is a refusal, not a crash."""
    journal.close()
    with pytest.raises(OSError, match=r"journal\.sqlite3"):
        journal.append(notes(1))


def test_many_threads_write_at_once(journal: Journal) -> None:
    """Threads that write through each other lose nothing and see nothing half done."""
    facts = notes(60)

    def write(part: tuple[Fact, ...]) -> None:
        for fact in part:
            journal.append([fact], remember={"alive": fact.id})
            assert fact in journal.facts()

    threads = [threading.Thread(target=write, args=(facts[start::3],)) for start in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(journal.facts(), key=lambda fact: fact.seq) == list(facts)


def test_deleted_words_do_not_stay_in_the_file(journal: Journal, path: Path) -> None:
    """A line that was held and is forgotten can no longer be read from the disk."""
    journal.append((), held=[HeldLine("composer", "geheimewoorden", AT)])
    journal.append((), held=[HeldLine("composer", "", AT)])
    journal.close()
    assert b"geheimewoorden" not in path.read_bytes()
