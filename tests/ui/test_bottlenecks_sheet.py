"""Bottlenecks as a worksheet: where each lies, when it was cut, and what waits from earlier."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sessiecoach.ui.screens.form import FormScreen
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.item_rows import ItemKey
from tests.fake_clock import FakeClock
from tests.ui.pressing import SIZES, until
from tests.ui.scan_meeting import (
    app_of,
    at,
    at_sheet,
    before,
    bottleneck,
    field_of,
    fill,
    fill_without_change,
    full,
    shown,
    undone,
)
from tests.ui.sheet_meeting import opened_in, worksheet

Make = Callable[..., Surroundings]
JUNE = before(
    bottleneck(8, "Regels spreken elkaar tegen", "stuurgroep Wonen"), bottleneck(9, "Wachtlijst")
)


async def test_a_bottleneck_goes_on_an_agenda_and_is_cut(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """a asks for the body, d for the day and proposes that of the meeting; each one act."""
    session = at("afspraken", notes=(bottleneck(1, "Niemand mag gegevens delen"),))
    async with worksheet(session, "bottlenecks", make_surroundings, clock, tmp_path) as (
        pilot,
        sheet,
    ):
        live = opened_in(pilot).live
        assert "nog nergens geagendeerd" in shown(sheet)
        for key, values, words in (
            ("a", {"escalated_to": "stuurgroep Jeugd"}, "ligt bij stuurgroep Jeugd"),
            ("d", {}, "doorgehakt door stuurgroep Jeugd op 5 sep 2016"),
        ):
            start = live.session
            await pilot.press(key)
            await fill(pilot, **values)
            await until(pilot, lambda words=words: words in shown(sheet))  # type: ignore[misc]
            await undone(pilot, start)
            await pilot.press("ctrl+y")
            await until(pilot, lambda start=start: live.session != start)  # type: ignore[misc]
        assert live.session.notes[0].resolved_on == dt.date(2016, 9, 5)


async def test_enter_changes_all_of_a_bottleneck(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """Its words, who has it, and the day; the day stays empty until somebody says it."""
    session = at("afspraken", notes=(bottleneck(1, "Gegevens"),))
    async with worksheet(session, "bottlenecks", make_surroundings, clock, tmp_path) as (
        pilot,
        _sheet,
    ):
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormScreen))
        assert field_of(pilot, "resolved_on") == ""
        await fill(pilot, text="Gegevens delen mag niet", escalated_to="college")
        (note,) = opened_in(pilot).live.session.notes
        assert (note.text, note.escalated_to, note.resolved_on) == (
            "Gegevens delen mag niet",
            "college",
            None,
        )


async def test_another_bottleneck_and_one_that_is_withdrawn(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """n makes a note of that kind, on which the cursor goes to stand; x withdraws it."""
    async with worksheet(at("afspraken"), "bottlenecks", make_surroundings, clock, tmp_path) as (
        pilot,
        sheet,
    ):
        live = opened_in(pilot).live
        assert "Nog geen knelpunten." in shown(sheet)
        assert not sheet.check_action("put_on_agenda", ())
        await pilot.press("n")
        await fill(pilot, text="Geen ruimte")
        (note,) = live.session.notes
        assert (note.kind, note.text, note.block) == ("knelpunt", "Geen ruimte", "afspraken")
        assert note.written_at is not None
        await until(pilot, lambda: sheet.cursor == ItemKey("notes", note.id))
        await pilot.press("x")
        await until(pilot, lambda: live.session.notes[0].withdrawn_at is not None)
        await until(pilot, lambda: "Nog geen knelpunten." in shown(sheet))


async def test_what_earlier_meetings_left_is_read_only(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """One that lies somewhere waits for the terugkom; one that lies nowhere is taken up here."""
    async with worksheet(
        at("afspraken"), "bottlenecks", make_surroundings, clock, tmp_path, others=[JUNE]
    ) as (pilot, sheet):
        live = opened_in(pilot).live
        start = live.session
        acts = ("edit_row", "cut", "withdraw")
        assert "Wachtlijst · nog nergens geagendeerd · van eerder 27 jun 2016" in shown(sheet)
        assert sheet.cursor == ItemKey("earlier", "n-00000008")
        assert not any(sheet.check_action(act, ()) for act in (*acts, "put_on_agenda"))
        await pilot.press("down")
        assert sheet.check_action("put_on_agenda", ())
        assert not any(sheet.check_action(act, ()) for act in acts)
        await pilot.press("a")
        await fill_without_change(pilot, escalated_to="")
        assert live.session == start
        await pilot.press("a")
        await fill(pilot, escalated_to="college")
        (note,) = live.session.notes
        assert (note.text, note.escalated_to, note.same_as) == (
            "Wachtlijst",
            "college",
            "n-00000009",
        )
        await until(pilot, lambda: sheet.cursor == ItemKey("notes", note.id))
        assert shown(sheet).count("Wachtlijst") == 1
        await undone(pilot, start)


async def test_nothing_is_done_where_nothing_may_change(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """A meeting that somebody else has open is only read."""
    async with worksheet(full("afspraken"), "bottlenecks", make_surroundings, clock, tmp_path) as (
        _pilot,
        sheet,
    ):
        acts = ("new", "edit_row", "put_on_agenda", "cut", "withdraw")
        assert all(sheet.check_action(act, ()) for act in acts)
        sheet.snapshot = replace(sheet.snapshot, read_only=True)
        assert not any(sheet.check_action(act, ()) for act in acts)
        assert sheet.check_action("move_cursor", (1,))
        sheet.earlier = None
        assert "VAN EERDER" not in shown(sheet)


@pytest.mark.parametrize(
    ("size", "theme"), [("80x24", "avond"), ("120x36", "avond"), ("120x36", "ochtend")]
)
def test_picture_of_bottlenecks(
    size: str,
    theme: str,
    snap_compare: Callable[..., bool],
    make_surroundings: Make,
    clock: FakeClock,
    tmp_path: Path,
) -> None:
    """Where each lies, and those of an earlier meeting."""
    app = app_of(full("afspraken"), make_surroundings, clock, tmp_path, JUNE, theme=theme)
    assert snap_compare(app, terminal_size=SIZES[size], run_before=at_sheet)


def test_picture_of_no_bottlenecks(
    snap_compare: Callable[..., bool], make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """How one is typed."""
    app = app_of(at("afspraken"), make_surroundings, clock, tmp_path)
    assert snap_compare(app, terminal_size=SIZES["80x24"], run_before=at_sheet)
