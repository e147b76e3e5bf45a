"""The keys of the screen that was shown, made from its bindings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar, Final

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from sessiecoach.ui.closes_once import ClosesOnce

_OF_TEXTUAL: Mapping[str, str] = {
    "cursor_up": "Omhoog",
    "cursor_down": "Omlaag",
    "page_up": "Bladzijde terug",
    "page_down": "Bladzijde verder",
    "first": "Naar de eerste",
    "last": "Naar de laatste",
    "select": "Kiezen",
    "scroll_up": "Omhoog",
    "scroll_down": "Omlaag",
    "scroll_home": "Naar het begin",
    "scroll_end": "Naar het einde",
    "app.focus_next": "Volgend onderdeel",
    "app.focus_previous": "Vorig onderdeel",
}
"""What the keys that every list and page has do, in Dutch; those of typing speak for themselves."""

_SAID_OTHERWISE: Final = frozenset({"f17"})
"""Keys that no keyboard has: what a terminal makes of Shift with another one."""


class HelpScreen(ClosesOnce, ModalScreen[None]):
    """List every key that does something on the screen below, and what it does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,q", "dismiss", "Sluiten", show=False)
    ]

    def __init__(self, below: Screen[object]) -> None:
        super().__init__()
        self._below = below

    def compose(self) -> ComposeResult:
        """Lay out the explanation of the screen, then its keys."""
        with Vertical(id="dialog"):
            with VerticalScroll(id="keys"):
                explanation = getattr(self._below, "HELP", None)
                if explanation:
                    yield Static(explanation, id="explanation", markup=False)
                yield Static(self._keys(), markup=False)
            yield Static("Esc sluit deze hulp.", id="closing", markup=False)

    def on_mount(self) -> None:
        """Let the arrows go through the list."""
        self.query_one("#keys").focus()

    def _keys(self) -> Table:
        """Return what every key does now: those of this screen first, then those of any list."""
        rows: dict[str, tuple[list[str], Text]] = {}
        for active in sorted(self._below.active_bindings.values(), key=_is_of_textual):
            binding = active.binding
            what = binding.description if binding.id else _OF_TEXTUAL.get(binding.action, "")
            if not what or not active.enabled:
                continue
            words = Text(what)
            if binding.tooltip:
                words.append(f"  {binding.tooltip}", "dim")
            keys = rows.setdefault(binding.action, ([], words))[0]
            name = self._key_name(binding)
            if name not in keys:
                keys.append(name)
        table = Table.grid(padding=(0, 2))
        table.add_column(no_wrap=True)
        table.add_column()
        for keys, words in rows.values():
            table.add_row(Text(" ".join(keys), style="bold"), Text.assemble(words))
        return table

    def _key_name(self, binding: Binding) -> str:
        """Return what this one key is called; what the footer shows can stand for two keys."""
        if binding.key in _SAID_OTHERWISE:
            return self.app.get_key_display(binding)
        return self.app.get_key_display(replace(binding, key_display=None))


def _is_of_textual(active: ActiveBinding) -> bool:
    return not active.binding.id
