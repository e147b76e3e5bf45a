"""The action list as CSV: what is open, as a Dutch spreadsheet reads it, without a formula."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain.session import Case, Header, Promise, Session, Update
from sessiecoach.domain.text import one_line
from sessiecoach.export.action_list import action_list_csv, disarmed
from sessiecoach.export.source import Source
from tests.export.agreed import NOW, SOURCE, ZONE, with_text
from tests.hostile_texts import HOSTILE

GOLDEN = Path(__file__).parent / "golden" / "actions.csv"
FORMULAS = (
    '=HYPERLINK("http://example.org","x")',
    "+31612345678",
    "-1+1|cmd",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "﹦1",
    "−1",
    " =1+1",
    "\u00a0=1",
    "\u200b=1",
    "\ufeff=1",
    '"=1+1',
    "'=1+1",
    "\" ' =1",
    "“=1",
    "=\u0001x",
)
_DANGER = re.compile(r"^[\s\"]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]")


def _rows(data: bytes) -> list[dict[str, str]]:
    text = data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";", strict=True))


def test_the_list_stays_as_it_was() -> None:
    """Its bytes are known, apart from the ends of lines, which git may change in the copy."""
    made = action_list_csv(SOURCE)
    assert made.replace(b"\r\n", b"\n") == GOLDEN.read_bytes().replace(b"\r\n", b"\n")
    assert made == action_list_csv(SOURCE)


def test_a_spreadsheet_knows_the_signs_and_the_cells() -> None:
    """It opens with a byte order mark, every cell is between quotes, and lines end in CR LF."""
    made = action_list_csv(SOURCE)
    assert made.startswith(b"\xef\xbb\xbf")
    lines = made.decode("utf-8-sig").split("\r\n")
    assert lines.pop() == ""
    for line in lines:
        assert re.fullmatch(r'"[^"\r\n]*"(;"[^"\r\n]*"){9}', line)


def test_it_has_what_is_open_after_the_meeting_the_first_day_first() -> None:
    """Of all meetings; what was done, dropped or is private is not in it."""
    rows = _rows(action_list_csv(SOURCE))
    assert [(row["nummer"], row["wanneer"]) for row in rows] == [
        ("T1 van bijeenkomst 1", "15-08-2016"),
        ("T1 van bijeenkomst 2", "03-10-2016"),
        ("A2 van bijeenkomst 2", "01-12-2016"),
        ("A1 van bijeenkomst 2", ""),
    ]
    late, promised, *_others = rows
    assert (late["status"], late["keer uitgesteld"]) == ("te laat", "1")
    assert late["toegezegd door"] == "manager ggz"
    assert promised["toegezegd door"] == "manager GGZ"
    assert promised["besloten op"] == "05-09-2016"
    assert promised["hoort bij"] == "Eén potje; casus De drempel; Tweede sessie"


def test_private_promises_are_in_it_where_they_are_shown() -> None:
    """As in a report."""
    said = action_list_csv(replace(SOURCE, private=True)).decode()
    assert "Niet vertellen" in said
    assert "Privéplan; Tweede sessie" in said
    assert "Niet vertellen" not in action_list_csv(SOURCE).decode()


def test_a_meeting_without_a_number_day_or_title_has_a_list_too() -> None:
    """What is not known is empty; the day stands for the title."""
    session = Session(
        header=Header(id="x", date=dt.date(2016, 9, 5)),
        cases=(Case(id="c"),),
        promises=(Promise(id="t", what="Bellen", case="c"),),
    )
    (row,) = _rows(action_list_csv(Source(session, ZONE, NOW)))
    assert row["nummer"] == "A1"
    assert row["hoort bij"] == "casus c; ma 5 sep 2016"
    undated = replace(session, header=Header(id="x"))
    (row,) = _rows(action_list_csv(Source(undated, ZONE, NOW)))
    assert row["hoort bij"] == "casus c"
    assert row["besloten op"] == ""


def test_without_anything_open_there_is_only_the_head() -> None:
    """What was done is not open."""
    session = Session(
        header=Header(id="x", date=dt.date(2016, 9, 5)),
        promises=(Promise(id="t", what="Bellen"),),
        updates=(Update(id="u", item="t", status="done"),),
    )
    made = action_list_csv(Source(session, ZONE, NOW))
    assert made.count(b"\r\n") == 1
    assert _rows(made) == []


@pytest.mark.parametrize("text", [*HOSTILE, *FORMULAS, 'a";"=1+1";"b', "a;=1+1", "a\r\n=1"])
def test_no_cell_can_become_a_formula_or_another_cell(text: str) -> None:
    """Whatever somebody typed, a row keeps ten cells of one line, and each is text."""
    made = action_list_csv(with_text(text)[0])
    rows = list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert len(rows) == 5
    for row in rows:
        assert len(row) == 10
        for cell in row:
            assert not _DANGER.search(cell)
            assert cell == one_line(cell)


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_gets_a_sign_before_it_and_stays_readable(text: str) -> None:
    """Nothing is taken out of what was typed; what hid before it shows, and disarms it as well."""
    line = one_line(text)
    assert disarmed(text) == (line if line.startswith("<") else f"'{line}")


@given(st.text())
def test_a_text_is_disarmed_once_and_otherwise_left_alone(text: str) -> None:
    """Only a sign in front is added, and no text that is safe gets one."""
    safe = disarmed(text)
    assert safe in (one_line(text), f"'{one_line(text)}")
    assert not _DANGER.search(safe)
    assert disarmed("Bellen met de gemeente = goed") == "Bellen met de gemeente = goed"
