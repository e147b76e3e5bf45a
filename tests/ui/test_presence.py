"""For which part of a long meeting people were there, while it is rounded off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from sessiecoach.domain.facts import Added
from sessiecoach.domain.session import Participant, Session
from sessiecoach.domain.turnout import Party
from sessiecoach.storage.records import read_record
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.closing_words import left_open
from sessiecoach.ui.screens.ask import AskScreen
from sessiecoach.ui.screens.blocks_there import BlocksThereScreen
from sessiecoach.ui.screens.finish import FinishScreen
from sessiecoach.ui.screens.finish_acts import (
    participant_added,
    participant_fields,
    party_name,
)
from sessiecoach.ui.screens.start import StartScreen
from sessiecoach.ui.widgets.attendance_table import AttendanceTable
from sessiecoach.ui.widgets.check_list import CheckList
from tests.fake_clock import FakeClock
from tests.ui.finish_meeting import Closing, MakeSurroundings, nearly_done, rounding_off, stands
from tests.ui.pressing import until
from tests.ui.sheet_meeting import meeting_of


@pytest.fixture
def closing(make_surroundings: MakeSurroundings, clock: FakeClock) -> Closing:
    """Give the program with a meeting that is rounded off."""
    return Closing(make_surroundings, clock)


def day_one() -> Session:
    """The first day of a werkvorm in half days; some were there for a part of it."""
    session = meeting_of("verticaal-maatwerk", series="proeftuin-ruwaard")
    people = (
        ("bestuurder", "gemeente", 1, ("*",)),
        ("raadslid", "gemeente", 2, ("1a",)),
        ("teamleider", "wijkteam [/x]", 3, ("1a", "2a", "2c")),
        ("manager sociaal domein", "gemeente", 1, ()),
        ("professional wijkteam", "", 4, ("1a", "3f")),
    )
    return replace(
        session,
        header=replace(session.header, id="2016-09-05-leersessie", status="live"),
        participants=tuple(
            Participant(
                id=f"p-{number}", role=role, organisation=organisation, count=many, present=present
            )
            for number, (role, organisation, many, present) in enumerate(people)
        ),
    )


def present(app: SessiecoachApp) -> dict[str, tuple[str, ...]]:
    """Return in which blocks the people of each line were."""
    assert app.opened is not None
    return {each.id: each.present for each in app.opened.live.session.participants}


def sentences(screen: FinishScreen) -> list[str]:
    """Return what stands on the check list."""
    return [line.sentence for line in screen.query_one(CheckList).lines]


async def on_table(app: SessiecoachApp, pilot: Pilot[None]) -> FinishScreen:
    """Stand on the first party of the attendance."""
    screen = await rounding_off(app, pilot)
    screen.query_one(AttendanceTable).focus()
    await pilot.pause()
    return screen


async def test_a_key_goes_through_the_parts(closing: Closing) -> None:
    """All of it, its begin, its end, both, nothing, and round; each press is one act."""
    app = closing.app(day_one())
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await on_table(app, pilot)
        table = screen.query_one(AttendanceTable)
        assert table.parts == ("helemaal", "begin", "", "", "3 blokken", "begin+einde")
        for blocks in (("1a",), ("3f",), ("1a", "3f"), (), ("*",)):
            await pilot.press("d")
            await until(pilot, lambda blocks=blocks: present(app)["p-0"] == blocks)  # type: ignore[misc]
        await pilot.press("ctrl+z")
        await until(pilot, lambda: present(app)["p-0"] == ())


async def test_who_leaves_before_the_end_is_on_the_list(closing: Closing) -> None:
    """A role that must be there at begin and end, and was at one of them, is told with its role."""
    app = closing.app(day_one())
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await on_table(app, pilot)
        assert "Niet bij het einde: raadslid" in sentences(screen)
        await pilot.press("d", "d")
        await until(pilot, lambda: "Niet bij het begin: bestuurder" in sentences(screen))
        assert "Niet bij het einde: bestuurder" not in sentences(screen)


async def test_enter_on_such_a_line_goes_to_the_attendance(closing: Closing) -> None:
    """What is open about who came is mended where people are counted."""
    app = closing.app(day_one())
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await on_table(app, pilot)
        checks = screen.query_one(CheckList)
        checks.focus()
        checks.cursor = sentences(screen).index("Niet bij het einde: raadslid")
        await pilot.press("enter")
        await until(pilot, lambda: screen.query_one(AttendanceTable).has_focus)


async def test_a_domain_that_did_not_come_is_kept(closing: Closing) -> None:
    """A required domain of which nobody came is named before closing, and in the record."""
    session = meeting_of("praktijklab", series="proeftuin-ruwaard")
    people = tuple(
        Participant(id=f"p-{domain}", role="manager", domain=domain, present=("*",))
        for domain in ("wonen", "zorg")
    )
    header = replace(session.header, id="2016-09-05-leersessie", status="live")
    app = closing.app(replace(session, header=header, participants=people))
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await rounding_off(app, pilot)
        assert "Niemand uit het domein welzijn" in sentences(screen)
        await pilot.press("ctrl+s")
        await stands(app, pilot, AskScreen)
        await pilot.press("j")
        await stands(app, pilot, StartScreen)
    assert "domain_missing:welzijn" in read_record(closing.path).session.header.closed_with


async def test_closing_keeps_who_left_before_the_end(closing: Closing) -> None:
    """Closing all the same keeps the warning with the record, in the words of the check list."""
    app = closing.app(day_one())
    async with app.run_test(size=(120, 36)) as pilot:
        await on_table(app, pilot)
        await pilot.press("ctrl+s")
        await stands(app, pilot, AskScreen)
        await pilot.press("j")
        await stands(app, pilot, StartScreen)
    kept = read_record(closing.path).session
    assert "missing_at_end:raadslid" in kept.header.closed_with
    assert "Niet bij het einde: raadslid" in left_open(kept)


async def test_blocks_are_chosen_one_by_one(closing: Closing) -> None:
    """A list of the blocks says in which of them people were; Escape leaves all as it was."""
    app = closing.app(day_one())
    async with app.run_test(size=(120, 36)) as pilot:
        await on_table(app, pilot)
        await pilot.press("down", "b")
        await until(pilot, lambda: isinstance(app.screen, BlocksThereScreen))
        blocks = app.screen.query_one(OptionList)
        shown = [str(blocks.get_option_at_index(place).prompt) for place in (0, 1)]
        assert shown == [" ✓  Kennismaken en doel", "    Maatwerk is ..."]
        await pilot.press("space", "down", "space", "down", "space", "enter")
        await until(pilot, lambda: present(app)["p-1"] == ("1b", "1c"))
        await stands(app, pilot, FinishScreen)
        await pilot.press("b")
        await until(pilot, lambda: isinstance(app.screen, BlocksThereScreen))
        await pilot.press("down", "space", "escape")
        await stands(app, pilot, FinishScreen)
        assert present(app)["p-1"] == ("1b", "1c")


async def test_no_block_at_all_is_not_there(closing: Closing) -> None:
    """Who was in none of the blocks did not come, and is still expected."""
    app = closing.app(day_one())
    async with app.run_test(size=(120, 36)) as pilot:
        await on_table(app, pilot)
        await pilot.press("down", "b")
        await until(pilot, lambda: isinstance(app.screen, BlocksThereScreen))
        await pilot.press("space", "enter")
        await until(pilot, lambda: present(app)["p-1"] == ())
        assert app.opened is not None
        assert app.opened.live.session.participants[1].count == 2


async def test_a_short_meeting_counts_no_parts(closing: Closing) -> None:
    """In a leersessie people were there or not; the keys for a part do nothing."""
    app = closing.app(nearly_done())
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await on_table(app, pilot)
        table = screen.query_one(AttendanceTable)
        before = present(app)
        await pilot.press("d", "b")
        await pilot.pause()
        assert (table.parts, app.screen, present(app)) == ((), screen, before)
        assert not table.check_action("next_part", ())


@pytest.mark.parametrize(
    ("size", "theme"), [((80, 24), "avond"), ((120, 36), "ochtend")], ids=["80x24", "120x36"]
)
def test_picture_of_the_parts(
    closing: Closing, snap_compare: Callable[..., bool], size: tuple[int, int], theme: str
) -> None:
    """Which part stands beside the numbers."""

    async def run_before(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, SessiecoachApp)
        await on_table(app, pilot)
        await pilot.press("down")
        await pilot.pause()

    app = closing.app(day_one(), theme=theme)
    assert snap_compare(app, terminal_size=size, run_before=run_before)


def test_picture_of_the_blocks(closing: Closing, snap_compare: Callable[..., bool]) -> None:
    """The blocks to choose from, in the smallest window."""

    async def run_before(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, SessiecoachApp)
        await on_table(app, pilot)
        await pilot.press("down", "b")
        await until(pilot, lambda: isinstance(app.screen, BlocksThereScreen))
        await pilot.press("down", "space")
        await pilot.pause()

    assert snap_compare(closing.app(day_one()), terminal_size=(80, 24), run_before=run_before)


def test_who_is_added_at_closing_has_a_domain_where_that_is_needed() -> None:
    """A domain that nobody was of can still come; where none is needed none is asked."""
    fields = {each.name: each for each in participant_fields(meeting_of("praktijklab"))}
    assert fields["domain"].suggestions == ("wonen", "welzijn", "zorg")
    filled = {"role": "manager", "organisation": "", "domain": "zorg", "count": "1"}
    (added,) = participant_added(filled)
    assert isinstance(added, Added)
    assert added.values["domain"] == "zorg"
    assert "domain" not in {each.name for each in participant_fields(nearly_done())}


def test_a_party_is_called_by_all_that_tells_it_apart() -> None:
    """Role, organisation and domain; who has none of them has no role."""
    assert party_name(Party("manager", "gemeente", domain="zorg")) == "manager, gemeente, zorg"
    assert party_name(Party("")) == "zonder rol"
