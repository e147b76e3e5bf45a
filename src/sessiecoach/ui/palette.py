"""The command palette: what can be done here, by its Dutch name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from rich.text import Text
from textual.app import SystemCommand
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.dom import DOMNode
from textual.errors import NoWidget
from textual.events import Click
from textual.screen import Screen
from textual.widgets.option_list import Option

from sessiecoach.domain.text import one_line
from sessiecoach.ui.closes_once import ClosesOnce

if TYPE_CHECKING:
    from sessiecoach.ui.app import SessiecoachApp

NOTHING_FOUND: Final = "Niets gevonden; wis iets om meer te zien."


class Offered(Provider):
    """Finds what is offered by its name. The provider of Textual takes names for markup."""

    async def discover(self) -> Hits:
        """Give all of it, as long as nothing is typed."""
        every = self.app.get_system_commands(self.screen)
        for name, told, run, _ in sorted(every, key=lambda command: command.title):
            shown = self._shown(name, told)
            yield DiscoveryHit(shown, run, text=name)

    async def search(self, query: str) -> Hits:
        """Give what has the letters that were typed in its name."""
        look = self.matcher(query).fuzzy_search
        for name, told, run, _ in self.app.get_system_commands(self.screen):
            score, places = look.match(query, name)
            if score > 0:
                shown = self._shown(name, told, places)
                yield Hit(score, shown, run, text=name)

    def _shown(self, name: str, told: str, places: Iterable[int] = ()) -> Text:
        style = self.app.screen.get_component_rich_style
        shown = Text(name)
        found = style("command-palette--highlight", partial=True)
        for place in places:
            if not name[place].isspace():
                shown.stylize(found, place, place + 1)
        return shown.append(f"\n{told}", style("command-palette--help-text", partial=True))


class Palette(ClosesOnce, CommandPalette):
    """The palette of Textual, in Dutch."""

    def __init__(self) -> None:
        super().__init__(
            providers=[Offered], placeholder="Zoek wat u wilt doen…", id="--command-palette"
        )

    def _on_click(self, event: Click) -> None:  # type: ignore[override]
        event.prevent_default()
        with suppress(NoWidget):  # where the window just became smaller, there is nothing
            super()._on_click(event)

    def _action_command_list(self, action: str) -> None:
        # A list without room has no lines to go to, and Textual looks for one.
        if self.query_one(CommandList).scrollable_content_region.area:
            super()._action_command_list(action)

    def _start_no_matches_countdown(self, search_value: str) -> None:
        # Textual gives no other way to say this in another language.
        self._stop_no_matches_countdown()

        def tell() -> None:
            if search_value:
                nothing = Option(Text(f"  {NOTHING_FOUND}"), disabled=True, id=self._NO_MATCHES)
                self.query_one(CommandList).add_option(nothing)
            self._list_visible = bool(search_value)

        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, tell)


def offered(app: SessiecoachApp, screen: Screen[object]) -> Iterable[SystemCommand]:
    """Offer every act of a screen by name, then the themes.

    What every field and list of Textual has by itself is no act of ours: it has no id.
    """
    seen: set[str] = set()
    for node, binding, enabled, _tooltip in screen.active_bindings.values():
        if not enabled or not binding.id or binding.action in seen:
            continue
        seen.add(binding.action)
        yield SystemCommand(
            binding.description,
            f"{binding.tooltip or binding.description} ({app.get_key_display(binding)})",
            _runner(app, binding.action, node),
        )
    for theme in app.surroundings.themes:
        name = f"Thema: {one_line(theme.title)}"
        yield SystemCommand(name, "Andere kleuren", _wearer(app, theme.id))


def _runner(app: SessiecoachApp, action: str, node: DOMNode) -> Callable[[], Awaitable[None]]:
    async def run() -> None:
        await app.run_action(action, node)

    return run


def _wearer(app: SessiecoachApp, theme: str) -> Callable[[], None]:
    def wear() -> None:
        app.theme = theme

    return wear
