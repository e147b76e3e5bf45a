"""Removing from the command line: shown first, done on request, and what the exit code says."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from sessiecoach import cli
from sessiecoach.domain.session import Case, Participant, Session
from sessiecoach.storage.handed_on import note_made
from sessiecoach.storage.lock import take_lock
from sessiecoach.storage.records import read_record, record_bytes
from tests.storage.searched import FIRST, SECOND, put
from tests.test_architecture import families, loaded_by

CLOSED: Session = replace(
    FIRST,
    header=replace(FIRST.header, status="closed", document="m4w8k2p6t9c3x7q5z8d4"),
    cases=(Case(id="a", title="Gezin Zwaluwnest", text="Kobaltblauw"),),
    participants=(Participant(id="p-1", role="arts", name="Xander Quastenberg"),),
)


@pytest.fixture
def series(home: Path) -> Path:
    """Put a series whose day has passed, and one that keeps everything."""
    sessions = home / "work" / "sessions"
    put(sessions, "later", SECOND)
    put(sessions, "oss", CLOSED)
    folder = sessions / "oss"
    (folder / "series.toml").write_text(
        'schema = 1\ntitle = "Oss"\ncase_details_until = 2016-12-31\n', encoding="utf-8"
    )
    return folder


@pytest.fixture
def record(series: Path) -> Path:
    """Give the record of the closed meeting."""
    return series / f"{CLOSED.header.id}.toml"


def test_it_only_shows(series: Path, record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What goes, what stays, what cannot be reached; nothing is written."""
    before = record.read_bytes()
    assert cli.main(["opruimen"]) == 0
    said = capsys.readouterr()
    assert "Oss · casusdetails tot en met za 31 dec 2016" in said.out
    assert "    weg: 1 casus, " in said.out
    assert ", 1 naam" in said.out
    assert "usb-sticks" in said.out
    assert "Er is nog niets gedaan. Met --doen gebeurt het." in said.out
    assert "later" not in said.out
    assert record.read_bytes() == before


def test_it_does_it_and_says_so(
    series: Path, record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Then there is nothing more to do."""
    assert cli.main(["opruimen", "oss", "--doen"]) == 0
    assert "    verwijderd: 1 casus" in capsys.readouterr().out
    after = read_record(record).session
    assert after.header.tidied_on is not None
    assert after.cases == (Case(id="a"),)
    assert cli.main(["opruimen", "--doen"]) == 0
    said = capsys.readouterr().out
    assert "al opgeruimd" in said
    assert said.endswith("Er is niets op te ruimen.\n")


def test_one_can_look_ahead(series: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On the last day nothing goes yet, the day after it does; only looking ahead is possible."""
    assert cli.main(["opruimen", "Oss", "--op", "31-12-2016"]) == 0
    assert capsys.readouterr().out == (
        "Oss: casusdetails blijven tot en met za 31 dec 2016.\nEr is niets op te ruimen.\n"
    )
    assert cli.main(["opruimen", "Oss", "--op", "1 jan 2017"]) == 0
    assert "1 casus" in capsys.readouterr().out
    assert cli.main(["opruimen", "--op", "1-1-2017", "--doen"]) == 2
    with pytest.raises(SystemExit):
        cli.main(["opruimen", "--op", "morgen"])
    assert "“morgen” is geen datum" in capsys.readouterr().err


def test_a_series_without_a_date_keeps_everything(
    series: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """That is said of one that is named; one that is not there is wrong use."""
    assert cli.main(["opruimen", "later", "--doen"]) == 0
    assert "er is geen datum gekozen; alles blijft bewaard" in capsys.readouterr().out
    assert cli.main(["opruimen", "nergens"]) == 2


def test_what_stays_is_named_with_an_exit_code(
    series: Path, record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A record that cannot be read, and one that is open elsewhere."""
    (series / "2016-09-05-leersessie.toml").write_text("kapot = [", encoding="utf-8")
    with take_lock(record, dt.datetime.now(dt.UTC)):
        assert cli.main(["opruimen", "--doen"]) == 1
    said = capsys.readouterr().err
    assert "kan niet worden gelezen en blijft zoals het is" in said
    assert "is nu elders geopend" in said
    assert read_record(record).session.cases == CLOSED.cases


def test_wiping_shows_first(
    home: Path, series: Path, record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every file that goes, the record last; a changed export stays and is named."""
    from sessiecoach.storage.home import find_places, platform_folders

    state = find_places(None, {}, home / "work", platform_folders()).state
    same, changed = home / "verslag.md", home / "brief.md"
    for path in (same, changed):
        path.write_text("verslag", encoding="utf-8")
    note_made(state, CLOSED.header.document, [same, changed])
    changed.write_text("aangevuld", encoding="utf-8")
    assert cli.main(["wissen", str(record)]) == 0
    said = capsys.readouterr()
    assert f"  weg: {same}" in said.out
    assert f"  weg: {record}" in said.out
    assert "brief.md: is na het maken gewijzigd" in said.err
    assert "Met --doen gebeurt het" in said.out
    assert record.exists()
    assert same.exists()
    assert cli.main(["wissen", str(record), "--doen"]) == 0
    assert f"  verwijderd: {record}" in capsys.readouterr().out
    assert not record.exists()
    assert not same.exists()
    assert changed.exists()
    assert cli.main(["wissen", str(record), "--doen"]) == 1
    said = capsys.readouterr()
    assert said.err == f"{record.name}: is er niet.\n"
    assert "verwijderd" not in said.out


def test_what_is_open_elsewhere_is_not_said_to_be_removed(
    home: Path, series: Path, record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither by wiping nor by tidying; it says why instead."""
    (series / "series.toml").write_text(
        'schema = 1\ntitle = "Oss"\ncase_details_until = 2016-12-31\n'
        "[[planned_meetings]]\ndate = 2016-06-27\n",
        encoding="utf-8",
    )
    with take_lock(record, dt.datetime.now(dt.UTC)):
        for command in ("wissen", "opruimen"):
            arguments = [command, str(record)] if command == "wissen" else [command]
            assert cli.main([*arguments, "--doen"]) == 1
            said = capsys.readouterr()
            assert "verwijderd" not in said.out
            assert "is nu elders geopend" in said.err
    assert record.exists()


def test_a_title_is_no_command_for_the_terminal(
    series: Path, record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever a record is called."""
    hostile = replace(CLOSED, header=replace(CLOSED.header, title="[red]x"))
    record.write_bytes(record_bytes(hostile).replace(b"[red]x", b"[red]\\u001b]2;P"))
    assert cli.main(["opruimen"]) == 0
    assert cli.main(["wissen", str(record)]) == 0
    assert "\x1b" not in capsys.readouterr().out


def test_removing_loads_no_textual(series: Path, home: Path) -> None:
    """It starts as fast as any command that draws nothing."""
    run = "import sessiecoach.cli\nassert sessiecoach.cli.main(['opruimen']) == 0"
    loaded = loaded_by(run, working_folder=home / "work")
    assert {"textual", "rich"} & families(loaded) == set()
