"""Settings are read as far as they can be, and never cost what a person wrote."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sessiecoach.domain.errors import FaultCode
from sessiecoach.storage.settings import Settings, read_settings, write_settings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def put(path: Path, text: str) -> None:
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")


def test_without_a_file_there_are_defaults(path: Path) -> None:
    """A first start has settings, no fault, and makes no file."""
    assert read_settings(path) == (Settings(), ())
    assert not path.parent.exists()


def test_written_settings_are_for_their_owner_only(path: Path, tmp_path: Path) -> None:
    """The folder and the file are made private, and nothing has to be kept aside."""
    assert write_settings(path, Settings(theme="ochtend"), tmp_path / "bewaard") is None
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert path.read_text() == 'schema = 1\ntheme = "ochtend"\n'


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(
    st.builds(
        Settings,
        theme=st.from_regex("[a-z][a-z0-9-]{0,39}", fullmatch=True),
        sound=st.sampled_from(["off", "bell", "tone"]),
        blink=st.booleans(),
        extra=st.dictionaries(
            st.sampled_from(["wall_display", "later"]), st.integers(0, 9) | st.text("abc <\n")
        ),
    )
)
def test_written_settings_are_read_back(tmp_path: Path, chosen: Settings) -> None:
    """What was written is read, keys of a newer program too; a rewrite keeps no copy."""
    path = tmp_path / "settings.toml"
    kept = tmp_path / "bewaard"
    write_settings(path, chosen, kept)
    assert read_settings(path) == (chosen, ())
    assert write_settings(path, chosen, kept) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("theme = avond\n", FaultCode.NOT_TOML),
        ("x" * 10_000_001, FaultCode.TOO_LARGE),
        ("a = " + "[" * 5000 + "]" * 5000, FaultCode.TOO_DEEP),
    ],
)
def test_broken_file_gives_defaults_and_a_fault(path: Path, text: str, code: FaultCode) -> None:
    """A file that cannot be read never stops the program, and is named."""
    put(path, text)
    found, faults = read_settings(path)
    assert found == Settings()
    assert [(fault.code, fault.file) for fault in faults] == [(code, str(path))]


def test_file_that_cannot_be_opened_is_told(path: Path) -> None:
    """A folder or a dead link under the name of the file is a fault, not a first start."""
    path.mkdir(parents=True)
    assert read_settings(path)[1][0].code is FaultCode.NOT_READABLE
    path.rmdir()
    path.symlink_to("nergens")
    assert read_settings(path)[1][0].code is FaultCode.NOT_READABLE


def test_wrong_key_costs_that_key_only(path: Path) -> None:
    """The others keep what the person chose, and each fault names its key."""
    put(path, 'schema = 1\ntheme = 3\nsound = "tone"\nblink = "nee"\nlater = 5\n')
    found, faults = read_settings(path)
    assert found == Settings(sound="tone", extra={"later": 5})
    assert [(fault.key, fault.file) for fault in faults] == [
        ("theme", str(path)),
        ("blink", str(path)),
    ]


@pytest.mark.parametrize(("written", "sound"), [("true", "bell"), ("false", "off")])
def test_sound_of_an_earlier_program_is_understood(path: Path, written: str, sound: str) -> None:
    """Yes was the bell and no is no sound; that is no fault, and the next write says it anew."""
    put(path, f"schema = 1\nsound = {written}\n")
    found, faults = read_settings(path)
    assert (found.sound, faults) == (sound, ())
    write_settings(path, found, path.parent / "bewaard")
    assert read_settings(path) == (found, ())


def test_another_sound_is_a_fault(path: Path) -> None:
    """A word that is no mode of sound is named, and costs that key only."""
    put(path, 'schema = 1\nsound = "gong"\n')
    found, faults = read_settings(path)
    assert found == Settings()
    assert [fault.key for fault in faults] == ["sound"]


@pytest.mark.parametrize(
    "text", ["# van mij\nschema = 1\n", "theme = avond\n", "schema = 1\nsound = 3\n"]
)
def test_what_a_person_wrote_is_kept_before_a_rewrite(
    path: Path, tmp_path: Path, text: str
) -> None:
    """Comments, a broken file and a wrong value are kept as they were, and said where."""
    put(path, text)
    kept = write_settings(path, Settings(blink=False), tmp_path / "bewaard")
    assert kept is not None
    assert kept.read_text() == text
    assert read_settings(path) == (Settings(blink=False), ())
