"""Tests of the agenda: planned and expected times, what is done, and the end."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult

from sessiecoach.domain.agenda import agenda
from sessiecoach.domain.session import Session
from sessiecoach.ui.widgets.agenda_list import (
    AgendaList,
    AgendaRow,
    AgendaRows,
    agenda_rows,
    window,
)
from tests.ui.live_meeting import (
    ROUND_TWO_AT,
    at,
    dropped,
    in_round_two,
    lengthened,
    prepared,
    running,
)

OSS = ZoneInfo("Europe/Amsterdam")


def _rows(session: Session, now: dt.datetime) -> AgendaRows:
    return agenda_rows(session, agenda(session, now, OSS), OSS)


def test_states_of_the_blocks() -> None:
    """What is over, runs, comes next and comes later are told apart."""
    states = [row.state for row in _rows(in_round_two(), ROUND_TWO_AT).blocks]
    assert states == ["done"] * 4 + ["current", "next"] + ["planned"] * 3


def test_planned_and_expected_times() -> None:
    """A block that moved has both times, one that did not only the planned."""
    rows = {row.title: row for row in _rows(in_round_two(), ROUND_TWO_AT).blocks}
    assert (rows["Opening en spelregels"].planned, rows["Opening en spelregels"].now) == (
        "9.00",
        "",
    )
    assert (rows["Ronde 2: verdiepen"].planned, rows["Ronde 2: verdiepen"].now) == ("9.37", "9.39")
    assert rows["Ronde 3: oplossingen"].now == "10.01"


def test_buffer_takes_up_what_is_late() -> None:
    """Two minutes late the agreements give two minutes, and the end stands."""
    rows = _rows(in_round_two(), ROUND_TWO_AT)
    assert {row.title: row.now for row in rows.blocks}["Evaluatie"] == ""
    assert rows.end == AgendaRow("end", "10.30", "", "Einde")


def test_surplus_stands_at_the_end() -> None:
    """When the buffer is not enough the end says by how much it is missed."""
    rows = _rows(lengthened(in_round_two(), 420), ROUND_TWO_AT)
    assert rows.end == AgendaRow("late_end", "10.30", "10.36", "Einde, 6 min te laat")


def test_dropped_block_stays_in_the_list() -> None:
    """A block that was dropped is struck and has no time."""
    rows = _rows(dropped(in_round_two(), "w2"), ROUND_TWO_AT).blocks
    assert rows[5] == AgendaRow("dropped", "", "", "Wisselen")
    assert rows[6].state == "next"


def test_on_schedule_nothing_has_moved() -> None:
    """A meeting that runs as planned needs no second column."""
    assert not _rows(running("9.00.00"), at("9.01.00")).shifted
    assert not _rows(prepared(), at("8.30.00")).shifted
    assert _rows(in_round_two(), ROUND_TWO_AT).shifted


def test_small_window_holds_the_present() -> None:
    """Four lines show the block before, the current one, the next and the end."""
    shown = window(_rows(in_round_two(), ROUND_TWO_AT), 4)
    assert [row.state for row in shown] == ["done", "current", "next", "end"]


def test_two_lines_show_now_and_the_end() -> None:
    """In the smallest place only what runs and the end are left."""
    shown = window(_rows(in_round_two(), ROUND_TWO_AT), 2)
    assert [row.state for row in shown] == ["current", "end"]


@given(height=st.integers(0, 14), place=st.integers(1, 9))
def test_window_always_fits_and_holds_the_current_block(height: int, place: int) -> None:
    """Whatever runs and however little room there is, it fits, and the current block is in it."""
    starts = [f"9.{minute:02}.00" for minute in range(place)]
    rows = _rows(running(*starts), at("9.30.00"))
    shown = window(rows, height)
    assert len(shown) == min(height, len(rows.blocks) + 1)
    if height >= 2:
        assert "current" in [row.state for row in shown]


class _Agenda(App[None]):
    def compose(self) -> ComposeResult:
        yield AgendaList()


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [
        (
            40,
            12,
            [
                "   plan    nu",
                "✓  9.00       Opening en spelregels",
                "✓  9.05       Terugkom eerdere sessies",
                "✓  9.15  9.16 Ronde 1: in beeld brengen",
                "✓  9.35  9.37 Wisselen",
                "▶  9.37  9.39 Ronde 2: verdiepen",
                "›  9.57  9.59 Wisselen",
                "   9.59 10.01 Ronde 3: oplossingen",
                "  10.19 10.21 Oplossingen en afspraken",
                "  10.27       Evaluatie",
                "  10.30       Einde",
            ],
        ),
        (
            28,
            5,
            [
                "✓  9.35  9.37 Wisselen",
                "▶  9.37  9.39 Ronde 2: verd…",
                "›  9.57  9.59 Wisselen",
                "   9.59 10.01 Ronde 3: oplo…",
                "  10.30       Einde",
            ],
        ),
        (
            16,
            3,
            ["▶  9.39 Ronde 2…", "›  9.59 Wisselen", "  10.30 Einde"],
        ),
    ],
)
async def test_drawing(width: int, height: int, expected: list[str]) -> None:
    """All blocks show where there is room; else those around the present, cut with an ellipsis."""
    async with _Agenda().run_test(size=(width, height)) as pilot:
        listed = pilot.app.query_one(AgendaList)
        listed.rows = _rows(in_round_two(), ROUND_TWO_AT)
        await pilot.pause()
        assert [line.rstrip() for line in str(listed.render()).split("\n")] == expected
