"""The shell: opening and leaving, what is typed early, the palette, and what goes wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from textual.command import CommandList
from textual.dom import DOMNode
from textual.widgets import Input

from sessiecoach.dutch.dates import point_clock
from sessiecoach.live.opening import open_to_work
from sessiecoach.storage.home import Places
from sessiecoach.storage.themes import FALLBACK_THEME, OWN_VARIABLES
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.early_keys import events_of
from sessiecoach.ui.messages import OpenRecord
from sessiecoach.ui.palette import NOTHING_FOUND, Palette
from sessiecoach.ui.screens.help import HelpScreen
from sessiecoach.ui.screens.live import LiveScreen
from sessiecoach.ui.screens.new_meeting import NewMeetingScreen
from sessiecoach.ui.screens.read import ReadScreen
from sessiecoach.ui.screens.start import StartScreen
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.bound_field import BoundInput
from tests.fake_clock import FakeClock
from tests.ui.pressing import put_meetings, until, until_prepares, until_read

Make = Callable[..., Surroundings]


def told(app: SessiecoachApp) -> str:
    """Return all that was told in passing."""
    return "\n".join(each.message for each in app._notifications)


def closed_record(places: Places) -> Path:
    """Return the record of the shipped meeting that is closed."""
    return put_meetings(places.sessions) / "2016-06-27-leersessie.toml"


async def test_a_closed_meeting_opens_to_be_read(make_surroundings: Make, places: Places) -> None:
    """And opening alone changes not a byte."""
    record = closed_record(places)
    before = record.read_bytes()
    app = SessiecoachApp(make_surroundings(open_first=record))
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ReadScreen) and app.is_ready)
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(app.screen, StartScreen))
    assert record.read_bytes() == before


async def test_a_broken_record_is_told(make_surroundings: Make, places: Places) -> None:
    """The start screen stands, with the reason."""
    record = closed_record(places)
    record.write_text("kapot")
    app = SessiecoachApp(make_surroundings(open_first=record))
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: app.is_ready)
        assert isinstance(app.screen, StartScreen)
        assert "geen TOML" in told(app)


async def test_from_one_record_to_another(make_surroundings: Make, places: Places) -> None:
    """The first is left before the second opens; there is one way back to the list."""
    record = closed_record(places)
    app = SessiecoachApp(make_surroundings(open_first=record))
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ReadScreen) and app.is_ready)
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(app.screen, StartScreen))
        await until_read(pilot)
        await pilot.press("enter")
        await until_prepares(pilot)
        app.screen.post_message(OpenRecord(record))
        await until(pilot, lambda: isinstance(app.screen, ReadScreen) and app.is_ready)
        assert len(app.screen_stack) == 3
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(app.screen, StartScreen))


async def test_a_second_window_is_told_who_has_it(
    make_surroundings: Make, places: Places, clock: FakeClock
) -> None:
    """It opens read-only, since when by the clock of the meeting, and nothing can be typed."""
    put_meetings(places.sessions)
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("enter")
        screen = await until_prepares(pilot)
        path = screen.opened.path
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(app.screen, StartScreen))
        first = open_to_work(path, places.state, clock)
        await until_read(pilot)
        await pilot.press("enter")
        second = await until_prepares(pilot)
        assert second.snapshot.read_only
        assert "alleen lezen" in told(app)
        since = point_clock(clock.now().astimezone(second.live.zone))
        assert f"Al geopend sinds {since} door" in told(app)
        assert not any(each.focusable for each in second.query(BoundInput))
        first.leave()


async def test_keys_of_before_the_first_screen_are_played(
    make_surroundings: Make, places: Places
) -> None:
    """Each finds the screen that the one before it opened."""
    put_meetings(places.sessions)
    surroundings = replace(make_surroundings(), typed_early="n\x1b[Z")
    app = SessiecoachApp(surroundings)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, NewMeetingScreen))
        await until(pilot, lambda: app.is_ready and app.screen.focused is not None)


def test_what_the_terminal_sent_is_read() -> None:
    """Letters, Enter, arrows and a paste, whole or not."""
    keys = [getattr(each, "key", "paste") for each in events_of("aé\r\x1b[A\x1b[200~b\nc\x1b[201~")]
    assert keys == ["a", "é", "enter", "up", "paste"]
    assert events_of("") == []


async def test_it_says_when_it_stands_once(make_surroundings: Make) -> None:
    """Whoever started it hears that a person can type now."""
    stood: list[str] = []
    surroundings = replace(make_surroundings(), first_screen_stands=lambda: stood.append("ja"))
    app = SessiecoachApp(surroundings)
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.is_ready)
        assert stood == ["ja"]


async def test_the_palette_has_every_act(make_surroundings: Make, places: Places) -> None:
    """Every act of the screen and of the program, by its Dutch name, and the themes."""
    put_meetings(places.sessions)
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        await until_read(pilot)
        titles = {command.title for command in app.get_system_commands(app.screen)}
        assert {"Openen", "Nieuw", "Nieuwe reeks", "Vernieuwen", "Stoppen", "Help"} <= titles
        assert "Thema: Ochtend (licht)" in titles
        assert not {"Keys", "Quit", "Theme", "Screenshot", "Select"} & titles
        light = next(
            command
            for command in app.get_system_commands(app.screen)
            if command.title == "Thema: Ochtend (licht)"
        )
        light.callback()
        assert app.theme == "ochtend"


def our_words() -> set[str]:
    """Return every word of a binding that the program itself declares."""
    pending: list[type] = [DOMNode]
    words: set[str] = set()
    while pending:
        kind = pending.pop()
        pending += kind.__subclasses__()
        if kind.__module__.startswith("sessiecoach."):
            for each in vars(kind).get("BINDINGS", ()):
                words |= {each.description, each.tooltip}
    return words


async def test_the_palette_is_ours(make_surroundings: Make, places: Places) -> None:
    """In a field too, no title and no help stems from the fields of Textual, in English."""
    put_meetings(places.sessions)
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("enter")
        await until_prepares(pilot)
        themes = {f"Thema: {each.title}" for each in app.surroundings.themes}
        offered = tuple(app.get_system_commands(app.screen))
        assert {each.title for each in offered} <= our_words() | themes
        helped = {each.help.rpartition(" (")[0] or each.help for each in offered}
        assert helped <= our_words() | {"Andere kleuren"}
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, Palette))
        assert app.screen.query_one(Input).placeholder == "Zoek wat u wilt doen…"
        await pilot.press(*"qqqq")
        results = app.screen.query_one(CommandList)
        await until(pilot, lambda: results.option_count == 1)
        assert NOTHING_FOUND in str(results.get_option_at_index(0).prompt)


async def test_the_palette_does_what_is_chosen(make_surroundings: Make, places: Places) -> None:
    """An act of the screen, chosen by name while a field has the focus."""
    put_meetings(places.sessions)
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("enter")
        await until_prepares(pilot)
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, Palette))
        results = app.screen.query_one(CommandList)
        await pilot.press(*"naar de sessie")
        await until(pilot, lambda: results.option_count == 1)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))


async def test_names_of_keys(make_surroundings: Make) -> None:
    """As they stand on a keyboard."""
    app = SessiecoachApp(make_surroundings())
    async with app.run_test() as pilot:
        await pilot.pause()
        shown = {
            each.binding.key: app.get_key_display(each.binding)
            for each in app.screen.active_bindings.values()
        }
        assert (shown["f1"], shown["ctrl+q"], shown["shift+tab"]) == ("F1", "^q", "Shift+Tab")


async def test_a_theme_that_is_gone_leaves_colours(make_surroundings: Make) -> None:
    """Every name that our styles use has a colour without any theme file."""
    surroundings = replace(make_surroundings(), themes=(FALLBACK_THEME,), theme=FALLBACK_THEME)
    app = SessiecoachApp(surroundings)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert OWN_VARIABLES.keys() <= app.get_css_variables().keys()
        assert app.theme == FALLBACK_THEME.id


async def test_the_palette_once_more_over_its_help(make_surroundings: Make) -> None:
    """Help may be asked in the palette; the palette opens once, and stands there afterwards."""
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: app.is_ready)
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, Palette))
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        await pilot.press("ctrl+p")
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, Palette))
