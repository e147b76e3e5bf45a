"""Comparing a series from the command line: in a terminal, in a pipe, as Markdown and as JSON."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from sessiecoach import cli
from sessiecoach.domain.session import Case, Participant, Promise
from sessiecoach.storage.records import record_bytes
from sessiecoach.storage.series import series_bytes
from sessiecoach.storage.updates import add_update
from tests.export.comparison.grown import FIRST, LOOSE, SECOND, SERIES, THIRD
from tests.test_architecture import families, loaded_by
from tests.test_cli import LONGEST_SECONDS, Terminal, run

COMMANDS = ("vergelijk", "open-punten")
VIEWS = (
    "Terugkomlijst",
    "Belemmeringen en helpende factoren naast elkaar",
    "Tijdlijn per oplossing",
    "Terugkoppelingen per organisatie",
    "Toezeggingen",
    "Opkomst per rol",
    "Versies van het kader op maat",
    "Leervragen en casussen die wachten",
    "Krachten en lenzen: scores toen en nu",
    "Deelnemersvragen",
    "Tijd: gepland en werkelijk",
)
_ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture
def series(home: Path) -> Path:
    """Put a series of three meetings in the sessions folder, where the program looks by itself."""
    folder = home / "work" / "sessions" / "oss"
    folder.mkdir(parents=True)
    (folder / "series.toml").write_bytes(series_bytes(SERIES))
    for meeting in (FIRST, SECOND, THIRD):
        name = f"{meeting.header.date}-leersessie.toml"
        (folder / name).write_bytes(record_bytes(meeting))
    for update in LOOSE:
        add_update(folder, update)
    return folder


@pytest.fixture
def terminal() -> Iterator[Callable[..., Terminal]]:
    """Give a way to start the program in a terminal of a hundred columns."""
    if sys.platform == "win32":
        pytest.skip("a terminal of this kind is not there on Windows")
    made: list[Terminal] = []

    def start(*arguments: str) -> Terminal:
        made.append(Terminal(*arguments))
        return made[-1]

    yield start
    for each in made:
        each.close()


def shown(shell: Terminal) -> list[str]:
    """Return the lines that a program left in its terminal, when it is done."""
    assert shell.ended() == 0
    while True:
        try:
            shell.output += os.read(shell.ours, 65536) if _waiting(shell) else b""
        except OSError:
            break
        if not _waiting(shell):
            break
    return _ESCAPES.sub("", shell.output.decode()).replace("\r", "").split("\n")


def _waiting(shell: Terminal) -> bool:
    import select

    return bool(select.select([shell.ours], [], [], 0.1)[0])


# In a pipe.


def test_a_pipe_gets_plain_text(series: Path) -> None:
    """The eleven views stand there as text without anything that commands a terminal."""
    done = run("vergelijk", "oss")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "Vergelijking van Proeftuin"
    heads = [
        re.sub(r"  \d+$", "", line)
        for line, below in pairwise(lines)
        if below and not below.strip("=")
    ]
    assert tuple(heads) == (*VIEWS, "Over dit document")
    assert not any(ord(sign) < 32 for line in lines for sign in line)


def test_open_points_are_the_list_and_the_promises(
    series: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is open is told by itself, for who has no time for eleven views."""
    assert cli.main(["open-punten", "Proeftuin"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Open punten van Proeftuin\n")
    assert "Toezeggingen  2\n" in said
    assert "Opkomst" not in said


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("form", ["tekst", "md", "json"])
def test_any_locale_gets_utf_8(
    command: str, form: str, series: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the locale knows no accents, a pipe gets them all the same, and nothing falls over."""
    for name, value in (
        ("LC_ALL", "C"),
        ("PYTHONUTF8", "0"),
        ("PYTHONCOERCECLOCALE", "0"),
        ("PYTHONIOENCODING", "ascii"),
    ):
        monkeypatch.setenv(name, value)
    done = run(command, "oss", "--als", form)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Eén aanspreekpunt per gezin" in done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_markdown_escapes_what_people_typed(
    command: str, series: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A title with signs of Markdown in it is text in the document."""
    text = (series / "series.toml").read_text(encoding="utf-8")
    (series / "series.toml").write_text(text.replace('"Proeftuin"', '"*Proef*|tuin"'))
    assert cli.main([command, "oss", "--als", "md"]) == 0
    said = capsys.readouterr().out
    assert said.splitlines()[0].endswith(r" van \*Proef\*\|tuin")
    assert "## Toezeggingen (2)" in said


def test_json_is_for_programs(series: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Both commands write JSON that says its schema and kind."""
    for command, kind in (("vergelijk", "comparison"), ("open-punten", "open_points")):
        assert cli.main([command, "oss", "--als", "json"]) == 0
        found = json.loads(capsys.readouterr().out)
        assert (found["schema"], found["kind"]) == (1, kind)
        assert found["series"] == {"folder": "oss", "title": "Proeftuin"}
        assert found["open"][0]["id"] == "s-1"


def test_a_reader_that_leaves_ends_it_quietly(series: Path) -> None:
    """Who closes the pager early gets no traceback."""
    program = subprocess.Popen(
        [sys.executable, "-m", "sessiecoach", "vergelijk", "oss", "--als", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert program.stdout is not None
    program.stdout.close()
    assert program.stderr is not None
    said = program.stderr.read()
    program.stderr.close()
    assert program.wait(timeout=LONGEST_SECONDS) == 1
    assert said == b""


# Which series and which meetings.


@pytest.mark.parametrize("command", COMMANDS)
def test_a_series_by_folder_title_or_path(
    command: str, series: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The three ways to name a series say the same."""
    said = []
    for name in ("oss", "proeftuin", str(series)):
        assert cli.main([command, name]) == 0
        said.append(capsys.readouterr().out)
    assert said[0] == said[1] == said[2]


def test_the_sessions_folder_can_be_elsewhere(
    series: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --sessions the series is looked for there."""
    series.rename(tmp_path / "woerden")
    assert cli.main(["open-punten", "woerden", "--sessions", str(tmp_path)]) == 0
    assert "Proeftuin" in capsys.readouterr().out


def test_from_and_until_choose_meetings(series: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Numbers and dates choose which meetings stand beside each other."""
    for ends in (["--van", "1", "--tot", "2"], ["--tot", "5-9-2016"]):
        assert cli.main(["vergelijk", "oss", *ends]) == 0
        said = capsys.readouterr().out
        assert "2 bijeenkomsten · ma 27 jun 2016 tot en met ma 5 sep 2016" in said
        assert "27 jun naast 5 sep: 1 terugkerend" in said


def test_until_a_meeting_all_is_as_it_was_then(
    series: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was agreed or told later does not count; what waits from before the first is named."""
    assert cli.main(["vergelijk", "oss", "--tot", "2"]) == 0
    then = capsys.readouterr().out
    assert "stand op ma 5 sep 2016" in then
    assert "Maandag 10 oktober 2016" not in then
    assert "ook dat staat nog open" not in then
    assert cli.main(["vergelijk", "oss", "--van", "2", "--als", "json", "--tot", "2"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["on"] == "2016-09-05"
    assert cli.main(["vergelijk", "oss", "--van", "2"]) == 0
    assert "van vóór 5 sep: ook dat staat nog open." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["vergelijk", "os"], "De reeks os is er niet; wel: oss."),
        (["open-punten", "os"], "De reeks os is er niet; wel: oss."),
        (["vergelijk", "oss", "--van", "9"], "De bijeenkomst 9 is niet gehouden in deze reeks;"),
        (["vergelijk", "oss", "--van", "3", "--tot", "1"], "De bijeenkomst bij --van (3) is later"),
    ],
)
def test_what_is_not_there_is_told(
    arguments: list[str], sentence: str, series: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A series or meeting that does not exist costs one sentence on stderr and exit code 2."""
    assert cli.main(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(sentence)
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["vergelijk"], "er ontbreekt nog iets: REEKS"),
        (["open-punten", "oss", "--als", "pdf"], "--als is tekst, md of json, niet pdf"),
        (["vergelijk", "oss", "--als", "odt"], "html, docx of pdf, niet odt"),
        (["vergelijk", "oss", "--als", "json,pdf"], "tekst en json gaan niet samen met"),
        (["open-punten", "oss", "--van", "1"], "dit is onbekend: --van 1"),
    ],
)
def test_wrong_use_is_told_in_dutch(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip gets a Dutch sentence and exit code 2."""
    with pytest.raises(SystemExit) as leaving:
        cli.main(arguments)
    assert leaving.value.code == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_dutch(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each command explains itself, without English of argparse."""
    with pytest.raises(SystemExit) as leaving:
        cli.main([command, "--help"])
    said = capsys.readouterr().out
    assert leaving.value.code == 0
    assert said.startswith(f"gebruik: sessiecoach {command}")
    assert "--als VORM" in said
    assert not any(word in said for word in ("usage", "options", "positional", "show this"))


# What cannot be read.


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("form", ["tekst", "md", "json"])
def test_what_cannot_be_read_hides_nothing(
    command: str, form: str, series: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A broken record and a broken update are a line each on stderr; the rest is there."""
    (series / "2016-10-10-leersessie.toml").write_text("kapot")
    (series / "updates" / "2016-11-08-stuk.toml").write_text("kapot")
    assert cli.main([command, "oss", "--als", form]) == 1
    said = capsys.readouterr()
    assert "Eén aanspreekpunt per gezin" in said.out
    lines = said.err.splitlines()
    assert len(lines) == 2
    assert "2016-10-10-leersessie.toml" in lines[0]
    assert "2016-11-08-stuk.toml" in lines[1]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_series_without_meetings_says_what_is_missing(
    command: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A series that has only been planned is compared all the same."""
    folder = home / "work" / "sessions" / "nieuw"
    folder.mkdir(parents=True)
    (folder / "series.toml").write_bytes(series_bytes(SERIES))
    assert cli.main([command, "nieuw"]) == 0
    said = capsys.readouterr().out
    assert "0 bijeenkomsten · stand op " in said
    assert "Nog geen eerdere sessie in deze reeks." in said


# Whose names are in it.


@pytest.fixture
def named(home: Path) -> Path:
    """Put a series in which somebody has a full name, and a case the surname of a client."""
    folder = home / "work" / "sessions" / "namen"
    folder.mkdir(parents=True)
    (folder / "series.toml").write_bytes(series_bytes(SERIES))
    first = replace(
        FIRST,
        participants=(*FIRST.participants, Participant(id="p-9", name="Jan van der Berg")),
        cases=(
            Case(id="c", title="Mevrouw Hendriks wil niet weg", status="discussed"),
            Case(id="d", title="Dhr. Bouwmeester wacht", status="offered"),
        ),
        promises=(
            Promise(id="t-9", what="Belt mevrouw Hendriks", owner="Jan van der Berg", case="c"),
        ),
    )
    (folder / f"{FIRST.header.date}-leersessie.toml").write_bytes(record_bytes(first))
    return folder


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("form", ["tekst", "md", "json"])
def test_names_are_initials_unless_asked_for(
    command: str, form: str, named: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In each form names and personal data are replaced, as in the files, and each can be kept."""

    def said(*asked: str) -> str:
        assert cli.main([command, "namen", "--als", form, *asked]) == 0
        return capsys.readouterr().out

    shown = {asked: said(*asked) for asked in ((), ("--namen",), ("--persoonsgegevens",))}
    assert [("Berg" in text, "J.v.d.B." in text) for text in shown.values()] == [
        (False, True),
        (True, False),
        (False, True),
    ]
    assert ["Hendriks" in text for text in shown.values()] == [False, False, True]
    assert ["Bouwmeester" in text for text in shown.values()] == [
        False,
        False,
        command == "vergelijk",
    ]
    if form != "json":
        assert ["geen garantie" in text for text in shown.values()] == [True] * 3


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_private_is_shown_when_asked(
    command: str, series: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both commands can show it, and say at the end whether they did."""
    assert cli.main([command, "oss"]) == 0
    assert "Privénotities zijn weggelaten." in " ".join(capsys.readouterr().out.split())
    assert cli.main([command, "oss", "--prive"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Geheim plan" in said
    assert "Privénotities staan er op verzoek in." in said


# In a terminal.


def test_a_terminal_gets_colours_within_its_width(
    series: Path, terminal: Callable[..., Terminal]
) -> None:
    """In a terminal there are colours and lines between numbers, as wide as it is."""
    shell = terminal("vergelijk", "oss")
    lines = shown(shell)
    assert b"\x1b[1;33m" in shell.output
    assert b"\x1b[?1049h" not in shell.output
    assert any("○" in line and "●" in line and "─" in line for line in lines)
    assert max(map(len, lines)) <= 100


def test_no_color_is_respected(
    series: Path, terminal: Callable[..., Terminal], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who wants no colours gets none; what they said is said by words."""
    monkeypatch.setenv("NO_COLOR", "1")
    shell = terminal("open-punten", "oss")
    lines = shown(shell)
    assert re.search(rb"\x1b\[[0-9;]*3[0-7]m", shell.output) is None
    assert any("! te laat" in line for line in lines)


@pytest.mark.parametrize("form", ["tekst", "md"])
def test_a_terminal_without_accents_shows_stand_ins(
    form: str, series: Path, terminal: Callable[..., Terminal], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A terminal that lacks a sign shows a question mark, and nothing falls over."""
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    lines = shown(terminal("open-punten", "oss", "--als", form))
    assert any("E?n aanspreekpunt per gezin" in line for line in lines)


# What is loaded.


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("form", ["tekst", "md", "json"])
def test_no_textual_is_loaded(command: str, form: str, series: Path) -> None:
    """Neither command waits for Textual, and only text that is laid out waits for Rich."""
    arguments = [command, str(series), "--als", form]
    loaded = loaded_by(
        f"import sessiecoach.cli\nassert sessiecoach.cli.main({arguments!r}) == 0",
        working_folder=series,
    )
    unwanted = {"textual"} if form == "tekst" else {"textual", "rich"}
    assert families(loaded) & unwanted == set()


@pytest.mark.parametrize("arguments", [["--help"], ["vergelijk", "--help"]])
def test_help_loads_no_more_than_words(arguments: list[str]) -> None:
    """Help comes at once: no record is read and nothing is laid out for it."""
    loaded = loaded_by(
        "import sessiecoach.cli"
        f"\ntry:\n    sessiecoach.cli.main({arguments!r})"
        "\nexcept SystemExit:\n    pass"
    )
    assert families(loaded) & {"textual", "rich", "tomllib"} == set()
    assert not any(name.startswith("sessiecoach.storage") for name in loaded)


# As files.


def test_a_comparison_is_made_as_files(series: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In the folder of the series, named after it, or where one says; nothing goes to stdout."""
    assert cli.main(["vergelijk", "oss", "--als", "html,docx"]) == 0
    said = capsys.readouterr().out.splitlines()
    paths = [series / f"oss-vergelijking.{form}" for form in ("docx", "html")]
    assert said == [f"Gemaakt: {path}" for path in paths]
    assert "Proeftuin" in paths[1].read_text(encoding="utf-8")
    elsewhere = series.parent.parent / "uit"
    elsewhere.mkdir()
    assert cli.main(["vergelijk", "oss", "--als", "pdf", "--map", str(elsewhere)]) == 0
    assert [path.name for path in elsewhere.iterdir()] == ["oss-vergelijking.pdf"]


def test_markdown_is_a_file_where_a_folder_is_named(
    series: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a folder it is written where one looks; with one it is a file like the others."""
    assert cli.main(["vergelijk", "oss", "--als", "md", "--map", str(tmp_path)]) == 0
    path = tmp_path / "oss-vergelijking.md"
    assert capsys.readouterr().out == f"Gemaakt: {path}\n"
    assert path.read_text(encoding="utf-8").startswith("# Vergelijking van Proeftuin\n")
    assert cli.main(["vergelijk", "oss", "--als", "pdf,md", "--map", str(tmp_path)]) == 1
    again = ["vergelijk", "oss", "--als", "pdf,md", "--map", str(tmp_path), "--overschrijven"]
    assert cli.main(again) == 0
    assert len(list(tmp_path.glob("oss-vergelijking.*"))) == 2


@pytest.mark.parametrize("form", ["tekst", "json", "md"])
@pytest.mark.parametrize("option", ["--map=.", "--overschrijven"])
def test_what_makes_no_file_refuses_what_is_of_files(
    form: str, option: str, series: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An option that would do nothing is told, and nothing is made or written."""
    if (form, option) == ("md", "--map=."):
        option = "--overschrijven"
    assert cli.main(["vergelijk", "oss", "--als", form, option]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"{option.partition('=')[0]} hoort bij bestanden; ")


def test_a_comparison_replaces_nothing_unasked(
    series: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What stands there stays, until one says otherwise."""
    mine = series / "oss-vergelijking.html"
    mine.write_text("van mij")
    assert cli.main(["vergelijk", "oss", "--als", "html"]) == 1
    assert "is er al" in capsys.readouterr().err
    assert mine.read_text() == "van mij"
    assert cli.main(["vergelijk", "oss", "--als", "html", "--overschrijven"]) == 0
    assert mine.read_text(encoding="utf-8").startswith("<!")


def test_only_the_meetings_between_are_in_the_file(series: Path) -> None:
    """The span that is asked for counts for files as well."""
    asked = ["vergelijk", "oss", "--als", "html", "--van", "1", "--tot", "1"]
    assert cli.main(asked) == 0
    words = (series / "oss-vergelijking.html").read_text(encoding="utf-8")
    assert "1 bijeenkomst" in words


def test_a_series_without_meetings_gives_no_file(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """There is nothing to hand on, which is said."""
    folder = home / "work" / "sessions" / "nieuw"
    folder.mkdir(parents=True)
    (folder / "series.toml").write_bytes(series_bytes(SERIES))
    assert cli.main(["vergelijk", "nieuw", "--als", "html"]) == 1
    assert "nog geen bijeenkomst gehouden" in capsys.readouterr().err


def test_a_file_of_a_comparison_needs_no_textual(series: Path) -> None:
    """Neither Textual nor Rich is loaded for it."""
    arguments = ["vergelijk", str(series), "--als", "html,docx,pdf"]
    loaded = families(
        loaded_by(f"import sessiecoach.cli\nassert sessiecoach.cli.main({arguments!r}) == 0")
    )
    assert loaded & {"textual", "rich"} == set()
