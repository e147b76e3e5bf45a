"""The worksheet on which the wishes of parties become one programme of requirements."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from sessiecoach.domain.requirements import open_wishes, standing_requirements
from sessiecoach.domain.session import Requirement, Session
from sessiecoach.ui.screens.form import FormScreen
from sessiecoach.ui.screens.pick import PickScreen
from sessiecoach.ui.screens.worksheet import WorksheetScreen
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.item_rows import ItemKey
from sessiecoach.ui.worksheets.panes import Pane
from sessiecoach.ui.worksheets.requirements import RequirementsSheet
from tests.fake_clock import FakeClock
from tests.ui.pressing import until
from tests.ui.requirements_meeting import (
    NOTES,
    PROGRAMME,
    app_with,
    note,
    overfull,
    programme,
    show_sheet,
    wishes,
)
from tests.ui.sheet_meeting import at_block, meeting_of, opened_in, worksheet

Make = Callable[..., Surroundings]
Show = Callable[..., AbstractAsyncContextManager[tuple[Pilot[None], RequirementsSheet]]]
SIDES = {"beside": (120, 36), "stacked": (80, 24)}


@pytest.fixture
def shown(make_surroundings: Make, clock: FakeClock, tmp_path: Path) -> Show:
    """Show the worksheet of a meeting."""

    @asynccontextmanager
    async def show(
        session: Session, *, size: tuple[int, int] = (120, 36)
    ) -> AsyncIterator[tuple[Pilot[None], RequirementsSheet]]:
        async with worksheet(
            session,
            "requirements",
            make_surroundings,
            clock,
            tmp_path,
            size=size,
        ) as (pilot, sheet):
            assert isinstance(sheet, RequirementsSheet)
            yield pilot, sheet

    return show


def now(pilot: Pilot[None]) -> Session:
    """Return the meeting as it stands."""
    return opened_in(pilot).live.session


def texts(sheet: RequirementsSheet) -> list[str]:
    """Return the lines of each list that shows, one text a list."""
    return [
        "\n".join("".join(piece.text for piece in line) for row in pane.rows for line in row.lines)
        for pane in sheet.query(Pane)
        if pane.display
    ]


def on(sheet: RequirementsSheet, table: str, item: str) -> None:
    """Put the cursor on an item."""
    sheet.go_to(ItemKey(table, item))
    assert sheet.cursor == ItemKey(table, item)


async def undone(pilot: Pilot[None], before: Session) -> None:
    """Take the last act back, and see that nothing of it is left."""
    await pilot.press("ctrl+z")
    await until(pilot, lambda: now(pilot) == before)


@pytest.mark.parametrize("size", SIDES.values(), ids=SIDES)
async def test_enter_makes_a_wish_a_requirement(shown: Show, size: tuple[int, int]) -> None:
    """Its party stands behind it, the next wish gets the cursor, and ctrl+z takes it back."""
    async with shown(wishes(), size=size) as (pilot, sheet):
        before = now(pilot)
        assert sheet.cursor == ItemKey("notes", "n-burger-1")
        assert not sheet.check_action("merge", ())  # there is nothing to merge it with
        await pilot.press("down", "enter")
        await until(pilot, lambda: bool(now(pilot).requirements))
        (made,) = now(pilot).requirements
        assert (made.text, made.party, made.supported_by, made.from_, made.block) == (
            note("n-burger-2").text,
            "burger",
            ("burger",),
            ("n-burger-2",),
            "2h",
        )
        await until(pilot, lambda: sheet.cursor == ItemKey("notes", "n-burger-3"))
        assert "n-burger-2" not in [each.id for each in open_wishes(now(pilot))]
        await undone(pilot, before)


async def test_wishes_stand_per_party_and_requirements_with_all_about_them(
    shown: Show,
) -> None:
    """Whose a requirement is, who stands behind it, and how its wishes said it."""
    async with shown(programme()) as (_pilot, sheet):
        left, right = texts(sheet)
        assert left.split("\n")[:5] == [
            "WENSEN  6",
            "",
            "Burger  2",
            "● Ik wil mijn verhaal niet steeds opnieuw",
            "  doen",
        ]
        assert "Zonder partij  1\n● Alles staat in gewone taal" in left
        assert "Beleidsambtenaar" not in left
        assert right.split("\n")[:6] == [
            "PROGRAMMA VAN EISEN  3",
            "",
            "E1  Eén vast aanspreekpunt voor het hele gezin",
            "    van Burger · steun van   Burger   Directeur   Professional  ",
            "    ↳ Burger: Eén vast aanspreekpunt voor ons hele gezin",
            "    ↳ Directeur: Eén gezicht naar het gezin toe",
        ]
        assert "steun van   alle partijen " in right
        assert "van Professional · nog geen steun" in right
        assert right.endswith("INGETROKKEN  1\n  Elke week een overleg")


async def test_merging_offers_what_is_most_alike_first(
    shown: Show,
) -> None:
    """The party of the wish stands behind the requirement from then on; ctrl+z takes it back."""
    session = replace(wishes(), requirements=tuple(reversed(PROGRAMME[:3])))
    session = replace(
        session,
        requirements=(
            *session.requirements[:2],
            replace(PROGRAMME[0], from_=("n-burger-1",), supported_by=("burger",)),
        ),
    )
    async with shown(session) as (pilot, sheet):
        before = now(pilot)
        on(sheet, "notes", "n-directeur-1")
        await pilot.press("g")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickScreen))
        await pilot.press("1")
        await until(pilot, lambda: now(pilot) != before)
        changed = next(each for each in now(pilot).requirements if each.id == "e-1")
        assert changed.from_ == ("n-burger-1", "n-directeur-1")
        assert changed.supported_by == ("burger", "directeur")
        await undone(pilot, before)


async def test_a_wish_is_alike_to_what_the_wishes_of_a_requirement_said(
    shown: Show,
) -> None:
    """The text of the requirement may have been worded far from them."""
    first, second, third = PROGRAMME[:3]
    far = replace(third, text="Iets heel anders")
    async with shown(replace(wishes(), requirements=(first, second, far))) as (_pilot, sheet):
        on(sheet, "notes", "n-professional-2")
        mandate = replace(
            note("n-professional-2"), text="Mandaat om zelf tot 1.500 euro te besluiten"
        )
        assert sheet._most_alike(mandate)[0].value == "e-3"


async def test_leaving_the_question_merges_nothing(
    shown: Show,
) -> None:
    """Escape goes back to the wish."""
    async with shown(programme()) as (pilot, sheet):
        before = now(pilot)
        await pilot.press("g")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, WorksheetScreen))
        assert now(pilot) == before
        assert sheet.cursor == ItemKey("notes", "n-burger-2")


async def test_digits_give_and_take_back_support(
    shown: Show,
) -> None:
    """The n-th party of the legend; a digit without a party does nothing."""
    async with shown(programme()) as (pilot, sheet):
        legend = str(sheet.query_one(Static).content).replace("\u00a0", " ")
        assert legend == (
            "Steun  1 Burger  2 Beleidsambtenaar  3 Raadslid  4 Directeur  5 Professional"
        )
        on(sheet, "requirements", "e-1")
        before = now(pilot)
        await pilot.press("3")
        await until(pilot, lambda: "raadslid" in now(pilot).requirements[0].supported_by)
        await undone(pilot, before)
        await pilot.press("1")
        await until(pilot, lambda: "burger" not in now(pilot).requirements[0].supported_by)
        assert not sheet.check_action("support", (6,))
        on(sheet, "notes", "n-burger-2")
        assert not sheet.check_action("support", (1,))


async def test_what_changed_stands_out_for_a_moment(shown: Show) -> None:
    """A wish that is merged changes a requirement in the other list, where nobody looks."""
    async with shown(programme()) as (pilot, sheet):
        _left, right = sheet.query(Pane)
        changed: set[ItemKey] = set()

        def see(items: frozenset[ItemKey]) -> None:
            changed.update(items)

        sheet.watch(right, "flashing", see)
        assert not changed
        await pilot.press("g")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickScreen))
        await pilot.press("1")
        await until(pilot, lambda: bool(changed))
        merged = next(each for each in now(pilot).requirements if "n-burger-2" in each.from_)
        assert changed == {ItemKey("requirements", merged.id)}


async def test_enter_words_a_requirement_otherwise(
    shown: Show,
) -> None:
    """Its text is there to be mended."""
    async with shown(programme()) as (pilot, sheet):
        before = now(pilot)
        on(sheet, "requirements", "e-3")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormScreen))
        await pilot.press("end", *" en meldt het", "enter")
        await until(pilot, lambda: now(pilot) != before)
        assert (
            now(pilot).requirements[2].text
            == "De professional besluit tot 1.500 euro zelf en meldt het"
        )
        await until(pilot, lambda: isinstance(pilot.app.screen, WorksheetScreen))
        await undone(pilot, before)


async def test_what_is_withdrawn_can_come_back(
    shown: Show,
) -> None:
    """x takes a requirement out of the programme, b puts it back; it stays in sight meanwhile."""
    async with shown(programme()) as (pilot, sheet):
        on(sheet, "requirements", "e-2")
        assert not sheet.check_action("bring_back", ())
        await pilot.press("x")
        await until(pilot, lambda: len(standing_requirements(now(pilot))) == 2)
        await until(pilot, lambda: "INGETROKKEN  2" in texts(sheet)[1])
        assert sheet.cursor == ItemKey("requirements", "e-2")
        assert not sheet.check_action("withdraw", ())
        assert not sheet.check_action("edit_row", ())
        await pilot.press("b")
        await until(pilot, lambda: len(standing_requirements(now(pilot))) == 3)


async def test_a_requirement_that_nobody_wished_can_be_added(
    shown: Show,
) -> None:
    """With n; it comes from no wish, and from no party unless one is chosen."""
    async with shown(at_block(meeting_of("verticaal-maatwerk"), "2h")) as (pilot, sheet):
        before = now(pilot)
        assert texts(sheet)[0].startswith("WENSEN\n\nNog geen wensen.")
        assert texts(sheet)[1].startswith("PROGRAMMA VAN EISEN\n\nNog geen eisen.")
        assert not sheet.query_one(Static).display
        await pilot.press("n")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormScreen))
        await pilot.press(*"Altijd bellen", "ctrl+s")
        await until(pilot, lambda: bool(now(pilot).requirements))
        (made,) = now(pilot).requirements
        assert (made.text, made.party, made.supported_by, made.from_) == (
            "Altijd bellen",
            "",
            (),
            (),
        )
        await until(pilot, lambda: "zonder partij · nog geen steun" in texts(sheet)[1])
        await until(pilot, lambda: isinstance(pilot.app.screen, WorksheetScreen))
        await undone(pilot, before)


async def test_a_wish_is_split_off_again(shown: Show) -> None:
    """Of more than one it is asked which; its party no longer stands behind the requirement."""
    async with shown(programme()) as (pilot, sheet):
        before = now(pilot)
        on(sheet, "requirements", "e-1")
        await pilot.press("s")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickScreen))
        await pilot.press("2")
        await until(pilot, lambda: now(pilot) != before)
        changed = now(pilot).requirements[0]
        assert (changed.from_, changed.supported_by) == (
            ("n-burger-1",),
            ("burger", "professional"),
        )
        await until(pilot, lambda: "● Eén gezicht naar het gezin toe" in texts(sheet)[0])
        await undone(pilot, before)


async def test_the_only_wish_of_a_requirement_is_split_off_at_once(
    shown: Show,
) -> None:
    """The requirement goes with it; one without wishes has nothing to split off."""
    async with shown(programme()) as (pilot, sheet):
        on(sheet, "requirements", "e-4")
        assert not sheet.check_action("split", ())
        on(sheet, "requirements", "e-3")
        await pilot.press("s")
        await until(pilot, lambda: len(standing_requirements(now(pilot))) == 2)
        assert "n-professional-1" in [each.id for each in open_wishes(now(pilot))]


async def test_a_private_wish_that_becomes_a_requirement_is_told(
    shown: Show,
) -> None:
    """What was private would stand in the report without anybody thinking of it."""
    session = replace(wishes(), notes=(replace(NOTES[0], private=True), NOTES[1]))
    async with shown(session) as (pilot, sheet):
        assert "■ Eén vast aanspreekpunt voor ons hele" in texts(sheet)[0]
        await pilot.press("enter")
        await until(pilot, lambda: bool(now(pilot).requirements))
        told = "Deze wens was privé; als eis staat hij ook in het verslag."
        await until(pilot, lambda: [n.message for n in pilot.app._notifications] == [told])
        await pilot.press("enter")
        await until(pilot, lambda: len(now(pilot).requirements) == 2)
        await pilot.pause()
        assert len(pilot.app._notifications) == 1


async def test_arrows_go_to_the_other_list(shown: Show) -> None:
    """To the row beside; in one list there is no other."""
    async with shown(programme()) as (pilot, sheet):
        await pilot.press("right")
        assert sheet.cursor == ItemKey("requirements", "e-1")
        await pilot.press("right", "down")
        assert sheet.cursor == ItemKey("requirements", "e-2")
        await pilot.press("left", "left")
        assert sheet.cursor is not None
        assert sheet.cursor.table == "notes"
        await pilot.press("end", "down")
        assert sheet.cursor == ItemKey("notes", "n-los-1")


async def test_in_one_list_down_goes_on_to_the_programme(
    shown: Show,
) -> None:
    """At 80 columns the programme stands below the wishes."""
    async with shown(programme(), size=(80, 24)) as (pilot, sheet):
        assert len(texts(sheet)) == 1
        assert not sheet.check_action("move_pane", (1,))
        await pilot.press("pagedown", "pagedown", "end")
        assert sheet.cursor == ItemKey("requirements", "e-4")
        await pilot.resize_terminal(120, 36)
        await until(pilot, lambda: len(texts(sheet)) == 2)
        assert sheet.cursor == ItemKey("requirements", "e-4")


async def test_a_second_click_does_what_enter_does(
    shown: Show,
) -> None:
    """A wish becomes a requirement; a requirement opens to be worded otherwise."""
    async with shown(programme()) as (pilot, sheet):
        left, right = sheet.query(Pane)
        await pilot.click(left, offset=(5, 3), times=2)
        await until(pilot, lambda: len(now(pilot).requirements) == len(PROGRAMME) + 1)
        assert now(pilot).requirements[-1].from_ == ("n-burger-2",)
        await pilot.click(right, offset=(5, 2), times=2)
        await until(pilot, lambda: isinstance(pilot.app.screen, FormScreen))


async def test_when_all_wishes_are_taken_up_it_says_so(
    shown: Show,
) -> None:
    """The last one taken up, the programme gets the cursor."""
    session = replace(wishes(), notes=NOTES[:1])
    async with shown(session) as (pilot, sheet):
        await pilot.press("enter")
        await until(pilot, lambda: "Alle wensen zijn opgenomen." in texts(sheet)[0])
        (made,) = now(pilot).requirements
        assert sheet.cursor == ItemKey("requirements", made.id)


async def test_who_only_reads_can_do_nothing(shown: Show) -> None:
    """Neither with a wish nor with a requirement."""
    async with shown(programme()) as (pilot, sheet):
        sheet.snapshot = replace(sheet.snapshot, read_only=True)
        acts = [
            ("take_up", ()),
            ("merge", ()),
            ("support", (1,)),
            ("split", ()),
            ("edit_row", ()),
            ("withdraw", ()),
            ("add", ()),
            ("bring_back", ()),
        ]
        for table, item in (
            ("notes", "n-burger-2"),
            ("requirements", "e-1"),
            ("requirements", "e-4"),
        ):
            on(sheet, table, item)
            assert [act for act, given in acts if sheet.check_action(act, given)] == []
        await pilot.pause()


@pytest.mark.parametrize("size", SIDES.values(), ids=SIDES)
async def test_nothing_that_people_wrote_breaks_it(shown: Show, size: tuple[int, int]) -> None:
    """More wishes than fit, words without end, markup and escape codes: text as any."""
    strange = replace(
        overfull(),
        requirements=(*overfull().requirements, Requirement(id="e-leeg", party="x" * 99)),
    )
    async with shown(strange, size=size) as (pilot, sheet):
        assert any("[/x] [red]rood[/red] <1b>]2;PWNED<07>" in text for text in texts(sheet))
        assert any("(zonder tekst)" in text for text in texts(sheet))
        for pane in sheet.panes:
            width = max(
                sum(len(piece.text) for piece in line) for row in pane.rows for line in row.lines
            )
            assert width <= pane.size.width
        await pilot.press("end", "right", "end", "home")


SNAPSHOTS = {
    "empty-80x24": (at_block(meeting_of("verticaal-maatwerk"), "2h"), (80, 24), "avond", ()),
    "wishes-120x36": (wishes(), (120, 36), "ochtend", ("down",)),
    "programme-80x24": (programme(), (80, 24), "avond", ("end", "up", "up")),
    "programme-120x36": (programme(), (120, 36), "avond", ("right",)),
    "overfull-120x36": (overfull(), (120, 36), "avond", ("down", "down", "down")),
}


@pytest.mark.parametrize("name", SNAPSHOTS)
def test_picture(
    name: str,
    snap_compare: Callable[..., bool],
    make_surroundings: Make,
    clock: FakeClock,
    tmp_path: Path,
) -> None:
    """Nothing is cut or twice there, at each size."""
    session, size, theme, keys = SNAPSHOTS[name]
    app = app_with(session, make_surroundings, clock, tmp_path, theme)
    show = partial(show_sheet, kind="requirements", keys=keys)
    assert snap_compare(app, terminal_size=size, run_before=show)
