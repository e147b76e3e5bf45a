"""The record on disk: any session comes back, nothing of a person's file gets lost."""

from __future__ import annotations

import datetime as dt
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import tomli_w
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sessiecoach.domain.errors import Fault, FaultCode, FileFaultsError
from sessiecoach.domain.facts import Fact, apply
from sessiecoach.domain.keys import ValueType, key_name
from sessiecoach.domain.session import (
    ID_LETTERS,
    ITEM_TABLES,
    Block,
    Header,
    Interruption,
    Note,
    Session,
)
from sessiecoach.dutch.faults import fault_sentence
from sessiecoach.storage.files import changed_since
from sessiecoach.storage.records import (
    RecordText,
    as_recorded,
    read_record,
    record_bytes,
    record_from,
    zone_of,
)
from tests import strategies

BROKEN = Path(__file__).parent / "broken_records"


def faults_of(data: bytes) -> tuple[Fault, ...]:
    with pytest.raises(FileFaultsError) as caught:
        record_from(data)
    return caught.value.faults


@given(strategies.sessions())
def test_any_session_survives_writing_and_reading(session: Session) -> None:
    """What is on disk is the session, whole, with the unknown keys of every level."""
    assert as_recorded(session) == session


@settings(max_examples=40)
@given(strategies.sessions())
def test_a_written_record_is_written_the_same_again(session: Session) -> None:
    """Saving a record that nobody changed moves no byte."""
    data = record_bytes(session)
    assert record_bytes(record_from(data).session) == data


@settings(max_examples=60)
@given(strategies.sessions(), strategies.fact_lists(undo=False))
def test_what_was_laid_out_before_moves_no_byte(session: Session, facts: list[Fact]) -> None:
    """Whatever happens in a session, a text that remembers the last one gives the same bytes."""
    text = RecordText()
    for fact in (None, *facts, None):
        session = session if fact is None else apply(session, fact)
        assert text.bytes_of(session) == record_bytes(session)


def test_a_zone_that_changes_lays_every_instant_out_anew() -> None:
    """The same note has another offset in another place."""
    written_at = dt.datetime(2016, 9, 5, 7, tzinfo=dt.UTC)
    here = Session(notes=(Note(id="n-7k3qam9x", written_at=written_at),))
    there = replace(here, header=Header(zone="America/New_York"))
    text = RecordText()
    for session, instant in ((here, "09:00:00+02:00"), (there, "03:00:00-04:00")) * 2:
        assert f"written_at = 2016-09-05T{instant}".encode() in text.bytes_of(session)


def strange_values() -> st.SearchStrategy[object]:
    """Values that TOML can hold and this program never writes by itself."""
    plain = (
        st.floats()
        | st.datetimes().map(lambda local: local.replace(fold=0))
        | st.datetimes(
            timezones=st.integers(-1439, 1439).map(
                lambda minutes: dt.timezone(dt.timedelta(minutes=minutes))
            )
        )
        | st.times().map(lambda time: time.replace(fold=0))
        | st.dates()
        | st.integers(-(10**300), 10**300)
        | st.booleans()
        | strategies.texts()
    )
    return st.recursive(
        plain,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
        max_leaves=5,
    )


KEYS = strategies.texts() | st.sampled_from(["extra", "from_", "sleutel met spatie", "a.b", "é"])
# Names that mean something elsewhere, and nothing at the level where they are put.
STRANGE_KEYS = ["extra", "from_", "zelfbedacht", "", "sleutel met spatie", "a.b", "é", "session_"]


def every_level(value: object) -> Iterator[dict[str, object]]:
    if isinstance(value, dict):
        yield value
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from every_level(each)


def exact(value: object) -> object:
    """Return a value so that two are equal only where types, signs and offsets are."""
    if isinstance(value, Mapping):
        return {key: exact(each) for key, each in value.items()}
    if isinstance(value, list):
        return [exact(each) for each in value]
    return type(value).__name__, repr(value)


@given(strategies.sessions(), st.data())
def test_any_record_survives_reading_and_writing(session: Session, data: st.DataObject) -> None:
    """Keys and tables that somebody added, at any level and of any type, stay as they are."""
    document = tomllib.loads(record_bytes(session).decode())
    for level in tuple(every_level(document)):
        for key in data.draw(st.sets(st.sampled_from(STRANGE_KEYS), max_size=2)):
            level.setdefault(key, data.draw(strange_values()))
    text = tomli_w.dumps(document)
    written = record_bytes(record_from(text.encode()).session).decode()
    assert exact(tomllib.loads(written)) == exact(tomllib.loads(text))


def test_a_number_that_python_refuses_to_write_survives() -> None:
    """Hexadecimal digits are read without a limit, so they are also written."""
    data = b"schema = 1\neigen = [0x" + b"f" * 5000 + b", 1]\n"
    record = record_from(data)
    assert record_from(record_bytes(record.session)).session == record.session
    assert record.session.extra["eigen"] == [int("f" * 5000, 16), 1]


@pytest.mark.parametrize(
    "written_at",
    [
        dt.datetime(1800, 1, 1, tzinfo=dt.UTC),
        dt.datetime(1800, 1, 1, tzinfo=ZoneInfo("Europe/Amsterdam")),
        dt.datetime(9999, 12, 31, 23, 59, 59, tzinfo=dt.UTC),
        dt.datetime(1, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=5))),
        dt.datetime(2016, 10, 30, 0, 30, tzinfo=dt.UTC),
        dt.datetime(2016, 10, 30, 1, 30, tzinfo=dt.UTC),
    ],
)
def test_any_instant_survives(written_at: dt.datetime) -> None:
    """Also where the zone had an offset with seconds, at the ends of the calendar, in autumn."""
    session = Session(notes=(Note(id="n-7k3qam9x", written_at=written_at),))
    assert as_recorded(session).notes[0].written_at == written_at


@given(st.binary(max_size=120))
@example(b"schema = 1")
@example(b"schema = 0x" + b"f" * 5000)
@example(b"schema = 0x" + b"f" * 5000 + b"\n[session]\nid = 1")
@example(b"schema = { a = 0x" + b"f" * 5000 + b" }")
@example(b"schema = 1\n[session]\nzone = 'Europe'")
def test_any_bytes_give_a_record_or_faults_with_words(data: bytes) -> None:
    """Nothing but faults comes out of a file that cannot be used, and each can be said."""
    faults: tuple[Fault, ...] = ()
    try:
        session = record_from(data).session
    except FileFaultsError as error:
        faults = error.faults
    else:
        assert as_recorded(session) == session
        return
    assert faults
    assert all(fault_sentence(fault).isprintable() for fault in faults)


def test_instants_are_local_and_in_whole_seconds() -> None:
    """A person reads the time that was on the wall, with its offset."""
    at = dt.datetime(2016, 6, 27, 7, 27, 0, 250_000, tzinfo=dt.UTC)
    interrupted = Interruption(from_=at, until=None)
    block = Block(id="r2", started_at=at, interruptions=(interrupted,))
    text = record_bytes(Session(blocks=(block,))).decode()
    assert "started_at = 2016-06-27T09:27:00+02:00\n" in text
    assert "{ from = 2016-06-27T09:27:00+02:00 }" in text


def test_what_says_nothing_is_left_out() -> None:
    """Values that are as they always are would only stand in the way of the others."""
    session = Session(header=Header(id="x", title="Een"), notes=(Note(id="n-1", text="a"),))
    assert record_bytes(session).decode() == (
        'schema = 1\n\n[session]\nid = "x"\ntitle = "Een"\n\n[[notes]]\nid = "n-1"\ntext = "a"\n'
    )


@settings(max_examples=40)
@given(strategies.sessions())
def test_the_order_is_fixed(session: Session) -> None:
    """Tables and keys stand in the order of the code, so two records compare."""
    document = tomllib.loads(record_bytes(session).decode())
    tables = ["schema", "session", *(key_name(each.name) for each in fields(Session))]
    known = [key for key in document if key in tables and key != "extra"]
    assert known == sorted(known, key=tables.index)
    for table, cls in ITEM_TABLES.items():
        names = [key_name(each.name) for each in fields(cls) if each.name != "extra"]
        for item in document.get(table, []):
            assert [key for key in item if key in names] == [key for key in names if key in item]


def test_a_long_text_stands_on_lines_of_its_own() -> None:
    """A text of more lines reads and compares as lines."""
    session = Session(notes=(Note(id="n-1", text='een\n"twee"\\\n\n  drie'),))
    text = record_bytes(session).decode()
    assert 'text = """\neen\n\\"twee\\"\\\\\n\n  drie"""\n' in text
    assert as_recorded(session) == session


def test_text_that_commands_a_terminal_is_shown_instead() -> None:
    """What a file smuggles in is visible from the moment it is read, also in unknown keys."""
    data = b'schema = 1\neigen = ["\\u001b]2;x\\u0007"]\n[[notes]]\nid = "n-1"\ntext = "\\u202ea"\n'
    session = record_from(data).session
    assert session.notes[0].text == "<202e>a"
    assert session.extra == {"eigen": ["<1b>]2;x<07>"]}


def test_a_byte_order_mark_and_windows_line_ends_are_welcome() -> None:
    """What Notepad made of a record is the same record."""
    session = Session(header=Header(id="x", goal="een\ntwee"))
    data = b"\xef\xbb\xbf" + record_bytes(session).replace(b"\n", b"\r\n")
    assert record_from(data).session == session


def without_ids(count: int) -> bytes:
    tables = "".join(f"[[{table}]]\n" * count for table in ITEM_TABLES)
    return f'schema = 1\n[session]\ndocument = "m4w8kz2q"\n{tables}'.encode()


def test_an_item_without_an_id_gets_the_same_one_at_every_reading() -> None:
    """Undo and drafts point at items by id, so it cannot differ from one opening to the next."""
    first = record_from(without_ids(2)).session
    assert record_from(without_ids(2)).session == first
    for table in ITEM_TABLES:
        one, two = getattr(first, table)
        letter = ID_LETTERS.get(table, table[0])
        assert re.fullmatch(f"{letter}-[0-9a-hjkmnp-tv-z]{{8}}", one.id)
        assert one.id != two.id


def test_another_document_gives_other_ids() -> None:
    """Two records without ids do not get the same ones."""
    other = without_ids(1).replace(b"m4w8", b"m4w9")
    one, two = record_from(without_ids(1)).session, record_from(other).session
    assert one.notes[0].id != two.notes[0].id


def test_records_without_a_document_do_not_share_ids_either() -> None:
    """Who writes by hand gives none: what tells two meetings apart tells their items apart."""
    plain = without_ids(1).replace(b'document = "m4w8kz2q"', b"date = 2016-06-27")
    others = [
        plain.replace(b"2016-06-27", b"2016-09-05"),
        plain.replace(b"date = 2016", b'id = "b"\ndate = 2016'),
        plain.replace(b"date = 2016", b'title = "b"\ndate = 2016'),
    ]
    ids = {record_from(each).session.solutions[0].id for each in (plain, *others, plain)}
    assert len(ids) == 4


def test_an_id_that_stands_there_is_kept() -> None:
    """Only what is missing is filled in."""
    data = b'schema = 1\n[[notes]]\nid = "mijn notitie"\n[[notes]]\ntext = "twee"\n'
    notes = record_from(data).session.notes
    assert notes[0].id == "mijn notitie"
    assert notes[1].id.startswith("n-")


def test_a_newer_schema_is_read_and_says_so() -> None:
    """What a newer program wrote can be looked at where it is still understood."""
    record = record_from(b'schema = 2\nnieuw = 1\n[session]\ntitle = "Later"\n')
    assert record.newer
    assert record.session.header.title == "Later"
    assert not record_from(b"schema = 1").newer


@pytest.mark.parametrize(
    "zone", ["", "Europe", "Europe/", "/etc/passwd", "../x", "a\0b", "x" * 300, "Nergens/Niets"]
)
def test_a_zone_that_is_none_is_the_one_of_the_readers(zone: str) -> None:
    """No text in a record can keep it from being saved."""
    session = Session(header=Header(zone=zone))
    assert zone_of(session).key == "Europe/Amsterdam"


def test_the_zone_of_a_session_is_its_own() -> None:
    """A meeting elsewhere has the time of that place."""
    assert zone_of(Session(header=Header(zone="Atlantic/Canary"))).key == "Atlantic/Canary"


STATUSES = "draft | live | closed"
BLOCK_KINDS = "opening | lookback | round | changeover | break | plenary | evaluation"


def not_toml(found: str, line: int, column: int) -> Fault:
    return Fault(FaultCode.NOT_TOML, found=found, line=line, column=column)


EXPECTED: Mapping[str, tuple[Fault, ...]] = {
    "double_id": (Fault(FaultCode.DOUBLE_ID, "notes[3].id", found='"n-7k3qam9x"'),),
    "missing_all": (Fault(FaultCode.MISSING_KEY, "schema", "1"),),
    "missing_instant_of_interruption": (
        Fault(FaultCode.MISSING_KEY, "blocks[1].interruptions[1].from"),
    ),
    "missing_schema": (Fault(FaultCode.MISSING_KEY, "schema", "1"),),
    "newer_schema_with_another_shape": (
        Fault(FaultCode.NEWER_SCHEMA, "schema", "1", "2"),
        Fault(FaultCode.NOT_ALLOWED, "session.status", STATUSES, "{…}"),
    ),
    "not_allowed_kind_of_block": (
        Fault(FaultCode.NOT_ALLOWED, "blocks[2].kind", BLOCK_KINDS, '"pauze"'),
    ),
    "not_allowed_status": (Fault(FaultCode.NOT_ALLOWED, "session.status", STATUSES, '"gesloten"'),),
    "not_toml_date_that_does_not_exist": (not_toml("Invalid date or datetime", 5, 8),),
    "not_toml_half_file": (not_toml("Unterminated string", 9, 38),),
    "not_toml_key_twice": (not_toml("Cannot overwrite a value", 6, 18),),
    "not_toml_merge_marks": (not_toml("Invalid statement", 5, 1),),
    "not_toml_number_too_long": (not_toml("Number too long", 4, 10),),
    "not_toml_text_without_end": (not_toml("Illegal character '\\n'", 5, 27),),
    "not_utf8": (Fault(FaultCode.NOT_UTF8, found="0xef", line=4, column=14),),
    "several": (
        Fault(FaultCode.WRONG_TYPE, "session.date", ValueType.DATE, "2016"),
        Fault(FaultCode.WRONG_TYPE, "session.names", ValueType.TRUE_OR_FALSE, '"ja"'),
        Fault(FaultCode.NOT_ALLOWED, "promises[1].kind", "toezegging | actie", '"belofte"'),
        Fault(FaultCode.WRONG_TYPE, "promises[1].due", ValueType.DATE, '"maandag"'),
    ),
    "too_deep": (Fault(FaultCode.TOO_DEEP, expected="..64"),),
    "unknown_key_header": (Fault(FaultCode.UNKNOWN_KEY, "header", "session"),),
    "wrong_schema_text": (Fault(FaultCode.WRONG_SCHEMA, "schema", "1", '"een"'),),
    "wrong_schema_zero": (Fault(FaultCode.WRONG_SCHEMA, "schema", "1", "0"),),
    "wrong_type_date_as_text": (
        Fault(FaultCode.WRONG_TYPE, "session.date", ValueType.DATE, '"27 juni 2016"'),
    ),
    "wrong_type_instant_without_offset": (
        Fault(
            FaultCode.WRONG_TYPE, "notes[1].written_at", ValueType.INSTANT, "2016-06-27T09:21:12"
        ),
    ),
    "wrong_type_number_as_half": (
        Fault(FaultCode.WRONG_TYPE, "blocks[1].planned_minutes", ValueType.INTEGER, "12.5"),
    ),
    "wrong_type_session_as_list": (Fault(FaultCode.WRONG_TYPE, "session", ValueType.TABLE, "[…]"),),
    "wrong_type_text_as_list_item": (
        Fault(FaultCode.WRONG_TYPE, "solutions[1].requests[1]", ValueType.TABLE, '"zelfsturing"'),
    ),
}


def test_every_broken_record_has_its_fault_here() -> None:
    """A broken file that is added says what is wrong with it."""
    assert {path.stem for path in BROKEN.glob("*.toml")} == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_broken_record_is_told_with_its_place(name: str) -> None:
    """File, line and column or key, what belongs there and what stands there."""
    path = BROKEN / f"{name}.toml"
    with pytest.raises(FileFaultsError) as caught:
        read_record(path)
    assert {fault.file for fault in caught.value.faults} == {str(path)}
    assert faults_of(path.read_bytes()) == EXPECTED[name]


def test_a_record_that_is_no_file_is_told(tmp_path: Path) -> None:
    """A missing file, a folder and a pipe have a reason in Dutch, and none is waited for."""
    pipe = tmp_path / "pijp.toml"
    os.mkfifo(pipe)
    reasons = []
    for path in (tmp_path / "geen.toml", tmp_path, pipe, tmp_path / "a\0b"):
        with pytest.raises(FileFaultsError) as caught:
            read_record(path)
        (fault,) = caught.value.faults
        reasons.append(fault_sentence(fault).rpartition(": ")[2])
    assert reasons == [
        "het bestaat niet",
        "het is een map",
        "het is geen gewoon bestand",
        "de naam kan niet",
    ]


def test_a_record_knows_the_file_it_was_read_from(tmp_path: Path) -> None:
    """Whoever saves it later can see that another hand was there."""
    path = tmp_path / "a.toml"
    path.write_bytes(record_bytes(Session(header=Header(id="a"))))
    mark = read_record(path).mark
    assert mark is not None
    assert not changed_since(path, mark)
    path.write_bytes(record_bytes(Session(header=Header(id="b"))))
    assert changed_since(path, mark)
