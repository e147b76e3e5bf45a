"""The keys of the screen that was shown, made from its bindings."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen, Screen
from textual.widgets import DataTable, Static


class HelpScreen(ModalScreen[None]):
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
            explanation = getattr(self._below, "HELP", None)
            if explanation:
                yield Static(explanation, id="explanation", markup=False)
            table: DataTable[Text] = DataTable(id="keys", show_header=False, cursor_type="row")
            yield table
            yield Static("Esc sluit deze hulp.", id="closing", markup=False)

    def on_mount(self) -> None:
        """Fill the list from the bindings that are active below."""
        table = self.query_one("#keys", DataTable)
        table.add_columns("toets", "wat", "uitleg")
        rows: dict[str, tuple[list[str], str, str]] = {}
        for _node, binding, enabled, tooltip in self._below.active_bindings.values():
            if not binding.description or binding.system:
                continue
            keys, _what, _why = rows.setdefault(
                binding.action, ([], binding.description, tooltip or binding.tooltip)
            )
            if enabled:
                keys.append(self.app.get_key_display(binding))
        for keys, what, why in rows.values():
            if keys:
                table.add_row(Text(" ".join(keys), style="bold"), Text(what), Text(why))
        table.focus()
