"""What the command line says of hostile arguments, names and files is text and nothing else."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from sessiecoach import cli
from sessiecoach.cli.said import say, write
from sessiecoach.domain.text import visible
from sessiecoach.dutch.commands import command_line
from sessiecoach.storage.own_werkvormen import copy_werkvorm
from sessiecoach.storage.records import record_bytes
from sessiecoach.storage.series import series_bytes
from tests.export.comparison.grown import FIRST, SECOND, SERIES
from tests.hostile_texts import (
    COMMANDS,
    HOSTILE,
    IN_A_FILE,
    IN_ONE,
    MARKUP,
    NO_MARKUP_NAME,
    commanding,
)

NAME: Final = f"{NO_MARKUP_NAME}\x1b]2;PWNED\x07\x9b\n\u202ex\u200b"
"""The name of a file or folder, with what would command a terminal in it."""
ARGUMENT: Final = f"\udcff{IN_ONE}".replace("\x00", "")
"""What can be typed after a command: no argument holds a NUL; half a character is a surrogate."""


@pytest.fixture
def folder(home: Path) -> Path:
    """Put a series of two meetings, its folder and files with hostile names, in the work folder."""
    place = home / "work" / "sessions" / NAME
    place.mkdir(parents=True)
    series = replace(SERIES, title=IN_A_FILE, goal=IN_A_FILE)
    (place / "series.toml").write_bytes(series_bytes(series))
    for number, meeting in enumerate((FIRST, SECOND)):
        header = replace(meeting.header, title=IN_A_FILE, goal=IN_A_FILE, location=IN_A_FILE)
        notes = tuple(replace(note, text=f"woord {IN_A_FILE}") for note in meeting.notes)
        promises = tuple(
            replace(each, what=IN_A_FILE, owner=IN_A_FILE, cover=IN_A_FILE)
            for each in meeting.promises
        )
        hostile = replace(meeting, header=header, notes=notes, promises=promises)
        (place / f"{number}{NAME}.toml").write_bytes(record_bytes(hostile))
    (place / f"kapot{NAME}.toml").write_text(f'"{NO_MARKUP_NAME}\x9b\u202e" = = [', "utf-8")
    own = home / ".config" / "sessiecoach" / "werkvormen"
    copy_werkvorm("leersessie", "eigen", own)
    text = (own / "eigen.toml").read_text(encoding="utf-8")
    (own / "eigen.toml").write_text(f'"{NAME.splitlines()[0][:20]}" = 1\n{text}', "utf-8")
    (own / f"{NAME}.toml").write_text("x = ", encoding="utf-8")
    return place


def record(folder: Path, number: int = 0) -> str:
    """Return where a record of the series lies."""
    return str(folder / f"{number}{NAME}.toml")


def lines(folder: Path) -> Iterator[Sequence[str]]:
    """Give command lines that bring what is hostile to each command, wherever it takes text."""
    series, first = str(folder), record(folder)
    for option in ("--bestaatniet", "--thema", "--sessions", "--als", "--op"):
        yield [f"{option}{ARGUMENT}"]
        yield [option, ARGUMENT]
    yield [ARGUMENT]
    for command in ("open", "zaal"):
        yield [command, ARGUMENT]
        yield [command, first]
        yield [command, first, ARGUMENT, f"--{ARGUMENT}"]
    yield ["oefenen", ARGUMENT]
    yield ["oefenen", "--tempo", ARGUMENT]
    for form in ("tekst", "md", "json", ARGUMENT):
        yield ["vergelijk", series, "--als", form]
        yield ["open-punten", NAME, "--als", form]
    yield ["vergelijk", ARGUMENT]
    yield ["vergelijk", series, "--van", ARGUMENT, "--tot", ARGUMENT]
    yield ["vergelijk", series, "--als", "md", "--map", ARGUMENT]
    yield ["vergelijk", series, "--als", "html"]
    yield ["open-punten", ARGUMENT]
    yield ["verslag", first, "--als", "md,html,csv,ics", "--voor", "verslag,organisaties,managers"]
    yield ["verslag", first, "--als", "md"]
    yield ["verslag", first, "--als", ARGUMENT]
    yield ["verslag", first, "--voor", ARGUMENT]
    yield ["verslag", ARGUMENT]
    yield ["zoek", "woord"]
    yield ["zoek", "woord", "--als", "json"]
    yield ["zoek", "--als", ARGUMENT, "woord"]
    yield ["zoek", ARGUMENT]
    yield ["zoek", *(f"is:{each}" for each in HOSTILE if "\x00" not in each)]
    yield ["zoek", *(f"voor:{each}" for each in MARKUP)]
    yield ["opruimen"]
    yield ["opruimen", NAME, "--op", "31-12-2030"]
    yield ["opruimen", ARGUMENT]
    yield ["opruimen", "--op", ARGUMENT]
    yield ["check"]
    yield ["check", ARGUMENT, series, first, str(folder / f"kapot{NAME}.toml")]
    yield ["werkvorm", "lijst"]
    yield ["werkvorm", "sleutels"]
    yield ["werkvorm", ARGUMENT]
    yield ["werkvorm", "lijst", ARGUMENT]
    yield ["werkvorm", "kopieer", ARGUMENT, "nieuw"]
    yield ["werkvorm", "kopieer", "leersessie", ARGUMENT]
    yield ["werkvorm", "kopieer", "leersessie", NAME]
    yield ["wissen", ARGUMENT, first]
    yield ["wissen", first, "--doen"]


def said_by(line: Sequence[str], capsys: pytest.CaptureFixture[str]) -> str:
    """Run a command and return all that it wrote."""
    with suppress(SystemExit):
        cli.main(line)
    written = capsys.readouterr()
    return written.out + written.err


def test_no_command_lets_anything_through(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever is typed and whatever files are called or hold, a command writes text and stands."""
    for line in lines(folder):
        said = said_by(line, capsys)
        assert commanding(said) <= {"\t"}, line
        assert "Probeer het nog eens" not in said, (line, said)
        assert "Traceback" not in said, (line, said)


def test_what_was_typed_is_named_as_it_is(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Markup stands in what is said, and a control character as its stand-in."""
    for line in (["vergelijk", "[/x]\x1b"], ["open", "[/x]\x1b"], ["[/x]\x1b"], ["--[/x]\x1b"]):
        if line[0] != "open":
            said = said_by(line, capsys)
            assert "[/x]<1b>" in said or "[/x]\\x1b" in said
    for form in ("tekst", "md", "json"):
        said = said_by(["vergelijk", str(folder), "--als", form], capsys)
        assert "PWNED" in said
        assert "<1b>" in said or "&lt;1b" in said or "\\<1b" in said
    said = said_by(["zoek", "woord", "--als", "json"], capsys)
    found = json.loads(said.partition("\n}")[0] + "\n}")
    assert NO_MARKUP_NAME in found["meetings"][0]["file"]


def test_no_file_that_is_made_lets_anything_through(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Names and contents of the files that are handed on are text."""
    before = {*folder.iterdir()}
    papers = "verslag,organisaties,managers,deelnemers"
    said = said_by(
        ["verslag", record(folder), "--als", "md,html,csv,ics", "--voor", papers], capsys
    )
    said += said_by(["vergelijk", str(folder), "--als", "html"], capsys)
    made = {*folder.iterdir()} - before
    assert {path.suffix for path in made} == {".md", ".html", ".csv", ".ics"}
    assert said.count("Gemaakt: ") == len(made) - sum(path.name.startswith(".") for path in made)
    for path in made:
        text = path.read_text(encoding="utf-8")
        assert commanding(text) <= {"\t", "\r"}, path


def test_what_is_said_and_written_is_visible(capsys: pytest.CaptureFixture[str]) -> None:
    """Also what a command forgot to make visible is, before it is written."""
    say(IN_ONE)
    say(IN_ONE, sys.stderr)
    write(f"{IN_ONE}\n")
    written = capsys.readouterr()
    assert commanding(written.out) == commanding(written.err) == {"\t"}
    assert written.out == 2 * f"{visible(IN_ONE)}\n"


def test_every_command_is_tried(folder: Path) -> None:
    """A new command has its hostile lines here."""
    commands = next(
        each.choices
        for each in command_line("1")._actions
        if isinstance(each, argparse._SubParsersAction)
    )
    assert set(commands) <= {line[0] for line in lines(folder)}


@pytest.mark.skipif(sys.platform == "win32", reason="arguments are text there")
@pytest.mark.parametrize(
    "surroundings",
    [
        {"LC_ALL": "C"},
        {"PYTHONIOENCODING": "latin-1", "NO_COLOR": "1"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    ],
    ids=["c", "latin-1", "ascii"],
)
def test_bytes_that_are_no_text(folder: Path, surroundings: dict[str, str]) -> None:
    """In any locale an argument of any bytes is named, and nothing falls."""
    wild = b"\xff\xe9" + "".join(COMMANDS[:4]).encode("latin-1") + "„€”".encode()
    ran = subprocess.run(  # noqa: S603
        [sys.executable.encode(), b"-m", b"sessiecoach", b"check", wild, os.fsencode(folder)],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **surroundings},
        timeout=60,
        check=False,
    )
    assert ran.returncode == 1
    assert b"Traceback" not in ran.stderr
    assert not {*ran.stdout, *ran.stderr} & {*range(9), *range(11, 32), 127}
    assert b"PWNED" in ran.stdout
