"""A form and a question over another screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import ClassVar

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, Select, Static, TextArea

from sessiecoach.storage.themes import FALLBACK_THEME
from sessiecoach.ui.screens.ask import AskScreen
from sessiecoach.ui.screens.form import FormField, FormScreen

FIELDS = (
    FormField("what", "Wat", required=True),
    FormField("why", "Waarom", "text", value="omdat"),
    FormField("who", "Wie", "list", value=("een", "twee")),
    FormField("kind", "Soort", "choice", choices=[("[/x] een", "1"), ("twee", "2")], value="2"),
    FormField("feasible", "Kan het", "yes_no", value=None),
    FormField("due", "Voor", "date", value=dt.date(2016, 10, 10)),
    FormField("length", "Hoe lang", "minutes"),
    FormField("at", "Hoe laat", "clock", value=dt.time(9, 30)),
)


class Asking(App[None]):
    """An app with a form on it."""

    answers: ClassVar[list[object]] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(FALLBACK_THEME.variables)

    def show(self, screen: FormScreen | AskScreen) -> None:
        self.answers.clear()
        self.push_screen(screen, self.answers.append)


async def fill(pilot: Pilot[None], name: str, text: str) -> None:
    """Replace what stands in a field."""
    pilot.app.screen.query_one(f"#field-{name}", Input).value = text
    await pilot.pause()


def fault(pilot: Pilot[None], name: str) -> str:
    """Return what is said to be wrong with a field."""
    line = pilot.app.screen.query_one(f"#fault-{name}", Static)
    return str(line.render()) if line.display else ""


async def test_values_by_name() -> None:
    """Each field gives a value of its kind."""
    app = Asking()
    async with app.run_test() as pilot:
        app.show(FormScreen("Oplossing", FIELDS, year=2016))
        await pilot.pause()
        await fill(pilot, "what", "Ruimte [/x]")
        await fill(pilot, "who", " wijkteam ;; GGZ ")
        await fill(pilot, "due", "5 sep")
        await fill(pilot, "length", "1u30")
        app.screen.query_one("#field-feasible", Select).value = "no"
        app.screen.query_one("#field-why", TextArea).text = "twee\nregels"
        await pilot.press("ctrl+s")
        await pilot.pause()
        (values,) = app.answers
        assert isinstance(values, Mapping)
        assert dict(values) == {
            "what": "Ruimte [/x]",
            "why": "twee\nregels",
            "who": ("wijkteam", "GGZ"),
            "kind": "2",
            "feasible": False,
            "due": dt.date(2016, 9, 5),
            "length": 90,
            "at": dt.time(9, 30),
        }


async def test_what_is_wrong_stands_below_its_field() -> None:
    """The form stays, the first wrong field has the focus, and a right one is no longer blamed."""
    app = Asking()
    async with app.run_test() as pilot:
        app.show(FormScreen("Oplossing", FIELDS, year=2016))
        await pilot.pause()
        await fill(pilot, "due", "31-9")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.answers == []
        assert fault(pilot, "what") == "Dit is nodig."
        assert "30 dagen" in fault(pilot, "due")
        assert app.focused is app.screen.query_one("#field-what")
        await fill(pilot, "what", "iets")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert fault(pilot, "what") == ""
        assert app.focused is app.screen.query_one("#field-due")


async def test_enter_goes_on_and_keeps_at_the_end() -> None:
    """From field to field, and after the last one the form is kept."""
    app = Asking()
    async with app.run_test() as pilot:
        app.show(FormScreen("Kort", (FormField("a", "A"), FormField("b", "B"))))
        await pilot.pause()
        await pilot.press("1", "enter", "2", "enter")
        await pilot.pause()
        assert app.answers == [{"a": "1", "b": "2"}]


async def test_what_is_retyped_is_replaced() -> None:
    """A date, a time and a length give way to what is typed; a text goes on at its end."""
    fields = (
        FormField("who", "Wie", value="wijk"),
        FormField("why", "Waarom", "text", value="omdat"),
        FormField("due", "Voor", "date", value=dt.date(2016, 10, 10)),
        FormField("length", "Hoe lang", "minutes", value=20),
        FormField("at", "Hoe laat", "clock", value=dt.time(9, 30)),
    )
    app = Asking()
    async with app.run_test() as pilot:
        app.show(FormScreen("Toezegging", fields, year=2016))
        await pilot.pause()
        await pilot.press(*"team", "tab", *" het", "tab", *"5-9", "tab", *"45", "tab", *"10")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.answers == [
            {
                "who": "wijkteam",
                "why": "omdat het",
                "due": dt.date(2016, 9, 5),
                "length": 45,
                "at": dt.time(10),
            }
        ]


async def test_the_last_line_says_what_enter_does() -> None:
    """It goes on, makes a line in a text, and keeps in the last field; ctrl+s always keeps."""
    fields = (FormField("a", "A"), FormField("b", "B", "text"), FormField("c", "C"))
    app = Asking()
    async with app.run_test() as pilot:
        app.show(FormScreen("Kort", fields))
        await pilot.pause()
        dialog = app.screen.query_one("#dialog")
        assert dialog.border_subtitle == "Enter volgende veld · ctrl+s bewaart · Esc terug"
        await pilot.press("1", "enter")
        await pilot.pause()
        assert dialog.border_subtitle == "Enter nieuwe regel · ctrl+s bewaart · Esc terug"
        await pilot.press("2", "enter", "3", "tab")
        await pilot.pause()
        assert dialog.border_subtitle == "Enter bewaart · Esc terug"
        await pilot.press("4", "enter")
        await pilot.pause()
        assert app.answers == [{"a": "1", "b": "2\n3", "c": "4"}]


@pytest.mark.parametrize(("answer", "kept"), [("j", {"a": "x"}), ("n", None)])
async def test_escape_asks_when_something_was_typed(answer: str, kept: object) -> None:
    """Nothing typed is lost by a slip of the finger."""
    app = Asking()
    async with app.run_test() as pilot:
        app.show(FormScreen("Kort", (FormField("a", "A"),)))
        await pilot.pause()
        await pilot.press("x", "escape")
        await pilot.pause()
        assert isinstance(app.screen, AskScreen)
        await pilot.press(answer)
        await pilot.pause()
        assert app.answers == [kept]


async def test_escape_leaves_at_once_when_nothing_was_typed() -> None:
    """There is nothing to ask about."""
    app = Asking()
    async with app.run_test() as pilot:
        app.show(FormScreen("Kort", (FormField("a", "A", value="x"),)))
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert app.answers == [None]


async def test_a_paste_cannot_command_the_terminal() -> None:
    """An escape in pasted text becomes visible."""
    app = Asking()
    async with app.run_test() as pilot:
        app.show(FormScreen("Kort", (FormField("a", "A"),)))
        await pilot.pause()
        app.screen.query_one("#field-a", Input).value = "\x1b]2;PWNED\x07"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.answers == [{"a": "<1b>]2;PWNED<07>"}]


@pytest.mark.parametrize(
    ("keys", "answer"),
    [(["j"], True), (["n"], False), (["escape"], False), (["enter"], True)],
)
async def test_a_question(keys: list[str], answer: bool) -> None:
    """One key answers; Enter takes the answer that stands ready."""
    app = Asking()
    async with app.run_test() as pilot:
        app.show(AskScreen("Weg [/x]?"))
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        assert app.answers == [answer]


async def test_a_dangerous_question_has_the_safe_answer_ready() -> None:
    """Enter alone breaks nothing."""
    app = Asking()
    async with app.run_test() as pilot:
        app.show(AskScreen("Echt?", danger=True))
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert app.answers == [False]


async def test_a_field_that_was_filled_in_is_not_called_needed_any_more() -> None:
    """The words go with the first letter, not only at the next try."""
    app = Asking()
    async with app.run_test() as pilot:
        app.show(FormScreen("Oplossing", FIELDS, year=2016))
        await pilot.pause()
        await pilot.press("ctrl+s")
        assert fault(pilot, "what") == "Dit is nodig."
        await pilot.press("x")
        await pilot.pause()
        assert fault(pilot, "what") == ""
