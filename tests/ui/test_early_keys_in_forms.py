"""What is typed right behind a key goes to what that key asked for, and to nothing else."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.widgets import Input

from sessiecoach.storage.home import Places
from sessiecoach.storage.records import read_record
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.palette import Palette
from sessiecoach.ui.screens.ask import AskScreen
from sessiecoach.ui.screens.form import FormField, FormScreen
from sessiecoach.ui.screens.help import HelpScreen
from sessiecoach.ui.screens.new_meeting import NewMeetingScreen
from sessiecoach.ui.screens.prepare import PrepareScreen
from sessiecoach.ui.screens.start import StartScreen
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.terminal_bytes import BurstParser
from tests.ui.pressing import put_meetings, until, until_read

Make = Callable[..., Surroundings]

ACTS = "svq ranop"
"""Letters that each do something on the start screen."""


_NAMED = ("f1", "escape", "shift+tab")


def type_at_once(app: SessiecoachApp, *typed: str) -> None:
    """Type keys by name or texts, all before the program gets to look at the first."""
    for part in typed:
        if part in _NAMED or part.startswith("ctrl+"):
            app.post_message(events.Key(part, None))
        else:
            for letter in part:
                app.post_message(events.Key(_character_to_key(letter), letter))


def shown(app: SessiecoachApp, kind: type) -> Callable[[], bool]:
    """Whether a screen is shown and takes keys."""
    return lambda: isinstance(app.screen, kind) and app.is_ready


async def test_what_follows_n_is_for_its_form(make_surroundings: Make, places: Places) -> None:
    """Also when the start screen is still reading; none of its letters does an act there."""
    put_meetings(places.sessions)
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: app.is_ready)
        type_at_once(app, "n", ACTS)
        await until(pilot, shown(app, NewMeetingScreen))
        assert [type(each) for each in app.screen_stack[1:]] == [StartScreen, NewMeetingScreen]
        date = app.screen.query_one("#date", Input)
        assert date.has_focus
        await until(pilot, lambda: date.value == ACTS)


async def test_a_whole_form_is_typed_ahead(make_surroundings: Make, places: Places) -> None:
    """From the key that asks for it to the key that keeps it."""
    folder = put_meetings(places.sessions)
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: app.is_ready)
        type_at_once(app, "n", "shift+tab", ACTS, "ctrl+s")
        await until(pilot, shown(app, PrepareScreen))
    made = folder / "2016-09-05-leersessie.toml"
    assert read_record(made).session.header.title == ACTS


async def test_what_one_read_brings_is_typed_ahead(make_surroundings: Make) -> None:
    """So much at once is taken for a paste; it begins with the key that asks for the form."""
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: app.is_ready)
        for event in BurstParser().feed("n" + ACTS * 5):
            app.post_message(event)
        await until(pilot, shown(app, NewMeetingScreen))
        await until(pilot, lambda: app.screen.query_one("#date", Input).value == ACTS * 5)


async def test_what_follows_s_is_the_name_of_a_series(make_surroundings: Make) -> None:
    """The form of a series begins with its name."""
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: app.is_ready)
        type_at_once(app, "s", ACTS)
        await until(pilot, shown(app, FormScreen))
        await until(pilot, lambda: app.screen.query(Input).first().value == ACTS)


@pytest.mark.parametrize("keys", [("ctrl+p",), ("f1", "ctrl+p")])
async def test_what_follows_the_palette_is_looked_for(
    make_surroundings: Make, keys: tuple[str, ...]
) -> None:
    """Over the start screen and over the help."""
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: app.is_ready)
        type_at_once(app, *keys, ACTS)
        await until(pilot, shown(app, Palette))
        await until(pilot, lambda: app.screen.query_one(Input).value == ACTS)
        assert isinstance(app.screen_stack[-2], HelpScreen if "f1" in keys else StartScreen)


async def test_what_cannot_be_made_lets_go_of_keys(make_surroundings: Make, places: Places) -> None:
    """What was typed behind a form whose series cannot be made goes on where one is then."""
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: app.is_ready)
        await until_read(pilot)
        places.sessions.rmdir()
        places.sessions.write_text("in de weg")
        type_at_once(app, "s", "Reeks", "ctrl+s", "n", ACTS)
        await until(pilot, shown(app, NewMeetingScreen))
        await until(pilot, lambda: app.screen.query_one("#date", Input).value == ACTS)
        assert any("kan niet worden gemaakt" in each.message for each in app._notifications)


async def test_keys_are_held_no_longer_than_what_holds_them(make_surroundings: Make) -> None:
    """However it ends."""
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: app.is_ready)
        with suppress(OSError), app.holding_keys():
            type_at_once(app, "s")
            await pilot.pause()
            assert isinstance(app.screen, StartScreen)
            raise OSError
        await until(pilot, shown(app, FormScreen))


async def test_a_screen_that_is_taken_away_holds_nothing(make_surroundings: Make) -> None:
    """Also when it goes before it stood."""
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: app.is_ready)
        app.push_screen(HelpScreen(app.screen))
        app.pop_screen()
        type_at_once(app, "s", ACTS)
        await until(pilot, shown(app, FormScreen))
        await until(pilot, lambda: app.screen.query(Input).first().value == ACTS)


async def test_the_program_can_be_left_while_keys_are_held(make_surroundings: Make) -> None:
    """A form that does not come keeps nobody in."""
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: app.is_ready)
        with app.holding_keys():
            type_at_once(app, "ctrl+q")
            await until(pilot, lambda: app._exit)


async def test_an_answer_is_typed_behind_the_key_that_asks(make_surroundings: Make) -> None:
    """The letter that answers does not land in the field that had the focus."""
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: app.is_ready)
        type_at_once(app, "s", "Reeks", "escape")
        await until(pilot, shown(app, AskScreen))
        type_at_once(app, "n", "s", ACTS, "escape", "n", "n", ACTS)
        await until(pilot, shown(app, NewMeetingScreen))
        await until(pilot, lambda: app.screen.query_one("#date", Input).value == ACTS)
        assert len(app.screen_stack) == 3


async def test_a_screen_that_comes_by_itself_gets_what_is_typed(make_surroundings: Make) -> None:
    """From the moment that it comes, also when no key asked for it."""
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: app.is_ready)
        app.push_screen(FormScreen("Vraag", [FormField("answer", "Antwoord")]))
        type_at_once(app, ACTS)
        await until(pilot, shown(app, FormScreen))
        await until(pilot, lambda: app.screen.query_one(Input).value == ACTS)
