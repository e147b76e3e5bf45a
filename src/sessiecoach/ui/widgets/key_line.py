"""The keys of a screen on its last line, lighter to start than a row of widgets."""

from __future__ import annotations

from textual.binding import Binding
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.style import Style
from textual.widget import Widget

_WIDE = "   "
_CLOSE = "  "
_PALETTE = ("command_palette", "app.command_palette")
_WAY_BACK = "back"
"""The action that leads back to where one came from."""


class KeyLine(Widget):
    """Every key that is shown, with what it does now; a click does it as well."""

    DEFAULT_CSS = """
    KeyLine {
        dock: bottom;
        height: 1;
        text-wrap: nowrap;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.auto_links = False  # a key is no link to look at
        self._keys: tuple[Binding, ...] = ()
        self._looks = False
        """Whether it is already going to look what can be done."""

    def on_mount(self) -> None:
        """Follow what can be done."""
        self._keys = self._possible()
        self.screen.bindings_updated_signal.subscribe(self, self._updated)
        self.app.screen_change_signal.subscribe(self, self._updated)

    def _updated(self, screen: Screen[object]) -> None:
        # One act can change what is possible several times over; it is looked at once, after it.
        if not self._looks:
            self._looks = True
            self.call_next(self._look)

    def _look(self) -> None:
        self._looks = False
        if not self.is_attached:
            return  # its screen was left meanwhile
        keys = self._possible()
        if keys != self._keys:
            self._keys = keys
            self.refresh()

    def _possible(self) -> tuple[Binding, ...]:
        """Return what can be done now, each act once, in the order in which the screen names it.

        Under a dialog nothing can: it says its own keys.
        """
        if isinstance(self.app.screen, ModalScreen) and self.app.screen is not self.screen:
            return ()
        shown: dict[str, Binding] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            is_ours = binding.show and binding.id and active.enabled  # an id only ours have
            if binding.action in _PALETTE or is_ours:
                shown.setdefault(binding.action, binding)
        return tuple(shown.values())

    def render(self) -> Content:
        """Draw as many keys as fit; the way back always, so that nobody is lost.

        The key of the command palette stands at the right, because it leads to all others.
        """
        palette: Content | None = None
        shown: list[Content] = []
        way_back: Content | None = None
        for binding in self._keys:
            words = self._words(binding)
            if binding.action in _PALETTE:
                palette = words
                continue
            shown.append(words)
            if binding.action == _WAY_BACK:
                way_back = words
        width = self.content_size.width
        whole = palette or Content("")
        key_only = whole[: whole.plain.find(" ")] if whole else whole
        for between, right in ((_WIDE, whole), (_CLOSE, whole), (_CLOSE, key_only)):
            line = Content(between).join(shown)
            if line.cell_length + len(between) + right.cell_length <= width:
                break
        else:
            line = _fitting(shown, width - right.cell_length - len(_CLOSE), way_back)
        gap = max(0, width - line.cell_length - right.cell_length)
        return Content.assemble(line, " " * gap, right)

    def _words(self, binding: Binding) -> Content:
        key = self.app.get_key_display(binding)
        act = Style.from_meta({"@click": f"app.simulate_key({binding.key!r})"})
        style = "bold $footer-key-foreground"
        return Content.assemble((key, style), " ", binding.description).stylize(act)


def _fitting(words: list[Content], width: int, kept: Content | None) -> Content:
    """Return as many as fit, with room left for the one that is kept."""
    line = Content("")
    for each in words:
        after = [kept] if kept is not None and each is not kept else []
        if _joined(line, each, *after).cell_length > width:
            return _joined(line, *after)
        line = _joined(line, each)
        kept = None if each is kept else kept
    return line


def _joined(*words: Content) -> Content:
    return Content(_CLOSE).join([each for each in words if each])
