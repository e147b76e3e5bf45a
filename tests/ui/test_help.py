"""The help of a screen: each key once, by its own name."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Static

from sessiecoach.ui.key_names import key_name
from sessiecoach.ui.screens.help import HelpScreen
from tests.ui.pressing import until


class _Below(Screen[None]):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left_square_bracket", "a", "Vanaf", key_display="[ ]", id="a"),
        Binding("right_square_bracket", "b", "Later", key_display="]", id="b"),
        Binding("escape,c", "c", "Terug", key_display="Esc", id="c"),
        Binding("backspace,left", "d", "Vraag terug", key_display="←", id="d"),
        Binding("shift+f5,f17", "e", "Voorbereiding", key_display="Shift+F5", id="e"),
    ]


class _Shows(App[None]):
    def get_key_display(self, binding: Binding) -> str:
        return key_name(super().get_key_display(binding))


async def test_each_key_stands_there_once() -> None:
    """What the footer shows for two keys is two keys here, and no key stands there twice."""
    app = _Shows()
    async with app.run_test(size=(80, 30)) as pilot:
        await app.push_screen(_Below())
        await app.push_screen(HelpScreen(app.screen))
        shown = app.screen.query_one("#keys").query_one(Static)
        await until(pilot, lambda: shown.size.height >= 5)
        lines = ["".join(each.text for each in shown.render_line(y)) for y in range(5)]
        assert [" ".join(line.split()) for line in lines] == [
            "[ Vanaf",
            "] Later",
            "Esc c Terug",
            "Backspace ← Vraag terug",
            "Shift+F5 Voorbereiding",
        ]
