"""Tests of the line of keys: what can be done now, each act once, looked at once a change."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType

from sessiecoach.ui.screens.ask import AskScreen
from sessiecoach.ui.widgets.key_line import KeyLine
from tests.ui.pressing import until


class _Keys(App[None]):
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "start", "Start", id="start"),
        Binding("f5", "stop", "Stoppen", id="stop"),
        Binding("x,delete", "withdraw", "Intrekken", id="withdraw"),
        Binding("f8", "next", "Volgende", id="next"),
        Binding("f7", "hidden", "Verborgen", id="hidden", show=False),
        Binding("f6", "foreign", "Vreemd"),
    ]
    runs = False
    asked = 0

    def compose(self) -> ComposeResult:
        yield KeyLine()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Count how often it is asked whether the next block can begin."""
        if action == "next":
            self.asked += 1
            return self.runs or None
        return {"start": not self.runs, "stop": self.runs}.get(action, True)

    @property
    def line(self) -> str:
        """What stands on the line."""
        return str(self.query_one(KeyLine).render()).rstrip()


async def test_each_act_stands_there_once_and_only_what_can_be_done() -> None:
    """Of two keys for one act the first shows; not what is hidden, refused or of another."""
    app = _Keys()
    async with app.run_test() as pilot:
        await until(pilot, lambda: "Start" in app.line)
        words = app.line.split("   ")
        assert [word.split(" ")[-1] for word in words] == ["Start", "Intrekken"]


async def test_it_follows_what_can_be_done_and_looks_once() -> None:
    """Several changes in one turn are one look; what can be done then stands there."""
    app = _Keys()
    async with app.run_test() as pilot:
        await until(pilot, lambda: "Start" in app.line)
        before = app.asked
        app.runs = True
        for _ in range(5):
            app.screen.refresh_bindings()
        await until(pilot, lambda: "Volgende" in app.line)
        assert "Stoppen" in app.line
        assert "Start" not in app.line
        assert app.asked == before + 1


async def test_what_does_not_fit_is_left_out_whole() -> None:
    """A narrow line ends in a whole word, never in half of one."""
    app = _Keys()
    async with app.run_test(size=(14, 3)) as pilot:
        await until(pilot, lambda: "Start" in app.line)
        assert app.line.endswith("Start")


async def test_the_way_back_always_fits() -> None:
    """Of many keys on a narrow line the last ones go, but never the one that leads back."""

    class Deep(_Keys):
        BINDINGS: ClassVar[list[BindingType]] = [
            Binding("ctrl+w", "back", "Terug", id="back"),
            Binding("f1", "help", "Hulp", id="help"),
        ]

    for width, shown in (
        (44, ["Start", "Intrekken", "Terug", "Hulp"]),
        (34, ["Start", "Intrekken", "Terug"]),
        (24, ["Start", "Terug"]),
    ):
        app = Deep()
        async with app.run_test(size=(width, 3)) as pilot:
            await until(pilot, lambda app=app: "Start" in app.line)  # type: ignore[misc]
            assert [word for word in app.line.split() if word[0].isupper()] == shown


async def test_under_a_dialog_it_offers_nothing() -> None:
    """No key of the screen below works there; they are back when the dialog is gone."""
    app = _Keys()
    async with app.run_test() as pilot:
        await until(pilot, lambda: "Start" in app.line)
        line = app.screen.query_one(KeyLine)
        await app.push_screen(AskScreen("Doorgaan?"))
        await until(pilot, lambda: not str(line.render()).strip())
        await pilot.press("n")
        await until(pilot, lambda: "Start" in str(line.render()))
