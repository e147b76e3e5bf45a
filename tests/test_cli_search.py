"""Searching from the command line: what is written, where, and with which exit code."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from sessiecoach import cli
from tests.storage.searched import FIRST, SECOND, put
from tests.test_architecture import families, loaded_by


@pytest.fixture
def sessions(home: Path) -> Path:
    """Put two meetings where the program looks by itself."""
    folder = home / "work" / "sessions"
    put(folder, "oss", FIRST)
    put(folder, "oss", SECOND)
    return folder


def test_hits_stand_under_their_meeting(sessions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line for the meeting, a line for each hit with whose it is and how it stands."""
    assert cli.main(["zoek", "wie:gemeente", "belt"]) == 0
    said = capsys.readouterr()
    assert said.out == (
        "ma 27 jun 2016 · oss · Eerste leersessie\n"
        "  toezegging: Bellen (gemeente; te laat, voor vr 1 jul 2016)\n"
        "\n"
        "1 treffer in 1 bijeenkomst.\n"
    )
    assert said.err == ""


def test_the_index_lies_in_the_state_folder(sessions: Path, home: Path) -> None:
    """Nothing is put beside the records."""
    before = set(sessions.rglob("*"))
    assert cli.main(["zoek", "dak"]) == 0
    assert set(sessions.rglob("*")) == before
    assert list((home / ".local" / "state" / "sessiecoach" / "search").iterdir())


def test_without_hits_the_exit_code_says_so(
    sessions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A script can tell by the code whether there is something."""
    assert cli.main(["zoek", "eenhoorn"]) == 1
    assert capsys.readouterr().out == "Niets gevonden.\n"


def test_private_notes_are_found_on_request(
    sessions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """They say that they are private."""
    assert cli.main(["zoek", "smid"]) == 1
    assert cli.main(["zoek", "smid", "--prive"]) == 0
    assert "  feit: Geheim van de smid (privé)\n" in capsys.readouterr().out


def test_json_is_for_another_program(sessions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It has the ids, the marks and the files below the sessions folder."""
    assert cli.main(["zoek", "verrassend", "--als", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    (meeting,) = document["meetings"]
    (hit,) = meeting.pop("hits")
    assert document["schema"] == 1
    assert meeting == {
        "date": "2016-09-05",
        "series": "oss",
        "title": "Tweede",
        "file": "oss/tweede.toml",
        "record": "oss/tweede.toml",
    }
    assert (hit["item"], hit["about"], hit["table"], hit["kind"]) == (
        "u-1",
        "s-1",
        "updates",
        "terugkom",
    )
    assert [hit["text"][begin:end] for begin, end in hit["marks"]] == ["verrassend"]
    assert cli.main(["zoek", "eenhoorn", "--als", "json"]) == 1
    assert json.loads(capsys.readouterr().out) == {"schema": 1, "meetings": []}


def test_a_broken_record_is_named_beside_the_hits(
    sessions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What could be read is found; the fault is on the other stream, and in the code."""
    (sessions / "oss" / "stuk.toml").write_text("schema = 1\n[session\n")
    for _ in range(2):
        assert cli.main(["zoek", "dak"]) == 1
        said = capsys.readouterr()
        assert "Het dak" in said.out
        assert "stuk.toml" in said.err


@pytest.mark.skipif(sys.platform != "linux", reason="names are text there")
@pytest.mark.parametrize("form", ["tekst", "json"])
def test_a_name_that_is_no_text_can_be_written(
    sessions: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Bytes that no text has are shown with a stand-in."""
    put(sessions, os.fsdecode(b"reeks-\xff"), FIRST)
    assert cli.main(["zoek", "lekkage", "--als", form]) == 0
    assert "reeks-\ufffd" in capsys.readouterr().out


@pytest.mark.parametrize("typed", ["is:raar", "voor:gisteren"])
def test_a_filter_that_says_nothing_is_explained(
    sessions: Path, typed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """No answer is given to another question than was asked."""
    assert cli.main(["zoek", "dak", typed]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"{typed}: ")


def test_signs_alone_are_no_question(sessions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It says what to type instead."""
    assert cli.main(["zoek", "!!!"]) == 2
    assert "ten minste een woord" in capsys.readouterr().err


def test_another_form_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """A search is a text or JSON."""
    with pytest.raises(SystemExit) as left:
        cli.main(["zoek", "dak", "--als", "md"])
    assert left.value.code == 2
    assert "--als is tekst of json, niet md" in capsys.readouterr().err


def test_many_hits_are_cut_off_in_a_text(
    sessions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The newest are shown, with what to do about it; JSON has them all."""
    from dataclasses import replace

    from sessiecoach.domain.session import Note

    notes = tuple(Note(id=f"n-{n}", kind="feit", text=f"Taart {n}") for n in range(201))
    put(sessions, "oss", replace(SECOND, notes=notes))
    assert cli.main(["zoek", "taart"]) == 0
    assert "De nieuwste 200 treffers; er zijn er meer." in capsys.readouterr().out
    assert cli.main(["zoek", "taart", "--als", "json"]) == 0
    (meeting,) = json.loads(capsys.readouterr().out)["meetings"]
    assert len(meeting["hits"]) == 201


def test_a_search_loads_no_textual(sessions: Path, home: Path) -> None:
    """It answers without waiting for the screens."""
    run = "import sessiecoach.cli\nassert sessiecoach.cli.main(['zoek', 'dak']) == 0"
    loaded = loaded_by(run, working_folder=home / "work")
    assert {"textual", "rich"} & families(loaded) == set()


def test_a_kind_that_does_not_exist_is_named(
    sessions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the kinds that there are; half a kind is none that is wrong."""
    assert cli.main(["zoek", "soort:onzin"]) == 1
    said = capsys.readouterr()
    assert said.out == "Niets gevonden.\n"
    assert said.err.startswith("soort:onzin: zo'n soort is er niet.\nDe soorten: feit, ")
    assert cli.main(["zoek", "soort:besluiten", "eenhoorn"]) == 1
    assert capsys.readouterr().err == ""


def test_a_word_may_begin_with_a_hyphen(sessions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Behind two of them; without, it is said how."""
    assert cli.main(["zoek", "--", "-dak"]) == 0
    capsys.readouterr()
    with pytest.raises(SystemExit):
        cli.main(["zoek", "-knoop"])
    assert "zet -- voor een woord dat met een streepje begint" in capsys.readouterr().err
