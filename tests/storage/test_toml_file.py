"""Reading TOML bytes: whatever they are, a mapping or one fault with its place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sessiecoach.domain.errors import Fault, FaultCode, FileFaultsError
from sessiecoach.dutch.faults import fault_sentence
from sessiecoach.storage.toml_file import DEEPEST_LEVEL, LARGEST_BYTES, read_toml, read_toml_file


def fault_of(data: bytes) -> Fault:
    with pytest.raises(FileFaultsError) as caught:
        read_toml(data)
    (fault,) = caught.value.faults
    return fault


def test_a_byte_order_mark_and_windows_line_ends_are_welcome() -> None:
    """What Notepad writes is read like anything else."""
    assert read_toml(b'\xef\xbb\xbfa = "\xc3\xa9"\r\nb = 2\r\n') == {"a": "é", "b": 2}


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_byte_that_is_no_utf8_has_a_line_and_a_column(mark: bytes) -> None:
    """The place counts characters, not bytes, and the byte order mark is none."""
    fault = fault_of(mark + 'a = 1\r\nb = "één'.encode() + b'\xe9"\r\n')
    assert fault == Fault(FaultCode.NOT_UTF8, found="0xe9", line=2, column=9)


@pytest.mark.parametrize(
    ("data", "line", "column", "sentence"),
    [
        (
            b"a = 1\nb = twee\n",
            2,
            5,
            "na = hoort een waarde, en een tekst staat tussen aanhalingstekens",
        ),
        (b"a = 1\r\n\r\nb 2\r\n", 3, 3, "na de sleutel hoort een ="),
        (b"a = 1\na = 2\n", 2, 6, "deze sleutel of groep staat er al"),
        (b"[a]\n[a]\n", 2, 3, "deze groep staat er al"),
        (b'a = "x\n', 1, 7, "dit teken mag hier niet staan"),
        (b'a = """x\n\n', 1, 9, "de tekst mist een aanhalingsteken aan het eind"),
        (b"a = [1\n", 1, 7, "de lijst mist een ]"),
        (b"a = {b = 1", 1, 11, "de groep mist een }"),
        (b"[a\nb = 1\n", 1, 3, "de kop mist ]"),
        (b'a = "\\q"\n', 1, 8, "een \\ in een tekst schrijft u als \\\\"),
        (b"a = 1 2\n", 1, 7, "hier hoort de regel te eindigen"),
        (b"a = 2016-02-30\n", 1, 5, "deze datum bestaat niet"),
        (b"a = 1\nb = " + b"9" * 5000, 2, 5, "dit getal is te lang"),
    ],
)
def test_a_fault_of_writing_has_a_place_and_a_dutch_reason(
    data: bytes, line: int, column: int, sentence: str
) -> None:
    """Line and column lead to the fault; the reason says what belongs there."""
    fault = fault_of(data)
    assert (fault.code, fault.line, fault.column) == (FaultCode.NOT_TOML, line, column)
    assert fault_sentence(fault) == (f"regel {line}, kolom {column}: dit is geen TOML: {sentence}")


@pytest.mark.parametrize(
    "data",
    [
        b"a = " + b"[" * 3000,
        b"a = " + b"[" * DEEPEST_LEVEL + b"]" * DEEPEST_LEVEL,
        b"[" + b"a." * 2000 + b"a]",
        b"a." * DEEPEST_LEVEL + b"a = 1",
    ],
)
def test_nesting_beyond_what_people_write_is_refused(data: bytes) -> None:
    """Neither the parser nor anyone after it runs out of stack."""
    assert fault_of(data).code is FaultCode.TOO_DEEP


def test_the_deepest_level_is_still_read() -> None:
    """The limit itself is allowed."""
    deep = DEEPEST_LEVEL - 1
    assert "a" in read_toml(b"a = " + b"[" * deep + b"]" * deep)


def test_the_largest_file_is_read_and_a_larger_one_refused() -> None:
    """Ten megabytes is enough for any meeting."""
    assert read_toml(b"#" * LARGEST_BYTES) == {}
    assert fault_of(b"#" * (LARGEST_BYTES + 1)).code is FaultCode.TOO_LARGE


@given(
    st.binary(max_size=200)
    | st.text(alphabet="ab=[]{}\".#\n\\1-:'T, \r\x00é", max_size=60).map(str.encode)
)
@example(b"\x00")
@example(b"\r")
@example(b'"\xed\xa0\x80" = 1')
def test_any_bytes_give_a_mapping_or_one_fault(data: bytes) -> None:
    """No bytes end in a bare error, and each fault has one line of words."""
    try:
        assert isinstance(read_toml(data), dict)
    except FileFaultsError as error:
        (fault,) = error.faults
        sentence = fault_sentence(fault)
        assert sentence
        assert sentence.isprintable()


def test_a_file_gives_its_mapping_and_its_bytes(tmp_path: Path) -> None:
    """The bytes are those on disk, so that a later change can be seen."""
    path = tmp_path / "a.toml"
    path.write_bytes(b"a = 1\r\n")
    assert read_toml_file(path) == ({"a": 1}, b"a = 1\r\n")


def test_a_fault_in_a_file_names_the_file(tmp_path: Path) -> None:
    """Whoever sees the fault knows which file to open."""
    path = tmp_path / "a.toml"
    path.write_bytes(b"a =\n")
    with pytest.raises(FileFaultsError) as caught:
        read_toml_file(path)
    assert caught.value.faults[0].file == str(path)


def test_what_is_no_file_cannot_be_read(tmp_path: Path) -> None:
    """A missing file, a folder, a pipe and an impossible name are said, and never waited for."""
    pipe = tmp_path / "pijp"
    os.mkfifo(pipe)
    reasons = []
    for path in (tmp_path / "geen.toml", tmp_path, pipe, tmp_path / "a\0b"):
        with pytest.raises(FileFaultsError) as caught:
            read_toml_file(path)
        (fault,) = caught.value.faults
        assert fault.code is FaultCode.NOT_READABLE
        reasons.append(fault_sentence(fault).rpartition(": ")[2])
    assert reasons == [
        "het bestaat niet",
        "het is een map",
        "het is geen gewoon bestand",
        "de naam kan niet",
    ]
