"""What the command line says and does, with and without a terminal."""

from __future__ import annotations

import datetime as dt
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO

import pytest

from sessiecoach import __version__, cli
from sessiecoach.domain.preparing import prepared_session
from sessiecoach.domain.session import Session
from sessiecoach.storage.home import shipped
from sessiecoach.storage.lock import take_lock
from sessiecoach.storage.records import read_record, record_bytes
from sessiecoach.storage.werkvormen import load_werkvormen

LONGEST_SECONDS = 60
"""Far more than a start takes; only a hang comes here."""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program without a terminal."""
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", "sessiecoach", *arguments],
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=LONGEST_SECONDS,
        check=False,
    )


def saved_session(folder: Path, status: str = "live") -> Path:
    """Put a leersessie in a folder and return where its record lies."""
    session = prepared_session(
        load_werkvormen(None).formats["leersessie"],
        session_id="2016-09-05-leersessie",
        document="abcdefgh23",
        date=dt.date(2016, 9, 5),
        starts=dt.time(9),
        ends=dt.time(10, 30),
        title="Tweede leersessie",
    )
    path = folder / "2016-09-05-leersessie.toml"
    path.write_bytes(record_bytes(_with_status(session, status)))
    return path


def _with_status(session: Session, status: str) -> Session:
    return replace(session, header=replace(session.header, status=status))  # type: ignore[arg-type]


class Terminal:
    """A terminal of a given size with the program in it, that a test types in."""

    def __init__(self, *arguments: str, early: str = "", errors: IO[bytes] | None = None) -> None:
        import fcntl
        import pty
        import termios

        self.ours, theirs = pty.openpty()
        termios.tcsetwinsize(theirs, (30, 100))
        self.theirs = theirs
        self.before = termios.tcgetattr(theirs)
        if early:
            os.write(self.ours, early.encode())
        self.program = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "sessiecoach", *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs if errors is None else errors,
            start_new_session=True,
            # Its own terminal, so that it hears when the window is closed.
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
            # A library of line editing may have put the size of another terminal in there.
            env=dict(os.environ),
        )
        self.output = b""

    def type(self, text: str) -> None:
        """Press these keys."""
        os.write(self.ours, text.encode())

    def send(self, data: bytes) -> None:
        """Send what no keyboard of a UTF-8 terminal sends."""
        os.write(self.ours, data)

    def hang_up(self) -> None:
        """Close the window."""
        os.close(self.ours)
        self.ours = -1

    def until(self, reached: Callable[[], bool]) -> None:
        """Take what the program shows until something is so."""
        for _ in range(LONGEST_SECONDS * 10):
            if reached():
                return
            if select.select([self.ours], [], [], 0.1)[0]:
                self.output += os.read(self.ours, 65536)
            assert self.program.poll() is None or reached(), self.output[-2000:].decode()
        raise AssertionError(self.output[-4000:].decode(errors="replace"))

    def ended(self) -> int:
        """Wait for the end and return the exit code."""
        self.until(lambda: self.program.poll() is not None)
        return self.program.returncode

    @property
    def as_it_was(self) -> bool:
        """Whether the terminal shows and takes keys as before."""
        import termios

        return termios.tcgetattr(self.theirs) == self.before

    def close(self) -> None:
        """End what still runs."""
        if self.program.poll() is None:
            self.program.kill()
            self.program.wait()
        if self.ours >= 0:
            os.close(self.ours)
        os.close(self.theirs)


@pytest.fixture
def terminal() -> Iterator[Callable[..., Terminal]]:
    """Give a way to start the program in a terminal."""
    if sys.platform == "win32":
        pytest.skip("a terminal of this kind is not there on Windows")
    made: list[Terminal] = []

    def start(*arguments: str, early: str = "", errors: IO[bytes] | None = None) -> Terminal:
        made.append(Terminal(*arguments, early=early, errors=errors))
        return made[-1]

    yield start
    for each in made:
        each.close()


# What it says.


@pytest.mark.parametrize("arguments", [["--help"], ["open", "--help"], ["check", "-h"]])
def test_help_is_dutch(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Help of the program and of its commands holds no English of argparse."""
    with pytest.raises(SystemExit) as leaving:
        cli.main(arguments)
    said = capsys.readouterr().out
    assert leaving.value.code == 0
    assert said.startswith("gebruik: sessiecoach")
    assert "opties:" in said
    for english in ("usage", "options", "show this", "positional", "exit"):
        assert english not in said.replace("exitcode", "")


def test_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """The version is one line."""
    with pytest.raises(SystemExit) as leaving:
        cli.main(["--version"])
    assert (leaving.value.code, capsys.readouterr().out) == (0, f"sessiecoach {__version__}\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["chek"], "de opdracht chek bestaat niet"),
        (["open"], "er ontbreekt nog iets: BESTAND"),
        (["--theme"], "na --theme hoort nog iets"),
        (["check", "--snel"], "dit is onbekend: --snel"),
        (["--version=3"], "bij --version hoort niets"),
    ],
)
def test_wrong_use_is_told_in_dutch(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip on the command line gets a Dutch sentence and exit code 2."""
    with pytest.raises(SystemExit) as leaving:
        cli.main(arguments)
    assert leaving.value.code == 2
    assert words in capsys.readouterr().err


def test_without_a_terminal_it_says_so() -> None:
    """Where nothing can be shown there is one sentence and no traceback."""
    done = run()
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "terminal nodig" in done.stderr


# Checking files.


def test_check_of_good_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Records, series, werkvormen and themes that are right give one line and exit code 0."""
    record = saved_session(tmp_path)
    theme = next(shipped("themes").glob("*.toml"))
    series = shipped("sessions") / "proeftuin-ruwaard" / "series.toml"
    assert cli.main(["check", str(record), str(theme), str(series)]) == 0
    assert capsys.readouterr().out == "3 bestanden nagekeken: alles klopt.\n"


def test_check_names_each_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each fault is one line with file and place; the exit code is 1."""
    (tmp_path / "kapot.toml").write_text("schema = 1\n[session\n")
    (tmp_path / "werkvorm.toml").write_text('schema = 1\nkind = "werkvorm"\nid = "werkvorm"\n')
    (tmp_path / "thema.toml").write_text('schema = 1\nkind = "theme"\nid = "thema"\n')
    (tmp_path / "series.toml").write_text('schema = 1\nplanned_meetings = "morgen"\n')
    assert cli.main(["check", str(tmp_path)]) == 1
    *lines, summary = capsys.readouterr().out.splitlines()
    assert f"{tmp_path / 'kapot.toml'}, regel 2, kolom 9: dit is geen TOML" in lines[0]
    for name in ("kapot", "werkvorm", "thema", "series"):
        assert any(f"{name}.toml" in line for line in lines)
    assert summary == f"4 bestanden nagekeken: {len(lines)} fouten in 4 bestanden."


def test_check_without_files(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without files it takes the sessions folder, and all werkvormen and themes."""
    assert cli.main(["check"]) == 0
    everything = int(capsys.readouterr().out.split()[0])
    folder = home / "work" / "sessions" / "reeks"
    folder.mkdir(parents=True)
    saved_session(folder)
    (folder / ".verborgen.toml").write_text("kapot")
    assert cli.main(["check"]) == 0
    assert int(capsys.readouterr().out.split()[0]) == everything + 1
    (folder / "stuk.toml").write_text("kapot")
    assert cli.main(["check"]) == 1
    own = home / ".config" / "sessiecoach" / "werkvormen"
    own.mkdir(parents=True)
    (folder / "stuk.toml").unlink()
    (own / "eigen.toml").write_text("kapot")
    assert cli.main(["check"]) == 1
    assert "eigen.toml" in capsys.readouterr().out


def test_check_of_what_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    """A file that does not exist is a fault."""
    assert cli.main(["check", "nergens.toml"]) == 1
    assert "het bestaat niet" in capsys.readouterr().out


# In a terminal.


def test_open_of_what_is_not_there(terminal: Callable[..., Terminal], home: Path) -> None:
    """A file that does not exist is told before any screen is made."""
    shell = terminal("open", "nergens.toml")
    assert shell.ended() == 1
    assert "nergens.toml: dit bestand is er niet." in shell.output.decode()
    assert b"\x1b[?1049h" not in shell.output


def test_start_and_stop(terminal: Callable[..., Terminal], home: Path) -> None:
    """The program opens on an empty folder, ends with 0 and gives the terminal back."""
    shell = terminal()
    shell.until(lambda: b"Nog geen bijeenkomsten" in shell.output)
    shell.type("\x11")
    assert shell.ended() == 0
    assert shell.as_it_was


def test_errors_may_go_to_a_file(
    terminal: Callable[..., Terminal], home: Path, tmp_path: Path
) -> None:
    """The screens stand in the terminal then as well, and not in that file."""
    file = tmp_path / "fouten.txt"
    with file.open("wb") as errors:
        shell = terminal(errors=errors)
    shell.until(lambda: b"Nog geen bijeenkomsten" in shell.output)
    shell.type("\x11")
    assert shell.ended() == 0
    assert shell.as_it_was
    assert file.read_bytes() == b""


def test_what_is_typed_early_is_filed(terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    """Keys of before the first screen stand in the composer: a line with Enter is a note."""
    record = saved_session(tmp_path)
    shell = terminal("open", str(record), early="- te weinig tijd\rhalf get")
    shell.until(lambda: b"\x1b[?1049h" in shell.output)
    shell.type("ypt")
    shell.until(lambda: "te weinig tijd" in record.read_text(encoding="utf-8"))
    shell.until(lambda: b"half getypt" in shell.output)
    shell.type("\x11")
    assert shell.ended() == 0
    session = read_record(record).session
    assert [note.text for note in session.notes] == ["te weinig tijd"]
    assert [draft.text for draft in session.drafts] == ["half getypt"]
    assert shell.as_it_was


@pytest.mark.parametrize(
    ("sent", "read"),
    [(b"een ge\xefnde regel", "een ge�nde regel"), (b"half \xe2\x82 teken", "half � teken")],
)
def test_bytes_that_are_no_utf8_end_nothing(
    sent: bytes, read: str, terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    """A terminal in Latin-1 and half a character cost a sign, not the program or the line."""
    record = saved_session(tmp_path)
    shell = terminal("open", str(record))
    shell.until(lambda: b"Typ wat u hoort" in shell.output)
    shell.send(sent + b"\r")
    shell.until(lambda: read in record.read_text(encoding="utf-8"))
    shell.type("\x11")
    assert shell.ended() == 0
    assert [note.text for note in read_record(record).session.notes] == [read]
    assert shell.as_it_was


@pytest.mark.parametrize(
    "number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, getattr(signal, "SIGQUIT", None)]
)
def test_a_signal_saves_everything(
    number: signal.Signals, terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    """Ending the program from outside keeps notes and half a line, and gives the terminal back."""
    record = saved_session(tmp_path)
    shell = terminal("open", str(record), early="- een regel\r")
    shell.until(lambda: "een regel" in record.read_text(encoding="utf-8"))
    shell.type("een halve")
    shell.until(lambda: b"een halve" in shell.output)
    shell.program.send_signal(number)
    assert shell.ended() == 128 + number
    session = read_record(record).session
    assert [draft.text for draft in session.drafts] == ["een halve"]
    assert shell.as_it_was


def test_a_closed_window_ends_the_program(
    terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    """Without a terminal to write to it still saves, ends and lets go of the record."""
    record = saved_session(tmp_path)
    shell = terminal("open", str(record), early="- een regel\r")
    shell.until(lambda: "een regel" in record.read_text(encoding="utf-8"))
    shell.type("een halve")
    shell.until(lambda: b"een halve" in shell.output)
    shell.hang_up()
    shell.program.wait(LONGEST_SECONDS)
    session = read_record(record).session
    assert [draft.text for draft in session.drafts] == ["een halve"]
    take_lock(record, dt.datetime.now(dt.UTC)).release()


def test_broken_settings_and_theme_stop_nothing(
    terminal: Callable[..., Terminal], home: Path
) -> None:
    """What cannot be used of settings and themes costs a notice."""
    config = home / ".config" / "sessiecoach"
    (config / "themes").mkdir(parents=True)
    (config / "settings.toml").write_text("kapot")
    (config / "themes" / "eigen.toml").write_text("kapot")
    shell = terminal("--theme", "paars")
    shell.until(lambda: b"settings.toml" in shell.output and b"eigen.toml" in shell.output)
    shell.until(lambda: b"paars" in shell.output)
    shell.type("\x11")
    assert shell.ended() == 0


def test_an_own_werkvorm_from_copy_to_list(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A werkvorm is copied, mended after what check says, and stands in the list."""
    assert cli.main(["werkvorm", "kopieer", "leersessie", "mijn-sessie"]) == 0
    first, *rest = capsys.readouterr().out.splitlines()
    path = Path(first.removeprefix("Gemaakt: "))
    assert any(str(path) in line for line in rest)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('kind = "opening"', 'kind = "begin"').replace("of = 5", "of = 99"))
    assert cli.main(["check", str(path)]) == 1
    told = capsys.readouterr().out
    assert f"{path}, blocks[1].kind: hier mag opening, lookback" in told
    assert told.count("scales[") == text.count("of = 5")
    path.write_text(text)
    assert cli.main(["check", str(path)]) == 0
    capsys.readouterr()
    assert cli.main(["werkvorm", "lijst"]) == 0
    assert capsys.readouterr().out.startswith("mijn-sessie")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["kopieer", "leersesie", "x"], "wel bekend: leersessie"),
        (["kopieer", "leersessie", "../x"], "hier hoort iets als mijn-sessie"),
        (["kopieer", "leersessie"], "kopieer WELKE NAAM"),
        (["lijst", "x"], "kopieer WELKE NAAM"),
    ],
)
def test_what_cannot_be_copied_is_told(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong name or a missing one gives one clear line and an exit code."""
    assert cli.main(["werkvorm", *arguments]) in (1, 2)
    out, errors = capsys.readouterr()
    assert told in errors
    assert out == ""


def test_a_copy_is_made_once(capsys: pytest.CaptureFixture[str]) -> None:
    """A second copy of the same name is refused, and says which file there is."""
    assert cli.main(["werkvorm", "kopieer", "vrij", "eigen"]) == 0
    assert cli.main(["werkvorm", "kopieer", "vrij", "eigen"]) == 1
    assert "eigen.toml is er al" in capsys.readouterr().err


def test_the_keys_are_explained_without_a_screen(capsys: pytest.CaptureFixture[str]) -> None:
    """What each key of a werkvorm means can be read where the program runs."""
    assert cli.main(["werkvorm", "sleutels"]) == 0
    assert "| **`minutes`** | geheel getal" in capsys.readouterr().out
