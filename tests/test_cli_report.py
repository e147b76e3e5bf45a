"""The report of a meeting as files, from the command line."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import get_args

import docx
import pytest
from pypdf import PdfReader

from sessiecoach import cli
from sessiecoach.domain.session import Note, Participant, Promise, Session
from sessiecoach.dutch.commands import REPORT_FORMS
from sessiecoach.export import written
from sessiecoach.storage.handed_on import made_of
from sessiecoach.storage.home import find_places, platform_folders
from sessiecoach.storage.own_folders import known_as
from sessiecoach.storage.records import record_bytes
from sessiecoach.storage.series import series_bytes
from tests.export.comparison.grown import FIRST, SECOND, SERIES, THIRD
from tests.hostile_texts import HOSTILE
from tests.test_architecture import families, loaded_by
from tests.test_cli import run

ALL = ",".join(REPORT_FORMS)


@pytest.fixture
def record(home: Path) -> Path:
    """Put a series of three meetings in the sessions folder and return the record of the first."""
    folder = home / "work" / "sessions" / "oss"
    folder.mkdir(parents=True)
    (folder / "series.toml").write_bytes(series_bytes(SERIES))
    private = Note(id="n-private1", kind="inzicht", text="Alleen voor mij", private=True)
    first = replace(FIRST, notes=(*FIRST.notes, private))
    for meeting in (first, SECOND, THIRD):
        name = f"{meeting.header.date}-leersessie.toml"
        (folder / name).write_bytes(record_bytes(meeting))
    return folder / f"{FIRST.header.date}-leersessie.toml"


def made(record: Path) -> dict[str, bytes]:
    """Return what stands beside a record besides records, hidden files too."""
    return {
        path.name: path.read_bytes()
        for path in sorted(record.parent.iterdir())
        if path.is_file() and path.suffix != ".toml"
    }


def words_of(path: Path) -> str:
    """Return what stands in a document of any form."""
    if path.suffix == ".docx":
        return "\n".join(each.text for each in docx.Document(str(path)).paragraphs)
    if path.suffix == ".pdf":
        return "\n".join(page.extract_text() for page in PdfReader(path).pages)
    return path.read_text(encoding="utf-8")


def test_every_form_stands_beside_the_record(
    record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each form that is asked for is a file, named as the record is, for its owner only."""
    before = record.read_bytes()
    assert cli.main(["verslag", str(record), "--als", ALL]) == 0
    said = capsys.readouterr()
    paths = {record.with_suffix(f".{form}") for form in REPORT_FORMS}
    assert sorted(said.out.splitlines()) == sorted(f"Gemaakt: {path}" for path in paths)
    assert said.err == ""
    assert set(made(record)) == {path.name for path in paths}
    assert record.read_bytes() == before
    if sys.platform != "win32":
        assert {stat.S_IMODE(path.stat().st_mode) for path in paths} == {0o600}


def test_the_forms_of_the_words_are_those_that_can_be_made() -> None:
    """The command line offers each form that there is, and no other."""
    assert get_args(written.Form) == REPORT_FORMS


def test_the_same_record_gives_the_same_bytes(record: Path, tmp_path: Path) -> None:
    """A report that is made again, elsewhere and later, is the same file."""
    for folder in ("een", "twee"):
        (tmp_path / folder).mkdir()
        done = run("verslag", str(record), "--als", ALL, "--map", str(tmp_path / folder))
        assert (done.returncode, done.stderr) == (0, "")
    for form in REPORT_FORMS:
        name = f"{record.stem}.{form}"
        assert (tmp_path / "een" / name).read_bytes() == (tmp_path / "twee" / name).read_bytes()
    assert made(record) == {}


def test_without_a_form_it_is_markdown(record: Path) -> None:
    """The form that any program can read is made when none is named."""
    assert cli.main(["verslag", str(record)]) == 0
    assert set(made(record)) == {f"{record.stem}.md"}


def test_forms_may_be_written_carelessly(record: Path) -> None:
    """Capitals, blanks and a form that is named twice do no harm."""
    assert cli.main(["verslag", str(record), "--als", "HTML, md,html"]) == 0
    assert set(made(record)) == {f"{record.stem}.md", f"{record.stem}.html"}


@pytest.mark.parametrize("form", REPORT_FORMS)
def test_private_items_stay_out_unless_asked(form: str, record: Path) -> None:
    """What was noted as private is only in a report for which that was asked."""
    assert cli.main(["verslag", str(record), "--als", form]) == 0
    assert "Alleen voor mij" not in words_of(record.with_suffix(f".{form}"))
    asked = ["verslag", str(record), "--als", form, "--prive", "--overschrijven"]
    assert cli.main(asked) == 0
    assert "Alleen voor mij" in words_of(record.with_suffix(f".{form}"))


@pytest.mark.parametrize("form", REPORT_FORMS)
def test_the_series_tells_along(form: str, record: Path) -> None:
    """The report names its series, as it does on the screen."""
    assert cli.main(["verslag", str(record), "--als", form]) == 0
    assert "Proeftuin" in words_of(record.with_suffix(f".{form}"))


def test_what_stands_there_stays(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where one of the files is there already, none is made, and it is said how to go on."""
    last = record.with_suffix(f".{REPORT_FORMS[-1]}")
    last.write_text("van mij")
    assert cli.main(["verslag", str(record), "--als", ALL]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert (
        said.err == f"{last} is er al; met --overschrijven komt het nieuwe ervoor in de plaats.\n"
    )
    assert made(record) == {last.name: b"van mij"}
    assert cli.main(["verslag", str(record), "--als", ALL, "--overschrijven"]) == 0
    assert made(record)[last.name] != b"van mij"
    assert len(made(record)) == len(REPORT_FORMS)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_link_to_nowhere_is_something_that_stands_there(record: Path, tmp_path: Path) -> None:
    """Nothing is written through a link without being asked."""
    record.with_suffix(".md").symlink_to(tmp_path / "elders")
    assert cli.main(["verslag", str(record)]) == 1
    assert not (tmp_path / "elders").exists()


def test_one_that_comes_in_between_stays(
    record: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that another program makes after the look is not replaced either."""
    monkeypatch.setattr(written, "there_already", lambda _documents: ())
    record.with_suffix(".md").write_text("van mij")
    assert cli.main(["verslag", str(record)]) == 1
    assert "is er al" in capsys.readouterr().err
    assert made(record) == {f"{record.stem}.md": b"van mij"}


def test_a_full_disk_leaves_nothing(
    record: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """When a file cannot be written, half a file is not left, and it is said why."""

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    for more in ([], ["--overschrijven"]):
        assert cli.main(["verslag", str(record), *more]) == 1
        said = capsys.readouterr().err
        assert said == (
            f"{record.with_suffix('.md')}: kan niet worden gemaakt: de schijf is vol;"
            " maak ruimte of kies een andere map.\n"
        )
        assert made(record) == {}


def test_a_folder_of_that_name_is_not_replaced(
    record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Overwriting is for files."""
    record.with_suffix(".md").mkdir()
    assert cli.main(["verslag", str(record), "--overschrijven"]) == 1
    assert "daar staat iets anders dan een bestand" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["nergens.toml"], 1, "nergens.toml: "),
        (["kapot.toml"], 1, "kapot.toml"),
        (["GOED", "--map", "nergens"], 2, "nergens: deze map is er niet."),
    ],
)
def test_what_is_not_there_is_told(
    arguments: list[str],
    code: int,
    sentence: str,
    record: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A record or folder that is not there costs one sentence on stderr."""
    Path("kapot.toml").write_text("kapot")
    named = [str(record) if each == "GOED" else each for each in arguments]
    assert cli.main(["verslag", *named]) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(sentence)
    assert said.err.count("\n") == 1
    assert made(record) == {}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["verslag"], "er ontbreekt nog iets: BESTAND"),
        (["verslag", "x", "--als", "md,odt"], "of ics, niet odt."),
        (["verslag", "x", "--als", "md,"], "of ics, niet niets."),
        (["verslag", "x", "--als", "%s{0}\x1b"], "of ics, niet %s{0}<1b>."),
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


def test_help_is_dutch(capsys: pytest.CaptureFixture[str]) -> None:
    """The command explains itself, without English of argparse."""
    with pytest.raises(SystemExit) as leaving:
        cli.main(["verslag", "--help"])
    said = capsys.readouterr().out
    assert leaving.value.code == 0
    assert said.startswith("gebruik: sessiecoach verslag")
    assert not any(word in said for word in ("usage", "options", "positional", "show this"))


def test_of_much_that_is_in_no_letter_a_few_are_told(
    record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Eight of them, and then how many more there are."""
    promises = tuple(
        Promise(id=f"t-{place}", what=f"Iets van niemand {place}", owner="iemand")
        for place in range(30)
    )
    alone = replace(FIRST, promises=promises, solutions=(), decisions=(), report_backs=())
    for path in record.parent.glob("*.toml"):
        path.unlink()
    record.write_bytes(record_bytes(alone))
    assert cli.main(["verslag", str(record), "--voor", "organisaties"]) == 0
    lines = [
        each
        for each in capsys.readouterr().err.splitlines()
        if each.startswith("In geen enkele brief: ")
    ]
    assert len(lines) == 9
    assert lines[-1] == "In geen enkele brief: en nog 22."


def test_a_broken_neighbour_hides_nothing(record: Path) -> None:
    """A record beside it that cannot be read does not keep this report from being made."""
    (record.parent / "2016-10-10-leersessie.toml").write_text("kapot")
    assert cli.main(["verslag", str(record)]) == 0


def test_hostile_notes_make_every_form(record: Path) -> None:
    """Whatever was noted, the report can be made in each form."""
    texts = [text for text in HOSTILE if "\x00" not in text and "\ud800" not in text]
    notes = tuple(
        Note(id=f"n-hostil{number:02}", kind="inzicht", text=text)
        for number, text in enumerate(texts)
    )
    record.write_bytes(record_bytes(replace(FIRST, notes=notes)))
    assert cli.main(["verslag", str(record), "--als", ALL]) == 0
    assert len(made(record)) == len(REPORT_FORMS)


def test_any_locale_will_do(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the locale knows no accents the files are the same, and nothing falls over."""
    for name, value in (("LC_ALL", "C"), ("PYTHONUTF8", "0"), ("PYTHONCOERCECLOCALE", "0")):
        monkeypatch.setenv(name, value)
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "sessiecoach", "verslag", str(record), "--als", ALL],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Eén aanspreekpunt per gezin".encode() in made(record)[f"{record.stem}.md"]


def test_no_paper_needs_textual(record: Path) -> None:
    """Every paper in every form is made without anything that draws screens."""
    audiences = "verslag,organisaties,managers,deelnemers"
    arguments = ["verslag", str(record), "--als", f"{ALL},csv,ics", "--voor", audiences]
    loaded = families(
        loaded_by(f"import sessiecoach.cli\nassert sessiecoach.cli.main({arguments!r}) == 0")
    )
    assert loaded & {"textual", "rich"} == set()


@pytest.mark.parametrize("form", REPORT_FORMS)
def test_only_what_a_form_needs_is_loaded(form: str, record: Path) -> None:
    """No form waits for Textual, or for the library of another form."""
    arguments = ["verslag", str(record), "--als", form]
    loaded = families(
        loaded_by(f"import sessiecoach.cli\nassert sessiecoach.cli.main({arguments!r}) == 0")
    )
    libraries = {"docx": {"docx", "lxml"}, "pdf": {"fpdf", "fontTools"}}
    others = {name for each, names in libraries.items() if each != form for name in names}
    if form in libraries:
        assert libraries[form] <= loaded
        others -= {"lxml"} if form == "pdf" else set()
    assert loaded & {"textual", "rich", *others} == set()


# For whom, and the lists.


def test_each_audience_has_its_own_documents(
    record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Letters and lists are made, and the report only where that was asked for."""
    asked = ["--als", "md,csv,ics", "--voor", "organisaties,deelnemers"]
    assert cli.main(["verslag", str(record), *asked]) == 0
    names = set(made(record))
    assert f"{record.stem}.md" not in names
    assert {f"{record.stem}-deelnemers.md", f"{record.stem}-actielijst.csv"} <= names
    assert any(name.startswith(f"{record.stem}-voor-") for name in names)
    assert len(capsys.readouterr().out.splitlines()) == len(names)


def test_lists_alone_are_made_without_a_text(record: Path) -> None:
    """Csv and ics are the action list and the calendar, and bring no report along."""
    assert cli.main(["verslag", str(record), "--als", "csv"]) == 0
    assert set(made(record)) == {f"{record.stem}-actielijst.csv"}
    assert made(record)[f"{record.stem}-actielijst.csv"].startswith(b"\xef\xbb\xbf")


def test_what_holds_nothing_is_told_and_the_rest_made(
    record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without days there is no calendar; that is no fault."""
    for beside in sorted(record.parent.glob("*.toml")):
        if beside != record:
            beside.unlink()
    header = replace(FIRST.header, required_roles=("professional",))
    record.write_bytes(record_bytes(Session(header=header)))
    assert cli.main(["verslag", str(record), "--als", "md,ics"]) == 0
    assert set(made(record)) == {f"{record.stem}.md"}
    assert capsys.readouterr().err == "Agenda: geen dagen om in te zetten.\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--als", "csv", "--voor", "managers"], "kies bij --als ook docx, pdf, html of md"),
        (["--voor", "iedereen"], "of deelnemers, niet iedereen"),
    ],
)
def test_an_audience_gets_a_text(
    record: Path, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A table for somebody is no use of the command."""
    try:
        code: object = cli.main(["verslag", str(record), *arguments])
    except SystemExit as leaving:
        code = leaving.code
    assert code == 2
    assert words in capsys.readouterr().err
    assert made(record) == {}


def test_names_and_personal_data_are_replaced_unless_asked(record: Path) -> None:
    """By default in every text, with a line that says so; each option lets one of them stand."""
    text = "Kim de Boer belt 06 12345678"
    people = (*FIRST.participants, Participant(id="p-kim", name="Kim de Boer", role="professional"))
    notes = (*FIRST.notes, Note(id="n-names001", kind="inzicht", text=text))
    record.write_bytes(record_bytes(replace(FIRST, notes=notes, participants=people)))
    found = {}
    for options in ([], ["--namen"], ["--persoonsgegevens"]):
        assert cli.main(["verslag", str(record), "--overschrijven", *options]) == 0
        words = words_of(record.with_suffix(".md"))
        found[" ".join(options)] = ("Kim de Boer" in words, "12345678" in words)
        assert "geen garantie" in words
    assert found == {
        "": (False, False),
        "--namen": (True, False),
        "--persoonsgegevens": (False, True),
    }


def test_what_was_made_is_remembered_for_tidying(record: Path) -> None:
    """Opruimen finds the files of a meeting; only those that were made."""
    assert cli.main(["verslag", str(record), "--als", "md,html"]) == 0
    places = find_places(None, os.environ, Path.cwd(), platform_folders())
    known = known_as(FIRST.header.document, record)
    assert {path.name for path in made_of(places.state, known)} == set(made(record))


def test_a_register_that_cannot_be_written_is_told(
    record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The files are there; that they are not remembered is a line on stderr."""
    state = find_places(None, os.environ, Path.cwd(), platform_folders()).state
    state.parent.mkdir(parents=True, exist_ok=True)
    state.write_text("in de weg")
    assert cli.main(["verslag", str(record)]) == 0
    assert "Opruimen zal deze bestanden niet vinden" in capsys.readouterr().err
    assert set(made(record)) == {f"{record.stem}.md"}
